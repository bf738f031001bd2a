//! Identity [định danh cơ quan]: who a name means. In: a name and what is known of its
//! document. Out: a stable id, the same in every document that means the same body; and the
//! name completed by its province ("Ủy ban nhân dân tỉnh" in a letter of Hà Tĩnh). Where
//! the document says nothing, the name stands for itself.

use super::reader::Reader;
use crate::letters::{fold, slug, slug_of_folded};
use crate::rules::{Form, Gazetteer, HeadKind, Province, Word, join};

/// What a document says about where its bodies are.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Context<'a> {
    /// The province of the document, in any spelling, with or without its kind.
    pub(crate) province: Option<&'a str>,
    /// The issuer in full, for units below the province: "Ủy ban nhân dân thị xã Bỉm Sơn".
    pub(crate) issuer: Option<&'a str>,
    /// The body above the issuer: "Phòng Kinh tế" is of its commune.
    pub(crate) parent: Option<&'a str>,
    /// The document's date (EDTF).
    pub(crate) date: Option<&'a str>,
}

impl Gazetteer {
    /// The name as it is in the document's city, where `printed` is an abbreviation that stands
    /// for a province's body as well: "TTTU" is `Thường trực Thành ủy` in Hải Phòng.
    pub(crate) fn in_city(&self, name: &str, printed: &str, context: &Context<'_>) -> Option<String> {
        let (from, to) = self.in_city.iter().find(|(from, _)| name.ends_with(from.as_str()))?;
        let province = self.province_on(context.province?, context.date)?;
        let spelt = fold(printed).contains(&fold(from));
        let front = name.strip_suffix(from.as_str())?;
        // "thành phố" and "Thành ủy" begin alike, as "tỉnh" and "Tỉnh ủy" do.
        let city = fold(to).split(' ').next() == province.kind.split(' ').next();
        (city && !spelt).then(|| format!("{front}{to}"))
    }

    /// The name completed by its place: a unit that stands bare at its end gets the name of
    /// the province, or of the issuer's own unit; so do the Party's bodies of a province.
    pub(crate) fn qualify(&self, name: &str, context: &Context<'_>) -> String {
        let folded = fold(name);
        let words = self.cut(name, &folded);
        match self.missing_place(&words, context) {
            Some(place) => format!("{} {place}", name.trim_end()),
            None => name.to_owned(),
        }
    }

    /// A stable, readable id.
    pub(crate) fn id(&self, name: &str, context: &Context<'_>) -> String {
        let folded = fold(name);
        let words = self.spell_out(self.cut(name, &folded));
        // Where a sign is to be written out or a place is missing, the whole name is read anew.
        let place = if words.iter().any(|w| w.text == "&") { None } else { Some(self.missing_place(&words, context)) };
        match place {
            Some(None) => self.id_of(&words, context),
            _ => {
                let name = self.qualify(&join(&words, &self.vocabulary.and), context);
                let folded = fold(&name);
                self.id_of(&self.cut(&name, &folded), context)
            }
        }
    }

    /// The id of a name in full; determiners before it are no part of it.
    fn id_of(&self, words: &[Word<'_>], context: &Context<'_>) -> String {
        let mut words = words;
        while let [_, rest @ ..] = words
            && self.form(Form::Each).len_at(words, 0) > 0
        {
            words = rest;
        }
        let mut out = String::new();
        self.add_id(words, context, &mut out);
        out
    }

    fn add_id(&self, words: &[Word<'_>], context: &Context<'_>, out: &mut String) {
        if let Some((n, index)) = self.names.longest(words, 0).map(|(n, &i)| (n, i)) {
            let Some(body) = self.bodies.get(index) else { return };
            push(out, &body.id);
            let rest = words.get(n..).unwrap_or(&[]);
            push_words(out, rest);
            if rest.is_empty()
                && matches!(body.level.as_str(), "provincial" | "party-provincial" | "union-provincial")
                && let Some(p) = self.own_province(context)
            {
                push(out, &slug(&format!("{} {}", p.kind, p.name)));
            }
            return;
        }
        if let Some((n, _)) = self.heads.longest(words, 0).filter(|(n, h)| h.kind == HeadKind::Post && *n < words.len()) {
            push_words(out, words.get(..n).unwrap_or(&[]));
            let rest = words.get(n..).unwrap_or(&[]);
            let skip = self.form(Form::Each).len_at(rest, 0);
            self.add_id(rest.get(skip..).unwrap_or(&[]), context, out);
            return;
        }
        push_words(out, words);
    }

    /// The document's province as it was on the document's day.
    fn own_province(&self, context: &Context<'_>) -> Option<&Province> {
        self.province_on(context.province?, context.date)
    }

    /// The name of the place that a bare unit at the end of a name stands for.
    fn missing_place(&self, words: &[Word<'_>], context: &Context<'_>) -> Option<String> {
        let reader = Reader::new(self, words, true);
        let last = words.len().checked_sub(1)?;
        let unit_at = (last.saturating_sub(1)..=last).find(|&i| reader.head(i, HeadKind::Unit).is_some_and(|(n, _)| i + n == words.len()));
        let party = self.names.all(words, last.saturating_sub(1)).find(|(n, _)| last.saturating_sub(1) + n == words.len());
        let party = party.and_then(|(_, &i)| self.bodies.get(i)).filter(|b| b.level == "party-provincial");
        if let Some(at) = unit_at.filter(|&at| at > 0) {
            let several = (0..at).any(|i| reader.form(Form::Each, i) > 0 && reader.head(i + 1, HeadKind::Body).is_none());
            if several {
                return None;
            }
            let unit = words.get(at..)?.iter().map(|w| w.folded).collect::<Vec<_>>().join(" ");
            if let Some(own) = [context.issuer, context.parent].into_iter().flatten().find_map(|body| self.place_of(body, &unit)) {
                return Some(own);
            }
            let province = self.own_province(context)?;
            return (fold(&province.kind) == unit).then(|| province.name.clone());
        }
        let party = party?;
        let province = self.own_province(context)?;
        // Tỉnh ủy and Thành ủy begin with the first syllable of the kind of province.
        let first = |s: &str| fold(s).split(' ').next().map(str::to_owned);
        (first(&party.name) == first(&province.kind)).then(|| province.name.clone())
    }

    /// The name after `unit` in the name of the issuer or of the body above it; "thị xã Bỉm
    /// Sơn" is no commune.
    fn place_of(&self, issuer: &str, unit: &str) -> Option<String> {
        let folded = fold(issuer);
        let words = self.cut(issuer, &folded);
        let reader = Reader::new(self, &words, true);
        let (mut at, mut end) = (0, None);
        while at < words.len() {
            let n = reader.head(at, HeadKind::Unit).map_or(0, |(n, _)| n);
            let last = words.get(at + n.saturating_sub(1))?;
            if n > 0 && folded.get(words.get(at)?.start..last.end) == Some(unit) {
                end = Some(last.end);
            }
            at += n.max(1);
        }
        let rest = issuer.get(end?..)?;
        let rest = rest.split([',', '(']).next()?.trim();
        rest.starts_with(char::is_uppercase).then(|| rest.to_owned())
    }
}

/// Adds words as a part of an id.
fn push_words(out: &mut String, words: &[Word<'_>]) {
    push(out, &slug_of_folded(words.iter().map(|w| w.folded)));
}

fn push(out: &mut String, part: &str) {
    if part.is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push('-');
    }
    out.push_str(part);
}
