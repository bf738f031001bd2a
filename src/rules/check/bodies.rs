//! Bodies [cơ quan, tổ chức]: each name, abbreviation and spelling belongs to one body at a
//! time. In: `[[body]]` of all files. Out: faults.

use super::Ledger;
use super::time::{Period, period};
use super::words::{holds, holds_alone};
use crate::letters::key;
use crate::rules::file::BodyEntry;
use crate::rules::load::{Loaded, in_force};
use std::collections::BTreeMap;
use toml::Spanned;

/// Checks every body in force.
pub(super) fn check(files: &[Loaded], ledger: &mut Ledger) {
    let bodies = in_force(files, |f| &f.body, |b| b.id.get_ref().clone());
    ledger.proof.entries += bodies.len();
    let mut claims: BTreeMap<String, Vec<(Period, &BodyEntry)>> = BTreeMap::new();
    for &(file, body) in &bodies {
        ledger.proof.examples += 1;
        ledger.proof.counterexamples += 1;
        let period = period(file, body.from.as_ref(), body.until.as_ref(), ledger);
        spellings(file, body, period, &mut claims, ledger);
        examples(file, body, &bodies, ledger);
        let known = |id: &str| bodies.iter().any(|(_, b)| b.id.get_ref() == id);
        if let Some(next) = body.successor.as_ref().filter(|s| !known(s.get_ref()) || s.get_ref() == body.id.get_ref()) {
            let message = format!("{}: successor {} is no other body", body.id.get_ref(), next.get_ref());
            ledger.add(file, &next.span(), message, "name the id of a [[body]]");
        }
    }
}

fn names(body: &BodyEntry) -> impl Iterator<Item = &Spanned<String>> {
    std::iter::once(&body.name).chain(&body.abbreviations).chain(&body.variants)
}

/// Nobody else has the same spelling at the same time.
fn spellings<'f>(
    file: &Loaded,
    body: &'f BodyEntry,
    period: Period,
    claims: &mut BTreeMap<String, Vec<(Period, &'f BodyEntry)>>,
    ledger: &mut Ledger,
) {
    let id = body.id.get_ref();
    for words in names(body) {
        let written = words.get_ref();
        let taken = claims.entry(key(written)).or_default();
        let (message, cure) = match taken.iter().find(|(p, b)| b.id == body.id || p.meets(period)) {
            _ if key(written).is_empty() => (format!("{id}: an empty spelling"), "take it out"),
            Some((_, other)) if other.id != body.id => {
                (format!("{id}: `{written}` is also {}", other.id.get_ref()), "leave it to one, or give both their from and until")
            }
            Some(_) => (format!("{id}: `{written}` is there already"), "case and tone placement make no difference; keep one"),
            None => {
                taken.push((period, body));
                continue;
            }
        };
        ledger.add(file, &words.span(), message, cure);
    }
}

fn examples(file: &Loaded, body: &BodyEntry, all: &[(&Loaded, &BodyEntry)], ledger: &mut Ledger) {
    let id = body.id.get_ref();
    if !names(body).any(|n| holds(body.example.get_ref(), n.get_ref())) {
        ledger.add(
            file,
            &body.example.span(),
            format!("{id}: its example does not name it"),
            "write its name, an abbreviation or a variant",
        );
    }
    // The counterexample may be a longer name, which has its own entry.
    let others = || all.iter().flat_map(|(_, b)| names(b)).map(|n| n.get_ref().as_str());
    for words in names(body).filter(|n| holds_alone(body.not.get_ref(), n.get_ref(), others())) {
        let message = format!("{id}: its counterexample holds `{}`", words.get_ref());
        ledger.add(file, &body.not.span(), message, "take other words, or the spelling out");
    }
}
