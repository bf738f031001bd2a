//! Bodies and posts [cơ quan, tổ chức, chức danh] as documents name them.
//!
//! In: a printed entry, a place in a running text, or a name. Out: the bodies it names,
//! each with abbreviations expanded and shared heads distributed ("Các sở: Tài chính, Y tế"
//! is two), its place, a stable id, a qualified name, a name in normal case. It decides
//! neither who receives nor who owes anything: `recipients` and `obligations` do.
//!
//! All of it is methods of [`Gazetteer`]:
//! - [`Gazetteer::expand`], [`Gazetteer::normal_case`]: names as words;
//! - [`Gazetteer::list`]: the bodies of a printed entry;
//! - [`Gazetteer::leading`], [`Gazetteer::mentions`]: bodies in running text;
//! - [`Gazetteer::id`], [`Gazetteer::qualify`]: who that is.

mod casing;
mod expansion;
mod group;
mod identity;
mod name;
mod place;
mod post;
mod reader;

#[cfg(test)]
mod tests;

use crate::letters::fold;
use crate::rules::{Form, Gazetteer, Prepared, Word};
use crate::span::Span;
pub(crate) use identity::Context;
use reader::Reader;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A body with a name of its own, or several of one kind ("Ủy ban nhân dân các huyện").
    Body,
    /// A post, alone or with its body: "Giám đốc Sở Tài chính".
    Post,
    /// A group that cannot be listed: "các đơn vị liên quan".
    Group,
    /// A post with the name of the person who holds it.
    Person,
}

/// [cơ quan được nêu tên] A body or post as named, expanded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NamedBody {
    /// As named, abbreviations expanded, shared heads distributed.
    pub(crate) name: String,
    /// First byte of the words it is read from (of its own part, where a head is shared).
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
    /// What it stands for.
    pub(crate) kind: Kind,
    /// False for a head without a name ("Sở", "Giám đốc"): it means the issuer's own, or
    /// whatever the context says.
    pub(crate) named: bool,
}

impl NamedBody {
    /// True for a group told by its kind, and not by a name of its own.
    pub(crate) fn group(&self) -> bool {
        self.kind == Kind::Group
    }

    /// A body of a record, named again elsewhere: it has no place there.
    pub(crate) fn of_record(body: &crate::record::Body) -> Self {
        Self { name: body.name.clone(), start: 0, end: 0, kind: Kind::Body, named: true }
    }
}

impl Gazetteer {
    /// The bodies that a printed entry of a recipient list names. Entries that point back
    /// ("Như trên"), posts without a body, and persons give none; so does an entry that
    /// lists the inside of one body ("VPCP: BTCN, các PCN").
    pub(crate) fn list(&self, entry: &str) -> Vec<NamedBody> {
        let folded = fold(entry);
        let words = self.spell_out(self.mending.mend(self.cut(entry, &folded)));
        if self.form(Form::AsAbove).len_at(&words, 0) > 0 {
            return Vec::new();
        }
        let reader = Reader::new(self, &words, true);
        let mut out: Vec<NamedBody> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            if words.get(at).is_some_and(|w| !w.is_word()) {
                at += 1;
                continue;
            }
            let (parts, end) = reader.items(at);
            if parts.is_empty() {
                at = reader.next_entry_part(at);
                continue;
            }
            if reader.is(end, ":") && parts.len() == 1 && parts.iter().all(|p| p.kind != Kind::Group) {
                return Vec::new();
            }
            out.extend(parts.iter().filter(|p| p.is_a_body()).map(|p| reader.named(p)));
            at = end.max(at + 1);
        }
        out.dedup_by(|a, b| a.name == b.name);
        out
    }

    /// The longest group of bodies or posts that begins exactly at byte `at`, and where it
    /// ends: before a verb, an adverb or a mark. `end` bounds the search, and so does the
    /// paragraph.
    pub(crate) fn leading(&self, hay: &Prepared, at: usize, end: usize) -> Option<(Span, Vec<NamedBody>)> {
        // Most groups are short: read a few words, and more only where they did not suffice.
        const FIRST: usize = 20;
        const MARGIN: usize = 12;
        if !self.may_open(hay, Span::new(at, end)) {
            return None;
        }
        let mut most = FIRST;
        loop {
            let words = self.words_of(hay, Span::new(at, end), most);
            if words.first().is_none_or(|w| w.start != at) {
                return None;
            }
            let reader = Reader::new(self, &words, false);
            let (parts, stop) = reader.items(0);
            if words.len() >= most && stop + MARGIN > words.len() {
                most *= 4;
                continue;
            }
            let last = words.get(stop.checked_sub(1)?)?;
            if parts.is_empty() {
                return None;
            }
            return Some((Span::new(at, last.end), parts.iter().map(|p| reader.named(p)).collect()));
        }
    }

    /// True for the name of an organ inside a body, which does not say of which: "Ban Thường vụ".
    pub(crate) fn is_organ(&self, name: &str) -> bool {
        let folded = fold(name);
        let words = self.cut(name, &folded);
        !words.is_empty() && self.form(Form::Inner).len_at(&words, 0) == words.len()
    }

    /// True where the first word of `span` may begin an item of [`Reader::item`], as it
    /// stands, spelled out or mended. Most words begin none.
    fn may_open(&self, hay: &Prepared, span: Span) -> bool {
        let first = self.cut_some(&hay.text, &hay.folded, paragraph(hay, span, 1), 1);
        let Some(word) = first.first().filter(|w| w.start == span.start) else { return false };
        let item = self.heads.opens(word) || self.names.opens(word) || self.shorts.opens(word);
        let form = || [Form::Person, Form::Each].iter().any(|&f| self.form(f).opens(word));
        let count = || word.folded.bytes().all(|b| b.is_ascii_digit());
        item || form() || count() || self.mending.opens(word)
    }

    /// The first `most` words of one paragraph, misread names mended, abbreviations spelled
    /// out.
    fn words_of<'a>(&'a self, hay: &'a Prepared, span: Span, most: usize) -> Vec<Word<'a>> {
        let words = self.cut_some(&hay.text, &hay.folded, paragraph(hay, span, most), most);
        self.spell_out(self.mending.mend(words))
    }
}

/// The part of `span` up to the end of the paragraph; not much longer than `most` words.
fn paragraph(hay: &Prepared, span: Span, most: usize) -> Span {
    // No word is longer than this, whatever the language.
    const BYTES: usize = 64;
    let mut end = span.end.min(hay.text.len()).min(span.start.saturating_add(most.saturating_mul(BYTES)));
    while !hay.text.is_char_boundary(end) {
        end -= 1;
    }
    let slice = Span::new(span.start, end).of(&hay.text);
    Span::new(span.start, slice.find('\n').map_or(end, |n| span.start + n))
}
