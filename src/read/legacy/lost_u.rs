//! The lost ư [chữ ư bị mất]: TCVN3 has it at the code of the soft hyphen, which many
//! programs drop or print as a hyphen. In: letters decoded from TCVN3. Out: the same with
//! the ư put back where `lost-u.tsv` or the spelling leaves no doubt.

use super::codec::Letter;
use crate::letters::is_spelt;

const LISTS: &str = include_str!("lost-u.tsv");

/// Entries of a kind: as found, as meant.
fn entries(kind: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    LISTS.lines().filter_map(move |line| {
        let mut fields = line.split('\t');
        (fields.next()? == kind).then_some(())?;
        Some((fields.next()?, fields.next()?))
    })
}

/// True for a word that is spelt right but for its ư.
pub(super) fn lacks_u(word: &str) -> bool {
    let word = word.to_lowercase();
    entries("ending").any(|(found, meant)| word.strip_suffix(found).is_some_and(|onset| is_spelt(&format!("{onset}{meant}"))))
}

/// The lists, by what is found.
#[derive(Debug)]
pub(super) struct Lists {
    endings: Vec<(&'static str, &'static str)>,
    words: Vec<(&'static str, &'static str)>,
    phrases: Vec<[(&'static str, &'static str); 2]>,
}

/// A word among letters: where it stands, and its small letters.
struct Word {
    start: usize,
    end: usize,
    small: String,
}

impl Lists {
    /// Reads the lists.
    pub(super) fn new() -> Self {
        let pair = |(found, meant): (&'static str, &'static str)| {
            let ((a, b), (c, d)) = (found.split_once(' ')?, meant.split_once(' ')?);
            Some([(a, c), (b, d)])
        };
        let mut words: Vec<_> = entries("word").collect();
        words.sort_unstable();
        Self { endings: entries("ending").collect(), words, phrases: entries("phrase").filter_map(pair).collect() }
    }

    /// Puts lost ư back. Where the text `kept` its ư elsewhere, only words that cannot stand
    /// without it are touched.
    pub(super) fn repair(&self, letters: &mut Vec<Letter>, kept: bool) {
        if !kept {
            unhyphenate(letters);
        }
        self.mend_words(letters, kept);
        if !kept {
            self.mend_phrases(letters);
        }
    }

    fn mend_words(&self, letters: &mut Vec<Letter>, kept: bool) {
        // From the end, so that the places before stay.
        for word in words(letters).iter().rev() {
            let ending = self.endings.iter().find(|(found, meant)| {
                word.small.strip_suffix(found).is_some_and(|onset| !onset.ends_with('ư') && is_spelt(&format!("{onset}{meant}")))
            });
            let whole = self.words.binary_search_by_key(&word.small.as_str(), |&(found, _)| found).ok().and_then(|at| self.words.get(at));
            if let Some((found, meant)) = ending {
                insert(letters, word.end - found.chars().count(), found, meant);
            } else if let Some((found, meant)) = whole.filter(|_| !kept) {
                insert(letters, word.start, found, meant);
            }
        }
    }

    fn mend_phrases(&self, letters: &mut Vec<Letter>) {
        let words = words(letters);
        for (at, word) in words.iter().enumerate().rev() {
            // A word may belong to the one before it and to the one after; once is enough.
            let with_next = words.get(at + 1).filter(|next| near(letters, word, next)).and_then(|next| self.phrase(word, next));
            let with_last = at
                .checked_sub(1)
                .and_then(|i| words.get(i))
                .filter(|last| near(letters, last, word))
                .and_then(|last| self.phrase(last, word));
            let mended = with_next.map(|[first, _]| first).into_iter().chain(with_last.map(|[_, second]| second));
            if let Some((found, meant)) = mended.into_iter().find(|(found, meant)| found != meant) {
                insert(letters, word.start, found, meant);
            }
        }
    }

    fn phrase(&self, first: &Word, second: &Word) -> Option<[(&'static str, &'static str); 2]> {
        self.phrases.iter().copied().find(|[(a, _), (b, _)]| *a == first.small && *b == second.small)
    }
}

