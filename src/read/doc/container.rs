//! Container: an OLE compound file [tệp phức hợp] in, its named streams out.
//!
//! Every chain of sectors is bounded by the number of sectors in the file, so circles and
//! invented sizes cost nothing. Storages inside (embedded objects) are not entered.

use super::bytes::{place_at, size_at, slice, u8_at, u32_at, wide};
use super::damaged;
use crate::read::ReadError;

/// Last sector of a chain.
const END: u32 = 0xFFFF_FFFE;
/// Streams smaller than this are kept in small sectors.
const SMALL_STREAM: usize = 4096;
const SMALL_SECTOR: usize = 64;
/// Bytes of a directory entry.
const ENTRY: usize = 128;
/// Places in the header for sectors of the allocation table.
const IN_HEADER: usize = 109;

/// An opened container.
#[derive(Debug)]
pub(super) struct Container<'a> {
    bytes: &'a [u8],
    sector: usize,
    /// The sector after each sector.
    next: Vec<u32>,
    next_small: Vec<u32>,
    entries: Vec<Entry>,
    /// The stream that small sectors are cut from.
    small: Vec<u8>,
}

#[derive(Debug)]
struct Entry {
    name: String,
    start: u32,
    size: usize,
}

impl<'a> Container<'a> {
    /// Opens a container.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let broken = || damaged("its container is broken");
        let shift = size_at(bytes, 30).filter(|s| matches!(s, 9 | 12)).ok_or_else(broken)?;
        let mut container =
            Self { bytes, sector: 1 << shift, next: Vec::new(), next_small: Vec::new(), entries: Vec::new(), small: Vec::new() };
        container.next = container.allocation().ok_or_else(broken)?;
        let directory = container.chain(u32_at(bytes, 48).ok_or_else(broken)?, usize::MAX);
        let small_table = container.chain(u32_at(bytes, 60).ok_or_else(broken)?, usize::MAX);
        container.next_small = numbers(&small_table).collect();
        container.read_directory(&directory);
        Ok(container)
    }

    /// The sector with this number; the last one of a file may be short.
    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let at = usize::try_from(number).ok()?.checked_add(1)?.checked_mul(self.sector)?;
        let end = at.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(at..end).filter(|s| !s.is_empty())
    }

    fn sectors(&self) -> usize {
        self.bytes.len() / self.sector + 1
    }

    /// The allocation table: first from the header's list, then from the chain of lists.
    fn allocation(&self) -> Option<Vec<u32>> {
        let mut table = Vec::new();
        let mut lists: Vec<u32> = numbers(slice(self.bytes, 76, IN_HEADER * 4)?).collect();
        let mut list = u32_at(self.bytes, 68)?;
        for _ in 0..self.sectors() {
            let Some(sector) = self.sector(list).filter(|_| list < END) else { break };
            let mut more: Vec<u32> = numbers(sector).collect();
            list = more.pop().unwrap_or(END);
            lists.append(&mut more);
        }
        let bound = self.sectors();
        for number in lists.into_iter().filter(|number| *number < END) {
            table.extend(numbers(self.sector(number)?));
            if table.len() > bound {
                break;
            }
        }
        table.truncate(bound);
        Some(table)
    }

    /// The bytes of a chain of sectors, `size` at most.
    fn chain(&self, start: u32, size: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut number = start;
        for _ in 0..self.sectors() {
            let Some(sector) = self.sector(number).filter(|_| number < END && bytes.len() < size) else { break };
            bytes.extend_from_slice(sector);
            number = self.following(&self.next, number);
        }
        bytes.truncate(size);
        bytes
    }

    fn following(&self, table: &[u32], number: u32) -> u32 {
        usize::try_from(number).ok().and_then(|at| table.get(at)).copied().unwrap_or(END)
    }

    fn read_directory(&mut self, directory: &[u8]) {
        for entry in directory.chunks_exact(ENTRY) {
            let units = size_at(entry, 64).unwrap_or_default() / 2;
            let name = wide(entry, 0, units.saturating_sub(1).min(31)).unwrap_or_default();
            let (Some(kind), Some(start), Some(size)) = (u8_at(entry, 66), u32_at(entry, 116), place_at(entry, 120)) else { continue };
            match kind {
                2 => self.entries.push(Entry { name, start, size }),
                5 if self.small.is_empty() => self.small = self.chain(start, size),
                _ => {}
            }
        }
    }

    /// The first stream of this name; `None` where there is none. One that stops before its
    /// stated size is damaged.
    pub(super) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(entry) = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name)) else { return Ok(None) };
        let bytes = if entry.size < SMALL_STREAM { self.small_chain(entry.start, entry.size) } else { self.chain(entry.start, entry.size) };
        if bytes.len() < entry.size {
            return Err(damaged(&format!("{name} stops after {} of {} bytes", bytes.len(), entry.size)));
        }
        Ok(Some(bytes))
    }

    fn small_chain(&self, start: u32, size: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut number = start;
        for _ in 0..=self.small.len() / SMALL_SECTOR {
            let at = usize::try_from(number).ok().and_then(|n| n.checked_mul(SMALL_SECTOR));
            let Some(at) = at.filter(|at| *at < self.small.len() && bytes.len() < size) else { break };
            let end = (at + SMALL_SECTOR).min(self.small.len());
            bytes.extend_from_slice(&self.small[at..end]);
            number = self.following(&self.next_small, number);
        }
        bytes.truncate(size);
        bytes
    }
}

/// The 32-bit numbers of a table.
fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}
