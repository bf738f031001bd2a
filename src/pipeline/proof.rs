//! The whole proof of the rules: what [`crate::rules::prove`] proves, and that deadline
//! phrases are read as their values, which takes a reader of documents.

use crate::extract::deadline::{self, Issued};
use crate::rules::{Proof, Rules, prove_with};
use std::path::Path;

/// Proves the built-in rules and those of `overlay`, a folder of rule files over them.
///
/// ```
/// let proof = vanban::pipeline::prove(None);
/// assert_eq!(proof.faults, []);
/// ```
#[must_use]
pub fn prove(overlay: Option<&Path>) -> Proof {
    prove_with(overlay, Some(values))
}

/// The values of the deadlines in a phrase, as of a document of 14 May 2024.
fn values(rules: &Rules, phrase: &str) -> String {
    let hay = rules.prepare(phrase.to_owned());
    let issued = Issued { year: Some(2024), month: Some(5) };
    let found = deadline::find(&hay, hay.whole(), rules, issued);
    let value = |d: deadline::Due<'_>| {
        let value = d.date.or(d.duration).or(d.recurrence).unwrap_or_else(|| "words".to_owned());
        d.time.map_or(value.clone(), |time| format!("{value}T{time}"))
    };
    let values: Vec<String> = found.into_iter().map(value).collect();
    if values.is_empty() { "none".to_owned() } else { values.join(" ") }
}
