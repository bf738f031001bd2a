//! Gate [kiểm tra lớp chữ]: is the text layer of this page Vietnamese, and is it the
//! page's text? In: one page as drawn. Out: what to make of it. Most scans have no text
//! layer, many have one that is no use: an invisible one in another language, or the
//! words of a signature stamp. Text in a legacy font is not judged here: it is decoded.

use super::page::{Glyph, Page};
use crate::letters::is_syllable;
use crate::record::PageReason;

/// A picture this large (share of the page) makes a page a scan.
const SCAN: f32 = 0.5;
/// A scan with fewer glyphs than this bears a stamp, a page number, a file mark.
const STAMP: usize = 250;
/// Of a hundred Vietnamese letters in running text some twenty-five bear marks.
const MARKED: usize = 8;
/// So many words of a hundred are syllables in a good layer; one of another language or
/// of a bad recogniser stays below.
const SYLLABLES: usize = 75;
/// Words looked at.
const SAMPLE: usize = 150;
/// So few words prove nothing.
const FEW: usize = 12;
/// Glyphs without meaning, in a hundred, that spoil a layer.
const MEANINGLESS: usize = 20;
/// A page of outlines (text turned to curves) has at least so many shapes.
const OUTLINES: usize = 400;
/// A picture smaller than this is a logo.
const LOGO: f32 = 0.04;

/// Judges one page.
pub(super) fn judge(page: &Page) -> PageReason {
    let glyphs = page.visible();
    let drawn = page.drawn;
    if glyphs == 0 {
        let shows = drawn.covered > LOGO || drawn.shapes > OUTLINES;
        return if shows { PageReason::NoTextLayer } else { PageReason::Blank };
    }
    let scan = drawn.covered >= SCAN;
    if scan && glyphs < STAMP {
        return PageReason::StampOnly;
    }
    let hidden = drawn.hidden * 2 > glyphs;
    if meaningless(page) || ((scan || hidden) && !vietnamese(page, hidden)) { PageReason::BadTextLayer } else { PageReason::GoodTextLayer }
}

/// Too many glyphs whose letters the file does not say.
fn meaningless(page: &Page) -> bool {
    let ink = page.chars.iter().filter(|c| !c.is_whitespace()).count();
    let lost = page.chars.iter().filter(|c| matches!(c, '\u{fffd}' | '\u{e000}'..='\u{efff}')).count();
    lost * 100 > ink * MEANINGLESS
}

/// The layer reads as Vietnamese. A hidden one is a recogniser's, and is looked at twice.
fn vietnamese(page: &Page, hidden: bool) -> bool {
    let letters = page.chars.iter().filter(|c| c.is_alphabetic()).count();
    let marked = page.chars.iter().filter(|c| is_marked(**c)).count();
    if marked * 100 < letters * MARKED {
        return false;
    }
    if !hidden {
        return true;
    }
    let Some(layer) = page.layers.first() else { return false };
    let words = words(page, &layer.glyphs);
    let good = words.iter().filter(|w| is_syllable(w)).count();
    words.len() < FEW || good * 100 >= words.len() * SYLLABLES
}

/// Letters that no neighbouring language writes.
const fn is_marked(c: char) -> bool {
    matches!(c, '\u{1ea0}'..='\u{1ef9}' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | 'ă' | 'Ă')
}

/// The first words, as drawn: they end at blanks, gaps and new lines.
fn words(page: &Page, glyphs: &[Glyph]) -> Vec<String> {
    let mut out = Vec::new();
    let mut word = String::new();
    let mut before: Option<&Glyph> = None;
    for glyph in glyphs {
        let parted = before.is_none_or(|b| glyph.blank || (glyph.y - b.y).abs() > 0.3 * b.size || glyph.x0 - b.x1 > 0.2 * b.size);
        if parted {
            keep(&mut word, &mut out);
            if out.len() >= SAMPLE {
                break;
            }
        }
        word.extend(page.text(glyph).iter().filter(|c| c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(*c)));
        before = Some(glyph);
    }
    keep(&mut word, &mut out);
    out
}

fn keep(word: &mut String, out: &mut Vec<String>) {
    if word.chars().count() >= 2 {
        out.push(std::mem::take(word));
    }
    word.clear();
}

#[cfg(test)]
mod tests {
    use super::super::page::{Drawn, Layer};
    use super::*;

    fn page(text: &str, drawn: Drawn) -> Page {
        let mut page = Page { number: 1, drawn, ..Page::default() };
        let mut layer = Layer::default();
        let mut x = 0.0;
        for c in text.chars() {
            let at = u32::try_from(page.chars.len()).unwrap();
            page.chars.push(c);
            layer.glyphs.push(Glyph { x0: x, x1: x + 5.0, y: 100.0, size: 10.0, at, len: 1, blank: c == ' ', ..Glyph::blank() });
            x += 5.0;
        }
        page.layers.push(layer);
        page
    }

    const SCANNED: Drawn = Drawn { hidden: 0, covered: 0.98, pictures: 1, shapes: 0 };
    const LETTER: &str = "Thực hiện ý kiến chỉ đạo của lãnh đạo tỉnh, Sở đề nghị các đơn vị gửi báo cáo trước ngày họp. ";

    #[test]
    fn pages_are_told_apart() {
        let letter = LETTER.repeat(4);
        let english = "The quick report of the district office was delivered before noon on Monday by courier. ".repeat(4);
        let rubbish = "BO GIAODl)C vA BAoT~O sa giao due va dao t~o cQng hoa xi\u{302} hQi chu nghTa vift nam dQc l~p ".repeat(4);
        let hidden = |text: &str| Drawn { hidden: text.chars().count(), ..SCANNED };
        for (name, page, want) in [
            ("letter", page(&letter, Drawn::default()), PageReason::GoodTextLayer),
            ("english annex", page(&english, Drawn::default()), PageReason::GoodTextLayer),
            ("table of figures", page("12 345 678", Drawn::default()), PageReason::GoodTextLayer),
            ("stamp on a scan", page("Ký bởi: Văn thư", SCANNED), PageReason::StampOnly),
            ("good layer of a scan", page(&letter, hidden(&letter)), PageReason::GoodTextLayer),
            ("english layer of a scan", page(&english, hidden(&english)), PageReason::BadTextLayer),
            ("bad layer of a scan", page(&rubbish, hidden(&rubbish)), PageReason::BadTextLayer),
            ("lost letters", page(&"\u{fffd}\u{fffd}a ".repeat(100), Drawn::default()), PageReason::BadTextLayer),
            ("scan", Page { drawn: SCANNED, ..Page::default() }, PageReason::NoTextLayer),
            ("curves", Page { drawn: Drawn { shapes: 3000, ..Drawn::default() }, ..Page::default() }, PageReason::NoTextLayer),
            ("nothing", Page::default(), PageReason::Blank),
        ] {
            assert_eq!(judge(&page), want, "{name}");
        }
    }
}
