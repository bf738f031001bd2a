//! Stub.
use super::{Limits, ReadError, Source};
pub(crate) fn read(_bytes: &[u8], _limits: &Limits) -> Result<Source, ReadError> {
    Err(ReadError::Empty)
}
