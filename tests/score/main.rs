//! Scoring: one small answer of our own invention per rule of comparison, with the exact
//! counts; and, where it lies beside the checkout, the same figures as the script whose
//! rules these are.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where one of its helpers fails")]

mod against;
mod identification;
mod lists;
mod script;
mod tasks;

use serde_json::{Value, json};
use vanban::rules::Rules;
use vanban::score::{Answer, Field, Records, Scores, score};

/// The scores of one document.
fn scored(answer: &Value, record: &Value) -> Scores {
    scored_all(std::slice::from_ref(answer), std::slice::from_ref(record))
}

fn scored_all(answers: &[Value], records: &[Value]) -> Scores {
    let answers: Vec<Answer> = answers.iter().map(|a| Answer::parse(&a.to_string()).unwrap()).collect();
    let records: String = records.iter().map(|r| format!("{r}\n")).collect();
    let records = Records::read(records.as_bytes(), &answers).unwrap();
    score(&answers, &records, &Rules::builtin().unwrap())
}

/// Gold, found, right, strictly right of one field.
fn counts(scores: &Scores, field: Field) -> (u32, u32, u32, u32) {
    let row = scores.rows().into_iter().find(|r| r.field == field).unwrap_or_else(|| panic!("no row {field}"));
    (row.figures.gold, row.figures.found, row.figures.right, row.strict.right)
}

/// The words wanted and got of a field's misses.
fn missed(scores: &Scores, field: Field) -> (Vec<String>, Vec<String>) {
    let misses = scores.misses(field);
    let words = |want: bool| {
        let side = misses.iter().flat_map(|m| if want { &m.miss.want } else { &m.miss.got });
        side.map(|s| s.words.clone()).collect()
    };
    (words(true), words(false))
}

/// An answer for `a.txt` that scores one group, with `fields` in it.
fn answer(group: &str, fields: &Value) -> Value {
    let mut answer = json!({"file": "a.txt", "scored": [group]});
    answer.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    answer
}

/// A record of `letters/a.txt` with `fields` in it.
fn record(fields: &Value) -> Value {
    let mut record = json!({"source": {"path": "letters/a.txt"}});
    record.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    record
}
