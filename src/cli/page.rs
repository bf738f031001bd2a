//! Page: a text seen as numbered lines, so that a span can be shown underlined. Columns are
//! counted as a terminal shows them: combining marks take none, wide letters two.

use std::io::{self, Write};
use vanban::span::TextSpan;

/// Columns shown of a long line.
const WIDTH: usize = 110;

/// Columns shown before the first underlined word of a long line.
const LEAD: usize = 24;

/// Lines shown at each end of a long passage.
const ENDS: usize = 3;

/// A text with the start of each line.
#[derive(Debug)]
pub(super) struct Page<'t> {
    lines: Vec<&'t str>,
    /// Code point at which each line starts.
    starts: Vec<u32>,
}

impl<'t> Page<'t> {
    /// Counts the lines of `text`.
    pub(super) fn new(text: &'t str) -> Self {
        let lines: Vec<&str> = text.split('\n').collect();
        let mut at = 0_u32;
        let starts = lines
            .iter()
            .map(|line| {
                let start = at;
                at = at.saturating_add(u32::try_from(line.chars().count()).unwrap_or(u32::MAX)).saturating_add(1);
                start
            })
            .collect();
        Self { lines, starts }
    }

    /// Number of lines.
    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// The 1-based line of a code point.
    pub(super) fn line_of(&self, at: u32) -> usize {
        self.starts.partition_point(|&s| s <= at).max(1)
    }

    /// Prints the lines of `span`, its words underlined. Of a long passage the first and the
    /// last lines are shown.
    pub(super) fn underline(&self, span: TextSpan, ink: &Ink, out: &mut impl Write) -> io::Result<()> {
        let first = self.line_of(span.0);
        let last = self.line_of(span.1.saturating_sub(1).max(span.0));
        for number in first..=last {
            if last - first >= 2 * ENDS && number >= first + ENDS && number + ENDS <= last {
                if number == first + ENDS {
                    writeln!(out, "       | ... {} more lines", last + 1 - first - 2 * ENDS)?;
                }
                continue;
            }
            let (Some(line), Some(&start)) = (self.lines.get(number - 1), self.starts.get(number - 1)) else { continue };
            let from = usize::try_from(span.0.saturating_sub(start)).unwrap_or(0);
            let to = usize::try_from(span.1.saturating_sub(start)).unwrap_or(0);
            let (words, mark) = underlined(line, from, to);
            if mark.trim().is_empty() {
                continue;
            }
            writeln!(out, "  {number:>4} | {words}\n       | {}", ink.mark(&mark))?;
        }
        Ok(())
    }
}

/// A line as shown and the marks under it; characters `from..to` are marked, without the
/// white space at either end.
fn underlined(line: &str, from: usize, to: usize) -> (String, String) {
    let letters: Vec<char> = line.chars().collect();
    let to = to.min(letters.len());
    let from = from.min(to);
    let front = letters[from..to].iter().take_while(|c| c.is_whitespace()).count();
    let back = letters[from + front..to].iter().rev().take_while(|c| c.is_whitespace()).count();
    let (from, to) = (from + front, to - back);
    let total: usize = letters.iter().map(|&c| columns(c)).sum();
    let cut = if total > WIDTH && from > LEAD { from - LEAD } else { 0 };
    let (mut words, mut mark, mut used) = (String::new(), String::new(), 0);
    if cut > 0 {
        words.push_str("...");
        mark.push_str("   ");
    }
    for (i, &c) in letters.iter().enumerate().skip(cut) {
        if used >= WIDTH && columns(c) > 0 {
            words.push_str("...");
            break;
        }
        words.push(if c.is_control() { ' ' } else { c });
        let sign = if (from..to).contains(&i) { "^" } else { " " };
        mark.push_str(&sign.repeat(columns(c)));
        used += columns(c);
    }
    (words, mark.trim_end().to_owned())
}

/// Columns a character takes on a terminal.
const fn columns(c: char) -> usize {
    match c {
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' => 0,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' => 0,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' => 2,
        '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{1f300}'..='\u{1faff}' => 2,
        _ => 1,
    }
}

/// Colours, or none.
#[derive(Debug)]
pub(super) struct Ink {
    coloured: bool,
}

impl Ink {
    /// Colours where `wanted`, unless `NO_COLOR` is set or the terminal has none.
    pub(super) fn new(wanted: bool) -> Self {
        let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|t| t == "dumb");
        Self { coloured: wanted && !set("NO_COLOR") && !dumb }
    }

    fn paint(&self, code: &str, words: &str) -> String {
        if self.coloured && !words.is_empty() { format!("\x1b[{code}m{words}\x1b[0m") } else { words.to_owned() }
    }

    /// Bold.
    pub(super) fn heading(&self, words: &str) -> String {
        self.paint("1", words)
    }

    /// Cyan.
    pub(super) fn value(&self, words: &str) -> String {
        self.paint("36", words)
    }

    /// Dim.
    pub(super) fn note(&self, words: &str) -> String {
        self.paint("2", words)
    }

    /// Green.
    pub(super) fn mark(&self, words: &str) -> String {
        self.paint("32", words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, span: TextSpan) -> String {
        let mut out = Vec::new();
        Page::new(text).underline(span, &Ink { coloured: false }, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn words_are_underlined_where_they_stand() {
        assert_eq!(shown("Ủy ban\nSố: 15/UBND", TextSpan(11, 18)), "     2 | Số: 15/UBND\n       |     ^^^^^^^\n");
        // Decomposed: the tone takes no column.
        assert_eq!(shown("So\u{302}\u{301}: 15", TextSpan(6, 8)), "     1 | So\u{302}\u{301}: 15\n       |     ^^\n");
        assert_eq!(shown("\tSố 5", TextSpan(1, 5)), "     1 |  Số 5\n       |  ^^^^\n");
    }

    #[test]
    fn passages_go_over_lines_and_long_ones_are_cut() {
        assert_eq!(shown("a b\n\nc d", TextSpan(2, 6)), "     1 | a b\n       |   ^\n     3 | c d\n       | ^\n");
        let long = (1..=10).map(|i| format!("d{i}")).collect::<Vec<_>>().join("\n");
        let out = shown(&long, TextSpan(0, u32::MAX));
        assert!(out.contains("     3 | d3\n       | ^^\n       | ... 4 more lines\n     8 | d8\n"), "{out}");
    }

    #[test]
    fn long_lines_are_shown_around_the_words() {
        let line = format!("{}đây{}", "x".repeat(200), "y".repeat(200));
        let (words, mark) = underlined(&line, 200, 203);
        assert!(words.starts_with("...xxxx") && words.ends_with("yyy..."));
        assert_eq!(mark.find('^').map(|i| words.chars().skip(i).take(3).collect::<String>()), Some("đây".to_owned()));
        assert_eq!(mark.matches('^').count(), 3);
    }

    #[test]
    fn lines_of_code_points() {
        let page = Page::new("ab\nc\n");
        assert_eq!((page.len(), page.line_of(0), page.line_of(2), page.line_of(3), page.line_of(99)), (3, 1, 1, 2, 3));
    }
}
