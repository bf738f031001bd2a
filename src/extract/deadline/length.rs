//! Lengths of time [thời hạn N ngày]: figures or number words and a unit in, ISO 8601 out.
//! ISO 8601 has no working days: they count as days, and a flag beside the value tells them.

use super::{Due, Reading};
use crate::rules::Match;
use crate::span::Span;

/// Groups that name a unit, and how ISO 8601 writes it.
const UNITS: [(&str, &str, &str); 6] =
    [("phut", "PT", "M"), ("gio_dong_ho", "PT", "H"), ("ngay", "P", "D"), ("tuan", "P", "W"), ("thang", "P", "M"), ("nam", "P", "Y")];

/// A length of time from an event.
pub(super) fn within<'r>(reading: &Reading<'r, '_>, found: &Match<'r>, mut due: Due<'r>) -> Option<Due<'r>> {
    if let Some(event) = found.group("tu") {
        due.span.end = event_end(reading, event);
        due.from = Some(Span::new(event.start, due.span.end));
    }
    due.from = due.from.or_else(|| found.group("lui"));
    due.working_days = found.group("lam_viec").is_some();
    let count = count(reading, found)?;
    let (_, open, close) = UNITS.iter().find(|(group, ..)| found.group(group).is_some())?;
    due.duration = Some(format!("{open}{count}{close}"));
    Some(due)
}

/// Right after an event ("ngay sau khi nhận được công văn này"): no length, only the event.
pub(super) fn upon<'r>(reading: &Reading<'r, '_>, found: &Match<'r>, mut due: Due<'r>) -> Option<Due<'r>> {
    let event = found.group("tu")?;
    due.span.end = event_end(reading, event);
    due.from = Some(Span::new(event.start, due.span.end));
    Some(due)
}

/// Where the words of an event end: before words that go on with the task.
fn event_end(reading: &Reading<'_, '_>, event: Span) -> usize {
    let stop = reading.role(event, "stop").first().map_or(event.end, |m| m.span.start);
    Span::new(event.start, stop).trimmed(&reading.hay.text).end
}

/// The number in group `so`, in figures or words; never 0.
pub(super) fn count(reading: &Reading<'_, '_>, found: &Match<'_>) -> Option<u32> {
    let span = found.group("so")?;
    reading.hay.of(span).parse().ok().or_else(|| in_words(reading, found.span, span)).filter(|&n| n > 0)
}

/// Number words: `hai mươi mốt` is (2 times 10) plus 1.
fn in_words(reading: &Reading<'_, '_>, context: Span, words: Span) -> Option<u32> {
    let (mut total, mut last) = (0, 0);
    let mut end = words.start;
    // The whole match is searched: the words that open the gate stand outside the number.
    for m in reading.role(context, "number").into_iter().filter(|m| words.covers(m.span)) {
        let name = m.rule.groups.iter().map(|(n, _)| n.as_str()).find(|n| m.group(n).is_some())?;
        let factor: u32 = name.get(1..)?.parse().ok()?;
        if name.starts_with('x') {
            total += last * factor;
            last = 0;
        } else {
            total += last;
            last = factor;
        }
        end = m.span.end;
    }
    (end == words.end).then_some(total + last)
}
