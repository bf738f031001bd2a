//! What a Word file becomes, on files built in memory.

mod broken;
mod build;
mod lists;
mod words;

use super::read;
use crate::read::{Limits, Part, Source};
use build::Docx;

/// Reads a file that must be readable.
fn source(docx: &Docx) -> Source {
    read(&docx.bytes(), &Limits::default()).unwrap()
}

/// Its lines, without attributes.
fn lines(docx: &Docx) -> Vec<String> {
    source(docx).text.split('\n').map(str::to_owned).collect()
}

/// Its lines with their cells: `0.1.2 words` is table 0, row 1, column 2.
fn cells(docx: &Docx) -> Vec<String> {
    let source = source(docx);
    let cell = |part: Part| match part {
        Part::Cell { table, row, column } => format!("{table}.{row}.{column} "),
        Part::Body => String::new(),
        Part::Footnote => "note ".to_owned(),
    };
    source.lines.iter().map(|line| cell(line.part) + &source.text[line.start..line.end]).collect()
}
