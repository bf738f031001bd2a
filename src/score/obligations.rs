//! Obligations [nhiệm vụ]: passages of one document paired by their words, and the parts of
//! those paired. In: answer and record. Out: their marks. A passage of the record that names
//! nobody who owes the task is not looked at.

use super::alike::{exact, tokens};
use super::bag::{Item, bodies, compare, distinct};
use super::field::Field;
use super::mark::{Counts, Miss};
use super::paper::{Duty, Paper, Said};
use super::sheet::Sheet;
use crate::letters::loose;
use std::collections::{BTreeMap, BTreeSet};

/// The least token F1 of two readings of one passage.
const LIKENESS: f64 = 0.8;

/// What the same assignees add, so that they decide between passages of equal words.
const ASSIGNEES: f64 = 0.01;

/// A passage made ready for comparing.
struct Ready<'a> {
    duty: &'a Duty,
    tokens: BTreeMap<String, u32>,
    length: u32,
    assignees: BTreeSet<String>,
}

impl<'a> Ready<'a> {
    fn new(duty: &'a Duty) -> Self {
        let tokens = tokens(&duty.text.words);
        let length = tokens.values().sum();
        Self { duty, tokens, length, assignees: duty.assignees.iter().map(|b| loose(&b.words)).collect() }
    }
}

/// Marks them.
pub(super) fn mark(want: &Paper, got: &Paper, sheet: &mut Sheet) {
    let wanted: Vec<Ready<'_>> = want.obligations.iter().map(Ready::new).collect();
    let found: Vec<Ready<'_>> = got.obligations.iter().filter(|o| !o.assignees.is_empty()).map(Ready::new).collect();
    let pairs = pairs(&wanted, &found);
    passages(&wanted, &found, &pairs, sheet);
    for (i, j) in pairs {
        if let (Some(w), Some(g)) = (wanted.get(i), found.get(j)) {
            parts(w.duty, g.duty, sheet);
        }
    }
}

/// Each passage with the one most like it, the most like first, each once.
fn pairs(wanted: &[Ready<'_>], found: &[Ready<'_>]) -> Vec<(usize, usize)> {
    let mut all: Vec<(f64, usize, usize)> = Vec::new();
    for (i, w) in wanted.iter().enumerate() {
        let like = |(j, g): (usize, &Ready<'_>)| (likeness(w, g), i, j);
        all.extend(found.iter().enumerate().map(like).filter(|(s, ..)| *s >= LIKENESS));
    }
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (b.1, b.2).cmp(&(a.1, a.2))));
    let (mut used, mut taken) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs = Vec::new();
    for (_, i, j) in all {
        if !used.contains(&i) && !taken.contains(&j) {
            used.insert(i);
            taken.insert(j);
            pairs.push((i, j));
        }
    }
    pairs
}

/// Token F1, and a little more where the assignees agree.
fn likeness(a: &Ready<'_>, b: &Ready<'_>) -> f64 {
    let same: u32 = a.tokens.iter().map(|(word, n)| b.tokens.get(word).map_or(0, |m| *n.min(m))).sum();
    if same == 0 {
        return 0.0;
    }
    let words = f64::from(2 * same) / f64::from(a.length + b.length);
    if words < LIKENESS {
        return words;
    }
    let count = |n: usize| u32::try_from(n).map_or(f64::MAX, f64::from);
    let (both, any) = (a.assignees.intersection(&b.assignees).count(), a.assignees.union(&b.assignees).count());
    words + ASSIGNEES * count(both) / count(any.max(1))
}

fn passages(wanted: &[Ready<'_>], found: &[Ready<'_>], pairs: &[(usize, usize)], sheet: &mut Sheet) {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let equal = |&&(i, j): &&(usize, usize)| match (wanted.get(i), found.get(j)) {
        (Some(w), Some(g)) => exact(&w.duty.text.words) == exact(&g.duty.text.words),
        _ => false,
    };
    let counts = Counts {
        gold: count(wanted.len()),
        found: count(found.len()),
        right: count(pairs.len()),
        strict: count(pairs.iter().filter(equal).count()),
    };
    let without = |list: &[Ready<'_>], paired: &dyn Fn(usize) -> bool| -> Vec<Said> {
        list.iter().enumerate().filter(|(i, _)| !paired(*i)).map(|(_, r)| r.duty.text.clone()).collect()
    };
    let mark = sheet.marks.entry(Field::Obligations).or_default();
    mark.levels.found(found.iter().map(|r| &r.duty.text));
    let unpaired = found.iter().enumerate().filter(|(j, _)| pairs.iter().all(|p| p.1 != *j));
    mark.levels.wrong(unpaired.map(|(_, r)| &r.duty.text));
    mark.add(counts, || Miss {
        of: None,
        want: without(wanted, &|i| pairs.iter().any(|p| p.0 == i)),
        got: without(found, &|j| pairs.iter().any(|p| p.1 == j)),
    });
}

/// The parts of a passage found.
fn parts(want: &Duty, got: &Duty, sheet: &mut Sheet) {
    let of = Some(want.text.words.as_str());
    for (field, want, got) in
        [(Field::Assignees, &want.assignees, &got.assignees), (Field::Coordinators, &want.coordinators, &got.coordinators)]
    {
        let (want, got) = bodies(want, got);
        sheet.bag(field, of, compare(distinct(want), distinct(got)));
    }
    sheet.value(Field::ObligationNumber, of, want.number.as_ref(), got.number.as_ref(), loose);
    sheet.value(Field::Modality, of, want.modality.as_ref(), got.modality.as_ref(), loose);
    let due = |list| Item::all(list, str::to_owned);
    sheet.bag(Field::Deadlines, of, compare(due(&want.deadlines), due(&got.deadlines)));
}
