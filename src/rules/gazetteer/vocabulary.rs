//! Vocabulary [vốn từ]: the words of all phrases the gazetteer knows, numbered. In: words.
//! Out: their numbers, so that phrases are compared number by number and a word that no
//! phrase holds is known at once. What the phrases mean is not kept here.

use super::words::{Word, cut};
use crate::letters::fold;
use crate::span::Span;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Number of a folded word; [`WordId::NONE`] for a word of no phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct WordId(u32);

impl WordId {
    /// A word of no phrase.
    pub(crate) const NONE: Self = Self(u32::MAX);

    /// A place in a table by words; that of no word is beyond any table.
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Words and their numbers.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// What `&` reads as.
    pub(crate) and: String,
    /// Looked up only, never walked through.
    ids: WordMap<WordId>,
    /// By number.
    words: Vec<Box<str>>,
}

impl Vocabulary {
    /// Nothing but `and`, the word that `&` stands for.
    pub(crate) fn new(and: &str) -> Self {
        let mut new = Self { and: and.to_owned(), ids: WordMap::default(), words: Vec::new() };
        new.add(and.into());
        new
    }

    /// All words, in the order of their numbers.
    pub(crate) fn folded(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|w| &**w)
    }

    /// The folded form words are compared by.
    fn form<'w>(&'w self, text: &str, folded: &'w str) -> &'w str {
        if text == "&" { &self.and } else { folded }
    }

    /// The number of a word.
    pub(crate) fn id(&self, text: &str, folded: &str) -> WordId {
        self.ids.get(self.form(text, folded)).copied().unwrap_or(WordId::NONE)
    }

    /// The number of a word that a phrase holds.
    pub(crate) fn learn(&mut self, word: &Word<'_>) -> WordId {
        if word.id != WordId::NONE {
            return word.id;
        }
        let form: Box<str> = self.form(word.text, word.folded).into();
        self.add(form)
    }

    /// Learns the words of a phrase.
    pub(crate) fn learn_all(&mut self, phrase: &str) {
        let folded = fold(phrase);
        for word in cut(self, phrase, &folded, Span::new(0, phrase.len())) {
            self.learn(&word);
        }
    }

    fn add(&mut self, form: Box<str>) -> WordId {
        if let Some(&known) = self.ids.get(&form) {
            return known;
        }
        let new = WordId(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
        self.ids.insert(form.clone(), new);
        self.words.push(form);
        new
    }
}

/// A map by words.
pub(in crate::rules) type WordMap<T> = HashMap<Box<str>, T, BuildHasherDefault<WordHasher>>;

/// Eight bytes at a time: words are a few bytes long, and what is hashed into a map comes
/// from rule files.
#[derive(Debug, Default)]
pub(in crate::rules) struct WordHasher(u64);

impl WordHasher {
    fn mix(&mut self, bits: u64) {
        // The odd factor of FxHash; the rotation carries high bits to where maps look.
        self.0 = (self.0.rotate_left(26) ^ bits).wrapping_mul(0xf135_7aea_2e62_a9c5);
    }
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        let mut eights = bytes.chunks_exact(8);
        for eight in &mut eights {
            self.mix(eight.iter().fold(0, |bits, &b| bits << 8 | u64::from(b)));
        }
        self.mix(eights.remainder().iter().fold(0, |bits, &b| bits << 8 | u64::from(b)));
    }

    /// What closes a word: words of one length differ before it.
    fn write_u8(&mut self, byte: u8) {
        self.mix(u64::from(byte));
    }

    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}
