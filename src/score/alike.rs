//! Alike [so sánh]: the key under which two spellings of one value are equal. In: words. Out:
//! keys; what is left out of them stands in `rules/score.toml`. Nothing is judged here.

use super::paper::{Cited, Said};
use crate::letters::{compose, is_of_word, loose};
use crate::rules::{Rules, Set};
use std::collections::BTreeMap;

/// Makes keys.
#[derive(Debug)]
pub(super) struct Alike {
    labels: Vec<String>,
    years: Vec<String>,
}

/// Letter by letter, but for the composition of the letters.
pub(super) fn exact(words: &str) -> String {
    compose(words).into_owned()
}

/// A printed number: no spaces, no leading zeros, no closing dots.
pub(super) fn number(words: &str) -> String {
    let key: String = loose(words).chars().filter(|&c| c != ' ').collect();
    without_zeros(key.trim_end_matches('.')).to_owned()
}

/// The zeros before a figure left out.
fn without_zeros(key: &str) -> &str {
    let rest = key.trim_start_matches('0');
    match key.len() - rest.len() {
        0 => key,
        _ if rest.starts_with(|c: char| c.is_ascii_digit()) => rest,
        zeros => &key[zeros - 1..],
    }
}

/// A symbol: a number without a year in front.
pub(super) fn symbol(words: &str) -> String {
    let key = number(words);
    match key.split_once('/') {
        Some((year, symbol)) if is_year(year) => symbol.to_owned(),
        _ => key,
    }
}

fn is_year(word: &str) -> bool {
    word.chars().count() == 4 && word.chars().all(|c| c.is_ascii_digit())
}

/// Point, clause and article.
pub(super) fn pinpoint(words: &str) -> String {
    words.to_lowercase()
}

/// How often each word occurs, tones left out.
pub(super) fn tokens(words: &str) -> BTreeMap<String, u32> {
    let mut out = BTreeMap::new();
    let loose = loose(words);
    for word in loose.split(|c| !is_of_word(c)).filter(|w| !w.is_empty()) {
        *out.entry(word.to_owned()).or_insert(0) += 1;
    }
    out
}

impl Alike {
    /// With the words that `rules` leave out.
    pub(super) fn new(rules: &Rules) -> Self {
        let words = |role: &str| {
            let phrases = rules.set(Set::Score).with_role(role).flat_map(|r| r.phrases.iter().flatten());
            phrases.map(|p| loose(p)).collect()
        };
        Self { labels: words("label"), years: words("year") }
    }

    /// A subject without its label.
    pub(super) fn subject(&self, words: &str) -> String {
        let key = loose(words);
        let rest = self.labels.iter().find_map(|l| key.strip_prefix(l.as_str()).filter(|r| r.starts_with(|c| !is_of_word(c))));
        rest.map_or(key.clone(), |r| r.trim_start_matches(|c| !is_of_word(c)).to_owned())
    }

    /// A mention: its number; where it has none its title without the year, or its type.
    pub(super) fn citation(&self, c: &Cited) -> String {
        match (&c.number, c.title.as_ref().or(c.kind.as_ref())) {
            (Some(n), _) => format!("n:{}", number(&n.words)),
            (None, title) => format!("t:{}", self.without_year(&loose(title.map_or("", |t| &t.words)))),
        }
    }

    /// A title without the year that closes it.
    fn without_year<'t>(&self, key: &'t str) -> &'t str {
        let mut parts = key.rsplitn(3, ' ');
        match (parts.next(), parts.next(), parts.next()) {
            (Some(year), Some(word), Some(title)) if is_year(year) && self.years.iter().any(|y| word.starts_with(y.as_str())) => title,
            _ => key,
        }
    }
}

/// The words a mention is known by.
pub(super) fn citation_words(c: &Cited) -> Said {
    let known = c.number.as_ref().or(c.title.as_ref()).or(c.kind.as_ref());
    known.cloned().unwrap_or(Said { words: String::new(), span: None, page: None, confidence: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(words: &str) -> Option<Said> {
        Some(Said { words: words.to_owned(), span: None, page: None, confidence: None })
    }

    #[test]
    fn numbers_are_equal_but_for_spaces_zeros_case_and_dashes() {
        for (a, b) in [("015 / UBND – VX", "15/ubnd-vx"), ("03/2024/TT-BYT.", "3/2024/tt-byt"), ("00", "0"), ("0/UBND", "0/UBND")] {
            assert_eq!(number(a), number(b));
        }
        assert_ne!(number("15/UBND"), number("150/UBND"));
        assert_eq!(symbol("2010/QĐ-UBND"), symbol("QĐ-UBND"));
        assert_ne!(symbol("201/QĐ-UBND"), symbol("QĐ-UBND"));
    }

    #[test]
    fn subjects_and_titles_lose_what_the_rules_say() {
        let alike = Alike::new(&Rules::builtin().unwrap());
        assert_eq!(alike.subject("V/v: Kiểm tra chợ."), alike.subject("kiểm tra chợ"));
        assert_eq!(alike.subject("v/vx"), loose("v/vx"));
        let law = |title: &str| alike.citation(&Cited { title: said(title), ..Cited::default() });
        assert_eq!(law("Luật Xuất bản năm 2012"), law("luật xuất bản"));
        assert_ne!(law("Luật Xuất bản 2012"), law("Luật Xuất bản"));
        assert_ne!(law("Luật Xuất bản năm 12"), law("Luật Xuất bản"));
        assert_eq!(law("năm 2012"), "t:năm 2012");
    }

    #[test]
    fn a_mention_is_known_by_number_then_title_then_type() {
        let alike = Alike::new(&Rules::builtin().unwrap());
        let mut c = Cited { number: said("012/QĐ"), title: said("A"), kind: said("B"), ..Cited::default() };
        assert_eq!((alike.citation(&c).as_str(), citation_words(&c).words.as_str()), ("n:12/qđ", "012/QĐ"));
        c.number = None;
        assert_eq!(alike.citation(&c), "t:a");
        c.title = None;
        assert_eq!(alike.citation(&c), "t:b");
        assert_eq!(alike.citation(&Cited::default()), "t:");
    }

    #[test]
    fn tokens_know_no_tones_and_no_marks() {
        let counted: Vec<(String, u32)> = tokens("Thuỷ lợi, thúy; LỢI (3_a)").into_iter().collect();
        let want = [("3_a", 1), ("lơi", 2), ("thuy", 2)].map(|(w, n)| (w.to_owned(), n));
        assert_eq!(counted, want);
    }
}
