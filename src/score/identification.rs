//! Identification [thể thức]: number, date, issuer, type, subject and signatories of one
//! document. In: answer and record. Out: their marks, and whether all that identify the
//! document are right.

use super::alike::{Alike, exact, number, symbol};
use super::answer::Answer;
use super::bag::{Item, compare};
use super::field::Field;
use super::mark::{Counts, Miss};
use super::paper::{Paper, Said};
use super::sheet::Sheet;
use crate::letters::loose;

/// The fields that identify a document.
const IDENTIFYING: [Field; 4] = [Field::Number, Field::Date, Field::Issuer, Field::Type];

/// A field, what is wanted, what is found, and what makes two of them one.
type Compared<'a> = (Field, &'a Option<Said>, &'a Option<Said>, &'a dyn Fn(&str) -> String);

/// Marks them.
pub(super) fn mark(answer: &Answer, want: &Paper, got: &Paper, alike: &Alike, sheet: &mut Sheet) {
    let mut wrong = Miss { of: None, want: Vec::new(), got: Vec::new() };
    let subject = |words: &str| alike.subject(words);
    let values: [Compared<'_>; 8] = [
        (Field::Number, &want.number, &got.number, &number),
        (Field::Symbol, &want.symbol, &got.symbol, &symbol),
        (Field::Date, &want.date, &got.date, &str::to_owned),
        (Field::Place, &want.place, &got.place, &loose),
        (Field::Issuer, &want.issuer, &got.issuer, &loose),
        (Field::Parent, &want.parent, &got.parent, &loose),
        (Field::Type, &want.kind, &got.kind, &loose),
        (Field::Subject, &want.subject, &got.subject, &subject),
    ];
    for (field, want, got, key) in values {
        let with_number = field == Field::Symbol && answer.leaves_out(Field::Number.name());
        if answer.leaves_out(field.name()) || with_number {
            continue;
        }
        if !sheet.value(field, None, want.as_ref(), got.as_ref(), key) && IDENTIFYING.contains(&field) {
            wrong.want.extend(want.clone());
            wrong.got.extend(got.clone());
        }
    }
    let whole = u32::from(wrong.want.is_empty() && wrong.got.is_empty());
    let counts = Counts { gold: 1, found: 1, right: whole, strict: strict(answer, want, got).into() };
    sheet.marks.entry(Field::Whole).or_default().add(counts, || wrong);
    signatories(answer, want, got, sheet);
}

/// True where all that identify the document are right letter by letter.
fn strict(answer: &Answer, want: &Paper, got: &Paper) -> bool {
    let pairs = [
        (Field::Number, &want.number, &got.number),
        (Field::Date, &want.date, &got.date),
        (Field::Issuer, &want.issuer, &got.issuer),
        (Field::Type, &want.kind, &got.kind),
    ];
    let words = |s: &Option<Said>| s.as_ref().map(|s| exact(&s.words));
    pairs.into_iter().all(|(field, w, g)| answer.leaves_out(field.name()) || words(w) == words(g))
}

fn signatories(answer: &Answer, want: &Paper, got: &Paper, sheet: &mut Sheet) {
    if answer.leaves_out("signatories") {
        return;
    }
    for (field, want, got) in [(Field::SignatoryName, &want.names, &got.names), (Field::SignatoryPosition, &want.positions, &got.positions)]
    {
        sheet.bag(field, None, compare(Item::all(want, loose), Item::all(got, loose)));
    }
}
