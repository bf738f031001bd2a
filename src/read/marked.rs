//! Marked pages [ảnh trang có khung]: the pages of a PDF or picture as PNG, with frames round
//! the places that are given. In: the bytes of a file that was read, and frames in points as a
//! record has them. Out: one picture per page, no larger than stated. Nothing is recognised here.

use super::ocr::{float, whole};
use super::{Format, Limits, Progress, ReadError, image, panic_message, pdf, sniff};
use ::image::codecs::png::{CompressionType, FilterType, PngEncoder};
use ::image::{ExtendedColorType, ImageEncoder};
use serde::{Deserialize, Serialize};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Pages are drawn at so many pixels per inch: print of 10 points can be read.
const DPI: f32 = 110.0;
/// No side of a picture is longer, in pixels.
const LONGEST: f32 = 1800.0;
/// How far a frame stands off its words, and how thick it is, in pixels.
const OFF: usize = 3;
const THICK: usize = 2;

/// A frame to be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// 1-based page.
    pub page: u32,
    /// Left, upper, right and lower edge in points, from the top left corner.
    pub at: [f32; 4],
    /// Red, green, blue.
    pub colour: [u8; 3],
}

/// A page with its frames.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedPage {
    /// 1-based.
    pub page: u32,
    /// A PNG file.
    pub png: Vec<u8>,
}

/// A page in colour.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sheet {
    pub(super) width: usize,
    pub(super) height: usize,
    /// Three bytes per pixel, row by row.
    pub(super) rgb: Vec<u8>,
    /// Pixels in a point.
    pub(super) scale: f32,
}

/// Draws the pages of a PDF or picture one after the other and hands each to `sink`;
/// `progress` is called after each.
///
/// # Errors
/// Where the file cannot be opened, or its format has no pages.
pub fn draw_pages(
    bytes: &[u8],
    marks: &[Mark],
    limits: &Limits,
    progress: &Progress<'_>,
    sink: &mut dyn FnMut(MarkedPage),
) -> Result<(), ReadError> {
    // What a renderer has half done is dropped with it.
    catch_unwind(AssertUnwindSafe(|| draw(bytes, marks, limits, progress, sink)))
        .unwrap_or_else(|payload| Err(ReadError::Crashed(panic_message(payload.as_ref()))))
}

fn draw(bytes: &[u8], marks: &[Mark], limits: &Limits, progress: &Progress<'_>, sink: &mut dyn FnMut(MarkedPage)) -> Result<(), ReadError> {
    let mut page = 0;
    let mut take = |mut sheet: Sheet| -> Result<(), ReadError> {
        page += 1;
        marks.iter().filter(|m| m.page == page).for_each(|m| sheet.frame(m));
        sink(MarkedPage { page, png: sheet.to_png().ok_or_else(|| ReadError::TooComplex("a page that makes no picture".to_owned()))? });
        progress();
        Ok(())
    };
    match sniff::sniff(bytes, sniff::Claim::None)? {
        Format::Pdf => pdf::draw_sheets(bytes, limits, &scale, &mut take),
        Format::Image => image::pages(bytes, limits)?.take(pages(limits)).try_for_each(|picture| take(Sheet::of_picture(picture?))),
        _ => Err(ReadError::Unsupported { format: "a format without pages", cure: "give a PDF or a picture" }),
    }
}

/// Pages that are drawn at most: as many as are recognised.
pub(super) fn pages(limits: &Limits) -> usize {
    usize::try_from(limits.max_ocr_pages).unwrap_or(usize::MAX)
}

/// Pixels per point for a page of this size in points.
fn scale(width: f32, height: f32) -> f32 {
    (DPI / 72.0).min(LONGEST / width.max(height).max(1.0))
}

impl Sheet {
    fn of_picture(picture: super::ocr::Picture) -> Self {
        let (width, height) = picture.points();
        let picture = picture.reduced(72.0 * scale(width, height));
        let rgb = picture.pixels.iter().flat_map(|&p| [p, p, p]).collect();
        Self { width: picture.width, height: picture.height, rgb, scale: picture.dpi / 72.0 }
    }

    /// Draws one frame, its ground tinted.
    fn frame(&mut self, mark: &Mark) {
        let [x0, y0, x1, y1] = mark.at.map(|edge| if edge.is_finite() { whole(edge * self.scale) } else { 0 });
        let (left, top) = (x0.saturating_sub(OFF), y0.saturating_sub(OFF));
        let (right, bottom) = (x1.saturating_add(OFF).min(self.width), y1.saturating_add(OFF).min(self.height));
        for y in top..bottom {
            for x in left..right {
                let edge = x < left + THICK || y < top + THICK || x + THICK >= right || y + THICK >= bottom;
                let at = (y * self.width + x) * 3;
                let Some(pixel) = self.rgb.get_mut(at..at + 3) else { continue };
                for (p, c) in pixel.iter_mut().zip(mark.colour) {
                    *p = if edge { c } else { tinted(*p, c) };
                }
            }
        }
    }

