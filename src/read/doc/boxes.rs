//! Boxes [khung chữ]: which text box hangs on which character of the running text.

use super::bytes::u32_at;
use super::fib::Fib;
use super::pieces::places_and_data;
use std::ops::Range;

/// Bytes of an anchor and of a box in their tables.
const ANCHOR: usize = 26;
const BOX: usize = 22;

/// One text box: the character it hangs on (`None` where that is not said) and its text,
/// counted from the first text box.
pub(super) type Hung = (Option<usize>, Range<usize>);

/// The text boxes of the running text, in the order of their texts.
pub(super) fn boxes(table: &[u8], fib: &Fib) -> Vec<Hung> {
    let (anchors, shapes) = places_and_data(table, fib.anchors, ANCHOR).unwrap_or_default();
    let (texts, stories) = places_and_data(table, fib.box_texts, BOX).unwrap_or_default();
    let shape_of = |story: usize| u32_at(stories, story * BOX + 14);
    let mut hung: Vec<Hung> = Vec::new();
    let mut by_shape: Vec<(u32, usize)> =
        (0..anchors.len()).filter_map(|at| Some((u32_at(shapes, at * ANCHOR)?, *anchors.get(at)?))).collect();
    by_shape.sort_unstable();
    for (story, bounds) in texts.windows(2).enumerate() {
        let text = bounds[0]..bounds[1].min(fib.boxes);
        // the last story is a blank one that ends the list
        if text.is_empty() || story + 2 == texts.len() {
            continue;
        }
        let anchor = shape_of(story).and_then(|shape| {
            let at = by_shape.binary_search_by_key(&shape, |(s, _)| *s).ok()?;
            by_shape.get(at).map(|(_, place)| *place)
        });
        hung.push((anchor, text));
    }
    hung
}
