//! Strokes [nét chữ]: a part of a picture in, what hangs together in it out, each piece
//! with its holes and whether it is one upright stroke. Which figure it is, the recogniser
//! says; its form can only agree or contradict.

use super::picture::{Picture, float};

/// Ink is darker than this.
const INK: u8 = 150;
/// White inside a stroke of fewer pixels is a speck.
const HOLE: usize = 4;
/// White less high than this share of the stroke is where the pen turned: no loop.
const LOOP: f32 = 0.12;

/// A part of a picture, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    /// Left edge.
    pub(super) x0: usize,
    /// Upper edge.
    pub(super) y0: usize,
    /// One past the right edge.
    pub(super) x1: usize,
    /// One past the lower edge.
    pub(super) y1: usize,
}

/// White that a stroke closes in; places as shares of the stroke's height.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Hole {
    middle: f32,
    height: f32,
    /// First and last column, in pixels from the stroke's left edge.
    columns: (usize, usize),
}

/// One piece of ink.
#[derive(Debug, Clone)]
pub(super) struct Stroke {
    /// Where it is.
    pub(super) area: Area,
    /// Row by row: ink or not.
    ink: Vec<bool>,
    holes: Vec<Hole>,
}

/// The pieces of ink in an area, from left to right.
pub(super) fn strokes(picture: &Picture, area: Area) -> Vec<Stroke> {
    let (width, height) = (area.x1.saturating_sub(area.x0), area.y1.saturating_sub(area.y0));
    let dark = |x: usize, y: usize| {
        let at = (area.y0 + y) * picture.width + area.x0 + x;
        area.x0 + x < picture.width && picture.pixels.get(at).is_some_and(|p| *p < INK)
    };
    let mut free: Vec<bool> = (0..width * height).map(|i| dark(i % width.max(1), i / width.max(1))).collect();
    let mut out: Vec<Stroke> = Vec::new();
    for from in 0..free.len() {
        if free.get(from) == Some(&true) {
            let points = flood(&mut free, width, from, true);
            out.extend(stroke(&points, area));
        }
    }
    out.sort_by_key(|s| (s.area.x0, s.area.y0));
    out
}

/// All that hangs together with `from`, taken out of `free`; corners count where asked.
fn flood(free: &mut [bool], width: usize, from: usize, corners: bool) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open = vec![(from % width, from / width)];
    if let Some(f) = free.get_mut(from) {
        *f = false;
    }
    while let Some((x, y)) = open.pop() {
        found.push((x, y));
        for (dx, dy) in [(0, 1), (1, 0), (1, 2), (2, 1), (0, 0), (2, 2), (0, 2), (2, 0)].into_iter().take(if corners { 8 } else { 4 }) {
            let (Some(nx), Some(ny)) = ((x + dx).checked_sub(1), (y + dy).checked_sub(1)) else { continue };
            if let Some(f) = free.get_mut(ny * width + nx).filter(|f| **f && nx < width) {
                *f = false;
                open.push((nx, ny));
            }
        }
    }
    found
}

fn stroke(points: &[(usize, usize)], area: Area) -> Option<Stroke> {
    let (x0, x1) = (points.iter().map(|p| p.0).min()?, points.iter().map(|p| p.0).max()? + 1);
    let (y0, y1) = (points.iter().map(|p| p.1).min()?, points.iter().map(|p| p.1).max()? + 1);
    let (width, height) = (x1 - x0, y1 - y0);
    let mut ink = vec![false; width * height];
    for (x, y) in points {
        if let Some(i) = ink.get_mut((y - y0) * width + x - x0) {
            *i = true;
        }
    }
    let holes = holes(&ink, width, height);
    let own = Area { x0: area.x0 + x0, y0: area.y0 + y0, x1: area.x0 + x1, y1: area.y0 + y1 };
    Some(Stroke { area: own, ink, holes })
}

