//! Head [thể thức phần đầu]: issuer, number, place and date, type, subject, up to
//! "Kính gửi" or the first words of the running text. Two-column heads come as two blocks
//! of lines or, from web copies, on one line; both are read through anchors.

use super::anchors::{Flat, bare, is_capitals, is_rule};
use super::heading::{self, opens_body};
use crate::letters::is_alphabetic;
use crate::norm::Normal;
use crate::rules::{Match, Rules, Set};
use crate::span::Span;

/// The number line [số, ký hiệu].
#[derive(Debug, Clone)]
pub(crate) struct NumberLine {
    /// Label included.
    pub(crate) span: Span,
    /// Running number, where it is not blank.
    pub(crate) sequence: Option<Span>,
    /// What stands in its place, where it was recognised and makes no number as it is.
    pub(crate) misread: Option<Span>,
    /// Year inside the number.
    pub(crate) year: Option<Span>,
    /// The mark between number and symbol.
    pub(crate) joint: Option<Span>,
    /// Symbol.
    pub(crate) symbol: Option<Span>,
    /// Id of the rule.
    pub(crate) rule: String,
}

/// The date line [địa danh, ngày tháng năm].
#[derive(Debug, Clone)]
pub(crate) struct DateLine {
    /// From "ngày" to the year.
    pub(crate) span: Span,
    /// Place in front of it.
    pub(crate) place: Option<Span>,
    /// Day, where it is not blank.
    pub(crate) day: Option<Span>,
    /// Month, where it is not blank.
    pub(crate) month: Option<Span>,
    /// Year.
    pub(crate) year: Option<Span>,
    /// Something stands for a missing day or month that could not be read.
    pub(crate) misread: bool,
    /// Id of the rule.
    pub(crate) rule: String,
}

/// A part of the head that is just words.
#[derive(Debug, Clone)]
pub(crate) struct Trait {
    /// The words.
    pub(crate) span: Span,
    /// Id of the rule, where a rule found them.
    pub(crate) rule: Option<String>,
    /// More words, where the other column of the letterhead stands between.
    pub(crate) more: Vec<Span>,
}

impl Trait {
    /// Words that one rule found.
    const fn new(span: Span, rule: Option<String>) -> Self {
        Self { span, rule, more: Vec::new() }
    }
}

/// What stands before the running text.
#[derive(Debug, Default)]
pub(crate) struct Head {
    /// Number line.
    pub(crate) number: Option<NumberLine>,
    /// Date line.
    pub(crate) date: Option<DateLine>,
    /// Subject, label excluded.
    pub(crate) subject: Option<Trait>,
    /// Heading with the type's name, and the type's code.
    pub(crate) kind: Option<(Span, String)>,
    /// Lines that name bodies, from the top.
    pub(crate) issuers: Vec<Span>,
    /// Stamp of urgency.
    pub(crate) urgency: Option<Trait>,
    /// Stamp of secrecy.
    pub(crate) secrecy: Option<Trait>,
    /// Mark of a draft.
    pub(crate) draft: Option<Span>,
    /// "Kính gửi:".
    pub(crate) addressee: Option<Trait>,
    /// A state name, motto or letterhead number was seen.
    pub(crate) official: bool,
    /// First byte after the head.
    pub(crate) end: usize,
}

/// Reads the head.
pub(crate) fn find<'n>(flat: &Flat<'n>, rules: &'n Rules) -> Head {
    let mut head = Head { addressee: addressee(flat, rules), ..Head::default() };
    let heading = heading::find(flat, rules, head.addressee.as_ref().map(|a| a.span.start));
    head.end = match (&head.addressee, &heading) {
        (Some(a), _) => a.span.start,
        (None, Some(h)) => h.end,
        (None, None) => first_opener(flat, rules),
    };
    let limit = head.end;
    let top = heading.as_ref().map_or(limit, |h| h.kind.start);
    let state = blocks(flat, rules, limit);
    head.number = number(flat, rules, limit);
    head.date = date(flat, rules, limit);
    head.urgency = stamp(flat, rules, "urgency", limit);
    head.secrecy = stamp(flat, rules, "secrecy", limit);
    head.draft = flat.find(rules, "draft").iter().find(|m| m.span.end <= limit && alone(flat, m.span)).map(|m| m.span);
    head.subject = match heading.as_ref().and_then(|h| h.subject) {
        Some(span) => Some(Trait::new(span, None)),
        None => letter_subject(flat, rules, &head, &state, limit),
    };
    head.official = head.number.is_some() || !state.is_empty();
    head.issuers = issuers(flat, &head, &state, rules, top.min(limit));
    if head.issuers.is_empty() {
        head.issuers.extend(heading.as_ref().and_then(|h| h.author));
    }
    head.kind = heading.map(|h| (h.kind, h.code));
    head
}

