//! Docx: the bytes of a Word file (docx, docm, dotx) in, a [`Source`] out.
//!
//! One line per paragraph or line break, with the printed list numbers in front, tables cell
//! by cell, notes at the end. Running heads [tiêu đề đầu trang, chân trang], comments,
//! pictures and embedded files are not read. Nothing is laid out: there are no pages.

pub(super) mod numbering;
pub(super) mod package;
mod paragraph;
mod styles;
mod symbol;
pub(super) mod table;
mod walk;
pub(super) mod xml;

#[cfg(test)]
mod tests;

pub(super) use paragraph::is_unicode_vietnamese;
pub(super) use symbol::sign_of_font;

use super::{Limits, Line, Opening, Part, ReadError, Source};
use numbering::Numbering;
use package::{Package, Related};
use std::collections::BTreeMap;
use styles::Styles;
use walk::{NoteKind, Walk};

/// Reads a Word file.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Source, ReadError> {
    // Word itself nests runs in fields in boxes in cells: more than a page's own structure
    let depth = limits.max_depth.saturating_mul(4);
    let mut package = Package::open(bytes, limits)?;
    let main = package.main_part()?;
    let Some(document) = package.part(&main)? else {
        return Err(ReadError::NotADocument("a zip without a Word document in it".to_owned()));
    };
    let related = package.related(&main)?;
    let mut missed = Vec::new();
    let styles = side_part(&mut package, &related, "styles", &mut missed, |part| Styles::read(part, depth))?;
    let mut numbering = side_part(&mut package, &related, "numbering", &mut missed, |part| Numbering::read(part, depth))?;

    let mut walk = Walk::new(&styles, &mut numbering);
    walk.read(&document, "document", depth)?;
    drop(document);
    let (mut gather, references) = (walk.gather, walk.references);
    let mut notes = BTreeMap::new();
    for kind in [NoteKind::Footnote, NoteKind::Endnote] {
        if references.iter().any(|(k, _)| *k == kind) {
            let read = |part: &str| read_notes(part, kind, &styles, &mut numbering, depth);
            notes.append(&mut side_part(&mut package, &related, kind.role(), &mut missed, read)?);
        }
    }
    // a note that is referred to twice is printed once
    for line in references.iter().filter_map(|reference| notes.remove(reference)).flatten() {
        let attributes = Line { part: Part::Footnote, opening: line.opening, bold: line.bold, ..Line::default() };
        gather.line(&line.words, attributes);
    }
    for role in missed {
        gather.notice("damaged_part", format!("{role} of the file are damaged and were not read"));
    }
    gather.finish()
}

/// Reads a part that a document can do without: a broken one is noted, what is dangerous
/// still stops the reading.
fn side_part<T: Default>(
    package: &mut Package<'_>,
    related: &Related,
    role: &'static str,
    missed: &mut Vec<&'static str>,
    read: impl FnOnce(&str) -> Result<T, ReadError>,
) -> Result<T, ReadError> {
    let found = package.part(&related.part(role));
    match found.and_then(|part| part.map_or_else(|| Ok(T::default()), |part| read(&part))) {
        Err(ReadError::Damaged { .. }) => {
            missed.push(role);
            Ok(T::default())
        }
        read => read,
    }
}

/// One line of a note.
#[derive(Debug)]
struct NoteLine {
    words: String,
    opening: Opening,
    bold: bool,
}

/// The lines of each note.
type Notes = BTreeMap<(NoteKind, String), Vec<NoteLine>>;

/// Reads footnotes.xml or endnotes.xml.
fn read_notes(part: &str, kind: NoteKind, styles: &Styles, numbering: &mut Numbering, depth: u32) -> Result<Notes, ReadError> {
    let mut walk = Walk::new(styles, numbering);
    walk.read(part, kind.role(), depth)?;
    let line = |index: usize| {
        let (words, line) = walk.gather.get(index).filter(|(words, _)| !words.is_empty())?;
        Some(NoteLine { words: words.trim().to_owned(), opening: line.opening, bold: line.bold })
    };
    Ok(walk.notes.iter().map(|(id, lines)| ((kind, id.clone()), lines.clone().filter_map(line).collect())).collect())
}
