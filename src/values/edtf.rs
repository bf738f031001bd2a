//! EDTF [ngày, tháng, năm]: printed dates of cited instruments in ISO 8601-2.
//!
//! In: the words of a date, found by a rule. Out: `2019-04-05`, `2024-07` or `2019`; nothing
//! where the day does not exist. Deadlines and their open forms are not read here.

/// Reads the words of a date by its figures: three are day, month and year, two month and
/// year, one a year. What stands between them does not matter.
pub(crate) fn read(words: &str) -> Option<String> {
    let figures: Vec<&str> = words.split(|c: char| !c.is_ascii_digit()).filter(|f| !f.is_empty()).collect();
    match figures.as_slice() {
        [d, m, y] => day(y.parse().ok()?, m.parse().ok()?, d.parse().ok()?),
        [m, y] => month(y.parse().ok()?, m.parse().ok()?),
        [y] => year(y.parse().ok()?),
        _ => None,
    }
}

/// `YYYY-MM-DD`, where that day exists.
pub(crate) fn day(year: u16, month: u8, day: u8) -> Option<String> {
    (plausible(year) && (1..=12).contains(&month) && day >= 1 && day <= days(year, month)).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// `YYYY-MM`.
pub(crate) fn month(year: u16, month: u8) -> Option<String> {
    (plausible(year) && (1..=12).contains(&month)).then(|| format!("{year:04}-{month:02}"))
}

/// `YYYY`.
pub(crate) fn year(year: u16) -> Option<String> {
    plausible(year).then(|| format!("{year:04}"))
}

/// Years of documents: the archives begin before 1900, and nothing is dated after 2199.
const fn plausible(year: u16) -> bool {
    year >= 1800 && year < 2200
}

const fn days(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_printed_form_of_a_day() {
        for (words, want) in [
            ("ngày 05 tháng 04 năm 2019", "2019-04-05"),
            ("06/6/2024", "2024-06-06"),
            ("01-10-1997", "1997-10-01"),
            ("20.7.2020", "2020-07-20"),
            ("29 tháng 02 năm 2024", "2024-02-29"),
            ("năm 2019", "2019"),
            ("tháng 7 năm 2024", "2024-07"),
        ] {
            assert_eq!(read(words).as_deref(), Some(want), "{words}");
        }
    }

    #[test]
    fn a_day_that_does_not_exist_is_none() {
        for words in ["29/02/2023", "31/4/2020", "00/5/2020", "5/13/2020", "5/5/20200", "", "ngày"] {
            assert_eq!(read(words), None, "{words}");
        }
    }
}
