//! `vanban rules check`: every rule proves itself, or its fault is named with the cure.

use super::output::Output;
use super::{Done, Stop, load_rules};
use clap::{Args, Subcommand};
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
#[command(after_help = "Example:\n  vanban rules check --rules my-rules/")]
pub(super) enum RulesCommand {
    /// Prove all rules by their examples.
    Check(Check),
}

#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  vanban rules check --rules my-rules/\n\nFaults are printed as file:line:column: what is wrong; what to do."
)]
pub(super) struct Check {
    /// Lay the rule files of DIR over the built-in rules
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
}

impl RulesCommand {
    /// Proves them.
    pub(super) fn run(self) -> Result<Done, Stop> {
        let Self::Check(check) = self;
        let faults = vanban::pipeline::prove(check.rules.as_deref()).faults;
        if !faults.is_empty() {
            return Err(Stop::Refused(faults.iter().map(ToString::to_string).collect()));
        }
        let count = load_rules(check.rules.as_deref())?.count();
        let mut out = Output::stdout();
        writeln!(out, "{count} rules, all proven")?;
        out.close()?;
        Ok(Done::All)
    }
}
