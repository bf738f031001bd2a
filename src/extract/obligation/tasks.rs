//! From passages to tasks.

use super::super::deadline;
use super::Task;
use super::clauses::{self, Clause};
use super::fields::{self, Field};
use super::scene::Scene;
use crate::extract::bodies::NamedBody;
use crate::record::Modality;
use crate::span::Span;

/// What a passage is to those below it.
#[derive(Debug, Default, Clone)]
struct Headship {
    /// Bodies it names for the passages below.
    actors: Option<Vec<NamedBody>>,
    /// It says that tasks follow.
    directs: bool,
    /// Force of its verb.
    modality: Option<Modality>,
    /// It is a head and no task.
    bare: bool,
    /// Its heading opens a part on aims or means, not tasks.
    aims: bool,
}

/// All tasks, in the order of the text.
pub(crate) fn read<'a>(scene: &Scene<'a>) -> Vec<Task<'a>> {
    if scene.submits {
        return Vec::new();
    }
    let passages = scene.passages();
    let heads: Vec<Headship> = (0..passages.len()).map(|i| headship(scene, i)).collect();
    let leads = leads(scene);
    let mut out: Vec<Task<'a>> = Vec::new();
    for i in 0..passages.len() {
        let span = passages[i].span;
        if let Some(field) = fields::read(scene, span) {
            fill(&mut out, scene, i, field);
            continue;
        }
        let above = Above::of(scene, &heads, &leads, i);
        tasks_of(scene, i, &heads[i], &above, &mut out);
    }
    out
}

/// The unlabelled paragraph ending in a colon that opens the list a passage stands in.
fn leads(scene: &Scene<'_>) -> Vec<Option<usize>> {
    let passages = scene.passages();
    let mut lead = None;
    let mut out = Vec::with_capacity(passages.len());
    for (i, p) in passages.iter().enumerate() {
        if p.label.is_none() && p.above.is_empty() {
            out.push(None);
            lead = scene.of(p.span).ends_with(':').then_some(i);
        } else {
            out.push(lead);
        }
    }
    out
}

/// What stands over a passage.
struct Above<'h> {
    actors: Option<&'h [NamedBody]>,
    directs: bool,
    modality: Option<Modality>,
    aims: bool,
}

impl<'h> Above<'h> {
    fn of(scene: &Scene<'_>, heads: &'h [Headship], leads: &[Option<usize>], index: usize) -> Self {
        let passage = &scene.passages()[index];
        let chain = || passage.above.iter().rev().copied().chain(leads[index]).map(|a| &heads[a]);
        let nearest = chain().find(|h| h.actors.is_some());
        Self {
            actors: nearest.and_then(|h| h.actors.as_deref()),
            directs: chain().any(|h| h.directs),
            modality: nearest.and_then(|h| h.modality).or_else(|| chain().find_map(|h| h.modality)),
            aims: chain().any(|h| h.aims) && !chain().any(|h| h.directs),
        }
    }
}

/// What a passage is to those below it.
fn headship(scene: &Scene<'_>, index: usize) -> Headship {
    let passage = &scene.passages()[index];
    let span = passage.span;
    let words = scene.of(span);
    let lead = passage.label.is_none() && words.ends_with(':');
    if !passage.leads && !lead {
        return Headship::default();
    }
    let mut head = Headship {
        directs: scene.has("section", heading_part(scene, span)),
        aims: scene.has("aims", heading_part(scene, span)),
        ..Headship::default()
    };
    let own = |named: &[NamedBody]| lead && scene.is_issuer(named);
    if let Some((named, rest, modality)) = named_head(scene, span).filter(|(named, ..)| !own(named)) {
        let rest_words = scene.of(rest).trim_matches([':', '.', ' ', ';']);
        head.bare = rest_words.is_empty()
            || words.ends_with(':') && (rest_words.split(' ').count() <= 12 || scene.has("list-follows", rest))
            || !words.ends_with(['.', ';', '/', ':']);
        head.actors = Some(named);
        head.directs = true;
        head.modality = modality;
        return head;
    }
    let clauses = clauses::find(scene, span);
    if let Some(clause) = clauses.last().filter(|_| words.ends_with(':')) {
        head.actors = Some(clause.bodies.clone());
        head.directs = true;
        head.modality = Some(clause.modality);
        let rest = Span::new(clause.task, span.end);
        head.bare = scene.of(rest).trim_matches([':', ' ']).split(' ').count() <= 5 || scene.has("list-follows", rest);
        return head;
    }
    if words.ends_with(':') && scene.has("directive", span) {
        head.directs = true;
        head.bare = true;
        head.modality = clauses::verb_force(scene, span);
    }
    head.bare |= lead;
    head
}

