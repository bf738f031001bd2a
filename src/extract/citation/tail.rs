//! What follows a number or a law's name: date [ngày], issuer [cơ quan ban hành], title
//! [trích yếu].
//!
//! In: where the number or name ends. Out: what follows, in either order of date and issuer.

use super::Place;
use super::grammar::Grammar;
use crate::rules::Prepared;
use crate::span::Span;
use crate::values::edtf;

/// What follows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tail {
    /// EDTF.
    pub(crate) date: Option<String>,
    /// Where the date stands.
    pub(crate) date_span: Option<Span>,
    /// Full name.
    pub(crate) issuer: Option<String>,
    /// Where the issuer stands.
    pub(crate) issuer_span: Option<Span>,
    /// End of number, date and issuer.
    pub(crate) reach: usize,
}

/// What may follow.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Form {
    /// A bare year, as after a law's name.
    pub(crate) years: bool,
    /// A list of issuers.
    pub(crate) joint: bool,
}

/// Reads on from `at`.
pub(crate) fn read(grammar: &Grammar<'_>, place: &Place<'_>, at: usize, form: Form) -> Tail {
    let mut tail = Tail { reach: at, ..Tail::default() };
    for _ in 0..3 {
        let found = (tail.date.is_none() && date(grammar, place, &mut tail, form.years))
            || (tail.issuer.is_none() && issuer(grammar, place, &mut tail, form.joint));
        if !found {
            break;
        }
    }
    tail
}

fn date(grammar: &Grammar<'_>, place: &Place<'_>, tail: &mut Tail, years: bool) -> bool {
    let end = place.paragraph.end;
    let day = grammar.after("citation.date-after", place.hay, tail.reach, end).and_then(|h| Some((h.group("ngay")?, h.span)));
    let year = || grammar.after("citation.year-after", place.hay, tail.reach, end).and_then(|h| Some((h.group("nam")?, h.span)));
    let after_number = || {
        grammar.after("citation.year-number", place.hay, tail.reach, end).and_then(|h| Some((h.group("nam").or(h.group("ngoac"))?, h.span)))
    };
    let Some((words, whole)) = day.or_else(|| if years { year() } else { after_number() }) else { return false };
    tail.date = edtf::read(place.hay.folded_of(words));
    tail.date_span = Some(words);
    tail.reach = whole.end;
    true
}

fn issuer(grammar: &Grammar<'_>, place: &Place<'_>, tail: &mut Tail, joint: bool) -> bool {
    let (hay, end) = (place.hay, place.paragraph.end);
    let cue = grammar.after("citation.issuer-cue", hay, tail.reach, end);
    // "ngày 5/6/2030 Bộ X": the issuer follows the date at once.
    let direct = tail.date.is_some() && hay.text[tail.reach..end].strip_prefix(' ').is_some_and(|t| t.starts_with(char::is_uppercase));
    let Some(start) = cue.map(|h| h.span.end).or(direct.then_some(tail.reach + 1)) else { return false };
    let list = if joint { grammar.after("citation.joint-lead", hay, start, end).map_or(start, |h| h.span.end) } else { start };
    let Some((mut span, mut name)) = place.bodies.leading(hay, list, end) else { return false };
    // "của Tỉnh ủy và Chương trình hành động 02-CTr/HU": the next document is no part of it.
    if let Some(stop) = before_number(grammar, hay, span) {
        let Some(shorter) = place.bodies.leading(hay, list, stop) else { return false };
        (span, name) = shorter;
    }
    while let Some(gap) = grammar.after("citation.joint-and", hay, span.end, end).filter(|_| joint) {
        let Some((next, other)) = place.bodies.leading(hay, gap.span.end, end) else { break };
        name.push_str(hay.of(gap.span));
        name.push_str(&other);
        span.end = next.end;
    }
    tail.issuer = Some(place.bodies.qualify(&name, place.own));
    tail.issuer_span = Some(span);
    tail.reach = span.end;
    true
}

/// Where the last name before a document's number begins to be joined: figures with a dash or
/// a slash stand in no body's name.
fn before_number(grammar: &Grammar<'_>, hay: &Prepared, span: Span) -> Option<usize> {
    let words = hay.of(span);
    let figures = |(i, c): &(usize, char)| c.is_ascii_digit() && words[i + 1..].starts_with(['/', '-']);
    let (number, _) = words.char_indices().find(figures)?;
    let joins = |&at: &usize| words[..at].ends_with(',') || grammar.after("citation.joint-and", hay, span.start + at, span.end).is_some();
    words[..number].rmatch_indices(' ').map(|(at, _)| at).find(joins).map(|at| span.start + at)
}

