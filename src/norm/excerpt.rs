//! Excerpt [trích đoạn]: some lines of a text as a text of their own. In: a [`Normal`] and a
//! range of its lines. Out: a [`Normal`] of those alone, whose spans still point into the
//! whole document, so that one text proves what several readers of its parts found.

use super::clean::Piece;
use super::normal::{Map, Normal, PrintedLine};
use crate::read::Part;
use crate::rules::Rules;
use crate::span::Span;
use std::ops::Range;

/// Gathers stretches of a text.
#[derive(Default)]
struct Taken {
    text: String,
    map: Map,
    lines: Vec<PrintedLine>,
    paragraphs: Vec<Range<usize>>,
}

impl Normal {
    /// Lines before the footnotes that stand behind all others.
    pub(crate) fn lines_of_text(&self) -> usize {
        self.lines.iter().rposition(|l| l.part != Part::Footnote).map_or(0, |i| i + 1)
    }

    /// `lines` as a text of their own, with the footnotes at the end of the whole that were
    /// cut out of them.
    pub(crate) fn excerpt(&self, lines: Range<usize>, rules: &Rules) -> Self {
        let mut taken = Taken::default();
        let text_ends = self.lines_of_text();
        let (Some(first), Some(last)) = (self.lines.get(lines.start), lines.end.checked_sub(1).and_then(|l| self.lines.get(l))) else {
            return Self::default();
        };
        let inside = |p: &Range<usize>| p.start.max(lines.start)..p.end.min(lines.end);
        let paragraphs = self.paragraphs.iter().map(inside).filter(|p| p.start < p.end);
        taken.paragraphs.extend(paragraphs.map(|p| p.start - lines.start..p.end - lines.start));
        taken.stretch(self, Span::new(first.span.start, last.span.end), lines.clone());
        let from = self.place(first.span.start);
        let to = if lines.end < text_ends { self.lines.get(lines.end).map(|l| self.place(l.span.start)) } else { None };
        for (index, note) in self.lines.iter().enumerate().skip(text_ends.max(lines.end)) {
            let place = self.place(note.span.start);
            if place >= from && to.is_none_or(|t| place < t) {
                taken.paragraphs.push(taken.lines.len()..taken.lines.len() + 1);
                taken.stretch(self, note.span, index..index + 1);
            }
        }
        self.with_same_document(rules.prepare(taken.text), taken.lines, taken.paragraphs, taken.map)
    }
}

impl Taken {
    /// Appends the words of `span`, on which stand `lines`.
    fn stretch(&mut self, from: &Normal, span: Span, lines: Range<usize>) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let at = self.text.len();
        let moved = |place: usize| place - span.start + at;
        self.text.push_str(span.of(&from.hay.text));
        self.map.pieces.push(Piece { clean: at, document: from.place(span.start) });
        self.map.pieces.extend(from.pieces_inside(span).map(|p| Piece { clean: moved(p.clean), document: p.document }));
        self.map.gaps.extend(from.gaps(span).map(moved));
        let printed = from.lines.get(lines).unwrap_or_default().iter();
        self.lines.extend(printed.map(|l| PrintedLine { span: Span::new(moved(l.span.start), moved(l.span.end)), ..l.clone() }));
    }
}

#[cfg(test)]
mod tests {
    use crate::norm::normalise;
    use crate::read::{Limits, read};
    use crate::rules::Rules;
    use crate::span::{Span, TextSpan};

    #[test]
    fn spans_of_an_excerpt_point_into_the_whole() {
        let rules = Rules::builtin().unwrap();
        let text = "Một   dòng đầu.\n\nDo\u{300}ng hai,  hai cột     cột sau.\nDòng ba.\n";
        let source = read("a.txt", text.as_bytes(), None, &Limits::default()).unwrap();
        let whole = normalise(&source, &rules);
        let part = whole.excerpt(1..3, &rules);
        assert_eq!(part.hay.text, "Dòng hai, hai cột cột sau.\nDòng ba.");
        assert_eq!((part.lines.len(), part.paragraphs.clone()), (2, vec![0..1, 1..2]));
        assert!(part.lines[0].blank_before && !part.lines[1].blank_before);
        let at = part.hay.text.find("cột sau").unwrap();
        assert_eq!(part.gaps(part.lines[0].span).collect::<Vec<_>>(), [at]);
        let letters: Vec<char> = part.document_text().chars().collect();
        let words = |TextSpan(from, to): TextSpan| letters[from as usize..to as usize].iter().collect::<String>();
        assert_eq!(words(part.text_span(Span::new(at, at + "cột sau".len()))), "cột sau");
        assert_eq!(words(part.text_span(part.lines[1].span)), "Dòng ba.");
        assert_eq!(words(part.text_span(part.lines[0].span)), "Dòng hai,  hai cột     cột sau.");
        assert_eq!(whole.excerpt(3..4, &rules).hay.text, "");
    }
}
