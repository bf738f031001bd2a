//! Signature block [chữ ký]: authority, post and name of each signer, by lines.

use super::anchors::{bare, is_capitals, is_rule};
use crate::norm::Normal;
use crate::rules::{Rules, Set};
use crate::span::Span;

/// Strokes are at most so many pieces, each shorter than so many letters.
const STROKES: usize = 5;

/// So few letters are a name only where a family name opens it.
const BITS: usize = 5;

/// What one signer's block holds.
#[derive(Debug, Clone, Default)]
pub(crate) struct SignatureBlock {
    /// `KT`, as printed without closing mark.
    pub(crate) authority: Option<Span>,
    /// The words behind the authority.
    pub(crate) on_behalf_of: Option<Span>,
    /// The signer's own post.
    pub(crate) position: Option<Span>,
    /// The signer's name.
    pub(crate) name: Option<Span>,
}

impl SignatureBlock {
    /// From the first to the last part.
    pub(crate) fn whole(&self) -> Option<Span> {
        let parts = || [self.authority, self.on_behalf_of, self.position, self.name].into_iter().flatten();
        Some(Span::new(parts().map(|s| s.start).min()?, parts().map(|s| s.end).max()?))
    }
}

/// What a line is to a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    /// `KT.` and whom it stands for; the latter may stand on the next line.
    Authority(Span, Option<Span>),
    /// A post in capitals.
    Post(Span),
    /// More words in capitals below an office: its second line.
    More(Span),
    /// A person's name.
    Name(Span),
}

impl Sign {
    /// One past its last byte.
    pub(crate) const fn end(&self) -> usize {
        match self {
            Self::Post(s) | Self::More(s) | Self::Name(s) | Self::Authority(_, Some(s)) | Self::Authority(s, None) => s.end,
        }
    }
}

/// Reads one stretch of a line as authority or post.
pub(crate) fn office(normal: &Normal, rules: &Rules, span: Span) -> Option<Sign> {
    let set = rules.set(Set::Letterhead);
    let words = bare(span, &normal.hay.text);
    if let Some(m) = set.find_role(&normal.hay, words, "authority").into_iter().find(|m| m.span.start == words.start) {
        let authority = m.group("quyen").unwrap_or(m.span);
        return Some(Sign::Authority(authority, m.group("thay").map(|t| bare(Span::new(t.start, words.end.max(t.end)), &normal.hay.text))));
    }
    let words = if normal.recognised { loud_end(normal, words) } else { words };
    if !is_capitals(words.of(&normal.hay.text)) {
        return None;
    }
    let post = set.find_role(&normal.hay, words, "post").into_iter().next()?;
    let front = normal.hay.of(Span::new(words.start, post.span.start));
    let strokes = if normal.recognised { front.rfind(|c: char| !c.is_alphabetic() && !matches!(c, ' ' | '.' | '-')) } else { None };
    let words = strokes.map_or(words, |at| bare(Span::new(words.start + at, words.end), &normal.hay.text));
    (post.span.start <= words.start + 24).then_some(Sign::Post(words))
}

/// A person's name: two to five capitalised words, nothing else; titles in front are left
/// out.
pub(crate) fn name(normal: &Normal, rules: &Rules, span: Span) -> Option<Span> {
    let text = &normal.hay.text;
    let mut span = bare(span, text);
    for m in rules.set(Set::Letterhead).find_role(&normal.hay, span, "name-noise") {
        if m.span.start == span.start {
            span = bare(Span::new(m.span.end, span.end), text);
        } else if m.span.end == span.end {
            span = bare(Span::new(span.start, m.span.start), text);
        }
    }
    if is_capitals(span.of(text)) {
        return in_capitals(normal, rules, span);
    }
    let words: Vec<&str> = span.of(text).split(' ').collect();
    if (2..=5).contains(&words.len()) && words.iter().all(|w| is_capitalised(w)) {
        // Two bits of a seal are read as words: "Uy Ty".
        let bits = normal.recognised && span.of(text).chars().filter(|c| c.is_alphabetic()).count() <= BITS;
        return (!bits || rules.may_open_a_name(words.first()?)).then_some(span);
    }
    if normal.recognised { behind_strokes(normal, rules, span) } else { None }
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().skip(1).all(|c| c.is_lowercase()) && word.chars().count() <= 8
}

