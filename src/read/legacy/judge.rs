//! Judge [xét đoán]: how well a piece of text is spelt as it stands and as each encoding
//! would have it. In: text. Out: counts of words for and against. What follows from the
//! counts is decided by `context`.

use super::codec::{self, Letter, is_sign};
use super::lost_u;
use super::piece::Charset;
use super::tables::Tables;
use crate::letters::is_spelt;

/// Most words of one piece that are looked at.
const WORDS: usize = 300;

/// How a word does under one reading of its code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing but ASCII, digits, signs, abbreviations.
    Silent,
    /// Vietnamese.
    Good,
    /// Not Vietnamese.
    Bad,
}

/// Words of a piece for and against an encoding.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Vietnamese when decoded, not as they stand.
    pub(super) pro: usize,
    /// Vietnamese as they stand, not when decoded.
    pub(super) con: usize,
    /// Vietnamese, or at least possible, when decoded.
    pub(super) good: usize,
    /// Saying something, decoded or as they stand.
    pub(super) words: usize,
    /// Of `pro`, words in which several code points change and one of them is a sign.
    pub(super) telling: usize,
}

/// What the words of a piece say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Evidence {
    /// For each of [`Charset::JUDGED`].
    pub(super) tallies: [Tally; Charset::JUDGED.len()],
    /// Words of ASCII letters.
    pub(super) ascii: usize,
    /// Those that are spelt like Vietnamese.
    pub(super) ascii_spelt: usize,
}

impl Evidence {
    /// Adds another piece's words.
    pub(super) fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.tallies.iter_mut().zip(&other.tallies) {
            mine.pro += theirs.pro;
            mine.con += theirs.con;
            mine.good += theirs.good;
            mine.words += theirs.words;
            mine.telling += theirs.telling;
        }
        self.ascii += other.ascii;
        self.ascii_spelt += other.ascii_spelt;
    }

    /// The tally of an encoding.
    pub(super) fn of(&self, charset: Charset) -> Tally {
        Charset::JUDGED.iter().zip(self.tallies).find(|&(&c, _)| c == charset).map_or_else(Tally::default, |(_, tally)| tally)
    }

    /// The encoding with the most words for it over those against it.
    pub(super) fn best(&self) -> (Charset, Tally) {
        let mut best = (Charset::Tcvn3, Tally::default());
        for (&charset, tally) in Charset::JUDGED.iter().zip(self.tallies) {
            if tally.pro.saturating_sub(tally.con) > best.1.pro.saturating_sub(best.1.con) {
                best = (charset, tally);
            }
        }
        best
    }

    /// True where the words of plain letters could be Vietnamese: not French, not English.
    pub(super) const fn sounds_vietnamese(&self) -> bool {
        self.ascii < 4 || self.ascii_spelt * 2 >= self.ascii
    }
}

/// True for text with code points that Vietnamese in Unicode has no letter or common sign
/// for. Quick: most texts end here. Of windows-1258 it sees nothing but `may_be_1258` does.
pub(super) fn is_suspicious(text: &str) -> bool {
    // Latin-1 beyond ASCII begins with C2 or C3 in UTF-8.
    let mut rest = text.as_bytes();
    while let Some(at) = memchr::memchr2(0xc2, 0xc3, rest) {
        match rest.get(at..) {
            Some([0xc2, low, ..]) if !matches!(low, 0xa0 | 0xb0..=0xb3) => return true,
            Some([0xc3, low, ..]) if !is_vietnamese_latin1(*low) => return true,
            _ => rest = rest.get(at + 2..).unwrap_or_default(),
        }
    }
    false
}

/// True for text with the letter that stands for đ in windows-1258 (and often in Unicode).
pub(super) fn may_be_1258(text: &str) -> bool {
    text.contains('ð')
}

/// True for text with letters that only Unicode has.
pub(super) fn has_unicode_letters(text: &str) -> bool {
    text.chars().any(|c| matches!(c, 'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1ea0}'..='\u{1ef9}'))
}

/// The second byte of UTF-8 after C3: letters of Latin-1 that Vietnamese has, too, and the
/// look-alikes of Đ.
const fn is_vietnamese_latin1(low: u8) -> bool {
    // ÀÁÂÃ ÈÉÊ ÌÍ Ð ÒÓÔÕ ÙÚ Ý, small letters 32 later.
    let capital = if low >= 0xa0 { low - 0x20 } else { low };
    matches!(capital, 0x80..=0x83 | 0x88..=0x8a | 0x8c | 0x8d | 0x90 | 0x92..=0x95 | 0x99 | 0x9a | 0x9d)
}

