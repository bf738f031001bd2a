//! Table [bảng]: the rows and cells of one table as they open and close, in; the place of
//! each cell out. Columns are grid columns: a cell over two columns is counted as two.

use crate::read::Part;

/// Wider spans than this are nonsense.
const WIDEST: u32 = 1000;

/// Where reading stands in one table.
#[derive(Debug)]
pub(in crate::read) struct Table {
    ordinal: u32,
    /// The open row from 0, once one has opened.
    row: Option<u32>,
    column: u32,
    span: u32,
    in_cell: bool,
    /// The open cell only continues the one above or beside it.
    merged: bool,
    /// The open row is deleted by a tracked change.
    row_gone: bool,
}

impl Table {
    /// The table with this ordinal in the file.
    pub(in crate::read) const fn new(ordinal: u32) -> Self {
        Self { ordinal, row: None, column: 0, span: 1, in_cell: false, merged: false, row_gone: false }
    }

    /// A row opens.
    pub(in crate::read) fn open_row(&mut self) {
        self.row = Some(self.row.map_or(0, |row| row.saturating_add(1)));
        self.column = 0;
        self.row_gone = false;
    }

    /// The row leaves out this many columns at its front.
    pub(in crate::read) fn skip_columns(&mut self, columns: u32) {
        self.column = self.column.saturating_add(columns.min(WIDEST));
    }

    /// The row is deleted.
    pub(in crate::read) const fn drop_row(&mut self) {
        self.row_gone = true;
    }

    /// A cell opens.
    pub(in crate::read) const fn open_cell(&mut self) {
        self.in_cell = true;
        self.merged = false;
        self.span = 1;
    }

    /// The cell covers this many columns.
    pub(in crate::read) fn span_columns(&mut self, columns: u32) {
        self.span = columns.clamp(1, WIDEST);
    }

    /// The cell continues another.
    pub(in crate::read) const fn merge_cell(&mut self) {
        self.merged = true;
    }

    /// The cell closes.
    pub(in crate::read) const fn close_cell(&mut self) {
        self.column = self.column.saturating_add(self.span);
        self.in_cell = false;
        self.merged = false;
    }

    /// Nothing of the open cell is printed.
    pub(in crate::read) const fn is_silent(&self) -> bool {
        self.merged || self.row_gone
    }

    /// The open cell.
    pub(in crate::read) fn part(&self) -> Option<Part> {
        let row = self.row.filter(|_| self.in_cell)?;
        Some(Part::Cell { table: self.ordinal, row, column: self.column })
    }
}
