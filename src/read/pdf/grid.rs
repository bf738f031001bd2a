//! Grid: the ruling lines of a page in, the tables they draw out: where each cell lies
//! and which of the elementary fields it joins. Tables without rules are not found.

use super::page::Rule;

/// Lines this close are one line.
const SAME_LINE: f32 = 4.0;
/// Ends this close touch.
const TOUCH: f32 = 3.5;
/// Share of a field's side that a line must cover to close it.
const CLOSED: f32 = 0.6;
/// More fields than this are a drawing, not a table.
const MAX_FIELDS: usize = 40_000;
/// More lines than this are a drawing.
const MAX_LINES: usize = 3000;

/// One ruled table.
#[derive(Debug, Clone, Default)]
pub(super) struct Grid {
    /// Its vertical lines, left to right.
    pub(super) xs: Vec<f32>,
    /// Its horizontal lines, top to bottom.
    pub(super) ys: Vec<f32>,
    /// For each field, row by row, the field that stands for its cell.
    cells: Vec<usize>,
}

impl Grid {
    /// Upper edge.
    pub(super) fn top(&self) -> f32 {
        self.ys.first().copied().unwrap_or(0.0)
    }

    /// Lower edge.
    pub(super) fn bottom(&self) -> f32 {
        self.ys.last().copied().unwrap_or(0.0)
    }

    /// Row and column of the cell that holds a point.
    pub(super) fn cell(&self, x: f32, y: f32) -> Option<(usize, usize)> {
        let column = band(&self.xs, x)?;
        let row = band(&self.ys, y)?;
        let across = self.xs.len().checked_sub(1)?;
        let field = *self.cells.get(row * across + column)?;
        Some((field.checked_div(across)?, field.checked_rem(across)?))
    }

    /// How many cells it has.
    fn count(&self) -> usize {
        self.cells.iter().enumerate().filter(|(i, c)| *i == **c).count()
    }

    /// Columns that some cell begins in.
    fn columns(&self) -> usize {
        let across = self.xs.len().saturating_sub(1).max(1);
        let mut begins: Vec<usize> = self.cells.iter().map(|c| c % across).collect();
        begins.sort_unstable();
        begins.dedup();
        begins.len()
    }
}

/// Which band between neighbouring lines a coordinate lies in.
fn band(lines: &[f32], at: f32) -> Option<usize> {
    let above = lines.partition_point(|l| *l <= at);
    (above > 0 && above < lines.len()).then(|| above - 1)
}

/// Finds the tables, from top to bottom.
pub(super) fn grids(level: &[Rule], upright: &[Rule]) -> Vec<Grid> {
    if level.len() < 2 || upright.len() < 2 {
        return Vec::new();
    }
    let level = joined(level, 12.0);
    let upright = joined(upright, 7.0);
    if level.len() + upright.len() > MAX_LINES {
        return Vec::new();
    }
    let mut out: Vec<Grid> = clusters(&level, &upright)
        .into_iter()
        .filter_map(|(across, down)| grid(&across, &down))
        .filter(|g| g.count() >= 2 && g.columns() >= 2)
        .collect();
    out.sort_by(|a, b| a.top().total_cmp(&b.top()));
    // A table inside another's cell: the outer one is read.
    let mut kept: Vec<Grid> = Vec::new();
    for grid in out {
        let inside = |k: &Grid| {
            let (x, y) = (middle(&grid.xs), middle(&grid.ys));
            k.cell(x, y).is_some() && grid.bottom() <= k.bottom() + TOUCH
        };
        if !kept.iter().any(inside) {
            kept.push(grid);
        }
    }
    kept
}

fn middle(lines: &[f32]) -> f32 {
    f32::midpoint(lines.first().copied().unwrap_or(0.0), lines.last().copied().unwrap_or(0.0))
}

/// Joins pieces of one line and drops those that stay shorter than `least`.
fn joined(rules: &[Rule], least: f32) -> Vec<Rule> {
    let mut sorted = rules.to_vec();
    sorted.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    let mut out: Vec<Rule> = Vec::new();
    let mut begin = 0;
    while begin < sorted.len() {
        let base = sorted.get(begin).map_or(0.0, |r| r.at);
        let end = begin + sorted.get(begin..).unwrap_or_default().partition_point(|r| r.at - base <= 1.5);
        let mut group = sorted.get(begin..end).unwrap_or_default().to_vec();
        group.sort_by(|a, b| a.from.total_cmp(&b.from));
        for rule in group {
            match out.last_mut() {
                Some(last) if (last.at - rule.at).abs() <= 1.5 && rule.from <= last.to + TOUCH && rule.from >= last.from => {
                    last.to = last.to.max(rule.to);
                }
                _ => out.push(rule),
            }
        }
        begin = end.max(begin + 1);
    }
    out.retain(|r| r.to - r.from >= least);
    out
}

