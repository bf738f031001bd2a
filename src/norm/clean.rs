//! Cleaning lines: single spaces, nothing invisible, and a map of every step so that a
//! place in the cleaned text is a place in the document.

use super::footnotes::Note;
use crate::span::Span;

/// Start of a stretch that is equal, byte for byte, in both texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Byte offset in the cleaned text.
    pub(crate) clean: usize,
    /// Byte offset in the document's text.
    pub(crate) document: usize,
}

/// So many spaces, or a tab, are a gap between columns.
const WIDE: usize = 3;

/// Builds the cleaned text line by line.
#[derive(Debug, Default)]
pub(crate) struct Cleaner {
    text: String,
    pieces: Vec<Piece>,
    gaps: Vec<usize>,
}

impl Cleaner {
    /// Bytes so far.
    pub(crate) const fn len(&self) -> usize {
        self.text.len()
    }

    /// Takes back everything after `len` bytes.
    pub(crate) fn undo(&mut self, len: usize) {
        self.text.truncate(len);
        while self.pieces.last().is_some_and(|p| p.clean >= len) {
            self.pieces.pop();
        }
        while self.gaps.last().is_some_and(|&g| g >= len) {
            self.gaps.pop();
        }
    }

    /// Appends the words of `line` without those of `cut`, after a `\n`; gives their span.
    pub(crate) fn line(&mut self, document: &str, line: Span, cut: &[Note]) -> Span {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let start = self.text.len();
        let mut from = line.start;
        for note in cut {
            self.stretch(document, from, note.whole.start, start);
            from = note.whole.end;
        }
        self.stretch(document, from, line.end, start);
        while self.text.len() > start && self.text.ends_with(' ') {
            self.text.pop();
        }
        Span::new(start, self.text.len())
    }

    /// Appends `document[from..to]`, runs of white space as one space.
    fn stretch(&mut self, document: &str, from: usize, to: usize, line_start: usize) {
        let Some(words) = document.get(from..to) else { return };
        let bytes = words.as_bytes();
        let mut copied = 0;
        let mut gap = false;
        let mut wide = 0_usize;
        let mut at = 0;
        while let Some(&b) = bytes.get(at) {
            if is_plain(b, bytes.get(at + 1)) {
                (gap, wide) = (false, 0);
                at += 1;
                continue;
            }
            let Some(c) = words[at..].chars().next() else { break };
            let i = at;
            at += c.len_utf8();
            let space = c == ' ' && !gap;
            gap = is_space(c);
            wide = if gap { wide + if c == '\t' { WIDE } else { 1 } } else { 0 };

            if !gap && !is_invisible(c) || space {
                continue;
            }
            self.copy(&words[copied..i], from + copied, line_start);
            copied = at;
            if gap {
                self.space(from + i, line_start);
                if wide >= WIDE && self.text.len() > line_start && self.gaps.last().is_none_or(|&g| g < self.text.len()) {
                    self.gaps.push(self.text.len());
                }
            }
        }
        self.copy(&words[copied..], from + copied, line_start);
    }

    /// Writes `words` in the place of `at`, which lies on the last line. Places inside stay
    /// known letter by letter where both have as many.
    pub(crate) fn replace(&mut self, at: Span, words: &str) {
        let (Some(old), Some(rest)) = (self.text.get(at.start..at.end), self.text.get(at.end..)) else { return };
        let (old, rest) = (old.to_owned(), rest.to_owned());
        let (first, behind) = (self.document_at(at.start), self.document_at(at.end));
        let (kept, later): (Vec<Piece>, Vec<Piece>) = self.pieces.iter().partition(|p| p.clean < at.start);
        self.pieces = kept;
        self.text.truncate(at.start);
        // Letter for letter, blanks that come in aside.
        let blanks = if old.contains(' ') { 0 } else { words.matches(' ').count() };
        if old.chars().count() + blanks == words.chars().count() {
            let mut place = first;
            let mut was = old.chars();
            for is in words.chars() {
                self.pieces.push(Piece { clean: self.text.len(), document: place });
                self.text.push(is);
                if blanks == 0 || is != ' ' {
                    place += was.next().map_or(0, char::len_utf8);
                }
            }
        } else {
            self.pieces.push(Piece { clean: self.text.len(), document: first });
            self.text.push_str(words);
        }
        let grown = self.text.len();
        let moved = |clean: usize| clean - at.end + grown;
        if !rest.is_empty() && later.first().is_none_or(|p| p.clean != at.end) {
            self.pieces.push(Piece { clean: grown, document: behind });
        }
        self.pieces.extend(later.iter().filter(|p| p.clean >= at.end).map(|p| Piece { clean: moved(p.clean), ..*p }));
        for gap in self.gaps.iter_mut().filter(|g| **g >= at.end) {
            *gap = moved(*gap);
        }
        self.text.push_str(&rest);
    }

