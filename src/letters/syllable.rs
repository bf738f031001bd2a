//! Syllables [âm tiết]: is a word shaped like a Vietnamese syllable? In: one word in any
//! composition. Out: yes or no, by spelling alone (onset, vowels, coda, at most one tone).
//! It knows no words: `gủng` passes, `Cöông` does not. Good for judging an encoding.

use unicode_normalization::UnicodeNormalization;

/// Longest first, so that the first that fits is the whole onset.
const ONSETS: [&str; 27] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s",
    "t", "v", "x",
];

/// What may follow the vowels; `k` in names of the highlands.
const CODAS: [&str; 10] = ["", "c", "ch", "k", "m", "n", "ng", "nh", "p", "t"];

/// True where `word` is spelt like one Vietnamese syllable.
pub(crate) fn is_syllable(word: &str) -> bool {
    let Some((letters, tone)) = skeleton(word) else { return false };
    // `gin` is g + i + n, `giang` is gi + a + ng: an onset that eats all vowels is tried shorter.
    ONSETS.iter().chain(&[""]).any(|onset| letters.strip_prefix(onset).is_some_and(|rest| is_rhyme(rest, tone)))
}

/// Bare letters (`đ` stays) and the tone mark; `None` where a letter or a mark is not
/// Vietnamese, a mark sits on a letter that cannot bear it, or there are two tones.
fn skeleton(word: &str) -> Option<(String, Option<char>)> {
    let mut letters = String::with_capacity(word.len());
    let mut tone = None;
    let mut before = ' ';
    for c in word.nfd().flat_map(char::to_lowercase) {
        match c {
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' if is_vowel(before) && tone.is_none() => tone = Some(c),
            '\u{302}' if matches!(before, 'a' | 'e' | 'o') => {}
            '\u{306}' if before == 'a' => {}
            '\u{31b}' if matches!(before, 'o' | 'u') => {}
            'a'..='z' | 'đ' => {
                letters.push(c);
                before = c;
            }
            _ => return None,
        }
    }
    Some((letters, tone))
}

fn is_rhyme(rest: &str, tone: Option<char>) -> bool {
    let coda = rest.trim_start_matches(is_vowel);
    let vowels = rest.len() - coda.len();
    // A syllable closed by a stop bears the acute or the dot, no other tone and never none.
    let stopped = matches!(coda, "c" | "ch" | "k" | "p" | "t");
    (1..=3).contains(&vowels) && CODAS.contains(&coda) && (!stopped || matches!(tone, Some('\u{301}' | '\u{323}')))
}

const fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_syllables_from_what_wrong_encodings_make_of_them() {
        for yes in ["Nghị", "quyết", "gìn", "giang", "ĐIỀU", "ủy", "khuỷu", "a", "Thu\u{309}y", "qua", "gì", "ương", "huỳnh"]
        {
            assert!(is_syllable(yes), "{yes}");
        }
        for no in ["Cöông", "hoøa", "quyÕt", "lâp", "café", "Straße", "văn\u{301}\u{300}", "ñònh", "the\u{308}", "", "nghng", "window"]
        {
            assert!(!is_syllable(no), "{no}");
        }
    }
}
