//! Worker [tiến trình đọc]: untrusted binary files (PDF, Word, images) are read in child
//! processes of this same program, so that one that crashes, hangs or eats memory costs
//! its file only. Text and web pages are read here. In: a document. Out: its record, or
//! what became of its reader.
//!
//! Each worker reads and understands one document after the other, under limits on
//! address space and CPU time that it sets on itself before it reads anything (Linux and
//! others with such limits; elsewhere the wall clock alone holds), and is given up by this
//! process after a stated time. Where no file is broken, results are those of reading
//! everything here.

mod child;
mod clock;
#[cfg(debug_assertions)]
mod fault;
mod frame;
mod limit;
mod office;
mod pool;
mod serve;

pub(super) use serve::Worker;

use super::{Stop, size};
use clap::Args;
use office::{Office, Unconverted};
use pool::Pool;
use serde::{Deserialize, Serialize};
use std::path::Path;
use vanban::pipeline::{Document, Failure, Options, make};
use vanban::read::{Format, Limits, Mark, MarkedPage, draw_pages, format_of, is_binary};
use vanban::record::{Record, SourceInfo, Warning};
use vanban::rules::Rules;

/// The hidden command that makes a process a worker.
pub(super) const NAME: &str = "__worker";

/// Bounds on the process that reads one file.
#[derive(Debug, Args)]
pub(super) struct Isolation {
    /// Memory for reading one file that is not plain text or html
    #[arg(long, value_name = "SIZE", default_value = "2G", value_parser = memory)]
    max_memory: u64,
    /// Give up such a file when this long passes without a page done
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    timeout: u64,
    /// Read everything in this process: a file can then break all
    #[arg(long)]
    no_isolation: bool,
    /// Have LibreOffice convert doc, rtf and odt files to docx first
    #[arg(long)]
    via_libreoffice: bool,
}

/// The least that a worker can be at work with: its rules and its stack.
const LEAST_MEMORY: u64 = 256 << 20;

fn memory(typed: &str) -> Result<u64, String> {
    match size::parse(typed)? {
        bytes if bytes < LEAST_MEMORY => Err("at least 256M are wanted".to_owned()),
        bytes => Ok(bytes),
    }
}

/// What a worker is told when it starts; paths are told apart, since not all are Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Setup {
    /// Bytes of address space.
    max_memory: u64,
    /// Seconds for one document, or for each of its pages.
    seconds: u64,
    limits: Limits,
    options: Options,
}

/// Where documents are read: text here, the others in workers.
#[derive(Debug)]
pub(super) struct Readers<'a> {
    rules: &'a Rules,
    limits: Limits,
    options: Options,
    pool: Option<Pool>,
    office: Option<Office>,
}

impl<'a> Readers<'a> {
    /// No worker runs yet; they come with the first documents for them.
    pub(super) fn new(asked: &Isolation, overlay: Option<&Path>, rules: &'a Rules, limits: Limits, options: Options) -> Result<Self, Stop> {
        // A page that is not recognised in time costs itself, not the file.
        let seconds = u32::try_from(asked.timeout).unwrap_or(u32::MAX);
        let limits = Limits { ocr_seconds: limits.ocr_seconds.min((seconds - seconds / 10).max(1)), ..limits };
        let setup = Setup { max_memory: asked.max_memory, seconds: asked.timeout, limits, options };
        let pool = if asked.no_isolation { None } else { Some(Pool::new(setup, overlay)?) };
        let office = if asked.via_libreoffice { Some(Office::new(asked.timeout, asked.max_memory, limits)?) } else { None };
        Ok(Self { rules, limits, options, pool, office })
    }

    /// Makes the record of one document; called by many threads at once.
    pub(super) fn make(&self, document: &Document<'_>) -> Result<Record, Failure> {
        let Some(office) = &self.office else { return self.read(document) };
        let format = format_of(document.name, document.bytes, document.as_).ok();
        let Some((format, ending)) = format.and_then(|f| Some((f, office::ending(f)?))) else { return self.read(document) };
        let own = self.read(document);
        if let Ok(Record { source: SourceInfo { encoding: Some(encoding), .. }, .. }) = &own {
            // Which letters are meant, the fonts of the file itself say best.
            let why = format!("it is set in {encoding}, whose letters LibreOffice leaves as they are");
            return own.map(|r| not_converted(r, &why));
        }
        match office.convert(document.bytes, ending) {
            Ok(docx) => {
                let converted = Document { bytes: &docx, as_: Some(Format::Docx), ..*document };
                let mut record = self.read(&converted)?;
                record.attached.iter_mut().for_each(|a| a.source.format = format);
                record.source.format = format;
                Ok(noted(record, "converted_by_libreoffice", "converted to docx by LibreOffice, and read as that".to_owned()))
            }
            Err(Unconverted::Refused(why)) => own.map(|r| not_converted(r, &why)),
            Err(Unconverted::Fatal(failure)) => Err(failure),
        }
    }

    fn read(&self, document: &Document<'_>) -> Result<Record, Failure> {
        match &self.pool {
            Some(pool) if is_binary(document.bytes) => pool.make(document),
            _ => make(document, &self.limits, self.rules, &self.options, &|| ()),
        }
    }

    /// Draws the pages of one document with frames, and hands on each as it comes.
    pub(super) fn draw(&self, document: &Document<'_>, marks: &[Mark], take: &mut dyn FnMut(MarkedPage)) -> Result<(), Failure> {
        match &self.pool {
            Some(pool) => pool.draw(document, marks, take),
            None => Ok(draw_pages(document.bytes, marks, &self.limits, &|| (), take)?),
        }
    }

    /// Ends what is under way: nobody waits for it any more.
    pub(super) fn cancel(&self) {
        if let Some(pool) = &self.pool {
            pool.cancel();
        }
        if let Some(office) = &self.office {
            office.cancel();
        }
    }
}

/// The record of a file's own reader, where conversion was asked for.
fn not_converted(record: Record, why: &str) -> Record {
    noted(record, "not_converted", format!("read as it is, not converted by LibreOffice: {why}"))
}

/// The record with one more warning, before all others.
fn noted(mut record: Record, code: &str, message: String) -> Record {
    record.warnings.insert(0, Warning { code: code.to_owned(), message, span: None, page: None, confidence: None });
    record
}

#[cfg(test)]
mod tests {
    use super::*;
    use vanban::read::Ocr;

    #[test]
    fn what_a_worker_is_told_arrives() {
        let limits = Limits { ocr: Ocr::Never, ..Limits::default() };
        let setup = Setup { max_memory: 1, seconds: 60, limits, options: Options { text: true } };
        let told: Setup = serde_json::from_str(&serde_json::to_string(&setup).unwrap()).unwrap();
        assert_eq!(told, setup);
    }

    #[test]
    fn memory_has_a_floor() {
        assert_eq!(memory("256M"), Ok(256 << 20));
        assert_eq!(memory("255M"), Err("at least 256M are wanted".to_owned()));
    }
}
