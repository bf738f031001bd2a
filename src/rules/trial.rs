//! Trials [thử mẫu]: a parsed pattern held against one place of a text, part by part, and
//! never compiled. In: a pattern, a text, a place. Out: the match that begins there and its
//! groups, the same that the compiled pattern finds; or that it cannot be told in the steps
//! allowed, and then the compiled pattern is asked.
//!
//! Compiling one pattern takes as long as a hundred thousand steps: what a few letters ask
//! of most patterns is less.

use crate::span::Span;
use regex_syntax::hir::{Class, Hir, HirKind, Look, Repetition};

/// Parts of a pattern may stand so deep in each other, repetitions counted.
const DEEPEST: u32 = 300;

/// True where trials know every part of `pattern`: no look but at the ends of the text, no
/// repetition of what may be nothing.
pub(super) fn can_try(pattern: &Hir) -> bool {
    let known = match pattern.kind() {
        HirKind::Look(look) => matches!(look, Look::Start | Look::End),
        HirKind::Class(Class::Bytes(bytes)) => bytes.is_ascii(),
        HirKind::Repetition(r) => r.sub.properties().minimum_len().is_some_and(|least| least > 0),
        _ => true,
    };
    known && pattern.kind().subs().iter().all(can_try)
}

/// What a trial says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// A match ends here.
    Match(usize),
    /// No match begins here.
    Nothing,
    /// It took too long.
    TooLong,
}

/// A text in which one pattern is tried, at one place or at several.
#[derive(Debug)]
pub(super) struct Trial<'t> {
    text: &'t str,
    /// No match goes further.
    end: usize,
    /// Steps that may still be taken.
    left: u32,
    depth: u32,
    deep: bool,
    /// Where groups begin and end, by twice their index.
    slots: Vec<Option<usize>>,
}

