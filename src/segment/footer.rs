//! Footer [phần cuối]: the list under "Nơi nhận" and the signature, which stand side by
//! side on paper and come in any order from a file.

use super::anchors::{is_capitals, is_rule};
use super::signature::{self, Sign, SignatureBlock};
use crate::norm::{Normal, PrintedLine};
use crate::rules::{Rules, Set};
use crate::span::Span;

/// A footer is looked for in so many lines behind its first.
const LONGEST: usize = 60;
/// A line of the list has at most so many characters.
const ENTRY: usize = 75;
/// So many letters alone on a line are strokes.
const STROKE: usize = 3;
/// A line that ends so many characters before the widest did not have to.
const SLACK: usize = 4;
/// "(Đã ký)" has so many letters at most, misread.
const REMARK: usize = 6;
/// What an entry begins with.
const MARKS: [char; 9] = ['-', '–', '—', '+', '•', '*', '~', '_', ' '];

/// One entry under "Nơi nhận".
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    /// The entry without its bullet.
    pub(crate) span: Span,
    /// "Lưu: ...".
    pub(crate) archive: bool,
}

/// What stands behind the running text.
#[derive(Debug, Default)]
pub(crate) struct Footer {
    /// First byte.
    pub(crate) start: usize,
    /// First byte behind it: annexes begin there.
    pub(crate) end: usize,
    /// Entries in printed order.
    pub(crate) entries: Vec<Entry>,
    /// Signers.
    pub(crate) signatures: Vec<SignatureBlock>,
}

/// Finds the footer behind `from`.
pub(crate) fn find(normal: &Normal, rules: &Rules, from: usize) -> Footer {
    let lines = normal.lines.len();
    let first_line = normal.lines.partition_point(|l| l.span.end <= from);
    let list = (first_line..lines).find_map(|i| list_label(normal, rules, i, from));
    let list = list.or_else(|| if normal.recognised { unlabelled(normal, rules, first_line) } else { None });
    match list {
        Some((line, label)) => with_list(normal, rules, line, label, first_line),
        None => signature_only(normal, rules, first_line),
    }
}

/// "Nơi nhận" at the start of a line, or behind the end mark of the text.
fn list_label(normal: &Normal, rules: &Rules, line: usize, from: usize) -> Option<(usize, Span)> {
    let span = normal.lines[line].span;
    let span = Span::new(span.start.max(from), span.end);
    rules.set(Set::Letterhead).find_role(&normal.hay, span, "recipients").into_iter().find_map(|m| {
        let before = normal.hay.of(Span::new(span.start, m.span.start)).trim_end();
        let printed = normal.hay.of(m.span);
        let column =
            || normal.gaps(span).any(|g| normal.hay.of(Span::new(m.span.end, g.max(m.span.end))).trim().is_empty() && g >= m.span.end);
        let closed = printed.trim_end().ends_with([':', ';', '.']) || m.span.end == span.end || column();
        let opens = before.is_empty() || before.ends_with(['.', '/']) || is_rule(before) || is_capitals(before);
        (opens && closed && printed.starts_with(char::is_uppercase)).then_some((line, m.span))
    })
}

/// The list where a stroke of the pen or a recogniser has eaten its label: the entries
/// above the first "Lưu: ...", which a letter has nowhere else.
fn unlabelled(normal: &Normal, rules: &Rules, first_line: usize) -> Option<(usize, Span)> {
    let text = &normal.hay.text;
    let words = |i: usize| normal.lines.get(i).map_or("", |l| l.span.of(text));
    let archive = (first_line..normal.lines.len()).find(|&i| {
        let span = normal.lines[i].span;
        let start = span.end - words(i).trim_start_matches(MARKS).len();
        rules.set(Set::Letterhead).find_role(&normal.hay, span, "archive").iter().any(|m| m.span.start == start)
    })?;
    // Closed by the text's own end mark, or by what is too long for an entry.
    let ends = |i: usize| words(i).contains("./") || words(i).chars().count() > ENTRY;
    let above = (first_line..archive).rev().take(LONGEST).take_while(|&i| !ends(i));
    let first = above.filter(|&i| words(i).starts_with(MARKS)).last()?;
    let start = normal.lines[first].span.start;
    Some((first, Span::new(start, start)))
}

