//! The corpus: every document of `corpus/` against its hand-made record, field by field,
//! with a two-way list of known failures: a listed one must fail, an unlisted one must pass.
//!
//! Values are compared exactly, but for what the record's specification leaves open:
//! - bodies: case, tone placement, `Ð` and a leading "các" make no difference;
//! - a citation's issuer, date and title are compared where the answer has one (issuer) and
//!   mention by mention, the first of a number with its first;
//! - a pinpoint that names neither article, clause nor point (an annex) is more than is asked;
//! - what an obligation holds is compared where its passage was found: a missing passage is
//!   one failure (`obligations`), not five;
//! - citations are a bag, since a footnote's place depends on the reader.

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

/// Names of bodies as they are compared, in any order.
fn names(list: &Value) -> Value {
    let plain = |name: &str| {
        let small = name.to_lowercase().replace('ð', "đ");
        small.strip_prefix("các ").unwrap_or(&small).split_whitespace().map(one_tone_placement).collect::<Vec<_>>().join(" ")
    };
    sorted(each(list, |b| json!(b.get("name").unwrap_or(b).as_str().map(plain))))
}

/// `hoà` as `hòa`, `uỷ` as `ủy`: a tone on the second vowel at the end of a word goes to the first.
fn one_tone_placement(word: &str) -> String {
    const PAIRS: [(&str, &str); 15] = [
        ("oà", "òa"),
        ("oá", "óa"),
        ("oả", "ỏa"),
        ("oã", "õa"),
        ("oạ", "ọa"),
        ("oè", "òe"),
        ("oé", "óe"),
        ("oẻ", "ỏe"),
        ("oẽ", "õe"),
        ("oẹ", "ọe"),
        ("uỳ", "ùy"),
        ("uý", "úy"),
        ("uỷ", "ủy"),
        ("uỹ", "ũy"),
        ("uỵ", "ụy"),
    ];
    let pair = PAIRS.iter().find_map(|(new, old)| Some(format!("{}{old}", word.strip_suffix(new)?)));
    pair.unwrap_or_else(|| word.to_owned())
}

fn each(list: &Value, f: impl Fn(&Value) -> Value) -> Value {
    list.as_array().map_or(json!([]), |l| l.iter().map(f).collect())
}

fn sorted(list: Value) -> Value {
    let mut items: Vec<Value> = list.as_array().cloned().unwrap_or_default();
    items.sort_by_key(ToString::to_string);
    Value::Array(items)
}

/// One field of the citations, as a bag. `other` is the list it is compared with: of two
/// mentions of one number the first is compared with the first.
fn citations(list: &Value, answer: &Value, key: &str) -> Value {
    let id = |c: &Value| pick(c, &["type", "number"]);
    let mut seen: Vec<Value> = Vec::new();
    let mut out = Vec::new();
    for c in list.as_array().into_iter().flatten() {
        let nth = seen.iter().filter(|s| **s == id(c)).count();
        seen.push(id(c));
        let asked = || answer.as_array().into_iter().flatten().filter(|a| id(a) == id(c)).nth(nth);
        let places = |p: &&Value| ["point", "clause", "article"].iter().any(|k| !p[*k].is_null());
        out.push(match key {
            "issuer" if asked().is_none_or(|a| a["issuer"].is_null()) => continue,
            "issuer" => json!([id(c), names(&json!([plain(&c["issuer"])]))]),
            "pinpoints" => {
                let pins = c["pinpoints"].as_array().into_iter().flatten().filter(places);
                json!([id(c), pins.map(|p| pick(p, &["point", "clause", "article"])).collect::<Vec<_>>()])
            }
            key => json!([id(c), plain(&c[key])]),
        });
    }
    sorted(Value::Array(out))
}

/// The passages of both lists, by the words of their text.
fn passages(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().map(passage).collect()
}

fn passage(obligation: &Value) -> String {
    let text = obligation["text"].as_str().unwrap_or_default();
    text.trim_end_matches(['.', '/', ';', ':', ' ']).to_owned()
}

/// When deadlines end: a date, else a length, else a recurrence. One that could not be
/// normalised is not compared, nor is its kind, which readers see differently ("trong quý II").
fn due(deadlines: &Value) -> Value {
    let value = |d: &Value| ["date", "duration", "recurrence"].iter().map(|k| d[*k].clone()).find(|v| !v.is_null());
    Value::Array(deadlines.as_array().into_iter().flatten().filter_map(value).collect())
}

