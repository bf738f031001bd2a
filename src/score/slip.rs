//! Slips [lỗi nhận dạng]: printed entries that differ by a letter or two of a scan. In: two
//! loose forms. Out: whether they are one entry. The likeness is that of Ratcliff and
//! Obershelp, twice the letters in common stretches over all letters.

use crate::letters::stripped;

/// Entries shorter than this must be equal.
const SHORTEST: usize = 12;

/// The least likeness of one entry read twice.
const LIKENESS: f64 = 0.93;

/// True where `a` and `b` are one entry but for marks or a slip or two.
pub(super) fn close(a: &str, b: &str) -> bool {
    let (a, b) = (stripped(a), stripped(b));
    a == b || a.len().min(b.len()) >= SHORTEST && likeness(&a, &b) >= LIKENESS
}

/// From 0, nothing in common, to 1, equal.
fn likeness(a: &[u8], b: &[u8]) -> f64 {
    let real = |n: usize| u32::try_from(n).map_or(f64::MAX, f64::from);
    match a.len() + b.len() {
        0 => 1.0,
        all => 2.0 * real(common(a, b)) / real(all),
    }
}

/// Letters in common: those of the longest common stretch, and of what lies before and
/// after it on either side.
fn common(a: &[u8], b: &[u8]) -> usize {
    let mut found = 0;
    let mut open = vec![(a, b)];
    while let Some((a, b)) = open.pop() {
        let (i, j, long) = longest(a, b);
        if long > 0 {
            found += long;
            open.push((&a[..i], &b[..j]));
            open.push((&a[i + long..], &b[j + long..]));
        }
    }
    found
}

/// Begin in `a`, begin in `b` and length of the longest common stretch; of several the first
/// in `a`, then the first in `b`.
fn longest(a: &[u8], b: &[u8]) -> (usize, usize, usize) {
    let mut best = (0, 0, 0);
    // Length of the common stretch that ends before each place of `b`.
    let mut lengths = vec![0; b.len() + 1];
    for (i, x) in a.iter().enumerate() {
        // From the back, so that the length one place before is still that of the row before.
        for j in (0..b.len()).rev() {
            lengths[j + 1] = if *x == b[j] { lengths[j] + 1 } else { 0 };
        }
        for (j, &long) in lengths.iter().enumerate() {
            if long > best.2 {
                best = (i + 1 - long, j - long, long);
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_or_two_in_a_long_entry_is_none() {
        assert!(close("ban quản lý chợ trung tâm", "bạn quàn lỷ cho trung tảm"));
        assert!(close("ban quan ly cho trung tam", "ban quan 1y cho trung tam"));
        assert!(!close("so y te", "so y tc"), "too short for a slip");
        assert!(!close("ban quan ly cho trung tam", "ban quan ly cho dong ba"));
        assert!(close("lưu: vt (5b)", "luu vt5b"));
    }

    #[test]
    fn likeness_is_that_of_ratcliff_and_obershelp() {
        // Figures of Python's difflib.SequenceMatcher(None, a, b, False).ratio().
        for (a, b, want) in [
            ("", "", 1.0),
            ("abcd", "bcde", 0.75),
            ("wikimedia", "wikimania", 0.777_777_777_777_777_8),
            ("abxabcxab", "abcabxabc", 0.666_666_666_666_666_6),
            ("aaaa", "aa", 0.666_666_666_666_666_6),
            ("private thread currentthread", "private volatile thread currentthread", 0.861_538_461_538_461_6),
        ] {
            assert!((likeness(a.as_bytes(), b.as_bytes()) - want).abs() < 1e-15, "{a} {b}");
        }
    }
}
