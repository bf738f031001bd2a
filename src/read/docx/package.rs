//! Package: a zip of parts in, the text of named parts out.
//!
//! All parts together may unpack to a stated number of bytes; what the zip declares about
//! sizes is not believed. Pictures, settings, running heads and the like are never unpacked.

use super::xml::{Step, Xml, damaged};
use crate::read::{Limits, ReadError};
use std::io::{Cursor, Read as _};
use zip::ZipArchive;
use zip::result::ZipError;

/// An OOXML package.
#[derive(Debug)]
pub(in crate::read) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be unpacked.
    left: u64,
    limits: Limits,
}

/// Where the parts of a document stand in its package.
#[derive(Debug)]
pub(super) struct Related {
    folder: String,
    relations: Vec<(String, String)>,
}

impl Related {
    /// The part that plays a role (`styles`, `numbering`, `footnotes`), by the relation of
    /// that name or, without one, by Word's own file name.
    pub(super) fn part(&self, role: &str) -> String {
        let named = self.relations.iter().find(|(kind, _)| kind == role);
        named.map_or_else(|| format!("{}{role}.xml", self.folder), |(_, target)| resolve(&self.folder, target))
    }
}

impl<'a> Package<'a> {
    /// Opens the container.
    pub(in crate::read) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, ReadError> {
        if !bytes.starts_with(b"PK") {
            return Err(ReadError::NotADocument("no zip container".to_owned()));
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| unzip_error(&e))?;
        Ok(Self { zip, left: limits.max_unpacked, limits: *limits })
    }

    /// The text of a part, `None` where the package has no such part.
    pub(in crate::read) fn part(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let Some(index) = self.index(name) else { return Ok(None) };
        let file = self.zip.by_index(index).map_err(|e| unzip_error(&e))?;
        let mut unpacked = Vec::new();
        let read = file.take(self.left.saturating_add(1)).read_to_end(&mut unpacked);
        let size = u64::try_from(unpacked.len()).unwrap_or(u64::MAX);
        if size > self.left {
            return Err(ReadError::Bomb { limit: self.limits.max_unpacked });
        }
        self.left -= size;
        read.map_err(|e| damaged(&format!("{name}: {e}")))?;
        decode(unpacked).map(Some).ok_or_else(|| damaged(&format!("{name} is not Unicode")))
    }

    /// The name of the main part [phần văn bản chính].
    pub(super) fn main_part(&mut self) -> Result<String, ReadError> {
        let top = self.relations("_rels/.rels")?;
        let main = top.iter().find(|(kind, _)| kind == "officeDocument").map(|(_, target)| resolve("", target));
        let main = main.filter(|name| self.index(name).is_some()).unwrap_or_else(|| "word/document.xml".to_owned());
        if self.index(&main).is_none() {
            return Err(ReadError::NotADocument("a zip without a Word document in it".to_owned()));
        }
        Ok(main)
    }

    /// The parts that a part refers to.
    pub(super) fn related(&mut self, part: &str) -> Result<Related, ReadError> {
        let (folder, file) = part.rsplit_once('/').map_or(("", part), |(folder, file)| (folder, file));
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let relations = self.relations(&format!("{folder}_rels/{file}.rels"))?;
        Ok(Related { folder, relations })
    }

    /// (last word of the relation's type, target) of a relations part; none where it is
    /// missing or broken, since every part it names has a usual place.
    fn relations(&mut self, name: &str) -> Result<Vec<(String, String)>, ReadError> {
        let part = match self.part(name) {
            Ok(part) => part.unwrap_or_default(),
            Err(ReadError::Damaged { .. }) => String::new(),
            Err(e) => return Err(e),
        };
        let mut xml = Xml::new(&part, self.limits.max_depth);
        let mut relations = Vec::new();
        while let Ok(step) = xml.step() {
            match step {
                Step::Open(tag) if tag.name() == "Relationship" && tag.attr("TargetMode").as_deref() != Some("External") => {
                    if let (Some(kind), Some(target)) = (tag.attr("Type"), tag.attr("Target")) {
                        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                        relations.push((kind, target.into_owned()));
                    }
                }
                Step::End => break,
                _ => {}
            }
        }
        Ok(relations)
    }

    /// The entry of a part; some writers spell names with a backslash or in another case.
    fn index(&self, name: &str) -> Option<usize> {
        self.zip
            .index_for_name(name)
            .or_else(|| self.zip.file_names().position(|entry| entry.is_ok_and(|e| e.replace('\\', "/").eq_ignore_ascii_case(name))))
    }
}

/// A relation's target as a part name.
fn resolve(folder: &str, target: &str) -> String {
    let path = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}{target}"),
    };
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            _ => steps.push(step),
        }
    }
    steps.join("/")
}

/// XML parts are UTF-8, or UTF-16 with a byte order mark.
fn decode(bytes: Vec<u8>) -> Option<String> {
    match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, mark)) if encoding != encoding_rs::UTF_8 => {
            let words = encoding.decode_without_bom_handling_and_without_replacement(bytes.get(mark..)?)?;
            // the declaration still says UTF-16, which the XML reader would hold against a string
            let body = words.strip_prefix("<?xml").and_then(|w| w.split_once("?>")).map(|(_, body)| body.to_owned());
            Some(body.unwrap_or_else(|| words.into_owned()))
        }
        _ => String::from_utf8(bytes).ok(),
    }
}

fn unzip_error(error: &ZipError) -> ReadError {
    match error {
        ZipError::InvalidPassword | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ReadError::Encrypted,
        other => damaged(&other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_resolve_against_their_folder() {
        assert_eq!(resolve("word/", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word/", "/word/styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word/", "../custom/./x.xml"), "custom/x.xml");
        assert_eq!(resolve("", "../../x.xml"), "x.xml");
    }

    #[test]
    fn utf_16_parts_are_decoded() {
        let mut bytes = vec![0xFF, 0xFE];
        for unit in "<?xml version='1.0' encoding='UTF-16'?><a>ả</a>".encode_utf16() {
            bytes.extend(unit.to_le_bytes());
        }
        assert_eq!(decode(bytes).as_deref(), Some("<a>ả</a>"));
        assert_eq!(decode(vec![0xC3, 0x28]), None);
    }
}
