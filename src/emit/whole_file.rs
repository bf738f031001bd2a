//! Whole files: what is written appears under its name at once and complete, or not at
//! all. The words go to a hidden file beside it, which takes the name at the end. A target
//! that exists and is no regular file (`/dev/null`, a pipe) is written directly.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Beginning of the names of unfinished files; hidden, so that no folder is read with one.
const PREFIX: &str = ".vanban-";

/// A file under construction. Dropped before [`WholeFile::commit`], it leaves nothing.
#[derive(Debug)]
pub struct WholeFile {
    out: BufWriter<Target>,
    path: PathBuf,
}

#[derive(Debug)]
enum Target {
    Beside(NamedTempFile),
    Direct(File),
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Beside(f) => f.write(bytes),
            Self::Direct(f) => f.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Beside(f) => f.flush(),
            Self::Direct(f) => f.flush(),
        }
    }
}

impl WholeFile {
    /// Begins the file. What stood under the name stays there until the end.
    ///
    /// # Errors
    /// Where the folder cannot be written, or `path` is a folder.
    pub fn create(path: &Path) -> io::Result<Self> {
        // A link keeps pointing where it points: its target is replaced.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let target = match fs::metadata(&path) {
            Ok(meta) if meta.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Ok(meta) if !meta.is_file() => Target::Direct(OpenOptions::new().write(true).open(&path)?),
            Ok(_) | Err(_) => Target::Beside(beside(&path)?),
        };
        Ok(Self { out: BufWriter::with_capacity(64 << 10, target), path })
    }

    /// Gives the file its name.
    ///
    /// # Errors
    /// Where the last bytes or the name cannot be written; nothing is left then.
    pub fn commit(self) -> io::Result<()> {
        match self.out.into_inner().map_err(io::IntoInnerError::into_error)? {
            Target::Beside(file) => {
                file.as_file().sync_all()?;
                file.persist(&self.path).map_err(|e| e.error)?;
                Ok(())
            }
            Target::Direct(mut file) => file.flush(),
        }
    }
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX);
    // As any new file: the user's mask decides, not the caution meant for secrets.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_whole_or_untouched() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("out.ndjson");
        fs::write(&path, "old").unwrap();
        let mut file = WholeFile::create(&path).unwrap();
        file.write_all(b"half").unwrap();
        file.flush().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        drop(file);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        let mut file = WholeFile::create(&path).unwrap();
        file.write_all(b"new").unwrap();
        file.commit().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
        assert!(WholeFile::create(dir.path()).is_err());
    }

    #[test]
    #[cfg(unix)]
    fn devices_are_written_and_not_replaced() {
        let mut file = WholeFile::create(Path::new("/dev/null")).unwrap();
        file.write_all(b"x").unwrap();
        file.commit().unwrap();
    }
}
