//! Tables: the glyphs inside a ruled grid in, rows of cells out. A table that goes on
//! over the page is joined: a row cut by the page's end becomes one row again, and the
//! head repeated at the top of each page is left out.

use super::grid::Grid;
use super::page::{Glyph, Page};
use super::rows::{self, Row};

/// Lines of two pages' tables this close are the same column.
const SAME_COLUMN: f32 = 4.0;

/// One printed line of a cell, with the page (an index) it stands on.
#[derive(Debug, Clone)]
pub(super) struct CellRow {
    /// Index of the page.
    pub(super) page: usize,
    /// The line.
    pub(super) row: Row,
}

/// A cell.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    /// Its column, counted from 0.
    pub(super) column: usize,
    /// Its lines.
    pub(super) lines: Vec<CellRow>,
}

/// A table.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// Its vertical lines.
    xs: Vec<f32>,
    /// Its cells, row by row; cells without text are left out.
    pub(super) rows: Vec<Vec<Cell>>,
}

/// Reads the glyphs of one grid. `glyphs` come with the row and column of their cell.
pub(super) fn table(page: &Page, index: usize, grid: &Grid, glyphs: Vec<(usize, usize, Glyph)>) -> Option<Table> {
    let mut sorted = glyphs;
    // Stable: the drawing order inside a cell is what rows are made of.
    sorted.sort_by_key(|g| (g.0, g.1));
    let mut out: Vec<Vec<Cell>> = Vec::new();
    let mut last_row = None;
    let mut rest = sorted.as_slice();
    while let Some(&(row, column, _)) = rest.first() {
        let count = rest.partition_point(|g| (g.0, g.1) <= (row, column));
        let (own, after) = rest.split_at(count);
        rest = after;
        let own: Vec<Glyph> = own.iter().map(|g| g.2).collect();
        let lines: Vec<CellRow> = rows::rows(page, &own).into_iter().map(|row| CellRow { page: index, row }).collect();
        if lines.is_empty() {
            continue;
        }
        if last_row != Some(row) {
            out.push(Vec::new());
            last_row = Some(row);
        }
        if let Some(cells) = out.last_mut() {
            cells.push(Cell { column, lines });
        }
    }
    (!out.is_empty()).then(|| Table { xs: grid.xs.clone(), rows: out })
}

impl Table {
    /// True where `other` has the same columns.
    pub(super) fn continues_as(&self, other: &Self) -> bool {
        self.xs.len() == other.xs.len() && self.xs.iter().zip(&other.xs).all(|(a, b)| (a - b).abs() <= SAME_COLUMN)
    }

    /// Appends the same table's part on the next page.
    pub(super) fn append(&mut self, pages: &[Page], mut next: Self) {
        if let (Some(head), Some(again)) = (self.rows.first(), next.rows.first())
            && letters(pages, head) == letters(pages, again)
        {
            next.rows.remove(0);
        }
        let mut incoming = next.rows.into_iter();
        if let Some(first) = incoming.next() {
            match self.rows.last_mut() {
                // The first column (the running number) is printed once for each row.
                Some(last) if cut(last, &first) => join(last, first),
                _ => self.rows.push(first),
            }
        }
        self.rows.extend(incoming);
    }
}

/// True where `next` has no first cell though the rows have one: it goes on from above.
fn cut(last: &[Cell], next: &[Cell]) -> bool {
    let begins = |cells: &[Cell]| cells.first().map(|c| c.column);
    begins(last) == Some(0) && begins(next).is_some_and(|c| c > 0)
}

fn join(last: &mut Vec<Cell>, next: Vec<Cell>) {
    for cell in next {
        match last.iter_mut().find(|c| c.column == cell.column) {
            Some(own) => own.lines.extend(cell.lines),
            None => last.push(cell),
        }
    }
    last.sort_by_key(|c| c.column);
}

/// The letters of a row of cells, to compare heads.
fn letters(pages: &[Page], cells: &[Cell]) -> Vec<(usize, String)> {
    let text = |line: &CellRow| -> String {
        let ink = line.row.glyphs.iter().filter(|g| !g.blank);
        pages.get(line.page).map(|p| ink.flat_map(|g| p.text(g)).collect()).unwrap_or_default()
    };
    cells.iter().map(|c| (c.column, c.lines.iter().map(text).collect())).collect()
}
