//! Series [dãy số thứ tự]: numbers of labels that a recogniser misread, put right by their
//! neighbours. In: the paragraphs of a recognised text with the labels read. Out: the same;
//! `H.` behind `I.` is `II`, `đ)` between `c)` and `đ)` is `d`, and says that it is inferred. A
//! number that no neighbour speaks against stays.

use super::outline::{Label, Paragraph, labelled};
use crate::letters::roman;
use crate::rules::{Prepared, Rules};

/// The letters of a list in their order (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.5.g).
const LETTERS: [&str; 22] = ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "x"];

/// The place of đ among them.
const STROKED: u32 = 5;

/// A series is not longer.
const LONGEST: u32 = 40;

/// Rank of numbers in figures.
const FIGURES: u32 = 30;

/// A heading has more letters than this.
const LEAST: usize = 4;

/// How a label counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Roman,
    Figure,
    Letter,
}

impl Style {
    const ALL: [Self; 3] = [Self::Roman, Self::Figure, Self::Letter];

    fn print(self, value: u32) -> Option<String> {
        match self {
            Self::Roman => Some(roman(value)),
            Self::Figure => Some(value.to_string()),
            Self::Letter => usize::try_from(value).ok().and_then(|v| LETTERS.get(v.checked_sub(1)?)).map(|&l| l.to_owned()),
        }
    }
}

/// A label as a member of a series.
#[derive(Debug, Clone, Copy)]
struct Member {
    rank: u32,
    style: Style,
    value: u32,
}

/// Puts misread numbers right.
pub(super) fn settle(paragraphs: &mut [Paragraph], hay: &Prepared, rules: &Rules) {
    // The last member of each series that is open.
    let mut open: Vec<Member> = Vec::new();
    for i in 0..paragraphs.len() {
        if let Some(label) = misread(paragraphs, i, &open, hay, rules).or_else(|| lost(paragraphs, i, &open, hay, rules)) {
            paragraphs[i].label = Some(label);
        }
        let Some(label) = paragraphs[i].label.as_mut() else { continue };
        open.retain(|m| m.rank <= label.rank);
        let Some(mut own) = member(label) else { continue };
        if let Some(before) = open.last().copied().filter(|b| b.rank == own.rank && b.style == own.style)
            && own.value != before.value + 1
            && let Some(right) = own.style.print(before.value + 1)
            && breaks(paragraphs, i, before, own)
            && let Some(label) = paragraphs[i].label.as_mut()
        {
            own.value = before.value + 1;
            label.number = Some(right);
            label.inferred = true;
        }
        open.retain(|m| m.rank < own.rank);
        open.push(own);
    }
}

/// The label's place in its series; `None` for bullets, articles and numbers with dots.
fn member(label: &Label) -> Option<Member> {
    let number = label.number.as_deref()?;
    if label.holds || !label.counts {
        return None;
    }
    let value = |style: Style| (1..=LONGEST).find(|&v| style.print(v).is_some_and(|p| p == number));
    Style::ALL.into_iter().find_map(|style| value(style).map(|value| Member { rank: label.rank, style, value }))
}

/// The next member behind paragraph `at` in the series of `rank`.
fn next(paragraphs: &[Paragraph], at: usize, rank: u32) -> Option<Member> {
    let labels = paragraphs.get(at + 1..)?.iter().filter_map(|p| p.label.as_ref());
    labels.take_while(|l| l.rank >= rank).find(|l| l.rank == rank && l.number.is_some()).and_then(member)
}

/// A number that does not follow the one before it is misread where the next one would follow
/// the right one, or where it is said twice and nothing goes on from it.
fn breaks(paragraphs: &[Paragraph], at: usize, before: Member, own: Member) -> bool {
    let next = next(paragraphs, at, own.rank).map(|m| m.value);
    // A list without đ: the letter behind c) is d, whatever stroke was seen on it.
    if own.style == Style::Letter && own.value == STROKED && before.value + 2 == STROKED {
        return true;
    }
    next == Some(before.value + 2) || own.value == before.value && own.value > 1 && next.is_none()
}

/// `H.` behind `I.`: strokes that are those of the next Roman number; `5,` behind `4.`: a
/// comma for the full stop.
fn misread(paragraphs: &[Paragraph], at: usize, open: &[Member], hay: &Prepared, rules: &Rules) -> Option<Label> {
    let paragraph = paragraphs.get(at)?;
    let read = labelled(hay, rules, paragraph.span, "label-misread")?;
    let number = read.number.as_deref()?;
    if let (Ok(value), true) = (number.parse::<u32>(), read.rank == FIGURES) {
        return comma(paragraphs, at, open, value).then_some(read);
    }
    let right = match open.iter().rfind(|m| m.style == Style::Roman) {
        Some(before) => Some(roman(before.value + 1)).filter(|right| strokes(number) == *right),
        None => opens_parts(paragraphs, at, number, hay, rules).then(|| roman(1)),
    }?;
    let known = paragraph.label.as_ref().and_then(|l| l.number.as_deref());
    (known != Some(right.as_str())).then_some(Label { number: Some(right), inferred: true, ..read })
}

/// A figure before a comma follows the one before it, or opens a series that goes on.
fn comma(paragraphs: &[Paragraph], at: usize, open: &[Member], value: u32) -> bool {
    let unlabelled = paragraphs.get(at).is_some_and(|p| p.label.is_none());
    let before = open.last().filter(|m| m.rank == FIGURES).map_or(0, |m| m.value);
    let after = next(paragraphs, at, FIGURES).map(|m| m.value);
    unlabelled && value == before + 1 && (before > 0 || after == Some(value + 1))
}

