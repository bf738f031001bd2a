//! Judgement: a match and the words round it in, whether it says a deadline out. The words
//! themselves are rules of the roles `refuse-*`, `admit-*` and `bar`.

use super::Reading;
use crate::rules::Match;
use crate::span::Span;

/// True where nothing round a match speaks against it.
pub(super) fn holds(reading: &Reading<'_, '_>, found: &Match<'_>, span: Span) -> bool {
    let clause = Span::new(clause_start(reading, span.start), span.start);
    let judge = found.rule.gives("judge");
    let near: &[&str] = match (found.rule.role.as_str(), judge) {
        ("within", _) => &["refuse-before-length"],
        (_, Some("clause")) => &["refuse-before", "refuse-before-stretch"],
        _ => &["refuse-before"],
    };
    if near.iter().any(|role| words_before(reading, clause, role).is_some()) || said_after(reading, span.end, "refuse-after") {
        return false;
    }
    match judge {
        Some("opening") => opens(reading, clause),
        Some("clause") => !refused_in(reading, clause),
        Some("bare") => admits(reading, clause, span),
        _ => true,
    }
}

/// True for a role whose match, though it gives nothing, keeps others from reading parts
/// of it as something else.
pub(super) fn closes(role: &str) -> bool {
    matches!(role, "range" | "date" | "within")
}

/// Where the clause of `at` begins: after the last mark that divides clauses.
fn clause_start(reading: &Reading<'_, '_>, at: usize) -> usize {
    let before = reading.hay.of(Span::new(reading.passage.start, at));
    let divides = |(i, c): (usize, char)| match c {
        ';' | ':' | '\n' | '(' | ')' => Some(i + 1),
        // Inside numbers and dates these divide nothing.
        '.' | ',' => before[i + 1..].starts_with([' ', '\n']).then_some(i + 1),
        _ => None,
    };
    reading.passage.start + before.char_indices().rev().find_map(divides).unwrap_or(0)
}

/// The longest words of `role` that end right before the end of `clause`.
fn words_before(reading: &Reading<'_, '_>, clause: Span, role: &str) -> Option<Span> {
    let touches = |m: &&Match<'_>| reading.hay.of(Span::new(m.span.end, clause.end)).trim().is_empty();
    reading.role(clause, role).iter().find(touches).map(|m| m.span)
}

/// True where words of `role` begin right after `at`.
fn said_after(reading: &Reading<'_, '_>, at: usize, role: &str) -> bool {
    let rest = reading.soon_after(at);
    let start = rest.trimmed(&reading.hay.text).start;
    reading.role(rest, role).iter().any(|m| m.span.start == start)
}

/// True where the clause, since its last bar, says that the time is another's.
fn refused_in(reading: &Reading<'_, '_>, clause: Span) -> bool {
    let bar = reading.role(clause, "bar").last().map_or(clause.start, |m| m.span.end);
    !reading.role(Span::new(bar, clause.end), "refuse-clause").is_empty()
}

/// True where nothing stands between the end of `clause` and the last mark, and the mark
/// is no comma: a sentence, an item or a bracket begins.
fn opens(reading: &Reading<'_, '_>, clause: Span) -> bool {
    let mark = reading.hay.of(Span::new(reading.passage.start, clause.start)).trim_end().chars().next_back();
    reading.hay.of(clause).trim_matches([' ', '-', '+', '•', '*']).is_empty() && mark != Some(',')
}

/// True where a bare "hằng năm" says when something is done: it opens a sentence or an
/// item, or a verb of reporting stands beside it.
fn admits(reading: &Reading<'_, '_>, clause: Span, span: Span) -> bool {
    if opens(reading, clause) {
        return true;
    }
    let divided =
        reading.hay.of(clause).trim().is_empty() || reading.role(clause, "bar").last().is_some_and(|m| m.span.end + 1 >= span.start);
    if divided && said_after(reading, span.end, "admit-after") {
        return true;
    }
    words_before(reading, clause, "admit-before")
        .is_some_and(|deed| words_before(reading, Span::new(clause.start, deed.start), "admit-not-before").is_none())
}
