//! Stray marks and glued words [vết bẩn, chữ dính] of one recognised line. In: the line and its
//! words. Out: repairs, as places in the line: dust at its ends goes, and a blank that was lost
//! comes back where letters alone say so.

use crate::letters::{bare, fold, is_syllable};
use crate::rules::{Form, Rules, Word};
use crate::span::Span;

/// What dust at the start or end of a line is read as.
const DUST: [char; 7] = ['_', '\'', '`', '"', '°', '‘', '’'];

/// What is read behind a lead is dust up to so many characters.
const TAIL: usize = 2;

/// Glued words of the form have at least so many letters.
const GLUED: usize = 6;

/// Dust in front of a line: a mark that stands alone before words.
pub(super) fn front(line: &str) -> Option<(Span, String)> {
    let mut chars = line.char_indices();
    let (_, mark) = chars.next()?;
    if mark == '_' {
        let dust = line.len() - line.trim_start_matches(['_', ' ']).len();
        return (dust < line.len()).then(|| (Span::new(0, dust), String::new()));
    }
    let rest = line.get(mark.len_utf8()..)?;
    if DUST.contains(&mark) && opens_numbered(rest) {
        return Some((Span::new(0, mark.len_utf8()), String::new()));
    }
    let (blank, _) = chars.next().filter(|&(_, c)| c == ' ')?;
    // A colon before a figure is what is left of "Số:".
    let comma = matches!(mark, ',' | ':' | ';') && chars.next().is_some_and(|(_, c)| c.is_alphabetic());
    (DUST.contains(&mark) || comma).then(|| (Span::new(0, blank + 1), String::new()))
}

/// "4. Tăng cường": a number, its mark, words.
fn opens_numbered(words: &str) -> bool {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    (1..=2).contains(&(words.len() - rest.len())) && (rest.starts_with(". ") || rest.starts_with(") "))
}

/// Dust behind a line: a mark that stands alone, or a mark behind one that ends a sentence, or
/// two letters behind a lead ("như sau: ộ").
pub(super) fn back(line: &str, words: &[Word<'_>], rules: &Rules) -> Option<(Span, String)> {
    let at = line.rfind(' ')?;
    let (before, rest) = (line.get(..at)?.trim_end(), line.get(at + 1..)?);
    let mut chars = rest.chars();
    let mark = chars.next().filter(|_| chars.next().is_none());
    let ended = before.ends_with(['.', ';', ':', '/']);
    let dust = mark.is_some_and(|m| DUST.contains(&m) || ended && matches!(m, '.' | ':' | ',' | ';'));
    // "(3b). H" is who typed it.
    let letters = before.ends_with('.') && rest.chars().count() <= TAIL && rest.chars().all(char::is_lowercase);
    (dust || letters || rest.chars().count() <= TAIL && leads(words, rules)).then(|| (Span::new(before.len(), line.len()), String::new()))
}

/// The last word stands behind the colon of a lead.
fn leads(words: &[Word<'_>], rules: &Rules) -> bool {
    let Some([.., colon, last]) = words.get(..) else { return false };
    let end = words.len() - 2;
    let said = (0..end).rev().take(3).any(|i| rules.gazetteer.form(Form::Following).len_at(words, i) == end - i);
    colon.text == ":" && said && last.is_word() && !last.text.starts_with(|c: char| c.is_ascii_digit())
}

/// A word that is two: a capital inside it ("SởY"), or the fixed words of the form ("Kínhgửi").
pub(super) fn glued(word: &Word<'_>, rules: &Rules) -> Option<String> {
    if let Some(at) = inner_capital(word.text) {
        return Some(format!("{} {}", &word.text[..at], &word.text[at..]));
    }
    if word.text.chars().count() < GLUED {
        return None;
    }
    let letters: String = bare(word.folded).collect();
    let phrase = rules.gazetteer.printed().glued.get(&letters)?;
    let mut first = phrase.chars();
    let capital = word.text.starts_with(char::is_uppercase);
    let shouted = word.is_all_capitals();
    match first.next() {
        _ if shouted => Some(phrase.to_uppercase()),
        Some(c) if capital => Some(c.to_uppercase().chain(first).collect()),
        _ => Some(phrase.clone()),
    }
}

/// Where a capital follows a whole syllable with marks.
fn inner_capital(word: &str) -> Option<usize> {
    let mut small = false;
    for (at, c) in word.char_indices() {
        if small && c.is_uppercase() {
            let (left, right) = (word.get(..at)?, word.get(at..)?);
            let whole = !left.is_ascii() && is_syllable(&fold(left)) && right.chars().skip(1).all(char::is_lowercase);
            return whole.then_some(at);
        }
        small = c.is_lowercase();
    }
    None
}
