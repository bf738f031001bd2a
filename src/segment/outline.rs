//! Outline [bố cục nội dung]: the passages of the body, each with its label, its printed
//! numbers from the top and what stands above it.

use super::series;
use crate::norm::Normal;
use crate::read::Part;
use crate::rules::{Prepared, Rules, Set, edges_hold};
use crate::span::Span;

/// A label is looked for in so many bytes.
const WINDOW: usize = 40;

/// What stands in front of a passage.
#[derive(Debug, Clone)]
pub(crate) struct Label {
    /// The label with its marks.
    pub(crate) span: Span,
    /// The printed number; `None` for bullets.
    pub(crate) number: Option<String>,
    /// Order of levels: smaller is higher.
    pub(crate) rank: u32,
    /// Adds to the numbers of the passages below.
    pub(crate) counts: bool,
    /// Unlabelled paragraphs below belong to it (Điều).
    pub(crate) holds: bool,
    /// The number was misread; what is given is what its place in the series says.
    pub(crate) inferred: bool,
}

/// One passage of the body: a paragraph.
#[derive(Debug, Clone)]
pub(crate) struct Passage {
    /// The words without the label.
    pub(crate) span: Span,
    /// Its label.
    pub(crate) label: Option<Label>,
    /// Printed numbers from the top, its own last.
    pub(crate) number: Option<String>,
    /// 1-based place among the unnumbered passages under that number.
    pub(crate) item: Option<u32>,
    /// Passages above it, nearest last.
    pub(crate) above: Vec<usize>,
    /// Passages stand below it.
    pub(crate) leads: bool,
    /// Part of the file.
    pub(crate) part: Part,
}

/// The label at the start of `span`.
pub(crate) fn label_at(hay: &Prepared, rules: &Rules, span: Span) -> Option<Label> {
    labelled(hay, rules, span, "label")
}

/// As [`label_at`], by the rules of another role.
pub(super) fn labelled(hay: &Prepared, rules: &Rules, span: Span, role: &str) -> Option<Label> {
    let first = span.of(&hay.text).chars().next()?;
    if first.is_alphabetic() && first.is_lowercase() && !span.of(&hay.text)[first.len_utf8()..].starts_with([')', '.', ' ']) {
        return None;
    }
    let end = hay.folded.floor_char_boundary(hay.text.floor_char_boundary((span.start + WINDOW).min(span.end)));
    let mut best: Option<(Label, i32)> = None;
    for rule in rules.set(Set::Outline).with_role(role) {
        let exact = rule.case == crate::rules::Case::Exact;
        let text = if exact { &hay.text } else { &hay.folded };
        let Some(words) = text.get(span.start..end) else { continue };
        // Most rules do not match: where one does, its groups are asked for.
        let Some(whole) = rule.regex.match_at(words, 0) else { continue };
        let label_end = span.start + whole.end;
        if !edges_hold(text, Span::new(span.start, label_end), rule.edges) {
            continue;
        }
        let number = rule.groups.iter().find(|(name, _)| name == "so").and_then(|&(_, i)| *rule.regex.groups(words, whole).get(i)?);
        let span = Span::new(span.start, words_begin(hay, number.map_or(label_end, |n| span.start + n.end), span.end, label_end));
        if best.as_ref().is_some_and(|(b, priority)| (b.span.end, *priority) >= (span.end, rule.priority)) {
            continue;
        }
        let number = number.and_then(|n| hay.text.get(span.start + n.start..span.start + n.end)).map(str::to_owned);
        let rank = rule.gives("rank").and_then(|r| r.parse().ok()).unwrap_or(50);
        let dots = number.as_ref().map_or(0, |n| n.matches('.').count());
        let label = Label {
            span,
            number,
            rank: rank + u32::try_from(dots).unwrap_or(0),
            counts: rule.gives("counts") != Some("no"),
            holds: rule.gives("holds") == Some("yes"),
            inferred: false,
        };
        best = Some((label, rule.priority));
    }
    best.map(|(label, _)| label)
}

/// The first byte of the passage's words behind its label: a pattern may have looked at
/// the first letter of the words to be sure.
fn words_begin(hay: &Prepared, number_end: usize, limit: usize, label_end: usize) -> usize {
    let from = if number_end == label_end { label_end } else { number_end };
    let rest = hay.text.get(from..limit).unwrap_or("");
    let marks = rest.len()
        - rest
            .trim_start_matches(|c: char| {
                c.is_whitespace() || matches!(c, '.' | ',' | ')' | '/' | ':' | '-' | '–' | '—' | '•' | '*' | '●' | '▪' | '+')
            })
            .len();
    from + marks
}

