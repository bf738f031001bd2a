//! Pictures [ảnh trang]: the pages of a PDF or picture as PNG files in a folder, each value
//! framed in the colour of its field. In: the record. Out: `page-001.png` and so on, and a
//! legend in words.

use super::Field;
use super::items::items;
use crate::cli::page::Ink;
use clap::ValueEnum;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use vanban::emit::WholeFile;
use vanban::read::{Mark, MarkedPage};
use vanban::record::{Format, Record};

/// The colour of a field with its name.
type Colour = (&'static str, [u8; 3]);

/// Fields of one part of the letterhead that seldom stand together share a colour.
const fn colour(field: Field) -> Colour {
    match field {
        Field::DocumentNumber => ("red", [214, 30, 30]),
        Field::Date => ("orange", [230, 120, 0]),
        Field::Place => ("brown", [140, 80, 30]),
        Field::Issuer | Field::CoIssuers => ("blue", [20, 70, 210]),
        Field::DocumentType => ("purple", [125, 40, 175]),
        Field::Subject => ("magenta", [205, 25, 145]),
        Field::Urgency | Field::Secrecy => ("black", [0, 0, 0]),
        Field::Signatories => ("navy", [10, 20, 110]),
        Field::Recipients => ("green", [0, 130, 50]),
        Field::Citations => ("teal", [0, 150, 160]),
        Field::Obligations => ("gold", [190, 150, 0]),
        Field::Relayed => ("khaki", [150, 140, 90]),
        Field::Warnings => ("grey", [110, 110, 110]),
    }
}

/// What is framed on which page.
#[derive(Debug, Default)]
pub(super) struct Frames {
    /// The frames, large ones first so that those inside them are seen.
    pub(super) marks: Vec<Mark>,
    /// Fields with a frame, in the record's order, and how many values of theirs have one.
    fields: Vec<(Field, usize)>,
}

/// True where the file has pages to be drawn.
pub(super) const fn has_pages(format: Format) -> bool {
    matches!(format, Format::Pdf | Format::Image)
}

/// The frames of a record and those attached to it.
pub(super) fn frames(record: &Record, only: Option<Field>) -> Frames {
    let mut out = Frames::default();
    for &field in Field::value_variants().iter().filter(|&&f| only.is_none_or(|o| o == f)) {
        let records = std::iter::once(record).chain(&record.attached);
        let found: Vec<_> = records.flat_map(|r| items(r, field)).filter(|i| i.depth == 0 && !i.boxes.is_empty()).collect();
        if !found.is_empty() {
            out.fields.push((field, found.len()));
        }
        let (_, colour) = colour(field);
        out.marks.extend(found.iter().flat_map(|i| &i.boxes).map(|b| Mark { page: b.page, at: [b.x0, b.y0, b.x1, b.y1], colour }));
    }
    let area = |m: &Mark| (m.at[2] - m.at[0]) * (m.at[3] - m.at[1]);
    out.marks.sort_by(|a, b| area(b).total_cmp(&area(a)));
    out
}

/// Where pictures go, and which were written.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    /// Written pages with their files.
    written: BTreeMap<u32, PathBuf>,
    fault: Option<io::Error>,
}

impl Folder {
    /// Makes the folder where there is none.
    pub(super) fn new(path: &Path) -> io::Result<Self> {
        let named = |e: io::Error| io::Error::new(e.kind(), format!("cannot write {}: {e}", path.display()));
        fs::create_dir_all(path).map_err(named)?;
        Ok(Self { path: path.to_owned(), written: BTreeMap::new(), fault: None })
    }

    /// Writes one page; after the first that cannot be written, none.
    pub(super) fn take(&mut self, page: &MarkedPage) {
        if self.fault.is_some() {
            return;
        }
        let path = self.path.join(format!("page-{:03}.png", page.page));
        let write = || -> io::Result<()> {
            let mut file = WholeFile::create(&path)?;
            file.write_all(&page.png)?;
            file.commit()
        };
        match write() {
            Ok(()) => drop(self.written.insert(page.page, path)),
            Err(e) => self.fault = Some(io::Error::new(e.kind(), format!("cannot write {}: {e}", path.display()))),
        }
    }

    /// Says what was written and what the colours mean.
    pub(super) fn tell(self, frames: &Frames, ink: &Ink, out: &mut impl Write) -> io::Result<()> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        writeln!(out, "\n{}", ink.heading("page images"))?;
        for (page, path) in &self.written {
            let count = frames.marks.iter().filter(|m| m.page == *page).count();
            writeln!(out, "  {}  {}", path.display(), if count == 1 { "1 frame".to_owned() } else { format!("{count} frames") })?;
        }
        for &(field, values) in &frames.fields {
            let name = field.to_possible_value().map_or_else(String::new, |v| v.get_name().to_owned());
            writeln!(out, "  {:<8}{name}{}", colour(field).0, if values > 1 { format!(" ({values})") } else { String::new() })?;
        }
        Ok(())
    }
}
