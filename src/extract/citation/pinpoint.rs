//! Pinpoints [điểm, khoản, Điều]: places in a cited instrument, in any order.
//!
//! In: the place where a mention begins or ends. Out: one entry per lowest part named.

use super::Place;
use super::grammar::Grammar;
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
    let Some(span) = grammar.after("citation.pinpoint-after", hay, end, place.paragraph.end).and_then(|h| h.group("chuoi")) else {
        return Vec::new();
    };
    let gap = next_start.and_then(|n| hay.folded.get(span.end..n)).map(str::len);
    let taken = gap.is_some_and(|len| len < 40);
    let own = grammar.after("citation.pinpoint-own", hay, span.end, place.paragraph.end).is_some();
    if taken || own { Vec::new() } else { read(grammar, place, span) }
}

/// Reads the labels of a chain and the values behind each.
fn read(grammar: &Grammar<'_>, place: &Place<'_>, span: Span) -> Vec<Pin> {
    let mut chain = Chain::new(span);
    let mut slot = "";
    let mut values: Vec<String> = Vec::new();
    let mut range = false;
    let mut comma = false;
    for printed in place.hay.of(span).split(' ') {
        let listed = std::mem::replace(&mut comma, printed.ends_with([',', ';']));
        let word = printed.trim_matches([',', ';', '(', ')']);
        let letters = super::grammar::bare(&crate::letters::fold(word));
        if let Some(next) = grammar.value("citation.pinpoint-names", &letters) {
            if next == slot && range && values.len() == 1 {
                continue;
            }
            chain.add(slot, spelt(std::mem::take(&mut values), range));
            slot = if next == "annex" && listed { "annex-apart" } else { next };
            range = false;
        } else if let Some(joint) = grammar.value("citation.pinpoint-joints", &letters) {
            range = range || joint == "to";
        } else if !word.is_empty() {
            values.push(if matches!(word, "|" | "l") { "1".to_owned() } else { word.trim_end_matches('.').to_owned() });
        }
    }
    chain.add(slot, spelt(values, range));
    chain.finish()
}

/// 5 đến 7 -> 5, 6, 7.
fn spelt(list: Vec<String>, range: bool) -> Vec<String> {
    match list.as_slice() {
        [a, b] if range => match (a.parse::<u16>(), b.parse::<u16>()) {
            (Ok(x), Ok(y)) if x < y && y - x < 60 => (x..=y).map(|n| n.to_string()).collect(),
            _ => list,
        },
        _ => list,
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
    /// Annexes listed beside articles, not around them.
    apart: Vec<String>,
}

impl Chain {
    const fn new(span: Span) -> Self {
        Self {
            span,
            points: Vec::new(),
            clauses: Vec::new(),
            done: Vec::new(),
            last_article: None,
            section: None,
            chapter: None,
            annex: Vec::new(),
            apart: Vec::new(),
        }
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
            "annex-apart" => self.apart.extend(values),
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
        let bare = article
            .as_ref()
            .is_some_and(|(from, _)| self.done.len() == from + 1 && self.done[*from].clause.is_none() && self.done[*from].point.is_none());
        if bare {
            self.done.pop();
        }
        let points = std::mem::take(&mut self.points);
        for (point, clause) in std::mem::take(&mut self.clauses) {
            let lower: Vec<Option<String>> =
                if point.is_none() && !points.is_empty() { points.iter().cloned().map(Some).collect() } else { vec![point] };
            self.done.extend(lower.into_iter().map(|p| Pin {
                point: p,
                clause: Some(clause.clone()),
                article: named.clone(),
                ..Pin::default()
            }));
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
        self.done.extend(std::mem::take(&mut self.apart).into_iter().map(|a| Pin { annex: Some(a), ..Pin::default() }));
        for pin in &mut self.done {
            pin.section = self.section.clone();
            pin.chapter = self.chapter.clone();
            pin.annex = pin.annex.take().or_else(|| self.annex.first().cloned());
            pin.span = self.span;
        }
        self.done
    }
}
