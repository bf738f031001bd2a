//! Folding for matching: lower case, one tone placement (`hoà` = `hòa`), look-alike letters.
//!
//! [`fold`] keeps byte offsets: a folded text is exactly as long as its source, so that a
//! match on it is a span of the source. [`key`] and [`slug`] are for comparing and naming
//! and keep nothing.

use super::class;
use unicode_normalization::UnicodeNormalization;

/// Longer texts are copied, so that they can be looked at many bytes at a time.
const LONG: usize = 256;

/// Folds `text` without changing any byte offset. Letters whose lower case is longer or
/// shorter stay as they are; so do the two tone pairs whose spellings differ in length
/// (`uỳ`/`ùy`, `uỹ`/`ũy`): rules name both.
pub(crate) fn fold(text: &str) -> String {
    let low = text.to_ascii_lowercase();
    match first_change(&low) {
        Some(at) => fold_from(text, low.into_bytes(), at),
        None => low,
    }
}

/// The first character of a text, its ASCII letters in lower case, that may have to change:
/// most names are in lower case but for letters of ASCII.
fn first_change(low: &str) -> Option<usize> {
    let bytes = low.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii() {
            at += 1;
            continue;
        }
        let c = low[at..].chars().next()?;
        let toned = at > 0 && matches!(bytes.get(at - 1), Some(b'o' | b'u'));
        if toned || lower(c) != c {
            return Some(at);
        }
        at += c.len_utf8();
    }
    None
}

/// Folds `text` from `at` on; `out` is the text so far, and the rest with small letters in ASCII.
fn fold_from(text: &str, mut out: Vec<u8>, mut at: usize) -> String {
    while let Some(&first) = out.get(at) {
        if first.is_ascii() {
            at += 1;
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        let end = at + c.len_utf8();
        let low = lower(c);
        if low != c {
            low.encode_utf8(&mut out[at..end]);
        }
        if matches!(out[..at], [.., b'o' | b'u'])
            && let Some((vowel, glide)) = moved_tone(&out[..at], low)
            && !text[end..].starts_with(char::is_alphabetic)
        {
            vowel.encode_utf8(&mut out[at - 1..]);
            glide.encode_utf8(&mut out[end - 1..]);
        }
        at = end;
    }
    // Characters were replaced by characters of their own length: this never fails. What looks
    // at a long text faster gives no text of its own.
    let folded = if out.len() > LONG { simdutf8::basic::from_utf8(&out).ok().map(str::to_owned) } else { String::from_utf8(out).ok() };
    folded.unwrap_or_else(|| text.to_owned())
}

/// Lower case and look-alikes, where the length stays.
fn lower(c: char) -> char {
    match c {
        '\u{1ea0}'..='\u{1eff}' => class::lower(c),
        // Eth and African D stand for Đ in many files: shared facts, encodings, look-alikes.
        '\u{d0}' | '\u{f0}' | '\u{189}' | '\u{110}' => 'đ',
        '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2014}' => '\u{2013}',
        _ => class::lower(c),
    }
}

/// The old-style spelling of the vowel `low` and the one that ends `before`. `quý` has one
/// spelling only.
fn moved_tone(before: &[u8], low: char) -> Option<(char, char)> {
    let (&first, rest) = before.split_last()?;
    old_style(char::from(first), low).filter(|_| rest.last() != Some(&b'q'))
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
    for c in fold(text).chars() {
        let c = match c {
            'ỳ' | 'ỹ' if out.ends_with('u') => {
                out.pop();
                out.push(if c == 'ỳ' { 'ù' } else { 'ũ' });
                'y'
            }
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
    let closing = [' ', '.', ';', ',', ':'];
    out.truncate(out.trim_end_matches(closing).len());
    out.drain(..out.len() - out.trim_start_matches(closing).len());
    out
}

/// A readable ASCII name for ids: `Ủy ban nhân dân` -> `uy-ban-nhan-dan`.
pub(crate) fn slug(text: &str) -> String {
    slug_of_folded(std::iter::once(fold(text).as_str()))
}

/// The slug of words that are folded already.
pub(crate) fn slug_of_folded<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let mut out = String::with_capacity(64);
    for word in words {
        if !out.is_empty() {
            push_slug(&mut out, ' ');
        }
        slug_word(&mut out, word);
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

fn slug_word(out: &mut String, folded: &str) {
    for c in folded.chars() {
        match c {
            'đ' => out.push('d'),
            c if c.is_ascii() => push_slug(out, c),
            c => match class::base_of_small(c) {
                Some(base) => out.push(base),
                None => std::iter::once(c).nfd().for_each(|c| push_slug(out, c)),
            },
        }
    }
}

/// Adds a letter or figure, nothing for a mark, a single dash for the rest.
fn push_slug(out: &mut String, c: char) {
    match c {
        c if c.is_ascii_alphanumeric() => out.push(c),
        '\u{300}'..='\u{36f}' => {}
        _ if !out.is_empty() && !out.ends_with('-') => out.push('-'),
        _ => {}
    }
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
        assert_eq!(slug(" – Lao động, Th\u{1b0}ơng binh –"), "lao-dong-thuong-binh");
        assert_eq!(slug_of_folded(["-", "ủy", ",", "ban", "-"].into_iter()), "uy-ban");
    }
}
