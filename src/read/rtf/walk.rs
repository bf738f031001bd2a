//! Walk: tokens in, paragraphs out. One stack of groups, no recursion.

use super::fonts::{Bytes, Fonts};
use super::lex::Token;
use super::state::{Destination, Ending, State};
use crate::read::prose::{Look, Paragraph, Prose, is_symbol_font};
use crate::read::{Part, ReadError, Source};
use crate::record::Format;
use std::rc::Rc;

/// Reads tokens.
#[derive(Debug)]
pub(super) struct Walk {
    deepest: usize,
    groups: Vec<State>,
    pub(super) state: State,
    pub(super) fonts: Fonts,
    pub(super) default_font: i32,
    prose: Prose,
    pub(super) open: Paragraph,
    /// Paragraphs that notes and text boxes interrupt.
    interrupted: Vec<Paragraph>,
    /// Notes that reading is in.
    notes: usize,
    label: String,
    /// The group has just opened: a star may follow, or the word that names it.
    fresh: bool,
    starred: bool,
    /// Stand-ins of a Unicode character still to be skipped.
    skip: usize,
    /// Bytes not decoded yet.
    bytes: Vec<u8>,
    /// The first half of a character beyond 16 bits.
    half: Option<u16>,
    /// The font of the last look, by number.
    known: Option<(i32, Option<Rc<str>>)>,
    /// Left edge of the row, then the right edges of its cells.
    pub(super) edges: Vec<i32>,
}

impl Walk {
    /// A walk that has read nothing; `deepest` bounds nested groups.
    pub(super) fn new(deepest: usize) -> Self {
        Self {
            deepest,
            groups: Vec::new(),
            state: State::new(),
            fonts: Fonts::default(),
            default_font: 0,
            prose: Prose::new(Format::Rtf),
            open: Paragraph::default(),
            interrupted: Vec::new(),
            notes: 0,
            label: String::new(),
            fresh: false,
            starred: false,
            skip: 0,
            bytes: Vec::new(),
            half: None,
            known: None,
            edges: Vec::new(),
        }
    }

    /// Takes one token; true when it ended the document.
    pub(super) fn take(&mut self, token: Token<'_>) -> Result<bool, ReadError> {
        if !matches!(token, Token::Text(_) | Token::Hex(_)) {
            self.decode();
        }
        let fresh = std::mem::take(&mut self.fresh);
        match token {
            Token::Open => {
                if self.groups.len() >= self.deepest {
                    return Err(ReadError::TooComplex(format!("groups nested deeper than {}", self.deepest)));
                }
                self.groups.push(self.state);
                self.state = self.state.inside();
                (self.fresh, self.starred, self.skip) = (true, false, 0);
            }
            Token::Close => return Ok(self.close()),
            Token::Symbol(b'*') if fresh => (self.fresh, self.starred) = (true, true),
            Token::Symbol(sign) => self.symbol(sign),
            Token::Word(..) | Token::Hex(_) if self.skip > 0 => self.skip -= 1,
            Token::Word(name, number) => {
                let starred = fresh && std::mem::take(&mut self.starred);
                self.word(name, number, starred);
            }
            Token::Hex(byte) => self.text(&[byte]),
            Token::Text(bytes) => {
                let skipped = self.skip.min(bytes.len());
                self.skip -= skipped;
                self.text(bytes.get(skipped..).unwrap_or(&[]));
            }
        }
        Ok(false)
    }

    fn close(&mut self) -> bool {
        let ended = self.state;
        match ended.ending {
            Ending::Plain => {}
            Ending::Label => self.write_label(),
            Ending::Note | Ending::Box => {
                if !self.open.is_fresh() {
                    self.end_paragraph();
                }
                self.open = self.interrupted.pop().unwrap_or_default();
                self.notes -= usize::from(ended.ending == Ending::Note && self.notes > 0);
            }
        }
        self.skip = 0;
        let Some(outer) = self.groups.pop() else { return true };
        self.state = outer;
        self.groups.is_empty()
    }

    /// The document, once its last group has ended.
    pub(super) fn finish(mut self) -> Result<Source, ReadError> {
        if !self.open.is_fresh() {
            self.end_paragraph();
        }
        self.prose.finish()
    }

    /// True where a sign only stands in for the Unicode character before it.
    pub(super) const fn skip_one(&mut self) -> bool {
        let skipped = self.skip > 0;
        self.skip = self.skip.saturating_sub(1);
        skipped
    }