/// What must follow a part.
#[derive(Clone, Copy)]
enum Rest<'p> {
    Nothing,
    /// The other parts of a sequence.
    Parts(&'p [Hir], &'p Rest<'p>),
    /// The same part, that has been found so often.
    Again(&'p Repetition, u32, &'p Rest<'p>),
    /// The end of a group.
    Close(usize, &'p Rest<'p>),
}

impl<'t> Trial<'t> {
    /// Trials in `text` that take `steps` together; no match goes beyond `end`.
    pub(super) const fn new(text: &'t str, end: usize, steps: u32) -> Self {
        Self { text, end, left: steps, depth: 0, deep: false, slots: Vec::new() }
    }

    /// Steps not taken.
    pub(super) const fn left(&self) -> u32 {
        self.left
    }

    /// Tries `pattern` at byte `at`, where a character begins.
    pub(super) fn at(&mut self, pattern: &Hir, at: usize) -> Told {
        match self.part(pattern, at, &Rest::Nothing) {
            _ if self.left == 0 || self.deep => Told::TooLong,
            Some(end) => Told::Match(end),
            None => Told::Nothing,
        }
    }

    /// The groups of the match of `pattern` that begins at byte `at`, of which there are `count`
    /// with the whole; `None` where that takes too long.
    pub(super) fn groups(&mut self, pattern: &Hir, at: usize, count: usize) -> Option<Vec<Option<Span>>> {
        self.slots = vec![None; count * 2];
        let Told::Match(end) = self.at(pattern, at) else { return None };
        let group = |s: &[Option<usize>]| Some(Span::new(s.first().copied()??, s.last().copied()??));
        let mut groups: Vec<Option<Span>> = self.slots.chunks_exact(2).map(group).collect();
        if let Some(whole) = groups.first_mut() {
            *whole = Some(Span::new(at, end));
        }
        Some(groups)
    }

    /// Counts a step; false where no more may be taken.
    const fn step(&mut self) -> bool {
        self.left = self.left.saturating_sub(1);
        self.left > 0
    }

    /// Where the match ends, with `part` at `at` and `rest` behind it. The first way that leads
    /// to an end is the one that counts.
    fn part(&mut self, part: &Hir, at: usize, rest: &Rest<'_>) -> Option<usize> {
        if !self.step() {
            return None;
        }
        if self.depth > DEEPEST {
            self.deep = true;
            return None;
        }
        self.depth += 1;
        let end = self.kind(part, at, rest);
        self.depth -= 1;
        end
    }

    fn kind(&mut self, part: &Hir, at: usize, rest: &Rest<'_>) -> Option<usize> {
        match part.kind() {
            HirKind::Empty => self.rest(at, rest),
            HirKind::Literal(words) => {
                let end = at + words.0.len();
                let stands = self.text.as_bytes().get(at..end.min(self.end)) == Some(&words.0);
                if stands { self.rest(end, rest) } else { None }
            }
            HirKind::Class(class) => {
                let len = self.letter(class, at)?;
                self.rest(at + len, rest)
            }
            HirKind::Look(look) => {
                let stands = if *look == Look::Start { at == 0 } else { at == self.text.len() };
                if stands { self.rest(at, rest) } else { None }
            }
            HirKind::Repetition(r) => match r.sub.kind() {
                HirKind::Class(class) => self.letters(r, class, at, rest),
                _ => self.again(r, 0, at, rest),
            },
            HirKind::Capture(group) => {
                let index = group.index as usize * 2;
                self.with_slot(index, at, |trial| trial.part(&group.sub, at, &Rest::Close(index + 1, rest)))
            }
            HirKind::Concat(parts) => self.rest(at, &Rest::Parts(parts, rest)),
            HirKind::Alternation(ways) => ways.iter().find_map(|way| self.part(way, at, rest)),
        }
    }

    /// Goes on behind a part.
    fn rest(&mut self, at: usize, rest: &Rest<'_>) -> Option<usize> {
        match *rest {
            Rest::Nothing => Some(at),
            Rest::Parts([], rest) => self.rest(at, rest),
            Rest::Parts([last], rest) => self.part(last, at, rest),
            Rest::Parts([next, others @ ..], rest) => self.part(next, at, &Rest::Parts(others, rest)),
            Rest::Again(repeated, found, rest) => self.again(repeated, found, at, rest),
            Rest::Close(slot, rest) => self.with_slot(slot, at, |trial| trial.rest(at, rest)),
        }
    }

    /// Goes on with a bound of a group noted; where that leads nowhere, the old one holds.
    fn with_slot(&mut self, slot: usize, at: usize, go_on: impl FnOnce(&mut Self) -> Option<usize>) -> Option<usize> {
        let Some(old) = self.slots.get_mut(slot).map(|s| s.replace(at)) else { return go_on(self) };
        let end = go_on(self);
        if let (None, Some(place)) = (end, self.slots.get_mut(slot)) {
            *place = old;
        }
        end
    }

    /// What is repeated once more, or what follows it.
    fn again(&mut self, repeated: &Repetition, found: u32, at: usize, rest: &Rest<'_>) -> Option<usize> {
        let more = |trial: &mut Self| {
            let open = repeated.max.is_none_or(|most| found < most);
            if open { trial.part(&repeated.sub, at, &Rest::Again(repeated, found + 1, rest)) } else { None }
        };
        if found < repeated.min {
            more(self)
        } else if repeated.greedy {
            more(self).or_else(|| self.rest(at, rest))
        } else {
            self.rest(at, rest).or_else(|| more(self))
        }
    }

    /// A repetition of single characters: all that stand there at once, and then back.
    fn letters(&mut self, repeated: &Repetition, class: &Class, at: usize, rest: &Rest<'_>) -> Option<usize> {
        let (mut found, mut end) = (0, at);
        while found < repeated.min {
            end += self.letter(class, end)?;
            found += 1;
        }
        let least = end;
        let mut next = |trial: &mut Self, end: usize| {
            let open = repeated.max.is_none_or(|most| found < most);
            found += 1;
            if open && trial.step() { trial.letter(class, end) } else { None }
        };
        if !repeated.greedy {
            loop {
                if let Some(found) = self.rest(end, rest) {
                    return Some(found);
                }
                end += next(self, end)?;
            }
        }
        while let Some(len) = next(self, end) {
            end += len;
        }
        loop {
            if let Some(found) = self.rest(end, rest) {
                return Some(found);
            }
            if end <= least || !self.step() {
                return None;
            }
            end = self.text.floor_char_boundary(end - 1);
        }
    }

    /// Bytes of the character at `at`, where it is one of `class`.
    fn letter(&self, class: &Class, at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let &first = bytes.get(at).filter(|_| at < self.end)?;
        match class {
            Class::Bytes(class) => class.ranges().iter().any(|r| (r.start()..=r.end()).contains(&first)).then_some(1),
            Class::Unicode(class) => {
                let c = if first.is_ascii() { char::from(first) } else { self.text.get(at..)?.chars().next()? };
                let ranges = class.ranges();
                let behind = if ranges.len() < 8 || c.is_ascii() {
                    ranges.iter().position(|r| c <= r.end())?
                } else {
                    ranges.partition_point(|r| r.end() < c)
                };
                ranges.get(behind).filter(|r| r.start() <= c).map(|_| c.len_utf8())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use regex_automata::meta::Regex;

    const PATTERNS: [&str; 14] = [
        "(?:số (?P<so>[0-9]+(?P<chu>[a-z])?)|(?<nam>20[0-9]{2}))",
        "^(?: |–)*(?:căn cứ|xét) [^;]{2,9}?;?$",
        "(a|ab)(c|bcd)?(d*)",
        "(?:[a-zà-ỹ]+ ){1,3}(?P<cuoi>tỉnh|thành phố)",
        "(?:(?P<a>[à-ỹ])|(?P<b>[a-z]))+?(?:ng| )",
        "\\p{L}{2,}(?: \\p{L}{1,7}){0,4}$",
        "[^\\n]{3,}ả",
        "(?:ngày|tháng|năm)? ?[0-9]{1,4}",
        "(?:(?:x|y){2}z)*[a-z]",
        "[a-z]*?c",
        "(?s:.)ộ",
        "(?:ố|ồ|ổ|ỗ|ộ|ơ|ớ|ờ|ở|ỡ|ợ|đ)[0-9]",
        "a(?:b|)c",
        "",
    ];

    const TEXTS: [&str; 10] = [
        "của số 7a và số 2019, 2020",
        "căn cứ luật;",
        "abcd abbcd acdd",
        "ủy ban nhân dân tỉnh",
        "xyzyxzxyq",
        "ngày 12 tháng 3 năm 2024",
        "đồng bộ\ncả hệ",
        "aabac abc ac",
        "đ5 ợ7 ố1 x",
        "",
    ];

    #[test]
    fn a_trial_finds_what_the_compiled_pattern_finds() {
        let mut matches = 0;
        for source in PATTERNS {
            let pattern = regex_syntax::Parser::new().parse(source).unwrap();
            assert!(can_try(&pattern), "{source}");
            let regex = Regex::new(source).unwrap();
            for text in TEXTS {
                for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
                    let input = regex_automata::Input::new(text).range(at..).anchored(regex_automata::Anchored::Yes);
                    let mut captures = regex.create_captures();
                    regex.search_captures(&input, &mut captures);
                    let want: Option<Vec<Option<Span>>> =
                        captures.is_match().then(|| captures.iter().map(|g| g.map(|g| g.range().into())).collect());
                    let got = Trial::new(text, text.len(), 9999).groups(&pattern, at, regex.captures_len());
                    assert_eq!(got, want, "{source} in {text} at {at}");
                    matches += usize::from(got.is_some());
                }
            }
        }
        assert_eq!(matches, 409);
    }

    #[test]
    fn what_takes_too_long_is_not_told() {
        let pattern = regex_syntax::Parser::new().parse("(?:(?:a|a)(?:a|a))*b").unwrap();
        let (few, many) = ("a".repeat(8), "a".repeat(5000));
        assert_eq!(Trial::new(&few, 8, 100_000).at(&pattern, 0), Told::Nothing);
        assert_eq!(Trial::new(&many, 5000, 100_000).at(&pattern, 0), Told::TooLong);
        assert_eq!(Trial::new(&many, 5000, 10).at(&pattern, 4990), Told::TooLong);
    }

    #[test]
    fn no_match_goes_beyond_the_end() {
        let pattern = regex_syntax::Parser::new().parse("[a-z]+(?:đ|$)?").unwrap();
        let mut trial = Trial::new("abcđ", 2, 99);
        assert_eq!((trial.at(&pattern, 0), trial.at(&pattern, 2)), (Told::Match(2), Told::Nothing));
        assert_eq!(Trial::new("abcđ", 5, 99).at(&pattern, 0), Told::Match(5));
    }

    #[test]
    fn what_may_be_nothing_is_not_repeated_here() {
        let can = |source: &str| can_try(&regex_syntax::Parser::new().parse(source).unwrap());
        assert!(!can("(?:a?)*b") && !can("(?:a|){3}") && !can("\\bsố") && !can("x(?m:^)"));
        assert!(can("(?:a|b)*") && can("^a$"));
    }
}
