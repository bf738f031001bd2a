//! The graph [mạng viện dẫn]: instruments, who cites whom and how, and what contradicts. Data
//! only; `ndjson`, `graphml` and `dot` write it.

use crate::record::Relation;
use serde::Serialize;
use std::fmt;

/// Everything that a run of records tells about instruments.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Graph {
    /// Records read.
    pub records: u32,
    /// Sorted by id.
    pub instruments: Vec<Node>,
    /// Sorted by both ends, then relation.
    pub citations: Vec<Edge>,
    /// In the order of the instruments.
    pub contradictions: Vec<Clash>,
}

/// [văn bản] One distinct instrument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Node {
    /// Stable id; `record:` and the path for a record without a number.
    pub id: String,
    /// Type.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Number.
    pub number: Option<String>,
    /// Title, or the subject of a record.
    pub title: Option<String>,
    /// EDTF.
    pub date: Option<String>,
    /// Issuer.
    pub issuer: Option<String>,
    /// Paths of the records that are this instrument, sorted; empty where it is only cited.
    pub records: Vec<String>,
    /// Records that cite it.
    pub cited_by: u32,
    /// Mentions in them.
    pub mentions: u32,
}

/// [viện dẫn] One instrument cites another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// Index of the citing instrument.
    pub from: usize,
    /// Index of the cited one.
    pub to: usize,
    /// How.
    pub relation: Relation,
    /// How often.
    pub mentions: u32,
}

/// What records disagree about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ClashField {
    /// One number, two dates.
    Date,
    /// One number, two issuers.
    Issuer,
}

/// [mâu thuẫn] One instrument of which records say what cannot both be right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clash {
    /// Id of the instrument.
    pub instrument: String,
    /// Its number, or its title.
    pub name: String,
    /// What they disagree about.
    pub field: ClashField,
    /// What they say, the value that the entry has first.
    pub values: Vec<ClashValue>,
}

/// One of the values that contradict each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClashValue {
    /// The value.
    pub value: String,
    /// Paths of the records that say it, sorted.
    pub records: Vec<String>,
}

impl ClashField {
    /// As a person reads it.
    const fn plural(self) -> &'static str {
        match self {
            Self::Date => "dates",
            Self::Issuer => "issuers",
        }
    }
}

/// Records named of each value when a contradiction is told.
const NAMED: usize = 3;

impl fmt::Display for Clash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} has {} {}: ", self.name, self.values.len(), self.field.plural())?;
        for (i, v) in self.values.iter().enumerate() {
            let more = v.records.len().saturating_sub(NAMED);
            let named = v.records.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
            let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
            write!(f, "{}{} ({named}{rest})", if i > 0 { ", " } else { "" }, v.value)?;
        }
        Ok(())
    }
}
