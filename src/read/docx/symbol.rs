//! Symbols: a character of a symbol font in, the Unicode character that looks like it out.
//!
//! Only the signs met in office documents; the rest stay as they are (private use).

/// The characters of the Symbol font, by code.
const SYMBOL: [(u32, char); 14] = [
    (0x2D, '-'),
    (0xA2, '′'),
    (0xA3, '≤'),
    (0xAE, '→'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB3, '≥'),
    (0xB4, '×'),
    (0xB7, '•'),
    (0xB8, '÷'),
    (0xB9, '≠'),
    (0xBB, '≈'),
    (0xDE, '⇒'),
    (0xE5, '∑'),
];

/// The characters of the Wingdings font, by code.
const WINGDINGS: [(u32, char); 14] = [
    (0x28, '☎'),
    (0x2A, '✉'),
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x71, '❑'),
    (0x76, '❖'),
    (0xA7, '▪'),
    (0xA8, '◻'),
    (0xD8, '➢'),
    (0xE0, '→'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

/// The character that `w:sym` prints; `code` is its hexadecimal `w:char`.
pub(super) fn symbol(font: &str, code: &str) -> Option<char> {
    sign_of_font(font, u32::from_str_radix(code.trim(), 16).ok()?)
}

/// The character that a font prints for a code.
pub(in crate::read) fn sign_of_font(font: &str, code: u32) -> Option<char> {
    // symbol fonts are addressed plainly or in the private use area
    let plain = if (0xF000..=0xF0FF).contains(&code) { code - 0xF000 } else { code };
    let table: &[(u32, char)] = match font {
        "Symbol" => &SYMBOL,
        "Wingdings" => &WINGDINGS,
        _ => &[],
    };
    let known = table.iter().find(|(at, _)| *at == plain).map(|(_, sign)| *sign);
    known.or_else(|| char::from_u32(code)).filter(|c| !c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_become_unicode() {
        assert_eq!(symbol("Symbol", "F0B7"), Some('•'));
        assert_eq!(symbol("Symbol", "b3"), Some('≥'));
        assert_eq!(symbol("Wingdings", "F0FE"), Some('☑'));
        assert_eq!(symbol("Wingdings", "F0AA"), Some('\u{F0AA}'));
        assert_eq!(symbol("Arial", "2013"), Some('–'));
        assert_eq!(symbol("Arial", "7"), None);
        assert_eq!(symbol("Arial", "xyz"), None);
    }
}
