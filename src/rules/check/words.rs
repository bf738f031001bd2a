//! Words in words: does a short example hold a name, as whole words? In: two texts as
//! written. Out: where, in the keyed text. Case, tone placement and dashes make no
//! difference; for documents this is the gate's and the matcher's work.

use crate::letters::key;
use crate::rules::edges_hold;
use crate::rules::file::Edges;
use crate::span::Span;

/// True where `not` holds `name` in its own right: not as part of a longer one among `others`.
pub(super) fn holds_alone<'n>(not: &str, name: &str, others: impl Iterator<Item = &'n str>) -> bool {
    let not = key(not);
    let Some(own) = find(&not, name) else { return false };
    let mut longer = others.filter_map(|o| find(&not, o));
    !longer.any(|o| o != own && o.covers(own))
}

/// Where `name` first stands in `keyed` (a [`key`]) as whole words.
pub(super) fn find(keyed: &str, name: &str) -> Option<Span> {
    let name = key(name);
    if name.is_empty() {
        return None;
    }
    keyed.match_indices(&name).map(|(at, _)| Span::new(at, at + name.len())).find(|&s| edges_hold(keyed, s, Edges::Word))
}

/// True where `text` holds `name` as whole words.
pub(super) fn holds(text: &str, name: &str) -> bool {
    find(&key(text), name).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_in_any_spelling() {
        assert!(holds("UỶ BAN NHÂN DÂN HUYỆN", "Ủy ban nhân dân"));
        assert!(!holds("ủy ban nhân dânh", "Ủy ban nhân dân"));
        assert!(holds("Sở Lao động – Thương binh và Xã hội.", "Sở Lao động - Thương binh và Xã hội"));
        assert!(!holds("Sở Y tế", ""));
        let longer = || ["Văn phòng Chính phủ"].into_iter();
        assert!(!holds_alone("Văn phòng Chính phủ", "Chính phủ", longer()));
        assert!(holds_alone("Chính phủ và Văn phòng Chính phủ", "Chính phủ", longer()));
        assert_eq!(find("sở, bộ sở", "Bộ"), Some(Span::new(6, 10)));
    }
}
