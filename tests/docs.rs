//! What is written about the program is true: the README's help is the real help, its
//! sample the real output, its tables complete. And what the house promises about `src/`:
//! no Vietnamese words in the code, nothing that ends the program on a document.

#![allow(clippy::unwrap_used, reason = "a test ends where one of its helpers fails")]

use regex::Regex;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const README: &str = include_str!("../README.md");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What `vanban` prints.
fn printed(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_vanban")).args(args).current_dir(root()).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The fenced blocks of the README that begin with `first`.
fn blocks(first: &str) -> Vec<&'static str> {
    let fenced = README.split("\n```").skip(1).step_by(2);
    fenced.filter_map(|b| b.split_once('\n')).map(|(_, body)| body).filter(|b| b.starts_with(first)).collect()
}

#[test]
fn the_readme_prints_the_real_help() {
    for args in [&["--help"][..], &["extract", "--help"], &["link", "--help"], &["score", "--help"]] {
        let help = printed(args);
        let shown = format!("$ vanban {}\n{}", args.join(" "), help.trim_end());
        assert_eq!(blocks(&format!("$ vanban {}\n", args.join(" "))), [shown.as_str()]);
    }
}

#[test]
fn the_readme_shows_a_letter_of_the_corpus_and_its_record() {
    let path = "corpus/cong-van/thoi-han-dinh-ky/letter.txt";
    let letter = fs::read_to_string(root().join(path)).unwrap();
    assert_eq!(blocks("BỘ NÔNG NGHIỆP").first().map(|b| b.trim_end()), Some(letter.trim_end()));
    let record: Value = serde_json::from_str(printed(&["extract", path]).trim()).unwrap();
    let shown: Value = serde_json::from_str(blocks("{")[0]).unwrap();
    assert_eq!(beyond("", &shown, &record), [] as [String; 0], "{record:#}");
    assert!(shown.as_object().unwrap().len() >= 8);
}

#[test]
fn the_readme_shows_how_a_real_explanation_begins() {
    let args = ["explain", "corpus/cong-van/thoi-han-tuong-doi/letter.txt"];
    let real = format!("$ vanban {}\n{}", args.join(" "), printed(&args));
    let shown = blocks("$ vanban explain corpus/cong-van/thoi-han-tuong-doi/");
    assert_eq!(shown.len(), 1);
    assert!(shown[0].lines().count() > 15 && real.starts_with(shown[0]), "{real}");
}

#[test]
fn the_readme_shows_a_real_tree_of_obligations() {
    let args = ["explain", "corpus/cong-van/bao-cao-qua-so-khac/letter.txt", "--field", "obligations"];
    let sample = format!("$ vanban {}\n{}", args.join(" "), printed(&args));
    assert_eq!(blocks("$ vanban explain corpus/cong-van/bao-cao-qua-so-khac/"), [sample.trim_end()]);
}

#[test]
fn the_readme_shows_a_page_as_it_is_drawn() {
    let folder = tempfile::tempdir().unwrap();
    let letter = "corpus/cong-van/chuyen-ke-hoach-hai-trang/letter.pdf";
    printed(&["explain", letter, "--page-image", folder.path().to_str().unwrap()]);
    let shown = fs::read(root().join("docs/page-001.png")).unwrap();
    assert!(fs::read(folder.path().join("page-001.png")).unwrap() == shown, "docs/page-001.png is not what is drawn");
    assert!(shown.len() < 150_000 && README.contains("](docs/page-001.png)") && README.contains(letter));
}

#[test]
fn the_readme_shows_a_real_graph() {
    let args = ["link", "tests/link/records.ndjson", "--format", "dot"];
    let sample = format!("$ vanban {}\n{}", args.join(" "), printed(&args));
    assert_eq!(blocks("$ vanban link tests/"), [sample.trim_end()]);
}

#[test]
fn the_readme_shows_real_scores() {
    let records = tempfile::NamedTempFile::new().unwrap();
    fs::write(records.path(), printed(&["extract", "--text", "corpus/cong-van/thoi-han-dinh-ky/letter.txt"])).unwrap();
    let path = records.path().to_str().unwrap();
    let table = printed(&["score", "tests/score/answers", path]);
    let misses = printed(&["score", "tests/score/answers", path, "--misses", "recipients copy"]);
    let sample = format!(
        "$ vanban score tests/score/answers records.ndjson\n{table}\n$ vanban score tests/score/answers records.ndjson --misses \"recipients copy\"\n{misses}"
    );
    assert_eq!(blocks("$ vanban score tests/"), [sample.trim_end()]);
}

/// What `shown` holds and `real` does not. Of lists, `shown` may leave out the rest.
fn beyond(at: &str, shown: &Value, real: &Value) -> Vec<String> {
    match (shown, real) {
        (Value::Object(s), Value::Object(r)) => {
            s.iter().flat_map(|(k, v)| beyond(&format!("{at}.{k}"), v, r.get(k).unwrap_or(&Value::Null))).collect()
        }
        (Value::Array(s), Value::Array(r)) if s.len() <= r.len() => {
            s.iter().zip(r).enumerate().flat_map(|(i, (s, r))| beyond(&format!("{at}[{i}]"), s, r)).collect()
        }
        (shown, real) if shown == real => Vec::new(),
        (shown, real) => vec![format!("{at}: {shown} is shown, {real} is real")],
    }
}

