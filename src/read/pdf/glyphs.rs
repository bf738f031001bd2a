//! Glyphs: the pages of a PDF in, [`Page`]s out, by drawing each page on a device that
//! keeps glyphs and ruling lines and drops images, shades and colours.

use super::page::{Drawn as Shown, Glyph, Layer, Page, Rule};
use super::turn::{Turn, slot, turned, turned_rules};
use crate::read::{Limits, Progress, ReadError};
use hayro_interpret::font::{Glyph as Drawn, GlyphRun, PositionedGlyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::page::Page as SyntaxPage;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache, InterpreterSettings, RenderContent,
    SoftMask, TransformExt, interpret_page,
};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// Units per em of the glyph space the interpreter hands out.
const UNITS: f64 = 1000.0;
/// Drawing calls that one page, and one file, may make. A real page makes a few thousand.
const PAGE_CALLS: u64 = 500_000;
const FILE_CALLS: u64 = 40_000_000;
/// Glyphs kept of one page. A dense page has under ten thousand.
const MAX_GLYPHS: usize = 400_000;
/// Ruling lines kept of one page.
const MAX_RULES: usize = 20_000;
/// A filled shape up to this thick is a rule.
const RULE_THICKNESS: f64 = 3.0;
/// Pieces of rules shorter than this are decoration; borders are drawn in pieces too,
/// but corner dots touch their neighbours and are not missed.
const RULE_PIECE: f64 = 3.0;

/// What was taken from a file.
pub(super) struct Capture {
    /// Its pages.
    pub(super) pages: Vec<Page>,
    /// The first page with text printed aslant, which is not kept.
    pub(super) skewed: Option<u32>,
}

/// The payload with which the device leaves a page that draws without end.
struct Endless;

/// Takes the first `wanted` pages.
pub(super) fn capture(pdf: &Pdf, wanted: usize, limits: &Limits, progress: &Progress<'_>) -> Result<Capture, ReadError> {
    let cache = InterpreterCache::new();
    let mut out = Capture { pages: Vec::with_capacity(wanted), skewed: None };
    let mut calls = 0;
    let mut unpacked: u64 = 0;
    for (index, sheet) in pdf.pages().iter().take(wanted).enumerate() {
        let content = sheet.page_stream().map_or(0, <[u8]>::len);
        unpacked = unpacked.saturating_add(u64::try_from(content).unwrap_or(u64::MAX));
        if unpacked > limits.max_unpacked {
            return Err(ReadError::Bomb { limit: limits.max_unpacked });
        }
        let mut device = Taker::new(sheet, u32::try_from(index + 1).unwrap_or(u32::MAX), calls);
        // The trait cannot say "stop": leaving by unwinding is the only way out of a page
        // whose forms call each other without end.
        let drawn = catch_unwind(AssertUnwindSafe(|| draw(sheet, pdf, &cache, &mut device)));
        if let Err(payload) = drawn {
            if payload.is::<Endless>() {
                return Err(ReadError::TooComplex(format!("page {} draws without end", index + 1)));
            }
            resume_unwind(payload);
        }
        calls = device.calls;
        if device.skewed && out.skewed.is_none() {
            out.skewed = Some(device.number);
        }
        out.pages.push(device.finish());
        progress();
    }
    Ok(out)
}

/// Draws the page, then its annotations.
fn draw<'a>(sheet: &SyntaxPage<'a>, pdf: &'a Pdf, cache: &InterpreterCache<'a>, device: &mut Taker) {
    let (width, height) = sheet.render_dimensions();
    let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    for content in [RenderContent::PAGE, RenderContent::ANNOTATIONS] {
        let settings = InterpreterSettings { render_content: content, ..InterpreterSettings::default() };
        let transform = sheet.initial_transform(true).to_kurbo();
        let mut context = Context::new(transform, area, cache, pdf.xref(), settings);
        device.stamped = content == RenderContent::ANNOTATIONS;
        interpret_page(sheet, &mut context, device);
    }
}

