//! Look [định dạng]: property changes applied, to characters and to paragraphs.

use super::bytes::{i16_at, size_at, u8_at, u16_at};
use super::sprm::{Sprms, code};

/// The look of characters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Characters {
    /// Number of the font.
    pub(super) font: Option<usize>,
    pub(super) bold: bool,
    pub(super) capitals: bool,
    pub(super) hidden: bool,
    /// Deleted by a tracked change.
    pub(super) deleted: bool,
    /// Font and code of an inserted symbol.
    pub(super) symbol: Option<(usize, u32)>,
}

impl Characters {
    /// Applies changes; `style` is the look that on-off changes may refer to, `styled` gives
    /// the look of a character style over a look.
    pub(super) fn apply(&mut self, changes: &[u8], style: Self, styled: &impl Fn(usize, Self) -> Self) {
        for (sprm, operand) in Sprms(changes) {
            let toggled = |of_style: bool| match u8_at(operand, 0) {
                Some(0) => false,
                Some(0x80) => of_style,
                Some(0x81) => !of_style,
                _ => true,
            };
            match sprm {
                code::C_DELETED => self.deleted = toggled(false),
                code::C_BOLD => self.bold = toggled(style.bold),
                code::C_CAPS => self.capitals = toggled(style.capitals),
                code::C_VANISH => self.hidden = toggled(style.hidden),
                code::C_FONT => self.font = size_at(operand, 0),
                code::C_SYMBOL => self.symbol = size_at(operand, 0).zip(u16_at(operand, 2).map(u32::from)),
                code::C_STYLE => *self = styled(size_at(operand, 0).unwrap_or_default(), *self),
                code::C_PLAIN => *self = Self { deleted: self.deleted, ..style },
                _ => {}
            }
        }
    }
}

/// The look of a paragraph and its place in lists and tables.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Paragraphs {
    pub(super) style: usize,
    /// Centred or right-aligned.
    pub(super) centred: bool,
    pub(super) in_table: bool,
    /// The closing mark of a row.
    pub(super) row_end: bool,
    /// The last paragraph of a cell of a nested table, and the mark of its row.
    pub(super) inner_cell: bool,
    pub(super) inner_row_end: bool,
    depth: Option<usize>,
    pub(super) level: u32,
    /// Number of its list; 0 is none.
    pub(super) list: usize,
    /// Left edges of the cells of the row that ends.
    pub(super) edges: Vec<i32>,
}

impl Paragraphs {
    /// How many tables it stands in.
    pub(super) fn depth(&self) -> usize {
        let depth = self.depth.filter(|d| *d > 0).unwrap_or(usize::from(self.in_table));
        if self.in_table { depth } else { 0 }
    }

    /// Applies changes; those of `data` are kept in another stream.
    pub(super) fn apply(&mut self, changes: &[u8], data: &[u8]) {
        for (sprm, operand) in Sprms(changes) {
            if matches!(sprm, code::P_ELSEWHERE | code::P_ELSEWHERE_OLD) {
                let elsewhere = super::bytes::place_at(operand, 0).and_then(|at| {
                    let size = size_at(data, at)?;
                    super::bytes::slice(data, at + 2, size)
                });
                // once only: what stands elsewhere sends no further
                Sprms(elsewhere.unwrap_or(&[])).for_each(|(sprm, operand)| self.change(sprm, operand));
            } else {
                self.change(sprm, operand);
            }
        }
    }

    fn change(&mut self, sprm: u16, operand: &[u8]) {
        let on = || u8_at(operand, 0).is_some_and(|v| v != 0);
        match sprm {
            code::P_ALIGN | code::P_ALIGN_OLD => self.centred = matches!(u8_at(operand, 0), Some(1 | 2)),
            code::P_IN_TABLE => self.in_table = on(),
            code::P_ROW_END => self.row_end = on(),
            code::P_INNER_CELL => self.inner_cell = on(),
            code::P_INNER_ROW_END => self.inner_row_end = on(),
            code::P_DEPTH => self.depth = super::bytes::place_at(operand, 0),
            code::P_LEVEL => self.level = u8_at(operand, 0).map_or(self.level, u32::from),
            code::P_LIST => self.list = size_at(operand, 0).unwrap_or_default(),
            code::P_STYLE => self.style = size_at(operand, 0).unwrap_or_default(),
            code::T_TABLE => self.edges = edges(operand),
            _ => {}
        }
    }
}

/// The left edges of a row's cells: a count, then one edge more than cells.
fn edges(operand: &[u8]) -> Vec<i32> {
    let count = u8_at(operand, 0).map_or(0, usize::from);
    (0..count).map_while(|index| i16_at(operand, 1 + index * 2).map(i32::from)).collect()
}
