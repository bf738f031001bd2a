//! Clock: one thread that ends children whose time is up. Whoever waits for a child then
//! sees its pipes close.

use super::limit;
use std::collections::BTreeMap;
use std::io;
use std::process::Child;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// The clock; its thread ends with it.
#[derive(Debug)]
pub(super) struct Clock {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    wake: Condvar,
}

#[derive(Debug, Default)]
struct State {
    next: u64,
    watched: BTreeMap<u64, Watched>,
    closed: bool,
}

#[derive(Debug)]
struct Watched {
    child: Arc<Mutex<Child>>,
    due: Instant,
    expired: bool,
}

impl Watched {
    fn expire(&mut self) {
        self.expired = true;
        limit::kill(&mut self.child.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// One child under the clock.
#[derive(Debug)]
pub(super) struct Watch<'a> {
    shared: &'a Shared,
    key: u64,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        // Every change leaves the state sound, so a panic elsewhere does not spoil it.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tick(&self) {
        let mut state = self.state();
        while !state.closed {
            let now = Instant::now();
            for watched in state.watched.values_mut().filter(|w| !w.expired && w.due <= now) {
                watched.expire();
            }
            let next = state.watched.values().filter(|w| !w.expired).map(|w| w.due).min();
            state = match next {
                None => self.wake.wait(state).unwrap_or_else(PoisonError::into_inner),
                Some(due) => self.wake.wait_timeout(state, due - now).unwrap_or_else(PoisonError::into_inner).0,
            };
        }
    }
}

impl Clock {
    /// Starts it.
    pub(super) fn start() -> io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let ticking = Arc::clone(&shared);
        let thread = thread::Builder::new().name("clock".to_owned()).spawn(move || ticking.tick())?;
        Ok(Self { shared, thread: Some(thread) })
    }

    /// Ends `child` after `time`, unless the watch is dropped before.
    pub(super) fn watch(&self, child: Arc<Mutex<Child>>, time: Duration) -> Watch<'_> {
        let mut state = self.shared.state();
        let key = state.next;
        state.next += 1;
        let mut watched = Watched { child, due: Instant::now() + time, expired: false };
        if state.closed {
            watched.expire();
        }
        state.watched.insert(key, watched);
        self.shared.wake.notify_one();
        Watch { shared: &self.shared, key }
    }

    /// Ends all children under watch, now and from now on.
    pub(super) fn close(&self) {
        let mut state = self.shared.state();
        state.closed = true;
        for watched in state.watched.values_mut() {
            watched.expire();
        }
        self.shared.wake.notify_one();
    }
}

impl Drop for Clock {
    fn drop(&mut self) {
        self.close();
        if let Some(thread) = self.thread.take() {
            // It has nothing to say.
            let _ = thread.join();
        }
    }
}

impl Watch<'_> {
    /// Puts the end at `due`.
    pub(super) fn until(&self, due: Instant) {
        if let Some(watched) = self.shared.state().watched.get_mut(&self.key) {
            watched.due = due;
        }
    }

    /// Takes the child off the clock; true where its time was up.
    pub(super) fn end(self) -> bool {
        self.shared.state().watched.get(&self.key).is_some_and(|w| w.expired)
    }
}

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        self.shared.state().watched.remove(&self.key);
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    fn sleeper() -> Arc<Mutex<Child>> {
        Arc::new(Mutex::new(Command::new("sleep").arg("100").spawn().unwrap()))
    }

    fn runs(child: &Mutex<Child>) -> bool {
        child.lock().unwrap().try_wait().unwrap().is_none()
    }

    /// Waits for an end that must come, and leaves the clock room to bring it about.
    fn ends(child: &Mutex<Child>) {
        let begun = Instant::now();
        while runs(child) {
            assert!(begun.elapsed() < Duration::from_secs(60), "it was not ended");
            thread::sleep(Duration::from_millis(5));
        }
    }

    #[test]
    fn time_is_up_for_those_whose_time_is_up() {
        let clock = Clock::start().unwrap();
        let (short, long) = (sleeper(), sleeper());
        let one = clock.watch(Arc::clone(&short), Duration::from_millis(30));
        let other = clock.watch(Arc::clone(&long), Duration::from_secs(1000));
        ends(&short);
        assert!(one.end() && !other.end());
        assert!(runs(&long));
        limit::kill(&mut long.lock().unwrap());
        ends(&long);
    }

    #[test]
    fn more_time_can_be_given_and_closing_ends_all() {
        let clock = Clock::start().unwrap();
        let child = sleeper();
        let watch = clock.watch(Arc::clone(&child), Duration::from_millis(200));
        watch.until(Instant::now() + Duration::from_secs(1000));
        thread::sleep(Duration::from_millis(300));
        assert!(runs(&child));
        clock.close();
        ends(&child);
        assert!(watch.end());
        let late = sleeper();
        assert!(clock.watch(Arc::clone(&late), Duration::from_secs(1000)).end());
        ends(&late);
    }
}
