//! Images [ảnh chụp, ảnh quét]: PNG, JPEG or TIFF in, [`Source`] out, each picture a page.
//! What is printed on them is recognised; without the recogniser the file is an error.

use super::ocr::{DPI, Picture, float};
use super::{Format, Limits, Ocr, Progress, ReadError, Source, pdf};
use image::{ImageFormat, ImageReader};
use std::io::Cursor;
use tiff::ColorType;
use tiff::decoder::{Decoder, DecodingResult};
use tiff::tags::Tag;

/// An A4 page is so many inches wide: what a picture that does not say its resolution shows.
const PAGE_INCHES: f32 = 8.27;
/// Resolutions that a scanner or camera can mean.
const DPI_RANGE: std::ops::RangeInclusive<f32> = 60.0..=1300.0;

/// Reads one image file.
pub(crate) fn read(bytes: &[u8], limits: &Limits, progress: &Progress<'_>) -> Result<Source, ReadError> {
    if limits.ocr == Ocr::Never {
        return Err(ReadError::NoText { pages: 1 });
    }
    let mut source = Source::new(Format::Image);
    pdf::recognise_pages(pages(bytes, limits)?, limits, progress, &mut source)?;
    Ok(source)
}

/// The pictures of a file, one after the other.
pub(super) fn pages<'b>(
    bytes: &'b [u8],
    limits: &'b Limits,
) -> Result<Box<dyn Iterator<Item = Result<Picture, ReadError>> + 'b>, ReadError> {
    Ok(if bytes.starts_with(b"II") || bytes.starts_with(b"MM") {
        Box::new(TiffPages::new(bytes, limits)?)
    } else {
        Box::new(std::iter::once_with(|| single(bytes, limits)))
    })
}

/// A PNG or JPEG.
fn single(bytes: &[u8], limits: &Limits) -> Result<Picture, ReadError> {
    let (name, kind) = if bytes.starts_with(b"\x89PNG") { ("png", ImageFormat::Png) } else { ("jpeg", ImageFormat::Jpeg) };
    let damaged = |detail: String| ReadError::Damaged { format: name, detail };
    let (across, down) = ImageReader::with_format(Cursor::new(bytes), kind).into_dimensions().map_err(|e| damaged(e.to_string()))?;
    bounded(across, down, limits)?;
    let mut reader = ImageReader::with_format(Cursor::new(bytes), kind);
    let mut most = image::Limits::default();
    most.max_alloc = Some(u64::from(limits.max_pixels).saturating_mul(8));
    reader.limits(most);
    let image = reader.decode().map_err(|e| damaged(e.to_string()))?;
    let flat = if image.color().has_alpha() { on_white(&image.to_luma_alpha8()) } else { image.into_luma8().into_raw() };
    picture(across, down, flat, None).ok_or_else(|| damaged("it has no pixels".to_owned()))
}

/// What is see-through shows white paper.
fn on_white(image: &image::GrayAlphaImage) -> Vec<u8> {
    let over = |grey: u8, alpha: u8| {
        let (g, a) = (u32::from(grey), u32::from(alpha));
        u8::try_from((g * a + 255 * (255 - a)) / 255).unwrap_or(255)
    };
    image.pixels().map(|p| over(p.0[0], p.0[1])).collect()
}

fn bounded(across: u32, down: u32, limits: &Limits) -> Result<(), ReadError> {
    if u64::from(across) * u64::from(down) > u64::from(limits.max_pixels) {
        return Err(ReadError::TooComplex(format!("a picture of {across} by {down} pixels")));
    }
    Ok(())
}

/// At a resolution that is stated and likely, or such that the picture is one page.
fn picture(across: u32, down: u32, pixels: Vec<u8>, stated: Option<f32>) -> Option<Picture> {
    let (width, height) = (usize::try_from(across).ok()?, usize::try_from(down).ok()?);
    let fitted = float(width.min(height)) / PAGE_INCHES;
    let dpi = stated.filter(|d| DPI_RANGE.contains(d) && (0.4..2.5).contains(&(d / fitted.max(1.0)))).unwrap_or(fitted.max(1.0));
    Some(Picture::new(width, height, pixels, dpi)?.reduced(DPI))
}

