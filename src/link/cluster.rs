//! Clusters [gộp văn bản]: variants that are one instrument. In: all variants of a run. Out:
//! groups of their places.
//!
//! A number is one instrument within its year, for each body that gives out such numbers:
//! decisions 12/QĐ-UBND of two provinces, or of two years, are two. A body of another kind
//! under the same number and year is a contradiction, not a second instrument, where the
//! number's symbol names its body. What is not known is not guessed: a mention without issuer
//! joins an instrument only where nobody else could be meant.

use super::bodies::{Body, Places};
use super::variant::Variant;
use crate::letters::slug;
use crate::rules::Rules;
use crate::values::number;
use std::collections::{BTreeMap, BTreeSet};

/// A variant with what is derived from it.
#[derive(Debug)]
pub(super) struct Known<'v> {
    pub(super) variant: &'v Variant,
    /// Its number.
    pub(super) index: usize,
    /// Records that say it.
    pub(super) sayers: BTreeSet<usize>,
    pub(super) body: Option<Body>,
    /// The year in which its number counts.
    year: Option<String>,
}

impl<'v> Known<'v> {
    /// Derives.
    pub(super) fn new(variant: &'v Variant, index: usize, sayers: BTreeSet<usize>, places: &Places) -> Self {
        let body = variant.issuer.as_deref().map(|name| places.body(name, variant.issuer_id.as_deref()));
        let of_number = variant.number.as_deref().and_then(|n| number::parse(n, None).year);
        let of_date = || variant.date.as_deref().and_then(|d| d.get(..4)).map(str::to_owned);
        Self { variant, index, sayers, body, year: of_number.or_else(of_date) }
    }

    /// A record of which nothing tells what others call it.
    pub(super) fn is_unnumbered_record(&self) -> bool {
        self.variant.own && self.variant.number.is_none()
    }

    /// What an instrument is looked up by. A bare number counts within its type.
    fn key(&self) -> String {
        let kind = || self.variant.kind.as_deref().map(slug).unwrap_or_default();
        match (&self.variant.number, &self.variant.title) {
            _ if self.is_unnumbered_record() => format!("record:{}", self.index),
            (Some(n), _) if n.contains(char::is_alphabetic) => format!("number:{}", number::key(n)),
            (Some(n), _) => format!("bare:{}:{}", kind(), number::key(n)),
            (None, Some(title)) => format!("title:{}", slug(title)),
            (None, None) => format!("type:{}", kind()),
        }
    }

    /// True where the number's symbol has a part for the body that gave it.
    fn names_its_body(&self) -> bool {
        let symbol = self.variant.number.as_deref().and_then(|n| number::parse(n, None).symbol);
        symbol.is_some_and(|s| s.contains(['/', '-']))
    }

    fn weight(&self) -> (bool, usize) {
        (self.variant.own, self.sayers.len())
    }
}

/// An instrument under construction: places of variants.
#[derive(Debug, Default)]
struct Realm<'k> {
    bodies: Vec<&'k Body>,
    members: Vec<usize>,
}

impl<'k> Realm<'k> {
    fn fits(&self, body: &Body) -> bool {
        self.bodies.iter().any(|b| b.fits(body))
    }

    fn take(&mut self, at: usize, body: Option<&'k Body>) {
        self.bodies.extend(body);
        self.members.push(at);
    }
}

/// Groups the variants; places in `known`.
pub(super) fn clusters(known: &[Known<'_>], rules: &Rules) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, k) in known.iter().enumerate() {
        groups.entry(k.key()).or_default().push(at);
    }
    join_names(&mut groups, known);
    groups.into_values().filter(|group| !group.is_empty()).flat_map(|group| within(&group, known, rules)).collect()
}

