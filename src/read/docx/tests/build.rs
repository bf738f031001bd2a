//! Build: the XML of a few parts in, a Word file in memory out. For tests only.

use std::io::{Cursor, Write as _};
use zip::write::{SimpleFileOptions, ZipWriter};

/// A Word file being put together.
#[derive(Debug, Default)]
pub(super) struct Docx {
    parts: Vec<(String, String)>,
}

const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006""#;

impl Docx {
    /// A document with this body.
    pub(super) fn body(body: &str) -> Self {
        Self::default().part("word/document.xml", &format!("<w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>"))
    }

    /// With these styles.
    pub(super) fn styles(self, styles: &str) -> Self {
        self.part("word/styles.xml", &format!("<w:styles {W}>{styles}</w:styles>"))
    }

    /// With these lists.
    pub(super) fn numbering(self, lists: &str) -> Self {
        self.part("word/numbering.xml", &format!("<w:numbering {W}>{lists}</w:numbering>"))
    }

    /// With these notes; `role` is `footnotes` or `endnotes`.
    pub(super) fn notes(self, role: &str, notes: &str) -> Self {
        self.part(&format!("word/{role}.xml"), &format!("<w:{role} {W}>{notes}</w:{role}>"))
    }

    /// With any further part, its XML given whole.
    pub(super) fn part(mut self, name: &str, xml: &str) -> Self {
        self.parts.push((name.to_owned(), xml.to_owned()));
        self
    }

    /// The file.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, xml) in &self.parts {
            zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            zip.write_all(xml.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}

/// A paragraph of one run.
pub(super) fn p(words: &str) -> String {
    format!("<w:p>{}</w:p>", r(words))
}

/// A paragraph of one run with paragraph properties.
pub(super) fn pp(properties: &str, words: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", r(words))
}

/// A run.
pub(super) fn r(words: &str) -> String {
    rp("", words)
}

/// A run with properties.
pub(super) fn rp(properties: &str, words: &str) -> String {
    format!(r#"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>"#)
}

/// A cell holding blocks, with cell properties.
pub(super) fn tc(properties: &str, blocks: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{blocks}</w:tc>")
}

/// A level of a list.
pub(super) fn level(index: u32, shape: &str, text: &str) -> String {
    format!(r#"<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/><w:lvlText w:val="{text}"/></w:lvl>"#)
}

/// A paragraph in a list.
pub(super) fn item(list: u32, index: u32, words: &str) -> String {
    pp(&format!(r#"<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{list}"/></w:numPr>"#), words)
}
