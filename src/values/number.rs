//! Number [số, ký hiệu]: a printed number in its normal form and in its parts.
//!
//! In: the words of a number, with stray spaces, look-alike letters and a scan's slips. Out:
//! `1525/UBND-NL5`, and the running number, year and symbol in it. Where a number stands and
//! what it belongs to is found elsewhere.

use std::collections::BTreeMap;

/// A document number in its parts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Number {
    /// The whole number; `None` where the running number is left blank.
    pub(crate) value: Option<String>,
    /// The running number: `03`, `30c`, `66.7`.
    pub(crate) sequence: Option<String>,
    /// The year, where the number bears one.
    pub(crate) year: Option<String>,
    /// The rest: `UBND-NL5`.
    pub(crate) symbol: Option<String>,
}

/// Symbol parts whose Đ a scan prints as D, as they are printed and as they should stand.
pub(crate) type Marks = BTreeMap<String, String>;

/// The parts of a printed number without its label. A blank running number leaves the symbol.
pub(crate) fn parse(printed: &str, marks: Option<&Marks>) -> Number {
    let value = normalise(printed, marks);
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    let dotted = dotted_len(&value[digits..]);
    let mut end = digits + dotted;
    if let Some(letter) = value[end..].chars().next().filter(|c| digits > 0 && c.is_alphabetic()) {
        let after = value[end + letter.len_utf8()..].chars().next();
        if after.is_none_or(|c| !c.is_alphanumeric()) {
            end += letter.len_utf8();
        }
    }
    let (sequence, rest) = value.split_at(end);
    let rest = rest.trim_start_matches(['/', '-', ' ']);
    let (year, symbol) = match rest.get(..4).filter(|y| is_year(y)) {
        Some(y) if !rest[4..].starts_with(|c: char| c.is_alphanumeric()) => {
            (Some(y.to_owned()), rest[4..].trim_start_matches(['/', '-', '.', ' ']))
        }
        _ => (None, rest),
    };
    let sequence = (digits > 0).then(|| sequence.to_owned());
    let symbol = (!symbol.is_empty()).then(|| symbol.to_owned());
    Number { value: sequence.is_some().then_some(value.clone()), sequence, year, symbol }
}

/// Length of a dotted sub-number (`.7` in `66.7`), which no letter follows.
fn dotted_len(rest: &str) -> usize {
    let Some(tail) = rest.strip_prefix('.') else { return 0 };
    let n = tail.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&n) && !tail[n..].starts_with('.') { n + 1 } else { 0 }
}

fn is_year(y: &str) -> bool {
    y.bytes().all(|b| b.is_ascii_digit()) && (y.starts_with("19") || y.starts_with("20"))
}

/// The normal form: no spaces round `/`, `-`, `.` and `&`, one kind of dash, Đ for its
/// look-alikes, Latin for Cyrillic letters of the same shape, no closing dots; in a year or
/// a term of the Assembly `l`, `I` and `|` are 1.
pub(crate) fn normalise(printed: &str, marks: Option<&Marks>) -> String {
    let mut out = String::with_capacity(printed.len());
    for c in printed.chars() {
        let c = letter(c);
        match c {
            c if c.is_whitespace() || c == '_' => {
                if !out.is_empty() && !out.ends_with([' ', '/', '-', '.', '&']) {
                    out.push(' ');
                }
            }
            '/' | '-' | '.' | '&' => {
                if out.ends_with(' ') {
                    out.pop();
                }
                if !out.ends_with(c) {
                    out.push(c);
                }
            }
            c => out.push(c),
        }
    }
    let out = slashed(mend_figures(out.trim_matches([' ', '.', ',', ';', ':', '-'])));
    match marks {
        Some(marks) => mend_marks(&out, marks),
        None => out,
    }
}

/// `46.2014.NĐ-CP`, the style of file names, with the slashes it stands for.
fn slashed(number: String) -> String {
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let tail = &number[digits..];
    let dotted = tail.starts_with('.') && tail.get(1..5).is_some_and(is_year) && tail[5..].starts_with('.');
    if digits > 0 && dotted { format!("{}/{}/{}", &number[..digits], &tail[1..5], &tail[6..]) } else { number }
}

/// Look-alikes folded to the letter that is meant.
const fn letter(c: char) -> char {
    match c {
        '\u{d0}' | '\u{189}' => 'Đ',
        '\u{f0}' => 'đ',
        '\u{2010}'..='\u{2014}' | '\u{2212}' => '-',
        '\u{410}' => 'A',
        '\u{412}' => 'B',
        '\u{421}' => 'C',
        '\u{415}' => 'E',
        '\u{41a}' => 'K',
        '\u{41c}' => 'M',
        '\u{41d}' => 'H',
        '\u{41e}' => 'O',
        '\u{420}' => 'P',
        '\u{422}' => 'T',
        '\u{425}' => 'X',
        c => c,
    }
}

/// `118/202 L/...` -> `118/2021/...`, `1 18/2021` -> `118/2021`, `QHI5` and `QH 15` -> `QH15`.
fn mend_figures(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    for (i, &c) in chars.iter().enumerate() {
        let before = out.chars().next_back().unwrap_or(' ');
        let next = chars.get(i + 1).copied().unwrap_or('/');
        let year_so_far = year_digits(&out);
        let term = out.ends_with("QH") && next.is_ascii_digit();
        if c == ' ' {
            let joins =
                (before.is_ascii_digit() && next.is_ascii_digit()) || (year_so_far == 3) || (out.ends_with("QH") && next.is_ascii_digit());
            if joins {
                continue;
            }
            out.push(c);
        } else if matches!(c, 'l' | 'I' | 'L' | '|') && (year_so_far == 3 && matches!(next, '/' | '-') || term) {
            out.push('1');
        } else {
            out.push(c);
        }
    }
    out
}

