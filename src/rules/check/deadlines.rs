//! Deadline phrases [cụm từ chỉ thời hạn]: each must be read as its value. In: `[[deadline]]`
//! of all files, and a reader of deadlines, which is of a room above. Out: faults.

use super::{Ledger, Reader};
use crate::rules::Rules;
use crate::rules::load::Loaded;

/// Reads every phrase of every file: a user's phrases are added to the built-in ones.
pub(super) fn check(files: &[Loaded], rules: &Rules, reader: Reader, ledger: &mut Ledger) {
    for file in files {
        for entry in &file.file.deadline {
            let want = entry.value.get_ref();
            if entry.phrases.is_empty() {
                ledger.add(file, &entry.value.span(), format!("deadline {want}: has no phrases"), "write phrases that have this value");
            }
            for phrase in &entry.phrases {
                if want == "none" {
                    ledger.proof.counterexamples += 1;
                } else {
                    ledger.proof.examples += 1;
                }
                let got = reader(rules, phrase.get_ref());
                if got != *want {
                    let message = format!("deadline: `{}` is read as {got}, not {want}", phrase.get_ref());
                    ledger.add(file, &phrase.span(), message, "move it to that value, or mend a rule of the set `deadline.`");
                }
            }
        }
    }
}
