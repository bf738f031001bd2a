//! Source: what every reader hands on. Lines in reading order, each with where it came
//! from, and nothing understood yet.
//!
//! In: a format's own structure. Out: text and line attributes. A reader does not join
//! wrapped lines, drop page numbers or look for meaning; `norm` and `segment` do.

use crate::record::{Format, PageSource};
use std::num::NonZeroU32;

/// A rectangle on a page in PDF points, origin at the top left corner, y downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x0: f32,
    /// Upper edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Lower edge.
    pub y1: f32,
}

/// Which part of the file a line stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// The running text.
    #[default]
    Body,
    /// A table cell; tables, rows and columns count from 0. Layout tables look the same.
    Cell {
        /// The table's ordinal in the file.
        table: u32,
        /// Row.
        row: u32,
        /// Column.
        column: u32,
    },
    /// A footnote or endnote, after the line that refers to it or at the end.
    Footnote,
}

/// Whether the reader knows that a line opens a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Opening {
    /// The format says so (a docx paragraph), or the layout does (an indent).
    Paragraph,
    /// The layout says that it goes on from the line before.
    Continues,
    /// The format has lines only.
    #[default]
    Unknown,
}

/// One line (or one whole paragraph, where the format has paragraphs).
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// Bytes into [`Source::text`], without the line break.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// 1-based page, where the format has pages.
    pub page: Option<NonZeroU32>,
    /// Where it is printed.
    pub rect: Option<Rect>,
    /// Left edge of each character of the line, then the right edge of the last: one more
    /// than the line has characters; `None` where positions are unknown.
    pub edges: Option<Box<[f32]>>,
    /// How sure the recogniser was of each character's word, 0 to 100, one per character;
    /// `None` where the text was not recognised from a picture.
    pub confidence: Option<Box<[u8]>>,
    /// Part of the file.
    pub part: Part,
    /// Whether it opens a paragraph.
    pub opening: Opening,
    /// Printed in bold throughout.
    pub bold: bool,
    /// Printed centred or right-aligned.
    pub centred: bool,
}

/// Something the reader noticed that the user should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Stable code, snake_case.
    pub code: &'static str,
    /// One sentence.
    pub message: String,
    /// The page, where one is meant.
    pub page: Option<NonZeroU32>,
}

/// A document as read: its text and what is known of each line.
#[derive(Debug, Clone)]
pub struct Source {
    /// All lines joined by `\n`. Not yet normalised.
    pub text: String,
    /// The lines, in reading order.
    pub lines: Vec<Line>,
    /// Format by content.
    pub format: Format,
    /// Encoding that was decoded, as its usual name (`utf-8`, `windows-1258`); `None` where
    /// the format settles it.
    pub encoding: Option<&'static str>,
    /// Pages, where the format has them.
    pub pages: Option<u32>,
    /// Where the text of each page came from; see the record's field of that name.
    pub page_sources: Vec<PageSource>,
    /// True where some of the text was recognised from pictures.
    pub ocr: bool,
    /// Words of the stamps that electronic signatures [chữ ký số] put on recognised pages:
    /// who signed, and when. They are no part of the text.
    pub stamps: Vec<String>,
    /// What the reader noticed.
    pub notices: Vec<Notice>,
}

impl Source {
    /// An empty source of a format.
    #[must_use]
    pub const fn new(format: Format) -> Self {
        Self {
            text: String::new(),
            lines: Vec::new(),
            format,
            encoding: None,
            pages: None,
            page_sources: Vec::new(),
            ocr: false,
            stamps: Vec::new(),
            notices: Vec::new(),
        }
    }

    /// Appends one line. `line.start` and `line.end` are filled in here; a line break
    /// inside `words` becomes a space.
    pub fn push(&mut self, words: &str, mut line: Line) {
        if !self.lines.is_empty() {
            self.text.push('\n');
        }
        line.start = self.text.len();
        if words.contains(['\n', '\r']) {
            self.text.extend(words.chars().map(|c| if c == '\n' || c == '\r' { ' ' } else { c }));
        } else {
            self.text.push_str(words);
        }
        line.end = self.text.len();
        self.lines.push(line);
    }
}