fn with_list(normal: &Normal, rules: &Rules, line: usize, label: Span, first_line: usize) -> Footer {
    let mut reading = Reading::new(normal, rules);
    // The signature may stand above the list: lines of offices and names right before it.
    let mut start_line = line;
    while start_line > first_line && line - start_line < 14 && reading.may_sign(start_line - 1) {
        start_line -= 1;
    }
    let before = normal.lines[line].span.start;
    for i in start_line..line {
        reading.line(normal.lines[i].span);
    }
    reading.stretch(Span::new(before, label.start));
    reading.in_list = true;
    reading.line(Span::new(label.end, normal.lines[line].span.end));
    let start = if start_line < line { normal.lines[start_line].span.start } else { label_start(normal, before, label) };
    let end = reading.rest(line + 1);
    reading.finish(start, end)
}

/// Words of the running text may stand in front of the label on its line.
fn label_start(normal: &Normal, line_start: usize, label: Span) -> usize {
    let before = normal.hay.of(Span::new(line_start, label.start)).trim();
    if before.is_empty() { line_start } else { label.start }
}

/// No list: the last office in capitals with a name or an authority.
fn signature_only(normal: &Normal, rules: &Rules, first_line: usize) -> Footer {
    let total = normal.hay.text.len();
    let from = first_line.max(normal.lines.len().saturating_sub(LONGEST));
    let mut at = None;
    for i in from..normal.lines.len() {
        let line = normal.lines[i].span;
        match signature::office(normal, rules, line) {
            Some(Sign::Authority(..)) => {
                at = Some(i);
                break;
            }
            Some(Sign::Post(_)) if named_below(normal, rules, i) => {
                at = Some(i);
                break;
            }
            _ => {}
        }
    }
    let mut reading = Reading::new(normal, rules);
    let Some(at) = at else {
        return last_line_name(normal, rules, total);
    };
    reading.line(normal.lines[at].span);
    let end = reading.rest(at + 1);
    reading.finish(normal.lines[at].span.start, end)
}

fn named_below(normal: &Normal, rules: &Rules, line: usize) -> bool {
    (line..normal.lines.len().min(line + 4)).any(|i| {
        let span = normal.lines[i].span;
        signature::name(normal, rules, span).is_some() || split_office(normal, rules, span).iter().any(|s| matches!(s, Sign::Name(_)))
    })
}

/// A bare name as the last line of all ("Nguyễn Văn A (Đã ký)").
fn last_line_name(normal: &Normal, rules: &Rules, total: usize) -> Footer {
    let remark = |l: &&PrintedLine| {
        let words = l.span.of(&normal.hay.text);
        words.starts_with('(') && words.ends_with(')') && signature::is_signed(normal, rules, l.span)
    };
    let last = normal.lines.iter().rev().filter(|l| !matches!(l.part, crate::read::Part::Footnote)).find(|l| !remark(l));
    let found = last.and_then(|l| signature::name(normal, rules, l.span).map(|n| (l.span, n)));
    match found {
        Some((line, name)) if normal.lines.len() > 4 => Footer {
            start: line.start,
            end: total,
            entries: Vec::new(),
            signatures: vec![SignatureBlock { name: Some(name), ..SignatureBlock::default() }],
        },
        _ => Footer { start: total, end: total, ..Footer::default() },
    }
}

/// Office and name on one line, as web copies have it: `BỘ TRƯỞNG Nguyễn Văn A`.
fn split_office(normal: &Normal, rules: &Rules, span: Span) -> Vec<Sign> {
    let text = &normal.hay.text;
    let set = rules.set(Set::Letterhead);
    let mut starts: Vec<usize> = Vec::new();
    for role in ["authority", "post"] {
        starts.extend(set.find_role(&normal.hay, span, role).iter().map(|m| m.span.start));
    }
    let Some(&from) = starts.iter().min() else { return Vec::new() };
    // Capitals are the office, the mixed words behind them the name.
    let mut end = from;
    for word in span_words(Span::new(from, span.end), text) {
        let words = word.of(text);
        if words.chars().any(char::is_lowercase) {
            break;
        }
        end = word.end;
    }
    let mut signs = offices(normal, rules, Span::new(from, end));
    let rest = Span::new(end, span.end);
    if let Some(name) = signature::name(normal, rules, rest) {
        signs.push(Sign::Name(name));
    }
    signs
}

