//! Repair of capitals [chữ hoa]: TCVN3 has one code for a toned letter in both cases, so
//! its capitals come out small. In: decoded letters. Out: the same letters, some as
//! capitals. Small letters of ASCII never change but under a font of capitals.

use super::codec::Letter;
use crate::letters::is_spelt;

/// Makes every letter a capital, for fonts that draw them so.
pub(super) fn raise_all(letters: &mut [Letter]) {
    letters.iter_mut().for_each(raise);
}

fn raise(letter: &mut Letter) {
    let mut upper = letter.c.to_uppercase();
    if let (Some(c), None) = (upper.next(), upper.next()) {
        letter.c = c;
    }
}

/// Makes capitals of the decoded letters in lines and words whose ASCII letters are all
/// capitals: `TOàN`, `ĐĂNG Ký`.
pub(super) fn raise_capital_lines(letters: &mut [Letter]) {
    let mut from = 0;
    while from < letters.len() {
        let rest = letters.get(from..).unwrap_or_default();
        let length = line_length(rest);
        if let Some(line) = letters.get_mut(from..from + length) {
            raise_line(line);
        }
        from += length;
    }
}

/// Up to the end of the line; three spaces or a tab part what stands side by side.
fn line_length(letters: &[Letter]) -> usize {
    let gap = letters.windows(3).position(|w| w.iter().all(|l| l.c == ' ')).map(|at| at + 3);
    let end = letters.iter().position(|l| matches!(l.c, '\n' | '\t')).map(|at| at + 1);
    gap.into_iter().chain(end).min().unwrap_or(letters.len())
}

/// How a word is written, by its ASCII letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    /// A syllable in capitals, of ASCII at least two: it says that its line is in capitals.
    Capitals,
    /// An abbreviation: capitals that say nothing of their line.
    Abbreviation,
    /// One capital, or none and no small letter.
    Open,
    /// Small letters.
    Small,
}

/// The look of a word; `joined` to others as the parts of a number are (`15/QĐ-UB`).
fn look(word: &[Letter], joined: bool) -> Look {
    let count = |is: fn(&char) -> bool| word.iter().filter(|l| is(&l.c)).count();
    match (count(char::is_ascii_uppercase), count(char::is_ascii_lowercase)) {
        (2.., 0) if !joined && is_spelt(&word.iter().map(|l| l.c).collect::<String>()) => Look::Capitals,
        (2.., 0) => Look::Abbreviation,
        (_, 0) => Look::Open,
        _ => Look::Small,
    }
}

fn raise_line(line: &mut [Letter]) {
    let looks = looks(line);
    let whole = looks.contains(&Look::Capitals) && !looks.contains(&Look::Small);
    let words =
        line.chunk_by_mut(|a, b| a.c.is_alphabetic() == b.c.is_alphabetic()).filter(|w| w.first().is_some_and(|l| l.c.is_alphabetic()));
    for (at, word) in words.enumerate() {
        let beside = |i: Option<usize>| i.and_then(|i| looks.get(i)).copied();
        let between = beside(at.checked_sub(1)) == Some(Look::Capitals) && beside(at.checked_add(1)) == Some(Look::Capitals);
        let raised = match looks.get(at) {
            Some(Look::Capitals | Look::Abbreviation) => true,
            Some(Look::Open) => whole || between,
            _ => false,
        };
        if raised {
            word.iter_mut().for_each(raise);
        }
    }
}

/// The look of each word of a line.
fn looks(line: &[Letter]) -> Vec<Look> {
    let mut start = 0;
    let mut looks = Vec::new();
    for part in line.chunk_by(|a, b| a.c.is_alphabetic() == b.c.is_alphabetic()) {
        let end = start + part.len();
        let joins = |i: Option<usize>| i.and_then(|i| line.get(i)).is_some_and(|l| matches!(l.c, '-' | '/' | '&'));
        if part.first().is_some_and(|l| l.c.is_alphabetic()) {
            looks.push(look(part, joins(start.checked_sub(1)) || joins(Some(end))));
        }
        start = end;
    }
    looks
}
