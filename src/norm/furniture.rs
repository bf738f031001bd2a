//! Furniture of the page: page numbers and running heads, which are no part of the text.

use super::document_text::DocumentText;
use crate::letters::{fold, key};
use crate::read::Part;
use crate::rules::{Rules, Set};
use std::collections::{BTreeMap, BTreeSet};

/// A line is furniture only if it is shorter than this, in bytes.
const LONGEST: usize = 160;
/// A head runs when it stands on at least so many pages.
const RUNS_FROM: usize = 3;

/// Indices of lines that are furniture.
#[derive(Debug, Default)]
pub(crate) struct Furniture(BTreeSet<usize>);

impl Furniture {
    /// True for a line that is furniture.
    pub(crate) fn contains(&self, line: usize) -> bool {
        self.0.contains(&line)
    }
}

/// Finds page numbers by their form (rules of role `page`) and running heads by their
/// return at the same end of several pages.
pub(crate) fn find(document: &DocumentText, rules: &Rules) -> Furniture {
    let mut found = BTreeSet::new();
    for (i, line) in document.lines.iter().enumerate() {
        if line.part != Part::Body || line.end - line.start > LONGEST {
            continue;
        }
        let words = document.text[line.start..line.end].trim();
        // A number alone on the first line is a file mark, a converter's page mark is none.
        // "3." on page 3: dust behind the number.
        let dotted = line.page.is_some_and(|page| words.strip_suffix('.') == Some(page.to_string().as_str()));
        if !words.is_empty() && (i > 0 || words.starts_with("--")) && (dotted || is_page_mark(words, rules)) {
            found.insert(i);
        }
    }
    running_heads(document, &mut found);
    Furniture(found)
}

fn is_page_mark(words: &str, rules: &Rules) -> bool {
    if !words.bytes().any(|b| b.is_ascii_digit()) && !words.starts_with('-') {
        return false;
    }
    let folded = fold(words);
    rules.set(Set::Text).with_role("page").any(|r| r.regex.match_at(&folded, 0).is_some_and(|m| m.end == folded.len()))
}

/// First and last body lines of each page that return on several pages, digits aside.
fn running_heads(document: &DocumentText, found: &mut BTreeSet<usize>) {
    let mut pages: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (i, line) in document.lines.iter().enumerate() {
        let blank = document.text[line.start..line.end].trim().is_empty();
        if let (Some(page), false, false) = (line.page, blank, found.contains(&i)) {
            pages.entry(page.get()).or_default().push(i);
        }
    }
    if pages.len() < RUNS_FROM {
        return;
    }
    for first in [true, false] {
        let mut by_words: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for lines in pages.values() {
            let Some(&i) = (if first { lines.first() } else { lines.last() }) else { continue };
            let words = &document.text[document.lines[i].start..document.lines[i].end];
            if words.len() <= LONGEST {
                by_words.entry(key(words).replace(|c: char| c.is_ascii_digit(), "")).or_default().push(i);
            }
        }
        found.extend(by_words.into_values().filter(|l| l.len() >= RUNS_FROM).flatten());
    }
}
