//! Subjects: bodies that owe a passage because they are its subject ("Sở Y tế rà soát ...").

use super::super::deadline::{self, Due};
use super::clauses;
use super::heads::Above;
use super::scene::Scene;
use crate::extract::bodies::{Kind, NamedBody};
use crate::span::Span;

/// A topic in front of the subject is no longer, in bytes.
const TOPIC: usize = 120;

/// "có trách nhiệm" is looked for in so many bytes behind the subject's start.
const SUBJECT: usize = 500;

/// A subject that is no known body has no more words.
const MOST_WORDS: usize = 14;

/// Bodies that owe what follows.
#[derive(Debug)]
pub(super) struct Subject<'r> {
    /// Where their sentence begins.
    pub(super) start: usize,
    /// First byte behind their names.
    pub(super) verb: usize,
    /// The bodies.
    pub(super) bodies: Vec<NamedBody>,
    /// Id of the rule of the verb.
    pub(super) rule: Option<&'r str>,
}

/// Words behind a subject, with the verb's rule.
struct Verb<'r> {
    span: Span,
    rule: Option<&'r str>,
    strong: bool,
}

/// In a list under a lead that directs: named bodies at the start, and a verb behind them,
/// be it an assigning one.
pub(super) fn listed<'a>(scene: &Scene<'a>, span: Span) -> Option<Subject<'a>> {
    let (bodies, verb) = at(scene, span.start, span.end)?;
    let lower = scene.of(verb.span).starts_with(char::is_lowercase);
    // "Đồng chí Chánh Văn phòng phân công ...": a post told outright.
    let known = || bodies.iter().all(|b| b.named) || scene.at("person", span.start, span.end).is_some();
    (lower && known() && !scene.is_issuer(&bodies)).then_some(Subject { start: span.start, verb: verb.span.start, bodies, rule: verb.rule })
}

/// Bodies as the subject of the passage: at its start, behind a condition, or, behind a
/// remark, of a later sentence.
pub(super) fn find<'a>(scene: &Scene<'a>, span: Span, above: &Above<'_>) -> Option<Subject<'a>> {
    for (start, sentence) in places(scene, span) {
        let Some((bodies, verb)) = at(scene, start, span.end) else { continue };
        let colon = verb.span.start > start && scene.of(Span::new(start, verb.span.start)).trim_end().ends_with(':') && start == span.start;
        let directed = (above.directs || !scene.letter || due(scene, start, span, &verb)) && !above.aims;
        let known = bodies.iter().all(|b| b.named && b.kind != Kind::Group);
        // "Tổ trưởng: Giám đốc Sở Y tế" says who that is.
        if colon && scene.bodies_at(verb.span.start, verb.span.end).is_some() {
            return None;
        }
        let placed = start == span.start || directed || known;
        let aims = above.aims && verb.rule.is_some() && (known || scene.at("plural", start, span.end).is_some());
        let owes = verb.strong || aims || directed && (verb.rule.is_some() || colon || above.directs);
        let own = scene.is_issuer(&bodies) && !(known && (above.directs || above.inside && !scene.letter && verb.rule.is_some()));
        if !placed || !owes || own {
            return None;
        }
        return Some(Subject { start: sentence, verb: verb.span.start, bodies, rule: verb.rule });
    }
    None
}

/// "Các đơn vị lập danh sách gửi về Sở trước ngày 14/6": in a letter a group that is told a
/// time is told a task.
fn due(scene: &Scene<'_>, start: usize, span: Span, verb: &Verb<'_>) -> bool {
    let told = start == span.start && verb.rule.is_some() && scene.at("plural", start, span.end).is_some();
    told && deadline::find(&scene.normal.hay, verb.span, scene.rules, scene.issued).iter().any(Due::has_value)
}

/// Where the task begins of a subject that stands at the start or behind a condition, and is
/// not the issuer.
pub(super) fn stands(scene: &Scene<'_>, span: Span) -> Option<usize> {
    let subject = |(start, _)| at(scene, start, span.end).filter(|(bodies, verb)| verb.rule.is_some() && !scene.is_issuer(bodies));
    places(scene, span).into_iter().find_map(subject).map(|(_, verb)| verb.span.start)
}

/// A later sentence or `;`-part whose own subject owes something: a body with a name, or a
/// group that is told outright.
pub(super) fn later<'a>(scene: &Scene<'a>, at_byte: usize, end: usize) -> Option<Subject<'a>> {
    let (bodies, verb) = at(scene, at_byte, end)?;
    let group = bodies.iter().all(|b| b.kind == Kind::Group || !b.named);
    let plural = scene.at("plural", at_byte, end).is_some();
    (verb.rule.is_some() && (!group || verb.strong && plural)).then_some(Subject {
        start: at_byte,
        verb: verb.span.start,
        bodies,
        rule: verb.rule,
    })
}

