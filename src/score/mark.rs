//! Marks [điểm]: how one field of one document, or of all, was met. In: numbers wanted,
//! found and right. Out: precision, recall, F1, and the words that differ.

use super::levels::Levels;
use super::paper::Said;
use serde::Serialize;
use std::ops::AddAssign;

/// Counts of one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Counts {
    pub(super) gold: u32,
    pub(super) found: u32,
    pub(super) right: u32,
    /// Right letter by letter.
    pub(super) strict: u32,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.right += other.right;
        self.strict += other.strict;
    }
}

impl Counts {
    /// Nothing wanted is missing, nothing found is wrong.
    pub(super) fn is_whole(self) -> bool {
        self.right >= self.gold.max(self.found)
    }

    /// As the comparison goes.
    pub(super) fn figures(self) -> Figures {
        Figures::new(self.gold, self.found, self.right)
    }

    /// Letter by letter.
    pub(super) fn strict(self) -> Figures {
        Figures::new(self.gold, self.found, self.strict)
    }
}

/// What the counts of a field amount to.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Figures {
    /// Right of those found; 1 where nothing was wanted and nothing found.
    pub precision: f64,
    /// Right of those wanted; likewise.
    pub recall: f64,
    /// Harmonic mean of both.
    pub f1: f64,
    /// Values in the answers.
    pub gold: u32,
    /// Values in the records.
    pub found: u32,
    /// Values in both.
    pub right: u32,
}

impl Figures {
    fn new(gold: u32, found: u32, right: u32) -> Self {
        let share = |of: u32, other: u32| match of {
            0 => f64::from(u8::from(other == 0)),
            _ => f64::from(right) / f64::from(of),
        };
        let (precision, recall) = (share(found, gold), share(gold, found));
        let both = precision + recall;
        let f1 = if both > 0.0 { 2.0 * precision * recall / both } else { 0.0 };
        Self { precision, recall, f1, gold, found, right }
    }
}

/// What differs in one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Miss {
    /// The mention or passage whose part it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// Wanted and not found.
    pub want: Vec<Said>,
    /// Found and not wanted.
    pub got: Vec<Said>,
}

/// One field of one document.
#[derive(Debug, Clone, Default)]
pub(super) struct Mark {
    pub(super) counts: Counts,
    pub(super) levels: Levels,
    pub(super) misses: Vec<Miss>,
}

impl Mark {
    /// Adds what one comparison gave.
    pub(super) fn add(&mut self, counts: Counts, miss: impl FnOnce() -> Miss) {
        self.counts += counts;
        if !counts.is_whole() {
            self.misses.push(miss());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_counts() {
        let f = |gold, found, right| {
            let f = Figures::new(gold, found, right);
            (f.precision, f.recall, f.f1)
        };
        assert_eq!(f(4, 2, 2), (1.0, 0.5, 2.0 * 1.0 * 0.5 / 1.5));
        assert_eq!(f(0, 0, 0), (1.0, 1.0, 1.0));
        assert_eq!(f(0, 3, 0), (0.0, 0.0, 0.0));
        assert_eq!(f(3, 0, 0), (0.0, 0.0, 0.0));
        assert_eq!(f(3, 3, 1), (1.0 / 3.0, 1.0 / 3.0, 2.0 * (1.0 / 3.0) * (1.0 / 3.0) / (2.0 / 3.0)));
    }
}
