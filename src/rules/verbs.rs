//! Verbs of tasks [động từ chỉ việc phải làm] and the words round them. In: `[[verb]]` and
//! the rules of the set `verb.`. Out: what stands at a place of a folded text, the longest
//! first. It reads no sentence; `extract::obligation` does.

use super::compile::Rule;
use super::file::{Edges, VerbEntry};
use super::gate::{Keyword, Trie};
use super::matcher::edges_hold;
use crate::letters::fold;
use crate::span::Span;
use std::collections::BTreeMap;

/// One verb.
#[derive(Debug, Clone)]
pub(crate) struct Verb {
    /// The form that stands for all others.
    pub(crate) lemma: String,
    /// A verb directly behind it says what is done.
    pub(crate) light: bool,
    /// Those it is done with follow, and behind them the act itself.
    pub(crate) with: bool,
    /// May go on with the assignee's acts behind what others are told to do.
    pub(crate) joins: bool,
    /// Counts at the start of a clause only.
    pub(crate) first: bool,
    /// Is a noun behind a noun and a comma.
    pub(crate) noun: bool,
}

/// What the words round verbs do; a word may play several parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Makes the verb behind it a noun.
    Cue,
    /// May stand before the verb of a clause.
    Opening,
    /// Lays the duty on the subject before it, whoever that is.
    Modal,
    /// Begins a new act behind a comma.
    Then,
    /// Opens words of circumstance.
    Aside,
    /// Opens a purpose.
    Bar,
    /// Joins verbs.
    And,
    /// Makes a noun of the verb before it.
    Of,
    /// Makes the act a prohibition.
    No,
    /// Lays the task.
    Assigns,
}

impl Part {
    /// All parts, with the roles of their rules.
    const ROLES: [(Self, &'static str); 10] = [
        (Self::Cue, "cue"),
        (Self::Opening, "opening"),
        (Self::Modal, "modal"),
        (Self::Then, "then"),
        (Self::Aside, "aside"),
        (Self::Bar, "bar"),
        (Self::And, "and"),
        (Self::Of, "of"),
        (Self::No, "no"),
        (Self::Assigns, "assigns"),
    ];

    const fn bit(self) -> u16 {
        1 << self as u8
    }
}

/// Words found at one place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spoken<'v> {
    /// One past their last byte.
    pub(crate) end: usize,
    /// The verb they are.
    pub(crate) verb: Option<&'v Verb>,
    parts: u16,
}

impl Spoken<'_> {
    /// True where the words play this part.
    pub(crate) const fn is(&self, part: Part) -> bool {
        self.parts & part.bit() != 0
    }
}

/// All verbs and the words round them.
#[derive(Debug)]
pub(crate) struct Verbs {
    trie: Trie,
    /// By the number of a phrase: its length, its verb and its parts.
    phrases: Vec<(usize, Option<usize>, u16)>,
    list: Vec<Verb>,
}

impl Verbs {
    /// Compiles the entries of `[[verb]]` and the phrases of `rules`.
    pub(crate) fn new<'e>(entries: impl Iterator<Item = &'e VerbEntry>, rules: &[Rule]) -> Self {
        let mut words: BTreeMap<String, (Option<usize>, u16)> = BTreeMap::new();
        for rule in rules {
            let bit = Part::ROLES.iter().find(|(_, role)| *role == rule.role).map_or(0, |(part, _)| part.bit());
            for phrase in rule.phrases.iter().flatten() {
                words.entry(phrase.clone()).or_default().1 |= bit;
            }
        }
        let mut list = Vec::new();
        for e in entries {
            for form in std::iter::once(&e.verb).chain(&e.variants) {
                words.entry(fold(form.get_ref())).or_default().0 = Some(list.len());
            }
            let (light, with, joins, first, noun) = (e.light, e.with, e.joins, e.first, e.noun);
            list.push(Verb { lemma: e.verb.get_ref().clone(), light, with, joins, first, noun });
        }
        let trie = Trie::new(words.keys().map(String::as_str));
        let phrases = words.into_iter().map(|(w, (verb, parts))| (w.len(), verb, parts)).collect();
        Self { trie, phrases, list }
    }

    /// The longest words that begin at `at` and end inside `end`, whole words all.
    pub(crate) fn at(&self, folded: &str, at: usize, end: usize, found: &mut Vec<Keyword>) -> Option<Spoken<'_>> {
        found.clear();
        self.trie.walk(folded.as_bytes(), at, found);
        found.iter().rev().find_map(|keyword| {
            let &(len, verb, parts) = self.phrases.get(keyword.number as usize)?;
            let span = Span::new(at, at + len);
            let verb = verb.and_then(|v| self.list.get(v));
            (span.end <= end && edges_hold(folded, span, Edges::Word)).then_some(Spoken { end: span.end, verb, parts })
        })
    }

    /// Lemmas of the verbs in a short folded text that no cue makes a noun, each with the
    /// byte it begins at.
    pub(crate) fn lemmas(&self, folded: &str) -> Vec<(usize, &str)> {
        let (mut out, mut found) = (Vec::new(), Vec::new());
        let (mut at, mut cue) = (0, false);
        while at < folded.len() {
            match self.at(folded, at, folded.len(), &mut found).filter(|_| edges_hold(folded, Span::new(at, folded.len()), Edges::Start)) {
                Some(spoken) => {
                    out.extend(spoken.verb.filter(|_| !cue).map(|v| (at, v.lemma.as_str())));
                    cue = spoken.is(Part::Cue);
                    at = spoken.end;
                }
                None => {
                    let space = folded[at..].starts_with(' ');
                    cue &= space;
                    at += folded[at..].chars().next().map_or(1, char::len_utf8);
                }
            }
        }
        out
    }
}
