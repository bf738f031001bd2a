//! Recurrences [định kỳ, hằng tháng, hằng quý]: matches in, iCalendar RRULE out. A list
//! ("hằng tháng, quý và năm") gives one deadline per member, all with the words of the list.

use super::length::count;
use super::{Due, Reading};
use crate::rules::Match;
use crate::span::Span;
use crate::values::date::Point;

/// Units of a period, with their groups in the rules.
const UNITS: [&str; 5] = ["ngay", "tuan", "thang", "quy", "nam"];

/// Groups of the days of the week; in upper case they are iCalendar's.
const DAYS: [&str; 7] = ["mo", "tu", "we", "th", "fr", "sa", "su"];

/// The recurrences a match says.
pub(super) fn read<'r>(reading: &Reading<'r, '_>, found: &Match<'r>, words: &Due<'r>) -> Vec<Due<'r>> {
    let day = || reading.figures(found, "ngay").filter(|d| (1..=31).contains(d));
    let rule = match found.rule.role.as_str() {
        "every" => return list(reading, found, words),
        "monthday" => day().map(|d| format!("FREQ=MONTHLY;BYMONTHDAY={d}")),
        "quarterday" => day().map(|d| format!("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY={d}")),
        "yearday" if found.group("nam").is_none() => day().and_then(|d| yearly(reading.figures(found, "thang")?, d)),
        "weekday" => DAYS.iter().find(|d| found.group(d).is_some()).map(|d| format!("FREQ=WEEKLY;BYDAY={}", d.to_uppercase())),
        "times" => unit(found).and_then(|u| times(u, count(reading, found)?)),
        "span" => unit(found).and_then(|u| every(u, count(reading, found)?)),
        _ => None,
    };
    rule.map(|r| Due { recurrence: Some(r), ..words.clone() }).into_iter().collect()
}

/// A day of every year.
pub(super) fn yearly(month: u32, day: u32) -> Option<String> {
    // A leap year has every day that a year can have.
    Point::day(2024, month, day).map(|_| format!("FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}"))
}

/// One deadline per member of a list of periods.
fn list<'r>(reading: &Reading<'r, '_>, found: &Match<'r>, words: &Due<'r>) -> Vec<Due<'r>> {
    let mut rules: Vec<String> = Vec::new();
    let mut end = found.span.start;
    for part in reading.role(found.span, "part") {
        if part.span.start < end {
            continue;
        }
        // "hằng tháng, năm 2024": a unit with a figure after it is a date, and so is all that follows.
        if reading.goes_on_in_figures(part.span.end) {
            break;
        }
        let n = if part.group("so").is_some() { count_in(reading, found.span, &part) } else { Some(1) };
        let Some(rule) = n.and_then(|n| unit(&part).and_then(|u| every(u, n))) else { continue };
        if !rules.contains(&rule) {
            rules.push(rule);
        }
        end = part.span.end;
    }
    let span = Span::new(words.span.start, end);
    rules.into_iter().map(|r| Due { span, recurrence: Some(r), ..words.clone() }).collect()
}

/// As [`count`], for a part: the words that open the gate stand in the whole list.
fn count_in<'r>(reading: &Reading<'r, '_>, list: Span, part: &Match<'r>) -> Option<u32> {
    let mut wide = part.clone();
    wide.span = list;
    count(reading, &wide)
}

fn unit(found: &Match<'_>) -> Option<&'static str> {
    UNITS.into_iter().find(|u| found.group(u).is_some())
}

/// Every `n` units.
fn every(unit: &str, n: u32) -> Option<String> {
    let (frequency, n) = match unit {
        "ngay" => ("DAILY", n),
        "tuan" => ("WEEKLY", n),
        "thang" => ("MONTHLY", n),
        "quy" => ("MONTHLY", n * 3),
        "nam" => ("YEARLY", n),
        _ => return None,
    };
    // "9 tháng" in a list of reports is the report over nine months, which comes once a year.
    match (frequency, n) {
        (_, 0 | 100..) => None,
        ("MONTHLY", 12) => Some("FREQ=YEARLY".to_owned()),
        ("MONTHLY", n) if n > 6 => None,
        (f, 1) => Some(format!("FREQ={f}")),
        (f, n) => Some(format!("FREQ={f};INTERVAL={n}")),
    }
}

/// `n` times in one unit, where that divides evenly.
fn times(unit: &str, n: u32) -> Option<String> {
    let months = match unit {
        "nam" => 12,
        "quy" => 3,
        _ if n == 1 => return every(unit, 1),
        _ => return None,
    };
    (n > 0 && n <= months && months % n == 0).then(|| every("thang", months / n)).flatten()
}
