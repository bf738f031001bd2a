//! Recognised [trang đã nhận dạng]: words from a picture in, a [`Page`] of glyphs in points
//! out, so that columns, rows and paragraphs are found as on any other page. The size of
//! the print and its baseline are reckoned from the boxes of the words and the letters
//! that stand in them.

use super::page::{Glyph, Layer, Page};
use super::turn::Turn;
use crate::letters::compose;
use crate::read::ocr::{Picture, Quarter, Recognised, Word, float};
use crate::read::{Line, Rect};

/// Height of small letters, of capitals and of what stands above and below them, in font
/// sizes, as in the types of office print.
const SMALL: f32 = 0.46;
const TALL: f32 = 0.68;
const MARKED: f32 = 0.89;
const BELOW: f32 = 0.21;
/// Sizes this near to the page's usual one are the usual one.
const USUAL: f32 = 0.17;
/// Words less certain than this that hold no letter or digit are specks.
const SPECK: u8 = 50;

/// What is smaller than this both ways, in font sizes, is dust unless it stands at a word.
const DUST: f32 = 0.14;
/// A mark stands at a word when it is nearer than this, in font sizes.
const MARK_GAP: f32 = 0.15;

/// How a recognised page lies against the page of the file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Lie {
    /// Size of the file's page, in points.
    pub(super) width: f32,
    /// Size of the file's page, in points.
    pub(super) height: f32,
    turn: Quarter,
    sin: f32,
    cos: f32,
}

/// The page, and how it lies.
pub(super) fn page(number: u32, picture: &Picture, found: &Recognised, size: (f32, f32)) -> (Page, Lie) {
    let (sin, cos) = found.level.to_radians().sin_cos();
    let lie = Lie { width: size.0, height: size.1, turn: found.turn, sin, cos };
    let sideways = matches!(found.turn, Quarter::Right | Quarter::Left);
    let (width, height) = if sideways { (size.1, size.0) } else { size };
    let (w, h) = if sideways { (picture.height, picture.width) } else { (picture.width, picture.height) };
    let scale = (width / float(w).max(1.0), height / float(h).max(1.0));
    let mut page = Page { number, ..Page::default() };
    let mut layer = Layer { width, height, turn: Turn::None, ..Layer::default() };
    let lines: Vec<(Vec<&Word>, f32, f32)> = found.lines.iter().filter_map(|line| measured(line, scale)).collect();
    let mut sizes: Vec<f32> = lines.iter().flat_map(|l| std::iter::repeat_n(l.2, l.0.len())).collect();
    sizes.sort_by(f32::total_cmp);
    let usual = sizes.get(sizes.len() / 2).copied().unwrap_or(12.0);
    for (words, y, size) in lines {
        let size = if (size / usual - 1.0).abs() < USUAL { usual } else { size };
        write(&words, y, size, scale, &mut page, &mut layer);
    }
    if !layer.glyphs.is_empty() {
        page.layers.push(layer);
    }
    (page, lie)
}

/// The words of a line worth keeping, its baseline and size in points.
fn measured(line: &[Word], scale: (f32, f32)) -> Option<(Vec<&Word>, f32, f32)> {
    let words: Vec<&Word> = line.iter().filter(|w| w.confidence >= SPECK || w.text.chars().any(char::is_alphanumeric)).collect();
    let mut sizes: Vec<f32> = Vec::with_capacity(words.len());
    let reach = |w: &Word| (above(&w.text), below(&w.text));
    for word in words.iter().filter(|w| w.text.chars().any(char::is_alphanumeric)) {
        let (up, down) = reach(word);
        let weight = word.text.chars().count().min(8);
        sizes.extend(std::iter::repeat_n((word.y1 - word.y0) * scale.1 / (up + down), weight));
    }
    sizes.sort_by(f32::total_cmp);
    let size = sizes.get(sizes.len() / 2).copied().unwrap_or(12.0).clamp(4.0, 72.0);
    let words: Vec<&Word> = without_dust(&words, size, scale);
    let mut bases: Vec<f32> = words.iter().map(|w| w.y1 * scale.1 - below(&w.text) * size).collect();
    bases.sort_by(f32::total_cmp);
    let y = *bases.get(bases.len() / 2)?;
    Some((words, y, size))
}