/// Where the title begins after date and issuer: behind "về", or with "ban hành", "quy định".
pub(crate) fn title_start(grammar: &Grammar<'_>, place: &Place<'_>, at: usize) -> Option<usize> {
    let (hay, end) = (place.hay, place.paragraph.end);
    if let Some(h) = grammar.after("citation.title-about", hay, at, end) {
        return Some(h.span.end);
    }
    if grammar.after("citation.title-no", hay, at, end).is_some() {
        return None;
    }
    let h = grammar.after("citation.title-verb", hay, at, end)?;
    let words = hay.folded_of(h.span);
    // ", Hướng dẫn số ..." is the next document of a list.
    let printed = hay.of(h.span).trim_start_matches(' ');
    if printed.starts_with([',', ':']) && printed.trim_start_matches([',', ':', ' ']).starts_with(char::is_uppercase) {
        return None;
    }
    Some(h.span.start + words.len() - words.trim_start_matches([' ', ',', ':']).len())
}

/// Where a title that begins at `start` ends. `mentions` are the other mentions of the
/// paragraph (start and end), by which a title tells its own clause from the next document's.
pub(crate) fn title_end(grammar: &Grammar<'_>, place: &Place<'_>, start: usize, mentions: &[(Span, bool)]) -> usize {
    let hay = place.hay;
    let text = &hay.folded;
    let mut end = sentence_end(text, start, place.paragraph.end);
    if let Some(stop) = grammar.first("citation.title-end", hay, Span::new(start, end)) {
        end = stop.start;
    }
    let mut previous: Option<Span> = None;
    for &(m, numbered) in mentions.iter().filter(|(m, _)| m.start > start && m.start < end) {
        let gap_from = previous.map_or(start, |p| p.end);
        let between = text.get(gap_from..m.start).unwrap_or("");
        let joined = grammar.before("citation.title-next", hay, gap_from, m.start);
        if let Some(h) = joined.filter(|_| numbered && previous.is_none_or(|_| !follows(between))) {
            return trimmed(text, start, h.span.start);
        }
        previous = Some(m);
    }
    trimmed(text, start, end_of_comma_clause(place, start, end, mentions))
}

/// True where only a joint stands between: the list inside the title goes on.
fn follows(between: &str) -> bool {
    between.len() <= JOINT
}

/// The longest joint, " hoặc " with its marks.
const JOINT: usize = 9;

/// A comma before a body ends the title: the sentence has come to who speaks.
fn end_of_comma_clause(place: &Place<'_>, start: usize, end: usize, mentions: &[(Span, bool)]) -> usize {
    let text = &place.hay.folded;
    let mut from = start;
    while let Some(comma) = text[from..end].find(", ").map(|i| from + i) {
        from = comma + 2;
        let inside = mentions.iter().any(|(m, _)| m.start <= comma && comma < m.end);
        let capital = place.hay.text[from..].starts_with(char::is_uppercase);
        if inside || !capital {
            continue;
        }
        // A body whose name runs into a verb speaks; one that a comma or "và" follows is listed.
        if let Some((span, _)) = place.bodies.leading(place.hay, from, end) {
            let next = text[span.end..].trim_start();
            if !next.starts_with([',', ';', '.', ')']) && !next.is_empty() {
                return comma;
            }
        }
    }
    end
}

fn trimmed(text: &str, start: usize, end: usize) -> usize {
    let words = text.get(start..end).unwrap_or("");
    start + words.trim_end_matches([' ', ',', '.', ';', ':', '/', ')', '-']).len().max(balanced(words))
}

/// Keeps a closing bracket that belongs to one opened inside.
fn balanced(words: &str) -> usize {
    let cut = words.trim_end_matches([' ', ',', '.', ';', ':', '/', '-']);
    if cut.ends_with(')') && cut.matches('(').count() >= cut.matches(')').count() { cut.len() } else { 0 }
}

/// End of the sentence or of the `;` part that `at` stands in; quotes are passed over whole.
pub(crate) fn sentence_end(text: &str, at: usize, limit: usize) -> usize {
    let Some(words) = text.get(at..limit) else { return limit };
    let mut depth = 0_i32;
    let mut quoted = false;
    let mut chars = words.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        match c {
            '“' => quoted = true,
            '”' => quoted = false,
            '(' => depth += 1,
            ')' if depth == 0 => return at + i,
            ')' => depth -= 1,
            ';' | '\n' | ']' if !quoted => return at + i,
            '.' if !quoted => {
                let ends = chars.peek().is_none_or(|&(_, n)| n == ' ' || n == '/');
                let next = words[i + 1..].trim_start().chars().next();
                if ends && next.is_none_or(|n| !n.is_ascii_digit()) {
                    return at + i;
                }
            }
            _ => {}
        }
    }
    limit
}
