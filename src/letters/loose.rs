//! Loose forms [so sánh lỏng]: two spellings of one value made equal, for scoring answers.
//!
//! In: a text. Out: its key: NFC, case folded as Unicode says, one dash, Đ for its
//! look-alikes, single spaces and none round `-` and `/`, no marks at either end, the tone
//! of a word at its end (`hoà` = `hòa`). A key is for comparing only; nobody reads it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The tones: grave, acute, tilde, hook above, dot below.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// What is left out at the ends of a text, besides spaces.
const CLOSING: [char; 14] = [' ', '.', ';', ',', ':', '/', '\u{201c}', '\u{201d}', '"', '\'', '(', ')', '[', ']'];

/// The loose form of `text`.
pub(crate) fn loose(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    text.nfc().for_each(|c| push_folded(&mut folded, c));
    let spaced: Vec<&str> = folded.split(is_space).filter(|w| !w.is_empty()).collect();
    tones_last(&tight(spaced.join(" ").trim_matches(CLOSING)))
}

/// True for letters, figures and `_`; marks that stand alone are none.
pub(crate) fn is_of_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric() && !is_combining_mark(c) && !is_ringed(c)
}

/// Ringed and squared letters are signs.
const fn is_ringed(c: char) -> bool {
    matches!(c, '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f149}' | '\u{1f150}'..='\u{1f169}' | '\u{1f170}'..='\u{1f189}')
}

/// White space, the separators of old data files included.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')
}

/// Letters and figures without marks, in ASCII; everything else is left out.
pub(crate) fn stripped(text: &str) -> Vec<u8> {
    let one = |c: char| if c == 'đ' { 'd' } else { c };
    let plain = text.nfd().map(one).filter_map(|c| u8::try_from(c).ok());
    plain.filter(|b| b.is_ascii_lowercase() || b.is_ascii_digit()).collect()
}

/// Case folding, where lower case of upper case is not it, by name; then the look-alikes.
fn push_folded(out: &mut String, c: char) {
    match c {
        '\u{2010}'..='\u{2014}' | '\u{2212}' => out.push('-'),
        c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        '\u{d0}' | '\u{f0}' | '\u{189}' | '\u{256}' => out.push('đ'),
        '\u{131}' => out.push(c),
        '\u{1e9e}' => out.push_str("ss"),
        '\u{13a0}'..='\u{13fd}' | '\u{ab70}'..='\u{abbf}' => out.extend(c.to_uppercase()),
        c => c.to_uppercase().flat_map(char::to_lowercase).for_each(|c| out.push(c)),
    }
}

/// No space round `-` and `/`.
fn tight(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '-' | '/') && out.ends_with(' ') {
            out.pop();
        }
        if c != ' ' || !out.ends_with(['-', '/']) {
            out.push(c);
        }
    }
    out
}

/// The tones of each stretch of letters, and of each stretch between them, at its end.
fn tones_last(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let word = is_of_word(first);
        let end = rest.find(|c| is_of_word(c) != word).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        if piece.is_ascii() {
            out.push_str(piece);
        } else {
            out.extend(piece.nfd().filter(|c| !TONES.contains(c)).nfc());
            out.extend(piece.nfd().filter(|c| TONES.contains(c)));
        }
        rest = after;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_value_are_equal() {
        for (a, b) in [
            ("Số 12 / QĐ – UBND.", "số 12/qđ-ubnd"),
            ("Thuy\u{309} lo\u{323}\u{31b}i", "thủy lợi"),
            ("hoà, uỷ, tuỳ, luỹ", "Hòa, Ủy, Tùy, Lũy"),
            ("QÐ \u{189}\u{256}\u{f0}", "qđ đđđ"),
            ("(\u{201c}Sở \n\t Y\u{a0}tế\u{201d});", "sở y tế"),
            ("\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212}", "------"),
            ("Straße ſ \u{1e9e} ﬁ", "STRASSE s SS fi"),
        ] {
            assert_eq!(loose(a), loose(b), "{a}");
        }
        for (a, b) in [("Sở Y tế", "Sở Y tê"), ("dự", "đự"), ("ba", "bà"), ("ı", "i"), ("a b", "ab")] {
            assert_ne!(loose(a), loose(b), "{a}");
        }
    }

    #[test]
    fn a_tone_goes_to_the_end_of_its_word() {
        assert_eq!(loose("Thuỷ, hoà-bình"), "thuy\u{309}, hoa\u{300}-binh\u{300}");
        assert_eq!(loose("được"), "đươc\u{323}");
        assert_eq!(loose("  .;"), "");
    }

    #[test]
    fn stripped_keeps_letters_and_figures_only() {
        assert_eq!(stripped(&loose("Lưu: VT, VX2 (5b) Đ")), b"luuvtvx25bd");
    }
}
