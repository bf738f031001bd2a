//! Styles [kiểu định dạng]: the style sheet and the font table in; the look that a style gives
//! and the name of a font out.

use super::bytes::{size_at, slice, u8_at, u16_at, wide};
use super::fib::{Fib, Stretch};
use super::look::{Characters, Paragraphs};
use std::rc::Rc;

/// Styles are based on styles; a longer chain is a circle.
const LONGEST_CHAIN: usize = 16;
/// The style of no style.
const NONE: usize = 0x0FFF;

#[derive(Debug, Default)]
struct Style<'t> {
    base: usize,
    paragraph: &'t [u8],
    characters: &'t [u8],
}

/// The style sheet.
#[derive(Debug, Default)]
pub(super) struct Styles<'t> {
    styles: Vec<Style<'t>>,
    /// Font of everything that names none.
    font: Option<usize>,
}

impl<'t> Styles<'t> {
    /// Reads the style sheet; a broken one gives the styles before the break.
    pub(super) fn read(table: &'t [u8], fib: &Fib) -> Self {
        let sheet = slice(table, fib.styles.at, fib.styles.size).unwrap_or(&[]);
        let head = size_at(sheet, 0).unwrap_or_default();
        let (Some(count), Some(base_size)) = (size_at(sheet, 2), size_at(sheet, 4)) else { return Self::default() };
        let mut styles = Vec::new();
        let mut at = 2 + head;
        for _ in 0..count {
            let Some(size) = size_at(sheet, at) else { break };
            let Some(bytes) = slice(sheet, at + 2, size) else { break };
            styles.push(style(bytes, base_size).unwrap_or(Style { base: NONE, ..Style::default() }));
            at += 2 + size + size % 2;
        }
        Self { styles, font: if head >= 14 { size_at(sheet, 2 + 12) } else { None } }
    }

    /// From the furthest base to the style itself.
    fn chain(&self, style: usize) -> Vec<&Style<'t>> {
        let mut chain = Vec::new();
        let mut next = style;
        while let Some(style) = self.styles.get(next).filter(|_| chain.len() < LONGEST_CHAIN) {
            chain.push(style);
            next = style.base;
        }
        chain.reverse();
        chain
    }

    /// The look of a paragraph of a style.
    pub(super) fn paragraph(&self, style: usize, data: &[u8]) -> Paragraphs {
        let mut look = Paragraphs::default();
        self.chain(style).into_iter().for_each(|s| look.apply(s.paragraph, data));
        look.style = style;
        look
    }

    /// The look of the characters of a style.
    pub(super) fn characters(&self, style: usize) -> Characters {
        self.over(style, Characters { font: self.font, ..Characters::default() })
    }

    /// A style over another look.
    pub(super) fn over(&self, style: usize, below: Characters) -> Characters {
        let mut look = below;
        for style in self.chain(style) {
            let before = look;
            look.apply(style.characters, before, &|_, look| look);
        }
        look
    }
}

fn style(bytes: &[u8], base_size: usize) -> Option<Style<'_>> {
    let kind_and_base = u16_at(bytes, 2)?;
    let name = size_at(bytes, base_size)?;
    let mut at = base_size + 2 + (name + 1) * 2;
    let mut parts = [&[][..]; 2];
    for part in &mut parts {
        let Some(size) = size_at(bytes, at) else { break };
        *part = slice(bytes, at + 2, size)?;
        at += 2 + size + size % 2;
    }
    let base = usize::from(kind_and_base >> 4);
    Some(match kind_and_base & 0xF {
        // changes of the paragraph follow the style's own number
        1 => Style { base, paragraph: parts[0].get(2..).unwrap_or(&[]), characters: parts[1] },
        2 => Style { base, paragraph: &[], characters: parts[0] },
        _ => Style { base: NONE, ..Style::default() },
    })
}

/// The names of the fonts, by number.
pub(super) fn fonts(table: &[u8], stretch: Stretch) -> Vec<Rc<str>> {
    let bytes = slice(table, stretch.at, stretch.size).unwrap_or(&[]);
    let mut fonts = Vec::new();
    let mut at = 4;
    for _ in 0..size_at(bytes, 0).unwrap_or_default() {
        let Some(size) = u8_at(bytes, at).map(usize::from) else { break };
        let Some(entry) = slice(bytes, at + 1, size) else { break };
        let name = entry.get(39..).and_then(|n| wide(n, 0, n.len() / 2)).unwrap_or_default();
        fonts.push(Rc::from(name.split('\0').next().unwrap_or_default()));
        at += 1 + size;
    }
    fonts
}
