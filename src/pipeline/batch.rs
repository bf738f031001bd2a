//! Batch [xử lý hàng loạt]: many files at once, results in input order, bounded memory.
//!
//! One thread per document. Files wait in a window bounded by number and by bytes: a file
//! enters when results before it have left, so neither a slow file nor a million small
//! ones pile up. The same inputs give the same outcomes at any number of jobs.

use super::Options;
use super::document::{Document, Failure, make};
use crate::read::{Format, Limits, ReadError, load_file};
use crate::record::Record;
use crate::rules::Rules;
use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

/// One document to be read.
#[derive(Debug)]
pub enum Input {
    /// A file, opened when its turn comes.
    File(PathBuf),
    /// Bytes that are here already, as from standard input.
    Memory {
        /// What the record calls it.
        name: String,
        /// The bytes.
        bytes: Vec<u8>,
        /// The format it is said to have.
        as_: Option<Format>,
    },
    /// Something that failed before it could be opened; it keeps its place in the order.
    Failed {
        /// What the error calls it.
        name: String,
        /// Why.
        error: ReadError,
    },
}

impl Input {
    fn name(&self) -> String {
        match self {
            Self::File(path) => path.to_string_lossy().into_owned(),
            Self::Memory { name, .. } | Self::Failed { name, .. } => name.clone(),
        }
    }

    fn bytes(&self) -> u64 {
        match self {
            Self::File(path) => std::fs::metadata(path).map_or(0, |m| m.len()),
            Self::Memory { bytes, .. } => u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            Self::Failed { .. } => 0,
        }
    }
}

/// What became of one input.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Path as given, `-` for standard input.
    pub path: String,
    /// Its record, or why there is none.
    pub result: Result<Record, Failure>,
}

/// What makes the record of one document, in this process or elsewhere; called by many
/// threads at once.
pub type Make<'a> = dyn Fn(&Document<'_>) -> Result<Record, Failure> + Sync + 'a;

/// Bytes of all files in the window; a larger file has the window to itself.
const WINDOW_BYTES: u64 = 64 << 20;

/// Files in the window for each job, so that nobody waits for the slowest.
const WINDOW_FILES: usize = 16;

/// Stack of a worker: nested documents are bounded by [`Limits::max_depth`], not by luck.
const STACK: usize = 16 << 20;

/// Reads and understands all `inputs` with `jobs` threads and hands each outcome to `sink`,
/// in input order, on the calling thread.
///
/// # Errors
/// The first error of `sink`, which ends the batch, or a failure to start threads.
pub fn run(
    inputs: impl Iterator<Item = Input>,
    jobs: NonZeroUsize,
    limits: &Limits,
    rules: &Rules,
    options: &Options,
    sink: &mut dyn FnMut(Outcome) -> io::Result<()>,
) -> io::Result<()> {
    run_with(inputs, jobs, limits, &|document| make(document, limits, rules, options, &|| ()), sink)
}

/// As [`run`], where `make` says how a document becomes its record.
///
/// # Errors
/// As [`run`].
pub fn run_with(
    inputs: impl Iterator<Item = Input>,
    jobs: NonZeroUsize,
    limits: &Limits,
    make: &Make<'_>,
    sink: &mut dyn FnMut(Outcome) -> io::Result<()>,
) -> io::Result<()> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.get()).stack_size(STACK).build().map_err(io::Error::other)?;
    let stop = AtomicBool::new(false);
    let stop = &stop;
    let mut inputs = inputs.map(|i| (i.bytes(), i)).peekable();
    let mut window = Window::new(jobs.get().saturating_mul(WINDOW_FILES));
    pool.in_place_scope(|scope| {
        let (done, arrived) = mpsc::channel::<(usize, Outcome)>();
        loop {
            while let Some((bytes, input)) = inputs.next_if(|&(bytes, _)| window.has_room(bytes)) {
                let (index, done) = (window.enter(bytes), done.clone());
                scope.spawn(move |_| {
                    if !stop.load(Ordering::Relaxed) {
                        // Nobody listens any more only when the batch was given up.
                        let _ = done.send((index, one(input, limits, make)));
                    }
                });
            }
            if window.is_empty() {
                return Ok(());
            }
            let Ok((index, outcome)) = arrived.recv() else { return Ok(()) };
            window.arrive(index, outcome);
            while let Some(outcome) = window.leave() {
                sink(outcome).inspect_err(|_| stop.store(true, Ordering::Relaxed))?;
            }
        }
    })
}

/// One document, whatever happens to it.
fn one(input: Input, limits: &Limits, make: &Make<'_>) -> Outcome {
    let path = input.name();
    let loaded = match input {
        Input::File(file) => load_file(&file, limits).map(|bytes| (bytes, None)),
        Input::Memory { bytes, as_, .. } => Ok((bytes, as_)),
        Input::Failed { error, .. } => Err(error),
    };
    let result = loaded.map_err(Failure::from).and_then(|(bytes, as_)| make(&Document { name: &path, bytes: &bytes, as_ }));
    Outcome { path, result }
}

