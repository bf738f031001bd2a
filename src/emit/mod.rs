//! Emit (xuất): records in, JSON out. One record per line, or one pretty document that is
//! an array of them; keys in the order of [`Record`]. Where the
//! bytes go is the writer's business; [`WholeFile`] is the writer that leaves a file whole
//! or not at all.

mod whole_file;

pub use whole_file::WholeFile;

use crate::record::Record;
use std::io::{self, Write};

/// How records are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// One record per line.
    #[default]
    Ndjson,
    /// One array, indented.
    Json,
}

/// Writes records one after the other; [`Emitter::finish`] closes the document.
#[derive(Debug)]
pub struct Emitter<W> {
    out: W,
    layout: Layout,
    written: u64,
    /// One record at a time: a record is written in thousands of pieces.
    line: Vec<u8>,
}

impl<W: Write> Emitter<W> {
    /// Nothing is written yet.
    pub const fn new(out: W, layout: Layout) -> Self {
        Self { out, layout, written: 0, line: Vec::new() }
    }

    /// Writes one record.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(&mut self, record: &Record) -> io::Result<()> {
        match self.layout {
            Layout::Ndjson => {
                self.line.clear();
                serde_json::to_writer(&mut self.line, record)?;
                self.line.push(b'\n');
                self.out.write_all(&self.line)?;
            }
            Layout::Json => {
                self.out.write_all(if self.written == 0 { b"[" } else { b"," })?;
                // Line breaks inside strings are escaped, so every line is one of layout.
                for line in serde_json::to_string_pretty(record)?.lines() {
                    self.out.write_all(b"\n  ")?;
                    self.out.write_all(line.as_bytes())?;
                }
            }
        }
        self.written += 1;
        Ok(())
    }

    /// Number of records written.
    #[must_use]
    pub const fn written(&self) -> u64 {
        self.written
    }

    /// Closes the document and returns the flushed writer.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn finish(mut self) -> io::Result<W> {
        match (self.layout, self.written) {
            (Layout::Ndjson, _) => {}
            (Layout::Json, 0) => self.out.write_all(b"[]\n")?,
            (Layout::Json, _) => self.out.write_all(b"\n]\n")?,
        }
        self.out.flush()?;
        Ok(self.out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::{Options, understand};
    use crate::read::{Limits, read};
    use crate::rules::Rules;

    fn emitted(layout: Layout, count: usize) -> String {
        let source = read("a.txt", "Số: 1\nhai".as_bytes(), None, &Limits::default()).unwrap();
        let record = understand(source, "a.txt", &Rules::builtin().unwrap(), &Options { text: true });
        let mut emitter = Emitter::new(Vec::new(), layout);
        for _ in 0..count {
            emitter.write(&record).unwrap();
        }
        String::from_utf8(emitter.finish().unwrap()).unwrap()
    }

    #[test]
    fn lines_and_documents_hold_the_same_records() {
        let lines = emitted(Layout::Ndjson, 2);
        assert_eq!(lines.lines().count(), 2);
        assert!(
            lines.starts_with(r#"{"schema":1,"source":{"path":"a.txt","format":"txt","encoding":"utf-8","pages":null},"document_number":"#)
        );
        let document = emitted(Layout::Json, 2);
        let array: Vec<Record> = serde_json::from_str(&document).unwrap();
        let each: Vec<Record> = lines.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
        assert_eq!(array, each);
        assert!(document.starts_with("[\n  {\n    \"schema\": 1,\n"));
        assert!(document.ends_with("\n  }\n]\n"));
        assert_eq!((emitted(Layout::Json, 0).as_str(), emitted(Layout::Ndjson, 0).as_str()), ("[]\n", ""));
    }
}
