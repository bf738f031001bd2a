//! Mend [chữa lại]: a read document whose lines may be in a legacy encoding in, the same
//! lines decoded out, with their places on the page. For readers without fonts; those that
//! know fonts call [`super::decode`] themselves. Nothing happens to clean text.

use super::{Run, may_be_legacy};
use crate::read::{Line, Source};

/// Decodes the lines of a source and names the encoding.
pub(crate) fn mend(source: &mut Source) {
    if !may_be_legacy(&source.text) && !source.text.contains('&') {
        return;
    }
    let words = |line: &Line| source.text.get(line.start..line.end).unwrap_or_default();
    let paragraphs: Vec<Vec<Run<'_>>> = source.lines.iter().map(|line| vec![Run { text: words(line), font: None }]).collect();
    let decoded = super::decode(&paragraphs);
    let lines: Vec<String> = decoded.paragraphs.into_iter().map(|runs| runs.concat()).collect();
    if lines.iter().zip(&source.lines).all(|(new, old)| new == words(old)) {
        return;
    }
    let mut mended = Source::new(source.format);
    for (new, old) in lines.iter().zip(std::mem::take(&mut source.lines)) {
        let edges = old.edges.filter(|edges| edges.len() == new.chars().count() + 1);
        mended.push(new, Line { edges, ..old });
    }
    source.text = mended.text;
    source.lines = mended.lines;
    source.encoding = decoded.encoding.or(source.encoding);
}
