//! Columns: rows in, blocks in reading order out. Consecutive rows that leave one corridor
//! free are two columns: the letterhead, and the recipients [nơi nhận] beside the
//! signature. The left one is read first. Everything else stays row by row. Ruled tables
//! are not this file's matter.

use super::page::Page;
use super::rows::{Row, WIDE_GAP};

/// Rows nested in columns nested in columns: deeper is noise.
const MAX_DEPTH: u32 = 4;
/// Rows looked at for the first that has both columns.
const LOOK_AHEAD: usize = 5;
/// The narrowest corridor, in font sizes.
const CORRIDOR: f32 = 0.5;
/// The narrowest gap that a row inside a region may show in the corridor.
const TIGHT_GAP: f32 = 0.7;
/// A row of the left column this many font sizes below the region is no part of it.
const LEFT_DROP: f32 = 2.2;
/// Baselines closer than this (in font sizes) stand side by side, not one below the other.
const SIDE_BY_SIDE: f32 = 0.8;

/// What follows what on a page.
#[derive(Debug, Clone)]
pub(super) enum Block {
    /// A row of running text.
    Line(Row),
    /// The rows of one column.
    Column(Vec<Row>),
}

/// The strip that the text of a page, or of a column, fills.
#[derive(Debug, Clone, Copy)]
pub(super) struct Strip {
    x0: f32,
    x1: f32,
}

impl Strip {
    /// The strip that `rows` fill.
    pub(super) fn of(rows: &[Row]) -> Self {
        let x0 = rows.iter().map(|r| r.x0).fold(f32::MAX, f32::min);
        let x1 = rows.iter().map(|r| r.x1).fold(f32::MIN, f32::max);
        Self { x0, x1: x1.max(x0) }
    }

    fn width(self) -> f32 {
        (self.x1 - self.x0).max(1.0)
    }

    /// True where the row stands in the middle and leaves room on both sides.
    fn centres(self, row: &Row) -> bool {
        let middle = f32::midpoint(self.x0, self.x1);
        (f32::midpoint(row.x0, row.x1) - middle).abs() < 1.2 * row.size && row.x1 - row.x0 < 0.8 * self.width()
    }
}

/// Two columns side by side.
struct Region {
    end: usize,
    both: usize,
    left: Vec<Row>,
    right: Vec<Row>,
}

/// Which side of a corridor a row stands on.
enum Side {
    Left,
    Right,
    /// On both, with the corridor narrowed to the row's own gap.
    Both(f32, f32),
    Across,
}

/// Puts rows, sorted from top to bottom, into reading order.
pub(super) fn blocks(page: &Page, rows: Vec<Row>) -> Vec<Block> {
    let strip = Strip::of(&rows);
    let mut out = Vec::with_capacity(rows.len());
    arrange(page, rows, strip, 0, &mut out);
    out
}

fn arrange(page: &Page, rows: Vec<Row>, strip: Strip, depth: u32, out: &mut Vec<Block>) {
    let mut index = 0;
    let mut column: Vec<Row> = Vec::new();
    while index < rows.len() {
        if depth < MAX_DEPTH
            && let Some(region) = region(page, &rows, index, strip)
        {
            flush(&mut column, out);
            index = region.end;
            for side in [region.left, region.right] {
                let own = Strip::of(&side);
                arrange(page, side, own, depth + 1, out);
            }
            continue;
        }
        if let Some(row) = rows.get(index) {
            if depth == 0 {
                out.push(Block::Line(row.clone()));
            } else {
                column.push(row.clone());
            }
        }
        index += 1;
    }
    flush(&mut column, out);
}

fn flush(column: &mut Vec<Row>, out: &mut Vec<Block>) {
    if !column.is_empty() {
        out.push(Block::Column(std::mem::take(column)));
    }
}

/// The best region that begins with row `start`.
fn region(page: &Page, rows: &[Row], start: usize, strip: Strip) -> Option<Region> {
    let first = rows.get(start)?;
    if is_page_number(page, first) {
        return None;
    }
    let opens = !first.gaps(TIGHT_GAP).is_empty() || first.x0 > strip.x0 + 0.35 * strip.width() || !gaps(rows, start).is_empty();
    if !opens {
        return None;
    }
    let top = (start..rows.len().min(start + LOOK_AHEAD)).find(|&r| !gaps(rows, r).is_empty())?;
    gaps(rows, top).into_iter().filter_map(|gap| grow(page, rows, (start, top), gap, strip)).max_by_key(|r| (r.both, r.end))
}

/// The wide gaps of a row, also the one between it and a row beside it.
fn gaps(rows: &[Row], index: usize) -> Vec<(f32, f32)> {
    let Some(row) = rows.get(index) else { return Vec::new() };
    let mut gaps = row.gaps(WIDE_GAP);
    if let Some(next) = rows.get(index + 1)
        && let Some(gap) = beside(row, next)
    {
        gaps.push(gap);
    }
    gaps
}

/// The gap between two rows that stand side by side on slightly different baselines.
fn beside(a: &Row, b: &Row) -> Option<(f32, f32)> {
    let (left, right) = if a.x0 <= b.x0 { (a, b) } else { (b, a) };
    let close = (b.y - a.y).abs() < SIDE_BY_SIDE * a.size.min(b.size);
    (close && right.x0 - left.x1 >= WIDE_GAP * a.size).then_some((left.x1, right.x0))
}