/// True where nothing but a space or a colon parts two words.
fn near(letters: &[Letter], first: &Word, second: &Word) -> bool {
    letters.get(first.end..second.start).is_some_and(|gap| gap.len() <= 2 && gap.iter().all(|l| matches!(l.c, ' ' | ':' | '\u{a0}')))
}

/// Inserts each letter of `meant` that `found` lacks; `at` is where `found` stands.
fn insert(letters: &mut Vec<Letter>, at: usize, found: &str, meant: &str) {
    let mut found = found.chars().peekable();
    for (offset, c) in meant.chars().enumerate() {
        if found.next_if_eq(&c).is_some() {
            continue;
        }
        put(letters, at + offset, c);
    }
}

/// Puts one letter in, as if it came from where its neighbour did.
fn put(letters: &mut Vec<Letter>, at: usize, c: char) {
    let neighbour = at.checked_sub(1).and_then(|i| letters.get(i)).or_else(|| letters.get(at)).map_or(0, |l| l.at);
    if at <= letters.len() {
        letters.insert(at, Letter { c, at: neighbour, known: true });
    }
}

fn words(letters: &[Letter]) -> Vec<Word> {
    let mut start = 0;
    let mut words = Vec::new();
    for part in letters.chunk_by(|a, b| a.c.is_alphabetic() == b.c.is_alphabetic()) {
        let end = start + part.len();
        if part.first().is_some_and(|l| l.c.is_alphabetic()) {
            words.push(Word { start, end, small: part.iter().flat_map(|l| l.c.to_lowercase()).collect() });
        }
        start = end;
    }
    words
}

/// Turns a hyphen into the ư that it was printed for, where only that makes a syllable:
/// after consonants (`tr-ởng`, `nh- sau`), before what no word begins with (`-ơng`).
fn unhyphenate(letters: &mut [Letter]) {
    let all = words(letters);
    let hyphen = |at: Option<usize>| at.filter(|&at| letters.get(at).is_some_and(|l| matches!(l.c, '-' | '\u{2010}' | '\u{2011}')));
    let mut found = Vec::new();
    for (at, word) in all.iter().enumerate() {
        let next = all.get(at + 1).filter(|next| next.start == word.end + 1);
        if let Some(place) = hyphen(Some(word.end))
            && is_onset(letters, word)
            && (next.is_some() || (ends_word(letters, place) && !is_label(letters, word)))
            && is_spelt(&format!("{}ư{}", word.small, next.map_or("", |next| &next.small)))
        {
            found.push(place);
        }
        if let Some(place) = hyphen(word.start.checked_sub(1))
            && place.checked_sub(1).and_then(|i| letters.get(i)).is_none_or(|l| l.c.is_whitespace())
            && !is_spelt(&word.small)
            && is_spelt(&format!("ư{}", word.small))
        {
            found.push(place);
        }
    }
    for place in found {
        if let Some(letter) = letters.get_mut(place) {
            letter.c = 'ư';
        }
    }
}

/// Consonants of one case, as a syllable begins with.
fn is_onset(letters: &[Letter], word: &Word) -> bool {
    let consonants = word.small.chars().all(|c| c == 'đ' || c.is_ascii_alphabetic()) && !is_vowelled(&word.small);
    consonants && letters.get(word.start..word.end).is_some_and(|w| w.iter().skip(1).all(|l| !l.c.is_uppercase()))
}

/// Nothing of the word comes after its hyphen.
fn ends_word(letters: &[Letter], hyphen: usize) -> bool {
    letters.get(hyphen + 1).is_none_or(|l| matches!(l.c, ' ' | ',' | ';' | '.'))
}

/// One letter at the beginning of a line: `c- Nội dung`.
fn is_label(letters: &[Letter], word: &Word) -> bool {
    let opens_line = letters.get(..word.start).is_some_and(|before| before.iter().all(|l| !l.c.is_alphanumeric()));
    opens_line && word.end == word.start + 1
}

fn is_vowelled(word: &str) -> bool {
    word.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}
