//! Read (đọc): bytes in, [`Source`] out. The content decides the format, the file's name
//! does not. One reader per format; here is the way to them, and what every file must pass
//! first: size, emptiness, what its bytes say it is. A reader that breaks down costs its
//! file only.

mod doc;
mod docx;
mod encoding;
mod error;
mod file;
mod gather;
mod grid;
mod html;
mod image;
mod label;
mod legacy;
mod limits;
mod marked;
mod ocr;
mod odt;
mod pdf;
mod pipes;
mod prose;
mod rtf;
#[cfg(test)]
mod shown;
mod sniff;
mod source;
mod text;

pub use crate::record::Format;
pub use error::ReadError;
pub use file::{load_file, read_file, read_stream};
pub use limits::{Limits, Ocr, Progress};
pub use marked::{Mark, MarkedPage, draw_pages};
pub use sniff::is_binary;
pub use source::{Line, Notice, Opening, Part, Rect, Source};

use sniff::Claim;
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads one document from memory.
///
/// `name` is used for its ending only, and only where the content leaves the format open;
/// `as_` stands in for it where there is no name.
///
/// ```
/// use vanban::read::{Format, Limits, read};
///
/// let source = read("thu.txt", "Số: 15/UBND-VX\r\nKính gửi: Sở Y tế".as_bytes(), None, &Limits::default())?;
/// assert_eq!((source.format, source.encoding, source.lines.len()), (Format::Txt, Some("utf-8"), 2));
/// # Ok::<(), vanban::read::ReadError>(())
/// ```
///
/// # Errors
/// Whatever keeps the document from being read, with a stable code each.
pub fn read(name: &str, bytes: &[u8], as_: Option<Format>, limits: &Limits) -> Result<Source, ReadError> {
    read_watched(name, bytes, as_, limits, &|| ())
}

/// As [`read`], and calls `progress` on the way: whoever waits can tell a long document from one
/// that hangs.
///
/// # Errors
/// As [`read`].
pub fn read_watched(name: &str, bytes: &[u8], as_: Option<Format>, limits: &Limits, progress: &Progress<'_>) -> Result<Source, ReadError> {
    // A reader is given nothing that outlives it, so a half-done state cannot leak.
    catch_unwind(AssertUnwindSafe(|| read_unguarded(name, bytes, as_, limits, progress)))
        .unwrap_or_else(|payload| Err(ReadError::Crashed(panic_message(payload.as_ref()))))
}

/// The format of a document by its content; `name` and `as_` as for [`read`].
///
/// # Errors
/// Where it is of no format that is read.
pub fn format_of(name: &str, bytes: &[u8], as_: Option<Format>) -> Result<Format, ReadError> {
    sniff::sniff(bytes, as_.map_or_else(|| Claim::of_name(name), Claim::Format))
}

fn read_unguarded(name: &str, bytes: &[u8], as_: Option<Format>, limits: &Limits, progress: &Progress<'_>) -> Result<Source, ReadError> {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > limits.max_size {
        return Err(ReadError::TooLarge { size, limit: limits.max_size });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    let claim = as_.map_or_else(|| Claim::of_name(name), Claim::Format);
    let format = sniff::sniff(bytes, claim)?;
    let mut source = match format {
        Format::Txt | Format::Md => text::read(encoding::decode(bytes)?, format),
        Format::Html => read_html(bytes, limits)?,
        Format::Docx => mended(docx::read(bytes, limits)?),
        Format::Doc => doc::read(bytes, limits)?,
        Format::Rtf => rtf::read(bytes, limits)?,
        Format::Odt => mended(odt::read(bytes, limits)?),
        Format::Pdf => mended(pdf::read(bytes, limits, progress)?),
        Format::Image => image::read(bytes, limits, progress)?,
    };
    if source.text.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
        return Err(ReadError::Empty);
    }
    if claim.contradicts(format) {
        let message =
            format!("{} suggests another format; the content is {}", if as_.is_some() { "--as" } else { "the name" }, label(format));
        source.notices.insert(0, Notice { code: "extension_contradicts_content", message, page: None });
    }
    Ok(source)
}

/// With the letters of legacy fonts decoded.
fn mended(mut source: Source) -> Source {
    legacy::mend(&mut source);
    source
}

fn read_html(bytes: &[u8], limits: &Limits) -> Result<Source, ReadError> {
    let decoded = encoding::decode_html(bytes)?;
    let mut source = html::read(&decoded.text, limits)?;
    // The page may have been set in fonts of a legacy encoding.
    source.encoding = source.encoding.or(Some(decoded.encoding));
    source.notices.splice(0..0, decoded.notices);
    Ok(source)
}

const fn label(format: Format) -> &'static str {
    match format {
        Format::Txt => "txt",
        Format::Md => "md",
        Format::Html => "html",
        Format::Docx => "docx",
        Format::Doc => "doc",
        Format::Rtf => "rtf",
        Format::Odt => "odt",
        Format::Pdf => "pdf",
        Format::Image => "image",
    }
}

