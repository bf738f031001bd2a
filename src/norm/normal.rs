//! Normal: the text that everything after reading works on, and the way back.

use crate::record::Evidence;
use crate::rules::Prepared;
use crate::span::{Span, TextSpan};

/// A normalised text with its map back to the text as read.
#[derive(Debug, Default)]
pub(crate) struct Normal {
    /// The words, ready for matching. Paragraphs are separated by `\n`.
    pub(crate) hay: Prepared,
}

impl Normal {
    /// The place of a span in the document's own text.
    pub(crate) fn text_span(&self, span: Span) -> TextSpan {
        let code_points = |end: usize| u32::try_from(self.hay.text.get(..end).map_or(0, |t| t.chars().count())).unwrap_or(u32::MAX);
        TextSpan(code_points(span.start), code_points(span.end))
    }

    /// The evidence of a span, found by `rule`.
    pub(crate) fn evidence(&self, span: Span, rule: Option<&str>) -> Evidence {
        Evidence { span: self.text_span(span), page: None, boxes: Vec::new(), rule: rule.map(str::to_owned) }
    }
}
