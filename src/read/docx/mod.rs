//! Stand-in until the docx reader is merged: refuses every file.

use super::{Limits, ReadError, Source};

/// Refuses.
pub(crate) fn read(_bytes: &[u8], _limits: &Limits) -> Result<Source, ReadError> {
    Err(ReadError::Unsupported { format: "docx", cure: "wait for the reader" })
}
