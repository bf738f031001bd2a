//! Pool: as many workers as documents are asked for at once, kept for the next. A worker
//! that dies is replaced, and a document is blamed only for the end of a worker that had
//! nothing before it: what an earlier document left behind, or somebody who ends processes,
//! costs no document its record.

use super::Setup;
use super::child::{Answer, Running, Task};
use super::clock::Clock;
use std::cell::Cell;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use vanban::pipeline::{Document, Failure};
use vanban::read::{Mark, MarkedPage, ReadError};
use vanban::record::Record;

/// A document that gets on has so many times the time in which it must get on.
const STEPS: u32 = 100;

/// The workers.
#[derive(Debug)]
pub(super) struct Pool {
    setup: Setup,
    overlay: Option<PathBuf>,
    idle: Mutex<Vec<Running>>,
    clock: Clock,
}

/// A worker that died instead of answering; the failure is what to say where no other is
/// to be asked.
struct Died(Failure);

impl Pool {
    /// An empty pool.
    pub(super) fn new(setup: Setup, overlay: Option<&Path>) -> io::Result<Self> {
        Ok(Self { setup, overlay: overlay.map(Path::to_owned), idle: Mutex::default(), clock: Clock::start()? })
    }

    /// Has one document made into a record.
    pub(super) fn make(&self, document: &Document<'_>) -> Result<Record, Failure> {
        match self.serve(document, &mut Task::Read)? {
            Answer::Record(record) => Ok(*record),
            Answer::Drawn => Err(ReadError::Crashed("it answered something else".to_owned()).into()),
        }
    }

    /// Has its pages drawn; one that a worker had drawn before it died may come twice.
    pub(super) fn draw(&self, document: &Document<'_>, marks: &[Mark], take: &mut dyn FnMut(MarkedPage)) -> Result<(), Failure> {
        self.serve(document, &mut Task::Draw(marks, take)).map(|_| ())
    }

    fn serve(&self, document: &Document<'_>, task: &mut Task<'_>) -> Result<Answer, Failure> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        if let Some(worker) = idle
            && let Ok(answer) = self.ask(worker, document, task)
        {
            return answer;
        }
        let started = Running::start(&self.setup, self.overlay.as_deref());
        let worker = started.map_err(|e| ReadError::Crashed(format!("no process could be started for it: {e}")))?;
        self.ask(worker, document, task).unwrap_or_else(|Died(failure)| Err(failure))
    }

    /// Ends what is under way and refuses what comes.
    pub(super) fn cancel(&self) {
        self.clock.close();
    }

    fn ask(&self, mut worker: Running, document: &Document<'_>, task: &mut Task<'_>) -> Result<Result<Answer, Failure>, Died> {
        let step = Duration::from_secs(self.setup.seconds);
        let watch = self.clock.watch(worker.child(), step);
        let begun = Cell::new(None);
        let end = |begun: Instant| begun + step.saturating_mul(STEPS);
        let answer = worker.ask(document, task, || {
            let now = Instant::now();
            let first = begun.get().unwrap_or(now);
            begun.set(Some(first));
            watch.until(end(first).min(now + step));
        });
        let expired = watch.end();
        match answer {
            Ok(answer) => {
                if !expired {
                    self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
                }
                Ok(answer)
            }
            // Time was given in full: a second worker would take as long.
            Err(_) if expired => {
                let whole = begun.get().is_some_and(|b| Instant::now() >= end(b));
                let seconds = self.setup.seconds.saturating_mul(if whole { STEPS.into() } else { 1 });
                Ok(Err(ReadError::TimedOut { seconds }.into()))
            }
            Err(_) => Err(Died(worker.bury().error(&self.setup).into())),
        }
    }
}
