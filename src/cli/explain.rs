//! `vanban explain`: one record as a person reads it: where the zones are, then every value
//! with its line, the words underlined and the rule that found it. It works from the record
//! and its text alone, so what it shows is what a user of the record can know.

use super::inputs::{Inputs, is_stdin};
use super::output::Output;
use super::page::{Ink, Page};
use super::size::Bounds;
use super::worker::{Isolation, Readers};
use super::{As, Done, Stop, load_rules};
use clap::{Args, ValueEnum};
use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use vanban::pipeline::{Document, Failure, Options, Outcome, run_with};
use vanban::record::{Record, Role};

mod items;
mod pictures;
mod tree;

use items::{Item, items};
use pictures::{Folder, Frames};

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  vanban explain letter.docx --field citations")]
pub(super) struct Explain {
    /// The document, or `-` for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Show this field only
    #[arg(long, value_enum, value_name = "NAME")]
    field: Option<Field>,
    /// Draw the pages of a PDF or picture into DIR as page-001.png and so on, each value framed
    #[arg(long, value_name = "DIR")]
    page_image: Option<PathBuf>,
    /// What standard input is, where its content leaves that open
    #[arg(long = "as", value_enum, value_name = "FORMAT")]
    as_: Option<As>,
    /// Lay the rule files of DIR over the built-in rules
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
    #[command(flatten)]
    bounds: Bounds,
    #[command(flatten)]
    isolation: Isolation,
}

/// A field of the record that can be shown, in the record's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
enum Field {
    DocumentNumber,
    Date,
    Place,
    Issuer,
    CoIssuers,
    DocumentType,
    Subject,
    Urgency,
    Secrecy,
    Signatories,
    Recipients,
    Citations,
    Obligations,
    Relayed,
    Warnings,
}

impl Explain {
    /// Reads the document and shows it.
    pub(super) fn run(self) -> Result<Done, Stop> {
        if self.as_.is_some() && !is_stdin(&self.file) {
            return Err(Stop::refused("vanban: --as is for standard input; a file is what its content says, so leave it out"));
        }
        if self.file.is_dir() {
            return Err(Stop::refused(format!("vanban: {} is a folder; explain shows one document", self.file.display())));
        }
        let rules = load_rules(self.rules.as_deref())?;
        let limits = self.bounds.limits();
        let readers = Readers::new(&self.isolation, self.rules.as_deref(), &rules, limits, Options { text: true })?;
        let paths = [self.file];
        let inputs = Inputs { paths: &paths, as_: self.as_.map(Into::into), written: Vec::new(), limits };
        let (mut done, field, mut out) = (Done::All, self.field, Output::stdout());
        let ink = Ink::new(io::stdout().is_terminal());
        let pictures = self.page_image.as_deref().map(|folder| Pictures { folder, field, readers: &readers, drawn: Mutex::default() });
        let make = |document: &Document<'_>| {
            let record = readers.make(document)?;
            pictures.as_ref().map_or(Ok(()), |p| p.draw(document, &record))?;
            Ok(record)
        };
        let mut refused = None;
        run_with(inputs.iter(), NonZeroUsize::MIN, &limits, &make, &mut |Outcome { path, result }| match result {
            Ok(record) => {
                let Some(pictures) = &pictures else { return show_all(record, field, &ink, &mut out) };
                match pictures.take() {
                    Drawn::Refused(stop) => refused = Some(stop),
                    Drawn::Nothing => refused = Some(no_pages(&path, &record)),
                    Drawn::Pages(folder, frames) => {
                        show_all(record, field, &ink, &mut out)?;
                        folder.tell(&frames, &ink, &mut out)?;
                    }
                }
                Ok(())
            }
            Err(failure) => {
                done = Done::Some;
                let _ = writeln!(io::stderr(), "{path}: {}: {}", failure.code, failure.message);
                Ok(())
            }
        })?;
        if let Some(stop) = refused {
            return Err(stop);
        }
        out.close()?;
        Ok(done)
    }
}

/// Nothing can be drawn of a file without pages.
fn no_pages(path: &str, record: &Record) -> Stop {
    let format = format!("{:?}", record.source.format).to_lowercase();
    Stop::refused(format!("vanban: --page-image is for PDF and pictures; {path} is {format}, which has no pages"))
}

