//! Rows: the glyphs of a page or of a table cell in, rows of glyphs that share a baseline
//! out, top to bottom, each sorted from left to right. Raised marks join the row they
//! belong to, stamped digits the row whose blanks they lie on.

use super::page::{Glyph, Page};
use std::cmp::Ordering;

/// Baselines this far apart (in font sizes) are still one row.
const SAME_ROW: f32 = 0.3;
/// A gap this wide (in font sizes) ends a piece of a row.
pub(super) const WIDE_GAP: f32 = 1.2;
/// Stamped digits this far apart (in font sizes) were stamped into different blanks.
const STAMP_GAP: f32 = 0.6;
/// A raised or lowered mark is at most this large against its row.
const MARK_SIZE: f32 = 0.8;

/// Glyphs on one baseline.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    /// Baseline of most of it.
    pub(super) y: f32,
    /// Font size of most of it.
    pub(super) size: f32,
    /// Left edge of its ink.
    pub(super) x0: f32,
    /// Right edge of its ink.
    pub(super) x1: f32,
    /// From left to right, blanks included.
    pub(super) glyphs: Vec<Glyph>,
}

impl Row {
    /// A row of these glyphs on that baseline; `None` where there is no ink.
    fn of(glyphs: Vec<Glyph>, y: f32, size: f32) -> Option<Self> {
        let ink = || glyphs.iter().filter(|g| !g.blank);
        let x0 = ink().map(|g| g.x0).min_by(f32::total_cmp)?;
        let x1 = ink().map(|g| g.x1).max_by(f32::total_cmp)?;
        Some(Self { y, size, x0, x1, glyphs })
    }

    /// Cuts at `x`: what lies left of it and what lies right of it.
    pub(super) fn cut(&self, x: f32) -> (Option<Self>, Option<Self>) {
        let (left, right): (Vec<Glyph>, Vec<Glyph>) = self.glyphs.iter().partition(|g| g.middle() < x);
        let own = |glyphs: Vec<Glyph>| {
            let (y, size) = main_line(&glyphs).unwrap_or((self.y, self.size));
            Self::of(glyphs, y, size)
        };
        (own(left), own(right))
    }

    /// The gaps between its ink that are at least `least` font sizes wide.
    pub(super) fn gaps(&self, least: f32) -> Vec<(f32, f32)> {
        let mut gaps = Vec::new();
        let mut end: Option<f32> = None;
        for glyph in self.glyphs.iter().filter(|g| !g.blank) {
            if let Some(x1) = end
                && glyph.x0 - x1 >= least * self.size
            {
                gaps.push((x1, glyph.x0));
            }
            end = Some(end.map_or(glyph.x1, |x1| x1.max(glyph.x1)));
        }
        gaps
    }

    /// How many glyphs with ink it has.
    pub(super) fn ink(&self) -> usize {
        self.glyphs.iter().filter(|g| !g.blank).count()
    }

    /// Upper edge of its letters.
    pub(super) fn top(&self) -> f32 {
        self.y - 0.75 * self.size
    }

    /// Lower edge of its letters.
    pub(super) fn bottom(&self) -> f32 {
        self.y + 0.22 * self.size
    }
}

/// A stretch of glyphs drawn one after the other on one baseline.
#[derive(Debug, Clone, Copy)]
struct Chunk {
    from: usize,
    to: usize,
    x0: f32,
    x1: f32,
    y: f32,
    size: f32,
    ink: usize,
    stamped: bool,
}

