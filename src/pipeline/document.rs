//! One document from its bytes to its record: read, then understood, and whatever breaks
//! down on the way costs this document only. No files, no processes.

use super::{Options, understand};
use crate::read::{Format, Limits, Progress, ReadError, panic_message, read_watched};
use crate::record::Record;
use crate::rules::Rules;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// One document with its bytes.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// What the record calls it.
    pub name: &'a str,
    /// The bytes.
    pub bytes: &'a [u8],
    /// The format it is said to have.
    pub as_: Option<Format>,
}

/// Why one document gave no record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Stable code, snake_case.
    pub code: Cow<'static, str>,
    /// For people, with the cure.
    pub message: String,
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        Self { code: error.code().into(), message: error.to_string() }
    }
}

/// Reads and understands one document; `progress` is called on the way.
///
/// # Errors
/// What kept it from being read, or `internal_error`.
pub fn make(
    document: &Document<'_>,
    limits: &Limits,
    rules: &Rules,
    options: &Options,
    progress: &Progress<'_>,
) -> Result<Record, Failure> {
    let source = read_watched(document.name, document.bytes, document.as_, limits, progress)?;
    guarded(|| understand(source, document.name, rules, options))
}

/// A panic while one document is understood costs that document only.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Failure> {
    // What `work` touches is dropped with it or immutable: no half-done state is seen again.
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| Failure {
        code: "internal_error".into(),
        message: format!("a fault of this program, please report it: {}", panic_message(payload.as_ref())),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_costs_its_document_only() {
        assert_eq!(guarded(|| 5), Ok(5));
        let failure = guarded(|| -> u8 { panic!("index {} of 2", 3) }).unwrap_err();
        assert_eq!(
            (&*failure.code, failure.message.as_str()),
            ("internal_error", "a fault of this program, please report it: index 3 of 2")
        );
    }
}
