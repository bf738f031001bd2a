//! Kind [tên loại]: which type of document a number belongs to, by what stands before it.
//!
//! In: the place of a number. Out: the type's name and where the mention begins; or the
//! reason why the number names no document.

use super::grammar::{Grammar, Hit, words_before};
use super::numbers::Found;
use super::{Mention, Place};
use crate::rules::Prepared;
use crate::span::Span;

/// What stands before a number.
#[derive(Debug, Clone, Default)]
pub(crate) struct Front {
    /// Full name in normal case.
    pub(crate) kind: Option<String>,
    /// Where the type is printed.
    pub(crate) kind_span: Option<Span>,
    /// Where the mention begins.
    pub(crate) start: usize,
    /// The word số stands there.
    pub(crate) labelled: bool,
    /// The issuer between type and number.
    pub(crate) issuer: Option<Span>,
    /// The type is that of the mention before.
    pub(crate) shared: bool,
}

/// Longest type name in words.
const TYPE_WORDS: usize = 5;
/// How far back a type may stand from its number, in bytes.
const WINDOW: usize = 260;

/// Reads what stands before the number at `number`; `None` where it names no document.
pub(crate) fn front(grammar: &Grammar<'_>, place: &Place<'_>, found: &Found, last: Option<&Mention>) -> Option<Front> {
    let (hay, number) = (place.hay, found.span);
    let from = floor(&hay.folded, place.paragraph.start.max(number.start.saturating_sub(WINDOW)));
    let label = grammar.before("citation.so", hay, from, number.start).and_then(|h| h.group("so"));
    let labelled = label.is_some();
    let edge = label.map_or(number.start, |s| s.start);
    let end = trim_noise(&hay.folded, from, edge);
    if let Some(kind) = found.kind.filter(|k| k.end == number.start) {
        // "NĐ30": nothing stands between.
        let name = grammar.value("citation.type-letters", &crate::letters::slug(hay.of(kind)))?;
        return Some(Front { kind: Some(name.to_owned()), kind_span: Some(kind), start: kind.start, ..Front::default() });
    }
    if grammar.before("citation.no-document", hay, from, end).is_some() {
        return None;
    }
    if let Some((name, span)) = named(grammar, hay, from, end) {
        // "đúng mẫu Thông tư số 12/2030/TT-BTC" names the circular, "mẫu quyết định số 02" a form.
        let whole = super::numbers::symbol_parts(hay.of(number)).len() > 1;
        let form = !whole && grammar.before("citation.no-document", hay, from, span.start).is_some();
        return (!form).then(|| Front { kind: Some(name), kind_span: Some(span), start: span.start, labelled, ..Front::default() });
    }
    if let Some(front) = last.and_then(|l| shared(grammar, place, l, number, labelled)) {
        return Some(front);
    }
    if labelled && let Some(front) = apart(grammar, place, from, end) {
        return Some(front);
    }
    by_symbol(grammar, place, number, label)
}

/// The type right before `end`: a full name of up to five words, or an abbreviation.
pub(crate) fn named(grammar: &Grammar<'_>, hay: &Prepared, from: usize, end: usize) -> Option<(String, Span)> {
    let words = words_before(&hay.folded, from, end, TYPE_WORDS);
    let types = grammar.table("citation.types")?;
    let mut key = String::new();
    let mut best = None;
    for word in &words {
        key = if key.is_empty() { word.bare.clone() } else { format!("{}-{key}", word.bare) };
        if let Some(name) = types.get(&key) {
            best = Some((name.clone(), Span::new(word.span.start, words[0].span.end)));
        }
    }
    if best.is_some() {
        return best;
    }
    let last = words.first()?;
    let printed = hay.of(last.span);
    if grammar.value("citation.no-type-letters", printed).is_some() {
        return None;
    }
    let name = grammar.value("citation.type-letters", &last.bare)?;
    printed.starts_with(|c: char| c.is_uppercase()).then(|| printed.chars().nth(1).is_some_and(char::is_uppercase)).filter(|&caps| caps)?;
    Some((name.to_owned(), last.span))
}

/// A number that goes on a list: ", số 13/...", "và 330/...".
fn shared(grammar: &Grammar<'_>, place: &Place<'_>, last: &Mention, number: Span, labelled: bool) -> Option<Front> {
    let gap = Span::new(last.reach, number.start);
    if last.reach < place.paragraph.start || last.number.is_none() || gap.is_empty() || !grammar.is("citation.and", place.hay, gap) {
        return None;
    }
    let gap_words = place.hay.folded_of(gap);
    let start = number.start - gap_words.len() + gap_words.find('s').unwrap_or(gap_words.len());
    Some(Front { kind: last.kind.clone(), start, labelled, shared: true, ..Front::default() })
}

/// A type that a body or a title parts from its number: "Nghị định của Chính phủ số ...".
fn apart(grammar: &Grammar<'_>, place: &Place<'_>, from: usize, end: usize) -> Option<Front> {
    let hay = place.hay;
    let build = |hit: &Hit<'_>, issuer: Option<Span>| {
        let span = hit.group("loai")?;
        let kind = grammar.value("citation.types", &crate::letters::slug(hay.of(span)))?;
        Some(Front { kind: Some(kind.to_owned()), kind_span: Some(span), start: span.start, labelled: true, issuer, shared: false })
    };
    if let Some(hit) = grammar.before("citation.type-of-body", hay, from, end) {
        return build(&hit, hit.group("co_quan"));
    }
    let hit = grammar.before("citation.type-with-title", hay, from, end)?;
    build(&hit, None)
}

/// A number without a printed type whose symbol names one.
fn by_symbol(grammar: &Grammar<'_>, place: &Place<'_>, number: Span, label: Option<Span>) -> Option<Front> {
    let start = label.map_or(number.start, |s| s.start);
    let opens = place.hay.folded.get(place.paragraph.start..start)?.trim_start_matches([' ', '-', '(', '*']).is_empty();
    // A number that opens a paragraph is a letterhead's, unless its date follows at once.
    if opens && grammar.after("citation.date-after", place.hay, number.end, place.paragraph.end).is_none() {
        return None;
    }
    let parts = super::numbers::symbol_parts(place.hay.of(number));
    let (first, more) = parts.split_first()?;
    if grammar.value("citation.no-type-letters", first).is_some() {
        return None;
    }
    let kind = grammar.value("citation.type-letters", &crate::letters::slug(first)).filter(|_| !more.is_empty() && first.len() > 1)?;
    Some(Front { kind: Some(kind.to_owned()), start, labelled: label.is_some(), ..Front::default() })
}

/// Steps back over spaces, a bracket, a colon or a quote.
fn trim_noise(folded: &str, from: usize, end: usize) -> usize {
    let Some(words) = folded.get(from..end) else { return end };
    let cut = words.trim_end_matches(' ');
    let cut = cut.strip_suffix(['(', ':', '“', '"']).unwrap_or(cut);
    from + cut.trim_end_matches(' ').len()
}

/// The nearest character boundary at or before `at`.
pub(crate) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
