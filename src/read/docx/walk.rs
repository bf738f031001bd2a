//! Walk: the XML of a text part in (the document itself, or its footnotes), lines out.
//!
//! What is printed is kept, what is not is dropped: tracked deletions, hidden text, field
//! codes, comments. A text box is read once, before the paragraph it hangs on. A nested
//! table is a table of its own, in the place where it stands. One loop, no recursion.

use super::numbering::Numbering;
use super::paragraph::Paragraph;
use super::styles::{Look, Styles};
use super::symbol::symbol;
use super::table::Table;
use super::xml::{Step, Tag, Xml};
use crate::read::gather::Gather;
use crate::read::{Line, Opening, Part, ReadError};
use crate::record::Format;

/// The element that reading is in, as far as it matters to what is inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    Paragraph,
    ParagraphProperties,
    /// Properties of the paragraph's closing mark.
    Mark,
    Run,
    RunProperties,
    Words {
        /// White space at both ends counts.
        preserve: bool,
    },
    Table,
    Row,
    RowProperties,
    Cell,
    CellProperties,
    TextBox,
    Note,
    /// One content in several spellings, of which one is read.
    Alternates,
    /// One of the spellings.
    Alternate,
    Other,
}

/// Which notes a reference is to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NoteKind {
    /// At the foot of the page.
    Footnote,
    /// At the end.
    Endnote,
}

impl NoteKind {
    /// The relation of their part, which is also its file name.
    pub(super) const fn role(self) -> &'static str {
        match self {
            Self::Footnote => "footnotes",
            Self::Endnote => "endnotes",
        }
    }
}

/// One note of a notes part: its id and its lines, from one to before another.
pub(super) type Note = (String, std::ops::Range<usize>);

/// Reads text parts.
#[derive(Debug)]
pub(super) struct Walk<'s> {
    styles: &'s Styles,
    numbering: &'s mut Numbering,
    /// The lines read.
    pub(super) gather: Gather,
    /// References to notes, in order.
    pub(super) references: Vec<(NoteKind, String)>,
    /// The notes of a notes part.
    pub(super) notes: Vec<Note>,
    elements: Vec<Element>,
    /// Depth inside an element of which nothing is read.
    skipped: u32,
    paragraphs: Vec<Paragraph>,
    runs: Vec<Look>,
    tables: Vec<Table>,
    tables_seen: u32,
    /// For each open set of alternates, the ink written before it.
    alternates: Vec<u64>,
    /// Inked pieces written so far.
    ink: u64,
    /// For each open field, whether its code (not its result) is being read.
    fields: Vec<bool>,
    words: String,
    /// A paragraph whose closing mark is deleted, and how many paragraphs it stands in.
    leftover: Option<(usize, Paragraph)>,
}

impl<'s> Walk<'s> {
    /// A walk that has read nothing.
    pub(super) const fn new(styles: &'s Styles, numbering: &'s mut Numbering) -> Self {
        Self {
            styles,
            numbering,
            gather: Gather::new(Format::Docx),
            references: Vec::new(),
            notes: Vec::new(),
            elements: Vec::new(),
            skipped: 0,
            paragraphs: Vec::new(),
            runs: Vec::new(),
            tables: Vec::new(),
            tables_seen: 0,
            alternates: Vec::new(),
            ink: 0,
            fields: Vec::new(),
            words: String::new(),
            leftover: None,
        }
    }