/// White that the ink closes in.
fn holes(ink: &[bool], width: usize, height: usize) -> Vec<Hole> {
    let mut white: Vec<bool> = ink.iter().map(|i| !i).collect();
    let mut out = Vec::new();
    for from in 0..white.len() {
        if white.get(from) != Some(&true) {
            continue;
        }
        let points = flood(&mut white, width, from, false);
        let outside = points.iter().any(|&(x, y)| x == 0 || y == 0 || x + 1 == width || y + 1 == height);
        if outside || points.len() < HOLE {
            continue;
        }
        let (top, bottom) = points.iter().fold((height, 0), |(a, b), p| (a.min(p.1), b.max(p.1)));
        let columns = points.iter().fold((width, 0), |(a, b), p| (a.min(p.0), b.max(p.0)));
        let sum: usize = points.iter().map(|p| p.1).sum();
        let all = float(height).max(1.0);
        out.push(Hole { middle: float(sum) / float(points.len()) / all, height: float(bottom + 1 - top) / all, columns });
    }
    out
}

/// The longest piece of ink in a row.
fn longest(row: &[bool]) -> usize {
    row.split(|i| !i).map(<[bool]>::len).max().unwrap_or(0)
}

/// The white between two pieces of ink in a row; nothing where there are more or fewer.
fn gap(row: &[bool]) -> Option<usize> {
    let first = row.iter().position(|i| *i)?;
    let last = row.iter().rposition(|i| *i)?;
    let inner = row.get(first..=last)?;
    let white = inner.iter().filter(|i| !**i).count();
    let turns = inner.windows(2).filter(|w| w.first() != w.last()).count();
    (turns == 2 && white >= 2).then_some(white)
}

impl Stroke {
    /// Pixels from left to right.
    pub(super) fn width(&self) -> usize {
        self.area.x1 - self.area.x0
    }

    /// Pixels from top to bottom.
    pub(super) fn height(&self) -> usize {
        self.area.y1 - self.area.y0
    }

    /// Closed loops.
    pub(super) fn loops(&self) -> usize {
        self.holes.len()
    }

    /// True where a figure of this form may be `digit`.
    pub(super) fn may_be(&self, digit: char) -> bool {
        let loops: Vec<Hole> = self.holes.iter().copied().filter(|h| h.height >= LOOP).collect();
        match (loops.as_slice(), digit) {
            ([], '6' | '8' | '9' | '0') => false,
            ([], '4') => (self.is_open_above() || self.has_bar()) && !self.has_foot(),
            ([], '7') => !self.has_foot(),
            ([], '1') => !self.is_open_above() && !self.has_bar(),
            ([], _) => true,
            ([one], '0') => one.height >= 0.5,
            ([one], '6') => one.middle >= 0.55 && one.height < 0.6,
            ([one], '9') => one.middle <= 0.45 && one.height < 0.6,
            ([one], '4') => (0.25..=0.66).contains(&one.middle) && one.height < 0.6,
            // A loop in the foot or the head of a written 2.
            ([one], '2') => (one.middle >= 0.7 || one.middle <= 0.22) && one.height < 0.3,
            ([_, _], '2') => self.is_looped_two(),
            ([a, b], '8') => a.middle.min(b.middle) < 0.45 && a.middle.max(b.middle) > 0.55 && a.height + b.height >= 0.4,
            _ => false,
        }
    }

    /// Small loops in head and foot, and a foot that runs out to the right of all above it:
    /// no other figure is written so.
    pub(super) fn is_looped_two(&self) -> bool {
        let [a, b] = self.holes.as_slice() else { return false };
        let (head, foot) = if a.middle < b.middle { (a, b) } else { (b, a) };
        let small = head.middle <= 0.35 && foot.middle >= 0.7 && head.height < 0.25 && foot.height < 0.2;
        let (width, height) = (self.width(), self.height());
        let reach = |rows: std::ops::Range<usize>| {
            let ink = |row: &[bool]| row.iter().rposition(|i| *i).map_or(0, |x| x + 1);
            self.ink.chunks_exact(width.max(1)).take(rows.end).skip(rows.start).map(ink).max().unwrap_or(0)
        };
        small && reach(height * 7 / 10..height) >= reach(0..height * 6 / 10) + width * 15 / 100
    }