/// Follows one corridor downwards from `range.0`; `range.1` is the row it was seen in.
fn grow(page: &Page, rows: &[Row], range: (usize, usize), gap: (f32, f32), strip: Strip) -> Option<Region> {
    let (start, top) = range;
    let mut corridor = gap;
    let mut region = Region { end: start, both: 0, left: Vec::new(), right: Vec::new() };
    for index in start..rows.len() {
        let row = rows.get(index)?;
        let above = index.checked_sub(1).and_then(|a| rows.get(a)).filter(|_| index > start);
        let stays = !is_page_number(page, row) && !opens_list(page, rows, index);
        let placed = if stays { side(row, corridor) } else { Side::Across };
        match placed {
            Side::Both(x0, x1) => {
                let (left, right) = row.cut(f32::midpoint(x0, x1));
                region.left.extend(left);
                region.right.extend(right);
                region.both += 1;
                corridor = (x0, x1);
            }
            Side::Left if index < top => return None,
            Side::Left if follows(row, above, index, top, strip) => {
                corridor.0 = corridor.0.max(row.x1);
                region.both += usize::from(above.is_some_and(|a| a.x0 > row.x1 && beside(a, row).is_some()));
                region.left.push(row.clone());
            }
            Side::Right if index <= top || !strip.centres(row) => {
                corridor.1 = corridor.1.min(row.x0);
                region.both += usize::from(above.is_some_and(|a| a.x1 < row.x0 && beside(a, row).is_some()));
                region.right.push(row.clone());
            }
            _ if index <= top => return None,
            _ => break,
        }
        region.end = index + 1;
    }
    holds(&region, corridor, strip).then_some(region)
}

/// True where a row of the left column still belongs to the region above it.
fn follows(row: &Row, above: Option<&Row>, index: usize, top: usize, strip: Strip) -> bool {
    index <= top || (!strip.centres(row) && above.is_none_or(|a| row.y - a.y <= LEFT_DROP * row.size.max(a.size)))
}

/// Where a row stands against the corridor.
fn side(row: &Row, corridor: (f32, f32)) -> Side {
    let least = CORRIDOR * row.size;
    let shared = row
        .gaps(TIGHT_GAP)
        .into_iter()
        .map(|(x0, x1)| (x0.max(corridor.0), x1.min(corridor.1)))
        .max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
    // A row that ends before the right column begins has only words set apart.
    let reaches = row.x0 < corridor.0 && row.x1 > corridor.1;
    if let Some((x0, x1)) = shared
        && x1 - x0 >= least
        && reaches
    {
        return Side::Both(x0, x1);
    }
    let left = row.x1 <= corridor.1 - least;
    let right = row.x0 >= corridor.0 + least;
    match (left, right) {
        (true, false) => Side::Left,
        (false, true) => Side::Right,
        _ => Side::Across,
    }
}

/// Whether what was followed is two columns and not chance gaps or list labels.
fn holds(region: &Region, corridor: (f32, f32), strip: Strip) -> bool {
    let (left, right) = (region.left.len(), region.right.len());
    let enough = region.both >= 2 || (region.both >= 1 && left.min(right) >= 2);
    if !enough || left == 0 || right == 0 {
        return false;
    }
    let middle = (f32::midpoint(corridor.0, corridor.1) - strip.x0) / strip.width();
    let own = Strip::of(&region.left);
    let labels = region.left.iter().map(Row::ink).max().unwrap_or(0) < 4;
    let size = region.left.first().map_or(12.0, |r| r.size);
    // Justified lines whose gaps lie below one another by chance reach both margins.
    let flush = |r: &Row| (r.x0 - strip.x0).abs() < 0.5 * size;
    let brim = |r: &Row| (r.x1 - strip.x1).abs() < 0.5 * size;
    let chance = region.both <= 3 && corridor.1 - corridor.0 < 2.5 * size && region.left.iter().all(flush) && region.right.iter().all(brim);
    (0.2..0.8).contains(&middle) && own.width() >= 0.12 * strip.width() && !labels && !chance
}

/// True where a label ends in a colon and a list begins to its right: "Kính gửi:" is
/// followed by its list, not set in a column against it.
fn opens_list(page: &Page, rows: &[Row], index: usize) -> bool {
    let Some(row) = rows.get(index) else { return false };
    let ink: Vec<_> = row.glyphs.iter().filter(|g| !g.blank).collect();
    let inside = ink.windows(2).any(|w| match w {
        [a, b] => b.x0 - a.x1 >= 0.4 * row.size && page.text(a).last() == Some(&':') && is_bullet(page.text(b)),
        _ => false,
    });
    let ends = ink.last().is_some_and(|g| page.text(g).last() == Some(&':'));
    let below = rows.get(index + 1).is_some_and(|next| {
        let bullet = next.glyphs.iter().find(|g| !g.blank).is_some_and(|g| is_bullet(page.text(g)));
        bullet && next.x0 >= row.x1 - 0.5 * row.size && next.x0 < row.x1 + 8.0 * row.size
    });
    inside || (ends && below)
}

fn is_bullet(text: &[char]) -> bool {
    matches!(text.first(), Some('-' | '–' | '+' | '•' | '▪' | '*' | '➢'))
}

/// True for a row that is nothing but a page number: "3", "- 3 -", "3/7".
pub(super) fn is_page_number(page: &Page, row: &Row) -> bool {
    let mut digits = 0;
    let mut others = 0;
    for c in row.glyphs.iter().filter(|g| !g.blank).flat_map(|g| page.text(g)) {
        match c {
            '0'..='9' => digits += 1,
            '-' | '–' | '/' | '|' | '.' => others += 1,
            _ => return false,
        }
    }
    (1..=6).contains(&digits) && others <= 3
}
