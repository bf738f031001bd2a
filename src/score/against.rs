//! Against [so với lần trước]: two runs over the same answers. In: both scores. Out: what the
//! newer one gained and lost, per field and per document, item by item.

use super::field::Field;
use super::mark::{Figures, Mark};
use super::paper::Said;
use super::scores::Scores;
use serde::Serialize;
use std::collections::BTreeMap;

/// How one item changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Gained: wanted, missed before, found now.
    Found,
    /// Gained: wrong before, no longer there.
    Gone,
    /// Lost: wanted, found before, missed now.
    Missed,
    /// Lost: wrong, and not there before.
    Wrong,
}

impl Change {
    /// True for what is better now.
    #[must_use]
    pub const fn is_gain(self) -> bool {
        matches!(self, Self::Found | Self::Gone)
    }
}

/// One item that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// Name of the document's file.
    pub document: String,
    /// The field.
    pub field: Field,
    /// How it changed.
    pub change: Change,
    /// The mention or passage whose part it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// The item.
    #[serde(flatten)]
    pub said: Said,
}

/// How one field changed over all documents.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct FieldChange {
    /// The field.
    pub field: Field,
    /// Figures before; none where nothing of it counted.
    pub before: Option<Figures>,
    /// Figures now.
    pub after: Option<Figures>,
    /// Items that are better now.
    pub gained: u32,
    /// Items that are worse now.
    pub lost: u32,
}

/// Side, owner and words of an item that differs from the answer; the side is true for
/// what was wanted.
type Fault = (bool, Option<String>, String);

/// What changed from `old` to `new`, by document, then field, then change.
#[must_use]
pub fn changes(old: &Scores, new: &Scores) -> Vec<Moved> {
    let before: BTreeMap<&str, _> = old.sheets.iter().map(|(name, sheet)| (name.as_str(), sheet)).collect();
    let mut moved = Vec::new();
    for (document, sheet) in &new.sheets {
        let was = before.get(document.as_str());
        for field in Field::all() {
            let was = faults(was.and_then(|s| s.marks.get(&field)));
            let is = faults(sheet.marks.get(&field));
            let mut here = Vec::new();
            differ(&was, &is, |wanted| if wanted { Change::Found } else { Change::Gone }, &mut here);
            differ(&is, &was, |wanted| if wanted { Change::Missed } else { Change::Wrong }, &mut here);
            here.sort_by_key(|(change, ..)| *change);
            moved.extend(here.into_iter().map(|(change, of, said)| Moved { document: document.clone(), field, change, of, said }));
        }
    }
    moved
}

/// The faults of a mark, each with where it was said, in order.
fn faults(mark: Option<&Mark>) -> BTreeMap<Fault, Vec<Said>> {
    let mut faults: BTreeMap<Fault, Vec<Said>> = BTreeMap::new();
    for miss in mark.iter().flat_map(|m| &m.misses) {
        let sides = miss.want.iter().map(|s| (true, s)).chain(miss.got.iter().map(|s| (false, s)));
        for (wanted, said) in sides {
            faults.entry((wanted, miss.of.clone(), said.words.clone())).or_default().push(said.clone());
        }
    }
    faults
}

/// Adds the faults that `one` has more often than `other`.
fn differ(
    one: &BTreeMap<Fault, Vec<Said>>,
    other: &BTreeMap<Fault, Vec<Said>>,
    change: impl Fn(bool) -> Change,
    out: &mut Vec<(Change, Option<String>, Said)>,
) {
    for (fault, said) in one {
        let still = other.get(fault).map_or(0, Vec::len);
        out.extend(said.iter().skip(still).map(|s| (change(fault.0), fault.1.clone(), s.clone())));
    }
}

/// How each field changed, in the order of the table.
#[must_use]
pub fn field_changes(old: &Scores, new: &Scores, moved: &[Moved]) -> Vec<FieldChange> {
    let rows = |scores: &Scores| -> BTreeMap<Field, Figures> { scores.rows().into_iter().map(|r| (r.field, r.figures)).collect() };
    let (before, after) = (rows(old), rows(new));
    let count = |field: Field, gain: bool| {
        let of = |m: &&Moved| m.field == field && m.change.is_gain() == gain;
        u32::try_from(moved.iter().filter(of).count()).unwrap_or(u32::MAX)
    };
    let fields = Field::all().filter(|f| before.contains_key(f) || after.contains_key(f));
    fields
        .map(|field| FieldChange {
            field,
            before: before.get(&field).copied(),
            after: after.get(&field).copied(),
            gained: count(field, true),
            lost: count(field, false),
        })
        .collect()
}
