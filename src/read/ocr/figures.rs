//! Figures [chữ số viết tay]: what is written by hand into a letterhead, running number and
//! day and month, is looked at a second time, stroke by stroke. In: the recognised lines of
//! a page. Out: the same, where both looks agree on a figure with the certainty of two
//! witnesses, else with so little that nobody takes it for read.

use super::picture::{Picture, float, whole};
use super::strokes::{Area, Stroke, strokes};
use super::tesseract::{self, Look};
use super::tsv::{Word, WordLine};
use crate::letters::Label;
use std::time::Duration;

/// Each stroke is shown so high and in frames so wide, in pixels.
const HEIGHTS: [usize; 3] = [24, 30, 36];
const MARGINS: [usize; 2] = [10, 20];
/// So many looks at each stroke.
const LOOKS: usize = HEIGHTS.len() * MARGINS.len();
/// Letterheads stand in so many hundredths of the page, from its top.
const HEAD: usize = 45;
/// A letterhead has at most so many written figures worth a look.
const MOST: usize = 24;
/// Certainty of a figure that both looks read alike.
const AGREED: u8 = 90;
/// Certainty of a figure that only the second look could read.
const SECOND: u8 = 75;
/// A first look less certain than this is no witness.
const WITNESS: u8 = 30;
/// Certainty of a figure that the looks do not agree on.
const OPEN: u8 = 20;
/// Below this the first look alone is not believed.
const SURE: u8 = 80;

/// A blank that is filled by hand.
#[derive(Debug)]
struct Slot {
    line: usize,
    /// The words in it.
    words: std::ops::Range<usize>,
    label: Label,
    area: Area,
    /// Height of the printed label.
    height: usize,
}

/// Looks a second time at number, day and month. Faults leave the lines as they are: it
/// was only the second look.
pub(super) fn settle(lines: &mut [WordLine], page: &Picture, limit: Duration) {
    for line in lines.iter_mut() {
        let top = line.first().is_some_and(|w| w.y0 * 100.0 < float(page.height * HEAD));
        if top {
            part(line);
        }
    }
    let mut slots = slots(lines, page);
    // From the right, so that places to the left stay.
    slots.sort_by_key(|s| std::cmp::Reverse((s.line, s.words.start)));
    let seen: Vec<Vec<Stroke>> = slots.iter().map(|s| written(page, s)).collect();
    if seen.iter().map(Vec::len).sum::<usize>() > MOST {
        return;
    }
    let Some(said) = looked(page, seen.iter().flatten(), limit, &[Look::FIGURE]) else { return };
    let mut said = said.into_iter();
    for (slot, strokes) in slots.iter().zip(seen) {
        let said: Vec<Vec<String>> = said.by_ref().take(strokes.len()).collect();
        let alike = said.iter().all(|l| l.windows(2).all(|w| w.first() == w.last()));
        let Some(line) = lines.get_mut(slot.line) else { continue };
        let looks: Vec<Option<String>> = strokes.iter().zip(&said).map(|(s, l)| agreed(s, l)).collect();
        let open = looks.iter().any(Option::is_none) && first(line, slot).1 < SURE;
        let (strokes, looks) = if open { again(page, strokes, looks, limit) } else { (strokes, looks) };
        write(line, slot, &strokes, &looks, alike);
    }
}

/// What is said of each stroke, shown in every height and frame; `None` on a fault.
fn looked<'s>(page: &Picture, strokes: impl Iterator<Item = &'s Stroke>, limit: Duration, ways: &[Look]) -> Option<Vec<Vec<String>>> {
    let strokes: Vec<&Stroke> = strokes.collect();
    let mut out = vec![Vec::new(); strokes.len()];
    for way in ways {
        let sizes = || HEIGHTS.iter().flat_map(|h| MARGINS.iter().map(move |m| (*h, *m)));
        let pictures: Vec<Picture> = strokes.iter().flat_map(|s| sizes().filter_map(|(h, m)| s.alone(page, h, m, way.thin))).collect();
        if pictures.is_empty() {
            return None;
        }
        let said = tesseract::figures(&pictures, *way, limit).ok()?;
        for (all, said) in out.iter_mut().zip(said.chunks(LOOKS)) {
            all.extend_from_slice(said);
        }
    }
    Some(out)
}

