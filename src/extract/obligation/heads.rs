//! Heads and leads: what stands over a passage says who owes it and with what force.
//!
//! A head is a labelled passage with items below ("1. Sở Tài chính"); a lead is the
//! unlabelled paragraph ending in a colon that opens a list ("... yêu cầu:").

use super::clauses;
use super::scene::Scene;
use super::subjects;
use crate::extract::bodies::NamedBody;
use crate::record::Modality;
use crate::span::Span;

/// A head that goes on with more words than this behind its names lays a task of its own.
const LIST_WORDS: usize = 12;

/// What a passage is to those below it.
#[derive(Debug, Default, Clone)]
pub(super) struct Head {
    /// Bodies it names for the passages below.
    pub(super) actors: Option<Vec<NamedBody>>,
    /// Those it names behind "phối hợp với", where it lays no task of its own.
    pub(super) partners: Vec<NamedBody>,
    /// It says that tasks follow.
    pub(super) directs: bool,
    /// It says so by a verb only, and names no one.
    pub(super) by_verb: bool,
    /// Force of its verb.
    pub(super) modality: Option<Modality>,
    /// It is a head and no task.
    pub(super) bare: bool,
    /// Its heading opens a part on aims or means, not tasks.
    pub(super) aims: bool,
}

/// What stands over a passage.
#[derive(Debug)]
pub(super) struct Above<'h> {
    /// Who owes what names no one.
    pub(super) actors: Option<&'h [NamedBody]>,
    /// With whom, where the passage does not say it.
    pub(super) partners: &'h [NamedBody],
    /// Tasks are to be expected.
    pub(super) directs: bool,
    /// Force of the nearest verb.
    pub(super) modality: Option<Modality>,
    /// Aims or means: only a passage that names who owes it is a task.
    pub(super) aims: bool,
    /// Who names the actors lays a task himself: what stands below may only describe it, and
    /// goes on with it where it begins with a verb.
    pub(super) described: bool,
    /// It stands in the outline, not beside it.
    pub(super) inside: bool,
}

impl<'h> Above<'h> {
    /// What stands over passage `index`.
    pub(super) fn of(scene: &Scene<'_>, heads: &'h [Head], leads: &[Vec<usize>], index: usize) -> Self {
        let passage = &scene.passages()[index];
        let mut over: Vec<usize> = passage.above.iter().chain(&leads[index]).copied().collect();
        over.sort_unstable_by(|a, b| b.cmp(a));
        let chain = || over.iter().map(|&a| &heads[a]);
        let nearest = chain().find(|h| h.actors.is_some());
        let directs = chain().any(|h| h.directs);
        Self {
            actors: nearest.and_then(|h| h.actors.as_deref()),
            partners: nearest.map_or(&[], |h| h.partners.as_slice()),
            directs,
            modality: nearest.and_then(|h| h.modality).or_else(|| chain().find_map(|h| h.modality)),
            aims: chain().find(|h| h.aims || h.directs && !h.by_verb).is_some_and(|h| h.aims && !h.directs),
            inside: passage.label.is_some() || !passage.above.is_empty(),
            described: nearest.is_some_and(|h| !h.bare),
        }
    }
}

/// The leads of the lists each passage stands in, nearest first: the unlabelled paragraph
/// that opens its list, and that of the whole part.
pub(super) fn leads(scene: &Scene<'_>) -> Vec<Vec<usize>> {
    let passages = scene.passages();
    let mut open: Vec<usize> = Vec::new();
    let mut out = Vec::with_capacity(passages.len());
    for (i, p) in passages.iter().enumerate() {
        // A lead stands for what is below the same items.
        open.retain(|&l| p.above.starts_with(&passages[l].above));
        if p.label.is_none() {
            open.retain(|&l| passages[l].above.len() < p.above.len());
        }
        out.push(if p.label.is_none() && p.above.is_empty() { Vec::new() } else { open.iter().rev().copied().collect() });
        if p.label.is_none() && scene.of(p.span).ends_with(':') {
            open.push(i);
        }
    }
    out
}

