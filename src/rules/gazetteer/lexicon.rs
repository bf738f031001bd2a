//! Lexicon [từ điển]: phrases found at a given word, longest first. In: phrases with what
//! they mean. Out: how many words match and the meaning. It searches nothing: the caller
//! asks at one place.

use super::vocabulary::{Vocabulary, WordId};
use super::words::{Word, cut};
use crate::letters::fold;
use crate::span::Span;

/// How two words are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// Folded.
    Folded,
    /// As printed, case included.
    Exact,
}

/// A phrase and its meaning.
#[derive(Debug)]
struct Entry<T> {
    words: Box<[WordId]>,
    /// As printed; empty where case does not count.
    exact: Box<[Box<str>]>,
    value: T,
}

/// Phrases by their first word.
#[derive(Debug)]
pub(crate) struct Lexicon<T> {
    by: By,
    /// By first word: one past its place in `lists`, 0 where no phrase begins so. Most
    /// words a reader asks about begin none.
    first: Vec<u16>,
    lists: Vec<Vec<Entry<T>>>,
}

impl<T> Lexicon<T> {
    /// An empty lexicon.
    pub(crate) const fn new(by: By) -> Self {
        Self { by, first: Vec::new(), lists: Vec::new() }
    }

    /// The form that decides where case counts.
    fn exact<'w>(vocabulary: &'w Vocabulary, w: &'w Word<'_>) -> &'w str {
        if w.text == "&" { &vocabulary.and } else { w.exact() }
    }

    /// Adds a phrase; a phrase that is there already goes to `merge`.
    pub(crate) fn add(&mut self, vocabulary: &mut Vocabulary, phrase: &str, value: T, merge: impl FnOnce(&mut T, T)) {
        let folded = fold(phrase);
        let cut = cut(vocabulary, phrase, &folded, Span::new(0, phrase.len()));
        self.add_words(vocabulary, &cut, value, merge);
    }

    /// As [`Lexicon::add`], for a phrase that is cut already.
    fn add_words(&mut self, vocabulary: &mut Vocabulary, cut: &[Word<'_>], value: T, merge: impl FnOnce(&mut T, T)) {
        let words: Box<[WordId]> = cut.iter().map(|w| vocabulary.learn(w)).collect();
        let exact: Box<[Box<str>]> = match self.by {
            By::Folded => Box::default(),
            By::Exact => cut.iter().map(|w| Self::exact(vocabulary, w).into()).collect(),
        };
        let Some(list) = words.first().and_then(|w| self.list_of(*w)) else { return };
        if let Some(old) = list.iter_mut().find(|e| e.words == words && e.exact == exact) {
            merge(&mut old.value, value);
            return;
        }
        let place = list.partition_point(|e| e.words.len() >= words.len());
        list.insert(place, Entry { words, exact, value });
    }

    /// The phrases that begin with `word`, a new list where there are none.
    fn list_of(&mut self, word: WordId) -> Option<&mut Vec<Entry<T>>> {
        if self.first.len() <= word.index() {
            self.first.resize(word.index() + 1, 0);
        }
        let place = self.first.get_mut(word.index())?;
        if *place == 0 {
            self.lists.push(Vec::new());
            *place = u16::try_from(self.lists.len()).ok()?;
        }
        self.lists.get_mut(usize::from(*place) - 1)
    }

    /// Adds a phrase unless it is there.
    pub(crate) fn insert(&mut self, vocabulary: &mut Vocabulary, phrase: &str, value: T) {
        self.add(vocabulary, phrase, value, |_, _| {});
    }

    /// Adds a phrase that is cut already, unless it is there.
    pub(crate) fn insert_words(&mut self, vocabulary: &mut Vocabulary, words: &[Word<'_>], value: T) {
        self.add_words(vocabulary, words, value, |_, _| {});
    }

    /// True where a phrase may begin with `word`.
    pub(crate) fn opens(&self, word: &Word<'_>) -> bool {
        self.first.get(word.id.index()).is_some_and(|&p| p > 0)
    }

    /// All phrases that stand at word `at`, longest first.
    pub(crate) fn all<'s>(&'s self, words: &[Word<'_>], at: usize) -> impl Iterator<Item = (usize, &'s T)> {
        let rest = words.get(at..).unwrap_or(&[]);
        let place = rest.first().and_then(|w| self.first.get(w.id.index())).map_or(0, |&p| usize::from(p));
        let list = place.checked_sub(1).and_then(|p| self.lists.get(p)).map_or(&[][..], Vec::as_slice);
        list.iter().filter(move |e| e.stands(rest)).map(|e| (e.words.len(), &e.value))
    }

    /// The longest phrase that stands at word `at`.
    pub(crate) fn longest<'s>(&'s self, words: &[Word<'_>], at: usize) -> Option<(usize, &'s T)> {
        self.all(words, at).next()
    }

    /// How many words the longest phrase at `at` has; 0 where none stands.
    pub(crate) fn len_at(&self, words: &[Word<'_>], at: usize) -> usize {
        self.longest(words, at).map_or(0, |(n, _)| n)
    }
}

impl<T> Entry<T> {
    /// True where `words` begin with the phrase.
    fn stands(&self, words: &[Word<'_>]) -> bool {
        let Some(words) = words.get(..self.words.len()) else { return false };
        let same = words.iter().zip(&self.words).all(|(w, id)| w.id == *id);
        // `&` and the word it stands for have one number: they are told apart by no case.
        same && self.exact.iter().zip(words).all(|(e, w)| w.text == "&" || **e == *w.exact())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths<T>(lexicon: &Lexicon<T>, vocabulary: &Vocabulary, text: &str) -> Vec<usize> {
        let folded = fold(text);
        let words = cut(vocabulary, text, &folded, Span::new(0, text.len()));
        lexicon.all(&words, 0).map(|(n, _)| n).collect()
    }

    #[test]
    fn the_longest_phrase_wins_and_signs_read_alike() {
        let mut vocabulary = Vocabulary::new("và");
        let mut lexicon = Lexicon::new(By::Folded);
        lexicon.insert(&mut vocabulary, "Kế hoạch", 1);
        lexicon.insert(&mut vocabulary, "Kế hoạch và Đầu tư", 2);
        let text = "KẾ HOẠCH & ĐẦU TƯ";
        let folded = fold(text);
        let words = cut(&vocabulary, text, &folded, Span::new(0, text.len()));
        assert_eq!(lexicon.longest(&words, 0), Some((5, &2)));
        assert_eq!(lengths(&lexicon, &vocabulary, text), [5, 2]);
        assert_eq!(lexicon.len_at(&words, 1), 0);
        assert_eq!((lexicon.opens(&words[0]), lexicon.opens(&words[1])), (true, false));
        assert_eq!(lengths(&lexicon, &vocabulary, "kế toán"), [0_usize; 0]);
    }

    #[test]
    fn exact_lexicons_mind_case() {
        let mut vocabulary = Vocabulary::new("và");
        let mut lexicon = Lexicon::new(By::Exact);
        lexicon.insert(&mut vocabulary, "TP", ());
        lexicon.insert(&mut vocabulary, "TT&TT", ());
        assert_eq!(lengths(&lexicon, &vocabulary, "tp"), [0_usize; 0]);
        assert_eq!(lengths(&lexicon, &vocabulary, "TP"), [1]);
        assert_eq!(lengths(&lexicon, &vocabulary, "TT&TT"), [3]);
        assert_eq!(lengths(&lexicon, &vocabulary, "TT và TT"), [3]);
    }
}
