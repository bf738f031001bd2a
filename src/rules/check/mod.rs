//! Proving rules [kiểm tra quy tắc]. In: the rule files inside the binary and a user's
//! folder over them. Out: every fault of every file, each with its place and cure, and how
//! much was proven.
//!
//! An entry proves itself by its own examples, run by the same matcher that runs on
//! documents. Whether a rule is *right* about Vietnamese documents is for the corpus to say.

mod bodies;
mod confidence;
mod forms;
mod lint;
mod names;
mod pieces;
mod proof;
mod provinces;
mod time;
mod types;
mod words;

use super::compile::Faults;
use super::fault::Fault;
use super::load::{Loaded, read_files};
use std::ops::Range;
use std::path::Path;

/// What was proven, and what was not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proof {
    /// Rule files read.
    pub files: usize,
    /// Patterns and phrase lists in force.
    pub rules: usize,
    /// Types, bodies, heads, abbreviations, provinces and confidences in force.
    pub entries: usize,
    /// Texts that had to match.
    pub examples: usize,
    /// Texts that had to stay silent.
    pub counterexamples: usize,
    /// All faults, by file, line and column.
    pub faults: Vec<Fault>,
}

/// All faults of the built-in rules and of `overlay`, a folder of rule files over them.
///
/// ```
/// assert_eq!(vanban::rules::check(None), []);
/// ```
#[must_use]
pub fn check(overlay: Option<&Path>) -> Vec<Fault> {
    prove(overlay).faults
}

/// As [`check`], with the figures.
///
/// ```
/// let proof = vanban::rules::prove(None);
/// assert!(proof.examples >= proof.rules);
/// ```
#[must_use]
pub fn prove(overlay: Option<&Path>) -> Proof {
    let mut ledger = Ledger::default();
    let files = read_files(overlay, &mut ledger.proof.faults);
    ledger.proof.files = files.len();
    forms::check(&files, &mut ledger);
    let faulty = pieces::check(&files, &mut ledger);
    proof::check(&files, &faulty, &mut ledger);
    types::check(&files, &mut ledger);
    bodies::check(&files, &mut ledger);
    names::check(&files, &mut ledger);
    provinces::check(&files, &mut ledger);
    confidence::check(&files, &mut ledger);
    let mut proof = ledger.proof;
    proof.faults.sort_by(|a, b| (&a.file, a.line, a.column, &a.message).cmp(&(&b.file, b.line, b.column, &b.message)));
    proof.faults.dedup();
    proof
}

/// Where the checks write what they find.
#[derive(Debug, Default)]
struct Ledger {
    proof: Proof,
}

impl Ledger {
    /// One fault at a byte range of a file.
    fn add(&mut self, file: &Loaded, at: &Range<usize>, message: impl Into<String>, cure: impl Into<String>) {
        self.at(file).add(at, message, cure);
    }

    /// For the compiler, which writes by itself.
    fn at<'a>(&'a mut self, file: &'a Loaded) -> Faults<'a> {
        Faults { file: &file.name, text: &file.text, list: &mut self.proof.faults }
    }
}
