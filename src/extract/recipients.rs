//! Recipients [nơi nhận]: printed entries after "Kính gửi" and under "Nơi nhận". In: the
//! entries' spans. Out: text, purpose and bodies of each.

use crate::extract::bodies::Context;
use crate::norm::Normal;
use crate::record::{Body, Confidence, Recipient, Role};
use crate::rules::{Rules, Set};
use crate::segment::Zones;
use crate::span::Span;

/// All entries in printed order.
pub(crate) fn read(normal: &Normal, zones: &Zones, rules: &Rules, context: &Context<'_>) -> Vec<Recipient> {
    let mut out: Vec<Recipient> = Vec::new();
    for &span in &zones.addressees {
        out.extend(entry(normal, rules, context, span, Role::Addressee));
    }
    for e in &zones.footer.entries {
        let role = if e.archive { Role::Archive } else { Role::Copy };
        out.extend(entry(normal, rules, context, e.span, role));
    }
    out
}

fn entry(normal: &Normal, rules: &Rules, context: &Context<'_>, span: Span, role: Role) -> Option<Recipient> {
    let set = rules.set(Set::Recipient);
    let text = &normal.hay.text;
    let mut span = trim_marks(span, text);
    if role == Role::Archive {
        if let Some(label) = set.first_of(&normal.hay, span, "archive-label").filter(|m| m.span.start == span.start) {
            span = trim_marks(Span::new(label.span.end, span.end), text);
        }
        let given = || set.find_role(&normal.hay, span, "archive-tail-given").into_iter().find(|m| m.span.end == span.end);
        if let Some(tail) = set.first_of(&normal.hay, span, "archive-tail") {
            span = trim_marks(Span::new(span.start, tail.span.start), text);
        } else if let Some(tail) = given() {
            // The bracket that it stands behind belongs to the entry.
            span = Span::new(span.start, tail.span.start + 1);
        }
    }
    if span.is_empty() {
        return None;
    }
    let (span, purpose) = purpose(normal, rules, span, role);
    let words = normal.hay.of(span).replace('\n', " ");
    let same = set.first_of(&normal.hay, span, "same").filter(|m| m.span.start == span.start);
    let refers_to = same.as_ref().and_then(|m| m.rule.gives("refers_to")).map(str::to_owned);
    let bodies = if same.is_some() || role == Role::Archive { Vec::new() } else { bodies(normal, rules, context, span, &words) };
    let rule = same.map(|m| m.rule.id.clone());
    Some(Recipient {
        role,
        text: normal.as_read(span),
        purpose,
        refers_to,
        bodies,
        confidence: Confidence::default(),
        evidence: normal.evidence(span, rule.as_deref()),
    })
}

/// Without opening and closing marks and white space.
fn trim_marks(span: Span, text: &str) -> Span {
    let mark = |c: char| c.is_whitespace() || matches!(c, ';' | '.' | ',' | ':' | '/' | '-' | '–');
    let words = span.of(text);
    let opened = words.trim_start_matches(mark);
    let start = span.start + words.len() - opened.len();
    let closed = opened.trim_end_matches(|c| mark(c) && !matches!(c, '-' | '–'));
    Span::new(start, start + closed.len())
}

/// The bracket at the end, where it says why ("để b/c"), not what ("2b", "PV GAS").
fn purpose(normal: &Normal, rules: &Rules, span: Span, role: Role) -> (Span, Option<String>) {
    let text = &normal.hay.text;
    let words = span.of(text);
    if role == Role::Archive || !words.ends_with(')') {
        return (span, None);
    }
    let Some(open) = opening(words) else { return (span, None) };
    let inside = Span::new(span.start + open + 1, span.end - 1).trimmed(text);
    let says_why = rules.set(Set::Recipient).find_role(&normal.hay, inside, "purpose").iter().any(|m| m.span.start == inside.start);
    if !says_why {
        return (span, None);
    }
    let named = trim_marks(Span::new(span.start, span.start + open), text);
    // A bracket that stands alone is kept as it is written.
    if named.is_empty() { (span, None) } else { (named, Some(normal.as_read(inside))) }
}

/// The bracket that the last one closes.
fn opening(words: &str) -> Option<usize> {
    let mut depth = 0;
    for (i, c) in words.char_indices().rev() {
        match c {
            ')' => depth += 1,
            '(' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(i);
        }
    }
    None
}

fn bodies(normal: &Normal, rules: &Rules, context: &Context<'_>, span: Span, words: &str) -> Vec<Body> {
    let mut named = rules.gazetteer.list(words);
    // An entry names bodies and nothing else: a few words more belong to its only one.
    if let [only] = named.as_mut_slice() {
        let rest = words.get(only.end..).unwrap_or("");
        if only.start == 0 && rest.starts_with(' ') && !rest.contains([',', ';', '(', ':']) && rest.split(' ').count() <= 8 {
            only.name = rules.gazetteer.expand(words);
            only.end = words.len();
        }
    }
    named
        .into_iter()
        .map(|mut b| {
            if normal.recognised
                && let Some(right) = rules.gazetteer.mended(&b.name)
            {
                b.name = right;
            }
            let place = Span::new(span.start + b.start, span.start + b.end);
            if let Some(own) = rules.gazetteer.in_city(&b.name, normal.hay.of(place), context) {
                b.name = own;
            }
            Body {
                id: rules.gazetteer.id(&b.name, context),
                name: b.name,
                members: Vec::new(),
                confidence: Confidence::default(),
                evidence: Some(normal.evidence(place, None)),
            }
        })
        .collect()
}
