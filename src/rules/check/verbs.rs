//! Verbs of tasks [động từ]: each form belongs to one verb, and each entry is read among all.
//! In: `[[verb]]` and the rules of the set `verb.` of all files. Out: faults.

use super::Ledger;
use crate::letters::fold;
use crate::rules::file::VerbEntry;
use crate::rules::load::{Loaded, compile_one, in_force, pieces_of, set_of};
use crate::rules::pattern::When;
use crate::rules::{Rule, Set, Verbs};
use std::collections::BTreeMap;

/// Checks every verb in force.
pub(super) fn check(files: &[Loaded], ledger: &mut Ledger) {
    let entries = in_force(files, |f| &f.verb, |v| v.verb.get_ref().clone());
    let count = entries.len();
    ledger.proof.entries += count;
    ledger.proof.examples += count;
    ledger.proof.counterexamples += count;
    let verbs = Verbs::new(entries.iter().map(|(_, e)| *e), &words_round(files));
    let mut owner: BTreeMap<String, &VerbEntry> = BTreeMap::new();
    for (file, entry) in entries {
        spellings(file, entry, &mut owner, ledger);
        examples(file, entry, &verbs, ledger);
    }
}

/// The rules of the set `verb.`; their own faults are told where they are proven.
fn words_round(files: &[Loaded]) -> Vec<Rule> {
    let pieces = pieces_of(files);
    let mut silent = Vec::new();
    let rules = in_force(files, |f| &f.rule, |r| r.id.get_ref().clone()).into_iter();
    let of_verbs = rules.filter(|(_, r)| set_of(r.id.get_ref()) == Some(Set::Verb));
    let compile = |(f, r): (&Loaded, _)| {
        let mut faults = crate::rules::compile::Faults { file: &f.name, text: &f.text, list: &mut silent };
        compile_one(r, &pieces, When::Now, &mut faults)
    };
    of_verbs.filter_map(compile).collect()
}

/// A form belongs to one verb, and is worth writing once.
fn spellings<'f>(file: &Loaded, entry: &'f VerbEntry, owner: &mut BTreeMap<String, &'f VerbEntry>, ledger: &mut Ledger) {
    let verb = entry.verb.get_ref();
    for form in std::iter::once(&entry.verb).chain(&entry.variants) {
        let written = form.get_ref();
        let message = match owner.insert(fold(written), entry) {
            _ if written.trim().is_empty() => format!("verb {verb}: an empty form"),
            None => continue,
            Some(other) if other.verb == entry.verb => format!("verb {verb}: `{written}` is there already"),
            Some(other) => format!("verb {verb}: `{written}` belongs to {} too", other.verb.get_ref()),
        };
        ledger.add(file, &form.span(), message, "keep one of the two");
    }
}

/// The first verb of the example is this one; the counterexample does not hold it.
fn examples(file: &Loaded, entry: &VerbEntry, verbs: &Verbs, ledger: &mut Ledger) {
    let verb = entry.verb.get_ref();
    let example = fold(entry.example.get_ref());
    if verbs.lemmas(&example).first().is_none_or(|(_, first)| first != verb) {
        let message = format!("verb {verb}: is not the first verb of its example");
        ledger.add(file, &entry.example.span(), message, "write words that begin with it, or give it the form in the example");
    }
    let not = fold(entry.not.get_ref());
    if verbs.lemmas(&not).iter().any(|(_, lemma)| lemma == verb) {
        let message = format!("verb {verb}: stands in its counterexample");
        ledger.add(file, &entry.not.span(), message, "write words in which it is a noun, or part of another verb");
    }
}
