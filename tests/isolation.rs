//! Isolation: a reader that crashes, hangs or eats memory costs its file, which is named;
//! the others keep their records, byte for byte, and no process stays behind. The faults
//! are ordered by a mark in the file, which workers of debug builds obey.

#![cfg(all(debug_assertions, target_os = "linux"))]
#![allow(clippy::unwrap_used, reason = "a test ends where one of its helpers fails")]

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const LETTER: &[u8] = include_bytes!("pdf/letter.pdf");

/// The letter with a fault ordered behind its last byte.
fn faulty(fault: &str) -> Vec<u8> {
    [LETTER, format!("\n%vanban-fault:{fault}\n").as_bytes()].concat()
}

fn desk(files: &[(&str, Vec<u8>)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(dir.path().join(name), bytes).unwrap();
    }
    dir
}

fn command(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vanban"));
    command.current_dir(dir).args(args).env("VANBAN_TEST_FAULT", "1");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// stdout, and stderr without the line that sums up.
fn run(dir: &Path, args: &[&str]) -> (String, Vec<String>) {
    told(command(dir, args).spawn().unwrap())
}

fn told(child: Child) -> (String, Vec<String>) {
    let output = child.wait_with_output().unwrap();
    let faults = String::from_utf8(output.stderr).unwrap();
    let faults = faults.lines().filter(|l| !l.starts_with("vanban: ")).map(str::to_owned).collect();
    (String::from_utf8(output.stdout).unwrap(), faults)
}

/// Processes whose command line holds `words`.
fn processes(words: &str) -> Vec<u32> {
    let all = fs::read_dir("/proc").unwrap().flatten().filter_map(|e| e.file_name().to_str()?.parse().ok());
    let said = |pid: &u32| fs::read(format!("/proc/{pid}/cmdline")).is_ok_and(|c| String::from_utf8_lossy(&c).contains(words));
    all.filter(said).collect()
}

/// Waits for something that must come, but not for ever.
fn until<T>(mut ask: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "it never came");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn kill(pid: u32, signal: &str) {
    assert!(Command::new("kill").args([signal, &pid.to_string()]).status().unwrap().success());
}

#[test]
fn every_fault_is_named_and_costs_its_file_only() {
    let faults = ["abort", "hang", "memory", "spin", "stack", "words"];
    let mut files: Vec<(String, Vec<u8>)> = faults.iter().map(|f| (format!("{f}.pdf"), faulty(f))).collect();
    for name in ["a.pdf", "b.pdf", "i.pdf", "z.pdf"] {
        files.push((name.to_owned(), LETTER.to_vec()));
    }
    // A library that talks disturbs nobody, and text is read without a worker.
    files.push(("stderr.pdf".to_owned(), faulty("stderr")));
    files.push(("stdout.pdf".to_owned(), faulty("stdout")));
    files.push(("text.txt".to_owned(), "Số: 15/UBND-VX\n%vanban-fault:abort\n".into()));
    let files: Vec<(&str, Vec<u8>)> = files.iter().map(|(n, b)| (n.as_str(), b.clone())).collect();
    let (all, sound) = (desk(&files), desk(&files));
    for fault in faults {
        fs::remove_file(sound.path().join(format!("{fault}.pdf"))).unwrap();
    }
    let (clean, none) = run(sound.path(), &["extract", ".", "--text", "--no-isolation"]);
    assert_eq!((clean.lines().count(), none), (7, Vec::new()));
    for jobs in ["1", "3"] {
        let (records, told) = run(all.path(), &["extract", ".", "--text", "-j", jobs, "--timeout", "4", "--max-memory", "300M"]);
        assert_eq!(
            told,
            [
                "./abort.pdf: reader_crashed: the reader broke down on this file: signal: 6 (SIGABRT)",
                "./hang.pdf: reader_timeout: given up after 4 s; raise --timeout if it may take longer",
                "./memory.pdf: reader_out_of_memory: the reader wanted more than 314572800 bytes of memory; raise --max-memory if you trust it",
                "./spin.pdf: reader_timeout: given up after 4 s; raise --timeout if it may take longer",
                "./stack.pdf: reader_crashed: the reader broke down on this file: its stack overflowed",
                "./words.pdf: reader_crashed: the reader broke down on this file: signal: 6 (SIGABRT): last words",
            ]
        );
        assert!(records == clean, "{jobs} jobs");
    }
}

#[test]
fn isolation_changes_no_byte() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (here, none) = run(root, &["extract", "corpus", "tests/pdf", "--text", "--no-isolation"]);
    assert!(here.lines().filter(|l| l.contains(r#""format":"docx""#) || l.contains(r#""format":"pdf""#)).count() >= 15);
    let (apart, same) = run(root, &["extract", "corpus", "tests/pdf", "--text", "-j", "3"]);
    assert_eq!(none, same);
    assert!(here == apart);
    let page = run(root, &["explain", "tests/pdf/letter.pdf"]);
    assert_eq!(page, run(root, &["explain", "tests/pdf/letter.pdf", "--no-isolation"]));
    assert!(page.0.lines().count() > 20);
}

#[test]
fn rules_of_ones_own_and_standard_input_reach_the_worker() {
    let dir = desk(&[("a.pdf", LETTER.to_vec())]);
    fs::create_dir(dir.path().join("mine")).unwrap();
    let with = |args: &[&str]| {
        let mut child = command(dir.path(), args).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(LETTER).unwrap();
        told(child)
    };
    let (record, faults) = with(&["extract", "-", "--rules", "mine", "--text"]);
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!((record, faults), with(&["extract", "-", "--rules", "mine", "--text", "--no-isolation"]));
}

/// The pid of the only worker of a run, told from others by its memory.
fn worker(mark: &str) -> u32 {
    until(|| processes(mark).pop())
}

#[test]
fn a_killed_worker_is_replaced() {
    // The worker has read one file when it is killed at the second: that one is read again.
    let dir = desk(&[("a.pdf", LETTER.to_vec()), ("b.pdf", faulty("nap")), ("c.pdf", LETTER.to_vec())]);
    let clean = run(dir.path(), &["extract", ".", "--no-isolation"]);
    let asked = ["extract", ".", "-j", "1", "--errors", "e", "--max-memory", "1000000001"];
    let mut child = command(dir.path(), &asked).spawn().unwrap();
    let mark = "\"max_memory\":1000000001";
    // It sleeps for three seconds at the second file, and nowhere else.
    let pid = worker(mark);
    until(|| is_asleep(pid).then_some(()));
    kill(pid, "-9");
    let mut records = String::new();
    child.stdout.take().unwrap().read_to_string(&mut records).unwrap();
    let (_, faults) = told(child);
    assert_eq!((records, faults), clean);
    assert_eq!(processes(mark), Vec::<u32>::new());
}

/// True while a worker obeys the order to sleep.
fn is_asleep(pid: u32) -> bool {
    let threads = fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
    threads.filter_map(|t| fs::read_to_string(t.path().join("comm")).ok()).any(|name| name.trim() == "asleep")
}

#[test]
fn a_worker_killed_at_its_first_file_costs_that_file() {
    let dir = desk(&[("a.pdf", faulty("hang")), ("b.pdf", LETTER.to_vec())]);
    let asked = ["extract", ".", "-j", "1", "--max-memory", "1000000002"];
    let child = command(dir.path(), &asked).spawn().unwrap();
    let pid = worker("\"max_memory\":1000000002");
    until(|| is_asleep(pid).then_some(()));
    kill(pid, "-9");
    let (records, faults) = told(child);
    assert_eq!(records.lines().count(), 1);
    assert_eq!(faults, ["./a.pdf: reader_crashed: the reader broke down on this file: signal: 9 (SIGKILL)"]);
}

#[test]
fn workers_end_with_the_program() {
    for (signal, memory) in [("-9", "1000000003"), ("-2", "1000000004")] {
        let dir = desk(&[("a.pdf", faulty("spin"))]);
        let mut child = command(dir.path(), &["extract", ".", "--max-memory", memory]).spawn().unwrap();
        let mark = format!("\"max_memory\":{memory}");
        worker(&mark);
        kill(child.id(), signal);
        child.wait().unwrap();
        until(|| processes(&mark).is_empty().then_some(()));
    }
}

#[test]
fn a_closed_pipe_ends_a_run_at_once() {
    // The text's record is larger than what is kept back before it is written.
    let text = "Đề nghị Sở Y tế kiểm tra các chợ trước ngày 10/6/2024.\n".repeat(4000);
    let dir = desk(&[("a.txt", text.into_bytes()), ("b.pdf", faulty("hang")), ("c.pdf", LETTER.to_vec())]);
    let begun = Instant::now();
    let mut child =
        command(dir.path(), &["extract", ".", "--text", "-j", "2", "--timeout", "600", "--max-memory", "1000000005"]).spawn().unwrap();
    drop(child.stdout.take());
    let (_, faults) = told(child);
    // The file that hangs has ten minutes; nobody waits for them.
    assert!(begun.elapsed() < Duration::from_secs(100), "{faults:?}");
    assert_eq!(processes("\"max_memory\":1000000005"), Vec::<u32>::new());
}

#[test]
fn a_worker_has_room_to_start() {
    let dir = desk(&[("a.pdf", LETTER.to_vec())]);
    let (records, faults) = run(dir.path(), &["extract", "a.pdf", "--max-memory", "256M"]);
    assert_eq!((records.lines().count(), faults), (1, Vec::new()));
    let (_, faults) = run(dir.path(), &["extract", "a.pdf", "--max-memory", "255M"]);
    assert!(faults[0].ends_with("at least 256M are wanted"), "{faults:?}");
}
