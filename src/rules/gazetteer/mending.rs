//! Mending [sửa dấu]: long names whose letters are right and whose marks were misread, as
//! OCR does ("Kế hoạch và Dau tư"). In: words. Out: the words of the name they must be. Only
//! names of several words are mended: shorter ones have too many neighbours.

use super::vocabulary::{Vocabulary, WordId, WordMap};
use super::words::{Word, cut};
use crate::letters::{bare, fold};
use crate::span::Span;

/// Number of a word without marks.
type BareId = u32;

/// The number of all words that no name holds.
const NONE: BareId = BareId::MAX;

/// One word of a name, as it should be written.
#[derive(Debug, Clone)]
pub(crate) struct Right {
    bare: BareId,
    /// As the rules write it.
    pub(crate) text: String,
    folded: String,
    id: WordId,
}

/// Names by their letters without marks.
#[derive(Debug, Default)]
pub(crate) struct Mending {
    /// Looked up only, never walked through.
    ids: WordMap<BareId>,
    /// By number in the vocabulary, for words that are known with their marks.
    of_word: Vec<BareId>,
    /// By the first word.
    first: Vec<Vec<Vec<Right>>>,
}

impl Mending {
    /// All of `names`, whose words the vocabulary knows if anything but their letters is asked.
    pub(crate) fn new<'n>(vocabulary: &Vocabulary, names: impl Iterator<Item = &'n str>) -> Self {
        let mut new = Self::default();
        for name in names {
            new.add(vocabulary, name);
        }
        let mut letters = String::new();
        new.of_word = vocabulary.folded().map(|w| new.look_up(w, &mut letters)).collect();
        new
    }

    fn add(&mut self, vocabulary: &Vocabulary, name: &str) {
        let folded = fold(name);
        let cut = cut(vocabulary, name, &folded, Span::new(0, name.len()));
        let mut right = |w: &Word<'_>| Right { bare: self.learn(w), text: w.text.to_owned(), folded: w.folded.to_owned(), id: w.id };
        let words: Vec<Right> = cut.iter().map(&mut right).collect();
        let Some(list) = words.first().and_then(|w| self.first.get_mut(w.bare as usize)) else { return };
        let place = list.partition_point(|known| known.len() >= words.len());
        list.insert(place, words);
    }

    /// The longest name that `words` begin with, letter for letter; `letters` is room.
    pub(crate) fn at(&self, words: &[Word<'_>], letters: &mut String) -> Option<&[Right]> {
        let first = self.names(self.bare_id(words.first()?, letters));
        let mut stands = |name: &&Vec<Right>| {
            words.len() >= name.len() && words.iter().zip(name.iter()).all(|(w, r)| self.bare_id(w, letters) == r.bare)
        };
        first.iter().find(|name| stands(name)).map(Vec::as_slice)
    }

    /// The name that has exactly these words without marks.
    pub(crate) fn by_letters(&self, words: &[String]) -> Option<&[Right]> {
        let ids: Vec<BareId> = words.iter().map(|w| self.ids.get(w.as_str()).copied()).collect::<Option<_>>()?;
        let names = self.names(*ids.first()?);
        names.iter().find(|name| name.len() == ids.len() && stands(&ids, name)).map(Vec::as_slice)
    }

    fn learn(&mut self, word: &Word<'_>) -> BareId {
        let next = BareId::try_from(self.first.len()).unwrap_or(NONE);
        let letters: String = bare(word.folded).collect();
        let id = *self.ids.entry(letters.into()).or_insert(next);
        if id == next {
            self.first.push(Vec::new());
        }
        id
    }

    /// The number of a word; `letters` is room for its letters.
    fn bare_id(&self, word: &Word<'_>, letters: &mut String) -> BareId {
        match self.of_word.get(word.id.index()) {
            // `&` has the number of the word it stands for, and letters of its own.
            Some(&id) if word.text != "&" => id,
            _ => self.look_up(word.folded, letters),
        }
    }

    fn look_up(&self, folded: &str, letters: &mut String) -> BareId {
        letters.clear();
        letters.extend(bare(folded));
        self.ids.get(letters.as_str()).copied().unwrap_or(NONE)
    }

    fn names(&self, first: BareId) -> &[Vec<Right>] {
        self.first.get(first as usize).map_or(&[], Vec::as_slice)
    }

    /// True where a name may begin with `word`.
    pub(crate) fn opens(&self, word: &Word<'_>) -> bool {
        !self.names(self.bare_id(word, &mut String::with_capacity(16))).is_empty()
    }

    /// The words with misread names put right; places stay.
    pub(crate) fn mend<'a>(&'a self, mut words: Vec<Word<'a>>) -> Vec<Word<'a>> {
        let mut letters = String::with_capacity(16);
        let ids: Vec<BareId> = words.iter().map(|w| self.bare_id(w, &mut letters)).collect();
        let mut at = 0;
        while let Some(&first) = ids.get(at) {
            let rest = &ids[at..];
            let Some(name) = self.names(first).iter().find(|name| stands(rest, name)) else {
                at += 1;
                continue;
            };
            for (word, right) in words.iter_mut().skip(at).zip(name) {
                if word.folded != right.folded && word.text != "&" {
                    word.text = &right.text;
                    word.folded = &right.folded;
                    word.id = right.id;
                }
            }
            at += name.len();
        }
        words
    }
}

/// True where the letters of the first words are those of `name`.
fn stands(ids: &[BareId], name: &[Right]) -> bool {
    ids.get(..name.len()).is_some_and(|ids| ids.iter().zip(name).all(|(id, r)| *id == r.bare))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misread_marks_are_put_right() {
        let mut vocabulary = Vocabulary::new("và");
        let name = "Bộ Kế hoạch và Đầu tư";
        vocabulary.learn_all(name);
        let mending = Mending::new(&vocabulary, std::iter::once(name));
        let text = "Bộ Ke hoạch va Dau tư, Sở Tai chính";
        let folded = fold(text);
        let words = mending.mend(cut(&vocabulary, text, &folded, Span::new(0, text.len())));
        let texts: Vec<&str> = words.iter().map(|w| w.text).collect();
        assert_eq!(texts, ["Bộ", "Kế", "hoạch", "và", "Đầu", "tư", ",", "Sở", "Tai", "chính"]);
        assert_eq!((mending.opens(&words[0]), mending.opens(&words[1])), (true, false));
    }
}
