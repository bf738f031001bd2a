//! Frames: what a worker and its owner say to each other over two pipes. A frame is one
//! byte that says what it is, four bytes of length, the smaller first, and that many bytes.
//! A document is two frames: a header as JSON, and its bytes.

use serde::{Deserialize, Serialize};
use std::io::{self, ErrorKind, Read, Write};
use vanban::read::{Format, Mark};

/// What a frame holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// To the worker: [`Header`] as JSON.
    Header,
    /// To the worker: the document's bytes.
    Bytes,
    /// From the worker: the document is here whole; what happens from now on is its doing.
    Begun,
    /// From the worker: it gets on.
    Progress,
    /// From the worker: the record as JSON.
    Record,
    /// From the worker: a page that was drawn, its number in four bytes, then a PNG file.
    Page,
    /// From the worker: all pages are drawn.
    Drawn,
    /// From the worker: the failure as JSON.
    Failure,
}

/// Each kind with its byte.
const KINDS: [(Kind, u8); 8] = [
    (Kind::Header, b'h'),
    (Kind::Bytes, b'b'),
    (Kind::Begun, b'+'),
    (Kind::Progress, b'p'),
    (Kind::Record, b'='),
    (Kind::Page, b'i'),
    (Kind::Drawn, b'.'),
    (Kind::Failure, b'!'),
];

/// What a worker is told of a document.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Header {
    /// What the record calls it.
    pub(super) name: String,
    /// The format it is said to have.
    pub(super) as_: Option<Format>,
    /// Its pages are to be drawn with these frames, not to be read.
    pub(super) marks: Option<Vec<Mark>>,
}

/// Writes one frame.
pub(super) fn write(out: &mut impl Write, kind: Kind, bytes: &[u8]) -> io::Result<()> {
    let tag = KINDS.iter().find(|(k, _)| *k == kind).map_or(0, |(_, tag)| *tag);
    let length = u32::try_from(bytes.len()).map_err(|_| ErrorKind::InvalidInput)?.to_le_bytes();
    out.write_all(&[tag, length[0], length[1], length[2], length[3]])?;
    out.write_all(bytes)?;
    out.flush()
}

/// Reads one frame; the length is believed only as far as bytes come.
pub(super) fn read(from: &mut impl Read) -> io::Result<(Kind, Vec<u8>)> {
    let mut head = [0; 5];
    from.read_exact(&mut head)?;
    let [tag, length @ ..] = head;
    let kind = KINDS.iter().find(|(_, t)| *t == tag).map(|(kind, _)| *kind).ok_or(ErrorKind::InvalidData)?;
    let length = u32::from_le_bytes(length);
    let mut bytes = Vec::new();
    from.take(u64::from(length)).read_to_end(&mut bytes)?;
    if u32::try_from(bytes.len()) == Ok(length) { Ok((kind, bytes)) } else { Err(ErrorKind::UnexpectedEof.into()) }
}

/// Reads a frame that must be of one kind.
pub(super) fn expect(from: &mut impl Read, wanted: Kind) -> io::Result<Vec<u8>> {
    match read(from)? {
        (kind, bytes) if kind == wanted => Ok(bytes),
        _ => Err(ErrorKind::InvalidData.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_come_back_as_written() {
        let mut wire = Vec::new();
        for (kind, _) in KINDS {
            write(&mut wire, kind, b"abc").unwrap();
        }
        assert_eq!(wire[..8], *b"h\x03\0\0\0abc");
        let mut wire = wire.as_slice();
        for (kind, _) in KINDS {
            assert_eq!(read(&mut wire).unwrap(), (kind, b"abc".to_vec()));
        }
        assert_eq!(read(&mut wire).unwrap_err().kind(), ErrorKind::UnexpectedEof);
    }

    #[test]
    fn broken_frames_are_refused_and_their_length_is_not_reserved() {
        assert_eq!(read(&mut b"=\xff\xff\xff\xffabc".as_slice()).unwrap_err().kind(), ErrorKind::UnexpectedEof);
        assert_eq!(read(&mut b"page\0".as_slice()).unwrap_err().kind(), ErrorKind::UnexpectedEof);
        assert_eq!(read(&mut b"Hello".as_slice()).unwrap_err().kind(), ErrorKind::InvalidData);
        assert_eq!(expect(&mut b"+\0\0\0\0".as_slice(), Kind::Record).unwrap_err().kind(), ErrorKind::InvalidData);
    }
}
