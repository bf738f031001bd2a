//! Classes of letters [loại chữ]: letter or digit, capital or small, base letter. In: one
//! character. Out: what the Unicode tables say, with the letters of Vietnamese answered
//! from their ranges: half of a Vietnamese text stands outside ASCII, where the general
//! tables are searched for every character.

use unicode_normalization::UnicodeNormalization;

/// Whether a character beyond ASCII is a letter, where its range tells.
const fn is_letter(c: char) -> Option<bool> {
    match c {
        // Latin-1, Latin Extended-A and -B, Latin Extended Additional: all letters but two.
        '\u{d7}' | '\u{f7}' => Some(false),
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Some(true),
        // Dashes, quotation marks, dots.
        '\u{2010}'..='\u{2027}' => Some(false),
        _ => None,
    }
}

/// As [`char::is_alphanumeric`].
pub(crate) fn is_alphanumeric(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { is_letter(c).unwrap_or_else(|| c.is_alphanumeric()) }
}

/// A character of a text as its bytes tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seen {
    /// As [`char::is_alphanumeric`].
    pub(crate) alphanumeric: bool,
    /// Its bytes.
    pub(crate) len: usize,
}

/// The character at byte `at` of `text`, where one begins there. The letters of Vietnamese
/// and its marks are told by their bytes; the rest is looked up.
#[inline(always)]
pub(crate) fn letter_at(text: &str, at: usize) -> Option<Seen> {
    let bytes = text.as_bytes();
    let &first = bytes.get(at)?;
    let (alphanumeric, len) = match (first, bytes.get(at + 1)) {
        (0..=0x7f, _) => (first.is_ascii_alphanumeric(), 1),
        (0xe1, Some(0xb8..=0xbb)) => (true, 3),
        (0xc3, Some(second)) => (!matches!(second, 0x97 | 0xb7), 2),
        (0xc4..=0xc6, _) => (true, 2),
        (0xe2, Some(0x80)) => (false, 3),
        _ => text.get(at..)?.chars().next().map(|c| (is_alphanumeric(c), c.len_utf8()))?,
    };
    Some(Seen { alphanumeric, len })
}

/// As [`char::is_alphabetic`].
pub(crate) fn is_alphabetic(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { is_letter(c).unwrap_or_else(|| c.is_alphabetic()) }
}

/// As [`char::is_lowercase`].
pub(crate) fn is_lowercase(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_lowercase(),
        '\u{1ea0}'..='\u{1eff}' => u32::from(c) % 2 == 1,
        '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{de}' => false,
        '\u{df}'..='\u{f6}' | '\u{f8}'..='\u{ff}' => true,
        '\u{102}' | '\u{110}' | '\u{128}' | '\u{168}' | '\u{1a0}' | '\u{1af}' => false,
        '\u{2010}'..='\u{2027}' => false,
        _ => c.is_lowercase(),
    }
}

/// As [`char::is_uppercase`].
pub(crate) fn is_uppercase(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_uppercase(),
        '\u{1ea0}'..='\u{1eff}' => u32::from(c) % 2 == 0,
        '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{de}' => true,
        '\u{df}'..='\u{ff}' | '\u{d7}' => false,
        '\u{2010}'..='\u{2027}' => false,
        _ => c.is_uppercase(),
    }
}

/// The lower case of `c` where it is one character and as long in UTF-8, else `c`.
pub(crate) fn lower(c: char) -> char {
    match c {
        '\0'..='\u{7f}' => c.to_ascii_lowercase(),
        // Capital and small letter in turn.
        '\u{1ea0}'..='\u{1eff}' => char::from_u32(u32::from(c) | 1).unwrap_or(c),
        '\u{d7}' | '\u{df}'..='\u{ff}' | '\u{2010}'..='\u{2027}' => c,
        '\u{c0}'..='\u{de}' => char::from_u32(u32::from(c) + 32).unwrap_or(c),
        '\u{102}' | '\u{110}' | '\u{128}' | '\u{168}' | '\u{1a0}' | '\u{1af}' => char::from_u32(u32::from(c) + 1).unwrap_or(c),
        '\u{103}' | '\u{111}' | '\u{129}' | '\u{169}' | '\u{1a1}' | '\u{1b0}' => c,
        _ => {
            let mut low = c.to_lowercase();
            match (low.next(), low.next()) {
                (Some(l), None) if l.len_utf8() == c.len_utf8() => l,
                _ => c,
            }
        }
    }
}

/// The letter under the marks of a small Vietnamese letter; `None` for any other character.
pub(crate) const fn base_of_small(c: char) -> Option<char> {
    Some(match c {
        'à'..='ã' | 'ă' => 'a',
        'è'..='ê' => 'e',
        'ì' | 'í' | 'ĩ' => 'i',
        'ò'..='õ' | 'ơ' => 'o',
        'ù' | 'ú' | 'ũ' | 'ư' => 'u',
        'ý' => 'y',
        // A capital stands before each small letter of this block.
        '\u{1ea1}'..='\u{1ef9}' if c as u32 % 2 == 1 => match c {
            ..='\u{1eb7}' => 'a',
            ..='\u{1ec7}' => 'e',
            ..='\u{1ecb}' => 'i',
            ..='\u{1ee3}' => 'o',
            ..='\u{1ef1}' => 'u',
            _ => 'y',
        },
        _ => return None,
    })
}

/// The letter of `c` in lower case without marks.
pub(crate) fn base(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    if let Some(b) = base_of_small(c) {
        return b;
    }
    match c {
        'đ' | 'Đ' => 'd',
        _ => std::iter::once(c).nfd().next().map_or(c, |b| b.to_ascii_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ranges_say_what_the_tables_say() {
        for c in '\0'..='\u{3000}' {
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
            assert_eq!(is_alphabetic(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_lowercase(c), c.is_lowercase(), "{c:?}");
            assert_eq!(is_uppercase(c), c.is_uppercase(), "{c:?}");
            let mut low = c.to_lowercase();
            let single = low.next().filter(|l| low.next().is_none() && l.len_utf8() == c.len_utf8());
            assert_eq!(lower(c), single.unwrap_or(c), "{c:?}");
            if let Some(b) = base_of_small(c) {
                assert_eq!(std::iter::once(c).nfd().next(), Some(b), "{c:?}");
                assert!(c.is_lowercase(), "{c:?}");
            }
        }
        for c in '\0'..='\u{3000}' {
            let text = format!("a{c}đ");
            assert_eq!(letter_at(&text, 1), Some(Seen { alphanumeric: c.is_alphanumeric(), len: c.len_utf8() }), "{c:?}");
        }
        assert_eq!(letter_at("đ", 2), None);
        let known = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ";
        assert!(known.chars().all(|c| base_of_small(c).is_some()));
    }

    #[test]
    fn bases_are_small_and_bare() {
        assert_eq!("ĐđẤấơÝX9".chars().map(base).collect::<String>(), "ddaaoyx9");
    }
}
