//! `vanban score`: records and answers in; figures, what differs, or what changed out.

mod shown;

use super::output::Output;
use super::{Done, Stop, load_rules};
use clap::Args;
use regex::Regex;
use serde::Serialize;
use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use vanban::score::{Answer, Field, Figures, Group, Moved, Records, Scores, Whole, answers, changes, field_changes, score};

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  vanban extract letters/ --text -o records.ndjson\n  vanban score answers/ records.ndjson\n  vanban score answers/ records.ndjson --misses citations\n  vanban score answers/ records.ndjson --against old.ndjson\n  vanban score answers/ records.ndjson --confidence\n\nAn answer is a JSON file that names its document in `file`; a record belongs to the answer that\nnames the base name of its source.path. `vanban schema --answer` prints the shape of answers."
)]
pub(super) struct Score {
    /// Folder of answers, one JSON file per document, or one such file
    #[arg(value_name = "ANSWERS")]
    answers: PathBuf,
    /// Records as `vanban extract` writes them, or `-` for standard input
    #[arg(value_name = "RECORDS")]
    records: PathBuf,
    /// Only answers of these kinds
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    kind: Vec<String>,
    /// Only answers whose document's name matches
    #[arg(long, value_name = "REGEX")]
    only: Option<Regex>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// List what differs in one field, with the words and their spans
    #[arg(long, value_name = "FIELD", value_parser = field, conflicts_with = "against")]
    misses: Option<Field>,
    /// Show how often values of each level of confidence were right
    #[arg(long, conflicts_with_all = ["against", "misses"])]
    confidence: bool,
    /// Show what was gained and lost since these records
    #[arg(long, value_name = "RECORDS")]
    against: Option<PathBuf>,
}

fn field(typed: &str) -> Result<Field, String> {
    let known = || Field::all().map(Field::name).collect::<Vec<_>>().join(", ");
    Field::named(typed).ok_or_else(|| format!("the fields are: {}", known()))
}

impl Score {
    /// Scores and prints.
    pub(super) fn run(self) -> Result<Done, Stop> {
        let answers = self.asked()?;
        let rules = load_rules(None)?;
        let scored = |path: &Path| -> Result<Scores, Stop> { Ok(score(&answers, &records(path, &answers)?, &rules)) };
        let new = scored(&self.records)?;
        let mut out = Output::stdout();
        match (&self.against, self.misses) {
            (Some(old), _) => {
                let old = scored(old)?;
                let moved = changes(&old, &new);
                if self.json { json(&mut out, &Against::new(&old, &new, &moved))? } else { shown::against(&mut out, &old, &new, &moved)? }
            }
            (None, Some(field)) if self.json => json(&mut out, &new.misses(field))?,
            (None, Some(field)) => shown::misses(&mut out, &new.misses(field))?,
            (None, None) if self.confidence && self.json => json(&mut out, &new.levels())?,
            (None, None) if self.confidence => shown::levels(&mut out, &new)?,
            (None, None) if self.json => json(&mut out, &All::new(&new))?,
            (None, None) => shown::table(&mut out, &new)?,
        }
        out.close()?;
        Ok(Done::All)
    }

    /// The answers asked for; none is wrong usage.
    fn asked(&self) -> Result<Vec<Answer>, Stop> {
        let mut answers = answers(&self.answers).map_err(|faults| Stop::Refused(faults.iter().map(ToString::to_string).collect()))?;
        let mut kinds: Vec<String> = answers.iter().map(|a| a.kind.clone()).collect();
        kinds.sort();
        kinds.dedup();
        if let Some(unknown) = self.kind.iter().find(|k| !kinds.contains(k)) {
            return Err(Stop::refused(format!("vanban: no answer is of kind `{unknown}`; the kinds are: {}", kinds.join(", "))));
        }
        answers.retain(|a| self.kind.is_empty() || self.kind.contains(&a.kind));
        answers.retain(|a| self.only.as_ref().is_none_or(|only| only.is_match(&a.file)));
        if answers.is_empty() {
            return Err(Stop::refused("vanban: no answer is left to be scored; widen --only or --kind"));
        }
        Ok(answers)
    }
}

/// The records of a file, or of standard input.
fn records(path: &Path, answers: &[Answer]) -> Result<Records, Stop> {
    let named = |fault: &dyn ToString| Stop::refused(format!("{}: {}", path.display(), fault.to_string()));
    let from: Box<dyn Read> =
        if path.as_os_str() == "-" { Box::new(io::stdin().lock()) } else { Box::new(File::open(path).map_err(|e| named(&e))?) };
    let records = Records::read(BufReader::with_capacity(64 << 10, from), answers).map_err(|e| named(&e))?;
    for file in records.twice() {
        // When nobody listens, nobody is told.
        let _ = writeln!(io::stderr(), "{}: more than one record of {file}; the last one counts", path.display());
    }
    Ok(records)
}

fn json(out: &mut Output, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    out.write_all(b"\n")
}

/// All figures as JSON.
#[derive(Serialize)]
struct All {
    documents: u32,
    without_record: u32,
    fields: serde_json::Map<String, serde_json::Value>,
    whole: serde_json::Map<String, serde_json::Value>,
}

/// One field as JSON.
#[derive(Serialize)]
struct Row {
    #[serde(flatten)]
    figures: Figures,
    strict: Figures,
}

impl All {
    fn new(scores: &Scores) -> Self {
        let plain = |value: Result<serde_json::Value, serde_json::Error>| value.unwrap_or_default();
        let rows = scores.rows().into_iter();
        let fields = rows.map(|r| (r.field.name().to_owned(), plain(serde_json::to_value(Row { figures: r.figures, strict: r.strict }))));
        Self {
            documents: scores.documents,
            without_record: scores.without_record,
            fields: fields.collect(),
            whole: wholes(scores).into_iter().map(|(name, w)| (name.to_owned(), plain(serde_json::to_value(w)))).collect(),
        }
    }
}

/// Documents wholly right, by group and in all.
fn wholes(scores: &Scores) -> Vec<(&'static str, Whole)> {
    let groups = Group::all().map(|g| (g.name(), scores.whole(Some(g))));
    groups.chain([("all", scores.whole(None))]).collect()
}

/// What changed as JSON.
#[derive(Serialize)]
struct Against<'a> {
    fields: Vec<vanban::score::FieldChange>,
    changes: &'a [Moved],
}

impl<'a> Against<'a> {
    fn new(old: &Scores, new: &Scores, moved: &'a [Moved]) -> Self {
        Self { fields: field_changes(old, new, moved), changes: moved }
    }
}
