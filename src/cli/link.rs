//! `vanban link`: records in, line by line; the instruments behind them and the graph of
//! citations out. A line that is no record is named and costs itself only.

use super::extract::{counted, full, talk};
use super::inputs::is_stdin;
use super::output::Output;
use super::{Done, Stop, load_rules};
use clap::{Args, ValueEnum};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use vanban::link::{Linker, write_dot, write_graphml, write_ndjson};

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  vanban link records.ndjson -o graph.ndjson\n  vanban link records.ndjson --format dot | dot -Tsvg -o graph.svg\n  vanban extract letters/ | vanban link - --format graphml -o graph.graphml\n\nContradictions (one number, two dates or two issuers) are told on stderr as well."
)]
pub(super) struct Link {
    /// Records as `vanban extract` writes them, one per line, or `-` for standard input
    #[arg(required = true, value_name = "RECORDS")]
    records: Vec<PathBuf>,
    /// How the graph is written
    #[arg(long, value_enum, default_value = "ndjson")]
    format: Shape,
    /// Write to FILE, whole or not at all, instead of stdout
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Shape as typed after `--format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shape {
    Ndjson,
    Graphml,
    Dot,
}

impl Link {
    /// Links and tells.
    pub(super) fn run(self) -> Result<Done, Stop> {
        let written = self.output.as_deref().and_then(full);
        if let Some(path) = self.records.iter().find(|p| !is_stdin(p) && written.is_some() && full(p) == written) {
            return Err(Stop::refused(format!("vanban: {} is to be read and written; name another output", path.display())));
        }
        let rules = load_rules(None)?;
        let mut linker = Linker::new(&rules);
        let mut bad = 0;
        for path in &self.records {
            bad += read(path, &mut linker)?;
        }
        let mut out = self.output.as_deref().map_or_else(|| Ok(Output::stdout()), Output::file)?;
        let graph = linker.finish();
        for clash in &graph.contradictions {
            talk(&format!("contradiction: {clash}"));
        }
        match self.format {
            Shape::Ndjson => write_ndjson(&graph, &mut out)?,
            Shape::Graphml => write_graphml(&graph, &mut out)?,
            Shape::Dot => write_dot(&graph, &mut out)?,
        }
        out.close()?;
        let count = |n: usize, noun: &str| counted(u64::try_from(n).unwrap_or(u64::MAX), noun);
        talk(&format!(
            "vanban: {}, {}, {}, {}, {}",
            counted(graph.records.into(), "record"),
            count(graph.instruments.len(), "instrument"),
            count(graph.citations.len(), "citation"),
            count(graph.contradictions.len(), "contradiction"),
            counted(bad, "bad line"),
        ));
        Ok(if bad == 0 { Done::All } else { Done::Some })
    }
}

/// Takes every line that is a record; gives the number of those that are none.
fn read(path: &Path, linker: &mut Linker<'_>) -> Result<u64, Stop> {
    let refused = |e: io::Error| Stop::refused(format!("{}: {e}", path.display()));
    let mut from: Box<dyn BufRead> = if is_stdin(path) {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::with_capacity(64 << 10, File::open(path).map_err(refused)?))
    };
    let (mut line, mut number, mut bad) = (Vec::new(), 0_u64, 0);
    loop {
        line.clear();
        if from.read_until(b'\n', &mut line).map_err(refused)? == 0 {
            return Ok(bad);
        }
        number += 1;
        let taken = match std::str::from_utf8(&line) {
            Ok(text) if text.trim().is_empty() => Ok(()),
            Ok(text) => linker.add(text).map_err(|e| e.to_string()),
            Err(e) => Err(e.to_string()),
        };
        if let Err(why) = taken {
            bad += 1;
            talk(&format!("{}:{number}: no record: {why}", path.display()));
        }
    }
}
