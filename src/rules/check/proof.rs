//! Proof [chứng minh] of patterns: each rule is run on its own examples, alone and among
//! the others. In: all files. Out: faults and counts. Examples are run as documents are:
//! prepared once, matched by the same matcher, words taken as printed.

use super::Ledger;
use super::lint::{self, Part};
use crate::rules::compile::{Pieces, Rule, expand, references};
use crate::rules::file::{Case, Example, RuleEntry};
use crate::rules::gate::Gate;
use crate::rules::load::{Loaded, compile_one, in_force, into_sets, pieces_of, set_of};
use crate::rules::matcher::{Match, Prepared, RuleSet, run};
use crate::rules::pattern::When;
use std::collections::{BTreeMap, BTreeSet};

/// Proves every rule in force. Rules over a piece in `faulty` are left out: the piece has
/// been told.
pub(super) fn check(files: &[Loaded], faulty: &BTreeSet<String>, ledger: &mut Ledger) {
    let pieces = pieces_of(files);
    let rules = in_force(files, |f| &f.rule, |r| r.id.get_ref().clone());
    let mut compiled: BTreeMap<String, Rule> = BTreeMap::new();
    for &(file, entry) in &rules {
        ledger.proof.rules += 1;
        ledger.proof.examples += entry.example.len();
        ledger.proof.counterexamples += entry.not.len();
        complete(file, entry, ledger);
        refused(file, entry, &pieces, ledger);
        let rests_on_fault = entry.pattern.as_ref().is_some_and(|p| references(p.get_ref()).iter().any(|r| faulty.contains(r.piece)));
        if rests_on_fault {
            continue;
        }
        if let Some(rule) = compile_one(entry, &pieces, When::Now, &mut ledger.at(file)) {
            compiled.insert(rule.id.clone(), rule);
        }
    }
    let sets = into_sets(compiled);
    let gate = Gate::new(sets.iter());
    for (file, entry) in rules {
        let id = entry.id.get_ref();
        let set = set_of(id).map(|s| &sets[s as usize]);
        if let Some((set, rule)) = set.and_then(|s| s.rules.iter().find(|r| &r.id == id).map(|r| (s, r))) {
            let bench = Bench { file, set, rule, gate: &gate, ungated: entry.ungated };
            entry.example.iter().for_each(|e| bench.example(e, ledger));
            bench.counterexamples(entry, ledger);
        }
    }
}

/// One text that must match and one that must not, at least.
fn complete(file: &Loaded, entry: &RuleEntry, ledger: &mut Ledger) {
    let id = entry.id.get_ref();
    if entry.example.is_empty() {
        ledger.add(file, &entry.id.span(), format!("{id}: has no example"), "add [[rule.example]] with a text that must match");
    }
    if entry.not.is_empty() {
        ledger.add(file, &entry.id.span(), format!("{id}: has no counterexample"), "add [[rule.not]] with a text that must stay silent");
    }
}

/// Refused constructs of the pattern, and of its pieces as this rule runs them.
fn refused(file: &Loaded, entry: &RuleEntry, pieces: &Pieces, ledger: &mut Ledger) {
    let Some(pattern) = &entry.pattern else { return };
    let id = entry.id.get_ref();
    let part = if entry.case == Case::Exact { Part::Exact } else { Part::Folded };
    let own = lint::lint(pattern.get_ref(), part);
    let own_folding = own.iter().any(|l| l.folding);
    for l in own {
        ledger.add(file, &lint::place(file, pattern, l.offset), format!("{id}: {}", l.message), l.cure);
    }
    let Ok(whole) = expand(pattern.get_ref(), pieces) else { return };
    if let (Some(l), false) = (lint::lint(&whole, part).into_iter().find(|l| l.folding), own_folding) {
        ledger.add(file, &pattern.span(), format!("{id}: a piece of it has {}", l.message), l.cure);
    }
}

