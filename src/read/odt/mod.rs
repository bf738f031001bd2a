//! Odt: the bytes of an OpenDocument text in, a [`Source`] out.
//!
//! One line per paragraph or line break, with the printed list numbers in front, tables cell
//! by cell, text boxes before the paragraph they hang on, notes at the end. Running heads
//! [tiêu đề đầu trang, chân trang], comments, tracked deletions, pictures and embedded files
//! are not read.

mod lists;
mod styles;
mod walk;

#[cfg(test)]
mod tests;

use super::docx::package::Package;
use super::{Limits, ReadError, Source};
use styles::Styles;
use walk::Walk;

/// Reads an OpenDocument text.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Source, ReadError> {
    read_package(bytes, limits).map_err(|error| match error {
        ReadError::Damaged { detail, .. } => ReadError::Damaged { format: "odt", detail },
        other => other,
    })
}

fn read_package(bytes: &[u8], limits: &Limits) -> Result<Source, ReadError> {
    let depth = limits.max_depth.saturating_mul(4);
    let mut package = Package::open(bytes, limits)?;
    let manifest = package.part("META-INF/manifest.xml").ok().flatten();
    if manifest.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(ReadError::Encrypted);
    }
    let mut styles = Styles::default();
    let mut missed = false;
    match package.part("styles.xml").and_then(|part| part.map_or(Ok(()), |part| styles.read(&part, depth))) {
        Err(ReadError::Damaged { .. }) => missed = true,
        read => read?,
    }
    let Some(content) = package.part("content.xml")? else {
        return Err(ReadError::NotADocument("a zip without a document in it".to_owned()));
    };
    styles.read(&content, depth)?;
    let mut walk = Walk::new(&styles);
    walk.read(&content, depth)?;
    let mut prose = walk.prose;
    if missed {
        prose.notices.push(("damaged_part", "styles of the file are damaged and were not read".to_owned()));
    }
    prose.finish()
}
