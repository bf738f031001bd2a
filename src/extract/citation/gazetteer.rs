//! The gazetteer as the reader of issuers' names. In: a place in the text. Out: the first
//! body named there, in full, completed by the document's province where it needs one.

use super::{Bodies, Own};
use crate::extract::bodies::Context;
use crate::rules::{Gazetteer, Prepared};
use crate::span::Span;

/// Names by the gazetteer, with a plainer reading for what it does not know.
pub(crate) struct KnownBodies<'a> {
    /// The gazetteer.
    pub(crate) gazetteer: &'a Gazetteer,
    /// Reads names the gazetteer does not know.
    pub(crate) plain: super::PlainBodies<'a>,
    /// What the document says about where its bodies are.
    pub(crate) context: Context<'a>,
}

impl Bodies for KnownBodies<'_> {
    fn leading(&self, hay: &Prepared, at: usize, end: usize) -> Option<(Span, String)> {
        let known = self.gazetteer.leading(hay, at, end).and_then(|(_, bodies)| bodies.into_iter().next());
        let known = known.filter(|b| b.named).map(|b| (Span::new(at, b.end.max(at)), b.name));
        let plain = self.plain.leading(hay, at, end);
        match (known, plain) {
            // The longer reading knows more of the name, where what it adds is a name's words.
            (Some((k, _)), Some((p, words))) if p.end > k.end + 1 && goes_on(hay, k.end) => Some((p, self.gazetteer.expand(&words))),
            (Some(known), _) => Some(known),
            (None, plain) => plain.map(|(s, words)| (s, self.gazetteer.expand(&words))),
        }
    }

    fn expand(&self, name: &str) -> String {
        self.gazetteer.expand(name)
    }

    fn of_symbol(&self, part: &str) -> Option<String> {
        self.plain.of_symbol(part).or_else(|| self.gazetteer.of_symbol(part).map(|b| b.name.clone()))
    }

    fn qualify(&self, name: &str, _own: &Own) -> String {
        self.gazetteer.qualify(name, &self.context)
    }
}

/// True where the words at `at` go on a name: they are capitalised, or joined by a dash or a
/// word that only joins.
fn goes_on(hay: &Prepared, at: usize) -> bool {
    let rest = hay.text.get(at..).unwrap_or("").trim_start();
    let first = rest.split(' ').next().unwrap_or("");
    let next = rest.get(first.len()..).unwrap_or("").trim_start();
    let named = |w: &str| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    named(first) || first.starts_with(['-', '\u{2013}']) || named(next)
}
