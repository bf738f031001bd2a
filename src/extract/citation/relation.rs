//! Relations [quan hệ với văn bản được viện dẫn]: how the document stands to each mention.
//!
//! In: the mentions of a paragraph. Out: their relations, by the cue that opens the clause
//! or stands right before the instrument. What is named inside another's title is only
//! mentioned.

use super::grammar::{self, Grammar};
use super::{Mention, Place, ZoneKind};
use crate::record::Relation;
use crate::span::Span;

/// A cue that holds on beyond its paragraph.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Carried {
    /// Into the list below it.
    list: Option<Relation>,
    /// Into the next line, where a sentence was broken in its middle.
    line: Option<Relation>,
    /// What the document does to those that head the items below: "bãi bỏ các văn bản sau:".
    change: Option<Relation>,
}

/// Settles the relations of one paragraph's mentions.
pub(crate) fn settle(grammar: &Grammar<'_>, place: &Place<'_>, mentions: &mut [Mention], carried: &mut Carried) {
    let words = place.hay.of(place.paragraph).trim();
    let Some(last) = words.chars().next_back() else { return };
    let labelled = grammar.relations("label").any(|r| grammar::after(r, place.hay, place.paragraph.start, place.paragraph.end).is_some());
    let goes_on = !labelled && words.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    let held = if goes_on { carried.line } else { None };
    let bullet = grammar.relations("bullet").any(|r| grammar::after(r, place.hay, place.paragraph.start, place.paragraph.end).is_some());
    let broken = last.is_alphanumeric() || last == ',';
    carried.line = None;
    let article = grammar.relations("article").any(|r| grammar::after(r, place.hay, place.paragraph.start, place.paragraph.end).is_some());
    carried.change = carried.change.filter(|_| labelled && !article);
    let change = carried.change;
    if last == ':' {
        carried.change = list_lead(grammar, place).or(change);
    }
    if mentions.is_empty() && last != ':' && !broken {
        carried.list = carried.list.filter(|_| bullet);
        return;
    }
    let current = walk(grammar, place, mentions, held.or(carried.list.filter(|_| bullet)));
    if let Some(change) = change {
        heads(grammar, place, mentions, change);
    }
    behind(grammar, place, mentions);
    carried.line = current.filter(|_| broken);
    carried.list = if last == ':' { current } else { carried.list.filter(|_| bullet) };
}

/// "Bãi bỏ toàn bộ các Nghị quyết sau:" at the end of a paragraph, where the document itself says so.
fn list_lead(grammar: &Grammar<'_>, place: &Place<'_>) -> Option<Relation> {
    let end = place.paragraph.start + place.hay.of(place.paragraph).trim_end().len();
    let from = window(place, end, 260);
    let hits = grammar.relations("list-lead").filter_map(|r| grammar::before(r, place.hay, from, end));
    let hit = hits.max_by_key(|h| h.span.start)?;
    let own = if hit.rule.gives("own").is_some() { !is_letter(grammar, place) } else { by_itself(grammar, place, hit.span.start) };
    own.then(|| hit.rule.gives("relation").and_then(relation)).flatten()
}

/// The mention that heads an item of such a list, and those joined to it.
fn heads(grammar: &Grammar<'_>, place: &Place<'_>, mentions: &mut [Mention], change: Relation) {
    let label = grammar.relations("label").next();
    let start = label.and_then(|r| grammar::after(r, place.hay, place.paragraph.start, place.paragraph.end)).map(|h| h.span.end);
    let mut at = start.unwrap_or(place.paragraph.start);
    for m in mentions.iter_mut().filter(|m| !m.nested) {
        let between = place.hay.folded.get(at..m.opens()).unwrap_or(".");
        if !joins(between) {
            return;
        }
        m.relation = change;
        at = m.closes();
    }
}

/// "Thông tư số 5/2030/TT-BXD hết hiệu lực kể từ ngày Thông tư này có hiệu lực": the cue
/// stands behind a mention and those joined to it.
fn behind(grammar: &Grammar<'_>, place: &Place<'_>, mentions: &mut [Mention]) {
    if is_letter(grammar, place) {
        return;
    }
    let mut held: Option<(usize, Relation)> = None;
    for m in mentions.iter_mut().rev().filter(|m| !m.nested) {
        let end = m.closes();
        let hit = grammar.relations("behind").find_map(|r| grammar::after(r, place.hay, end, place.paragraph.end));
        let said = hit.and_then(|h| h.rule.gives("relation")).and_then(relation);
        let goes_on = || held.filter(|&(open, _)| place.hay.folded.get(end..open).is_some_and(joins)).map(|(_, r)| r);
        let found = said.or_else(goes_on);
        held = found.map(|r| (m.opens(), r));
        if let Some(r) = found {
            m.relation = r;
        }
    }
}

