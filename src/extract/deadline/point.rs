//! Points and stretches of the calendar: groups of a match in, EDTF out. A year that is
//! not said is the document's; a time before the document gives nothing.

use super::recur::yearly;
use super::{Draft, Due, Issued, Reading};
use crate::rules::Match;
use crate::values::date::{Point, interval, open_interval, quarter_number};

/// How the year of a time is said.
enum Year {
    /// In figures, or as the year after the document's.
    Said(i32),
    /// Every year.
    Each,
    /// Not at all.
    Document(Option<i32>),
}

/// A day, month, quarter, half or year.
pub(super) fn date<'r>(reading: &Reading<'r, '_>, found: &Match<'r>, mut due: Due<'r>) -> Option<Draft<'r>> {
    let (day, month) = (reading.figures(found, "ngay"), reading.figures(found, "thang"));
    let year = year(reading, found);
    let document_year = matches!(year, Year::Document(_));
    let bare = document_year && found.group("chu_ngay").is_none() && found.group("gio").is_none();
    if bare && day.is_some() && found.rule.gives("year") != Some("document") {
        // "1/3 khối lượng" is no day.
        return None;
    }
    let month_day = day.and_then(|d| month.map(|m| (m, d)));
    if let (Year::Each, Some((m, d))) = (&year, month_day) {
        due.recurrence = yearly(m, d);
        return Some(due.into());
    }
    let known = match year {
        Year::Said(y) | Year::Document(Some(y)) => Some(y),
        Year::Each | Year::Document(None) => None,
    };
    let stretch = known.and_then(|y| stretch(reading, found, y));
    let unsaid = document_year.then_some(month_day).flatten();
    match stretch {
        Some((from, to)) if is_past(to, reading.issued) => {
            // Said in figures it is past; of a year not said, it may be the next one.
            (document_year && day.is_some()).then_some(Draft { due, day: None, month_day: unsaid }).filter(|_| from == to)
        }
        Some((from, to)) => {
            due.date = if from == to { Some(from.to_string()) } else { interval(from, to) };
            due.inferred = document_year;
            Some(Draft { due, day: None, month_day: unsaid })
        }
        None if day.is_some() => Some(Draft { due, day: None, month_day: unsaid }),
        None => None,
    }
}

/// Two days of one year, or of every year.
pub(super) fn pair<'r>(reading: &Reading<'r, '_>, found: &Match<'r>, words: &Due<'r>) -> Vec<Due<'r>> {
    let year = year(reading, found);
    let one = |day: &str, month: &str| {
        let (day, month) = (reading.figures(found, day)?, reading.figures(found, month)?);
        let mut due = words.clone();
        match year {
            Year::Each => due.recurrence = yearly(month, day),
            Year::Said(y) | Year::Document(Some(y)) => {
                let point = Point::day(y, month, day).filter(|&p| !is_past(p, reading.issued))?;
                due.date = Some(point.to_string());
                due.inferred = matches!(year, Year::Document(_));
            }
            Year::Document(None) => {}
        }
        Some(due)
    };
    one("ngay_dau", "thang_dau").into_iter().chain(one("ngay", "thang")).collect()
}

