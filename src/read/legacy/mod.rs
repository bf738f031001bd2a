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
pub(crate) use piece::Charset;

use codec::Letter;
use context::Verdicts;
use piece::Piece;
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
    let plain: Vec<Vec<Cow<'_, str>>> = paragraphs.iter().map(|p| p.iter().map(|r| entities::resolve(r.text)).collect()).collect();
    let as_is = |plain: Vec<Vec<Cow<'_, str>>>| plain.into_iter().map(|p| p.into_iter().map(Cow::into_owned).collect()).collect();
    let runs = || plain.iter().flatten().map(AsRef::as_ref);
    if viqr::is_viqr(runs()) {
        let paragraphs = plain.iter().map(|p| viqr::decode_runs(p)).collect();
        return Decoded { paragraphs, encoding: Some(Charset::Viqr.name()) };
    }
    if !runs().any(|run| judge::is_suspicious(run) || judge::may_be_1258(run)) {
        return Decoded { paragraphs: as_is(plain), encoding: None };
    }
    let tables = Tables::new();
    let pieces = piece::cut(paragraphs, &plain);
    let verdicts = context::decide(&pieces, &tables);
    if verdicts.iter().all(|&v| v == Charset::Unicode) {
        return Decoded { paragraphs: as_is(plain), encoding: None };
    }
    let letters = decode_pieces(&pieces, &verdicts, &tables);
    let encoding = main_encoding(&pieces, &verdicts, &letters);
    let mut out: Vec<Vec<String>> = paragraphs.iter().map(|p| vec![String::new(); p.len()]).collect();
    for (piece, letters) in pieces.iter().zip(&letters) {
        let Some(runs) = out.get_mut(piece.paragraph) else { continue };
        piece.distribute(letters, runs);
    }
    Decoded { paragraphs: out, encoding: encoding.map(Charset::name) }
}

/// Decodes a text without fonts, line by line; `None` where nothing is decoded.
pub(crate) fn decode_text(text: &str) -> Option<(String, &'static str)> {
    if !may_be_legacy(text) {
        return None;
    }
    let lines: Vec<Vec<Run<'_>>> = text.split('\n').map(|text| vec![Run { text, font: None }]).collect();
    let decoded = decode(&lines);
    let encoding = decoded.encoding?;
    let lines: Vec<String> = decoded.paragraphs.into_iter().map(|p| p.concat()).collect();
    Some((lines.join("\n"), encoding))
}

/// False where a text surely holds nothing to decode: quick, for large texts.
fn may_be_legacy(text: &str) -> bool {
    judge::is_suspicious(text) || judge::may_be_1258(text) || viqr::is_viqr(std::iter::once(text))
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