/// Offices printed one behind the other: `KT. CHỦ TỊCH PHÓ CHỦ TỊCH`.
fn offices(normal: &Normal, rules: &Rules, span: Span) -> Vec<Sign> {
    let set = rules.set(Set::Letterhead);
    let Some(first) = signature::office(normal, rules, span) else { return Vec::new() };
    let from = match first {
        Sign::Authority(authority, behalf) => behalf.map_or(authority.end, |b| b.start),
        Sign::Post(post) | Sign::More(post) | Sign::Name(post) => post.start,
    };
    let second = set.find_role(&normal.hay, span, "second-post").iter().map(|m| m.span.start).find(|&s| s > from);
    let Some(at) = second.filter(|_| matches!(first, Sign::Authority(..)) || stands_alone(normal, rules, span)) else {
        return vec![first];
    };
    let front = signature::office(normal, rules, Span::new(span.start, at));
    let back = signature::office(normal, rules, Span::new(at, span.end));
    match (front, back) {
        (Some(front), Some(back)) => vec![front, back],
        _ => vec![first],
    }
}

/// An authority without a post closes the line before: this one says for whom and who.
fn stands_alone(normal: &Normal, rules: &Rules, span: Span) -> bool {
    let line = normal.lines.partition_point(|l| l.span.end <= span.start);
    let before = line.checked_sub(1).map(|i| normal.lines[i].span);
    before.is_some_and(|b| matches!(signature::office(normal, rules, b), Some(Sign::Authority(_, None))))
}

fn span_words(span: Span, text: &str) -> impl Iterator<Item = Span> {
    let mut at = span.start;
    span.of(text).split(' ').map(move |w| {
        let s = Span::new(at, at + w.len());
        at += w.len() + 1;
        s
    })
}

/// State while the lines of a footer are read.
struct Reading<'a> {
    normal: &'a Normal,
    rules: &'a Rules,
    in_list: bool,
    archived: bool,
    /// The stretch stands behind a wide gap: in the other column.
    in_column: bool,
    entries: Vec<Entry>,
    /// Each with its column, where two sign side by side.
    signs: Vec<(Sign, usize)>,
    /// Two offices stand on one line.
    side_by_side: bool,
}

/// A person's name, not an office.
const fn is_name(sign: &Sign) -> bool {
    matches!(sign, Sign::Name(_))
}

impl<'a> Reading<'a> {
    const fn new(normal: &'a Normal, rules: &'a Rules) -> Self {
        Self {
            normal,
            rules,
            in_list: false,
            archived: false,
            in_column: false,
            entries: Vec::new(),
            signs: Vec::new(),
            side_by_side: false,
        }
    }

    fn is_signature_line(&self, line: usize) -> bool {
        let span = self.normal.lines[line].span;
        let signs =
            |s: Span| signature::office(self.normal, self.rules, s).is_some() || signature::name(self.normal, self.rules, s).is_some();
        signs(span) || self.split(span).into_iter().any(signs)
    }

    /// A line of a signature, the second line of an office, or "(Đã ký)" between office and
    /// name.
    fn may_sign(&self, line: usize) -> bool {
        let span = self.normal.lines[line].span;
        let words = span.of(&self.normal.hay.text);
        let remark = words.starts_with('(') && words.ends_with(')') && signature::is_signed(self.normal, self.rules, span);
        self.is_signature_line(line) || is_capitals(words) || remark
    }

    /// Reads one line.
    fn line(&mut self, span: Span) {
        let span = span.trimmed(&self.normal.hay.text);
        if span.is_empty() || signature::is_empty_line(span.of(&self.normal.hay.text)) {
            return;
        }
        let (mut offices, first) = (0, self.signs.len());
        for part in self.split(span) {
            self.in_column = part.start > span.start && self.normal.gaps(span).any(|g| g == part.start);
            let before = self.signs.len();
            self.stretch(part);
            offices += usize::from(self.signs[before..].iter().any(|(s, _)| matches!(s, Sign::Authority(..) | Sign::Post(_))));
        }
        self.in_column = false;
        self.side_by_side |= offices > 1;
        // The place of a stretch among those of its line that sign is its column.
        let signs = &mut self.signs[first..];
        if signs.iter().all(|(s, _)| is_name(s)) || offices > 1 {
            (0..).zip(signs).for_each(|(column, s)| s.1 = column);
        }
    }

