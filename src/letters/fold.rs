//! Folding for matching: lower case, one tone placement (`hoà` = `hòa`), look-alike letters.
//!
//! [`fold`] keeps byte offsets: a folded text is exactly as long as its source, so that a
//! match on it is a span of the source. [`key`] and [`slug`] are for comparing and naming
//! and keep nothing.

use unicode_normalization::UnicodeNormalization;

/// Folds `text` without changing any byte offset. Letters whose lower case is longer or
/// shorter stay as they are; so do the two tone pairs whose spellings differ in length
/// (`uỳ`/`ùy`, `uỹ`/`ũy`): rules name both.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_ascii() {
            let low = c.to_ascii_lowercase();
            out.push(low);
            before = low;
            continue;
        }
        let low = lower(c);
        let ends_syllable = !chars.peek().is_some_and(|n| n.is_alphabetic());
        match old_style(before, low) {
            Some((vowel, glide)) if ends_syllable && !after_q(&out) => {
                out.pop();
                out.push(vowel);
                out.push(glide);
            }
            _ => out.push(low),
        }
        before = low;
    }
    out
}

/// Lower case and look-alikes, where the length stays.
fn lower(c: char) -> char {
    match c {
        // Eth and African D stand for Đ in many files: shared facts, encodings, look-alikes.
        '\u{d0}' | '\u{f0}' | '\u{189}' | '\u{110}' => 'đ',
        '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2014}' => '\u{2013}',
        _ => {
            let mut low = c.to_lowercase();
            match (low.next(), low.next()) {
                (Some(l), None) if l.len_utf8() == c.len_utf8() => l,
                _ => c,
            }
        }
    }
}

/// True where the syllable so far ends in `qu`: `quý` has one spelling only.
fn after_q(out: &str) -> bool {
    out.as_bytes().iter().rev().nth(1) == Some(&b'q')
}

/// The old-style spelling (tone on the first vowel) of a new-style pair, where both are
/// equally long in UTF-8.
const fn old_style(first: char, second: char) -> Option<(char, char)> {
    Some(match (first, second) {
        ('o', 'à') => ('ò', 'a'),
        ('o', 'á') => ('ó', 'a'),
        ('o', 'ả') => ('ỏ', 'a'),
        ('o', 'ã') => ('õ', 'a'),
        ('o', 'ạ') => ('ọ', 'a'),
        ('o', 'è') => ('ò', 'e'),
        ('o', 'é') => ('ó', 'e'),
        ('o', 'ẻ') => ('ỏ', 'e'),
        ('o', 'ẹ') => ('ọ', 'e'),
        ('u', 'ý') => ('ú', 'y'),
        ('u', 'ỷ') => ('ủ', 'y'),
        ('u', 'ỵ') => ('ụ', 'y'),
        _ => return None,
    })
}

/// A key for comparing names and numbers: folded, both tone spellings made one, one dash,
/// single spaces, no closing punctuation.
pub(crate) fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in fold(text).replace("uỳ", "ùy").replace("uỹ", "ũy").chars() {
        let c = match c {
            '\u{2013}' | '\u{2212}' => '-',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        let glued = out.is_empty() || out.ends_with(' ') || out.ends_with('-') || out.ends_with('/');
        if c == ' ' && glued {
            continue;
        }
        if (c == '-' || c == '/') && out.ends_with(' ') {
            out.pop();
        }
        out.push(c);
    }
    out.trim_matches([' ', '.', ';', ',', ':']).to_owned()
}

/// A readable ASCII name for ids: `Ủy ban nhân dân` -> `uy-ban-nhan-dan`.
pub(crate) fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in fold(text).nfd() {
        match c {
            'đ' => out.push('d'),
            c if c.is_ascii_alphanumeric() => out.push(c),
            '\u{300}'..='\u{36f}' => {}
            _ if !out.is_empty() && !out.ends_with('-') => out.push('-'),
            _ => {}
        }
    }
    out.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_every_offset() {
        for (text, want) in [
            ("CỘNG HOÀ XÃ HỘI", "cộng hòa xã hội"),
            ("Uỷ ban", "ủy ban"),
            ("Quý Sở", "quý sở"),
            ("hoàn toàn", "hoàn toàn"),
            ("3043/QÐ-UBND", "3043/qđ-ubnd"),
            ("thuỷ lợi, tuỳ", "thủy lợi, tuỳ"),
        ] {
            assert_eq!(fold(text), want);
            assert_eq!(fold(text).len(), text.len());
        }
    }

    #[test]
    fn keys_make_spellings_equal() {
        assert_eq!(key("Số 12 / QĐ - UBND."), "số 12/qđ-ubnd");
        assert_eq!(key("Lao động – Thương binh"), key("Lao động - Thương binh"));
        assert_eq!(key("tuỳ"), key("tùy"));
    }

    #[test]
    fn slugs_are_ascii() {
        assert_eq!(slug("Ủy ban nhân dân tỉnh Đắk Lắk"), "uy-ban-nhan-dan-tinh-dak-lak");
    }
}
