//! Numbers [số, ký hiệu] in running text.
//!
//! In: a paragraph. Out: where document numbers stand, without judging what they belong to.
//! A number that is joined to a word, a date or another number is none.

use super::grammar::Grammar;
use crate::rules::{Case, Prepared};
use crate::span::Span;

/// A number in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// Where.
    pub(crate) span: Span,
    /// The rule that found it.
    pub(crate) rule: String,
    /// The type in the rule's own match, for numbers without a symbol.
    pub(crate) kind: Option<Span>,
    /// Only good after the word số or a type.
    pub(crate) weak: bool,
}

/// Every number of a paragraph, in order, without overlaps.
pub(crate) fn find(grammar: &Grammar<'_>, hay: &Prepared, paragraph: Span) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    let bytes = hay.text.as_bytes();
    let mut at = paragraph.start;
    while let Some(start) = digits_from(bytes, at, paragraph.end) {
        let end = start + bytes[start..paragraph.end].iter().take_while(|b| b.is_ascii_digit()).count();
        at = end;
        let found = full(grammar, hay, paragraph, start, end).or_else(|| short(grammar, hay, paragraph, start));
        if let Some(found) = found {
            at = found.span.end.max(end);
            out.push(found);
        }
    }
    out
}

/// The first digit at or after `at` that does not go on a run of digits.
fn digits_from(bytes: &[u8], at: usize, end: usize) -> Option<usize> {
    bytes.get(at..end)?.iter().position(u8::is_ascii_digit).map(|i| at + i)
}

/// A number with a symbol whose figures stand at `start..end`; the longest reading wins.
fn full(grammar: &Grammar<'_>, hay: &Prepared, paragraph: Span, start: usize, end: usize) -> Option<Found> {
    if !may_go_on(&hay.text[end..paragraph.end]) {
        return None;
    }
    let mut best: Option<Found> = None;
    for &rule in grammar.numbers() {
        let Some(hit) = super::grammar::after(rule, hay, start, paragraph.end) else { continue };
        let text = if rule.case == Case::Exact { &hay.text } else { &hay.folded };
        let near = super::kind::floor(&hay.folded, start.saturating_sub(8));
        let labelled = rule.gives("label").is_none() || grammar.before("citation.so", hay, near, start).is_some();
        let Some(span) = settle(text, hit.span).filter(|_| labelled) else { continue };
        if best.as_ref().is_none_or(|b| b.span.end < span.end) {
            best = Some(Found { span, rule: rule.id.clone(), kind: None, weak: rule.id != "citation.number" });
        }
    }
    best
}

/// True where figures may open a symbol: a letter, a mark or a space follows, and then no
/// figure that makes a date of them.
fn may_go_on(rest: &str) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        Some(' ') => {
            chars.next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '/' | '-' | '\u{2010}'..='\u{2014}'))
        }
        Some('/' | '-' | '.' | '\u{2010}'..='\u{2014}') => true,
        Some(c) => c.is_alphabetic(),
        None => false,
    }
}

/// A type with a bare number at `start`: "Nghị định số 30", "Thông tư 24/2020", "NĐ30".
fn short(grammar: &Grammar<'_>, hay: &Prepared, paragraph: Span, start: usize) -> Option<Found> {
    let from = super::kind::floor(&hay.folded, paragraph.start.max(start.saturating_sub(48)));
    let (rule, hit) = grammar.shorts().iter().find_map(|&r| super::grammar::before(r, hay, from, start).map(|h| (r, h)))?;
    let (kind, number) = (hit.group("loai")?, grammar.after("citation.short-number", hay, start, paragraph.end)?.span);
    let stands = stands_alone(grammar, hay, paragraph, kind, number, hit.group("nhan").is_some());
    stands.then(|| Found { span: number, rule: rule.id.clone(), kind: Some(kind), weak: true })
}

/// True where a bare number is a document's and no count, date or number of something else.
fn stands_alone(grammar: &Grammar<'_>, hay: &Prepared, paragraph: Span, kind: Span, number: Span, labelled: bool) -> bool {
    let text = &hay.folded;
    let next = text[number.end..].chars().next();
    if next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '%')) {
        return false;
    }
    let mut tail = text[number.end..].chars();
    let glued = matches!(tail.next(), Some('.' | ',' | '-' | '\u{2013}')) && tail.next().is_some_and(|c| c.is_ascii_digit());
    if glued {
        return false;
    }
    if labelled {
        return true;
    }
    let capital = hay.of(kind).starts_with(char::is_uppercase);
    let letters = crate::letters::slug(hay.of(kind));
    let above = || grammar.after("citation.short-above", hay, number.end, paragraph.end).is_some();
    let known = letters.len() == 2 || above() || grammar.value("citation.short-types", &letters).is_some();
    let with_year = hay.of(number).contains('/');
    // "Luật 2014" names a year, "Công văn 3012" does not.
    let year_only = number.len() == 4 && ["19", "20"].iter().any(|century| hay.of(number).starts_with(century));
    capital && known && !year_only && (with_year || grammar.after("citation.short-alone", hay, number.end, paragraph.end).is_some())
}

/// A match cut back to whole words, or `None` where it is part of something longer.
fn settle(text: &str, span: Span) -> Option<Span> {
    let before = text[..span.start].chars().next_back();
    if before.is_some_and(|c| {
        c.is_ascii_digit() || matches!(c, '/' | '-' | '.' | ',' | '\u{2013}') && span.start > 1 && touches_digit(text, span.start)
    }) {
        return None;
    }
    if before.is_some_and(|c| c.is_alphabetic()) && !glued_label(text, span.start) {
        return None;
    }
    let mut end = span.end;
    while text[end..].chars().next().is_some_and(char::is_alphanumeric) {
        let cut = text[span.start..end].rfind(['/', '-', '\u{2013}', '.', '&', ' '])?;
        end = span.start + cut;
        end = span.start + text[span.start..end].trim_end_matches([' ', '-', '/', '.', '&', '\u{2013}']).len();
    }
    let words = text.get(span.start..end)?;
    let has_symbol = words.chars().any(char::is_alphabetic) && words.contains(['/', '-', '\u{2013}', ' ', '.']);
    (has_symbol && words.chars().filter(|c| c.is_alphabetic()).count() >= 2).then(|| Span::new(span.start, end))
}

/// True where the mark before `at` follows a digit: part of a date or a longer number.
fn touches_digit(text: &str, at: usize) -> bool {
    text[..at].chars().rev().nth(1).is_some_and(|c| c.is_ascii_digit())
}

/// `số31-QĐ/TW`: the label printed without a space.
fn glued_label(text: &str, at: usize) -> bool {
    let word: String = text[..at].chars().rev().take_while(|c| c.is_alphabetic()).collect();
    word.chars().count() == 2 && crate::letters::slug(&word.chars().rev().collect::<String>()) == "so"
}

/// The lettered parts of a printed number: `QĐ`, `UBND`.
pub(crate) fn symbol_parts(printed: &str) -> Vec<&str> {
    printed
        .split(['/', '-', '.', ' ', '\u{2013}', '\u{2010}', '\u{2011}', '\u{2014}'])
        .filter(|p| p.starts_with(char::is_alphabetic))
        .collect()
}
