//! The corpus: every document of `corpus/` against its hand-made record, field by field,
//! with a two-way list of known failures: a listed one must fail, an unlisted one must pass.
//!
//! Values are compared exactly. `issuer` of a citation is compared where the answer has
//! one; citations are compared as a bag, since a footnote's place depends on the reader.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where one of its helpers fails")]

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use vanban::pipeline::{Options, understand};
use vanban::read::{Limits, read};
use vanban::rules::Rules;

/// The folder of every case, sorted.
fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut out = Vec::new();
    for kind in std::fs::read_dir(root).unwrap().flatten().filter(|e| e.path().is_dir()) {
        out.extend(std::fs::read_dir(kind.path()).unwrap().flatten().map(|e| e.path()).filter(|p| p.join("expected.json").is_file()));
    }
    out.sort();
    assert!(out.len() >= 30, "{} cases", out.len());
    out
}

fn name(case: &Path) -> String {
    let parts: Vec<String> = case.iter().rev().take(2).map(|p| p.to_string_lossy().into_owned()).collect();
    format!("{}/{}", parts[1], parts[0])
}

fn letter(case: &Path) -> PathBuf {
    std::fs::read_dir(case).unwrap().flatten().map(|e| e.path()).find(|p| p.file_stem().is_some_and(|s| s == "letter")).unwrap()
}

fn record(case: &Path, rules: &Rules) -> Value {
    let path = letter(case);
    let file = path.file_name().unwrap().to_string_lossy().into_owned();
    let bytes = std::fs::read(&path).unwrap();
    let source = read(&file, &bytes, None, &Limits::default()).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::to_value(understand(source, &file, rules, &Options { text: true })).unwrap()
}

/// `value` inside a node that carries evidence, or the node itself.
fn plain(node: &Value) -> Value {
    node.get("value").filter(|_| node.is_object()).unwrap_or(node).clone()
}

fn pick(node: &Value, keys: &[&str]) -> Value {
    Value::Array(keys.iter().map(|k| plain(&node[*k])).collect())
}

fn names(list: &Value) -> Value {
    list.as_array().map_or(json!([]), |l| l.iter().map(|b| b.get("name").unwrap_or(b).clone()).collect())
}

fn each(list: &Value, f: impl Fn(&Value) -> Value) -> Value {
    list.as_array().map_or(json!([]), |l| l.iter().map(f).collect())
}

fn sorted(list: Value) -> Value {
    let mut items: Vec<Value> = list.as_array().cloned().unwrap_or_default();
    items.sort_by_key(ToString::to_string);
    Value::Array(items)
}

/// Citations as a bag; where the answer leaves the issuer open, the record's does not count.
fn citations(list: &Value, answer: &Value, key: &str) -> Value {
    let shape = |c: &Value| {
        let pins = each(&c["pinpoints"], |p| pick(p, &["point", "clause", "article"]));
        let id = pick(c, &["type", "number"]);
        match key {
            "issuer" => json!([id, plain(&c["issuer"])]),
            "pinpoints" => json!([id, pins]),
            "" => json!([id, plain(&c["date"])]),
            key => json!([id, plain(&c[key])]),
        }
    };
    let open = |c: &&Value| {
        key != "issuer"
            || answer.as_array().is_some_and(|a| {
                a.iter().any(|g| g["number"] == c["number"] && g["title"].is_null() == c["title"].is_null() && !g["issuer"].is_null())
            })
    };
    sorted(list.as_array().map_or(json!([]), |l| l.iter().filter(open).map(shape).collect()))
}

