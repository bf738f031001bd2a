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
    for rule in grammar.of_role("number") {
        let text = if rule.case == Case::Exact { &hay.text } else { &hay.folded };
        let Some(slice) = text.get(..paragraph.end) else { continue };
        let mut at = paragraph.start;
        while let Some(m) = rule.regex.find_at(slice, at) {
            let mut span = Span::new(m.start(), m.end());
            if let Some(group) = rule.groups.iter().find(|(n, _)| n == "so") {
                span = rule
                    .regex
                    .captures(&slice[m.start()..m.end()])
                    .and_then(|c| c.get(group.1))
                    .map_or(span, |g| Span::new(g.start(), g.end()).shifted(m.start()));
            }
            let labelled = rule.gives("label").is_none()
                || grammar.before("citation.so", hay, super::kind::floor(&hay.folded, span.start.saturating_sub(8)), span.start).is_some();
            match settle(text, span).filter(|_| labelled) {
                Some(span) => {
                    at = span.end.max(m.start() + 1);
                    let weak = rule.id != "citation.number";
                    out.push(Found { span, rule: rule.id.clone(), kind: None, weak });
                }
                None => at = next_digits(slice, m.start()),
            }
        }
    }
    short(grammar, hay, paragraph, &mut out);
    out.sort_by_key(|f| (f.span.start, std::cmp::Reverse(f.span.end), f.weak));
    let mut end = 0;
    out.retain(|f| {
        let free = f.span.start >= end;
        if free {
            end = f.span.end;
        }
        free
    });
    out
}

/// Types with a bare number: "Nghị định số 30", "Thông tư 24/2020", "NĐ30".
fn short(grammar: &Grammar<'_>, hay: &Prepared, paragraph: Span, out: &mut Vec<Found>) {
    for rule in grammar.of_role("short") {
        let text = if rule.case == Case::Exact { &hay.text } else { &hay.folded };
        let Some(slice) = text.get(..paragraph.end) else { continue };
        let mut at = paragraph.start;
        while let Some(m) = rule.regex.find_at(slice, at) {
            at = m.end();
            if joined_before(slice, m.start()) {
                continue;
            }
            let Some(hit) = super::grammar::after(rule, hay, m.start(), m.end()) else { continue };
            let (Some(kind), Some(number)) = (hit.group("loai"), hit.group("so")) else { continue };
            if stands_alone(grammar, hay, paragraph, kind, number, hit.group("nhan").is_some()) {
                out.push(Found { span: number, rule: rule.id.clone(), kind: Some(kind), weak: true });
            }
        }
    }
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
    let known = letters.len() == 2 || grammar.value("citation.short-types", &letters).is_some();
    let with_year = hay.of(number).contains('/');
    let year_only = number.len() == 4 && !with_year;
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

fn joined_before(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(char::is_alphanumeric)
}

/// Past the run of digits at or after `at`.
fn next_digits(text: &str, at: usize) -> usize {
    let digits = text.as_bytes()[at..].iter().take_while(|b| b.is_ascii_digit()).count();
    super::grammar::next_char(text, at + digits.max(1) - 1)
}

/// The lettered parts of a printed number: `QĐ`, `UBND`.
pub(crate) fn symbol_parts(printed: &str) -> Vec<&str> {
    printed
        .split(['/', '-', '.', ' ', '\u{2013}', '\u{2010}', '\u{2011}', '\u{2014}'])
        .filter(|p| p.starts_with(char::is_alphabetic))
        .collect()
}