/// `IL.` in front of a heading in capitals is `I` where the next such heading is `II`.
fn opens_parts(paragraphs: &[Paragraph], at: usize, number: &str, hay: &Prepared, rules: &Rules) -> bool {
    let heading = |p: &Paragraph| {
        let words = p.span.of(&hay.text);
        words.chars().filter(|c| c.is_alphabetic()).count() > LEAST && !words.chars().any(char::is_lowercase)
    };
    let of = |p: &Paragraph| labelled(hay, rules, p.span, "label-misread").filter(|l| l.rank < FIGURES).and_then(|l| l.number);
    let later = || paragraphs.get(at + 1..).into_iter().flatten().filter(|p| heading(p)).find_map(of);
    let first = matches!(strokes(number).as_str(), "I" | "II") && paragraphs.get(at).is_some_and(heading);
    first && later().is_some_and(|n| strokes(&n) == "II")
}

/// A mark that a number has been lost in front of: the next of the series that is open.
fn lost(paragraphs: &[Paragraph], at: usize, open: &[Member], hay: &Prepared, rules: &Rules) -> Option<Label> {
    let paragraph = paragraphs.get(at).filter(|p| p.label.is_none())?;
    let before = open.iter().rfind(|m| m.style == Style::Figure)?;
    let read = labelled(hay, rules, paragraph.span, "label-lost")?;
    let goes_on = next(paragraphs, at, before.rank).is_none_or(|n| n.value == before.value + 2);
    let number = before.style.print(before.value + 1)?;
    goes_on.then_some(Label { number: Some(number), rank: before.rank, inferred: true, ..read })
}

/// The signs of a Roman number, from letters that are made of the same strokes.
fn strokes(read: &str) -> String {
    let mut out = String::new();
    for c in read.chars() {
        match c {
            'H' | 'U' | 'N' => out.push_str("II"),
            'I' | 'l' | '1' | 'i' | 'L' | 'T' | 'J' | '|' => out.push('I'),
            'V' | 'v' | 'Y' => out.push('V'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::norm::normalise;
    use crate::read::{Limits, read};
    use crate::rules::Rules;
    use crate::segment::segment;

    /// Numbers of a letter's passages, those put right with a star; `name` says whether it was
    /// recognised.
    fn numbers(name: &str, lines: &[&str]) -> String {
        let rules = Rules::builtin().unwrap();
        let text = format!("Kính gửi: Sở Y tế.\n\n{}\n", lines.join("\n\n"));
        let normal = normalise(&read(name, text.as_bytes(), None, &Limits::default()).unwrap(), &rules);
        let passages = segment(&normal, &rules).passages;
        let star = |inferred: bool| if inferred { "*" } else { "" };
        let labels = passages.iter().filter_map(|p| p.label.as_ref().map(|l| (p.number.as_deref().unwrap_or("-"), l.inferred)));
        labels.map(|(n, inferred)| format!("{n}{}", star(inferred))).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_series_says_what_a_number_was() {
        let read = |lines: &[&str]| numbers("a.md", lines);
        assert_eq!(read(&["I. Mục đích", "H. Nội dung", "1. Chợ", "HI. Tổ chức thực hiện"]), "I II* II.1 III*");
        assert_eq!(
            read(&["I. Mục đích", "II. Nội dung", "1. Chợ", "2. Bến", "II. Tổ chức thực hiện", "1. Sở Y tế"]),
            "I II II.1 II.2 III* III.1"
        );
        assert_eq!(read(&["a) Chợ", "b) Bến", "c) Cảng", "đ) Ga", "đ) Trạm", "e) Kho"]), "a b c d* đ e");
        assert_eq!(read(&["1. Chợ", "2. Bến", "8. Cảng", "4. Ga"]), "1 2 3* 4");
        assert_eq!(read(&["1. Chợ", ". Bến tàu", "a) Cảng", "3. Ga"]), "1 2* 2.a 3");
        assert_eq!(read(&["a) Chợ", "b) Bến", "c) Cảng", "đ) Ga", "e) Kho"]), "a b c d* e");
        assert_eq!(read(&["1. Chợ", "2, Bến tàu", "- Cảng", "3. Ga", "4, Kho"]), "1 2 2 3 4");
        assert_eq!(read(&["1, Chợ", "2. Bến tàu"]), "1 2");
        assert_eq!(read(&["IL. MỤC ĐÍCH", "1. Chợ", "_H, NỘI DUNG", "1. Bến", "HI. TỔ CHỨC"]), "I* I.1 II* II.1 III*");
        assert_eq!(read(&["L.MỤC ĐÍCH", "1. Chợ", "II. NỘI DUNG"]), "I* I.1 II");
    }

    #[test]
    fn what_no_neighbour_speaks_against_stays() {
        let read = |lines: &[&str]| numbers("a.md", lines);
        // A list that begins anew, a figure left out, the letters of a long plan.
        assert_eq!(read(&["1. Chợ", "2. Bến", "1. Cảng", "2. Ga"]), "1 2 1 2");
        assert_eq!(read(&["1. Chợ", "3. Bến", "4. Cảng"]), "1 3 4");
        assert_eq!(read(&["A. Chợ", "H. Bến"]), "A H");
        assert_eq!(read(&["Sở Y tế.", "3, Điều 5 của Nghị định"]), "");
        assert_eq!(read(&["L. TÀI CHÍNH", "M. NỘI VỤ"]), "L M");
        assert_eq!(read(&["1. Chợ", "2. Bến", ". Cảng", "3. Ga"]), "1 2 3");
        // What a typist wrote is what the paper says.
        assert_eq!(numbers("a.txt", &["I. Mục đích", "II. Nội dung", "II. Tổ chức thực hiện"]), "I II II");
    }
}
