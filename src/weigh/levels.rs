//! Levels [mức tin cậy]: every value of a record with its causes and what they amount to.

use super::causes::Document;
use super::{Findings, On};
use crate::record::{Body, Cause, Citation, Confidence, Found, Obligation, Record, Signatory};
use crate::rules::{Judged, Rules};

/// Codes of warnings that doubt what was read at their place.
const DOUBTS: [&str; 3] = ["low_confidence", "unreadable_number", "unreadable_date"];

/// Sets all of them.
pub(super) fn set(record: &mut Record, findings: &Findings, recognised: bool, rules: &Rules) {
    let unsure = record.warnings.iter().filter(|w| DOUBTS.contains(&w.code.as_str())).filter_map(|w| w.span).collect();
    let foreign = record.warnings.iter().any(|w| w.code == "not_vietnamese");
    let document = Document { recognised, foreign, unsure, rules, names: std::cell::RefCell::default() };
    head(record, findings, &document);
    for recipient in &mut record.recipients {
        recipient.confidence = document.judge(Judged::Recipient, document.reading(Some(&recipient.evidence), false));
        bodies(&mut recipient.bodies, Judged::RecipientBody, &document);
    }
    for (i, citation) in record.citations.iter_mut().enumerate() {
        self::citation(citation, findings.on(On::Citation(i)).collect(), &document);
    }
    for (i, obligation) in record.obligations.iter_mut().enumerate() {
        self::obligation(obligation, Some(i), findings, &document);
    }
    for relayed in &mut record.relayed {
        obligation(relayed, None, findings, &document);
    }
}

impl Document<'_> {
    fn judge(&self, judged: Judged, mut causes: Vec<Cause>) -> Confidence {
        causes.sort_unstable();
        causes.dedup();
        Confidence { level: self.rules.confidences.level(judged, &causes), causes }
    }

    fn found(&self, judged: Judged, found: &mut Found, more: impl Iterator<Item = Cause>) {
        let mut causes = self.reading(found.evidence.as_ref(), found.inferred);
        causes.extend(more);
        found.confidence = self.judge(judged, causes);
    }
}

fn head(record: &mut Record, findings: &Findings, document: &Document<'_>) {
    if let Some(number) = &mut record.document_number {
        let mut causes = document.reading(Some(&number.evidence), false);
        causes.push(if number.value.is_some() { Cause::Complete } else { Cause::Incomplete });
        causes.extend(findings.on(On::Number));
        number.confidence = document.judge(Judged::DocumentNumber, causes);
    }
    if let Some(date) = record.date.as_mut().or(record.partial_date.as_mut()) {
        let whole = if date.value.len() == 10 && !date.value.contains('X') { Cause::Complete } else { Cause::Incomplete };
        document.found(Judged::Date, date, findings.on(On::Date).chain([whole]));
    }
    for (judged, found) in [
        (Judged::Place, &mut record.place),
        (Judged::Subject, &mut record.subject),
        (Judged::Stamp, &mut record.urgency),
        (Judged::Stamp, &mut record.secrecy),
    ] {
        if let Some(found) = found {
            document.found(judged, found, std::iter::empty());
        }
    }
    for issuer in record.issuer.iter_mut().chain(&mut record.co_issuers) {
        let mut causes = document.reading(issuer.evidence.as_ref(), issuer.inferred);
        causes.extend(document.name(&issuer.name));
        causes.extend(findings.on(On::Issuer));
        issuer.confidence = document.judge(Judged::Issuer, causes);
    }
    if let Some(kind) = &mut record.document_type {
        let mut causes = document.reading(kind.evidence.as_ref(), kind.inferred);
        causes.extend(findings.on(On::Kind));
        kind.confidence = document.judge(Judged::DocumentType, causes);
    }
    for signatory in &mut record.signatories {
        self::signatory(signatory, document);
    }
}

fn signatory(signatory: &mut Signatory, document: &Document<'_>) {
    let mut causes = document.reading(Some(&signatory.evidence), false);
    let whole = signatory.name.is_some() && signatory.position.is_some();
    causes.push(if whole { Cause::Complete } else { Cause::Incomplete });
    signatory.confidence = document.judge(Judged::Signatory, causes);
}

fn bodies(bodies: &mut [Body], judged: Judged, document: &Document<'_>) {
    for body in bodies {
        body.confidence = document.judge(judged, document.body(body));
    }
}

fn citation(citation: &mut Citation, seen: Vec<Cause>, document: &Document<'_>) {
    if let Some(date) = &mut citation.date {
        document.found(Judged::CitationDate, date, seen.iter().copied());
    }
    if let Some(issuer) = &mut citation.issuer {
        let name = document.name(&issuer.value);
        document.found(Judged::CitationIssuer, issuer, name.into_iter());
    }
    let mut causes = document.reading(Some(&citation.evidence), false);
    causes.extend(citation.number.is_some().then_some(Cause::Numbered));
    causes.extend(citation.date.is_some().then_some(Cause::Dated));
    causes.extend(seen);
    citation.confidence = document.judge(Judged::Citation, causes);
}

/// `index` is its place among the record's own, for what was found of it there.
fn obligation(obligation: &mut Obligation, index: Option<usize>, findings: &Findings, document: &Document<'_>) {
    let passage = obligation.evidence.span;
    let mut causes = document.reading(Some(&obligation.evidence), false);
    causes.extend(obligation.number.is_some().then_some(Cause::Numbered));
    for body in obligation.assignees.iter_mut().chain(&mut obligation.coordinators) {
        let from = match body.evidence.as_ref().map(|e| e.span) {
            None => Cause::Addressed,
            Some(s) if passage.0 <= s.0 && s.1 <= passage.1 => Cause::Named,
            Some(_) => Cause::Headed,
        };
        let mut seen = document.body(body);
        // Who is not named is still no guess: the form says that the addressee owes it.
        seen.retain(|c| *c != Cause::Inferred);
        seen.push(from);
        causes.extend(seen.iter().filter(|c| matches!(c, Cause::Known | Cause::Formed | Cause::Unknown)).chain([&from]));
        body.confidence = document.judge(Judged::ObligationBody, seen);
    }
    for (j, due) in obligation.deadlines.iter_mut().enumerate() {
        let mut seen = document.reading(Some(&due.evidence), false);
        let form = due.date.is_some() || due.duration.is_some() || due.recurrence.is_some();
        seen.push(if form { Cause::Complete } else { Cause::Incomplete });
        seen.extend(index.into_iter().flat_map(|i| findings.on(On::Deadline(i, j))));
        due.confidence = document.judge(Judged::Deadline, seen);
    }
    obligation.confidence = document.judge(Judged::Obligation, causes);
}