/// Looks once more at the strokes that stay open, in another way, and at each half of those
/// in which two figures touch.
fn again(page: &Picture, strokes: Vec<Stroke>, looks: Vec<Option<String>>, limit: Duration) -> (Vec<Stroke>, Vec<Option<String>>) {
    let parts: Vec<(Stroke, Option<String>)> = strokes
        .iter()
        .zip(&looks)
        .flat_map(|(s, l)| match (l, s.parted()) {
            (None, Some(two)) => two.map(|half| (half, None)).into(),
            _ => vec![(s.clone(), l.clone())],
        })
        .collect();
    let mut parts = parts;
    let mut heard: Vec<Vec<String>> = vec![Vec::new(); parts.len()];
    // Thinner ink only where all else leaves it open: it opens loops, too.
    for ways in [&[Look::FIGURE, Look::WORD][..], &[Look::THIN]] {
        let open: Vec<usize> = parts.iter().enumerate().filter(|(_, p)| p.1.is_none()).map(|(i, _)| i).collect();
        let Some(said) = looked(page, open.iter().filter_map(|i| parts.get(*i)).map(|p| &p.0), limit, ways) else { break };
        for (index, said) in open.into_iter().zip(said) {
            if let (Some(part), Some(heard)) = (parts.get_mut(index), heard.get_mut(index)) {
                heard.extend(said);
                part.1 = agreed(&part.0, heard);
            }
        }
    }
    parts.into_iter().unzip()
}

/// Parts words that hold a label and what is written beside it.
fn part(line: &mut WordLine) {
    let mut at = 0;
    let mut number = false;
    while let Some(word) = line.get(at) {
        let labels = [Label::Number, Label::Day, Label::Month, Label::Year];
        let opens = labels.iter().find_map(|l| Some((*l, l.opens(&word.text)?)));
        let length = word.text.chars().count();
        let cut = match opens {
            Some((label, own)) => {
                number = label == Label::Number;
                let rest: String = word.text.chars().skip(own).collect();
                // Of other words with the same letters a figure is no part.
                let written = number || rest.chars().any(|c| !c.is_alphabetic() && c != '.' && c != ',') || rest.chars().count() == 1;
                (own < length && written).then_some(own)
            }
            None if number && word.text.contains('/') => {
                number = false;
                word.text.chars().position(|c| c == '/').filter(|p| (1..=7).contains(p))
            }
            None => None,
        };
        if let Some((left, right)) = cut.and_then(|c| parted(word, c)) {
            line.splice(at..=at, [left, right]);
        }
        at += 1;
    }
}

/// A word in two, before its character `cut`.
fn parted(word: &Word, cut: usize) -> Option<(Word, Word)> {
    let (at, _) = word.text.char_indices().nth(cut)?;
    let (left, right) = word.text.split_at_checked(at)?;
    let wide = |s: &str| s.chars().map(share).sum::<f32>();
    let x = word.x0 + (word.x1 - word.x0) * wide(left) / wide(&word.text).max(0.1);
    let side = |text: &str, x0: f32, x1: f32| Word { text: text.to_owned(), x0, x1, ..word.clone() };
    Some((side(left, word.x0, x), side(right, x, word.x1)))
}

/// How wide a character is against the others of its word.
const fn share(c: char) -> f32 {
    match c {
        '/' | '-' | ':' | '.' | '|' | '(' => 0.6,
        'A'..='Z' | 'Đ' => 1.4,
        _ => 1.0,
    }
}

