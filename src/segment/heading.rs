//! Heading [tên loại và trích yếu]: the type's name in capitals, with the subject below it
//! or on its line. In: the head's lines. Out: the type and where its words stand.

use super::anchors::{Flat, bare, is_capitals, is_rule};
use super::head::{Head, bare_end, blocks, date, issuers, number};
use crate::letters::{is_lowercase, is_uppercase};
use crate::rules::Rules;
use crate::span::Span;

/// A subject that opens like running text is no longer, in characters.
const LONGEST_PHRASE: usize = 300;

/// A heading as found.
pub(super) struct Heading {
    /// The type's name.
    pub(super) kind: Span,
    /// The type's code.
    pub(super) code: String,
    /// The words below or behind it.
    pub(super) subject: Option<Span>,
    /// Whose act it is, where a title says so.
    pub(super) author: Option<Span>,
    /// First byte behind both.
    pub(super) end: usize,
}

/// The type's name in capitals on a line of its own, and the subject below it.
pub(super) fn find<'n>(flat: &Flat<'n>, rules: &'n Rules, limit: Option<usize>) -> Option<Heading> {
    let limit = limit.unwrap_or(flat.hay.text.len());
    let (kind, code) = (0..flat.lines).find_map(|i| heading_on(flat, rules, i, limit))?;
    if let Some(title) = title(flat, rules, kind, limit) {
        return Some(Heading { kind, code, ..title });
    }
    let line = flat.line_of(kind.end.saturating_sub(1));
    let rest = Span::new(kind.end, flat.normal.lines[line].span.end).trimmed(&flat.hay.text);
    if !rest.is_empty() {
        return Some(inline_subject(flat, rules, kind, code, rest, limit));
    }
    let (subject, end) = subject_below(flat, rules, line, limit);
    Some(Heading { kind, code, subject, author: None, end })
}

fn heading_on<'n>(flat: &Flat<'n>, rules: &'n Rules, index: usize, limit: usize) -> Option<(Span, String)> {
    let line = flat.normal.lines[index].span;
    let starts = std::iter::once(line.start).chain(flat.find_on(rules, "date", line).map(|m| m.span.end));
    for start in starts {
        let words = bare(Span::new(start, line.end.min(flat.hay.text.len())), &flat.hay.text);
        // Capitals, and so at least two letters: most lines are told by them.
        let small = flat.hay.of(words).chars().take(2).any(is_lowercase);
        if words.is_empty() || words.start >= limit || small {
            continue;
        }
        // "THÔNG TƯ / LIÊN TỊCH": the name may go on in the next line.
        let folded = flat.hay.folded.get(words.start..).unwrap_or("");
        let printed = |name: &str| flat.hay.of(Span::new(words.start, words.start + name.len()));
        let hits = rules.types.headings().filter(|(name, _)| folded.starts_with(name) && is_capitals(printed(name)));
        let Some((name, kind)) = hits.max_by_key(|(name, _)| name.len()) else { continue };
        let span = Span::new(words.start, words.start + name.len());
        let joined = folded[name.len()..].starts_with(char::is_alphanumeric);
        let line_end = flat.normal.lines[flat.line_of(span.end.saturating_sub(1))].span.end.min(flat.hay.text.len());
        let after = flat.hay.of(Span::new(span.end, line_end.max(span.end))).trim_start();
        let own_line = after.is_empty() || is_capitals(after) || first_word_capitals(after);
        if !joined && own_line && !names_number(after) {
            return Some((span, kind.code.clone()));
        }
    }
    None
}

