//! Rules [quy tắc]: what this crate knows, as data. In: `rules/*.toml` (inside the binary)
//! and a user's own folder over them. Out: [`Rules`], immutable, shared by all threads.
//!
//! A rule's set is the first part of its id: `citation.numbered` belongs to
//! `Set::Citation`, whatever file it stands in. The same id in a later file replaces
//! the earlier rule, so a user's folder can mend one rule without copying the rest.

mod beside;
mod check;
mod compile;
mod confidence;
mod fault;
mod file;
mod gate;
mod gazetteer;
mod load;
mod matcher;
mod opening;
mod pattern;
mod trial;
mod types;
mod verbs;

pub(crate) use check::prove_with;
pub use check::{Proof, check, prove};
pub(crate) use compile::Rule;
pub(crate) use confidence::Judged;
pub use fault::Fault;
pub(crate) use file::Case;
pub(crate) use gazetteer::{Begins, Form, Gazetteer, Head, HeadKind, LongForm, Printed, Province, Said, Word, join};
pub(crate) use load::Tables;
pub(crate) use matcher::{Match, Prepared, RuleSet, edges_hold, run_alone};
pub(crate) use types::Types;
pub(crate) use verbs::{Part, Spoken, Verb, Verbs};

use crate::letters::{bare, fold};
use gate::Gate;

/// The name of a sector has no more words.
const FIRST_WORDS: usize = 12;

/// The sets of rules; a rule's id begins with the set's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Set {
    /// `text.`: what readers leave in a text that is not the document's.
    Text,
    /// `letterhead.`: anchors of head, addressees and footer.
    Letterhead,
    /// `outline.`: labels of provisions and items.
    Outline,
    /// `citation.`: forms of reference.
    Citation,
    /// `relation.`: cues of relations between documents.
    Relation,
    /// `body.`: forms of names of bodies and posts.
    Body,
    /// `recipient.`: entries of recipient lists.
    Recipient,
    /// `obligation.`: who must do what.
    Obligation,
    /// `deadline.`: by when.
    Deadline,
    /// `verb.`: words round the verbs of tasks.
    Verb,
    /// `person.`: words of names of persons.
    Person,
    /// `score.`: words that are no part of a value when answers are compared.
    Score,
}

impl Set {
    /// All sets, in the order of their indices.
    pub(crate) const ALL: [Self; 12] = [
        Self::Text,
        Self::Letterhead,
        Self::Outline,
        Self::Citation,
        Self::Relation,
        Self::Body,
        Self::Recipient,
        Self::Obligation,
        Self::Deadline,
        Self::Verb,
        Self::Person,
        Self::Score,
    ];

    /// True where its rules are searched for all over a text. Those of other sets are tried
    /// at known places, or read as word lists: their everyday words would flood the gate.
    pub(crate) const fn is_gated(self) -> bool {
        matches!(self, Self::Letterhead | Self::Recipient | Self::Obligation | Self::Deadline)
    }

    /// First part of the ids of its rules.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Letterhead => "letterhead",
            Self::Outline => "outline",
            Self::Citation => "citation",
            Self::Relation => "relation",
            Self::Body => "body",
            Self::Recipient => "recipient",
            Self::Obligation => "obligation",
            Self::Deadline => "deadline",
            Self::Verb => "verb",
            Self::Person => "person",
            Self::Score => "score",
        }
    }
}

/// Everything the crate knows, ready to run.
#[derive(Debug)]
pub struct Rules {
    gate: Gate,
    sets: Vec<RuleSet>,
    /// Types of document.
    pub(crate) types: Types,
    /// Bodies, heads, abbreviations and provinces, as written.
    pub(crate) tables: Tables,
    /// Nouns that open names of bodies, folded.
    body_heads: Vec<String>,
    /// Bodies and how they are named.
    pub(crate) gazetteer: Gazetteer,
    /// Verbs of tasks and the words round them.
    pub(crate) verbs: Verbs,
    /// What makes values certain.
    pub(crate) confidences: confidence::Confidences,
}

impl Rules {
    /// The rules inside the binary.
    ///
    /// # Errors
    /// All faults found, each with its place and cure. The built-in rules have none: a
    /// test proves it.
    pub fn builtin() -> Result<Self, Vec<Fault>> {
        load::load(None)
    }

    /// The rules inside the binary with those of `folder` over them.
    ///
    /// # Errors
    /// All faults found in either.
    pub fn with_overlay(folder: &std::path::Path) -> Result<Self, Vec<Fault>> {
        load::load(Some(folder))
    }

    /// Number of rules and entries of tables.
    #[must_use]
    pub fn count(&self) -> usize {
        let t = &self.tables;
        let patterns: usize = self.sets.iter().map(|s| s.rules.len()).sum();
        patterns + self.types.iter().count() + t.bodies.len() + t.heads.len() + t.abbreviations.len() + t.provinces.len() + t.verbs.len()
    }

    /// One set.
    pub(crate) fn set(&self, set: Set) -> &RuleSet {
        &self.sets[set as usize]
    }

    /// True where `span` opens with a noun that opens names of bodies.
    pub(crate) fn opens_with_head(&self, hay: &Prepared, span: crate::span::Span) -> bool {
        let words = hay.folded_of(span);
        let opens = |head: &String| words.strip_prefix(head.as_str()).is_some_and(|r| !r.starts_with(char::is_alphanumeric));
        self.body_heads.iter().any(opens)
    }

    /// As [`Rules::opens_with_head`], whatever the marks: `CUC` for `CỤC`.
    pub(crate) fn opens_with_misread_head(&self, words: &str) -> bool {
        let plain = |words: &str| bare(words).collect::<String>();
        let words = plain(words);
        let opens = |head: &String| words.strip_prefix(plain(head).as_str()).is_some_and(|r| !r.starts_with(char::is_alphanumeric));
        self.body_heads.iter().any(opens)
    }

    /// True where `span` opens with what a shared head may be said of: "Tài chính, Y tế".
    pub(crate) fn opens_with_sector(&self, hay: &Prepared, span: crate::span::Span) -> bool {
        let words = self.gazetteer.cut_some(hay.of(span), hay.folded_of(span), crate::span::Span::new(0, span.len()), FIRST_WORDS);
        self.gazetteer.sectors.len_at(&words, 0) > 0
    }

    /// True for a usual first word of persons' names.
    pub(crate) fn is_family_name(&self, word: &str) -> bool {
        let folded = fold(word);
        self.set(Set::Person).with_role("family").any(|r| r.keywords.contains(&folded))
    }

    /// True for any first word of persons' names, whatever the marks of a usual one.
    pub(crate) fn may_open_a_name(&self, word: &str) -> bool {
        let folded = fold(word);
        let set = self.set(Set::Person);
        let kept = set.with_role("family-kept").any(|r| r.keywords.contains(&folded));
        kept || set.with_role("family").any(|r| r.keywords.iter().any(|k| bare(k).eq(bare(&folded))))
    }

    /// Makes a text ready for matching.
    pub(crate) fn prepare(&self, text: String) -> Prepared {
        Prepared::new(text, &self.gate)
    }
}