    /// Reads one part; `root` is the name that its outermost element must have.
    pub(super) fn read(&mut self, part: &str, root: &str, max_depth: u32) -> Result<(), ReadError> {
        let mut xml = Xml::new(part, max_depth);
        let mut rooted = false;
        loop {
            match xml.step()? {
                Step::Open(tag) if !rooted && tag.name() != root => {
                    return Err(ReadError::NotADocument(format!("its main part is a {}, not a document", tag.name())));
                }
                Step::Open(tag) => {
                    rooted = true;
                    self.open(&tag);
                }
                Step::Close => self.close(),
                Step::Text(words) => {
                    if let Some(Element::Words { .. }) = self.elements.last() {
                        self.words.push_str(&words);
                    }
                }
                Step::End => {
                    self.flush_leftover();
                    return Ok(());
                }
            }
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        if self.skipped > 0 {
            self.skipped += 1;
            return;
        }
        match self.enter(tag) {
            Some(element) => self.elements.push(element),
            None => self.skipped = 1,
        }
    }

    /// What an opening tag opens; `None` for what is not read.
    fn enter(&mut self, tag: &Tag<'_>) -> Option<Element> {
        // `rPrChange` and its like hold the properties of before a tracked change
        if tag.name().ends_with("Change") {
            return None;
        }
        match (self.parent(), tag.name()) {
            (Element::Mark, name) => {
                self.mark_property(name, tag);
                Some(Element::Other)
            }
            (Element::RunProperties, _) => {
                self.run_property(tag);
                Some(Element::Other)
            }
            (Element::RowProperties, name) => {
                self.row_property(name, tag);
                Some(Element::Other)
            }
            (Element::CellProperties, name) => {
                self.cell_property(name, tag);
                Some(Element::Other)
            }
            (Element::ParagraphProperties, "rPr") => Some(Element::Mark),
            (Element::Run, "rPr") => Some(Element::RunProperties),
            (_, "sectPr" | "sdtPr" | "sdtEndPr" | "tblPr" | "tblPrEx" | "tblGrid") => None,
            (_, "del" | "moveFrom" | "delText" | "instrText" | "delInstrText" | "rt" | "fldData" | "binData") => None,
            (_, name) => self.enter_content(name, tag),
        }
    }

    fn enter_content(&mut self, name: &str, tag: &Tag<'_>) -> Option<Element> {
        let element = match name {
            "p" => self.open_paragraph(),
            "pPr" => Element::ParagraphProperties,
            "r" => self.open_run(),
            "tbl" => self.open_table(),
            "tr" => self.with_table(Table::open_row, Element::Row),
            "trPr" => Element::RowProperties,
            "tc" => self.with_table(Table::open_cell, Element::Cell),
            "tcPr" => Element::CellProperties,
            "txbxContent" => Element::TextBox,
            "AlternateContent" => {
                self.alternates.push(self.ink);
                Element::Alternates
            }
            // a spelling that printed something makes the others superfluous
            "Choice" | "Fallback" if self.alternates.last().is_some_and(|before| *before != self.ink) => return None,
            "Choice" | "Fallback" => Element::Alternate,
            "footnote" | "endnote" => return self.open_note(tag),
            "altChunk" => {
                let message = "a part in another format is embedded; its text is not read".to_owned();
                self.gather.notice("embedded_part", message);
                Element::Other
            }
            _ if self.parent() == Element::Run => self.run_content(name, tag),
            _ => {
                self.paragraph_property(name, tag);
                Element::Other
            }
        };
        Some(element)
    }

    /// The element around the one that opens, seen through alternates.
    fn parent(&self) -> Element {
        let solid = |e: &&Element| !matches!(e, Element::Alternates | Element::Alternate);
        self.elements.iter().rev().find(solid).copied().unwrap_or(Element::Other)
    }

    fn open_paragraph(&mut self) -> Element {
        let depth = self.paragraphs.len();
        let begun = self.leftover.take_if(|(at, _)| *at == depth);
        self.paragraphs.push(begun.map_or_else(Paragraph::default, |(_, paragraph)| paragraph.gone_on()));
        Element::Paragraph
    }

    fn open_run(&mut self) -> Element {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.settle(self.styles);
        }
        self.runs.push(Look::default());
        Element::Run
    }

    fn open_table(&mut self) -> Element {
        self.flush_leftover();
        self.tables.push(Table::new(self.tables_seen));
        self.tables_seen = self.tables_seen.saturating_add(1);
        Element::Table
    }

    fn with_table(&mut self, change: impl FnOnce(&mut Table), element: Element) -> Element {
        if let Some(table) = self.tables.last_mut() {
            change(table);
        }
        element
    }

    fn open_note(&mut self, tag: &Tag<'_>) -> Option<Element> {
        // the rules between text and notes are kept as notes of a type
        if tag.attr("type").is_some_and(|t| t != "normal") {
            return None;
        }
        let start = self.gather.len();
        self.notes.push((tag.attr("id").unwrap_or_default().into_owned(), start..start));
        Some(Element::Note)
    }

    fn mark_property(&mut self, name: &str, tag: &Tag<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match name {
            "vanish" => paragraph.mark_hidden = tag.is_on(),
            "del" | "moveFrom" => paragraph.mark_gone = true,
            _ => {}
        }
    }

    fn run_property(&mut self, tag: &Tag<'_>) {
        let Some(look) = self.runs.last_mut() else { return };
        match tag.val() {
            Some(style) if tag.name() == "rStyle" => *look = look.over(self.styles.run(&style)),
            _ => look.take(tag),
        }
    }

    fn paragraph_property(&mut self, name: &str, tag: &Tag<'_>) {
        if !self.elements.iter().rev().take(2).any(|e| *e == Element::ParagraphProperties) {
            return;
        }
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match name {
            "pStyle" => paragraph.style = tag.val().map(std::borrow::Cow::into_owned),
            "jc" | "numId" | "ilvl" => paragraph.look.take(tag),
            _ => {}
        }
    }

    fn row_property(&mut self, name: &str, tag: &Tag<'_>) {
        let Some(table) = self.tables.last_mut() else { return };
        match name {
            "gridBefore" => table.skip_columns(tag.number().unwrap_or(0)),
            "del" => table.drop_row(),
            _ => {}
        }
    }

    fn cell_property(&mut self, name: &str, tag: &Tag<'_>) {
        let Some(table) = self.tables.last_mut() else { return };
        match name {
            "gridSpan" => table.span_columns(tag.number().unwrap_or(1)),
            "cellDel" => table.merge_cell(),
            "vMerge" | "hMerge" if tag.val().is_none_or(|v| v == "continue") => table.merge_cell(),
            _ => {}
        }
    }

