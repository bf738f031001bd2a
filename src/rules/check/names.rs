//! Parts of names: heads [danh từ đứng đầu] and abbreviations [viết tắt]. In: `[[head]]` and
//! `[[abbreviation]]` of all files. Out: faults. Where a name begins and ends in running
//! text is not judged here; only that the examples speak of their entry.

use super::Ledger;
use super::words::{find, holds};
use crate::letters::key;
use crate::rules::edges_hold;
use crate::rules::file::{AbbreviationEntry, Edges, HeadEntry};
use crate::rules::load::{Loaded, in_force};
use crate::span::Span;

/// What a head can open.
const KINDS: [&str; 4] = ["body", "post", "group", "unit"];

/// Checks every head and abbreviation in force.
pub(super) fn check(files: &[Loaded], ledger: &mut Ledger) {
    let heads = in_force(files, |f| &f.head, |h| h.head.get_ref().clone());
    let shorts = in_force(files, |f| &f.abbreviation, |a| format!("{} {}", a.short.get_ref(), a.after.join(",")));
    let entries = heads.len() + shorts.len();
    ledger.proof.entries += entries;
    ledger.proof.examples += entries;
    ledger.proof.counterexamples += entries;
    for (file, entry) in heads {
        head(file, entry, ledger);
    }
    for (file, entry) in shorts {
        abbreviation(file, entry, ledger);
    }
}

fn head(file: &Loaded, entry: &HeadEntry, ledger: &mut Ledger) {
    let words = entry.head.get_ref();
    if !KINDS.contains(&entry.kind.get_ref().as_str()) {
        let message = format!("head {words}: kind {} is unknown", entry.kind.get_ref());
        ledger.add(file, &entry.kind.span(), message, format!("write one of {}", KINDS.join(", ")));
    }
    if !holds(entry.example.get_ref(), words) {
        let message = format!("head {words}: its example does not hold it");
        ledger.add(file, &entry.example.span(), message, "write a name that opens with it");
    }
    // As printed: `sở hữu` is a fair counterexample of `Sở`.
    if printed(entry.not.get_ref(), words).next().is_some() {
        let message = format!("head {words}: its counterexample holds it");
        ledger.add(file, &entry.not.span(), message, "write words in which it is part of another word, or none");
    }
}

fn abbreviation(file: &Loaded, entry: &AbbreviationEntry, ledger: &mut Ledger) {
    let (short, long) = (entry.short.get_ref(), entry.long.get_ref());
    if key(short) == key(long) {
        ledger.add(file, &entry.long.span(), format!("abbreviation {short}: stands for itself"), "write it in full");
    }
    let at = entry.example.span();
    match entry.example.get_ref().split_once(" = ") {
        None => {
            ledger.add(file, &at, format!("abbreviation {short}: its example has no ` = `"), "write the short name, ` = `, the full name")
        }
        Some((before, after)) => {
            if !shortened(before, entry, false) {
                let message = format!("abbreviation {short}: does not stand in `{before}` as it must");
                ledger.add(file, &at, message, "write a name with the abbreviation, after one of the words it follows");
            }
            if !holds(after, long) {
                ledger.add(file, &at, format!("abbreviation {short}: `{long}` is not in `{after}`"), "write the same name in full");
            }
        }
    }
    if shortened(entry.not.get_ref(), entry, true) {
        let message = format!("abbreviation {short}: its counterexample would be expanded");
        ledger.add(file, &entry.not.span(), message, "write a name that must stay as it is");
    }
}

/// True where `name` holds the short form as printed, after one of the words it follows:
/// `just` after one, or somewhere after.
fn shortened(name: &str, entry: &AbbreviationEntry, just: bool) -> bool {
    let follows = |at: usize| {
        let before = key(&name[..at]);
        let fits = |w: &String| find(&before, w).is_some() && (!just || before.ends_with(&key(w)));
        entry.after.is_empty() || entry.after.iter().any(fits)
    };
    printed(name, entry.short.get_ref()).any(follows)
}

/// Where `words` stand in `text` as whole words, letter for letter.
fn printed<'t>(text: &'t str, words: &'t str) -> impl Iterator<Item = usize> + 't {
    let whole = move |&at: &usize| edges_hold(text, Span::new(at, at + words.len()), Edges::Word);
    text.match_indices(words).map(|(at, _)| at).filter(move |at| !words.is_empty() && whole(at))
}
