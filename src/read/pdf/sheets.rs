//! Sheets [tờ]: the pages of a PDF as a person sees them, in colour, the appearances of
//! signatures and form fields on top. Nothing is read from them.

use super::{Limits, bounds, refused};
use crate::read::ReadError;
use crate::read::marked::{self, Sheet};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use hayro_interpret::InterpreterSettings;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};

/// Draws each page at the scale that `scale` gives for its size in points.
pub(crate) fn draw_sheets(
    bytes: &[u8],
    limits: &Limits,
    scale: &dyn Fn(f32, f32) -> f32,
    take: &mut dyn FnMut(Sheet) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    bounds::check(bytes, limits)?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(|e| match e {
        LoadPdfError::Decryption(fault) => refused(fault),
        LoadPdfError::Invalid => ReadError::Damaged { format: "pdf", detail: "its pages cannot be drawn".to_owned() },
    })?;
    let cache = RenderCache::new();
    for sheet in pdf.pages().iter().take(marked::pages(limits)) {
        let (width, height) = sheet.render_dimensions();
        let scale = scale(width, height);
        let target = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
        let map = render(sheet, &cache, &InterpreterSettings::default(), &RenderSettings::default(), &target);
        let pixels = map.data().iter().map(|p| [p.r, p.g, p.b]);
        take(marked::sheet(usize::from(map.width()), usize::from(map.height()), pixels, width))?;
    }
    Ok(())
}