    fn run_content(&mut self, name: &str, tag: &Tag<'_>) -> Element {
        match name {
            "t" => return Element::Words { preserve: tag.attr("space").is_some_and(|s| s == "preserve") },
            "tab" | "ptab" => self.write("\t"),
            "noBreakHyphen" => self.write("-"),
            "sym" => {
                let font = tag.attr("font").unwrap_or_default();
                if let Some(sign) = tag.attr("char").and_then(|code| symbol(&font, &code)) {
                    self.write(sign.encode_utf8(&mut [0; 4]));
                }
            }
            "br" | "cr" => self.break_line(tag.attr("type").is_some_and(|t| t == "page" || t == "column")),
            "fldChar" => self.field(&tag.attr("fldCharType").unwrap_or_default()),
            "footnoteReference" => self.refer(NoteKind::Footnote, tag),
            "endnoteReference" => self.refer(NoteKind::Endnote, tag),
            _ => {}
        }
        Element::Other
    }

    fn field(&mut self, kind: &str) {
        match kind {
            "begin" => self.fields.push(true),
            "separate" => {
                if let Some(in_code) = self.fields.last_mut() {
                    *in_code = false;
                }
            }
            _ => drop(self.fields.pop()),
        }
    }

    fn refer(&mut self, kind: NoteKind, tag: &Tag<'_>) {
        let reference = (kind, tag.attr("id").unwrap_or_default().into_owned());
        if self.is_printed() && !self.references.contains(&reference) {
            self.references.push(reference);
        }
    }

    /// The look of the open run in the open paragraph.
    fn look(&self) -> Look {
        let run = self.runs.last().copied().unwrap_or_default();
        self.paragraphs.last().map_or(run, |paragraph| run.over(paragraph.look))
    }

    fn is_printed(&self) -> bool {
        !self.fields.contains(&true) && self.look().hidden != Some(true)
    }

    fn write(&mut self, words: &str) {
        if !self.is_printed() {
            return;
        }
        let look = self.look();
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.write(words, look);
            self.ink += u64::from(!words.trim().is_empty());
        }
    }

    fn break_line(&mut self, page: bool) {
        if self.is_printed()
            && let Some(paragraph) = self.paragraphs.last_mut()
        {
            paragraph.break_line(page);
        }
    }

    fn close(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match self.elements.pop() {
            Some(Element::Words { preserve }) => {
                let words = std::mem::take(&mut self.words);
                self.write(if preserve { &words } else { words.trim_matches([' ', '\t', '\n', '\r']) });
            }
            Some(Element::Run) => drop(self.runs.pop()),
            Some(Element::ParagraphProperties) => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.settle(self.styles);
                }
            }
            Some(Element::Paragraph) => self.close_paragraph(),
            Some(Element::Cell) => {
                self.flush_leftover();
                self.with_table(Table::close_cell, Element::Other);
            }
            Some(Element::Table) => drop(self.tables.pop()),
            Some(Element::TextBox) => self.flush_leftover(),
            Some(Element::Alternates) => drop(self.alternates.pop()),
            Some(Element::Note) => self.close_note(),
            _ => {}
        }
    }

    fn close_paragraph(&mut self) {
        // a field whose code never ended must not swallow the document
        self.fields.fill(false);
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        if paragraph.mark_gone {
            self.leftover = Some((self.paragraphs.len(), paragraph));
            return;
        }
        paragraph.settle(self.styles);
        self.print(paragraph);
    }

    fn flush_leftover(&mut self) {
        if let Some((_, paragraph)) = self.leftover.take()
            && paragraph.is_inked()
        {
            self.print(paragraph);
        }
    }

    /// Hands on the lines of a finished paragraph.
    fn print(&mut self, paragraph: Paragraph) {
        if paragraph.is_hidden() || self.tables.iter().any(Table::is_silent) {
            return;
        }
        let part = self.part();
        let centred = paragraph.look.centred == Some(true);
        let mut label = self.numbering.label(paragraph.look, paragraph.style.as_deref(), self.styles);
        let mut opening = Opening::Paragraph;
        for segment in paragraph.finish() {
            let line = Line { part, opening, centred, bold: segment.is_bold(), ..Line::default() };
            match label.take() {
                Some(label) => self.gather.line(&(label + segment.words.trim_start()), line),
                None => self.gather.line(&segment.words, line),
            }
            opening = Opening::Unknown;
        }
    }

    fn part(&self) -> Part {
        if !self.notes.is_empty() {
            return Part::Footnote;
        }
        self.tables.iter().rev().find_map(Table::part).unwrap_or_default()
    }

    fn close_note(&mut self) {
        self.flush_leftover();
        let end = self.gather.len();
        if let Some((_, lines)) = self.notes.last_mut() {
            lines.end = end;
        }
    }
}
