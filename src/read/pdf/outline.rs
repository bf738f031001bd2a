//! Outline: everything in reading order in, the lines of the [`Source`] out, each with
//! its place and what the layout says of it: whether it opens a paragraph, whether it is
//! centred. A paragraph goes on over the page.

use super::flow::{Piece, flow};
use super::page::{Layer, Page};
use super::rows::Row;
use super::tables::{Cell, Table};
use super::turn::Turn;
use super::words::{Words, words};
use crate::read::{Line, Opening, Part, Rect, Source};
use std::num::NonZeroU32;

/// Room on both sides (in font sizes) of what counts as centred.
const CENTRED_ROOM: f32 = 1.5;
/// How far (in font sizes) a line may stand from the margin and still begin at it.
const AT_MARGIN: f32 = 0.5;
/// Lines that may stick out of the margin.
const OUTLIERS: usize = 2;
/// A step this much larger than the usual one parts paragraphs for certain, or perhaps.
const PARTED: f32 = 1.45;
const PERHAPS_PARTED: f32 = 1.22;
/// What list entries begin with.
const BULLETS: [char; 6] = ['-', '–', '+', '•', '▪', '➢'];

/// Where the lines of a page or column usually begin and end.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Margins {
    left: f32,
    right: f32,
    /// Usual distance of baselines, 0 where unknown.
    leading: f32,
    /// Where first lines usually begin, if they are indented.
    indent: Option<f32>,
    /// The right margin is only the end of the longest line: a short name or heading may
    /// reach it, so that nothing is known to go on.
    loose: bool,
}

/// What the next line needs to know of the one before.
#[derive(Debug, Clone, Copy)]
struct Before {
    page: usize,
    x0: f32,
    x1: f32,
    y: f32,
    size: f32,
    /// Where the text begins after a list label.
    hang: Option<f32>,
    /// Where the text begins after a label that ends in a colon.
    colon: Option<f32>,
    /// Stands in the middle, however little room it leaves.
    even: bool,
    bold: bool,
    /// Its last character closes an item.
    closes: bool,
    centred: bool,
    opening: Opening,
}

/// Writes all pages into `source`.
pub(super) fn write(pages: &[Page], source: &mut Source) {
    let pieces = flow(pages);
    let mut writer = Writer { pages, source, tables: 0 };
    let whole = margins(body(&pieces, None));
    let own: Vec<Margins> = (0..pages.len())
        .map(|index| {
            let rows = body(&pieces, Some(index));
            if rows.len() < 4 { whole } else { margins(rows) }
        })
        .collect();
    let mut before = None;
    for (index, piece) in &pieces {
        let margins = own.get(*index).copied().unwrap_or(whole);
        match piece {
            Piece::Line(row) => before = writer.line(*index, row, &margins, before, Part::Body),
            Piece::Number(row) => {
                writer.line(*index, row, &margins, None, Part::Body);
            }
            Piece::Column(rows) => {
                writer.column(*index, rows);
                before = None;
            }
            Piece::Table(table) => {
                writer.table(table);
                before = None;
            }
            Piece::Notes(rows) => {
                writer.run(*index, rows, Part::Footnote, false);
            }
            Piece::Turned(layer, rows) => writer.turned(*index, *layer, rows),
        }
    }
}

/// The rows of running text, of one page or of all.
fn body(pieces: &[(usize, Piece)], page: Option<usize>) -> Vec<&Row> {
    let of = |p: &'_ &(usize, Piece)| page.is_none_or(|n| n == p.0);
    pieces.iter().filter(of).filter_map(|p| if let Piece::Line(row) = &p.1 { Some(row) } else { None }).collect()
}

struct Writer<'w> {
    pages: &'w [Page],
    source: &'w mut Source,
    tables: u32,
}

