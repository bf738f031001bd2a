//! `vanban extract`: files and folders in, records out, failures told.

use super::inputs::{Inputs, is_stdin};
use super::output::Output;
use super::size::Bounds;
use super::worker::{Isolation, Readers};
use super::{As, Done, Stop, load_rules};
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use std::io::{self, IsTerminal, Write};
use std::mem::ManuallyDrop;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Instant;
use vanban::emit::{Emitter, Layout};
use vanban::pipeline::{Failure, Options, Outcome, run_with};

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  vanban extract letters/ -o records.ndjson --errors errors.ndjson\n  curl -s https://example.org/letter.docx | vanban extract - --as docx --format json\n\nFolders are read with all below them, sorted by path, hidden files left out. What a file is, its content decides."
)]
pub(super) struct Extract {
    /// Files, folders, or `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// What standard input is, where its content leaves that open
    #[arg(long = "as", value_enum, value_name = "FORMAT")]
    as_: Option<As>,
    /// Write records to FILE, whole or not at all, instead of stdout
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// One record per line, or one pretty document that is an array
    #[arg(long, value_enum, default_value = "ndjson")]
    format: Shape,
    /// Include the text that the spans point into
    #[arg(long)]
    text: bool,
    /// Write the documents attached in a file as records of their own, behind the first
    #[arg(long)]
    split: bool,
    /// Threads [default: one per core]
    #[arg(short, long, value_name = "N", value_parser = jobs)]
    jobs: Option<NonZeroUsize>,
    /// Write failures to FILE as NDJSON: path, code, message
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
    /// Lay the rule files of DIR over the built-in rules
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
    #[command(flatten)]
    bounds: Bounds,
    #[command(flatten)]
    isolation: Isolation,
}

/// Shape as typed after `--format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shape {
    Ndjson,
    Json,
}

fn jobs(typed: &str) -> Result<NonZeroUsize, String> {
    match typed.parse::<NonZeroUsize>() {
        Ok(n) if n.get() <= 256 => Ok(n),
        _ => Err("a number from 1 to 256 is wanted".to_owned()),
    }
}

impl Extract {
    /// Reads everything and reports.
    pub(super) fn run(self) -> Result<Done, Stop> {
        if self.as_.is_some() && !self.paths.iter().any(|p| is_stdin(p)) {
            return Err(Stop::refused("vanban: --as is for standard input; files are what their content says, so leave it out"));
        }
        let written = self.written()?;
        let started = Instant::now();
        // Used until the process ends: to give all of it back piece by piece takes longer than a letter.
        let rules = ManuallyDrop::new(load_rules(self.rules.as_deref())?);
        let limits = self.bounds.limits();
        let inputs = Inputs { paths: &self.paths, as_: self.as_.map(Into::into), written, limits };
        let jobs = self.jobs.or_else(|| std::thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
        let options = Options { text: self.text };
        let readers = Readers::new(&self.isolation, self.rules.as_deref(), &rules, limits, options)?;

        let mut report = Report::new(&self, &inputs)?;
        // When nobody reads the output any more, nobody waits for the files under way.
        let mut take = |outcome| report.take(outcome).inspect_err(|_| readers.cancel());
        run_with(inputs.iter(), jobs, &limits, &|document| readers.make(document), &mut take)?;
        drop(readers);
        report.close(started)
    }

    /// The files this command writes; none of them may be read or named twice.
    fn written(&self) -> Result<Vec<PathBuf>, Stop> {
        let written: Vec<PathBuf> = [&self.output, &self.errors].into_iter().flatten().filter_map(|p| full(p)).collect();
        if let [a, b] = written.as_slice()
            && a == b
        {
            return Err(Stop::refused("vanban: -o and --errors name the same file; give two"));
        }
        if let Some(path) = self.paths.iter().find(|p| !is_stdin(p) && p.canonicalize().is_ok_and(|p| written.contains(&p))) {
            return Err(Stop::refused(format!("vanban: {} is to be read and written; name another output", path.display())));
        }
        Ok(written)
    }
}

/// The path a file has or will have, for comparing.
pub(super) fn full(path: &Path) -> Option<PathBuf> {
    path.canonicalize().ok().or_else(|| {
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
        Some(folder.canonicalize().ok()?.join(path.file_name()?))
    })
}

/// One failure as `--errors` holds it.
#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    code: &'a str,
    message: &'a str,
}

/// Everything that is told while documents come in.
struct Report {
    records: Emitter<Output>,
    errors: Option<Output>,
    split: bool,
    read: u64,
    failed: u64,
    bar: ProgressBar,
}

impl Report {
    fn new(asked: &Extract, inputs: &Inputs<'_>) -> Result<Self, Stop> {
        let out = asked.output.as_deref().map_or_else(|| Ok(Output::stdout()), Output::file)?;
        let layout = if asked.format == Shape::Json { Layout::Json } else { Layout::Ndjson };
        let errors = asked.errors.as_deref().map(Output::file).transpose()?;
        let bar = if io::stderr().is_terminal() { bar(inputs.count()) } else { ProgressBar::hidden() };
        Ok(Self { records: Emitter::new(out, layout), errors, split: asked.split, read: 0, failed: 0, bar })
    }

    fn take(&mut self, outcome: Outcome) -> io::Result<()> {
        self.bar.inc(1);
        match outcome.result {
            Ok(record) => {
                self.read += 1;
                if self.split { record.split().iter().try_for_each(|r| self.records.write(r)) } else { self.records.write(&record) }
            }
            Err(failure) => self.tell(&outcome.path, &failure),
        }
    }

    fn tell(&mut self, path: &str, failure: &Failure) -> io::Result<()> {
        self.failed += 1;
        let Failure { code, message } = failure;
        self.bar.suspend(|| talk(&format!("{path}: {code}: {message}")));
        if let Some(errors) = &mut self.errors {
            serde_json::to_writer(&mut *errors, &Line { path, code, message })?;
            errors.write_all(b"\n")?;
        }
        Ok(())
    }

    /// Closes both outputs and sums up.
    fn close(self, started: Instant) -> Result<Done, Stop> {
        let (read, records, failed) = (self.read, self.records.written(), self.failed);
        self.records.finish()?.close()?;
        if let Some(errors) = self.errors {
            errors.close()?;
        }
        self.bar.finish_and_clear();
        let seconds = started.elapsed().as_secs_f64();
        talk(&format!(
            "vanban: {}, {}, {} in {seconds:.1} s",
            counted(read + failed, "file"),
            counted(records, "record"),
            counted(failed, "error")
        ));
        Ok(if failed == 0 { Done::All } else { Done::Some })
    }
}

/// A number with its noun.
pub(super) fn counted(n: u64, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// One line on stderr; when nobody listens, nobody is told.
pub(super) fn talk(line: &str) {
    let _ = writeln!(io::stderr(), "{}", line.replace(char::is_control, " "));
}

fn bar(total: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} files, {eta} left");
    ProgressBar::new(total).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