/// The blanks between a printed label and what is printed behind it.
fn slots(lines: &[WordLine], page: &Picture) -> Vec<Slot> {
    let mut out: Vec<Slot> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if line.first().is_none_or(|w| w.y0 * 100.0 >= float(page.height * HEAD)) {
            continue;
        }
        for (at, word) in line.iter().enumerate() {
            for (label, end) in [(Label::Number, None), (Label::Day, Some(Label::Month)), (Label::Month, Some(Label::Year))] {
                if label.opens(&word.text) != Some(word.text.chars().count()) || out.iter().any(|s| s.label == label) {
                    continue;
                }
                let ends = |w: &Word| end.map_or_else(|| opens_symbol(&w.text), |e| e.opens(&w.text).is_some());
                let Some(width) = line.iter().skip(at + 1).take(4).position(ends) else { continue };
                let Some(next) = line.get(at + 1 + width) else { continue };
                let height = word.y1 - word.y0;
                // What is written may reach into the box of the label.
                let from = line.get(at + 1).filter(|_| width > 0).map_or(word.x1 + 1.0, |w| w.x0.min(word.x1 + 1.0));
                let area = Area {
                    x0: whole(from),
                    y0: whole(word.y0 - height * 0.45),
                    x1: whole(next.x0.max(from)),
                    y1: whole(word.y1 + height * 0.45).min(page.height),
                };
                out.push(Slot { line: index, words: at + 1..at + 1 + width, label, area, height: whole(height) });
            }
        }
    }
    out
}

/// A symbol begins here: with its slash, or, where that was not read, as `UBND-VX` does.
fn opens_symbol(word: &str) -> bool {
    let capitals = word.chars().take_while(|c| c.is_uppercase()).count();
    word.starts_with('/') || (capitals >= 2 && word.contains(['-', '/']))
}

/// The strokes in a blank that are as high as figures.
fn written(page: &Picture, slot: &Slot) -> Vec<Stroke> {
    const AROUND: usize = 14;
    let area = slot.area;
    let wide = Area { x0: area.x0.saturating_sub(AROUND), x1: (area.x1 + AROUND).min(page.width), ..area };
    let mut found = strokes(page, wide);
    let inside = |s: &Stroke| {
        let (x, y) = ((s.area.x0 + s.area.x1) / 2, (s.area.y0 + s.area.y1) / 2);
        let level = (area.y0 + slot.height * 3 / 10..area.y1.saturating_sub(slot.height * 3 / 10)).contains(&y);
        (area.x0..area.x1).contains(&x) && level && s.height() * 100 >= slot.height * 42
    };
    found.retain(inside);
    let usual = found.first().map_or(0, Stroke::height);
    if found.len() > 1 && slot.label == Label::Number && found.last().is_some_and(|s| s.is_slash(usual)) {
        found.pop();
    }
    found
}

/// The figures that the looks at one stroke agree on and its form allows.
fn agreed(stroke: &Stroke, looks: &[String]) -> Option<String> {
    let read: Vec<&str> = looks.iter().map(String::as_str).filter(|l| !l.is_empty()).collect();
    // A 1 with a long upstroke is taken for an open 4, whose arms are apart at the top.
    let stem = read.len() >= 2 && read.iter().all(|r| matches!(*r, "1" | "4"));
    if stem && stroke.is_stem() {
        return Some("1".to_owned());
    }
    if read.is_empty() {
        return stroke.is_looped_two().then(|| "2".to_owned());
    }
    let allowed = |r: &&str| r.chars().count() > 1 || r.chars().all(|c| stroke.may_be(c));
    let fits: Vec<&str> = read.iter().copied().filter(allowed).collect();
    let count = |said: &str| fits.iter().filter(|r| **r == said).count();
    let top = fits.iter().max_by_key(|r| (count(r), std::cmp::Reverse(**r)))?;
    let votes = count(top);
    if top.chars().count() == 1 {
        // What the form rules out speaks against a figure only where it was said often.
        let most = votes * 4 >= fits.len() * 3 && votes * 2 >= read.len();
        return (most && votes >= if stroke.loops() > 0 { 2 } else { 3 }).then(|| (*top).to_owned());
    }
    let loops: usize = top.chars().map(|c| if c == '8' { 2 } else { usize::from(matches!(c, '0' | '6' | '9')) }).sum();
    let (wide, high, length) = (stroke.width() * 100, stroke.height(), top.chars().count());
    let fits = (high * length * 35..=high * length * 100).contains(&wide);
    let each = looks.len();
    (fits && (votes * LOOKS >= each * (LOOKS - 1) || (votes * 3 >= each * 2 && loops == stroke.loops()))).then(|| (*top).to_owned())
}

