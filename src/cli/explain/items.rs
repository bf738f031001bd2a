//! Items: a record taken apart into values that can be shown one by one, each with its
//! evidence. In: the record and a field. Out: its values in the record's order.

use super::Field;
use std::fmt::Write as _;
use vanban::record::{
    Body, Citation, Confidence, Deadline, DocumentNumber, Evidence, Found, Issuer, Level, Obligation, PageBox, Pinpoint, Recipient, Record,
    Signatory,
};
use vanban::span::TextSpan;

/// One value to be shown.
#[derive(Debug, PartialEq)]
pub(super) struct Item {
    /// On one line.
    pub(super) value: String,
    /// 0 for a value of its own, 1 for a part of the one before.
    pub(super) depth: usize,
    /// Where it stands.
    pub(super) span: Option<TextSpan>,
    /// 1-based.
    pub(super) page: Option<u32>,
    /// Where on its pages.
    pub(super) boxes: Vec<PageBox>,
    /// Which rule found it.
    pub(super) rule: Option<String>,
    /// Concluded from elsewhere.
    pub(super) inferred: bool,
    /// Its level and causes, where it is not certain.
    pub(super) doubt: Option<String>,
}

impl Item {
    fn new(value: impl Into<String>, evidence: Option<&Evidence>) -> Self {
        Self {
            value: value.into(),
            depth: 0,
            span: evidence.map(|e| e.span),
            page: evidence.and_then(|e| e.page),
            boxes: evidence.map_or_else(Vec::new, |e| e.boxes.clone()),
            rule: evidence.and_then(|e| e.rule.clone()),
            inferred: false,
            doubt: None,
        }
    }

    /// With what keeps it from being certain.
    fn weighed(mut self, confidence: &Confidence) -> Self {
        let Confidence { level, causes } = confidence;
        let causes: Vec<String> = causes.iter().map(word).collect();
        let doubted = *level != Level::Certain && !causes.is_empty();
        self.doubt = doubted.then(|| format!("{}: {}", word(level), causes.join(" ")));
        self
    }

    const fn inferred(mut self, inferred: bool) -> Self {
        self.inferred = inferred;
        self
    }

    /// As a part of the value before.
    const fn part(mut self) -> Self {
        self.depth = 1;
        self
    }
}

/// The values of one field.
pub(super) fn items(record: &Record, field: Field) -> Vec<Item> {
    let found = |f: &Option<Found>| -> Vec<Item> {
        f.iter().map(|f| Item::new(&f.value, f.evidence.as_ref()).inferred(f.inferred).weighed(&f.confidence)).collect()
    };
    match field {
        Field::DocumentNumber => record.document_number.iter().map(number).collect(),
        Field::Date => found(&record.date).into_iter().chain(found(&record.partial_date)).collect(),
        Field::Place => found(&record.place),
        Field::Issuer => record.issuer.iter().map(issuer).collect(),
        Field::CoIssuers => record.co_issuers.iter().map(issuer).collect(),
        Field::DocumentType => {
            let kind = record.document_type.iter();
            kind.map(|t| Item::new(format!("{} ({})", t.code, t.name), t.evidence.as_ref()).inferred(t.inferred).weighed(&t.confidence))
                .collect()
        }
        Field::Subject => found(&record.subject),
        Field::Urgency => found(&record.urgency),
        Field::Secrecy => found(&record.secrecy),
        Field::Signatories => record.signatories.iter().map(signatory).collect(),
        Field::Recipients => record.recipients.iter().flat_map(recipient).collect(),
        Field::Citations => record.citations.iter().enumerate().flat_map(citation).collect(),
        Field::Obligations => record.obligations.iter().flat_map(obligation).collect(),
        Field::Relayed => record.relayed.iter().flat_map(obligation).collect(),
        Field::Warnings => {
            let warnings = record.warnings.iter();
            warnings.map(|w| Item { span: w.span, page: w.page, ..Item::new(format!("{}: {}", w.code, w.message), None) }).collect()
        }
    }
}

fn number(n: &DocumentNumber) -> Item {
    let blank = || format!("blank, symbol {}", n.symbol.as_deref().unwrap_or("none"));
    Item::new(n.value.clone().unwrap_or_else(blank), Some(&n.evidence)).weighed(&n.confidence)
}

fn issuer(i: &Issuer) -> Item {
    let parent = i.parent.as_ref().map_or_else(String::new, |p| format!(", under {p}"));
    Item::new(format!("{}{parent}", i.name), i.evidence.as_ref()).inferred(i.inferred).weighed(&i.confidence)
}

