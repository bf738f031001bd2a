//! Laws by name [luật, bộ luật, pháp lệnh, Hiến pháp]: instruments that are cited by title.
//!
//! In: a paragraph. Out: where such a name stands and how it reads. A known name wins over
//! a reading by form. Law in general ("pháp luật", "Luật này", "luật sư") is none.

use super::Place;
use super::grammar::{Grammar, Table, bare};
use crate::letters::is_alphanumeric;
use crate::rules::{Prepared, edges_hold};
use crate::span::Span;

/// A name in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    /// From the word Luật to the end of the name.
    pub(crate) span: Span,
    /// The word Luật, Bộ luật, Pháp lệnh or Hiến pháp.
    pub(crate) kind: Span,
    /// The name, a scan's slips mended where the name is known.
    pub(crate) title: String,
}

/// Longest name read by its form, in words.
const LONGEST: usize = 16;

/// Every name of a paragraph, in order. A law inside an amending law's name is not listed.
pub(crate) fn find(grammar: &Grammar<'_>, place: &Place<'_>) -> Vec<Name> {
    let mut out = Vec::new();
    let Some(rule) = grammar.rule("citation.law") else { return out };
    let (hay, paragraph) = (place.hay, place.paragraph);
    let Some(slice) = hay.folded.get(..paragraph.end) else { return out };
    let mut at = paragraph.start;
    while let Some(kind) = rule.regex.find_at(slice, at) {
        at = kind.end;
        if !edges_hold(slice, kind, rule.edges) {
            continue;
        }
        if let Some(name) = name_at(grammar, hay, kind, paragraph) {
            at = name.span.end;
            out.push(name);
        }
    }
    out
}

/// The name that the law word at `kind` opens.
fn name_at(grammar: &Grammar<'_>, hay: &Prepared, kind: Span, paragraph: Span) -> Option<Name> {
    let from = super::kind::floor(&hay.folded, paragraph.start.max(kind.start.saturating_sub(40)));
    if grammar.before("citation.law-not-after", hay, from, kind.start).is_some() {
        return None;
    }
    let known = known(grammar, hay, kind, paragraph.end);
    if known.is_none() && grammar.after("citation.law-not-before", hay, kind.end, paragraph.end).is_some() {
        return None;
    }
    let capital = hay.of(kind).starts_with(char::is_uppercase);
    let mut name = match known {
        Some(n) => n,
        None => amending(grammar, hay, kind, paragraph).or_else(|| by_form(grammar, hay, kind, paragraph.end, capital))?,
    };
    if let Some(h) = grammar.after("citation.law-amended", hay, name.span.end, paragraph.end) {
        name.title.push_str(hay.of(h.span));
        name.span.end = h.span.end;
    }
    Some(name)
}

/// A printed word of a known name and how many of the name's words it stands for.
type Piece = (Span, usize);

/// The longest known name that opens at `kind`, compared by letters without marks.
fn known(grammar: &Grammar<'_>, hay: &Prepared, kind: Span, end: usize) -> Option<Name> {
    let names = grammar.table("citation.law-names")?;
    let short = grammar.table("citation.law-short")?;
    let mut key = String::new();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut best: Option<(usize, &str)> = None;
    for word in (Words { text: &hay.folded, at: kind.start, end }).take(26) {
        let letters = bare(word.of(&hay.folded));
        let spelt = short.get(&letters).filter(|_| hay.of(word).chars().all(|c| c.is_uppercase() || !c.is_alphabetic()));
        let letters = spelt.map_or(letters.as_str(), String::as_str);
        let longer = if key.is_empty() { letters.to_owned() } else { format!("{key}-{letters}") };
        let fits = names.contains_key(&longer) || opens_name(names, &longer);
        if !fits {
            // A scan now and then prints the first letter of a word twice.
            if letters.len() == 1 && pieces.len() > 1 {
                continue;
            }
            break;
        }
        key = longer;
        pieces.push((word, spelt.map_or(1, |s| s.split('-').count())));
        if let Some(name) = names.get(&key) {
            best = Some((pieces.len(), name));
        }
    }
    let (count, name) = best.or_else(|| almost(hay, names, &key, &mut pieces, end))?;
    let pieces = pieces.get(..count)?;
    let span = Span::new(kind.start, pieces.last()?.0.end);
    Some(Name { span, kind, title: mended(hay, pieces, name) })
}