/// "Luật Đất đai năm 2024" goes with the law of that name whose number is of that year, where
/// there is one only.
fn join_names(groups: &mut BTreeMap<String, Vec<usize>>, known: &[Known<'_>]) {
    let mut numbered: BTreeMap<(String, &str), BTreeSet<String>> = BTreeMap::new();
    for k in known.iter().filter(|k| !k.variant.own && k.variant.number.is_some()) {
        if let (Some(title), Some(year)) = (&k.variant.title, &k.year) {
            numbered.entry((slug(title), year)).or_default().insert(k.key());
        }
    }
    for (at, k) in known.iter().enumerate().filter(|(_, k)| !k.variant.own && k.variant.number.is_none()) {
        let (Some(title), Some(year)) = (&k.variant.title, k.year.as_deref()) else { continue };
        let keys = numbered.get(&(slug(title), year)).into_iter().flatten().collect::<Vec<_>>();
        if let [only] = keys.as_slice() {
            groups.entry(k.key()).or_default().retain(|&m| m != at);
            groups.entry((*only).clone()).or_default().push(at);
        }
    }
}

/// The instruments among variants of one number or title.
fn within(group: &[usize], known: &[Known<'_>], rules: &Rules) -> Vec<Vec<usize>> {
    let mut years: BTreeMap<Option<&str>, Vec<usize>> = BTreeMap::new();
    for &at in group {
        years.entry(known[at].year.as_deref()).or_default().push(at);
    }
    let undated = years.remove(&None).unwrap_or_default();
    let mut realms: Vec<Realm<'_>> = years.into_values().flat_map(|members| of_one_year(&members, known, rules)).collect();
    let mut open = Vec::new();
    for at in undated {
        let body = known[at].body.as_ref().filter(|_| known[at].variant.number.is_some());
        match body.and_then(|body| only(&mut realms, |r| r.fits(body))) {
            Some(realm) => realm.take(at, body),
            None => open.push(at),
        }
    }
    realms.extend(of_one_year(&open, known, rules));
    realms.into_iter().map(|r| r.members).collect()
}

/// The instruments among variants of one number and year.
fn of_one_year<'k>(members: &[usize], known: &'k [Known<'_>], rules: &Rules) -> Vec<Realm<'k>> {
    let mut order = members.to_vec();
    // Whoever is told by the document itself or by most comes first.
    order.sort_by_key(|&at| (std::cmp::Reverse(known[at].weight()), at));
    let joint = |k: &Known<'_>| rules.types.iter().any(|t| t.joint && k.variant.kind.as_deref() == Some(t.name.as_str()));
    let mut realms: Vec<Realm<'_>> = Vec::new();
    let mut open = Vec::new();
    for at in order {
        let k = &known[at];
        let Some(body) = &k.body else {
            open.push(at);
            continue;
        };
        let fitting = realms.iter().filter(|r| r.fits(body)).count();
        let clashes = |r: &Realm<'_>| k.year.is_some() && k.names_its_body() && !r.bodies.iter().any(|b| b.is_elsewhere(body));
        if fitting > 1 {
            open.push(at);
        } else if let Some(realm) = only(&mut realms, |r| fitting == 0 || r.fits(body)).filter(|r| fitting == 1 || joint(k) || clashes(r)) {
            realm.take(at, Some(body));
        } else {
            realms.push(Realm { bodies: vec![body], members: vec![at] });
        }
    }
    without_issuer(open, &mut realms, known);
    realms
}

/// Places the variants that do not tell whose they are.
fn without_issuer<'k>(open: Vec<usize>, realms: &mut Vec<Realm<'k>>, known: &'k [Known<'_>]) {
    let mut rest = Realm::default();
    for at in open {
        let day = known[at].variant.date.as_deref().filter(|d| d.len() == 10);
        let same_day = |r: &Realm<'_>| day.is_some() && r.members.iter().any(|&m| known[m].variant.date.as_deref() == day);
        // A body that is the only one of its kind, and the only one that has the number.
        let alone = realms.len() == 1;
        let sole = |r: &Realm<'_>| alone && r.bodies.iter().all(|b| b.is_placeless());
        match only(realms, |r| same_day(r) || sole(r)) {
            Some(realm) => realm.take(at, None),
            None => rest.take(at, None),
        }
    }
    if !rest.members.is_empty() {
        realms.push(rest);
    }
}

/// The one realm of which `holds` is true, where there is just one.
fn only<'a, 'k>(realms: &'a mut [Realm<'k>], holds: impl Fn(&Realm<'k>) -> bool) -> Option<&'a mut Realm<'k>> {
    let mut found = realms.iter_mut().filter(|r| holds(r));
    let first = found.next()?;
    found.next().is_none().then_some(first)
}