/// What strokes of pen and seal are read as in front of words: `N, : `, `„.. `.
fn are_strokes(words: &str) -> bool {
    let words: Vec<&str> = words.split(' ').collect();
    words.len() <= STROKES && words.iter().all(|w| w.chars().count() < STROKES)
}

/// A name that a family name opens behind strokes, up to the end of the line.
fn behind_strokes(normal: &Normal, rules: &Rules, span: Span) -> Option<Span> {
    let words = span.of(&normal.hay.text);
    let starts = words.match_indices(' ').map(|(i, _)| i + 1);
    starts.take(STROKES).filter(|&at| are_strokes(words[..at].trim_end())).find_map(|at| {
        let name: Vec<&str> = words[at..].split(' ').collect();
        let whole = (2..=5).contains(&name.len()) && name.iter().all(|w| is_capitalised(w));
        (whole && rules.may_open_a_name(name.first()?)).then(|| Span::new(span.start + at, span.end))
    })
}

/// The capitals that end a line behind strokes; the whole line where nothing else stands in it.
fn loud_end(normal: &Normal, span: Span) -> Span {
    let words = span.of(&normal.hay.text);
    let quiet = words.split(' ').scan(0, |at, w| {
        *at += w.len() + 1;
        Some((*at, w))
    });
    let from =
        quiet.filter(|(_, w)| w.chars().any(char::is_lowercase) || !w.chars().any(char::is_uppercase)).last().map_or(0, |(end, _)| end);
    let strokes = words.get(..from).is_some_and(|w| are_strokes(w.trim_end()));
    if from > 0 && from < words.len() && strokes { Span::new(span.start + from, span.end) } else { span }
}

/// A name in capitals throughout, as old papers type it: it opens with a surname, and names
/// neither a place nor an office.
fn in_capitals(normal: &Normal, rules: &Rules, span: Span) -> Option<Span> {
    let set = rules.set(Set::Letterhead);
    let words = span.of(&normal.hay.text);
    let opens = words.split_once(' ').is_some_and(|(first, _)| rules.is_family_name(first));
    let count = words.split(' ').count();
    let letters = words.chars().all(|c| c.is_alphabetic() || c == ' ');
    let office = || set.first_of(&normal.hay, span, "post").is_some();
    let place = || rules.gazetteer.province(&words.to_lowercase()).is_some();
    (opens && letters && (2..=4).contains(&count) && !office() && !place()).then_some(span)
}

/// The line says that it is signed ("Đã ký: ...").
pub(crate) fn is_signed(normal: &Normal, rules: &Rules, span: Span) -> bool {
    let found = rules.set(Set::Letterhead).find_role(&normal.hay, span, "name-noise");
    found.iter().any(|m| m.rule.gives("signed") == Some("yes"))
}

/// Puts the lines of a footer together, in their order. Where two sign side by side, both
/// offices may stand before both names.
pub(crate) fn blocks(signs: &[Sign]) -> Vec<SignatureBlock> {
    let mut out: Vec<SignatureBlock> = Vec::new();
    let mut open = SignatureBlock::default();
    for &sign in signs {
        match sign {
            Sign::Authority(authority, thay) => {
                if open.name.is_some() || open.position.is_some() {
                    out.push(std::mem::take(&mut open));
                }
                // Stacked powers: the last one is the signer's.
                open.authority = Some(authority);
                open.on_behalf_of = thay;
            }
            Sign::Post(post) if open.authority.is_some() && open.on_behalf_of.is_none() => open.on_behalf_of = Some(post),
            Sign::Post(post) => {
                if open.name.is_some() {
                    out.push(std::mem::take(&mut open));
                }
                open.position = Some(open.position.map_or(post, |p| Span::new(p.start, post.end)));
            }
            Sign::More(words) => {
                let office = if open.position.is_some() { &mut open.position } else { &mut open.on_behalf_of };
                if let Some(o) = office.as_mut().filter(|_| open.name.is_none()) {
                    o.end = words.end;
                }
            }
            Sign::Name(name) => match out.iter_mut().find(|b| b.name.is_none()) {
                Some(waiting) => waiting.name = Some(name),
                None if open.name.is_none() => open.name = Some(name),
                None => {}
            },
        }
    }
    if open.whole().is_some() {
        out.push(open);
    }
    out
}

/// Nothing but rules and bracketed remarks.
pub(crate) fn is_empty_line(words: &str) -> bool {
    is_rule(words)
}
