//! `explain`, `schema`, `rules check` and the help of all commands.

use super::{Desk, LETTER};

#[test]
fn every_command_helps_with_an_example() {
    let desk = Desk::new();
    for (command, example) in [
        (&["--help"][..], "Example:\n  vanban extract "),
        (&["extract", "--help"], "Examples:\n  vanban extract "),
        (&["explain", "--help"], "Example:\n  vanban explain "),
        (&["schema", "--help"], "Example:\n  vanban schema "),
        (&["link", "--help"], "Examples:\n  vanban link records.ndjson -o graph.ndjson\n"),
        (&["score", "--help"], "Examples:\n  vanban extract letters/ --text -o records.ndjson\n  vanban score "),
        (&["rules", "--help"], "Example:\n  vanban rules check "),
        (&["rules", "check", "--help"], "Example:\n  vanban rules check "),
    ] {
        let run = desk.run(command);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{command:?}");
        assert!(run.out.contains(example), "{command:?}: {}", run.out);
    }
    assert_eq!(desk.run(&["--version"]).out, format!("vanban {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn the_schema_takes_every_record() {
    let desk = Desk::new();
    desk.put("a.txt", LETTER);
    let schema = desk.run(&["schema"]);
    assert_eq!((schema.code, schema.err.as_str()), (Some(0), ""));
    let schema: serde_json::Value = serde_json::from_str(&schema.out).unwrap();
    assert_eq!(schema["title"], "Record");
    let validator = jsonschema::validator_for(&schema).unwrap();
    for args in [&["extract", "a.txt"][..], &["extract", "--text", "a.txt"]] {
        let record = &desk.run(args).records()[0];
        let faults: Vec<String> = validator.iter_errors(record).map(|e| e.to_string()).collect();
        assert_eq!(faults, Vec::<String>::new());
    }
    assert!(!validator.is_valid(&serde_json::json!({"schema": 1})));
}

#[test]
fn rules_are_proven_or_their_faults_named() {
    let desk = Desk::new();
    let run = desk.run(&["rules", "check"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert!(run.out.ends_with(" rules, all proven\n"), "{}", run.out);

    desk.put("mine/a.toml", "schema = 1\n\n[[rule]]\nid = \"citation.mine\"\nrole = \"x\"\npatern = \"a\"\n");
    for args in [&["rules", "check", "--rules", "mine"][..], &["extract", "x", "--rules", "mine"], &["explain", "x", "--rules", "mine"]] {
        let run = desk.run(args);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{args:?}");
        assert!(run.err.starts_with("mine/a.toml:6:1: unknown field `patern`"), "{}", run.err);
    }
}

#[test]
fn explain_shows_a_person_what_was_found() {
    let desk = Desk::new();
    desk.put("a.txt", LETTER);
    let run = desk.run(&["explain", "a.txt"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert!(run.out.starts_with("a.txt  txt, utf-8, 8 lines\n\nzones\n  letterhead   "), "{}", run.out);
    assert!(!run.out.contains('\u{1b}'), "colours in a pipe");
    let run = desk.run(&["explain", "a.txt", "--field", "secrecy"]);
    assert_eq!((run.code, run.out.as_str()), (Some(0), "not found: secrecy\n"));
    let run = desk.pipe(&["explain", "-", "--field", "urgency"], LETTER.as_bytes());
    assert_eq!((run.code, run.out.as_str()), (Some(0), "not found: urgency\n"));
}

#[test]
fn explain_refuses_as_extract_does() {
    let desk = Desk::new();
    let run = desk.run(&["explain", "none.txt"]);
    assert_eq!((run.code, run.err.as_str()), (Some(1), "none.txt: missing_file: no such file; check the path\n"));
    let run = desk.run(&["explain", "."]);
    assert_eq!((run.code, run.err.as_str()), (Some(2), "vanban: . is a folder; explain shows one document\n"));
    let run = desk.run(&["explain", "a.txt", "--field", "nonsense"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("possible values: document_number, date, place, issuer, "), "{}", run.err);
}