/// "Kính gửi", printed with a capital, at the start of a line or after the date; behind the
/// list of recipients it is that of a form in an annex.
fn addressee<'n>(flat: &Flat<'n>, rules: &'n Rules) -> Option<Trait> {
    let list = recipients_list(flat, rules);
    flat.find(rules, "addressee").iter().take_while(|m| list.is_none_or(|l| m.span.start < l)).find_map(|m| {
        let before = flat.before_on_line(m.span.start).trim_end();
        let opens =
            before.is_empty() || before.ends_with(|c: char| c.is_ascii_digit() || c == '.') || is_capitals(before) || is_rule(before);
        let capital = flat.hay.of(m.span).starts_with(char::is_uppercase);
        let telegram = m.rule.gives("form") == Some("telegram") && is_capitals(before);
        let line = flat.normal.lines[flat.line_of(m.span.start)].span;
        let invitation = m.rule.gives("form") == Some("invitation") && line.end <= m.span.end + 1;
        (opens && (capital || telegram) || invitation).then(|| Trait::new(m.span, Some(m.rule.id.clone())))
    })
}

/// A subject without a drawn rule behind it.
pub(super) fn bare_end(span: Span, text: &str) -> Span {
    let words = span.of(text).trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '_' | '*' | '|'));
    Span::new(span.start, span.start + words.len())
}

/// The list of recipients at the start of a line.
fn recipients_list<'n>(flat: &Flat<'n>, rules: &'n Rules) -> Option<usize> {
    flat.find(rules, "recipients").iter().map(|m| m.span.start).find(|&at| is_rule(flat.before_on_line(at)))
}

/// Where the text begins when there is neither addressee nor heading; a certificate has none.
fn first_opener<'n>(flat: &Flat<'n>, rules: &'n Rules) -> usize {
    let seen = flat.find(rules, "date").first().map_or(0, |m| m.span.end);
    let list = recipients_list(flat, rules);
    (0..flat.lines)
        .map(|i| (i, flat.normal.lines[i].span))
        .find(|&(i, s)| {
            s.start >= seen
                && !is_capitals(s.of(&flat.hay.text))
                && (list == Some(s.start) || opens_body(flat, rules, i) || s.of(&flat.hay.text).chars().count() > 90)
        })
        .map_or(0, |(_, s)| s.start)
}

/// Spans of state names and mottos. A state's name inside a body's ("QUỐC HỘI NƯỚC ...")
/// is none.
pub(super) fn blocks<'n>(flat: &Flat<'n>, rules: &'n Rules, limit: usize) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for role in ["state", "motto"] {
        let found = flat.find(rules, role);
        spans.extend(found.iter().filter(|m| m.group("trong_ten").is_none()).map(|m| m.span).filter(|s| s.end <= limit));
    }
    if spans.is_empty() {
        spans.extend(flat.find(rules, "union-state").iter().map(|m| m.span).filter(|s| s.end <= limit && beside(flat, *s)));
    }
    spans.sort();
    spans
}

/// All of its line behind a wide gap, or a line of its own below another of the letterhead.
fn beside(flat: &Flat<'_>, span: Span) -> bool {
    let line = flat.line_of(span.start);
    let whole = bare(flat.normal.lines[line].span, &flat.hay.text) == span;
    in_column(flat, span) || whole && line > 0
}

/// The first number line that opens a line and is no received stamp's.
pub(super) fn number<'n>(flat: &Flat<'n>, rules: &'n Rules, limit: usize) -> Option<NumberLine> {
    let stamps: Vec<usize> = flat.find(rules, "stamp").iter().map(|m| flat.line_of(m.span.start)).collect();
    let own = |m: &&Match<'_>| m.span.start < limit && flat.opens(m.span.start) && !follows_stamp(flat.line_of(m.span.start), &stamps);
    let first = |role: &'static str| flat.find(rules, role).iter().find(own).map(number_line);
    first("number").or_else(|| if flat.normal.recognised { first("number-misread") } else { None })
}

