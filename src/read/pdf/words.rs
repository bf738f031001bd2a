//! Words: one row of glyphs in, its text and the edges of its characters out. Spaces come
//! from gaps and from printed blanks that nothing was stamped over; letters spaced out for
//! display are pulled together. The text is NFC.

use super::page::{Glyph, Page};
use super::rows::Row;
use crate::letters::compose;

/// A gap this much wider (in font sizes) than the row's usual one ends a word.
const WORD_GAP: f32 = 0.17;
/// The same, where the row has printed blanks between its words.
const WORD_GAP_WITH_BLANKS: f32 = 0.3;
/// A gap this much wider than the usual one ends a word where a blank is printed in it.
const BLANK_GAP: f32 = 0.1;
/// Between print and stamp this much (in font sizes) ends a word.
const STAMP_GAP: f32 = 0.06;
/// Among letters spaced out one by one, a gap this much wider than the least ends a word.
const SPREAD_GAP: f32 = 1.6;

/// A gap this wide parts columns that no other row shows, as a signer's name beside an entry.
const COLUMN_GAP: f32 = 8.0;

/// The text of one row.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Words {
    /// In NFC, words apart by single spaces, by a tab where a column begins.
    pub(super) text: String,
    /// Left edge of each character, then the right edge of the last.
    pub(super) edges: Vec<f32>,
    /// All of it is bold.
    pub(super) bold: bool,
    /// How sure each character is; empty where nothing was recognised from a picture.
    pub(super) sure: Vec<u8>,
}

/// Reads a row. Glyphs for which `skip` answers true are left out.
pub(super) fn words(page: &Page, row: &Row, skip: impl Fn(&Glyph) -> bool) -> Words {
    let ink: Vec<&Glyph> = row.glyphs.iter().filter(|g| !g.blank && !skip(g)).collect();
    let breaks = breaks(page, row, &ink);
    let mut out = Words::default();
    out.text.reserve(row.glyphs.len() * 2);
    out.edges.reserve(row.glyphs.len() + 1);
    let mut end = row.x0;
    let mut cluster = String::new();
    for (index, glyph) in ink.iter().enumerate() {
        if index > 0 && breaks.get(index - 1).copied().unwrap_or(false) {
            // "Kính gửi:" and its list are one line.
            let column = glyph.x0 - end >= COLUMN_GAP * row.size && !out.text.ends_with(':');
            out.text.push(if column { '\t' } else { ' ' });
            out.edges.push(end.min(glyph.x0));
        }
        letters(page.text(glyph), glyph, &mut cluster, &mut out);
        if let Some(sure) = glyph.sure {
            // The blank before a word is as sure as the word; what is no picture is certain.
            out.sure.resize(out.text.chars().count(), sure);
        }
        end = glyph.x1.max(end);
    }
    let bold = ink.iter().filter(|g| g.bold).count();
    out.bold = !ink.is_empty() && bold * 20 >= ink.len() * 19;
    if !out.text.is_empty() {
        out.edges.push(end);
    }
    out
}

/// Appends what one glyph stands for.
fn letters(chars: &[char], glyph: &Glyph, cluster: &mut String, out: &mut Words) {
    if let [c] = chars
        && *c < '\u{300}'
    {
        out.text.push(*c);
        out.edges.push(glyph.x0);
        return;
    }
    cluster.clear();
    cluster.extend(chars.iter().filter(|c| !c.is_control()));
    let composed = compose(cluster);
    // A few letters at most: exact in any float.
    let count = u8::try_from(composed.chars().count()).unwrap_or(u8::MAX);
    let step = (glyph.x1 - glyph.x0) / f32::from(count.max(1));
    let mut edge = glyph.x0;
    for c in composed.chars() {
        // A blank inside a glyph's letters (a bullet with its space) stays a single one.
        if c.is_whitespace() && out.text.ends_with(' ') {
            continue;
        }
        out.text.push(if c.is_whitespace() { ' ' } else { c });
        out.edges.push(edge);
        edge += step;
    }
}

