//! Openings [chỗ mở đầu]: how matches of a pattern can begin. In: a parsed pattern. Out: the
//! bytes a match can open with, whether it opens at the start of a text only, and whether it
//! opens with one of some words. What is told here need not be searched for.

use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Class, Hir, HirKind, Look};

/// How matches of one pattern begin.
#[derive(Debug)]
pub(super) struct Opening {
    /// By byte: a match may open with it.
    bytes: Box<[bool; 256]>,
    /// It may match nothing, and so anywhere.
    empty: bool,
    /// It matches at the start of a text only.
    at_start: bool,
}

impl Opening {
    /// How matches of `pattern` begin.
    pub(super) fn new(pattern: &Hir) -> Self {
        let mut bytes = Box::new([false; 256]);
        let empty = add(pattern, &mut bytes);
        Self { bytes, empty, at_start: pattern.properties().look_set_prefix().contains(Look::Start) }
    }

    /// False where no match can begin at `at`.
    pub(super) fn may_open(&self, text: &str, at: usize) -> bool {
        self.empty || text.as_bytes().get(at).is_some_and(|&b| self.bytes[usize::from(b)])
    }

    /// False where no match can begin at `from` or behind it.
    pub(super) fn may_open_from(&self, text: &str, from: usize) -> bool {
        !self.at_start || from == 0 && self.may_open(text, 0)
    }
}

/// Adds the bytes that `pattern` can open with; true where it can match nothing.
fn add(pattern: &Hir, bytes: &mut [bool; 256]) -> bool {
    match pattern.kind() {
        HirKind::Empty | HirKind::Look(_) => true,
        HirKind::Literal(words) => {
            add_range(words.0.first().copied().map(|b| (b, b)), bytes);
            words.0.is_empty()
        }
        HirKind::Class(class) => {
            match class {
                Class::Unicode(c) => c.iter().for_each(|r| add_range(lead(r.start()).zip(lead(r.end())), bytes)),
                Class::Bytes(c) => c.iter().for_each(|r| add_range(Some((r.start(), r.end())), bytes)),
            }
            false
        }
        HirKind::Repetition(r) => add(&r.sub, bytes) || r.min == 0,
        HirKind::Capture(c) => add(&c.sub, bytes),
        HirKind::Concat(parts) => parts.iter().all(|p| add(p, bytes)),
        HirKind::Alternation(parts) => parts.iter().fold(false, |empty, p| add(p, bytes) || empty),
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
    fn words_that_every_match_opens_with() {
        let words = ["trước".to_owned(), "sau".to_owned()];
        let opens = |pattern| opens_with(&parsed(pattern), &words);
        assert!(opens("(?:trước|sau) ngày [0-9]+") && opens("sau(?: khi)?"));
        assert!(!opens("(?:ngay )?sau") && !opens("(?:trước|trong) ngày") && !opens("[a-zà-ỹ]+ sau") && !opens("(?:sau)?"));
    }
}
