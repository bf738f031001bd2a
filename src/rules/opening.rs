//! Openings [chỗ mở đầu]: how matches of a pattern can begin and end. In: a parsed pattern. Out:
//! the bytes a match can open and close with, whether it stands at the start or the end of a
//! text only, and whether it opens with one of some words. What is told here need not be
//! searched for.

use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Class, Hir, HirKind, Look};

/// How matches of one pattern begin and end.
#[derive(Debug)]
pub(super) struct Opening {
    /// By byte: a match may open with it.
    opens: Box<[bool; 256]>,
    /// By byte: a match may close with it.
    closes: Box<[bool; 256]>,
    /// It may match nothing, and so anywhere.
    empty: bool,
    /// It matches at the start of a text only.
    at_start: bool,
    /// It matches at the end of a text only.
    at_end: bool,
}

/// The two sides of a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    First,
    Last,
}

impl Opening {
    /// How matches of `pattern` begin and end.
    pub(super) fn new(pattern: &Hir) -> Self {
        let (mut opens, mut closes) = (Box::new([false; 256]), Box::new([false; 256]));
        let empty = add(pattern, Side::First, &mut opens) | add(pattern, Side::Last, &mut closes);
        let looks = pattern.properties();
        let (at_start, at_end) = (looks.look_set_prefix().contains(Look::Start), looks.look_set_suffix().contains(Look::End));
        Self { opens, closes, empty, at_start, at_end }
    }

    /// False where no match can begin at `at`.
    pub(super) fn may_open(&self, text: &str, at: usize) -> bool {
        self.empty || text.as_bytes().get(at).is_some_and(|&b| self.opens[usize::from(b)])
    }

    /// The first place at or behind `from` where a match can begin.
    pub(super) fn next(&self, text: &str, from: usize) -> Option<usize> {
        if self.at_start {
            return (from == 0 && self.may_open(text, 0)).then_some(0);
        }
        if self.empty {
            return (from..=text.len()).find(|&at| text.is_char_boundary(at));
        }
        let rest = text.as_bytes().get(from..)?;
        rest.iter().position(|&b| self.opens[usize::from(b)]).map(|n| from + n)
    }

    /// False where no match can begin at `from` or behind it.
    pub(super) fn may_open_from(&self, text: &str, from: usize) -> bool {
        let opens = !self.at_start || from == 0 && self.may_open(text, 0);
        let closes = || !self.at_end || self.empty || text.as_bytes().last().is_some_and(|&b| self.closes[usize::from(b)]);
        opens && closes()
    }
}

/// Adds the bytes that `pattern` can have on one side; true where it can match nothing.
fn add(pattern: &Hir, side: Side, bytes: &mut [bool; 256]) -> bool {
    match pattern.kind() {
        HirKind::Empty | HirKind::Look(_) => true,
        HirKind::Literal(words) => {
            let byte = if side == Side::First { words.0.first() } else { words.0.last() };
            add_range(byte.map(|&b| (b, b)), bytes);
            words.0.is_empty()
        }
        HirKind::Class(class) => {
            match class {
                Class::Unicode(c) if side == Side::First => c.iter().for_each(|r| add_range(lead(r.start()).zip(lead(r.end())), bytes)),
                Class::Unicode(c) => c.iter().for_each(|r| add_last(r.start(), r.end(), bytes)),
                Class::Bytes(c) => c.iter().for_each(|r| add_range(Some((r.start(), r.end())), bytes)),
            }
            false
        }
        HirKind::Repetition(r) => add(&r.sub, side, bytes) || r.min == 0,
        HirKind::Capture(c) => add(&c.sub, side, bytes),
        HirKind::Concat(parts) if side == Side::First => parts.iter().all(|p| add(p, side, bytes)),
        HirKind::Concat(parts) => parts.iter().rev().all(|p| add(p, side, bytes)),
        HirKind::Alternation(parts) => parts.iter().map(|p| add(p, side, bytes)).fold(false, |any, empty| any | empty),
    }
}

