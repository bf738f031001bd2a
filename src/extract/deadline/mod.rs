//! Deadlines [thời hạn]: a passage that lays a task in, its times out: a day or a stretch
//! of the calendar, a length of time from an event, or a recurrence.
//!
//! [`find`] reads running text, where a date counts only beside words that make it a
//! deadline. [`stated`] reads a line or table cell that is known to say a time ("Thời
//! gian: Quý II/2024"), where a bare date counts too. Dates of cited documents, periods of
//! programmes, dates of effect and times already past are none. Neither looks outside the
//! passage: whether a citation's title covers a found time is for the caller to see.

mod concern;
mod judge;
mod length;
mod merge;
mod point;
mod recur;

use crate::record::DeadlineKind;
use crate::rules::{Match, Prepared, Rule, Rules, Set};
use crate::span::Span;

/// [ngày ban hành] What is known of the day the document was written: times without a
/// year are of that year, and times before it are no deadlines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Issued {
    /// Year.
    pub(crate) year: Option<i32>,
    /// Month.
    pub(crate) month: Option<u32>,
}

/// One deadline. At most one of the three values is there; none where the words fix no
/// time that a calendar holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Due<'r> {
    /// Its words.
    pub(crate) span: Span,
    /// EDTF.
    pub(crate) date: Option<String>,
    /// Hour of the day of `date`, `17:00`.
    pub(crate) time: Option<String>,
    /// ISO 8601.
    pub(crate) duration: Option<String>,
    /// iCalendar RRULE.
    pub(crate) recurrence: Option<String>,
    /// The year is not said: it is the document's.
    pub(crate) inferred: bool,
    /// Its days are days of work.
    pub(crate) working_days: bool,
    /// The event it counts from, or back from.
    pub(crate) from: Option<Span>,
    /// What is due then, where a passage sets several times.
    pub(crate) concerns: Option<Span>,
    /// What it bounds.
    pub(crate) kind: DeadlineKind,
    /// Id of the rule that found it; none where a whole line was taken as it is.
    pub(crate) rule: Option<&'r str>,
}

impl<'r> Due<'r> {
    /// True where a calendar holds the time.
    pub(crate) const fn has_value(&self) -> bool {
        self.date.is_some() || self.duration.is_some() || self.recurrence.is_some()
    }

    /// A deadline of which only the words are known.
    fn words(span: Span, kind: DeadlineKind, rule: Option<&'r str>) -> Self {
        Self {
            span,
            date: None,
            time: None,
            duration: None,
            recurrence: None,
            inferred: false,
            working_days: false,
            from: None,
            concerns: None,
            kind,
            rule,
        }
    }
}

/// A deadline and what a neighbour may need to complete it.
#[derive(Debug)]
struct Draft<'r> {
    due: Due<'r>,
    /// Day of a month that is not said.
    day: Option<u32>,
    /// Month and day of a year that is not said.
    month_day: Option<(u32, u32)>,
}

impl<'r> From<Due<'r>> for Draft<'r> {
    fn from(due: Due<'r>) -> Self {
        Self { due, day: None, month_day: None }
    }
}

/// Where a passage is read: the same for every match in it.
#[derive(Clone, Copy)]
struct Reading<'r, 't> {
    hay: &'t Prepared,
    rules: &'r Rules,
    passage: Span,
    issued: Issued,
}

impl<'r> Reading<'r, '_> {
    /// Matches of one role inside `span`.
    fn role(&self, span: Span, role: &str) -> Vec<Match<'r>> {
        self.rules.set(Set::Deadline).find_role(self.hay, span, role)
    }

    /// What follows `at` in the passage, as far as words beside a time can reach.
    fn soon_after(&self, at: usize) -> Span {
        Span::new(at, self.hay.text.floor_char_boundary((at + 80).min(self.passage.end)))
    }

    /// True where a date's figures go on after `at`.
    fn goes_on_in_figures(&self, at: usize) -> bool {
        let rest = self.hay.text.get(at..).unwrap_or_default();
        rest.trim_start_matches([' ', '/', '.', '-']).starts_with(|c: char| c.is_ascii_digit())
    }

    /// The number a group holds in figures.
    fn figures(&self, found: &Match<'_>, group: &str) -> Option<u32> {
        found.group(group).and_then(|s| self.hay.of(s).parse().ok())
    }
}

/// Roles whose matches are times in running text, after one for the words before a time.
const LABELLED: [&str; 16] = [
    "label",
    "date",
    "pair",
    "range",
    "open",
    "within",
    "every",
    "monthday",
    "quarterday",
    "yearday",
    "weekday",
    "times",
    "span",
    "day",
    "vague",
    "upon",
];

/// As [`LABELLED`], after one for a time that stands bare.
const BARE: [&str; 16] = {
    let mut roles = LABELLED;
    roles[0] = "point";
    roles
};