/// The fields that are compared, of an answer or of a record.
fn fields(r: &Value, answer: &Value) -> Vec<(&'static str, Value)> {
    let text = |o: &Value| json!(o["text"].as_str().map(|t| t.trim_end_matches(['.', '/', ';', ':', ' '])));
    let obligation = |keys: &'static [&'static str]| each(&r["obligations"], |o| json!([text(o), pick(o, keys)]));
    vec![
        ("document_number", pick(&r["document_number"], &["value", "sequence", "year", "symbol"])),
        ("date", plain(&r["date"])),
        ("place", plain(&r["place"])),
        ("issuer", r["issuer"]["name"].clone()),
        ("issuer_parent", r["issuer"]["parent"].clone()),
        ("co_issuers", names(&r["co_issuers"])),
        ("document_type", r["document_type"].get("code").unwrap_or(&r["document_type"]).clone()),
        ("subject", plain(&r["subject"])),
        ("urgency", plain(&r["urgency"])),
        ("secrecy", plain(&r["secrecy"])),
        ("signatories", each(&r["signatories"], |s| pick(s, &["authority", "on_behalf_of", "position", "name"]))),
        ("recipients", each(&r["recipients"], |e| pick(e, &["role", "text", "purpose"]))),
        ("addressee_bodies", each(&r["recipients"], |e| if e["role"] == "addressee" { names(&e["bodies"]) } else { Value::Null })),
        ("citations", citations(&r["citations"], &answer["citations"], "")),
        ("citation_titles", citations(&r["citations"], &answer["citations"], "title")),
        ("citation_issuers", citations(&r["citations"], &answer["citations"], "issuer")),
        ("citation_relations", citations(&r["citations"], &answer["citations"], "relation")),
        ("citation_pinpoints", citations(&r["citations"], &answer["citations"], "pinpoints")),
        ("obligations", each(&r["obligations"], |o| json!([o["number"], text(o)]))),
        ("assignees", each(&r["obligations"], |o| json!([text(o), names(&o["assignees"])]))),
        ("coordinators", each(&r["obligations"], |o| json!([text(o), names(&o["coordinators"])]))),
        ("modality", obligation(&["modality"])),
        (
            "deadlines",
            each(&r["obligations"], |o| json!([text(o), each(&o["deadlines"], |d| pick(d, &["date", "duration", "recurrence", "kind"]))])),
        ),
    ]
}

fn known_failures() -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/known-failures.txt");
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn every_document_gives_its_record() {
    let rules = Rules::builtin().unwrap();
    let known = known_failures();
    let mut seen = BTreeSet::new();
    let mut wrong = String::new();
    let mut right = 0;
    for case in cases() {
        let answer: Value = serde_json::from_str(&std::fs::read_to_string(case.join("expected.json")).unwrap()).unwrap();
        let record = record(&case, &rules);
        let got = fields(&record, &answer);
        for ((field, want), (_, got)) in fields(&answer, &answer).into_iter().zip(got) {
            let key = format!("{} {field}", name(&case));
            let failed = want != got;
            match (failed, known.contains(&key)) {
                (true, false) => wrong += &format!("{key}\n   want {want}\n   got  {got}\n"),
                (false, true) => wrong += &format!("{key} is listed as a known failure and passes: take it off the list\n"),
                _ => right += usize::from(!failed),
            }
            seen.insert(key);
        }
    }
    for listed in known.difference(&seen) {
        wrong += &format!("{listed} is listed as a known failure and names no field of a case\n");
    }
    assert!(wrong.is_empty(), "{right} fields right; these are not as the list says:\n{wrong}");
}

/// The spans of every value point at words, and where nothing was inferred the words hold
/// the value.
#[test]
fn every_span_points_at_its_words() {
    let rules = Rules::builtin().unwrap();
    let mut spans = 0;
    for case in cases() {
        let record = record(&case, &rules);
        let text: Vec<char> = record["text"].as_str().unwrap().chars().collect();
        spans += check_spans(&name(&case), &record, &text);
        for key in ["place", "subject", "urgency", "secrecy"] {
            let Some(value) = record[key]["value"].as_str() else { continue };
            assert_eq!(squeezed(&words(&record[key]["span"], &text)), squeezed(value), "{} {key}", name(&case));
        }
    }
    assert!(spans > 500, "{spans} spans");
}

fn squeezed(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn words(span: &Value, text: &[char]) -> String {
    let bound = |i: usize| usize::try_from(span[i].as_u64().unwrap()).unwrap();
    text[bound(0)..bound(1)].iter().collect()
}

/// Checks all spans below `node`; gives how many there are.
fn check_spans(case: &str, node: &Value, text: &[char]) -> usize {
    match node {
        Value::Object(map) => {
            let mut count = 0;
            if let Some(span) = map.get("span").filter(|s| s.is_array()) {
                let found = words(span, text);
                assert!(!found.trim().is_empty() && found.trim() == found, "{case}: span {span} is {found:?}");
                count += 1;
            }
            count + map.values().map(|v| check_spans(case, v, text)).sum::<usize>()
        }
        Value::Array(list) => list.iter().map(|v| check_spans(case, v, text)).sum(),
        _ => 0,
    }
}

#[test]
fn every_record_fits_the_schema() {
    let rules = Rules::builtin().unwrap();
    let schema = serde_json::to_value(schemars::schema_for!(vanban::record::Record)).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for case in cases() {
        let record = record(&case, &rules);
        let faults: Vec<String> = validator.iter_errors(&record).map(|e| e.to_string()).collect();
        assert!(faults.is_empty(), "{}: {faults:?}", name(&case));
    }
    assert!(!validator.is_valid(&json!({"schema": "one"})));
}
