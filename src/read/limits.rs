//! Bounds on what one untrusted file may cost.

use serde::{Deserialize, Serialize};

/// How much one file may take. The defaults suit an office machine with 2 GB to spare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of the file itself.
    pub max_size: u64,
    /// Bytes that a container (docx, compressed PDF streams) may unpack to.
    pub max_unpacked: u64,
    /// Pages read of one PDF.
    pub max_pages: u32,
    /// Depth of nested elements.
    pub max_depth: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_size: 64 << 20, max_unpacked: 256 << 20, max_pages: 2000, max_depth: 256 }
    }
}
