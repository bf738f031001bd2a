//! Citations [văn bản viện dẫn]: mentions of other instruments, by number or, for laws, by
//! title.
//!
//! In: the text, the stretches of it to look in, and what is known of the document itself.
//! Out: one [`Mention`] per mention, in the order of the text. The document's own number is
//! none; which mentions mean one instrument is settled in `resolve`.

mod bodies;
mod build;
mod gazetteer;
mod grammar;
mod kind;
mod laws;
mod numbers;
mod pinpoint;
mod record;
mod relation;
mod tail;
#[cfg(test)]
mod tests;

pub(crate) use bodies::{Bodies, PlainBodies};
pub(crate) use gazetteer::KnownBodies;
pub(crate) use grammar::Grammar;
pub(crate) use pinpoint::Pin;
pub(crate) use record::{into_record, warnings};

use crate::record::Relation;
use crate::rules::{Prepared, Rules};
pub(crate) use crate::segment::{Zone, ZoneKind};
use crate::span::Span;

/// What is known of the document itself.
#[derive(Debug, Clone, Default)]
pub(crate) struct Own {
    /// Its number in normal form.
    pub(crate) number: Option<String>,
    /// Name of its province, without kind.
    pub(crate) province: Option<String>,
    /// Code of its type: `CV`, `QĐ`.
    pub(crate) type_code: Option<String>,
}

/// Where the parts of a mention stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Parts {
    /// The type.
    pub(crate) kind: Option<Span>,
    /// The number.
    pub(crate) number: Option<Span>,
    /// The title.
    pub(crate) title: Option<Span>,
    /// The date.
    pub(crate) date: Option<Span>,
    /// The issuer.
    pub(crate) issuer: Option<Span>,
}

/// One mention of another instrument.
#[derive(Debug, Clone)]
pub(crate) struct Mention {
    /// From the type to the date or issuer, without the title that follows.
    pub(crate) span: Span,
    /// Type in normal case.
    pub(crate) kind: Option<String>,
    /// Number in normal form.
    pub(crate) number: Option<String>,
    /// Title, or a law's name.
    pub(crate) title: Option<String>,
    /// EDTF.
    pub(crate) date: Option<String>,
    /// Issuer in full.
    pub(crate) issuer: Option<String>,
    /// The issuer was concluded from the symbol or another mention.
    pub(crate) issuer_inferred: bool,
    /// Places in it.
    pub(crate) pinpoints: Vec<Pin>,
    /// How the document stands to it.
    pub(crate) relation: Relation,
    /// The rule that found it.
    pub(crate) rule: String,
    /// Where its parts stand.
    pub(crate) parts: Parts,
    /// It stands inside another's title.
    pub(crate) nested: bool,
    /// It took its type from the mention before.
    pub(crate) shared: bool,
    /// End of number, date and issuer.
    pub(crate) reach: usize,
}

impl Mention {
    /// Where it begins, its pinpoints included.
    pub(crate) fn opens(&self) -> usize {
        self.pinpoints.first().map_or(self.span.start, |p| p.span.start.min(self.span.start))
    }

    /// Where it ends, its title included.
    pub(crate) fn closes(&self) -> usize {
        self.parts.title.map_or(self.reach, |t| t.end.max(self.reach))
    }
}

/// A paragraph in its surroundings.
pub(crate) struct Place<'a> {
    /// The text.
    pub(crate) hay: &'a Prepared,
    /// The paragraph.
    pub(crate) paragraph: Span,
    /// The part of the document.
    pub(crate) zone: ZoneKind,
    /// Who reads names of bodies.
    pub(crate) bodies: &'a dyn Bodies,
    /// The document itself.
    pub(crate) own: &'a Own,
}

/// Every mention in `zones`; `bodies` reads the names of issuers.
pub(crate) fn find_with(hay: &Prepared, zones: &[Zone], rules: &Rules, own: &Own, bodies: &dyn Bodies) -> Vec<Mention> {
    let grammar = Grammar::new(rules);
    let mut out: Vec<Mention> = Vec::new();
    let mut carried = relation::Carried::default();
    for zone in zones {
        let Some(words) = hay.text.get(zone.span.start..zone.span.end) else { continue };
        let mut at = zone.span.start;
        // A subject is one text, however many lines it takes.
        let one = zone.kind == ZoneKind::Subject;
        for line in words.split(|c| c == '\n' && !one) {
            let paragraph = Span::new(at, at + line.len());
            at = paragraph.end + 1;
            let place = Place { hay, paragraph, zone: zone.kind, bodies, own };
            let from = out.len();
            build::paragraph(&grammar, &place, &mut out);
            relation::settle(&grammar, &place, &mut out[from..], &mut carried);
        }
    }
    out.sort_by_key(|m| m.span.start);
    out
}
