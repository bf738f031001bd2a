//! Pictures: a small sheet with strokes on it and no word, in every kind of picture that is
//! read. Nothing is kept; they are made here.

use image::{GrayImage, ImageFormat, Luma};
use std::io::Cursor;
use tiff::encoder::{TiffEncoder, colortype};

/// Ending and bytes.
pub(crate) fn files() -> Vec<(&'static str, Vec<u8>)> {
    let stroke = |x: u32, y: u32| x / 12 % 3 == 1 && y / 20 % 2 == 1;
    let sheet = GrayImage::from_fn(210, 297, |x, y| Luma([if stroke(x, y) { 20 } else { 250 }]));
    vec![("jpg", coded(&sheet, ImageFormat::Jpeg)), ("png", coded(&sheet, ImageFormat::Png)), ("tif", tiff(&sheet))]
}

fn coded(sheet: &GrayImage, kind: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    sheet.write_to(&mut out, kind).unwrap();
    out.into_inner()
}

/// Two pages.
fn tiff(sheet: &GrayImage) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    let mut encoder = TiffEncoder::new(&mut out).unwrap();
    for _ in 0..2 {
        encoder.write_image::<colortype::Gray8>(sheet.width(), sheet.height(), sheet.as_raw()).unwrap();
    }
    out.into_inner()
}