/// Adds the last bytes of characters.
fn add_last(first: char, last: char, bytes: &mut [bool; 256]) {
    let ascii = u8::try_from(first).ok().filter(u8::is_ascii).map(|from| (from, u8::try_from(last).unwrap_or(0x7f).min(0x7f)));
    add_range(ascii, bytes);
    if !last.is_ascii() {
        add_range(Some((0x80, 0xbf)), bytes);
    }
}

fn add_range(range: Option<(u8, u8)>, bytes: &mut [bool; 256]) {
    if let Some((first, last)) = range {
        bytes[usize::from(first)..=usize::from(last)].fill(true);
    }
}

/// The first byte of a character; it grows with the character.
fn lead(c: char) -> Option<u8> {
    c.encode_utf8(&mut [0; 4]).bytes().next()
}

/// True where every match of `pattern` opens with one of `words`, as far as that can be told.
pub(super) fn opens_with(pattern: &Hir, words: &[String]) -> bool {
    let prefixes = Extractor::new().extract(pattern);
    let opens = |prefix: &[u8]| words.iter().any(|w| prefix.starts_with(w.as_bytes()));
    prefixes.literals().is_some_and(|all| !all.is_empty() && all.iter().all(|l| opens(l.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(pattern: &str) -> Hir {
        regex_syntax::Parser::new().parse(pattern).unwrap()
    }

    /// Those of `texts` in which a match may open at the first byte.
    fn open<'t>(pattern: &str, texts: &[&'t str]) -> Vec<&'t str> {
        let opening = Opening::new(&parsed(pattern));
        texts.iter().copied().filter(|t| opening.may_open(t, 0)).collect()
    }

    #[test]
    fn bytes_that_a_match_can_open_with() {
        assert_eq!(open("(?:số|ngày) [0-9]", &["số", "ngày", "tháng", ""]), ["số", "ngày"]);
        assert_eq!(open("^(?P<n>[0-9]{0,2})(?:-|[à-ỹ])", &["5", "-", "ấ", "a", "“"]), ["5", "-", "ấ"]);
        assert_eq!(open("a?", &["b", ""]), ["b", ""]);
        assert_eq!(open("(?:|x)y", &["x", "y", "z"]), ["x", "y"]);
    }

    #[test]
    fn a_bound_pattern_opens_at_the_start_only() {
        let bound = Opening::new(&parsed("^ *số"));
        assert_eq!([bound.may_open_from(" số", 0), bound.may_open_from(" số", 1), bound.may_open_from("tờ", 0)], [true, false, false]);
        assert!(Opening::new(&parsed("số")).may_open_from("tờ số", 1));
    }

    #[test]
    fn places_where_a_match_can_begin() {
        let places = |pattern: &str, text: &str| {
            let opening = Opening::new(&parsed(pattern));
            std::iter::successors(opening.next(text, 0), |&at| opening.next(text, at + 1)).collect::<Vec<usize>>()
        };
        assert_eq!(places("(?:số|5)", "đ số 5"), [3, 8]);
        assert_eq!((places("^số", "số s"), places("số", "đ")), (vec![0], vec![]));
        assert_eq!(places("(?:số)?", "đs"), [0, 2, 3]);
    }

    #[test]
    fn a_pattern_bound_to_the_end_closes_with_its_bytes() {
        let may = |pattern: &str, text: &str| Opening::new(&parsed(pattern)).may_open_from(text, 0);
        assert_eq!(["số", "số:", "số 5", "số ỵ", "số "].map(|t| may("số(?:[: ]|[à-ỹ])?$", t)), [true, true, false, true, true]);
        assert_eq!(["5", "z", "~", "à"].map(|t| may("[0-9x-\u{7f}]$", t)), [true, true, true, false]);
        assert!(may("(?:số)?$", "5") && may("số", "5"));
    }

    #[test]
    fn words_that_every_match_opens_with() {
        let words = ["trước".to_owned(), "sau".to_owned()];
        let opens = |pattern| opens_with(&parsed(pattern), &words);
        assert!(opens("(?:trước|sau) ngày [0-9]+") && opens("sau(?: khi)?"));
        assert!(!opens("(?:ngay )?sau") && !opens("(?:trước|trong) ngày") && !opens("[a-zà-ỹ]+ sau") && !opens("(?:sau)?"));
    }
}
