//! Joining wrapped lines into paragraphs. In: cleaned lines. Out: paragraphs as ranges of
//! lines; inside a paragraph the line break becomes a space, so offsets stay.
//!
//! Word and web formats know their paragraphs; plain text and PDF have lines. Where
//! nothing is known, a line goes on when its predecessor ran to the usual width or broke
//! off inside a sentence, never when it opens with a label or bullet.

use super::normal::PrintedLine;
use crate::letters::{is_alphabetic, is_lowercase};
use crate::read::{Opening, Part};
use std::ops::Range;

/// Groups `lines` and turns the breaks inside a group of `text` into spaces.
pub(crate) fn paragraphs(text: &mut String, lines: &[PrintedLine]) -> Vec<Range<usize>> {
    let width = wrap_width(text, lines);
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut breaks: Vec<usize> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        if i > 0
            && goes_on(text, &lines[i - 1], line, width)
            && let Some(last) = out.last_mut()
        {
            last.end = i + 1;
            breaks.push(line.span.start - 1);
            continue;
        }
        out.push(i..i + 1);
    }
    join_at(text, &breaks);
    out
}

/// Replaces the `\n` at each offset by a space.
fn join_at(text: &mut String, breaks: &[usize]) {
    let mut joined = String::with_capacity(text.len());
    let mut from = 0;
    for &at in breaks {
        joined.push_str(&text[from..at]);
        joined.push(' ');
        from = at + 1;
    }
    joined.push_str(&text[from..]);
    *text = joined;
}

/// The width at which the text was wrapped, in characters; `None` where it was not.
fn wrap_width(text: &str, lines: &[PrintedLine]) -> Option<usize> {
    let mut widths: Vec<usize> =
        lines.iter().filter(|l| l.part == Part::Body).map(|l| l.span.of(text).chars().count()).filter(|&w| w > 20).collect();
    widths.sort_unstable();
    let usual = *widths.get(widths.len() * 4 / 5)?;
    let full = widths.iter().filter(|&&w| w * 10 >= usual * 8 && w * 10 <= usual * 12).count();
    let longer = widths.iter().filter(|&&w| w * 10 > usual * 13).count();
    ((40..=140).contains(&usual) && full >= 6 && full * 2 >= widths.len() && longer * 10 <= widths.len()).then_some(usual)
}

fn goes_on(text: &str, before: &PrintedLine, line: &PrintedLine, width: Option<usize>) -> bool {
    let (a, b) = (before.span.of(text), line.span.of(text));
    if before.part != line.part || a.is_empty() || b.is_empty() || opens_with_label(b) {
        return false;
    }
    match line.opening {
        Opening::Continues => return !ends_paragraph(a),
        Opening::Paragraph => return breaks_off(a) && starts_inside(b) && a.len() > 24,
        Opening::Unknown => {}
    }
    if ends_sentence(a) || is_capitals(a) != is_capitals(b) && !line.page_break_before && is_capitals(a) {
        return false;
    }
    if starts_inside(b) && breaks_off(a) {
        return true;
    }
    let Some(width) = width else { return false };
    let indented = line.indent > before.indent + 1;
    let ran_full = a.chars().count() * 10 >= width * 8;
    ran_full && !indented && (!line.blank_before || line.page_break_before) && !is_capitals(a)
}

/// A full stop, or the end mark of a letter.
fn ends_paragraph(a: &str) -> bool {
    a.ends_with("./.") || a.ends_with('/')
}

fn ends_sentence(a: &str) -> bool {
    a.trim_end_matches(['"', '”', ')']).ends_with(['.', ';', ':', '!', '?', '…']) || a.ends_with("./.")
}

/// Ends inside a sentence: on a letter, digit, comma, dash or slash.
fn breaks_off(a: &str) -> bool {
    a.chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, ',' | '-' | '–' | '/' | '&' | '(' | ')' | '"' | '”' | '%'))
}

fn starts_inside(b: &str) -> bool {
    let mut chars = b.chars();
    match chars.next() {
        Some(c) if c.is_lowercase() => true,
        Some('-' | '–') => b[1..].trim_start_matches(['\u{80}', '\u{93}']).trim_start().starts_with(|c: char| c.is_ascii_digit()),
        _ => false,
    }
}

/// All letters are capitals, and there are some.
fn is_capitals(words: &str) -> bool {
    // Most lines show a small letter soon: it is looked for first.
    !words.chars().any(|c| is_lowercase(c) && is_alphabetic(c)) && words.chars().any(is_alphabetic)
}

/// A bullet, `1.`, `1)`, `a)`, `IV.`, `(1)`, `1.2.`: something that opens an item.
fn opens_with_label(b: &str) -> bool {
    let Some(first) = b.chars().next() else { return false };
    if matches!(first, '-' | '–' | '+' | '*' | '•' | '●' | '▪' | '\u{f0b7}') {
        return !starts_inside(b);
    }
    let body = b.strip_prefix('(').unwrap_or(b);
    let label: String = body.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == 'đ' || *c == 'Đ' || *c == '.').collect();
    let rest = &body[label.len()..];
    let closed = rest.starts_with(')') || label.ends_with('.') && (rest.starts_with(' ') || rest.is_empty());
    let stem = label.trim_end_matches('.');
    let counted = stem.split('.').all(|p| p.len() <= 2 && p.bytes().all(|c| c.is_ascii_digit())) && !stem.is_empty();
    let lettered = stem.chars().count() == 1;
    let roman = !stem.is_empty() && stem.len() <= 5 && stem.bytes().all(|c| matches!(c, b'I' | b'V' | b'X'));
    closed && (counted || lettered || roman)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, words: &str, opening: Opening) -> PrintedLine {
        let start = text.find(words).unwrap();
        PrintedLine { opening, part: Part::Body, ..PrintedLine::of_note(crate::span::Span::new(start, start + words.len())) }
    }

    fn joined(words: &[&str], opening: Opening) -> String {
        let mut text = words.join("\n");
        let lines: Vec<PrintedLine> = words.iter().map(|w| line(&text, w, opening)).collect();
        paragraphs(&mut text, &lines);
        text
    }

    #[test]
    fn a_sentence_broken_inside_goes_on() {
        assert_eq!(
            joined(&["về phương án vốn sự nghiệp thực", "hiện Chương trình."], Opening::Paragraph),
            "về phương án vốn sự nghiệp thực hiện Chương trình."
        );
        assert_eq!(joined(&["giai đoạn 2021", "- 2025 trên địa bàn"], Opening::Unknown), "giai đoạn 2021 - 2025 trên địa bàn");
    }

    #[test]
    fn labels_and_ended_sentences_do_not() {
        for words in [
            ["Giao các sở", "a) rà soát"],
            ["thực hiện;", "các đơn vị"],
            ["theo quy định", "1. Sở Tài chính"],
            ["theo quy định", "- chủ trì"],
        ] {
            assert_eq!(joined(&words, Opening::Unknown), words.join("\n"));
        }
    }

    #[test]
    fn labels_are_told_from_words() {
        for label in ["- Sở", "1. Sở", "1.2. Sở", "a) rà", "đ) rà", "IV. Tổ", "(1) Nghị", "+ lập", "2) thu"] {
            assert!(opens_with_label(label), "{label}");
        }
        for words in ["30 tháng 6", "5.000 đồng", "Sở Tài", "- 2025", "tháng 7", "VII của"] {
            assert!(!opens_with_label(words), "{words}");
        }
    }
}
