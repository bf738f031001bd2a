//! Prose [văn xuôi]: paragraphs of runs in, a [`Source`] out, for formats whose runs may be in
//! a legacy encoding (doc, rtf, odt).
//!
//! Runs are decoded together, with their fonts, before anything is cut: which encoding a
//! document is in shows only on the whole. A line break opens a line of its own.

use super::docx::{is_unicode_vietnamese, sign_of_font};
use super::gather::Gather;
use super::grid::Grid;
use super::legacy::{Run, decode};
use super::{Line, Opening, Part, ReadError, Source};
use crate::record::Format;
use std::rc::Rc;

/// The look of a run, as far as it matters here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Look {
    /// The font's name.
    pub(crate) font: Option<Rc<str>>,
    /// Printed in bold.
    pub(crate) bold: bool,
    /// Small letters are printed as capitals.
    pub(crate) capitals: bool,
}

/// Words in one look.
#[derive(Debug)]
struct Piece {
    words: String,
    look: Look,
    /// The list number, whose look says nothing of the line's.
    label: bool,
}

/// One paragraph while it is read.
#[derive(Debug)]
pub(crate) struct Paragraph {
    lines: Vec<Vec<Piece>>,
    /// A page or column break stands in it.
    broken: bool,
    /// Where it stands.
    pub(crate) part: Part,
    /// Printed centred or right-aligned.
    pub(crate) centred: bool,
}

impl Default for Paragraph {
    fn default() -> Self {
        Self { lines: vec![Vec::new()], broken: false, part: Part::Body, centred: false }
    }
}

impl Paragraph {
    /// Adds one character.
    pub(crate) fn sign(&mut self, sign: char, look: &Look) {
        let sign = printed(sign, look.font.as_deref());
        self.piece(look).push(sign);
    }

    /// Adds words.
    pub(crate) fn words(&mut self, words: &str, look: &Look) {
        if !words.is_empty() {
            self.piece(look).push_str(words);
        }
    }

    fn piece(&mut self, look: &Look) -> &mut String {
        if self.lines.is_empty() {
            self.lines.push(Vec::new());
        }
        let last = self.lines.len() - 1;
        let line = &mut self.lines[last];
        if line.last().is_none_or(|piece| piece.label || piece.look != *look) {
            line.push(Piece { words: String::new(), look: look.clone(), label: false });
        }
        let last = line.len() - 1;
        &mut line[last].words
    }

    /// Puts the printed list number in front.
    pub(crate) fn label(&mut self, label: String, look: &Look) {
        if let Some(line) = self.lines.first_mut() {
            line.insert(0, Piece { words: label, look: look.clone(), label: true });
        }
    }

    /// Opens a line of its own.
    pub(crate) fn break_line(&mut self) {
        self.lines.push(Vec::new());
    }

    /// Opens a page or column: a line, where one is begun.
    pub(crate) fn break_page(&mut self) {
        self.broken = true;
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.break_line();
        }
    }

    /// It says something.
    pub(crate) fn is_inked(&self) -> bool {
        self.lines.iter().flatten().any(|piece| !piece.words.trim().is_empty())
    }

    /// Nothing was read into it.
    pub(crate) fn is_fresh(&self) -> bool {
        !self.broken && self.lines.iter().all(Vec::is_empty) && self.lines.len() < 2
    }
}

/// True for fonts of pictures, whose codes are no letters.
pub(crate) fn is_symbol_font(font: Option<&str>) -> bool {
    const FONTS: [&str; 4] = ["symbol", "wingdings", "webdings", "mt extra"];
    let begins = |font: &str, name: &str| font.get(..name.len()).is_some_and(|front| front.eq_ignore_ascii_case(name));
    font.is_some_and(|font| FONTS.iter().any(|name| begins(font, name)))
}

/// The sign that a symbol font prints for a character, or the character.
fn printed(sign: char, font: Option<&str>) -> char {
    let code = u32::from(sign);
    if !(0xF020..=0xF0FF).contains(&code) {
        return sign;
    }
    font.and_then(|font| sign_of_font(font, code)).unwrap_or(sign)
}

/// The paragraphs of one document.
#[derive(Debug)]
pub(crate) struct Prose {
    format: Format,
    paragraphs: Vec<Paragraph>,
    notes: Vec<Paragraph>,
    /// The tables that paragraphs stand in.
    pub(crate) grid: Grid,
    /// What the user should know: code and message.
    pub(crate) notices: Vec<(&'static str, String)>,
}

impl Prose {
    /// Nothing read yet.
    pub(crate) fn new(format: Format) -> Self {
        Self { format, paragraphs: Vec::new(), notes: Vec::new(), grid: Grid::default(), notices: Vec::new() }
    }

