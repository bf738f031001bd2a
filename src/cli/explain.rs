//! `vanban explain`: one record as a person reads it: where the zones are, then every value
//! with its line, the words underlined and the rule that found it. It works from the record
//! and its text alone, so what it shows is what a user of the record can know.

use super::inputs::{Inputs, is_stdin};
use super::output::Output;
use super::page::{Ink, Page};
use super::{As, Done, Stop, load_rules};
use clap::{Args, ValueEnum};
use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use vanban::pipeline::{Options, Outcome, run};
use vanban::read::Limits;
use vanban::record::{Record, Role};

mod items;

use items::{Item, items};

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  vanban explain letter.docx --field citations")]
pub(super) struct Explain {
    /// The document, or `-` for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Show this field only
    #[arg(long, value_enum, value_name = "NAME")]
    field: Option<Field>,
    /// What standard input is, where its content leaves that open
    #[arg(long = "as", value_enum, value_name = "FORMAT")]
    as_: Option<As>,
    /// Lay the rule files of DIR over the built-in rules
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
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
        let limits = Limits::default();
        let paths = [self.file];
        let inputs = Inputs { paths: &paths, as_: self.as_.map(Into::into), written: Vec::new(), limits };
        let mut done = Done::All;
        let field = self.field;
        run(inputs.iter(), NonZeroUsize::MIN, &limits, &rules, &Options { text: true }, &mut |Outcome { path, result }| match result {
            Ok(record) => show(&record, field),
            Err(failure) => {
                done = Done::Some;
                let _ = writeln!(io::stderr(), "{path}: {}: {}", failure.code, failure.message);
                Ok(())
            }
        })?;
        Ok(done)
    }
}

/// Prints one record.
fn show(record: &Record, only: Option<Field>) -> io::Result<()> {
    let page = Page::new(record.text.as_deref().unwrap_or_default());
    let ink = Ink::new(io::stdout().is_terminal());
    let mut out = Output::stdout();
    if only.is_none() {
        head(record, &page, &ink, &mut out)?;
        zones(record, &page, &ink, &mut out)?;
    }
    let mut absent = Vec::new();
    for &field in Field::value_variants().iter().filter(|&&f| only.is_none_or(|o| o == f)) {
        let name = field.to_possible_value().map_or_else(String::new, |v| v.get_name().to_owned());
        let found = items(record, field);
        if found.is_empty() {
            absent.push(name);
            continue;
        }
        let count = if found.len() > 1 { format!(" ({})", found.len()) } else { String::new() };
        writeln!(out, "{}{count}", ink.heading(&name))?;
        for item in &found {
            one(item, &page, &ink, &mut out)?;
        }
        writeln!(out)?;
    }
    if !absent.is_empty() {
        writeln!(out, "not found: {}", absent.join(", "))?;
    }
    out.close()
}

fn head(record: &Record, page: &Page<'_>, ink: &Ink, out: &mut Output) -> io::Result<()> {
    let source = &record.source;
    let mut about = vec![format!("{:?}", source.format).to_lowercase()];
    about.extend(source.encoding.clone());
    about.extend(source.pages.map(|n| format!("{n} pages")));
    about.push(format!("{} lines", page.len()));
    writeln!(out, "{}  {}\n", ink.heading(&source.path), about.join(", "))
}

/// The stretches of lines that the evidence marks out.
fn zones(record: &Record, page: &Page<'_>, ink: &Ink, out: &mut Output) -> io::Result<()> {
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
fn one(item: &Item, page: &Page<'_>, ink: &Ink, out: &mut Output) -> io::Result<()> {
    let mut notes: Vec<String> = Vec::new();
    notes.extend(item.page.map(|n| format!("page {n}")));
    notes.extend(item.inferred.then(|| "inferred".to_owned()));
    notes.extend(item.rule.as_ref().map(|r| format!("rule {r}")));
    let indent = "  ".repeat(1 + item.depth);
    let notes = if notes.is_empty() { String::new() } else { format!("  [{}]", notes.join(", ")) };
    writeln!(out, "{indent}{}{}", ink.value(&item.value), ink.note(&notes))?;
    match item.span {
        Some(span) => page.underline(span, ink, out),
        None => Ok(()),
    }
}