/// The first words of a passage, where a heading stands.
fn heading_part(scene: &Scene<'_>, span: Span) -> Span {
    let text = &scene.normal.hay.text;
    Span::new(span.start, text.floor_char_boundary(span.end.min(span.start + 120)))
}

/// Bodies at the start, with or without a word in front ("Giao", "Đối với"), and what is
/// left behind them.
fn named_head(scene: &Scene<'_>, span: Span) -> Option<(Vec<NamedBody>, Span, Option<Modality>)> {
    let hay = &scene.normal.hay;
    let prefix = scene.set().at(hay, span, "head-prefix");
    let from = prefix.as_ref().map_or(span.start, |m| m.span.end);
    let modality = prefix.as_ref().map(|m| if m.rule.gives("modality") == Some("request") { Modality::Request } else { Modality::Order });
    let (named, bodies) = scene.bodies_at(from, span.end)?;
    let rest = Span::new(named.end, span.end).trimmed(&hay.text);
    let closed = rest.is_empty() || scene.of(rest).starts_with([':', '.', ';', '(']) || scene.at("duty", rest.start, rest.end).is_some();
    if closed {
        return Some((bodies, rest, modality));
    }
    // A head is names only: a few words more belong to the last of them.
    let words = scene.of(rest);
    let more = words.trim_end_matches(':');
    let heading = !words.ends_with(['.', ';', '/']) && more.split(' ').count() <= 8 && !more.contains([',', ';', '(']);
    let last = bodies.last().filter(|b| heading && b.end >= named.end)?;
    let whole = Span::new(last.start, rest.start + more.len());
    let longer = NamedBody { name: scene.rules.gazetteer.expand(&scene.of(whole).replace('\n', " ")), end: whole.end, ..last.clone() };
    let mut bodies = bodies;
    bodies.pop();
    bodies.push(longer);
    Some((bodies, Span::new(whole.end, rest.end), modality))
}

/// Adds the tasks of one passage.
fn tasks_of<'a>(scene: &Scene<'a>, index: usize, head: &Headship, above: &Above<'_>, out: &mut Vec<Task<'a>>) {
    let passage = &scene.passages()[index];
    let span = passage.span;
    if head.bare || is_heading(scene, index) || scene.at("closing", span.start, span.end).is_some() {
        return;
    }
    if scene.has("closing-formula", span) {
        return;
    }
    let listed = above.directs && passage.label.is_some();
    let first = if listed { subject_at_start(scene, span) } else { None };
    if let Some(first) = first {
        subjects(scene, index, first, above, out);
        return;
    }
    let clauses = clauses::find(scene, span);
    let clauses: Vec<Clause<'a>> =
        clauses.into_iter().filter(|c| has_task(scene, c.task, span.end) && !is_courtesy(scene, c, span)).collect();
    if !clauses.is_empty() {
        assigned(scene, index, clauses, out);
        return;
    }
    if let Some((assignees, task, rule)) = subject(scene, span, above) {
        subjects(scene, index, (assignees, task, rule), above, out);
        return;
    }
    let Some(actors) = above.actors.filter(|_| !above.aims) else { return };
    if scene.at("account", span.start, span.end).is_none() && scene.of(span).split(' ').count() >= 3 {
        push(scene, index, span, actors.to_vec(), modality(scene, span, above.modality), None, out);
    }
}

/// In a list under a lead that directs: named bodies at the start, and a verb behind them,
/// be it an assigning one.
fn subject_at_start<'a>(scene: &Scene<'a>, span: Span) -> Option<(Vec<NamedBody>, usize, Option<&'a str>)> {
    let (named, bodies) = scene.bodies_at(span.start, span.end)?;
    let rest = Span::new(named.end, span.end).trimmed(&scene.normal.hay.text);
    let verb = scene.of(rest).starts_with(char::is_lowercase);
    let owes = verb && has_task(scene, rest.start, rest.end) && scene.at("account", rest.start, rest.end).is_none();
    (owes && bodies.iter().all(|b| b.named) && !scene.is_issuer(&bodies)).then_some((bodies, rest.start, None))
}

/// A passage with items below and no sentence of its own.
fn is_heading(scene: &Scene<'_>, index: usize) -> bool {
    let passage = &scene.passages()[index];
    let words = scene.of(passage.span);
    let short = words.chars().count() < 160 && !words.ends_with(['.', ';']);
    passage.leads && (short && clauses::find(scene, passage.span).is_empty())
}

