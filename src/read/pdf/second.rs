//! The second reader: asked when the first finds no page or no glyph. In: the file. Out:
//! lines without positions, or what kept it from them.

use crate::letters::compose;
use crate::read::{Format, Limits, Line, Source};
use pdf_extract::Document;
use std::num::NonZeroU32;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What the second reader saw.
pub(super) enum Seen {
    /// Text.
    Text(Source),
    /// A password is needed.
    Locked,
    /// Pages without text.
    Pages(usize),
    /// Nothing, or it broke down.
    Nothing,
}

/// Reads `bytes`. It is known to break down on damaged files: that counts as nothing.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Seen {
    catch_unwind(AssertUnwindSafe(|| attempt(bytes, limits))).unwrap_or(Seen::Nothing)
}

fn attempt(bytes: &[u8], limits: &Limits) -> Seen {
    let Ok(mut document) = Document::load_mem(bytes) else { return Seen::Nothing };
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Seen::Locked;
    }
    let pages = document.get_pages().len();
    if pages == 0 {
        return Seen::Nothing;
    }
    let mut source = Source::new(Format::Pdf);
    source.pages = u32::try_from(pages).ok();
    let mut ink = 0;
    for number in (1..=u32::try_from(pages).unwrap_or(u32::MAX)).take(usize::try_from(limits.max_pages).unwrap_or(usize::MAX)) {
        let Some(text) = page(&document, number) else { continue };
        for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
            ink += line.chars().filter(|c| !c.is_whitespace()).count();
            let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
            source.push(&compose(&words), Line { page: NonZeroU32::new(number), ..Line::default() });
        }
    }
    if ink < super::CHARS_PER_PAGE.saturating_mul(pages) { Seen::Pages(pages) } else { Seen::Text(source) }
}

/// The text of one page, so that one bad page does not cost the others.
fn page(document: &Document, number: u32) -> Option<String> {
    catch_unwind(AssertUnwindSafe(|| {
        let mut text = String::new();
        let mut output = pdf_extract::PlainTextOutput::new(&mut text);
        pdf_extract::output_doc_page(document, &mut output, number).ok()?;
        Some(text)
    }))
    .ok()
    .flatten()
}
