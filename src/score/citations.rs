//! Citations [viện dẫn]: mentions of one document paired by number or title, and the parts
//! of those paired. In: answer and record. Out: their marks. Each mention counts.

use super::alike::{Alike, citation_words, pinpoint};
use super::bag::{Item, compare, distinct};
use super::field::Field;
use super::paper::{Cited, Paper, Said};
use super::sheet::Sheet;
use crate::letters::loose;
use std::collections::{BTreeMap, VecDeque};

/// Marks them.
pub(super) fn mark(want: &Paper, got: &Paper, alike: &Alike, sheet: &mut Sheet) {
    let words = |paper: &Paper| -> Vec<(String, Said)> { paper.citations.iter().map(|c| (alike.citation(c), citation_words(c))).collect() };
    let (wanted, found) = (words(want), words(got));
    sheet.bag(Field::Citations, None, compare(items(&wanted), items(&found)));
    sheet.bag(Field::Instruments, None, compare(distinct(items(&wanted)), distinct(items(&found))));

    // The first mention of an instrument in the answer is paired with the first in the record.
    let mut open: BTreeMap<&str, VecDeque<&Cited>> = BTreeMap::new();
    for ((key, _), cited) in found.iter().zip(&got.citations) {
        open.entry(key).or_default().push_back(cited);
    }
    for ((key, said), cited) in wanted.iter().zip(&want.citations) {
        if let Some(other) = open.get_mut(key.as_str()).and_then(VecDeque::pop_front) {
            parts(cited, other, &said.words, sheet);
        }
    }
}

/// Mentions under their keys.
fn items(list: &[(String, Said)]) -> Vec<Item<'_>> {
    list.iter().map(|(key, said)| Item::new(said, |_| key.clone())).collect()
}

/// The parts of a mention found.
fn parts(want: &Cited, got: &Cited, of: &str, sheet: &mut Sheet) {
    let of = Some(of);
    sheet.value(Field::CitationDate, of, want.date.as_ref(), got.date.as_ref(), str::to_owned);
    // An issuer that the answer leaves open may be concluded from elsewhere.
    if want.issuer.is_some() {
        sheet.value(Field::CitationIssuer, of, want.issuer.as_ref(), got.issuer.as_ref(), loose);
    }
    sheet.value(Field::CitationType, of, want.kind.as_ref(), got.kind.as_ref(), loose);
    sheet.value(Field::CitationRelation, of, want.relation.as_ref(), got.relation.as_ref(), loose);
    let compared = compare(Item::all(&want.pinpoints, pinpoint), Item::all(&got.pinpoints, pinpoint));
    sheet.bag(Field::Pinpoints, of, compared);
}