/// Counts the words of a piece.
pub(super) fn weigh(text: &str, tables: &Tables) -> Evidence {
    let mut evidence = Evidence::default();
    // The no-break space is a letter's byte in some encodings.
    for word in text.split(|c: char| c.is_ascii_whitespace()).filter(|w| !w.is_empty()).take(WORDS) {
        if word.is_ascii() {
            let bare = word.trim_matches(|c: char| c.is_ascii_punctuation());
            if bare.len() > 1 && bare.bytes().all(|b| b.is_ascii_alphabetic()) && bare.bytes().any(|b| b.is_ascii_lowercase()) {
                evidence.ascii += 1;
                evidence.ascii_spelt += usize::from(is_spelt(bare));
            }
        } else {
            weigh_word(word, tables, &mut evidence);
        }
    }
    evidence
}

fn weigh_word(word: &str, tables: &Tables, evidence: &mut Evidence) {
    let as_is = state(&codec::decode(word, Charset::Unicode, tables), Charset::Unicode);
    for (tally, &charset) in evidence.tallies.iter_mut().zip(&Charset::JUDGED) {
        let letters = codec::decode(word, charset, tables);
        let decoded = state(&letters, charset);
        tally.words += usize::from(as_is != State::Silent || decoded != State::Silent);
        // `L§VP`, an abbreviation when decoded, says no more than that it could be.
        tally.good += usize::from(decoded == State::Good || (decoded == State::Silent && as_is == State::Bad));
        match (decoded, as_is) {
            // The letters of windows-1258 prove nothing without its tones: Ð for Đ is common.
            (State::Good, State::Bad) if charset != Charset::Windows1258 || letters.iter().any(|l| is_tone(l.c)) => {
                tally.pro += 1;
                tally.telling += usize::from(is_telling(word));
            }
            (State::Bad, State::Good) => tally.con += 1,
            _ => {}
        }
    }
}

/// Several code points beyond ASCII, one of them a sign.
fn is_telling(word: &str) -> bool {
    word.chars().filter(|c| !c.is_ascii()).count() > 1 && word.chars().any(is_sign)
}

/// The state of a word (with its punctuation) as its letters stand.
fn state(letters: &[Letter], charset: Charset) -> State {
    let mut good = false;
    for part in letters.chunk_by(|a, b| in_word(a.c) == in_word(b.c)) {
        let Some(first) = part.first() else { continue };
        if !in_word(first.c) || part.iter().all(|l| l.c.is_ascii()) {
            continue;
        }
        let word: String = part.iter().map(|l| if charset == Charset::Unicode { look_alike(l.c) } else { l.c }).collect();
        if !part.iter().all(|l| l.known) || (charset != Charset::Tcvn3 && has_inner_capital(&word)) {
            return State::Bad;
        }
        if is_spelt(&word) || (charset == Charset::Tcvn3 && lost_u::lacks_u(&word)) {
            good = true;
        } else if !is_abbreviation(&word) {
            return State::Bad;
        }
    }
    // A sign beside a letter: `th¸ng`.
    let glued = letters.windows(2).any(|w| matches!(*w, [a, b] if (is_residue(a.c) && in_word(b.c)) || (in_word(a.c) && is_residue(b.c))));
    match (glued, good) {
        (true, _) => State::Bad,
        (false, true) => State::Good,
        (false, false) => State::Silent,
    }
}

/// A capital behind a small letter: "ĐT" of TCVN3, whose fonts draw the capitals, is "ậT" in
/// VISCII.
fn has_inner_capital(word: &str) -> bool {
    word.chars().zip(word.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase())
}

/// Đ for the letters that stand for it in many files.
const fn look_alike(c: char) -> char {
    match c {
        'Ð' | '\u{189}' => 'Đ',
        'ð' => 'đ',
        _ => c,
    }
}

fn in_word(c: char) -> bool {
    c.is_alphabetic() || is_tone(c)
}

fn is_tone(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// What no text has beside a letter: signs of Latin-1, controls, odd signs of windows-1252.
fn is_residue(c: char) -> bool {
    match c {
        '°' | '²' | '³' => false,
        '\u{80}'..='\u{9f}' | '†' | '‡' | '‰' | '‹' | '›' | '¤' | 'ˆ' | '˜' | '\u{2212}' | '\u{2219}' => true,
        _ => is_sign(c),
    }
}

/// Capital consonants only: `QĐ`, `HĐND`.
fn is_abbreviation(word: &str) -> bool {
    word.chars().all(|c| c == 'Đ' || (c.is_ascii_uppercase() && !matches!(c, 'A' | 'E' | 'I' | 'O' | 'U' | 'Y')))
}
