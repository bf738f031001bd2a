//! Doc: the bytes of a Word 97-2003 file in, a [`Source`] out.
//!
//! One line per paragraph or line break, with the printed list numbers in front, tables cell
//! by cell, text boxes before the paragraph they hang on, notes at the end. Running heads
//! [tiêu đề đầu trang, chân trang], comments, pictures and embedded files are not read. The
//! fonts of runs are kept for decoding: half of these files are in TCVN3 or VNI fonts.

mod boxes;
mod bytes;
mod container;
mod fib;
mod lists;
mod look;
mod pages;
mod pieces;
mod sprm;
mod styles;
mod walk;

#[cfg(test)]
mod tests;

use super::prose::Prose;
use super::{Format, Limits, Part, ReadError, Source};
use container::Container;
use fib::Fib;
use lists::Lists;
use pages::{Kind, Pages};
use pieces::Pieces;
use styles::Styles;
use walk::{Parts, Walk};

/// Reads a Word 97-2003 file. Nothing in it unpacks to more than the file's own size, so
/// only that is limited, by the caller.
pub(crate) fn read(bytes: &[u8], _limits: &Limits) -> Result<Source, ReadError> {
    let container = Container::open(bytes)?;
    let stream = container.stream("WordDocument")?.ok_or_else(|| damaged("its text is missing"))?;
    let fib = Fib::read(&stream)?;
    let table = container.stream(fib.table)?.ok_or_else(|| damaged("its tables are missing"))?;
    // pictures stand there as well: a broken one must not cost the text
    let data = container.stream("Data").ok().flatten().unwrap_or_default();
    let parts = Parts {
        pieces: Pieces::read(&table, &stream, &fib)?,
        characters: Pages::read(&stream, &table, fib.character_pages, Kind::Character),
        paragraphs: Pages::read(&stream, &table, fib.paragraph_pages, Kind::Paragraph),
        styles: Styles::read(&table, &fib),
        fonts: styles::fonts(&table, fib.fonts),
        stream: &stream,
        data: &data,
    };
    let mut lists = Lists::read(&table, &fib);
    let mut prose = Prose::new(Format::Doc);
    let after = |sizes: &[usize]| sizes.iter().fold(fib.text, |sum, size| sum.saturating_add(*size));
    let boxes_at = after(&[fib.footnotes, fib.heads, fib.comments, fib.endnotes]);
    let hung = boxes::boxes(&table, &fib);
    let mut walk = Walk::new(&parts, &mut lists, &mut prose);
    walk.read_with_boxes(0..fib.text, &hung, boxes_at)?;
    for (start, size) in [(fib.text, fib.footnotes), (after(&[fib.footnotes, fib.heads, fib.comments]), fib.endnotes)] {
        walk.read(&(start..start.saturating_add(size)), Some(Part::Footnote))?;
    }
    prose.finish()
}

/// A file that contradicts itself.
fn damaged(detail: &str) -> ReadError {
    ReadError::Damaged { format: "doc", detail: detail.to_owned() }
}
