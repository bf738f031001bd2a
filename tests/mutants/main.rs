//! Mutants: damaged copies of the corpus, and files made to harm, through the whole program.
//! Whatever a file holds, it gives a record with words in it or an error that names it; no
//! reader hangs, and sound files between the damaged ones keep their records to the byte.
//! The same mutants come every time. The full run is `cargo test --release --test mutants
//! -- --ignored --nocapture` (`VANBAN_MUTANTS_OF`: a folder of further sound files,
//! `VANBAN_MUTANTS`: how many mutants); the default one is a sample of it.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test ends where one of its helpers fails, and tells what it saw")]

mod damage;
mod harm;
mod pictures;

use damage::{Dice, Letter, damaged, letters, mutant};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// Each of this many files is sound.
const SOUND: usize = 8;

/// What a run said of its files.
#[derive(Debug, Default)]
struct Said {
    /// Record by path, as printed.
    records: BTreeMap<String, String>,
    /// Code by path.
    errors: BTreeMap<String, String>,
}

impl Said {
    fn code(&self, path: &str) -> &str {
        if self.records.contains_key(path) { "record" } else { self.errors.get(path).map_or("nothing", String::as_str) }
    }
}

/// Runs the program over a folder and checks what must hold whatever is in it.
fn extract(dir: &Path, args: &[&str]) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vanban"));
    command.current_dir(dir).args(["extract", "in", "--text", "-o", "records", "--errors", "errors"]).args(args);
    let output = command.stdin(Stdio::null()).output().unwrap();
    let talk = String::from_utf8(output.stderr).unwrap();
    let mut said = Said::default();
    for line in fs::read_to_string(dir.join("records")).unwrap().lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let path = record["source"]["path"].as_str().unwrap().to_owned();
        assert!(record["text"].as_str().is_some_and(|t| !t.trim().is_empty()), "a record from nothing: {path}");
        assert!(said.records.insert(path, line.to_owned()).is_none());
    }
    for line in fs::read_to_string(dir.join("errors")).unwrap().lines() {
        let error: serde_json::Value = serde_json::from_str(line).unwrap();
        let (path, code) = (error["path"].as_str().unwrap().to_owned(), error["code"].as_str().unwrap().to_owned());
        assert!(talk.contains(&format!("{path}: {code}: ")), "{path} is not named on stderr");
        assert!(said.errors.insert(path, code).is_none());
    }
    assert_eq!(output.status.code(), Some(i32::from(!said.errors.is_empty())), "{talk}");
    let names: BTreeSet<String> =
        fs::read_dir(dir.join("in")).unwrap().map(|e| format!("in/{}", e.unwrap().file_name().to_string_lossy())).collect();
    let told: BTreeSet<String> = said.records.keys().chain(said.errors.keys()).cloned().collect();
    assert_eq!(told, names, "every file is told of, and nothing else");
    assert_eq!(said.records.len() + said.errors.len(), names.len(), "every file is told of once");
    said
}

/// Makes `count` mutants with sound files between them and runs over all.
fn run(count: usize) -> Said {
    let letters = letters();
    let (damaged, sound) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for dir in [&damaged, &sound] {
        fs::create_dir(dir.path().join("in")).unwrap();
    }
    let mut dice = Dice::new(0x5eed);
    for i in 0..count {
        let (letter, bytes, how) = mutant(&letters, i, &mut dice);
        fs::write(damaged.path().join(format!("in/{i:05}-{how}.{}", letter.ending)), bytes).unwrap();
        if i % SOUND == 0 {
            let Letter { ending, bytes } = letter;
            for dir in [&damaged, &sound] {
                fs::write(dir.path().join(format!("in/{i:05}-sound.{ending}")), bytes).unwrap();
            }
        }
    }
    let clean = extract(sound.path(), &["--no-isolation"]);
    assert_eq!((clean.records.len(), &clean.errors), (count.div_ceil(SOUND), &BTreeMap::new()));
    let mut said = extract(damaged.path(), &["--timeout", "30"]);
    for (path, record) in clean.records {
        assert!(said.records.remove(&path) == Some(record), "{path} is sound and its record differs");
    }
    assert_eq!(said.records.len() + said.errors.len(), count);
    said
}

/// No reader may hang, run out of memory or break down on a damaged letter.
fn judge(said: &Said, begun: Instant) {
    let mut table: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for path in said.records.keys().chain(said.errors.keys()) {
        *table.entry((path.rsplit('.').next().unwrap(), said.code(path))).or_default() += 1;
    }
    println!("{table:?}\n{:.1} s", begun.elapsed().as_secs_f64());
    let broken = ["reader_crashed", "reader_timeout", "reader_out_of_memory", "internal_error", "nothing"];
    let bad: Vec<(&String, &String)> = said.errors.iter().filter(|(_, code)| broken.contains(&code.as_str())).collect();
    assert!(bad.is_empty(), "{bad:#?}");
}

#[test]
fn a_sample_of_mutants() {
    let begun = Instant::now();
    judge(&run(96), begun);
}

#[test]
#[ignore = "minutes: run by hand, in a release build"]
fn all_mutants() {
    let begun = Instant::now();
    let asked = std::env::var("VANBAN_MUTANTS").ok();
    judge(&run(asked.map_or(2000, |n| n.parse().unwrap())), begun);
}

/// Pictures without a word, so that no recogniser is needed to know what must come of them.
#[test]
fn damaged_pictures_give_no_record() {
    let begun = Instant::now();
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("in")).unwrap();
    let mut dice = Dice::new(0x91c);
    let sound = pictures::files();
    for (ending, bytes) in &sound {
        fs::write(dir.path().join(format!("in/sound.{ending}")), bytes).unwrap();
        for i in 0..24 {
            let (bytes, how) = damaged(bytes, i, &mut dice);
            fs::write(dir.path().join(format!("in/{i:02}-{how}.{ending}")), bytes).unwrap();
        }
    }
    let said = extract(dir.path(), &["--timeout", "30"]);
    assert_eq!(said.records, BTreeMap::new());
    assert_eq!(said.errors.len(), sound.len() * 25);
    judge(&said, begun);
    for (ending, _) in &sound {
        assert!(["unreadable_scan", "ocr_unavailable"].contains(&said.code(&format!("in/sound.{ending}"))));
    }
}

#[test]
fn files_made_to_harm_are_named() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("in")).unwrap();
    let put = |name: &str, bytes: &[u8]| fs::write(dir.path().join("in").join(name), bytes).unwrap();
    let harmful = harm::files();
    for (name, _, bytes) in &harmful {
        put(name, bytes);
    }
    let sound = letters();
    for (i, letter) in sound.iter().enumerate() {
        put(&format!("sound-{i}.{}", letter.ending), &letter.bytes);
    }
    let begun = Instant::now();
    let said = extract(dir.path(), &["--timeout", "30"]);
    println!("{} files in {:.1} s", harmful.len() + sound.len(), begun.elapsed().as_secs_f64());
    let got: Vec<(&str, &str)> = harmful.iter().map(|(name, _, _)| (*name, said.code(&format!("in/{name}")))).collect();
    let want: Vec<(&str, &str)> = harmful.iter().map(|(name, code, _)| (*name, *code)).collect();
    assert_eq!(got, want);
    assert_eq!(said.records.keys().filter(|p| p.starts_with("in/sound-")).count(), sound.len());
}