/// The pages of a TIFF, one after the other.
struct TiffPages<'b> {
    decoder: Decoder<Cursor<&'b [u8]>>,
    limits: Limits,
    more: bool,
}

impl<'b> TiffPages<'b> {
    fn new(bytes: &'b [u8], limits: &Limits) -> Result<Self, ReadError> {
        let mut most = tiff::decoder::Limits::default();
        most.decoding_buffer_size = usize::try_from(limits.max_pixels).unwrap_or(usize::MAX).saturating_mul(4);
        let decoder = Decoder::new(Cursor::new(bytes)).map_err(|e| damaged(&e))?.with_limits(most);
        Ok(Self { decoder, limits: *limits, more: true })
    }

    fn page(&mut self) -> Result<Picture, ReadError> {
        let (across, down) = self.decoder.dimensions().map_err(|e| damaged(&e))?;
        bounded(across, down, &self.limits)?;
        let stated = self.resolution();
        let colour = self.decoder.colortype().map_err(|e| damaged(&e))?;
        let result = self.decoder.read_image().map_err(|e| damaged(&e))?;
        let samples = match result {
            DecodingResult::U8(samples) => samples,
            DecodingResult::U16(samples) => samples.into_iter().map(|s| u8::try_from(s >> 8).unwrap_or(255)).collect(),
            _ => return Err(ReadError::Damaged { format: "tiff", detail: "samples that are no greys or colours".to_owned() }),
        };
        let pixels = greys(&samples, colour, across)
            .ok_or_else(|| ReadError::Damaged { format: "tiff", detail: format!("colours of the kind {colour:?}") })?;
        picture(across, down, pixels, stated).ok_or_else(|| ReadError::Damaged { format: "tiff", detail: "it has no pixels".to_owned() })
    }

    /// Pixels per inch, where the page says it.
    fn resolution(&mut self) -> Option<f32> {
        let tiff::decoder::ifd::Value::Rational(over, under) = self.decoder.find_tag(Tag::XResolution).ok()?? else { return None };
        let per = f32::from(u16::try_from(over.checked_div(under)?).ok()?);
        let centimetres = self.decoder.find_tag_unsigned::<u16>(Tag::ResolutionUnit).ok().flatten() == Some(3);
        Some(if centimetres { per * 2.54 } else { per })
    }
}

impl Iterator for TiffPages<'_> {
    type Item = Result<Picture, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if !self.more {
            return None;
        }
        let page = self.page();
        self.more = page.is_ok() && self.decoder.more_images() && self.decoder.next_image().is_ok();
        Some(page)
    }
}

fn damaged(error: &tiff::TiffError) -> ReadError {
    ReadError::Damaged { format: "tiff", detail: error.to_string() }
}

/// Samples as greys; `None` for colours that no scanner writes.
fn greys(samples: &[u8], colour: ColorType, across: u32) -> Option<Vec<u8>> {
    let grey = |p: &[u8]| if let [r, g, b, ..] = p { pdf::grey(*r, *g, *b) } else { 255 };
    Some(match colour {
        // The decoder has set black to 0 already, whatever the file says.
        ColorType::Gray(1) => bits(samples, across),
        ColorType::Gray(8 | 16) => samples.to_vec(),
        ColorType::GrayA(8 | 16) => samples.chunks_exact(2).map(|p| p.first().copied().unwrap_or(255)).collect(),
        ColorType::RGB(8 | 16) | ColorType::YCbCr(8) => samples.chunks_exact(3).map(grey).collect(),
        ColorType::RGBA(8 | 16) => samples.chunks_exact(4).map(grey).collect(),
        _ => return None,
    })
}

/// One bit per pixel, rows filled up to whole bytes.
fn bits(samples: &[u8], across: u32) -> Vec<u8> {
    let width = usize::try_from(across).unwrap_or(0);
    let ink = |set: bool| if set { 255 } else { 0 };
    let row =
        |bytes: &[u8]| -> Vec<u8> { bytes.iter().flat_map(|b| (0..8).rev().map(move |i| b >> i & 1 == 1)).take(width).map(ink).collect() };
    samples.chunks(width.div_ceil(8).max(1)).flat_map(row).collect()
}
