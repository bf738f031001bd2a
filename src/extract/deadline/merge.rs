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
    out
}

/// True where only few words and no end of a sentence lie between.
fn is_near(reading: &Reading<'_, '_>, first: Span, second: Span) -> bool {
    let gap = Span::new(first.end, second.start);
    let words = reading.hay.of(gap);
    gap.len() <= REACH && !words.contains([';', '\n']) && !words.contains(". ")
}

/// The recurrence of `last` with the day of `draft`, where it lacks one.
fn join(last: &Due<'_>, draft: &Draft<'_>) -> Option<String> {
    match (last.recurrence.as_deref()?, draft.day, draft.month_day) {
        ("FREQ=MONTHLY", Some(day), _) if (1..=31).contains(&day) => Some(format!("FREQ=MONTHLY;BYMONTHDAY={day}")),
        ("FREQ=YEARLY", _, Some((month, day))) => yearly(month, day),
        _ => None,
    }
}
