//! Provinces [tỉnh, thành phố] against the calendar: since 1 July 2025 many are part of
//! another (Nghị quyết 202/2025/QH15). In: the names of bodies, the date. Out: a warning for
//! a province that was no more. Copies of old lists do it, and they are kept as printed.

use super::Findings;
use crate::letters::fold;
use crate::record::{Body, Evidence, Record};
use crate::rules::Rules;
use crate::span::TextSpan;
use std::collections::BTreeSet;

/// Checks issuer, recipients and those who owe tasks; each province once, where it is first named.
pub(super) fn check(record: &Record, rules: &Rules, findings: &mut Findings) {
    let Some(date) = record.date.as_ref().map(|d| d.value.as_str()).filter(|d| d.len() == 10) else { return };
    let ended = rules.gazetteer.provinces.iter().filter(|p| p.until.as_deref().is_some_and(|u| date > u));
    // With its kind: a ward or a street may bear the name still.
    let ended: Vec<_> = ended.map(|p| (fold(&format!("{} {}", p.kind, p.name)), p)).collect();
    if ended.is_empty() {
        return;
    }
    let span = |e: &Option<Evidence>| e.as_ref().map(|e| e.span);
    let issuers = record.issuer.iter().chain(&record.co_issuers).flat_map(|i| {
        let names = [Some(i.name.as_str()), i.parent.as_deref()];
        names.into_iter().flatten().map(|n| (n, span(&i.evidence)))
    });
    let body = |b: &'_ Body| -> (String, Option<TextSpan>) { (b.name.clone(), span(&b.evidence)) };
    let owed = record.obligations.iter().flat_map(|o| o.assignees.iter().chain(&o.coordinators));
    let bodies = record.recipients.iter().flat_map(|r| &r.bodies).chain(owed).map(body);
    let mut said: BTreeSet<&str> = BTreeSet::new();
    for (name, at) in issuers.map(|(n, s)| (n.to_owned(), s)).chain(bodies) {
        let name = fold(&name);
        for (whole, p) in &ended {
            let named = name.strip_suffix(whole.as_str()).is_some_and(|before| before.is_empty() || before.ends_with(' '));
            if named && said.insert(&p.name) {
                let heir = p.successor.as_deref().unwrap_or_default();
                let message = format!("{} {} was part of {heir} on {date}", p.kind, p.name);
                findings.warn("province_no_longer_existed", message, at);
            }
        }
    }
}