/// What the first look read in a blank, and how certain it was.
fn first(line: &WordLine, slot: &Slot) -> (String, u8) {
    let words = line.get(slot.words.clone()).unwrap_or_default();
    let read: String = words.iter().map(|w| w.text.as_str()).collect();
    let read = read.trim_matches(['.', ',', '_', '…', ' ', '/']).to_owned();
    (read, words.iter().map(|w| w.confidence).min().unwrap_or(0))
}

/// Writes what is settled into the line.
fn write(line: &mut WordLine, slot: &Slot, strokes: &[Stroke], looks: &[Option<String>], alike: bool) {
    let (first, sure) = first(line, slot);
    let words = line.get(slot.words.clone()).unwrap_or_default();
    let (Some(left), Some(right)) = (strokes.first(), strokes.last()) else { return };
    // Other figures than the first look's are believed where the form rules its figures out.
    let ruled_out = strokes.len() == first.len()
        && strokes.iter().zip(looks).zip(first.chars()).all(|((s, l), c)| l.as_deref().is_some_and(|l| l.chars().eq([c])) || !s.may_be(c));
    let Some((text, confidence)) = verdict(&first, sure, slot.label, looks, alike || ruled_out) else { return };
    if text == first {
        for word in line.get_mut(slot.words.clone()).unwrap_or_default() {
            word.confidence = confidence;
        }
        return;
    }
    // As high as what was first read there: strokes written beyond the line are none of the
    // print's measure.
    let beside = words.first().or_else(|| line.get(slot.words.start.checked_sub(1)?));
    let Some((y0, y1)) = beside.map(|w| (w.y0, w.y1)) else { return };
    // A slash among the strokes was left out of the figures.
    let lost = slot.label == Label::Number && line.get(slot.words.end).is_some_and(|w| !w.text.starts_with('/'));
    let text = if lost { format!("{text}/") } else { text };
    let x0 = float(left.area.x0);
    let word = Word { text, x0, x1: float(right.area.x1), y0, y1, confidence };
    // The label's box may reach over what is written beside it.
    if let Some(label) = slot.words.start.checked_sub(1).and_then(|i| line.get_mut(i)).filter(|l| l.x0 + 1.0 < x0) {
        label.x1 = label.x1.min(x0 - 1.0);
    }
    line.splice(slot.words.clone(), [word]);
}

/// What two looks say together: the figures and their certainty; nothing where the first
/// look stands. `alike`: every stroke was read the same each time.
fn verdict(first: &str, sure: u8, label: Label, looks: &[Option<String>], alike: bool) -> Option<(String, u8)> {
    let printed = !first.is_empty() && first.chars().all(|c| c.is_ascii_digit()) && (sure >= WITNESS || label != Label::Number);
    let figures = first.trim_end_matches(|c: char| c.is_lowercase());
    let lettered = !figures.is_empty() && first.chars().count() == figures.len() + 1 && figures.chars().all(|c| c.is_ascii_digit());
    if !printed && lettered && sure > OPEN {
        return None; // a running number with a letter behind it, which the second look cannot read
    }
    let all: Option<String> = looks.iter().map(|l| l.as_deref()).collect();
    let all = all.filter(|a| likely(a, label));
    let doubted = |first: &str| Some((first.to_owned(), sure.min(OPEN)));
    match all {
        Some(read) if read == first => Some((read, sure.max(AGREED))),
        Some(_) if printed && (sure >= SURE || !alike) => doubted(first),
        Some(read) => Some((read, SECOND)),
        None if !printed => {
            if first.is_empty() {
                None
            } else {
                doubted(first)
            }
        }
        None => {
            let one_each = looks.len() == first.len() && looks.iter().flatten().all(|l| l.len() == 1);
            let pairs = || looks.iter().zip(first.chars()).filter_map(|(l, c)| Some((l.as_deref()?.chars().next()?, c)));
            let differs = one_each && pairs().any(|(l, c)| l != c);
            let borne_out = one_each && pairs().count() * 2 >= first.len();
            if differs || (sure < SURE && !borne_out) { doubted(first) } else { None }
        }
    }
}