/// How many digits of a year `/20..` the text ends with; 0 where it does not end in one.
fn year_digits(text: &str) -> usize {
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let start = text.len() - digits;
    let opened = start > 0 && text.as_bytes()[start - 1] == b'/';
    if opened && (text[start..].starts_with("20") || text[start..].starts_with("19")) { digits } else { 0 }
}

/// Puts back the bar of Đ in the parts that `marks` knows. Two letters name a type and are
/// mended only in the first part of the symbol.
fn mend_marks(number: &str, marks: &Marks) -> String {
    let mut out = String::with_capacity(number.len() + 4);
    let mut part = String::new();
    let mut letters_seen = 0;
    let mut close = |part: &mut String, out: &mut String| {
        if part.starts_with(|c: char| c.is_alphabetic()) {
            letters_seen += 1;
        }
        let mended = marks.get(part.as_str()).filter(|_| part.len() > 2 || letters_seen == 1);
        out.push_str(mended.map_or(part.as_str(), String::as_str));
        part.clear();
    };
    for c in number.chars() {
        if matches!(c, '/' | '-' | '.' | ' ') {
            close(&mut part, &mut out);
            out.push(c);
        } else {
            part.push(c);
        }
    }
    close(&mut part, &mut out);
    out
}

/// A key for comparing numbers: lower case, no spaces, no leading zeros; the year stays.
pub(crate) fn key(number: &str) -> String {
    let folded: String =
        crate::letters::fold(number).chars().filter(|c| !c.is_whitespace()).map(|c| if c == '\u{2013}' { '-' } else { c }).collect();
    let trimmed = folded.trim_start_matches('0');
    if trimmed.starts_with(|c: char| c.is_ascii_digit()) { trimmed.to_owned() } else { folded }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(n: &Number) -> (Option<&str>, Option<&str>, Option<&str>, Option<&str>) {
        (n.value.as_deref(), n.sequence.as_deref(), n.year.as_deref(), n.symbol.as_deref())
    }

    #[test]
    fn spaces_look_alikes_and_dots() {
        for (printed, want) in [
            ("1935/QĐ- TTg", "1935/QĐ-TTg"),
            ("143/2025/NĐ -CP", "143/2025/NĐ-CP"),
            ("391 - CV/ĐU", "391-CV/ĐU"),
            ("46 /2014/NĐ–CP", "46/2014/NĐ-CP"),
            ("2/2019/Q\u{d0}-UBND", "2/2019/QĐ-UBND"),
            ("51/2025/TT-BT\u{421}", "51/2025/TT-BTC"),
            ("2073/2004/QĐ-UBND.", "2073/2004/QĐ-UBND"),
            ("03/1998/QH 10", "03/1998/QH10"),
            ("03/2021/UBTVQHI5", "03/2021/UBTVQH15"),
            ("118/202 L/NĐ-CP", "118/2021/NĐ-CP"),
            ("1 18/2021/NĐ-CP", "118/2021/NĐ-CP"),
            ("889/CĐ- -TTg", "889/CĐ-TTg"),
            ("64 TC/TCT", "64 TC/TCT"),
        ] {
            assert_eq!(normalise(printed, None), want, "{printed}");
        }
    }

    #[test]
    fn scans_get_their_bars_back() {
        let marks = Marks::from([("ND".to_owned(), "NĐ".to_owned()), ("HDND".to_owned(), "HĐND".to_owned())]);
        assert_eq!(normalise("45/ND-CP", Some(&marks)), "45/NĐ-CP");
        assert_eq!(normalise("45/NQ-HDND", Some(&marks)), "45/NQ-HĐND");
        assert_eq!(normalise("45/QĐ-ND", Some(&marks)), "45/QĐ-ND");
    }

    #[test]
    fn parts_of_a_number() {
        assert_eq!(parts(&parse("1525/UBND-NL5", None)), (Some("1525/UBND-NL5"), Some("1525"), None, Some("UBND-NL5")));
        assert_eq!(parts(&parse("09/2010/QĐ-UBND", None)), (Some("09/2010/QĐ-UBND"), Some("09"), Some("2010"), Some("QĐ-UBND")));
        assert_eq!(parts(&parse("30c/NQ-CP", None)), (Some("30c/NQ-CP"), Some("30c"), None, Some("NQ-CP")));
        assert_eq!(parts(&parse("66.7/2025/NQ-CP", None)), (Some("66.7/2025/NQ-CP"), Some("66.7"), Some("2025"), Some("NQ-CP")));
        assert_eq!(parts(&parse("126-KL/TW", None)), (Some("126-KL/TW"), Some("126"), None, Some("KL/TW")));
        assert_eq!(parts(&parse(" /UBND-VX2", None)), (None, None, None, Some("UBND-VX2")));
        assert_eq!(parts(&parse("12", None)), (Some("12"), Some("12"), None, None));
        assert_eq!(parts(&parse("46.2014.NĐ-CP", None)), (Some("46/2014/NĐ-CP"), Some("46"), Some("2014"), Some("NĐ-CP")));
    }

    #[test]
    fn keys_ignore_leading_zeros_and_case() {
        assert_eq!(key("09/2005/QĐ-TTg"), key("9/2005/QĐ-TTG"));
        assert_ne!(key("9/2005/QĐ-TTg"), key("9/2006/QĐ-TTg"));
    }
}