fn number_line(m: &Match<'_>) -> NumberLine {
    NumberLine {
        misread: m.group("la"),
        span: m.span,
        sequence: m.group("so"),
        year: m.group("nam"),
        joint: m.group("noi"),
        symbol: m.group("ky_hieu"),
        rule: m.rule.id.clone(),
    }
}

/// The lines of a received stamp: the receiving body above it and, below it, all lines up
/// to an empty one.
fn stamp_lines<'n>(flat: &Flat<'n>, rules: &'n Rules) -> Vec<Span> {
    let mut out = Vec::new();
    for m in flat.find(rules, "stamp").iter() {
        let at = flat.line_of(m.span.start);
        let lines = &flat.normal.lines[..flat.lines];
        let above = at.checked_sub(1).filter(|_| !lines[at].blank_before);
        let below = (at + 1..lines.len()).take_while(|&i| !lines[i].blank_before && i < at + 6);
        out.extend(above.into_iter().chain([at]).chain(below).map(|i| lines[i].span));
    }
    out
}

/// A stamp's own lines: the one it stands on and the two below.
fn follows_stamp(line: usize, stamps: &[usize]) -> bool {
    stamps.iter().any(|&s| (s..=s + 2).contains(&line))
}

pub(super) fn date<'n>(flat: &Flat<'n>, rules: &'n Rules, limit: usize) -> Option<DateLine> {
    let of = |role: &'static str| -> Vec<DateLine> {
        flat.find(rules, role).iter().filter(|m| m.span.start < limit).map(|m| date_line(flat, rules, m)).collect()
    };
    let mut lines = of("date");
    if flat.normal.recognised && !lines.iter().any(|d| d.place.is_some()) {
        lines = of("date-misread");
    }
    let placed = lines.iter().find(|d| d.place.is_some() && d.year.is_some()).or_else(|| lines.iter().find(|d| d.place.is_some()));
    placed.cloned().or_else(|| date_behind_number(flat, rules, limit))
}

/// Older papers, and resolutions of the National Assembly's committee, print place and date at
/// the end of the text, right above the signature: a line of nothing else.
pub(super) fn closing_date(normal: &Normal, rules: &Rules, body: Span) -> Option<DateLine> {
    const LAST: usize = 3;
    const WORDS: usize = 5;
    let text = &normal.hay.text;
    let inside = normal.lines.iter().rev().filter(|l| l.span.start >= body.start && l.span.end <= body.end);
    for line in inside.filter(|l| !is_rule(l.span.of(text))).take(LAST) {
        let found = rules.set(Set::Letterhead).find_role(&normal.hay, line.span, "date");
        let Some(m) = found.iter().find(|m| m.group("ngay").is_some() && m.group("nam").is_some()) else { continue };
        let comma = m.group("dia_danh").map_or(m.span.start, |g| g.end);
        let place = bare(Span::new(line.span.start, comma), text);
        let named = place.of(text).split(' ').all(|w| w.starts_with(char::is_uppercase)) && place.of(text).split(' ').count() <= WORDS;
        if named && Span::new(m.span.end, line.span.end).of(text).trim().is_empty() {
            let words = Span::new(comma, m.span.end).of(text);
            let start = comma + words.len() - words.trim_start_matches([',', ' ']).len();
            return Some(DateLine {
                span: Span::new(start, m.span.end),
                place: Some(place),
                day: m.group("ngay"),
                month: m.group("thang"),
                year: m.group("nam"),
                misread: false,
                rule: m.rule.id.clone(),
            });
        }
    }
    None
}

/// The date of a title that names its own number and date, where no date line is.
fn date_behind_number<'n>(flat: &Flat<'n>, rules: &'n Rules, limit: usize) -> Option<DateLine> {
    let number = number(flat, rules, limit)?;
    let behind =
        |m: &&Match<'_>| m.span.start > number.span.end && Span::new(number.span.end, m.span.start).of(&flat.hay.text).trim().is_empty();
    let found = flat.find(rules, "date-behind");
    let m = found.iter().find(behind)?;
    Some(DateLine {
        span: m.span,
        place: None,
        day: m.group("ngay"),
        month: m.group("thang"),
        year: m.group("nam"),
        misread: false,
        rule: m.rule.id.clone(),
    })
}