/// Figures that can stand there.
fn likely(figures: &str, label: Label) -> bool {
    let value = figures.parse::<u32>().unwrap_or(0);
    match label {
        Label::Day => (1..=31).contains(&value) && figures.len() <= 2,
        Label::Month => (1..=12).contains(&value) && figures.len() <= 2,
        Label::Number | Label::Year => (1..=6).contains(&figures.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, x0: f32, x1: f32) -> Word {
        Word { text: text.to_owned(), x0, y0: 100.0, x1, y1: 130.0, confidence: 50 }
    }

    fn looks(said: &[&str]) -> Vec<Option<String>> {
        said.iter().map(|s| (!s.is_empty()).then(|| (*s).to_owned())).collect()
    }

    #[test]
    fn words_are_parted_where_the_print_ends() {
        let parts = |words: &[Word]| {
            let mut line = words.to_vec();
            part(&mut line);
            line.into_iter().map(|w| w.text).collect::<Vec<_>>()
        };
        assert_eq!(parts(&[word("Số:(2/KH-TTra", 0.0, 100.0)]), ["Số:", "(2", "/KH-TTra"]);
        assert_eq!(parts(&[word("Só:", 0.0, 40.0), word("431/QĐ-TTg", 50.0, 200.0)]), ["Só:", "431", "/QĐ-TTg"]);
        assert_eq!(parts(&[word("ngàyŒ9", 0.0, 90.0), word("tháng3", 95.0, 140.0)]), ["ngày", "Œ9", "tháng", "3"]);
        assert_eq!(parts(&[word("năm.", 0.0, 90.0), word("ngàynay", 95.0, 140.0)]), ["năm.", "ngàynay"]);
    }

    #[test]
    fn both_looks_make_a_figure_sure() {
        assert_eq!(verdict("05", 60, Label::Number, &looks(&["0", "5"]), true), Some(("05".to_owned(), 90)));
        assert_eq!(verdict("||", 64, Label::Day, &looks(&["1", "1"]), false), Some(("11".to_owned(), 75)));
        assert_eq!(verdict("223", 71, Label::Number, &looks(&["9", "9", "9"]), true), Some(("999".to_owned(), 75)));
        assert_eq!(verdict("05b", 12, Label::Number, &looks(&["0", "5"]), false), Some(("05".to_owned(), 75)));
        assert_eq!(verdict("", 0, Label::Number, &looks(&["7"]), true), Some(("7".to_owned(), 75)));
        assert_eq!(verdict("28", 91, Label::Day, &looks(&["2", ""]), false), None);
        assert_eq!(verdict("05b", 60, Label::Number, &looks(&["0", "5", "6"]), true), None);
    }

    #[test]
    fn looks_that_differ_leave_it_open() {
        assert_eq!(verdict("4039", 67, Label::Number, &looks(&["1", "0", "3", ""]), false), Some(("4039".to_owned(), 20)));
        assert_eq!(verdict("43", 96, Label::Number, &looks(&["1", "3"]), true), Some(("43".to_owned(), 20)));
        assert_eq!(verdict("#+†", 6, Label::Day, &looks(&["", "4"]), false), Some(("#+†".to_owned(), 6)));
        assert_eq!(verdict("(Q22", 40, Label::Day, &looks(&["4", "5"]), true), Some(("(Q22".to_owned(), 20)));
    }
}