/// The title of an old gazette copy: "<type> CỦA <author> SỐ <number> NGÀY <date> <subject>",
/// all in capitals, over as many lines as it takes.
fn title<'n>(flat: &Flat<'n>, rules: &'n Rules, kind: Span, limit: usize) -> Option<Heading> {
    let text = &flat.hay.text;
    let names = letterhead_names(flat, rules, kind.start);
    let run = capitals_from(flat, kind.end, limit, &names);
    let of = flat.find_on(rules, "subject-of", run).find(|m| m.span.start == run.start)?;
    let number = flat.find_on(rules, "number", run).find(|m| m.group("ky_hieu").is_some())?;
    let behind = Span::new(number.span.end, run.end);
    let date = flat.find_on(rules, "date", behind).chain(flat.find_on(rules, "date-behind", behind)).map(|m| m.span.end).min();
    let subject = bare(Span::new(date.unwrap_or(number.span.end), run.end), text);
    let author = bare(Span::new(of.span.end, number.span.start), text);
    let (subject, author) = (Some(subject).filter(|s| !s.is_empty()), Some(author).filter(|a| !a.is_empty()));
    Some(Heading { kind, code: String::new(), subject, author, end: run.end })
}

/// The words in capitals from `from` on, line after line, up to `limit` or to the line apart
/// that says again which of the `names` issues it.
fn capitals_from(flat: &Flat<'_>, from: usize, limit: usize, names: &[String]) -> Span {
    let text = &flat.hay.text;
    let first = flat.line_of(from.saturating_sub(1));
    let mut end = from;
    for line in &flat.normal.lines[first..flat.lines] {
        let words = Span::new(line.span.start.max(from), line.span.end.min(limit).min(text.len()));
        if words.end <= words.start {
            continue;
        }
        let again = line.blank_before && names.iter().any(|n| n == flat.hay.folded_of(bare(words, text)));
        if !is_capitals(words.of(text)) || again {
            break;
        }
        end = words.end;
    }
    Span::new(from, end).trimmed(text)
}

/// The heading of another text's title line: `QUYẾT ĐỊNH SỐ 12/...` is a mention.
fn names_number(after: &str) -> bool {
    after.split_whitespace().nth(1).is_some_and(|w| w.contains('/') && w.starts_with(|c: char| c.is_ascii_digit()))
}

fn first_word_capitals(words: &str) -> bool {
    words.split_whitespace().next().is_some_and(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 1 && is_capitals(w))
}

/// Folded names of the bodies above `limit`.
fn letterhead_names<'n>(flat: &Flat<'n>, rules: &'n Rules, limit: usize) -> Vec<String> {
    let partial = Head { number: number(flat, rules, limit), date: date(flat, rules, limit), ..Head::default() };
    let names = issuers(flat, &partial, &blocks(flat, rules, limit), rules, limit);
    names.into_iter().map(|n| flat.hay.folded_of(n).to_owned()).collect()
}

/// Heading and subject on one line: the subject is the run of capitals behind the heading,
/// without the issuer's name that follows it in older papers.
fn inline_subject<'n>(flat: &Flat<'n>, rules: &'n Rules, kind: Span, code: String, rest: Span, limit: usize) -> Heading {
    let text = &flat.hay.text;
    let mut end = rest.start;
    for word in words_of(rest, text) {
        if word.of(text).chars().any(char::is_lowercase) {
            break;
        }
        end = word.end;
    }
    // whose act it is stands between the heading and its subject
    let names_author = flat.find_on(rules, "subject-of", rest).any(|m| m.span.start == rest.start);
    let mut subject = Span::new(rest.start, end);
    for name in letterhead_names(flat, rules, kind.start) {
        if let Some(at) = flat.hay.folded_of(subject).rfind(&name).filter(|&at| at > 0) {
            subject = Span::new(subject.start, subject.start + at);
        }
    }
    let subject = bare(subject, text);
    // "CÔNG ĐIỆN KHẨN"
    let stamp = flat.find_on(rules, "urgency", subject).any(|m| m.span == subject);
    if subject.is_empty() || names_author || stamp {
        let (below, end) = subject_below(flat, rules, flat.line_of(kind.start), limit);
        return Heading { kind, code, subject: below, author: None, end };
    }
    let whole = bare(rest, text).end <= subject.end;
    if let Some((below, end)) = whole.then(|| goes_on_below(flat, rules, kind, subject, limit)).flatten() {
        return Heading { kind, code, subject: Some(below), author: None, end };
    }
    Heading { kind, code, subject: Some(subject), author: None, end: end.max(subject.end) }
}

