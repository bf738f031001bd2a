//! Names misread [tên đọc sai]: what a recogniser puts around the name of a known body, and
//! what it makes of the name of a province. In: a line of a letterhead that was recognised,
//! or a name from it. Out: the name that the paper prints, where only one can be meant.

use crate::letters::bare;
use crate::norm::Normal;
use crate::rules::{Rules, Word};
use crate::span::Span;

/// So many marks or stray letters may stand before a name.
const STRAY: usize = 2;

/// The part of a line that names a body whose name is whole by itself ("BỘ TÀI CHÍNH"),
/// without stray marks before it and misread words behind it.
pub(super) fn named_part(normal: &Normal, rules: &Rules, line: Span) -> Span {
    let gazetteer = &rules.gazetteer;
    let words = gazetteer.cut(normal.hay.of(line), normal.hay.folded_of(line));
    let stray = words.iter().take(STRAY).take_while(|w| is_stray(w)).count();
    for first in 0..=stray {
        let Some((n, &index)) = gazetteer.names.longest(words.get(first..).unwrap_or_default(), 0) else { continue };
        let (Some(from), Some(last)) = (words.get(first), words.get(first + n - 1)) else { continue };
        let whole =
            gazetteer.bodies.get(index).is_some_and(|b| matches!(b.level.as_str(), "central" | "ministry" | "agency" | "department"));
        let rest = words.get(first + n..).unwrap_or_default();
        if whole && (first > 0 || rest.iter().any(is_garbled)) {
            let end = if rest.iter().any(is_garbled) { line.start + last.end } else { line.end };
            return Span::new(line.start + from.start, end);
        }
    }
    line
}

/// A mark, or one or two signs that are no word of a name.
fn is_stray(word: &Word<'_>) -> bool {
    !word.is_word() || word.text.chars().count() < 2 || word.text.chars().any(|c| c.is_ascii_digit())
}

/// Letters and figures in one word, or a letter alone: no part of a name in capitals.
fn is_garbled(word: &Word<'_>) -> bool {
    let figures = word.text.chars().filter(char::is_ascii_digit).count();
    let signs = word.text.chars().count();
    word.is_word() && (figures > 0 && figures < signs || signs == 1 && figures == 0 && word.folded != "y")
        || matches!(word.text, "|" | "_" | "=" | "~")
}

/// A name whose last words are a province under its kind, misread by a letter or in its
/// marks: "Tĩnh Kiên Giang", "thành phố Hảái Phòng".
pub(super) fn with_province(name: &str, rules: &Rules) -> Option<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let plain = |words: &[&str]| words.iter().flat_map(|w| bare(w)).collect::<String>();
    for at in (1..words.len()).rev() {
        let (before, rest) = (words.get(..at)?, words.get(at..)?);
        let Some(province) = rules.gazetteer.province_alike(&rest.join(" ")) else { continue };
        let kind: Vec<&str> = province.kind.split(' ').collect();
        let from = before.len().checked_sub(kind.len()).filter(|&n| n > 0);
        let head = from.filter(|&n| plain(&before[n..]) == plain(&kind)).and_then(|n| before.get(..n));
        if let Some(head) = head {
            return Some(format!("{} {} {}", head.join(" "), province.kind, province.name));
        }
    }
    None
}

/// The words of the running text that have the letters of a name, marks aside, and are
/// printed with a capital; what stands there most often, then what stands first.
pub(super) fn said(name: &str, text: &str) -> Option<String> {
    let plain = |words: &[&str]| words.iter().map(|w| bare(w).filter(|c| c.is_alphanumeric()).collect::<String>()).collect::<Vec<_>>();
    let wanted: Vec<&str> = name.split(' ').collect();
    let wanted = plain(&wanted);
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut seen: Vec<(String, u32)> = Vec::new();
    for window in words.windows(wanted.len()).filter(|w| w.first().is_some_and(|f| f.starts_with(char::is_uppercase)) && plain(w) == wanted)
    {
        let said = window.join(" ");
        let said = said.trim_matches(|c: char| !c.is_alphanumeric());
        match seen.iter_mut().find(|(s, _)| s == said) {
            Some((_, count)) => *count += 1,
            None => seen.push((said.to_owned(), 1)),
        }
    }
    let most = seen.iter().map(|s| s.1).max()?;
    seen.into_iter().find(|s| s.1 == most).map(|s| s.0).filter(|s| s.chars().any(char::is_lowercase))
}
