//! The worker's own side: documents come in on standard input, records go out on what was
//! standard output. It ends when its input does, whatever it is busy with, and takes along
//! what it started.

use super::frame::{self, Header, Kind};
use super::{Setup, limit};
use crate::cli::{Done, Stop, load_rules};
use clap::Args;
use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};
use vanban::pipeline::{Document, Failure, make};
use vanban::read::{Mark, MarkedPage, Progress, draw_pages};
use vanban::rules::Rules;

/// Stack for reading: nested documents are bounded by limits, not by luck.
const STACK: usize = 16 << 20;

/// The owner is told of progress no more often than this.
const TELL: Duration = Duration::from_millis(500);

/// Reads documents for another process.
#[derive(Debug, Args)]
pub(in crate::cli) struct Worker {
    /// What to do, as JSON
    setup: String,
    /// Rule files laid over the built-in rules
    #[arg(long)]
    rules: Option<PathBuf>,
}

/// One document as it came.
type Given = (Header, Vec<u8>);

/// Says that a thread has ended, however it did.
struct Ends(mpsc::Sender<()>);

impl Drop for Ends {
    fn drop(&mut self) {
        // Nobody listens when the other thread ended first.
        let _ = self.0.send(());
    }
}

impl Worker {
    /// Serves until nothing more comes.
    pub(in crate::cli) fn run(self) -> Result<Done, Stop> {
        let setup: Setup = serde_json::from_str(&self.setup).map_err(|e| Stop::refused(format!("vanban: {e}")))?;
        limit::memory(setup.max_memory);
        let answers = Mutex::new(own_stdout()?);
        let rules = load_rules(self.rules.as_deref())?;
        let (give, given) = mpsc::sync_channel::<Given>(0);
        let (ended, end) = mpsc::channel();
        let (one, other) = (Ends(ended.clone()), Ends(ended));
        thread::Builder::new().spawn(move || {
            let _one = one;
            receive(&give)
        })?;
        thread::Builder::new().stack_size(STACK).spawn(move || {
            let _other = other;
            for document in &given {
                if serve(&document, &setup, &rules, &answers).is_err() {
                    break;
                }
            }
        })?;
        let _ = end.recv();
        limit::end_group();
        Ok(Done::All)
    }
}

/// Standard output for frames alone: what a library prints goes nowhere.
fn own_stdout() -> io::Result<File> {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;
        let own = io::stdout().as_fd().try_clone_to_owned()?;
        rustix::stdio::dup2_stdout(File::options().write(true).open("/dev/null")?)?;
        Ok(own.into())
    }
    #[cfg(not(unix))]
    {
        use std::os::windows::io::AsHandle;
        Ok(io::stdout().as_handle().try_clone_to_owned()?.into())
    }
}

/// Takes documents until the input ends.
fn receive(give: &mpsc::SyncSender<Given>) -> io::Result<()> {
    let mut from = io::stdin().lock();
    loop {
        let header = serde_json::from_slice(&frame::expect(&mut from, Kind::Header)?)?;
        let bytes = frame::expect(&mut from, Kind::Bytes)?;
        if give.send((header, bytes)).is_err() {
            return Ok(());
        }
    }
}

/// One document.
fn serve((header, bytes): &Given, setup: &Setup, rules: &Rules, answers: &Mutex<File>) -> io::Result<()> {
    let say = |kind, bytes: &[u8]| frame::write(&mut *answers.lock().unwrap_or_else(PoisonError::into_inner), kind, bytes);
    limit::cpu(setup.seconds);
    say(Kind::Begun, b"")?;
    #[cfg(debug_assertions)]
    super::fault::strike(bytes);
    let told = Mutex::new(Instant::now());
    let progress = || {
        let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.elapsed() >= TELL {
            *told = Instant::now();
            limit::cpu(setup.seconds);
            // Should the owner be gone, the input has ended too.
            let _ = say(Kind::Progress, b"");
        }
    };
    if let Some(marks) = &header.marks {
        return draw(bytes, marks, setup, &progress, &say);
    }
    let document = Document { name: &header.name, bytes, as_: header.as_ };
    match make(&document, &setup.limits, rules, &setup.options, &progress) {
        Ok(record) => say(Kind::Record, &serde_json::to_vec(&record)?),
        Err(failure) => say(Kind::Failure, &serde_json::to_vec(&failure)?),
    }
}

/// The pages of one document, each sent as it is done.
fn draw(
    bytes: &[u8],
    marks: &[Mark],
    setup: &Setup,
    progress: &Progress<'_>,
    say: &dyn Fn(Kind, &[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let mut sent = Ok(());
    let mut send = |page: MarkedPage| {
        if sent.is_ok() {
            limit::cpu(setup.seconds);
            sent = say(Kind::Page, &[&page.page.to_le_bytes(), page.png.as_slice()].concat());
        }
    };
    let drawn = draw_pages(bytes, marks, &setup.limits, progress, &mut send);
    sent?;
    match drawn {
        Ok(()) => say(Kind::Drawn, b""),
        Err(error) => say(Kind::Failure, &serde_json::to_vec(&Failure::from(error))?),
    }
}
