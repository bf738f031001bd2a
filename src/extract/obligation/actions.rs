//! Actions [việc phải làm]: the acts a passage lists, each with the verb that heads it. In:
//! the passage of a task and the places where its acts are known to begin. Out: one
//! [`Action`] per clause or coordinate part that a known verb heads.
//!
//! Only what the assignee is told to do counts: not a noun ("công tác kiểm tra"), not what
//! others are led to do ("đôn đốc các xã rà soát"), not a purpose ("để tổng hợp"). A verb
//! behind a comma or "và" goes with the last verb before it, and is an act where that is one.

use super::super::deadline::Due;
use super::clauses;
use super::scene::Scene;
use crate::letters::is_alphanumeric;
use crate::rules::{Part, Spoken, Verb};
use crate::span::Span;

/// One act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Action {
    /// From its verb to the next act or the end of the clause.
    pub(crate) span: Span,
    /// The verb.
    pub(crate) lemma: String,
    /// It is forbidden.
    pub(crate) negated: bool,
}

/// The acts of a passage; `known` are places where what must be done begins, behind those
/// who must do it.
/// Times (`dues`) may stand anywhere and change nothing: "định kỳ sáu tháng báo cáo".
pub(crate) fn find(scene: &Scene<'_>, span: Span, known: &[usize], dues: &[Due<'_>]) -> Vec<Action> {
    let times: Vec<Span> = dues.iter().map(|d| d.span).collect();
    let starts = clauses::starts(scene, span);
    let mut out = Vec::new();
    for (i, &start) in starts.iter().enumerate() {
        let end = starts.get(i + 1).copied().unwrap_or(span.end);
        let places: Vec<usize> = known.iter().copied().filter(|k| (start..end).contains(k)).collect();
        let banned = scene.at("ban", start, end).is_some();
        for (n, &from) in places.iter().chain(places.is_empty().then_some(&start)).enumerate() {
            let to = places.get(n + 1).copied().unwrap_or(end);
            Walk::new(scene, to, banned, !places.is_empty()).run(from, &times, &mut out);
        }
    }
    out
}

/// What the last verb before a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    /// None yet.
    None,
    /// An act.
    Act,
    /// A noun, or part of one.
    Noun,
    /// What others are led to do, or how it is done.
    Others,
    /// A purpose.
    Purpose,
    /// The clause has begun with other words: a subject that is not known.
    Closed,
}

/// A clause while it is read from left to right.
struct Walk<'s, 'a> {
    scene: &'s Scene<'a>,
    end: usize,
    last: Last,
    /// A verb here heads an act.
    open: bool,
    /// Words of circumstance stand before the verb, up to a comma.
    aside: bool,
    /// The last verb touches this place.
    touches: bool,
    /// The last words are a noun that makes a noun of a verb.
    cue: bool,
    /// A comma or "và" stands right before this place.
    joint: bool,
    /// Behind "phối hợp với" and names that are not known: the next verb is the act.
    seeks: bool,
    /// What is said is forbidden.
    negated: bool,
    /// The words that forbid stand right before this place.
    forbids: bool,
    /// First of the joining words and adverbs that stand right before this place.
    lead: Option<usize>,
    /// Where the words that lead to each act begin.
    leads: Vec<usize>,
    /// Those who must act have been named: words behind them may be more of their name.
    subject: bool,
}

impl<'s, 'a> Walk<'s, 'a> {
    fn new(scene: &'s Scene<'a>, end: usize, negated: bool, subject: bool) -> Self {
        let last = Last::None;
        Self {
            scene,
            end,
            last,
            open: true,
            aside: false,
            touches: false,
            cue: false,
            joint: false,
            seeks: false,
            negated,
            forbids: negated,
            lead: None,
            leads: Vec::new(),
            subject,
        }
    }

