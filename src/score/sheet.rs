//! Sheets [phiếu chấm]: one document's answer against its record. In: both. Out: a mark for
//! every field that the answer covers. Which words are one value is `alike`'s business.

use super::alike::{Alike, exact};
use super::answer::Answer;
use super::bag::{Compared, Item, bodies, compare};
use super::field::{Field, Group};
use super::mark::{Counts, Mark, Miss};
use super::paper::{Entry, Paper, Said};
use super::{citations, identification, obligations};
use crate::letters::loose;
use std::collections::BTreeMap;

/// The marks of one document.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) marks: BTreeMap<Field, Mark>,
}

/// The roles of recipients, as the record names them.
const ROLES: [(Field, &str); 3] = [(Field::Addressees, "addressee"), (Field::Copies, "copy"), (Field::Archive, "archive")];

/// Marks one document.
pub(super) fn mark(answer: &Answer, got: &Paper, alike: &Alike) -> Sheet {
    let mut sheet = Sheet::default();
    let want = &answer.paper;
    if answer.scores(Group::Identification) {
        identification::mark(answer, want, got, alike, &mut sheet);
    }
    if answer.scores(Group::Recipients) {
        recipients(want, got, &mut sheet);
    }
    if answer.scores(Group::Citations) {
        citations::mark(want, got, alike, &mut sheet);
    }
    if answer.scores(Group::Obligations) {
        obligations::mark(want, got, &mut sheet);
    }
    sheet
}

fn recipients(want: &Paper, got: &Paper, sheet: &mut Sheet) {
    let of = |paper: &'_ Paper, role: &str| -> Vec<Said> {
        paper.recipients.iter().filter(|r| r.role == role).map(|r| r.text.clone()).collect()
    };
    for (field, role) in ROLES {
        let (want, got) = (of(want, role), of(got, role));
        let compared = compare(Item::all(&want, loose), Item::all(&got, loose));
        sheet.bag(field, None, compared.with_slips());
    }
    let named = |paper: &Paper| -> Vec<Said> {
        let addressed = |r: &&Entry| r.role == ROLES[0].1;
        paper.recipients.iter().filter(addressed).flat_map(|r| r.bodies.clone()).collect()
    };
    let (want, got) = (named(want), named(got));
    let (want, got) = bodies(&want, &got);
    sheet.bag(Field::AddresseeBodies, None, compare(want, got));
}

impl Sheet {
    /// Adds a comparison of two lists.
    pub(super) fn bag(&mut self, field: Field, of: Option<&str>, compared: Compared<'_>) {
        let said = |items: Vec<Item<'_>>| items.into_iter().map(|i| i.said.clone()).collect();
        let mark = self.marks.entry(field).or_default();
        mark.levels.found(compared.found.iter().copied());
        mark.levels.wrong(compared.extra.iter().map(|i| i.said));
        let miss = || Miss { of: of.map(str::to_owned), want: said(compared.lost), got: said(compared.extra) };
        mark.add(compared.counts, miss);
    }

    /// Adds a comparison of two values; true where they are one, or both absent.
    pub(super) fn value(
        &mut self,
        field: Field,
        of: Option<&str>,
        want: Option<&Said>,
        got: Option<&Said>,
        key: impl Fn(&str) -> String,
    ) -> bool {
        let both = want.zip(got);
        let right = both.is_some_and(|(w, g)| key(&w.words) == key(&g.words));
        let strict = both.is_some_and(|(w, g)| exact(&w.words) == exact(&g.words));
        let counts = Counts { gold: want.is_some().into(), found: got.is_some().into(), right: right.into(), strict: strict.into() };
        let said = |s: Option<&Said>| s.into_iter().cloned().collect();
        let miss = || Miss { of: of.map(str::to_owned), want: said(want), got: said(got) };
        let mark = self.marks.entry(field).or_default();
        mark.levels.found(got);
        mark.levels.wrong(got.filter(|_| !right));
        mark.add(counts, miss);
        right || want.is_none() && got.is_none()
    }
}
