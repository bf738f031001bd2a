//! Pinpoints [điểm, khoản, Điều]: places in a cited instrument, in any order.
//!
//! In: the place where a mention begins or ends. Out: one entry per lowest part named.

use super::Place;
use super::grammar::{Grammar, Hit};
use crate::span::Span;

/// A place in an instrument.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Pin {
    /// [điểm]
    pub(crate) point: Option<String>,
    /// [khoản]
    pub(crate) clause: Option<String>,
    /// [điều]
    pub(crate) article: Option<String>,
    /// [mục]
    pub(crate) section: Option<String>,
    /// [chương]
    pub(crate) chapter: Option<String>,
    /// [phụ lục]
    pub(crate) annex: Option<String>,
    /// Where the chain stands.
    pub(crate) span: Span,
}

/// Farthest a chain reaches, in bytes.
const WINDOW: usize = 420;

/// The chain that leads up to the mention at `start`, and where it begins.
pub(crate) fn before(grammar: &Grammar<'_>, place: &Place<'_>, from: usize, start: usize) -> Option<(usize, Vec<Pin>)> {
    let hay = place.hay;
    let from = super::kind::floor(&hay.folded, from.max(start.saturating_sub(WINDOW)));
    // Most mentions have none: look at the last words before running the whole pattern.
    let hit = grammar.before("citation.pinpoint-chain", hay, from, start)?;
    let end = hit.group("noi").map_or(hit.span.end, |n| n.start);
    let span = Span::new(hit.span.start, end).trimmed(&hay.folded);
    let pins = read(grammar, place, span);
    (!pins.is_empty()).then_some((span.start, pins))
}

/// The chain that follows a mention at `end`, unless it leads up to another instrument.
pub(crate) fn after(grammar: &Grammar<'_>, place: &Place<'_>, end: usize, next_start: Option<usize>) -> Vec<Pin> {
    let hay = place.hay;
    let Some(span) = grammar.after("citation.pinpoint-after", hay, end, place.paragraph.end).and_then(|h| h.group("chuoi")) else { return Vec::new() };
    let gap = next_start.and_then(|n| hay.folded.get(span.end..n)).map(str::len);
    let taken = gap.is_some_and(|len| len < 40);
    let own = grammar.after("citation.pinpoint-own", hay, span.end, place.paragraph.end).is_some();
    if taken || own { Vec::new() } else { read(grammar, place, span) }
}

/// Reads the labels of a chain.
fn read(grammar: &Grammar<'_>, place: &Place<'_>, span: Span) -> Vec<Pin> {
    let Some(rule) = grammar.rule("citation.pinpoint-part") else { return Vec::new() };
    let hay = place.hay;
    let mut chain = Chain::new(span);
    let mut at = span.start;
    while let Some(found) = super::grammar::first(rule, hay, Span::new(at, span.end)) {
        at = found.end;
        let Some(hit) = super::grammar::after_span(rule, hay, found) else { continue };
        let (Some(label), Some(values)) = (hit.group("nhan"), values(grammar, place, &hit)) else { continue };
        let slot = grammar.value("citation.pinpoint-names", &crate::letters::slug(hay.of(label)));
        chain.add(slot.unwrap_or(""), values);
    }
    chain.finish()
}

/// The values behind a label; a range of figures is spelt out.
fn values(grammar: &Grammar<'_>, place: &Place<'_>, hit: &Hit<'_>) -> Option<Vec<String>> {
    let span = hit.group("tri")?;
    let words = place.hay.folded_of(span);
    let list: Vec<String> = words
        .split([' ', ','])
        .filter(|w| w.chars().any(char::is_alphanumeric) || *w == "|")
        .filter(|w| w.chars().count() <= 2 || w.chars().any(|c| c.is_ascii_digit()) || w.chars().all(|c| "ivxl".contains(c)))
        .filter(|w| !joint(grammar, w))
        .map(|w| if matches!(w, "|" | "l") { "1".to_owned() } else { w.trim_end_matches('.').to_owned() })
        .collect();
    let range = grammar.first("citation.pinpoint-range", place.hay, span).is_some();
    Some(if range { spelt(&list) } else { list })
}

/// The words between values.
fn joint(grammar: &Grammar<'_>, word: &str) -> bool {
    grammar.value("citation.pinpoint-joints", &super::grammar::bare(word)).is_some()
}

