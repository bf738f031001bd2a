//! Recipients and citations.

use super::{answer, counts, missed, record, scored};
use serde_json::{Value, json};
use vanban::score::{Field, Scores};
use vanban::span::TextSpan;

fn entries(role: &str, texts: &[&str]) -> Value {
    json!({"recipients": texts.iter().map(|t| json!({"role": role, "text": t, "bodies": []})).collect::<Vec<_>>()})
}

fn copies(want: &[&str], got: &[&str]) -> (u32, u32, u32, u32) {
    counts(&scored(&answer("recipients", &entries("copy", want)), &record(&entries("copy", got))), Field::Copies)
}

#[test]
fn entries_within_a_slip_are_one() {
    assert_eq!(copies(&["Ban quản lý chợ trung tâm"], &["Ban quản 1ý chợ trung tâm"]), (1, 1, 1, 0));
    assert_eq!(copies(&["Ban quản lý chợ trung tâm"], &["Ban quan ly cho trung tam"]), (1, 1, 1, 0));
    assert_eq!(copies(&["Ban quản lý chợ trung tâm"], &["Ban quản trị chợ phía bắc"]), (1, 1, 0, 0));
    // Fewer than twelve letters leave no room for a slip.
    assert_eq!(copies(&["Sở Y tế"], &["Sở Y tê"]), (1, 1, 1, 0));
    assert_eq!(copies(&["Sở Y tế"], &["Sở V tế"]), (1, 1, 0, 0));
}

#[test]
fn entries_count_as_often_as_they_stand_whatever_their_order() {
    assert_eq!(copies(&["A1", "B2", "A1"], &["B2", "A1", "C3"]), (3, 3, 2, 2));
}

#[test]
fn entries_of_another_role_are_others() {
    let scores = scored(&answer("recipients", &entries("copy", &["Sở Y tế"])), &record(&entries("archive", &["Sở Y tế"])));
    assert_eq!((counts(&scores, Field::Copies), counts(&scores, Field::Archive)), ((1, 0, 0, 0), (0, 1, 0, 0)));
    assert_eq!(missed(&scores, Field::Copies), (vec!["Sở Y tế".to_owned()], vec![]));
}

#[test]
fn bodies_of_addressees_may_have_several_names() {
    let to = |bodies: Value| json!({"recipients": [{"role": "addressee", "text": "x", "bodies": bodies}]});
    let want = to(json!(["Phòng Nội vụ | Phòng Tổ chức", "Sở Y tế"]));
    let got = to(json!([{"name": "phòng tổ chức"}, {"name": "Sở Tài chính"}]));
    let scores = scored(&answer("recipients", &want), &record(&got));
    assert_eq!(counts(&scores, Field::AddresseeBodies), (2, 2, 1, 0));
    assert_eq!(missed(&scores, Field::AddresseeBodies), (vec!["Sở Y tế".to_owned()], vec!["Sở Tài chính".to_owned()]));
}

fn cite(number: Option<&str>, title: Option<&str>) -> Value {
    json!({"type": "Luật", "number": number, "title": title, "date": null, "issuer": null, "pinpoints": [], "relation": "mentions"})
}

fn cited(want: &[Value], got: &[Value]) -> Scores {
    scored(&answer("citations", &json!({"citations": want})), &record(&json!({"citations": got})))
}

#[test]
fn mentions_match_by_number_and_each_counts() {
    let (a, b) = (cite(Some("12/QĐ-UBND"), None), cite(Some("012/QÐ - UBND"), Some("x")));
    let scores = cited(&[a.clone(), a.clone(), a.clone()], &[b, a]);
    assert_eq!(counts(&scores, Field::Citations), (3, 2, 2, 1));
    // An instrument is spelt as its first mention is.
    assert_eq!(counts(&scores, Field::Instruments), (1, 1, 1, 0));
}

#[test]
fn mentions_without_number_match_by_title_without_its_year() {
    let law = |title| cite(None, Some(title));
    let scores = cited(&[law("Luật Xuất bản"), law("Luật Báo chí")], &[law("luật Xuất bản năm 2012"), law("Luật Thú y")]);
    assert_eq!(counts(&scores, Field::Citations), (2, 2, 1, 0));
    // A title does not match a number, nor a number a title.
    let scores = cited(&[law("Luật Báo chí")], &[cite(Some("5/2031/QH15"), Some("Luật Báo chí"))]);
    assert_eq!(counts(&scores, Field::Citations), (1, 1, 0, 0));
    // Where there is no title either, by type.
    assert_eq!(counts(&cited(&[cite(None, None)], &[cite(None, Some("luật"))]), Field::Citations), (1, 1, 1, 0));
}

#[test]
fn parts_count_on_mentions_found_only() {
    let with = |number: &str, date: Value, issuer: Value, pinpoints: Value| json!({"type": "Quyết định", "number": number, "title": null, "date": date, "issuer": issuer, "pinpoints": pinpoints, "relation": "basis"});
    let scores = cited(
        &[
            with("1/QĐ", json!("2031-02-03"), json!("Sở Y tế"), json!([{"point": "a", "clause": "2", "article": "5"}])),
            with("2/QĐ", json!(null), json!(null), json!([])),
            with("3/QĐ", json!("2031"), json!("Bộ Y tế"), json!([])),
        ],
        &[
            with("2/QĐ", json!({"value": "2031"}), json!({"value": "Sở Y tế", "inferred": true}), json!([])),
            with(
                "1/QĐ",
                json!({"value": "2031-02-03"}),
                json!({"value": "sở y tế"}),
                json!([{"point": "A", "clause": "2", "article": "5"}]),
            ),
        ],
    );
    assert_eq!(counts(&scores, Field::CitationDate), (1, 2, 1, 1));
    // An issuer that the answer leaves open may be inferred.
    assert_eq!(counts(&scores, Field::CitationIssuer), (1, 1, 1, 0));
    assert_eq!(counts(&scores, Field::CitationType), (2, 2, 2, 2));
    assert_eq!(counts(&scores, Field::CitationRelation), (2, 2, 2, 2));
    assert_eq!(counts(&scores, Field::Pinpoints), (1, 1, 1, 0));
    let misses = scores.misses(Field::CitationDate);
    assert_eq!(misses.len(), 1);
    assert_eq!((misses[0].document.as_str(), misses[0].miss.of.as_deref()), ("a.txt", Some("2/QĐ")));
}

#[test]
fn misses_say_where_the_words_stand() {
    let want = answer("citations", &json!({"citations": [cite(Some("12/QĐ-UBND"), None)]}));
    let mut got = cite(Some("13/QĐ-UBND"), None);
    got["span"] = json!([0, 30]);
    got["spans"] = json!({"number": [16, 26]});
    got["page"] = json!(2);
    let text = "Quyết định số\n  13/QĐ-UBND; sau là 12/QĐ-UBND";
    let scores = scored(&want, &record(&json!({"citations": [got], "text": text})));
    let miss = &scores.misses(Field::Citations)[0].miss;
    assert_eq!((miss.got[0].span, miss.got[0].page), (Some(TextSpan(16, 26)), Some(2)));
    assert_eq!(miss.want[0].span, Some(TextSpan(35, 45)));
}
