//! `vanban extract`: what goes where, in which order, with which exit code.

use super::{Desk, LETTER, exists, paths};
use std::io::Read;
use std::process::Stdio;

#[test]
fn one_file_gives_one_line_and_a_summary() {
    let desk = Desk::new();
    desk.put("a.txt", LETTER);
    let run = desk.run(&["extract", "a.txt"]);
    assert_eq!((run.code, run.out.lines().count()), (Some(0), 1));
    assert!(
        run.out.starts_with(r#"{"schema":1,"source":{"path":"a.txt","format":"txt","encoding":"utf-8","pages":null},"document_number":"#)
    );
    assert_eq!((run.err.lines().count(), run.summary()), (1, "vanban: 1 file, 1 record, 0 errors"));
    assert!(run.err.ends_with(" s\n") && !run.err.contains('\u{1b}'), "{}", run.err);
}

#[test]
fn text_is_included_on_request() {
    let desk = Desk::new();
    desk.put("a.txt", "So\u{302}\u{301}: 15\r\nhai\r\n");
    assert_eq!(desk.run(&["extract", "a.txt"]).records()[0].get("text"), None);
    assert_eq!(desk.run(&["extract", "--text", "a.txt"]).records()[0]["text"], "Số: 15\nhai");
}

#[test]
fn folders_are_read_recursively_in_the_order_of_their_paths() {
    let desk = Desk::new();
    for name in ["in/b.txt", "in/a/z.txt", "in/a.txt", "in/a-b/c.md", "in/Z.txt", "in/ă.txt", "in/a/b/c.txt"] {
        desk.put(name, LETTER);
    }
    for hidden in ["in/.hidden.txt", "in/.git/x.txt", "in/~$b.docx"] {
        desk.put(hidden, LETTER);
    }
    let run = desk.run(&["extract", "in"]);
    assert_eq!(run.code, Some(0));
    assert_eq!(paths(&run), ["in/Z.txt", "in/a-b/c.md", "in/a.txt", "in/a/b/c.txt", "in/a/z.txt", "in/b.txt", "in/ă.txt"]);
    assert_eq!(
        paths(&desk.run(&["extract", "in/b.txt", "in/.hidden.txt", "in/a"])),
        ["in/b.txt", "in/.hidden.txt", "in/a/b/c.txt", "in/a/z.txt"]
    );
}

#[test]
fn an_empty_folder_is_no_fault() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("in")).unwrap();
    let run = desk.run(&["extract", "in"]);
    assert_eq!((run.code, run.out.as_str(), run.summary()), (Some(0), "", "vanban: 0 files, 0 records, 0 errors"));
    assert_eq!(desk.run(&["extract", "--format", "json", "in"]).out, "[]\n");
}

#[test]
fn standard_input_is_read_for_a_dash() {
    let desk = Desk::new();
    let run = desk.pipe(&["extract", "-", "--as", "md"], LETTER.as_bytes());
    assert_eq!(run.code, Some(0));
    let source = &run.records()[0]["source"];
    assert_eq!((source["path"].as_str(), source["format"].as_str()), (Some("-"), Some("md")));
    let run = desk.pipe(&["extract", "-", "--as", "pdf"], LETTER.as_bytes());
    assert_eq!((run.code, run.records()[0]["source"]["format"].as_str()), (Some(0), Some("txt")));
    assert!(run.warnings().contains(&"extension_contradicts_content".to_owned()));
    let run = desk.pipe(&["extract", "-"], b"");
    assert_eq!((run.code, run.faults()), (Some(1), vec!["-: empty_file: the file is empty"]));
    let run = desk.pipe(&["extract", "-", "--max-size", "10"], LETTER.as_bytes());
    assert_eq!((run.code, run.faults()), (Some(1), vec!["-: too_large: 11 bytes, over the limit of 10; raise it with --max-size"]));
}

#[test]
fn a_pretty_document_holds_what_the_lines_hold() {
    let desk = Desk::new();
    desk.put("in/a.txt", LETTER);
    desk.put("in/b.txt", "Số: 16/UBND-VX\n");
    let lines = desk.run(&["extract", "in"]).records();
    let document = desk.run(&["extract", "in", "--format", "json"]);
    assert!(document.out.starts_with("[\n  {\n    \"schema\": 1,\n    \"source\": {\n"));
    assert!(document.out.ends_with("\n  }\n]\n"));
    assert_eq!(serde_json::from_str::<Vec<serde_json::Value>>(&document.out).unwrap(), lines);
}

#[test]
fn the_same_bytes_come_out_at_any_number_of_jobs() {
    let desk = Desk::new();
    for i in 0..200 {
        let words = if i % 17 == 0 { String::new() } else { LETTER.repeat(1 + (i * 31) % 60) };
        desk.put(&format!("in/{i:03}.txt"), words);
    }
    let one = desk.run(&["extract", "in", "--text", "--jobs", "1", "--errors", "1.ndjson"]);
    assert_eq!((one.code, one.records().len(), one.faults().len()), (Some(1), 188, 12));
    for jobs in ["2", "7"] {
        let errors = format!("{jobs}.ndjson");
        let run = desk.run(&["extract", "in", "--text", "--jobs", jobs, "--errors", &errors]);
        assert!(run.out == one.out, "{jobs} jobs");
        assert_eq!((run.faults(), desk.text(&errors)), (one.faults(), desk.text("1.ndjson")));
    }
}

