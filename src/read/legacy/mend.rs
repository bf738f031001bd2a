//! Mend [chữa lại]: a read document whose lines may be in a legacy encoding in, the same
//! lines decoded out, with their places on the page. For readers without fonts; those that
//! know fonts call [`super::decode`] themselves. Nothing happens to clean text.

use super::{Run, decode_changed, may_change};
use crate::read::{Line, Source};

/// Decodes the lines of a source and names the encoding.
pub(crate) fn mend(source: &mut Source) {
    if !may_change(&source.text) {
        return;
    }
    let words = |line: &Line| source.text.get(line.start..line.end).unwrap_or_default();
    let paragraphs: Vec<Vec<Run<'_>>> = source.lines.iter().map(|line| vec![Run { text: words(line), font: None }]).collect();
    let Some(decoded) = decode_changed(&paragraphs) else { return };
    let mut mended = Source::new(source.format);
    for (runs, old) in decoded.paragraphs.iter().zip(std::mem::take(&mut source.lines)) {
        let new = runs.concat();
        // Where letters were joined, their places are no longer known.
        let edges = old.edges.filter(|edges| edges.len() == new.chars().count() + 1);
        mended.push(&new, Line { edges, ..old });
    }
    source.text = mended.text;
    source.lines = mended.lines;
    source.encoding = decoded.encoding.or(source.encoding);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Format;
    use std::num::NonZeroU32;

    fn source(lines: &[&str]) -> Source {
        let mut source = Source::new(Format::Pdf);
        for words in lines {
            let edges = (0_u16..).take(words.chars().count() + 1).map(f32::from).collect();
            source.push(words, Line { page: NonZeroU32::new(2), edges: Some(edges), ..Line::default() });
        }
        source
    }

    #[test]
    fn lines_keep_their_places() {
        let mut tcvn3 = source(&["C¨n cø NghÞ ®Þnh cña ChÝnh phñ", "Th«ng t sè 5 h−íng dÉn"]);
        mend(&mut tcvn3);
        assert_eq!((tcvn3.text.as_str(), tcvn3.encoding), ("Căn cứ Nghị định của Chính phủ\nThông t số 5 hướng dẫn", Some("tcvn3")));
        assert!(tcvn3.lines.iter().all(|l| l.page == NonZeroU32::new(2) && l.edges.is_some()));
        let mut vni = source(&["Coäng hoøa xaõ hoäi chuû nghóa", "12"]);
        mend(&mut vni);
        assert_eq!((vni.text.as_str(), vni.encoding), ("Cộng hòa xã hội chủ nghĩa\n12", Some("vni")));
        assert_eq!(vni.lines.iter().map(|l| l.edges.is_some()).collect::<Vec<_>>(), [false, true]);
    }

    #[test]
    fn clean_lines_are_not_touched() {
        let mut clean = source(&["Căn cứ Nghị định · 3 × 4", "NN&PTNT"]);
        let before = clean.text.as_ptr();
        mend(&mut clean);
        assert_eq!((clean.text.as_ptr(), clean.encoding), (before, None));
    }
}