/// At least two words of a task.
fn has_task(scene: &Scene<'_>, from: usize, end: usize) -> bool {
    scene.of(Span::new(from.min(end), end)).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(2).count() == 2
}

/// A clause that only tells where to ask or that something is sent for information.
fn is_courtesy(scene: &Scene<'_>, clause: &Clause<'_>, span: Span) -> bool {
    scene.at("courtesy-act", clause.task, span.end).is_some()
}

/// Tasks by assigning verbs: one for each clause that has a sentence of its own.
fn assigned<'a>(scene: &Scene<'a>, index: usize, clauses: Vec<Clause<'a>>, out: &mut Vec<Task<'a>>) {
    let span = scene.passages()[index].span;
    let starts = clauses::starts(scene, span);
    let begin = |at: usize| starts.iter().copied().rev().find(|&s| s <= at).unwrap_or(span.start);
    let mut groups: Vec<(usize, Vec<Clause<'a>>)> = Vec::new();
    for clause in clauses {
        let start = begin(clause.verb.start);
        let open = groups.last().is_some_and(|(_, g)| g.last().is_some_and(|c| !has_task(scene, c.task, start)));
        let same =
            groups.last().is_some_and(|(s, g)| *s == start || !clause.named || g.iter().any(|c| names(&c.bodies) == names(&clause.bodies)));
        match groups.last_mut() {
            Some((_, group)) if open || same => group.push(clause),
            _ => groups.push((start, vec![clause])),
        }
    }
    let count = groups.len();
    for (i, (start, group)) in groups.iter().enumerate() {
        let from = if i == 0 { span.start } else { *start };
        let to = if i + 1 < count { groups[i + 1].0 } else { span.end };
        let part = Span::new(from, to).trimmed(&scene.normal.hay.text);
        let mut assignees: Vec<NamedBody> = Vec::new();
        for b in group.iter().flat_map(|c| &c.bodies) {
            if !assignees.iter().any(|a| a.name == b.name) {
                assignees.push(b.clone());
            }
        }
        let has = |m: Modality| group.iter().any(|c| c.modality == m);
        let force = [Modality::Prohibition, Modality::Order].into_iter().find(|&m| has(m)).unwrap_or(Modality::Request);
        let task = group.last().map_or(part.start, |c| c.task);
        let cut = later_subject(scene, part, task, &assignees);
        let own = Span::new(part.start, cut.as_ref().map_or(part.end, |c| c.0)).trimmed(&scene.normal.hay.text);
        push(scene, index, own, assignees, modality(scene, own, Some(force)), group.first().map(|c| c.rule), out);
        if let Some((at, bodies, rule)) = cut {
            let rest = Span::new(at, part.end);
            push(scene, index, rest, bodies, modality(scene, rest, Some(force)), Some(rule), out);
        }
    }
}

/// Behind an assigning clause, a sentence or `;`-part that has bodies of its own for subject.
fn later_subject<'a>(scene: &Scene<'a>, part: Span, task: usize, assignees: &[NamedBody]) -> Option<(usize, Vec<NamedBody>, &'a str)> {
    clauses::starts(scene, part).into_iter().filter(|&s| s > task).find_map(|at| {
        let (bodies, rule) = next_subject(scene, at, part.end)?;
        (names(&bodies) != names(assignees) && !scene.is_issuer(&bodies)).then_some((at, bodies, rule))
    })
}

fn names(bodies: &[NamedBody]) -> Vec<&str> {
    bodies.iter().map(|b| b.name.as_str()).collect()
}

/// Bodies as the subject of the passage: at its start, or behind a condition.
fn subject<'a>(scene: &Scene<'a>, span: Span, above: &Above<'_>) -> Option<(Vec<NamedBody>, usize, Option<&'a str>)> {
    let hay = &scene.normal.hay;
    for start in subject_places(scene, span) {
        let Some((named, bodies)) = scene.bodies_at(start, span.end) else { continue };
        let rest = Span::new(named.end, span.end).trimmed(&hay.text);
        let after = Span::new(rest.start + usize::from(scene.of(rest).starts_with(':')), rest.end).trimmed(&hay.text);
        if !has_task(scene, after.start, after.end) || scene.at("account", after.start, after.end).is_some() {
            return None;
        }
        let duty = scene.set().at(hay, after, "duty");
        let strong = duty.as_ref().is_some_and(|m| m.rule.gives("strong") == Some("yes"));
        let colon = scene.of(rest).starts_with(':') && start == span.start;
        let directed = above.directs || !scene.letter;
        let own = scene.is_issuer(&bodies) && !above.directs;
        if !own && (strong || directed && (duty.is_some() || colon || above.directs)) {
            return Some((bodies, after.start, duty.map(|m| m.rule.id.as_str())));
        }
        return None;
    }
    None
}

