//! Encodings [bảng mã]: bytes of a text in, the text out, and what it was decoded as.
//!
//! Byte order marks decide first, then valid UTF-8, then UTF-16 without mark (only where
//! the zero bytes leave no doubt), then windows-1258, which must prove itself: its words
//! must be spelt like Vietnamese. Bytes of a legacy encoding (TCVN3, VNI, VISCII) are handed
//! on as windows-1252 for [`super::legacy`] to decode, where it can; the rest is refused.
//! Composition (NFC) is not touched here.

use super::{Notice, ReadError, legacy};
use crate::letters::{compose, is_syllable};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
use std::borrow::Cow;

/// A decoded text.
#[derive(Debug)]
pub(crate) struct Decoded<'b> {
    /// The text without byte order mark.
    pub(crate) text: Cow<'b, str>,
    /// Usual name of the encoding.
    pub(crate) encoding: &'static str,
    /// What the user should know about it.
    pub(crate) notices: Vec<Notice>,
}

impl<'b> Decoded<'b> {
    const fn clean(text: Cow<'b, str>, encoding: &'static str) -> Self {
        Self { text, encoding, notices: Vec::new() }
    }
}

/// How much of a file is looked at where a sample decides.
const SAMPLE: usize = 256 << 10;

/// How far a page's own declaration of its encoding is looked for.
const META_REACH: usize = 4096;

/// Decodes the bytes of a plain text.
///
/// # Errors
/// `NotADocument` where the bytes are no text, `Unsupported` where they are text in an
/// encoding that is not read.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, ReadError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_marked(&bytes[mark..], encoding);
    }
    if let Ok(text) = simdutf8::basic::from_utf8(bytes)
        && !is_control_ridden(bytes)
    {
        return Ok(Decoded::clean(Cow::Borrowed(text), "utf-8"));
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return decode_marked(bytes, encoding);
    }
    if is_control_ridden(bytes) {
        return Err(not_text());
    }
    if let Some(decoded) = damaged_utf8(bytes) {
        return Ok(decoded);
    }
    if is_windows_1258(bytes) {
        let (text, _) = WINDOWS_1258.decode_without_bom_handling(bytes);
        return Ok(Decoded::clean(text, "windows-1258"));
    }
    if is_legacy(bytes) {
        let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
        return Ok(Decoded::clean(text, "windows-1252"));
    }
    if reads_like_writing(bytes) {
        return Err(ReadError::Unsupported { format: "text in an unknown encoding", cure: "convert it to UTF-8, with Unikey for one" });
    }
    Err(not_text())
}

/// Decodes the bytes of a web page: byte order mark, valid UTF-8, the page's own
/// declaration, and at last as any other text.
///
/// # Errors
/// As [`decode`].
pub(crate) fn decode_html(bytes: &[u8]) -> Result<Decoded<'_>, ReadError> {
    let marked = Encoding::for_bom(bytes).is_some();
    // A page that is valid UTF-8 is UTF-8, whatever an old template declares.
    if marked || std::str::from_utf8(bytes).is_ok() {
        return decode(bytes);
    }
    if let Some(encoding) = declared(bytes)
        && encoding != UTF_8
        && !is_control_ridden(bytes)
    {
        let (text, broken) = encoding.decode_without_bom_handling(bytes);
        // Old templates say windows-1252 for everything.
        let mislabelled = encoding == WINDOWS_1252 && is_windows_1258(bytes);
        if !broken && !mislabelled {
            return Ok(Decoded::clean(text, usual_name(encoding)));
        }
    }
    decode(bytes)
}

/// The beginning of a file as text, good enough to look for tags: other letters than
/// ASCII may come out wrong.
pub(crate) fn peek(bytes: &[u8]) -> String {
    let head = &bytes[..bytes.len().min(META_REACH)];
    let encoding = Encoding::for_bom(head).map(|(e, _)| e).or_else(|| unmarked_utf16(head)).unwrap_or(UTF_8);
    encoding.decode(head).0.into_owned()
}

/// The encoding a page names in a `meta` tag or an XML declaration.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(META_REACH)]).to_ascii_lowercase();
    let after = ["charset=", "encoding="].iter().find_map(|k| head.find(k).map(|at| at + k.len()))?;
    let value = head.get(after..)?.trim_start_matches(['"', '\'', ' ']);
    let label = value.split(['"', '\'', ' ', ';', '>', '/', '?']).next()?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    // A declaration that could be read byte by byte is no UTF-16.
    (encoding != UTF_16LE && encoding != UTF_16BE).then_some(encoding)
}

