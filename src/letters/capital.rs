//! Capitals [chữ hoa]: the first letter of a name. In: a name. Out: the same name with a
//! capital first letter; the rest stays.

/// The name with its first letter as a capital.
pub(crate) fn capitalised(name: &str) -> String {
    let mut chars = name.chars();
    match chars.next() {
        Some(c) if c.is_lowercase() => c.to_uppercase().chain(chars).collect(),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_letter_changes() {
        assert_eq!(capitalised("đài Truyền hình"), "Đài Truyền hình");
        assert_eq!(capitalised("13 đơn vị"), "13 đơn vị");
        assert_eq!(capitalised(""), "");
    }
}
