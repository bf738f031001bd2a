//! Table [bảng]: rows and cells of an HTML table as they open and close in, the place of
//! each cell on the grid out. A cell over several rows pushes the cells below it aside.

use crate::read::Part;
use scraper::node::Element;

/// Wider spans than this are cut, as browsers do.
const WIDEST: u32 = 1000;
/// Cells over several rows that are kept in mind at once.
const MOST_HANGING: usize = 256;

/// A cell that reaches into the rows below.
#[derive(Debug, Clone, Copy)]
struct Hanging {
    column: u32,
    span: u32,
    rows_left: u32,
}

/// Where reading stands in one table.
#[derive(Debug)]
pub(super) struct Table {
    ordinal: u32,
    row: Option<u32>,
    column: u32,
    span: u32,
    in_cell: bool,
    hanging: Vec<Hanging>,
    /// Cells of this row that will hang into the next.
    begun: Vec<Hanging>,
}

impl Table {
    /// The table with this ordinal in the page.
    pub(super) const fn new(ordinal: u32) -> Self {
        Self { ordinal, row: None, column: 0, span: 1, in_cell: false, hanging: Vec::new(), begun: Vec::new() }
    }

    /// A row opens.
    pub(super) fn open_row(&mut self) {
        self.row = Some(self.row.map_or(0, |row| row.saturating_add(1)));
        self.column = 0;
        for cell in &mut self.hanging {
            cell.rows_left -= 1;
        }
        self.hanging.retain(|cell| cell.rows_left > 0);
        self.hanging.append(&mut self.begun);
        self.hanging.truncate(MOST_HANGING);
    }

    /// A cell opens.
    pub(super) fn open_cell(&mut self, element: &Element) {
        let span = |name: &str| element.attr(name).and_then(|v| v.trim().parse::<u32>().ok());
        self.span = span("colspan").unwrap_or(1).clamp(1, WIDEST);
        while let Some(above) = self.hanging.iter().find(|c| c.column <= self.column && self.column < c.column + c.span) {
            self.column = above.column + above.span;
        }
        // 0 reaches to the end of the table
        let rows = span("rowspan").map_or(1, |rows| if rows == 0 { u32::MAX } else { rows });
        if rows > 1 && self.begun.len() < MOST_HANGING {
            self.begun.push(Hanging { column: self.column, span: self.span, rows_left: rows - 1 });
        }
        self.in_cell = true;
    }

    /// The cell closes.
    pub(super) const fn close_cell(&mut self) {
        self.column = self.column.saturating_add(self.span);
        self.in_cell = false;
    }

    /// The open cell.
    pub(super) fn part(&self) -> Option<Part> {
        let row = self.row.filter(|_| self.in_cell)?;
        Some(Part::Cell { table: self.ordinal, row, column: self.column })
    }
}
