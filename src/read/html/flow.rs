//! Flow: elements and words as they come in, lines out.
//!
//! White space is collapsed as in a browser; no-break spaces are words. An empty block is
//! nothing, a second line break in a row or a block with a no-break space is a blank line.

use super::element::{self, Kind};
use super::list::List;
use super::table::Table;
use crate::read::gather::Gather;
use crate::read::{Line, Opening, ReadError, Source};
use crate::record::Format;
use scraper::node::Element;

/// An open element: what holds for the words in it.
#[derive(Debug, Clone, Copy)]
struct Frame {
    kind: Kind,
    bold: bool,
    centred: bool,
    keeps_breaks: bool,
}

/// Lines being made.
#[derive(Debug)]
pub(super) struct Flow {
    gather: Gather,
    frames: Vec<Frame>,
    tables: Vec<Table>,
    tables_seen: u32,
    lists: Vec<List>,
    /// The label of the open item, until its first words come.
    label: Option<String>,
    words: String,
    /// Something in the line is not bold.
    light: bool,
    centred: bool,
    opening: Opening,
}

impl Flow {
    /// Nothing read yet.
    pub(super) const fn new() -> Self {
        Self {
            gather: Gather::new(Format::Html),
            frames: Vec::new(),
            tables: Vec::new(),
            tables_seen: 0,
            lists: Vec::new(),
            label: None,
            words: String::new(),
            light: false,
            centred: false,
            opening: Opening::Paragraph,
        }
    }

    fn frame(&self) -> Frame {
        self.frames.last().copied().unwrap_or(Frame { kind: Kind::Inline, bold: false, centred: false, keeps_breaks: false })
    }

    /// An element opens; false where nothing inside is displayed, and then it never closes.
    pub(super) fn open(&mut self, element: &Element) -> bool {
        let kind = element::kind(element);
        let around = self.frame();
        match kind {
            Kind::Dropped => return false,
            Kind::Inline => {}
            Kind::Break => self.end_line(true),
            _ => self.end_block(),
        }
        match kind {
            Kind::Ordered | Kind::Unordered => self.lists.push(List::open(element, kind == Kind::Ordered)),
            // outside every list a browser prints a dot
            Kind::Item => self.label = self.lists.last_mut().map_or_else(|| Some("- ".to_owned()), |list| list.item(element)),
            Kind::Table => {
                self.tables.push(Table::new(self.tables_seen));
                self.tables_seen = self.tables_seen.saturating_add(1);
            }
            Kind::Row => self.tables.iter_mut().last().into_iter().for_each(Table::open_row),
            Kind::Cell => self.tables.iter_mut().last().into_iter().for_each(|table| table.open_cell(element)),
            _ => {}
        }
        self.frames.push(Frame {
            kind,
            bold: element::bold(element).unwrap_or(around.bold),
            centred: element::centred(element).unwrap_or(around.centred),
            keeps_breaks: element::keeps_breaks(element).unwrap_or(around.keeps_breaks),
        });
        true
    }

    /// The innermost element closes.
    pub(super) fn close(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        if !matches!(frame.kind, Kind::Inline | Kind::Break) {
            self.end_block();
        }
        match frame.kind {
            Kind::Ordered | Kind::Unordered => drop(self.lists.pop()),
            Kind::Item => self.label = None,
            Kind::Table => drop(self.tables.pop()),
            Kind::Cell => self.tables.iter_mut().last().into_iter().for_each(Table::close_cell),
            _ => {}
        }
    }

    /// Words between tags.
    pub(super) fn write(&mut self, words: &str) {
        if !self.frame().keeps_breaks {
            return self.write_collapsed(words);
        }
        let mut lines = words.split('\n');
        self.write_collapsed(lines.next().unwrap_or_default());
        for line in lines {
            self.end_line(true);
            self.write_collapsed(line);
        }
    }

    fn write_collapsed(&mut self, words: &str) {
        let frame = self.frame();
        let mut gap = words.starts_with(is_space);
        for word in words.split(is_space).filter(|w| !w.is_empty()) {
            if self.words.is_empty() {
                self.centred = frame.centred;
            } else if gap && !self.words.ends_with(' ') {
                self.words.push(' ');
            }
            self.words.push_str(word);
            self.light |= !frame.bold && !word.trim().is_empty();
            gap = true;
        }
        if words.ends_with(is_space) && !self.words.is_empty() && !self.words.ends_with(' ') {
            self.words.push(' ');
        }
    }

    fn end_block(&mut self) {
        self.end_line(false);
        self.opening = Opening::Paragraph;
    }

    /// Hands on the line; `broken` says that a line break ends it, which prints a blank line
    /// where there are no words.
    fn end_line(&mut self, broken: bool) {
        let words = std::mem::take(&mut self.words);
        let light = std::mem::replace(&mut self.light, false);
        let part = self.tables.iter().rev().find_map(Table::part).unwrap_or_default();
        if words.trim().is_empty() {
            if broken || !words.is_empty() {
                self.gather.line("", Line { part, ..Line::default() });
            }
            return;
        }
        let line = Line { part, opening: self.opening, bold: !light, centred: self.centred, ..Line::default() };
        self.opening = if broken { Opening::Unknown } else { Opening::Paragraph };
        match self.label.take().filter(|label| !(label.starts_with('-') && has_bullet(&words))) {
            Some(label) => self.gather.line(&(label + words.trim_start()), line),
            None => self.gather.line(&words, line),
        }
    }

    /// The page.
    pub(super) fn finish(mut self) -> Result<Source, ReadError> {
        self.end_block();
        self.gather.finish()
    }
}

/// White space that a browser collapses; the no-break space is none.
const fn is_space(c: char) -> bool {
    c.is_ascii_whitespace()
}

/// The words bring their own bullet.
fn has_bullet(words: &str) -> bool {
    words.trim_start().starts_with(['-', '\u{2013}', '\u{2014}', '\u{2212}', '+', '*', '\u{2022}', '\u{b7}'])
}