#[test]
fn an_output_file_is_written_whole_or_not_at_all() {
    let desk = Desk::new();
    desk.put("a.txt", LETTER);
    desk.put("out.ndjson", "old\n");
    let plain = desk.run(&["extract", "a.txt"]).out;
    let run = desk.run(&["extract", "a.txt", "-o", "out.ndjson"]);
    assert_eq!((run.code, run.out.as_str(), desk.text("out.ndjson")), (Some(0), "", plain));
    assert_eq!(desk.names(), ["a.txt", "out.ndjson"]);

    // Refused before the end: what stood there stays, and nothing else is left.
    desk.put("out.ndjson", "old\n");
    desk.put("rules/bad.toml", "schema = 1\nnonsense = 2\n");
    let run = desk.run(&["extract", "a.txt", "-o", "out.ndjson", "--rules", "rules"]);
    assert_eq!((run.code, desk.text("out.ndjson").as_str()), (Some(2), "old\n"));
    assert_eq!(desk.names(), ["a.txt", "out.ndjson", "rules"]);

    let run = desk.run(&["extract", "a.txt", "-o", "none/out.ndjson"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.starts_with("vanban: cannot write none/out.ndjson: "), "{}", run.err);
}

#[test]
#[cfg(unix)]
fn an_output_file_appears_only_at_the_end() {
    let desk = Desk::new();
    let mut child = desk.command(&["extract", "-", "-o", "out.ndjson"]).stdin(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    while desk.names().is_empty() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let names = desk.names();
    assert!(names.len() == 1 && names[0].starts_with(".vanban-"), "{names:?}");
    drop(child.stdin.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
    assert_eq!((desk.names(), desk.text("out.ndjson").as_str()), (vec!["out.ndjson".to_owned()], ""));
}

#[test]
fn an_output_inside_the_folder_is_not_read() {
    let desk = Desk::new();
    desk.put("a.txt", LETTER);
    let first = desk.run(&["extract", ".", "-o", "out.ndjson", "--errors", "err.ndjson"]);
    let second = desk.run(&["extract", ".", "-o", "out.ndjson", "--errors", "err.ndjson"]);
    assert_eq!((first.summary(), second.summary()), ("vanban: 1 file, 1 record, 0 errors", "vanban: 1 file, 1 record, 0 errors"));
    assert_eq!(desk.text("err.ndjson"), "");
}

#[test]
fn errors_are_told_in_order_and_the_rest_goes_on() {
    let desk = Desk::new();
    desk.put("a.txt", LETTER);
    desk.put("b.txt", "");
    desk.put("c.txt", LETTER);
    let run = desk.run(&["extract", "a.txt", "none.txt", "b.txt", "c.txt", "--errors", "err.ndjson"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(paths(&run), ["a.txt", "c.txt"]);
    let want = "none.txt: missing_file: no such file; check the path\nb.txt: empty_file: the file is empty\nvanban: 4 files, 2 records, 2 errors in ";
    assert_eq!(&run.err[..want.len()], want);
    let want = r#"{"path":"none.txt","code":"missing_file","message":"no such file; check the path"}
{"path":"b.txt","code":"empty_file","message":"the file is empty"}
"#;
    assert_eq!(desk.text("err.ndjson"), want);
}

#[test]
fn a_closed_pipe_is_no_fault() {
    let desk = Desk::new();
    for i in 0..400 {
        desk.put(&format!("in/{i}.txt"), LETTER.repeat(20));
    }
    for args in [&["extract", "in", "--text"][..], &["extract", "in", "--text", "--format", "json", "--errors", "err.ndjson"]] {
        let mut child = desk.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = [0; 10];
        child.stdout.as_mut().unwrap().read_exact(&mut first).unwrap();
        drop(child.stdout.take());
        let end = child.wait_with_output().unwrap();
        assert_eq!((end.status.code(), String::from_utf8(end.stderr).unwrap().as_str()), (Some(0), ""));
    }
    assert!(!exists(&desk.path("err.ndjson")), "an unfinished file of errors was left");
    let mut child = desk.command(&["schema"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let end = child.wait_with_output().unwrap();
    assert_eq!((end.status.code(), end.stderr), (Some(0), Vec::new()));
}

#[test]
fn wrong_usage_is_told_and_nothing_is_read() {
    let desk = Desk::new();
    desk.put("a.txt", LETTER);
    for (args, words) in [
        (&["extract"][..], "<PATH>..."),
        (&["extract", "a.txt", "--jobs", "0"], "a number from 1 to 256 is wanted"),
        (&["extract", "a.txt", "--max-size", "much"], "much is no size; write 500K, 200M or 2G"),
        (&["extract", "a.txt", "--max-unpacked", "0"], "0 is no size; write 500K, 200M or 2G"),
        (&["extract", "a.txt", "--format", "xml"], "invalid value 'xml'"),
        (&["extract", "-", "--as", "xls"], "invalid value 'xls'"),
        (&["extract", "a.txt", "--as", "txt"], "--as is for standard input"),
        (&["extract", "a.txt", "-o", "x", "--errors", "./x"], "-o and --errors name the same file; give two"),
        (&["extract", "a.txt", "-o", "a.txt"], "a.txt is to be read and written; name another output"),
        (&["extract", "a.txt", "--rules", "none"], "none:1:1: "),
        (&["nonsense"], "unrecognized subcommand 'nonsense'"),
        (&[], "Usage: vanban"),
    ] {
        let run = desk.run(args);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{args:?}");
        assert!(run.err.contains(words), "{args:?}: {}", run.err);
    }
    assert_eq!((desk.names(), desk.text("a.txt").as_str()), (vec!["a.txt".to_owned()], LETTER));
}
