//! Walk: the characters of a stretch of text in, paragraphs out.
//!
//! What is printed is kept, what is not is dropped: tracked deletions, hidden text, field
//! codes, the marks that pictures, notes and comments hang on.

use super::boxes::Hung;
use super::lists::Lists;
use super::look::{Characters, Paragraphs};
use super::pages::{Pages, Stretched, style_and_changes};
use super::pieces::{Pieces, Sign, windows_1252};
use super::styles::Styles;
use crate::read::docx::sign_of_font;
use crate::read::prose::{Look, Paragraph, Prose, is_symbol_font};
use crate::read::{Part, ReadError};
use std::ops::Range;
use std::rc::Rc;

/// What of a file the walk looks things up in.
#[derive(Debug)]
pub(super) struct Parts<'t> {
    pub(super) pieces: Pieces<'t>,
    pub(super) characters: Pages<'t>,
    pub(super) paragraphs: Pages<'t>,
    pub(super) styles: Styles<'t>,
    pub(super) fonts: Vec<Rc<str>>,
    pub(super) stream: &'t [u8],
    pub(super) data: &'t [u8],
}

/// Reads stretches of text.
#[derive(Debug)]
pub(super) struct Walk<'w, 't> {
    parts: &'w Parts<'t>,
    lists: &'w mut Lists,
    prose: &'w mut Prose,
    /// The paragraph that is open, and the characters of it that are not written yet.
    signs: Vec<Sign>,
    open: Paragraph,
    /// For each open field, whether its code (not its result) is being read.
    fields: Vec<bool>,
    /// The part that everything stands in, where that is not seen from the paragraph.
    fixed: Option<Part>,
}

impl<'w, 't> Walk<'w, 't> {
    /// A walk that has read nothing.
    pub(super) fn new(parts: &'w Parts<'t>, lists: &'w mut Lists, prose: &'w mut Prose) -> Self {
        Self { parts, lists, prose, signs: Vec::new(), open: Paragraph::default(), fields: Vec::new(), fixed: None }
    }

    /// Reads the running text; each box comes before the paragraph it hangs on, those that
    /// hang nowhere come last. `boxes_at` is the place of the boxes' texts.
    pub(super) fn read_with_boxes(&mut self, text: Range<usize>, hung: &[Hung], boxes_at: usize) -> Result<(), ReadError> {
        let mut anchored: Vec<(usize, Range<usize>)> = hung.iter().filter_map(|(at, text)| Some(((*at)?, text.clone()))).collect();
        anchored.sort_by_key(|(at, text)| (*at, text.start));
        let starts = self.starts_of_paragraphs(&text, &anchored)?;
        let mut from = text.start;
        for (start, (_, story)) in starts.into_iter().zip(anchored) {
            self.read(&(from..start), None)?;
            from = start;
            self.read(&(boxes_at.saturating_add(story.start)..boxes_at.saturating_add(story.end)), Some(Part::Body))?;
        }
        self.read(&(from..text.end), None)?;
        for (_, story) in hung.iter().filter(|(at, _)| at.is_none()) {
            self.read(&(boxes_at.saturating_add(story.start)..boxes_at.saturating_add(story.end)), Some(Part::Body))?;
        }
        Ok(())
    }

    /// Where the paragraphs of the anchors begin.
    fn starts_of_paragraphs(&self, text: &Range<usize>, anchored: &[(usize, Range<usize>)]) -> Result<Vec<usize>, ReadError> {
        let mut starts = Vec::new();
        let mut begun = text.start;
        if anchored.is_empty() {
            return Ok(starts);
        }
        self.parts.pieces.each(self.parts.stream, text, |sign| {
            while anchored.get(starts.len()).is_some_and(|(at, _)| *at <= sign.text) {
                starts.push(begun);
            }
            if matches!(sign.sign, '\r' | '\u{7}' | '\u{c}') {
                begun = sign.text + 1;
            }
        })?;
        starts.resize(anchored.len(), begun);
        Ok(starts)
    }

    /// Reads a stretch of text; `fixed` is the part it stands in, `None` for the running text.
    pub(super) fn read(&mut self, text: &Range<usize>, fixed: Option<Part>) -> Result<(), ReadError> {
        self.fixed = fixed;
        let parts = self.parts;
        parts.pieces.each(parts.stream, text, |sign| {
            let ends = match sign.sign {
                '\r' | '\u{7}' => true,
                // a section ends its paragraph, a page does not
                '\u{c}' => parts.paragraphs.at(sign.at).is_some_and(|p| p.end == sign.end),
                _ => false,
            };
            if ends { self.close(sign) } else { self.signs.push(sign) }
        })?;
        if !self.signs.is_empty() || !self.open.is_fresh() {
            self.write(&Paragraphs::default());
            self.print(&Paragraphs::default(), None);
        }
        Ok(())
    }

    /// The look of the paragraph that a mark closes.
    fn paragraph_look(&self, mark: Sign) -> Paragraphs {
        let (style, changes) = style_and_changes(self.parts.paragraphs.at(mark.at).map_or(&[], |p| p.changes));
        let mut look = self.parts.styles.paragraph(style, self.parts.data);
        look.apply(changes, self.parts.data);
        look.apply(self.parts.pieces.changes(mark.piece), self.parts.data);
        look
    }

