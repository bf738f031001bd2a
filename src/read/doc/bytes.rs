//! Bytes: little-endian numbers at stated places of a stream; `None` past its end.

/// The byte at a place.
pub(super) fn u8_at(bytes: &[u8], at: usize) -> Option<u8> {
    bytes.get(at).copied()
}

/// The 16-bit number at a place.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..)?.first_chunk().copied()?))
}

/// The 32-bit number at a place.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..)?.first_chunk().copied()?))
}

/// The 32-bit number at a place, as a size or place itself.
pub(super) fn place_at(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32_at(bytes, at)?).ok()
}

/// The 16-bit number at a place, as a size or place itself.
pub(super) fn size_at(bytes: &[u8], at: usize) -> Option<usize> {
    u16_at(bytes, at).map(usize::from)
}

/// The signed 16-bit number at a place.
pub(super) fn i16_at(bytes: &[u8], at: usize) -> Option<i16> {
    Some(i16::from_le_bytes(bytes.get(at..)?.first_chunk().copied()?))
}

/// The bytes of a stretch.
pub(super) fn slice(bytes: &[u8], at: usize, size: usize) -> Option<&[u8]> {
    bytes.get(at..at.checked_add(size)?)
}

/// UTF-16 units at a place, as words; what is no character becomes a replacement mark.
pub(super) fn wide(bytes: &[u8], at: usize, units: usize) -> Option<String> {
    let units = slice(bytes, at, units.checked_mul(2)?)?;
    let units = units.chunks_exact(2).map(|u| u16::from_le_bytes([u[0], u[1]]));
    Some(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}
