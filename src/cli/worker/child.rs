//! A worker seen from outside: started, asked, and buried when it dies.

use super::frame::{self, Header, Kind};
use super::{NAME, Setup, limit};
use std::io::{self, BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use vanban::pipeline::{Document, Failure};
use vanban::read::{Mark, MarkedPage, ReadError};
use vanban::record::Record;

/// Bytes kept of what a worker says on standard error.
const LAST_WORDS: usize = 4096;

/// A running worker.
#[derive(Debug)]
pub(super) struct Running {
    child: Arc<Mutex<Child>>,
    /// `None` once it was ended.
    stdin: Option<ChildStdin>,
    stdout: BufReader<ChildStdout>,
    stderr: Option<JoinHandle<Vec<u8>>>,
}

/// What is asked of a worker.
pub(super) enum Task<'a> {
    /// A document's record.
    Read,
    /// Its pages with these frames, each handed on as it comes.
    Draw(&'a [Mark], &'a mut dyn FnMut(MarkedPage)),
}

/// What a worker answers.
pub(super) enum Answer {
    /// The record.
    Record(Box<Record>),
    /// All pages were handed on.
    Drawn,
}

/// How a worker ended.
#[derive(Debug)]
pub(super) struct Death {
    status: Option<ExitStatus>,
    words: String,
}

/// This program, even where its file was replaced while it runs.
fn program() -> io::Result<PathBuf> {
    let own = Path::new("/proc/self/exe");
    if cfg!(target_os = "linux") && own.exists() { Ok(own.to_owned()) } else { std::env::current_exe() }
}

impl Running {
    /// Starts one.
    pub(super) fn start(setup: &Setup, overlay: Option<&Path>) -> io::Result<Self> {
        let mut command = Command::new(program()?);
        command.arg(NAME).arg(serde_json::to_string(setup)?);
        if let Some(folder) = overlay {
            command.arg("--rules").arg(folder);
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // A group of its own, so that what it starts can be ended with it.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn()?;
        let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let child = Arc::new(Mutex::new(child));
        let stdout = stdout.ok_or(ErrorKind::BrokenPipe)?;
        let listener = stderr.map(|pipe| thread::Builder::new().spawn(move || last_words(pipe))).transpose()?;
        Ok(Self { child, stdin, stdout: BufReader::new(stdout), stderr: listener })
    }

    /// What the clock may end.
    pub(super) fn child(&self) -> Arc<Mutex<Child>> {
        Arc::clone(&self.child)
    }

    /// Has one document read, or drawn. `news` is called when it has begun and whenever it
    /// got on.
    ///
    /// # Errors
    /// Where the worker did not answer: it is of no use any more.
    pub(super) fn ask(&mut self, document: &Document<'_>, task: &mut Task<'_>, news: impl Fn()) -> io::Result<Result<Answer, Failure>> {
        let stdin = self.stdin.as_mut().ok_or(ErrorKind::BrokenPipe)?;
        let marks = if let Task::Draw(marks, _) = task { Some(marks.to_vec()) } else { None };
        let header = Header { name: document.name.to_owned(), as_: document.as_, marks };
        frame::write(stdin, Kind::Header, &serde_json::to_vec(&header)?)?;
        frame::write(stdin, Kind::Bytes, document.bytes)?;
        loop {
            let (kind, bytes) = frame::read(&mut self.stdout)?;
            match kind {
                Kind::Begun | Kind::Progress => news(),
                Kind::Record => return Ok(Ok(Answer::Record(Box::new(serde_json::from_slice(&bytes)?)))),
                Kind::Page => {
                    news();
                    let (number, png) = bytes.split_first_chunk().ok_or(ErrorKind::InvalidData)?;
                    if let Task::Draw(_, take) = task {
                        take(MarkedPage { page: u32::from_le_bytes(*number), png: png.to_vec() });
                    }
                }
                Kind::Drawn => return Ok(Ok(Answer::Drawn)),
                Kind::Failure => return Ok(Err(serde_json::from_slice(&bytes)?)),
                Kind::Header | Kind::Bytes => return Err(ErrorKind::InvalidData.into()),
            }
        }
    }

    /// Ends it and asks what it died of.
    pub(super) fn bury(mut self) -> Death {
        let status = self.end();
        let words = self.stderr.take().and_then(|t| t.join().ok()).unwrap_or_default();
        Death { status, words: String::from_utf8_lossy(&words).into_owned() }
    }

    fn end(&mut self) -> Option<ExitStatus> {
        // Once waited for, its number may be another's.
        drop(self.stdin.take()?);
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        limit::kill(&mut child);
        child.wait().ok()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
        if let Some(listener) = self.stderr.take() {
            // What an idle worker had to say interests nobody.
            let _ = listener.join();
        }
    }
}

impl Death {
    /// What became of the document that the worker had.
    pub(super) fn error(&self, setup: &Setup) -> ReadError {
        let status = self.status.map_or_else(String::new, |s| s.to_string());
        // The words of Rust's runtime, which ends the process itself in these two cases.
        if self.words.contains("memory allocation of") {
            return ReadError::OutOfMemory { limit: setup.max_memory };
        }
        if self.words.contains("overflowed its stack") {
            return ReadError::Crashed("its stack overflowed".to_owned());
        }
        if self.status.is_some_and(limit::is_cpu_limit) {
            return ReadError::TimedOut { seconds: setup.seconds };
        }
        match self.words.lines().map(str::trim).rfind(|l| !l.is_empty()) {
            Some(line) => ReadError::Crashed(format!("{status}: {line}")),
            None => ReadError::Crashed(status),
        }
    }
}

/// The end of what comes from a pipe, all of which is taken so that nobody waits.
fn last_words(mut pipe: ChildStderr) -> Vec<u8> {
    let (mut kept, mut buffer) = (Vec::new(), [0; 1024]);
    loop {
        match pipe.read(&mut buffer) {
            Ok(0) => return kept,
            Ok(n) => kept.extend_from_slice(buffer.get(..n).unwrap_or_default()),
            Err(e) if e.kind() == ErrorKind::Interrupted => {}
            Err(_) => return kept,
        }
        kept.drain(..kept.len().saturating_sub(LAST_WORDS));
    }
}
