//! Fib [khối thông tin tệp]: the head of the `WordDocument` stream in, where everything else
//! stands out. Word 97 to 2003; Word 6 and 95 have another one and are named, not read.

use super::bytes::{place_at, u16_at};
use super::damaged;
use crate::read::ReadError;

/// A stretch of the table stream.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Stretch {
    /// First byte.
    pub(super) at: usize,
    /// Bytes.
    pub(super) size: usize,
}

/// What the head says.
#[derive(Debug)]
pub(super) struct Fib {
    /// The name of the table stream.
    pub(super) table: &'static str,
    /// Characters of the running text.
    pub(super) text: usize,
    /// Characters of footnotes, running heads, comments, endnotes and text boxes, which
    /// follow it in this order.
    pub(super) footnotes: usize,
    pub(super) heads: usize,
    pub(super) comments: usize,
    pub(super) endnotes: usize,
    pub(super) boxes: usize,
    pub(super) styles: Stretch,
    pub(super) character_pages: Stretch,
    pub(super) paragraph_pages: Stretch,
    pub(super) fonts: Stretch,
    pub(super) pieces: Stretch,
    pub(super) anchors: Stretch,
    pub(super) box_texts: Stretch,
    pub(super) lists: Stretch,
    pub(super) list_uses: Stretch,
}

const WORD_97: u16 = 0xA5EC;
const WORD_6: [u16; 4] = [0xA5DC, 0xA697, 0xA698, 0xA699];
const ENCRYPTED: u16 = 1 << 8;
const SECOND_TABLE: u16 = 1 << 9;

impl Fib {
    /// Reads the head.
    pub(super) fn read(stream: &[u8]) -> Result<Self, ReadError> {
        let magic = u16_at(stream, 0).unwrap_or_default();
        if WORD_6.contains(&magic) {
            return Err(ReadError::Unsupported { format: "doc (Word 6 or 95)", cure: "save it as .docx" });
        }
        if magic != WORD_97 {
            return Err(damaged("its head is not that of a Word file"));
        }
        let flags = u16_at(stream, 0x0A).unwrap_or_default();
        if flags & ENCRYPTED != 0 {
            return Err(ReadError::Encrypted);
        }
        Self::places(stream, flags).ok_or_else(|| damaged("its head stops early"))
    }

    fn places(stream: &[u8], flags: u16) -> Option<Self> {
        let count = |at| place_at(stream, at);
        let stretch = |at: usize| Some(Stretch { at: place_at(stream, at)?, size: place_at(stream, at + 4)? });
        Some(Self {
            table: if flags & SECOND_TABLE == 0 { "0Table" } else { "1Table" },
            text: count(0x4C)?,
            footnotes: count(0x50)?,
            heads: count(0x54)?,
            comments: count(0x5C)?,
            endnotes: count(0x60)?,
            boxes: count(0x64)?,
            styles: stretch(0xA2)?,
            character_pages: stretch(0xFA)?,
            paragraph_pages: stretch(0x102)?,
            fonts: stretch(0x112)?,
            pieces: stretch(0x1A2)?,
            anchors: stretch(0x1DA)?,
            box_texts: stretch(0x25A)?,
            // the oldest writers stop before the lists
            lists: stretch(0x2E2).unwrap_or_default(),
            list_uses: stretch(0x2EA).unwrap_or_default(),
        })
    }
}