impl Writer<'_> {
    /// Writes one row as a line and says what the next needs to know.
    fn line(&mut self, index: usize, row: &Row, m: &Margins, before: Option<Before>, part: Part) -> Option<Before> {
        let page = self.pages.get(index)?;
        let words = words(page, row, |_| false);
        let centred = centred(row, m) && !words.text.starts_with(BULLETS);
        let mut opening = opening(index, row, &words, m, before, centred);
        if m.loose && opening == Opening::Continues {
            opening = Opening::Unknown;
        }
        let after = |at: Option<usize>| at.and_then(|chars| words.edges.get(chars).copied());
        let next = Before {
            page: index,
            x0: row.x0,
            x1: row.x1,
            y: row.y,
            size: row.size,
            hang: after(label(&words.text)),
            colon: after(words.text.find(": ").and_then(|b| words.text.get(..b)).map(|t| t.chars().count() + 2)),
            even: even(row, m),
            bold: words.bold,
            closes: words.text.ends_with([':', ';', '.']),
            centred,
            opening,
        };
        self.push(page, page.layers.first()?, row, words, part, opening, centred);
        Some(next)
    }

    /// Writes rows one below the other that have margins of their own.
    fn run(&mut self, index: usize, rows: &[Row], part: Part, loose: bool) {
        let margins = Margins { loose, ..margins(rows.iter().collect()) };
        let mut before = None;
        for row in rows {
            before = self.line(index, row, &margins, before, part);
        }
    }

    /// Writes a column. The lines of most are centred on one axis, those of a list are not.
    fn column(&mut self, index: usize, rows: &[Row]) {
        let axis = axis(rows);
        let Some(page) = self.pages.get(index) else { return };
        let Some(axis) = axis else {
            let listed = rows.iter().any(|r| words(page, r, |_| false).text.starts_with(BULLETS));
            return self.run(index, rows, Part::Body, !listed);
        };
        let Some(layer) = page.layers.first() else { return };
        for (ordinal, row) in rows.iter().enumerate() {
            let words = words(page, row, |_| false);
            let opening = if ordinal == 0 { Opening::Paragraph } else { Opening::Unknown };
            let on = (f32::midpoint(row.x0, row.x1) - axis).abs() < row.size;
            self.push(page, layer, row, words, Part::Body, opening, on);
        }
    }

    /// Writes a table row by row, cell by cell.
    fn table(&mut self, table: &Table) {
        let ordinal = self.tables;
        self.tables = self.tables.saturating_add(1);
        for (number, cells) in table.rows.iter().enumerate() {
            for cell in cells {
                let part = Part::Cell { table: ordinal, row: count(number), column: count(cell.column) };
                self.cell(table, cell, part);
            }
        }
    }

    fn cell(&mut self, table: &Table, cell: &Cell, part: Part) {
        let mut margins = margins(cell.lines.iter().map(|l| &l.row).collect());
        let same = table.rows.iter().flatten().filter(|c| c.column == cell.column).flat_map(|c| &c.lines);
        margins.right = same.map(|l| l.row.x1).fold(margins.right, f32::max);
        let mut before = None;
        for line in &cell.lines {
            before = self.line(line.page, &line.row, &margins, before, part);
        }
    }

    /// Writes text that reads in another direction than its page.
    fn turned(&mut self, index: usize, layer: usize, rows: &[Row]) {
        let Some(page) = self.pages.get(index) else { return };
        let Some(layer) = page.layers.get(layer) else { return };
        for row in rows {
            let words = words(page, row, |_| false);
            self.push(page, layer, row, words, Part::Body, Opening::Paragraph, false);
        }
    }

    /// Appends a line.
    #[expect(clippy::too_many_arguments, reason = "each is one attribute of the line")]
    fn push(&mut self, page: &Page, layer: &Layer, row: &Row, words: Words, part: Part, opening: Opening, centred: bool) {
        if words.text.is_empty() {
            return;
        }
        let line = Line {
            page: NonZeroU32::new(page.number),
            rect: Some(rect(row, layer)),
            edges: (layer.turn == Turn::None).then(|| words.edges.into_boxed_slice()),
            confidence: (!words.sure.is_empty()).then(|| words.sure.into_boxed_slice()),
            part,
            opening,
            bold: words.bold,
            centred,
            ..Line::default()
        };
        self.source.push(&words.text, line);
    }
}

