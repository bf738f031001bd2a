//! Lists [danh sách đánh số]: the list tables in, the numbering that the docx reader counts
//! with out. List uses are numbered from 1, lists by their place in the table.

use super::bytes::{place_at, size_at, slice, u8_at, u32_at};
use super::fib::Fib;
use super::look::Characters;
use super::sprm::{Sprms, code};
use crate::read::docx::numbering::{Level, Numbering};
use crate::read::label::Shape;
use std::collections::BTreeMap;

/// Levels of a list that is not simple.
const LEVELS: u32 = 9;
/// Bytes of a list in its table, of a level's head, of a use.
const LIST: usize = 28;
const LEVEL: usize = 28;
const USE: usize = 16;

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Lists {
    numbering: Numbering,
    /// The list of each use.
    bases: Vec<Option<u32>>,
    /// Fonts of the labels, by list and level.
    fonts: BTreeMap<(u32, u32), usize>,
}

impl Lists {
    /// Reads both tables; what is broken is left out.
    pub(super) fn read(table: &[u8], fib: &Fib) -> Self {
        let mut lists = Self::default();
        let ids = lists.read_lists(table, fib).unwrap_or_default();
        lists.read_uses(table, fib, &ids);
        lists
    }

    /// Reads the lists; their ids in order.
    fn read_lists(&mut self, table: &[u8], fib: &Fib) -> Option<Vec<u32>> {
        if fib.lists.size == 0 {
            return None;
        }
        let heads = slice(table, fib.lists.at, fib.lists.size)?;
        let count = size_at(heads, 0)?;
        let ids: Vec<u32> = (0..count).map_while(|list| u32_at(heads, 2 + list * LIST)).collect();
        // the levels of all lists follow the table, outside its stated size
        let mut levels = table.get(fib.lists.at + 2 + count * LIST..)?;
        for list in 0..u32::try_from(ids.len()).ok()? {
            let flags = u8_at(heads, 2 + usize::try_from(list).ok()? * LIST + 26)?;
            for index in 0..if flags & 1 == 1 { 1 } else { LEVELS } {
                let Some((level, font, rest)) = level(levels) else { return Some(ids) };
                self.numbering.add_level(list, index, level);
                self.fonts.extend(font.map(|font| ((list, index), font)));
                levels = rest;
            }
        }
        Some(ids)
    }

    fn read_uses(&mut self, table: &[u8], fib: &Fib, ids: &[u32]) -> Option<()> {
        let bytes = slice(table, fib.list_uses.at, fib.list_uses.size)?;
        let count = place_at(bytes, 0)?.min(bytes.len() / USE);
        for at in 0..count {
            let id = u32_at(bytes, 4 + at * USE)?;
            self.bases.push(ids.iter().position(|i| *i == id).and_then(|i| u32::try_from(i).ok()));
        }
        let mut more = bytes.get(4 + count * USE..)?;
        for at in 0..count {
            let overrides = u8_at(bytes, 4 + at * USE + 12)?;
            let id = u32::try_from(at + 1).ok()?;
            more = more.get(4..)?;
            for _ in 0..overrides {
                let (start, flags) = (u32_at(more, 0)?, u32_at(more, 4)?);
                more = more.get(8..)?;
                let start = Some(start).filter(|_| flags & 0x10 != 0);
                let mut own = None;
                if flags & 0x20 != 0 {
                    let (read, _, rest) = level(more)?;
                    own = Some(read);
                    more = rest;
                }
                self.numbering.add_override(id, flags & 0xF, start, own);
            }
        }
        Some(())
    }

    /// The label of the next paragraph of a use and level, and the number of its font.
    pub(super) fn label(&mut self, list: usize, level: u32) -> Option<(String, Option<usize>)> {
        let base = self.bases.get(list.checked_sub(1)?).copied().flatten()?;
        let label = self.numbering.next(u32::try_from(list).ok()?, base, level)?;
        Some((label, self.fonts.get(&(base, level)).copied()))
    }
}

/// One level, the font of its label, and what follows it.
fn level(bytes: &[u8]) -> Option<(Level, Option<usize>, &[u8])> {
    let flags = u8_at(bytes, 5)?;
    let for_characters = usize::from(u8_at(bytes, 24)?);
    let for_paragraph = usize::from(u8_at(bytes, 25)?);
    let characters = slice(bytes, LEVEL + for_paragraph, for_characters)?;
    let at = LEVEL + for_paragraph + for_characters;
    let units = size_at(bytes, at)?;
    let text = slice(bytes, at + 2, units * 2)?;
    let shape = shape(u8_at(bytes, 4)?);
    let level = Level {
        start: u32_at(bytes, 0)?,
        shape,
        text: template(text),
        // a bullet never touches its text on paper: the indent parts them
        joined: u8_at(bytes, 15)? == 2 && shape != Shape::Bullet,
        legal: flags & 4 != 0,
        restart: if flags & 8 == 0 { None } else { u8_at(bytes, 26).map(u32::from) },
        ..Level::default()
    };
    let mut look = Characters::default();
    look.apply(characters, Characters::default(), &|_, look| look);
    let font = Sprms(characters).any(|(sprm, _)| sprm == code::C_FONT).then_some(look.font).flatten();
    Some((level, font, bytes.get(at + 2 + units * 2..)?))
}

/// A level's text: units below 9 stand for the numbers of the levels.
fn template(text: &[u8]) -> String {
    let units = text.chunks_exact(2).map(|u| u16::from_le_bytes([u[0], u[1]]));
    let mut template = String::new();
    for sign in char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)) {
        let code = u32::from(sign);
        if code < LEVELS {
            template.push('%');
            template.extend(char::from_digit(code + 1, 10));
        } else {
            template.push(sign);
        }
    }
    template
}

const fn shape(code: u8) -> Shape {
    match code {
        1 => Shape::UpperRoman,
        2 => Shape::LowerRoman,
        3 => Shape::UpperLetter,
        4 => Shape::LowerLetter,
        22 => Shape::DecimalZero,
        23 => Shape::Bullet,
        255 => Shape::Silent,
        _ => Shape::Decimal,
    }
}
