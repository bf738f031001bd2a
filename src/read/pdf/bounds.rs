//! Bounds: what is measured on the raw bytes before any parser sees them. In: the file.
//! Out: nothing, or the limit it breaks. Streams that a parser would unpack whole are
//! unpacked here into nowhere, up to the limit.

use crate::read::{Limits, ReadError};
use flate2::{Decompress, FlushDecompress, Status};
use std::io::Read as _;

/// Deflate packs at most this many bytes into one.
const BEST_RATIO: u64 = 1032;
/// Streams shorter than this are not measured: each can unpack to 16 MB at most.
const SMALL_STREAM: usize = 16 << 10;
/// How far before `stream` its dictionary is looked at.
const DICTIONARY: usize = 600;
/// Images are never unpacked by the reader; only those that start out as a bomb count.
const IMAGE_SAMPLE: usize = 64 << 10;

/// Bytes between the names of two filters of one stream.
const FILTER_GAP: usize = 40;

/// Refuses bombs and files that are no PDF at all.
pub(super) fn check(bytes: &[u8], limits: &Limits) -> Result<(), ReadError> {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let chained = packs_twice(bytes);
    if size.saturating_mul(BEST_RATIO) <= limits.max_unpacked && !chained {
        return Ok(());
    }
    let mut left = limits.max_unpacked;
    let mut at = 0;
    while let Some(found) = find(bytes, b"stream", at) {
        at = found + b"stream".len();
        if bytes.get(found.saturating_sub(3)..found) == Some(b"end") {
            continue;
        }
        let body = at + bytes.get(at..at + 2).map_or(0, |b| if b == b"\r\n" { 2 } else { 1 });
        let end = find(bytes, b"endstream", body).unwrap_or(bytes.len());
        let packed = bytes.get(body..end).unwrap_or_default();
        at = end;
        let head = bytes.get(found.saturating_sub(DICTIONARY)..found).unwrap_or_default();
        if chained && is_zlib(packed) && packs_twice(head) {
            left = layers(packed, left).ok_or(ReadError::Bomb { limit: limits.max_unpacked })?;
            continue;
        }
        if packed.len() < SMALL_STREAM || !is_zlib(packed) {
            continue;
        }
        let image = rfind(head, b"obj").and_then(|o| find(head, b"/Image", o)).is_some();
        let sample = packed.get(..IMAGE_SAMPLE.min(packed.len())).unwrap_or_default();
        if image && unpacked(sample, left) < u64::try_from(sample.len()).unwrap_or(0).saturating_mul(200) {
            continue;
        }
        let size = unpacked(packed, left);
        if size > left {
            return Err(ReadError::Bomb { limit: limits.max_unpacked });
        }
        left -= size;
    }
    Ok(())
}

/// True where arrays or dictionaries are nested deeper than the limit, or seem to be.
pub(super) fn nests_deeply(bytes: &[u8], limits: &Limits) -> bool {
    let mut depth: u32 = 0;
    bytes.iter().any(|b| {
        match b {
            b'[' | b'<' => depth += 1,
            b']' | b'>' => depth = depth.saturating_sub(1),
            // An object ends: brackets inside packed streams do not add up.
            b'j' => depth = 0,
            _ => {}
        }
        depth > limits.max_depth.saturating_mul(4)
    })
}

/// True where a stream's filters name Flate twice: what it unpacks to knows no ratio.
fn packs_twice(bytes: &[u8]) -> bool {
    let name = b"FlateDecode";
    memchr::memmem::find_iter(bytes, name).any(|at| {
        let after = bytes.get(at + name.len()..).unwrap_or_default();
        let near = after.get(..FILTER_GAP.min(after.len())).unwrap_or_default();
        let list = near.split(|b| matches!(b, b']' | b'>')).next().unwrap_or_default();
        find(list, name, 0).is_some()
    })
}

/// What is left of `limit` when every layer of `data` has been unpacked; `None` where it
/// does not suffice.
fn layers(data: &[u8], limit: u64) -> Option<u64> {
    let (mut layer, mut left) = (data.to_vec(), limit);
    while is_zlib(&layer) {
        let size = unpacked(&layer, left);
        left = left.checked_sub(size)?;
        let mut next = Vec::new();
        // A broken end is no fault here: what came before it counts.
        let _ = flate2::read::ZlibDecoder::new(layer.as_slice()).take(size).read_to_end(&mut next);
        layer = next;
    }
    Some(left)
}

/// True for a zlib header.
fn is_zlib(data: &[u8]) -> bool {
    matches!(data, [a, b, ..] if a & 0x0f == 8 && (u32::from(*a) * 256 + u32::from(*b)) % 31 == 0)
}

/// How many bytes `data` unpacks to, counted until it passes `limit`.
fn unpacked(data: &[u8], limit: u64) -> u64 {
    let mut inflate = Decompress::new(true);
    let mut sink = vec![0_u8; 64 << 10];
    loop {
        let used = usize::try_from(inflate.total_in()).unwrap_or(usize::MAX);
        let before = inflate.total_out();
        let rest = data.get(used..).unwrap_or_default();
        let status = inflate.decompress(rest, &mut sink, FlushDecompress::None);
        let stuck = inflate.total_out() == before && usize::try_from(inflate.total_in()).unwrap_or(usize::MAX) == used;
        if stuck || !matches!(status, Ok(Status::Ok)) || inflate.total_out() > limit {
            return inflate.total_out();
        }
    }
}

/// Where `needle` stands at or after `from`.
fn find(bytes: &[u8], needle: &[u8], from: usize) -> Option<usize> {
    memchr::memmem::find(bytes.get(from..)?, needle).map(|i| i + from)
}

/// Where `needle` stands last.
fn rfind(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    memchr::memmem::rfind(bytes, needle)
}
