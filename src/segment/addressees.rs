//! Addressees [kính gửi]: the entries between "Kính gửi" and the running text.

use super::anchors::{Flat, bare, is_capitals};
use crate::norm::Normal;
use crate::rules::{Rules, Set};
use crate::span::Span;

/// An addressee line longer than this is running text, in characters.
const LONGEST: usize = 360;

/// What an entry may begin with.
const MARKS: [char; 6] = ['-', '–', '+', '•', '*', ' '];

/// The entries, and where the running text begins.
pub(crate) fn read(flat: &Flat<'_>, rules: &Rules, label: Span) -> (Vec<Span>, usize) {
    let normal = flat.normal;
    let text = &normal.hay.text;
    let mut entries: Vec<Span> = Vec::new();
    let first = flat.line_of(label.end.saturating_sub(1));
    let mut end = label.end;
    // "Đồng kính gửi:" stands before the next entry.
    let mut more_follow = false;
    for index in first..normal.lines.len() {
        let line = &normal.lines[index];
        let mut span = Span::new(line.span.start.max(label.end), line.span.end).trimmed(text);
        if let Some(more) = also_addressed(normal, rules, span) {
            (span, more_follow) = (more, true);
        }
        if span.is_empty() {
            end = line.span.end;
            continue;
        }
        // The other column of the letterhead, where a page was read column by column.
        if rules
            .set(Set::Letterhead)
            .find_role(&normal.hay, span, "state")
            .iter()
            .any(|m| m.span.start == span.start && is_capitals(span.of(text)))
        {
            break;
        }
        let bullet = text[span.start..].starts_with(['-', '–', '+', '•', '*']);
        let opened = std::mem::take(&mut more_follow);
        if !entries.is_empty() && !bullet && !opened && !takes(normal, rules, &entries, span) {
            break;
        }
        let opener = opener_inside(normal, rules, span);
        let words = Span::new(span.end - span.of(text).trim_start_matches(MARKS).len(), span.end);
        // "- Căn cứ Luật ...": bases may have bullets as addressees have.
        if opener.is_some_and(|o| o <= words.start) || bullet && opener_inside(normal, rules, words) == Some(words.start) {
            break;
        }
        let cut = Span::new(span.start, opener.unwrap_or(span.end)).trimmed(text);
        if cut.of(text).chars().count() > LONGEST && !entries.is_empty() {
            break;
        }
        // A list under one head goes on over the paragraph's end.
        let goes_on = entries.last().is_some_and(|e| listed(normal, rules, e.of(text), span));
        if bullet || opened || entries.is_empty() || ended(text, &entries) || index > first && starts_paragraph(normal, index) && !goes_on {
            entries.push(cut);
        } else if let Some(last) = entries.last_mut() {
            last.end = cut.end;
        }
        end = cut.end;
        if opener.is_some() {
            break;
        }
    }
    let entries = entries.into_iter().flat_map(|e| parts(e, text)).map(|e| unmarked(e, text)).filter(|e| !e.is_empty()).collect();
    (entries, end)
}

/// The words behind "Đồng kính gửi" at the start of a line.
fn also_addressed(normal: &Normal, rules: &Rules, span: Span) -> Option<Span> {
    let found = rules.set(Set::Letterhead).find_role(&normal.hay, span, "also-addressed");
    let label = found.iter().find(|m| m.span.start == span.start)?;
    Some(Span::new(label.span.end, span.end).trimmed(&normal.hay.text))
}

/// A line without bullet that still belongs to the list.
fn takes(normal: &Normal, rules: &Rules, entries: &[Span], span: Span) -> bool {
    let text = &normal.hay.text;
    let Some(last) = entries.last() else { return true };
    let words = last.of(text).trim_end();
    if words.ends_with(['.', '!']) {
        // "các Bộ: Công an, Y tế.": a recogniser's full stop where the list goes on.
        return normal.recognised && listed(normal, rules, words, span);
    }
    let open = words.ends_with([';', ',', '-', '–']);
    let inside = span.of(text).starts_with(char::is_lowercase);
    let says = rules.set(Set::Letterhead).first_of(&normal.hay, span, "not-addressed").is_some();
    // "Các Sở, Ty Nông lâm": nothing but names stands on the line.
    let names = || rules.gazetteer.leading(&normal.hay, span.start, span.end).is_some_and(|(s, _)| span.end - s.end <= 2);
    let shared = !says && (rules.opens_with_head(&normal.hay, span) || names());
    open || inside || shared && paragraph_length(normal, span) < 160
}

/// "các Bộ: Công an, Y tế," before "Tài chính": one list.
fn listed(normal: &Normal, rules: &Rules, entry: &str, span: Span) -> bool {
    entry.contains(':') && entry.trim_end().ends_with(['.', ',']) && rules.opens_with_sector(&normal.hay, span)
}

/// Characters of the paragraph a line belongs to.
fn paragraph_length(normal: &Normal, span: Span) -> usize {
    let index = (0..normal.paragraphs.len()).find(|&i| normal.paragraph(i).covers(span));
    index.map_or(0, |i| normal.paragraph(i).of(&normal.hay.text).chars().count())
}

fn ended(text: &str, entries: &[Span]) -> bool {
    entries.last().is_some_and(|e| e.of(text).trim_end().ends_with(';'))
}

fn starts_paragraph(normal: &Normal, line: usize) -> bool {
    normal.paragraphs.binary_search_by(|p| p.start.cmp(&line)).is_ok()
}

/// An opener of the running text inside the line, as web copies have it: one that stands
/// behind a closed name.
fn opener_inside(normal: &Normal, rules: &Rules, span: Span) -> Option<usize> {
    rules.set(Set::Letterhead).find_role(&normal.hay, span, "opener").into_iter().map(|m| m.span.start).find(|&at| {
        let before = normal.hay.of(Span::new(span.start, at)).trim_end();
        // "Chi cục Thi hành án": the words go on with a body's name.
        let last = Span::new(span.start + before.rfind(' ').map_or(0, |i| i + 1), span.start + before.len());
        if at > span.start && rules.opens_with_head(&normal.hay, last) {
            return false;
        }
        at == span.start || before.ends_with(['.', ')']) || before.chars().count() > 8 && !before.ends_with([',', ';', '-', ':'])
    })
}

/// One bullet may hold several `;`-parts.
fn parts(entry: Span, text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut depth = 0_i32;
    let mut from = entry.start;
    for (i, c) in entry.of(text).char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ';' if depth <= 0 => {
                out.push(Span::new(from, entry.start + i));
                from = entry.start + i + 1;
            }
            _ => {}
        }
    }
    out.push(Span::new(from, entry.end));
    out
}

fn unmarked(span: Span, text: &str) -> Span {
    bare(Span::new(span.start, span.end), text)
}
