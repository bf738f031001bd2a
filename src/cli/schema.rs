//! `vanban schema`: the JSON Schema of the record, made from the types themselves.

use super::output::Output;
use super::{Done, Stop};
use clap::Args;
use std::io::{self, Write};
use vanban::record::Record;

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  vanban schema > record.schema.json")]
pub(super) struct Schema {}

impl Schema {
    /// Prints it.
    pub(super) fn run(self) -> Result<Done, Stop> {
        let mut out = Output::stdout();
        serde_json::to_writer_pretty(&mut out, &schemars::schema_for!(Record)).map_err(io::Error::from)?;
        out.write_all(b"\n")?;
        out.close()?;
        Ok(Done::All)
    }
}
