//! Bounds on what one untrusted file may cost.

use serde::{Deserialize, Serialize};

/// Whether pictures of text are recognised [nhận dạng ký tự quang học].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Ocr {
    /// Where a page has no usable text layer.
    #[default]
    Auto,
    /// Never: scans end as `no_text`.
    Never,
}

/// Called after each page, and each try to recognise one: what a document takes between two
/// calls does not grow with its length.
pub type Progress<'a> = dyn Fn() + Sync + 'a;

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
    /// Whether pictures of text are recognised.
    pub ocr: Ocr,
    /// Pages of one file that are recognised.
    pub max_ocr_pages: u32,
    /// Pixels of one picture.
    pub max_pixels: u32,
    /// Seconds of wall time for one page's recognition.
    pub ocr_seconds: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_size: 64 << 20,
            max_unpacked: 256 << 20,
            max_pages: 2000,
            max_depth: 256,
            ocr: Ocr::Auto,
            max_ocr_pages: 300,
            max_pixels: 120_000_000,
            ocr_seconds: 120,
        }
    }
}