    /// Cuts a line where an office in capitals begins behind an entry, and where a new
    /// bullet begins behind `;` or `.`.
    fn split(&self, span: Span) -> Vec<Span> {
        let text = &self.normal.hay.text;
        let set = self.rules.set(Set::Letterhead);
        let mut cuts: Vec<usize> = Vec::new();
        let powers: Vec<Span> = set.find_role(&self.normal.hay, span, "authority").iter().map(|m| m.span).collect();
        let posts = set.find_role(&self.normal.hay, span, "post");
        let posts = posts.iter().map(|m| m.span).filter(|p| !powers.iter().any(|a| a.start <= p.start));
        let first = powers.iter().copied().chain(posts).map(|s| s.start).min();
        cuts.extend(first.filter(|&s| s > span.start && !inside_entry(text, span.start, s)));
        let balanced = |at: usize| {
            let before = span.of(text).get(..at - span.start).unwrap_or("");
            before.matches('(').count() <= before.matches(')').count()
        };
        cuts.extend(self.normal.gaps(span).filter(|&g| balanced(g)));
        let words = span.of(text);
        for (i, _) in words.match_indices(['-', '–', '~']) {
            let before = words[..i].trim_end();
            if before.ends_with([';', '.']) && i > 0 {
                cuts.push(span.start + i);
            }
        }
        cuts.sort_unstable();
        cuts.dedup();
        let mut out = Vec::new();
        let mut from = span.start;
        for cut in cuts {
            out.push(Span::new(from, cut));
            from = cut;
        }
        out.push(Span::new(from, span.end));
        out
    }

    /// Reads one stretch: an entry, its continuation, or a part of the signature.
    fn stretch(&mut self, span: Span) {
        let text = &self.normal.hay.text;
        let span = span.trimmed(text);
        if span.is_empty() || is_rule(span.of(text)) {
            return;
        }
        // Two strokes are the end of a drawn line, not a bullet.
        let marks = span.of(text).chars().take_while(|c| matches!(c, '—' | '-' | '_')).count();
        // Behind the archive's entry no entry comes any more.
        let waits = self.archived && !self.signs.is_empty() && !self.signs.iter().any(|(s, _)| is_name(s));
        let named = || (waits || !span.of(text).starts_with('-')) && signature::name(self.normal, self.rules, span).is_some();
        let drawn = self.normal.recognised && (marks > 1 || self.is_office_beside(span) || named());
        let bullet = span.of(text).starts_with(['-', '–', '—', '+', '•', '*', '~', '_']) && !drawn;
        let archive = self.archive_at(span);
        if !bullet && self.is_remark_of_signer(span) || self.is_seal(span, bullet) {
            return;
        }
        if !bullet && !archive && self.in_list && self.archive_goes_on(span) {
            return self.entry(span, false, false);
        }
        if !bullet && !archive {
            let signs = self.signs_of(span);
            if !signs.is_empty() {
                self.signs.extend(signs.into_iter().map(|s| (s, 0)));
                return;
            }
        }
        if self.in_list && (bullet || archive || !self.archived) {
            self.entry(span, bullet, archive);
        }
    }

    /// An office in capitals beside an entry or the list's label: what stands before it is a
    /// stroke, since an entry opens its line.
    fn is_office_beside(&self, span: Span) -> bool {
        let text = &self.normal.hay.text;
        let line = self.normal.lines.partition_point(|l| l.span.end <= span.start);
        let beside = self.normal.lines.get(line).is_some_and(|l| l.span.start < span.start);
        let words = Span::new(span.end - span.of(text).trim_start_matches(MARKS).len(), span.end);
        beside && is_capitals(words.of(text)) && signature::office(self.normal, self.rules, words).is_some()
    }

    /// A bracket below a signer's name, where no entry is open: his other post, or "(Đã ký)".
    fn is_remark_of_signer(&self, span: Span) -> bool {
        let words = span.of(&self.normal.hay.text);
        let open = self.entries.last().is_some_and(|e| !closed(e.span.of(&self.normal.hay.text)));
        let bracket = words.starts_with('(') && words.ends_with(')');
        let below = || self.signs.last().is_some_and(|(s, _)| !is_name(s) && s.end() > self.last_entry());
        let signed = (self.in_column || below()) && signature::is_signed(self.normal, self.rules, span) && self.signs_of(span).is_empty();
        bracket && (matches!(self.signs.last(), Some((Sign::Name(_), _))) && !open || signed)
    }

