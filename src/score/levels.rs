//! Levels [mức tin cậy]: were the values right that a record calls certain? In: values
//! found and those of them that are wrong. Out: per level how many, and how many right.

use super::field::Field;
use super::paper::Said;
use crate::record::Level;
use serde::Serialize;
use std::ops::AddAssign;

/// The levels, surest first.
const LEVELS: [Level; 3] = [Level::Certain, Level::Likely, Level::Doubtful];

/// Values found and wrong, by level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Levels {
    found: [u32; 3],
    wrong: [u32; 3],
}

/// The values of one field that have one level.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LevelRow {
    /// The field.
    pub field: Field,
    /// The level.
    pub level: Level,
    /// Values found.
    pub found: u32,
    /// Those right.
    pub right: u32,
    /// Their share.
    pub share: f64,
}

impl Levels {
    /// Values found; those without a level do not count.
    pub(super) fn found<'a>(&mut self, said: impl IntoIterator<Item = &'a Said>) {
        count(&mut self.found, said);
    }

    /// Values of these that are wrong.
    pub(super) fn wrong<'a>(&mut self, said: impl IntoIterator<Item = &'a Said>) {
        count(&mut self.wrong, said);
    }

    /// Levels that have values.
    pub(super) fn rows(self, field: Field) -> impl Iterator<Item = LevelRow> {
        let row = move |(i, &level): (usize, &Level)| {
            let (found, right) = (self.found[i], self.found[i] - self.wrong[i].min(self.found[i]));
            LevelRow { field, level, found, right, share: f64::from(right) / f64::from(found.max(1)) }
        };
        LEVELS.iter().enumerate().map(row).filter(|r| r.found > 0).collect::<Vec<_>>().into_iter()
    }
}

fn count<'a>(into: &mut [u32; 3], said: impl IntoIterator<Item = &'a Said>) {
    let levels = said.into_iter().filter_map(|s| s.confidence.as_ref().map(|c| c.level));
    for at in levels.filter_map(|l| LEVELS.iter().position(|k| *k == l)) {
        into[at] += 1;
    }
}

impl AddAssign for Levels {
    fn add_assign(&mut self, other: Self) {
        for i in 0..LEVELS.len() {
            self.found[i] += other.found[i];
            self.wrong[i] += other.wrong[i];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Confidence;

    #[test]
    fn right_and_wrong_by_level() {
        let said = |level: Option<Level>| Said {
            words: "x".to_owned(),
            span: None,
            page: None,
            confidence: level.map(|level| Confidence { level, causes: Vec::new() }),
        };
        let all = [Some(Level::Certain), Some(Level::Certain), Some(Level::Doubtful), None].map(said);
        let mut levels = Levels::default();
        levels.found(&all);
        levels.wrong(&all[1..2]);
        let mut twice = levels;
        twice += levels;
        let rows: Vec<_> = twice.rows(Field::Date).map(|r| (r.level, r.found, r.right, r.share)).collect();
        assert_eq!(rows, [(Level::Certain, 4, 2, 0.5), (Level::Doubtful, 2, 2, 1.0)]);
    }
}
