//! Normal case [chữ thường, hoa đầu từ]: a name printed in capitals as one writes it in a
//! sentence. In: "ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH". Out: "Ủy ban nhân dân tỉnh Hà Tĩnh". Names
//! of the gazetteer first, then the document's own words, then the rule of Nghị định
//! 30/2020/NĐ-CP, annex II: head and first word of the name with a capital, names of places
//! with a capital in every syllable.

use super::reader::Reader;
use crate::letters::{capitalised, fold, is_syllable};
use crate::rules::{Form, Gazetteer, HeadKind, Word, join};

/// Words that the name of a place may have.
const PLACE_WORDS: usize = 4;

/// Levels of bodies of the Party and the unions that bear the name of their place.
const PLACED: [&str; 2] = ["party-", "union-"];

/// Finds folded words in the document's body and gives them as printed there.
pub(crate) type Printed<'a> = &'a dyn Fn(&str) -> Option<String>;

impl Gazetteer {
    /// A name in capitals written in normal case, abbreviations expanded. `body_text` looks
    /// the folded words up in the document's own body, where they stand in mixed case.
    pub(crate) fn normal_case(&self, caps: &str, body_text: Option<Printed<'_>>) -> String {
        let folded = fold(caps);
        let words = self.spell_out_capitals(self.cut(caps, &folded));
        let low: Vec<Word<'_>> = words.iter().map(|w| if w.expanded { *w } else { Word { text: w.folded, ..*w } }).collect();
        let (known, name) = self.cased(&low, body_text);
        if known {
            return name;
        }
        let printed = body_text.and_then(|find| find(&fold(&join(&low, &self.vocabulary.and))));
        printed.filter(|p| p.chars().any(char::is_lowercase)).map_or(name, |p| capitalised(&p))
    }

    /// The words in normal case, and whether the gazetteer knew them all.
    fn cased(&self, words: &[Word<'_>], body_text: Option<Printed<'_>>) -> (bool, String) {
        let reader = Reader::new(self, words, true);
        let mut texts: Vec<String> = Vec::with_capacity(words.len());
        // `open`: the next word is the first of a name; `place`: words a place name may still have.
        let (mut at, mut known, mut open, mut place) = (0, true, true, 0usize);
        while let Some(word) = words.get(at) {
            let unit = reader.head(at, HeadKind::Unit).filter(|_| at > 0 || self.casing.len_at(words, at) == 0);
            let joint = !word.is_word() || reader.form(Form::And, at) > 0 || reader.form(Form::Each, at) > 0;
            if let Some((n, _)) = unit {
                texts.extend(words.iter().skip(at).take(n).map(|w| w.text.to_owned()));
                (at, place, open) = (at + n, PLACE_WORDS, false);
                continue;
            }
            if let Some((n, name)) = self.casing.longest(words, at).filter(|&(n, _)| place == 0 || n > 1) {
                self.push_cased(words, at, n, name, &mut texts);
                open = self.heads.longest(words, at).is_some_and(|(h, _)| h == n);
                // "Huyện ủy Hương Sơn": the name of a place follows.
                let body = self.names.longest(words, at).and_then(|(_, &i)| self.bodies.get(i));
                let placed = body.is_some_and(|b| PLACED.iter().any(|l| b.level.starts_with(l)));
                // "Ủy ban nhân dân tỉnh", known as a whole: so is it behind its last word.
                let unit = (1..n).any(|k| reader.head(at + k, HeadKind::Unit).is_some_and(|(m, _)| k + m == n));
                place = if placed || unit { PLACE_WORDS } else { 0 };
                at += n;
                continue;
            }
            let own = if word.expanded || joint || place > 0 { 0 } else { self.own_name(words, at, body_text, &mut texts) };
            if own > 0 {
                (at, known, open) = (at + own, false, false);
                continue;
            }
            if word.expanded || joint {
                texts.push(word.text.to_owned());
                place = if joint { 0 } else { place };
            } else if place > 0 {
                // "khu vực XIII"
                let roman = word.text.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
                texts.push(if roman { word.text.to_uppercase() } else { capitalised(word.text) });
                place -= 1;
            } else {
                // What no syllable can be is an abbreviation: "TNHH".
                let short = word.is_word() && !is_syllable(word.text) && word.text.chars().all(|c| c.is_ascii_lowercase());
                let cased = if short { word.text.to_uppercase() } else { capitalised(word.text) };
                texts.push(if open || short { cased } else { word.text.to_owned() });
                (known, open) = (false, false);
            }
            at += 1;
        }
        let cased: Vec<Word<'_>> = words.iter().zip(&texts).map(|(w, t)| Word { text: t, ..*w }).collect();
        (known, capitalised(&join(&cased, &self.vocabulary.and)))
    }

    /// Adds the words from `at` on that no table knows, each with a capital, where the document
    /// prints them so elsewhere ("Bến Sông, ngày ...") or what stands before them is a school
    /// of a kind that bears a proper name. Gives how many they are.
    fn own_name(&self, words: &[Word<'_>], at: usize, body_text: Option<Printed<'_>>, texts: &mut Vec<String>) -> usize {
        let plain = |w: &&Word<'_>| w.is_word() && !w.expanded;
        let run = words.iter().skip(at).take(PLACE_WORDS).take_while(plain).count();
        let unknown = |n: usize| (at..at + n).all(|i| self.casing.longest(words, i).is_none_or(|(m, _)| m < 2));
        for n in (2..=run).rev().filter(|&n| unknown(n)) {
            let own = words.get(at..at + n).unwrap_or(&[]);
            let printed = body_text.and_then(|find| find(&join(own, &self.vocabulary.and)));
            let capitals = |name: &String| name.split(' ').all(|w| w.starts_with(char::is_uppercase)) && name.contains(char::is_lowercase);
            let ends = at + n == words.len();
            let named = ends && (1..=at).any(|back| self.form(Form::Proper).len_at(words, at - back) == back);
            if printed.as_ref().is_some_and(capitals) || named {
                texts.extend(own.iter().map(|w| capitalised(w.text)));
                return n;
            }
        }
        0
    }

    /// Adds the `n` words at `at` as the known `name` writes them.
    fn push_cased(&self, words: &[Word<'_>], at: usize, n: usize, name: &str, texts: &mut Vec<String>) {
        let folded = fold(name);
        let right = self.cut(name, &folded);
        let printed = words.get(at..at + n).unwrap_or(&[]);
        let same = right.len() == printed.len();
        texts.extend(printed.iter().zip(0..).map(|(w, i)| right.get(i).filter(|_| same).map_or(w.text, |r| r.text).to_owned()));
    }
}