/// The device.
struct Taker {
    number: u32,
    width: f64,
    height: f64,
    chars: Vec<char>,
    layers: [Vec<Glyph>; 4],
    level: Vec<Rule>,
    upright: Vec<Rule>,
    stamped: bool,
    skewed: bool,
    calls: u64,
    /// Calls after which this page is left.
    allowed: u64,
    /// Where the last glyph went, for marks that belong to it.
    last: Option<usize>,
    shown: Shown,
}

impl Taker {
    fn new(sheet: &SyntaxPage<'_>, number: u32, calls: u64) -> Self {
        let (width, height) = sheet.render_dimensions();
        Self {
            number,
            width: f64::from(width),
            height: f64::from(height),
            chars: Vec::with_capacity(4096),
            layers: Default::default(),
            level: Vec::new(),
            upright: Vec::new(),
            stamped: false,
            skewed: false,
            calls,
            allowed: calls.saturating_add(PAGE_CALLS).min(FILE_CALLS),
            last: None,
            shown: Shown::default(),
        }
    }

    /// Counts one drawing call and leaves when there are too many.
    fn count(&mut self, calls: usize) {
        self.calls = self.calls.saturating_add(u64::try_from(calls).unwrap_or(u64::MAX));
        if self.calls > self.allowed {
            resume_unwind(Box::new(Endless));
        }
    }

    /// Keeps one glyph. `plain` is set where the run squeezes glyphs of a substitute font.
    fn keep(&mut self, glyph: &PositionedGlyph<'_>, props: Affine, stretched: bool, bold: bool) {
        let Some(text) = glyph.as_unicode() else {
            return self.place(glyph, props, stretched, bold, &['\u{fffd}']);
        };
        match text {
            BfString::Char(c) => match ligature(c) {
                Some(letters) => self.place(glyph, props, stretched, bold, letters),
                None => self.place(glyph, props, stretched, bold, &[plain(c)]),
            },
            BfString::String(s) => {
                let letters: Vec<char> = s.chars().take(16).map(plain).collect();
                self.place(glyph, props, stretched, bold, &letters);
            }
        }
    }

    fn place(&mut self, glyph: &PositionedGlyph<'_>, props: Affine, stretched: bool, bold: bool, text: &[char]) {
        let whole = props * glyph.transform();
        let [a, b, c, d, e, f] = whole.as_coeffs();
        let size = c.hypot(d) * UNITS;
        let along = if stretched { size / UNITS } else { a.hypot(b) };
        let advance = match &**glyph {
            Drawn::Outline(o) => o.advance_width(),
            Drawn::Type3(t) => t.advance_width(),
        };
        let width = f64::from(advance.unwrap_or(500.0)).max(0.0) * along;
        if !(size.is_finite() && width.is_finite() && e.is_finite() && f.is_finite()) || size <= 0.5 || text.is_empty() {
            return;
        }
        let Some(turn) = self.turn(a, b) else {
            self.skewed |= text.iter().any(|c| !c.is_whitespace());
            return;
        };
        let (x, y) = turned(turn, e, f, self.width, self.height);
        let (span, drop) = if matches!(turn, Turn::None | Turn::Over) { (self.width, self.height) } else { (self.height, self.width) };
        let (centre_x, centre_y) = (x + width / 2.0, y - size * 0.3);
        if centre_x < 0.0 || centre_x > span || centre_y < 0.0 || centre_y > drop {
            return;
        }
        if text.iter().all(|&c| ('\u{300}'..='\u{36f}').contains(&c)) && self.attach(turn, x, y, size, text) {
            return;
        }
        let slot = slot(turn);
        let Some(layer) = self.layers.get_mut(slot) else { return };
        if layer.len() >= MAX_GLYPHS {
            return;
        }
        let blank = text.iter().all(|c| c.is_whitespace() || *c == '\u{200b}');
        let at = u32::try_from(self.chars.len()).unwrap_or(u32::MAX);
        self.chars.extend_from_slice(text);
        let len = u8::try_from(text.len()).unwrap_or(u8::MAX);
        let (x0, x1) = (single(x), single(x + width));
        layer.push(Glyph { x0, x1, y: single(y), size: single(size), at, len, blank, bold, stamped: self.stamped, sure: None });
        self.last = Some(slot);
    }

