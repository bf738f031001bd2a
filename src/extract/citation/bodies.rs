//! Bodies [cơ quan] as citations need them, and a plain stand-in that reads names by their
//! heads and ends.
//!
//! In: a place in the text. Out: the name that opens there. Ids and the gazetteer of bodies
//! belong to another room; it may stand behind the same trait.

use super::Own;
use super::grammar::{Grammar, next_char};
use crate::rules::{Prepared, edges_hold};
use crate::span::Span;

/// Who can read the names of bodies and posts.
pub(crate) trait Bodies {
    /// The body or post whose name opens at `at` and ends at `end` or before: its place and
    /// its name, abbreviations expanded.
    fn leading(&self, hay: &Prepared, at: usize, end: usize) -> Option<(Span, String)>;
    /// A printed name with its abbreviations expanded.
    fn expand(&self, name: &str) -> String;
    /// The body that one part of a symbol names beyond doubt.
    fn of_symbol(&self, part: &str) -> Option<String>;
    /// A name made whole by what is known of the document: its province.
    fn qualify(&self, name: &str, own: &Own) -> String;
}

/// Names by their first and last words only.
pub(crate) struct PlainBodies<'r> {
    grammar: Grammar<'r>,
}

impl<'r> PlainBodies<'r> {
    /// Over the rules of citations.
    pub(crate) fn new(grammar: Grammar<'r>) -> Self {
        Self { grammar }
    }
}

/// Longest name in bytes.
const LONGEST: usize = 170;

impl Bodies for PlainBodies<'_> {
    fn leading(&self, hay: &Prepared, at: usize, end: usize) -> Option<(Span, String)> {
        let head = self.grammar.after("citation.body-head", hay, at, end)?;
        let limit = super::kind::floor(&hay.folded, end.min(at + LONGEST));
        let stop = name_end(&self.grammar, hay, head.span.end, limit);
        let span = Span::new(at, stop).trimmed(&hay.text);
        Some((span, self.expand(hay.of(span))))
    }

    fn expand(&self, name: &str) -> String {
        let words: Vec<&str> = name
            .split(' ')
            .map(|w| self.grammar.value("citation.body-short", w.trim_end_matches(',')).filter(|_| !w.ends_with(',')).unwrap_or(w))
            .collect();
        words.join(" ")
    }

    fn of_symbol(&self, part: &str) -> Option<String> {
        self.grammar.value("citation.symbol-issuer", part).map(str::to_owned)
    }

    fn qualify(&self, name: &str, own: &Own) -> String {
        let folded = crate::letters::fold(name);
        let local = self.grammar.rule("citation.body-local").is_some_and(|r| r.regex.find(&folded).is_some());
        match &own.province {
            Some(province) if local => format!("{name} {province}"),
            _ => name.to_owned(),
        }
    }
}

/// The first place after `at` where a name must end.
fn name_end(grammar: &Grammar<'_>, hay: &Prepared, at: usize, limit: usize) -> usize {
    let Some(rule) = grammar.rule("citation.body-end") else { return at };
    let text = &hay.folded;
    let mut end = limit;
    if let Some(m) = text[at..limit].find([',', ';', ':', '(', ')', '\n', '“', '"', '[', ']']) {
        end = at + m;
    }
    if let Some(dot) = text[at..end].find(". ").or_else(|| text[at..end].ends_with('.').then(|| end - at - 1)) {
        end = at + dot;
    }
    let mut from = at;
    while let Some(span) = text.get(..end).and_then(|t| rule.regex.find_at(t, from)) {
        if edges_hold(text, span, rule.edges) {
            return span.start;
        }
        from = next_char(text, span.start);
    }
    end
}