/// True where a known name goes on after `key`.
fn opens_name(names: &Table, key: &str) -> bool {
    let open = format!("{key}-");
    names.range(open.clone()..).next().is_some_and(|(k, _)| k.starts_with(&open))
}

/// A long name with one word that is printed otherwise: "đầu tư và" for "đầu tư vào".
fn almost<'r>(hay: &Prepared, names: &'r Table, key: &str, pieces: &mut Vec<Piece>, end: usize) -> Option<(usize, &'r str)> {
    if pieces.len() < SURE {
        return None;
    }
    let open = format!("{key}-");
    let from = pieces.last()?.0.end;
    let words: Vec<Span> = Words { text: &hay.folded, at: from, end }.take(20).collect();
    for (name, value) in names.range(open.clone()..).take_while(|(k, _)| k.starts_with(&open)) {
        let rest: Vec<&str> = name[open.len()..].split('-').collect();
        let Some(printed) = words.get(..rest.len()) else { continue };
        let slips = printed.iter().zip(&rest).filter(|(s, w)| bare(s.of(&hay.folded)) != **w).count();
        if slips == 1 && rest.len() > 1 {
            pieces.extend(printed.iter().map(|s| (*s, 1)));
            return Some((pieces.len(), value));
        }
    }
    None
}

/// Words of a name that must agree before one may differ.
const SURE: usize = 6;

/// The printed words; one whose marks differ from the known name's gets that name's marks,
/// and keeps its case. Abbreviations stay.
fn mended(hay: &Prepared, pieces: &[Piece], name: &str) -> String {
    let whole = pieces.first().zip(pieces.last()).map_or(Span::default(), |(a, b)| Span::new(a.0.start, b.0.end));
    if hay.folded_of(whole) == crate::letters::fold(name) {
        return hay.of(whole).to_owned();
    }
    let known: Vec<&str> = name.split(' ').collect();
    let mut out = String::with_capacity(name.len());
    let mut place = 0;
    for (i, &(span, count)) in pieces.iter().enumerate() {
        let word = known.get(place).map_or("", |w| w.trim_end_matches(','));
        let printed = hay.folded_of(span);
        let same =
            count > 1 || bare(printed) != bare(&crate::letters::fold(word)) || crate::letters::key(printed) == crate::letters::key(word);
        out.push_str(&if same { hay.of(span).to_owned() } else { cased(word, hay.of(span)) });
        place += count;
        if let Some((next, _)) = pieces.get(i + 1) {
            let comma = hay.folded_of(Span::new(span.end, next.start)).contains([',', '.']);
            out.push_str(if comma { ", " } else { " " });
        }
    }
    out
}

/// `word` with the case of the first letter of `like`.
fn cased(word: &str, like: &str) -> String {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return String::new() };
    let upper = like.starts_with(char::is_uppercase);
    let head: String = if upper { first.to_uppercase().collect() } else { first.to_lowercase().collect() };
    if upper && like.chars().count() > 1 && like.chars().all(char::is_uppercase) { word.to_uppercase() } else { head + chars.as_str() }
}

