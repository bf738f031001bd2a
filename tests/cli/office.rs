//! `--via-libreoffice`: doc, rtf and odt are converted first. A program of the name stands in
//! for LibreOffice where what it does is to be known exactly; where LibreOffice itself is
//! installed, it is asked too.

#![cfg(unix)]

use super::{Desk, Run, exists};
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const DOC: &[u8] = include_bytes!("../word/letter.doc");
const TCVN3: &[u8] = include_bytes!("../word/tcvn3.doc");
const DOCX: &[u8] = include_bytes!("../../corpus/cong-van/danh-sach-chung-ten-loai/letter.docx");

/// A folder with files, a folder for temporary ones, and `soffice` in its own folder `bin`.
fn desk(soffice: Option<&str>) -> Desk {
    let desk = Desk::new();
    desk.put("a.doc", DOC);
    desk.put("made.docx", DOCX);
    for folder in ["bin", "tmp"] {
        fs::create_dir(desk.path(folder)).unwrap();
    }
    if let Some(script) = soffice {
        desk.put("bin/soffice", format!("#!/bin/sh\nexport PATH=/usr/bin:/bin\n{script}\n"));
        fs::set_permissions(desk.path("bin/soffice"), fs::Permissions::from_mode(0o755)).unwrap();
    }
    desk
}

/// What a converter does: `made.docx` is what it makes of anything.
fn converts(desk: &Path) -> String {
    format!("for last; do :; done; out=$(dirname \"$last\")/out; mkdir -p \"$out\"; cp {}/made.docx \"$out/given.docx\"", desk.display())
}

fn run(desk: &Desk, args: &[&str]) -> Run {
    let mut command: Command = desk.command(args);
    command.env("PATH", desk.path("bin")).env("TMPDIR", desk.path("tmp"));
    let run = super::ended(command.stdin(Stdio::null()).output().unwrap());
    assert_eq!(fs::read_dir(desk.path("tmp")).unwrap().count(), 0, "nothing is left behind");
    run
}

fn record(run: &Run) -> Value {
    assert_eq!(run.code, Some(0), "{run:?}");
    run.records().remove(0)
}

#[test]
fn without_libreoffice_the_file_says_how_to_get_it() {
    let desk = desk(None);
    let run = run(&desk, &["extract", "--via-libreoffice", "a.doc", "made.docx"]);
    let want =
        "a.doc: libreoffice_unavailable: LibreOffice is not installed: apt-get install libreoffice-writer, or leave out --via-libreoffice";
    assert_eq!((run.code, run.faults()), (Some(1), vec![want]));
    assert_eq!(run.records()[0]["source"]["path"], "made.docx", "what is not converted needs no converter");
    assert_eq!(self::run(&desk, &["extract", "a.doc"]).code, Some(0));
}

#[test]
fn what_it_makes_is_read_and_the_format_stays() {
    let desk = desk(None);
    let script = converts(desk.dir.path());
    desk.put("bin/soffice", format!("#!/bin/sh\nexport PATH=/usr/bin:/bin\n{script}\n"));
    fs::set_permissions(desk.path("bin/soffice"), fs::Permissions::from_mode(0o755)).unwrap();
    let mut got = record(&run(&desk, &["extract", "--via-libreoffice", "a.doc"]));
    let mut want = record(&run(&desk, &["extract", "made.docx"]));
    let warning = json!({"code": "converted_by_libreoffice", "message": "converted to docx by LibreOffice, and read as that"});
    want["warnings"].as_array_mut().unwrap().insert(0, warning);
    want["source"] = json!({"path": "a.doc", "format": "doc", "encoding": null, "pages": null});
    assert_eq!(got, want);
    assert_eq!(record(&run(&desk, &["extract", "--via-libreoffice", "--no-isolation", "a.doc"])), got);
    let shown = run(&desk, &["explain", "--via-libreoffice", "a.doc", "--field", "warnings"]).out;
    assert_eq!(shown, "warnings\n  converted_by_libreoffice: converted to docx by LibreOffice, and read as that\n\n");
    // What its own reader decodes from a legacy font is not converted.
    desk.put("b.doc", TCVN3);
    got = record(&run(&desk, &["extract", "--via-libreoffice", "b.doc"]));
    let why = "read as it is, not converted by LibreOffice: it is set in tcvn3, whose letters LibreOffice leaves as they are";
    assert_eq!(got["warnings"], json!([{"code": "not_converted", "message": why}]));
    assert_eq!((&got["source"]["encoding"], &got["citations"][0]["number"]), (&json!("tcvn3"), &json!("12/QĐ-SYT")));
}

