//! Fonts: a parsed page in, the displayed text of each text node out where letters of a
//! legacy encoding (`<font face=".VnTime">`) had to be decoded. Of style sheets nothing is
//! read, as elsewhere.

use super::element::{self, Kind};
use crate::read::legacy::{self, Run};
use ego_tree::iter::Edge;
use scraper::{Html, Node};

/// The decoded words of all text nodes that are displayed, in order, and their encoding;
/// `None` where nothing changes.
pub(super) fn decode(page: &Html) -> Option<(Vec<String>, Option<&'static str>)> {
    let decoded = legacy::decode_changed(&runs(page))?;
    Some((decoded.paragraphs.into_iter().flatten().collect(), decoded.encoding))
}

/// The displayed text nodes, by block.
fn runs(page: &Html) -> Vec<Vec<Run<'_>>> {
    let mut paragraphs: Vec<Vec<Run<'_>>> = vec![Vec::new()];
    let mut fonts: Vec<Option<&str>> = Vec::new();
    let mut dropped = None;
    for edge in page.tree.root().traverse() {
        match edge {
            Edge::Open(node) if dropped.is_none() => match node.value() {
                Node::Element(element) => {
                    let kind = element::kind(element);
                    if kind == Kind::Dropped {
                        dropped = Some(node.id());
                        continue;
                    }
                    fonts.push(element::font(element).or_else(|| fonts.last().copied().flatten()));
                    if kind != Kind::Inline {
                        paragraphs.push(Vec::new());
                    }
                }
                Node::Text(words) => {
                    let run = Run { text: words, font: fonts.last().copied().flatten() };
                    paragraphs.iter_mut().last().into_iter().for_each(|p| p.push(run));
                }
                _ => {}
            },
            Edge::Close(node) if dropped == Some(node.id()) => dropped = None,
            Edge::Close(node) if dropped.is_none() => {
                if let Node::Element(element) = node.value() {
                    fonts.pop();
                    if element::kind(element) != Kind::Inline {
                        paragraphs.push(Vec::new());
                    }
                }
            }
            _ => {}
        }
    }
    paragraphs
}
