//! Lexicon [từ điển]: phrases found at a given word, longest first. In: phrases with what
//! they mean. Out: how many words match and the meaning. It searches nothing: the caller
//! asks at one place.

use super::words::{Word, cut};
use crate::letters::fold;
use crate::span::Span;
use std::collections::HashMap;

/// How two words are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// Folded.
    Folded,
    /// As printed, case included.
    Exact,
}

/// Words of a phrase and the meaning.
type Entry<T> = (Box<[Box<str>]>, T);

/// Phrases by their first word.
#[derive(Debug)]
pub(crate) struct Lexicon<T> {
    by: By,
    and: Box<str>,
    /// Looked up only, never walked through.
    first: HashMap<Box<str>, Vec<Entry<T>>>,
}

impl<T> Lexicon<T> {
    /// An empty lexicon; `and` is the word that `&` stands for.
    pub(crate) fn new(by: By, and: &str) -> Self {
        Self { by, and: and.into(), first: HashMap::new() }
    }

    fn form<'w>(&'w self, w: &'w Word<'_>) -> &'w str {
        match (w.text, self.by) {
            ("&", _) => &self.and,
            (_, By::Folded) => w.folded,
            (_, By::Exact) => w.exact(),
        }
    }

    fn words_of(&self, phrase: &str) -> Box<[Box<str>]> {
        let folded = fold(phrase);
        cut(phrase, &folded, Span::new(0, phrase.len())).iter().map(|w| self.form(w).into()).collect()
    }

    /// Adds a phrase; a phrase that is there already goes to `merge`.
    pub(crate) fn add(&mut self, phrase: &str, value: T, merge: impl FnOnce(&mut T, T)) {
        let words = self.words_of(phrase);
        let Some(first) = words.first() else { return };
        let list = self.first.entry(first.clone()).or_default();
        if let Some((_, old)) = list.iter_mut().find(|(w, _)| *w == words) {
            merge(old, value);
            return;
        }
        list.push((words, value));
        list.sort_by_key(|(w, _)| std::cmp::Reverse(w.len()));
    }

    /// Adds a phrase unless it is there.
    pub(crate) fn insert(&mut self, phrase: &str, value: T) {
        self.add(phrase, value, |_, _| {});
    }

    /// All phrases that stand at word `at`, longest first.
    pub(crate) fn all<'s>(&'s self, words: &[Word<'_>], at: usize) -> impl Iterator<Item = (usize, &'s T)> {
        let list = words.get(at).and_then(|w| self.first.get(self.form(w)));
        list.into_iter().flatten().filter(move |(phrase, _)| self.stands(phrase, words, at)).map(|(p, v)| (p.len(), v))
    }

    /// The longest phrase that stands at word `at`.
    pub(crate) fn longest<'s>(&'s self, words: &[Word<'_>], at: usize) -> Option<(usize, &'s T)> {
        self.all(words, at).next()
    }

    /// How many words the longest phrase at `at` has; 0 where none stands.
    pub(crate) fn len_at(&self, words: &[Word<'_>], at: usize) -> usize {
        self.longest(words, at).map_or(0, |(n, _)| n)
    }

    fn stands(&self, phrase: &[Box<str>], words: &[Word<'_>], at: usize) -> bool {
        words.get(at..at + phrase.len()).is_some_and(|w| w.iter().zip(phrase).all(|(w, p)| self.form(w) == &**p))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins_and_signs_read_alike() {
        let mut lexicon = Lexicon::new(By::Folded, "và");
        lexicon.insert("Kế hoạch", 1);
        lexicon.insert("Kế hoạch và Đầu tư", 2);
        let text = "KẾ HOẠCH & ĐẦU TƯ";
        let folded = fold(text);
        let words = cut(text, &folded, Span::new(0, text.len()));
        assert_eq!(lexicon.longest(&words, 0), Some((5, &2)));
        assert_eq!(lexicon.all(&words, 0).map(|(n, _)| n).collect::<Vec<_>>(), [5, 2]);
        assert_eq!(lexicon.len_at(&words, 1), 0);
    }

    #[test]
    fn exact_lexicons_mind_case() {
        let mut lexicon = Lexicon::new(By::Exact, "và");
        lexicon.insert("TP", ());
        let folded = fold("tp");
        assert_eq!(lexicon.len_at(&cut("tp", &folded, Span::new(0, 2)), 0), 0);
    }
}
