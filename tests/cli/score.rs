//! `score`: tables, JSON, what differs, what changed, and what is refused.

use super::{Desk, LETTER};

const ANSWER: &str = r#"{"file": "a.txt", "kind": "text", "document_number": {"value": "15/UBND-VX", "symbol": "UBND-VX"}, "date": null, "place": null,
 "issuer": {"name": "Ủy ban nhân dân tỉnh Hà Tĩnh", "parent": null}, "document_type": "CV", "subject": "kiểm tra chợ", "signatories": [],
 "recipients": [{"role": "addressee", "text": "Sở Y tế", "bodies": ["Sở Y tế"]}], "citations": [], "obligations": []}"#;

/// A desk with an answer and the records of its letter.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("a.txt", LETTER);
    desk.put("answers/a.json", ANSWER.replace("Sở Y tế\", \"bodies", "Sở Tài chính\", \"bodies"));
    assert_eq!(desk.run(&["extract", "a.txt", "--text", "-o", "r.ndjson"]).code, Some(0));
    desk
}

#[test]
fn figures_as_a_table_and_as_json() {
    let desk = desk();
    let run = desk.run(&["score", "answers", "r.ndjson"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert!(run.out.starts_with("1 document, 0 without a record\nfield                   gold  found  right       P"), "{}", run.out);
    assert!(run.out.contains("\ndocument_number            1      1      1   1.000   1.000   1.000        1   1.000"), "{}", run.out);
    assert!(run.out.contains("\nrecipients                     1      0   0.000\n"), "{}", run.out);
    let json: serde_json::Value = serde_json::from_str(&desk.run(&["score", "answers", "r.ndjson", "--json"]).out).unwrap();
    assert_eq!((&json["documents"], &json["fields"]["document_number"]["f1"]), (&1.into(), &1.0.into()));
    assert_eq!(json["fields"]["recipients addressee"]["strict"]["right"], 0);
    assert_eq!((&json["whole"]["identification"]["right"], &json["whole"]["all"]["right"]), (&1.into(), &0.into()));
    let piped = desk.pipe(&["score", "answers/a.json", "-"], desk.text("r.ndjson").as_bytes());
    assert_eq!(piped.out, run.out);
}

#[test]
fn misses_have_words_and_spans() {
    let desk = desk();
    let run = desk.run(&["score", "answers", "r.ndjson", "--misses", "recipients_addressee"]);
    assert_eq!((run.code, run.out.as_str()), (Some(0), "a.txt\n    want  Sở Tài chính\n    got   Sở Y tế  [72, 79)\n"));
    let run = desk.run(&["score", "answers", "r.ndjson", "--misses", "recipients addressee", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(json[0]["got"][0]["span"], serde_json::json!([72, 79]));
    assert_eq!(desk.run(&["score", "answers", "r.ndjson", "--misses", "date"]).out, "");
}

#[test]
fn a_newer_run_is_held_against_an_older_one() {
    let desk = desk();
    desk.put("old.ndjson", desk.text("r.ndjson").replace("\"text\":\"Sở Y tế\"", "\"text\":\"Sở Tài chính\""));
    let run = desk.run(&["score", "answers", "r.ndjson", "--against", "old.ndjson"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert!(run.out.contains("recipients addressee       1.000   0.000       0     2\n0 gained, 2 lost; "), "{}", run.out);
    assert!(
        run.out.ends_with("\na.txt\n  recipients addressee\n    - missed  Sở Tài chính\n    - wrong   Sở Y tế  [72, 79)\n"),
        "{}",
        run.out
    );
    let run = desk.run(&["score", "answers", "r.ndjson", "--against", "old.ndjson", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(json["changes"].as_array().unwrap().len(), 2);
    assert_eq!(json["changes"][0]["change"], "missed");
}

#[test]
fn wrong_usage_is_named_with_its_cure() {
    let desk = desk();
    desk.put("bad/a.json", "{\n \"file\": \"a.txt\",\n \"subjekt\": null}");
    desk.put("bad/b.json", r#"{"file": "b.txt", "scored": ["cited"]}"#);
    desk.put("twice/a.json", ANSWER);
    desk.put("twice/b.json", ANSWER);
    desk.put("half.ndjson", "{}\n{");
    std::fs::create_dir(desk.path("none")).unwrap();
    for (args, want) in [
        (&["none", "r.ndjson"][..], "none: no answers; one file NAME.json per document is wanted\n"),
        (&["nowhere", "r.ndjson"], "nowhere: No such file or directory"),
        (&["bad", "r.ndjson"], "bad/a.json: unknown field `subjekt`, expected one of `file`, "),
        (&["twice", "r.ndjson"], "twice/a.json and twice/b.json: both answer for a.txt; keep one\n"),
        (&["answers", "nowhere"], "nowhere: No such file or directory"),
        (&["answers", "half.ndjson"], "half.ndjson: no JSON records: EOF while parsing an object at line 2 column 1\n"),
        (&["answers", "r.ndjson", "--kind", "text,scan"], "vanban: no answer is of kind `scan`; the kinds are: text\n"),
        (&["answers", "r.ndjson", "--only", "^x"], "vanban: no answer is left to be scored; widen --only or --kind\n"),
        (
            &["answers", "r.ndjson", "--misses", "dates"],
            "error: invalid value 'dates' for '--misses <FIELD>': the fields are: document_number, ",
        ),
        (&["answers", "r.ndjson", "--only", "("], "error: invalid value '(' for '--only <REGEX>': regex parse error"),
    ] {
        let run = desk.run(&[&["score"], args].concat());
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{args:?}");
        assert!(run.err.starts_with(want), "{args:?}: {}", run.err);
    }
    let run = desk.run(&["score", "bad", "r.ndjson"]);
    assert_eq!(run.err.lines().count(), 2, "all faults at once: {}", run.err);
}

#[test]
fn a_record_that_comes_twice_is_told() {
    let desk = desk();
    desk.put("two.ndjson", desk.text("r.ndjson").repeat(2));
    let run = desk.run(&["score", "answers", "two.ndjson"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), "two.ndjson: more than one record of a.txt; the last one counts\n"));
}

#[test]
fn the_schema_of_answers_takes_answers() {
    let schema: serde_json::Value = serde_json::from_str(&Desk::new().run(&["schema", "--answer"]).out).unwrap();
    assert_eq!(schema["title"], "Answer");
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut answer: serde_json::Value = serde_json::from_str(ANSWER).unwrap();
    assert!(validator.is_valid(&answer));
    answer["subjekt"] = serde_json::Value::Null;
    assert!(!validator.is_valid(&answer));
}

#[test]
fn levels_of_confidence_are_held_against_answers() {
    let desk = desk();
    let run = desk.run(&["score", "answers", "r.ndjson", "--confidence"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert!(
        run.out.starts_with("1 document, 0 without a record\nfield                      level   found   right   share\n"),
        "{}",
        run.out
    );
    assert!(run.out.contains("\nrecipients addressee     certain       1       0   0.000\n"), "{}", run.out);
    assert!(run.out.contains("\ndocument_number          certain       1       1   1.000\n"), "{}", run.out);
    let run = desk.run(&["score", "answers", "r.ndjson", "--confidence", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let want = serde_json::json!({"field": "document_number", "level": "certain", "found": 1, "right": 1, "share": 1.0});
    assert_eq!(json[0], want);
    assert_eq!(desk.run(&["score", "answers", "r.ndjson", "--confidence", "--misses", "date"]).code, Some(2));
}
