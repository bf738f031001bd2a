//! Forms: what can be seen without running anything. Composed letters in every file, ids,
//! entries written twice, keywords. In: all files. Out: faults.

use super::Ledger;
use crate::letters::compose;
use crate::rules::file::{RuleEntry, RuleFile};
use crate::rules::load::Loaded;
use std::collections::BTreeMap;
use toml::Spanned;

/// Checks the forms of all files.
pub(super) fn check(files: &[Loaded], ledger: &mut Ledger) {
    for f in files {
        composed(f, ledger);
        for entry in &f.file.rule {
            dotted(f, &entry.id, ledger);
            keywords(f, entry, ledger);
            note(f, entry.note.as_ref(), ledger);
        }
        f.file.kind.iter().for_each(|t| note(f, t.note.as_ref(), ledger));
        for b in &f.file.body {
            if !is_kebab(b.id.get_ref()) {
                let message = format!("id {} is not in small letters with hyphens", b.id.get_ref());
                ledger.add(f, &b.id.span(), message, "write it as bo-tai-chinh is written");
            }
        }
    }
    twice(files, |f| &f.rule, |r| &r.id, |r| r.id.get_ref().clone(), "rule", ledger);
    twice(files, |f| &f.kind, |t| &t.code, |t| t.code.get_ref().clone(), "type", ledger);
    twice(files, |f| &f.body, |b| &b.id, |b| b.id.get_ref().clone(), "body", ledger);
    twice(files, |f| &f.head, |h| &h.head, |h| h.head.get_ref().clone(), "head", ledger);
    twice(files, |f| &f.abbreviation, |a| &a.short, |a| format!("{} {}", a.short.get_ref(), a.after.join(",")), "abbreviation", ledger);
    twice(files, |f| &f.province, |p| &p.name, |p| p.name.get_ref().clone(), "province", ledger);
    twice(files, |f| &f.verb, |v| &v.verb, |v| v.verb.get_ref().clone(), "verb", ledger);
}

/// Every line must be NFC, or its words are not those of a document.
fn composed(file: &Loaded, ledger: &mut Ledger) {
    let mut start = 0;
    for line in file.text.split_inclusive('\n') {
        let composed = compose(line);
        if composed != line {
            let same = line.char_indices().zip(composed.chars()).find(|&((_, a), b)| a != b).map_or(line.len(), |((i, _), _)| i);
            let at = start + same;
            ledger.add(file, &(at..at), "letters and their marks are written apart", "save the file in NFC (composed Unicode)");
        }
        start += line.len();
    }
}

/// `citation.full-number`: at least two parts, each in small letters with hyphens.
fn dotted(file: &Loaded, id: &Spanned<String>, ledger: &mut Ledger) {
    let written = id.get_ref();
    if !written.contains('.') || !written.split('.').all(is_kebab) {
        let message = format!("id {written} is not dotted in small letters");
        ledger.add(file, &id.span(), message, "write it as citation.full-number is written");
    }
}

/// A note says something, or is not there.
fn note(file: &Loaded, note: Option<&Spanned<String>>, ledger: &mut Ledger) {
    if let Some(empty) = note.filter(|n| n.get_ref().trim().is_empty()) {
        ledger.add(file, &empty.span(), "an empty note", "say what the entry is for, or leave the note out");
    }
}

fn is_kebab(part: &str) -> bool {
    part.starts_with(|c: char| c.is_ascii_lowercase())
        && part.split('-').all(|w| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

/// A keyword must be worth looking for: a single letter begins every tenth word. A single
/// space is the gate that is always open. A phrase may be as short as it is. An ungated rule
/// is tried without them.
fn keywords(file: &Loaded, entry: &RuleEntry, ledger: &mut Ledger) {
    let id = entry.id.get_ref();
    for k in &entry.keywords {
        let words = k.get_ref();
        let mut letters = words.chars();
        if letters.next().is_none_or(char::is_alphabetic) && letters.next().is_none() {
            let cure = "write two letters, a figure or a sign; one space for every passage";
            ledger.add(file, &k.span(), format!("{id}: keyword `{words}` is too short"), cure);
        }
    }
    if let (true, Some(first)) = (entry.ungated, entry.keywords.first()) {
        let cure = "take out either: a rule that is tried at its place only needs none";
        ledger.add(file, &first.span(), format!("{id}: keywords of an ungated rule are never looked for"), cure);
    }
    for p in entry.phrases.iter().filter(|p| p.get_ref().trim().is_empty()) {
        ledger.add(file, &p.span(), format!("{id}: an empty phrase"), "take it out");
    }
}

/// An entry twice in the built-in files, or twice in the user's: which holds would hang on
/// the names of the files. The user's over a built-in one is what a folder is for.
fn twice<T>(
    files: &[Loaded],
    table: impl Fn(&RuleFile) -> &[T],
    name: impl Fn(&T) -> &Spanned<String>,
    key: impl Fn(&T) -> String,
    what: &str,
    ledger: &mut Ledger,
) {
    let mut first: BTreeMap<(bool, String), &Loaded> = BTreeMap::new();
    for f in files {
        for entry in table(&f.file) {
            if let Some(other) = first.insert((f.builtin, key(entry)), f) {
                let name = name(entry);
                let message = format!("{what} {} already stands in {}", name.get_ref(), other.name);
                ledger.add(f, &name.span(), message, "keep one of the two");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kebab() {
        for (part, good) in
            [("full-number", true), ("qh15", true), ("", false), ("a--b", false), ("số", false), ("a_b", false), ("1a", false)]
        {
            assert_eq!(is_kebab(part), good, "{part}");
        }
    }
}
