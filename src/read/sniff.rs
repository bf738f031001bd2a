//! Sniff: what a file is, by its bytes. In: the bytes and what the name claims. Out: the
//! reader to ask, or the error that names a known format without one. The name decides
//! only what the content leaves open (markdown, a page without its first tags).

use super::encoding::peek;
use super::{Format, ReadError};
use aho_corasick::AhoCorasick;
use std::io::Cursor;

/// What a file is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Claim {
    /// Nothing, or an ending that means nothing here.
    None,
    /// A format that is read.
    Format(Format),
    /// A format that is known and not read.
    Other,
}

impl Claim {
    /// The claim of a file name's ending.
    pub(crate) fn of_name(name: &str) -> Self {
        let Some((stem, ending)) = name.rsplit_once('.') else { return Self::None };
        if stem.is_empty() || stem.ends_with('/') {
            return Self::None;
        }
        match ending.to_ascii_lowercase().as_str() {
            "txt" | "text" => Self::Format(Format::Txt),
            "md" | "markdown" => Self::Format(Format::Md),
            "html" | "htm" | "xhtml" => Self::Format(Format::Html),
            "docx" | "docm" | "dotx" => Self::Format(Format::Docx),
            "doc" | "dot" => Self::Format(Format::Doc),
            "rtf" => Self::Format(Format::Rtf),
            "odt" | "ott" => Self::Format(Format::Odt),
            "pdf" => Self::Format(Format::Pdf),
            "png" | "jpg" | "jpeg" | "tif" | "tiff" => Self::Format(Format::Image),
            "xls" | "xlsx" | "ppt" | "pptx" | "epub" | "zip" | "rar" | "7z" | "gz" | "gif" | "bmp" | "xml" | "mht" | "mhtml" => Self::Other,
            _ => Self::None,
        }
    }

    /// True where the content turned out to be something else.
    pub(crate) fn contradicts(self, found: Format) -> bool {
        match self {
            Self::None => false,
            Self::Format(f) => f != found,
            Self::Other => true,
        }
    }
}

/// True where only a parser of untrusted structure could make text of `bytes`: containers,
/// PDF, RTF, images, and whatever begins with bytes that no text has. False for text, web
/// pages among it.
#[must_use]
pub fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..1024).unwrap_or(bytes);
    let control = |b: &u8| *b < b' ' && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c);
    let known = head.starts_with(b"PK") || IMAGES.iter().any(|first| head.starts_with(first)) || magic(bytes).is_some();
    known || is_pdf(bytes) || is_rtf(bytes) || head.iter().any(control)
}

/// The format of `bytes`.
///
/// # Errors
/// `Unsupported` for known formats without a reader, `Encrypted` for an encrypted docx,
/// `Damaged` for a container that cannot be opened.
pub(crate) fn sniff(bytes: &[u8], claim: Claim) -> Result<Format, ReadError> {
    if is_pdf(bytes) {
        return Ok(Format::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zip(bytes, claim);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return ole(bytes);
    }
    if is_rtf(bytes) {
        return Ok(Format::Rtf);
    }
    if IMAGES.iter().any(|first| bytes.starts_with(first)) {
        return Ok(Format::Image);
    }
    if let Some((format, cure)) = magic(bytes) {
        return Err(ReadError::Unsupported { format, cure });
    }
    text(&peek(bytes), claim)
}

fn is_rtf(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"{\\rtf")
}

/// A PDF may have a few bytes of rubbish before its header; a text that names the header
/// has no objects.
fn is_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    match memchr::memmem::find(head, b"%PDF-") {
        None => false,
        Some(0) => true,
        Some(at) => head[..at].iter().all(u8::is_ascii_whitespace) || holds(bytes, &[b"endobj", b"startxref"]),
    }
}

const SAVE_AS_DOCX: &str = "save it as .docx";
const IMAGE: (&str, &str) = ("image of this kind", "save it as .png, .jpg or .tif");
const ARCHIVE: (&str, &str) = ("archive", "unpack it and give the documents");

