//! Text [văn bản thuần]: decoded text in, one [`Line`] per printed line out. Empty lines
//! stay, because they separate paragraphs. A form feed opens a new page. Markdown is read
//! the same way: its marks are left alone, but for the rows of its tables, whose cells are
//! lines of their own. Legacy letters are decoded; nothing is joined,
//! trimmed or understood.

use super::encoding::{Decoded, is_stray_control};
use super::grid::Grid;
use super::{Format, Line, Notice, Source};
use super::{legacy, pipes};
use std::borrow::Cow;
use std::num::NonZeroU32;

/// Cuts a decoded text into lines. `format` is `Txt` or `Md`.
pub(crate) fn read(mut decoded: Decoded<'_>, format: Format) -> Source {
    // Before control characters go: some are letters.
    if let Some((text, encoding)) = legacy::decode_lines(&decoded.text) {
        decoded.text = Cow::Owned(text);
        decoded.encoding = encoding.unwrap_or(decoded.encoding);
    }
    let text = decoded.text.as_ref();
    let mut source = Source::new(format);
    source.text.reserve_exact(text.len());
    // Exact, because doubling a list of millions of lines costs more than counting them.
    source.lines.reserve_exact(text.bytes().filter(|&b| b == b'\n').count() + 1);
    source.encoding = Some(decoded.encoding);
    source.notices = decoded.notices;
    let paged = text.contains('\u{c}');
    let mut page = NonZeroU32::MIN;
    let mut dropped = 0;
    let mut grid = Grid::default();
    let mut rest = text;
    while !rest.is_empty() {
        let (words, end) = next_line(rest);
        let breaks_page = end == LineEnd::Page;
        // The form feed after a line's own end opens a page; it is no empty line.
        if !(breaks_page && words.is_empty()) {
            let words = without_controls(words, &mut dropped);
            let line = Line { page: paged.then_some(page), ..Line::default() };
            match pipes::cells(&words).filter(|_| format == Format::Md) {
                Some(cells) => push_row(&mut source, &mut grid, &cells, &line),
                None => {
                    source.push(&words, Line { part: grid.place(0), ..line });
                }
            }
        }
        if breaks_page {
            page = page.saturating_add(1);
        }
        rest = rest.get(words.len() + end.len(rest, words.len())..).unwrap_or_default();
    }
    if paged {
        // A form feed at the very end closes the last page.
        source.pages = source.lines.last().and_then(|l| l.page).map(NonZeroU32::get);
    }
    if dropped > 0 {
        let message = format!("{dropped} control characters were dropped from the text");
        source.notices.push(Notice { code: "control_characters", message, page: None });
    }
    source
}

/// Adds the cells of one row of a Markdown table as lines.
fn push_row(source: &mut Source, grid: &mut Grid, cells: &[&str], line: &Line) {
    if pipes::is_rule(cells) {
        return;
    }
    for cell in cells {
        let part = grid.place(1);
        for words in pipes::lines(cell) {
            source.push(words, Line { part, ..line.clone() });
        }
        grid.end_cell();
    }
    grid.end_row(Vec::new());
}

/// What ends a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LineEnd {
    /// LF, CR, CR LF, VT, NEL, LS or PS.
    Break,
    /// Form feed.
    Page,
    /// End of the text.
    Text,
}

impl LineEnd {
    /// Bytes it takes in `text` at `at`.
    fn len(self, text: &str, at: usize) -> usize {
        let after = text.as_bytes().get(at..).unwrap_or_default();
        match (self, after) {
            (Self::Text, _) => 0,
            (_, [b'\r', b'\n', ..] | [0xc2, ..]) => 2,
            (_, [0xe2, ..]) => 3,
            _ => 1,
        }
    }
}

/// Bytes that end a line or begin a character that does.
const MAY_END: [bool; 256] = {
    let mut table = [false; 256];
    let ends = [b'\n', b'\r', 0x0b, 0x0c, 0xc2, 0xe2];
    let mut i = 0;
    while i < ends.len() {
        table[ends[i] as usize] = true;
        i += 1;
    }
    table
};

/// The words up to the next end of a line, and what ends it.
fn next_line(text: &str) -> (&str, LineEnd) {
    let bytes = text.as_bytes();
    let at = |i: usize| bytes.get(i).copied();
    let mut from = 0;
    while let Some(i) = bytes[from..].iter().position(|&b| MAY_END[usize::from(b)]).map(|i| from + i) {
        from = i + 1;
        let end = match bytes[i] {
            b'\n' | b'\r' | 0x0b => LineEnd::Break,
            0x0c => LineEnd::Page,
            0xc2 if at(i + 1) == Some(0x85) => LineEnd::Break,
            0xe2 if at(i + 1) == Some(0x80) && matches!(at(i + 2), Some(0xa8 | 0xa9)) => LineEnd::Break,
            _ => continue,
        };
        return (text.get(..i).unwrap_or_default(), end);
    }
    (text, LineEnd::Text)
}

/// The words without stray control characters, which no record can hold.
fn without_controls<'t>(words: &'t str, dropped: &mut usize) -> Cow<'t, str> {
    if !words.bytes().fold(false, |found, b| found | is_stray_control(b)) {
        return Cow::Borrowed(words);
    }
    *dropped += words.bytes().filter(|&b| is_stray_control(b)).count();
    Cow::Owned(words.chars().filter(|&c| !u8::try_from(c).is_ok_and(is_stray_control)).collect())
}

#[cfg(test)]
mod tests {
    use super::super::encoding::decode;
    use super::*;

    fn lines(text: &str) -> Vec<(String, Option<u32>)> {
        let s = read(decode(text.as_bytes()).unwrap(), Format::Txt);
        s.lines.iter().map(|l| (s.text[l.start..l.end].to_owned(), l.page.map(NonZeroU32::get))).collect()
    }

    fn words(text: &str) -> Vec<String> {
        lines(text).into_iter().map(|(w, _)| w).collect()
    }

    #[test]
    fn every_kind_of_line_end() {
        assert_eq!(words("a\r\nb\rc\nd\u{b}e\u{85}f\u{2028}g\u{2029}h"), ["a", "b", "c", "d", "e", "f", "g", "h"]);
        assert_eq!(words("a\r\n\r\nb\n\n"), ["a", "", "b", ""]);
        assert_eq!(words("\nâ…“"), ["", "â…“"]);
    }

    #[test]
    fn form_feeds_open_pages() {
        let l = |w: &str, p| (w.to_owned(), Some(p));
        assert_eq!(lines("a\n\u{c}b\n\u{c}"), [l("a", 1), l("b", 2)]);
        assert_eq!(lines("a\u{c}b\n"), [l("a", 1), l("b", 2)]);
        assert_eq!(lines("a\nb")[1].1, None);
        let s = read(decode(b"a\n\x0cb\n\x0c").unwrap(), Format::Txt);
        assert_eq!((s.pages, s.text.as_str()), (Some(2), "a\nb"));
    }

    #[test]
    fn decomposed_letters_stay_and_controls_go() {
        assert_eq!(words("Ha\u{300} Ti\u{303}nh"), ["Ha\u{300} Ti\u{303}nh"]);
        let s = read(decode("Số: 12\u{7}/UBND-VX, một công văn có một ký tự điều khiển".as_bytes()).unwrap(), Format::Txt);
        assert!(s.text.starts_with("Số: 12/UBND-VX"));
        assert_eq!(s.notices[0].code, "control_characters");
    }
}
