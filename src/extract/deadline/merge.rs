//! Neighbours: drafts in the order of the text in, deadlines out. A recurrence and the day
//! it falls on are often two phrases: "hằng tháng (trước ngày 25)".

use super::recur::yearly;
use super::{Draft, Due, Reading};
use crate::span::Span;

/// Bytes that may stand between a recurrence and its day: a bracket, a comma, a few words.
const REACH: usize = 60;

/// Joins each day to the recurrence before it.
pub(super) fn neighbours<'r>(reading: &Reading<'r, '_>, drafts: Vec<Draft<'r>>) -> Vec<Due<'r>> {
    let mut out: Vec<Due<'r>> = Vec::new();
    for draft in drafts {
        let near = out.last_mut().filter(|last| is_near(reading, last.span, draft.due.span));
        if let Some(last) = near
            && let Some(joined) = join(last, &draft)
        {
            last.recurrence = Some(joined);
            last.span.end = draft.due.span.end;
        } else {
            out.push(draft.due);
        }
    }
    for due in &mut out {
        due.span = with_bracket(reading, due.span);
    }
    out
}

/// True where only few words and no end of a sentence lie between.
fn is_near(reading: &Reading<'_, '_>, first: Span, second: Span) -> bool {
    let gap = Span::new(first.end, second.start);
    let words = reading.hay.of(gap);
    gap.len() <= REACH && !words.contains([';', '\n']) && !words.contains(". ")
}

/// With the closing bracket after it, where one opens inside.
fn with_bracket(reading: &Reading<'_, '_>, span: Span) -> Span {
    let opened = reading.hay.of(span).rfind('(') > reading.hay.of(span).rfind(')');
    let closes = reading.hay.text.get(span.end..).is_some_and(|t| t.starts_with(')'));
    Span::new(span.start, span.end + usize::from(opened && closes))
}

/// The recurrence of `last` with the day of `draft`, where it lacks one.
fn join(last: &Due<'_>, draft: &Draft<'_>) -> Option<String> {
    let often = last.recurrence.as_deref()?;
    if let Some(exact) = draft.due.recurrence.as_deref().filter(|r| r.strip_prefix(often).is_some_and(|r| r.starts_with(";BY"))) {
        return Some(exact.to_owned());
    }
    match (often, draft.day, draft.month_day) {
        ("FREQ=MONTHLY", Some(day), _) if (1..=31).contains(&day) => Some(format!("FREQ=MONTHLY;BYMONTHDAY={day}")),
        ("FREQ=MONTHLY;INTERVAL=3", Some(day), _) if (1..=31).contains(&day) => Some(format!("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY={day}")),
        // The half-yearly report falls on that day every year; the yearly one is named besides.
        ("FREQ=YEARLY" | "FREQ=MONTHLY;INTERVAL=6", _, Some((month, day))) => yearly(month, day),
        _ => None,
    }
}
