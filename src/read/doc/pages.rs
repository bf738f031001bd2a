//! Pages [trang định dạng]: the 512-byte pages of formatting in; for a place of the stream,
//! the property changes of the characters or of the paragraph that stands there out.

use super::bytes::{place_at, size_at, slice, u8_at};
use super::fib::Stretch;
use super::pieces::places_and_data;

const PAGE: usize = 512;

/// Which pages are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Of characters.
    Character,
    /// Of paragraphs: their changes begin with the number of the style.
    Paragraph,
}

/// Changes for a stretch of bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretched<'a> {
    /// First byte.
    pub(super) start: usize,
    /// One past the last.
    pub(super) end: usize,
    /// The changes.
    pub(super) changes: &'a [u8],
}

/// The changes of all stretches, in order.
#[derive(Debug, Default)]
pub(super) struct Pages<'a>(Vec<Stretched<'a>>);

impl<'a> Pages<'a> {
    /// Reads the pages that a table lists; what is broken is left out.
    pub(super) fn read(stream: &'a [u8], table: &[u8], listed: Stretch, kind: Kind) -> Self {
        let mut stretches = Vec::new();
        let (_, numbers) = places_and_data(table, listed, 4).unwrap_or_default();
        // no more pages are listed than the stream has
        for at in (0..numbers.len() / 4).take(stream.len() / PAGE) {
            let number = place_at(numbers, at * 4).map(|n| n & 0x003F_FFFF);
            if let Some(page) = number.and_then(|n| slice(stream, n.checked_mul(PAGE)?, PAGE)) {
                read_page(page, kind, &mut stretches);
            }
        }
        stretches.sort_by_key(|s| s.start);
        Self(stretches)
    }

    /// The stretch that covers a place.
    pub(super) fn at(&self, place: usize) -> Option<Stretched<'a>> {
        let after = self.0.partition_point(|s| s.start <= place);
        self.0.get(after.checked_sub(1)?).copied().filter(|s| place < s.end)
    }
}

fn read_page<'a>(page: &'a [u8], kind: Kind, stretches: &mut Vec<Stretched<'a>>) {
    let count = usize::from(page[PAGE - 1]);
    let width = if kind == Kind::Character { 1 } else { 13 };
    for index in 0..count {
        let places = place_at(page, index * 4).zip(place_at(page, index * 4 + 4));
        let (Some((start, end)), Some(offset)) = (places, u8_at(page, (count + 1) * 4 + index * width)) else { return };
        let changes = if offset == 0 { None } else { changes(page, usize::from(offset) * 2, kind) };
        if start < end {
            stretches.push(Stretched { start, end, changes: changes.unwrap_or(&[]) });
        }
    }
}

fn changes(page: &[u8], at: usize, kind: Kind) -> Option<&[u8]> {
    let size = usize::from(u8_at(page, at)?);
    match kind {
        Kind::Character => slice(page, at + 1, size),
        Kind::Paragraph if size == 0 => slice(page, at + 2, usize::from(u8_at(page, at + 1)?) * 2),
        Kind::Paragraph => slice(page, at + 1, size * 2 - 1),
    }
}

/// The style's number and the changes of a paragraph.
pub(super) fn style_and_changes(stretched: &[u8]) -> (usize, &[u8]) {
    (size_at(stretched, 0).unwrap_or_default(), stretched.get(2..).unwrap_or(&[]))
}
