//! Pieces [bảng mảnh văn bản]: the piece table in, the characters of a stretch of text out,
//! each with the place of its bytes, by which its properties are found.

use super::bytes::{place_at, size_at, slice, u8_at, u16_at, u32_at};
use super::damaged;
use super::fib::{Fib, Stretch};
use crate::read::ReadError;
use std::ops::Range;

/// One piece: characters that stand together in the file.
#[derive(Debug)]
struct Piece {
    /// Its characters in the document, counted in UTF-16 units.
    text: Range<usize>,
    /// Where its bytes begin.
    at: usize,
    /// One byte per character, in Windows-1252.
    narrow: bool,
    /// Which list of changes holds for the whole piece.
    changes: Option<usize>,
}

/// All pieces of a document.
#[derive(Debug)]
pub(super) struct Pieces<'t> {
    pieces: Vec<Piece>,
    changes: Vec<&'t [u8]>,
}

/// One character.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sign {
    /// The character.
    pub(super) sign: char,
    /// Its place in the document.
    pub(super) text: usize,
    /// Where its bytes begin.
    pub(super) at: usize,
    /// One past its bytes.
    pub(super) end: usize,
    /// Its piece.
    pub(super) piece: usize,
}

impl<'t> Pieces<'t> {
    /// Reads the piece table.
    pub(super) fn read(table: &'t [u8], stream: &[u8], fib: &Fib) -> Result<Self, ReadError> {
        let broken = || damaged("its piece table is broken");
        let bytes = slice(table, fib.pieces.at, fib.pieces.size).ok_or_else(broken)?;
        let (changes, plan) = parts(bytes).ok_or_else(broken)?;
        let pieces = cut(plan).ok_or_else(broken)?;
        if pieces.last().is_none_or(|last| last.text.end < fib.text) {
            return Err(damaged("its piece table leaves out text"));
        }
        let total: usize = pieces.iter().map(|p| p.text.len()).fold(0, usize::saturating_add);
        // every character has a byte of its own; pieces that share bytes are rare and few
        if total > stream.len().saturating_mul(2) {
            return Err(damaged("its pieces hold more than the file does"));
        }
        Ok(Self { pieces, changes })
    }

    /// Changes that hold for a whole piece.
    pub(super) fn changes(&self, piece: usize) -> &'t [u8] {
        let list = self.pieces.get(piece).and_then(|p| p.changes);
        list.and_then(|list| self.changes.get(list)).copied().unwrap_or(&[])
    }

    /// Hands on the characters of a stretch of text; one that the file does not hold is damage.
    pub(super) fn each(&self, stream: &[u8], text: &Range<usize>, mut take: impl FnMut(Sign)) -> Result<(), ReadError> {
        for (index, piece) in self.pieces.iter().enumerate() {
            let (from, to) = (piece.text.start.max(text.start), piece.text.end.min(text.end));
            if from < to {
                piece.each(stream, from..to, index, &mut take).ok_or_else(|| damaged("its text stops early"))?;
            }
        }
        Ok(())
    }
}

/// Lists of changes, and the table itself.
fn parts(mut bytes: &[u8]) -> Option<(Vec<&[u8]>, &[u8])> {
    let mut changes = Vec::new();
    loop {
        match u8_at(bytes, 0)? {
            1 => {
                let size = size_at(bytes, 1)?;
                changes.push(slice(bytes, 3, size)?);
                bytes = bytes.get(3 + size..)?;
            }
            2 => return Some((changes, slice(bytes, 5, place_at(bytes, 1)?)?)),
            _ => return None,
        }
    }
}

fn cut(plan: &[u8]) -> Option<Vec<Piece>> {
    let count = plan.len().checked_sub(4)? / 12;
    let mut pieces = Vec::with_capacity(count);
    for index in 0..count {
        let text = place_at(plan, index * 4)?..place_at(plan, index * 4 + 4)?;
        let descriptor = (count + 1) * 4 + index * 8;
        let at = u32_at(plan, descriptor + 2)?;
        let narrow = at & 0x4000_0000 != 0;
        let at = usize::try_from(at & 0x3FFF_FFFF).ok()?;
        let change = u16_at(plan, descriptor + 6)?;
        let changes = Some(usize::from(change >> 1)).filter(|_| change & 1 == 1);
        if text.start > text.end {
            return None;
        }
        pieces.push(Piece { text, at: if narrow { at / 2 } else { at }, narrow, changes });
    }
    Some(pieces)
}

impl Piece {
    fn each(&self, stream: &[u8], text: Range<usize>, piece: usize, take: &mut impl FnMut(Sign)) -> Option<()> {
        let width = if self.narrow { 1 } else { 2 };
        let first = self.at.checked_add((text.start - self.text.start).checked_mul(width)?)?;
        let bytes = slice(stream, first, text.len().checked_mul(width)?)?;
        let mut push = |sign, unit: usize, units: usize| {
            let at = first + unit * width;
            take(Sign { sign, text: text.start + unit, at, end: at + units * width, piece });
        };
        if self.narrow {
            for (unit, byte) in bytes.iter().enumerate() {
                push(windows_1252(*byte), unit, 1);
            }
        } else {
            let units = bytes.chunks_exact(2).map(|u| u16::from_le_bytes([u[0], u[1]]));
            let mut unit = 0;
            for decoded in char::decode_utf16(units) {
                let sign = decoded.unwrap_or(char::REPLACEMENT_CHARACTER);
                push(sign, unit, sign.len_utf16());
                unit += sign.len_utf16();
            }
        }
        Some(())
    }
}

/// The character of a byte; the five bytes without one stay control characters.
pub(super) fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•',
        '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    byte.checked_sub(0x80).and_then(|at| HIGH.get(usize::from(at))).copied().unwrap_or(char::from(byte))
}

/// The numbers before and the data after, of the tables that map places to data.
pub(super) fn places_and_data(table: &[u8], stretch: Stretch, size: usize) -> Option<(Vec<usize>, &[u8])> {
    let bytes = slice(table, stretch.at, stretch.size)?;
    let count = bytes.len().checked_sub(4)? / (4 + size);
    let places: Option<Vec<usize>> = (0..=count).map(|index| place_at(bytes, index * 4)).collect();
    Some((places?, bytes.get((count + 1) * 4..)?))
}
