//! Loading rule files: built in first, the user's folder over them, all faults collected.

use super::compile::{Faults, Pieces, Rule, compile};
use super::fault::{Fault, line_column};
use super::file::{AbbreviationEntry, BodyEntry, HeadEntry, ProvinceEntry, RuleEntry, RuleFile, TypeEntry};
use super::gazetteer::Gazetteer;
use super::matcher::{Gate, RuleSet};
use super::types::Types;
use super::{Rules, Set};
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use std::path::Path;

static BUILTIN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// A rule file with its name and words, for messages.
pub(crate) struct Loaded {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) file: RuleFile,
}

/// Entries that are not patterns, later files over earlier ones.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    /// Bodies by id.
    pub(crate) bodies: Vec<BodyEntry>,
    /// Heads by their words.
    pub(crate) heads: Vec<HeadEntry>,
    /// Abbreviations by their short form and context.
    pub(crate) abbreviations: Vec<AbbreviationEntry>,
    /// Provinces by name.
    pub(crate) provinces: Vec<ProvinceEntry>,
}

/// Reads, overlays and compiles.
pub(crate) fn load(overlay: Option<&Path>) -> Result<Rules, Vec<Fault>> {
    let mut faults = Vec::new();
    let files = read_files(overlay, &mut faults);
    let rules = build(files, &mut faults);
    match rules {
        Some(rules) if faults.is_empty() => Ok(rules),
        _ => Err(faults),
    }
}

/// Name and words of every rule file, built in first, each group sorted by name.
pub(crate) fn read_files(overlay: Option<&Path>, faults: &mut Vec<Fault>) -> Vec<Loaded> {
    let mut named: Vec<(String, String)> = Vec::new();
    builtin_files(&BUILTIN, &mut named);
    named.sort();
    if let Some(folder) = overlay {
        named.extend(overlay_files(folder, faults));
    }
    named.into_iter().filter_map(|(name, text)| parse(name, text, faults)).collect()
}

fn builtin_files(dir: &Dir<'_>, out: &mut Vec<(String, String)>) {
    for f in dir.files() {
        if f.path().extension().is_some_and(|e| e == "toml") {
            out.push((format!("rules/{}", f.path().display()), f.contents_utf8().unwrap_or_default().to_owned()));
        }
    }
    for d in dir.dirs() {
        builtin_files(d, out);
    }
}

fn overlay_files(folder: &Path, faults: &mut Vec<Fault>) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut fail = |file: String, e: String| {
        faults.push(Fault { file, line: 1, column: 1, message: e, cure: "name a readable folder of .toml files".to_owned() });
    };
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        match entry {
            Ok(e) if e.file_type().is_file() && e.path().extension().is_some_and(|x| x == "toml") => {
                let name = e.path().display().to_string();
                match std::fs::read_to_string(e.path()) {
                    Ok(text) => out.push((name, text)),
                    Err(e) => fail(name, e.to_string()),
                }
            }
            Ok(_) => {}
            Err(e) => fail(folder.display().to_string(), e.to_string()),
        }
    }
    out
}

fn parse(name: String, text: String, faults: &mut Vec<Fault>) -> Option<Loaded> {
    match toml::from_str::<RuleFile>(&text) {
        Ok(file) => Some(Loaded { name, text, file }),
        Err(e) => {
            let (line, column) = line_column(&text, e.span().map_or(0, |s| s.start));
            let message = e.message().replace('\n', " ");
            faults.push(Fault { file: name, line, column, message, cure: "see rules/README.md for the shape of a rule file".to_owned() });
            None
        }
    }
}

