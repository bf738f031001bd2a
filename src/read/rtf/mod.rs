//! Rtf: the bytes of a Rich Text file in, a [`Source`] out.
//!
//! One line per paragraph or line break, with the printed list numbers in front, tables cell
//! by cell, text boxes before the paragraph they hang on, notes at the end. Running heads
//! [tiêu đề đầu trang, chân trang], comments, pictures and embedded files are not read. The
//! fonts of runs are kept for decoding.

mod fonts;
mod lex;
mod state;
mod walk;
mod words;

#[cfg(test)]
mod tests;

use super::{Limits, ReadError, Source};
use lex::Lexer;
use walk::Walk;

/// Reads a Rich Text file.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Source, ReadError> {
    // Word nests runs in fields in shapes in cells: more than a page's own structure
    let depth = usize::try_from(limits.max_depth.saturating_mul(4)).unwrap_or(usize::MAX);
    let mut walk = Walk::new(depth);
    for token in Lexer(bytes.trim_ascii_start()) {
        if walk.take(token)? {
            return walk.finish();
        }
    }
    Err(ReadError::Damaged { format: "rtf", detail: "the file stops early: a group has no end".to_owned() })
}