/// An index as the record counts.
fn count(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// Where a row is printed on the page as it lies.
fn rect(row: &Row, layer: &Layer) -> Rect {
    let (x0, y0, x1, y1) = (row.x0, row.top(), row.x1, row.bottom());
    let (w, h) = (layer.width, layer.height);
    match layer.turn {
        Turn::None => Rect { x0, y0, x1, y1 },
        Turn::Over => Rect { x0: w - x1, y0: h - y1, x1: w - x0, y1: h - y0 },
        // The layer's width is the page's height.
        Turn::Right => Rect { x0: h - y1, y0: x0, x1: h - y0, y1: x1 },
        Turn::Left => Rect { x0: y0, y0: w - x1, x1: y1, y1: w - x0 },
    }
}

/// Where these rows usually begin and end.
fn margins(rows: Vec<&Row>) -> Margins {
    let widest = rows.iter().map(|r| r.x1 - r.x0).fold(0.0, f32::max);
    let mut begins: Vec<f32> = rows.iter().filter(|r| r.x1 - r.x0 >= 0.5 * widest).map(|r| r.x0).collect();
    let mut ends: Vec<f32> = rows.iter().map(|r| r.x1).collect();
    begins.sort_by(f32::total_cmp);
    ends.sort_by(|a, b| b.total_cmp(a));
    let left = pair(&begins);
    let right = pair(&ends);
    let mut steps: Vec<f32> = rows
        .windows(2)
        .filter_map(|w| match w {
            [a, b] => Some((b.y - a.y, a.size.max(b.size))),
            _ => None,
        })
        .filter(|(step, size)| (0.8 * size..2.4 * size).contains(step))
        .map(|s| s.0)
        .collect();
    steps.sort_by(f32::total_cmp);
    let leading = steps.get(steps.len() / 4).copied().unwrap_or(0.0);
    let size = rows.first().map_or(12.0, |r| r.size);
    let mut deep: Vec<f32> = rows.iter().map(|r| r.x0).filter(|x| *x > left + AT_MARGIN * size).collect();
    deep.sort_by(f32::total_cmp);
    let indent = deep.iter().copied().max_by_key(|x| deep.iter().filter(|o| (*o - x).abs() < 1.5).count());
    Margins { left, right, leading, loose: false, indent: indent.filter(|x| deep.iter().filter(|o| (*o - x).abs() < 1.5).count() >= 2) }
}

/// The first of some sorted values that another one confirms, a few outliers passed over.
fn pair(sorted: &[f32]) -> f32 {
    let confirmed = sorted.windows(2).take(OUTLIERS + 1).find_map(|w| match w {
        [a, b] if (a - b).abs() <= 3.0 => Some(*a),
        _ => None,
    });
    confirmed.or_else(|| sorted.first().copied()).unwrap_or(0.0)
}

/// True where a row stands in the middle between the margins, or against the right one.
fn centred(row: &Row, m: &Margins) -> bool {
    let (left, right) = (row.x0 - m.left, m.right - row.x1);
    let room = CENTRED_ROOM * row.size;
    let indented = m.indent.is_some_and(|x| (row.x0 - x).abs() < 1.5);
    let middle = left > room && right > room && (left - right).abs() < 1.2 * row.size;
    let aligned = right.abs() < 0.6 * row.size && left > 0.35 * (m.right - m.left);
    (middle && !indented) || aligned
}

/// True where a row leaves the same room on both sides, and some.
fn even(row: &Row, m: &Margins) -> bool {
    let (left, right) = (row.x0 - m.left, m.right - row.x1);
    left > 0.4 * row.size && (left - right).abs() < 1.2 * row.size
}

/// The axis that most rows of a column are centred on: their middles lie closer together
/// than their left edges.
fn axis(rows: &[Row]) -> Option<f32> {
    let (begin, loose) = middle(rows.iter().map(|r| r.x0))?;
    let (axis, tight) = middle(rows.iter().map(|r| f32::midpoint(r.x0, r.x1)))?;
    let size = rows.first()?.size;
    let on = rows.iter().filter(|r| (f32::midpoint(r.x0, r.x1) - axis).abs() < size).count();
    let off = rows.iter().filter(|r| (r.x0 - begin).abs() > 1.0).count();
    (on * 5 >= rows.len() * 3 && off > 0 && tight < 0.5 * loose).then_some(axis)
}

/// The middle value and the sum of distances from it.
fn middle(values: impl Iterator<Item = f32>) -> Option<(f32, f32)> {
    let mut sorted: Vec<f32> = values.collect();
    sorted.sort_by(f32::total_cmp);
    let middle = *sorted.get(sorted.len() / 2)?;
    Some((middle, sorted.iter().map(|v| (v - middle).abs()).sum()))
}

/// What the layout says of a line.
fn opening(page: usize, row: &Row, words: &Words, m: &Margins, before: Option<Before>, centred: bool) -> Opening {
    let Some(b) = before else { return Opening::Paragraph };
    let same = b.page == page;
    if centred || b.centred {
        let near = same && row.y - b.y < 1.8 * row.size && (row.size - b.size).abs() < 0.6;
        let title = b.centred || (b.even && b.bold == words.bold);
        return if centred && title && near { Opening::Unknown } else { Opening::Paragraph };
    }
    let leading = if m.leading > 0.0 { m.leading } else { 1.3 * row.size };
    let step = if same { (row.y - b.y) / leading } else { 1.0 };
    if !(0.0..=PARTED).contains(&step) {
        return Opening::Paragraph;
    }
    let labelled = label(&words.text).is_some();
    let near = |x: f32| (row.x0 - x).abs() < AT_MARGIN * row.size;
    if b.colon.is_some_and(near) && !labelled && !near(b.x0) {
        return Opening::Continues;
    }
    let first = words.text.chars().position(|c| c == ' ').and_then(|c| words.edges.get(c)).map_or(row.x1, |x| *x);
    let needed = b.x1 + 0.25 * row.size + (first - row.x0);
    if needed <= m.right + 0.1 * row.size {
        // The line before had room for this line's first word.
        return Opening::Paragraph;
    }
    if row.x0 <= m.left + AT_MARGIN * row.size {
        return match (labelled, near(b.x0)) {
            _ if step > PERHAPS_PARTED => Opening::Unknown,
            (true, true) if b.hang.is_some() || b.closes => Opening::Paragraph,
            (true, _) => Opening::Unknown,
            (false, _) => Opening::Continues,
        };
    }
    if b.hang.is_some_and(near) && !labelled {
        return Opening::Continues;
    }
    if near(b.x0) {
        let goes_on = b.opening == Opening::Continues && !labelled;
        return if goes_on { Opening::Continues } else { Opening::Paragraph };
    }
    if row.x0 > b.x0 {
        Opening::Paragraph
    } else if b.opening == Opening::Paragraph && !labelled {
        Opening::Continues
    } else {
        Opening::Unknown
    }
}

/// How many characters a list label and its space take: "- ", "1. ", "a) ", "(2) ",
/// "II. ", "1.2. "; `None` where the line begins with none.
fn label(text: &str) -> Option<usize> {
    let (head, _) = text.split_once(' ')?;
    let count = head.chars().count();
    let inner = head.trim_start_matches('(').trim_end_matches(['.', ')', '/', ':']);
    let closed = head.ends_with(['.', ')', '/']);
    let bullet = matches!(head, "-" | "–" | "+" | "•" | "*" | "▪" | "➢" | "✓" | "o");
    let number = !inner.is_empty()
        && inner.len() <= 8
        && inner.split('.').all(|n| (1..=2).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()));
    let roman = !inner.is_empty() && inner.len() <= 5 && inner.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let letter = inner.chars().count() == 1 && inner.chars().all(char::is_alphabetic);
    (bullet || (closed && (number || roman || letter))).then_some(count + 1)
}

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn labels_are_seen_and_words_are_not() {
        for (text, want) in [
            ("- Như trên;", Some(2)),
            ("1. Mục đích", Some(3)),
            ("2.1. Việc tiếp nhận", Some(5)),
            ("a) Rà soát", Some(3)),
            ("(3) Báo cáo", Some(4)),
            ("II. NỘI DUNG", Some(4)),
            ("2024. Các đơn vị", None),
            ("Về việc", None),
            ("và các", None),
            ("15", None),
        ] {
            assert_eq!(label(text), want, "{text}");
        }
    }
}