fn date_line<'n>(flat: &Flat<'n>, rules: &'n Rules, m: &Match<'_>) -> DateLine {
    let words = flat.hay.of(m.span);
    let comma = words.find(',').map_or(m.span.start, |i| m.span.start + i);
    let place_end = if words.starts_with(',') || words.contains(',') { comma } else { m.group("dia_danh").map_or(m.span.start, |g| g.end) };
    let body = Span::new(place_end, m.span.end);
    let body = Span::new(body.start + (body.len() - body.of(&flat.hay.text).trim_start_matches([',', ' ']).len()), body.end);
    DateLine {
        span: body,
        place: numbered_place(flat, rules, place_end).or_else(|| place(flat, place_end)),
        day: m.group("ngay"),
        month: m.group("thang"),
        year: m.group("nam"),
        misread: m.rule.role.ends_with("-misread"),
        rule: m.rule.id.clone(),
    }
}

/// "Quận 8" right before the comma, on the same line.
fn numbered_place<'n>(flat: &Flat<'n>, rules: &'n Rules, end: usize) -> Option<Span> {
    let before = Span::new(end - flat.before_on_line(end).len(), end).trimmed(&flat.hay.text);
    let last = flat.find_on(rules, "numbered-place", before).last()?.span;
    (last.end == before.end && flat.hay.of(last).starts_with(char::is_uppercase)).then_some(last)
}

/// The capitalised words right before the comma, on the same line.
fn place(flat: &Flat<'_>, end: usize) -> Option<Span> {
    let before = flat.before_on_line(end);
    let mut start = end;
    for word in before.trim_end().rsplit(' ').take(5) {
        let capital = word.trim_start_matches(['*', '_', '|']).starts_with(|c: char| c.is_uppercase()) && !word.contains('/');
        let joins = matches!(word, "-" | "–");
        if !capital && !joins {
            break;
        }
        start = end - (before.len() - (word.as_ptr() as usize - before.as_ptr() as usize));
    }
    let span = bare(Span::new(start, end), &flat.hay.text);
    let words = span.of(&flat.hay.text);
    if !words.is_empty() && words.chars().any(char::is_lowercase) {
        return Some(span);
    }
    typed_place(flat, Span::new(end - before.len(), end))
}

/// A place with one capital only ("Hà nội", as older typists wrote), alone in its column.
fn typed_place(flat: &Flat<'_>, before: Span) -> Option<Span> {
    let column = flat.normal.gaps(before).last().unwrap_or(before.start);
    let span = bare(Span::new(column, before.end), &flat.hay.text);
    let mut words = span.of(&flat.hay.text).split(' ');
    let first = words.next().is_some_and(|w| w.starts_with(char::is_uppercase) && w.chars().skip(1).all(char::is_lowercase));
    let rest = words.clone().count();
    (first && (1..=2).contains(&rest) && words.all(|w| w.chars().all(char::is_lowercase))).then_some(span)
}

/// A stamp's words alone on their line.
fn stamp<'n>(flat: &Flat<'n>, rules: &'n Rules, role: &'static str, limit: usize) -> Option<Trait> {
    flat.find(rules, role)
        .iter()
        .find(|m| m.span.end <= limit && (alone(flat, m.span) || in_column(flat, m.span)))
        .map(|m| Trait::new(m.span, Some(m.rule.id.clone())))
}

/// At the end of a line, behind a wide gap: a typist's column of its own.
fn in_column(flat: &Flat<'_>, span: Span) -> bool {
    let line = flat.normal.lines[flat.line_of(span.start)].span;
    flat.normal.gaps(line).any(|g| g == span.start) && Span::new(span.end, line.end).of(&flat.hay.text).trim().is_empty()
}

fn alone(flat: &Flat<'_>, span: Span) -> bool {
    let line = flat.normal.lines[flat.line_of(span.start)].span;
    bare(line, &flat.hay.text) == bare(span, &flat.hay.text)
}

