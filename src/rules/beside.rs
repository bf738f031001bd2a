//! Side by side [song song]: two jobs of loading at once, on this thread and one more that
//! ends with its job. In: two jobs. Out: what both give. No pool is made: its threads would
//! keep address space, of which a worker has little.

use std::panic::resume_unwind;
use std::thread::{Builder, scope};

/// Does both jobs, one after the other where no thread can be had.
pub(super) fn both<A, B: Send>(here: impl FnOnce() -> A, beside: impl Fn() -> B + Sync) -> (A, B) {
    scope(|s| match Builder::new().spawn_scoped(s, &beside) {
        Ok(thread) => (here(), thread.join().unwrap_or_else(|fault| resume_unwind(fault))),
        Err(_) => (here(), beside()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_jobs_are_done() {
        let words = String::from("căn cứ");
        assert_eq!(both(|| words.len(), || words.to_uppercase()), (9, "CĂN CỨ".to_owned()));
    }

    #[test]
    fn a_fault_of_the_other_job_is_a_fault_here() {
        let fault = std::panic::catch_unwind(|| both(|| 1, || -> u8 { resume_unwind(Box::new("fault")) }));
        assert_eq!(fault.unwrap_err().downcast_ref::<&str>(), Some(&"fault"));
    }
}