/// Gives each mention its relation; what holds at the end comes out.
fn walk(grammar: &Grammar<'_>, place: &Place<'_>, mentions: &mut [Mention], mut current: Option<Relation>) -> Option<Relation> {
    let mut clauses = Clauses { grammar, place, at: place.paragraph.start, first: true };
    let spans: Vec<Span> = mentions.iter().filter(|m| !m.nested).map(|m| Span::new(m.opens(), m.closes())).collect();
    let mut previous: Option<(usize, Relation)> = None;
    for m in mentions.iter_mut().filter(|m| !m.nested) {
        current = clauses.advance(m.opens(), &spans, current);
        let alias = grammar.relations("alias").any(|r| grammar::before(r, place.hay, window(place, m.opens(), 40), m.opens()).is_some());
        if alias {
            m.relation = Relation::Mentions;
            continue;
        }
        m.relation = near(grammar, place, m, previous).or(current).unwrap_or(Relation::Mentions);
        previous = Some((m.closes(), m.relation));
    }
    clauses.advance(place.paragraph.end, &spans, current)
}

/// The walk over a paragraph's clauses.
struct Clauses<'a, 'r> {
    grammar: &'a Grammar<'r>,
    place: &'a Place<'a>,
    at: usize,
    first: bool,
}

impl Clauses<'_, '_> {
    /// Reads on to `end`; gives the relation that holds there.
    fn advance(&mut self, end: usize, mentions: &[Span], mut current: Option<Relation>) -> Option<Relation> {
        let text = &self.place.hay.folded;
        if self.first {
            self.first = false;
            current = self.cue(self.place.paragraph.start, true).or(current);
            self.at = self.at.max(self.label_end(self.place.paragraph.start));
        }
        let mut at = self.at;
        while at < end {
            if let Some(m) = mentions.iter().find(|m| m.start <= at && at < m.end) {
                at = m.end;
                continue;
            }
            let Some(next) = text.get(at..end).and_then(|t| t.find(['.', ';', ',', 't', '\u{2026}'])).map(|i| at + i) else { break };
            if mentions.iter().any(|m| m.start <= next && next < m.end) {
                at = next + 1;
                continue;
            }
            current = self.mark(next, current);
            at = next + 1;
        }
        self.at = self.at.max(end);
        current
    }

    /// What a mark or a word at `at` does to the relation that holds.
    fn mark(&self, at: usize, current: Option<Relation>) -> Option<Relation> {
        let text = &self.place.hay.folded;
        let bytes = text.as_bytes();
        let after = text.get(at + 1..self.place.paragraph.end).unwrap_or("");
        let sentence = self.place.hay.text.get(at + 2..).is_some_and(|t| t.starts_with(|c: char| c.is_uppercase()));
        match bytes[at] {
            b'.' if after.starts_with(' ') && sentence => self.cue(at + 2, false),
            b';' => self.cue(skip(after, at + 1), false).or(current),
            b',' if after.starts_with(' ') => {
                let start = at + 2;
                if let Some(r) = self.cue(start, false).filter(|_| current.is_some()) {
                    return Some(r);
                }
                let capital = self.place.hay.text[start..].starts_with(char::is_uppercase);
                let end = self.place.paragraph.end;
                let stopped = || self.grammar.relations("comma-stop").any(|r| grammar::after(r, self.place.hay, start, end).is_some());
                if current.is_some() && stopped() {
                    return None;
                }
                let speaks =
                    current.is_some() && capital && self.place.bodies.leading(self.place.hay, start, self.place.paragraph.end).is_some();
                if speaks { None } else { current }
            }
            b't' if at == 0 || bytes[at - 1] != b' ' || bytes.get(at + 1) != Some(&b'h') => current,
            _ => {
                let ends = current.is_some()
                    && self.grammar.relations("stop").any(|r| {
                        grammar::first(r, self.place.hay, Span::new(at, (at + 24).min(self.place.paragraph.end)))
                            .is_some_and(|s| s.start == at)
                    });
                if ends { None } else { current }
            }
        }
    }

    /// The end of a number, bullet or V/v at `at`.
    fn label_end(&self, at: usize) -> usize {
        let label = self.grammar.relations("label").next();
        label.and_then(|r| grammar::after(r, self.place.hay, at, self.place.paragraph.end)).map_or(at, |h| h.span.end)
    }