    /// Two arms apart at its top: an open 4, and no 1 however long its upstroke is.
    fn is_open_above(&self) -> bool {
        let (rows, least) = (self.height() * 3 / 10, self.height() / 10);
        let apart = self.ink.chunks_exact(self.width().max(1)).take(rows).filter(|r| gap(r).is_some_and(|g| g >= least)).count();
        apart * 2 >= rows.max(1)
    }

    /// A line across its lower half, as a 4 has it.
    fn has_bar(&self) -> bool {
        let height = self.height();
        let lower = self.ink.chunks_exact(self.width().max(1)).take(height * 9 / 10).skip(height * 45 / 100);
        lower.map(longest).max().unwrap_or(0) * 100 >= height * 45
    }

    /// A line across its foot: a 2, or a printed 1, but no 4 and no 7.
    fn has_foot(&self) -> bool {
        let (width, height) = (self.width(), self.height());
        let foot = self.ink.chunks_exact(width.max(1)).skip(height * 78 / 100);
        foot.map(longest).max().unwrap_or(0) * 100 >= width * 75
    }

    /// A stem with or without an upstroke beside it: a 1.
    pub(super) fn is_stem(&self) -> bool {
        let top = self.ink.chunks_exact(self.width().max(1)).take(self.height() / 4);
        self.holes.is_empty() && !self.has_bar() && top.filter_map(gap).count() == 0
    }

    /// In two, where it closes in white on its left and on its right: figures that touch.
    pub(super) fn parted(&self) -> Option<[Self; 2]> {
        let left = self.holes.iter().min_by_key(|h| h.columns.1)?.columns.1;
        let right = self.holes.iter().map(|h| h.columns.0).filter(|x| *x > left + 1).min()?;
        let width = self.width();
        let ink = |x: usize| self.ink.iter().skip(x).step_by(width.max(1)).filter(|i| **i).count();
        let cut = (left + 1..right).min_by_key(|x| ink(*x))?;
        let side = |from: usize, to: usize| {
            let all = self.ink.iter().enumerate().filter(|(_, ink)| **ink).map(|(i, _)| (i % width, i / width));
            let points: Vec<(usize, usize)> = all.filter(|(x, _)| (from..to).contains(x)).collect();
            stroke(&points, self.area)
        };
        Some([side(0, cut)?, side(cut, width)?])
    }

    /// True for the slash between number and symbol: one slanted line that stands above and
    /// below its neighbours.
    pub(super) fn is_slash(&self, usual: usize) -> bool {
        let width = self.width();
        let mean = |rows: &mut dyn Iterator<Item = &[bool]>| {
            let (mut sum, mut count) = (0, 0);
            for row in rows {
                for (x, _) in row.iter().enumerate().filter(|(_, i)| **i) {
                    sum += x;
                    count += 1;
                }
            }
            float(sum) / float(count).max(1.0)
        };
        let third = self.height() / 3;
        let top = mean(&mut self.ink.chunks_exact(width.max(1)).take(third));
        let foot = mean(&mut self.ink.chunks_exact(width.max(1)).skip(third * 2));
        self.holes.is_empty() && top - foot > float(width) * 0.35 && self.height() * 10 >= usual * 9 && width * 10 <= self.height() * 6
    }

