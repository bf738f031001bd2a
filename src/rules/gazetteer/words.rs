//! Words [từ, tiếng]: a text cut into words and marks, each with its place. In: a text and
//! its folded twin. Out: borrowed words; joined again into a name with single spaces. It
//! knows no Vietnamese but the sign `&`, which reads as the joining word of the rules.

use super::vocabulary::{Vocabulary, WordId};
use crate::letters::{is_alphanumeric, is_lowercase, is_uppercase, letter_at};
use crate::span::Span;

/// One word or mark, as printed or as an abbreviation stands for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word<'a> {
    /// As printed, or as the long form writes it.
    pub(crate) text: &'a str,
    /// For comparing; every dash is `-`.
    pub(crate) folded: &'a str,
    /// First byte in the source: of the whole abbreviation, where one was expanded.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
    /// White space stands before it.
    pub(crate) spaced: bool,
    /// It comes from an abbreviation.
    pub(crate) expanded: bool,
    /// Its number in the gazetteer's vocabulary.
    pub(crate) id: WordId,
}

impl Word<'_> {
    /// True for letters and digits, false for marks.
    pub(crate) fn is_word(&self) -> bool {
        self.text.starts_with(is_alphanumeric)
    }

    /// True where it begins with a capital letter or a digit.
    pub(crate) fn is_capital(&self) -> bool {
        self.text.starts_with(|c: char| is_uppercase(c) || c.is_ascii_digit())
    }

    /// True for a number as bodies of one kind bear it, in figures or Roman: "Lữ đoàn 6", "khu vực II".
    pub(crate) fn is_number(&self) -> bool {
        let figures = self.text.len() <= 4 && self.text.bytes().all(|b| b.is_ascii_digit());
        let roman = self.text.len() <= 5 && self.text.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
        !self.text.is_empty() && (figures || roman)
    }

    /// True where it has no lower-case letter and at least two capitals.
    pub(crate) fn is_all_capitals(&self) -> bool {
        self.text.chars().filter(|&c| is_uppercase(c)).count() > 1 && !self.text.contains(is_lowercase)
    }

    /// The form that abbreviations are compared in: as printed, marks folded.
    pub(crate) fn exact(&self) -> &str {
        if self.is_word() { self.text } else { self.folded }
    }
}

/// Cuts the part `span` of a text. `text` and `folded` are equally long.
pub(crate) fn cut<'a>(vocabulary: &Vocabulary, text: &'a str, folded: &'a str, span: Span) -> Vec<Word<'a>> {
    cut_some(vocabulary, text, folded, span, usize::MAX)
}

/// As [`cut`], but not much more than the first `most` words.
pub(crate) fn cut_some<'a>(vocabulary: &Vocabulary, text: &'a str, folded: &'a str, span: Span, most: usize) -> Vec<Word<'a>> {
    let mut out = Vec::with_capacity((span.len() / 5 + 1).min(most.saturating_add(2)));
    let word = |start: usize, end: usize, spaced: bool| {
        let (text, folded) = (text.get(start..end).unwrap_or(""), folded.get(start..end).unwrap_or(""));
        let folded = if folded == "–" || folded == "−" { "-" } else { folded };
        Word { text, folded, start, end, spaced, expanded: false, id: vocabulary.id(text, folded) }
    };
    let mut spaced = false;
    // Where a word began, and whether white space stood before it.
    let mut open: Option<(usize, bool)> = None;
    let (part, mut next) = (span.of(text), 0);
    while let Some(c) = letter_at(part, next) {
        let at = span.start + next;
        next += c.len;
        if c.alphanumeric {
            if open.is_none() {
                open = Some((at, std::mem::take(&mut spaced)));
            }
            continue;
        }
        if let Some((from, spaced)) = open.take() {
            out.push(word(from, at, spaced));
            if out.len() >= most {
                return out;
            }
        }
        let mark = Span::new(at, at + c.len);
        if text.as_bytes()[at] == b' ' || mark.of(text).starts_with(char::is_whitespace) {
            spaced = true;
        } else {
            out.push(word(at, mark.end, std::mem::take(&mut spaced)));
        }
    }
    if let Some((from, spaced)) = open {
        out.push(word(from, span.end, spaced));
    }
    out
}

/// Words joined to a name: single spaces, one dash, one letter Đ, `&` written out as `and` unless it
/// stands inside an abbreviation that nobody spelled out.
pub(crate) fn join(words: &[Word<'_>], and: &str) -> String {
    let mut out = String::with_capacity(words.iter().map(|w| w.text.len() + 1).sum());
    let mut glue = false;
    for (i, w) in words.iter().enumerate() {
        if w.text == "&" {
            let short = |w: Option<&Word<'_>>| w.is_some_and(|w| w.is_all_capitals() && !w.expanded);
            let inside = i > 0 && short(words.get(i - 1)) && short(words.get(i + 1));
            if !inside && i > 0 {
                out.push(' ');
                out.push_str(and);
                glue = true;
                continue;
            }
        }
        if i > 0 && (w.spaced || glue) {
            out.push(' ');
        }
        glue = false;
        match w.folded {
            "-" => out.push('-'),
            _ if w.text.contains(['\u{d0}', '\u{f0}', '\u{189}']) => out.extend(w.text.chars().map(crate::letters::one_stroke)),
            _ => out.push_str(w.text),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letters::fold;

    fn texts(s: &str) -> Vec<String> {
        let folded = fold(s);
        cut(&Vocabulary::new("và"), s, &folded, Span::new(0, s.len())).iter().map(|w| w.text.to_owned()).collect()
    }

    #[test]
    fn cuts_words_and_marks() {
        assert_eq!(texts("Sở TT&TT, UBND"), ["Sở", "TT", "&", "TT", ",", "UBND"]);
        assert_eq!(texts("LĐ-TB  – XH"), ["LĐ", "-", "TB", "–", "XH"]);
        assert!(texts("  ").is_empty());
    }

    #[test]
    fn joins_with_single_spaces_and_one_dash() {
        let s = "Tài chính  – Kế hoạch và R&D";
        let folded = fold(s);
        assert_eq!(join(&cut(&Vocabulary::new("và"), s, &folded, Span::new(0, s.len())), "và"), "Tài chính - Kế hoạch và R và D");
        let s = "VHT&TT";
        let folded = fold(s);
        assert_eq!(join(&cut(&Vocabulary::new("và"), s, &folded, Span::new(0, s.len())), "và"), "VHT&TT");
    }
}
