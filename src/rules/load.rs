//! Loading rule files: built in first, the user's folder over them, all faults collected.

use super::beside::both;
use super::compile::{Faults, Pieces, Rule, compile};
use super::confidence::Confidences;
use super::fault::{Fault, line_column};
use super::file::{AbbreviationEntry, BodyEntry, ConfidenceEntry, HeadEntry, ProvinceEntry, RuleEntry, RuleFile, TypeEntry, VerbEntry};
use super::gate::Gate;
use super::gazetteer::Gazetteer;
use super::matcher::RuleSet;
use super::pattern::When;
use super::types::Types;
use super::verbs::Verbs;
use super::{Rules, Set};
use crate::letters::fold;
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::Path;

/// Number of the shape of rule files.
const SCHEMA: u32 = 1;

static BUILTIN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// A rule file with its name and words, for messages.
#[derive(Debug)]
pub(crate) struct Loaded {
    /// As the user knows it: `rules/types.toml`.
    pub(crate) name: String,
    /// Its words.
    pub(crate) text: String,
    /// What they say.
    pub(crate) file: RuleFile,
    /// Inside the binary, not of the user's folder.
    pub(crate) builtin: bool,
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
    /// Verbs of tasks by their lemma.
    pub(crate) verbs: Vec<VerbEntry>,
}

/// Reads, overlays and compiles.
pub(crate) fn load(overlay: Option<&Path>) -> Result<Rules, Vec<Fault>> {
    let mut faults = Vec::new();
    let files = read_files(overlay, &mut faults);
    let rules = build(files, &mut faults);
    if faults.is_empty() { Ok(rules) } else { Err(faults) }
}

/// Name and words of every rule file, built in first, each group sorted by name.
pub(crate) fn read_files(overlay: Option<&Path>, faults: &mut Vec<Fault>) -> Vec<Loaded> {
    let mut named: Vec<(String, String)> = Vec::new();
    builtin_files(&BUILTIN, &mut named);
    named.sort();
    let mut files = parse_all(&named, true, faults);
    if let Some(folder) = overlay {
        let named = overlay_files(folder, faults);
        files.extend(parse_all(&named, false, faults));
    }
    files
}

/// Parses files, half of their bytes beside the other half; files and faults keep the order of
/// the names.
fn parse_all(named: &[(String, String)], builtin: bool, faults: &mut Vec<Fault>) -> Vec<Loaded> {
    let half = named.iter().map(|(_, text)| text.len()).sum::<usize>() / 2;
    let before = |n: usize| named.iter().take(n).map(|(_, text)| text.len()).sum::<usize>();
    let middle = (0..named.len()).find(|&n| before(n) >= half).unwrap_or(named.len());
    let (first, second) = named.split_at(middle);
    let parse = |part: &[(String, String)]| {
        let mut faults = Vec::new();
        let files: Vec<Loaded> = part.iter().filter_map(|(name, text)| parse(name, text, builtin, &mut faults)).collect();
        (files, faults)
    };
    let ((mut files, found), (others, found_there)) = both(|| parse(first), || parse(second));
    faults.extend(found.into_iter().chain(found_there));
    files.extend(others);
    files
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

fn parse(name: &str, text: &str, builtin: bool, faults: &mut Vec<Fault>) -> Option<Loaded> {
    let readme = "see rules/README.md for the shape of a rule file";
    match toml::from_str::<RuleFile>(text) {
        Ok(file) => {
            let schema = *file.schema.get_ref();
            if schema != SCHEMA {
                let message = format!("schema {schema} is unknown");
                Faults { file: name, text, list: faults }.add(&file.schema.span(), message, format!("write schema = {SCHEMA}"));
            }
            Some(Loaded { name: name.to_owned(), text: text.to_owned(), file, builtin })
        }
        Err(e) => {
            let (line, column) = line_column(text, e.span().map_or(0, |s| s.start));
            let message = e.message().replace('\n', " ");
            faults.push(Fault { file: name.to_owned(), line, column, message, cure: readme.to_owned() });
            None
        }
    }
}

/// The pieces that hold: later files over earlier ones.
pub(crate) fn pieces_of(files: &[Loaded]) -> Pieces {
    files.iter().flat_map(|f| &f.file.piece).map(|(k, v)| (k.get_ref().clone(), v.get_ref().clone())).collect()
}

/// The entries of one table that hold, each with its file: an entry of a later file stands
/// in the place of the earlier one with the same key.
pub(crate) fn in_force<'f, T>(
    files: &'f [Loaded],
    table: impl Fn(&'f RuleFile) -> &'f [T],
    key: impl Fn(&T) -> String,
) -> Vec<(&'f Loaded, &'f T)> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut list: Vec<(&Loaded, &T)> = Vec::new();
    for f in files {
        for e in table(&f.file) {
            match places.entry(key(e)) {
                Entry::Occupied(place) => list[*place.get()] = (f, e),
                Entry::Vacant(place) => {
                    place.insert(list.len());
                    list.push((f, e));
                }
            }
        }
    }
    list
}

