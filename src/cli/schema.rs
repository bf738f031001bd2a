//! `vanban schema`: the JSON Schema of the record or of an answer, made from the types
//! themselves.

use super::output::Output;
use super::{Done, Stop};
use clap::Args;
use std::io::{self, Write};
use vanban::record::Record;
use vanban::score::AnswerShape;

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  vanban schema > record.schema.json")]
pub(super) struct Schema {
    /// The shape of an answer for `vanban score` instead
    #[arg(long)]
    answer: bool,
}

impl Schema {
    /// Prints it.
    pub(super) fn run(self) -> Result<Done, Stop> {
        let mut out = Output::stdout();
        let schema = if self.answer { schemars::schema_for!(AnswerShape) } else { schemars::schema_for!(Record) };
        serde_json::to_writer_pretty(&mut out, &schema).map_err(io::Error::from)?;
        out.write_all(b"\n")?;
        out.close()?;
        Ok(Done::All)
    }
}