/// The pages to be drawn besides.
struct Pictures<'a> {
    folder: &'a Path,
    field: Option<Field>,
    readers: &'a Readers<'a>,
    drawn: Mutex<Drawn>,
}

/// What became of them.
#[derive(Default)]
enum Drawn {
    /// The file has no pages.
    #[default]
    Nothing,
    /// The folder cannot be written.
    Refused(Stop),
    /// They were drawn.
    Pages(Folder, Frames),
}

impl Pictures<'_> {
    /// Draws them, where the file has any.
    fn draw(&self, document: &Document<'_>, record: &Record) -> Result<(), Failure> {
        if !pictures::has_pages(record.source.format) {
            return Ok(());
        }
        let drawn = match Folder::new(self.folder) {
            Ok(mut folder) => {
                let frames = pictures::frames(record, self.field);
                self.readers.draw(document, &frames.marks, &mut |page| folder.take(&page))?;
                Drawn::Pages(folder, frames)
            }
            Err(e) => Drawn::Refused(e.into()),
        };
        *self.drawn.lock().unwrap_or_else(PoisonError::into_inner) = drawn;
        Ok(())
    }

    fn take(&self) -> Drawn {
        std::mem::take(&mut self.drawn.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Prints a record and those attached to it, one below the other.
fn show_all(record: Record, only: Option<Field>, ink: &Ink, out: &mut impl Write) -> io::Result<()> {
    for (i, record) in record.split().iter().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        if let Some(part) = record.source.part {
            let pages = match part.pages {
                Some([first, last]) if first == last => format!(", page {first}"),
                Some([first, last]) => format!(", pages {first}-{last}"),
                None => String::new(),
            };
            writeln!(out, "{}{pages}\n", ink.heading(&format!("document {} of {}", part.ordinal, part.of)))?;
        }
        show(record, only, ink, out)?;
    }
    Ok(())
}

/// Prints one record.
fn show(record: &Record, only: Option<Field>, ink: &Ink, out: &mut impl Write) -> io::Result<()> {
    let page = Page::new(record.text.as_deref().unwrap_or_default());
    if only.is_none() {
        head(record, &page, ink, out)?;
        zones(record, &page, ink, out)?;
    }
    let mut absent = Vec::new();
    // Who asks for the obligations must see what is told of others beside them.
    let beside = |f: Field| f == Field::Relayed && only == Some(Field::Obligations) && !record.relayed.is_empty();
    for &field in Field::value_variants().iter().filter(|&&f| only.is_none_or(|o| o == f) || beside(f)) {
        let name = field.to_possible_value().map_or_else(String::new, |v| v.get_name().to_owned());
        let found = items(record, field);
        if found.is_empty() {
            // Most documents pass nothing on.
            absent.extend((field != Field::Relayed || only.is_some()).then_some(name));
            continue;
        }
        let values = found.iter().filter(|i| i.depth == 0).count();
        let count = if values > 1 { format!(" ({values})") } else { String::new() };
        writeln!(out, "{}{count}", ink.heading(&name))?;
        match field {
            Field::Obligations if only.is_some() => tree::show(record, &record.obligations, &page, ink, out)?,
            Field::Relayed if only.is_some() => tree::show(record, &record.relayed, &page, ink, out)?,
            _ => found.iter().try_for_each(|item| one(item, &page, ink, out))?,
        }
        writeln!(out)?;
    }
    if !absent.is_empty() {
        writeln!(out, "not found: {}", absent.join(", "))?;
    }
    Ok(())
}

fn head(record: &Record, page: &Page<'_>, ink: &Ink, out: &mut impl Write) -> io::Result<()> {
    let source = &record.source;
    let mut about = vec![format!("{:?}", source.format).to_lowercase()];
    about.extend(source.encoding.clone());
    about.extend(source.pages.map(|n| format!("{n} pages")));
    about.push(format!("{} lines", page.len()));
    writeln!(out, "{}  {}\n", ink.heading(&source.path), about.join(", "))
}

/// The stretches of lines that the evidence marks out.
fn zones(record: &Record, page: &Page<'_>, ink: &Ink, out: &mut impl Write) -> io::Result<()> {
    let of = |fields: &[Field]| fields.iter().flat_map(|&f| items(record, f)).filter_map(|i| i.span).collect::<Vec<_>>();
    let roles = |wanted: fn(Role) -> bool| record.recipients.iter().filter(|r| wanted(r.role)).map(|r| r.evidence.span).collect::<Vec<_>>();
    let letterhead = [
        Field::DocumentNumber,
        Field::Date,
        Field::Place,
        Field::Issuer,
        Field::CoIssuers,
        Field::DocumentType,
        Field::Subject,
        Field::Urgency,
        Field::Secrecy,
    ];
    let zones = [
        ("letterhead", of(&letterhead)),
        ("addressees", roles(|r| r == Role::Addressee)),
        ("citations", of(&[Field::Citations])),
        ("obligations", of(&[Field::Obligations])),
        ("signatures", of(&[Field::Signatories])),
        ("recipients", roles(|r| r != Role::Addressee)),
    ];
    writeln!(out, "{}", ink.heading("zones"))?;
    for (name, spans) in zones {
        let first = spans.iter().map(|s| page.line_of(s.0)).min();
        let last = spans.iter().map(|s| page.line_of(s.1.saturating_sub(1).max(s.0))).max();
        match (first, last) {
            (Some(a), Some(b)) if a == b => writeln!(out, "  {name:<12} line {a}")?,
            (Some(a), Some(b)) => writeln!(out, "  {name:<12} lines {a}-{b}")?,
            _ => writeln!(out, "  {name:<12} none")?,
        }
    }
    writeln!(out)
}

/// A value, then the lines it stands on.
fn one(item: &Item, page: &Page<'_>, ink: &Ink, out: &mut impl Write) -> io::Result<()> {
    let mut notes: Vec<String> = Vec::new();
    notes.extend(item.page.map(|n| format!("page {n}")));
    notes.extend(item.inferred.then(|| "inferred".to_owned()));
    notes.extend(item.doubt.clone());
    notes.extend(item.rule.as_ref().map(|r| format!("rule {r}")));
    let indent = "  ".repeat(1 + item.depth);
    let notes = if notes.is_empty() { String::new() } else { format!("  [{}]", notes.join(", ")) };
    writeln!(out, "{indent}{}{}", ink.value(&item.value), ink.note(&notes))?;
    match item.span {
        Some(span) => page.underline(span, ink, out),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// A record of an invented letter, as JSON, so that the test needs no extraction.
    fn record() -> Record {
        let text = "Số: 15/UBND-VX\nKính gửi: Sở Y tế\nCăn cứ Quyết định số 3/QĐ-UBND\nngày 4/5/2023, báo cáo trước 10/6.";
        serde_json::from_value(json!({
            "schema": 1,
            "source": {"path": "a.txt", "format": "txt", "encoding": "utf-8", "pages": null},
            "document_number": {"value": "15/UBND-VX", "sequence": "15", "year": null, "symbol": "UBND-VX", "span": [4, 14], "rule": "letterhead.number"},
            "date": null, "place": null,
            "issuer": {"name": "Ủy ban nhân dân tỉnh Hà Tĩnh", "id": "x", "parent": null, "inferred": true},
            "co_issuers": [], "document_type": null, "subject": null, "urgency": null, "secrecy": null, "signatories": [],
            "recipients": [{"role": "addressee", "text": "Sở Y tế", "purpose": null, "bodies": [{"name": "Sở Y tế", "id": "y"}], "span": [25, 32]}],
            "citations": [{
                "type": "Quyết định", "number": "3/QĐ-UBND", "title": null, "date": {"value": "2023-05-04", "span": [64, 77]},
                "issuer": null, "pinpoints": [{"point": null, "clause": "2", "article": "5", "span": null}], "relation": "basis",
                "instrument": 0, "span": [40, 77], "rule": "citation.numbered", "spans": {}
            }],
            "instruments": [], "warnings": [{"code": "w", "message": "Doubtful."}],
            "obligations": [{
                "number": "1", "item": 2, "assignees": [{"name": "Sở Y tế", "id": "y"}], "coordinators": [], "assigned_by": null,
                "modality": "order", "text": "báo cáo trước 10/6", "citations": [0], "span": [79, 98],
                "deadlines": [{"text": "trước 10/6", "date": "2023-06-10", "duration": null, "recurrence": null, "kind": "by", "span": [87, 97]}]
            }],
            "text": text
        }))
        .unwrap()
    }

    fn shown(only: Option<Field>) -> String {
        let mut out = Vec::new();
        show(&record(), only, &Ink::new(false), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn one_field_with_its_lines_and_rules() {
        let want = "\
citations
  0. Quyết định 3/QĐ-UBND (basis, instrument 0)  [rule citation.numbered]
     3 | Căn cứ Quyết định số 3/QĐ-UBND
       |        ^^^^^^^^^^^^^^^^^^^^^^^
     4 | ngày 4/5/2023, báo cáo trước 10/6.
       | ^^^^^^^^^^^^^
    date: 2023-05-04
    clause 2, article 5

";
        assert_eq!(shown(Some(Field::Citations)), want);
        assert_eq!(shown(Some(Field::Date)), "not found: date\n");
    }

    #[test]
    fn obligations_stand_in_their_outline() {
        let mut record = record();
        record.text = Some(format!("{}\n1. Sở Y tế:\n2. Sở Nội vụ", record.text.unwrap_or_default()));
        let task = &mut record.obligations[0];
        task.heads = vec![vanban::record::Place { span: vanban::span::TextSpan(99, 110) }];
        task.actions =
            serde_json::from_value(json!([{"lemma": "báo cáo", "negated": true, "text": "báo cáo trước 10/6", "span": [79, 97]}])).unwrap();
        task.reports_to = serde_json::from_value(
            json!([{"name": "Các sở", "id": "s", "members": [{"name": "Sở A", "id": "a"}, {"name": "Sở B", "id": "b"}]}]),
        )
        .unwrap();
        task.amounts =
            serde_json::from_value(json!([{"text": "5% - 10%", "value": "5", "to": "10", "unit": "%", "span": [0, 1], "rule": "r"}]))
                .unwrap();
        task.deadlines[0].inferred = true;
        let mut second = task.clone();
        (second.number, second.item) = (Some("2".to_owned()), None);
        (second.actions, second.reports_to, second.amounts, second.deadlines) = (vec![], vec![], vec![], vec![]);
        record.obligations.push(second);
        let mut out = Vec::new();
        show(&record, Some(Field::Obligations), &Ink::new(false), &mut out).unwrap();
        let want = "\
obligations (2)
  1. Sở Y tế:
    1, item 2: báo cáo trước 10/6  [line 4]
      who       Sở Y tế (order)
      what      not: báo cáo: báo cáo trước 10/6
      to        Các sở = Sở A + Sở B
      when      2023-06-10: trước 10/6, year inferred
      amount    5 to 10 %: 5% - 10%  [rule r]
    2: báo cáo trước 10/6  [line 4]
      who       Sở Y tế (order)

";
        assert_eq!(String::from_utf8(out).unwrap(), want);
    }

    #[test]
    fn a_whole_record_begins_with_its_zones() {
        let all = shown(None);
        let want = "\
a.txt  txt, utf-8, 4 lines

zones
  letterhead   line 1
  addressees   line 2
  citations    lines 3-4
  obligations  line 4
  signatures   none
  recipients   none

document_number
  15/UBND-VX  [rule letterhead.number]
     1 | Số: 15/UBND-VX
       |     ^^^^^^^^^^

issuer
  Ủy ban nhân dân tỉnh Hà Tĩnh  [inferred]

";
        assert_eq!(&all[..want.len().min(all.len())], want);
        assert!(all.contains("  1, item 2: order to Sở Y tế\n"), "{all}");
        assert!(all.contains("    by 2023-06-10: trước 10/6\n     4 | ngày"), "{all}");
        assert!(all.contains("warnings\n  w: Doubtful.\n"), "{all}");
        let absent = "not found: date, place, co_issuers, document_type, subject, urgency, secrecy, signatories\n";
        assert!(all.ends_with(absent), "{all}");
    }
}