    fn run(mut self, from: usize, times: &[Span], out: &mut Vec<Action>) {
        let first = out.len();
        let mut found = Vec::new();
        let mut at = from;
        while at < self.end {
            if let Some(time) = times.iter().find(|t| t.start == at && t.end > at) {
                self.opening(self.joint);
                at = time.end;
                continue;
            }
            let rest = self.scene.of(Span::new(at, self.end));
            let Some(c) = rest.chars().next() else { break };
            if !is_alphanumeric(c) {
                at = self.mark(c, at, rest);
                continue;
            }
            let folded = &self.scene.normal.hay.folded;
            at = match self.scene.rules.verbs.at(folded, at, self.end, &mut found) {
                Some(spoken) => self.spoken(&spoken, at, out),
                None => {
                    self.cue = false;
                    self.word(at, rest)
                }
            };
        }
        close(self.scene, self.end, &self.leads, &mut out[first..]);
    }

    /// A mark or a space.
    fn mark(&mut self, c: char, at: usize, rest: &str) -> usize {
        match c {
            ' ' | '\n' => {}
            ',' => {
                self.lead.get_or_insert(at);
                self.joint();
            }
            '(' | '“' | '"' | '[' => {
                let close = match c {
                    '(' => ')',
                    '[' => ']',
                    '“' => '”',
                    _ => '"',
                };
                self.cue = false;
                return rest[c.len_utf8()..].find(close).map_or(self.end, |i| at + c.len_utf8() + i + close.len_utf8());
            }
            _ => {
                self.cue = false;
                self.touches = false;
            }
        }
        at + c.len_utf8()
    }

    /// A comma or "và": a verb behind it goes with the last one.
    fn joint(&mut self) {
        let goes_on = match self.last {
            Last::None | Last::Act => true,
            Last::Noun | Last::Others | Last::Purpose | Last::Closed => false,
        };
        self.open = goes_on || self.aside && !self.touches;
        self.joint = true;
    }

    /// Words that are known.
    fn spoken(&mut self, spoken: &Spoken<'_>, at: usize, out: &mut Vec<Action>) -> usize {
        let joint = std::mem::take(&mut self.joint);
        let lead = *self.lead.get_or_insert(at);
        let cue = std::mem::replace(&mut self.cue, spoken.is(Part::Cue));
        if spoken.is(Part::And) {
            self.joint();
            return spoken.end;
        }
        if let Some(verb) = spoken.verb {
            // "Lãnh đạo Cục ...", "Thanh tra tỉnh ...": a name that begins with a verb.
            let capital = self.scene.of(Span::new(at, self.end)).starts_with(char::is_uppercase);
            let name = (capital && self.open && self.last == Last::None).then(|| self.scene.bodies_at(at, self.end)).flatten();
            if let Some((named, _)) = name.filter(|(named, _)| named.end > spoken.end) {
                self.subject = true;
                return named.end;
            }
            self.lead = None;
            return self.verb(verb, Span::new(at, spoken.end), (cue, joint, lead), out);
        }
        let start = self.last == Last::None;
        if self.open && start && spoken.is(Part::Assigns) {
            return self.named(spoken.end);
        }
        if spoken.is(Part::No) && (self.open || joint && matches!(self.last, Last::Act | Last::Others)) {
            (self.open, self.negated, self.forbids) = (true, true, true);
            return spoken.end;
        }
        if spoken.is(Part::Then) && (joint || start) {
            self.open = true;
            self.touches = false;
            self.seeks = false;
            return spoken.end;
        }
        if spoken.is(Part::Modal) && matches!(self.last, Last::None | Last::Closed) {
            (self.last, self.open, self.aside) = (Last::None, true, false);
            return spoken.end;
        }
        if spoken.is(Part::Opening) {
            self.opening(joint);
            return spoken.end;
        }
        if self.open && start && spoken.is(Part::Aside) {
            self.aside = true;
            self.open = false;
            self.touches = false;
            return spoken.end;
        }
        if spoken.is(Part::Bar) {
            self.last = Last::Purpose;
            self.open = false;
            self.seeks = false;
            return spoken.end;
        }
        self.word(at, self.scene.of(Span::new(at, spoken.end))).max(spoken.end)
    }

    /// An adverb or a time: behind a comma or "và" it begins an act.
    fn opening(&mut self, joint: bool) {
        if joint {
            self.open |= self.last != Last::Purpose && self.last != Last::Closed;
            self.touches = false;
        }
    }

