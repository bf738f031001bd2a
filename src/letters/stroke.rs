//! Đ: three letters of Unicode look like it, one is it. In: a character. Out: the
//! Vietnamese letter where it was one of the others.

/// `Ð` (Icelandic) and `Ɖ` (African) as `Đ`, `ð` as `đ`.
pub(crate) const fn one_stroke(c: char) -> char {
    match c {
        '\u{d0}' | '\u{189}' => 'Đ',
        '\u{f0}' => 'đ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_letters_are_one() {
        let made: String = "Ðào t\u{1ea1}o \u{189}\u{f0}\u{110}d".chars().map(one_stroke).collect();
        assert_eq!(made, "Đào tạo ĐđĐd");
    }
}