/// Sorts glyphs into rows.
pub(super) fn rows(page: &Page, glyphs: &[Glyph]) -> Vec<Row> {
    let all = chunks(glyphs);
    let mut groups = groups(all.iter().filter(|c| c.ink > 0 && !c.stamped));
    adopt_marks(&mut groups);
    let stamps: Vec<Row> =
        self::groups(all.iter().filter(|c| c.ink > 0 && c.stamped)).iter().filter_map(|g| row(page, glyphs, g)).flat_map(apart).collect();
    let blanks: Vec<&Chunk> = all.iter().filter(|c| c.ink == 0).collect();
    for blank in &blanks {
        if let Some(group) = groups.iter_mut().find(|g| g.first().is_some_and(|f| (f.y - blank.y).abs() <= SAME_ROW * blank.size)) {
            group.push(**blank);
        }
    }
    let mut rows: Vec<Row> = groups.iter().filter_map(|g| row(page, glyphs, g)).collect();
    for stamp in stamps {
        match host(&rows, &stamp) {
            Some(index) => {
                if let Some(row) = rows.get_mut(index) {
                    row.glyphs.extend(stamp.glyphs);
                    order(page, &mut row.glyphs);
                    row.x0 = row.x0.min(stamp.x0);
                    row.x1 = row.x1.max(stamp.x1);
                }
            }
            None => rows.push(stamp),
        }
    }
    rows.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
    rows
}

/// Splits the drawing order where the baseline, the size or the pen jumps.
fn chunks(glyphs: &[Glyph]) -> Vec<Chunk> {
    let mut out: Vec<Chunk> = Vec::new();
    let mut pen = 0.0_f32;
    for (index, glyph) in glyphs.iter().enumerate() {
        let ink = usize::from(!glyph.blank);
        if let Some(chunk) = out.last_mut()
            && (glyph.y - chunk.y).abs() <= 0.05 * glyph.size
            && (glyph.size - chunk.size).abs() <= 0.1 * glyph.size
            && glyph.stamped == chunk.stamped
            && (-0.5..WIDE_GAP).contains(&((glyph.x0 - pen) / glyph.size))
        {
            chunk.to = index + 1;
            if !glyph.blank {
                chunk.x0 = if chunk.ink == 0 { glyph.x0 } else { chunk.x0.min(glyph.x0) };
                chunk.x1 = if chunk.ink == 0 { glyph.x1 } else { chunk.x1.max(glyph.x1) };
            }
            chunk.ink += ink;
        } else {
            let Glyph { x0, x1, y, size, stamped, .. } = *glyph;
            out.push(Chunk { from: index, to: index + 1, x0, x1, y, size, ink, stamped });
        }
        pen = glyph.x1;
    }
    out
}

/// Groups chunks by baseline, top to bottom.
fn groups<'c>(chunks: impl Iterator<Item = &'c Chunk>) -> Vec<Vec<Chunk>> {
    let mut sorted: Vec<Chunk> = chunks.copied().collect();
    sorted.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.from.cmp(&b.from)));
    let mut out: Vec<Vec<Chunk>> = Vec::new();
    for chunk in sorted {
        match out.last_mut() {
            Some(group) if group.first().is_some_and(|f| chunk.y - f.y <= SAME_ROW * chunk.size.min(f.size)) => {
                group.push(chunk);
            }
            _ => out.push(vec![chunk]),
        }
    }
    out
}

/// Moves raised and lowered marks into the row they stand on.
fn adopt_marks(groups: &mut Vec<Vec<Chunk>>) {
    for index in 0..groups.len() {
        let marks = groups.get_mut(index).map(std::mem::take).unwrap_or_default();
        let mut stay = Vec::with_capacity(marks.len());
        for mark in marks {
            let near = [index.wrapping_sub(2), index.wrapping_sub(1), index + 1, index + 2];
            let host = near.into_iter().find(|&n| mark.ink <= 8 && groups.get(n).is_some_and(|g| g.iter().any(|h| stands_on(&mark, h))));
            match host.and_then(|n| groups.get_mut(n)) {
                Some(group) => group.push(mark),
                None => stay.push(mark),
            }
        }
        if let Some(group) = groups.get_mut(index) {
            // Earlier groups may have handed marks over already.
            stay.append(group);
            *group = stay;
        }
    }
    groups.retain(|g| !g.is_empty());
}

/// True where `mark` is small, off the baseline of `host` and next to it.
fn stands_on(mark: &Chunk, host: &Chunk) -> bool {
    let lift = (host.y - mark.y) / host.size;
    let beside = mark.x0 - host.x1;
    let before = host.x0 - mark.x1;
    let reach = -0.4 * host.size..0.6 * host.size;
    let inside = mark.x0 >= host.x0 && mark.x1 <= host.x1;
    mark.size <= MARK_SIZE * host.size && (-0.35..0.65).contains(&lift) && (reach.contains(&beside) || reach.contains(&before) || inside)
}

