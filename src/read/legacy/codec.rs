//! Codecs [bộ giải mã]: code points of one encoding in, letters out, each with the place of
//! the code point that it comes from. Nothing is judged, nothing is repaired; a code point
//! that the encoding has not stays and is marked as unknown.

use super::piece::Charset;
use super::tables::Tables;

/// A decoded letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letter {
    /// The letter.
    pub(super) c: char,
    /// Its first code point in the source, counted in characters.
    pub(super) at: usize,
    /// The encoding has it (or it is ASCII).
    pub(super) known: bool,
}

/// Decodes `text`.
pub(super) fn decode(text: &str, charset: Charset, tables: &Tables) -> Vec<Letter> {
    let source: Vec<char> = text.chars().collect();
    let mut letters = Vec::with_capacity(source.len());
    let mut at = 0;
    while let Some(&c) = source.get(at) {
        let (decoded, taken) = match charset {
            Charset::Unicode | Charset::Viqr => (Some(c), 1),
            Charset::Tcvn3 => (tcvn3(&source, at, tables), 1),
            Charset::Vni => vni(&source, at, tables),
            Charset::Viscii => (tables.viscii(c), 1),
            Charset::Windows1258 => (tables.windows_1258(c).or_else(|| tables.byte(c).map(|_| c)), 1),
            Charset::Mojibake => utf8(source.get(at..).unwrap_or_default(), tables),
        };
        letters.push(Letter { c: decoded.unwrap_or(c), at, known: decoded.is_some() || c.is_ascii() });
        at += taken;
    }
    letters
}

/// The letter at a place of TCVN3 text. Signs that stand alone are signs: `3 × 4`, `·` before
/// an item; but `đ`, `Đ` and `ô` are also words (`điểm đ`, `Đ/c`, `ô tô`).
fn tcvn3(source: &[char], at: usize, tables: &Tables) -> Option<char> {
    let near = |i: Option<usize>| i.and_then(|i| source.get(i)).copied();
    let (c, before, after) = (*source.get(at)?, near(at.checked_sub(1)), near(at.checked_add(1)));
    let writes = |n: Option<char>| n.is_some_and(|n| n.is_alphabetic() || (is_sign(n) && tables.tcvn3(n).is_some()));
    let blank = |n: Option<char>| n.is_none_or(char::is_whitespace);
    match c {
        // What PDF readers make of the soft hyphen and the middle dot.
        '\u{2212}' if writes(before) || (writes(after) && blank(before)) => Some('ư'),
        '\u{2219}' if writes(before) => Some('ã'),
        '\u{2212}' | '\u{2219}' => None,
        '§' if blank(before) && blank(after) => None,
        '§' | '®' => tables.tcvn3(c),
        '«' | '¤' if blank(before) && near(at.checked_add(1)) == Some(' ') && writes(near(at.checked_add(2))) => tables.tcvn3(c),
        _ if is_sign(c) && !writes(before) && !writes(after) => None,
        _ => tables.tcvn3(c),
    }
}

/// True for what Latin-1 has as a sign, no letter.
pub(super) fn is_sign(c: char) -> bool {
    matches!(c, '\u{a1}'..='\u{bf}' | '×' | '÷')
}

fn vni(source: &[char], at: usize, tables: &Tables) -> (Option<char>, usize) {
    let Some(&c) = source.get(at) else { return (None, 1) };
    let pair = at.checked_add(1).and_then(|next| source.get(next)).and_then(|&mark| tables.vni_pair(c, mark));
    match pair {
        Some(letter) => (Some(letter), 2),
        None => (tables.vni(c), 1),
    }
}

/// A letter of two to four bytes of UTF-8, each read as a character of windows-1252.
fn utf8(rest: &[char], tables: &Tables) -> (Option<char>, usize) {
    let first = rest.first().and_then(|&c| tables.byte(c)).unwrap_or(0);
    let length = match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return (None, 1),
    };
    let bytes: Option<Vec<u8>> = rest.get(..length).and_then(|chars| chars.iter().map(|&c| tables.byte(c)).collect());
    if let Some(letter) = bytes.as_deref().and_then(|b| std::str::from_utf8(b).ok()).and_then(|s| s.chars().next()) {
        return (Some(letter), length);
    }
    match (first, rest.get(1)) {
        // The second byte of `à` is a no-break space, often turned into a space; that of `í`
        // is a soft hyphen, often dropped.
        (0xc3, Some(' ')) => (Some('à'), 2),
        (0xc3, next) if next.is_none_or(|c| c.is_ascii()) => (Some('í'), 1),
        _ => (None, 1),
    }
}
