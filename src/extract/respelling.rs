//! Respelling [sửa theo chính văn bản]: words of a value that a recogniser misread, put
//! right by the same words elsewhere in the document. In: the value as read and the whole
//! text. Out: the value with those words replaced that stand nowhere else beside their
//! neighbours, where another word of the same letters, or of one letter more or less, does
//! so again and again. No dictionary: what the document never says is never put in.

use crate::letters::{bare, fold};
use std::collections::{BTreeMap, BTreeSet};

/// So often the right word must stand beside the same neighbour.
const OFTEN: u32 = 2;

/// And so many times as often as the word as read.
const RATIO: u32 = 4;

/// The value put right; `None` where nothing was to be done.
pub(super) fn respell(value: &str, text: &str) -> Option<String> {
    let joined = join_figures(value, text);
    let mut words: Vec<String> = joined.split(' ').map(str::to_owned).collect();
    let book = Book::new(text, &words);
    for at in 0..words.len() {
        if let Some(right) = book.right(&words, at) {
            let (open, word, close) = trimmed(&words[at]);
            let cased = if word.starts_with(char::is_uppercase) { capitalised(&right) } else { right };
            words[at] = format!("{open}{cased}{close}");
        }
    }
    let right = words.join(" ");
    (right != value).then_some(right)
}

/// "1 18/2021/NĐ-CP" where the text has 118/2021/NĐ-CP: figures torn apart.
fn join_figures(value: &str, text: &str) -> String {
    let mut out = value.to_owned();
    let torn = |s: &str| {
        let spaces = s.match_indices(' ').map(|(i, _)| i);
        let figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        spaces.filter(|&i| figure(s[..i].chars().next_back()) && figure(s[i + 1..].chars().next())).collect::<Vec<_>>()
    };
    for at in torn(value).into_iter().rev() {
        let from = out[..at].rfind(' ').map_or(0, |i| i + 1);
        let to = out[at + 1..].find(' ').map_or(out.len(), |i| at + 1 + i);
        let whole = format!("{}{}", &out[from..at], &out[at + 1..to]);
        if whole.contains('/') && text.contains(&whole) && text.matches(&out[from..to]).count() <= value.matches(&out[from..to]).count() {
            out.replace_range(from..to, &whole);
        }
    }
    out
}

/// A word without the marks around it.
fn trimmed(word: &str) -> (&str, &str, &str) {
    let inner = word.trim_matches(|c: char| !c.is_alphanumeric());
    let at = word.find(inner).unwrap_or(0);
    (&word[..at], inner, &word[at + inner.len()..])
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

fn plain(word: &str) -> String {
    bare(word).collect()
}

/// Which words stand beside which.
struct Book {
    /// Letters of a word and of the one after it, to the forms of the first and how often.
    before: BTreeMap<String, BTreeMap<String, u32>>,
    /// Letters of a word and of the one before it, to the forms of the second.
    after: BTreeMap<String, BTreeMap<String, u32>>,
}

impl Book {
    /// Of the words of a text those beside which a word of `value` stands.
    fn new(text: &str, value: &[String]) -> Self {
        let mut book = Self { before: BTreeMap::new(), after: BTreeMap::new() };
        let asked: BTreeSet<String> = value.iter().map(|w| plain(trimmed(w).1)).collect();
        let mut letters = String::new();
        let mut is_asked = |word: &str| {
            letters.clear();
            letters.extend(bare(trimmed(word).1));
            asked.contains(&letters)
        };
        let words: Vec<(&str, bool)> = text.split_whitespace().map(|w| (w, is_asked(w))).collect();
        for pair in words.windows(2).filter(|p| p[0].1 || p[1].1) {
            let (left, right) = (trimmed(pair[0].0), trimmed(pair[1].0));
            // A mark between them ends a phrase.
            if left.1.is_empty() || right.1.is_empty() || !left.2.is_empty() || !right.0.is_empty() {
                continue;
            }
            *book.before.entry(plain(right.1)).or_default().entry(left.1.to_owned()).or_default() += 1;
            *book.after.entry(plain(left.1)).or_default().entry(right.1.to_owned()).or_default() += 1;
        }
        book
    }

    /// What stands between these neighbours elsewhere instead of the word at `at`.
    fn right(&self, words: &[String], at: usize) -> Option<String> {
        let (_, word, close) = trimmed(words.get(at)?);
        let letters = plain(word);
        let neighbour = |i: Option<usize>| i.and_then(|i| words.get(i)).map(|w| trimmed(w)).filter(|w| !w.1.is_empty());
        let left = neighbour(at.checked_sub(1)).filter(|w| w.2.is_empty()).and_then(|w| self.after.get(&plain(w.1)));
        let right = neighbour(at.checked_add(1)).filter(|w| w.0.is_empty() && close.is_empty()).and_then(|w| self.before.get(&plain(w.1)));
        let mut forms: BTreeMap<String, (u32, String)> = BTreeMap::new();
        for (form, count) in left.into_iter().chain(right).flatten().filter(|(form, _)| alike(&plain(form), &letters)) {
            let seen = forms.entry(fold(form)).or_insert_with(|| (0, form.clone()));
            seen.0 += count;
            // A form in small letters is how the word stands inside a sentence.
            if form.starts_with(char::is_lowercase) {
                seen.1.clone_from(form);
            }
        }
        let own = forms.remove(&fold(word)).map_or(0, |f| f.0);
        let mut best: Vec<(u32, String)> = forms.into_values().collect();
        best.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let (count, form) = best.first()?;
        let clear = best.get(1).is_none_or(|second| second.0 < *count);
        // The value itself is part of the text: its own words count there once or twice.
        let own = own.saturating_sub(2);
        (clear && *count >= OFTEN && *count >= RATIO * own).then(|| form.clone())
    }
}

/// The same letters, or one more, less or other; figures are never alike.
fn alike(a: &str, b: &str) -> bool {
    let figures = |w: &str| w.chars().any(|c| c.is_ascii_digit());
    a == b || !figures(a) && !figures(b) && a.chars().count().max(b.chars().count()) > 2 && strsim::levenshtein(a, b) <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "Về việc kiểm tra hoàn phí thủy lợi. Cục yêu cầu kiểm tra hoàn phí theo Nghị định số 118/2031/NĐ-CP. Khi kiểm tra \
        hoàn phí, hải quan và thủy lợi phối hợp; hải quan gửi danh sách. Phí TLNĐ nộp một lần, phí TLNĐ trả lại. Việc hoàn phí xong.";

    #[test]
    fn words_the_document_spells_otherwise_are_put_right() {
        for (read, right) in [
            ("kiêm tra hoàn phi thủy lợi", "kiểm tra hoàn phí thủy lợi"),
            ("phí TLNE của ải quan", "phí TLNĐ của hải quan"),
            ("thực hiện Nghị định số 1 18/2031/NĐ-CP", "thực hiện Nghị định số 118/2031/NĐ-CP"),
        ] {
            assert_eq!(respell(read, &format!("V/v {read}\n{BODY}")).as_deref(), Some(right), "{read}");
        }
    }

    #[test]
    fn what_the_document_does_not_say_again_stays() {
        for read in ["kiểm tra hoàn phí thủy lợi", "thanh tra hoàn công", "lần 1 18 tháng"] {
            assert_eq!(respell(read, &format!("V/v {read}\n{BODY}")), None, "{read}");
        }
    }
}
