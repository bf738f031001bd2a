//! Clauses that assign: "giao Sở A chủ trì ...", "đề nghị Quý Sở ...".

use super::scene::Scene;
use crate::extract::bodies::NamedBody;
use crate::letters::is_alphanumeric;
use crate::record::Modality;
use crate::span::Span;

/// One assigning verb with those it is said to.
#[derive(Debug)]
pub(crate) struct Clause<'r> {
    /// The verb.
    pub(crate) verb: Span,
    /// Those who must act.
    pub(crate) bodies: Vec<NamedBody>,
    /// The bodies stand in the text (not: the addressee is meant).
    pub(crate) named: bool,
    /// First byte of the task behind them.
    pub(crate) task: usize,
    /// Force of the verb.
    pub(crate) modality: Modality,
    /// Id of the verb's rule.
    pub(crate) rule: &'r str,
}

/// The assigning clauses inside `span`, in order.
pub(crate) fn find<'a>(scene: &Scene<'a>, span: Span) -> Vec<Clause<'a>> {
    let hay = &scene.normal.hay;
    let blocks: Vec<Span> = scene.set().find_role(hay, span, "assign-block").iter().map(|m| m.span).collect();
    let mut out: Vec<Clause<'a>> = Vec::new();
    for m in scene.set().find_role(hay, span, "assign") {
        if blocks.iter().any(|b| b.overlaps(m.span)) || out.last().is_some_and(|c| c.task > m.span.start) {
            continue;
        }
        // "đề nghị A yêu cầu B ...": A owes it.
        let relayed = |c: &Clause<'_>| scene.of(Span::new(c.task, m.span.start)).trim().is_empty();
        if out.last().is_some_and(relayed) {
            continue;
        }
        let modality = force(m.rule.gives("modality"));
        let Some((bodies, named, task)) = receivers(scene, m.span.end, span.end, modality) else { continue };
        out.push(Clause { verb: m.span, bodies, named, task, modality, rule: &m.rule.id });
    }
    out
}

/// Force of the last assigning verb inside `span`, whoever it is said to.
pub(crate) fn verb_force(scene: &Scene<'_>, span: Span) -> Option<Modality> {
    let hay = &scene.normal.hay;
    let blocks: Vec<Span> = scene.set().find_role(hay, span, "assign-block").iter().map(|m| m.span).collect();
    let verbs = scene.set().find_role(hay, span, "assign");
    verbs.iter().rfind(|m| !blocks.iter().any(|b| b.overlaps(m.span))).map(|m| force(m.rule.gives("modality")))
}

/// At least two words of a task.
pub(crate) fn has_task(scene: &Scene<'_>, from: usize, end: usize) -> bool {
    let words = scene.of(Span::new(from.min(end), end));
    words.split(|c: char| !is_alphanumeric(c)).filter(|w| !w.is_empty()).take(2).count() == 2
}

/// Those a passage is said to be the duty of: "... là nhiệm vụ của các cấp", "do đồng chí
/// Phó Chủ tịch trực tiếp chỉ đạo"; or, in a letter, whose help is hoped for.
pub(crate) fn owners(scene: &Scene<'_>, span: Span) -> Option<Vec<NamedBody>> {
    let hay = &scene.normal.hay;
    for m in scene.set().find_role(hay, span, "owner") {
        let from = scene.at("assign-link", m.span.end, span.end).map_or(m.span.end, |l| l.end);
        let Some((named, bodies)) = scene.bodies_at(from, span.end) else { continue };
        let must_act = m.rule.gives("acts") == Some("yes");
        if !must_act || scene.at("duty", named.end, span.end).is_some() {
            return Some(bodies);
        }
    }
    if scene.letter && scene.at("product", span.start, span.end).is_some() && !scene.addressees.is_empty() {
        return Some(scene.addressees.clone());
    }
    let hope = scene.set().first_of(hay, span, "hope").filter(|_| scene.letter)?;
    let courtesy = scene.set().first_of(hay, Span::new(hope.span.end, span.end), "courtesy")?;
    let says_what = scene.of(Span::new(courtesy.span.end, span.end)).split(' ').count() > 5;
    (says_what && !scene.addressees.is_empty()).then(|| scene.addressees.clone())
}

fn force(gives: Option<&str>) -> Modality {
    match gives {
        Some("request") => Modality::Request,
        Some("prohibition") => Modality::Prohibition,
        _ => Modality::Order,
    }
}

/// Those behind the verb: bodies by name, the addressee by courtesy word, or, for a
/// request that goes on with a verb, the addressee unnamed.
fn receivers(scene: &Scene<'_>, from: usize, end: usize, modality: Modality) -> Option<(Vec<NamedBody>, bool, usize)> {
    if let Some(courtesy) = scene.at("courtesy", from, end) {
        return (!scene.addressees.is_empty()).then(|| (scene.addressed(courtesy), false, courtesy.end));
    }
    let from = scene.at("assign-link", from, end).map_or(from, |l| l.end);
    if let Some((span, bodies)) = scene.bodies_at(from, end) {
        return Some((bodies, true, span.end));
    }
    let unnamed = scene.letter && modality == Modality::Request && !scene.addressees.is_empty();
    (unnamed && scene.at("act", from, end).is_some()).then(|| (scene.addressees.clone(), false, from))
}

/// The bodies behind "phối hợp với" inside `span`.
pub(crate) fn coordinators(scene: &Scene<'_>, span: Span, assignees: &[NamedBody]) -> Vec<NamedBody> {
    let hay = &scene.normal.hay;
    let mut out: Vec<NamedBody> = Vec::new();
    for m in scene.set().find_role(hay, span, "coordinate") {
        let Some((_, bodies)) = scene.bodies_at(m.span.end, span.end) else { continue };
        for b in bodies {
            if !out.iter().chain(assignees).any(|o| o.name == b.name) {
                out.push(b);
            }
        }
    }
    out
}

/// Starts of sentences and `;`-clauses inside `span`, brackets and quotations aside.
pub(crate) fn starts(scene: &Scene<'_>, span: Span) -> Vec<usize> {
    let text = scene.of(span);
    let bytes = text.as_bytes();
    let mut out = vec![span.start];
    let mut depth = 0_i32;
    for (i, c) in text.char_indices() {
        match c {
            '(' | '“' | '[' => depth += 1,
            ']' if bytes.get(i + 1) == Some(&b' ') => {
                depth -= 1;
                out.push(span.start + i + 2);
            }
            ')' | '”' | ']' => depth -= 1,
            '.' | ';' if depth <= 0 && bytes.get(i + 1) == Some(&b' ') => out.push(span.start + i + 2),
            _ => {}
        }
    }
    out
}
