//! Provinces [tỉnh, thành phố]: one name each, and a province that has ended says into
//! which. In: `[[province]]` of all files. Out: faults.

use super::Ledger;
use super::time::period;
use crate::letters::key;
use crate::rules::file::ProvinceEntry;
use crate::rules::load::{Loaded, in_force};
use std::collections::BTreeMap;

/// Checks every province in force.
pub(super) fn check(files: &[Loaded], ledger: &mut Ledger) {
    let provinces = in_force(files, |f| &f.province, |p| p.name.get_ref().clone());
    ledger.proof.entries += provinces.len();
    let mut owner: BTreeMap<String, &ProvinceEntry> = BTreeMap::new();
    let mut codes: BTreeMap<&str, &ProvinceEntry> = BTreeMap::new();
    for &(file, province) in &provinces {
        period(file, None, province.until.as_ref(), ledger);
        code(file, province, &mut codes, ledger);
        for words in std::iter::once(&province.name).chain(&province.variants) {
            if let Some(other) = owner.insert(key(words.get_ref()), province) {
                let message = format!("province {}: `{}` is {} already", province.name.get_ref(), words.get_ref(), other.name.get_ref());
                ledger.add(file, &words.span(), message, "case and tone placement make no difference; keep one");
            }
        }
        ended(file, province, &provinces, ledger);
    }
}

/// Two figures, of one province only.
fn code<'f>(file: &Loaded, province: &'f ProvinceEntry, codes: &mut BTreeMap<&'f str, &'f ProvinceEntry>, ledger: &mut Ledger) {
    let Some(written) = &province.old_code else { return };
    let (name, code) = (province.name.get_ref(), written.get_ref().as_str());
    if code.len() != 2 || !code.bytes().all(|b| b.is_ascii_digit()) {
        ledger.add(file, &written.span(), format!("province {name}: `{code}` is no code"), "write two figures, as 01, or leave it out");
    } else if let Some(other) = codes.insert(code, province) {
        let message = format!("province {name}: code {code} is of {} already", other.name.get_ref());
        ledger.add(file, &written.span(), message, "a code is of one province only");
    }
}

/// `until` and `successor` come together, and the successor goes on longer.
fn ended(file: &Loaded, province: &ProvinceEntry, all: &[(&Loaded, &ProvinceEntry)], ledger: &mut Ledger) {
    let name = province.name.get_ref();
    match (&province.until, &province.successor) {
        (None, None) => {}
        (Some(until), None) => {
            ledger.add(file, &until.span(), format!("province {name}: ends without a successor"), "add successor");
        }
        (None, Some(next)) => {
            ledger.add(file, &next.span(), format!("province {name}: has a successor but no end"), "add until, its last day");
        }
        (Some(until), Some(next)) => {
            let outlives = |p: &ProvinceEntry| p.until.as_ref().is_none_or(|u| u.get_ref() > until.get_ref());
            if !all.iter().any(|(_, p)| p.name.get_ref() == next.get_ref() && outlives(p)) {
                let message = format!("province {name}: successor {} does not outlive it", next.get_ref());
                ledger.add(file, &next.span(), message, "name a [[province]] that goes on after until");
            }
        }
    }
}
