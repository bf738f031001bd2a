//! Concern [việc có thời hạn]: of several times in one passage, what each is said of. In:
//! the deadlines of a passage in order. Out: the clause beside each: before it, or behind it
//! where the times open their clauses ("trước ngày 15/6 báo cáo ..., trước ngày 15/12 ...").

use super::{Due, Reading};
use crate::span::Span;

/// Tells each deadline what it concerns; where there is but one, that is the passage.
pub(super) fn tell(reading: &Reading<'_, '_>, dues: &mut [Due<'_>]) {
    let spans: Vec<Span> = dues.iter().map(|d| d.span).collect();
    // The members of one list of periods are one time.
    let distinct = spans.windows(2).filter(|w| w[0].start != w[1].start).count();
    if distinct == 0 {
        return;
    }
    for due in dues {
        due.concerns = clause(reading, due.span, &spans);
    }
}

fn clause(reading: &Reading<'_, '_>, span: Span, all: &[Span]) -> Option<Span> {
    let part = part(reading, span);
    let here = || all.iter().filter(|s| part.covers(**s));
    let first = here().map(|s| s.start).min()?;
    let opens = reading.hay.of(Span::new(part.start, first)).trim().is_empty();
    let found = if opens {
        let next = here().map(|s| s.start).filter(|&s| s >= span.end).min();
        Span::new(span.end, next.unwrap_or(part.end))
    } else {
        let last = here().map(|s| s.end).filter(|&e| e <= span.start).max();
        Span::new(last.unwrap_or(part.start), span.start)
    };
    let marks = [' ', '\n', ',', ';', '.', ':', '/', '(', ')', '-'];
    let words = reading.hay.of(found);
    let start = found.start + words.len() - words.trim_start_matches(marks).len();
    let mut found = Span::new(start, (found.start + words.trim_end_matches(marks).len()).max(start));
    // "và" in front joins it to the one before.
    if let Some(bar) = reading.role(found, "bar").first().filter(|b| b.span.start == found.start) {
        found = Span::new(bar.span.end, found.end).trimmed(&reading.hay.text);
    }
    (reading.hay.of(found).split(' ').count() > 1).then_some(found)
}

/// The sentence or `;`-part round a time.
fn part(reading: &Reading<'_, '_>, span: Span) -> Span {
    let passage = reading.passage;
    let divides = |text: &str, i: usize| text[i + 1..].starts_with([' ', '\n']) || text.len() == i + 1;
    let ends = |text: &str| text.match_indices([';', '.']).map(|(i, _)| i).filter(|&i| divides(text, i)).collect::<Vec<_>>();
    let before = reading.hay.of(Span::new(passage.start, span.start));
    let after = reading.hay.of(Span::new(span.end, passage.end));
    let start = ends(before).last().map_or(passage.start, |i| passage.start + i + 1);
    let end = ends(after).first().map_or(passage.end, |i| span.end + i);
    Span::new(start, end)
}
