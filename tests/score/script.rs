//! The same figures as the script that the rules of comparison were taken from, over the
//! documents and answers beside the checkout. Where they or Python are not there, the test
//! says so and proves nothing.

use super::{answer, record};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn shared() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared")
}

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_vanban"))
}

/// The script, or why it cannot be run.
fn script() -> Result<PathBuf, String> {
    let script = shared().join("tools/score.py");
    if !script.is_file() {
        return Err(format!("{} is not there", script.display()));
    }
    match Command::new("python3").arg("--version").output() {
        Ok(Output { status, .. }) if status.success() => Ok(script),
        _ => Err("python3 cannot be run".to_owned()),
    }
}

fn json_of(command: &mut Command) -> Value {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Both scorers on the same files; every figure of the script must be ours. Gives their number.
fn compare(script: &Path, answers: &Path, records: &Path, more: &[&str]) -> usize {
    let theirs = json_of(Command::new("python3").arg(script).args([answers, records]).arg("--json").args(more));
    let ours = json_of(program().arg("score").args([answers, records]).arg("--json").args(more));
    assert_eq!((&theirs["documents"], &theirs["without_record"]), (&ours["documents"], &ours["without_record"]));
    let fields = theirs["fields"].as_object().unwrap();
    assert_eq!(fields.len(), ours["fields"].as_object().unwrap().len());
    let mut seen = 0;
    for (field, figures) in fields {
        for (name, figure) in figures.as_object().unwrap() {
            // Compared as numbers: Python writes 1.0 where a count is 1.
            assert_eq!(figure.as_f64(), ours["fields"][field][name].as_f64(), "{more:?} {field} {name}");
            seen += 1;
        }
    }
    seen
}

#[test]
fn figures_are_those_of_the_script_for_every_kind() {
    let script = match script() {
        Ok(script) => script,
        Err(why) => return eprintln!("skipped: {why}"),
    };
    let gold = shared().join("gold");
    if !gold.is_dir() {
        return eprintln!("skipped: {} is not there", gold.display());
    }
    let desk = tempfile::tempdir().unwrap();
    let records = desk.path().join("records.ndjson");
    // Scans end as errors without recognition: documents without a record are scored as well.
    let run = program().args(["extract", "--no-ocr"]).arg(gold.join("documents")).arg("-o").arg(&records).output().unwrap();
    assert!(records.is_file(), "{}", String::from_utf8_lossy(&run.stderr));
    for more in [&[][..], &["--kind", "text"], &["--kind", "word"], &["--kind", "legacy"], &["--kind", "ocr"], &["--kind", "scan"]] {
        assert!(compare(&script, &gold.join("answers"), &records, more) > 100, "{more:?}");
    }
}

/// A paper that says `w` everywhere; `name` makes a body of it.
fn paper(w: &str, name: impl Fn(&str) -> Value) -> Value {
    json!({"document_number": {"value": w, "symbol": w}, "subject": w, "place": w, "issuer": {"name": w, "parent": w}, "date": w,
                    "signatories": [{"name": w, "position": w}],
                    "recipients": [{"role": "copy", "text": w, "bodies": []}, {"role": "addressee", "text": w, "bodies": [name(w)]}],
                    "citations": [{"number": w, "title": w, "type": "Luật", "relation": "basis", "pinpoints": [{"point": w}]}, {"number": null, "title": w}],
                    "obligations": [{"text": format!("{w} của các đơn vị"), "assignees": [name(w)], "number": w, "deadlines": [{"date": w}]}]})
}

/// Spellings that a rule of comparison treats in a way of its own.
const WORDS: [&str; 28] = [
    "Kiểm tra chợ",
    "KIE\u{302}\u{309}M TRA CHO\u{323}",
    "V/v kiểm tra chợ",
    "về việc kiểm tra chợ",
    "các chợ",
    "00",
    "0",
    "015/UBND – VX",
    "2031/QĐ-UBND",
    "12 . .",
    "(“thuỷ lợi”)",
    "thủy lợi",
    "Straße ſ ẞ ﬁ",
    "STRASSE s ss fi",
    "ı",
    "Ⓐ b",
    "a\u{1c}b",
    "Luật Báo chí năm 2031",
    "Luật Báo chí năm: 2031",
    "Luật Báo chí ngày 5/6/2031",
    "Luật Báo chí",
    "a - - b / c",
    "a--b/c",
    "x\u{345}\u{301}y",
    "Ban quản lý chợ trung tâm",
    "Ban quàn 1ý chợ trung tâm",
    "Phòng A | Phòng B",
    "Phòng B",
];

#[test]
fn figures_are_those_of_the_script_on_odd_spellings() {
    let script = match script() {
        Ok(script) => script,
        Err(why) => return eprintln!("skipped: {why}"),
    };
    let desk = tempfile::tempdir().unwrap();
    let answers = desk.path().join("answers");
    std::fs::create_dir(&answers).unwrap();
    let mut records = String::new();
    for (i, want) in WORDS.iter().enumerate() {
        for (j, got) in WORDS.iter().enumerate() {
            let file = format!("{i:02}-{j:02}.txt");
            let mut want = answer("recipients", &paper(want, |w| json!(w)));
            want["scored"] = json!([]);
            want["file"] = json!(file);
            want["kind"] = json!(if i % 2 == 0 { "even" } else { "odd" });
            std::fs::write(answers.join(format!("{file}.json")), want.to_string()).unwrap();
            let mut got = record(&paper(got, |w| json!({"name": w})));
            got["source"]["path"] = json!(file);
            records.push_str(&format!("{got}\n"));
        }
    }
    let file = desk.path().join("records.ndjson");
    std::fs::write(&file, records).unwrap();
    for more in [&[][..], &["--kind", "odd"], &["--only", "^0[3-7]-.*[02468].txt$"]] {
        assert!(compare(&script, &answers, &file, more) > 100, "{more:?}");
    }
}
