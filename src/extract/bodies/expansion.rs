//! Expansion [viết đầy đủ]: abbreviations inside a name written out. In: words as printed.
//! Out: the words in full, each with the place of what it was read from. Names of sectors
//! (`TP`: Tư pháp) are written out only after a head they follow, or in a list of such a
//! head ("các Bộ: TP, KH&CN"); what nobody spells out stays as written.

use crate::letters::{fold, is_syllable};
use crate::rules::{Form, Gazetteer, Word, join};

/// A long form with the words it needs before it.
type Long = crate::rules::LongForm;

impl Gazetteer {
    /// A name with its abbreviations written out; casing of the rest kept, single spaces.
    pub(crate) fn expand(&self, name: &str) -> String {
        let folded = fold(name);
        join(&self.spell_out(self.cut(name, &folded)), &self.vocabulary.and)
    }

    /// Words with abbreviations written out.
    pub(super) fn spell_out<'a>(&'a self, words: Vec<Word<'a>>) -> Vec<Word<'a>> {
        self.spell_out_where(words, |_| true)
    }

    /// As [`Gazetteer::spell_out`], in a name all in capitals: there a word that is a
    /// syllable is that syllable ("SỞ TƯ PHÁP"), no abbreviation.
    pub(super) fn spell_out_capitals<'a>(&'a self, words: Vec<Word<'a>>) -> Vec<Word<'a>> {
        self.spell_out_where(words, |w| !is_syllable(w.folded))
    }

    fn spell_out_where<'a>(&'a self, words: Vec<Word<'a>>, may_be_short: impl Fn(&Word<'a>) -> bool) -> Vec<Word<'a>> {
        // Most names hold no abbreviation: they stay as they are.
        if !words.iter().any(|w| self.shorts.opens(w)) {
            return words;
        }
        let mut out: Vec<Word<'a>> = Vec::with_capacity(words.len() + 8);
        // The head of the list we are in: "các sở: ...".
        let mut listed: Option<&'a str> = None;
        let mut at = 0;
        while at < words.len() {
            let Some(word) = words.get(at).copied() else { break };
            if let Some((n, long)) = self.long_form(&words, at, &out, listed).filter(|&(n, _)| n > 1 || may_be_short(&word)) {
                let end = words.get(at + n - 1).map_or(word.end, |w| w.end);
                out.extend(long.words.iter().enumerate().map(|(i, l)| Word {
                    text: &l.text,
                    folded: if l.text == "–" { "-" } else { &l.folded },
                    start: word.start,
                    end,
                    spaced: if i == 0 { word.spaced } else { l.spaced },
                    expanded: true,
                    id: l.id,
                }));
                if long.after.is_empty() && long.opens_a_body {
                    listed = None;
                }
                at += n;
                continue;
            }
            if matches!(word.text, ";" | "." | "(" | ")") {
                listed = None;
            } else if self.opens_list(&words, at, &out) {
                listed = Some(word.folded);
            }
            out.push(word);
            at += 1;
        }
        out
    }

    /// The long form of the abbreviation at `at`: first one whose head stands before it,
    /// then one that holds anywhere; the longest abbreviation first.
    fn long_form<'s>(&'s self, words: &[Word<'_>], at: usize, before: &[Word<'_>], listed: Option<&str>) -> Option<(usize, &'s Long)> {
        let in_list = before.last().is_some_and(|w| matches!(w.text, ":" | ",") || w.folded == self.vocabulary.and);
        let follows = |long: &Long| {
            long.after.iter().any(|a| {
                let stands = before.len() >= a.len() && before.iter().rev().zip(a.iter().rev()).all(|(w, a)| w.folded == a);
                stands || (in_list && listed.is_some_and(|l| a.len() == 1 && a.first().is_some_and(|a| a == l)))
            })
        };
        if !words.get(at).is_some_and(|w| self.shorts.opens(w)) {
            return None;
        }
        let found = |wanted: &dyn Fn(&Long) -> bool| {
            self.shorts.all(words, at).find_map(|(n, longs)| longs.iter().find(|l| wanted(l)).map(|l| (n, l)))
        };
        let free = found(&|l: &Long| l.after.is_empty());
        match (found(&|l: &Long| !l.after.is_empty() && follows(l)), free) {
            (Some(bound), Some(free)) if free.0 > bound.0 && words.get(at + free.0 - 1).is_some_and(Word::is_word) => Some(free),
            (Some(bound), _) => Some(bound),
            (None, free) => free,
        }
    }

    /// True where a shared head at `at` opens a list: a determiner before it or a colon after.
    fn opens_list(&self, words: &[Word<'_>], at: usize, before: &[Word<'_>]) -> bool {
        let shared = self.heads.longest(words, at).is_some_and(|(n, h)| n == 1 && h.shared);
        let plural = before.last().is_some_and(|_| self.form(Form::Each).len_at(before, before.len() - 1) == 1);
        shared && (plural || words.get(at + 1).is_some_and(|w| w.text == ":"))
    }
}
