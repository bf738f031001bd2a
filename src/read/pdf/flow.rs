//! Flow: pages in, everything printed on them in reading order out: running text,
//! columns, tables that go on over pages, footnotes [chú thích], page numbers.

use super::columns::{self, Block, is_page_number};
use super::grid;
use super::page::{Glyph, Layer, Page, Rule};
use super::rows::{self, Row};
use super::tables::{self, Table};

/// Footnotes are at most this large against the text above them.
const NOTE_SIZE: f32 = 0.93;

/// One thing in reading order, with the index of the page it begins on.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    /// A row of running text.
    Line(Row),
    /// A page number.
    Number(Row),
    /// The rows of a column.
    Column(Vec<Row>),
    /// A ruled table.
    Table(Table),
    /// Footnotes.
    Notes(Vec<Row>),
    /// Rows that read in another direction than the page, with that layer's index.
    Turned(usize, Vec<Row>),
}

/// Orders all pages.
pub(super) fn flow(pages: &[Page]) -> Vec<(usize, Piece)> {
    let mut out: Vec<(usize, Piece)> = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let Some(main) = page.layers.first() else { continue };
        let begin = out.len();
        for piece in sheet(page, index, main) {
            place(pages, &mut out, begin, index, piece);
        }
        for (layer, turned) in page.layers.iter().enumerate().skip(1) {
            out.push((index, Piece::Turned(layer, rows::rows(page, &turned.glyphs))));
        }
    }
    out
}

/// Appends a piece; a table that goes on from the page before joins its beginning.
fn place(pages: &[Page], out: &mut Vec<(usize, Piece)>, begin: usize, index: usize, piece: Piece) {
    let Piece::Table(table) = piece else {
        out.push((index, piece));
        return;
    };
    let passed = |p: &(usize, Piece)| matches!(p.1, Piece::Number(_) | Piece::Notes(_));
    let leads = out.get(begin..).is_some_and(|own| own.iter().all(passed));
    let before = out.get_mut(..begin).and_then(|b| b.iter_mut().rev().find(|p| !passed(p)));
    match before {
        Some((_, Piece::Table(last))) if leads && last.continues_as(&table) => last.append(pages, table),
        _ => out.push((index, Piece::Table(table))),
    }
}

/// Orders one page.
fn sheet(page: &Page, index: usize, layer: &Layer) -> Vec<Piece> {
    let grids = grid::grids(&layer.level, &layer.upright);
    let mut inside: Vec<Vec<(usize, usize, Glyph)>> = vec![Vec::new(); grids.len()];
    let mut outside: Vec<Glyph> = Vec::with_capacity(layer.glyphs.len());
    for glyph in &layer.glyphs {
        let y = glyph.y - 0.3 * glyph.size;
        let found = grids.iter().enumerate().find_map(|(g, grid)| Some((g, grid.cell(glyph.middle(), y)?)));
        match found {
            Some((g, (row, column))) => {
                if let Some(own) = inside.get_mut(g) {
                    own.push((row, column, *glyph));
                }
            }
            None => outside.push(*glyph),
        }
    }
    let mut rows = rows::rows(page, &outside);
    let mut out = Vec::new();
    let numbers = page_numbers(page, &mut rows);
    if let Some(number) = numbers.0 {
        out.push(Piece::Number(number));
    }
    let notes = notes(page, &mut rows, layer);
    for (grid, glyphs) in grids.iter().zip(inside) {
        let below = rows.split_off(rows.partition_point(|r| r.y < grid.bottom()));
        out.extend(blocks(page, std::mem::replace(&mut rows, below)));
        out.extend(tables::table(page, index, grid, glyphs).map(Piece::Table));
    }
    out.extend(blocks(page, rows));
    if !notes.is_empty() {
        out.push(Piece::Notes(notes));
    }
    out.extend(numbers.1.map(Piece::Number));
    out
}

fn blocks(page: &Page, rows: Vec<Row>) -> impl Iterator<Item = Piece> {
    columns::blocks(page, rows).into_iter().map(|block| match block {
        Block::Line(row) => Piece::Line(row),
        Block::Column(rows) => Piece::Column(rows),
    })
}

/// Takes a page number off the top and off the bottom.
fn page_numbers(page: &Page, rows: &mut Vec<Row>) -> (Option<Row>, Option<Row>) {
    let first = rows.first().is_some_and(|r| is_page_number(page, r)).then(|| rows.remove(0));
    let last = if rows.last().is_some_and(|r| is_page_number(page, r)) { rows.pop() } else { None };
    (first, last)
}

/// Takes the footnotes off the bottom, and their marks out of the text above.
fn notes(page: &Page, rows: &mut Vec<Row>, layer: &Layer) -> Vec<Row> {
    let Some(body) = body_size(rows) else { return Vec::new() };
    let begin = layer.level.iter().filter_map(|rule| note_start(page, rows, layer, rule, body)).min();
    let Some(begin) = begin else { return Vec::new() };
    let notes = rows.split_off(begin);
    let marks: Vec<String> = notes.iter().filter_map(|n| mark(page, n)).collect();
    for row in rows.iter_mut() {
        drop_marks(page, row, &marks);
    }
    notes
}

/// The row right below `rule`, where the rule parts footnotes from the text.
fn note_start(page: &Page, rows: &[Row], layer: &Layer, rule: &Rule, body: f32) -> Option<usize> {
    let length = rule.to - rule.from;
    if !(30.0..0.5 * layer.width).contains(&length) || rule.at < 0.3 * layer.height {
        return None;
    }
    let begin = rows.partition_point(|r| r.y <= rule.at);
    let below = rows.get(begin..).filter(|b| !b.is_empty())?;
    let first = below.first()?;
    let above = rows.get(..begin)?.last()?;
    let small = below.iter().all(|r| r.size <= NOTE_SIZE * body);
    let left = (rule.from - first.x0).abs() < 4.0 * body;
    (small && left && above.y < rule.at && mark(page, first).is_some()).then_some(begin)
}

/// The size that most letters have.
fn body_size(rows: &[Row]) -> Option<f32> {
    let mut sizes: Vec<(f32, usize)> = rows.iter().map(|r| (r.size, r.ink())).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|s| s.1).sum::<usize>() / 2;
    let mut seen = 0;
    sizes.iter().find_map(|&(size, ink)| {
        seen += ink;
        (seen > half).then_some(size)
    })
}

/// The digits that a footnote begins with.
fn mark(page: &Page, row: &Row) -> Option<String> {
    let chars = row.glyphs.iter().filter(|g| !g.blank).flat_map(|g| page.text(g));
    let lead: String = chars.skip_while(|c| matches!(c, '(' | '[')).take_while(|c| c.is_ascii_digit()).collect();
    (1..=2).contains(&lead.len()).then_some(lead)
}

/// Drops raised digits that some footnote of this page begins with.
fn drop_marks(page: &Page, row: &mut Row, marks: &[String]) {
    let (y, size) = (row.y, row.size);
    let raised = |g: &Glyph| g.size <= 0.8 * size && g.y < y - 0.15 * size && !g.blank && !g.stamped;
    let mut index = 0;
    while index < row.glyphs.len() {
        let rest = row.glyphs.get(index..).unwrap_or_default();
        let count = rest.iter().take_while(|g| raised(g)).count();
        let text: String = rest.iter().take(count).flat_map(|g| page.text(g)).collect();
        let digits = text.trim_matches(['(', ')', '[', ']']);
        if count > 0 && index > 0 && marks.iter().any(|m| m == digits) {
            row.glyphs.drain(index..index + count);
        } else {
            index += count.max(1);
        }
    }
}