/// Passages of the paragraphs inside `body`.
pub(crate) fn outline(normal: &Normal, rules: &Rules, body: Span) -> Vec<Passage> {
    let mut out: Vec<Passage> = Vec::new();
    let mut path: Vec<usize> = Vec::new();
    let mut paragraphs = paragraphs(normal, rules, body);
    if normal.recognised {
        series::settle(&mut paragraphs, &normal.hay, rules);
    }
    // The rank of the next printed number, from each paragraph on.
    let mut next = vec![None; paragraphs.len()];
    for i in (1..paragraphs.len()).rev() {
        let numbered = paragraphs[i].label.as_ref().filter(|l| l.number.is_some());
        next[i - 1] = numbered.map_or(next[i], |l| Some(l.rank));
    }
    for (paragraph, next) in paragraphs.into_iter().zip(next) {
        place(&mut out, &mut path, paragraph, next, &normal.hay.text);
    }
    count_items(&mut out);
    out
}

/// A paragraph of the body with its label.
pub(super) struct Paragraph {
    /// All of it.
    pub(super) span: Span,
    /// What stands in front.
    pub(super) label: Option<Label>,
    part: Part,
}

fn paragraphs(normal: &Normal, rules: &Rules, body: Span) -> Vec<Paragraph> {
    let mut out = Vec::new();
    for index in 0..normal.paragraphs.len() {
        let whole = normal.paragraph(index);
        if whole.end <= body.start || whole.start >= body.end {
            continue;
        }
        let line = &normal.lines[normal.paragraphs[index].start];
        if line.part == Part::Footnote {
            continue;
        }
        let span = Span::new(whole.start.max(body.start), whole.end.min(body.end)).trimmed(&normal.hay.text);
        if span.is_empty() {
            continue;
        }
        out.push(Paragraph { span, label: label_at(&normal.hay, rules, span), part: line.part });
    }
    out
}

fn place(out: &mut Vec<Passage>, path: &mut Vec<usize>, paragraph: Paragraph, next: Option<u32>, text: &str) {
    let Paragraph { span, label, part } = paragraph;
    let rank = label.as_ref().map_or(u32::MAX, |l| l.rank);
    if label.is_some() {
        while path.last().is_some_and(|&p| out[p].label.as_ref().map_or(u32::MAX, |l| l.rank) >= rank) {
            path.pop();
        }
    }
    let cell = matches!(part, Part::Cell { .. });
    let above = if label.is_some() || cell { path.clone() } else { open_items(out, path, next, text) };
    let words = label.as_ref().map_or(span, |l| Span::new(l.span.end.min(span.end), span.end));
    let number = numbers(out, &above, label.as_ref());
    for &a in &above {
        out[a].leads = true;
    }
    let index = out.len();
    let labelled = label.is_some();
    out.push(Passage { span: words, label, number, item: None, above, leads: false, part });
    if labelled {
        path.push(index);
    }
}

/// The items an unlabelled paragraph belongs to: the number above it where the list goes on
/// below (`next`: the rank of the number that follows), or where it is an article, or a
/// heading without a sentence or items of its own.
fn open_items(out: &[Passage], path: &[usize], next: Option<u32>, text: &str) -> Vec<usize> {
    let mut above = path.to_vec();
    let rank = |p: usize| out[p].label.as_ref().filter(|l| l.number.is_some()).map(|l| l.rank);
    if next.is_some()
        && path.iter().any(|&p| rank(p) == next)
        && let Some(at) = path.iter().rposition(|&p| rank(p).is_some())
    {
        above.truncate(at + 1);
        return above;
    }
    while let Some(&last) = above.last() {
        let label = out[last].label.as_ref();
        let holds = label.is_some_and(|l| l.holds);
        let numbered = label.is_some_and(|l| l.number.is_some());
        let heading = !out[last].span.of(text).trim_end().ends_with(['.', ';', '/']);
        if holds || numbered && heading && !out[last].leads {
            break;
        }
        above.pop();
    }
    above
}

/// Printed numbers from the top. `2.1` under `2` says all that `2` says.
fn numbers(out: &[Passage], above: &[usize], own: Option<&Label>) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    let labels = above.iter().filter_map(|&a| out[a].label.as_ref()).chain(own);
    for label in labels.filter(|l| l.counts) {
        let Some(n) = label.number.as_deref() else { continue };
        if parts.last().is_some_and(|p| n.strip_prefix(p).is_some_and(|r| r.starts_with('.'))) {
            parts.pop();
        }
        parts.push(n);
    }
    (!parts.is_empty()).then(|| parts.join("."))
}

/// Counts the unnumbered passages under each number.
fn count_items(passages: &mut [Passage]) {
    let mut seen: std::collections::BTreeMap<Vec<usize>, u32> = std::collections::BTreeMap::new();
    for i in 0..passages.len() {
        if passages[i].label.as_ref().is_some_and(|l| l.number.is_some()) {
            continue;
        }
        let numbered: Vec<usize> =
            passages[i].above.iter().copied().filter(|&a| passages[a].label.as_ref().is_some_and(|l| l.number.is_some())).collect();
        if numbered.is_empty() && passages[i].label.is_none() {
            continue;
        }
        let n = seen.entry(numbered).or_insert(0);
        *n += 1;
        passages[i].item = Some(*n);
    }
}
