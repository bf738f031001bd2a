//! Patterns [mẫu]: regular expressions that are compiled when they are first run. In: an
//! expanded pattern. Out: its matches in a text, and the names of its groups.
//!
//! Compiling is most of what loading costs, and one document asks little of most patterns:
//! a pattern is [tried](super::trial) first, and compiled when that has become too dear.

use super::opening::{Opening, opens_with};
use super::trial::{Told, Trial, can_try};
use crate::span::Span;
use regex_automata::util::primitives::NonMaxUsize;
use regex_automata::{Anchored, Input, meta};
use regex_syntax::ast::{Ast, GroupKind, Visitor, parse::Parser, visit};
use regex_syntax::hir::Hir;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Steps of trials that take about a quarter of the time that compiling a pattern does: what
/// has taken so many will take more.
const STEPS: u32 = 30_000;

/// When a pattern is compiled.
#[derive(Debug, Clone, Copy)]
pub(crate) enum When {
    /// At once: every fault is found.
    Now,
    /// When it is first run: for patterns that a test has compiled. One that turns out to
    /// be none matches nothing.
    FirstRun,
}

/// A pattern.
#[derive(Debug)]
pub(crate) struct Pattern {
    source: String,
    parsed: OnceLock<Option<Parsed>>,
    compiled: OnceLock<Option<meta::Regex>>,
    /// Steps that trials have taken.
    steps: AtomicU32,
}

/// A pattern that was looked at.
#[derive(Debug)]
struct Parsed {
    hir: Hir,
    /// How its matches begin; most places are told by it, and many patterns never compiled.
    opening: Opening,
    /// It may be tried without being compiled.
    tried: bool,
    /// Groups, the whole match among them.
    groups: usize,
}

/// Named groups and their index.
pub(crate) type Groups = Vec<(String, usize)>;

impl Pattern {
    /// Reads `source`, and compiles it if it is time. The fault is in words.
    pub(crate) fn new(source: String, when: When) -> Result<(Self, Groups), String> {
        let (groups, compiled) = match when {
            When::Now => (groups(&source)?, OnceLock::from(Some(compile(&parse(&source)?)?))),
            When::FirstRun => (groups_at_a_glance(&source), OnceLock::new()),
        };
        Ok((Self { source, parsed: OnceLock::new(), compiled, steps: AtomicU32::new(0) }, groups))
    }

    /// The first match that begins at `from` or behind it.
    pub(crate) fn find_at(&self, text: &str, from: usize) -> Option<Span> {
        let parsed = self.parsed()?;
        if !parsed.opening.may_open_from(text, from) {
            return None;
        }
        let tried = self.trial(parsed, text, text.len()).and_then(|mut trial| {
            let found = first(&mut trial, parsed, text, from);
            self.count(&trial, found)
        });
        tried.unwrap_or_else(|| self.search(Input::new(text).range(from..)))
    }

    /// The first match.
    pub(crate) fn find(&self, text: &str) -> Option<Span> {
        self.find_at(text, 0)
    }

    /// The match that begins exactly at `at`.
    pub(crate) fn match_at(&self, text: &str, at: usize) -> Option<Span> {
        let parsed = self.parsed()?;
        if !parsed.opening.may_open(text, at) {
            return None;
        }
        let tried = self.trial(parsed, text, text.len()).and_then(|mut trial| {
            let found = told(trial.at(&parsed.hir, at), at);
            self.count(&trial, found)
        });
        tried.unwrap_or_else(|| self.search(Input::new(text).range(at..).anchored(Anchored::Yes)))
    }

    /// The groups of a match that was found in `text`, by index. Asked for matches only: the
    /// search without them is many times faster.
    pub(crate) fn groups(&self, text: &str, found: Span) -> Vec<Option<Span>> {
        let tried = self.parsed().and_then(|parsed| {
            let mut trial = self.trial(parsed, text, found.end)?;
            let groups = trial.groups(&parsed.hir, found.start, parsed.groups);
            self.count(&trial, groups)
        });
        tried.unwrap_or_else(|| self.searched_groups(text, found))
    }

    fn searched_groups(&self, text: &str, found: Span) -> Vec<Option<Span>> {
        let Some(regex) = self.compiled() else { return Vec::new() };
        let mut slots: Vec<Option<NonMaxUsize>> = vec![None; regex.group_info().slot_len()];
        regex.search_slots(&Input::new(text).range(found.start..found.end).anchored(Anchored::Yes), &mut slots);
        slots.chunks_exact(2).map(|s| Some(Span::new(s.first().copied()??.get(), s.last().copied()??.get()))).collect()
    }

    /// A trial, while trials are cheaper than what they save.
    fn trial<'t>(&self, parsed: &Parsed, text: &'t str, end: usize) -> Option<Trial<'t>> {
        let left = STEPS.saturating_sub(self.steps.load(Ordering::Relaxed));
        (parsed.tried && left > 0 && self.compiled.get().is_none()).then(|| Trial::new(text, end, left))
    }

    /// Counts what a trial took.
    fn count<T>(&self, trial: &Trial<'_>, found: Option<T>) -> Option<T> {
        let left = if found.is_some() { trial.left() } else { 0 };
        // Of trials at the same time one counts: no match hangs on the count.
        self.steps.store(STEPS.saturating_sub(left), Ordering::Relaxed);
        found
    }

    /// True where every match opens with one of `words`, as far as that can be told.
    pub(super) fn opens_with(&self, words: &[String]) -> bool {
        self.parsed().is_some_and(|pattern| opens_with(&pattern.hir, words))
    }

    fn search(&self, input: Input<'_>) -> Option<Span> {
        self.compiled()?.search(&input).map(|m| m.range().into())
    }

    fn parsed(&self) -> Option<&Parsed> {
        let parsed = |hir: Hir| Parsed {
            opening: Opening::new(&hir),
            tried: can_try(&hir),
            groups: hir.properties().explicit_captures_len() + 1,
            hir,
        };
        self.parsed.get_or_init(|| parse(&self.source).ok().map(parsed)).as_ref()
    }

    fn compiled(&self) -> Option<&meta::Regex> {
        self.compiled.get_or_init(|| compile(&self.parsed()?.hir).ok()).as_ref()
    }
}

