//! Normal: the text that everything after reading works on, and the way back.

use super::clean::Piece;
use super::document_text::DocumentText;
use crate::letters::base;
use crate::read::{Opening, Part};
use crate::record::{Evidence, PageBox};
use crate::rules::Prepared;
use crate::span::{Span, TextSpan};
use std::num::NonZeroU32;
use std::rc::Rc;

/// Code points are counted once every so many bytes of the document's text.
const STRIDE: usize = 256;

/// A line that is left after cleaning.
#[derive(Debug, Clone)]
pub(crate) struct PrintedLine {
    /// Its words.
    pub(crate) span: Span,
    /// Part of the file.
    pub(crate) part: Part,
    /// Whether it opens a paragraph, as the reader saw it.
    pub(crate) opening: Opening,
    /// In bold.
    pub(crate) bold: bool,
    /// Centred or to the right.
    pub(crate) centred: bool,
    /// An empty line stands before it.
    pub(crate) blank_before: bool,
    /// A page number or running head stands before it.
    pub(crate) page_break_before: bool,
    /// White space in front of it, in characters.
    pub(crate) indent: usize,
}

impl PrintedLine {
    /// The line of a note cut out of another.
    pub(crate) const fn of_note(span: Span) -> Self {
        Self {
            span,
            part: Part::Footnote,
            opening: Opening::Paragraph,
            bold: false,
            centred: false,
            blank_before: false,
            page_break_before: false,
            indent: 0,
        }
    }
}

/// A normalised text with its map back to the text as read.
#[derive(Debug, Default)]
pub(crate) struct Normal {
    /// The words, ready for matching. Paragraphs end with `\n`; inside one, lines are
    /// joined by a space.
    pub(crate) hay: Prepared,
    /// The printed lines, footnotes last.
    pub(crate) lines: Vec<PrintedLine>,
    /// Paragraphs as ranges of `lines`.
    pub(crate) paragraphs: Vec<std::ops::Range<usize>>,
    /// It came from a picture, here or in a converter.
    pub(crate) recognised: bool,
    document: Rc<DocumentText>,
    pieces: Vec<Piece>,
    /// Where wide gaps stood, in bytes of `hay`.
    gaps: Vec<usize>,
    /// Code points before each stride of the document's text.
    counted: Rc<[u32]>,
}

/// What cleaning remembers of the text as it was.
#[derive(Debug, Default)]
pub(crate) struct Map {
    /// Stretches that are equal in both texts.
    pub(crate) pieces: Vec<Piece>,
    /// Where wide gaps stood.
    pub(crate) gaps: Vec<usize>,
}

