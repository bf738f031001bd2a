//! Patterns [mẫu]: regular expressions that are compiled when they are first run. In: an
//! expanded pattern. Out: something to be used as a [`Regex`], and the names of its groups.
//!
//! Compiling is most of what loading costs, and one document runs a part of the rules only.

use regex::{Regex, RegexBuilder};
use regex_syntax::ast::{Ast, GroupKind, Visitor, parse::Parser, visit};
use std::ops::Deref;
use std::sync::OnceLock;

/// When a pattern is compiled.
#[derive(Debug, Clone, Copy)]
pub(crate) enum When<'n> {
    /// At once: every fault is found.
    Now,
    /// When it is first run: for patterns that a test has compiled. One that turns out to
    /// be none is this instead.
    FirstRun(&'n Regex),
}

/// A pattern; it can be used as a [`Regex`].
#[derive(Debug)]
pub(crate) struct Pattern {
    source: String,
    compiled: OnceLock<Regex>,
    /// The same, bound to the start of what it is run on.
    anchored: OnceLock<Regex>,
    /// Stands in for a pattern that turns out to be none.
    never: Regex,
}

/// Named groups and their index.
pub(crate) type Groups = Vec<(String, usize)>;

impl Pattern {
    /// Reads `source`, and compiles it if it is time. The fault is in words.
    pub(crate) fn new(source: String, when: When<'_>) -> Result<(Self, Groups), String> {
        let anchored = OnceLock::new();
        match when {
            When::Now => {
                let groups = groups(&source)?;
                let regex = build(&source)?;
                let (compiled, never) = (OnceLock::from(regex.clone()), regex);
                Ok((Self { source, compiled, anchored, never }, groups))
            }
            When::FirstRun(never) => {
                let groups = groups_at_a_glance(&source);
                Ok((Self { source, compiled: OnceLock::new(), anchored, never: never.clone() }, groups))
            }
        }
    }

    /// The pattern bound to the start of its text; groups keep their index.
    pub(crate) fn anchored(&self) -> &Regex {
        self.anchored.get_or_init(|| build(&format!("^(?:{})", self.source)).unwrap_or_else(|_| self.never.clone()))
    }
}

impl Deref for Pattern {
    type Target = Regex;

    fn deref(&self) -> &Regex {
        self.compiled.get_or_init(|| build(&self.source).unwrap_or_else(|_| self.never.clone()))
    }
}

fn build(source: &str) -> Result<Regex, String> {
    let last = |e: &regex::Error| e.to_string().lines().last().unwrap_or_default().trim().to_owned();
    RegexBuilder::new(source).size_limit(8 << 20).build().map_err(|e| last(&e))
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
        let never = never();
        let (pattern, groups) = Pattern::new(source.to_owned(), When::FirstRun(&never)).unwrap();
        assert_eq!(groups, [("so".to_owned(), 1), ("chu".to_owned(), 2), ("nam".to_owned(), 3)]);
        let compiled: Groups = pattern.capture_names().enumerate().filter_map(|(i, n)| Some((n?.to_owned(), i))).collect();
        assert_eq!(groups, compiled);
        assert!(pattern.is_match("số 7a"));
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

    fn never() -> Regex {
        Regex::new("[a&&b]").unwrap()
    }

    #[test]
    fn faults_are_found_in_time() {
        assert_eq!(Pattern::new("(số".to_owned(), When::Now).err().as_deref(), Some("error: unclosed group"));
        let huge = "(?:\\p{L}{1000}){1000}".to_owned();
        assert_eq!(Pattern::new(huge.clone(), When::Now).err().as_deref(), Some("Compiled regex exceeds size limit of 8388608 bytes."));
        let late = Pattern::new(huge, When::FirstRun(&never())).map(|(p, _)| p.is_match("ố".repeat(1000).as_str()));
        assert_eq!(late, Ok(false));
    }
}
