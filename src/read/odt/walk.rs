//! Walk: the XML of `content.xml` in, paragraphs out.
//!
//! What is printed is kept, what is not is dropped: tracked deletions, hidden text, comments.
//! A text box is read before the paragraph it hangs on. One loop, no recursion.

use super::lists::Lists;
use super::styles::{Look, Styles};
use crate::read::docx::table::Table;
use crate::read::docx::xml::{Step, Tag, Xml};
use crate::read::prose::{self, Paragraph, Prose};
use crate::read::{Part, ReadError};
use crate::record::Format;

/// The element that reading is in, as far as it matters to what is inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    /// A paragraph or heading.
    Paragraph,
    /// Words of a paragraph in a look of their own.
    Span,
    /// Anything else that words of a paragraph may stand in.
    Inline,
    /// Anything whose own words are not read.
    Frame,
    List,
    Table,
    Row,
    Cell,
    /// A footnote or endnote.
    Note,
    /// A text box or shape.
    Box,
}

/// Spaces that one element may stand for.
const MOST_SPACES: usize = 400;

/// A paragraph that is open.
#[derive(Debug)]
struct Open {
    paragraph: Paragraph,
    looks: Vec<Look>,
    style: String,
    /// Level of a heading, from 1.
    heading: Option<u32>,
    /// No space may follow: one has just been written, or nothing has.
    spaced: bool,
}

/// Reads the text of a document.
#[derive(Debug)]
pub(super) struct Walk<'s> {
    styles: &'s Styles,
    /// The paragraphs read.
    pub(super) prose: Prose,
    lists: Lists<'s>,
    elements: Vec<Element>,
    /// Depth inside an element of which nothing is read.
    skipped: u32,
    paragraphs: Vec<Open>,
    tables: Vec<Table>,
    tables_seen: u32,
    notes: u32,
}

impl<'s> Walk<'s> {
    /// A walk that has read nothing.
    pub(super) fn new(styles: &'s Styles) -> Self {
        Self {
            styles,
            prose: Prose::new(Format::Odt),
            lists: Lists::new(styles),
            elements: Vec::new(),
            skipped: 0,
            paragraphs: Vec::new(),
            tables: Vec::new(),
            tables_seen: 0,
            notes: 0,
        }
    }

    /// Reads `content.xml`.
    pub(super) fn read(&mut self, part: &str, depth: u32) -> Result<(), ReadError> {
        let mut xml = Xml::new(part, depth);
        loop {
            match xml.step()? {
                Step::Open(tag) if self.elements.is_empty() && tag.name() != "document-content" => {
                    return Err(ReadError::NotADocument(format!("its main part is a {}, not a document", tag.name())));
                }
                Step::Open(_) if self.skipped > 0 => self.skipped += 1,
                Step::Open(tag) => match self.enter(&tag) {
                    Some(element) => self.elements.push(element),
                    None => self.skipped = 1,
                },
                Step::Close if self.skipped > 0 => self.skipped -= 1,
                Step::Close => self.close(),
                Step::Text(words) => {
                    let inline = matches!(self.elements.last(), Some(Element::Paragraph | Element::Span | Element::Inline));
                    if inline && self.skipped == 0 {
                        self.write(&words);
                    }
                }
                Step::End => return Ok(()),
            }
        }
    }

    /// What an opening tag opens; `None` for what is not read.
    fn enter(&mut self, tag: &Tag<'_>) -> Option<Element> {
        let inline = matches!(self.elements.last(), Some(Element::Paragraph | Element::Span | Element::Inline));
        let element = match tag.name() {
            "automatic-styles" | "font-face-decls" | "scripts" | "forms" | "tracked-changes" => return None,
            "annotation" | "note-citation" | "ruby-text" | "hidden-text" | "hidden-paragraph" | "object" | "object-ole" => return None,
            "title" | "desc" | "binary-data" | "event-listeners" | "script" | "meta-field-source" => return None,
            name if name.ends_with("-source") || name.ends_with("-decls") => return None,
            "section" if tag.attr("display").is_some_and(|d| d == "none") => return None,
            "p" | "h" => self.open_paragraph(tag),
            "span" => self.open_span(tag),
            "list" => {
                self.lists.open(tag);
                Element::List
            }
            "list-item" => {
                self.lists.item(tag.attr("start-value").and_then(|v| v.parse().ok()));
                Element::Frame
            }
            "list-header" => {
                self.lists.header();
                Element::Frame
            }
            "note" => {
                self.notes += 1;
                self.lists.step_in();
                Element::Note
            }
            "text-box" | "custom-shape" => {
                self.lists.step_in();
                Element::Box
            }
            "frame" | "note-body" | "g" => Element::Frame,
            name => match self.table_element(name, tag) {
                Some(element) => element,
                None if inline => {
                    self.inline_element(name, tag);
                    Element::Inline
                }
                None => Element::Frame,
            },
        };
        Some(element)
    }

