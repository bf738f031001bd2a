//! Bare letters [chữ không dấu]: letters without marks, for names whose marks were misread.
//! In: a word. Out: its base letters, one by one; nothing is kept.

use super::class::base;

/// The letters of `word` in lower case without marks.
pub(crate) fn bare(word: &str) -> impl Iterator<Item = char> {
    word.chars().map(base)
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