/// Words as high as letters are, and marks that stand at one.
fn without_dust<'w>(words: &[&'w Word], size: f32, scale: (f32, f32)) -> Vec<&'w Word> {
    let mut out: Vec<&Word> = Vec::with_capacity(words.len());
    for &word in words {
        let (wide, high) = ((word.x1 - word.x0) * scale.0, (word.y1 - word.y0) * scale.1);
        let apart = out.last().is_none_or(|before| (word.x0 - before.x1) * scale.0 > MARK_GAP * size);
        if high.max(wide) >= DUST * size || !apart {
            out.push(word);
        }
    }
    out
}

/// How far the tallest letter reaches above the baseline.
fn above(text: &str) -> f32 {
    let reach = |c: char| {
        let plain = c.is_ascii();
        match c {
            'b' | 'd' | 'f' | 'h' | 'k' | 'l' | 't' | 'i' | 'j' | '0'..='9' | 'A'..='Z' | '/' | '(' | ')' => TALL,
            'đ' | 'Đ' | 'ư' | 'ơ' | 'Ư' | 'Ơ' | 'ạ' | 'ẹ' | 'ọ' | 'ụ' | 'ị' | 'ỵ' if c.is_lowercase() => {
                if matches!(c, 'đ' | 'ị') { TALL } else { SMALL + 0.06 }
            }
            'Đ' | 'Ạ' | 'Ẹ' | 'Ọ' | 'Ụ' | 'Ị' => TALL,
            _ if !plain && c.is_uppercase() => MARKED,
            _ if !plain && c.is_lowercase() => TALL,
            _ => SMALL,
        }
    };
    text.chars().map(reach).fold(SMALL, f32::max)
}

/// How far the deepest letter reaches below the baseline.
fn below(text: &str) -> f32 {
    let deep = |c: char| {
        matches!(
            c,
            'g' | 'p'
                | 'q'
                | 'y'
                | 'j'
                | ','
                | ';'
                | '('
                | ')'
                | 'Q'
                | 'ạ'
                | 'ặ'
                | 'ậ'
                | 'ẹ'
                | 'ệ'
                | 'ị'
                | 'ọ'
                | 'ộ'
                | 'ợ'
                | 'ụ'
                | 'ự'
                | 'ỵ'
                | 'ý'
                | 'ỳ'
                | 'ỷ'
                | 'ỹ'
                | 'Ạ'
                | 'Ặ'
                | 'Ậ'
                | 'Ẹ'
                | 'Ệ'
                | 'Ị'
                | 'Ọ'
                | 'Ộ'
                | 'Ợ'
                | 'Ụ'
                | 'Ự'
        )
    };
    if text.chars().any(deep) { BELOW } else { 0.0 }
}

/// Writes the words of one line as glyphs, a blank between two.
fn write(words: &[&Word], y: f32, size: f32, scale: (f32, f32), page: &mut Page, layer: &mut Layer) {
    let mut end: Option<f32> = None;
    for word in words {
        let (x0, x1) = (word.x0 * scale.0, word.x1 * scale.0);
        let sure = Some(word.confidence);
        if let Some(end) = end.filter(|e| *e < x0) {
            put(page, layer, Glyph { x0: end, x1: x0, y, size, sure, ..Glyph::blank() }, ' ');
        }
        let text = compose(&word.text);
        let wide: f32 = text.chars().map(share).sum();
        let step = (x1 - x0) / wide.max(0.1);
        let mut at = x0;
        for c in text.chars() {
            let next = at + step * share(c);
            put(page, layer, Glyph { x0: at, x1: next, y, size, sure, blank: false, ..Glyph::blank() }, c);
            at = next;
        }
        end = Some(x1);
    }
}

fn put(page: &mut Page, layer: &mut Layer, glyph: Glyph, c: char) {
    let at = u32::try_from(page.chars.len()).unwrap_or(u32::MAX);
    page.chars.push(c);
    layer.glyphs.push(Glyph { at, len: 1, ..glyph });
}

/// How wide a character is against the others of its word.
fn share(c: char) -> f32 {
    match c {
        'i' | 'j' | 'l' | 'f' | 't' | 'r' | 'I' | '.' | ',' | ';' | ':' | '/' | '-' | '(' | ')' => 0.6,
        'm' | 'w' | 'M' | 'W' => 1.6,
        _ if c.is_uppercase() => 1.4,
        _ => 1.0,
    }
}

