//! Running rules: one keyword gate over the whole text, then only those patterns whose
//! keyword occurs in the passage, then the judgement of word edges.

use super::compile::Rule;
use super::file::{Case, Edges};
use super::gate::{Gate, Hits, RoleIndex, RuleIndex};
use super::gazetteer::WordMap;
use crate::letters::{fold, is_alphanumeric};
use crate::span::Span;
use std::collections::BTreeMap;

/// A text made ready for matching: as printed, folded (equally long), and where keywords
/// occur. Built once per document.
#[derive(Debug, Default)]
pub(crate) struct Prepared {
    /// The words as printed, NFC.
    pub(crate) text: String,
    /// Lower case, one tone placement, look-alikes folded; the same byte offsets hold.
    pub(crate) folded: String,
    hits: Hits,
}

impl Prepared {
    /// Folds `text` and looks for every keyword.
    pub(crate) fn new(text: String, gate: &Gate) -> Self {
        let folded = fold(&text);
        let hits = gate.scan(&folded);
        Self { text, folded, hits }
    }

    /// The first `end` bytes with line breaks made spaces, or less where a letter ends later.
    pub(crate) fn without_breaks(&self, end: usize) -> Self {
        let end = self.folded.floor_char_boundary(self.text.floor_char_boundary(end));
        let flat = |text: &str| text.get(..end).unwrap_or(text).replace('\n', " ");
        Self { text: flat(&self.text), folded: flat(&self.folded), hits: self.hits.without_breaks(end) }
    }

    /// The words of a span as printed.
    pub(crate) fn of(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The words of a span, folded.
    pub(crate) fn folded_of(&self, span: Span) -> &str {
        span.of(&self.folded)
    }

    /// The whole text.
    pub(crate) const fn whole(&self) -> Span {
        Span::new(0, self.text.len())
    }
}

/// One match of one rule.
#[derive(Debug, Clone)]
pub(crate) struct Match<'r> {
    /// The rule.
    pub(crate) rule: &'r Rule,
    /// The whole match, in `Normal::text`.
    pub(crate) span: Span,
    /// Named groups that took part.
    groups: Vec<(usize, Span)>,
}

impl Match<'_> {
    /// A named group's span, where it took part.
    pub(crate) fn group(&self, name: &str) -> Option<Span> {
        let index = self.rule.groups.iter().find(|(n, _)| n == name)?.1;
        self.groups.iter().find(|(i, _)| *i == index).map(|&(_, s)| s)
    }
}

/// Rules of one file, run together.
#[derive(Debug)]
pub(crate) struct RuleSet {
    /// The rules.
    pub(crate) rules: Vec<Rule>,
    /// Index of the first rule over all sets.
    pub(crate) first: RuleIndex,
    /// Index of the first role over all sets.
    first_role: RoleIndex,
    /// By role, in the order of their names: the places of its rules.
    roles: Vec<Vec<usize>>,
    /// Roles by name. Looked up only, never walked through.
    by_name: WordMap<usize>,
}

