//! Command line [dòng lệnh]: what was typed in, what is printed out. stdout is data only,
//! stderr is talk. One file per command; each returns how it went, `main` turns that into
//! the exit code. Nothing here knows how a document is understood.

mod explain;
mod extract;
mod inputs;
mod link;
mod output;
mod page;
mod rules;
mod schema;
mod score;
mod size;
mod worker;

use clap::{Parser, Subcommand, ValueEnum};
use std::io;
use std::path::Path;
use vanban::read::Format;
use vanban::rules::Rules;

/// Vietnamese administrative documents in, one JSON record each out.
#[derive(Debug, Parser)]
#[command(
    version,
    after_help = "Example:\n  vanban extract letters/ -o records.ndjson\n\nExit codes: 0 all read; 1 some could not be read; 2 wrong usage or rules."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make one record per document.
    Extract(extract::Extract),
    /// Show a person what was found in one document, where, and by which rule.
    Explain(explain::Explain),
    /// Merge the instruments of many records and write who cites whom.
    Link(link::Link),
    /// Say how far records agree with answers written by hand.
    Score(score::Score),
    /// Print the JSON Schema of the record.
    Schema(schema::Schema),
    /// Work on the rules.
    #[command(subcommand)]
    Rules(rules::RulesCommand),
    /// Read documents for another process.
    #[command(name = worker::NAME, hide = true)]
    Worker(worker::Worker),
}

/// How a command went, when it could do its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Done {
    /// Everything was read.
    All,
    /// Some documents could not be read.
    Some,
}

/// Why a command stopped.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Nobody reads the output any more.
    Closed,
    /// Wrong usage, rules or output; lines for stderr.
    Refused(Vec<String>),
}

impl Stop {
    /// One line.
    fn refused(line: impl Into<String>) -> Self {
        Self::Refused(vec![line.into()])
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::Closed } else { Self::refused(format!("vanban: {error}")) }
    }
}

impl Cli {
    /// Does what was asked.
    pub(crate) fn run(self) -> Result<Done, Stop> {
        match self.command {
            Command::Extract(c) => c.run(),
            Command::Explain(c) => c.run(),
            Command::Link(c) => c.run(),
            Command::Score(c) => c.run(),
            Command::Schema(c) => c.run(),
            Command::Rules(c) => c.run(),
            Command::Worker(c) => c.run(),
        }
    }
}

/// A format as typed after `--as`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum As {
    Txt,
    Md,
    Html,
    Docx,
    Doc,
    Rtf,
    Odt,
    Pdf,
}

impl From<As> for Format {
    fn from(typed: As) -> Self {
        match typed {
            As::Txt => Self::Txt,
            As::Md => Self::Md,
            As::Html => Self::Html,
            As::Docx => Self::Docx,
            As::Doc => Self::Doc,
            As::Rtf => Self::Rtf,
            As::Odt => Self::Odt,
            As::Pdf => Self::Pdf,
        }
    }
}

/// The rules, or all their faults.
fn load_rules(overlay: Option<&Path>) -> Result<Rules, Stop> {
    let loaded = overlay.map_or_else(Rules::builtin, Rules::with_overlay);
    loaded.map_err(|faults| Stop::Refused(faults.iter().map(ToString::to_string).collect()))
}