#[test]
fn where_it_fails_the_file_is_read_as_it_is() {
    let desk = desk(Some("echo 'Error: source file could not be loaded' >&2"));
    let mut want = record(&run(&desk, &["extract", "a.doc"]));
    let why = "read as it is, not converted by LibreOffice: Error: source file could not be loaded";
    want["warnings"].as_array_mut().unwrap().insert(0, json!({"code": "not_converted", "message": why}));
    assert_eq!(record(&run(&desk, &["extract", "--via-libreoffice", "a.doc"])), want);
}

/// A process of that number runs and has not only left its number behind.
fn runs(pid: &str) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit(") ").next().is_some_and(|rest| !rest.is_empty() && !rest.starts_with('Z'))
}

#[test]
fn one_that_hangs_ends_with_all_that_it_started() {
    let desk = desk(None);
    let pids = desk.path("pids");
    let script = format!("#!/bin/sh\nexport PATH=/usr/bin:/bin\nsleep 1000 &\necho $$ $! > {}\nwait\n", pids.display());
    desk.put("bin/soffice", script);
    fs::set_permissions(desk.path("bin/soffice"), fs::Permissions::from_mode(0o755)).unwrap();
    let begun = Instant::now();
    let run = run(&desk, &["extract", "--via-libreoffice", "--timeout", "1", "a.doc", "made.docx"]);
    assert!(begun.elapsed() < Duration::from_secs(30));
    assert_eq!(
        (run.code, run.faults()),
        (Some(1), vec!["a.doc: reader_timeout: given up after 1 s; raise --timeout if it may take longer"])
    );
    assert_eq!(run.records()[0]["source"]["path"], "made.docx");
    let told = fs::read_to_string(pids).unwrap();
    let pids: Vec<&str> = told.split_whitespace().collect();
    assert_eq!(pids.len(), 2);
    let waited = Instant::now();
    while cfg!(target_os = "linux") && pids.iter().any(|p| runs(p)) {
        assert!(waited.elapsed() < Duration::from_secs(20), "{told} still runs");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// An OpenDocument text with a picture that only a network could bring.
fn with_remote_picture(port: u16) -> Vec<u8> {
    let space = |name: &str, of: &str| format!(r#"xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{of}:1.0""#);
    let content = format!(
        r#"<office:document-content {} {} {} {} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body><office:text><text:p>Số: 15/SYT-NV<draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="2cm"><draw:image xlink:href="http://127.0.0.1:{port}/a.png" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p></office:text></office:body></office:document-content>"#,
        space("office", "office"),
        space("text", "text"),
        space("draw", "drawing"),
        space("svg", "svg-compatible"),
    );
    let kind = "application/vnd.oasis.opendocument.text";
    let entry = |path: &str, kind: &str| format!(r#"<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>"#);
    let entries = entry("/", kind) + &entry("content.xml", "text/xml");
    let manifest = format!("<manifest:manifest {}>{entries}</manifest:manifest>", space("manifest", "manifest"));
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, words) in [("mimetype", kind), ("META-INF/manifest.xml", &manifest), ("content.xml", &content)] {
        zip.start_file(name, zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored)).unwrap();
        zip.write_all(words.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn libreoffice_itself_where_it_is_installed() {
    let desk = desk(None);
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    desk.put("b.odt", with_remote_picture(port));
    let mut command = desk.command(&["extract", "--via-libreoffice", "--text", "a.doc", "b.odt"]);
    let run = super::ended(command.env("TMPDIR", desk.path("tmp")).output().unwrap());
    assert_eq!(fs::read_dir(desk.path("tmp")).unwrap().count(), 0, "nothing is left behind");
    if run.err.contains("libreoffice_unavailable") {
        assert!(!["/usr/bin/soffice", "/usr/bin/libreoffice"].iter().any(|p| exists(Path::new(p))), "{}", run.err);
        println!("LibreOffice is not installed: asked for, and missed with its code");
        return;
    }
    let records = run.records();
    assert_eq!((run.code, records.len()), (Some(0), 2), "{}", run.err);
    for (record, format) in records.iter().zip(["doc", "odt"]) {
        assert_eq!((&record["source"]["format"], &record["warnings"][0]["code"]), (&json!(format), &json!("converted_by_libreoffice")));
    }
    let own = record(&desk.run(&["extract", "a.doc"]));
    for field in ["document_number", "date"] {
        assert_eq!(records[0][field]["value"], own[field]["value"], "{field}");
        assert!(own[field]["value"].is_string());
    }
    assert!(records[1]["text"].as_str().unwrap().starts_with("Số: 15/SYT-NV"), "{}", records[1]["text"]);
    assert_eq!(listener.accept().unwrap_err().kind(), std::io::ErrorKind::WouldBlock, "nothing is fetched");
}
