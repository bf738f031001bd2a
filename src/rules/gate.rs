//! The gate [cửa từ khóa]: where keywords stand in a text. In: the keywords of all rules,
//! and a folded text. Out: which rules are worth trying in a passage.
//!
//! A keyword counts only where it begins a word, so the gate walks a trie from every such
//! place and nowhere else: four times as fast as an Aho-Corasick automaton over every
//! byte, and the hits come in the order of the text.

use super::matcher::RuleSet;
use crate::letters::letter_at;
use crate::span::Span;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Index of a rule over all sets.
pub(crate) type RuleIndex = u32;

/// Index of a role over all sets; a role is one set's own.
pub(crate) type RoleIndex = u32;

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
    of: Vec<Vec<(RoleIndex, RuleIndex)>>,
    /// Bytes of each keyword.
    len: Vec<u32>,
    /// By role: rules with a single space for a keyword, tried in every passage.
    always: Vec<Vec<RuleIndex>>,
}

impl Carriers {
    /// The hits of keywords found, role by role.
    fn hits(self: &Arc<Self>, found: impl Iterator<Item = Keyword> + Clone) -> Hits {
        let mut first = vec![0_u32; self.always.len() + 1];
        for k in found.clone() {
            for &(role, _) in &self.of[k.number as usize] {
                first[role as usize] += 1;
            }
        }
        let mut total = 0;
        for count in &mut first {
            total += std::mem::replace(count, total);
        }
        let mut by_role = vec![Hit::default(); total as usize];
        let mut next = first.clone();
        for k in found {
            for &(role, rule) in &self.of[k.number as usize] {
                let place = &mut next[role as usize];
                by_role[*place as usize] = Hit { at: k.at, len: self.len[k.number as usize], rule };
                *place += 1;
            }
        }
        Hits { by_role, first, keywords: Vec::new(), carriers: Arc::clone(self) }
    }
}

/// A keyword where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Keyword {
    /// Its first byte.
    at: u32,
    /// Its number.
    pub(super) number: u32,
    /// It goes on over a line break.
    broken: bool,
}

/// A keyword of a rule where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Hit {
    at: u32,
    len: u32,
    /// The rule.
    pub(crate) rule: RuleIndex,
}

impl Hit {
    /// Where the keyword stands.
    pub(crate) const fn place(self) -> Span {
        Span::new(self.at as usize, self.at as usize + self.len as usize)
    }
}

/// Where keywords occur: role by role, in the order of the text, so that a passage asked
/// for one role sees that role's hits only.
#[derive(Debug, Default)]
pub(crate) struct Hits {
    by_role: Vec<Hit>,
    /// First of each role's hits; one past all of them at the end.
    first: Vec<u32>,
    /// Every keyword, in the order of the text; also those that go on over a line break, which
    /// are no hits.
    keywords: Vec<Keyword>,
    carriers: Arc<Carriers>,
}

impl Hits {
    /// Keywords of the rules of `role` that start inside `span`, in order.
    pub(crate) fn inside(&self, span: Span, role: RoleIndex) -> &[Hit] {
        let bound = |r: u32| self.first.get(r as usize).map_or(0, |&i| i as usize);
        let of_role = self.by_role.get(bound(role)..bound(role + 1)).unwrap_or(&[]);
        let rest = &of_role[of_role.partition_point(|h| (h.at as usize) < span.start)..];
        // Most passages hold none or a few: cheaper to walk than to search.
        let inside = rest.iter().take_while(|h| (h.at as usize) < span.end).count();
        &rest[..inside]
    }

    /// The hits in the first `end` bytes of the same text with its line breaks made spaces.
    pub(crate) fn without_breaks(&self, end: usize) -> Self {
        let len = |k: u32| self.carriers.len[k as usize] as usize;
        let inside = self.keywords.iter().filter(|k| k.at as usize + len(k.number) <= end);
        self.carriers.hits(inside.copied())
    }

    /// Rules of `role` that are tried in every passage.
    pub(crate) fn always(&self, role: RoleIndex) -> &[RuleIndex] {
        self.carriers.always.get(role as usize).map_or(&[], Vec::as_slice)
    }
}

