//! Entities [thực thể HTML]: `&ocirc;`, `&#7879;` left in a text in, their characters out.
//! Only names of `entities.tsv` with their semicolon; anything else after `&` stays.

use std::borrow::Cow;

const NAMES: &str = include_str!("entities.tsv");

/// The longest entity between `&` and `;`.
const LONGEST: usize = 8;

/// Puts characters for entities, borrowed where there are none.
pub(super) fn resolve(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find('&') else { return Cow::Borrowed(text) };
    let mut out = String::new();
    let mut copied = 0;
    for (at, _) in text.get(first..).unwrap_or_default().match_indices('&') {
        let at = first + at;
        let Some((c, length)) = text.get(at..).and_then(entity) else { continue };
        out.push_str(text.get(copied..at).unwrap_or_default());
        out.push(c);
        copied = at + length;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

/// The entity that `text` begins with, and its length.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(LONGEST + 2).position(|b| b == b';')?;
    let name = text.get(1..end)?;
    let c = match name.strip_prefix('#') {
        Some(number) => char::from_u32(match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        })?,
        None => named(name)?,
    };
    (!c.is_control()).then_some((c, end + 1))
}

fn named(name: &str) -> Option<char> {
    let lines = NAMES.lines().filter_map(|line| line.split_once('\t'));
    let code = lines.filter(|&(known, _)| known == name).map(|(_, code)| code).next()?;
    u32::from_str_radix(code.trim_end(), 16).ok().and_then(char::from_u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers() {
        assert_eq!(resolve("C&ocirc;ng văn"), "Công văn");
        assert_eq!(resolve("Vi&#7879;t Nam, R&amp;D"), "Việt Nam, R&D");
        assert_eq!(resolve("Ng&#x1ECD;c&nbsp;Hoa"), "Ngọc\u{a0}Hoa");
        assert_eq!(resolve("&Eacute; &eacute;"), "É é");
    }

    #[test]
    fn ampersands_stay() {
        for text in ["NN&PTNT", "A & B;", "&;", "&#;", "&#7;", "&#1114112;", "&ocirc", "&unknown;", "a && b; c", ""] {
            assert!(matches!(resolve(text), Cow::Borrowed(t) if t == text), "{text}");
        }
    }
}
