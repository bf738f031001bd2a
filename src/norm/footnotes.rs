//! Footnotes that stand inside a sentence, as text made from Word files has them:
//! `...[footnoteRef:1]. [1: the note]`. The sentence goes on without them; the note's
//! words are kept apart. Their forms are rules of role `footnote`.

use crate::rules::{Rules, Set, run_alone};
use crate::span::Span;

/// A note inside a line, in bytes of the document's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Note {
    /// What leaves the sentence.
    pub(crate) whole: Span,
    /// The note's own words.
    pub(crate) words: Span,
}

/// The notes inside one line.
pub(crate) fn inline(document: &str, line: Span, rules: &Rules) -> Vec<Note> {
    let words = line.of(document);
    if !words.contains('[') {
        return Vec::new();
    }
    let mut notes = Vec::new();
    for rule in rules.set(Set::Text).with_role("footnote") {
        for m in run_alone(rule, words) {
            let mark = m.group("mark").unwrap_or(m.span);
            let note = m.group("note").unwrap_or(m.span);
            if let Some(end) = closing(words, note.start) {
                // Two cuts: the reference mark, and the bracket with the note.
                let open = m.group("open").map_or(m.span.start, |o| o.start);
                notes.push(Note { whole: mark.shifted(line.start), words: Span::default() });
                notes.push(Note {
                    whole: Span::new(open, end + 1).shifted(line.start),
                    words: Span::new(note.start, end).trimmed(words).shifted(line.start),
                });
            }
        }
    }
    notes.sort_by_key(|n| n.whole.start);
    notes
}

/// The bracket that closes the one opened before `from`.
fn closing(words: &str, from: usize) -> Option<usize> {
    let mut depth = 1;
    for (i, c) in words.get(from..)?.char_indices() {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(from + i);
        }
    }
    None
}
