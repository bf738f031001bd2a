//! Scan [trang quét]: a page of a PDF in, its picture out. Where the page is one picture,
//! that picture is taken as it lies in the file; else the page is drawn. Annotations are
//! left out: a signature's banner would lie over the print.

use crate::read::Limits;
use crate::read::ocr::{DPI, Picture};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::page::Page as SyntaxPage;
use hayro_interpret::kurbo::{BezPath, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageData, ImageDrawProps, InterpreterCache, InterpreterSettings,
    RenderContent, SoftMask, TransformExt, interpret_page,
};

/// The sides of a picture may lie this far (share of the page) from the page's.
const MARGIN: f64 = 0.02;

/// The picture of one page and the size of the page in points; `None` where it would be too large.
pub(super) fn picture(pdf: &Pdf, index: usize, single: bool, limits: &Limits) -> Option<(Picture, (f32, f32))> {
    let sheet = pdf.pages().get(index)?;
    let size = sheet.render_dimensions();
    let own = if single { taken(pdf, sheet, limits) } else { None };
    let picture = own.or_else(|| drawn(sheet, limits))?.reduced(DPI);
    Some((picture, size))
}

/// The page's only picture.
fn taken(pdf: &Pdf, sheet: &SyntaxPage<'_>, limits: &Limits) -> Option<Picture> {
    let (width, height) = sheet.render_dimensions();
    let page = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut taker = Taker { page, max_pixels: limits.max_pixels, found: None };
    let settings = InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
    let cache = InterpreterCache::new();
    let mut context = Context::new(sheet.initial_transform(true).to_kurbo(), page, &cache, pdf.xref(), settings);
    interpret_page(sheet, &mut context, &mut taker);
    let (across, down, pixels) = taker.found?;
    let dpi = 72.0 * f32::from(u16::try_from(across).ok()?) / width.max(1.0);
    Picture::new(usize::try_from(across).ok()?, usize::try_from(down).ok()?, pixels, dpi)
}

/// The page as drawn.
fn drawn(sheet: &SyntaxPage<'_>, limits: &Limits) -> Option<Picture> {
    let scale = DPI / 72.0;
    let (width, height) = sheet.render_dimensions();
    let area = f64::from(width * scale) * f64::from(height * scale);
    if !area.is_finite() || area > f64::from(limits.max_pixels) || width.max(height) * scale >= f32::from(u16::MAX) {
        return None;
    }
    let settings = InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
    let target = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let map = render(sheet, &RenderCache::new(), &settings, &RenderSettings::default(), &target);
    let pixels = map.data().iter().map(|p| grey(p.r, p.g, p.b)).collect();
    Picture::new(usize::from(map.width()), usize::from(map.height()), pixels, DPI)
}

/// Red by so much more than green and blue is a seal or a received stamp.
const SEAL: u8 = 60;

/// As bright as it looks; the red of seals as bright as its red, so that print shows
/// through them.
pub(crate) fn grey(r: u8, g: u8, b: u8) -> u8 {
    let sum = u32::from(r) * 77 + u32::from(g) * 150 + u32::from(b) * 29;
    let bright = u8::try_from(sum >> 8).unwrap_or(255);
    if r.saturating_sub(g.max(b)) >= SEAL { bright.max(r) } else { bright }
}

/// A device that keeps the one picture that fills the page.
struct Taker {
    page: Rect,
    max_pixels: u32,
    found: Option<(u32, u32, Vec<u8>)>,
}

impl Taker {
    /// The picture lies on the page as it is, upright and whole.
    fn fills(&self, image: &Image<'_, '_>, props: &ImageDrawProps<'_>) -> bool {
        let [a, b, c, d, ..] = props.transform.as_coeffs();
        let (w, h) = (f64::from(image.width()), f64::from(image.height()));
        let lies = props.transform.transform_rect_bbox(Rect::new(0.0, 0.0, w, h));
        let (dx, dy) = (self.page.width() * MARGIN, self.page.height() * MARGIN);
        let near = |x: f64, y: f64, reach: f64| (x - y).abs() <= reach;
        let straight = a > 0.0 && d > 0.0 && b.abs() < a * 0.01 && c.abs() < d * 0.01;
        straight
            && near(lies.x0, self.page.x0, dx)
            && near(lies.x1, self.page.x1, dx)
            && near(lies.y0, self.page.y0, dy)
            && near(lies.y1, self.page.y1, dy)
    }
}

impl<'a> Device<'a> for Taker {
    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let pixels = u64::from(image.width()) * u64::from(image.height());
        if pixels > u64::from(self.max_pixels) || props.soft_mask.is_some() || !self.fills(&image, &props) {
            return;
        }
        let Image::Raster(raster) = image else { return };
        raster.with_rgba(
            |data, alpha| {
                if alpha.is_none() {
                    self.found = Some(match data {
                        ImageData::Luma(luma) => (luma.width, luma.height, luma.data),
                        ImageData::Rgb(rgb) => {
                            let pixels = rgb.data.chunks_exact(3).map(|p| if let [r, g, b] = p { grey(*r, *g, *b) } else { 255 });
                            (rgb.width, rgb.height, pixels.collect())
                        }
                    });
                }
            },
            None,
        );
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn draw_rect(&mut self, _: &Rect, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_clip_rect(&mut self, _: &Rect) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
