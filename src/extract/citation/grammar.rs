//! The grammar of citations as a document needs it: the rules by name, and running one of
//! them where something ends or begins.
//!
//! In: the rule set. Out: matches at a place. Nothing is searched for over the whole text here.

use crate::letters::{is_alphanumeric, slug};
use crate::rules::{Prepared, Rule, RuleSet, Rules, Set, edges_hold};
use crate::span::Span;
use std::collections::BTreeMap;

/// The rules that citations and relations are read by.
pub(crate) struct Grammar<'r> {
    citation: &'r RuleSet,
    relation: &'r RuleSet,
    numbers: Vec<&'r Rule>,
    shorts: Vec<&'r Rule>,
}

/// A match at a place, with its named groups.
#[derive(Debug, Clone)]
pub(crate) struct Hit<'r> {
    /// The rule.
    pub(crate) rule: &'r Rule,
    /// All of it.
    pub(crate) span: Span,
    groups: Vec<(&'r str, Span)>,
}

impl Hit<'_> {
    /// A named group, where it took part.
    pub(crate) fn group(&self, name: &str) -> Option<Span> {
        self.groups.iter().find(|(n, _)| *n == name).map(|&(_, s)| s)
    }
}

/// A table of a rule: key to value.
pub(crate) type Table = BTreeMap<String, String>;

impl<'r> Grammar<'r> {
    /// The grammar in `rules`.
    pub(crate) fn new(rules: &'r Rules) -> Self {
        let (citation, relation) = (rules.set(Set::Citation), rules.set(Set::Relation));
        let of_role = |role: &str| citation.with_role(role).collect();
        Self { citation, relation, numbers: of_role("number"), shorts: of_role("short") }
    }

    /// A rule of citations. Rules stand sorted by id.
    pub(crate) fn rule(&self, id: &str) -> Option<&'r Rule> {
        let rules = &self.citation.rules;
        rules.binary_search_by(|r| r.id.as_str().cmp(id)).ok().map(|i| &rules[i])
    }

    /// The table of a rule of citations.
    pub(crate) fn table(&self, id: &str) -> Option<&'r Table> {
        self.rule(id).map(|r| &r.gives)
    }

    /// A value of a table.
    pub(crate) fn value(&self, id: &str, key: &str) -> Option<&'r str> {
        self.table(id)?.get(key).map(String::as_str)
    }

    /// Rules of numbers with a symbol.
    pub(crate) fn numbers(&self) -> &[&'r Rule] {
        &self.numbers
    }

    /// Rules of what stands before a bare number.
    pub(crate) fn shorts(&self) -> &[&'r Rule] {
        &self.shorts
    }

    /// All rules of relations of a role.
    pub(crate) fn relations(&self, role: &str) -> impl Iterator<Item = &'r Rule> + use<'r> {
        self.relation.with_role(role)
    }

    /// What a rule of citations finds at `at`.
    pub(crate) fn after(&self, id: &str, hay: &Prepared, at: usize, end: usize) -> Option<Hit<'r>> {
        after(self.rule(id)?, hay, at, end)
    }

    /// What a rule of citations finds that ends at `at`, not before `from`.
    pub(crate) fn before(&self, id: &str, hay: &Prepared, from: usize, at: usize) -> Option<Hit<'r>> {
        before(self.rule(id)?, hay, from, at)
    }

    /// True where all of `span` is what a rule of citations describes.
    pub(crate) fn is(&self, id: &str, hay: &Prepared, span: Span) -> bool {
        self.after(id, hay, span.start, span.end).is_some_and(|h| h.span.end == span.end)
    }

    /// The first place in `span` where a rule of citations matches with its edges.
    pub(crate) fn first(&self, id: &str, hay: &Prepared, span: Span) -> Option<Span> {
        first(self.rule(id)?, hay, span)
    }
}

fn text_of<'h>(rule: &Rule, hay: &'h Prepared) -> &'h str {
    match rule.case {
        crate::rules::Case::Fold => &hay.folded,
        crate::rules::Case::Exact => &hay.text,
    }
}

/// What `rule`, whose pattern begins with `^`, finds at `at`.
pub(crate) fn after<'r>(rule: &'r Rule, hay: &Prepared, at: usize, end: usize) -> Option<Hit<'r>> {
    let text = text_of(rule, hay);
    let slice = text.get(at..end)?;
    hit(rule, text, slice, at)
}

/// What `rule`, whose pattern ends with `$`, finds before `at`.
pub(crate) fn before<'r>(rule: &'r Rule, hay: &Prepared, from: usize, at: usize) -> Option<Hit<'r>> {
    let text = text_of(rule, hay);
    let slice = text.get(from..at)?;
    hit(rule, text, slice, from)
}

fn hit<'r>(rule: &'r Rule, text: &str, slice: &str, offset: usize) -> Option<Hit<'r>> {
    // The bounds first: without groups a search is many times faster, and most fail.
    let found = rule.regex.find(slice)?;
    let span = found.shifted(offset);
    if !edges_hold(text, span, rule.edges) {
        return None;
    }
    let groups = if rule.groups.is_empty() { Vec::new() } else { rule.regex.groups(slice, found) };
    let named = |(name, i): &'r (String, usize)| Some((name.as_str(), (*groups.get(*i)?)?.shifted(offset)));
    Some(Hit { rule, span, groups: rule.groups.iter().filter_map(named).collect() })
}

/// The first match of `rule` in `span` whose edges hold.
pub(crate) fn first(rule: &Rule, hay: &Prepared, span: Span) -> Option<Span> {
    let text = text_of(rule, hay);
    let slice = text.get(..span.end)?;
    let mut at = span.start;
    while let Some(found) = rule.regex.find_at(slice, at) {
        if edges_hold(text, found, rule.edges) {
            return Some(found);
        }
        at = next_char(slice, found.start);
    }
    None
}

/// The next character boundary after `at`.
pub(crate) fn next_char(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|t| t.chars().next()).map_or(text.len(), |c| at + c.len_utf8())
}

/// A word: where it stands, and its letters without marks.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// Where.
    pub(crate) span: Span,
    /// `quyet`.
    pub(crate) bare: String,
}

/// Up to `count` words that end right before `at`, last first, parted by single spaces only.
pub(crate) fn words_before(folded: &str, from: usize, at: usize, count: usize) -> Vec<Word> {
    let mut out = Vec::with_capacity(count);
    let mut end = at;
    while out.len() < count && end > from {
        let Some(before) = folded.get(from..end) else { break };
        let start = before.char_indices().rev().take_while(|&(_, c)| is_alphanumeric(c)).last().map_or(end, |(i, _)| from + i);
        if start == end {
            break;
        }
        out.push(Word { span: Span::new(start, end), bare: bare(&folded[start..end]) });
        if start <= from || folded.as_bytes()[start - 1] != b' ' {
            break;
        }
        end = start - 1;
    }
    out
}

/// The letters of a folded word without marks.
pub(crate) fn bare(word: &str) -> String {
    if word.is_ascii() { word.to_owned() } else { slug(word) }
}
