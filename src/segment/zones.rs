//! Zones: the parts of a document together.

use super::addressees;
use super::anchors::Flat;
use super::footer::{self, Footer};
use super::head::{self, Head};
use super::outline::{self, Passage};
use super::stretch::{Zone, ZoneKind};
use crate::norm::Normal;
use crate::read::Part;
use crate::rules::Rules;
use crate::span::Span;

/// A document in its parts.
#[derive(Debug)]
pub(crate) struct Zones {
    /// What stands before the running text.
    pub(crate) head: Head,
    /// Entries after "Kính gửi".
    pub(crate) addressees: Vec<Span>,
    /// The running text.
    pub(crate) body: Span,
    /// Its passages.
    pub(crate) passages: Vec<Passage>,
    /// Recipients and signature.
    pub(crate) footer: Footer,
    /// What is attached.
    pub(crate) annex: Option<Span>,
    /// Footnotes.
    pub(crate) footnotes: Vec<Span>,
}

impl Zones {
    /// Where citations are looked for, in the order of the text: subject, body, what
    /// stands in the footer's place for annexes, footnotes.
    pub(crate) fn searched(&self) -> Vec<Zone> {
        let subject = self.head.subject.iter().map(|s| Zone { span: s.span, kind: ZoneKind::Subject });
        let body = Zone { span: self.body, kind: ZoneKind::Body };
        let annex = self.annex.map(|span| Zone { span, kind: ZoneKind::Annex });
        let notes = self.footnotes.iter().map(|&span| Zone { span, kind: ZoneKind::Footnote });
        subject.chain([body]).chain(annex).chain(notes).collect()
    }
}

/// Cuts a text into its parts.
pub(crate) fn segment(normal: &Normal, rules: &Rules) -> Zones {
    let flat = Flat::new(normal);
    let mut head = head::find(&flat, rules);
    let (addressees, start) = match &head.addressee {
        Some(label) => addressees::read(&flat, rules, label.span),
        None => (Vec::new(), head.end),
    };
    let footer = footer::find(normal, rules, start);
    let notes = normal.lines.iter().position(|l| l.part == Part::Footnote && is_tail(normal, l.span));
    let total = notes.map_or(normal.hay.text.len(), |i| normal.lines[i].span.start);
    let body = Span::new(start, footer.start.clamp(start, total));
    if head.date.is_none() {
        head.date = head::closing_date(normal, rules, body);
    }
    let annex = Span::new(footer.end.clamp(body.end, total), total).trimmed(&normal.hay.text);
    Zones {
        passages: outline::outline(normal, rules, body),
        footnotes: normal.lines.iter().filter(|l| l.part == Part::Footnote).map(|l| l.span).collect(),
        annex: (!annex.is_empty()).then_some(annex),
        head,
        addressees,
        body,
        footer,
    }
}

/// Footnotes at the end of the text, not between pages.
fn is_tail(normal: &Normal, span: Span) -> bool {
    normal.lines.iter().filter(|l| l.span.start > span.start).all(|l| l.part == Part::Footnote)
}
