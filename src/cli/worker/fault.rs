//! Faults on order, for tests of the isolation: in builds with debug assertions, and only
//! where the environment asks for it, a worker that is given a document with the mark
//! breaks down as the mark says. Not in release builds.

use std::hint::black_box;
use std::io::Write;
use std::time::Duration;

/// What a document must hold, followed by the name of a fault.
const MARK: &[u8] = b"%vanban-fault:";

/// Breaks down where `bytes` ask for it.
pub(super) fn strike(bytes: &[u8]) {
    if std::env::var_os("VANBAN_TEST_FAULT").is_none() {
        return;
    }
    let Some(at) = bytes.windows(MARK.len()).position(|w| w == MARK) else { return };
    let words = bytes.get(at + MARK.len()..).unwrap_or_default();
    let name: Vec<u8> = words.iter().copied().take_while(u8::is_ascii_lowercase).collect();
    match name.as_slice() {
        b"abort" => std::process::abort(),
        b"hang" => sleep(3600),
        b"spin" => while black_box(true) {},
        b"nap" => sleep(3),
        b"memory" => eat(),
        b"stack" => drop(black_box(deep(black_box(1)))),
        b"stdout" => drop(writeln!(std::io::stdout(), "=\u{1}\0\0\0 a library talks")),
        b"stderr" => drop(writeln!(std::io::stderr(), "{}", "a library talks\n".repeat(100_000))),
        b"words" => {
            drop(writeln!(std::io::stderr(), "last words\n"));
            std::process::abort();
        }
        _ => {}
    }
}

/// Sleeps in a thread of a name that can be seen from outside.
fn sleep(seconds: u64) {
    let sleeper = std::thread::Builder::new().name("asleep".to_owned());
    if let Ok(thread) = sleeper.spawn(move || std::thread::sleep(Duration::from_secs(seconds))) {
        drop(thread.join());
    }
}

/// Takes memory until there is none.
fn eat() {
    let mut eaten = Vec::new();
    loop {
        eaten.push(black_box(vec![1_u8; 16 << 20]));
    }
}

/// Calls itself without end.
#[expect(unconditional_recursion, reason = "the fault that is asked for")]
fn deep(n: u64) -> [u64; 64] {
    let below = deep(black_box(n + 1));
    black_box(below.map(|b| b + n))
}