/// "V/v"; or, in Party letters, "về" at the start of the line below the number, or nothing
/// but that line. A bare "về" is a part of the subject, "V/v" is not.
fn subject_label<'n>(flat: &Flat<'n>, rules: &'n Rules, head: &Head, limit: usize) -> Option<(Span, String)> {
    if let Some(m) = flat.find(rules, "subject").iter().find(|m| m.span.start < limit) {
        return Some((m.span, m.rule.id.clone()));
    }
    if flat.normal.recognised {
        let opens = |m: &&Match<'_>| m.span.start < limit && is_rule(flat.before_on_line(m.span.start));
        if let Some(m) = flat.find(rules, "subject-misread").iter().find(opens) {
            return Some((m.group("nhan").unwrap_or(m.span), m.rule.id.clone()));
        }
    }
    let below = flat.line_of(head.number.as_ref()?.span.end.saturating_sub(1)) + 1;
    let line = flat.normal.lines[..flat.lines].get(below)?.span;
    let opening = Span::new(line.start, line.start);
    if let Some(m) = flat.find_on(rules, "subject-bare", line).find(|m| m.span.start == line.start && m.span.start < limit) {
        return Some((m.group("nhan").unwrap_or(opening), m.rule.id.clone()));
    }
    let number = head.number.as_ref()?.span;
    let party = flat.find_on(rules, "party-letter", number).next().filter(|_| head.addressee.is_some() && line.start < limit)?;
    let words = bare(line, &flat.hay.text).of(&flat.hay.text);
    let other = is_rule(words) || is_capitals(words) || words.split(' ').count() < 3;
    let dated = head.date.as_ref().is_some_and(|d| d.place.unwrap_or(d.span).start >= line.start && d.span.end <= line.end);
    (!other && !dated).then(|| (opening, party.rule.id.clone()))
}

/// Trích yếu of a letter: from "V/v" down to the next part of the head.
fn letter_subject<'n>(flat: &Flat<'n>, rules: &'n Rules, head: &Head, state: &[Span], limit: usize) -> Option<Trait> {
    let text = &flat.hay.text;
    let (label, rule) = subject_label(flat, rules, head, limit)?;
    let stamps = [&head.urgency, &head.secrecy].into_iter().flatten().map(|t| t.span).chain(head.draft);
    let date = head.date.iter().map(|d| d.place.map_or(d.span, |p| Span::new(p.start, d.span.end)));
    let columns: Vec<Span> = state.iter().copied().chain(date).chain(head.number.iter().map(|n| n.span)).collect();
    let stop = columns.iter().map(|s| s.start).filter(|&s| s > label.end && s < limit).min();
    let mut end = stop.unwrap_or(limit);
    let mut more = Vec::new();
    let first = flat.line_of(label.start);
    for i in first + 1..flat.lines {
        let line = &flat.normal.lines[i];
        if line.span.start >= end {
            let stops: Vec<Span> = columns.iter().copied().chain(stamps).collect();
            more = below_column(flat, i, stop, &stops, limit);
            break;
        }
        let words = line.span.of(text);
        let apart = line.part != flat.normal.lines[first].part;
        let below = line.blank_before && !line.page_break_before && !words.starts_with(char::is_lowercase);
        if is_rule(words) || is_capitals(words) && words.chars().count() > 6 || apart || below {
            end = line.span.start;
            break;
        }
    }
    let span = unbracketed(bare_end(Span::new(label.end, end).trimmed(text), text), text);
    (!span.is_empty()).then_some(Trait { span, rule: Some(rule), more })
}

/// The subject's lines from `line` on, below one that the other column's words at `stop` end:
/// `V/v giải quyết kiến nghị      Hà Nội, ngày ...` / `của cử tri`.
fn below_column(flat: &Flat<'_>, line: usize, stop: Option<usize>, stops: &[Span], limit: usize) -> Vec<Span> {
    const LONGEST: usize = 60;
    let text = &flat.hay.text;
    let beside = |s: usize| line > 0 && flat.line_of(s) + 1 == line && !flat.before_on_line(s).trim().is_empty();
    if !stop.is_some_and(beside) {
        return Vec::new();
    }
    let mut more = Vec::new();
    for printed in &flat.normal.lines[line..flat.lines] {
        let span = Span::new(printed.span.start, printed.span.end.min(limit));
        let cut = stops.iter().map(|s| s.start).filter(|s| (span.start..span.end).contains(s)).min();
        let words = bare_end(Span::new(span.start, cut.unwrap_or(span.end)).trimmed(text), text);
        let printed_words = words.of(text);
        let other = is_rule(printed_words) || is_capitals(printed_words) || printed_words.ends_with(':');
        if words.is_empty() || printed.blank_before || other || printed_words.chars().count() > LONGEST {
            break;
        }
        more.push(words);
    }
    more
}