/// Overlays and compiles; `None` where a fault leaves no rules to run.
fn build(files: Vec<Loaded>, faults: &mut Vec<Fault>) -> Option<Rules> {
    let mut pieces = Pieces::new();
    for f in &files {
        for (k, v) in &f.file.piece {
            pieces.insert(k.get_ref().clone(), v.get_ref().clone());
        }
    }
    let mut compiled: BTreeMap<String, Rule> = BTreeMap::new();
    for f in &files {
        let mut at = Faults { file: &f.name, text: &f.text, list: faults };
        for entry in &f.file.rule {
            if set_of(entry).is_none() {
                at.add(&entry.id.span(), format!("{}: no such set of rules", entry.id.get_ref()), set_cure());
            } else if let Some(rule) = compile(entry, &pieces, &mut at) {
                compiled.insert(rule.id.clone(), rule);
            }
        }
    }
    let mut types: BTreeMap<String, (usize, TypeEntry)> = BTreeMap::new();
    let mut tables = Tables::default();
    for f in files {
        for t in f.file.kind {
            let place = types.get(t.code.get_ref()).map_or(types.len(), |&(i, _)| i);
            types.insert(t.code.get_ref().clone(), (place, t));
        }
        overlay_by(&mut tables.bodies, f.file.body, |b| b.id.get_ref().clone());
        overlay_by(&mut tables.heads, f.file.head, |h| h.head.get_ref().clone());
        overlay_by(&mut tables.abbreviations, f.file.abbreviation, |a| format!("{} {}", a.short.get_ref(), a.after.join(",")));
        overlay_by(&mut tables.provinces, f.file.province, |p| p.name.get_ref().clone());
    }
    let mut types: Vec<(usize, TypeEntry)> = types.into_values().collect();
    types.sort_by_key(|&(i, _)| i);
    let types = Types::new(types.iter().map(|(_, t)| t));
    let mut sets = into_sets(compiled);
    let gazetteer = Gazetteer::new(&tables, &sets[Set::Body as usize].rules);
    // Word lists are read by the gazetteer, never searched for: their everyday words would
    // flood the gate.
    for list in &mut sets[Set::Body as usize].rules {
        list.keywords.clear();
    }
    let gate = match Gate::new(sets.iter().flat_map(|s| &s.rules)) {
        Ok(g) => g,
        Err(e) => {
            faults.push(Fault { file: "rules".to_owned(), line: 1, column: 1, message: e, cure: "fewer or shorter keywords".to_owned() });
            return None;
        }
    };
    Some(Rules { gate, sets, types, tables, gazetteer })
}

/// Adds `new` to `list`, replacing entries with the same key.
fn overlay_by<T>(list: &mut Vec<T>, new: Vec<T>, key: impl Fn(&T) -> String) {
    let mut places: BTreeMap<String, usize> = list.iter().enumerate().map(|(i, e)| (key(e), i)).collect();
    for e in new {
        let k = key(&e);
        if let Some(&i) = places.get(&k) {
            list[i] = e;
        } else {
            places.insert(k, list.len());
            list.push(e);
        }
    }
}

/// The set an entry belongs to.
pub(crate) fn set_of(entry: &RuleEntry) -> Option<Set> {
    let first = entry.id.get_ref().split('.').next().unwrap_or_default();
    Set::ALL.into_iter().find(|s| s.name() == first)
}

fn set_cure() -> String {
    let names: Vec<&str> = Set::ALL.iter().map(|s| s.name()).collect();
    format!("begin the id with one of {}, then a dot", names.join(", "))
}

/// Rules of each set together, in the order of [`Set::ALL`], by id inside a set.
fn into_sets(compiled: BTreeMap<String, Rule>) -> Vec<RuleSet> {
    let mut rules: Vec<Vec<Rule>> = Set::ALL.iter().map(|_| Vec::new()).collect();
    for rule in compiled.into_values() {
        let first = rule.id.split('.').next().unwrap_or_default();
        if let Some(i) = Set::ALL.iter().position(|s| s.name() == first) {
            rules[i].push(rule);
        }
    }
    let mut first = 0;
    rules
        .into_iter()
        .map(|rules| {
            let set = RuleSet { first, rules };
            first += u32::try_from(set.rules.len()).unwrap_or(0);
            set
        })
        .collect()
}
