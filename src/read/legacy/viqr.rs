//! VIQR: ASCII with marks typed after the letters (`Vie^.t Nam`) in, letters out. Such
//! marks are also plain punctuation, so a document counts as VIQR only where all of it is
//! ASCII and many of its words need the marks to be Vietnamese.

use crate::letters::{compose, is_spelt};
use std::borrow::Cow;

/// Fewest words with a shape mark that prove a document.
const FEWEST: usize = 4;
/// How much of a document is looked at.
const SAMPLE: usize = 64 << 10;

/// True where a document is VIQR: nine in ten words with a shape mark become Vietnamese,
/// and they are many.
pub(super) fn is_viqr<'t>(runs: impl Iterator<Item = &'t str>) -> bool {
    let (mut words, mut spelt, mut left) = (0_usize, 0_usize, SAMPLE);
    for run in runs {
        if !run.is_ascii() {
            return false;
        }
        if left == 0 {
            continue;
        }
        left = left.saturating_sub(run.len());
        for word in run.split_ascii_whitespace().filter(|w| has_shape(w)) {
            words += 1;
            let decoded = decode_word(word, false);
            let decoded = compose(&decoded);
            let mut parts = decoded.split(|c: char| !c.is_alphabetic()).filter(|p| !p.is_ascii());
            spelt += usize::from(parts.next().is_some_and(is_spelt) && parts.all(is_spelt));
        }
    }
    words >= FEWEST && spelt * 10 >= words * 9
}

/// A circumflex, breve or horn after a vowel that bears it, inside letters.
fn has_shape(word: &str) -> bool {
    word.as_bytes().windows(2).any(|w| matches!(*w, [base, mark] if shape(base, mark).is_some()))
}

const fn shape(base: u8, mark: u8) -> Option<char> {
    Some(match (base.to_ascii_lowercase(), mark) {
        (b'a' | b'e' | b'o', b'^') => '\u{302}',
        (b'a', b'(') => '\u{306}',
        (b'o' | b'u', b'+' | b'*') => '\u{31b}',
        _ => return None,
    })
}

const fn tone(mark: u8) -> Option<char> {
    Some(match mark {
        b'`' => '\u{300}',
        b'\'' => '\u{301}',
        b'~' => '\u{303}',
        b'?' => '\u{309}',
        b'.' => '\u{323}',
        _ => return None,
    })
}

/// Decodes the runs of a paragraph, each by itself.
pub(super) fn decode_runs(runs: &[Cow<'_, str>]) -> Vec<String> {
    runs.iter().map(|run| decode(run)).collect()
}

/// Decodes a text.
fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let start = rest.len() - rest.trim_ascii_start().len();
        let (blank, after) = rest.split_at(start);
        let end = after.find(|c: char| c.is_ascii_whitespace()).unwrap_or(after.len());
        let (word, after) = after.split_at(end);
        out.push_str(blank);
        out.push_str(&compose(&decode_word(word, after.is_empty() || after.starts_with(['\r', '\n']))));
        rest = after;
    }
    out
}

/// Decodes a word with its punctuation; one that `ends_line` may end in a stop or a
/// question mark that is no tone.
fn decode_word(word: &str, ends_line: bool) -> String {
    let mut out = String::with_capacity(word.len() + 4);
    let mut rest = word.as_bytes();
    let mut toned = false;
    while let Some((&b, after)) = rest.split_first() {
        rest = after;
        match (b, after.first()) {
            (b'\\', Some(&mark)) if is_mark(mark) => {
                out.push(char::from(mark));
                rest = after.get(1..).unwrap_or_default();
                continue;
            }
            (b'd', Some(b'd')) | (b'D', Some(b'd' | b'D')) => {
                out.push(if b == b'd' { 'đ' } else { 'Đ' });
                rest = after.get(1..).unwrap_or_default();
                continue;
            }
            _ => out.push(char::from(b)),
        }
        toned &= b.is_ascii_alphabetic();
        if !matches!(b.to_ascii_lowercase(), b'a' | b'e' | b'i' | b'o' | b'u' | b'y') {
            continue;
        }
        if let Some((mark, after)) = rest.split_first().and_then(|(&m, after)| Some((shape(b, m)?, after))) {
            out.push(mark);
            rest = after;
        }
        if let Some((&m, after)) = rest.split_first()
            && let Some(mark) = tone(m)
            && !toned
            && !(ends_line && after.is_empty() && matches!(m, b'.' | b'?'))
        {
            out.push(mark);
            rest = after;
            toned = true;
        }
    }
    out
}

/// True for what a backslash guards.
const fn is_mark(b: u8) -> bool {
    tone(b).is_some() || matches!(b, b'^' | b'(' | b'+' | b'*' | b'd' | b'D')
}
