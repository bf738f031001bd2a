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
        let words = scene.of(passage.span);
        let (opened, closed) = (words.matches('“').count(), words.matches('”').count());
        if open.is_none() && words.starts_with('“') && opened > closed {
            open = Some(i);
        }
        if opened < closed
            && let Some(first) = open.take()
        {
            inside.extend(first..=i);
        }
    }
    inside
}