/// One rule among its own.
struct Bench<'r> {
    file: &'r Loaded,
    set: &'r RuleSet,
    rule: &'r Rule,
    gate: &'r Gate,
    /// Asked for by the code at its place: neither keyword nor rival has a part in that.
    ungated: bool,
}

impl Bench<'_> {
    fn alone<'h>(&'h self, hay: &Prepared) -> Vec<Match<'h>> {
        let mut found = Vec::new();
        run(self.rule, &hay.text, &hay.folded, hay.whole(), &mut found);
        found
    }

    fn example(&self, example: &Example, ledger: &mut Ledger) {
        let id = &self.rule.id;
        let at = example.text.span();
        let hay = Prepared::new(example.text.get_ref().clone(), self.gate);
        let found = self.alone(&hay);
        let Some(first) = found.first() else {
            ledger.add(self.file, &at, format!("{id}: does not match its example"), "mend the pattern, its edges or the example");
            return;
        };
        if !self.ungated && !self.set.find_role(&hay, hay.whole(), &self.rule.role).iter().any(|m| m.rule.id == *id) {
            let cure = "add a keyword that begins a word of every match";
            ledger.add(self.file, &at, format!("{id}: no keyword stands in its example"), cure);
        }
        let meant = found.iter().find(|m| wrong(m, example, &hay).is_empty()).unwrap_or(first);
        for (value, message) in wrong(meant, example, &hay) {
            ledger.add(self.file, &value, format!("{id}: {message}"), "mend the pattern or what the example wants");
        }
        if !self.ungated {
            self.alone_in_its_reading(meant, example, &hay, ledger);
        }
    }

    /// Another rule of the same role must not read the same words differently with equal right.
    fn alone_in_its_reading(&self, own: &Match<'_>, example: &Example, hay: &Prepared, ledger: &mut Ledger) {
        let mine = groups(own, hay);
        for other in self.set.find_role(hay, hay.whole(), &self.rule.role) {
            let rival = other.rule.id != self.rule.id && other.span == own.span && other.rule.priority == self.rule.priority;
            if rival && groups(&other, hay) != mine {
                let message = format!("{}: ambiguous, {} reads `{}` differently", self.rule.id, other.rule.id, hay.of(own.span));
                ledger.add(self.file, &example.text.span(), message, "give one of the two a higher priority, or narrow it");
            }
        }
    }

    fn counterexamples(&self, entry: &RuleEntry, ledger: &mut Ledger) {
        for not in &entry.not {
            let hay = Prepared::new(not.text.get_ref().clone(), self.gate);
            if let Some(m) = self.alone(&hay).first() {
                let message = format!("{}: matches `{}` where it must stay silent", self.rule.id, hay.of(m.span));
                ledger.add(self.file, &not.text.span(), message, "narrow the pattern, or take the text out");
            }
        }
    }
}

/// The groups of a match, as printed. Fixed values are not among them: by those a caller
/// chooses between rules.
fn groups<'m>(m: &'m Match<'_>, hay: &'m Prepared) -> BTreeMap<&'m str, &'m str> {
    m.rule.groups.iter().filter_map(|(name, _)| Some((name.as_str(), hay.of(m.group(name)?)))).collect()
}

/// What an example wants and the match does not give: where it is wanted, and why not.
fn wrong(m: &Match<'_>, example: &Example, hay: &Prepared) -> Vec<(std::ops::Range<usize>, String)> {
    let mut got = groups(m, hay);
    for (key, value) in &m.rule.gives {
        got.entry(key).or_insert(value);
    }
    let mut list = Vec::new();
    for (key, want) in &example.want {
        let known = m.rule.groups.iter().any(|(name, _)| name == key) || m.rule.gives.contains_key(key);
        let message = match got.get(key.as_str()) {
            _ if !known => format!("nothing gives `{key}`"),
            None => format!("`{key}` is absent, not `{}`", want.get_ref()),
            Some(got) if got == want.get_ref() => continue,
            Some(got) => format!("`{key}` is `{got}`, not `{}`", want.get_ref()),
        };
        list.push((want.span(), message));
    }
    list
}