/// Sets of lines that touch one another.
fn clusters(level: &[Rule], upright: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let mut parent: Vec<usize> = (0..level.len() + upright.len()).collect();
    for (i, h) in level.iter().enumerate() {
        for (j, v) in upright.iter().enumerate() {
            let meet = v.at >= h.from - TOUCH && v.at <= h.to + TOUCH && h.at >= v.from - TOUCH && h.at <= v.to + TOUCH;
            if meet {
                unite(&mut parent, i, level.len() + j);
            }
        }
    }
    let mut out: Vec<(usize, Vec<Rule>, Vec<Rule>)> = Vec::new();
    for index in 0..parent.len() {
        let root = root(&mut parent, index);
        let place = out.iter().position(|o| o.0 == root).unwrap_or_else(|| {
            out.push((root, Vec::new(), Vec::new()));
            out.len() - 1
        });
        let Some(set) = out.get_mut(place) else { continue };
        match (level.get(index), upright.get(index.wrapping_sub(level.len()))) {
            (Some(rule), _) => set.1.push(*rule),
            (None, Some(rule)) => set.2.push(*rule),
            (None, None) => {}
        }
    }
    out.into_iter().map(|(_, a, d)| (a, d)).collect()
}

/// The root of a set, with the path to it shortened.
fn root(parent: &mut [usize], mut index: usize) -> usize {
    while let Some(&up) = parent.get(index) {
        if up == index {
            break;
        }
        let above = parent.get(up).copied().unwrap_or(up);
        if let Some(slot) = parent.get_mut(index) {
            *slot = above;
        }
        index = above;
    }
    index
}

fn unite(parent: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(parent, a), root(parent, b));
    let (low, high) = (a.min(b), a.max(b));
    if let Some(slot) = parent.get_mut(high) {
        *slot = low;
    }
}

/// The distinct coordinates of some lines.
fn lines(values: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut sorted: Vec<f32> = values.collect();
    sorted.sort_by(f32::total_cmp);
    sorted.dedup_by(|a, b| *a - *b <= SAME_LINE);
    sorted
}

/// The table that touching lines draw.
fn grid(level: &[Rule], upright: &[Rule]) -> Option<Grid> {
    let xs = lines(upright.iter().map(|r| r.at));
    // A table cut by the page's end may lack its last horizontal line.
    let open = upright.iter().map(|r| r.to).fold(f32::MIN, f32::max);
    let mut ys = lines(level.iter().map(|r| r.at));
    if ys.last().is_some_and(|last| open > last + 3.0 * SAME_LINE) {
        ys.push(open);
    }
    let (across, down) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
    if across < 2 || down < 1 || across.checked_mul(down)? > MAX_FIELDS {
        return None;
    }
    let mut parent: Vec<usize> = (0..across * down).collect();
    for row in 0..down {
        for column in 0..across {
            let field = row * across + column;
            let (x0, x1) = (*xs.get(column)?, *xs.get(column + 1)?);
            let (y0, y1) = (*ys.get(row)?, *ys.get(row + 1)?);
            if column + 1 < across && !closed(upright, x1, y0, y1) {
                unite(&mut parent, field, field + 1);
            }
            if row + 1 < down && !closed(level, y1, x0, x1) {
                unite(&mut parent, field, field + across);
            }
        }
    }
    let cells = (0..parent.len()).map(|f| root(&mut parent, f)).collect();
    Some(Grid { xs, ys, cells })
}

/// True where lines at `at` cover enough of `from..to`.
fn closed(rules: &[Rule], at: f32, from: f32, to: f32) -> bool {
    let covered: f32 = rules.iter().filter(|r| (r.at - at).abs() <= SAME_LINE).map(|r| (r.to.min(to) - r.from.max(from)).max(0.0)).sum();
    covered >= CLOSED * (to - from)
}
