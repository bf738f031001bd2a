//! Mending [sửa dấu]: long names whose letters are right and whose marks were misread, as
//! OCR does ("Kế hoạch và Dau tư"). In: words. Out: the words of the name they must be. Only
//! names of several words are mended: shorter ones have too many neighbours.

use super::words::{Word, cut};
use crate::letters::{bare, fold};
use crate::span::Span;
use std::collections::HashMap;

/// One word of a name, as it should be written.
#[derive(Debug, Clone)]
pub(crate) struct Right {
    bare: String,
    /// As the rules write it.
    pub(crate) text: String,
    folded: String,
}

/// Names by their letters without marks.
#[derive(Debug, Default)]
pub(crate) struct Mending {
    /// By the first word. Looked up only, never walked through.
    first: HashMap<String, Vec<Vec<Right>>>,
}

impl Mending {
    /// Adds a name.
    pub(crate) fn add(&mut self, name: &str) {
        let folded = fold(name);
        let right = |w: &Word<'_>| Right { bare: bare(w.folded).collect(), text: w.text.to_owned(), folded: w.folded.to_owned() };
        let words: Vec<Right> = cut(name, &folded, Span::new(0, name.len())).iter().map(right).collect();
        let Some(first) = words.first() else { return };
        let list = self.first.entry(first.bare.clone()).or_default();
        list.push(words);
        list.sort_by_key(|w| std::cmp::Reverse(w.len()));
    }

    /// The longest name that `words` begin with, letter for letter.
    pub(crate) fn at(&self, words: &[Word<'_>]) -> Option<&[Right]> {
        let letters: String = bare(words.first()?.folded).collect();
        self.named(&letters, words)
    }

    /// As [`Mending::at`], where the letters of the first word are known.
    fn named(&self, first: &str, words: &[Word<'_>]) -> Option<&[Right]> {
        let list = self.first.get(first)?;
        list.iter().find(|name| words.get(..name.len()).is_some_and(|w| stands(w, name))).map(Vec::as_slice)
    }

    /// The words with misread names put right; places stay.
    pub(crate) fn mend<'a>(&'a self, mut words: Vec<Word<'a>>) -> Vec<Word<'a>> {
        let mut letters = String::with_capacity(16);
        let mut at = 0;
        while let Some(word) = words.get(at) {
            letters.clear();
            letters.extend(bare(word.folded));
            let Some(name) = self.named(&letters, words.get(at..).unwrap_or_default()) else {
                at += 1;
                continue;
            };
            for (word, right) in words.iter_mut().skip(at).zip(name) {
                if word.folded != right.folded && word.text != "&" {
                    word.text = &right.text;
                    word.folded = &right.folded;
                }
            }
            at += name.len();
        }
        words
    }
}

/// True where the letters of `words` are those of `name`.
fn stands(words: &[Word<'_>], name: &[Right]) -> bool {
    words.iter().zip(name).all(|(w, r)| bare(w.folded).eq(r.bare.chars()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misread_marks_are_put_right() {
        let mut mending = Mending::default();
        mending.add("Bộ Kế hoạch và Đầu tư");
        let text = "Bộ Ke hoạch va Dau tư, Sở Tai chính";
        let folded = fold(text);
        let words = mending.mend(cut(text, &folded, Span::new(0, text.len())));
        let texts: Vec<&str> = words.iter().map(|w| w.text).collect();
        assert_eq!(texts, ["Bộ", "Kế", "hoạch", "và", "Đầu", "tư", ",", "Sở", "Tai", "chính"]);
    }
}
