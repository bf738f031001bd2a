//! Number, date, place, issuer, type, subject, signatories.

use super::{answer, counts, record, scored};
use serde_json::{Value, json};
use vanban::score::{Field, Scores};

fn identified(mut want: Value, got: &Value) -> Scores {
    want["signatories"] = json!([]);
    scored(&answer("identification", &want), &record(got))
}

/// One field with one value on either side.
fn one(field: Field, want: &Value, got: &Value) -> (u32, u32, u32, u32) {
    counts(&identified(want.clone(), got), field)
}

fn subject(want: &str, got: &str) -> (u32, u32, u32, u32) {
    one(Field::Subject, &json!({"subject": want}), &json!({"subject": {"value": got, "span": [1, 2]}}))
}

#[test]
fn composition_counts_nothing_not_even_strictly() {
    assert_eq!(subject("kiểm tra chợ", "kie\u{302}\u{309}m tra cho\u{31b}\u{323}"), (1, 1, 1, 1));
}

#[test]
fn case_counts_strictly_only() {
    assert_eq!(subject("Kiểm tra chợ Đông Ba", "KIỂM TRA CHỢ ĐÔNG BA"), (1, 1, 1, 0));
}

#[test]
fn placement_of_tones_counts_strictly_only() {
    assert_eq!(subject("xóa đói, thủy lợi, tùy tùng, lũy tiến", "xoá đói, thuỷ lợi, tuỳ tùng, luỹ tiến"), (1, 1, 1, 0));
    assert_eq!(subject("thủy lợi", "thúy lợi"), (1, 1, 0, 0));
}

#[test]
fn dashes_spaces_and_closing_marks_count_strictly_only() {
    assert_eq!(subject("khu A-B/C", "khu A – B / C."), (1, 1, 1, 0));
    assert_eq!(subject("khu  nhà", "“khu nhà”;"), (1, 1, 1, 0));
    assert_eq!(subject("khu nhà", "khunhà"), (1, 1, 0, 0));
}

#[test]
fn look_alikes_of_d_count_strictly_only() {
    assert_eq!(subject("Đê điều", "Ðê ðiều"), (1, 1, 1, 0));
    assert_eq!(subject("đê", "dê"), (1, 1, 0, 0));
}

#[test]
fn a_label_before_a_subject_counts_strictly_only() {
    assert_eq!(subject("kiểm tra chợ", "V/v: kiểm tra chợ"), (1, 1, 1, 0));
    assert_eq!(subject("kiểm tra chợ", "v/vkiểm tra chợ"), (1, 1, 0, 0));
}

#[test]
fn numbers_lose_spaces_zeros_and_case() {
    let number = |want: &str, got: &str| {
        one(Field::Number, &json!({"document_number": {"value": want, "symbol": null}}), &json!({"document_number": {"value": got}}))
    };
    assert_eq!(number("15/UBND-VX", "15/UBND-VX"), (1, 1, 1, 1));
    assert_eq!(number("15/UBND-VX", "015 / ubnd – VX."), (1, 1, 1, 0));
    assert_eq!(number("15/UBND-VX", "51/UBND-VX"), (1, 1, 0, 0));
}

#[test]
fn a_symbol_loses_the_year_in_front() {
    let want = json!({"document_number": {"value": null, "symbol": "2010/QĐ-UBND"}});
    let got = json!({"document_number": {"value": null, "symbol": "QĐ-UBND"}});
    assert_eq!(one(Field::Symbol, &want, &got), (1, 1, 1, 0));
    assert_eq!(one(Field::Number, &want, &got), (0, 0, 0, 0));
}

#[test]
fn dates_are_compared_letter_by_letter() {
    let date = |want: &str, got: &str| one(Field::Date, &json!({"date": want}), &json!({"date": {"value": got}}));
    assert_eq!(date("2031-05-04", "2031-05-04"), (1, 1, 1, 1));
    assert_eq!(date("2031-05-04", "2031-05"), (1, 1, 0, 0));
}

#[test]
fn what_is_absent_on_both_sides_is_no_value() {
    assert_eq!(one(Field::Place, &json!({"place": null}), &json!({"place": null})), (0, 0, 0, 0));
    assert_eq!(one(Field::Place, &json!({"place": ""}), &json!({"place": {"value": "Huế"}})), (0, 1, 0, 0));
    assert_eq!(one(Field::Place, &json!({"place": "Huế"}), &json!({})), (1, 0, 0, 0));
}

#[test]
fn a_document_is_wholly_identified_by_number_date_issuer_and_type() {
    let want = json!({"document_number": {"value": "15/SYT", "symbol": "SYT"}, "date": "2031-05-04", "place": "Huế",
        "issuer": {"name": "Sở Y tế", "parent": null}, "document_type": "CV"});
    let got = json!({"document_number": {"value": "15/SYT"}, "date": {"value": "2031-05-04"}, "issuer": {"name": "SỞ Y TẾ"},
        "document_type": {"code": "CV", "name": "Công văn"}});
    let scores = identified(want.clone(), &got);
    assert_eq!(counts(&scores, Field::Whole), (1, 1, 1, 0));
    // The place and the symbol are missing: not all of the group is right.
    let whole = scores.whole(None);
    assert_eq!((whole.documents, whole.right, whole.share), (1, 0, 0.0));
    let mut other = got;
    other["date"]["value"] = json!("2031-05-05");
    let scores = identified(want.clone(), &other);
    assert_eq!(counts(&scores, Field::Whole), (1, 1, 0, 0));
    assert_eq!(super::missed(&scores, Field::Whole), (vec!["2031-05-04".to_owned()], vec!["2031-05-05".to_owned()]));
    let mut unscored = want;
    unscored["unscored"] = json!(["date", "document_number"]);
    let scores = identified(unscored, &other);
    assert_eq!(counts(&scores, Field::Whole), (1, 1, 1, 0));
    let absent = [Field::Date, Field::Number, Field::Symbol];
    assert!(scores.rows().iter().all(|r| !absent.contains(&r.field)), "what is unscored has no row");
}

#[test]
fn signatories_are_bags_of_names_and_posts() {
    let want = json!({"signatories": [{"name": "Bạch Đăng Khuê", "position": "GIÁM ĐỐC"}, {"name": null, "position": "CHÁNH VĂN PHÒNG"}]});
    let got = json!({"signatories": [{"name": "Bạch Đăng Khuê", "position": "Chánh Văn phòng"}, {"name": "Lò Thị Mây", "position": null}]});
    let scores = scored(&answer("identification", &want), &record(&got));
    assert_eq!(counts(&scores, Field::SignatoryName), (1, 2, 1, 1));
    assert_eq!(counts(&scores, Field::SignatoryPosition), (2, 1, 1, 0));
    let mut unscored = answer("identification", &json!({}));
    unscored["unscored"] = json!(["signatories"]);
    let scores = scored(&unscored, &record(&got));
    assert!(scores.rows().iter().all(|r| r.field != Field::SignatoryName));
}
