//! Types of document [tên loại]: each entry read among all. In: `[[type]]` of all files.
//! Out: faults. Two types may share letters inside symbols (`CT`): there the first in the
//! file holds, and the caller looks at the context.

use super::Ledger;
use super::words::{find, holds_alone};
use crate::letters::key;
use crate::rules::file::TypeEntry;
use crate::rules::load::{Loaded, in_force};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use toml::Spanned;

/// Checks every type in force.
pub(super) fn check(files: &[Loaded], ledger: &mut Ledger) {
    let types = in_force(files, |f| &f.kind, |t| t.code.get_ref().clone());
    ledger.proof.entries += types.len();
    let mut owner: BTreeMap<String, &TypeEntry> = BTreeMap::new();
    for &(file, entry) in &types {
        spellings(file, entry, &mut owner, ledger);
    }
    for &(file, entry) in &types {
        ledger.proof.examples += 1;
        ledger.proof.counterexamples += 1;
        example(file, entry, &types, ledger);
        let others = || types.iter().flat_map(|(_, t)| names(t)).map(|n| n.get_ref().as_str());
        for words in names(entry).filter(|n| holds_alone(entry.not.get_ref(), n.get_ref(), others())) {
            let message = format!("type {}: its counterexample holds `{}`", entry.code.get_ref(), words.get_ref());
            ledger.add(file, &entry.not.span(), message, "take other words, or the spelling out");
        }
    }
}

fn names(entry: &TypeEntry) -> impl Iterator<Item = &Spanned<String>> {
    std::iter::once(&entry.name).chain(&entry.variants)
}

/// A spelling belongs to one type, and is worth writing once.
fn spellings<'f>(file: &Loaded, entry: &'f TypeEntry, owner: &mut BTreeMap<String, &'f TypeEntry>, ledger: &mut Ledger) {
    let code = entry.code.get_ref();
    for words in names(entry) {
        let written = words.get_ref();
        let message = match owner.insert(key(written), entry) {
            _ if key(written).is_empty() => format!("type {code}: an empty spelling"),
            None => continue,
            Some(other) if other.code.get_ref() == code => format!("type {code}: `{written}` is there already"),
            Some(other) => format!("type {code}: `{written}` belongs to {} too", other.code.get_ref()),
        };
        ledger.add(file, &words.span(), message, "case and tone placement make no difference; keep one");
    }
    for s in entry.symbols.iter().filter(|s| key(s.get_ref()) == key(code)) {
        let message = format!("type {code}: `{}` is its code already", s.get_ref());
        ledger.add(file, &s.span(), message, "leave it out");
    }
}

/// The first words of the example that name a type must name this one.
fn example(file: &Loaded, entry: &TypeEntry, types: &[(&Loaded, &TypeEntry)], ledger: &mut Ledger) {
    let code = entry.code.get_ref();
    let keyed = key(entry.example.get_ref());
    let place = |t: &TypeEntry| names(t).filter_map(|n| find(&keyed, n.get_ref())).map(|s| (s.start, Reverse(s.end))).min();
    let at = entry.example.span();
    let Some(own) = place(entry) else {
        ledger.add(file, &at, format!("type {code}: its example does not name it"), "write a heading or a mention of this type");
        return;
    };
    for (_, other) in types.iter().filter(|(_, t)| t.code != entry.code) {
        if place(other).is_some_and(|o| o < own) {
            let message = format!("type {code}: its example names {} first", other.code.get_ref());
            ledger.add(file, &at, message, "write an example that names this type first");
        }
    }
}