    /// Its ink alone, as a picture `height` pixels high with `margin` round it; `thin`: one
    /// pixel less of ink on every side.
    pub(super) fn alone(&self, picture: &Picture, height: usize, margin: usize, thin: bool) -> Option<Picture> {
        let (w, h) = (self.width() + 4, self.height() + 4);
        let mut pixels = vec![255; w * h];
        for (i, _) in self.ink.iter().enumerate().filter(|(_, ink)| **ink) {
            let (x, y) = (i % self.width(), i / self.width());
            let grey = picture.pixels.get((self.area.y0 + y) * picture.width + self.area.x0 + x).copied().unwrap_or(0);
            if let Some(p) = pixels.get_mut((y + 2) * w + x + 2) {
                *p = grey;
            }
        }
        let alone = Picture::new(w, h, pixels, picture.dpi)?;
        let alone = if thin { alone.thinned() } else { alone };
        Some(alone.resized(height).framed(margin))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture of `#` and blanks, each mark four pixels wide and high.
    fn drawn(rows: &[&str]) -> Vec<Stroke> {
        let width = rows[0].len() * 4 + 8;
        let mut pixels = vec![255; width * (rows.len() * 4 + 8)];
        for (y, row) in rows.iter().enumerate() {
            for (x, _) in row.bytes().enumerate().filter(|(_, b)| *b == b'#') {
                for i in 0..16 {
                    pixels[(y * 4 + 4 + i / 4) * width + x * 4 + 4 + i % 4] = 0;
                }
            }
        }
        let height = rows.len() * 4 + 8;
        let picture = Picture::new(width, height, pixels, 200.0).unwrap();
        strokes(&picture, Area { x0: 0, y0: 0, x1: width, y1: height })
    }

    fn digits(rows: &[&str]) -> String {
        let all = drawn(rows);
        assert_eq!(all.len(), 1);
        ('0'..='9').filter(|d| all[0].may_be(*d)).collect()
    }

    #[test]
    fn loops_tell_figures_apart() {
        assert_eq!(digits(&["####", "#  #", "#  #", "#  #", "#  #", "#  #", "####"]), "0");
        assert_eq!(digits(&["#   ", "#   ", "#   ", "####", "#  #", "#  #", "####"]), "6");
        assert_eq!(digits(&["####", "#  #", "#  #", "####", "   #", "   #", "   #"]), "49");
        assert_eq!(digits(&["####", "#  #", "####", "#  #", "####"]), "8");
        assert_eq!(digits(&["####", "   #", " ###", "   #", "####"]), "235");
    }

    #[test]
    fn a_stem_is_no_four() {
        let one = ["    #", "   ##", "   ##", "  # #", " #  #", "#   #", "    #", "    #"];
        assert!(drawn(&one)[0].is_stem());
        assert_eq!(digits(&one), "12357");
        let four = ["#  #", "#  #", "#  #", "####", "   #", "   #"];
        assert!(!drawn(&four)[0].is_stem());
        assert_eq!(digits(&four), "23457");
        // A printed 4 whose left corner is broken.
        assert_eq!(digits(&["   #", "  ##", " # #", "   #", "####", "   #", "   #"]), "23457");
    }

    #[test]
    fn a_two_may_have_loops_in_head_and_foot() {
        let two = [
            "  ####   ",
            "  #  #   ",
            "  #  #   ",
            "  ####   ",
            "    #    ",
            "    #    ",
            "    #    ",
            "   ##    ",
            "  ##     ",
            " ####    ",
            " #  #    ",
            " #  #    ",
            " ########",
            "       ##",
        ];
        assert!(drawn(&two)[0].is_looped_two());
        assert_eq!(digits(&two), "2");
        assert!(!drawn(&["####", "#  #", "####", "#  #", "####"])[0].is_looped_two());
    }

    #[test]
    fn figures_that_touch_are_parted_between_their_loops() {
        let both = drawn(&["#### ####", "#  # #  #", "#  # #  #", "#  ######", "#  #    #", "####    #"]);
        let parts = both[0].parted().unwrap();
        assert_eq!(parts.each_ref().map(Stroke::loops), [1, 1]);
        assert_eq!(parts.each_ref().map(|p| ('0'..='9').filter(|d| p.may_be(*d)).collect::<String>()), ["0", "49"]);
        assert!(drawn(&["####", "#  #", "####", "#  #", "####"])[0].parted().is_none());
    }

    #[test]
    fn pieces_are_found_from_left_to_right() {
        let all = drawn(&["## #", "## #", "## #"]);
        assert_eq!(all.iter().map(|s| (s.width(), s.height(), s.loops())).collect::<Vec<_>>(), [(8, 12, 0), (4, 12, 0)]);
    }
}