    /// Adds a combining mark to the letter drawn just before, where it is printed on it.
    fn attach(&mut self, turn: Turn, x: f64, y: f64, size: f64, marks: &[char]) -> bool {
        let slot = slot(turn);
        if self.last != Some(slot) {
            return false;
        }
        let Some(base) = self.layers.get_mut(slot).and_then(|l| l.last_mut()) else { return false };
        let near = f64::from(base.x0) - size <= x && x <= f64::from(base.x1) + size * 0.5 && (f64::from(base.y) - y).abs() < size;
        let room = u8::try_from(marks.len()).ok().and_then(|n| base.len.checked_add(n));
        let Some(len) = room.filter(|_| near && !base.blank) else { return false };
        base.len = len;
        self.chars.extend_from_slice(marks);
        true
    }

    /// The quarter turn of a baseline; `None` where it runs aslant.
    fn turn(&self, a: f64, b: f64) -> Option<Turn> {
        let (flat, steep) = (a.abs(), b.abs());
        if steep <= flat * 0.09 {
            Some(if a >= 0.0 { Turn::None } else { Turn::Over })
        } else if flat <= steep * 0.09 {
            Some(if b >= 0.0 { Turn::Right } else { Turn::Left })
        } else {
            None
        }
    }

    /// Keeps a straight line or the sides of a box.
    fn line(&mut self, from: Point, to: Point) {
        let (dx, dy) = ((to.x - from.x).abs(), (to.y - from.y).abs());
        if self.level.len() + self.upright.len() >= MAX_RULES || !(dx + dy).is_finite() {
            return;
        }
        if dy <= 1.0 && dx >= RULE_PIECE {
            let (x0, x1) = (single(from.x.min(to.x)), single(from.x.max(to.x)));
            self.level.push(Rule { at: single(f64::midpoint(from.y, to.y)), from: x0, to: x1 });
        } else if dx <= 1.0 && dy >= RULE_PIECE {
            let (y0, y1) = (single(from.y.min(to.y)), single(from.y.max(to.y)));
            self.upright.push(Rule { at: single(f64::midpoint(from.x, to.x)), from: y0, to: y1 });
        }
    }

    /// Keeps a thin filled box as a line, a stroked box as four.
    fn boxed(&mut self, shape: Rect, filled: bool) {
        let (x, y) = (f64::midpoint(shape.x0, shape.x1), f64::midpoint(shape.y0, shape.y1));
        if shape.height() <= RULE_THICKNESS && shape.width() > shape.height() {
            self.line(Point::new(shape.x0, y), Point::new(shape.x1, y));
        } else if shape.width() <= RULE_THICKNESS {
            self.line(Point::new(x, shape.y0), Point::new(x, shape.y1));
        } else if !filled {
            self.line(Point::new(shape.x0, shape.y0), Point::new(shape.x1, shape.y0));
            self.line(Point::new(shape.x0, shape.y1), Point::new(shape.x1, shape.y1));
            self.line(Point::new(shape.x0, shape.y0), Point::new(shape.x0, shape.y1));
            self.line(Point::new(shape.x1, shape.y0), Point::new(shape.x1, shape.y1));
        }
    }

    /// The page, its fullest layer first.
    fn finish(self) -> Page {
        let mut layers = Vec::new();
        let (width, height) = (single(self.width), single(self.height));
        for (turn, glyphs) in [Turn::None, Turn::Right, Turn::Over, Turn::Left].into_iter().zip(self.layers) {
            if glyphs.iter().any(|g| !g.blank) {
                let (w, h) = if matches!(turn, Turn::None | Turn::Over) { (width, height) } else { (height, width) };
                layers.push(Layer { glyphs, level: Vec::new(), upright: Vec::new(), width: w, height: h, turn });
            }
        }
        layers.sort_by_key(|l| std::cmp::Reverse(l.glyphs.len()));
        if let Some(main) = layers.first_mut() {
            (main.level, main.upright) = turned_rules(main.turn, self.level, self.upright, width, height);
        }
        Page { number: self.number, chars: self.chars, layers, drawn: self.shown }
    }
}