/// The fields that are compared, of an answer or of a record; `other` is the one it is
/// compared with.
fn fields(r: &Value, answer: &Value, other: &Value) -> Vec<(&'static str, Value)> {
    let shared = passages(&other["obligations"]);
    let found = |f: &dyn Fn(&Value) -> Value| {
        let both = r["obligations"].as_array().into_iter().flatten().filter(|o| shared.contains(&passage(o)));
        Value::Array(both.map(|o| json!([passage(o), f(o)])).collect())
    };
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
        ("citations", citations(&r["citations"], &answer["citations"], "date")),
        ("citation_titles", citations(&r["citations"], &answer["citations"], "title")),
        ("citation_issuers", citations(&r["citations"], &answer["citations"], "issuer")),
        ("citation_relations", citations(&r["citations"], &answer["citations"], "relation")),
        ("citation_pinpoints", citations(&r["citations"], &answer["citations"], "pinpoints")),
        ("obligations", each(&r["obligations"], |o| json!([o["number"], passage(o)]))),
        ("assignees", found(&|o| names(&o["assignees"]))),
        ("coordinators", found(&|o| names(&o["coordinators"]))),
        ("modality", found(&|o| o["modality"].clone())),
        ("assigned_by", found(&|o| o["assigned_by"].clone())),
        ("deadlines", found(&|o| due(&o["deadlines"]))),
        ("actions", asked(r, answer, "actions", &|o| each(&o["actions"], act))),
        ("amounts", asked(r, answer, "amounts", &|o| each(&o["amounts"], amount))),
        ("reports_to", asked(r, answer, "reports_to", &|o| names(&o["reports_to"]))),
        ("via", asked(r, answer, "via", &|o| names(&o["via"]))),
        ("members", asked(r, answer, "members", &|o| members(o))),
        ("relayed", each(&r["relayed"], |o| json!([passage(o), names(&o["assignees"]), o["assigned_by"], due(&o["deadlines"])]))),
        ("attached", attached(r, answer, other)),
    ]
}

/// A field of those obligations for which the answer has it.
fn asked(r: &Value, answer: &Value, key: &str, f: &dyn Fn(&Value) -> Value) -> Value {
    let asked: Vec<String> = answer["obligations"].as_array().into_iter().flatten().filter(|o| o.get(key).is_some()).map(passage).collect();
    let both = r["obligations"].as_array().into_iter().flatten().filter(|o| asked.contains(&passage(o)));
    Value::Array(both.map(|o| json!([passage(o), f(o)])).collect())
}

fn act(a: &Value) -> Value {
    let Some(lemma) = a["lemma"].as_str() else { return a.clone() };
    json!(if a["negated"] == true { format!("not {lemma}") } else { lemma.to_owned() })
}

fn amount(a: &Value) -> Value {
    a["value"].as_str().map_or_else(|| a.clone(), |value| json!(format!("{value} {}", a["unit"].as_str().unwrap_or_default())))
}

/// Members of the groups among the assignees, or those an answer lists.
fn members(o: &Value) -> Value {
    let of_groups = o["assignees"].as_array().into_iter().flatten().flat_map(|b| b["members"].as_array().cloned().unwrap_or_default());
    names(&o.get("members").cloned().unwrap_or_else(|| of_groups.collect()))
}

/// The same of each further document of the file, beside its like.
fn attached(r: &Value, answer: &Value, other: &Value) -> Value {
    let one = |(i, a): (usize, &Value)| {
        let named = fields(a, &answer["attached"][i], &other["attached"][i]).into_iter();
        Value::Array(named.map(|(name, value)| json!([name, value])).collect())
    };
    Value::Array(r["attached"].as_array().into_iter().flatten().enumerate().map(one).collect())
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
    let (mut wrong, mut new) = (String::new(), String::new());
    let mut right = 0;
    for case in cases() {
        let answer: Value = serde_json::from_str(&std::fs::read_to_string(case.join("expected.json")).unwrap()).unwrap();
        let record = record(&case, &rules);
        let got = fields(&record, &answer, &answer);
        for ((field, want), (_, got)) in fields(&answer, &answer, &record).into_iter().zip(got) {
            let key = format!("{} {field}", name(&case));
            let failed = want != got;
            match (failed, known.contains(&key)) {
                (true, false) => {
                    wrong += &format!("{key}\n   want {want}\n   got  {got}\n");
                    new += &format!("{key}\n");
                }
                (false, true) => wrong += &format!("{key} is listed as a known failure and passes: take it off the list\n"),
                _ => right += usize::from(!failed),
            }
            seen.insert(key);
        }
    }
    for listed in known.difference(&seen) {
        wrong += &format!("{listed} is listed as a known failure and names no field of a case\n");
    }
    assert!(wrong.is_empty(), "{right} fields right; these are not as the list says:\n{wrong}\nnot listed yet:\n{new}");
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
            let Some(value) = record[key]["value"].as_str().filter(|_| record[key]["inferred"] != true) else { continue };
            let (held, value) = (squeezed(&words(&record[key]["span"], &text)), squeezed(value));
            // A subject goes on below the other column: its span is that of its first words.
            let rest = value.strip_prefix(held.as_str()).filter(|_| key == "subject").unwrap_or(&value).trim();
            let behind: String = text.iter().skip(end_of(&record[key]["span"])).collect();
            assert!(held == value || rest != value && squeezed(&behind).contains(rest), "{} {key}: {held} | {value}", name(&case));
        }
    }
    assert!(spans > 500, "{spans} spans");
}

fn squeezed(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn end_of(span: &Value) -> usize {
    usize::try_from(span[1].as_u64().unwrap()).unwrap()
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