fn usual_name(encoding: &'static Encoding) -> &'static str {
    match encoding.name() {
        "UTF-8" => "utf-8",
        "UTF-16LE" => "utf-16le",
        "UTF-16BE" => "utf-16be",
        "windows-1258" => "windows-1258",
        "windows-1252" => "windows-1252",
        other => other,
    }
}

/// Decodes what a byte order mark (or the zero bytes) settled. A few broken characters are
/// replaced and told; many mean that the mark lied.
fn decode_marked<'b>(bytes: &'b [u8], encoding: &'static Encoding) -> Result<Decoded<'b>, ReadError> {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    if is_control_ridden(text.as_bytes()) {
        return Err(not_text());
    }
    let mut decoded = Decoded::clean(text, usual_name(encoding));
    if broken {
        let count = decoded.text.matches('\u{fffd}').count();
        if count > 3 && count.saturating_mul(100) > decoded.text.len() {
            return Err(not_text());
        }
        decoded.notices.push(undecodable(count));
    }
    Ok(decoded)
}

/// UTF-8 in which a few bytes are broken: far more letters of several bytes than errors.
fn damaged_utf8(bytes: &[u8]) -> Option<Decoded<'_>> {
    let (mut errors, mut letters) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().bytes().filter(|&b| b >= 0xc2).count();
        errors += usize::from(!chunk.invalid().is_empty());
    }
    if errors.saturating_mul(20) > letters {
        return None;
    }
    let text = Cow::Owned(String::from_utf8_lossy(bytes).into_owned());
    Some(Decoded { text, encoding: "utf-8", notices: vec![undecodable(errors)] })
}

fn undecodable(count: usize) -> Notice {
    let message = format!("{count} places could not be decoded; they stand as U+FFFD in the text");
    Notice { code: "undecodable_bytes", message, page: None }
}

fn not_text() -> ReadError {
    ReadError::NotADocument("binary".to_owned())
}

/// True for control characters that no text holds: all of C0 but tab and line ends, and DEL.
pub(crate) const fn is_stray_control(b: u8) -> bool {
    // Tab, LF, VT, FF and CR stand in a row. No branches, so that texts are counted in blocks.
    (b < 0x20) & (b.wrapping_sub(b'\t') > b'\r' - b'\t') | (b == 0x7f)
}

/// True where control characters are more than the odd slip of an old program.
fn is_control_ridden(bytes: &[u8]) -> bool {
    // Short blocks are counted in bytes, many at a time.
    let count = |block: &[u8]| block.iter().map(|&b| u8::from(is_stray_control(b))).sum::<u8>();
    let controls: usize = bytes.chunks(255).map(|block| usize::from(count(block))).sum();
    controls > 3 + bytes.len() / 200 || controls.saturating_mul(4) > bytes.len()
}

/// UTF-16 without mark, only where one half of the pairs is nearly all from the blocks that
/// Vietnamese uses and the other half holds no zero.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let pairs = sample.len() / 2;
    if pairs < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    // Most samples are no such thing at the first glance: more than half of one side is zero.
    if sample.iter().filter(|&&b| b == 0).count() <= pairs / 2 {
        return None;
    }
    let looks = |high: usize| {
        let (mut zero, mut known, mut low_zero) = (0_usize, 0_usize, 0_usize);
        for pair in sample.chunks_exact(2) {
            let (h, l) = (pair[high], pair[1 - high]);
            zero += usize::from(h == 0);
            known += usize::from(matches!(h, 0x00 | 0x01 | 0x03 | 0x1e | 0x20));
            low_zero += usize::from(l == 0 && h != 0x1e && h != 0x01);
        }
        zero * 2 > pairs && known * 50 >= pairs * 49 && low_zero == 0
    };
    match (looks(1), looks(0)) {
        (true, false) => Some(UTF_16LE),
        (false, true) => Some(UTF_16BE),
        _ => None,
    }
}

/// True where the bytes, read as windows-1258, are spelt like Vietnamese: at least nine in
/// ten of the words with other letters than ASCII.
fn is_windows_1258(bytes: &[u8]) -> bool {
    let Some(first) = bytes.iter().position(|&b| b >= 0x80) else { return false };
    let sample = &bytes[first.saturating_sub(64)..bytes.len().min(first + SAMPLE)];
    let (decoded, broken) = WINDOWS_1258.decode_without_bom_handling(sample);
    if broken {
        return false;
    }
    let text = compose(&decoded);
    let (mut words, mut syllables) = (0_usize, 0_usize);
    let in_word = |c: char| c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c);
    for word in text.split(|c| !in_word(c)).filter(|w| !w.is_ascii()) {
        words += 1;
        syllables += usize::from(is_syllable(word));
    }
    words > 0 && syllables * 10 >= words * 9
}

/// True where the bytes, read as windows-1252, are letters of a legacy encoding.
fn is_legacy(bytes: &[u8]) -> bool {
    let Some(first) = bytes.iter().position(|&b| b >= 0x80) else { return false };
    let sample = &bytes[first.saturating_sub(64)..bytes.len().min(first.saturating_add(SAMPLE))];
    legacy::decode_text(&WINDOWS_1252.decode_without_bom_handling(sample).0).is_some()
}