/// A subject that begins beside the heading and goes on below it, in capitals or not; below
/// "THÔNG BÁO HÀNG HẢI", "Về việc ..." is all of it.
fn goes_on_below<'n>(flat: &Flat<'n>, rules: &'n Rules, kind: Span, beside: Span, limit: usize) -> Option<(Span, usize)> {
    const FEW: usize = 4;
    const LONGEST: usize = 240;
    let text = &flat.hay.text;
    let line = flat.line_of(kind.start);
    let next = flat.normal.lines[..flat.lines].get(line + 1)?;
    let (below, end) = subject_below(flat, rules, line, limit);
    let below = below?;
    let words = below.of(text);
    if words.chars().count() > LONGEST || words.ends_with([':', ';']) {
        return None;
    }
    let few = beside.of(text).split(' ').count() <= FEW;
    let label = |role: &str| flat.find_on(rules, role, below).any(|m| m.span.start == below.start);
    let names_all = few && (label("subject-bare") || below.start > next.span.start);
    let joined = Span::new(beside.start, below.end);
    if names_all {
        return Some((below, end));
    }
    (is_capitals(words) || few && !words.ends_with('.')).then_some((joined, end))
}

fn words_of(span: Span, text: &str) -> impl Iterator<Item = Span> {
    let words = span.of(text);
    words.split(' ').scan(0, move |at, w| {
        let start = *at;
        *at += w.len() + 1;
        Some(Span::new(span.start + start, span.start + start + w.len()))
    })
}

/// The subject under a heading: the lines up to a rule, the issuing authority, an opener,
/// a label or a paragraph of running text.
fn subject_below<'n>(flat: &Flat<'n>, rules: &'n Rules, heading: usize, limit: usize) -> (Option<Span>, usize) {
    let text = &flat.hay.text;
    let authority = letterhead_names(flat, rules, flat.normal.lines[heading].span.start);
    let mut subject: Option<Span> = None;
    let mut line = heading + 1;
    while line < flat.lines && flat.normal.lines[line].span.start < limit {
        let printed = &flat.normal.lines[line];
        let words = printed.span.of(text);
        if is_rule(words) {
            line += 1;
            if subject.is_some() {
                break;
            }
            continue;
        }
        let first = subject.is_none();
        if printed.span.end > limit {
            break;
        }
        let of_author = || flat.find_on(rules, "subject-of", printed.span).any(|m| m.span.start == printed.span.start);
        let author = || authority.iter().any(|a| flat.hay.folded_of(printed.span).starts_with(a.as_str()));
        if first && is_capitals(words) && (of_author() || author()) {
            line += 1;
            continue;
        }
        if !first && authority.iter().any(|a| a == flat.hay.folded_of(bare(printed.span, text))) {
            break;
        }
        // "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH" right above the bases decides; it is no subject.
        let post = || flat.find_on(rules, "post", printed.span).any(|m| m.span.start == printed.span.start);
        if !first && is_capitals(words) && line + 1 < flat.lines && opens_body(flat, rules, line + 1) && post() {
            break;
        }
        // "V/v ..." below the heading is the subject, its label left out.
        let label = flat
            .find_on(rules, "subject", printed.span)
            .find(|m| first && m.span.start == printed.span.start && m.span.of(text).contains('/'));
        // "Triển khai ..." in the middle below the heading, or in a paragraph that is no
        // sentence, is the subject's own word.
        let apart = || printed.centred || printed.bold || is_phrase(flat, line);
        let verb = || first && !words.ends_with(';') && opens_with_verb(flat, rules, printed.span) && apart();
        let own = label.is_some() || verb();
        let loud = is_capitals(words) || flat.normal.recognised && is_loud(words);
        if (opens_body(flat, rules, line) && !own) || (!first && loud && !is_capitals(subject.map_or("", |s| s.of(text)))) {
            break;
        }
        if !first
            && printed.blank_before
            && !printed.page_break_before
            && !printed.bold
            && !printed.centred
            && !words.starts_with(char::is_lowercase)
        {
            break;
        }
        if first && words.chars().count() > 420 || !first && is_sentence(words) {
            break;
        }
        let from = label.map_or(printed.span.start, |m| m.span.end);
        subject = Some(Span::new(subject.map_or(from, |s| s.start), printed.span.end));
        line += 1;
    }
    let subject = subject.map(|s| bare_end(without_authority(flat, rules, s.trimmed(text), &authority), text)).filter(|s| !s.is_empty());
    let end = if line < flat.lines { flat.normal.lines[line].span.start } else { flat.hay.text.len() };
    (subject, end.min(limit))
}

