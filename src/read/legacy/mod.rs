//! Legacy encodings [bảng mã cũ]: letters as a file's code points or fonts gave them in,
//! Vietnamese letters out: TCVN3, VNI, VISCII, VIQR, windows-1258, UTF-8 taken for
//! windows-1252, and HTML entities left in a text.
//!
//! What the letters spell decides, run by run; a font's name is a hint, never more. Text
//! that is Vietnamese already, or French or English, comes out as it went in. Composition
//! (NFC) is left to `norm`.

mod codec;
mod context;
mod entities;
mod judge;
mod lost_u;
mod mend;
mod piece;
mod repair;
mod tables;
#[cfg(test)]
mod tests;
mod viqr;

pub(crate) use mend::mend;

use codec::Letter;
use context::Verdicts;
use piece::{Charset, Piece};
use std::borrow::Cow;
use tables::Tables;

/// Words in one font.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run<'a> {
    /// Code points as the format gave them: bytes read as windows-1252, soft hyphens still in.
    pub(crate) text: &'a str,
    /// Name of the font, where the format has fonts.
    pub(crate) font: Option<&'a str>,
}

/// Decoded runs.
#[derive(Debug)]
pub(crate) struct Decoded {
    /// As many paragraphs and runs as went in.
    pub(crate) paragraphs: Vec<Vec<String>>,
    /// The main encoding found; `None` where nothing was decoded.
    pub(crate) encoding: Option<&'static str>,
}

/// Decodes the runs of a document.
pub(crate) fn decode(paragraphs: &[Vec<Run<'_>>]) -> Decoded {
    decode_changed(paragraphs).unwrap_or_else(|| {
        let as_is = paragraphs.iter().map(|p| p.iter().map(|r| r.text.to_owned()).collect()).collect();
        Decoded { paragraphs: as_is, encoding: None }
    })
}

/// Decodes the runs of a document; `None` where nothing changes.
pub(crate) fn decode_changed(paragraphs: &[Vec<Run<'_>>]) -> Option<Decoded> {
    let plain: Vec<Vec<Cow<'_, str>>> = paragraphs.iter().map(|p| p.iter().map(|r| entities::resolve(r.text)).collect()).collect();
    let runs = || plain.iter().flatten().map(AsRef::as_ref);
    if viqr::is_viqr(runs()) {
        let paragraphs = plain.iter().map(|p| viqr::decode_runs(p)).collect();
        return Some(Decoded { paragraphs, encoding: Some(Charset::Viqr.name()) });
    }
    let decoded = if runs().any(is_suspicious) { decode_judged(paragraphs, &plain) } else { None };
    let resolved = || plain.iter().flatten().any(|words| matches!(words, Cow::Owned(_)));
    if decoded.is_some() || !resolved() {
        return decoded;
    }
    let paragraphs = plain.into_iter().map(|p| p.into_iter().map(Cow::into_owned).collect()).collect();
    Some(Decoded { paragraphs, encoding: None })
}

/// Decodes what is judged piece by piece; `plain` are the runs without entities.
fn decode_judged(paragraphs: &[Vec<Run<'_>>], plain: &[Vec<Cow<'_, str>>]) -> Option<Decoded> {
    let tables = Tables::new();
    let pieces = piece::cut(paragraphs, plain);
    let verdicts = context::decide(&pieces, &tables);
    if verdicts.iter().all(|&v| v == Charset::Unicode) {
        return None;
    }
    let letters = decode_pieces(&pieces, &verdicts, &tables);
    let encoding = main_encoding(&pieces, &verdicts, &letters);
    let mut out: Vec<Vec<String>> = paragraphs.iter().map(|p| vec![String::new(); p.len()]).collect();
    for (piece, letters) in pieces.iter().zip(&letters) {
        let Some(runs) = out.get_mut(piece.paragraph) else { continue };
        piece.distribute(letters, runs);
    }
    Some(Decoded { paragraphs: out, encoding: encoding.map(Charset::name) })
}

/// Decodes a text without fonts, line by line; `None` where nothing is decoded.
pub(crate) fn decode_text(text: &str) -> Option<(String, &'static str)> {
    decode_lines(text).and_then(|(text, encoding)| Some((text, encoding?)))
}

/// As [`decode_text`], and without an encoding where only entities were resolved.
pub(crate) fn decode_lines(text: &str) -> Option<(String, Option<&'static str>)> {
    if !may_change(text) {
        return None;
    }
    let lines: Vec<Vec<Run<'_>>> = text.split('\n').map(|text| vec![Run { text, font: None }]).collect();
    let decoded = decode_changed(&lines)?;
    let lines: Vec<String> = decoded.paragraphs.into_iter().map(|p| p.concat()).collect();
    Some((lines.join("\n"), decoded.encoding))
}

/// False where a text surely stays as it is: quick, for large texts.
fn may_change(text: &str) -> bool {
    is_suspicious(text) || memchr::memchr(b'&', text.as_bytes()).is_some() || viqr::is_viqr(std::iter::once(text))
}

fn is_suspicious(text: &str) -> bool {
    judge::is_suspicious(text) || judge::may_be_1258(text)
}

/// Decodes each piece by its verdict and repairs what TCVN3 loses.
fn decode_pieces(pieces: &[Piece<'_>], verdicts: &Verdicts, tables: &Tables) -> Vec<Vec<Letter>> {
    let mut letters: Vec<Vec<Letter>> =
        pieces.iter().zip(verdicts).map(|(piece, &charset)| codec::decode(&piece.text, charset, tables)).collect();
    let tcvn3 = |verdict: &Charset| *verdict == Charset::Tcvn3;
    // One ư of that byte proves that soft hyphens were not dropped.
    let kept = letters.iter().zip(verdicts).any(|(l, v)| tcvn3(v) && l.iter().any(|l| l.c == 'ư'));
    let lists = lost_u::Lists::new();
    for ((piece, letters), _) in pieces.iter().zip(&mut letters).zip(verdicts).filter(|(_, v)| tcvn3(v)) {
        lists.repair(letters, kept);
        if piece.draws_capitals() { repair::raise_all(letters) } else { repair::raise_capital_lines(letters) }
    }
    letters
}

/// The encoding that most changed letters come from.
fn main_encoding(pieces: &[Piece<'_>], verdicts: &Verdicts, letters: &[Vec<Letter>]) -> Option<Charset> {
    let mut changed = [0_usize; Charset::DECODED.len()];
    for ((piece, charset), letters) in pieces.iter().zip(verdicts).zip(letters) {
        let Some(at) = Charset::DECODED.iter().position(|c| c == charset) else { continue };
        if let Some(count) = changed.get_mut(at) {
            *count += letters.iter().filter(|l| !l.c.is_ascii()).count().min(piece.text.len());
        }
    }
    let most = Charset::DECODED.into_iter().zip(changed).max_by_key(|&(charset, count)| (count, std::cmp::Reverse(charset)));
    most.filter(|&(_, count)| count > 0).map(|(charset, _)| charset)
}
