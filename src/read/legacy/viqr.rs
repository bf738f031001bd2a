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
            let decoded = decode_word(word);
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
    for piece in text.split_inclusive(|c: char| c.is_ascii_whitespace()) {
        let word = piece.trim_end_matches(|c: char| c.is_ascii_whitespace());
        let (word, blank) = piece.split_at(word.len());
        out.push_str(&compose(&decode_word(word)));
        out.push_str(blank);
    }
    out
}

/// Decodes a word with its punctuation. A mark at its end is a tone only where the word
/// then is Vietnamese and had none yet.
fn decode_word(word: &str) -> String {
    let mut out = String::with_capacity(word.len() + 4);
    let bytes = word.as_bytes();
    let at = |i: usize| bytes.get(i).copied().unwrap_or(0);
    let (mut i, mut toned) = (0, false);
    while let Some(&b) = bytes.get(i) {
        i += 1;
        match (b, at(i)) {
            (b'\\', next) if shape_or_tone(next) => {
                out.push(char::from(next));
                i += 1;
                continue;
            }
            (b'd', b'd') => {
                out.push('đ');
                i += 1;
                continue;
            }
            (b'D', b'd' | b'D') => {
                out.push('Đ');
                i += 1;
                continue;
            }
            _ => out.push(char::from(b)),
        }
        if !b.is_ascii_alphabetic() {
            toned = false;
            continue;
        }
        if !matches!(b.to_ascii_lowercase(), b'a' | b'e' | b'i' | b'o' | b'u' | b'y') {
            continue;
        }
        if let Some(mark) = shape(b, at(i)) {
            out.push(mark);
            i += 1;
        }
        if let Some(mark) = tone(at(i)).filter(|_| !toned && is_tone(word, i)) {
            out.push(mark);
            i += 1;
            toned = true;
        }
    }
    out
}

fn shape_or_tone(b: u8) -> bool {
    tone(b).is_some() || matches!(b, b'^' | b'(' | b'+' | b'*' | b'd' | b'D')
}

/// True where the mark at `i` is a tone: letters follow, or the word is spelt with it. The
/// stop or question mark that ends a sentence stands after a word that is complete.
fn is_tone(word: &str, i: usize) -> bool {
    let after = word.as_bytes().get(i + 1).copied().unwrap_or(0);
    let ends_word = !after.is_ascii_alphabetic();
    // A second mark after it is the punctuation.
    !ends_word || after != 0 || word.as_bytes().get(i).is_some_and(|&b| b != b'?' || word.contains(['^', '(', '+']))
}