/// Bodies that begin at `start` and the words behind them, where these are a task and no
/// account.
fn at<'a>(scene: &Scene<'a>, start: usize, end: usize) -> Option<(Vec<NamedBody>, Verb<'a>)> {
    let text = &scene.normal.hay.text;
    let (named, bodies) = answerable(scene, start, end).or_else(|| scene.bodies_at(start, end))?;
    let mut rest = Span::new(named.end, end).trimmed(text);
    // A remark in brackets between subject and verb.
    if scene.of(rest).starts_with('(')
        && let Some(close) = scene.of(rest).find(')')
    {
        rest = Span::new(rest.start + close + 1, end).trimmed(text);
    }
    let rest = Span::new(rest.start + usize::from(scene.of(rest).starts_with(':')), rest.end).trimmed(text);
    let duty = scene.set().at(&scene.normal.hay, rest, "duty");
    if scene.tells(rest, duty.as_ref().map(|d| d.span.end)) || !clauses::has_task(scene, rest.start, rest.end) {
        return None;
    }
    let strong = duty.as_ref().is_some_and(|m| m.rule.gives("strong") == Some("yes"));
    Some((bodies, Verb { span: rest, rule: duty.map(|m| m.rule.id.as_str()), strong }))
}

/// Whoever stands in front of "có trách nhiệm": the words that the names go on with belong
/// to the last of them, and a subject that is no known body is taken as it stands.
fn answerable(scene: &Scene<'_>, start: usize, end: usize) -> Option<(Span, Vec<NamedBody>)> {
    let hay = &scene.normal.hay;
    let near = Span::new(start, hay.text.floor_char_boundary(end.min(start + SUBJECT)));
    let verb = scene.set().first_of(hay, near, "answerable")?;
    let subject = Span::new(start, verb.span.start).trimmed(&hay.text);
    let bodies = scene.bodies_at(subject.start, subject.end);
    let from = bodies.as_ref().map_or(subject.start, |(named, _)| named.end);
    let rest = Span::new(from, subject.end).trimmed(&hay.text);
    let words = scene.of(rest);
    // "... tổ chức tuần tra và chịu trách nhiệm": another verb stands before this one.
    let joined = scene.rules.gazetteer.joins(words.rsplit(' ').next().unwrap_or_default());
    if joined || words.contains([',', ';', '.', ':', '(', '"', '“']) || scene.set().first_of(hay, rest, "account").is_some() {
        return None;
    }
    match bodies {
        Some((_, bodies)) if words.is_empty() => Some((subject, bodies)),
        Some((_, mut bodies)) => {
            scene.lengthen(bodies.last_mut()?, rest.end);
            Some((subject, bodies))
        }
        None if words.starts_with(char::is_uppercase) && (2..=MOST_WORDS).contains(&words.split(' ').count()) => {
            let name = scene.rules.gazetteer.expand(&words.replace('\n', " "));
            Some((subject, vec![NamedBody { name, start: subject.start, end: subject.end, kind: Kind::Group, named: true }]))
        }
        None => None,
    }
}

/// Where a subject may stand, and where its sentence begins: the start, or behind the topic
/// ("Kinh phí: Sở Tài chính ..."), or behind the comma that ends a condition, or a sentence
/// behind a passage that opens with one.
fn places(scene: &Scene<'_>, span: Span) -> Vec<(usize, usize)> {
    let mut out = vec![(span.start, span.start)];
    let topic = scene.of(span).find(": ").filter(|&at| at <= TOPIC && !scene.of(span)[..at].contains(['.', ';', '(']));
    out.extend(topic.map(|at| (span.start + at + 2, span.start)));
    let opens = scene.at("condition", span.start, span.end).is_some();
    for start in clauses::starts(scene, span) {
        if let Some(c) = scene.at("condition", start, span.end) {
            let commas = scene.of(Span::new(c.end, span.end)).match_indices(", ").take(3).map(|(i, m)| c.end + i + m.len());
            // Behind "Căn cứ ..., tham mưu ..." no subject comes any more.
            let acts = |at: &usize| scene.at("duty", *at, span.end).is_none() || scene.bodies_at(*at, span.end).is_some();
            out.extend(commas.take_while(acts).map(|at| (at, start)));
        } else if start > span.start && opens {
            out.push((start, start));
        }
    }
    out
}
