//! Mending [sửa dấu]: long names whose letters are right and whose marks were misread, as
//! OCR does ("Kế hoạch và Dau tư"). In: words. Out: the words of the name they must be. Only
//! names of several words are mended: shorter ones have too many neighbours.

use super::words::{Word, cut};
use crate::letters::{fold, slug};
use crate::span::Span;
use std::collections::BTreeMap;

/// One word of a name, as it should be written.
#[derive(Debug, Clone)]
struct Right {
    text: String,
    folded: String,
}

/// Names by their letters without marks.
#[derive(Debug, Default)]
pub(crate) struct Mending {
    first: BTreeMap<String, Vec<(Vec<String>, Vec<Right>)>>,
}

impl Mending {
    /// Adds a name.
    pub(crate) fn add(&mut self, name: &str) {
        let folded = fold(name);
        let words = cut(name, &folded, Span::new(0, name.len()));
        let bare: Vec<String> = words.iter().map(bare).collect();
        let Some(first) = bare.first() else { return };
        let right = words.iter().map(|w| Right { text: w.text.to_owned(), folded: w.folded.to_owned() }).collect();
        let list = self.first.entry(first.clone()).or_default();
        list.push((bare, right));
        list.sort_by_key(|(b, _)| std::cmp::Reverse(b.len()));
    }

    /// The first `most` words with misread names put right; places stay.
    pub(crate) fn mend<'a>(&'a self, mut words: Vec<Word<'a>>, most: usize) -> Vec<Word<'a>> {
        let letters: Vec<String> = words.iter().take(most).map(bare).collect();
        let mut at = 0;
        while let Some(first) = letters.get(at) {
            let list = self.first.get(first);
            let stands = |b: &[String]| letters.get(at..at + b.len()).is_some_and(|l| l == b);
            let Some((bare, right)) = list.into_iter().flatten().find(|(b, _)| stands(b)) else {
                at += 1;
                continue;
            };
            for (word, right) in words.iter_mut().skip(at).zip(right) {
                if word.folded != right.folded && word.text != "&" {
                    word.text = &right.text;
                    word.folded = &right.folded;
                }
            }
            at += bare.len();
        }
        words
    }
}

/// The letters of a word without marks; marks of punctuation as they are.
fn bare(word: &Word<'_>) -> String {
    if word.text == "&" {
        return "va".to_owned();
    }
    if word.is_word() { slug(word.folded) } else { word.folded.to_owned() }
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
        let words = mending.mend(cut(text, &folded, Span::new(0, text.len())), 100);
        let texts: Vec<&str> = words.iter().map(|w| w.text).collect();
        assert_eq!(texts, ["Bộ", "Kế", "hoạch", "và", "Đầu", "tư", ",", "Sở", "Tai", "chính"]);
    }
}