/// "Luật sửa đổi, bổ sung một số điều của Luật X, Luật Y và Luật Z": one name.
fn amending(grammar: &Grammar<'_>, hay: &Prepared, kind: Span, paragraph: Span) -> Option<Name> {
    let openings = grammar.table("citation.law-amending")?;
    let words: Vec<Span> = Words { text: &hay.folded, at: kind.end, end: paragraph.end }.take(10).collect();
    let (phrase, count) = openings.values().find_map(|p| opens_with(hay, &words, p).map(|n| (p, n)))?;
    let printed = Span::new(words.first()?.start, words.get(count - 1)?.end);
    let mended =
        if hay.folded_of(printed) == crate::letters::fold(phrase) { hay.of(printed).to_owned() } else { cased(phrase, hay.of(printed)) };
    let mut title = format!("{} {mended}", hay.of(kind));
    let mut end = printed.end;
    if let Some(lead) = grammar.after("citation.law-relating", hay, end, paragraph.end) {
        let stop = form_end(grammar, hay, lead.span.end, paragraph.end)?;
        title.push_str(hay.of(Span::new(end, stop)));
        return Some(Name { span: Span::new(kind.start, stop), kind, title });
    }
    match inner(grammar, hay, end, paragraph) {
        Some((gap, name)) => {
            title.push_str(hay.of(Span::new(end, gap.end)));
            title.push_str(&name.title);
            end = name.span.end;
        }
        None => {
            let figure = hay.folded.get(end..paragraph.end)?.trim_start().starts_with(|c: char| c.is_ascii_digit());
            if figure {
                return None;
            }
            let stop = form_end(grammar, hay, end, paragraph.end)?;
            title.push_str(hay.of(Span::new(end, stop)));
            end = stop;
        }
    }
    while let Some((gap, name)) = next_amended(grammar, hay, end, paragraph) {
        title.push_str(hay.of(gap));
        title.push_str(&name.title);
        end = name.span.end;
    }
    Some(Name { span: Span::new(kind.start, end), kind, title })
}

/// How many words of `words` spell `phrase`; in a long one, one may be a scan's slip.
fn opens_with(hay: &Prepared, words: &[Span], phrase: &str) -> Option<usize> {
    let wanted: Vec<String> = phrase.split(' ').map(|w| bare(&crate::letters::fold(w.trim_end_matches(',')))).collect();
    let found = words.get(..wanted.len())?;
    let slips = found.iter().zip(&wanted).filter(|(s, w)| bare(s.of(&hay.folded)) != **w).count();
    let first = found.first().is_some_and(|s| bare(s.of(&hay.folded)) == wanted[0]);
    (first && slips <= wanted.len() / 6).then_some(wanted.len())
}

/// The first law inside an amending law's name, a few words on.
fn inner(grammar: &Grammar<'_>, hay: &Prepared, at: usize, paragraph: Span) -> Option<(Span, Name)> {
    let rule = grammar.rule("citation.law")?;
    let limit = super::kind::floor(&hay.folded, paragraph.end.min(at + 60));
    let found = super::grammar::first(rule, hay, Span::new(at, limit))?;
    let between = hay.folded_of(Span::new(at, found.start));
    if between.contains([';', '.', '(', '/']) {
        return None;
    }
    let name = known(grammar, hay, found, paragraph.end).or_else(|| by_form(grammar, hay, found, paragraph.end, true))?;
    Some((Span::new(at, found.start), name))
}

/// A further law in the list of those amended.
fn next_amended(grammar: &Grammar<'_>, hay: &Prepared, at: usize, paragraph: Span) -> Option<(Span, Name)> {
    let rule = grammar.rule("citation.law")?;
    let limit = super::kind::floor(&hay.folded, paragraph.end.min(at + 24));
    let found = super::grammar::first(rule, hay, Span::new(at, limit))?;
    let gap = Span::new(at, found.start);
    let amends_too = || {
        let words: Vec<Span> = Words { text: &hay.folded, at: found.end, end: paragraph.end }.take(10).collect();
        grammar.table("citation.law-amending").is_some_and(|t| t.values().any(|p| opens_with(hay, &words, p).is_some()))
    };
    if !grammar.is("citation.law-and", hay, gap) || amends_too() {
        return None;
    }
    let name = known(grammar, hay, found, paragraph.end).or_else(|| by_form(grammar, hay, found, paragraph.end, true))?;
    Some((gap, name))
}

