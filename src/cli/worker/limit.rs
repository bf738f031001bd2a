//! Limits of the operating system that a process lays on itself or its children. Where a
//! system has none of a kind, nothing happens: the owner's clock still holds.

use std::process::Child;

#[cfg(unix)]
use rustix::process::{Pid, Resource, Rlimit, Signal, getpgrp, getpid, kill_process_group, setrlimit};

/// Bounds the address space of this process and forbids core files.
pub(super) fn memory(bytes: u64) {
    #[cfg(unix)]
    {
        let all = |n| Rlimit { current: Some(n), maximum: Some(n) };
        // What a system refuses to bound stays unbounded.
        #[cfg(not(target_vendor = "apple"))]
        let _ = setrlimit(Resource::As, all(bytes));
        let _ = setrlimit(Resource::Core, all(0));
    }
    let _ = bytes;
}

/// Bounds the CPU time of this process to what it has used and `seconds` more.
pub(super) fn cpu(seconds: u64) {
    #[cfg(unix)]
    {
        use rustix::time::{ClockId, clock_gettime};
        let used = u64::try_from(clock_gettime(ClockId::ProcessCPUTime).tv_sec).unwrap_or(0);
        // One more for the rounding: the clock on the wall is to be first.
        let all = used.saturating_add(seconds).saturating_add(2);
        let _ = setrlimit(Resource::Cpu, Rlimit { current: Some(all), maximum: None });
    }
    let _ = seconds;
}

/// Bounds a child and what it will start: address space, CPU time and the size of any file
/// that it writes. On Linux only.
pub(super) fn bound(child: &Child, memory: u64, seconds: u64, file: u64) {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::prlimit;
        let all = |n| Rlimit { current: Some(n), maximum: Some(n) };
        let limits = [(Resource::As, memory), (Resource::Cpu, seconds.saturating_add(2)), (Resource::Fsize, file), (Resource::Core, 0)];
        for (resource, most) in limits {
            // One that has ended already needs no bounds.
            let _ = prlimit(Some(Pid::from_child(child)), resource, all(most));
        }
    }
    let _ = (child, memory, seconds, file);
}

/// Ends all processes of the group that a child leads.
pub(super) fn kill_group(child: &Child) {
    // A child that was not waited for keeps its number, so nobody else is hit.
    #[cfg(unix)]
    let _ = kill_process_group(Pid::from_child(child), Signal::KILL);
    let _ = child;
}

/// Ends a child with all that it started.
pub(super) fn kill(child: &mut Child) {
    kill_group(child);
    // It may have ended by itself.
    let _ = child.kill();
}

/// Ends this process with all that it started, where it leads a group of its own.
pub(super) fn end_group() {
    #[cfg(unix)]
    if getpgrp() == getpid() {
        let _ = kill_process_group(getpid(), Signal::KILL);
    }
}

/// True for an end by the limit on CPU time.
pub(super) fn is_cpu_limit(status: std::process::ExitStatus) -> bool {
    #[cfg(unix)]
    return std::os::unix::process::ExitStatusExt::signal(&status) == Some(Signal::XCPU.as_raw());
    #[cfg(not(unix))]
    return {
        let _ = status;
        false
    };
}
