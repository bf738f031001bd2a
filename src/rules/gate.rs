//! The gate [cửa từ khóa]: where keywords stand in a text. In: the keywords of all rules,
//! and a folded text. Out: which rules are worth trying in a passage.
//!
//! A keyword counts only where it begins a word, so the gate walks a trie from every such
//! place and nowhere else: four times as fast as an Aho-Corasick automaton over every
//! byte, and the hits come in the order of the text.

use super::compile::Rule;
use crate::span::Span;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Index of a rule over all sets.
pub(crate) type RuleIndex = u32;

/// All keywords of all rules.
#[derive(Debug)]
pub(crate) struct Gate {
    trie: Trie,
    carriers: Arc<Carriers>,
}

/// Which rules carry a keyword.
#[derive(Debug, Default)]
struct Carriers {
    /// By keyword.
    of: Vec<Vec<RuleIndex>>,
    /// Bytes of each keyword.
    len: Vec<u32>,
    /// Rules with a single space for a keyword: they are tried in every passage.
    always: Vec<RuleIndex>,
}

/// Where keywords occur, in the order of the text.
#[derive(Debug, Default)]
pub(crate) struct Hits {
    /// Byte and keyword.
    at: Vec<(u32, u32)>,
    carriers: Arc<Carriers>,
}

impl Hits {
    /// Keywords that start inside `span`, in order: where they stand, and who among `range`
    /// carries them.
    pub(crate) fn inside<'h>(&'h self, span: Span, range: &'h Range<RuleIndex>) -> impl Iterator<Item = (Span, RuleIndex)> + 'h {
        let from = self.at.partition_point(|&(p, _)| (p as usize) < span.start);
        let inside = self.at[from..].iter().take_while(move |&&(p, _)| (p as usize) < span.end);
        inside.flat_map(move |&(at, k)| {
            let place = Span::new(at as usize, at as usize + self.carriers.len[k as usize] as usize);
            self.carriers.of[k as usize].iter().filter(|r| range.contains(r)).map(move |&r| (place, r))
        })
    }

    /// Rules among `range` that are tried in every passage.
    pub(crate) fn always<'h>(&'h self, range: &'h Range<RuleIndex>) -> impl Iterator<Item = RuleIndex> + 'h {
        self.carriers.always.iter().copied().filter(|r| range.contains(r))
    }
}

impl Gate {
    /// A gate over the keywords of `rules`, in their order.
    pub(crate) fn new<'r>(rules: impl Iterator<Item = &'r Rule>) -> Self {
        let mut words: BTreeMap<&str, Vec<RuleIndex>> = BTreeMap::new();
        let mut always = Vec::new();
        for (index, rule) in (0..).zip(rules) {
            for k in &rule.keywords {
                match k.as_str() {
                    " " => always.push(index),
                    k => words.entry(k).or_default().push(index),
                }
            }
        }
        let trie = Trie::new(words.keys().copied());
        let len = words.keys().map(|k| u32::try_from(k.len()).unwrap_or(u32::MAX)).collect();
        Self { trie, carriers: Arc::new(Carriers { of: words.into_values().collect(), len, always }) }
    }

    /// Every keyword in `folded`, where it begins a word.
    pub(crate) fn scan(&self, folded: &str) -> Hits {
        let bytes = folded.as_bytes();
        let mut at = Vec::with_capacity(bytes.len() / 8);
        let (mut i, mut in_word) = (0, false);
        while let Some(&b) = bytes.get(i) {
            let (letter, len) = if b.is_ascii() { (b.is_ascii_alphanumeric(), 1) } else { beyond_ascii(folded, i) };
            if !(in_word && letter) {
                self.trie.walk(bytes, i, &mut at);
            }
            in_word = letter;
            i += len;
        }
        Hits { at, carriers: Arc::clone(&self.carriers) }
    }
}

/// Whether the character at `i` belongs to words, and its length. The letters of
/// Vietnamese are told by their bytes; the rest is looked up.
fn beyond_ascii(text: &str, i: usize) -> (bool, usize) {
    match (text.as_bytes()[i], text.as_bytes().get(i + 1)) {
        (0xe1, Some(0xb8..=0xbb)) => (true, 3),
        (0xc4..=0xc6, Some(_)) => (true, 2),
        _ => text[i..].chars().next().map_or((false, 1), |c| (c.is_alphanumeric(), c.len_utf8())),
    }
}

/// Keywords letter by letter.
#[derive(Debug)]
struct Trie {
    /// Column of each byte; 0 for bytes in no keyword.
    column: [u8; 256],
    columns: usize,
    /// Next state by state and column; 0 where no keyword goes on. State 0 is the root.
    next: Vec<u32>,
    /// The keyword that ends in a state.
    ends: Vec<Option<u32>>,
}

