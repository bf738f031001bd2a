//! Mending [thay trang]: pages without a usable text layer in, the same pages with what
//! was recognised from their pictures out, and where the text of each came from.

use super::gate;
use super::page::{Glyph, Page};
use super::recognised::{self, Lie};
use super::rows;
use super::scan;
use super::words;
use crate::read::ocr::{self, Fault, Picture};
use crate::read::{Limits, Notice, Ocr, Progress, ReadError, Source};
use crate::record::{PageReason, PageSource, PageText};
use hayro_interpret::hayro_syntax::Pdf;
use std::num::NonZeroU32;

/// A stamp of at most so many characters may fill a blank of the letterhead.
const FILLS_BLANK: usize = 12;

/// Said of a page that gave no words.
const UNREADABLE: &str = "what was recognised makes no words; the page was left out";

/// Judges all pages and recognises those that need it. Gives how recognised pages lie.
pub(super) fn mend(
    pdf: &Pdf,
    pages: &mut [Page],
    limits: &Limits,
    progress: &Progress<'_>,
    source: &mut Source,
) -> Result<Vec<(u32, Lie)>, ReadError> {
    let reasons: Vec<PageReason> = pages.iter().map(gate::judge).collect();
    let needs = |r: &PageReason| matches!(r, PageReason::NoTextLayer | PageReason::StampOnly | PageReason::BadTextLayer);
    if !reasons.iter().any(needs) {
        return Ok(Vec::new());
    }
    let good = reasons.contains(&PageReason::GoodTextLayer);
    let mut mender =
        Mender { pdf, limits, progress, source, lies: Vec::new(), tried: 0, missing: limits.ocr == Ocr::Never, said: String::new() };
    for (index, (page, why)) in pages.iter_mut().zip(&reasons).enumerate() {
        let number = page.number;
        let (from, why) = if needs(why) { mender.page(index, page, *why, good)? } else { (plain(*why), *why) };
        mender.source.page_sources.push(PageSource { page: number, from, why });
    }
    let said = std::mem::take(&mut mender.said);
    let lies = mender.lies;
    let any = source.page_sources.iter().any(|p| p.from != PageText::None);
    match (any, limits.ocr) {
        (true, _) => Ok(lies),
        (false, Ocr::Never) => Err(ReadError::NoText { pages: pages.len() }),
        (false, Ocr::Auto) => Err(ReadError::UnreadableScan { pages: pages.len(), detail: said }),
    }
}

const fn plain(why: PageReason) -> PageText {
    if matches!(why, PageReason::Blank) { PageText::None } else { PageText::Text }
}

struct Mender<'m> {
    pdf: &'m Pdf,
    limits: &'m Limits,
    progress: &'m Progress<'m>,
    source: &'m mut Source,
    lies: Vec<(u32, Lie)>,
    tried: u32,
    /// The recogniser is not there, or not wanted.
    missing: bool,
    /// The last fault.
    said: String,
}

impl Mender<'_> {
    /// Replaces what is on one page by what its picture says; `good` where others read well.
    fn page(&mut self, index: usize, page: &mut Page, why: PageReason, good: bool) -> Result<(PageText, PageReason), ReadError> {
        let stamps = stamps(page);
        if !stamps.words.is_empty() {
            self.source.stamps.push(stamps.words.clone());
        }
        let number = page.number;
        let single = page.drawn.pictures == 1 && page.drawn.shapes == 0;
        page.layers.clear();
        page.chars.clear();
        if self.missing || self.tried >= self.limits.max_ocr_pages {
            self.left_out(number);
            return Ok((PageText::None, PageReason::NotRecognised));
        }
        self.tried += 1;
        let Some((picture, size)) = scan::picture(self.pdf, index, single, self.limits) else {
            return Ok(self.failed(number, "its picture is larger than the limit, or broken"));
        };
        let found = match ocr::recognise(&picture, self.limits, self.progress) {
            Ok(found) => found,
            Err(Fault::Missing) if !good => return Err(ReadError::OcrUnavailable),
            Err(Fault::Missing) => {
                self.missing = true;
                self.left_out(number);
                return Ok((PageText::None, PageReason::NotRecognised));
            }
            Err(fault) => return Ok(self.failed(number, &fault.to_string())),
        };
        if found.garbage || found.lines.is_empty() {
            UNREADABLE.clone_into(&mut self.said);
            self.notice("page_unreadable", UNREADABLE.to_owned(), number);
            return Ok((PageText::None, PageReason::Unreadable));
        }
        let drawn = page.drawn;
        let (mended, lie) = recognised::page(number, &picture, &found, size);
        *page = Page { drawn, ..mended };
        if found.turn == ocr::Quarter::None {
            stamps.onto(page);
        }
        self.lies.push((number, lie));
        self.source.ocr = true;
        Ok((PageText::Ocr, why))
    }

    fn left_out(&mut self, number: u32) {
        let (code, message) = match self.limits.ocr {
            Ocr::Never => ("page_not_recognised", "a page without usable text was left out; recognition is switched off".to_owned()),
            Ocr::Auto if self.missing => {
                ("ocr_unavailable", format!("a page without usable text was left out; {}", ReadError::OcrUnavailable))
            }
            Ocr::Auto => ("page_not_recognised", format!("only {} pages of a file are recognised", self.limits.max_ocr_pages)),
        };
        self.notice(code, message, number);
    }

    fn failed(&mut self, number: u32, said: &str) -> (PageText, PageReason) {
        said.clone_into(&mut self.said);
        self.notice("ocr_failed", format!("the page was left out: {said}"), number);
        (PageText::None, PageReason::NotRecognised)
    }

    fn notice(&mut self, code: &'static str, message: String, number: u32) {
        self.source.notices.push(Notice { code, message, page: NonZeroU32::new(number) });
    }
}

