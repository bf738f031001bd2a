//! Black-box tests of the program: temporary folders in, stdout, stderr, files and exit
//! codes out. Nothing here looks inside the library.

#![allow(clippy::unwrap_used, reason = "a test ends where one of its helpers fails")]

mod attached;
mod bad_input;
mod extract;
mod files;
mod link;
mod office;
mod other_commands;
mod pictures;
mod score;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// An invented letter.
const LETTER: &str = "ỦY BAN NHÂN DÂN\nTỈNH HÀ TĨNH\nSố: 15/UBND-VX\nV/v kiểm tra chợ\n\nKính gửi: Sở Y tế\n\nĐề nghị Sở Y tế kiểm tra các chợ trước ngày 10/6/2024.\n";

/// A folder of its own for one test, and the program run in it.
struct Desk {
    dir: TempDir,
}

/// What one run left.
#[derive(Debug, PartialEq, Eq)]
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Run {
    /// stderr without the line that sums up, whose seconds vary.
    fn faults(&self) -> Vec<&str> {
        self.err.lines().filter(|l| !l.starts_with("vanban: ")).collect()
    }

    /// The line that sums up, up to its seconds.
    fn summary(&self) -> &str {
        self.err.lines().last().unwrap_or_default().split(" in ").next().unwrap_or_default()
    }

    /// The records of stdout.
    fn records(&self) -> Vec<serde_json::Value> {
        self.out.lines().map(|l| serde_json::from_str(l).unwrap()).collect()
    }

    /// The warnings' codes of the only record.
    fn warnings(&self) -> Vec<String> {
        let records = self.records();
        assert_eq!(records.len(), 1, "{self:?}");
        let warnings = records[0]["warnings"].as_array().unwrap();
        warnings.iter().map(|w| w["code"].as_str().unwrap().to_owned()).collect()
    }
}

impl Desk {
    fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Writes a file, with the folders above it.
    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Names of everything in the folder, hidden or not, sorted.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> =
            std::fs::read_dir(self.dir.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vanban"));
        command.current_dir(self.dir.path()).args(args).env_remove("NO_COLOR").stdin(Stdio::null());
        command
    }

    fn run(&self, args: &[&str]) -> Run {
        ended(self.command(args).output().unwrap())
    }

    /// Runs with `bytes` on standard input.
    fn pipe(&self, args: &[&str], bytes: &[u8]) -> Run {
        let mut child = self.command(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // The program may refuse before it has read everything.
        let _ = stdin.write_all(bytes);
        drop(stdin);
        ended(child.wait_with_output().unwrap())
    }
}

fn ended(output: Output) -> Run {
    Run { code: output.status.code(), out: String::from_utf8(output.stdout).unwrap(), err: String::from_utf8(output.stderr).unwrap() }
}

/// The paths of all records, in order.
fn paths(run: &Run) -> Vec<String> {
    run.records().iter().map(|r| r["source"]["path"].as_str().unwrap().to_owned()).collect()
}

/// Bytes that look random and are always the same.
fn noise(count: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    (0..count).map(|_| next()).collect()
}

fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}
