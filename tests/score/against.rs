//! Several documents, those without a record, and two runs compared.

use super::{counts, scored_all};
use serde_json::{Value, json};
use vanban::score::{Change, Field, Group, changes, field_changes};

fn answers() -> Vec<Value> {
    let answer = |file: &str, copies: &[&str]| {
        let copies: Vec<Value> = copies.iter().map(|c| json!({"role": "copy", "text": c, "bodies": []})).collect();
        json!({"file": file, "scored": ["recipients"], "recipients": copies})
    };
    vec![answer("a.txt", &["A1", "B2"]), answer("b.txt", &["C3"])]
}

fn run(documents: &[(&str, &[&str])]) -> Vec<Value> {
    let record = |(file, copies): &(&str, &[&str])| {
        let copy = |(i, c): (usize, &&str)| json!({"role": "copy", "text": c, "bodies": [], "span": [10 * i, 10 * i + 2]});
        json!({"source": {"path": file}, "recipients": copies.iter().enumerate().map(copy).collect::<Vec<_>>()})
    };
    documents.iter().map(record).collect()
}

#[test]
fn a_document_without_a_record_counts_as_all_missed() {
    let scores = scored_all(&answers(), &run(&[("x/a.txt", &["A1", "B2"]), ("other.txt", &["D4"])]));
    assert_eq!((scores.documents, scores.without_record), (2, 1));
    assert_eq!(counts(&scores, Field::Copies), (3, 2, 2, 2));
    let row = scores.rows().into_iter().find(|r| r.field == Field::Copies).unwrap();
    assert_eq!((row.figures.precision, row.figures.recall, row.figures.f1), (1.0, 2.0 / 3.0, 0.8));
    let whole = scores.whole(Some(Group::Recipients));
    assert_eq!((whole.documents, whole.right, whole.share), (2, 1, 0.5));
    assert_eq!(scores.whole(Some(Group::Citations)).documents, 0);
}

#[test]
fn what_a_run_gained_and_lost_is_named_item_by_item() {
    let old = scored_all(&answers(), &run(&[("a.txt", &["A1", "Z9"]), ("b.txt", &["C3"])]));
    let new = scored_all(&answers(), &run(&[("a.txt", &["A1", "B2"]), ("b.txt", &["D4"])]));
    let moved = changes(&old, &new);
    let told: Vec<(&str, Change, &str)> = moved.iter().map(|m| (m.document.as_str(), m.change, m.said.words.as_str())).collect();
    assert_eq!(
        told,
        [("a.txt", Change::Found, "B2"), ("a.txt", Change::Gone, "Z9"), ("b.txt", Change::Missed, "C3"), ("b.txt", Change::Wrong, "D4"),]
    );
    assert_eq!(moved[1].said.span.map(|s| (s.0, s.1)), Some((10, 12)));
    let fields = field_changes(&old, &new, &moved);
    let copies = fields.iter().find(|c| c.field == Field::Copies).unwrap();
    assert_eq!((copies.gained, copies.lost), (2, 2));
    assert_eq!((copies.before.unwrap().right, copies.after.unwrap().right), (2, 2));
    assert_eq!(changes(&new, &new), []);
}