    /// Bytes of text.
    fn text(&mut self, bytes: &[u8]) {
        if self.state.destination == Destination::Fonts {
            self.fonts.text(bytes);
        } else if self.state.is_printed() {
            self.bytes.extend_from_slice(bytes);
        }
    }

    /// Decodes the bytes read so far and writes them.
    fn decode(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        match self.fonts.bytes(self.state.font) {
            Bytes::In(encoding) => self.write(&encoding.decode_without_bom_handling(&bytes).0),
            Bytes::Codes if is_symbol_font(self.look().font.as_deref()) => {
                for byte in &bytes {
                    self.sign(if *byte < b'!' { ' ' } else { char::from_u32(0xF000 + u32::from(*byte)).unwrap_or(' ') });
                }
            }
            Bytes::Codes => self.write(&encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes).0),
        }
    }

    /// The look of what is written now.
    fn look(&mut self) -> Look {
        let number = self.state.font;
        if self.known.as_ref().is_none_or(|(known, _)| *known != number) {
            self.known = Some((number, self.fonts.name(number)));
        }
        let font = self.known.as_ref().and_then(|(_, name)| name.clone());
        Look { font, bold: self.state.bold, capitals: self.state.capitals }
    }

    fn write(&mut self, words: &str) {
        let look = self.look();
        match self.state.destination {
            Destination::Label => self.label.push_str(words),
            _ => self.open.words(words, &look),
        }
    }

    /// Writes one sign, where it is printed.
    pub(super) fn sign(&mut self, sign: char) {
        if !self.state.is_printed() {
            return;
        }
        if self.state.destination == Destination::Label {
            self.label.push(sign);
            return;
        }
        let look = self.look();
        self.open.sign(sign, &look);
    }

    /// `\u`: one UTF-16 unit, and how many stand-ins follow it.
    pub(super) fn unicode(&mut self, number: i32) {
        self.skip = self.state.stand_ins;
        let unit = u16::try_from(number & 0xFFFF).unwrap_or_default();
        let first = self.half.take();
        for decoded in char::decode_utf16(first.into_iter().chain([unit])) {
            match decoded {
                Ok(sign) => self.sign(sign),
                Err(e) if (0xD800..0xDC00).contains(&e.unpaired_surrogate()) => self.half = Some(e.unpaired_surrogate()),
                Err(_) => {}
            }
        }
    }

    /// A label is a bullet, or text like any other.
    fn write_label(&mut self) {
        let label = std::mem::take(&mut self.label);
        let mut signs = label.trim().chars();
        let bullet = match (signs.next(), signs.next()) {
            (Some(sign), None) if !sign.is_alphanumeric() && !matches!(sign, '+' | '*') => Some("- "),
            _ => None,
        };
        if label.trim().is_empty() {
            return;
        }
        let look = self.look();
        let space = if label.ends_with(char::is_whitespace) { " " } else { "" };
        self.open.label(bullet.map_or_else(|| format!("{}{space}", label.trim()), str::to_owned), &look);
    }

    /// A note or a text box interrupts the paragraph.
    pub(super) fn interrupt(&mut self, ending: Ending) {
        self.interrupted.push(std::mem::take(&mut self.open));
        self.notes += usize::from(ending == Ending::Note);
        self.state.destination = Destination::Words;
        self.state.ending = ending;
        self.state.plain_paragraph();
    }

    /// The paragraph ends.
    pub(super) fn end_paragraph(&mut self) {
        self.end_paragraph_in(self.state.tables());
    }

    fn end_paragraph_in(&mut self, tables: usize) {
        let mut paragraph = std::mem::take(&mut self.open);
        paragraph.centred = self.state.centred;
        paragraph.part = if self.notes > 0 {
            Part::Footnote
        } else if self.interrupted.is_empty() {
            self.prose.grid.place(tables)
        } else {
            Part::Body
        };
        self.prose.push(paragraph);
    }

    /// The last paragraph of a cell ends.
    pub(super) fn end_cell(&mut self, nested: bool) {
        if self.interrupted.is_empty() {
            self.end_paragraph_in(self.state.tables().max(if nested { 2 } else { 1 }));
            self.prose.grid.end_cell();
        } else {
            // a table inside a note or a text box is read line by line
            self.end_paragraph();
        }
    }

    /// A row ends.
    pub(super) fn end_row(&mut self, nested: bool) {
        if !self.interrupted.is_empty() {
            return;
        }
        if !nested {
            self.prose.grid.place(1);
            self.open = Paragraph::default();
        }
        // the edges are left edges of cells once the last, the row's right edge, is gone
        let mut edges = self.edges.clone();
        edges.pop();
        self.prose.grid.end_row(edges);
    }
}
