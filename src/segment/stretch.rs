//! Stretches of text by the part of the document they are.

use crate::span::Span;

/// Which part of the document a stretch of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ZoneKind {
    /// [trích yếu] The document's own subject or title.
    Subject,
    /// [nội dung] Preamble and body.
    Body,
    /// [phụ lục]
    Annex,
    /// [chú thích]
    Footnote,
}

/// A stretch of text to look in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Zone {
    /// Where.
    pub(crate) span: Span,
    /// What.
    pub(crate) kind: ZoneKind,
}
