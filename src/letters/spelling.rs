//! Spelling [chính tả]: could a word be Vietnamese, by its onset and its whole rhyme?
//! In: one word in any composition. Out: yes or no. Stricter than [`super::is_syllable`],
//! which asks for vowels of any kind: the rhymes of the language are a closed list, and
//! what a wrong encoding makes (`hoứa`, `xaừ`) is not on it. It knows no words, and the
//! vowel that bears the tone is judged only where nobody errs (`hóan` passes, `maõ` does not).

use unicode_normalization::UnicodeNormalization;

/// All rhymes without their tone; `uan` and the like stand after `q`. A final `k` (names
/// of the highlands) counts as `c`.
const RHYMES: [&str; 191] = [
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e", "ec", "em", "en", "eng", "eo", "ep", "et", "i",
    "ia", "ich", "im", "in", "inh", "ip", "it", "iu", "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu", "o", "oa", "oac", "oach", "oai",
    "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay", "oc", "oe", "oen", "oeo", "oet", "oi", "om", "on", "ong", "ooc", "oong",
    "op", "ot", "oăc", "oăm", "oăn", "oăng", "oăt", "u", "ua", "uac", "uach", "uai", "uan", "uang", "uanh", "uao", "uat", "uau", "uay",
    "uc", "ue", "uen", "ueo", "uet", "ui", "uich", "uin", "uinh", "uit", "um", "un", "ung", "up", "ut", "uy", "uya", "uych", "uyn", "uynh",
    "uyp", "uyt", "uyu", "uyên", "uyêt", "uân", "uâng", "uât", "uâu", "uây", "uê", "uêch", "uên", "uênh", "uêt", "uêu", "uôc", "uôi",
    "uôm", "uôn", "uông", "uôt", "uăc", "uăm", "uăn", "uăng", "uăp", "uăt", "uơ", "uơt", "y", "ynh", "yt", "yêm", "yên", "yêng", "yêt",
    "yêu", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", "ê", "êch", "êm", "ên", "êng", "ênh", "êp", "êt", "êu", "ô", "ôc", "ôi", "ôm",
    "ôn", "ông", "ôp", "ôt", "ăc", "ăm", "ăn", "ăng", "ăp", "ăt", "ơ", "ơi", "ơm", "ơn", "ơp", "ơt", "ư", "ưa", "ưc", "ưi", "ưm", "ưng",
    "ưt", "ưu", "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu",
];

/// Onsets but `q`, whose `u` counts into the rhyme; the empty one last.
const ONSETS: [&str; 27] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v",
    "x", "",
];

/// True where `word` is an onset with a rhyme of Vietnamese and at most one tone.
pub(crate) fn is_spelt(word: &str) -> bool {
    // The longest syllable has seven letters, each of three marks at most.
    if word.len() > 48 {
        return false;
    }
    let Some((letters, tone)) = toneless(word) else { return false };
    let after_q = letters.strip_prefix('q').filter(|rest| rest.starts_with('u'));
    if let Some(rest) = after_q {
        return is_rhyme(rest, tone) || rest.strip_prefix('u').is_some_and(|rest| is_rhyme(rest, tone));
    }
    ONSETS.iter().any(|onset| letters.strip_prefix(onset).is_some_and(|rest| is_rhyme(rest, tone) && !needs_q(onset, rest)))
}

/// Rhymes of `RHYMES` that only `q` opens.
fn needs_q(onset: &str, rest: &str) -> bool {
    // `quan`, but `khoan`: the glide is written `o` elsewhere.
    let broad = rest.strip_prefix('u').is_some_and(|r| r.len() > 1 && r.starts_with(['a', 'ă', 'e', 'i']));
    broad || (rest == "yt" || rest == "ynh" || rest == "y" && onset == "gi")
}

/// A tone mark, and where it stands.
#[derive(Debug, Clone, Copy)]
struct Tone {
    mark: char,
    /// On the last letter of the word.
    ends_word: bool,
}