impl RuleSet {
    /// A set of `rules`; the indices of its rules and roles go on from those of other sets.
    pub(crate) fn new(rules: Vec<Rule>, first: RuleIndex, first_role: RoleIndex) -> Self {
        let mut roles: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, rule) in rules.iter().enumerate() {
            roles.entry(rule.role.clone()).or_default().push(place);
        }
        let by_name = roles.keys().enumerate().map(|(place, role)| (role.as_str().into(), place)).collect();
        Self { rules, first, first_role, roles: roles.into_values().collect(), by_name }
    }

    /// The index of a role over all sets.
    pub(crate) fn role(&self, name: &str) -> Option<RoleIndex> {
        self.role_place(name).map(|place| self.first_role + u32::try_from(place).unwrap_or(0))
    }

    fn role_place(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// One past the index of the last role.
    pub(crate) fn roles_end(&self) -> RoleIndex {
        self.first_role + u32::try_from(self.roles.len()).unwrap_or(0)
    }

    /// The rules of one role.
    pub(crate) fn with_role<'r>(&'r self, role: &str) -> impl Iterator<Item = &'r Rule> + use<'r> {
        let places = self.role_place(role).and_then(|p| self.roles.get(p)).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|&p| self.rules.get(p))
    }

    fn rule(&self, index: RuleIndex) -> &Rule {
        &self.rules[(index - self.first) as usize]
    }

    /// The first match of a role inside `span`.
    pub(crate) fn first_of<'r>(&'r self, hay: &Prepared, span: Span, role: &str) -> Option<Match<'r>> {
        self.find_role(hay, span, role).into_iter().next()
    }

    /// The longest match of a role that begins exactly at the start of `span`.
    pub(crate) fn at<'r>(&'r self, hay: &Prepared, span: Span, role: &str) -> Option<Match<'r>> {
        let mut best: Option<Match<'r>> = None;
        let mut keep = |m: Match<'r>| {
            let better = |b: &Match<'_>| (m.span.end, m.rule.priority) > (b.span.end, b.rule.priority);
            if best.as_ref().is_none_or(better) {
                best = Some(m);
            }
        };
        let mut tried = Tried::default();
        for hit in hay.hits.inside(span, self.role(role)?) {
            let (rule, place) = (self.rule(hit.rule), hit.place());
            if rule.phrases.is_some() {
                if place.start == span.start && phrase_holds(rule, hay, place, span) {
                    keep(Match { rule, span: place, groups: Vec::new() });
                }
            } else if (place.start == span.start || !rule.opens_with_keyword()) && tried.first(hit.rule - self.first) {
                run_at(rule, hay, span).map(&mut keep);
            }
        }
        best
    }

    /// All matches inside `span` of the rules of one role whose keyword occurs there, by
    /// start and then longest first. Matches of different rules may overlap: the caller
    /// decides.
    pub(crate) fn find_role<'r>(&'r self, hay: &Prepared, span: Span, role: &str) -> Vec<Match<'r>> {
        self.find_roles(hay, span, &[role])
    }

    /// As [`RuleSet::find_role`], for several roles together.
    pub(crate) fn find_roles<'r>(&'r self, hay: &Prepared, span: Span, roles: &[&str]) -> Vec<Match<'r>> {
        let mut out: Vec<Match<'r>> = Vec::new();
        let mut tried = Tried::default();
        for role in roles.iter().filter_map(|r| self.role(r)) {
            for hit in hay.hits.inside(span, role) {
                let (rule, place) = (self.rule(hit.rule), hit.place());
                if rule.phrases.is_some() {
                    if phrase_holds(rule, hay, place, span) {
                        keep_phrase(&mut out, rule, place);
                    }
                } else if rule.opens_with_keyword() {
                    keep_opened(&mut out, rule, hay, Span::new(place.start, span.end));
                } else if tried.first(hit.rule - self.first) {
                    run(rule, &hay.text, &hay.folded, span, &mut out);
                }
            }
            for &index in hay.hits.always(role) {
                if tried.first(index - self.first) {
                    run(self.rule(index), &hay.text, &hay.folded, span, &mut out);
                }
            }
        }
        out.sort_by(|a, b| {
            (a.span.start, std::cmp::Reverse(a.span.end), std::cmp::Reverse(a.rule.priority), &a.rule.id).cmp(&(
                b.span.start,
                std::cmp::Reverse(b.span.end),
                std::cmp::Reverse(b.rule.priority),
                &b.rule.id,
            ))
        });
        out
    }
}

/// Which rules of a set have been tried on a passage.
#[derive(Default)]
struct Tried([u64; 8]);

impl Tried {
    /// True the first time a rule is asked for. Rules beyond the table are tried again at
    /// each keyword.
    fn first(&mut self, index: RuleIndex) -> bool {
        let (word, bit) = ((index / 64) as usize, index % 64);
        let Some(word) = self.0.get_mut(word) else { return true };
        let new = *word & (1 << bit) == 0;
        *word |= 1 << bit;
        new
    }
}

/// A phrase that stands at `place` counts: inside the passage, between words, as printed.
fn phrase_holds(rule: &Rule, hay: &Prepared, place: Span, span: Span) -> bool {
    let text = match rule.case {
        Case::Fold => &hay.folded,
        Case::Exact => &hay.text,
    };
    let as_printed = rule.case == Case::Fold || rule.phrases.as_ref().is_some_and(|p| p.iter().any(|p| p == place.of(text)));
    let whole = hay.text.is_char_boundary(place.start) && hay.text.is_char_boundary(place.end);
    place.end <= span.end && whole && as_printed && edges_hold(text, place, rule.edges)
}