/// 5 đến 7 -> 5, 6, 7.
fn spelt(list: &[String]) -> Vec<String> {
    match list {
        [a, b] => match (a.parse::<u16>(), b.parse::<u16>()) {
            (Ok(x), Ok(y)) if x < y && y - x < 60 => (x..=y).map(|n| n.to_string()).collect(),
            _ => list.to_vec(),
        },
        _ => list.to_vec(),
    }
}

/// Labels gathered so far: small ones wait for the article that closes them.
struct Chain {
    span: Span,
    points: Vec<String>,
    clauses: Vec<(Option<String>, String)>,
    done: Vec<Pin>,
    /// Entries of the last article, which a following clause makes more exact.
    last_article: Option<(usize, Option<String>)>,
    section: Option<String>,
    chapter: Option<String>,
    annex: Vec<String>,
}

impl Chain {
    const fn new(span: Span) -> Self {
        Self { span, points: Vec::new(), clauses: Vec::new(), done: Vec::new(), last_article: None, section: None, chapter: None, annex: Vec::new() }
    }

    fn add(&mut self, slot: &str, values: Vec<String>) {
        match slot {
            "point" => self.points.extend(values),
            "clause" => {
                for v in values {
                    if self.points.is_empty() {
                        self.clauses.push((None, v));
                    } else {
                        self.clauses.extend(self.points.drain(..).map(|p| (Some(p), v.clone())));
                    }
                }
            }
            "article" => self.close(values),
            "section" => self.section = values.into_iter().next().or(self.section.take()),
            "chapter" => self.chapter = values.into_iter().next().or(self.chapter.take()),
            "annex" => self.annex.extend(values),
            _ => {}
        }
    }

    /// An article takes the clauses and points that wait for one.
    fn close(&mut self, articles: Vec<String>) {
        for (i, article) in articles.into_iter().enumerate() {
            let from = self.done.len();
            if i == 0 {
                for (point, clause) in self.clauses.drain(..) {
                    self.done.push(Pin { point, clause: Some(clause), article: Some(article.clone()), ..Pin::default() });
                }
                for point in self.points.drain(..) {
                    self.done.push(Pin { point: Some(point), article: Some(article.clone()), ..Pin::default() });
                }
            }
            if self.done.len() == from {
                self.done.push(Pin { article: Some(article.clone()), ..Pin::default() });
            }
            self.last_article = Some((from, Some(article)));
        }
    }

    fn finish(mut self) -> Vec<Pin> {
        let waiting = !self.points.is_empty() || !self.clauses.is_empty();
        // From the large to the small: "Điều 5 khoản 2 điểm a".
        let article = self.last_article.take().filter(|_| waiting);
        let named = article.as_ref().and_then(|(_, a)| a.clone());
        let bare = article.as_ref().is_some_and(|(from, _)| self.done.len() == from + 1 && self.done[*from].clause.is_none() && self.done[*from].point.is_none());
        if bare {
            self.done.pop();
        }
        let points = std::mem::take(&mut self.points);
        for (point, clause) in std::mem::take(&mut self.clauses) {
            let lower: Vec<Option<String>> = if point.is_none() && !points.is_empty() { points.iter().cloned().map(Some).collect() } else { vec![point] };
            self.done.extend(lower.into_iter().map(|p| Pin { point: p, clause: Some(clause.clone()), article: named.clone(), ..Pin::default() }));
        }
        if self.done.is_empty() || (self.done.iter().all(|d| d.clause.is_none()) && !points.is_empty()) {
            self.done.extend(points.into_iter().map(|p| Pin { point: Some(p), article: named.clone(), ..Pin::default() }));
        }
        if self.done.is_empty() {
            let whole = self.section.is_some() || self.chapter.is_some();
            let annexes: Vec<String> = std::mem::take(&mut self.annex);
            self.done.extend(annexes.into_iter().map(|a| Pin { annex: Some(a), ..Pin::default() }));
            if self.done.is_empty() && whole {
                self.done.push(Pin::default());
            }
        }
        for pin in &mut self.done {
            pin.section = self.section.clone();
            pin.chapter = self.chapter.clone();
            pin.annex = pin.annex.take().or_else(|| self.annex.first().cloned());
            pin.span = self.span;
        }
        self.done
    }
}
