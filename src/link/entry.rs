//! Entries [mục văn bản]: one instrument with what its variants say together. In: variants of
//! one instrument. Out: its attributes, its id, and where the variants contradict each other.
//! A document's own word goes first, then that of most records.

use super::cluster::Known;
use super::graph::{Clash, ClashField, ClashValue, Node};
use super::variant::Variant;
use crate::resolve::naming::{self, Work};
use crate::rules::Rules;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// An instrument with all that belongs to it.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) node: Node,
    /// Numbers of its variants.
    pub(super) variants: Vec<usize>,
    /// Records that are this instrument.
    pub(super) own: Vec<usize>,
    pub(super) clashes: Vec<Clash>,
}

/// Who says a value.
#[derive(Debug, Default, Clone)]
struct Voices {
    own: bool,
    sayers: BTreeSet<usize>,
}

/// Values of one attribute with who says them.
type Said<'a> = BTreeMap<&'a str, Voices>;

impl Entry {
    /// A record without a number.
    pub(super) fn of_record(k: &Known<'_>, record: usize, paths: &[String]) -> Self {
        let path = paths.get(record).cloned().unwrap_or_default();
        let Variant { kind, title, date, issuer, .. } = k.variant.clone();
        let id = format!("record:{path}");
        let node = Node { id, kind, number: None, title, date, issuer, records: vec![path], cited_by: 0, mentions: 0 };
        // Nothing cites it; its variant may stand for several records.
        Self { node, variants: Vec::new(), own: vec![record], clashes: Vec::new() }
    }

    /// Adds an entry that has the same id.
    pub(super) fn join(&mut self, other: Self) {
        let (node, more) = (&mut self.node, other.node);
        node.title = node.title.take().or(more.title);
        node.issuer = node.issuer.take().or(more.issuer);
        node.records.extend(more.records);
        node.records.sort();
        self.variants.extend(other.variants);
        self.own.extend(other.own);
        self.clashes.extend(other.clashes);
    }
}

/// Makes an entry of the variants of one instrument.
pub(super) fn entry(members: &[&Known<'_>], paths: &[String], rules: &Rules) -> Entry {
    let said = |of: fn(&Variant) -> Option<&str>| said(members, of);
    let kind = best(&said(|v| v.kind.as_deref()));
    let number = best(&said(|v| v.number.as_deref()));
    let title = best(&said(|v| v.title.as_deref()));
    let dates = said(|v| v.date.as_deref());
    let date = best_date(&dates);
    let issuers = said(|v| v.issuer.as_deref());
    let issuer = best(&issuers);
    // The issuer's own id may know its place.
    let of_issuer = |k: &&&Known<'_>| k.variant.issuer.as_deref() == issuer.as_deref();
    let named = members.iter().filter(of_issuer).filter_map(|k| k.body.as_ref()).map(|b| b.slug.as_str()).max_by_key(|s| (s.len(), *s));
    let work = Work { kind: kind.as_deref(), number: number.as_deref(), title: title.as_deref(), date: date.as_deref(), issuer: named };
    let id = naming::id(&work);
    let name = number.clone().or_else(|| title.clone()).unwrap_or_default();
    let clash = |field, values| Clash { instrument: id.clone(), name: name.clone(), field, values };
    let joint = rules.types.iter().any(|t| t.joint && kind.as_deref() == Some(t.name.as_str()));
    let own: Vec<usize> = members.iter().filter(|k| k.variant.own).flat_map(|k| k.sayers.iter().copied()).collect();
    let clashes = [
        contradict(&dates, date.as_deref(), |a, b| a.starts_with(b) || b.starts_with(a), paths).map(|v| clash(ClashField::Date, v)),
        contradict(&issuers, issuer.as_deref(), |a, b| joint || fit(members, a, b), paths).map(|v| clash(ClashField::Issuer, v)),
    ];
    let records = named_records(own.iter().copied(), paths);
    let clashes = clashes.into_iter().flatten().collect();
    let node = Node { id: id.clone(), kind, number, title, date, issuer, records, cited_by: 0, mentions: 0 };
    Entry { node, variants: members.iter().map(|k| k.index).collect(), own, clashes }
}

/// The values of one attribute.
fn said<'a>(members: &[&'a Known<'_>], of: fn(&Variant) -> Option<&str>) -> Said<'a> {
    let mut said = Said::new();
    for k in members {
        if let Some(value) = of(k.variant) {
            let voices = said.entry(value).or_default();
            voices.own |= k.variant.own;
            voices.sayers.extend(&k.sayers);
        }
    }
    said
}

/// The document's own word, then that of most records, then the longest.
fn best(said: &Said<'_>) -> Option<String> {
    said.iter().max_by_key(|(value, v)| (v.own, v.sayers.len(), value.len(), Reverse(**value))).map(|(value, _)| (*value).to_owned())
}

/// As [`best`], but a full date goes before a part of one.
fn best_date(said: &Said<'_>) -> Option<String> {
    let full = said.iter().max_by_key(|(value, v)| (value.len().min(10), v.own, v.sayers.len(), Reverse(**value)));
    full.map(|(value, _)| (*value).to_owned())
}

/// True where any of the bodies named so fit.
fn fit(members: &[&Known<'_>], a: &str, b: &str) -> bool {
    let bodies = |name: &str| {
        members.iter().filter(|k| k.variant.issuer.as_deref() == Some(name)).filter_map(|k| k.body.as_ref()).collect::<Vec<_>>()
    };
    let others = bodies(b);
    bodies(a).iter().any(|x| others.iter().any(|y| x.fits(y)))
}

/// The values that cannot all be right, the chosen one first; none where they can.
fn contradict(said: &Said<'_>, chosen: Option<&str>, fit: impl Fn(&str, &str) -> bool, paths: &[String]) -> Option<Vec<ClashValue>> {
    let chosen = chosen?;
    let own = said.get_key_value(chosen)?;
    let others: Vec<_> = said.iter().filter(|(value, _)| !fit(value, chosen)).collect();
    if others.is_empty() {
        return None;
    }
    let value = |(value, voices): (&&str, &Voices)| ClashValue {
        value: (*value).to_owned(),
        records: named_records(voices.sayers.iter().copied(), paths),
    };
    Some(std::iter::once(own).chain(others).map(value).collect())
}

/// Paths of records, sorted.
fn named_records(records: impl Iterator<Item = usize>, paths: &[String]) -> Vec<String> {
    let mut names: Vec<String> = records.filter_map(|r| paths.get(r).cloned()).collect();
    names.sort();
    names.dedup();
    names
}