/// A name that is not known: capitalised, up to a word or mark that cannot belong to it.
fn by_form(grammar: &Grammar<'_>, hay: &Prepared, kind: Span, end: usize, capital: bool) -> Option<Name> {
    let next = hay.text.get(kind.end..end)?.strip_prefix(' ').unwrap_or("");
    let lead = || {
        let from = super::kind::floor(&hay.folded, kind.start.saturating_sub(40));
        next.starts_with(char::is_alphabetic)
            && !ends_name(grammar, hay, kind.end + 1, end)
            && grammar.before("citation.law-lead", hay, from, kind.start).is_some()
    };
    // Older papers print "Pháp lệnh thuế nông nghiệp": the word means nothing else.
    let ordinance = || {
        let names = next.starts_with(char::is_alphabetic) && !ends_name(grammar, hay, kind.end + 1, end);
        names && grammar.is("citation.law-ordinance", hay, kind)
    };
    let named = next.starts_with(char::is_uppercase) || capital && (lead() || ordinance());
    let alone = capital && grammar.is("citation.law-alone", hay, kind);
    if alone && !named {
        let general = grammar.after("citation.law-generic", hay, kind.end, end).is_some();
        return (!general).then(|| Name { span: kind, kind, title: hay.of(kind).to_owned() });
    }
    if !(capital && named) || alone {
        return alone.then(|| Name { span: kind, kind, title: hay.of(kind).to_owned() });
    }
    let stop = form_end(grammar, hay, kind.end, end)?;
    let span = Span::new(kind.start, stop);
    Some(Name { span, kind, title: hay.of(span).to_owned() })
}

/// Where a name read by its form ends; `None` where it is no name.
fn form_end(grammar: &Grammar<'_>, hay: &Prepared, at: usize, end: usize) -> Option<usize> {
    let text = &hay.folded;
    let mut stop = None;
    let mut previous = at;
    for (i, word) in (Words { text, at, end }).enumerate() {
        let gap = text.get(previous..word.start)?;
        let listed = gap == ", " && i == 1 && !hay.of(word).starts_with(char::is_uppercase);
        let joined = gap == " " || listed;
        let country = grammar.before("citation.law-country", hay, at, word.start).is_some();
        let ends = i > 0 && !country && ends_name(grammar, hay, word.start, end);
        let figure = word.of(text).starts_with(|c: char| c.is_ascii_digit());
        if !joined || ends || figure && i > 0 {
            break;
        }
        if i >= LONGEST {
            return None;
        }
        stop = Some(word.end);
        previous = word.end;
    }
    stop
}

/// True where the words at `at` cannot belong to a name.
fn ends_name(grammar: &Grammar<'_>, hay: &Prepared, at: usize, end: usize) -> bool {
    let Some(rule) = grammar.rule("citation.law-end") else { return true };
    let text = &hay.folded;
    let Some(slice) = text.get(at..super::kind::floor(text, end.min(at + 32))) else { return true };
    rule.regex.match_at(slice, 0).is_some_and(|m| edges_hold(text, m.shifted(at), rule.edges))
}

/// The words of a text from a place on: runs of letters and figures (`GD&ĐT` is one).
struct Words<'t> {
    text: &'t str,
    at: usize,
    end: usize,
}

impl Iterator for Words<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let rest = self.text.get(self.at..self.end)?;
        let start = self.at + rest.find(is_alphanumeric)?;
        // A clause's end is no gap inside a name.
        if self.text[self.at..start].contains([';', ':', '(', ')', '\n', '“', '”', '"', '/']) {
            return None;
        }
        let rest = &self.text[start..self.end];
        let len = rest.find(|c| !(is_alphanumeric(c) || c == '&')).unwrap_or(rest.len());
        self.at = start + len;
        Some(Span::new(start, start + len))
    }
}
