//! Inputs: the paths as typed in, the documents to read out, one after the other.
//!
//! A folder gives all files below it, sorted by the bytes of their paths, whatever their
//! endings: content decides what they are. Left out below a folder: hidden files and
//! folders (`.x`), owner files of open office documents (`~$x`) and the files this very
//! command writes. Links are followed. A path that is named is read, whatever its name.

use std::cmp::Ordering;
use std::io;
use std::iter;
use std::path::{Path, PathBuf};
use vanban::pipeline::Input;
use vanban::read::{Format, Limits, ReadError, read_stream};
use walkdir::{DirEntry, WalkDir};

/// Where documents come from.
#[derive(Debug)]
pub(super) struct Inputs<'a> {
    /// As typed.
    pub(super) paths: &'a [PathBuf],
    /// What standard input is said to be.
    pub(super) as_: Option<Format>,
    /// Full paths of files that are written, not read.
    pub(super) written: Vec<PathBuf>,
    /// Bounds on standard input.
    pub(super) limits: Limits,
}

/// True for the path that means standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

impl Inputs<'_> {
    /// Every document, when its turn comes.
    pub(super) fn iter(&self) -> impl Iterator<Item = Input> {
        self.paths.iter().flat_map(|path| -> Box<dyn Iterator<Item = Input>> {
            if is_stdin(path) {
                Box::new(iter::once_with(|| self.stdin()))
            } else if path.is_dir() {
                Box::new(self.folder(path))
            } else {
                Box::new(iter::once_with(|| Input::File(path.clone())))
            }
        })
    }

    /// How many documents there will be.
    pub(super) fn count(&self) -> u64 {
        let count = |p: &PathBuf| if !is_stdin(p) && p.is_dir() { self.folder(p).count() } else { 1 };
        u64::try_from(self.paths.iter().map(count).sum::<usize>()).unwrap_or(u64::MAX)
    }

    fn stdin(&self) -> Input {
        let name = "-".to_owned();
        match read_stream(io::stdin().lock(), 0, &self.limits) {
            Ok(bytes) => Input::Memory { name, bytes, as_: self.as_ },
            Err(error) => Input::Failed { name, error },
        }
    }

    fn folder(&self, folder: &Path) -> impl Iterator<Item = Input> {
        let walk = WalkDir::new(folder).follow_links(true).sort_by(by_path_bytes).into_iter();
        walk.filter_entry(|e| e.depth() == 0 || !is_left_out(e)).filter_map(|entry| match entry {
            Ok(e) if e.file_type().is_dir() || self.is_written(e.path()) => None,
            Ok(e) => Some(Input::File(e.into_path())),
            Err(e) => Some(failed(folder, &e)),
        })
    }

    fn is_written(&self, path: &Path) -> bool {
        !self.written.is_empty() && path.canonicalize().is_ok_and(|p| self.written.contains(&p))
    }
}

fn is_left_out(entry: &DirEntry) -> bool {
    let name = entry.file_name().as_encoded_bytes();
    name.starts_with(b".") || name.starts_with(b"~$")
}

/// The order of whole paths: a folder counts as its name with the slash that follows.
fn by_path_bytes(a: &DirEntry, b: &DirEntry) -> Ordering {
    let key = |e: &DirEntry| {
        let mut name = e.file_name().as_encoded_bytes().to_vec();
        if e.file_type().is_dir() {
            name.push(b'/');
        }
        name
    };
    key(a).cmp(&key(b))
}

fn failed(folder: &Path, error: &walkdir::Error) -> Input {
    let name = error.path().unwrap_or(folder).to_string_lossy().into_owned();
    let cause = match error.io_error() {
        _ if error.loop_ancestor().is_some() => ReadError::Unreadable("a link to a folder above it".to_owned()),
        Some(e) if e.kind() == io::ErrorKind::NotFound => ReadError::Missing,
        Some(e) if e.kind() == io::ErrorKind::PermissionDenied => ReadError::Unreadable("permission denied".to_owned()),
        Some(e) => ReadError::Unreadable(e.to_string()),
        None => ReadError::Unreadable(error.to_string()),
    };
    Input::Failed { name, error: cause }
}