/// A short paragraph of this line alone or of it and the next ones that ends without a mark.
fn is_phrase(flat: &Flat<'_>, line: usize) -> bool {
    let normal = flat.normal;
    let paragraph = (0..normal.paragraphs.len()).find(|&i| normal.paragraphs[i].start == line).map(|i| normal.paragraph(i));
    let words = paragraph.map_or("", |p| p.of(&flat.hay.text)).trim_end();
    (1..=LONGEST_PHRASE).contains(&words.chars().count()) && !words.ends_with(['.', ':', ';', ',', '/'])
}

/// A line with a capital that ends as only a sentence or a lead does.
fn is_sentence(words: &str) -> bool {
    words.starts_with(char::is_uppercase) && words.ends_with([':', ';', '.']) && !is_capitals(words)
}

/// A subject in capitals without the authority's name that a copy has put behind it on its
/// last line; "... CỦA CHÍNH PHỦ" keeps it.
fn without_authority<'n>(flat: &Flat<'n>, rules: &'n Rules, subject: Span, authority: &[String]) -> Span {
    let folded = flat.hay.folded_of(subject);
    if !is_capitals(flat.hay.of(subject)) {
        return subject;
    }
    for name in authority {
        let Some(rest) = folded.strip_suffix(name.as_str()).filter(|r| r.ends_with(' ')) else { continue };
        let last = rest.trim_end().rfind(' ').map_or(0, |i| i + 1);
        let word = Span::new(subject.start + last, subject.end);
        if !flat.find_on(rules, "subject-of", word).any(|m| m.span.start == word.start) {
            return Span::new(subject.start, subject.start + rest.trim_end().len());
        }
    }
    subject
}

/// The line begins with a verb that opens running texts and subjects alike.
fn opens_with_verb<'n>(flat: &Flat<'n>, rules: &'n Rules, line: Span) -> bool {
    flat.find_on(rules, "opener", line).any(|m| m.rule.gives("form") == Some("verb") && m.span.start == line.start)
}

/// A stamp's words: capitals but for a letter or two that were misread.
fn is_loud(words: &str) -> bool {
    let small = words.chars().filter(|c| is_lowercase(*c)).count();
    let capitals = words.chars().filter(|c| is_uppercase(*c)).count();
    capitals >= 6 && small * 8 <= capitals
}

/// A line that opens the running text.
pub(super) fn opens_body<'n>(flat: &Flat<'n>, rules: &'n Rules, line: usize) -> bool {
    let span = flat.normal.lines[line].span;
    let words = span.of(&flat.hay.text);
    let opener = flat.find_on(rules, "opener", span).any(|m| m.span.start - span.start <= 2);
    opener
        || flat.find_on(rules, "attached", span).any(|m| m.span.start == span.start)
        || flat.is_labelled(rules, span)
        || words.ends_with(';')
}