impl Normal {
    /// Wide gaps inside `span`: a typist's columns.
    pub(crate) fn gaps(&self, span: Span) -> impl Iterator<Item = usize> + '_ {
        let from = self.gaps.partition_point(|&g| g <= span.start);
        self.gaps[from..].iter().copied().take_while(move |&g| g < span.end)
    }

    /// Puts the parts together.
    pub(crate) fn new(
        hay: Prepared,
        document: DocumentText,
        lines: Vec<PrintedLine>,
        paragraphs: Vec<std::ops::Range<usize>>,
        map: Map,
    ) -> Self {
        let mut counted = Vec::with_capacity(document.text.len() / STRIDE + 1);
        let mut points = 0_u32;
        for stride in document.text.as_bytes().chunks(STRIDE) {
            counted.push(points);
            points += code_points(stride);
        }
        counted.push(points);
        let (document, counted) = (Rc::new(document), counted.into());
        Self { hay, lines, paragraphs, document, pieces: map.pieces, gaps: map.gaps, counted, recognised: false }
    }

    /// Another text over the same document.
    pub(super) fn with_same_document(
        &self,
        hay: Prepared,
        lines: Vec<PrintedLine>,
        paragraphs: Vec<std::ops::Range<usize>>,
        map: Map,
    ) -> Self {
        let (document, counted) = (Rc::clone(&self.document), Rc::clone(&self.counted));
        Self { hay, lines, paragraphs, document, pieces: map.pieces, gaps: map.gaps, counted, recognised: self.recognised }
    }

    /// Starts of equal stretches inside `span`, behind its first byte.
    pub(super) fn pieces_inside(&self, span: Span) -> impl Iterator<Item = &Piece> {
        let from = self.pieces.partition_point(|p| p.clean <= span.start);
        self.pieces.get(from..).unwrap_or_default().iter().take_while(move |p| p.clean < span.end)
    }

    /// The words inside `span` on one line, as the document has them: of a recognised text with
    /// the slips that normalising puts right.
    pub(crate) fn as_read(&self, span: Span) -> String {
        let words = self.hay.of(span).replace('\n', " ");
        if !self.recognised {
            return words;
        }
        let printed = |at: usize| self.document.text.get(self.place(at)..)?.chars().next();
        let as_printed = |(i, c)| printed(span.start + i).filter(|&p| base(p) == base(c)).unwrap_or(c);
        words.char_indices().map(as_printed).collect()
    }

    /// The page on which `span` begins, where the document has pages.
    pub(crate) fn page_of(&self, span: Span) -> Option<u32> {
        let at = self.in_document(span).start;
        let line = self.document.lines.partition_point(|l| l.end <= at);
        self.document.lines.get(line)?.page.map(NonZeroU32::get)
    }

    /// The document's own text (NFC).
    pub(crate) fn document_text(&self) -> &str {
        &self.document.text
    }

    /// The words of a paragraph.
    pub(crate) fn paragraph(&self, index: usize) -> Span {
        let lines = &self.paragraphs[index];
        Span::new(self.lines[lines.start].span.start, self.lines[lines.end - 1].span.end)
    }

    /// Where a span stands in the document's text, in bytes.
    fn in_document(&self, span: Span) -> Span {
        if span.is_empty() {
            let at = self.place(span.start);
            return Span::new(at, at);
        }
        let last = self.hay.text.floor_char_boundary(span.end - 1);
        let width = span.end - last;
        let mut end = self.place(last) + width;
        if self.recognised && span.end < self.hay.text.len() {
            // Where a misread letter was put right, the printed one may be shorter.
            let least = self.document.text.ceil_char_boundary(self.place(last) + 1);
            end = end.min(self.place(span.end).max(least));
        }
        let start = self.place(span.start);
        // A passage around a note that was cut out still runs forward.
        Span::new(start.min(end), end)
    }

    /// Where a byte stands in the document's text.
    pub(super) fn place(&self, at: usize) -> usize {
        let index = self.pieces.partition_point(|p| p.clean <= at);
        let Some(piece) = index.checked_sub(1).and_then(|i| self.pieces.get(i)) else { return 0 };
        (piece.document + (at - piece.clean)).min(self.document.text.len())
    }

    fn code_points(&self, at: usize) -> u32 {
        let at = self.document.text.floor_char_boundary(at);
        let stride = at / STRIDE;
        let before = self.counted.get(stride).copied().unwrap_or_default();
        let rest = &self.document.text.as_bytes()[(stride * STRIDE).min(at)..at];
        before + code_points(rest)
    }

    /// The place of a span in the document's own text.
    pub(crate) fn text_span(&self, span: Span) -> TextSpan {
        let s = self.in_document(span.trimmed(&self.hay.text));
        TextSpan(self.code_points(s.start), self.code_points(s.end))
    }

    /// The words of a span as the document's own text has them.
    pub(crate) fn printed(&self, span: Span) -> &str {
        self.in_document(span.trimmed(&self.hay.text)).of(&self.document.text)
    }

    /// How sure the recogniser was of the least certain letter of a span, 0 to 100; `None`
    /// where nothing of it was recognised.
    pub(crate) fn confidence(&self, span: Span) -> Option<u8> {
        self.least_of(self.in_document(span))
    }

    /// The same, of a span of the document's text.
    fn least_of(&self, s: Span) -> Option<u8> {
        let first = self.document.lines.partition_point(|l| l.end <= s.start);
        let lines = self.document.lines.get(first..)?.iter().take_while(|l| l.start < s.end);
        lines.filter_map(|line| self.least(line, s)).min()
    }

    /// The same, of that part of a span which stands on `line`.
    fn least(&self, line: &crate::read::Line, span: Span) -> Option<u8> {
        let sure = line.confidence.as_deref()?;
        let words = self.document.text.get(line.start..line.end)?;
        let inside = |at: usize| (span.start..span.end).contains(&(line.start + at));
        words.char_indices().zip(sure).filter(|((at, c), _)| inside(*at) && !c.is_whitespace()).map(|(_, s)| *s).min()
    }

    /// The evidence of a span, found by `rule`: its words, without white space that an
    /// anchor looked at to be sure.
    pub(crate) fn evidence(&self, span: Span, rule: Option<&str>) -> Evidence {
        let s = self.in_document(span.trimmed(&self.hay.text));
        let first = self.document.lines.partition_point(|l| l.end <= s.start);
        let page = self.document.lines.get(first).and_then(|l| l.page).map(NonZeroU32::get);
        let mut boxes = Vec::new();
        for line in self.document.lines[first.min(self.document.lines.len())..].iter().take_while(|l| l.start < s.end) {
            boxes.extend(self.box_of(line, s));
        }
        let span = TextSpan(self.code_points(s.start), self.code_points(s.end));
        Evidence { span, page, boxes, rule: rule.map(str::to_owned), ocr_confidence: self.least_of(s) }
    }

    /// The box of that part of `span` which stands on `line`.
    fn box_of(&self, line: &crate::read::Line, span: Span) -> Option<PageBox> {
        let (rect, page) = (line.rect?, line.page?.get());
        let (mut x0, mut x1) = (rect.x0, rect.x1);
        if let Some(edges) = line.edges.as_deref() {
            let chars = |to: usize| self.document.text.get(line.start..to).map_or(0, |t| t.chars().count());
            x0 = edges.get(chars(span.start.max(line.start))).copied().unwrap_or(x0);
            x1 = edges.get(chars(span.end.min(line.end))).copied().unwrap_or(x1);
        }
        Some(PageBox { page, x0, y0: rect.y0, x1, y1: rect.y1 })
    }
}

/// Code points that open in `bytes`: every byte but a continuation byte opens one.
fn code_points(bytes: &[u8]) -> u32 {
    bytes.iter().map(|b| u32::from(b & 0xc0 != 0x80)).sum()
}
