//! Turn: text that reads sideways or upside down in the coordinates of a reader who turns
//! the page. In: page coordinates. Out: the same, as that reader sees them.

use super::page::Rule;

/// How the text of a layer is turned against the page, in quarters clockwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Turn {
    /// Upright.
    #[default]
    None,
    /// Reads downwards.
    Right,
    /// Upside down.
    Over,
    /// Reads upwards.
    Left,
}

/// Where a direction's glyphs are kept.
pub(super) const fn slot(turn: Turn) -> usize {
    match turn {
        Turn::None => 0,
        Turn::Right => 1,
        Turn::Over => 2,
        Turn::Left => 3,
    }
}

/// Page coordinates as seen by a reader who turns the page so that this text is upright.
pub(super) const fn turned(turn: Turn, x: f64, y: f64, width: f64, height: f64) -> (f64, f64) {
    match turn {
        Turn::None => (x, y),
        Turn::Right => (y, width - x),
        Turn::Over => (width - x, height - y),
        Turn::Left => (height - y, x),
    }
}

/// Rules in the coordinates of a turned layer.
pub(super) fn turned_rules(turn: Turn, level: Vec<Rule>, upright: Vec<Rule>, w: f32, h: f32) -> (Vec<Rule>, Vec<Rule>) {
    let back = |rules: Vec<Rule>, across: Option<f32>, along: Option<f32>| -> Vec<Rule> {
        let place = |r: Rule| {
            let at = across.map_or(r.at, |a| a - r.at);
            let (from, to) = along.map_or((r.from, r.to), |a| (a - r.to, a - r.from));
            Rule { at, from, to }
        };
        rules.into_iter().map(place).collect()
    };
    match turn {
        Turn::None => (level, upright),
        Turn::Right => (back(upright, Some(w), None), back(level, None, Some(w))),
        Turn::Over => (back(level, Some(h), Some(w)), back(upright, Some(w), Some(h))),
        Turn::Left => (back(upright, None, Some(h)), back(level, Some(h), None)),
    }
}