/// Stamps that an electronic signature [chữ ký số] puts into the blanks of a letterhead:
/// the number, the day. Longer ones say who signed, and are no part of the text.
#[derive(Default)]
struct Stamps {
    /// Those that fill a blank.
    figures: Vec<(Glyph, Vec<char>)>,
    /// What the others say.
    words: String,
}

fn stamps(page: &Page) -> Stamps {
    let mut out = Stamps::default();
    for layer in page.layers.iter().take(1) {
        let stamped: Vec<Glyph> = layer.glyphs.iter().filter(|g| g.stamped).copied().collect();
        for row in rows::rows(page, &stamped) {
            let text: String = row.glyphs.iter().flat_map(|g| page.text(g)).collect();
            let figures = text.trim();
            if figures.chars().count() <= FILLS_BLANK && figures.chars().all(|c| c.is_ascii_digit() || c == '/') {
                out.figures.extend(row.glyphs.iter().map(|g| (*g, page.text(g).to_vec())));
            } else {
                out.words.push_str(&words::words(page, &row, |_| false).text);
                out.words.push(' ');
            }
        }
    }
    out
}

impl Stamps {
    /// Puts them on a recognised page.
    fn onto(self, page: &mut Page) {
        for (glyph, chars) in self.figures {
            let at = u32::try_from(page.chars.len()).unwrap_or(u32::MAX);
            page.chars.extend(chars);
            if let Some(layer) = page.layers.first_mut() {
                layer.glyphs.push(Glyph { at, sure: Some(100), ..glyph });
            }
        }
    }
}

/// Pages, and how each lies, by its number.
type Recognised = (Vec<Page>, Vec<(u32, Lie)>);

/// Recognises pictures that are pages by themselves.
pub(super) fn pictures(
    pictures: impl Iterator<Item = Result<Picture, ReadError>>,
    limits: &Limits,
    progress: &Progress<'_>,
    source: &mut Source,
) -> Result<Recognised, ReadError> {
    let mut pages = Vec::new();
    let mut lies = Vec::new();
    let mut said = String::new();
    let mut number = 0;
    for picture in pictures.take(usize::try_from(limits.max_ocr_pages).unwrap_or(usize::MAX)) {
        number += 1;
        let seen = match picture {
            Ok(picture) => ocr::recognise(&picture, limits, progress).map(|found| (picture, found)),
            Err(error) if number == 1 => return Err(error),
            Err(error) => Err(Fault::Failed(error.to_string())),
        };
        let (from, why) = match seen {
            Err(Fault::Missing) => return Err(ReadError::OcrUnavailable),
            Ok((picture, found)) if !found.garbage && !found.lines.is_empty() => {
                let (page, lie) = recognised::page(number, &picture, &found, picture.points());
                pages.push(page);
                lies.push((number, lie));
                (PageText::Ocr, PageReason::Picture)
            }
            Ok(_) => {
                said = UNREADABLE.to_owned();
                source.notices.push(Notice { code: "page_unreadable", message: said.clone(), page: NonZeroU32::new(number) });
                (PageText::None, PageReason::Unreadable)
            }
            Err(fault) => {
                said = fault.to_string();
                let message = format!("the page was left out: {said}");
                source.notices.push(Notice { code: "ocr_failed", message, page: NonZeroU32::new(number) });
                (PageText::None, PageReason::NotRecognised)
            }
        };
        source.page_sources.push(PageSource { page: number, from, why });
    }
    source.pages = Some(number);
    source.ocr = !lies.is_empty();
    if lies.is_empty() {
        return Err(ReadError::UnreadableScan { pages: usize::try_from(number).unwrap_or(0), detail: said });
    }
    Ok((pages, lies))
}
