//! PDF: bytes in, [`Source`] out.
//!
//! Glyphs are taken from the page and from its annotation appearances (the number and
//! day stamped by an electronic signature [chữ ký số] are such), sorted by position into
//! rows, and rows into what a reader sees: the two columns of a letterhead or of the
//! signature block, ruled tables, footnotes, running text. Each page's text layer is
//! judged; a page without a usable one is recognised from its picture and laid out the same
//! way. Legacy letters are decoded by the caller.

mod bounds;
mod columns;
mod flow;
mod gate;
mod glyphs;
mod grid;
mod mend;
mod outline;
mod page;
mod recognised;
mod rows;
mod scan;
mod second;
mod sheets;
mod tables;
#[cfg(test)]
mod tests;
mod turn;
mod words;

use crate::read::ocr::Picture;
use crate::read::{Format, Limits, Notice, Progress, ReadError, Source};
use glyphs::Capture;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
pub(crate) use scan::grey;
pub(crate) use sheets::draw_sheets;
use std::num::NonZeroU32;

/// Fewer characters than this per page, over all pages, are no text layer.
const CHARS_PER_PAGE: usize = 20;
/// The second reader keeps whole documents in memory: only files up to this size.
const SECOND_READER_BYTES: usize = 16 << 20;

/// Reads one PDF.
pub(crate) fn read(bytes: &[u8], limits: &Limits, progress: &Progress<'_>) -> Result<Source, ReadError> {
    bounds::check(bytes, limits)?;
    let pdf = match Pdf::new(bytes.to_vec()) {
        Ok(pdf) => pdf,
        Err(LoadPdfError::Decryption(fault)) => return Err(refused(fault)),
        Err(LoadPdfError::Invalid) => return second_opinion(bytes, limits, 0),
    };
    let count = pdf.pages().len();
    if count == 0 {
        return second_opinion(bytes, limits, 0);
    }
    let mut source = Source::new(Format::Pdf);
    source.pages = Some(u32::try_from(count).unwrap_or(u32::MAX));
    let wanted = usize::try_from(limits.max_pages).unwrap_or(usize::MAX).min(count);
    let mut captured = glyphs::capture(&pdf, wanted, limits, progress)?;
    let shows = |p: &page::Page| p.visible() > 0 || p.drawn.pictures > 0 || p.drawn.shapes > 0;
    if !captured.pages.iter().any(shows) {
        return second_opinion(bytes, limits, count);
    }
    notice(&mut source, &captured, wanted, count);
    let lies = mend::mend(&pdf, &mut captured.pages, limits, progress, &mut source)?;
    let chars: usize = captured.pages.iter().map(page::Page::visible).sum();
    if chars == 0 || (lies.is_empty() && chars < CHARS_PER_PAGE.saturating_mul(wanted)) {
        return Err(ReadError::NoText { pages: count });
    }
    outline::write(&captured.pages, &mut source);
    recognised::lay_back(&mut source.lines, &lies);
    Ok(source)
}

/// Recognises pictures and writes what they say, laid out as pages of a PDF are.
///
/// # Errors
/// `OcrUnavailable`, or what keeps the first picture from being read; `UnreadableScan`
/// where no page says anything.
pub(crate) fn recognise_pages(
    pictures: impl Iterator<Item = Result<Picture, ReadError>>,
    limits: &Limits,
    progress: &Progress<'_>,
    source: &mut Source,
) -> Result<(), ReadError> {
    let (pages, lies) = mend::pictures(pictures, limits, progress, source)?;
    outline::write(&pages, source);
    recognised::lay_back(&mut source.lines, &lies);
    Ok(())
}

/// What the user should know about parts that were left out.
fn notice(source: &mut Source, captured: &Capture, wanted: usize, count: usize) {
    if wanted < count {
        source.notices.push(Notice {
            code: "pages_skipped",
            message: format!("read the first {wanted} of {count} pages"),
            page: u32::try_from(wanted + 1).ok().and_then(NonZeroU32::new),
        });
    }
    if let Some(page) = captured.skewed {
        source.notices.push(Notice {
            code: "slanted_text_skipped",
            message: "text printed aslant (a watermark or seal) was left out".to_owned(),
            page: NonZeroU32::new(page),
        });
    }
}

/// Encryption that the empty password does not open.
fn refused(fault: DecryptionError) -> ReadError {
    match fault {
        DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm => ReadError::Encrypted,
        DecryptionError::MissingIDEntry | DecryptionError::InvalidEncryption => {
            ReadError::Damaged { format: "pdf", detail: "its encryption dictionary is broken".to_owned() }
        }
    }
}

/// Asks the second reader where the first found no page or no glyph.
fn second_opinion(bytes: &[u8], limits: &Limits, pages: usize) -> Result<Source, ReadError> {
    let seen = if bytes.len() <= SECOND_READER_BYTES && !bounds::nests_deeply(bytes, limits) {
        second::read(bytes, limits)
    } else {
        second::Seen::Nothing
    };
    match seen {
        second::Seen::Text(source) => Ok(source),
        second::Seen::Locked => Err(ReadError::Encrypted),
        second::Seen::Pages(count) => Err(ReadError::NoText { pages: pages.max(count) }),
        second::Seen::Nothing if pages > 0 => Err(ReadError::NoText { pages }),
        second::Seen::Nothing => Err(ReadError::Damaged { format: "pdf", detail: "no page could be found in it".to_owned() }),
    }
}
