//! Stand-in until the pdf reader is merged: refuses every file.

use super::{Limits, ReadError, Source};

/// Refuses.
pub(crate) fn read(_bytes: &[u8], _limits: &Limits) -> Result<Source, ReadError> {
    Err(ReadError::Unsupported { format: "pdf", cure: "wait for the reader" })
}