/// The word in lower case without its tone, and the tone; `None` where a letter or mark is
/// not Vietnamese or stands where it cannot.
fn toneless(word: &str) -> Option<(String, Option<Tone>)> {
    let mut letters = String::with_capacity(word.len());
    let mut tone: Option<Tone> = None;
    for c in word.nfd().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | 'đ' => {
                letters.push(c);
                if let Some(tone) = &mut tone {
                    tone.ends_word = false;
                }
            }
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' if tone.is_none() && letters.ends_with(is_vowel) => {
                tone = Some(Tone { mark: c, ends_word: true });
            }
            _ => {
                let shaped = shape(letters.pop()?, c)?;
                letters.push(shaped);
            }
        }
    }
    Some((letters, tone))
}

const fn shape(base: char, mark: char) -> Option<char> {
    Some(match (base, mark) {
        ('a', '\u{302}') => 'â',
        ('e', '\u{302}') => 'ê',
        ('o', '\u{302}') => 'ô',
        ('a', '\u{306}') => 'ă',
        ('o', '\u{31b}') => 'ơ',
        ('u', '\u{31b}') => 'ư',
        _ => return None,
    })
}

const fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'ă' | 'â' | 'e' | 'ê' | 'i' | 'o' | 'ô' | 'ơ' | 'u' | 'ư' | 'y')
}

fn is_rhyme(rest: &str, tone: Option<Tone>) -> bool {
    let highland = rest.strip_suffix('k').map(|stem| format!("{stem}c"));
    let rest = highland.as_deref().unwrap_or(rest);
    // A syllable closed by a stop bears the acute or the dot, no other tone and never none.
    let stopped = rest.ends_with(['c', 'p', 't']) || rest.ends_with("ch");
    let misplaced = tone.is_some_and(|tone| tone.ends_word) && ends_in_glide(rest);
    RHYMES.binary_search(&rest).is_ok() && !misplaced && (!stopped || matches!(tone, Some(Tone { mark: '\u{301}' | '\u{323}', .. })))
}

/// True for rhymes whose last vowel never bears the tone, not even by a typist's slip that
/// is common (`hòa`, `hoà`, `uỷ`, `cuả`).
fn ends_in_glide(rest: &str) -> bool {
    let mut last = rest.chars().rev();
    match (last.next(), last.next()) {
        (Some('i' | 'o' | 'u'), Some(before)) => is_vowel(before),
        (Some('y'), Some(before)) => before != 'u',
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rhymes_are_sorted_for_the_search() {
        assert!(RHYMES.is_sorted());
    }

    #[test]
    fn every_shape_of_syllable() {
        for yes in [
            "Nghị",
            "quyết",
            "gìn",
            "giêng",
            "giếng",
            "gì",
            "ĐIỀU",
            "ủy",
            "uỷ",
            "khuỷu",
            "a",
            "Thu\u{309}y",
            "qua",
            "quý",
            "quỳnh",
            "quốc",
            "ương",
            "huỳnh",
            "được",
            "người",
            "trưởng",
            "Đắk",
            "Lắk",
            "hoà",
            "hòa",
            "xoong",
            "hóan",
            "yên",
            "ngoài",
            "thuở",
            "quới",
            "giấy",
            "quí",
            "giò",
            "cuả",
            "uỷ",
            "dịu",
            "của",
        ] {
            assert!(is_spelt(yes), "{yes}");
        }
    }

    #[test]
    fn what_wrong_encodings_make_is_none() {
        for no in [
            "hoứa",
            "xaừ",
            "ngaứy",
            "Vieọt",
            "Coäng",
            "quyÕt",
            "lâp",
            "café",
            "ủa\u{301}",
            "trởng",
            "đợc",
            "window",
            "",
            "của\u{309}",
            "muan",
            "cafộ",
            "maõ",
            "taị",
            "ngoaì",
            "Mỹller",
            "Seủor",
            "\u{301}",
        ] {
            assert!(!is_spelt(no), "{no}");
        }
    }
}