/// True where most bytes are ASCII letters, digits and spaces, as in any Latin writing.
fn reads_like_writing(bytes: &[u8]) -> bool {
    let plain = bytes.iter().filter(|b| b.is_ascii_alphanumeric() || b.is_ascii_whitespace()).count();
    bytes.len() >= 8 && plain * 2 > bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTER: &str = "ỦY BAN NHÂN DÂN\nSố: 15/UBND-VX\nKính gửi: Sở Tài chính";

    fn units(text: &str, to: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to).collect()
    }

    #[test]
    fn utf8_with_and_without_mark() {
        let marked = [b"\xef\xbb\xbf", LETTER.as_bytes()].concat();
        for bytes in [LETTER.as_bytes(), &marked] {
            let d = decode(bytes).unwrap();
            assert_eq!((d.text.as_ref(), d.encoding), (LETTER, "utf-8"));
        }
    }

    #[test]
    fn utf16_with_and_without_mark() {
        for (mark, to, name) in [
            (&b"\xff\xfe"[..], u16::to_le_bytes as fn(u16) -> [u8; 2], "utf-16le"),
            (b"", u16::to_le_bytes, "utf-16le"),
            (b"\xfe\xff", u16::to_be_bytes, "utf-16be"),
            (b"", u16::to_be_bytes, "utf-16be"),
        ] {
            let bytes = [mark.to_vec(), units(LETTER, to)].concat();
            let d = decode(&bytes).unwrap();
            assert_eq!((d.text.as_ref(), d.encoding), (LETTER, name));
        }
    }

    #[test]
    fn windows_1258_proves_itself_by_its_syllables() {
        // "Ủy ban nhân dân tỉnh, Nghị định" in windows-1258: letters with shape, then the tone.
        let bytes = b"U\xd2y ban nh\xe2n d\xe2n ti\xd2nh, Nghi\xf2 \xf0i\xf2nh";
        let d = decode(bytes).unwrap();
        assert_eq!(d.encoding, "windows-1258");
        assert_eq!(compose(&d.text), "Ủy ban nhân dân tỉnh, Nghị định");
    }

    #[test]
    fn fonts_encodings_are_handed_on_and_unknown_ones_refused() {
        // TCVN3: "Nghị định của Chính phủ"; VNI: "Cộng hòa xã hội chủ nghĩa".
        for bytes in [&b"Ngh\xde \xae\xdenh c\xf1a Ch\xddnh ph\xf1"[..], b"Co\xe4ng ho\xf8a xa\xf5 ho\xe4i chu\xfb ngh\xf3a"] {
            let d = decode(bytes).unwrap();
            assert_eq!((d.encoding, d.text.chars().count()), ("windows-1252", bytes.len()));
        }
        for bytes in [&b"Le caf\xe9 est ferm\xe9, Madame"[..], b"\xcf\xf0\xe8\xe2\xe5\xf2 to all of you, my friends"] {
            assert_eq!(decode(bytes).unwrap_err().code(), "unsupported_format");
        }
    }

    #[test]
    fn binary_is_no_text_and_slips_are() {
        assert_eq!(decode(&[0, 159, 146, 150, 0, 0, 1, 2]).unwrap_err().to_string(), "not a document: binary");
        assert_eq!(decode(b"\xff\xfe\x00\xd8\x00\xd8\x00\xd8\x00\xd8\x00\xd8").unwrap_err().code(), "not_a_document");
        let slip = "Kính gửi: Sở Y tế, Sở Tài chính, Sở Nội vụ, Sở Xây dựng\u{7}";
        assert_eq!(decode(slip.as_bytes()).unwrap().encoding, "utf-8");
    }

    #[test]
    fn a_few_broken_bytes_are_told() {
        let mut bytes = LETTER.repeat(4).into_bytes();
        bytes.truncate(bytes.len() - 4);
        bytes.push(0xc3);
        let d = decode(&bytes).unwrap();
        assert_eq!((d.encoding, d.notices.len(), d.notices[0].code), ("utf-8", 1, "undecodable_bytes"));
        assert!(d.text.ends_with('\u{fffd}'));
    }

    #[test]
    fn pages_name_their_encoding_and_utf8_beats_the_name() {
        let page = b"<html><meta charset='windows-1258'><p>Nghi\xf2 \xf0i\xf2nh";
        assert_eq!(decode_html(page).unwrap().encoding, "windows-1258");
        let page = "<html><meta http-equiv=Content-Type content=\"text/html; charset=iso-8859-1\"><p>Nghị định";
        assert_eq!(decode_html(page.as_bytes()).unwrap().encoding, "utf-8");
        let page = b"<html><meta charset=iso-8859-1><p>caf\xe9 cr\xe8me";
        assert_eq!(decode_html(page).unwrap().text, "<html><meta charset=iso-8859-1><p>café crème");
    }
}
