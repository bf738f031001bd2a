//! What can keep a file from being read. Each cause has a stable code; nothing else in
//! the crate fails for a document.

use thiserror::Error;

/// Why one file gave no record. The code is stable, the message is for people.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// No such file.
    #[error("no such file; check the path")]
    Missing,
    /// It is there but could not be read.
    #[error("could not be read: {0}")]
    Unreadable(String),
    /// Zero bytes, or nothing but white space.
    #[error("the file is empty")]
    Empty,
    /// Bytes of no format this program knows.
    #[error("not a document: {0}")]
    NotADocument(String),
    /// A known format without a reader here.
    #[error("{format} is not read by this version; {cure}")]
    Unsupported {
        /// The format's name.
        format: &'static str,
        /// What the user can do.
        cure: &'static str,
    },
    /// The file stops early or contradicts itself.
    #[error("damaged {format}: {detail}")]
    Damaged {
        /// The format's name.
        format: &'static str,
        /// What is wrong.
        detail: String,
    },
    /// Needs a password.
    #[error("the file is encrypted; save a copy without password")]
    Encrypted,
    /// Pages, but no text layer.
    #[error("{pages} pages without text: blank, or a scan read with --no-ocr")]
    NoText {
        /// Pages seen.
        pages: usize,
    },
    /// A scan, and the program that recognises text is not installed.
    #[error("a scan, and tesseract with Vietnamese is not installed; run: apt-get install tesseract-ocr tesseract-ocr-vie")]
    OcrUnavailable,
    /// A scan in which no Vietnamese text was recognised.
    #[error("{pages} pages without readable text: {detail}")]
    UnreadableScan {
        /// Pages seen.
        pages: usize,
        /// What the recogniser said.
        detail: String,
    },
    /// Larger than the stated limit.
    #[error("{size} bytes, over the limit of {limit}; raise it with --max-size")]
    TooLarge {
        /// Bytes found.
        size: u64,
        /// Bytes allowed.
        limit: u64,
    },
    /// Unpacks to more than the stated limit.
    #[error("unpacks to more than {limit} bytes: refused as a bomb; raise --max-unpacked if you trust it")]
    Bomb {
        /// Bytes allowed.
        limit: u64,
    },
    /// Nested deeper or longer than the stated limit.
    #[error("too complex: {0}")]
    TooComplex(String),
    /// To be converted, and LibreOffice is not installed.
    #[error("LibreOffice is not installed: apt-get install libreoffice-writer, or leave out --via-libreoffice")]
    LibreOfficeUnavailable,
    /// A reader broke down on it.
    #[error("the reader broke down on this file: {0}")]
    Crashed(String),
    /// A reader came to no end, or did not get on.
    #[error("given up after {seconds} s; raise --timeout if it may take longer")]
    TimedOut {
        /// Seconds allowed.
        seconds: u64,
    },
    /// A reader wanted more memory than it was given.
    #[error("the reader wanted more than {limit} bytes of memory; raise --max-memory if you trust it")]
    OutOfMemory {
        /// Bytes allowed.
        limit: u64,
    },
}

impl ReadError {
    /// The stable code, as it stands in `--errors` and on stderr.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing => "missing_file",
            Self::Unreadable(_) => "unreadable_file",
            Self::Empty => "empty_file",
            Self::NotADocument(_) => "not_a_document",
            Self::Unsupported { .. } => "unsupported_format",
            Self::Damaged { .. } => "damaged_file",
            Self::Encrypted => "encrypted_file",
            Self::NoText { .. } => "no_text",
            Self::OcrUnavailable => "ocr_unavailable",
            Self::UnreadableScan { .. } => "unreadable_scan",
            Self::TooLarge { .. } => "too_large",
            Self::Bomb { .. } => "bomb",
            Self::TooComplex(_) => "too_complex",
            Self::LibreOfficeUnavailable => "libreoffice_unavailable",
            Self::Crashed(_) => "reader_crashed",
            Self::TimedOut { .. } => "reader_timeout",
            Self::OutOfMemory { .. } => "reader_out_of_memory",
        }
    }
}
