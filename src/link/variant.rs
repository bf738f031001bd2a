//! Variants [cách ghi]: an instrument as one record gives it, and what of a record is kept.
//! In: one line of NDJSON. Out: identity and citations of one record; everything else is
//! passed over while the line is read.

use crate::record::Relation;
use serde::Deserialize;

/// What is kept of one line.
#[derive(Debug, Deserialize)]
pub(super) struct Line {
    pub(super) source: Source,
    #[serde(default)]
    document_number: Option<Number>,
    #[serde(default)]
    date: Option<Value>,
    #[serde(default)]
    issuer: Option<Issuer>,
    #[serde(default)]
    document_type: Option<Type>,
    #[serde(default)]
    subject: Option<Value>,
    #[serde(default)]
    pub(super) citations: Vec<Cites>,
    #[serde(default)]
    pub(super) instruments: Vec<Cited>,
    /// Further documents of the file.
    #[serde(default)]
    pub(super) attached: Vec<Line>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Source {
    path: String,
    #[serde(default)]
    part: Option<Part>,
}

#[derive(Debug, Deserialize)]
struct Part {
    ordinal: u32,
}

impl Source {
    /// What the graph calls the record: its path, and which of the file's documents it is
    /// where it is not the first.
    pub(super) fn name(self) -> String {
        match self.part.filter(|p| p.ordinal > 1) {
            Some(part) => format!("{}#{}", self.path, part.ordinal),
            None => self.path,
        }
    }
}

#[derive(Debug, Deserialize)]
struct Number {
    value: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Value {
    value: String,
}

#[derive(Debug, Deserialize)]
struct Issuer {
    name: String,
    #[serde(default)]
    id: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Type {
    name: String,
}

/// One mention.
#[derive(Debug, Deserialize)]
pub(super) struct Cites {
    pub(super) instrument: usize,
    pub(super) relation: Relation,
}

/// One instrument of a record.
#[derive(Debug, Deserialize)]
pub(super) struct Cited {
    #[serde(rename = "type")]
    kind: Option<String>,
    number: Option<String>,
    title: Option<String>,
    date: Option<String>,
    issuer: Option<String>,
}

/// An instrument as it is given; equal ones of many records are kept once.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Variant {
    pub(super) kind: Option<String>,
    pub(super) number: Option<String>,
    pub(super) title: Option<String>,
    pub(super) date: Option<String>,
    pub(super) issuer: Option<String>,
    /// The issuer's id, where a record tells it of itself.
    pub(super) issuer_id: Option<String>,
    /// The record's own document.
    pub(super) own: bool,
}

impl From<Cited> for Variant {
    fn from(c: Cited) -> Self {
        Self { kind: c.kind, number: c.number, title: c.title, date: c.date, issuer: c.issuer, issuer_id: None, own: false }
    }
}

impl Line {
    /// The record's own document.
    pub(super) fn own(&mut self) -> Variant {
        let (issuer, issuer_id) = self.issuer.take().map_or((None, None), |i| (Some(i.name), i.id));
        Variant {
            kind: self.document_type.take().map(|t| t.name),
            number: self.document_number.take().and_then(|n| n.value),
            title: self.subject.take().map(|s| s.value),
            date: self.date.take().map(|d| d.value),
            issuer,
            issuer_id,
            own: true,
        }
    }
}