    fn close(&mut self, mark: Sign) {
        let look = self.paragraph_look(mark);
        if (look.row_end && mark.sign == '\u{7}') || look.inner_row_end {
            self.prose.grid.place(look.depth());
            self.prose.grid.end_row(look.edges);
            self.signs.clear();
            self.open = Paragraph::default();
            return;
        }
        self.write(&look);
        let of_mark = self.characters(self.parts.styles.characters(look.style), mark, &mut None);
        // the next paragraph goes on in one whose closing mark is deleted
        if of_mark.deleted && mark.sign == '\r' && !look.in_table {
            return;
        }
        self.print(&look, Some(of_mark));
        if mark.sign == '\u{7}' || look.inner_cell {
            self.prose.grid.end_cell();
        }
    }

    /// Hands on the open paragraph; `mark` is the look of its closing mark.
    fn print(&mut self, look: &Paragraphs, mark: Option<Characters>) {
        // a field whose code never ended must not swallow the document
        self.fields.clear();
        let mut paragraph = std::mem::take(&mut self.open);
        paragraph.part = self.fixed.unwrap_or_else(|| self.prose.grid.place(look.depth()));
        paragraph.centred = look.centred;
        let mark = mark.unwrap_or_default();
        // boxes and notes end with a paragraph of nothing
        if (mark.hidden || self.fixed.is_some()) && !paragraph.is_inked() {
            return;
        }
        if let Some((label, font)) = self.lists.label(look.list, look.level) {
            let font = font.map_or(mark.font, Some);
            paragraph.label(label, &Look { font: self.font(font), bold: mark.bold, capitals: false });
        }
        self.prose.push(paragraph);
    }

    fn font(&self, number: Option<usize>) -> Option<Rc<str>> {
        number.and_then(|number| self.parts.fonts.get(number)).cloned()
    }

    /// The look of a character in a paragraph whose style gives `of_style`; `last` saves looking up the same stretch again.
    fn characters(&self, of_style: Characters, sign: Sign, last: &mut Option<Known<'t>>) -> Characters {
        if let Some(known) = last.as_ref().filter(|k| k.piece == sign.piece && (k.stretch.start..k.stretch.end).contains(&sign.at)) {
            return known.look;
        }
        let styles = &self.parts.styles;
        let found = self.parts.characters.at(sign.at);
        let mut look = of_style;
        let over = |style, below| styles.over(style, below);
        for changes in [found.map_or(&[][..], |f| f.changes), self.parts.pieces.changes(sign.piece)] {
            look.apply(changes, of_style, &over);
        }
        *last = found.map(|stretch| Known { stretch, piece: sign.piece, look });
        look
    }

    /// Writes the characters of the paragraph.
    fn write(&mut self, paragraph: &Paragraphs) {
        let mut known = None;
        let of_style = self.parts.styles.characters(paragraph.style);
        let mut written = (Characters::default(), Look::default());
        for sign in std::mem::take(&mut self.signs) {
            let look = self.characters(of_style, sign, &mut known);
            if look.deleted || self.is_field_mark(sign.sign) || look.hidden || self.fields.contains(&true) {
                continue;
            }
            if look != written.0 {
                written = (look, Look { font: self.font(look.font), bold: look.bold, capitals: look.capitals });
            }
            self.write_sign(sign.sign, look, &written.1);
        }
    }

    fn is_field_mark(&mut self, sign: char) -> bool {
        match sign {
            '\u{13}' => self.fields.push(true),
            '\u{14}' => {
                if let Some(in_code) = self.fields.last_mut() {
                    *in_code = false;
                }
            }
            '\u{15}' => drop(self.fields.pop()),
            _ => return false,
        }
        true
    }

    fn write_sign(&mut self, sign: char, characters: Characters, look: &Look) {
        match sign {
            '(' if characters.symbol.is_some() => {
                let (font, code) = characters.symbol.unwrap_or_default();
                let name = self.font(Some(font)).unwrap_or_default();
                if let Some(sign) = sign_of_font(&name, code) {
                    self.open.sign(sign, look);
                }
            }
            '\u{b}' => self.open.break_line(),
            '\u{c}' | '\u{e}' => self.open.break_page(),
            '\u{1e}' => self.open.sign('-', look),
            '\u{1f}' => self.open.sign('\u{ad}', look),
            '\t' => self.open.sign('\t', look),
            sign if sign < ' ' => {}
            // text of a font without Unicode table is kept in the private use area
            '\u{f020}'..='\u{f0ff}' if !is_symbol_font(look.font.as_deref()) => {
                let byte = u8::try_from(u32::from(sign) - 0xF000).unwrap_or(b'?');
                self.open.sign(windows_1252(byte), look);
            }
            sign => self.open.sign(sign, look),
        }
    }
}

/// The last stretch of characters looked up.
#[derive(Debug)]
struct Known<'t> {
    stretch: Stretched<'t>,
    piece: usize,
    look: Characters,
}