/// From one point to another.
pub(super) fn range<'r>(reading: &Reading<'r, '_>, found: &Match<'r>, mut due: Due<'r>) -> Option<Due<'r>> {
    let to_year = said(reading, found, "nam_cuoi");
    if found.group("ngay").is_some() && found.group("chu_ngay").is_none() && to_year.is_none() {
        // "từ 1/10 đến 3/10 số hộ" is no time.
        return None;
    }
    due.inferred = to_year.is_none() && said(reading, found, "nam").is_none();
    let to_year = to_year.or(reading.issued.year)?;
    let point = |year: i32, day: &str, month: &str, quarter_group: &str| match reading.figures(found, month) {
        Some(m) => reading.figures(found, day).map_or_else(|| Point::month(year, m), |d| Point::day(year, m, d)),
        None => Point::quarter(year, quarter(reading, found, quarter_group)?),
    };
    let to = point(to_year, "ngay_cuoi", "thang_cuoi", "quy_cuoi")?;
    // "từ ngày 05 đến ngày 10/7": both in one month.
    let month = if found.group("thang").is_some() { "thang" } else { "thang_cuoi" };
    let from = |year| point(year, "ngay", month, "quy");
    // "từ tháng 11 đến tháng 2/2025" begins the year before.
    let from = match said(reading, found, "nam") {
        Some(year) => from(year)?,
        None => from(to_year).filter(|f| interval(*f, to).is_some()).or_else(|| from(to_year - 1))?,
    };
    // Begun before the document: the period of figures or of an office, not of a task.
    if is_past(from, reading.issued) {
        return None;
    }
    due.date = Some(interval(from, to)?);
    Some(due)
}

/// From a month or day on.
pub(super) fn open<'r>(reading: &Reading<'r, '_>, found: &Match<'r>, mut due: Due<'r>) -> Option<Due<'r>> {
    let said = said(reading, found, "nam");
    due.inferred = said.is_none();
    let year = said.or(reading.issued.year)?;
    let month = reading.figures(found, "thang")?;
    let from = match reading.figures(found, "ngay") {
        Some(day) => Point::day(year, month, day)?,
        None => Point::month(year, month)?,
    };
    if found.rule.gives("from") == Some("document") && is_past(from, reading.issued) {
        return None;
    }
    due.date = Some(open_interval(from));
    Some(due)
}

/// The stretch a match names in a known year, as its first and last part.
fn stretch(reading: &Reading<'_, '_>, found: &Match<'_>, year: i32) -> Option<(Point, Point)> {
    let one = |p: Point| (p, p);
    if let Some(month) = reading.figures(found, "thang") {
        if let Some(day) = reading.figures(found, "ngay") {
            return Point::day(year, month, day).map(one);
        }
        let last = reading.figures(found, "thang_cuoi").unwrap_or(month);
        return Some((Point::month(year, month)?, Point::month(year, last)?)).filter(|_| month <= last);
    }
    if let Some(first) = quarter(reading, found, "quy") {
        let last = quarter(reading, found, "quy_cuoi").unwrap_or(first);
        return Some((Point::quarter(year, first)?, Point::quarter(year, last)?)).filter(|_| first <= last);
    }
    let half = |first, last| Some((Point::month(year, first)?, Point::month(year, last)?));
    if found.group("nua_dau").is_some() {
        return half(1, 6);
    }
    if found.group("nua_sau").is_some() {
        return half(7, 12);
    }
    Point::year(year).map(one)
}

/// The number of a quarter; a repeated "quý" before it is passed over.
fn quarter(reading: &Reading<'_, '_>, found: &Match<'_>, group: &str) -> Option<u32> {
    quarter_number(reading.hay.of(found.group(group)?).rsplit(' ').next()?)
}

fn year(reading: &Reading<'_, '_>, found: &Match<'_>) -> Year {
    if let Some(y) = said(reading, found, "nam").or_else(|| said(reading, found, "nam_cuoi")) {
        return Year::Said(y);
    }
    if let Some(short) = said(reading, found, "nam_tat") {
        return Year::Said(2000 + short);
    }
    if found.group("nam_sau").is_some() {
        return reading.issued.year.map_or(Year::Document(None), |y| Year::Said(y + 1));
    }
    if found.group("hang_nam").is_some() {
        return Year::Each;
    }
    Year::Document(reading.issued.year)
}

fn said(reading: &Reading<'_, '_>, found: &Match<'_>, group: &str) -> Option<i32> {
    found.group(group).and_then(|s| reading.hay.of(s).parse().ok())
}

/// True where a stretch ends before the document was written.
fn is_past(point: Point, issued: Issued) -> bool {
    issued.year.is_some_and(|y| point.last_month() < (y, issued.month.unwrap_or(1)))
}