impl Gate {
    /// A gate over the keywords of all rules of `sets`.
    pub(crate) fn new<'s>(sets: impl Iterator<Item = &'s RuleSet> + Clone) -> Self {
        let mut words: BTreeMap<&str, Vec<(RoleIndex, RuleIndex)>> = BTreeMap::new();
        let roles = sets.clone().map(RuleSet::roles_end).max().unwrap_or(0);
        let mut always = vec![Vec::new(); roles as usize];
        for set in sets {
            for (index, rule) in (set.first..).zip(&set.rules) {
                let Some(role) = set.role(&rule.role) else { continue };
                for k in &rule.keywords {
                    match k.as_str() {
                        " " => always[role as usize].push(index),
                        k => words.entry(k).or_default().push((role, index)),
                    }
                }
            }
        }
        let trie = Trie::new(words.keys().copied());
        let len = words.keys().map(|k| u32::try_from(k.len()).unwrap_or(u32::MAX)).collect();
        Self { trie, carriers: Arc::new(Carriers { of: words.into_values().collect(), len, always }) }
    }

    /// Every keyword in `folded`, where it begins a word.
    pub(crate) fn scan(&self, folded: &str) -> Hits {
        let keywords = self.keywords(folded);
        let hits = self.carriers.hits(keywords.iter().filter(|k| !k.broken).copied());
        Hits { keywords, carriers: Arc::clone(&self.carriers), ..hits }
    }

    /// Byte and number of every keyword, in the order of the text.
    fn keywords(&self, folded: &str) -> Vec<Keyword> {
        let bytes = folded.as_bytes();
        let mut at = Vec::with_capacity(bytes.len() / 8);
        let (mut i, mut in_word) = (0, false);
        while let Some(c) = letter_at(folded, i) {
            if !(in_word && c.alphanumeric) && self.trie.opens(bytes[i]) {
                self.trie.walk(bytes, i, &mut at);
            }
            in_word = c.alphanumeric;
            i += c.len;
        }
        at
    }
}

/// Keywords letter by letter, as a line that goes on reads them: a line break is a space.
/// (No keyword begins with one.)
///
/// States where the words part have a row for all bytes, the others a short list of edges:
/// what is walked from every word of a text must stay in the cache.
#[derive(Debug)]
pub(super) struct Trie {
    /// Column of each byte in a row; 0 for bytes in no keyword.
    column: [u8; 256],
    columns: usize,
    states: Vec<State>,
    /// Next state by column; 0 where no keyword goes on. The root's row is the first.
    rows: Vec<u32>,
    /// Bytes that lead on, state by state, and the states they lead to.
    bytes: Vec<u8>,
    next: Vec<u32>,
}

/// More edges than these make a row.
const FEW: usize = 3;

/// One state: where it leads, and the keyword that ends here.
#[derive(Debug, Clone, Copy)]
struct State {
    edges: Edges,
    ends: Option<u32>,
}

/// Where a state leads.
#[derive(Debug, Clone, Copy)]
enum Edges {
    /// By a row that begins here.
    Row(u32),
    /// By bytes from and to, one behind the other.
    Chain(u32, u32, u32),
    /// By edges from and to.
    List(u32, u32),
}

/// A trie while it grows: edges of each state, and the keyword that ends there.
type Grown = Vec<(BTreeMap<u8, u32>, Option<u32>)>;

impl Trie {
    /// A trie over `words`, numbered in their order.
    pub(super) fn new<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let grown = Self::grow(words);
        let mut trie = Self {
            column: Self::columns(&grown),
            columns: 0,
            states: Vec::with_capacity(grown.len()),
            rows: Vec::new(),
            bytes: Vec::new(),
            next: Vec::new(),
        };
        trie.columns = trie.column.iter().max().map_or(0, |&c| usize::from(c)) + 1;
        // A line that goes on has a line break for a space.
        trie.column[usize::from(b'\n')] = trie.column[usize::from(b' ')];
        for (index, (edges, ends)) in grown.iter().enumerate() {
            let edges = match edges.len() {
                1 if index > 0 => trie.add_chain(&grown, edges),
                n if index == 0 || n > FEW => trie.add_row(edges),
                _ => trie.add_list(edges),
            };
            trie.states.push(State { edges, ends: *ends });
        }
        trie
    }

    fn grow<'w>(words: impl Iterator<Item = &'w str>) -> Grown {
        let mut grown: Grown = vec![Default::default()];
        for (number, word) in (0..).zip(words) {
            let mut state = 0;
            for b in word.bytes() {
                let new = place(grown.len());
                let next = *grown[state].0.entry(b).or_insert(new);
                if next == new {
                    grown.push(Default::default());
                }
                state = next as usize;
            }
            grown[state].1 = Some(number);
        }
        grown
    }

    /// Numbers the bytes of all keywords from 1. UTF-8 has 243 byte values at most: the
    /// count never overflows.
    fn columns(grown: &Grown) -> [u8; 256] {
        let mut column = [0_u8; 256];
        let mut columns = 0_u8;
        for &b in grown.iter().flat_map(|(edges, _)| edges.keys()) {
            let c = &mut column[usize::from(b)];
            if *c == 0 {
                columns = columns.saturating_add(1);
                *c = columns;
            }
        }
        column
    }

    fn add_row(&mut self, edges: &BTreeMap<u8, u32>) -> Edges {
        let start = self.rows.len();
        self.rows.resize(start + self.columns, 0);
        for (&b, &next) in edges {
            self.rows[start + usize::from(self.column[usize::from(b)])] = next;
        }
        Edges::Row(place(start))
    }

    /// The only edge, and those behind it up to where ways part or a keyword ends.
    fn add_chain(&mut self, grown: &Grown, edges: &BTreeMap<u8, u32>) -> Edges {
        let start = place(self.bytes.len());
        let mut last = 0;
        let mut only = edges.first_key_value();
        while let Some((&b, &next)) = only {
            self.bytes.push(b);
            last = next;
            let (edges, ends) = &grown[next as usize];
            only = edges.first_key_value().filter(|_| edges.len() == 1 && ends.is_none());
        }
        // Edges of lists have their states beside them.
        self.next.resize(self.bytes.len(), 0);
        Edges::Chain(start, place(self.bytes.len()), last)
    }

    fn add_list(&mut self, edges: &BTreeMap<u8, u32>) -> Edges {
        let start = place(self.bytes.len());
        self.bytes.extend(edges.keys());
        self.next.extend(edges.values());
        Edges::List(start, place(self.bytes.len()))
    }

    /// True where a keyword begins with `byte`.
    fn opens(&self, byte: u8) -> bool {
        self.rows[usize::from(self.column[usize::from(byte)])] > 0
    }

    /// Every keyword that begins at `start`, the shortest first.
    pub(super) fn walk(&self, bytes: &[u8], start: usize, found: &mut Vec<Keyword>) {
        let (mut state, mut broken) = (&self.states[0], false);
        let mut at = start;
        while let Some(&b) = bytes.get(at) {
            broken |= b == b'\n';
            let next = match state.edges {
                Edges::Row(row) => self.rows[row as usize + usize::from(self.column[usize::from(b)])],
                Edges::Chain(from, to, next) => {
                    let chain = &self.bytes[from as usize..to as usize];
                    let Some(words) = bytes.get(at..at + chain.len()) else { return };
                    if chain != words {
                        if !chain.iter().zip(words).all(|(c, b)| *c == as_space(*b)) {
                            return;
                        }
                        broken = true;
                    }
                    at += chain.len() - 1;
                    next
                }
                Edges::List(from, to) => {
                    let list = from as usize..to as usize;
                    self.bytes[list].iter().position(|&e| e == as_space(b)).map_or(0, |i| self.next[from as usize + i])
                }
            };
            if next == 0 {
                return;
            }
            at += 1;
            state = &self.states[next as usize];
            if let Some(number) = state.ends {
                found.push(Keyword { at: place(start), number, broken });
            }
        }
    }
}