    /// Where the last entry ends.
    fn last_entry(&self) -> usize {
        self.entries.last().map_or(0, |e| e.span.end)
    }

    /// What seal and pen gave between an office and its name: few letters, or what is left of
    /// "(Đã ký)".
    fn is_seal(&self, span: Span, bullet: bool) -> bool {
        let waits = self.signs.last().is_some_and(|(s, _)| !is_name(s) && s.end() > self.last_entry());
        if !self.normal.recognised || !waits {
            return false;
        }
        let words = span.of(&self.normal.hay.text).trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')'));
        let letters = words.chars().filter(|c| c.is_alphanumeric()).count();
        letters <= STROKE && !bullet || words.starts_with('(') && words.ends_with(')') && letters <= REMARK
    }

    fn signs_of(&self, span: Span) -> Vec<Sign> {
        let both = offices(self.normal, self.rules, span);
        if !both.is_empty() && !span.of(&self.normal.hay.text).chars().any(char::is_lowercase) {
            return both;
        }
        let words = span.of(&self.normal.hay.text);
        // Two letters below an office are strokes of the seal.
        let capitals = is_capitals(words) && (!self.normal.recognised || words.chars().filter(|c| c.is_alphabetic()).count() > STROKE);
        if capitals && self.signs.last().is_some_and(|(s, _)| !is_name(s)) {
            if let Some(name) = signature::name(self.normal, self.rules, span) {
                return vec![Sign::Name(name)];
            }
            // An office that no rule knows, in the signature's column below its power.
            let below = matches!(self.signs.last(), Some((Sign::Authority(_, Some(_)), _)));
            if self.in_column && below {
                return vec![Sign::Post(super::anchors::bare(span, &self.normal.hay.text))];
            }
        }
        if capitals
            && matches!(self.signs.last(), Some((Sign::Post(_) | Sign::Authority(_, Some(_)) | Sign::More(_), _)))
            && self.follows(span)
        {
            return vec![Sign::More(super::anchors::bare(span, &self.normal.hay.text))];
        }
        let split = split_office(self.normal, self.rules, span);
        let at_start = split.first().is_some_and(|s| matches!(s, Sign::Authority(a, _) | Sign::Post(a) if a.start <= span.start + 2));
        if at_start {
            return split;
        }
        let named = self.signs.iter().any(|(s, _)| !is_name(s)) || !self.in_list || self.archived;
        // An office below an entry closes it.
        let last = self.signs.last().map_or(0, |(s, _)| s.end());
        let open = self.entries.last().is_some_and(|e| !e.archive && !closed(e.span.of(&self.normal.hay.text)) && e.span.end > last);
        match signature::name(self.normal, self.rules, span) {
            Some(name) if signature::is_signed(self.normal, self.rules, span) || named && (!open || self.in_column) => {
                vec![Sign::Name(name)]
            }
            _ => Vec::new(),
        }
    }

    /// Right below the last line of an office.
    fn follows(&self, span: Span) -> bool {
        let last = match self.signs.last() {
            Some((Sign::Post(s) | Sign::More(s) | Sign::Authority(_, Some(s)), _)) => s.end,
            _ => return false,
        };
        last < span.start && self.normal.hay.of(Span::new(last, span.start)).trim().is_empty()
    }

    fn archive_at(&self, span: Span) -> bool {
        let text = &self.normal.hay.text;
        let body = span.of(text).trim_start_matches(MARKS);
        let start = span.end - body.len();
        self.rules
            .set(Set::Letterhead)
            .find_role(&self.normal.hay, Span::new(start, span.end), "archive")
            .iter()
            .any(|m| m.span.start == start)
    }

    /// The last entry is the archive's and open, or these are more units in capitals, right
    /// below it: "TCT (HC, NV3)".
    fn archive_goes_on(&self, span: Span) -> bool {
        let Some(last) = self.entries.last().filter(|e| e.archive) else { return false };
        let (text, words) = (&self.normal.hay.text, span.of(&self.normal.hay.text));
        let open = last.span.of(text).trim_end().ends_with([',', '-', '–', ':', ';']);
        let below = Span::new(last.span.end, span.start).of(text).trim().is_empty();
        let units = words.starts_with(char::is_uppercase) && words.ends_with(')') && !words.chars().any(char::is_lowercase);
        open || below && units
    }

    fn entry(&mut self, span: Span, bullet: bool, archive: bool) {
        let text = &self.normal.hay.text;
        let body = span.of(text).trim_start_matches(MARKS);
        let words = Span::new(span.end - body.len(), span.end);
        let open = self.entries.last().is_some_and(|e| !closed(e.span.of(text)));
        let more = !bullet && !archive && self.entries.last().is_some_and(|e| e.archive);
        let open = open && !self.lost_its_mark(words);
        if !more && (bullet || archive || !open || self.entries.is_empty()) {
            self.entries.push(Entry { span: words, archive });
            self.archived |= archive;
        } else if let Some(last) = self.entries.last_mut() {
            last.span.end = span.end;
        }
    }

    /// On a recognised page, in a list that closes no entry, words that would have fitted on the
    /// line above open an entry whose dash was not seen.
    fn lost_its_mark(&self, words: Span) -> bool {
        let text = &self.normal.hay.text;
        let Some(last) = self.entries.last().filter(|e| self.normal.recognised && !e.archive) else { return false };
        let count = |words: &str| words.chars().count();
        let lines = |e: &Entry| e.span.of(text).split('\n').map(count).max().unwrap_or(0);
        let widest = self.entries.iter().map(lines).max().unwrap_or(0).max(count(words.of(text)));
        let above = last.span.of(text).rsplit('\n').next().unwrap_or_default();
        let first = words.of(text).split(' ').next().unwrap_or_default();
        let goes_on = above.ends_with([',', ':', '-', '–', '(', '&']) || above.matches('(').count() > above.matches(')').count();
        let marked = self.entries.iter().any(|e| closed(e.span.of(text)));
        first.starts_with(char::is_uppercase) && !marked && !goes_on && count(above) + count(first) + SLACK < widest
    }

    /// Reads on from `line` to the end of the footer; gives the first byte behind it.
    fn rest(&mut self, line: usize) -> usize {
        let normal = self.normal;
        for i in line..normal.lines.len().min(line + LONGEST) {
            let printed = &normal.lines[i];
            if printed.part == crate::read::Part::Footnote || self.opens_annex(i) {
                return printed.span.start;
            }
            let seen = (self.entries.len(), self.signs.len());
            let before = self.entries.last().map(|e| e.span.end);
            self.line(printed.span);
            let read = seen != (self.entries.len(), self.signs.len()) || before != self.entries.last().map(|e| e.span.end);
            let done = self.archived || !self.in_list;
            if !read && done && !is_rule(printed.span.of(&normal.hay.text)) && !self.expects(i) {
                return printed.span.start;
            }
        }
        normal.hay.text.len()
    }

    /// Within reach of a signature that has not come yet.
    fn expects(&self, line: usize) -> bool {
        let named = self.signs.iter().any(|(s, _)| is_name(s));
        // Between office and name of a scan stands what the seal and the signature gave.
        let reach = if self.normal.recognised { 12 } else { 6 };
        !named && (line + 1..self.normal.lines.len().min(line + reach)).any(|i| self.is_signature_line(i))
    }

    /// An annex, an attached text or another document's head begins here.
    fn opens_annex(&self, line: usize) -> bool {
        let span = self.normal.lines[line].span;
        let set = self.rules.set(Set::Letterhead);
        let opens = |role: &str| set.find_role(&self.normal.hay, span, role).iter().any(|m| m.span.start <= span.start + 2);
        let capital = span.of(&self.normal.hay.text).starts_with(char::is_uppercase);
        (opens("annex") && capital) || opens("attached") || opens("state") || opens("motto") || opens("copy")
    }

    fn finish(mut self, start: usize, end: usize) -> Footer {
        if self.side_by_side {
            self.signs.sort_by_key(|&(_, column)| column);
        }
        let signs: Vec<Sign> = self.signs.into_iter().map(|(s, _)| s).collect();
        Footer { start, end, entries: self.entries, signatures: signature::blocks(&signs) }
    }
}

/// An entry's words end with its closing mark.
fn closed(words: &str) -> bool {
    words.trim_end().ends_with([';', '.'])
}

/// A post inside an entry ("- CHỦ TỊCH UBND tỉnh"): right behind its bullet.
fn inside_entry(text: &str, start: usize, at: usize) -> bool {
    let before = text.get(start..at).unwrap_or("").trim_end();
    before.is_empty() || before.ends_with(['-', '–', ',', ':', '('])
}
