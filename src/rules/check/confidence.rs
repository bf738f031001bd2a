//! Confidence [độ tin cậy]: every kind of value has its entry, and each entry proves what
//! makes a value certain by a list of causes that does and one that does not. In:
//! `[[confidence]]` of all files. Out: faults. Names of values and causes that do not exist
//! are faults of the file's shape and were found when it was read.

use super::Ledger;
use crate::record::Level;
use crate::rules::confidence::{Judged, level};
use crate::rules::load::{Loaded, in_force};

/// Checks every entry in force.
pub(super) fn check(files: &[Loaded], ledger: &mut Ledger) {
    let entries = in_force(files, |f| &f.confidence, |c| format!("{:?}", c.value.get_ref()));
    ledger.proof.entries += entries.len();
    for &(file, entry) in &entries {
        let name = format!("{:?}", entry.value.get_ref());
        ledger.proof.counterexamples += 1;
        match &entry.example {
            None if entry.certain.is_empty() => {}
            None => {
                ledger.add(file, &entry.value.span(), format!("confidence of {name}: no example"), "add one, as example = [\"labelled\"]")
            }
            Some(example) => {
                ledger.proof.examples += 1;
                if level(entry, example.get_ref()) != Level::Certain {
                    let cure = "write all causes of one list of `certain`, and none of `likely` or `doubtful`";
                    ledger.add(file, &example.span(), format!("confidence of {name}: its example is not certain"), cure);
                }
            }
        }
        if level(entry, entry.not.get_ref()) == Level::Certain {
            let message = format!("confidence of {name}: its counterexample is certain");
            ledger.add(file, &entry.not.span(), message, "leave out a proof, or add a cause of `likely` or `doubtful`");
        }
    }
    if let Some(missing) = Judged::ALL.iter().find(|j| entries.iter().all(|(_, e)| e.value.get_ref() != *j))
        && let Some(file) = files.first()
    {
        ledger.add(file, &(0..0), format!("no [[confidence]] for {missing:?}"), "add one to a rule file");
    }
}
