//! Grid [lưới bảng]: cells and rows as they end, in; the table, row and column of each cell
//! out, for formats that write tables as paragraphs with marks (doc, rtf, Markdown).
//!
//! Columns are grid columns where the rows say where their cells stand: a cell over two
//! columns counts as two. Rows that say nothing are counted cell by cell.

use super::Part;
use std::collections::BTreeMap;

/// Edges nearer than this (twentieths of a point) are one: rows are seldom drawn exactly.
const SAME_EDGE: i32 = 45;
/// Deeper nesting is taken as this deep.
const DEEPEST: usize = 32;

/// One open table.
#[derive(Debug)]
struct Open {
    ordinal: u32,
    row: u32,
    column: u32,
}

/// The tables of one text.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    open: Vec<Open>,
    seen: u32,
    /// Left edges of the cells of a (table, row).
    edges: BTreeMap<(u32, u32), Vec<i32>>,
}

impl Grid {
    /// The place of a paragraph that stands `depth` tables deep; 0 is outside all tables.
    pub(crate) fn place(&mut self, depth: usize) -> Part {
        let depth = depth.min(DEEPEST);
        self.open.truncate(depth);
        while self.open.len() < depth {
            self.open.push(Open { ordinal: self.seen, row: 0, column: 0 });
            self.seen = self.seen.saturating_add(1);
        }
        let cell = |t: &Open| Part::Cell { table: t.ordinal, row: t.row, column: t.column };
        self.open.last().map_or(Part::Body, cell)
    }

    /// The cell of the innermost table ends.
    pub(crate) fn end_cell(&mut self) {
        if let Some(table) = self.open.last_mut() {
            table.column = table.column.saturating_add(1);
        }
    }

    /// Its row ends; `edges` are the left edges of the row's cells, if they are known.
    pub(crate) fn end_row(&mut self, edges: Vec<i32>) {
        let Some(table) = self.open.last_mut() else { return };
        if table.column > 0 && !edges.is_empty() {
            self.edges.insert((table.ordinal, table.row), edges);
        }
        if table.column > 0 {
            table.row = table.row.saturating_add(1);
        }
        table.column = 0;
    }

    /// Once all is read: the column of each cell in the grid of its table.
    pub(crate) fn settle(self) -> Settled {
        let mut lines: BTreeMap<u32, Vec<i32>> = BTreeMap::new();
        for ((table, _), edges) in &self.edges {
            lines.entry(*table).or_default().extend(edges);
        }
        for edges in lines.values_mut() {
            edges.sort_unstable();
            edges.dedup_by(|next, kept| next.saturating_sub(*kept) < SAME_EDGE);
        }
        Settled { lines, edges: self.edges }
    }
}

/// The grids of all tables.
#[derive(Debug)]
pub(crate) struct Settled {
    lines: BTreeMap<u32, Vec<i32>>,
    edges: BTreeMap<(u32, u32), Vec<i32>>,
}

impl Settled {
    /// The place in the grid of a cell that was counted.
    pub(crate) fn part(&self, counted: Part) -> Part {
        let Part::Cell { table, row, column } = counted else { return counted };
        let edge = usize::try_from(column).ok().and_then(|c| self.edges.get(&(table, row))?.get(c));
        let column = edge.and_then(|edge| self.column(table, *edge)).unwrap_or(column);
        Part::Cell { table, row, column }
    }

    fn column(&self, table: u32, edge: i32) -> Option<u32> {
        let lines = self.lines.get(&table)?;
        u32::try_from(lines.partition_point(|line| *line <= edge).checked_sub(1)?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_those_of_the_whole_table() {
        let mut grid = Grid::default();
        let mut places = Vec::new();
        for edges in [vec![0, 1000, 2000], vec![10, 2010], vec![]] {
            for _ in 0..edges.len().max(2) {
                places.push(grid.place(1));
                grid.end_cell();
            }
            grid.end_row(edges);
        }
        assert_eq!(grid.place(0), Part::Body);
        let settled = grid.settle();
        let cells: Vec<(u32, u32)> = places
            .into_iter()
            .filter_map(|p| match settled.part(p) {
                Part::Cell { row, column, .. } => Some((row, column)),
                _ => None,
            })
            .collect();
        assert_eq!(cells, [(0, 0), (0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1)]);
    }

    #[test]
    fn nested_tables_are_tables_of_their_own() {
        let mut grid = Grid::default();
        let cell = |table, row, column| Part::Cell { table, row, column };
        assert_eq!(grid.place(1), cell(0, 0, 0));
        assert_eq!(grid.place(2), cell(1, 0, 0));
        grid.end_cell();
        grid.end_row(Vec::new());
        assert_eq!(grid.place(1), cell(0, 0, 0));
        grid.end_cell();
        assert_eq!(grid.place(1), cell(0, 0, 1));
    }
}
