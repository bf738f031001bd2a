//! Emphasis of Markdown, which is no part of the words: `**bold**`, `*italic*`, `# heading`.
//! A star in front of a space is a bullet and stays.

use super::footnotes::Note;
use crate::span::Span;

/// The marks of one line, as stretches to be cut.
pub(crate) fn marks(document: &str, line: Span) -> Vec<Note> {
    let words = line.of(document);
    let mut out = Vec::new();
    let hashes = words.len() - words.trim_start_matches('#').len();
    if hashes > 0 && words[hashes..].starts_with(' ') {
        out.push(cut(line.start, hashes));
    }
    let bytes = words.as_bytes();
    let mut at = hashes;
    while at < bytes.len() {
        let run = bytes[at..].iter().take_while(|&&b| b == b'*').count();
        let opens_item = run == 1 && words[..at].trim().is_empty() && bytes.get(at + 1) == Some(&b' ');
        if run > 0 && !opens_item {
            out.push(cut(line.start + at, run));
        }
        at += run.max(1);
    }
    out
}

fn cut(start: usize, len: usize) -> Note {
    Note { whole: Span::new(start, start + len), words: Span::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without(line: &str) -> String {
        let mut out = line.to_owned();
        for note in marks(line, Span::new(0, line.len())).iter().rev() {
            out.replace_range(note.whole.start..note.whole.end, "");
        }
        out
    }

    #[test]
    fn emphasis_goes_and_bullets_stay() {
        assert_eq!(without("**GIẤY MỜI**"), "GIẤY MỜI");
        assert_eq!(without("*Bạc Liêu, ngày 04*"), "Bạc Liêu, ngày 04");
        assert_eq!(without("## CỤC THỐNG KÊ"), " CỤC THỐNG KÊ");
        assert_eq!(without("* Lãnh đạo Sở"), "* Lãnh đạo Sở");
        assert_eq!(without("#1 việc"), "#1 việc");
    }
}