/// What a passage is to those below it.
pub(super) fn read(scene: &Scene<'_>, index: usize) -> Head {
    let passage = &scene.passages()[index];
    let span = passage.span;
    let words = scene.of(span);
    let lead = passage.label.is_none() && words.ends_with(':');
    if !passage.leads && !lead {
        return Head::default();
    }
    let opening = first_words(scene, span);
    let mut head = Head { directs: scene.has("section", opening), aims: scene.has("aims", opening), bare: lead, ..Head::default() };
    if let Some((named, rest, modality)) = names(scene, span, lead).filter(|(named, ..)| !(lead && scene.is_issuer(named))) {
        let more = scene.of(rest).trim_matches([':', '.', ' ', ';']);
        let list = words.ends_with(':')
            && (more.split(' ').count() <= LIST_WORDS || scene.has("list-follows", rest))
            && !told_before(scene, rest, [rest.start]);
        head.bare = more.is_empty() || list || !words.ends_with(['.', ';', '/', ':']);
        let partners = if head.bare { clauses::coordinators(scene, rest, &named) } else { Vec::new() };
        return Head { actors: Some(named), partners, directs: true, modality, ..head };
    }
    let clauses = clauses::find(scene, span);
    if let Some(clause) = clauses.last().filter(|_| words.ends_with(':')) {
        let rest = Span::new(clause.task, span.end);
        let few = scene.of(rest).trim_matches([':', ' ']).split(' ').count() <= 5;
        head.bare = (few || scene.has("list-follows", rest)) && !told_before(scene, span, clauses.iter().map(|c| c.task));
        let partners = if head.bare { clauses::coordinators(scene, rest, &clause.bodies) } else { Vec::new() };
        return Head { actors: Some(clause.bodies.clone()), partners, directs: true, modality: Some(clause.modality), ..head };
    }
    if let Some(guided) = guided(scene, span).filter(|_| lead) {
        return Head { actors: Some(guided), directs: true, bare: false, ..head };
    }
    if let Some(clause) = clauses.last().filter(|c| c.named && !scene.letter) {
        let modality = Some(clause.modality);
        return Head { actors: Some(clause.bodies.clone()), directs: true, modality, ..head };
    }
    if words.ends_with(':') && (scene.has("directive", span) || clauses::verb_force(scene, span).is_some()) {
        head.directs = true;
        head.by_verb = true;
        let more = |from: usize| scene.of(Span::new(from, span.end)).split(' ').count() > LIST_WORDS;
        head.bare = passage.label.is_none() || subjects::stands(scene, span).is_none_or(|verb| !more(verb));
        head.modality = clauses::verb_force(scene, span);
        if scene.telegram && lead && head.modality.is_some() {
            head.actors = Some(scene.addressees.clone());
        }
    }
    head
}

/// "... hướng dẫn các Sở thực hiện như sau:": those who are told how. What stands below may
/// explain, and is theirs to do where it begins with a verb.
fn guided(scene: &Scene<'_>, span: Span) -> Option<Vec<NamedBody>> {
    let guide = scene.set().find_role(&scene.normal.hay, span, "guide").pop()?;
    let (named, bodies) = scene.bodies_at(guide.span.end, span.end)?;
    let acts = scene.at("act", named.end, span.end).is_some();
    (acts && !scene.is_issuer(&bodies) && scene.has("list-follows", Span::new(named.end, span.end))).then_some(bodies)
}

/// A sentence before the one that opens the list lays a task of its own.
fn told_before(scene: &Scene<'_>, span: Span, tasks: impl IntoIterator<Item = usize>) -> bool {
    let last = clauses::starts(scene, span).pop().unwrap_or(span.start);
    tasks.into_iter().any(|task| task < last && clauses::has_task(scene, task, last))
}

/// The first words of a passage, where a heading stands.
fn first_words(scene: &Scene<'_>, span: Span) -> Span {
    Span::new(span.start, scene.normal.hay.text.floor_char_boundary(span.end.min(span.start + 120)))
}

/// A passage with items below and no sentence of its own.
pub(super) fn is_heading(scene: &Scene<'_>, index: usize) -> bool {
    let passage = &scene.passages()[index];
    let words = scene.of(passage.span);
    let short = words.chars().count() < 160 && !words.ends_with(['.', ';']);
    passage.leads && (short && clauses::find(scene, passage.span).is_empty())
}

/// Bodies at the start, with or without a word in front ("Giao", "Đối với"), and what is
/// left behind them.
fn names(scene: &Scene<'_>, span: Span, lead: bool) -> Option<(Vec<NamedBody>, Span, Option<Modality>)> {
    let hay = &scene.normal.hay;
    let prefix = scene.set().at(hay, span, "head-prefix");
    let from = prefix.as_ref().map_or(span.start, |m| m.span.end);
    // "Đối với Sở A:" has no force of its own.
    let modality = prefix.as_ref().and_then(|m| match m.rule.gives("modality") {
        Some("request") => Some(Modality::Request),
        Some(_) => Some(Modality::Order),
        None => None,
    });
    let (named, bodies) = scene.bodies_at(from, span.end)?;
    let rest = Span::new(named.end, span.end).trimmed(&hay.text);
    let closed = rest.is_empty() || scene.of(rest).starts_with([':', '.', '(']) || scene.at("duty", rest.start, rest.end).is_some();
    if closed {
        return Some((bodies, rest, modality));
    }
    if lead || scene.of(rest).ends_with(['.', '/']) {
        return None;
    }
    Some((names_only(scene, from, span.end, bodies, rest), Span::new(span.end, span.end), modality))
}

/// A head that is names and nothing else: all of it, read as a printed entry; where that
/// knows no more, the words behind the last name are part of it.
fn names_only(scene: &Scene<'_>, from: usize, end: usize, bodies: Vec<NamedBody>, rest: Span) -> Vec<NamedBody> {
    let whole = Span::new(from, end).trimmed(&scene.normal.hay.text);
    let words = scene.of(whole).trim_end_matches([':', ';', '…', ',', ' ', '.']);
    let listed = scene.list(whole.start, words);
    let covers = listed.last().is_some_and(|b| b.end + 1 >= whole.start + words.len());
    if listed.len() > bodies.len() || covers && listed.len() == bodies.len() {
        return listed;
    }
    let more = scene.of(rest).trim_end_matches([':', '…', ',', ' ']);
    let mut out = bodies;
    if more.split(' ').count() <= 8
        && !more.contains([',', ';', '('])
        && let Some(last) = out.last_mut()
    {
        scene.lengthen(last, rest.start + more.len());
    }
    out
}