/// A subject's task, cut where a later sentence has another subject that owes something.
fn subjects<'a>(
    scene: &Scene<'a>,
    index: usize,
    first: (Vec<NamedBody>, usize, Option<&'a str>),
    above: &Above<'_>,
    out: &mut Vec<Task<'a>>,
) {
    let span = scene.passages()[index].span;
    let (mut assignees, from, mut rule) = first;
    let mut start = span.start;
    for at in clauses::starts(scene, span).into_iter().filter(|&s| s > from) {
        let Some((bodies, verb)) = next_subject(scene, at, span.end) else { continue };
        if names(&bodies) == names(&assignees) {
            continue;
        }
        let part = Span::new(start, at).trimmed(&scene.normal.hay.text);
        push(scene, index, part, std::mem::replace(&mut assignees, bodies), modality(scene, part, above.modality), rule, out);
        rule = Some(verb);
        start = at;
    }
    let part = Span::new(start, span.end).trimmed(&scene.normal.hay.text);
    push(scene, index, part, assignees, modality(scene, part, above.modality), rule, out);
}

/// A sentence whose own subject, a body with a name, owes something.
fn next_subject<'a>(scene: &Scene<'a>, at: usize, end: usize) -> Option<(Vec<NamedBody>, &'a str)> {
    let (named, bodies) = scene.bodies_at(at, end)?;
    let rest = Span::new(named.end, end).trimmed(&scene.normal.hay.text);
    let duty = scene.set().at(&scene.normal.hay, rest, "duty")?;
    bodies.iter().all(|b| b.named).then_some((bodies, duty.rule.id.as_str()))
}

/// Where a subject may stand: the start, or behind the comma that ends a condition.
fn subject_places(scene: &Scene<'_>, span: Span) -> Vec<usize> {
    let mut out = vec![span.start];
    let hay = &scene.normal.hay;
    for start in clauses::starts(scene, span) {
        let condition = scene.at("condition", start, span.end);
        if let Some(c) = condition {
            out.extend(scene.of(Span::new(c.end, span.end)).match_indices(", ").map(|(i, m)| c.end + i + m.len()).take(3));
        } else if start > span.start && scene.at("condition", span.start, span.end).is_some() {
            out.push(start);
        }
    }
    let _ = hay;
    out
}

/// The passage's own ban, else the force of what assigns it.
fn modality(scene: &Scene<'_>, span: Span, force: Option<Modality>) -> Modality {
    if scene.at("ban", span.start, span.end).is_some() { Modality::Prohibition } else { force.unwrap_or(Modality::Order) }
}

fn push<'a>(
    scene: &Scene<'a>,
    index: usize,
    span: Span,
    assignees: Vec<NamedBody>,
    modality: Modality,
    rule: Option<&'a str>,
    out: &mut Vec<Task<'a>>,
) {
    let coordinators = clauses::coordinators(scene, span, &assignees);
    let deadlines = deadline::find(&scene.normal.hay, span, scene.rules, scene.issued);
    out.push(Task { passage: index, span, assignees, coordinators, assigned_by: None, modality, deadlines, rule });
}

/// Fills the fields of the task a field line belongs to; a passage that has only now
/// found who owes it becomes a task.
fn fill<'a>(out: &mut Vec<Task<'a>>, scene: &Scene<'a>, index: usize, field: Field<'a>) {
    let Some(task) = task_above(scene, index) else { return };
    let at = match out.iter().position(|t| t.passage == task) {
        Some(at) => at,
        None => {
            let Field::Lead(_) = &field else { return };
            let span = scene.passages()[task].span;
            push(scene, task, span, Vec::new(), modality(scene, span, None), None, out);
            out.len() - 1
        }
    };
    let task = &mut out[at];
    match field {
        Field::Lead(bodies) => extend(&mut task.assignees, bodies),
        Field::Partners(bodies) => extend(&mut task.coordinators, bodies),
        Field::Time(due) => task.deadlines.extend(due),
    }
}

fn extend(list: &mut Vec<NamedBody>, bodies: Vec<NamedBody>) {
    for b in bodies {
        if !list.iter().any(|o| o.name == b.name) {
            list.push(b);
        }
    }
}

/// The nearest passage before a field line that is no field line.
fn task_above(scene: &Scene<'_>, index: usize) -> Option<usize> {
    (0..index).rev().find(|&i| fields::read(scene, scene.passages()[i].span).is_none())
}
