//! Scene: what is known of a document before its obligations are read.

use super::super::deadline::Issued;
use crate::extract::bodies::{Kind, NamedBody};
use crate::letters::fold;
use crate::norm::Normal;
use crate::rules::{Form, RuleSet, Rules, Set};
use crate::segment::{Passage, Zones};
use crate::span::Span;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// A list of bodies is looked for in so many bytes at most.
const LONGEST: usize = 900;

/// Bodies, and the words that name them.
type NamedAt = (Span, Vec<NamedBody>);

/// Another paper as the text names it.
#[derive(Debug)]
pub(crate) struct CitedPaper {
    /// From its type to its number, date or issuer.
    pub(crate) span: Span,
    /// Its issuer in full.
    pub(crate) issuer: Option<String>,
}

/// A document whose obligations are to be read.
pub(crate) struct Scene<'a> {
    /// The text.
    pub(crate) normal: &'a Normal,
    /// The rules.
    pub(crate) rules: &'a Rules,
    /// Its parts.
    pub(crate) zones: &'a Zones,
    /// It is a letter: addressees owe what nobody else is named for.
    pub(crate) letter: bool,
    /// It is a telegram: its addressees owe what a lead orders without a name.
    pub(crate) telegram: bool,
    /// It asks a higher body and lays no task (tờ trình, báo cáo).
    pub(crate) submits: bool,
    /// Full names of those who issue it, as [keys](crate::letters::key).
    pub(crate) issuers: Vec<String>,
    /// Keys of those in whose name they write: themselves, and the committee of an office.
    pub(crate) principals: Vec<String>,
    /// Other papers that the text names, in its order.
    pub(crate) cited: Vec<CitedPaper>,
    /// Bodies after "Kính gửi".
    pub(crate) addressees: Vec<NamedBody>,
    /// Month of issue.
    pub(crate) issued: Issued,
    /// Places that were asked for bodies, with the answers: several readers ask at the same.
    pub(crate) asked: RefCell<BTreeMap<(usize, usize), Option<NamedAt>>>,
}

impl<'a> Scene<'a> {
    /// Rules of obligations.
    pub(crate) fn set(&self) -> &'a RuleSet {
        self.rules.set(Set::Obligation)
    }

    /// Passages of the body.
    pub(crate) fn passages(&self) -> &'a [Passage] {
        &self.zones.passages
    }

    /// Words of a span.
    pub(crate) fn of(&self, span: Span) -> &'a str {
        self.normal.hay.of(span)
    }

    /// The first match of a role that begins exactly at `at` (after white space).
    pub(crate) fn at(&self, role: &str, at: usize, end: usize) -> Option<Span> {
        let span = Span::new(at, end).trimmed(&self.normal.hay.text);
        self.set().at(&self.normal.hay, span, role).map(|m| m.span)
    }

    /// True where a role matches anywhere inside `span`.
    pub(crate) fn has(&self, role: &str, span: Span) -> bool {
        self.set().first_of(&self.normal.hay, span, role).is_some()
    }

    /// The words at the start of `span` tell of something and lay no duty; `duty` is where a
    /// verb of duty there ends: "là đầu mối" is a duty, "là" alone an account.
    pub(crate) fn tells(&self, span: Span, duty: Option<usize>) -> bool {
        self.at("account", span.start, span.end).is_some_and(|a| duty.is_none_or(|end| a.end >= end))
    }

    /// The words up to `end` belong to the name of `body`.
    pub(crate) fn lengthen(&self, body: &mut NamedBody, end: usize) {
        body.end = end;
        body.name = self.rules.gazetteer.expand(&self.of(Span::new(body.start, end)).replace('\n', " "));
    }

    /// Bodies that begin at `at`, white space aside.
    pub(crate) fn bodies_at(&self, at: usize, end: usize) -> Option<NamedAt> {
        let span = Span::new(at, end).trimmed(&self.normal.hay.text);
        if span.is_empty() {
            return None;
        }
        let end = self.normal.hay.text.floor_char_boundary(span.end.min(span.start + LONGEST));
        if let Some(known) = self.asked.borrow().get(&(span.start, end)) {
            return known.clone();
        }
        let bodies = || self.rules.gazetteer.leading(&self.normal.hay, span.start, end).filter(|(_, b)| !b.is_empty());
        let found = if self.at("verb-not-body", span.start, span.end).is_some() { None } else { bodies() };
        self.asked.borrow_mut().insert((span.start, end), found.clone());
        found
    }

    /// The addressees that a word of courtesy means: those whose names have its noun ("Quý
    /// Sở"), else all of them ("Quý cơ quan").
    pub(crate) fn addressed(&self, courtesy: Span) -> Vec<NamedBody> {
        let words = self.normal.hay.folded_of(courtesy);
        let noun = words.split_once(' ').map_or(words, |(_, noun)| noun);
        let named = |b: &&NamedBody| fold(&b.name).contains(noun);
        let meant: Vec<NamedBody> = self.addressees.iter().filter(named).cloned().collect();
        if meant.is_empty() { self.addressees.clone() } else { meant }
    }

    /// "Công ty" in a letter to one is its addressee; "Các Cục Thuế" in a letter to `Cục Thuế các tỉnh, thành phố` are those it is addressed to.
    pub(crate) fn in_full(&self, body: &mut NamedBody) {
        let [only] = self.addressees.as_slice() else { return };
        let folded = fold(&body.name);
        // "Công ty" in a letter to one: the addressee.
        if body.kind == Kind::Body && !body.named && fold(&only.name).strip_prefix(&folded).is_some_and(|rest| rest.starts_with(' ')) {
            body.name.clone_from(&only.name);
            return;
        }
        let words = self.rules.gazetteer.cut(&body.name, &folded);
        let each = self.rules.gazetteer.form(Form::Each).len_at(&words, 0);
        let Some(own) = words.get(each).filter(|_| each > 0).and_then(|w| folded.get(w.start..)) else { return };
        if fold(&only.name).strip_prefix(own).is_some_and(|rest| rest.starts_with(' ')) {
            body.name.clone_from(&only.name);
        }
    }

    /// The bodies of a printed list that begins at byte `at`.
    pub(crate) fn list(&self, at: usize, words: &str) -> Vec<NamedBody> {
        self.rules.gazetteer.list(words).into_iter().map(|b| NamedBody { start: b.start + at, end: b.end + at, ..b }).collect()
    }

    /// True where `names` are the issuers themselves: by their names, by the first words of
    /// them ("Công ty"), or by the post at their head ("Bộ trưởng Bộ Tài chính").
    pub(crate) fn is_issuer(&self, names: &[NamedBody]) -> bool {
        let of_issuer = |name: &str| {
            let name = crate::letters::key(name);
            self.issuers.iter().any(|i| i.starts_with(&name) || name.ends_with(i))
        };
        // "Trung tâm Cấp cứu mỏ - TKV" is below the issuer, not the issuer.
        let below = |n: &NamedBody| n.kind == Kind::Body && n.name.contains(" - ") && !self.issuers.contains(&crate::letters::key(&n.name));
        !names.is_empty() && names.len() <= self.issuers.len().max(1) && names.iter().all(|n| of_issuer(&n.name) && !below(n))
    }
}
