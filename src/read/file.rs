//! Files and streams: the only place that touches the file system for documents. Missing,
//! unreadable, special and oversized files end here, before a byte is understood. Pipes and
//! devices are never opened, so none can block.

use super::{Format, Limits, ReadError, Source, read};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// Reads one document from a file.
///
/// # Errors
/// As [`read`], and what the file system says.
pub fn read_file(path: &Path, as_: Option<Format>, limits: &Limits) -> Result<Source, ReadError> {
    read(&path.to_string_lossy(), &load_file(path, limits)?, as_, limits)
}

/// All bytes of a file, not yet looked at.
///
/// # Errors
/// `TooLarge`, and what the file system says.
pub fn load_file(path: &Path, limits: &Limits) -> Result<Vec<u8>, ReadError> {
    let meta = fs::metadata(path).map_err(|e| refused(&e))?;
    if meta.is_dir() {
        return Err(ReadError::Unreadable("a folder".to_owned()));
    }
    if !meta.is_file() {
        return Err(ReadError::Unreadable("a pipe, socket or device, no file".to_owned()));
    }
    if meta.len() > limits.max_size {
        return Err(ReadError::TooLarge { size: meta.len(), limit: limits.max_size });
    }
    let file = File::open(path).map_err(|e| refused(&e))?;
    read_stream(file, usize::try_from(meta.len()).unwrap_or(0), limits)
}

/// All bytes of a stream; `expected` is a hint of how many.
///
/// # Errors
/// `TooLarge` as soon as the limit is passed, `Unreadable` where the stream fails.
pub fn read_stream(stream: impl Read, expected: usize, limits: &Limits) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::with_capacity(expected.min(1 << 30));
    stream.take(limits.max_size.saturating_add(1)).read_to_end(&mut bytes).map_err(|e| refused(&e))?;
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    // The file may have grown since its size was asked.
    if size > limits.max_size { Err(ReadError::TooLarge { size, limit: limits.max_size }) } else { Ok(bytes) }
}

fn refused(error: &io::Error) -> ReadError {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => ReadError::Missing,
        ErrorKind::PermissionDenied => ReadError::Unreadable("permission denied".to_owned()),
        _ => ReadError::Unreadable(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(path: &Path, limits: &Limits) -> String {
        read_file(path, None, limits).unwrap_err().to_string()
    }

    #[test]
    fn what_is_no_readable_file() {
        let dir = tempfile::tempdir().unwrap();
        let limits = Limits::default();
        assert_eq!(error(&dir.path().join("none.txt"), &limits), "no such file; check the path");
        assert_eq!(error(dir.path(), &limits), "could not be read: a folder");
        #[cfg(unix)]
        assert_eq!(error(Path::new("/dev/zero"), &limits), "could not be read: a pipe, socket or device, no file");
        let file = dir.path().join("a.txt");
        fs::write(&file, "0123456789").unwrap();
        assert_eq!(error(&file.join("b"), &limits), "no such file; check the path");
        let small = Limits { max_size: 9, ..limits };
        assert_eq!(error(&file, &small), "10 bytes, over the limit of 9; raise it with --max-size");
    }

    #[test]
    fn endless_streams_stop_at_the_limit() {
        let limits = Limits { max_size: 100, ..Limits::default() };
        assert_eq!(read_stream(io::repeat(b'a'), 0, &limits).unwrap_err().code(), "too_large");
    }
}
