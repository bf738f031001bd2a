//! Running words [cụm từ trong câu]: phrases that stand inside sentences of every letter, by
//! their letters without marks, for what a recogniser made of them ("thúc đây", "dé nghi").
//! In: words. Out: the phrase they must be. Letters alone decide, so a phrase that has the
//! letters of another is not here, and words that are right as they stand are told by the
//! rules (role `own`).

use super::vocabulary::{Vocabulary, WordMap};
use super::words::{Word, cut};
use crate::letters::{bare, fold};
use crate::span::Span;

/// One word of a phrase.
#[derive(Debug)]
pub(crate) struct Said {
    letters: String,
    /// As the rules write it.
    pub(crate) text: String,
    folded: String,
}

impl Said {
    /// The word as read is this one.
    pub(crate) fn is(&self, word: &Word<'_>) -> bool {
        self.folded == word.folded
    }
}

/// Phrases by the letters of their first words.
#[derive(Debug, Default)]
pub(crate) struct Running {
    /// Looked up only, never walked through.
    first: WordMap<Vec<Vec<Said>>>,
}

impl Running {
    /// All of `phrases` that no other one shares its letters with.
    pub(crate) fn new<'p>(vocabulary: &Vocabulary, phrases: impl Iterator<Item = &'p str>) -> Self {
        let mut all: Vec<Vec<Said>> = phrases.map(|p| said(vocabulary, p)).filter(|p| p.len() > 1).collect();
        all.sort_by(|a, b| key(a).cmp(key(b)));
        all.dedup_by(|a, b| a.iter().map(|w| &w.folded).eq(b.iter().map(|w| &w.folded)));
        let mut first: WordMap<Vec<Vec<Said>>> = WordMap::default();
        for alike in all.chunk_by_mut(|a, b| key(a).eq(key(b))) {
            let [phrase] = alike else { continue };
            let phrase = std::mem::take(phrase);
            let letters = phrase.first().map_or("", |w| w.letters.as_str()).into();
            let list = first.entry(letters).or_default();
            // The longest first.
            let at = list.partition_point(|p| p.len() >= phrase.len());
            list.insert(at, phrase);
        }
        Self { first }
    }

    /// The longest phrase that `words` begin with, letter for letter.
    pub(crate) fn at(&self, words: &[Word<'_>]) -> Option<&[Said]> {
        let letters = |w: &Word<'_>| bare(w.folded).collect::<String>();
        let list = self.first.get(letters(words.first()?).as_str())?;
        let stands = |p: &&Vec<Said>| words.len() >= p.len() && words.iter().zip(p.iter()).all(|(w, s)| letters(w) == s.letters);
        list.iter().find(stands).map(Vec::as_slice)
    }
}

fn key(phrase: &[Said]) -> impl Iterator<Item = &String> {
    phrase.iter().map(|w| &w.letters)
}

fn said(vocabulary: &Vocabulary, phrase: &str) -> Vec<Said> {
    let folded = fold(phrase);
    let words = cut(vocabulary, phrase, &folded, Span::new(0, phrase.len()));
    words.iter().map(|w| Said { letters: bare(w.folded).collect(), text: w.text.to_owned(), folded: w.folded.to_owned() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_known_by_their_letters() {
        let vocabulary = Vocabulary::new("và");
        let running = Running::new(&vocabulary, ["thúc đẩy", "hàng năm", "hằng năm", "đẩy nhanh tiến độ", "đẩy nhanh"].into_iter());
        let read = |text: &str| {
            let folded = fold(text);
            let words = cut(&vocabulary, text, &folded, Span::new(0, text.len()));
            running.at(&words).map(|p| p.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(read("thúc đây việc"), Some("thúc đẩy".to_owned()));
        assert_eq!(read("đây nhanh tiên độ"), Some("đẩy nhanh tiến độ".to_owned()));
        assert_eq!(read("đây nhanh quá"), Some("đẩy nhanh".to_owned()));
        assert_eq!((read("hang năm"), read("thúc")), (None, None));
    }
}
