//! Times of validity [hiệu lực]: `from` and `until` of a table entry. In: EDTF dates as
//! written. Out: comparable days. Finer dates than a day are none.

use super::Ledger;
use crate::rules::load::Loaded;
use toml::Spanned;

/// A day as (year, month, day).
pub(super) type Day = (u16, u8, u8);

/// From the first to the last day; open ends are the first and last there can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    from: Day,
    until: Day,
}

impl Period {
    /// True where a day lies in both.
    pub(super) fn meets(self, other: Self) -> bool {
        self.from <= other.until && other.from <= self.until
    }
}

/// Reads both ends; what is no date, or ends before it begins, is a fault.
pub(super) fn period(file: &Loaded, from: Option<&Spanned<String>>, until: Option<&Spanned<String>>, ledger: &mut Ledger) -> Period {
    let mut read = |end: Option<&Spanned<String>>, open: Day, filler: (u8, u8)| {
        let Some(written) = end else { return open };
        day(written.get_ref(), filler).unwrap_or_else(|| {
            let message = format!("`{}` is no date", written.get_ref());
            ledger.add(file, &written.span(), message, "write 2025, 2025-07 or 2025-07-01");
            open
        })
    };
    let period = Period { from: read(from, (0, 1, 1), (1, 1)), until: read(until, (9999, 12, 31), (12, 31)) };
    if let (Some(f), Some(u)) = (from, until)
        && period.from > period.until
    {
        let message = format!("from {} is after until {}", f.get_ref(), u.get_ref());
        ledger.add(file, &f.span(), message, "from is the first day, until the last");
    }
    period
}

/// `2025`, `2025-07` or `2025-07-01`; month and day that are not written come from `filler`.
fn day(written: &str, filler: (u8, u8)) -> Option<Day> {
    let mut parts = written.split('-');
    let year = digits(parts.next()?, 4)?;
    let month = parts.next().map_or(Some(filler.0), |m| digits(m, 2).and_then(|m| u8::try_from(m).ok()))?;
    let day = parts.next().map_or(Some(filler.1), |d| digits(d, 2).and_then(|d| u8::try_from(d).ok()))?;
    let real = parts.next().is_none() && (1..=12).contains(&month) && (1..=31).contains(&day);
    real.then_some((year, month, day))
}

fn digits(part: &str, count: usize) -> Option<u16> {
    (part.len() == count && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_years_months_and_days() {
        assert_eq!(day("2025", (12, 31)), Some((2025, 12, 31)));
        assert_eq!(day("2025-07", (7, 1)), Some((2025, 7, 1)));
        assert_eq!(day("2025-06-30", (1, 1)), Some((2025, 6, 30)));
        for no in ["", "25", "2025-13", "2025-7-1", "30/6/2025", "2025-06-30-1", "+025"] {
            assert_eq!(day(no, (1, 1)), None, "{no}");
        }
    }

    #[test]
    fn periods_meet_on_a_shared_day() {
        let a = Period { from: (0, 1, 1), until: (2025, 6, 30) };
        let b = Period { from: (2025, 7, 1), until: (9999, 12, 31) };
        assert!(!a.meets(b) && !b.meets(a) && a.meets(a));
    }
}
