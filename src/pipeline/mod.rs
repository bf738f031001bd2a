//! Pipeline [quy trình]: a [`Source`](crate::read::Source) in, its record out, by norm,
//! segment, extract and resolve in turn; and the same over many files at once ([`run`]).
//!
//! [`understand`] is a pure function of its arguments: no clock, no environment, no files.

mod batch;
mod document;
mod proof;
mod understand;

pub use batch::{Input, Make, Outcome, run, run_with};
pub use document::{Document, Failure, make};
pub use proof::prove;
pub use understand::understand;

use serde::{Deserialize, Serialize};

/// What a record shall hold besides the values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Options {
    /// The document's own text, which the spans point into.
    pub text: bool,
}