#[test]
fn every_command_option_and_field_is_documented() {
    let word = |line: &str| line.split_whitespace().next().unwrap_or_default().to_owned();
    let listed = |help: &str| -> Vec<String> {
        let commands = help.lines().skip_while(|l| *l != "Commands:").skip(1).take_while(|l| !l.is_empty());
        commands.map(word).filter(|c| c != "help").collect()
    };
    let mut commands = listed(&printed(&["--help"]));
    assert_eq!(commands.len(), 6);
    let rules = listed(&printed(&["rules", "--help"]));
    commands.retain(|c| c != "rules");
    commands.extend(rules.into_iter().map(|c| format!("rules {c}")));
    let undocumented: Vec<&String> = commands.iter().filter(|c| !README.contains(&format!("`vanban {c}"))).collect();
    assert_eq!(undocumented, [] as [&String; 0]);
    let schema: Value = serde_json::from_str(&printed(&["schema"])).unwrap();
    let fields = schema["properties"].as_object().unwrap();
    let missing: Vec<&String> = fields.keys().filter(|f| !README.contains(&format!("| `{f}`"))).collect();
    assert_eq!(missing, [] as [&String; 0], "no row in the table of fields");
}

#[test]
fn every_code_of_an_error_is_in_the_table() {
    let errors = fs::read_to_string(root().join("src/read/error.rs")).unwrap();
    let codes = Regex::new(r#"=> "([a-z_]+)""#).unwrap();
    let codes: Vec<&str> = codes.captures_iter(&errors).map(|c| c.get(1).unwrap().as_str()).collect();
    assert!(codes.len() >= 12, "{codes:?}");
    let missing: Vec<&&str> = codes.iter().chain([&"internal_error"]).filter(|c| !README.contains(&format!("| `{c}`"))).collect();
    assert_eq!(missing, [] as [&&str; 0]);
}

#[test]
fn every_warning_of_parts_against_parts_is_in_the_table() {
    let mut codes: Vec<String> = Vec::new();
    let found = Regex::new(r#"(?:warn\(|code: |code = |^ *\(?|=> \()"([a-z]+(?:_[a-z]+)+)"(?:,|\.to_owned)"#).unwrap();
    for (name, lines) in code().into_iter().filter(|(n, _)| n.starts_with("src/weigh/") || n.starts_with("src/extract/")) {
        let codes_of = |line: &str| found.captures_iter(line).map(|c| c[1].to_owned()).collect::<Vec<_>>();
        assert!(!name.is_empty());
        codes.extend(lines.iter().flat_map(|(_, l)| codes_of(l)));
    }
    codes.sort();
    codes.dedup();
    let rows: Vec<&str> = README.lines().filter(|l| l.starts_with("| `")).collect();
    let missing: Vec<&String> = codes.iter().filter(|c| !rows.iter().any(|r| r.contains(&format!("`{c}`")))).collect();
    assert_eq!(missing, [] as [&String; 0]);
    assert!(codes.len() >= 10, "{codes:?}");
}

#[test]
fn links_lead_somewhere() {
    let links = Regex::new(r"\]\(([^)#]+)").unwrap();
    for page in ["README.md", "rules/README.md", "corpus/README.md", "CHANGELOG.md"] {
        let text = fs::read_to_string(root().join(page)).unwrap();
        let here = root().join(page).parent().unwrap().to_owned();
        for link in links.captures_iter(&text).map(|c| c[1].to_owned()).filter(|l| !l.starts_with("http")) {
            assert!(here.join(&link).exists(), "{page}: {link}");
        }
    }
}

/// The sources below `src/` without their tests: name, and lines that are code.
fn code() -> Vec<(String, Vec<(usize, String)>)> {
    fn walk(dir: &Path, out: &mut Vec<PathBuf>) {
        for path in fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()) {
            if path.is_dir() { walk(&path, out) } else { out.push(path) }
        }
    }
    let mut files = Vec::new();
    walk(&root().join("src"), &mut files);
    files.sort();
    let tests = |name: &str| name.ends_with("tests.rs") || name.contains("/tests/");
    let name = |p: &Path| p.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
    let own = |p: &Path| {
        let text = fs::read_to_string(p).unwrap();
        let end = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
        let lines = text[..end].lines().enumerate().filter(|(_, l)| !l.trim_start().starts_with("//"));
        lines.map(|(i, l)| (i + 1, l.to_owned())).collect()
    };
    files.iter().filter(|p| p.extension().is_some_and(|e| e == "rs")).map(|p| (name(p), own(p))).filter(|(n, _)| !tests(n)).collect()
}

/// Knowledge is data: words stand in `rules/`. A single letter is the business of whoever
/// decodes or mends letters; two in a row with a mark on one of them are a word.
#[test]
fn no_vietnamese_words_in_the_code() {
    let literals = Regex::new(r#""((?:[^"\\]|\\.)*)""#).unwrap();
    let marked = |c: char| c.is_alphabetic() && !c.is_ascii();
    let mut found = Vec::new();
    let mut seen = 0;
    for (name, lines) in code().iter().filter(|(name, _)| !name.starts_with("src/letters/")) {
        for (number, line) in lines {
            for literal in literals.captures_iter(line) {
                seen += 1;
                let mut words = literal[1].split(|c: char| !c.is_alphabetic());
                if words.any(|w| w.chars().count() > 1 && w.chars().any(marked)) {
                    found.push(format!("{name}:{number}: {}", &literal[0]));
                }
            }
        }
    }
    assert!(seen > 300, "{seen} literals: the scanner has gone blind");
    assert_eq!(found, [] as [String; 0]);
}

#[test]
fn nothing_ends_the_program_on_a_document() {
    let ends = Regex::new(r"\.unwrap\(\)|\.expect\(|\b(?:panic|unreachable|todo|unimplemented|dbg)!|process::exit|\bunsafe\b").unwrap();
    let found: Vec<String> = code()
        .iter()
        .flat_map(|(name, lines)| lines.iter().filter(|(_, l)| ends.is_match(l)).map(move |(i, l)| format!("{name}:{i}: {}", l.trim())))
        .collect();
    assert_eq!(found, [] as [String; 0]);
}
