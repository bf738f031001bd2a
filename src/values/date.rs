//! Dates [ngày, tháng, quý, năm]: figures in, EDTF (ISO 8601-2) out: days, months,
//! quarters as sub-years (`2022-34`), years, intervals. What the
//! calendar does not have gives `None`. No words are read here.

use std::fmt;

/// A day or a longer stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Point {
    /// [ngày]
    Day {
        /// Year.
        year: i32,
        /// Month, 1 to 12.
        month: u32,
        /// Day of the month.
        day: u32,
    },
    /// [tháng]
    Month {
        /// Year.
        year: i32,
        /// Month, 1 to 12.
        month: u32,
    },
    /// [quý]
    Quarter {
        /// Year.
        year: i32,
        /// Quarter, 1 to 4.
        quarter: u32,
    },
    /// [năm]
    Year(i32),
}

impl Point {
    /// A day the calendar has.
    pub(crate) fn day(year: i32, month: u32, day: u32) -> Option<Self> {
        (plausible(year) && (1..=days_in(year, month)).contains(&day)).then_some(Self::Day { year, month, day })
    }

    /// A month.
    pub(crate) fn month(year: i32, month: u32) -> Option<Self> {
        (plausible(year) && (1..=12).contains(&month)).then_some(Self::Month { year, month })
    }

    /// A quarter.
    pub(crate) fn quarter(year: i32, quarter: u32) -> Option<Self> {
        (plausible(year) && (1..=4).contains(&quarter)).then_some(Self::Quarter { year, quarter })
    }

    /// A year.
    pub(crate) fn year(year: i32) -> Option<Self> {
        plausible(year).then_some(Self::Year(year))
    }

    /// Year and number of its first month.
    pub(crate) const fn first_month(self) -> (i32, u32) {
        match self {
            Self::Day { year, month, .. } | Self::Month { year, month } => (year, month),
            Self::Quarter { year, quarter } => (year, quarter * 3 - 2),
            Self::Year(year) => (year, 1),
        }
    }

    /// Year and number of its last month.
    pub(crate) const fn last_month(self) -> (i32, u32) {
        match self {
            Self::Day { year, month, .. } | Self::Month { year, month } => (year, month),
            Self::Quarter { year, quarter } => (year, quarter * 3),
            Self::Year(year) => (year, 12),
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Day { year, month, day } => write!(f, "{year:04}-{month:02}-{day:02}"),
            Self::Month { year, month } => write!(f, "{year:04}-{month:02}"),
            // EDTF sub-years: 33 to 36 are quarters.
            Self::Quarter { year, quarter } => write!(f, "{year:04}-{}", 32 + quarter),
            Self::Year(year) => write!(f, "{year:04}"),
        }
    }
}

/// A closed interval; `None` where it ends before it begins.
pub(crate) fn interval(from: Point, to: Point) -> Option<String> {
    let sorted = match (from, to) {
        (Point::Day { year: y, month: m, day: d }, Point::Day { year, month, day }) => (y, m, d) <= (year, month, day),
        _ => from.first_month() <= to.last_month(),
    };
    sorted.then(|| format!("{from}/{to}"))
}

/// An interval that goes on.
pub(crate) fn open_interval(from: Point) -> String {
    format!("{from}/..")
}

/// The number of a quarter in Roman or Arabic figures.
pub(crate) fn quarter_number(figures: &str) -> Option<u32> {
    match figures.to_ascii_lowercase().as_str() {
        "i" | "1" => Some(1),
        "ii" | "2" => Some(2),
        "iii" | "3" => Some(3),
        "iv" | "4" => Some(4),
        _ => None,
    }
}

/// Years that Vietnamese administrative documents can mean.
fn plausible(year: i32) -> bool {
    (1900..2100).contains(&year)
}

/// Days of a month; 0 for a month that is none.
const fn days_in(year: i32, month: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 => 29,
        2 => 28,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edtf(point: Option<Point>) -> Option<String> {
        point.map(|p| p.to_string())
    }

    #[test]
    fn points_are_written_as_edtf() {
        assert_eq!(edtf(Point::day(2024, 8, 5)).as_deref(), Some("2024-08-05"));
        assert_eq!(edtf(Point::month(1981, 1)).as_deref(), Some("1981-01"));
        assert_eq!(edtf(Point::quarter(2022, 2)).as_deref(), Some("2022-34"));
        assert_eq!(edtf(Point::year(1982)).as_deref(), Some("1982"));
    }

    #[test]
    fn what_the_calendar_lacks_is_none() {
        assert_eq!(Point::day(2023, 2, 29), None);
        assert_eq!(edtf(Point::day(2024, 2, 29)).as_deref(), Some("2024-02-29"));
        assert_eq!(Point::day(2024, 13, 1), None);
        assert_eq!(Point::day(2024, 4, 31), None);
        assert_eq!(Point::month(2024, 0), None);
        assert_eq!(Point::quarter(2024, 5), None);
        assert_eq!(Point::year(3024), None);
    }

    #[test]
    fn intervals_run_forwards() {
        let (a, b) = (Point::Month { year: 1981, month: 1 }, Point::Month { year: 1982, month: 12 });
        assert_eq!(interval(a, b).as_deref(), Some("1981-01/1982-12"));
        assert_eq!(interval(b, a), None);
        assert_eq!(open_interval(a), "1981-01/..");
    }

    #[test]
    fn quarters_are_numbered_in_both_figures() {
        assert_eq!(quarter_number("IV"), Some(4));
        assert_eq!(quarter_number("2"), Some(2));
        assert_eq!(quarter_number("v"), None);
    }
}