/// What a panic said, on one line.
pub(crate) fn panic_message(payload: &(dyn Any + Send)) -> String {
    let words = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    words.unwrap_or("no reason given").replace(['\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{ProptestConfig, Strategy, any, prop_assert, prop_assert_ne, prop_oneof, proptest};

    fn code(name: &str, bytes: &[u8]) -> &'static str {
        read(name, bytes, None, &Limits::default()).map_or_else(|e| e.code(), |_| "read")
    }

    #[test]
    fn nothing_to_read_is_empty() {
        for bytes in [&b""[..], b" \n\t\r\n", b"\xef\xbb\xbf\n", "\u{a0}\n\u{3000}".as_bytes(), b"\xff\xfe\x20\x00\x0a\x00"] {
            assert_eq!(code("a.txt", bytes), "empty_file");
        }
    }

    #[test]
    fn content_beats_the_name_and_says_so() {
        let source = read("a.pdf", "Số: 1/BC-SYT".as_bytes(), None, &Limits::default()).unwrap();
        assert_eq!(source.format, Format::Txt);
        assert_eq!(source.notices[0].code, "extension_contradicts_content");
        assert_eq!(source.notices[0].message, "the name suggests another format; the content is txt");
        let source = read("-", "Số: 1/BC-SYT".as_bytes(), Some(Format::Md), &Limits::default()).unwrap();
        assert_eq!((source.format, source.notices.len()), (Format::Md, 0));
    }

    #[test]
    fn size_is_limited() {
        let limits = Limits { max_size: 4, ..Limits::default() };
        let e = read("a.txt", b"12345", None, &limits).unwrap_err();
        assert_eq!(e.to_string(), "5 bytes, over the limit of 4; raise it with --max-size");
    }

    /// A Word file with a paragraph for each line.
    fn docx(lines: &str) -> Vec<u8> {
        use std::io::Write;
        let paragraphs: String = lines.lines().map(|l| format!("<w:p><w:r><w:t>{l}</w:t></w:r></w:p>")).collect();
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
        let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        write!(zip, "<w:document xmlns:w=\"{space}\"><w:body>{paragraphs}</w:body></w:document>").unwrap();
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn legacy_letters_are_decoded_from_text_and_pages() {
        let tcvn3 = "Sè: 15/2002/Q§-UB\r\nUû BAN NH¢N D¢N\r\nC¨n cø NghÞ ®Þnh cña ChÝnh phñ\r\n";
        let latin1: Vec<u8> = tcvn3.chars().filter_map(|c| u8::try_from(c).ok()).collect();
        for bytes in [tcvn3.as_bytes(), &latin1] {
            let source = read("a.txt", bytes, None, &Limits::default()).unwrap();
            let want = "Số: 15/2002/QĐ-UB\nUỶ BAN NHÂN DÂN\nCăn cứ Nghị định của Chính phủ";
            assert_eq!((source.text.as_str(), source.encoding), (want, Some("tcvn3")));
        }
        let page = [b"<html><body class=main><p align=center>".as_slice(), &latin1, b"</p></body></html>"].concat();
        let source = read("a.html", &page, None, &Limits::default()).unwrap();
        assert_eq!(source.text, "Số: 15/2002/QĐ-UB UỶ BAN NHÂN DÂN Căn cứ Nghị định của Chính phủ");
        assert_eq!(source.encoding, Some("tcvn3"));
        let docx = read("a.docx", &docx(tcvn3), None, &Limits::default()).unwrap();
        let want = "Số: 15/2002/QĐ-UB\nUỷ BAN NHÂN DÂN\nCăn cứ Nghị định của Chính phủ";
        assert_eq!((docx.text.replace("UỶ", "Uỷ").as_str(), docx.encoding), (want, Some("tcvn3")));
        let french = "Société Générale, 29 boulevard Haussmann, où « ça » va".as_bytes();
        let source = read("a.txt", french, None, &Limits::default()).unwrap();
        assert_eq!((source.text.as_bytes(), source.encoding), (french, Some("utf-8")));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever the bytes, a reader answers, and its lines lie inside its text.
        #[test]
        fn any_bytes_get_an_answer(
            first in proptest::sample::select(vec![&b""[..], b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"<html>", b"PK\x03\x04", b"%PDF-1.4\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1 "]),
            rest in prop_oneof![proptest::collection::vec(any::<u8>(), 0..200), "[ -~\n\r\t\u{b}\u{c}ạệ\u{323}\u{2028}]{0,120}".prop_map(String::into_bytes)],
            name in proptest::sample::select(vec!["a", "a.txt", "a.md", "a.html", "a.docx", "a.pdf", "a.doc", "a.rtf", "a.odt"]),
        ) {
            match read(name, &[first, &rest].concat(), None, &Limits::default()) {
                Ok(source) => {
                    for line in &source.lines {
                        prop_assert!(source.text.get(line.start..line.end).is_some_and(|words| !words.contains(['\n', '\r'])));
                    }
                }
                Err(error) => prop_assert_ne!(error.code(), "reader_crashed"),
            }
        }
    }

    #[test]
    fn panics_become_messages() {
        let caught = catch_unwind(|| panic!("two\nlines {}", 1)).unwrap_err();
        assert_eq!(panic_message(caught.as_ref()), "two lines 1");
    }
}