/// For each pair of neighbours, whether a word ends between them.
fn breaks(page: &Page, row: &Row, ink: &[&Glyph]) -> Vec<bool> {
    let gaps: Vec<f32> = ink.windows(2).map(|w| gap(w) / row.size.max(1.0)).collect();
    let blank = blanks(row, ink);
    let seen = blank.iter().filter(|b| **b).count();
    let mut tight: Vec<f32> = gaps.iter().zip(&blank).filter(|(_, b)| !**b).map(|(g, _)| *g).collect();
    // Condensed print overlaps: its usual gap is negative.
    let usual = median(&mut tight).clamp(-0.2, 0.8);
    let least = if seen * 12 >= ink.len() { WORD_GAP_WITH_BLANKS } else { WORD_GAP };
    let ends = |(g, b): (&f32, &bool)| *g - usual > if *b { BLANK_GAP } else { least };
    let mut breaks: Vec<bool> = gaps.iter().zip(&blank).map(ends).collect();
    for ((pair, gap), broken) in ink.windows(2).zip(&gaps).zip(&mut breaks) {
        *broken |= stamp_edge(page, pair, *gap);
    }
    // The mark that a footnote begins with is raised and often touches its text.
    let mark = ink.windows(2).position(|w| matches!(w, [a, b] if a.size <= 0.8 * b.size && b.y - a.y > 0.1 * b.size));
    if let Some(end) = mark
        && breaks.iter().take(end).all(|b| !b)
        && let Some(broken) = breaks.get_mut(end)
    {
        *broken |= ink.iter().take(end + 1).flat_map(|g| page.text(g)).all(|c| c.is_ascii_digit() || "()*".contains(*c));
    }
    pull_together(&gaps, &mut breaks);
    breaks
}

/// True where print and stamp meet and do not make one number.
fn stamp_edge(page: &Page, pair: &[&Glyph], gap: f32) -> bool {
    let [a, b] = pair else { return false };
    let digit = |g: &Glyph| page.text(g).last().is_some_and(char::is_ascii_digit);
    let letter = |g: &Glyph| page.text(g).last().is_some_and(|c| c.is_alphabetic());
    let joint = (letter(a) && digit(b)) || (digit(a) && letter(b));
    a.stamped != b.stamped && (joint || (gap > STAMP_GAP && !(digit(a) && digit(b))))
}

/// The space between two neighbours.
fn gap(pair: &[&Glyph]) -> f32 {
    match pair {
        [a, b] => b.x0 - a.x1,
        _ => 0.0,
    }
}

/// For each pair of neighbours, whether a printed blank lies between their middles.
fn blanks(row: &Row, ink: &[&Glyph]) -> Vec<bool> {
    let mut out = Vec::with_capacity(ink.len());
    let mut spaces = row.glyphs.iter().filter(|g| g.blank && g.x1 > g.x0).peekable();
    for pair in ink.windows(2) {
        let [a, b] = pair else { continue };
        let mut found = false;
        while let Some(space) = spaces.peek().filter(|s| s.middle() < b.middle()) {
            found |= space.middle() > a.middle();
            spaces.next();
        }
        out.push(found);
    }
    out
}

/// Undoes the breaks inside words whose letters are spaced out one by one.
fn pull_together(gaps: &[f32], breaks: &mut [bool]) {
    let tokens = breaks.iter().filter(|b| **b).count() + 1;
    let singles = breaks.windows(2).filter(|w| matches!(w, [true, true])).count()
        + usize::from(breaks.first() == Some(&true))
        + usize::from(breaks.last() == Some(&true));
    if tokens < 5 || singles * 10 < tokens * 8 {
        return;
    }
    let parted = || gaps.iter().zip(breaks.iter()).filter(|(_, b)| **b).map(|(g, _)| *g);
    let least = parted().fold(f32::MAX, f32::min).max(0.1);
    let most = parted().fold(0.0, f32::max);
    if most <= least * SPREAD_GAP {
        return;
    }
    for (gap, broken) in gaps.iter().zip(breaks) {
        *broken = *broken && *gap > least * SPREAD_GAP;
    }
}

/// The middle value, 0 where there is none.
fn median(values: &mut [f32]) -> f32 {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}
