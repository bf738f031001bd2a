//! Obligations: pairing of passages, and their parts.

use super::{answer, counts, missed, record, scored};
use serde_json::{Value, json};
use vanban::score::{Field, Scores};

fn task(text: &str, assignees: &[&str]) -> Value {
    json!({"text": text, "number": "1", "assignees": assignees, "coordinators": [], "modality": "order", "deadlines": []})
}

fn tasks(want: &[Value], got: &[Value]) -> Scores {
    scored(&answer("obligations", &json!({"obligations": want})), &record(&json!({"obligations": got})))
}

#[test]
fn passages_match_by_a_token_f1_of_eight_tenths() {
    let ten = "một hai ba bốn năm sáu bảy tám chín mười";
    let like = |got: &str| counts(&tasks(&[task(ten, &["A"])], &[task(got, &["A"])]), Field::Obligations);
    assert_eq!(like(ten), (1, 1, 1, 1));
    // Eight of ten on either side: exactly 0.8. Order and tones count nothing.
    assert_eq!(like("x y tam bảy sau năm bốn ba hai một"), (1, 1, 1, 0));
    assert_eq!(like("x y z bảy sáu năm bốn ba hai một"), (1, 1, 0, 0));
}

#[test]
fn a_passage_without_assignees_is_not_found() {
    assert_eq!(counts(&tasks(&[task("kiểm tra chợ", &["A"])], &[task("kiểm tra chợ", &[])]), Field::Obligations), (1, 0, 0, 0));
}

#[test]
fn each_passage_is_paired_once_with_the_most_like() {
    let want = [task("kiểm tra các chợ trung tâm ngay", &["A"]), task("kiểm tra các chợ trung tâm", &["A"])];
    let got =
        [task("kiểm tra các chợ trung tâm", &["A"]), task("kiểm tra các chợ trung tâm ngay", &["A"]), task("kiểm tra các chợ", &["A"])];
    let scores = tasks(&want, &got);
    assert_eq!(counts(&scores, Field::Obligations), (2, 3, 2, 2));
    assert_eq!(missed(&scores, Field::Obligations), (vec![], vec!["kiểm tra các chợ".to_owned()]));
}

#[test]
fn among_equal_words_the_assignees_decide() {
    let scores = tasks(
        &[task("kiểm tra các chợ", &["Sở A"]), task("kiểm tra các chợ", &["Sở B"])],
        &[task("kiểm tra các chợ", &["Sở B"]), task("kiểm tra các chợ", &["sở a"])],
    );
    assert_eq!(counts(&scores, Field::Obligations), (2, 2, 2, 2));
    assert_eq!(counts(&scores, Field::Assignees), (2, 2, 2, 1));
}

#[test]
fn assignees_and_coordinators_are_sets() {
    let mut want = task("kiểm tra các chợ", &["Sở A", "Sở B", "Sở A"]);
    want["coordinators"] = json!(["Phòng C | Phòng D", "Ban E"]);
    let mut got = task("kiểm tra các chợ", &["sở b", "Sở B", "Sở G"]);
    got["assignees"] = json!([{"name": "sở b"}, {"name": "Sở B"}, {"name": "Sở G"}]);
    got["coordinators"] = json!([{"name": "Phòng D"}]);
    let scores = tasks(&[want], &[got]);
    assert_eq!(counts(&scores, Field::Assignees), (2, 2, 1, 0));
    assert_eq!(counts(&scores, Field::Coordinators), (2, 1, 1, 1));
    assert_eq!(missed(&scores, Field::Coordinators), (vec!["Ban E".to_owned()], vec![]));
    assert_eq!(scores.misses(Field::Coordinators)[0].miss.of.as_deref(), Some("kiểm tra các chợ"));
}

#[test]
fn number_and_modality_of_passages_found() {
    let mut got = task("kiểm tra các chợ", &["A"]);
    got["number"] = json!("1.");
    got["modality"] = json!("request");
    let scores = tasks(&[task("kiểm tra các chợ", &["A"]), task("báo cáo", &["A"])], &[got]);
    assert_eq!(counts(&scores, Field::ObligationNumber), (1, 1, 1, 0));
    assert_eq!(counts(&scores, Field::Modality), (1, 1, 0, 0));
}

#[test]
fn deadlines_match_by_their_normal_form_letter_by_letter() {
    let due = |deadlines: Value| {
        let mut task = task("kiểm tra các chợ", &["A"]);
        task["deadlines"] = deadlines;
        task
    };
    let one = |date: Value, duration: Value, recurrence: Value| json!({"date": date, "duration": duration, "recurrence": recurrence});
    let none = Value::Null;
    let want = due(json!([
        one(json!("2031-34"), none.clone(), none.clone()),
        one(none.clone(), json!("P15D"), none.clone()),
        one(none.clone(), none.clone(), json!("FREQ=MONTHLY;BYMONTHDAY=25")),
        one(none.clone(), none.clone(), none.clone()),
    ]));
    let got = due(json!([
        one(json!("2031-34"), none.clone(), none.clone()),
        one(none.clone(), json!("p15d"), none.clone()),
        one(none.clone(), none.clone(), json!("FREQ=MONTHLY;BYMONTHDAY=25")),
    ]));
    let scores = tasks(&[want], &[got]);
    // The one without a normal form does not count.
    assert_eq!(counts(&scores, Field::Deadlines), (3, 3, 2, 2));
    assert_eq!(missed(&scores, Field::Deadlines), (vec!["P15D".to_owned()], vec!["p15d".to_owned()]));
}
