//! Layers: a room may use those below it and none above. In: the `crate::` paths under
//! `src/`, tests left out. The order is the order of the work, from letters to the pipeline.

#![allow(clippy::unwrap_used, reason = "a test ends where one of its helpers fails")]

use regex::Regex;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms of the library, lowest first.
const ROOMS: [&str; 15] = [
    "letters", "span", "values", "record", "rules", "read", "norm", "segment", "extract", "resolve", "weigh", "score", "link", "emit",
    "pipeline",
];

/// The rooms of `extract`, lowest first; those of the last step do not know each other.
const FINDERS: [(&str, usize); 12] = [
    ("certainty", 0),
    ("person", 0),
    ("respelling", 0),
    ("signing", 0),
    ("bodies", 0),
    ("deadline", 1),
    ("citation", 2),
    ("identification", 3),
    ("issuer", 3),
    ("recipients", 3),
    ("signatories", 3),
    ("obligation", 3),
];

/// Every source file of the library with its path below `src/`, tests cut off.
fn sources() -> Vec<(String, String)> {
    fn walk(dir: &Path, out: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()) {
            if entry.is_dir() { walk(&entry, out) } else { out.push(entry) }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    walk(&root, &mut files);
    files.sort();
    let below = |p: &Path| p.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
    let code = |p: &Path| {
        let text = fs::read_to_string(p).unwrap();
        // A module of tests is the last thing in a file.
        text.find("#[cfg(test)]\nmod tests {").map_or(text.clone(), |at| text[..at].to_owned())
    };
    let tests = |name: &str| name.ends_with("tests.rs") || name.contains("/tests/");
    files.iter().map(|p| (below(p), code(p))).filter(|(name, _)| name.ends_with(".rs") && !tests(name)).collect()
}

/// `letters/fold.rs` is of the room `letters`, `span.rs` of `span`.
fn room(name: &str) -> &str {
    name.split(['/', '.']).next().unwrap()
}

fn used(code: &str, pattern: &str) -> Vec<String> {
    let paths = Regex::new(pattern).unwrap();
    let lines = code.lines().filter(|l| !l.trim_start().starts_with("//"));
    lines.flat_map(|l| paths.captures_iter(l).map(|c| c[1].to_owned()).collect::<Vec<_>>()).collect()
}

#[test]
fn no_room_uses_one_above_it() {
    let step = |room: &str| ROOMS.iter().position(|r| *r == room);
    let mut seen = 0;
    let mut wrong = Vec::new();
    for (name, code) in sources() {
        let Some(own) = step(room(&name)) else { continue };
        for other in used(&code, r"\bcrate::([a-z_]+)\b") {
            let Some(at) = step(&other) else { panic!("{name} uses crate::{other}, a room without a place in the order") };
            seen += 1;
            if at > own {
                wrong.push(format!("{name} uses {other}"));
            }
        }
    }
    assert!(seen > 100, "{seen} uses: the scanner has gone blind");
    assert_eq!(wrong, [] as [String; 0]);
}

#[test]
fn every_room_has_its_place() {
    let mut rooms: Vec<String> = sources().iter().map(|(name, _)| room(name).to_owned()).collect();
    rooms.dedup();
    let beside = ["cli", "lib", "main"];
    let unplaced: Vec<String> = rooms.into_iter().filter(|r| !ROOMS.contains(&r.as_str()) && !beside.contains(&r.as_str())).collect();
    assert_eq!(unplaced, [] as [String; 0]);
}

#[test]
fn the_library_knows_nothing_of_the_program() {
    for (name, code) in sources().into_iter().filter(|(name, _)| step_of_library(name)) {
        assert_eq!(used(&code, r"\b(clap|indicatif|std::env|println|eprintln)\b"), [] as [String; 0], "{name}");
    }
}

/// True for what is compiled into the library.
fn step_of_library(name: &str) -> bool {
    ROOMS.contains(&room(name))
}

#[test]
fn within_extract_the_finders_stand_on_each_other() {
    let step = |finder: &str| FINDERS.iter().find(|(f, _)| *f == finder).map(|(_, s)| *s);
    let mut wrong = Vec::new();
    for (name, code) in sources() {
        let Some(below) = name.strip_prefix("extract/").filter(|b| *b != "mod.rs") else { continue };
        let own = room(below);
        let place = step(own).unwrap_or_else(|| panic!("{name} has no place in the order"));
        let up = if below.contains('/') && !below.ends_with("/mod.rs") { r"super::super::" } else { r"super::" };
        let others = used(&code, &format!(r"\b(?:crate::extract::|{up})([a-z_]+)\b"));
        // A file of a finder may have a name that a finder has, as `citation/bodies.rs`.
        let others = others.into_iter().filter(|o| o != own && step(o).is_some());
        wrong.extend(others.filter(|o| step(o) >= Some(place)).map(|o| format!("{name} uses {o}")));
    }
    assert_eq!(wrong, [] as [String; 0]);
}
