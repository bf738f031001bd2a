//! Anchors of the head: the few forms that tell its parts apart, found on the head's text
//! with line breaks made spaces, so that a number or date broken over lines is one.

use crate::letters::{is_alphanumeric, is_lowercase, is_uppercase};
use crate::norm::Normal;
use crate::rules::{Match, Prepared, Rules, Set};
use crate::span::Span;
use std::cell::RefCell;
use std::rc::Rc;

/// The head is looked for in so many lines at most.
pub(crate) const LONGEST: usize = 70;

/// Matches of a role.
pub(crate) type Found<'n> = Rc<[Match<'n>]>;

/// The part of the text that may be head, on one line.
pub(crate) struct Flat<'n> {
    /// Words and offsets as in `Normal`, line breaks as spaces.
    pub(crate) hay: Prepared,
    /// The text it was made from.
    pub(crate) normal: &'n Normal,
    /// Lines inside it.
    pub(crate) lines: usize,
    /// Roles that were asked for, with their matches: some are asked for again and again.
    found: RefCell<Vec<(&'static str, Found<'n>)>>,
}

impl<'n> Flat<'n> {
    /// Flattens the first lines of a text.
    pub(crate) fn new(normal: &'n Normal) -> Self {
        let lines = normal.lines.len().min(LONGEST);
        let end = lines.checked_sub(1).map_or(0, |l| normal.lines[l].span.end).min(8_000);
        Self { hay: normal.hay.without_breaks(end), normal, lines, found: RefCell::default() }
    }

    /// The printed line a byte stands on.
    pub(crate) fn line_of(&self, at: usize) -> usize {
        self.normal.lines[..self.lines].partition_point(|l| l.span.end < at).min(self.lines.saturating_sub(1))
    }

    /// The words in front of `at` on its line.
    pub(crate) fn before_on_line(&self, at: usize) -> &str {
        let line = self.normal.lines[self.line_of(at)].span;
        self.hay.text.get(line.start.min(at)..at).unwrap_or("")
    }

    /// True where only capitals, rules and brackets stand before `at` on its line: what a
    /// web copy leaves when it puts the head on one line.
    pub(crate) fn opens(&self, at: usize) -> bool {
        let before = self.before_on_line(at);
        before.trim().is_empty() || is_capitals(before) || is_rule(before)
    }

    /// Matches of one role, in order.
    pub(crate) fn find(&self, rules: &'n Rules, role: &'static str) -> Found<'n> {
        if let Some((_, known)) = self.found.borrow().iter().find(|(r, _)| *r == role) {
            return Rc::clone(known);
        }
        let matches: Found<'n> = rules.set(Set::Letterhead).find_role(&self.hay, self.hay.whole(), role).into();
        self.found.borrow_mut().push((role, Rc::clone(&matches)));
        matches
    }
}

/// No lower-case letter, and at least two capitals.
pub(crate) fn is_capitals(words: &str) -> bool {
    let mut capitals = 0;
    for c in words.chars() {
        if is_lowercase(c) {
            return false;
        }
        capitals += usize::from(is_uppercase(c));
    }
    capitals >= 2
}

/// A drawn rule: dashes, stars, underscores, dots.
pub(crate) fn is_rule(words: &str) -> bool {
    !words.chars().any(is_alphanumeric)
}

/// Words without rules, bars and closing marks at their ends.
pub(crate) fn bare(span: Span, text: &str) -> Span {
    let mark = |c: char| {
        c.is_whitespace() || matches!(c, '-' | '–' | '—' | '_' | '*' | '|' | '=' | '#' | '.' | ':' | ';' | ',' | '~' | '\'' | '°' | '¯')
    };
    let words = span.of(text);
    let front = words.len() - words.trim_start_matches(mark).len();
    let body = words.trim_matches(mark);
    Span::new(span.start + front, span.start + front + body.len())
}