    /// Takes a paragraph that ended; notes go to the end.
    pub(crate) fn push(&mut self, paragraph: Paragraph) {
        if paragraph.part == Part::Footnote { self.notes.push(paragraph) } else { self.paragraphs.push(paragraph) }
    }

    /// Decodes the runs and hands on the lines.
    pub(crate) fn finish(mut self) -> Result<Source, ReadError> {
        self.paragraphs.append(&mut self.notes);
        let encoded: Vec<Vec<Run<'_>>> = self.paragraphs.iter().map(Paragraph::runs).collect();
        let decoded = decode(&encoded);
        for (paragraph, words) in self.paragraphs.iter_mut().zip(decoded.paragraphs) {
            for (piece, words) in paragraph.lines.iter_mut().flatten().zip(words) {
                piece.words = words;
            }
        }
        let grid = self.grid.settle();
        let mut gather = Gather::new(self.format);
        for mut paragraph in self.paragraphs {
            paragraph.part = grid.part(paragraph.part);
            paragraph.print(&mut gather);
        }
        for (code, message) in self.notices {
            gather.notice(code, message);
        }
        let mut source = gather.finish()?;
        source.encoding = decoded.encoding;
        Ok(source)
    }
}

impl Paragraph {
    fn runs(&self) -> Vec<Run<'_>> {
        self.lines.iter().flatten().map(|piece| Run { text: &piece.words, font: piece.look.font.as_deref() }).collect()
    }

    fn print(mut self, gather: &mut Gather) {
        if self.broken {
            // alone such a break is no blank line
            self.lines.retain(|line| line.iter().any(|piece| !piece.words.trim().is_empty()));
        }
        let mut opening = Opening::Paragraph;
        for pieces in self.lines {
            let inked = || pieces.iter().filter(|piece| !piece.label && !piece.words.trim().is_empty());
            let bold = inked().next().is_some() && inked().all(|piece| piece.look.bold);
            let words: String = pieces.iter().map(Piece::print).collect();
            let words = if self.part == Part::Footnote { words.trim_start() } else { &words };
            gather.line(words, Line { part: self.part, opening, bold, centred: self.centred, ..Line::default() });
            opening = Opening::Unknown;
        }
    }
}

impl Piece {
    fn print(&self) -> String {
        if self.look.capitals && is_unicode_vietnamese(&self.words) {
            self.words.chars().flat_map(char::to_uppercase).collect()
        } else {
            self.words.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_become_lines() {
        let plain = Look::default();
        let bold = Look { bold: true, capitals: true, ..Look::default() };
        let mut prose = Prose::new(Format::Doc);
        let mut note = Paragraph { part: Part::Footnote, ..Paragraph::default() };
        note.words("\tChú thích", &plain);
        prose.push(note);
        let mut first = Paragraph { centred: true, ..Paragraph::default() };
        first.words("Sở y tế", &bold);
        first.words(" ", &plain);
        first.break_line();
        first.words("Số:", &plain);
        first.sign('\u{F0B7}', &Look { font: Some("Symbol".into()), ..Look::default() });
        first.break_page();
        prose.push(first);
        let mut page = Paragraph::default();
        page.break_page();
        prose.push(page);
        let mut item = Paragraph::default();
        item.words("Nội dung", &plain);
        item.label("1. ".to_owned(), &plain);
        prose.push(item);
        let mut head = Paragraph::default();
        head.words("Kết luận", &bold);
        head.label("II. ".to_owned(), &plain);
        prose.push(head);
        let source = prose.finish().unwrap();
        assert_eq!(source.text, "SỞ Y TẾ\nSố:•\n1. Nội dung\nII. KẾT LUẬN\nChú thích");
        let looks: Vec<_> = source.lines.iter().map(|l| (l.bold, l.centred, l.opening, l.part)).collect();
        let (opens, goes) = (Opening::Paragraph, Opening::Unknown);
        assert_eq!(
            looks,
            [
                (true, true, opens, Part::Body),
                (false, true, goes, Part::Body),
                (false, false, opens, Part::Body),
                (true, false, opens, Part::Body),
                (false, false, opens, Part::Footnote)
            ]
        );
    }
}
