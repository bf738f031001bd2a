//! Certainty [độ tin cậy]: is the running number, is the day what the paper says? In: the
//! parts of the number and date lines. Out: the figures, or nothing where a recogniser was
//! not sure of them, and the warning that says so. A number is never silently wrong.

use crate::letters::figures;
use crate::norm::Normal;
use crate::record::{Found, Warning};
use crate::segment::{DateLine, NumberLine, Passage};
use crate::span::Span;

/// Below this a recognised figure is a guess, and the value is left out.
const GUESS: u8 = 30;
/// Below this it stands with a warning.
const DOUBTFUL: u8 = 80;

/// Characters of a date with its day, `2024-03-22`.
const WHOLE_DATE: usize = 10;
/// A date of which nothing is known.
const MASK: &str = "XXXX-XX-XX";

/// The running number.
pub(super) fn running_number(normal: &Normal, line: &NumberLine, warnings: &mut Vec<Warning>) -> Option<String> {
    if let Some(printed) = line.sequence {
        return figure(normal, printed, "the running number", warnings).then(|| normal.hay.of(printed).to_owned());
    }
    match line.misread.filter(|m| !m.of(&normal.hay.text).trim().is_empty()) {
        None => {
            warnings.push(warning(normal, "blank_number", line.span, "the running number is blank".to_owned(), None));
            None
        }
        Some(read) => misread(normal, read, warnings),
    }
}

/// What stands for the running number and is not written in figures alone.
fn misread(normal: &Normal, read: Span, warnings: &mut Vec<Warning>) -> Option<String> {
    let words = normal.hay.of(read);
    let sure = normal.confidence(read);
    let number = figures(words).filter(|_| sure.is_none_or(|s| s >= GUESS));
    let (code, message) = match &number {
        Some(number) if number == words => return figure(normal, read, "the running number", warnings).then(|| number.clone()),
        Some(number) => ("low_confidence", format!("the running number reads `{words}`, taken for {number}")),
        None => ("unreadable_number", format!("the running number reads `{words}`, which is no number")),
    };
    warnings.push(warning(normal, code, read, message, sure));
    number
}

/// Day or month, where its figures can be trusted.
pub(super) fn day_or_month(normal: &Normal, printed: Option<Span>, warnings: &mut Vec<Warning>) -> Option<Span> {
    printed.filter(|&p| figure(normal, p, "the date", warnings))
}

/// Says which numbers of passages were misread and stand as their series has them.
pub(crate) fn labels(normal: &Normal, passages: &[Passage], warnings: &mut Vec<Warning>) {
    for label in passages.iter().filter_map(|p| p.label.as_ref()).filter(|l| l.inferred) {
        let number = label.number.as_deref().unwrap_or_default();
        let message =
            format!("the number of a passage reads `{}`, taken for {number} after those beside it", normal.hay.of(label.span).trim());
        warnings.push(warning(normal, "misread_label", label.span, message, None));
    }
}

/// Says that day or month of a date is missing, and why.
pub(super) fn incomplete_date(normal: &Normal, line: &DateLine, warnings: &mut Vec<Warning>) {
    // What was left out for its confidence has been said.
    if warnings.iter().any(|w| w.code == "unreadable_date") {
        return;
    }
    // Nobody leaves the month blank behind a day: what stands there was not seen.
    let unseen = normal.recognised && line.day.is_some() && line.month.is_none();
    let (code, message) = if line.misread || unseen {
        ("unreadable_date", "day or month of the date cannot be read")
    } else {
        ("blank_date", "day or month of the date is blank")
    };
    warnings.push(warning(normal, code, line.span, message.to_owned(), None));
}

/// Parts the date that can be read whole (or whose day or month is blank) from one of which a
/// part is printed and cannot be read: that is no date, and says so with `X`.
pub(crate) fn whole_or_partial(date: Option<Found>, warnings: &[Warning]) -> (Option<Found>, Option<Found>) {
    let unread = |d: &Found| d.value.len() < WHOLE_DATE && warnings.iter().any(|w| w.code == "unreadable_date");
    match date {
        Some(mut found) if unread(&found) => {
            let missing = MASK.get(found.value.len()..).unwrap_or_default();
            found.value.push_str(missing);
            (None, Some(found))
        }
        date => (date, None),
    }
}

/// True where figures can be trusted; a warning where not quite.
fn figure(normal: &Normal, printed: Span, what: &str, warnings: &mut Vec<Warning>) -> bool {
    let Some(sure) = normal.confidence(printed).filter(|s| *s < DOUBTFUL) else { return true };
    let words = normal.hay.of(printed);
    let (code, message) = if sure >= GUESS {
        ("low_confidence", format!("`{words}` in {what} was recognised without certainty"))
    } else if what.ends_with("date") {
        ("unreadable_date", format!("`{words}` in {what} is a guess of the recogniser and was left out"))
    } else {
        ("unreadable_number", format!("`{words}` as {what} is a guess of the recogniser and was left out"))
    };
    warnings.push(warning(normal, code, printed, message, Some(sure)));
    sure >= GUESS
}

fn warning(normal: &Normal, code: &str, span: Span, message: String, confidence: Option<u8>) -> Warning {
    let evidence = normal.evidence(span, None);
    Warning { code: code.to_owned(), message, span: Some(evidence.span), page: evidence.page, confidence }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Confidence;

    fn parted(value: &str, code: &str) -> (Option<String>, Option<String>) {
        let found = Found { value: value.to_owned(), inferred: false, confidence: Confidence::default(), evidence: None };
        let warning = Warning { code: code.to_owned(), message: String::new(), span: None, page: None, confidence: None };
        let (date, partial) = whole_or_partial(Some(found), &[warning]);
        (date.map(|d| d.value), partial.map(|d| d.value))
    }

    #[test]
    fn an_unread_day_is_no_blank_one() {
        assert_eq!(parted("2024-03", "unreadable_date"), (None, Some("2024-03-XX".to_owned())));
        assert_eq!(parted("2024", "unreadable_date"), (None, Some("2024-XX-XX".to_owned())));
        assert_eq!(parted("2024-03", "blank_date"), (Some("2024-03".to_owned()), None));
        // The issuer's electronic signature gave the day.
        assert_eq!(parted("2024-03-22", "unreadable_date"), (Some("2024-03-22".to_owned()), None));
    }
}
