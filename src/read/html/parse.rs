//! Parse: HTML in, its tree out, within bounds.
//!
//! A few kilobytes of unclosed tags can make a parser build millions of elements or walk a
//! stack of thousands for each tag. So the page is fed piece by piece and the tree is looked
//! at after each; tags with absurdly many attributes are refused before.

use crate::read::{Limits, ReadError};
use html5ever::tendril::{StrTendril, TendrilSink as _};
use scraper::{Html, HtmlTreeSink};

/// Bytes fed at a time.
const PIECE: usize = 4096;
/// What one node of the tree takes at least, in bytes.
const NODE: u64 = 128;
/// More attributes than any honest tag has; the parser compares each with all others.
const MOST_ATTRIBUTES: usize = 512;

/// Parses a page.
pub(super) fn parse(html: &str, limits: &Limits) -> Result<Html, ReadError> {
    if has_crowded_tag(html) {
        return Err(ReadError::TooComplex(format!("a tag with more than {MOST_ATTRIBUTES} attributes")));
    }
    let max_depth = usize::try_from(limits.max_depth.saturating_mul(4)).unwrap_or(usize::MAX);
    let sink = HtmlTreeSink::new(Html::new_document());
    let mut parser = html5ever::parse_document(sink, html5ever::ParseOpts::default());
    let mut rest = html;
    let mut seen = 0;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE));
        rest = after;
        parser.process(StrTendril::from_slice(piece));
        let page = parser.tokenizer.sink.sink.0.borrow();
        let count = page.tree.nodes().len();
        if u64::try_from(count).unwrap_or(u64::MAX).saturating_mul(NODE) > limits.max_unpacked {
            return Err(ReadError::Bomb { limit: limits.max_unpacked });
        }
        // the deepest nodes have no children; looking at the others, too, would cost their depth each
        let mut new = page.tree.nodes().rev().take(count.saturating_sub(seen)).filter(|node| !node.has_children());
        if new.any(|node| node.ancestors().nth(max_depth).is_some()) {
            return Err(ReadError::TooComplex(format!("elements nested deeper than {max_depth}")));
        }
        seen = count;
    }
    Ok(parser.finish())
}

/// Elements whose contents are not parsed for tags.
const RAW: [&str; 9] = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"];

fn has_crowded_tag(html: &str) -> bool {
    let mut rest = html;
    while let Some((_, tag)) = rest.split_once('<') {
        rest = tag;
        if let Some(comment) = tag.strip_prefix('!').filter(|c| c.starts_with("--")) {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else if tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (attributes, length) = measure(tag.as_bytes());
            if attributes > MOST_ATTRIBUTES {
                return true;
            }
            rest = tag.get(length..).unwrap_or("");
            let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
            if RAW.iter().any(|raw| raw.eq_ignore_ascii_case(name)) {
                rest = after_raw(rest, name);
            }
        }
    }
    false
}

/// Attributes and bytes of a tag, from its name to its closing bracket.
fn measure(tag: &[u8]) -> (usize, usize) {
    let is_space = |b: &u8| b.is_ascii_whitespace() || *b == b'/';
    let skip = |from: usize, stop: &dyn Fn(&u8) -> bool| tag.iter().skip(from).position(stop).map_or(tag.len(), |n| from + n);
    let mut at = skip(0, &|b| is_space(b) || *b == b'>');
    let mut attributes = 0;
    loop {
        at = skip(at, &|b| !is_space(b));
        if matches!(tag.get(at), None | Some(b'>')) {
            return (attributes, at);
        }
        attributes += 1;
        at = skip(at + 1, &|b| is_space(b) || *b == b'>' || *b == b'=');
        let value = skip(at, &|b| !b.is_ascii_whitespace());
        if tag.get(value) == Some(&b'=') {
            at = skip(value + 1, &|b| !b.is_ascii_whitespace());
            at = match tag.get(at) {
                Some(quote @ (b'"' | b'\'')) => skip(at + 1, &|b| b == quote) + 1,
                _ => skip(at, &|b| b.is_ascii_whitespace() || *b == b'>'),
            };
        }
    }
}

/// What comes after the end tag of a raw element.
fn after_raw<'a>(mut rest: &'a str, name: &str) -> &'a str {
    while let Some((_, end)) = rest.split_once("</") {
        if end.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return end;
        }
        rest = end;
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_counted_as_a_browser_reads_them() {
        let measured = |tag: &str| measure(tag.as_bytes());
        assert_eq!(measured("p>x y z"), (0, 1));
        assert_eq!(measured("a href = \"x > y\" b='>' c=d/e f/g>"), (5, 32));
        assert_eq!(measured("a b"), (1, 3));
        assert_eq!(measured("a b=\"never closed"), (1, 17));
    }

    #[test]
    fn crowded_tags_are_found_and_words_are_none() {
        let many = "a ".repeat(600);
        assert!(has_crowded_tag(&format!("<p><div {many}>")));
        assert!(has_crowded_tag(&format!("<script>'<a'</script><div\n{many}>")));
        assert!(!has_crowded_tag(&format!("<p>{many}<script>if (a<b) {many}</SCRIPT><!-- <div {many}> -->")));
        assert!(!has_crowded_tag(&format!("<img alt='{many}'>")));
    }
}
