//! Weighing [đối chiếu, độ tin cậy]: parts of a finished record held against each other. In:
//! a record and whether a recogniser read it. Out: a level of confidence for every value,
//! with its causes, and warnings where two parts cannot both be right. No value is changed:
//! what stands in the paper stands in the record.

mod causes;
mod citations;
mod head;
mod levels;
mod places;
#[cfg(test)]
mod tests;

use crate::record::{Cause, Record, Warning};
use crate::rules::Rules;
use crate::span::TextSpan;

/// A value that was held against another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum On {
    Number,
    Date,
    Kind,
    Issuer,
    /// By its index.
    Citation(usize),
    /// Indices of the obligation and of its time limit.
    Deadline(usize, usize),
}

/// What was seen when parts were held against each other.
#[derive(Debug, Default)]
struct Findings {
    causes: Vec<(On, Cause)>,
    warnings: Vec<Warning>,
}

impl Findings {
    fn see(&mut self, on: &[On], cause: Cause) {
        self.causes.extend(on.iter().map(|&o| (o, cause)));
    }

    fn warn(&mut self, code: &str, message: String, span: Option<TextSpan>) {
        self.warnings.push(Warning { code: code.to_owned(), message, span, page: None, confidence: None });
    }

    fn on(&self, on: On) -> impl Iterator<Item = Cause> + '_ {
        self.causes.iter().filter(move |(o, _)| *o == on).map(|&(_, c)| c)
    }
}

/// Weighs every value of a record. `recognised`: its text came out of a recogniser, here or
/// before it reached us.
pub(crate) fn weigh(record: &mut Record, recognised: bool, rules: &Rules) {
    let mut findings = Findings::default();
    head::check(record, rules, &mut findings);
    places::check(record, rules, &mut findings);
    citations::check(record, rules, &mut findings);
    levels::set(record, &findings, recognised, rules);
    record.warnings.extend(findings.warnings);
}
