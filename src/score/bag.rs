//! Bags [tập hợp có lặp]: two lists compared without regard to order. In: items under their
//! keys. Out: how many are in both, and which are in one only, sorted by key.

use super::alike::exact;
use super::mark::Counts;
use super::paper::Said;
use super::slip::close;
use crate::letters::loose;
use std::collections::BTreeMap;

/// One item of a list.
#[derive(Debug, Clone)]
pub(super) struct Item<'a> {
    /// Equal for equal values.
    pub(super) key: String,
    /// Equal for values that are equal letter by letter.
    pub(super) exact: String,
    /// What it says.
    pub(super) said: &'a Said,
}

impl<'a> Item<'a> {
    /// An item with the key that `key` makes of its words.
    pub(super) fn new(said: &'a Said, key: impl Fn(&str) -> String) -> Self {
        Self { key: key(&said.words), exact: exact(&said.words), said }
    }

    /// A list with the keys that `key` makes.
    pub(super) fn all(list: &'a [Said], key: impl Fn(&str) -> String) -> Vec<Self> {
        list.iter().map(|s| Self::new(s, &key)).collect()
    }
}

/// What two lists have in common and what not.
#[derive(Debug)]
pub(super) struct Compared<'a> {
    pub(super) counts: Counts,
    /// All that was found, right or not.
    pub(super) found: Vec<&'a Said>,
    pub(super) lost: Vec<Item<'a>>,
    pub(super) extra: Vec<Item<'a>>,
}

/// Compares two lists.
pub(super) fn compare<'a>(want: Vec<Item<'a>>, got: Vec<Item<'a>>) -> Compared<'a> {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let counts = Counts { gold: count(want.len()), found: count(got.len()), right: 0, strict: count(in_both(&want, &got)) };
    let found = got.iter().map(|i| i.said).collect();
    let mut sides: BTreeMap<String, (Vec<Item<'a>>, Vec<Item<'a>>)> = BTreeMap::new();
    for item in want {
        sides.entry(item.key.clone()).or_default().0.push(item);
    }
    for item in got {
        sides.entry(item.key.clone()).or_default().1.push(item);
    }
    let mut compared = Compared { counts, found, lost: Vec::new(), extra: Vec::new() };
    for (mut want, mut got) in sides.into_values() {
        let same = want.len().min(got.len());
        compared.counts.right += count(same);
        compared.lost.extend(want.drain(same..));
        compared.extra.extend(got.drain(same..));
    }
    compared
}

/// Number of items that are in both lists letter by letter.
fn in_both(want: &[Item<'_>], got: &[Item<'_>]) -> usize {
    let mut open: BTreeMap<&str, usize> = BTreeMap::new();
    for item in want {
        *open.entry(&item.exact).or_default() += 1;
    }
    let mut meets = |item: &&Item<'_>| match open.get_mut(item.exact.as_str()) {
        Some(n) if *n > 0 => {
            *n -= 1;
            true
        }
        _ => false,
    };
    got.iter().filter(|i| meets(i)).count()
}

impl Compared<'_> {
    /// Takes entries that differ by slips for one.
    pub(super) fn with_slips(mut self) -> Self {
        let mut still = Vec::new();
        for want in std::mem::take(&mut self.lost) {
            match self.extra.iter().position(|got| close(&want.key, &got.key)) {
                Some(at) => {
                    self.extra.remove(at);
                    self.counts.right += 1;
                }
                None => still.push(want),
            }
        }
        self.lost = still;
        self
    }
}

/// Each key once, as a set has it; the first item stands for all.
pub(super) fn distinct(items: Vec<Item<'_>>) -> Vec<Item<'_>> {
    let mut by_key: BTreeMap<String, Item<'_>> = BTreeMap::new();
    for item in items {
        by_key.entry(item.key.clone()).or_insert(item);
    }
    by_key.into_values().collect()
}

/// What an answer puts between bodies of which any will do.
const OR: &str = " | ";

/// Bodies of an answer, which may allow several names for one, and of a record.
pub(super) fn bodies<'a>(want: &'a [Said], got: &'a [Said]) -> (Vec<Item<'a>>, Vec<Item<'a>>) {
    // Any allowed name stands for the first.
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    let mut first_exact: BTreeMap<String, String> = BTreeMap::new();
    let mut wanted = Vec::with_capacity(want.len());
    for said in want {
        let name = said.words.split(OR).next().unwrap_or_default();
        let item = Item { key: loose(name), exact: exact(name), said };
        for form in said.words.split(OR) {
            first.insert(loose(form), item.key.clone());
            first_exact.insert(exact(form), item.exact.clone());
        }
        wanted.push(item);
    }
    let found = got.iter().map(|said| {
        let item = Item::new(said, loose);
        Item {
            key: first.get(&item.key).cloned().unwrap_or(item.key),
            exact: first_exact.get(&item.exact).cloned().unwrap_or(item.exact),
            said,
        }
    });
    (wanted, found.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(words: &[&str]) -> Vec<Said> {
        words.iter().map(|w| Said { words: (*w).to_owned(), span: None, page: None, confidence: None }).collect()
    }

    fn items(list: &[Said]) -> Vec<Item<'_>> {
        list.iter().map(|s| Item::new(s, loose)).collect()
    }

    fn words(list: &[Item<'_>]) -> Vec<String> {
        list.iter().map(|i| i.said.words.clone()).collect()
    }

    #[test]
    fn repeats_count_and_order_does_not() {
        let (want, got) = (said(&["B", "a", "a", "c"]), said(&["A", "b.", "B", "a"]));
        let c = compare(items(&want), items(&got));
        assert_eq!(c.counts, Counts { gold: 4, found: 4, right: 3, strict: 2 });
        assert_eq!((words(&c.lost), words(&c.extra)), (vec!["c".to_owned()], vec!["B".to_owned()]));
        let c = compare(distinct(items(&want)), distinct(items(&got)));
        assert_eq!((c.counts.gold, c.counts.found, c.counts.right), (3, 2, 2));
    }

    #[test]
    fn slips_are_forgiven_once_each() {
        let (want, got) = (said(&["Ban quản lý chợ trung tâm"]), said(&["Ban quàn ly cho trung tâm", "Ban quản 1ý chợ trung tâm"]));
        let c = compare(items(&want), items(&got)).with_slips();
        assert_eq!((c.counts.right, c.lost.len(), c.extra.len()), (1, 0, 1));
        assert_eq!(compare(items(&want), items(&got)).counts.right, 0);
    }

    #[test]
    fn an_answer_may_allow_several_names() {
        let (want, got) = (said(&["Phòng A | Phòng B", "Phòng C"]), said(&["phòng b", "Phòng D"]));
        let (want, got) = bodies(&want, &got);
        let c = compare(want, got);
        assert_eq!((c.counts.right, c.counts.strict), (1, 0));
        assert_eq!((words(&c.lost), words(&c.extra)), (vec!["Phòng C".to_owned()], vec!["Phòng D".to_owned()]));
    }
}