/// The deadlines of one passage of running text, in the order of the text.
pub(crate) fn find<'r>(hay: &Prepared, span: Span, rules: &'r Rules, issued: Issued) -> Vec<Due<'r>> {
    let reading = Reading { hay, rules, passage: span, issued };
    let (labels, mut found): (Vec<_>, Vec<_>) =
        rules.set(Set::Deadline).find_roles(hay, span, &LABELLED).into_iter().partition(|m| m.rule.role == "label");
    found.extend(labels.iter().filter_map(|l| after_label(&reading, l)));
    let mut dues = settle(&reading, found, &labels);
    concern::tell(&reading, &mut dues);
    dues
}

/// The deadlines of a line or cell that is known to say a time. Words that fix none are
/// kept as they are.
pub(crate) fn stated<'r>(hay: &Prepared, span: Span, rules: &'r Rules, issued: Issued) -> Vec<Due<'r>> {
    let span = span.trimmed(&hay.text);
    let reading = Reading { hay, rules, passage: span, issued };
    let found = rules.set(Set::Deadline).find_roles(hay, span, &BARE);
    let dues = settle(&reading, found, &[]);
    if dues.is_empty() && !span.is_empty() { vec![Due::words(span, DeadlineKind::During, None)] } else { dues }
}

/// The time that stands bare right after a label.
fn after_label<'r>(reading: &Reading<'r, '_>, label: &Match<'r>) -> Option<Match<'r>> {
    let rest = reading.soon_after(label.span.end);
    reading.role(rest, "point").into_iter().find(|m| m.span.start == rest.start)
}

/// Judges and reads matches in order; a match inside one already judged is passed over,
/// whichever way that went.
fn settle<'r>(reading: &Reading<'r, '_>, mut found: Vec<Match<'r>>, labels: &[Match<'r>]) -> Vec<Due<'r>> {
    found.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end), std::cmp::Reverse(m.rule.priority)));
    let mut drafts: Vec<Draft<'r>> = Vec::new();
    let mut judged: Vec<Span> = Vec::new();
    for m in &found {
        let span = m.group("due").unwrap_or(m.span);
        if judged.iter().any(|j| j.overlaps(span)) {
            continue;
        }
        if !judge::holds(reading, m, span) {
            judged.push(span);
            continue;
        }
        let mut new = read(reading, m, span);
        let Some(last) = new.iter().map(|d| d.due.span.end).max() else {
            if judge::closes(&m.rule.role) {
                judged.push(span);
            }
            continue;
        };
        judged.push(Span::new(span.start, last));
        if let Some(label) = labels.iter().rfind(|l| l.span.end == span.start) {
            for d in &mut new {
                d.due.kind = kind(label.rule);
            }
        }
        drafts.extend(new);
    }
    merge::neighbours(reading, drafts)
}

/// What one match says.
fn read<'r>(reading: &Reading<'r, '_>, found: &Match<'r>, span: Span) -> Vec<Draft<'r>> {
    let time = found.group("gio").and_then(|s| hour(reading.hay.of(s)));
    let words = Due { time, ..Due::words(span, kind(found.rule), Some(&found.rule.id)) };
    match found.rule.role.as_str() {
        "date" | "point" => point::date(reading, found, words).into_iter().collect(),
        "pair" => point::pair(reading, found, &words).into_iter().map(Draft::from).collect(),
        "range" => point::range(reading, found, words).into_iter().map(Draft::from).collect(),
        "open" => point::open(reading, found, words).into_iter().map(Draft::from).collect(),
        "day" if !reading.goes_on_in_figures(span.end) => {
            vec![Draft { day: reading.figures(found, "ngay"), due: words, month_day: None }]
        }
        "day" => Vec::new(),
        "within" => length::within(reading, found, words).into_iter().map(Draft::from).collect(),
        "vague" => vec![words.into()],
        "upon" => length::upon(reading, found, words).into_iter().map(Draft::from).collect(),
        _ => recur::read(reading, found, &words).into_iter().map(Draft::from).collect(),
    }
}

/// "17h00", "8 giờ 30 phút", "08:00" as `17:00`, `08:30`, `08:00`; nothing where the day has
/// no such time.
fn hour(words: &str) -> Option<String> {
    let mut figures = words.split(|c: char| !c.is_ascii_digit()).filter(|f| !f.is_empty()).map(str::parse::<u32>);
    let (hour, minute) = (figures.next()?.ok()?, figures.next().map_or(Ok(0), |m| m).ok()?);
    (hour < 24 && minute < 60 || (hour, minute) == (24, 0)).then(|| format!("{hour:02}:{minute:02}"))
}

/// The kind a rule gives.
fn kind(rule: &Rule) -> DeadlineKind {
    match rule.gives("kind") {
        Some("within") => DeadlineKind::Within,
        Some("every") => DeadlineKind::Every,
        Some("during") => DeadlineKind::During,
        _ => DeadlineKind::By,
    }
}

#[cfg(test)]
mod tests;
