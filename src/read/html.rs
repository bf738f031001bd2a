//! Html: a web page (already decoded) in, a [`Source`] out.
//!
//! Block elements and `<br>` make lines, tables go cell by cell, list items carry the number
//! or dash that a browser prints. Scripts, styles and what is not displayed are dropped. Of
//! style sheets only `style` attributes are read. A page's menus are read like the rest.
//! Letters of legacy fonts are decoded, and only then is [`Source::encoding`] set.

mod element;
mod flow;
mod fonts;
mod list;
mod parse;
mod table;

#[cfg(test)]
mod tests;

use super::{Limits, ReadError, Source};
use ego_tree::iter::Edge;
use flow::Flow;
use scraper::Node;

/// Reads a web page.
pub(crate) fn read(html: &str, limits: &Limits) -> Result<Source, ReadError> {
    let page = parse::parse(html, limits)?;
    let mut flow = Flow::new();
    let mut dropped = None;
    let (mut decoded, encoding) = fonts::decode(&page).map_or_else(Default::default, |(words, encoding)| (words.into_iter(), encoding));
    for edge in page.tree.root().traverse() {
        match edge {
            Edge::Open(node) if dropped.is_none() => match node.value() {
                Node::Element(element) if !flow.open(element) => dropped = Some(node.id()),
                Node::Text(words) => flow.write(decoded.next().as_deref().unwrap_or(words)),
                _ => {}
            },
            Edge::Close(node) if dropped == Some(node.id()) => dropped = None,
            Edge::Close(node) if dropped.is_none() && node.value().is_element() => flow.close(),
            _ => {}
        }
    }
    let mut source = flow.finish()?;
    source.encoding = encoding;
    Ok(source)
}