impl Trie {
    /// A trie over `words`, numbered in their order.
    fn new<'w>(words: impl Iterator<Item = &'w str> + Clone) -> Self {
        let mut column = [0_u8; 256];
        let mut columns = 1_u8;
        for b in words.clone().flat_map(str::bytes) {
            let c = &mut column[usize::from(b)];
            if *c == 0 {
                // UTF-8 has 243 byte values at most: the count never overflows.
                *c = columns;
                columns = columns.saturating_add(1);
            }
        }
        let columns = usize::from(columns);
        let mut trie = Self { column, columns, next: vec![0; columns], ends: vec![None] };
        for (number, word) in (0..).zip(words) {
            trie.insert(word, number);
        }
        trie
    }

    fn insert(&mut self, word: &str, number: u32) {
        let mut state = 0;
        for b in word.bytes() {
            let slot = state * self.columns + usize::from(self.column[usize::from(b)]);
            if self.next[slot] == 0 {
                self.next[slot] = u32::try_from(self.ends.len()).unwrap_or(0);
                self.ends.push(None);
                self.next.resize(self.next.len() + self.columns, 0);
            }
            state = self.next[slot] as usize;
        }
        self.ends[state] = Some(number);
    }

    /// Every keyword that begins at `start`.
    fn walk(&self, bytes: &[u8], start: usize, found: &mut Vec<(u32, u32)>) {
        let mut state = 0;
        for &b in &bytes[start..] {
            state = self.next[state * self.columns + usize::from(self.column[usize::from(b)])] as usize;
            if state == 0 {
                return;
            }
            if let Some(keyword) = self.ends[state] {
                found.push((u32::try_from(start).unwrap_or(u32::MAX), keyword));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keywords and their starts as a trie finds them.
    fn found<'a>(words: &[&'a str], text: &str) -> Vec<(u32, &'a str)> {
        let gate = Gate { trie: Trie::new(words.iter().copied()), carriers: Arc::default() };
        gate.scan(text).at.into_iter().map(|(at, k)| (at, words[k as usize])).collect()
    }

    #[test]
    fn keywords_count_where_they_begin_a_word() {
        let words = ["số", "sở", "sở tài", "đ", "/", "hữu"];
        assert_eq!(found(&words, "sở tài chính"), [(0, "sở"), (0, "sở tài")]);
        assert_eq!(found(&words, "công sở, “số”"), [(6, "sở"), (15, "số")]);
        assert_eq!(found(&words, "sởhữu áđ xđ 5/đ"), [(0, "sở"), (20, "/"), (21, "đ")]);
        assert_eq!(found(&words, "ºđ ×đ…đ"), [(7, "đ"), (12, "đ")]);
        assert_eq!(found(&[], "số"), []);
    }

    #[test]
    fn word_edges_are_those_of_the_matcher() {
        use crate::rules::{edges_hold, file::Edges};
        let text = "a-á á-a ²a a² ×đ ÷đ ʼn đ\u{301}a а́б 中文 “sở” –sở …sở\u{a0}sở ́sở Ủy ỹ1 1ỹ ǎb ɓa ½a";
        let mut words: Vec<String> = text.chars().map(String::from).filter(|c| c != " ").collect();
        words.extend(["sở".to_owned(), "a²".to_owned(), "а́б".to_owned()]);
        words.sort();
        words.dedup();
        let mut want: Vec<(u32, &str)> = Vec::new();
        for w in &words {
            let starts = text.match_indices(w.as_str()).map(|(at, w)| Span::new(at, at + w.len()));
            want.extend(starts.filter(|&s| edges_hold(text, s, Edges::Start)).map(|s| (u32::try_from(s.start).unwrap(), w.as_str())));
        }
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut got = found(&words, text);
        assert!(got.is_sorted_by_key(|&(at, _)| at));
        got.sort_unstable();
        want.sort_unstable();
        assert_eq!(got, want);
        assert!(got.len() > 40);
    }

    #[test]
    fn rules_of_a_passage() {
        let carriers = Arc::new(Carriers { of: vec![vec![0, 4], vec![3]], len: vec![4, 4], always: vec![2] });
        let hits = Hits { at: vec![(0, 0), (9, 1), (12, 0)], carriers };
        let inside = |from, to, range: Range<RuleIndex>| {
            let found: Vec<(usize, RuleIndex)> = hits.inside(Span::new(from, to), &range).map(|(at, r)| (at.start, r)).collect();
            (found, hits.always(&range).collect::<Vec<_>>())
        };
        assert_eq!(inside(0, 9, 0..5), (vec![(0, 0), (0, 4)], vec![2]));
        assert_eq!(inside(9, 12, 0..5), (vec![(9, 3)], vec![2]));
        assert_eq!(inside(0, 20, 3..5), (vec![(0, 4), (9, 3), (12, 4)], vec![]));
        assert_eq!(inside(1, 9, 0..2), (vec![], vec![]));
    }
}
