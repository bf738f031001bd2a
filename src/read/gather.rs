//! Gather: lines in, [`Source`] out, for formats that have paragraphs (docx, html).
//!
//! Runs of blank lines become one, and one is kept only between two lines of the same
//! part: an empty paragraph parts two blocks, an empty cell says nothing. Nothing else is
//! changed; `norm` does that.

use super::{Line, Notice, Part, ReadError, Source};
use crate::record::Format;

/// Collects the lines of one document.
#[derive(Debug)]
pub(crate) struct Gather {
    source: Source,
    /// A blank line was seen after the last line, in this part.
    blank: Option<Part>,
}

impl Gather {
    /// Nothing gathered yet.
    pub(crate) const fn new(format: Format) -> Self {
        Self { source: Source::new(format), blank: None }
    }

    /// Takes one line; white space at its end is dropped.
    pub(crate) fn line(&mut self, words: &str, line: Line) {
        let last = self.source.lines.last().map(|l| l.part);
        let words = words.trim_end();
        if words.is_empty() {
            self.blank = Some(line.part).filter(|part| last == Some(*part));
            return;
        }
        if self.blank.take() == Some(line.part) {
            self.source.push("", Line { part: line.part, ..Line::default() });
        }
        self.source.push(words, line);
    }

    /// Lines gathered so far.
    pub(crate) fn len(&self) -> usize {
        self.source.lines.len()
    }

    /// The words and attributes of one gathered line.
    pub(crate) fn get(&self, index: usize) -> Option<(&str, &Line)> {
        let line = self.source.lines.get(index)?;
        Some((self.source.text.get(line.start..line.end)?, line))
    }

    /// Adds what the user should know.
    pub(crate) fn notice(&mut self, code: &'static str, message: String) {
        self.source.notices.push(Notice { code, message, page: None });
    }

    /// The document, or [`ReadError::Empty`] where not one line has ink.
    pub(crate) fn finish(self) -> Result<Source, ReadError> {
        if self.source.lines.is_empty() { Err(ReadError::Empty) } else { Ok(self.source) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_cell(column: u32) -> Line {
        Line { part: Part::Cell { table: 0, row: 0, column }, ..Line::default() }
    }

    #[test]
    fn blank_lines_stand_once_and_only_inside_a_part() {
        let mut gather = Gather::new(Format::Docx);
        for words in ["", "Một", " ", "", "Hai  ", ""] {
            gather.line(words, Line::default());
        }
        gather.line("", in_cell(0));
        gather.line("ô", in_cell(1));
        gather.line("\u{a0}", in_cell(1));
        gather.line("cuối", Line::default());
        let source = gather.finish().unwrap();
        assert_eq!(source.text, "Một\n\nHai\nô\ncuối");
    }

    #[test]
    fn nothing_but_blanks_is_empty() {
        let mut gather = Gather::new(Format::Html);
        gather.line(" ", Line::default());
        assert_eq!(gather.finish().unwrap_err().code(), "empty_file");
    }
}
