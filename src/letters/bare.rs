//! Bare letters [chữ không dấu]: letters without marks, for names whose marks were misread.
//! In: a word. Out: its base letters, one by one; nothing is kept.

use unicode_normalization::UnicodeNormalization;

/// The letters of `word` in lower case without marks.
pub(crate) fn bare(word: &str) -> impl Iterator<Item = char> {
    word.chars().map(base)
}

fn base(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
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
    fn marks_are_left_out() {
        assert_eq!(bare("Đầu").collect::<String>(), "dau");
        assert_eq!(bare("thuở").collect::<String>(), "thuo");
    }
}
