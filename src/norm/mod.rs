//! Normalise [chuẩn hoá]: [`Source`] in, [`Normal`] out: NFC, single spaces, wrapped lines
//! joined, page numbers and running heads gone, footnotes set apart, with a map back so
//! that every span points into the text as read. What the words mean is not asked here.

mod clean;
mod document_text;
mod excerpt;
mod footnotes;
mod furniture;
mod join;
mod markdown;
mod normal;
mod repair;
mod stray;

use normal::Map;
pub(crate) use normal::{Normal, PrintedLine};

use crate::read::{Format, Part, Source};
use crate::rules::Rules;
use crate::span::Span;
use clean::Cleaner;

/// Normalises one document.
pub(crate) fn normalise(source: &Source, rules: &Rules) -> Normal {
    let document = document_text::compose(source);
    let furniture = furniture::find(&document, rules);
    // Markdown is what converters make of scans.
    let recognised = source.ocr || source.format == Format::Md;
    let mut cleaner = Cleaner::default();
    let mut lines: Vec<PrintedLine> = Vec::with_capacity(document.lines.len());
    let mut notes: Vec<Span> = Vec::new();
    let mut blank = false;
    let mut page_end = false;
    for (index, line) in document.lines.iter().enumerate() {
        if furniture.contains(index) {
            page_end = true;
            continue;
        }
        let place = Span::new(line.start, line.end);
        let mut cut = footnotes::inline(&document.text, place, rules);
        if source.format == Format::Md {
            cut.extend(markdown::marks(&document.text, place));
            cut.sort_by_key(|n| n.whole.start);
        }
        let before = cleaner.len();
        let mut span = cleaner.line(&document.text, Span::new(line.start, line.end), &cut);
        if recognised {
            span = put_right(&mut cleaner, span, rules);
        }
        if span.is_empty() && cut.is_empty() {
            cleaner.undo(before);
            blank = true;
            continue;
        }
        notes.extend(cut.into_iter().filter(|n| !n.words.is_empty()).map(|n| n.words));
        let indent = document.text[line.start..line.end].chars().take_while(|c| c.is_whitespace()).count();
        lines.push(PrintedLine {
            span,
            part: line.part,
            opening: line.opening,
            bold: line.bold,
            centred: line.centred,
            blank_before: blank,
            page_break_before: page_end,
            indent,
        });
        blank = false;
        page_end = false;
    }
    for words in notes {
        let span = cleaner.line(&document.text, words, &[]);
        lines.push(PrintedLine { part: Part::Footnote, ..PrintedLine::of_note(span) });
    }
    let (mut text, pieces, gaps) = cleaner.finish();
    let paragraphs = join::paragraphs(&mut text, &lines);
    let mut normal = Normal::new(rules.prepare(text), document, lines, paragraphs, Map { pieces, gaps });
    normal.recognised = recognised;
    normal
}

/// Puts misread words of a line right; gives its span.
fn put_right(cleaner: &mut Cleaner, line: Span, rules: &Rules) -> Span {
    for (at, words) in repair::repairs(cleaner.words(line), rules).into_iter().rev() {
        cleaner.replace(at.shifted(line.start), &words);
    }
    Span::new(line.start, cleaner.len())
}
