//! Causes [căn cứ]: what can be seen of one value by itself. In: its evidence. Out: causes,
//! in their fixed order.

use crate::letters::{is_alphanumeric, is_uppercase};
use crate::record::{Body, Cause, Evidence};
use crate::rules::{Begins, Rules};
use crate::span::TextSpan;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Below this a recogniser was not sure, 0 to 100.
const SURE: u8 = 80;

/// What is known of the document as a whole.
#[derive(Debug)]
pub(super) struct Document<'a> {
    /// Its text came out of a recogniser.
    pub(super) recognised: bool,
    /// It is not Vietnamese.
    pub(super) foreign: bool,
    /// Where warnings say that something was read without certainty.
    pub(super) unsure: Vec<TextSpan>,
    pub(super) rules: &'a Rules,
    /// Names that were looked up already, with what they show.
    pub(super) names: RefCell<BTreeMap<String, Vec<Cause>>>,
}

impl Document<'_> {
    /// How a value was read.
    pub(super) fn reading(&self, evidence: Option<&Evidence>, inferred: bool) -> Vec<Cause> {
        let mut causes = Vec::new();
        let mut see = |cause, seen: bool| causes.extend(seen.then_some(cause));
        let overlaps = |s: &TextSpan| evidence.is_some_and(|e| s.0 < e.span.1 && e.span.0 < s.1);
        let sure = evidence.and_then(|e| e.ocr_confidence);
        see(Cause::Labelled, evidence.is_some_and(|e| e.rule.is_some()));
        see(Cause::Inferred, inferred || evidence.is_none());
        see(Cause::Recognised, self.recognised || sure.is_some());
        see(Cause::Unsure, sure.is_some_and(|s| s < SURE) || self.unsure.iter().any(overlaps));
        see(Cause::Foreign, self.foreign);
        causes
    }

    /// The same, of a body and its name.
    pub(super) fn body(&self, body: &Body) -> Vec<Cause> {
        let mut causes = self.reading(body.evidence.as_ref(), false);
        causes.extend(self.name(&body.name));
        causes
    }

    /// What the name of a body shows.
    pub(super) fn name(&self, name: &str) -> Vec<Cause> {
        if let Some(known) = self.names.borrow().get(name) {
            return known.clone();
        }
        let causes = self.look_up(name);
        self.names.borrow_mut().insert(name.to_owned(), causes.clone());
        causes
    }

    fn look_up(&self, name: &str) -> Vec<Cause> {
        let known = match self.rules.gazetteer.begins(name) {
            Begins::Body => Cause::Known,
            Begins::Noun => Cause::Formed,
            Begins::Other => Cause::Unknown,
        };
        let short = |w: &str| w.chars().count() > 1 && w.chars().all(is_uppercase) && !w.bytes().all(|b| b"IVX".contains(&b));
        let cut = name.split(|c| !is_alphanumeric(c)).any(short);
        if cut { vec![known, Cause::Abbreviated] } else { vec![known] }
    }
}