/// What a line that goes on has in the place of a line break.
const fn as_space(byte: u8) -> u8 {
    if byte == b'\n' { b' ' } else { byte }
}

/// A place in a table. Texts and tables end long before 4 GB.
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keywords and their starts as a trie finds them.
    fn found<'a>(words: &[&'a str], text: &str) -> Vec<(u32, &'a str)> {
        let gate = Gate { trie: Trie::new(words.iter().copied()), carriers: Arc::default() };
        gate.keywords(text).into_iter().map(|k| (k.at, words[k.number as usize])).collect()
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
    fn a_line_break_is_a_space_in_a_heading_only() {
        let carriers = Arc::new(Carriers { of: vec![vec![(0, 7)], vec![(0, 8)]], len: vec![4, 11], always: vec![vec![]] });
        let words = ["sở", "sở y tế"];
        let gate = Gate { trie: Trie::new(words.into_iter()), carriers };
        let text = "sở\ny tế, sở y tế";
        let rules = |hits: &Hits, end| hits.inside(Span::new(0, end), 0).iter().map(|h| (h.at, h.rule)).collect::<Vec<_>>();
        let hits = gate.scan(text);
        assert_eq!(rules(&hits, text.len()), [(0, 7), (13, 7), (13, 8)]);
        assert_eq!(rules(&hits.without_breaks(text.len()), text.len()), [(0, 7), (0, 8), (13, 7), (13, 8)]);
        assert_eq!(rules(&hits.without_breaks(17), text.len()), [(0, 7), (0, 8), (13, 7)]);
    }

    #[test]
    fn hits_of_a_passage() {
        // Two roles: rules 0 and 4 share a keyword, rule 3 has its own, rule 2 is always tried.
        let carriers = Arc::new(Carriers { of: vec![vec![(0, 0), (1, 4)], vec![(0, 3)]], len: vec![2, 5], always: vec![vec![2], vec![]] });
        let hits = carriers.hits([(0, 0), (9, 1), (12, 0)].into_iter().map(|(at, number)| Keyword { at, number, broken: false }));
        let inside = |from, to, role| hits.inside(Span::new(from, to), role).iter().map(|h| (h.at, h.rule)).collect::<Vec<_>>();
        assert_eq!(inside(0, 9, 0), [(0, 0)]);
        assert_eq!(inside(9, 12, 0), [(9, 3)]);
        assert_eq!(inside(0, 20, 0), [(0, 0), (9, 3), (12, 0)]);
        assert_eq!(inside(1, 20, 1), [(12, 4)]);
        assert_eq!(inside(0, 20, 2), []);
        assert_eq!(hits.inside(Span::new(9, 12), 0)[0].place(), Span::new(9, 14));
        assert_eq!((hits.always(0), hits.always(1)), (&[2][..], &[][..]));
    }
}