/// Adds a phrase: of one rule's phrases the first from the left, the longest at one place,
/// none inside another.
fn keep_phrase<'r>(out: &mut Vec<Match<'r>>, rule: &'r Rule, place: Span) {
    let found = Match { rule, span: place, groups: Vec::new() };
    match out.iter_mut().rev().find(|m| std::ptr::eq(m.rule, rule)) {
        Some(last) if last.span.start == place.start => *last = found,
        Some(last) if last.span.end > place.start => {}
        _ => out.push(found),
    }
}

/// Adds the match of a pattern at the start of `span`, unless it stands inside one of the
/// same rule.
fn keep_opened<'r>(out: &mut Vec<Match<'r>>, rule: &'r Rule, hay: &Prepared, span: Span) {
    if out.iter().rev().find(|m| std::ptr::eq(m.rule, rule)).is_some_and(|last| last.span.end > span.start) {
        return;
    }
    let Some(before) = hay.folded.get(..span.end) else { return };
    let found = rule.regex.match_at(before, span.start).filter(|&f| holds(rule, &hay.text, &hay.folded, f));
    out.extend(found.map(|found| Match { rule, span: found, groups: groups(rule, before, found) }));
}

/// Runs a pattern at the start of `span` only.
fn run_at<'r>(rule: &'r Rule, hay: &Prepared, span: Span) -> Option<Match<'r>> {
    let text = match rule.case {
        Case::Fold => &hay.folded,
        Case::Exact => &hay.text,
    };
    let slice = text.get(span.start..span.end)?;
    let found = rule.regex.match_at(slice, 0)?;
    if !holds(rule, &hay.text, text, found.shifted(span.start)) {
        return None;
    }
    let groups = groups(rule, slice, found).into_iter().map(|(i, s)| (i, s.shifted(span.start))).collect();
    Some(Match { rule, span: found.shifted(span.start), groups })
}

/// A match counts: some words, whole letters of the printed text, between words. A tone moved
/// by folding may leave a boundary inside a printed letter.
fn holds(rule: &Rule, text: &str, hay: &str, found: Span) -> bool {
    let whole_letters = text.is_char_boundary(found.start) && text.is_char_boundary(found.end);
    !found.is_empty() && whole_letters && edges_hold(hay, found, rule.edges)
}

/// The named groups of a match that took part, by index.
fn groups(rule: &Rule, hay: &str, found: Span) -> Vec<(usize, Span)> {
    if rule.groups.is_empty() {
        return Vec::new();
    }
    let all = rule.regex.groups(hay, found);
    rule.groups.iter().filter_map(|&(_, i)| Some((i, (*all.get(i)?)?))).collect()
}

/// Runs one rule over a text that is not prepared. For the few places before or outside
/// the gate: the text is folded anew at each call.
pub(crate) fn run_alone<'r>(rule: &'r Rule, text: &str) -> Vec<Match<'r>> {
    let mut out = Vec::new();
    run(rule, text, &fold(text), Span::new(0, text.len()), &mut out);
    out
}

/// Runs one rule over `span`. Texts are equally long, so spans hold for both.
pub(crate) fn run<'r>(rule: &'r Rule, text: &str, folded: &str, span: Span, out: &mut Vec<Match<'r>>) {
    let hay = match rule.case {
        Case::Fold => folded,
        Case::Exact => text,
    };
    let Some(slice) = hay.get(..span.end) else { return };
    let mut from = span.start;
    while from <= span.end {
        if !hay.is_char_boundary(from) {
            from += 1;
            continue;
        }
        let Some(found) = rule.regex.find_at(slice, from) else { return };
        if !holds(rule, text, hay, found) {
            from = next_character(hay, found.start);
            continue;
        }
        out.push(Match { rule, span: found, groups: groups(rule, slice, found) });
        from = found.end;
    }
}

/// The next position at which a match could start after a failed one at `at`.
fn next_character(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(text.len() + 1, |c| at + c.len_utf8())
}

/// True where the ends of `span` fall between words as `edges` asks.
pub(crate) fn edges_hold(text: &str, span: Span, edges: Edges) -> bool {
    let inside = |c: Option<char>| c.is_some_and(is_alphanumeric);
    let joined_before = inside(text[..span.start].chars().next_back()) && inside(text[span.start..].chars().next());
    let joined_after = inside(text[..span.end].chars().next_back()) && inside(text[span.end..].chars().next());
    match edges {
        Edges::Word => !joined_before && !joined_after,
        Edges::Start => !joined_before,
        Edges::End => !joined_after,
        Edges::None => true,
    }
}