fn signatory(s: &Signatory) -> Item {
    let parts = [&s.authority, &s.on_behalf_of, &s.position, &s.name];
    let name = if s.name.is_none() { ", unsigned" } else { "" };
    let words: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    Item::new(format!("{}{name}", words.join(", ")), Some(&s.evidence)).weighed(&s.confidence)
}

fn recipient(r: &Recipient) -> Vec<Item> {
    let purpose = r.purpose.as_ref().map_or_else(String::new, |p| format!(" ({p})"));
    let refers = r.refers_to.as_ref().map_or_else(String::new, |t| format!(" -> {t}"));
    let mut out = vec![Item::new(format!("{}: {}{purpose}{refers}", word(&r.role), r.text), Some(&r.evidence)).weighed(&r.confidence)];
    out.extend(r.bodies.iter().map(|b| Item { rule: b.evidence.as_ref().and_then(|e| e.rule.clone()), ..Item::new(&b.name, None) }.part()));
    out
}

fn citation((index, c): (usize, &Citation)) -> Vec<Item> {
    let mut value = format!("{index}. ");
    let name = c.number.as_ref().or(c.title.as_ref());
    let words: Vec<&str> = [c.kind.as_ref(), name].into_iter().flatten().map(String::as_str).collect();
    // Writing to a string cannot fail.
    let _ = write!(value, "{} ({}, instrument {})", words.join(" "), word(&c.relation), c.instrument);
    let mut out = vec![Item::new(value, Some(&c.evidence)).weighed(&c.confidence)];
    let mut part = |label: &str, f: &Option<Found>| {
        if let Some(f) = f {
            // Its own words lie inside the mention that is underlined; others are shown.
            let mut item =
                Item::new(format!("{label}: {}", f.value), f.evidence.as_ref()).inferred(f.inferred).weighed(&f.confidence).part();
            item.span = item.span.filter(|s| s.0 < c.evidence.span.0 || s.1 > c.evidence.span.1);
            out.push(item);
        }
    };
    part("date", &c.date);
    part("issuer", &c.issuer);
    if c.number.is_some()
        && let Some(title) = &c.title
    {
        out.push(Item::new(format!("title: {title}"), None).part());
    }
    out.extend(c.pinpoints.iter().map(|p| Item::new(pinpoint(p), None).part()));
    out
}

fn pinpoint(p: &Pinpoint) -> String {
    let parts = [
        ("point", &p.point),
        ("clause", &p.clause),
        ("article", &p.article),
        ("section", &p.section),
        ("chapter", &p.chapter),
        ("annex", &p.annex),
    ];
    let named: Vec<String> = parts.iter().filter_map(|(name, value)| value.as_ref().map(|v| format!("{name} {v}"))).collect();
    named.join(", ")
}

fn obligation(o: &Obligation) -> Vec<Item> {
    let names = |bodies: &[Body]| bodies.iter().map(|b| b.name.as_str()).collect::<Vec<_>>().join("; ");
    let label = match (&o.number, o.item) {
        (Some(n), Some(i)) => format!("{n}, item {i}: "),
        (Some(n), None) => format!("{n}: "),
        (None, Some(i)) => format!("item {i}: "),
        (None, None) => String::new(),
    };
    let who = if o.assignees.is_empty() { "nobody named".to_owned() } else { names(&o.assignees) };
    let mut out = vec![Item::new(format!("{label}{} to {who}", word(&o.modality)), Some(&o.evidence)).weighed(&o.confidence)];
    if !o.coordinators.is_empty() {
        out.push(Item::new(format!("with: {}", names(&o.coordinators)), None).part());
    }
    out.extend(o.assigned_by.iter().map(|by| Item::new(format!("by: {by}"), None).part()));
    out.extend(o.deadlines.iter().map(deadline));
    if !o.citations.is_empty() {
        let indices: Vec<String> = o.citations.iter().map(ToString::to_string).collect();
        out.push(Item::new(format!("citations: {}", indices.join(", ")), None).part());
    }
    out
}

fn deadline(d: &Deadline) -> Item {
    let normal = [&d.date, &d.duration, &d.recurrence].into_iter().flatten().next();
    let normal = normal.map_or_else(|| "as printed".to_owned(), ToOwned::to_owned);
    Item::new(format!("{} {normal}: {}", word(&d.kind), d.text), Some(&d.evidence)).weighed(&d.confidence).part()
}

/// The word an enum has in the record.
fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}