    fn to_png(&self) -> Option<Vec<u8>> {
        let (width, height) = (u32::try_from(self.width).ok()?, u32::try_from(self.height).ok()?);
        let mut out = Vec::new();
        let encoder = PngEncoder::new_with_quality(&mut out, CompressionType::Best, FilterType::Adaptive);
        encoder.write_image(&self.rgb, width, height, ExtendedColorType::Rgb8).ok()?;
        Some(out)
    }
}

/// A little of the colour over the paper.
fn tinted(pixel: u8, colour: u8) -> u8 {
    let (p, c) = (u32::from(pixel), u32::from(colour));
    u8::try_from(p * (255 * 7 + c) / (255 * 8)).unwrap_or(pixel)
}

/// A sheet of `rgba` pixels on white.
pub(super) fn sheet(width: usize, height: usize, rgba: impl Iterator<Item = [u8; 3]>, points: f32) -> Sheet {
    Sheet { width, height, rgb: rgba.flatten().collect(), scale: float(width) / points.max(1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RED: [u8; 3] = [200, 0, 0];

    fn pixel(sheet: &Sheet, x: usize, y: usize) -> [u8; 3] {
        let at = (y * sheet.width + x) * 3;
        [sheet.rgb[at], sheet.rgb[at + 1], sheet.rgb[at + 2]]
    }

    fn white(width: usize, height: usize, scale: f32) -> Sheet {
        Sheet { width, height, rgb: vec![255; width * height * 3], scale }
    }

    #[test]
    fn a_frame_stands_round_its_words() {
        let mut sheet = white(40, 30, 2.0);
        sheet.frame(&Mark { page: 1, at: [5.0, 5.0, 15.0, 10.0], colour: RED });
        // Points 5 to 15 are pixels 10 to 30; the frame stands three off.
        assert_eq!([pixel(&sheet, 6, 15), pixel(&sheet, 7, 15), pixel(&sheet, 8, 15)], [[255; 3], RED, RED]);
        assert_eq!([pixel(&sheet, 9, 15), pixel(&sheet, 32, 15), pixel(&sheet, 33, 15)], [[248, 223, 223], RED, [255; 3]]);
        assert_eq!(
            [pixel(&sheet, 20, 6), pixel(&sheet, 20, 7), pixel(&sheet, 20, 22), pixel(&sheet, 20, 23)],
            [[255; 3], RED, RED, [255; 3]]
        );
    }

    #[test]
    fn frames_beyond_the_page_are_cut() {
        let mut sheet = white(10, 10, 1.0);
        let before = sheet.clone();
        sheet.frame(&Mark { page: 1, at: [20.0, 20.0, 30.0, 30.0], colour: RED });
        sheet.frame(&Mark { page: 1, at: [9.0, 9.0, 2.0, 2.0], colour: RED });
        assert_eq!(sheet, before);
        sheet.frame(&Mark { page: 1, at: [f32::NAN, -5.0, f32::INFINITY, f32::MAX], colour: RED });
        assert_eq!(pixel(&sheet, 0, 9), RED);
    }

    #[test]
    fn pages_are_bounded_in_size() {
        assert!((scale(595.0, 842.0) - 110.0 / 72.0).abs() < 1e-6);
        assert!((scale(10_000.0, 20.0) - 0.18).abs() < 1e-6);
    }

    /// A picture of one page, grey 200.
    fn picture() -> Vec<u8> {
        let mut out = Vec::new();
        PngEncoder::new(&mut out).write_image(&[200; 827 * 1170], 827, 1170, ExtendedColorType::L8).unwrap();
        out
    }

    #[test]
    fn pictures_are_pages() {
        let mut seen = Vec::new();
        let marks =
            [Mark { page: 1, at: [72.0, 72.0, 144.0, 90.0], colour: RED }, Mark { page: 2, at: [0.0, 0.0, 500.0, 500.0], colour: RED }];
        draw_pages(&picture(), &marks, &Limits::default(), &|| (), &mut |page| seen.push(page)).unwrap();
        assert_eq!(seen.iter().map(|p| p.page).collect::<Vec<_>>(), [1]);
        let drawn = ::image::load_from_memory(&seen[0].png).unwrap().into_rgb8();
        // 827 pixels are the width of an A4 page, so it is drawn as large as it is: 100 per inch.
        assert_eq!((drawn.width(), drawn.height()), (827, 1170));
        assert_eq!([drawn.get_pixel(96, 110).0, drawn.get_pixel(97, 110).0, drawn.get_pixel(150, 110).0], [[200; 3], RED, [194, 175, 175]]);
    }

    #[test]
    fn a_format_without_pages_is_refused() {
        let refused = draw_pages("Số: 1".as_bytes(), &[], &Limits::default(), &|| (), &mut |_| ()).unwrap_err();
        assert_eq!(refused.code(), "unsupported_format");
    }
}