/// Puts the places of lines back on the page as it lies in the file.
pub(super) fn lay_back(lines: &mut [Line], lies: &[(u32, Lie)]) {
    for line in lines {
        let Some(number) = line.page.map(std::num::NonZeroU32::get) else { continue };
        let Some((_, lie)) = lies.iter().find(|l| l.0 == number) else { continue };
        if lie.turn == Quarter::None && lie.sin == 0.0 {
            continue;
        }
        line.rect = line.rect.map(|r| lie.back(r));
        if lie.turn != Quarter::None {
            line.edges = None;
        }
    }
}

impl Lie {
    /// A box on the page as it was read, on the page as it lies.
    fn back(&self, r: Rect) -> Rect {
        let corners = [(r.x0, r.y0), (r.x1, r.y0), (r.x0, r.y1), (r.x1, r.y1)].map(|(x, y)| self.place(x, y));
        let of = |pick: fn(f32, f32) -> f32, from: f32, which: fn(&(f32, f32)) -> f32| corners.iter().map(which).fold(from, pick);
        Rect {
            x0: of(f32::min, f32::MAX, |c| c.0),
            y0: of(f32::min, f32::MAX, |c| c.1),
            x1: of(f32::max, f32::MIN, |c| c.0),
            y1: of(f32::max, f32::MIN, |c| c.1),
        }
    }

    fn place(&self, x: f32, y: f32) -> (f32, f32) {
        let sideways = matches!(self.turn, Quarter::Right | Quarter::Left);
        let (w, h) = if sideways { (self.height, self.width) } else { (self.width, self.height) };
        let (dx, dy) = (x - w / 2.0, y - h / 2.0);
        let (x, y) = (w / 2.0 + dx * self.cos + dy * self.sin, h / 2.0 - dx * self.sin + dy * self.cos);
        match self.turn {
            Quarter::None => (x, y),
            Quarter::Right => (y, self.height - x),
            Quarter::Over => (self.width - x, self.height - y),
            Quarter::Left => (self.width - y, x),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lie(turn: Quarter) -> Lie {
        Lie { width: 600.0, height: 800.0, turn, sin: 0.0, cos: 1.0 }
    }

    #[test]
    fn boxes_lie_where_they_are_printed() {
        let r = Rect { x0: 10.0, y0: 20.0, x1: 30.0, y1: 50.0 };
        assert_eq!(lie(Quarter::None).back(r), r);
        assert_eq!(lie(Quarter::Over).back(r), Rect { x0: 570.0, y0: 750.0, x1: 590.0, y1: 780.0 });
        assert_eq!(lie(Quarter::Right).back(r), Rect { x0: 20.0, y0: 770.0, x1: 50.0, y1: 790.0 });
        assert_eq!(lie(Quarter::Left).back(r), Rect { x0: 550.0, y0: 10.0, x1: 580.0, y1: 30.0 });
    }

    #[test]
    fn letters_say_how_far_they_reach() {
        for (text, up, down) in
            [("năm", TALL, 0.0), ("on", SMALL, 0.0), ("Số", TALL, 0.0), ("gửi", TALL, BELOW), ("ỦY", MARKED, 0.0), ("Đạo", TALL, BELOW)]
        {
            assert_eq!((above(text), below(text)), (up, down), "{text}");
        }
    }

    #[test]
    fn words_become_glyphs_on_one_line() {
        let word = |text: &str, x0: f32, x1: f32, y0: f32, y1: f32| Word { text: text.to_owned(), x0, y0, x1, y1, confidence: 90 };
        let lines = vec![vec![word("Số:", 100.0, 140.0, 200.0, 225.0), word("on", 150.0, 180.0, 208.0, 225.0)]];
        let picture = Picture::new(1000, 1000, vec![255; 1_000_000], 144.0).unwrap();
        let found = Recognised { lines, ..Recognised::default() };
        let (page, _) = page(3, &picture, &found, (500.0, 500.0));
        let glyphs = &page.layers[0].glyphs;
        assert_eq!((page.number, glyphs.len()), (3, 6));
        assert_eq!(page.chars.iter().collect::<String>(), "Số: on");
        assert!(glyphs.iter().all(|g| g.y == 112.5 && g.sure == Some(90)));
        assert_eq!((glyphs[0].x0, glyphs[2].x1, glyphs[3].blank), (50.0, 70.0, true));
        assert!((glyphs[0].size - 18.4).abs() < 0.1, "{}", glyphs[0].size);
    }
}
