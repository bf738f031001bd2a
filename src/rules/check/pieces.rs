//! Pieces: the named parts of patterns. In: all files. Out: faults of the pieces
//! themselves, and the names of those that no pattern can use. A piece nobody uses is no
//! fault: a user's folder may want it.

use super::Ledger;
use super::lint::{self, Part};
use crate::rules::compile::{Pieces, references};
use crate::rules::load::{Loaded, pieces_of};
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

/// Checks every piece in force. Returns those that are faulty or rest on a faulty one, so
/// that the patterns over them are not blamed again.
pub(super) fn check(files: &[Loaded], ledger: &mut Ledger) -> BTreeSet<String> {
    twice(files, ledger);
    let pieces = pieces_of(files);
    let mut faulty = BTreeSet::new();
    for (name, (file, body)) in in_force(files) {
        if one(&name, file, body, &pieces, ledger) {
            faulty.insert(name);
        }
    }
    spread(&pieces, &mut faulty);
    faulty
}

/// The pieces that hold, each with its file.
fn in_force(files: &[Loaded]) -> BTreeMap<String, (&Loaded, &Spanned<String>)> {
    files.iter().flat_map(|f| f.file.piece.iter().map(move |(k, v)| (k.get_ref().clone(), (f, v)))).collect()
}

/// A name that two files of one origin give to different pieces: which holds would hang on
/// the names of the files.
fn twice(files: &[Loaded], ledger: &mut Ledger) {
    let mut first: BTreeMap<(bool, &str), &Loaded> = BTreeMap::new();
    for f in files {
        for name in f.file.piece.keys() {
            if let Some(other) = first.insert((f.builtin, name.get_ref()), f) {
                let message = format!("piece {} already stands in {}", name.get_ref(), other.name);
                ledger.add(f, &name.span(), message, "give it another name, or use the piece there");
            }
        }
    }
}

/// Checks one piece; true where it cannot be used.
fn one(name: &str, file: &Loaded, body: &Spanned<String>, pieces: &Pieces, ledger: &mut Ledger) -> bool {
    let mut faulty = false;
    let mut add = |at, message: String, cure: &str| {
        ledger.add(file, &at, message, cure);
        faulty = true;
    };
    for r in references(body.get_ref()).iter().filter(|r| !pieces.contains_key(r.piece)) {
        let at = lint::place(file, body, r.at.start);
        add(at, format!("piece {name}: no piece named {{{}}}", r.piece), "name a piece of this file or of pieces.toml");
    }
    if reaches(name, name, pieces, &mut BTreeSet::new()) {
        add(body.span(), format!("piece {name}: its pieces lead back to itself"), "write one of them out");
    }
    if let Err(e) = lint::parse(body.get_ref()) {
        add(body.span(), format!("piece {name}: {e}"), "mend it; a piece is a regular expression by itself");
    }
    for l in lint::lint(body.get_ref(), Part::Piece) {
        // A refused construct is told once, here; patterns over it still run.
        let at = lint::place(file, body, l.offset);
        ledger.add(file, &at, format!("piece {name}: {}", l.message), l.cure);
    }
    faulty
}

/// True where the references of `from` lead to `to`.
fn reaches<'p>(from: &str, to: &str, pieces: &'p Pieces, seen: &mut BTreeSet<&'p str>) -> bool {
    let Some((from, body)) = pieces.get_key_value(from) else { return false };
    let mut next = references(body).into_iter();
    seen.insert(from) && next.any(|r| r.piece == to || reaches(r.piece, to, pieces, seen))
}

/// Adds every piece that rests on a faulty one.
fn spread(pieces: &Pieces, faulty: &mut BTreeSet<String>) {
    loop {
        let more: Vec<String> = pieces
            .iter()
            .filter(|(name, body)| !faulty.contains(*name) && references(body).iter().any(|r| faulty.contains(r.piece)))
            .map(|(name, _)| name.clone())
            .collect();
        if more.is_empty() {
            return;
        }
        faulty.extend(more);
    }
}