    /// Where a byte of the cleaned text stands in the document.
    fn document_at(&self, at: usize) -> usize {
        let index = self.pieces.partition_point(|p| p.clean <= at);
        index.checked_sub(1).and_then(|i| self.pieces.get(i)).map_or(0, |p| p.document + (at - p.clean))
    }

    /// The words of a line.
    pub(crate) fn words(&self, line: Span) -> &str {
        line.of(&self.text)
    }

    fn copy(&mut self, words: &str, at: usize, line_start: usize) {
        let mut words = words;
        let mut at = at;
        if (self.text.len() == line_start || self.text.ends_with(' ')) && words.starts_with(' ') {
            words = &words[1..];
            at += 1;
        }
        if !words.is_empty() {
            self.pieces.push(Piece { clean: self.text.len(), document: at });
            self.text.push_str(words);
        }
    }

    fn space(&mut self, at: usize, line_start: usize) {
        if self.text.len() > line_start && !self.text.ends_with(' ') {
            self.pieces.push(Piece { clean: self.text.len(), document: at });
            self.text.push(' ');
        }
    }

    /// The text, its map, and where wide gaps stood: a typist's columns.
    pub(crate) fn finish(self) -> (String, Vec<Piece>, Vec<usize>) {
        (self.text, self.pieces, self.gaps)
    }
}

/// True for a byte of a character that is neither space nor invisible, by that byte and the
/// next: ASCII letters and signs, letters of Latin scripts, the rest of any character.
fn is_plain(b: u8, next: Option<&u8>) -> bool {
    match b {
        0x21..=0x7e | 0x80..=0xbf | 0xc3..=0xdf => true,
        // Half of the letters of Vietnamese; one space has the same first byte.
        0xe1 => matches!(next, Some(0xb8..=0xbb)),
        _ => false,
    }
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

/// Soft hyphens, joiners, direction marks and control characters.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}') || c.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(document: &str) -> (String, Vec<Piece>) {
        let mut cleaner = Cleaner::default();
        cleaner.line(document, Span::new(0, document.len()), &[]);
        let (text, pieces, _) = cleaner.finish();
        (text, pieces)
    }

    #[test]
    fn replaced_words_keep_their_places() {
        let document = "a QUYÉT  ĐỊNH b";
        let mut cleaner = Cleaner::default();
        let line = cleaner.line(document, Span::new(0, document.len()), &[]);
        cleaner.replace(Span::new(2, 8), "QUYẾT");
        let (text, pieces, _) = cleaner.finish();
        assert_eq!((text.as_str(), line), ("a QUYẾT ĐỊNH b", Span::new(0, 18)));
        let place = |at: usize| {
            let p = pieces[pieces.partition_point(|p| p.clean <= at) - 1];
            p.document + (at - p.clean)
        };
        for words in ["Q", "T ", "ĐỊNH", "b"] {
            assert_eq!(place(text.rfind(words).unwrap()), document.rfind(words).unwrap(), "{words}");
        }
    }

    #[test]
    fn spaces_become_one_and_edges_go() {
        assert_eq!(clean("\t Số:      /UBND-VX2  ").0, "Số: /UBND-VX2");
        assert_eq!(clean("a\u{a0}\u{a0}b \u{a0} c").0, "a b c");
        assert_eq!(clean("Quyết\u{ad} định\u{200b}").0, "Quyết định");
    }

    #[test]
    fn plain_bytes_begin_no_space_and_nothing_invisible() {
        for c in '\0'..=char::MAX {
            let mut buffer = [0; 4];
            let bytes = c.encode_utf8(&mut buffer).as_bytes();
            if is_plain(bytes[0], bytes.get(1)) {
                assert!(!is_space(c) && !is_invisible(c), "{c:?}");
            }
        }
    }

    #[test]
    fn the_map_leads_back() {
        let document = "  Số:   12\u{a0}/QĐ";
        let (text, pieces) = clean(document);
        assert_eq!(text, "Số: 12 /QĐ");
        let at = text.find("12").unwrap();
        let piece = pieces.iter().rev().find(|p| p.clean <= at).unwrap();
        assert_eq!(document.find("12"), Some(piece.document + at - piece.clean));
    }
}