    /// The relation of the cue that opens a clause at `at`.
    fn cue(&self, at: usize, head: bool) -> Option<Relation> {
        let (hay, end) = (self.place.hay, self.place.paragraph.end);
        let label = self.grammar.relations("label").next();
        let start = label
            .and_then(|r| grammar::after(r, hay, at, end))
            .filter(|_| head || self.place.zone == ZoneKind::Subject)
            .map_or(at, |h| h.span.end);
        let subject = self.grammar.relations("subject").filter(|_| self.place.zone == ZoneKind::Subject);
        let hits = self.grammar.relations("cue").chain(subject).filter_map(|r| grammar::after(r, hay, start, end));
        let hit = hits.max_by_key(|h| (h.rule.priority, h.span.end))?;
        let labelled = head && start > at;
        if labelled
            && self.place.zone != ZoneKind::Subject
            && hit.rule.gives("bullets") == Some("no")
            && speaks_to_others(self.grammar, self.place)
        {
            return None;
        }
        let letter = hit.rule.gives("letter").filter(|_| is_letter(self.grammar, self.place));
        relation(letter.or_else(|| hit.rule.gives("relation"))?)
    }
}

/// The place `width` bytes before `at`, inside the paragraph.
fn window(place: &Place<'_>, at: usize, width: usize) -> usize {
    super::kind::floor(&place.hay.folded, place.paragraph.start.max(at.saturating_sub(width)))
}

fn skip(after: &str, at: usize) -> usize {
    at + after.len() - after.trim_start().len()
}

/// Letters and notices answer what others ask; decisions are founded on it. A document of
/// unknown type is taken for a letter, which prints none.
fn is_letter(grammar: &Grammar<'_>, place: &Place<'_>) -> bool {
    own_type(grammar, place, "answers")
}

/// True where the document's own type does `what`, or is not known.
fn own_type(grammar: &Grammar<'_>, place: &Place<'_>, what: &str) -> bool {
    let does = |code: &str| grammar.relations("own-types").filter_map(|r| r.gives(code)).any(|g| g.contains(what));
    place.own.type_code.as_deref().is_none_or(does)
}

/// Letters, telegrams and directives lay tasks on others; a plan says what it carries out.
fn speaks_to_others(grammar: &Grammar<'_>, place: &Place<'_>) -> bool {
    own_type(grammar, place, "tasks")
}

/// A cue right before the mention: it amends, replaces or repeals.
fn near(grammar: &Grammar<'_>, place: &Place<'_>, m: &Mention, previous: Option<(usize, Relation)>) -> Option<Relation> {
    let hay = place.hay;
    let from = previous.map_or(place.paragraph.start, |(end, _)| end).min(m.opens());
    let window = super::kind::floor(&hay.folded, from.max(m.opens().saturating_sub(420)));
    let words = hay.folded.get(window..m.opens())?;
    let changed = previous.filter(|(_, r)| matches!(r, Relation::Amends | Relation::Replaces | Relation::Repeals));
    if let Some((_, r)) = changed
        && joins(words)
    {
        return Some(r);
    }
    let hit = grammar
        .relations("near")
        .filter(|r| r.keywords.iter().any(|k| words.contains(k.as_str())))
        .filter_map(|r| grammar::before(r, hay, window, m.opens()))
        .max_by_key(|h| h.span.start)?;
    let found = hit.rule.gives("relation").and_then(relation)?;
    let own_act = by_itself(grammar, place, hit.span.start);
    let goes_on = changed.is_some_and(|(_, r)| r == found);
    (own_act || goes_on).then_some(found)
}

/// Only a comma, "và" or the like: the list goes on.
fn joins(words: &str) -> bool {
    let words = words.trim();
    words.len() <= 4 && !words.contains('.')
}

/// True where the cue at `at` is what this document does, not what another did or will do.
fn by_itself(grammar: &Grammar<'_>, place: &Place<'_>, at: usize) -> bool {
    let hay = place.hay;
    let from = super::kind::floor(&hay.folded, place.paragraph.start.max(at.saturating_sub(160)));
    let own_act = grammar.relations("own-act").any(|r| grammar::before(r, hay, from, at).is_some());
    if own_act {
        return !is_letter(grammar, place);
    }
    if grammar.relations("passive").any(|r| grammar::before(r, hay, from, at).is_some()) {
        return false;
    }
    let label = grammar.relations("label").next();
    let start = label.and_then(|r| grammar::after(r, hay, place.paragraph.start, at)).map_or(place.paragraph.start, |h| h.span.end);
    if start >= at {
        return !is_letter(grammar, place) || place.zone != ZoneKind::Subject;
    }
    grammar.relations("lead").any(|r| grammar::before(r, hay, start, at).is_some())
}

/// The name of a relation in a rule file.
fn relation(name: &str) -> Option<Relation> {
    Some(match name {
        "basis" => Relation::Basis,
        "implements" => Relation::Implements,
        "amends" => Relation::Amends,
        "replaces" => Relation::Replaces,
        "repeals" => Relation::Repeals,
        "replies_to" => Relation::RepliesTo,
        "mentions" => Relation::Mentions,
        _ => return None,
    })
}