/// What is under way: entered in order, arrives in any order, leaves in order.
struct Window {
    most: usize,
    bytes: u64,
    /// Bytes of those inside, oldest first.
    inside: VecDeque<u64>,
    /// Index of the oldest inside.
    oldest: usize,
    arrived: BTreeMap<usize, Outcome>,
}

impl Window {
    const fn new(most: usize) -> Self {
        Self { most, bytes: 0, inside: VecDeque::new(), oldest: 0, arrived: BTreeMap::new() }
    }

    fn is_empty(&self) -> bool {
        self.inside.is_empty()
    }

    fn has_room(&self, bytes: u64) -> bool {
        self.is_empty() || (self.inside.len() < self.most && self.bytes.saturating_add(bytes) <= WINDOW_BYTES)
    }

    fn enter(&mut self, bytes: u64) -> usize {
        self.inside.push_back(bytes);
        self.bytes = self.bytes.saturating_add(bytes);
        self.oldest + self.inside.len() - 1
    }

    fn arrive(&mut self, index: usize, outcome: Outcome) {
        self.arrived.insert(index, outcome);
    }

    /// The oldest, once it is there.
    fn leave(&mut self) -> Option<Outcome> {
        let outcome = self.arrived.remove(&self.oldest)?;
        self.oldest += 1;
        self.bytes = self.bytes.saturating_sub(self.inside.pop_front().unwrap_or(0));
        Some(outcome)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memory(i: usize) -> Input {
        let words = format!("Số: {i}/UBND-VX\n").repeat(1 + (i * 7919) % 200);
        Input::Memory { name: format!("{i}.txt"), bytes: words.into_bytes(), as_: None }
    }

    fn outcomes(jobs: usize, count: usize) -> Vec<Outcome> {
        let rules = Rules::builtin().unwrap();
        let mut out = Vec::new();
        let jobs = NonZeroUsize::new(jobs).unwrap();
        run((0..count).map(memory), jobs, &Limits::default(), &rules, &Options { text: true }, &mut |o| {
            out.push(o);
            Ok(())
        })
        .unwrap();
        out
    }

    #[test]
    fn order_and_content_do_not_depend_on_jobs() {
        let one = outcomes(1, 300);
        assert_eq!(one.len(), 300);
        assert!(one.iter().enumerate().all(|(i, o)| o.path == format!("{i}.txt") && o.result.is_ok()));
        for jobs in [2, 7] {
            assert!(outcomes(jobs, 300) == one, "{jobs} jobs");
        }
    }

    #[test]
    fn the_window_is_bounded_by_number_and_bytes_and_lets_one_giant_in() {
        let mut w = Window::new(2);
        assert!(w.has_room(u64::MAX));
        let outcome = || Outcome { path: String::new(), result: Err(Failure { code: "x".into(), message: String::new() }) };
        assert_eq!(w.enter(WINDOW_BYTES - 1), 0);
        assert!(w.has_room(1) && !w.has_room(2));
        assert_eq!(w.enter(1), 1);
        assert!(!w.has_room(0));
        w.arrive(1, outcome());
        assert_eq!(w.leave(), None);
        w.arrive(0, outcome());
        assert!(w.leave().is_some() && w.leave().is_some() && w.leave().is_none() && w.is_empty());
    }

    #[test]
    fn failures_keep_their_place() {
        let rules = Rules::builtin().unwrap();
        let failed = |error| Input::Failed { name: "x".to_owned(), error };
        let inputs = [memory(1), failed(ReadError::Missing), Input::File("/nowhere/y.txt".into()), memory(2)];
        let mut seen = Vec::new();
        let jobs = NonZeroUsize::new(2).unwrap();
        run(inputs.into_iter(), jobs, &Limits::default(), &rules, &Options::default(), &mut |o| {
            seen.push((o.path, o.result.map_or_else(|f| f.code, |_| "read".into())));
            Ok(())
        })
        .unwrap();
        let seen: Vec<(&str, &str)> = seen.iter().map(|(p, c)| (p.as_str(), c.as_ref())).collect();
        assert_eq!(seen, [("1.txt", "read"), ("x", "missing_file"), ("/nowhere/y.txt", "missing_file"), ("2.txt", "read")]);
    }

    #[test]
    fn an_error_of_the_sink_ends_the_batch() {
        let rules = Rules::builtin().unwrap();
        let mut seen = 0;
        let jobs = NonZeroUsize::new(2).unwrap();
        let end = run((0..10_000).map(memory), jobs, &Limits::default(), &rules, &Options::default(), &mut |_| {
            seen += 1;
            if seen == 3 { Err(io::ErrorKind::BrokenPipe.into()) } else { Ok(()) }
        });
        assert_eq!((end.unwrap_err().kind(), seen), (io::ErrorKind::BrokenPipe, 3));
    }
}