/// The first match at `from` or behind it: the outer answer is `None` where the trial took too
/// long.
fn first(trial: &mut Trial<'_>, parsed: &Parsed, text: &str, from: usize) -> Option<Option<Span>> {
    let mut at = from;
    while let Some(next) = parsed.opening.next(text, at) {
        match told(trial.at(&parsed.hir, next), next) {
            Some(None) => at = next + 1,
            found => return found,
        }
    }
    Some(None)
}

/// What a trial at `at` says; `None` where it took too long.
fn told(said: Told, at: usize) -> Option<Option<Span>> {
    match said {
        Told::Match(end) => Some(Some(Span::new(at, end))),
        Told::Nothing => Some(None),
        Told::TooLong => None,
    }
}

fn parse(source: &str) -> Result<Hir, String> {
    let last = |e: regex_syntax::Error| e.to_string().lines().last().unwrap_or_default().trim().to_owned();
    regex_syntax::Parser::new().parse(source).map_err(last)
}

fn compile(pattern: &Hir) -> Result<meta::Regex, String> {
    const MOST: usize = 8 << 20;
    let config = meta::Config::new().nfa_size_limit(Some(MOST)).hybrid_cache_capacity(2 << 20);
    meta::Builder::new().configure(config).build_from_hir(pattern).map_err(|e| match e.size_limit() {
        Some(limit) => format!("Compiled regex exceeds size limit of {limit} bytes."),
        None => e.to_string(),
    })
}

/// The named groups of a pattern that is known to be one: parsing hundreds of them takes
/// longer than a letter does.
fn groups_at_a_glance(source: &str) -> Groups {
    let mut out = Groups::new();
    let (mut index, mut classes) = (0, 0_u32);
    let mut bytes = source.bytes().enumerate();
    while let Some((at, b)) = bytes.next() {
        match b {
            b'\\' => drop(bytes.next()),
            b'[' => classes += 1,
            b']' => classes = classes.saturating_sub(1),
            b'(' if classes == 0 => {
                let rest = &source[at + 1..];
                let named = rest.strip_prefix("?P<").or_else(|| rest.strip_prefix("?<"));
                index += usize::from(named.is_some() || !rest.starts_with('?'));
                out.extend(named.and_then(|n| n.split_once('>')).map(|(name, _)| (name.to_owned(), index)));
            }
            _ => {}
        }
    }
    out
}

/// The named groups of a pattern, without compiling it.
fn groups(source: &str) -> Result<Groups, String> {
    let ast = Parser::new().parse(source).map_err(|e| format!("error: {}", e.kind()))?;
    visit(&ast, Names(Vec::new()))
}

/// Gathers names.
struct Names(Groups);

impl Visitor for Names {
    type Output = Groups;
    type Err = String;

    fn finish(self) -> Result<Groups, String> {
        Ok(self.0)
    }

    fn visit_pre(&mut self, ast: &Ast) -> Result<(), String> {
        if let Ast::Group(g) = ast
            && let GroupKind::CaptureName { name, .. } = &g.kind
        {
            let index = usize::try_from(name.index).map_err(|e| e.to_string())?;
            self.0.push((name.name.clone(), index));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_compiled_pattern() {
        let source = "(?:số (?P<so>[0-9]+(?P<chu>[a-z])?)|(?<nam>20[0-9]{2}))";
        let (pattern, groups) = Pattern::new(source.to_owned(), When::FirstRun).unwrap();
        assert_eq!(groups, [("so".to_owned(), 1), ("chu".to_owned(), 2), ("nam".to_owned(), 3)]);
        let text = "của số 7a";
        let found = pattern.find(text).unwrap();
        assert_eq!((found.of(text), pattern.match_at(text, 6), pattern.match_at(text, 0)), ("số 7a", Some(found), None));
        let words: Vec<Option<&str>> = pattern.groups(text, found).iter().map(|g| g.map(|g| g.of(text))).collect();
        assert_eq!(words, [Some("số 7a"), Some("7a"), Some("a"), None]);
    }

    #[test]
    fn a_glance_at_the_built_in_patterns_sees_their_groups() {
        let rules = crate::rules::Rules::builtin().unwrap();
        let all = crate::rules::Set::ALL.iter().flat_map(|&s| &rules.set(s).rules);
        let mut named = 0;
        for rule in all {
            assert_eq!(Ok(&rule.groups), groups(&rule.regex.source).as_ref(), "{}", rule.id);
            named += rule.groups.len();
        }
        assert!(named > 100);
        assert_eq!(groups_at_a_glance(r"\((?P<a>x)[(](?:y)\[(z)(?<b>[[:alpha:](]))"), [("a".to_owned(), 1), ("b".to_owned(), 3)]);
    }

    #[test]
    fn faults_are_found_in_time() {
        assert_eq!(Pattern::new("(số".to_owned(), When::Now).err().as_deref(), Some("error: unclosed group"));
        let huge = "(?:\\p{L}{1000}){1000}".to_owned();
        assert_eq!(Pattern::new(huge.clone(), When::Now).err().as_deref(), Some("Compiled regex exceeds size limit of 8388608 bytes."));
        let late = Pattern::new(huge, When::FirstRun).map(|(p, _)| p.find("ố".repeat(1000).as_str()));
        assert_eq!(late, Ok(None));
    }
}