    /// A verb: an act where it heads a clause.
    fn verb(&mut self, verb: &Verb, span: Span, (cue, joint, lead): (bool, bool, usize), out: &mut Vec<Action>) -> usize {
        let touches = std::mem::replace(&mut self.touches, true);
        let serial = touches && !joint && self.last == Last::Act;
        if serial && !cue {
            // "tổ chức tập huấn", "chủ động rà soát": what is done is the second.
            if let Some(act) = out.last_mut().filter(|_| self.open) {
                act.lemma.clone_from(&verb.lemma);
            }
            self.open &= verb.light;
            return span.end;
        }
        let others = joint && self.last == Last::Others && !touches && verb.joins;
        let noun = joint && self.last != Last::None && (verb.first || verb.noun && cue);
        let noun = noun || self.followed_by(Part::Of, span.end);
        let heads = ((self.open || others) && !noun || self.seeks && !cue) && (!cue || joint);
        if !heads {
            self.last = match self.last {
                Last::Purpose => Last::Purpose,
                Last::Closed => Last::Closed,
                // Joined to a noun it is one too.
                Last::Noun if joint && touches => Last::Noun,
                _ if self.aside && self.last == Last::None => Last::None,
                _ if cue && !joint => Last::Noun,
                _ => Last::Others,
            };
            self.open = false;
            return span.end;
        }
        // What is forbidden goes on through "soạn thảo, lưu giữ", and no further.
        self.negated &= std::mem::take(&mut self.forbids) || joint && touches;
        out.push(Action { span, lemma: verb.lemma.clone(), negated: self.negated });
        self.leads.push(lead);
        self.cue &= !verb.light;
        self.last = Last::Act;
        self.aside = false;
        self.seeks = false;
        self.open = verb.light;
        if verb.with { self.together(span.end) } else { span.end }
    }

    /// True where words of a part stand right behind `at`.
    fn followed_by(&self, part: Part, at: usize) -> bool {
        let folded = &self.scene.normal.hay.folded;
        let next = folded[at..].starts_with([' ', '\n']).then_some(at + 1).filter(|&n| n < self.end);
        next.is_some_and(|n| self.scene.rules.verbs.at(folded, n, self.end, &mut Vec::new()).is_some_and(|s| s.is(part)))
    }

    /// Those it is done with are passed over: the act itself stands behind them.
    fn together(&mut self, at: usize) -> usize {
        self.touches = false;
        match self.scene.bodies_at(at, self.end) {
            Some((named, _)) => {
                self.open = true;
                named.end
            }
            None => {
                self.seeks = true;
                at
            }
        }
    }

    /// Names behind an assigning verb are passed over.
    fn named(&mut self, at: usize) -> usize {
        self.scene.bodies_at(at, self.end).map_or(at, |(named, _)| named.end)
    }

    /// Any other word: a subject at the start is passed over, else the clause goes on.
    fn word(&mut self, at: usize, rest: &str) -> usize {
        self.joint = false;
        self.touches = false;
        self.lead = None;
        let begins = self.open && self.last == Last::None;
        if begins && let Some((named, _)) = self.scene.bodies_at(at, self.end) {
            self.aside = false;
            self.subject = true;
            return named.end;
        }
        if begins && !self.aside {
            self.seeks |= self.subject;
            self.last = if self.subject { Last::None } else { Last::Closed };
        }
        self.open = false;
        at + rest.find(|c| !is_alphanumeric(c)).unwrap_or(rest.len()).max(rest.chars().next().map_or(1, char::len_utf8))
    }
}

/// Each act runs to the words that lead to the next one, the last to the end of its clause;
/// marks at its end are none of it.
fn close(scene: &Scene<'_>, end: usize, leads: &[usize], out: &mut [Action]) {
    let ends = leads.iter().skip(1).copied().chain(std::iter::once(end));
    for (act, to) in out.iter_mut().zip(ends) {
        let words = Span::new(act.span.start, to).of(&scene.normal.hay.text);
        let kept = words.trim_end_matches([' ', '\n', ',', ';', '.', '/', ':']).len();
        act.span.end = (act.span.start + kept).max(act.span.end);
    }
}