/// Compiles every rule that holds; faults are collected, not fatal here.
fn compile_all(files: &[Loaded], faults: &mut Vec<Fault>) -> BTreeMap<String, Rule> {
    let pieces = pieces_of(files);
    let mut compiled = BTreeMap::new();
    for (f, entry) in in_force(files, |f| &f.rule, |r| r.id.get_ref().clone()) {
        let mut at = Faults { file: &f.name, text: &f.text, list: faults };
        // A test proves the built-in patterns; a user's may be wrong, and must say so now.
        let when = if f.builtin { When::FirstRun } else { When::Now };
        if let Some(rule) = compile_one(entry, &pieces, when, &mut at) {
            compiled.insert(rule.id.clone(), rule);
        }
    }
    compiled
}

/// Compiles one rule, if it belongs to a set.
pub(crate) fn compile_one(entry: &RuleEntry, pieces: &Pieces, when: When, faults: &mut Faults<'_>) -> Option<Rule> {
    if set_of(entry.id.get_ref()).is_none() {
        faults.add(&entry.id.span(), format!("{}: no such set of rules", entry.id.get_ref()), set_cure());
        return None;
    }
    compile(entry, pieces, when, faults)
}

/// Overlays and compiles.
fn build(files: Vec<Loaded>, faults: &mut Vec<Fault>) -> Rules {
    let compiled = compile_all(&files, faults);
    let mut types: BTreeMap<String, (usize, TypeEntry)> = BTreeMap::new();
    let mut tables = Tables::default();
    let mut confidences: Vec<ConfidenceEntry> = Vec::new();
    for f in files {
        for t in f.file.kind {
            let place = types.get(t.code.get_ref()).map_or(types.len(), |&(i, _)| i);
            types.insert(t.code.get_ref().clone(), (place, t));
        }
        overlay_by(&mut tables.bodies, f.file.body, |b| b.id.get_ref().clone());
        overlay_by(&mut tables.heads, f.file.head, |h| h.head.get_ref().clone());
        overlay_by(&mut tables.abbreviations, f.file.abbreviation, |a| format!("{} {}", a.short.get_ref(), a.after.join(",")));
        overlay_by(&mut tables.provinces, f.file.province, |p| p.name.get_ref().clone());
        overlay_by(&mut tables.verbs, f.file.verb, |v| v.verb.get_ref().clone());
        overlay_by(&mut confidences, f.file.confidence, |c| format!("{:?}", c.value.get_ref()));
    }
    let mut types: Vec<(usize, TypeEntry)> = types.into_values().collect();
    types.sort_by_key(|&(i, _)| i);
    let types = Types::new(types.iter().map(|(_, t)| t));
    let sets = into_sets(compiled);
    let gate = || Gate::new(Set::ALL.iter().zip(&sets).filter(|(s, _)| s.is_gated()).map(|(_, rules)| rules));
    let verbs = || Verbs::new(tables.verbs.iter(), &sets[Set::Verb as usize].rules);
    let gazetteer = || Gazetteer::new(&tables, &sets[Set::Body as usize].rules);
    let (gazetteer, (gate, verbs)) = both(gazetteer, || (gate(), verbs()));
    let body_heads = tables.heads.iter().filter(|h| h.kind.get_ref() == "body").map(|h| fold(h.head.get_ref())).collect();
    Rules { gate, sets, types, tables, body_heads, gazetteer, verbs, confidences: Confidences::new(confidences) }
}

/// Adds `new` to `list`, replacing entries with the same key.
fn overlay_by<T>(list: &mut Vec<T>, new: Vec<T>, key: impl Fn(&T) -> String) {
    if new.is_empty() {
        return;
    }
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

/// The set a rule belongs to, by its id.
pub(crate) fn set_of(id: &str) -> Option<Set> {
    let first = id.split('.').next().unwrap_or_default();
    Set::ALL.into_iter().find(|s| s.name() == first)
}

fn set_cure() -> String {
    let names: Vec<&str> = Set::ALL.iter().map(|s| s.name()).collect();
    format!("begin the id with one of {}, then a dot", names.join(", "))
}

/// Rules of each set together, in the order of [`Set::ALL`], by id inside a set.
pub(crate) fn into_sets(compiled: BTreeMap<String, Rule>) -> Vec<RuleSet> {
    let mut rules: Vec<Vec<Rule>> = Set::ALL.iter().map(|_| Vec::new()).collect();
    for rule in compiled.into_values() {
        if let Some(set) = set_of(&rule.id) {
            rules[set as usize].push(rule);
        }
    }
    let (mut first, mut first_role) = (0, 0);
    rules
        .into_iter()
        .map(|rules| {
            let set = RuleSet::new(rules, first, first_role);
            first += u32::try_from(set.rules.len()).unwrap_or(0);
            first_role = set.roles_end();
            set
        })
        .collect()
}