/// The glyphs of a group as a row.
fn row(page: &Page, glyphs: &[Glyph], group: &[Chunk]) -> Option<Row> {
    let main = group.iter().max_by(|a, b| a.ink.cmp(&b.ink).then(b.from.cmp(&a.from)))?;
    let mut own: Vec<Glyph> = Vec::new();
    for chunk in group {
        own.extend_from_slice(glyphs.get(chunk.from..chunk.to).unwrap_or_default());
    }
    order(page, &mut own);
    Row::of(own, main.y, main.size)
}

/// Baseline and size of the larger part of some glyphs.
fn main_line(glyphs: &[Glyph]) -> Option<(f32, f32)> {
    let mut sorted: Vec<&Glyph> = glyphs.iter().filter(|g| !g.blank).collect();
    sorted.sort_by(|a, b| a.size.total_cmp(&b.size));
    let middle = sorted.get(sorted.len() / 2)?;
    let y = sorted.iter().find(|g| g.size >= middle.size * 0.99).map_or(middle.y, |g| g.y);
    Some((y, middle.size))
}

/// Sorts by position and drops what is printed twice at one place to look bold.
fn order(page: &Page, glyphs: &mut Vec<Glyph>) {
    if !glyphs.is_sorted_by(|a, b| a.x0 <= b.x0) {
        glyphs.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    }
    let mut kept: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    for glyph in glyphs.iter() {
        let twin = kept.iter_mut().rev().take(4).find(|k| {
            !glyph.blank
                && (k.x0 - glyph.x0).abs() < 0.15 * glyph.size
                && (k.y - glyph.y).abs() < 0.15 * glyph.size
                && page.text(k) == page.text(glyph)
        });
        match twin {
            Some(twin) => twin.bold = true,
            None => kept.push(*glyph),
        }
    }
    *glyphs = kept;
}

/// One row for each piece of a stamped row: day and month are stamped apart.
fn apart(row: Row) -> Vec<Row> {
    let mut out = Vec::new();
    let mut rest = row;
    while let Some(&(x0, x1)) = rest.gaps(STAMP_GAP).first() {
        let (Some(left), Some(right)) = rest.cut(f32::midpoint(x0, x1)) else { break };
        out.push(left);
        rest = right;
    }
    out.push(rest);
    out
}

/// The row a stamp was meant for: on its blanks, between its words, or right behind it.
fn host(rows: &[Row], stamp: &Row) -> Option<usize> {
    let centre = stamp.y - 0.3 * stamp.size;
    let fits = |row: &&(usize, &Row)| {
        let row = row.1;
        centre > row.y - 0.95 * row.size && centre < row.y + 0.35 * row.size && has_room(row, stamp)
    };
    let near = |a: &(usize, &Row), b: &(usize, &Row)| -> Ordering { (a.1.y - stamp.y).abs().total_cmp(&(b.1.y - stamp.y).abs()) };
    let listed: Vec<(usize, &Row)> = rows.iter().enumerate().collect();
    listed.iter().filter(fits).min_by(|a, b| near(a, b)).map(|found| found.0)
}

/// True where the stamp covers no ink of the row and lies where the row left room.
fn has_room(row: &Row, stamp: &Row) -> bool {
    let slack = 0.35 * row.size;
    let covers = row.glyphs.iter().any(|g| !g.blank && g.middle() > stamp.x0 && g.middle() < stamp.x1);
    if covers {
        return false;
    }
    let blank: f32 = row.glyphs.iter().filter(|g| g.blank).map(|g| (g.x1.min(stamp.x1) - g.x0.max(stamp.x0)).max(0.0)).sum();
    let between = row.gaps(0.5).iter().any(|&(a, b)| a - slack <= stamp.x0 && stamp.x1 <= b + slack);
    let behind = (-slack..0.5 * row.size).contains(&(stamp.x0 - row.x1));
    blank >= 0.5 * (stamp.x1 - stamp.x0) || between || behind
}
