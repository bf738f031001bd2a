//! Strokes [nét chữ]: a part of a picture in, what hangs together in it out, each piece
//! with its holes and whether it is one upright stroke. Which figure it is, the recogniser
//! says; its form can only agree or contradict.

use super::picture::{Picture, float};

/// Ink is darker than this.
const INK: u8 = 150;
/// White inside a stroke of fewer pixels is a speck.
const HOLE: usize = 4;

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
        let sum: usize = points.iter().map(|p| p.1).sum();
        let all = float(height).max(1.0);
        out.push(Hole { middle: float(sum) / float(points.len()) / all, height: float(bottom + 1 - top) / all });
    }
    out
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
        match (self.holes.as_slice(), digit) {
            ([], '6' | '8' | '9' | '0') => false,
            ([], '4') => !self.is_upright(),
            ([], _) => true,
            ([one], '0') => one.height >= 0.5,
            ([one], '6') => one.middle >= 0.55 && one.height < 0.6,
            ([one], '9') => one.middle <= 0.45 && one.height < 0.6,
            ([one], '4') => (0.25..=0.66).contains(&one.middle) && one.height < 0.6,
            // A loop in the foot of a written 2.
            ([one], '2') => one.middle >= 0.7 && one.height < 0.3,
            ([a, b], '8') => a.middle.min(b.middle) < 0.45 && a.middle.max(b.middle) > 0.55,
            _ => false,
        }
    }

    /// Below its middle an upright stem and no bar: a 1, however it begins.
    pub(super) fn is_upright(&self) -> bool {
        let (width, height) = (self.width(), self.height());
        let rows = self.ink.chunks_exact(width.max(1)).enumerate();
        // A bar across it would make it a 4; an upstroke beside it does not.
        let stem = |row: &[bool]| {
            let longest = row.split(|i| !i).map(<[bool]>::len).max().unwrap_or(0);
            longest > 0 && longest * 100 <= height * 28
        };
        self.holes.is_empty()
            && height > 0
            && rows.filter(|(y, _)| (y * 100 / height).clamp(52, 88) == y * 100 / height).all(|(_, r)| stem(r))
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

    /// Its ink alone, as a picture `height` pixels high with `margin` round it.
    pub(super) fn alone(&self, picture: &Picture, height: usize, margin: usize) -> Option<Picture> {
        let (w, h) = (self.width() + 4, self.height() + 4);
        let mut pixels = vec![255; w * h];
        for (i, _) in self.ink.iter().enumerate().filter(|(_, ink)| **ink) {
            let (x, y) = (i % self.width(), i / self.width());
            let grey = picture.pixels.get((self.area.y0 + y) * picture.width + self.area.x0 + x).copied().unwrap_or(0);
            if let Some(p) = pixels.get_mut((y + 2) * w + x + 2) {
                *p = grey;
            }
        }
        Some(Picture::new(w, h, pixels, picture.dpi)?.resized(height).framed(margin))
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
        assert_eq!(digits(&["####", "   #", " ###", "   #", "####"]), "123457");
    }

    #[test]
    fn a_stem_is_no_four() {
        assert_eq!(digits(&["  #", " ##", "# #", "  #", "  #", "  #", "  #"]), "12357");
        assert!(drawn(&["  #", " ##", "# #", "  #", "  #", "  #", "  #"])[0].is_upright());
        assert!(!drawn(&["#  #", "#  #", "#  #", "####", "   #", "   #"])[0].is_upright());
    }

    #[test]
    fn pieces_are_found_from_left_to_right() {
        let all = drawn(&["## #", "## #", "## #"]);
        assert_eq!(all.iter().map(|s| (s.width(), s.height(), s.loops())).collect::<Vec<_>>(), [(8, 12, 0), (4, 12, 0)]);
    }
}