    fn open_paragraph(&mut self, tag: &Tag<'_>) -> Element {
        let style = tag.attr("style-name").unwrap_or_default().into_owned();
        let listed = tag.attr("is-list-header").is_none_or(|v| v != "true");
        let heading = tag.attr("outline-level").and_then(|v| v.parse().ok()).filter(|_| listed && tag.name() == "h");
        let looks = vec![self.styles.paragraph(&style)];
        self.paragraphs.push(Open { paragraph: Paragraph::default(), looks, style, heading, spaced: true });
        Element::Paragraph
    }

    fn open_span(&mut self, tag: &Tag<'_>) -> Element {
        let style = tag.attr("style-name").unwrap_or_default();
        if let Some(open) = self.paragraphs.last_mut() {
            let below = open.looks.last().cloned().unwrap_or_default();
            open.looks.push(self.styles.look("text", &style).over(below));
        }
        Element::Span
    }

    fn table_element(&mut self, name: &str, tag: &Tag<'_>) -> Option<Element> {
        let count = |name: &str| tag.attr(name).and_then(|v| v.parse().ok()).unwrap_or(1);
        Some(match name {
            "table" => {
                self.lists.step_in();
                self.tables.push(Table::new(self.tables_seen));
                self.tables_seen = self.tables_seen.saturating_add(1);
                Element::Table
            }
            "table-row" => {
                self.tables.last_mut()?.open_row();
                Element::Row
            }
            "table-cell" => {
                let table = self.tables.last_mut()?;
                table.open_cell();
                table.span_columns(count("number-columns-repeated"));
                Element::Cell
            }
            "covered-table-cell" => {
                self.tables.last_mut()?.skip_columns(count("number-columns-repeated"));
                Element::Frame
            }
            _ => return None,
        })
    }

    fn inline_element(&mut self, name: &str, tag: &Tag<'_>) {
        let count = || tag.attr("c").and_then(|v| v.parse::<usize>().ok()).unwrap_or(1).min(MOST_SPACES);
        match name {
            "s" => self.write_exactly(&" ".repeat(count())),
            "tab" => self.write_exactly("\t"),
            "line-break" => {
                if let Some(open) = self.paragraphs.last_mut() {
                    open.paragraph.break_line();
                    open.spaced = true;
                }
            }
            _ => {}
        }
    }

    /// Writes words; white space counts once and not at the front.
    fn write(&mut self, words: &str) {
        let Some(open) = self.paragraphs.last_mut() else { return };
        let mut exact = String::with_capacity(words.len());
        for sign in words.chars() {
            let space = matches!(sign, ' ' | '\t' | '\n' | '\r');
            if !(space && open.spaced) {
                exact.push(if space { ' ' } else { sign });
            }
            open.spaced = space;
        }
        open.write(&exact);
    }

    fn write_exactly(&mut self, words: &str) {
        if let Some(open) = self.paragraphs.last_mut() {
            open.write(words);
            open.spaced = false;
        }
    }

    fn close(&mut self) {
        match self.elements.pop() {
            Some(Element::Paragraph) => self.close_paragraph(),
            Some(Element::Span) => {
                if let Some(open) = self.paragraphs.last_mut() {
                    open.looks.pop();
                }
            }
            Some(Element::List) => self.lists.close(),
            Some(Element::Table) => {
                self.tables.pop();
                self.lists.step_out();
            }
            Some(Element::Cell) => {
                if let Some(table) = self.tables.last_mut() {
                    table.close_cell();
                }
            }
            Some(Element::Note) => {
                self.notes = self.notes.saturating_sub(1);
                self.lists.step_out();
            }
            Some(Element::Box) => self.lists.step_out(),
            Some(Element::Row | Element::Inline | Element::Frame) | None => {}
        }
    }

    fn close_paragraph(&mut self) {
        let Some(mut open) = self.paragraphs.pop() else { return };
        let look = open.looks.first().cloned().unwrap_or_default();
        let label = self.lists.label(&open.style, open.heading);
        if look.hidden == Some(true) && !open.paragraph.is_inked() {
            return;
        }
        if let Some(label) = label {
            open.paragraph.label(label, &written(&look));
        }
        open.paragraph.centred = look.centred == Some(true);
        open.paragraph.part =
            if self.notes > 0 { Part::Footnote } else { self.tables.iter().rev().find_map(Table::part).unwrap_or_default() };
        self.prose.push(open.paragraph);
    }
}

impl Open {
    fn write(&mut self, words: &str) {
        let look = self.looks.last().cloned().unwrap_or_default();
        if look.hidden != Some(true) {
            self.paragraph.words(words, &written(&look));
        }
    }
}

fn written(look: &Look) -> prose::Look {
    prose::Look { font: look.font.clone(), bold: look.bold == Some(true), capitals: look.capitals == Some(true) }
}