/// First bytes of pictures that are read: PNG, JPEG, TIFF in its four forms.
const IMAGES: [&[u8]; 6] = [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"];

/// First bytes of formats that are known and not read.
const MAGIC: [(&[u8], (&str, &str)); 7] = [
    (b"GIF87a", IMAGE),
    (b"GIF89a", IMAGE),
    (b"Rar!\x1a\x07", ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", ARCHIVE),
    (b"\x1f\x8b\x08", ARCHIVE),
    (b"BZh91AY&SY", ARCHIVE),
    (b"MIME-Version:", ("mhtml", SAVE_AS_DOCX)),
];

fn magic(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    // A bitmap says its own size after two letters that any text could begin with.
    if bytes.starts_with(b"BM") && bytes.len() >= 26 && bytes.get(6..10) == Some(&[0, 0, 0, 0]) {
        return Some(IMAGE);
    }
    MAGIC.iter().find(|(first, _)| bytes.starts_with(first)).map(|&(_, known)| known)
}

/// An OLE container: a Word file, an encrypted docx or another format of the 1990s.
fn ole(bytes: &[u8]) -> Result<Format, ReadError> {
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let holds = |name: &str| holds(bytes, &[&wide(name)]);
    let (format, cure) = if holds("EncryptedPackage") {
        return Err(ReadError::Encrypted);
    } else if holds("WordDocument") {
        return Ok(Format::Doc);
    } else if holds("Workbook") || holds("PowerPoint Document") {
        ("xls or ppt", SAVE_AS_DOCX)
    } else {
        ("OLE container", SAVE_AS_DOCX)
    };
    Err(ReadError::Unsupported { format, cure })
}

/// A zip: which office format by the names inside.
fn zip(bytes: &[u8], claim: Claim) -> Result<Format, ReadError> {
    let other = |format, cure| Err(ReadError::Unsupported { format, cure });
    let Ok(archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        // Truncated: no directory. Names stand in clear before each part.
        return if holds(bytes, &[b"word/"]) || (claim == Claim::Format(Format::Docx) && holds(bytes, &[b"[Content_Types].xml"])) {
            Err(ReadError::Damaged { format: "docx", detail: "the file stops early: its list of parts is missing".to_owned() })
        } else {
            Err(ReadError::Damaged { format: "zip container", detail: "its list of parts is missing".to_owned() })
        };
    };
    let has = |prefix: &str| archive.file_names().flatten().any(|n| n.starts_with(prefix));
    if has("word/") {
        return Ok(Format::Docx);
    }
    if has("xl/") {
        return other("xlsx", "save the letter itself as .docx");
    }
    if has("ppt/") {
        return other("pptx", "save the letter itself as .docx");
    }
    if has("mimetype") {
        return if holds(&bytes[..bytes.len().min(256)], &[b"opendocument.text"]) {
            Ok(Format::Odt)
        } else if holds(&bytes[..bytes.len().min(256)], &[b"epub"]) {
            other("epub", "give the document as text, docx, html or pdf")
        } else {
            other("OpenDocument file that is no text", SAVE_AS_DOCX)
        };
    }
    other(ARCHIVE.0, ARCHIVE.1)
}

/// True where one of `words` occurs.
fn holds(bytes: &[u8], words: &[&[u8]]) -> bool {
    AhoCorasick::new(words).is_ok_and(|a| a.is_match(bytes))
}

/// Tags that only a page begins with.
const PAGE: [&str; 4] = ["<!doctype html", "<html", "<head", "<body"];

/// Tags that a page without its first tags begins with.
const FRAGMENT: [&str; 16] = [
    "<meta", "<title", "<table", "<div", "<p>", "<p ", "<span", "<style", "<script", "<center", "<h1", "<h2", "<h3", "<font", "<section",
    "<article",
];

/// A text: a page, other XML, or just text.
fn text(head: &str, claim: Claim) -> Result<Format, ReadError> {
    let lower = head.to_ascii_lowercase();
    let start = after_prologue(&lower);
    let begins = |tags: &[&str]| tags.iter().any(|t| start.starts_with(t));
    if begins(&PAGE) {
        return Ok(Format::Html);
    }
    if lower.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).starts_with("<?xml") {
        return Err(ReadError::Unsupported { format: "xml", cure: SAVE_AS_DOCX });
    }
    Ok(match claim {
        Claim::Format(Format::Md) => Format::Md,
        Claim::Format(Format::Html) if FRAGMENT.iter().any(|t| lower.contains(t)) || lower.contains("<br") => Format::Html,
        _ if begins(&FRAGMENT) => Format::Html,
        _ => Format::Txt,
    })
}

/// What follows white space, an XML declaration, comments and foreign doctypes.
fn after_prologue(text: &str) -> &str {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let end = if rest.starts_with("<?xml") {
            "?>"
        } else if rest.starts_with("<!--") {
            "-->"
        } else {
            return rest;
        };
        let Some(at) = rest.find(end) else { return rest };
        rest = rest.get(at + end.len()..).unwrap_or_default().trim_start();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(bytes: &[u8]) -> String {
        match sniff(bytes, Claim::None) {
            Ok(f) => format!("{f:?}"),
            Err(e) => e.to_string(),
        }
    }

    #[test]
    fn content_decides() {
        assert_eq!(code(b"%PDF-1.4\n"), "Pdf");
        assert_eq!(code(b"\n\n%PDF-1.4\n"), "Pdf");
        assert_eq!(code(b"The header of a PDF is %PDF-1.4"), "Txt");
        assert_eq!(code(b"\xef\xbb\xbf <!DOCTYPE HTML><html>"), "Html");
        assert_eq!(code(b"<?xml version='1.0'?><!-- x --><!DOCTYPE html PUBLIC 'x'>"), "Html");
        assert_eq!(code(b"<div>x</div>"), "Html");
        assert_eq!(code("<p lang=vi>".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>().as_slice()), "Html");
        assert_eq!(code(b"<Ky ten>"), "Txt");
        assert_eq!(code(b"{\\rtf1"), "Rtf");
        assert_eq!(code(b"\x89PNG\r\n\x1a\n...."), "Image");
        assert!(code(b"GIF89a....").starts_with("image of this kind is not read"));
        assert!(code(b"<?xml version='1.0'?><office>").starts_with("xml is not read"));
        assert!(code(b"PK\x03\x04rubbish").starts_with("damaged zip container"));
        assert!(code(b"PK\x03\x04....word/document.xml....").starts_with("damaged docx"));
    }

    #[test]
    fn ole_files_are_told_apart() {
        let file = |name: &str| {
            let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), vec![0; 64], wide].concat()
        };
        assert_eq!(code(&file("WordDocument")), "Doc");
        assert!(code(&file("EncryptedPackage")).starts_with("the file is encrypted"));
        assert!(code(&file("Workbook")).starts_with("xls or ppt"));
    }

    #[test]
    fn names_settle_what_content_leaves_open() {
        assert_eq!(Claim::of_name("a.MD"), Claim::Format(Format::Md));
        assert_eq!(Claim::of_name("thư mục.v2/.docx"), Claim::None);
        assert_eq!(Claim::of_name("a.doc"), Claim::Format(Format::Doc));
        assert_eq!(Claim::of_name("a.xls"), Claim::Other);
        assert_eq!(Claim::of_name("a.2024"), Claim::None);
        assert_eq!(sniff(b"# V/v\n<p>", Claim::Format(Format::Md)).unwrap(), Format::Md);
        assert_eq!(sniff(b"So: 1<br>2", Claim::Format(Format::Html)).unwrap(), Format::Html);
        assert_eq!(sniff(b"So: 1<br>2", Claim::None).unwrap(), Format::Txt);
        assert!(Claim::Other.contradicts(Format::Html));
        assert!(!Claim::None.contradicts(Format::Pdf));
    }

    #[test]
    fn text_alone_is_not_binary() {
        for bytes in [
            &b"%PDF-1.4"[..],
            b"\r\n%PDF-1.4",
            b"PK\x03\x04",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b" {\\rtf1",
            b"\x89PNG\r\n\x1a\n",
            b"\xff\xd8\xff",
            b"GIF89a",
            b"junk\0",
        ] {
            assert!(is_binary(bytes), "{bytes:?}");
        }
        for words in ["", "Số: 15/UBND-VX\r\n\tKính gửi: Sở Y tế\u{c}", "<html><p>a", "Về tệp %PDF-1.4"] {
            assert!(!is_binary(words.as_bytes()), "{words}");
        }
    }
}
