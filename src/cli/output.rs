//! Output: where records and errors go. Files are written whole or not at all; stdout is
//! buffered, and a closed pipe reaches the caller as an error of its kind.

use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::{Path, PathBuf};
use vanban::emit::WholeFile;

/// stdout or a file.
#[derive(Debug)]
pub(super) enum Output {
    Stdout(BufWriter<StdoutLock<'static>>),
    File(WholeFile, PathBuf),
}

impl Output {
    /// stdout, buffered.
    pub(super) fn stdout() -> Self {
        Self::Stdout(BufWriter::with_capacity(64 << 10, io::stdout().lock()))
    }

    /// A file, begun.
    pub(super) fn file(path: &Path) -> io::Result<Self> {
        let file = WholeFile::create(path).map_err(|e| named(path, &e))?;
        Ok(Self::File(file, path.to_owned()))
    }

    /// Everything written stays from here on.
    pub(super) fn close(self) -> io::Result<()> {
        match self {
            Self::Stdout(mut out) => out.flush(),
            Self::File(file, path) => file.commit().map_err(|e| named(&path, &e)),
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::File(file, path) => file.write(bytes).map_err(|e| named(path, &e)),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::File(file, path) => file.flush().map_err(|e| named(path, &e)),
        }
    }
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("cannot write {}: {error}", path.display()))
}
