//! Several documents in one file: nested in one record, or one record each; told apart by
//! whatever reads the records.

use super::Desk;
use serde_json::{Value, json};

const LETTER: &str = include_str!("../../corpus/cong-van/chuyen-kem-quyet-dinh/letter.txt");

fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("a.txt", LETTER);
    desk
}

#[test]
fn attached_documents_are_nested_or_records_of_their_own() {
    let desk = desk();
    let nested = desk.run(&["extract", "--text", "a.txt"]);
    assert_eq!((nested.code, nested.summary()), (Some(0), "vanban: 1 file, 1 record, 0 errors"));
    let mut first = nested.records().remove(0);
    let split = desk.run(&["extract", "--text", "--split", "a.txt"]);
    assert_eq!((split.code, split.summary()), (Some(0), "vanban: 1 file, 2 records, 0 errors"));
    let records = split.records();
    let attached = first.as_object_mut().unwrap().remove("attached").unwrap();
    assert_eq!(records[0], first);
    assert_eq!(attached[0].get("text"), None);
    let mut second = records[1].clone();
    assert_eq!(second.as_object_mut().unwrap().remove("text").unwrap(), first["text"]);
    assert_eq!(json!([second]), attached);
    // One text proves both, and each says which stretch of it it is.
    let letters: Vec<char> = LETTER.trim_end().chars().collect();
    let words = |span: &Value| {
        let at = |i: usize| usize::try_from(span[i].as_u64().unwrap()).unwrap();
        letters[at(0)..at(1)].iter().collect::<String>()
    };
    assert_eq!(
        (words(&first["document_number"]["span"]), words(&second["document_number"]["span"])),
        ("Số: 872/SGTVT-QLHT".into(), "Số: 1204/QĐ-UBND".into())
    );
    let source =
        json!({"path": "a.txt", "format": "txt", "encoding": "utf-8", "pages": null, "part": {"ordinal": 2, "of": 2, "span": [810, 1696]}});
    assert_eq!((second["source"].clone(), first["source"]["part"].clone()), (source, json!({"ordinal": 1, "of": 2, "span": [0, 808]})));
    assert!(words(&json!([0, 808])).ends_with("Đầu cầu phía nam: 02 biển."));
    assert!(words(&json!([810, 1696])).starts_with("ỦY BAN NHÂN DÂN\nTỈNH QUẢNG BÌNH\n"));
}

#[test]
fn a_file_with_one_document_is_the_same_split() {
    let desk = Desk::new();
    desk.put("a.txt", super::LETTER);
    let run = desk.run(&["extract", "a.txt"]);
    assert_eq!(desk.run(&["extract", "--split", "a.txt"]).out, run.out);
    assert_eq!((run.records()[0].get("attached"), run.records()[0]["source"].get("part")), (None, None));
}

#[test]
fn what_is_attached_is_a_record_of_the_graph() {
    let desk = desk();
    for (name, options) in [("nested", &[][..]), ("split", &["--split"][..])] {
        desk.put(name, desk.run(&[&["extract"], options, &["a.txt"]].concat()).out);
    }
    let graph = desk.run(&["link", "nested"]);
    assert_eq!(
        (graph.code, graph.err.as_str()),
        (Some(0), "vanban: 2 records, 4 instruments, 3 citations, 0 contradictions, 0 bad lines\n")
    );
    assert_eq!(desk.run(&["link", "split"]).out, graph.out);
    let decision = graph.records().into_iter().find(|l| l["number"] == "1204/QĐ-UBND").unwrap();
    assert_eq!((&decision["records"], &decision["cited_by"]), (&json!(["a.txt#2"]), &json!(1)));
}

#[test]
fn an_answer_is_scored_against_the_first() {
    let desk = desk();
    desk.put("answers/a.json", r#"{"file": "a.txt", "scored": ["recipients"], "recipients": [{"role": "archive", "text": "VT, QLHT", "purpose": null, "bodies": []}]}"#);
    let first = |options: &[&str]| {
        desk.put("r.ndjson", desk.run(&[&["extract"], options, &["a.txt"]].concat()).out);
        let run = desk.run(&["score", "answers", "r.ndjson"]);
        assert_eq!(run.code, Some(0), "{run:?}");
        run
    };
    let split = first(&["--split"]);
    assert!(split.out.contains("recipients archive         1      1      1   1.000"), "{}", split.out);
    assert_eq!(first(&[]), split);
}

#[test]
fn explain_shows_each() {
    let shown = desk().run(&["explain", "a.txt", "--field", "document_number"]).out;
    let want = "\
document 1 of 2

document_number
  872/SGTVT-QLHT  [rule letterhead.number]
     4 | Số: 872/SGTVT-QLHT
       | ^^^^^^^^^^^^^^^^^^


document 2 of 2

document_number
  1204/QĐ-UBND  [rule letterhead.number]
    39 | Số: 1204/QĐ-UBND
       | ^^^^^^^^^^^^^^^^

";
    assert_eq!(shown, want);
}
