//! Citations and time limits against the calendar. In: the record. Out: which instruments
//! are younger than the document that cites them, whose number bears another year than
//! their date, which mentions of one instrument agree and which do not, and which time
//! limits were over when the document was issued.

use super::{Findings, On};
use crate::record::{Cause, Citation, Record};
use crate::rules::Rules;
use std::collections::BTreeMap;

/// Checks them.
pub(super) fn check(record: &Record, rules: &Rules, findings: &mut Findings) {
    let issued = record.date.as_ref().filter(|d| !d.inferred).map(|d| d.value.as_str());
    for (i, citation) in record.citations.iter().enumerate() {
        years(i, citation, issued, findings);
        kind(i, citation, rules, findings);
    }
    repeats(record, findings);
    if let Some(issued) = issued {
        limits(record, issued, findings);
    }
}

/// EDTF dates from their common left part: true where `a` is later for certain.
fn later(a: &str, b: &str) -> bool {
    let n = a.len().min(b.len());
    matches!((a.get(..n), b.get(..n)), (Some(a), Some(b)) if a > b)
}

/// The year in `30/2020/NĐ-CP`, or in `45/2019/QH14`.
fn year_of(number: &str) -> Option<&str> {
    number.split('/').nth(1).filter(|y| y.len() == 4 && y.bytes().all(|b| b.is_ascii_digit()))
}

fn years(i: usize, citation: &Citation, issued: Option<&str>, findings: &mut Findings) {
    let named = citation.number.as_deref().or(citation.title.as_deref()).unwrap_or_default();
    let date = citation.date.as_ref().filter(|d| !d.inferred).map(|d| d.value.as_str());
    let in_number = citation.number.as_deref().and_then(year_of);
    match (in_number, date) {
        (Some(year), Some(date)) if date.get(..4) == Some(year) => findings.see(&[On::Citation(i)], Cause::YearAgrees),
        (Some(year), Some(date)) => {
            findings.see(&[On::Citation(i)], Cause::YearContradicts);
            let message = format!("{named} bears the year {year}, its date is {date}");
            findings.warn("citation_year_contradicts_date", message, Some(citation.evidence.span));
        }
        _ => {}
    }
    if let (Some(date), Some(issued)) = (date.or(in_number), issued)
        && later(date, issued)
    {
        findings.see(&[On::Citation(i)], Cause::OutOfTime);
        let message = format!("{named} of {date} is cited in a document of {issued}");
        findings.warn("citation_after_document", message, Some(citation.evidence.span));
    }
}

fn kind(i: usize, citation: &Citation, rules: &Rules, findings: &mut Findings) {
    let (Some(kind), Some(number)) = (citation.kind.as_deref(), citation.number.as_deref()) else { return };
    let symbol = number.split(['/', '-']).find(|p| !p.bytes().next().is_some_and(|b| b.is_ascii_digit()));
    let agrees = |part: &str| rules.types.iter().any(|t| t.name == kind && t.writes(part));
    if symbol.is_some_and(agrees) {
        findings.see(&[On::Citation(i)], Cause::TypeAgrees);
    }
}

/// Mentions of one instrument: with one date they confirm each other.
fn repeats(record: &Record, findings: &mut Findings) {
    let mut by: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (i, c) in record.citations.iter().enumerate() {
        by.entry(c.instrument).or_default().push(i);
    }
    for mentions in by.into_values().filter(|m| m.len() > 1) {
        let dates = mentions.iter().filter_map(|&i| record.citations[i].date.as_ref().map(|d| d.value.as_str()));
        let dates: std::collections::BTreeSet<&str> = dates.collect();
        let apart = dates.iter().any(|a| dates.iter().any(|b| !a.starts_with(b) && !b.starts_with(a)));
        let cause = if apart { Cause::Disputed } else { Cause::Repeated };
        let on: Vec<On> = mentions.into_iter().map(On::Citation).collect();
        findings.see(&on, cause);
    }
}

/// A last day that lies before the day of issue.
fn limits(record: &Record, issued: &str, findings: &mut Findings) {
    for (i, obligation) in record.obligations.iter().enumerate() {
        for (j, due) in obligation.deadlines.iter().enumerate() {
            let Some(last) = due.date.as_deref().map(|d| d.rsplit('/').next().unwrap_or(d)) else { continue };
            // Quarters (`2022-34`) are no months, and open ends (`..`) no days.
            let year = if last.get(5..7).is_some_and(|m| m > "12") { last.get(..4).unwrap_or(last) } else { last };
            if year.starts_with(|c: char| c.is_ascii_digit()) && later(issued, year) {
                findings.see(&[On::Deadline(i, j)], Cause::OutOfTime);
                let message = format!("`{}` was over when the document was issued ({issued})", due.text);
                findings.warn("deadline_before_document", message, Some(due.evidence.span));
            }
        }
    }
}