/// Without a closing quote or bracket that was opened before the label: `"V/v ..."`.
fn unbracketed(span: Span, text: &str) -> Span {
    let words = span.of(text);
    let pair = [('"', '"'), ('”', '“'), (')', '(')].into_iter().find(|&(close, _)| words.ends_with(close));
    let Some((close, open)) = pair else { return span };
    let count = |c: char| words.matches(c).count();
    let unopened = if open == close { count(open) % 2 == 1 } else { count(close) > count(open) };
    if unopened { Span::new(span.start, span.end - close.len_utf8()).trimmed(text) } else { span }
}

/// Lines that name the bodies: capitals above the number that are no other part.
pub(super) fn issuers<'n>(flat: &Flat<'n>, head: &Head, state: &[Span], rules: &'n Rules, limit: usize) -> Vec<Span> {
    let text = &flat.hay.text;
    let mut taken: Vec<Span> = state.to_vec();
    taken.extend(head.number.iter().map(|n| n.span));
    taken.extend(head.date.iter().map(|d| d.place.map_or(d.span, |p| Span::new(p.start, d.span.end))));
    taken.extend([&head.subject, &head.urgency, &head.secrecy].into_iter().flatten().map(|t| t.span));
    taken.extend(head.draft);
    taken.extend(stamp_lines(flat, rules));
    taken.sort();
    let bottom = head.number.as_ref().map(|n| n.span.start).into_iter().chain(head.subject.as_ref().map(|s| s.span.start)).min();
    let bottom = bottom.unwrap_or(limit).min(limit);
    let mut out = Vec::new();
    for i in 0..flat.lines {
        let line = flat.normal.lines[i].span;
        if line.start >= bottom {
            break;
        }
        let mut from = line.start;
        let end = line.end.min(bottom);
        for t in taken.iter().filter(|t| t.start < end && t.end > line.start) {
            push_capitals(Span::new(from, t.start.max(from)), text, &mut out);
            from = from.max(t.end);
        }
        let rest = Span::new(from, end.max(from));
        let misread = flat.normal.recognised && from == line.start && !is_shouted(bare(rest, text).of(text));
        push_capitals(if misread { leading_capitals(rest, text) } else { rest }, text, &mut out);
    }
    out
}

fn push_capitals(span: Span, text: &str, out: &mut Vec<Span>) {
    let span = bare(span, text);
    if is_shouted(span.of(text)) {
        out.push(span);
    }
}

fn is_shouted(words: &str) -> bool {
    words.chars().filter(|&c| is_alphabetic(c)).count() >= 4 && is_capitals(words)
}

/// The words in capitals that a line begins with, where the rest of it was misread.
fn leading_capitals(span: Span, text: &str) -> Span {
    let words = span.of(text);
    let ends = words.match_indices(' ').map(|(i, _)| i).chain([words.len()]);
    let longest = ends.take_while(|&i| is_capitals(&words[..i])).last();
    Span::new(span.start, span.start + longest.unwrap_or(0))
}

impl Flat<'_> {
    /// Matches of a role inside one span.
    pub(crate) fn find_on<'r>(&self, rules: &'r Rules, role: &str, span: Span) -> impl Iterator<Item = Match<'r>> + use<'r> {
        let span = Span::new(span.start, span.end.min(self.hay.text.len()));
        rules.set(Set::Letterhead).find_role(&self.hay, span, role).into_iter()
    }

    /// The line opens with a label of the outline.
    pub(crate) fn is_labelled(&self, rules: &Rules, span: Span) -> bool {
        super::outline::label_at(&self.hay, rules, span).is_some()
    }
}
