//! Quotations [trích dẫn]: passages of another text that a document sets down whole, as a
//! decree does with the articles it amends. What they lay on someone is not laid by the
//! document. In: the passages. Out: those inside a quotation of several paragraphs.

use super::scene::Scene;
use std::collections::BTreeSet;

/// Indices of the passages that stand in a quotation which does not end in the paragraph
/// that opens it.
pub(super) fn passages(scene: &Scene<'_>) -> BTreeSet<usize> {
    let mut inside = BTreeSet::new();
    let mut open: Option<usize> = None;
    for (i, passage) in scene.passages().iter().enumerate() {
        let start = passage.label.as_ref().map_or(passage.span.start, |l| l.span.start);
        let before = scene.of(crate::span::Span::new(start.saturating_sub(3).min(start), start));
        let words = scene.of(passage.span);
        let opens = words.starts_with('“') || before.ends_with('“');
        let balance = words.matches('“').count() as i64 - words.matches('”').count() as i64;
        if open.is_none() && opens && (balance > 0 || before.ends_with('“') && balance == 0) {
            open = Some(i);
        }
        let Some(first) = open else { continue };
        if balance < 0 {
            inside.extend(first..=i);
            open = None;
        }
    }
    inside
}