impl<'a> Device<'a> for Taker {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.count(1);
        self.shown.shapes += 1;
        let elements = path.elements();
        if matches!(mode, DrawMode::Fill(_)) {
            if elements.len() <= 24 {
                self.boxed(props.transform.transform_rect_bbox(path.bounding_box()), true);
            }
            return;
        }
        let (mut start, mut here) = (Point::ZERO, Point::ZERO);
        for element in elements.iter().take(2000) {
            let next = match *element {
                PathEl::MoveTo(p) => {
                    start = p;
                    here = p;
                    continue;
                }
                PathEl::LineTo(p) => p,
                PathEl::ClosePath => start,
                PathEl::QuadTo(_, p) | PathEl::CurveTo(_, _, p) => {
                    here = p;
                    continue;
                }
            };
            self.line(props.transform * here, props.transform * next);
            here = next;
        }
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        self.count(1);
        self.boxed(props.transform.transform_rect_bbox(*rect), matches!(mode, DrawMode::Fill(_)));
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.count(1);
    }

    fn push_clip_rect(&mut self, _: &Rect) {
        self.count(1);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.count(1);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.count(run.glyphs().len());
        if matches!(mode, DrawMode::Invisible) {
            self.shown.hidden += run.glyphs().len();
        }
        let stretched = squeezed(run);
        let bold = run.glyphs().first().is_some_and(is_bold) || matches!(mode, DrawMode::FillAndStroke(..));
        for glyph in run.glyphs() {
            self.keep(glyph, props.transform, stretched, bold);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.count(1);
        if self.stamped {
            return;
        }
        self.shown.pictures += 1;
        // An image fills its own pixels, which the transform lays on the page.
        let own = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let page = Rect::new(0.0, 0.0, self.width, self.height);
        let seen = props.transform.transform_rect_bbox(own).intersect(page);
        let share = seen.area() / page.area().max(1.0);
        if share.is_finite() {
            self.shown.covered = self.shown.covered.max(single(share));
        }
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

/// True where a substitute font's glyphs are squeezed one by one to the widths the file
/// states: the advance is then no longer in glyph units.
fn squeezed(run: &GlyphRun<'_, '_>) -> bool {
    let mut first: Option<f64> = None;
    run.glyphs().iter().any(|g| {
        let [a, b, c, d, ..] = g.transform().as_coeffs();
        let ratio = a.hypot(b) / c.hypot(d).max(1e-9);
        let base = *first.get_or_insert(ratio);
        (ratio - base).abs() > 0.005 * base
    })
}

/// True where the font says that it is bold.
fn is_bold(glyph: &PositionedGlyph<'_>) -> bool {
    let Drawn::Outline(outline) = &**glyph else { return false };
    let Some(font) = outline.font_data() else { return false };
    let named = font.postscript_name.as_deref().is_some_and(|name| {
        let name = name.to_ascii_lowercase();
        ["bold", "black", "heavy", "-bd", ",bd"].iter().any(|part| name.contains(part))
    });
    named || font.weight.is_some_and(|w| w >= 600)
}

/// Letters of a typographic ligature.
const fn ligature(c: char) -> Option<&'static [char]> {
    Some(match c {
        '\u{fb00}' => &['f', 'f'],
        '\u{fb01}' => &['f', 'i'],
        '\u{fb02}' => &['f', 'l'],
        '\u{fb03}' => &['f', 'f', 'i'],
        '\u{fb04}' => &['f', 'f', 'l'],
        _ => return None,
    })
}

/// Control characters as spaces, bullets of symbol fonts as bullets.
const fn plain(c: char) -> char {
    match c {
        '\0'..='\u{1f}' | '\u{7f}' | '\u{a0}' | '\u{2028}' | '\u{2029}' => ' ',
        '\u{f02b}' => '+',
        '\u{f02d}' => '-',
        '\u{f0b7}' | '\u{f09f}' => '•',
        '\u{f0a7}' | '\u{f06e}' => '▪',
        '\u{f0d8}' => '➢',
        '\u{f0fc}' => '✓',
        c => c,
    }
}

/// Points need no double precision; the interpreter computes in it.
#[expect(clippy::cast_possible_truncation, reason = "rounding a coordinate, checked finite, to single precision")]
const fn single(value: f64) -> f32 {
    value as f32
}
