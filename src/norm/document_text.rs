//! The document's own text: the source's lines in NFC, joined by `\n`. Spans in a record
//! are code points into this text; it is emitted on request.

use crate::letters::compose as nfc;
use crate::read::{Line, Source};
use std::borrow::Cow;

/// The document's own text and its lines.
#[derive(Debug, Default)]
pub(crate) struct DocumentText {
    /// NFC.
    pub(crate) text: String,
    /// Lines with offsets into `text`; character edges follow composition.
    pub(crate) lines: Vec<Line>,
}

/// Composes a source. Text that is NFC already is taken as it stands.
pub(crate) fn compose(source: &Source) -> DocumentText {
    if matches!(nfc(&source.text), Cow::Borrowed(_)) {
        return DocumentText { text: source.text.clone(), lines: source.lines.clone() };
    }
    let mut text = String::with_capacity(source.text.len());
    let mut lines = Vec::with_capacity(source.lines.len());
    for line in &source.lines {
        if !lines.is_empty() {
            text.push('\n');
        }
        let words = source.text.get(line.start..line.end).unwrap_or("");
        let start = text.len();
        let edges = line.edges.as_deref().map(|e| composed_edges(words, e));
        text.push_str(&nfc(words));
        lines.push(Line { start, end: text.len(), edges, ..line.clone() });
    }
    DocumentText { text, lines }
}

/// Edges of the composed characters: each keeps the left edge of the first it is made of.
fn composed_edges(words: &str, edges: &[f32]) -> Box<[f32]> {
    let mut out = Vec::with_capacity(edges.len());
    let chars: Vec<char> = words.chars().collect();
    let mut from = 0;
    while from < chars.len() {
        let mut to = from + 1;
        while to < chars.len() && unicode_normalization::char::is_combining_mark(chars[to]) {
            to += 1;
        }
        let cluster: String = chars[from..to].iter().collect();
        let left = edges.get(from).copied().unwrap_or_default();
        out.extend(std::iter::repeat_n(left, nfc(&cluster).chars().count()));
        from = to;
    }
    out.extend(edges.last());
    out.into_boxed_slice()
}
