//! What one page holds, before any order: glyphs and ruling lines, in points, as they
//! read from left to right and top to bottom.

use super::turn::Turn;

/// One printed glyph, or one space. Baseline coordinates, y downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    /// Left edge.
    pub(super) x0: f32,
    /// Right edge.
    pub(super) x1: f32,
    /// Baseline.
    pub(super) y: f32,
    /// Font size.
    pub(super) size: f32,
    /// First of its characters in [`Page::chars`].
    pub(super) at: u32,
    /// How many characters it stands for.
    pub(super) len: u8,
    /// A space: no ink, only a hint that a word ends.
    pub(super) blank: bool,
    /// Set in bold, or filled and stroked.
    pub(super) bold: bool,
    /// From an annotation's appearance.
    pub(super) stamped: bool,
    /// Where it was recognised from a picture: how sure its word is, 0 to 100.
    pub(super) sure: Option<u8>,
}

impl Glyph {
    /// A blank of no size.
    pub(super) const fn blank() -> Self {
        Self { x0: 0.0, x1: 0.0, y: 0.0, size: 0.0, at: 0, len: 0, blank: true, bold: false, stamped: false, sure: None }
    }

    /// The middle of its width.
    pub(super) fn middle(&self) -> f32 {
        f32::midpoint(self.x0, self.x1)
    }
}

/// A ruling line along one axis: a printed table border or a rule under a heading.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    /// The coordinate across: y of a horizontal rule, x of a vertical one.
    pub(super) at: f32,
    /// Where it begins along its axis.
    pub(super) from: f32,
    /// Where it ends.
    pub(super) to: f32,
}

/// The glyphs of one page that read in one direction, in that direction's coordinates.
#[derive(Debug, Clone, Default)]
pub(super) struct Layer {
    /// In the order they were drawn.
    pub(super) glyphs: Vec<Glyph>,
    /// Horizontal rules, as seen in this direction.
    pub(super) level: Vec<Rule>,
    /// Vertical rules.
    pub(super) upright: Vec<Rule>,
    /// Width of the page in this direction.
    pub(super) width: f32,
    /// Height of the page in this direction.
    pub(super) height: f32,
    /// The direction.
    pub(super) turn: Turn,
}

/// One page.
#[derive(Debug, Clone, Default)]
pub(super) struct Page {
    /// 1-based.
    pub(super) number: u32,
    /// The characters of all glyphs.
    pub(super) chars: Vec<char>,
    /// One layer for each direction that has glyphs, the fullest first.
    pub(super) layers: Vec<Layer>,
    /// What is on it besides glyphs.
    pub(super) drawn: Drawn,
}

/// What a page shows besides its glyphs.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Drawn {
    /// Glyphs that are there for searching only and print nothing.
    pub(super) hidden: usize,
    /// The share of the page that its largest picture covers, 0 to 1.
    pub(super) covered: f32,
    /// Pictures on it, annotations aside.
    pub(super) pictures: usize,
    /// Shapes drawn on it.
    pub(super) shapes: usize,
}

impl Page {
    /// How many glyphs with ink it has.
    pub(super) fn visible(&self) -> usize {
        self.layers.iter().map(|l| l.glyphs.iter().filter(|g| !g.blank).count()).sum()
    }

    /// The characters of a glyph.
    pub(super) fn text(&self, glyph: &Glyph) -> &[char] {
        let at = usize::try_from(glyph.at).unwrap_or(usize::MAX);
        self.chars.get(at..at.saturating_add(usize::from(glyph.len))).unwrap_or_default()
    }
}
