//! From passages to tasks.

use super::super::deadline::{self, Due};
use super::Task;
use super::actions;
use super::amounts;
use super::clauses::{self, Clause};
use super::fields::{self, Field};
use super::givers;
use super::groups;
use super::heads::{self, Above, Head};
use super::quotation;
use super::relayed::{self, PassedOn};
use super::reporting;
use super::scene::Scene;
use super::subjects::{self, Subject};
use super::tables;
use crate::extract::bodies::NamedBody;
use crate::record::Modality;
use crate::span::Span;

/// All tasks, in the order of the text.
pub(crate) fn read<'a>(scene: &Scene<'a>) -> Vec<Task<'a>> {
    if scene.submits {
        return Vec::new();
    }
    let passages = scene.passages();
    let heads: Vec<Head> = (0..passages.len()).map(|i| heads::read(scene, i)).collect();
    let leads = heads::leads(scene);
    let quoted = quotation::passages(scene);
    let mut out: Vec<Task<'a>> = Vec::new();
    let tabled = tables::read(scene, &mut out);
    let mut timed: Option<usize> = None;
    for i in (0..passages.len()).filter(|i| !tabled.contains(i)) {
        if let Some(field) = fields::read(scene, passages[i].span) {
            fill(&mut out, scene, i, field);
            continue;
        }
        timed = times(scene, i, timed, &mut out);
        let above = Above::of(scene, &heads, &leads, i);
        if !heads[i].bare && !quoted.contains(&i) && !heads::is_heading(scene, i) {
            let time = fields::time_before_task(scene, passages[i].span);
            share(&mut out, scene, i, &time);
            passage(scene, i, passages[i].span, &above, &mut out);
        }
    }
    without_relayed(&mut out);
    out.sort_by_key(|t| t.span);
    let defined = groups::defined(scene);
    let lead = givers::of_lead(scene);
    for task in &mut out {
        if scene.letter {
            task.assignees.iter_mut().for_each(|b| scene.in_full(b));
        }
        if !task.relayed {
            task.assigned_by = task.assigned_by.take().or_else(|| lead.clone());
        }
        task.members = groups::members(scene, &defined, &task.assignees);
        task.members.extend(groups::members(scene, &defined, &task.coordinators));
    }
    out
}

/// Times, sums and partners of a relayed task are not those of the task in whose passage it
/// is told.
fn without_relayed(tasks: &mut [Task<'_>]) {
    let told: Vec<Span> = tasks.iter().filter(|t| t.relayed).map(|t| t.span).collect();
    let elsewhere = |span: Span| !told.iter().any(|t| t.overlaps(span));
    for task in tasks.iter_mut().filter(|t| !t.relayed) {
        task.deadlines.retain(|d| elsewhere(d.span));
        task.amounts.retain(|a| elsewhere(a.span));
        task.coordinators.retain(|b| elsewhere(Span::new(b.start, b.end)));
    }
}

/// Adds the tasks of one passage, of which `span` is to be read.
fn passage<'a>(scene: &Scene<'a>, index: usize, span: Span, above: &Above<'_>, out: &mut Vec<Task<'a>>) {
    let passage = &scene.passages()[index];
    // A label alone on its line.
    if span.is_empty() || scene.at("particulars", span.start, span.end).is_some() {
        return;
    }
    if scene.at("closing", span.start, span.end).is_some() {
        return behind_closing(scene, index, span, above, out);
    }
    if let Some(start) = behind_decision(scene, span) {
        return self::passage(scene, index, Span::new(start, span.end), above, out);
    }
    let listed = above.directs && passage.label.is_some();
    if let Some(subject) = subjects::listed(scene, span).filter(|_| listed) {
        return owed(scene, index, span, subject, above, out);
    }
    let clauses: Vec<Clause<'a>> = clauses::find(scene, span).into_iter().filter(|c| says_what(scene, c, span)).collect();
    let (mut clauses, passed_on) = relayed::split(scene, span, clauses);
    clauses.retain(|c| !to_issuer(scene, c));
    // Below a head that names who acts, even a task laid elsewhere is laid on them here.
    if above.actors.is_none() || !clauses.is_empty() {
        passed_on.into_iter().for_each(|p| pass_on(scene, index, p, out));
    }
    if let Some(subject) = before_clauses(scene, span, &clauses, above) {
        return owed(scene, index, span, subject, above, out);
    }
    if !clauses.is_empty() {
        return assigned(scene, index, span, clauses, out);
    }
    if out.last().is_some_and(|t| t.relayed && t.passage == index) {
        return;
    }
    if scene.has("closing-formula", span) || scene.at("narrative", span.start, span.end).is_some() || is_names_only(scene, span) {
        return;
    }
    if let Some(subject) = subjects::find(scene, span, above) {
        return owed(scene, index, span, subject, above, out);
    }
    if let Some(owners) = clauses::owners(scene, span) {
        return push(scene, index, span, owners, modality(scene, span, above.modality), None, &[], out);
    }
    // It has a subject of its own, of which it tells something.
    if scene.bodies_at(span.start, span.end).is_some_and(|(named, _)| told(scene, Span::new(named.end, span.end))) {
        return;
    }
    let Some(actors) = above.actors.filter(|_| !above.aims) else { return };
    let described = above.described && !starts_with_verb(scene, span);
    if !described && !told(scene, span) && scene.of(span).split(' ').count() >= 3 {
        push(scene, index, span, actors.to_vec(), modality(scene, span, above.modality), None, &[], out);
        if let Some(task) = out.last_mut().filter(|t| t.coordinators.is_empty()) {
            task.coordinators = above.partners.to_vec();
        }
    }
}

/// "Các phòng tổ chức thực hiện. Giao Văn phòng theo dõi ...": who owes the sentences before
/// the one that assigns.
fn before_clauses<'a>(scene: &Scene<'a>, span: Span, clauses: &[Clause<'a>], above: &Above<'_>) -> Option<Subject<'a>> {
    let at = clauses.first().filter(|c| c.named)?.verb.start;
    let opens =
        at > span.start && clauses::starts(scene, span).contains(&at) && scene.of(Span::new(at, span.end)).starts_with(char::is_uppercase);
    let before = Span::new(span.start, at).trimmed(&scene.normal.hay.text);
    subjects::find(scene, before, above).filter(|s| opens && s.bodies.first().is_some_and(|b| b.start == span.start))
}

/// What follows a formula in its paragraph: "Quyết định này có hiệu lực từ ngày ký. Sở Y tế
/// báo cáo ..."
fn behind_closing<'a>(scene: &Scene<'a>, index: usize, span: Span, above: &Above<'_>, out: &mut Vec<Task<'a>>) {
    let next = clauses::starts(scene, span).into_iter().find(|&s| s > span.start);
    if let Some(start) = next {
        passage(scene, index, Span::new(start, span.end), above, out);
    }
}

/// "Đồng ý đề xuất của Bộ Tài chính ...; Bộ Tài chính hướng dẫn cụ thể": where, behind what the
/// document decides itself, a body is told what to do.
fn behind_decision(scene: &Scene<'_>, span: Span) -> Option<usize> {
    scene.at("decides", span.start, span.end)?;
    let first = clauses::find(scene, span).first().map_or(span.end, |c| c.verb.start);
    let mut starts = clauses::starts(scene, span).into_iter().filter(|&s| s > span.start && s < first);
    starts.find(|&s| subjects::later(scene, s, span.end).is_some_and(|l| !scene.is_issuer(&l.bodies)))
}

/// Bodies or persons and nothing else: a member of a group ("Tổ trưởng: Giám đốc Sở Y tế"),
/// a recipient.
fn is_names_only(scene: &Scene<'_>, span: Span) -> bool {
    let role = scene.of(span).split_once(':').filter(|(role, _)| role.split(' ').count() <= 4);
    let from = role.map_or(span.start, |(role, _)| span.start + role.len() + 1);
    let named = Span::new(from, span.end).trimmed(&scene.normal.hay.text);
    if scene.at("person", named.start, named.end).is_some() && !scene.has("duty", named) {
        return true;
    }
    scene.bodies_at(from, span.end).is_some_and(|(named, _)| !clauses::has_task(scene, named.end, span.end))
}

/// An account and no duty: "là đầu mối" is a duty, "là" alone none.
fn told(scene: &Scene<'_>, span: Span) -> bool {
    scene.tells(span, scene.at("duty", span.start, span.end).map(|d| d.end))
}

fn starts_with_verb(scene: &Scene<'_>, span: Span) -> bool {
    ["duty", "act", "ban"].iter().any(|role| scene.at(role, span.start, span.end).is_some())
}

/// A clause that lays a task: there is one, it is no courtesy, and it is not said to the
/// issuer of a letter.
fn counts(scene: &Scene<'_>, clause: &Clause<'_>, span: Span) -> bool {
    says_what(scene, clause, span) && !to_issuer(scene, clause)
}

/// A clause that has a task, and no courtesy in its place.
fn says_what(scene: &Scene<'_>, clause: &Clause<'_>, span: Span) -> bool {
    clauses::has_task(scene, clause.task, span.end) && scene.at("courtesy-act", clause.task, span.end).is_none()
}

/// A clause of a letter that is said to its issuer.
fn to_issuer(scene: &Scene<'_>, clause: &Clause<'_>) -> bool {
    scene.letter && scene.is_issuer(&clause.bodies)
}

/// Records a task that another laid.
fn pass_on<'a>(scene: &Scene<'a>, index: usize, found: PassedOn<'a>, out: &mut Vec<Task<'a>>) {
    let PassedOn { span, clause, by } = found;
    push(scene, index, span, clause.bodies, clause.modality, Some(clause.rule), &[clause.task], out);
    if let Some(task) = out.last_mut() {
        task.relayed = true;
        task.assigned_by = by;
    }
}

/// Tasks by assigning verbs: one for each clause that has a sentence of its own.
fn assigned<'a>(scene: &Scene<'a>, index: usize, span: Span, clauses: Vec<Clause<'a>>, out: &mut Vec<Task<'a>>) {
    let groups = by_sentence(scene, span, clauses);
    let count = groups.len();
    for (i, (start, group)) in groups.iter().enumerate() {
        let from = if i == 0 { span.start } else { *start };
        let to = if i + 1 < count { groups[i + 1].0 } else { span.end };
        let part = Span::new(from, to).trimmed(&scene.normal.hay.text);
        let mut assignees: Vec<NamedBody> = Vec::new();
        extend(&mut assignees, group.iter().flat_map(|c| c.bodies.iter().cloned()));
        let has = |m: Modality| group.iter().any(|c| c.modality == m);
        let force = [Modality::Prohibition, Modality::Order].into_iter().find(|&m| has(m)).unwrap_or(Modality::Request);
        let task = group.last().map_or(part.start, |c| c.task);
        let rule = group.first().map(|c| c.rule);
        let acts: Vec<usize> = group.iter().map(|c| c.task).collect();
        let subject = Subject { start: part.start, verb: task, bodies: assignees, rule };
        let by = group.first().and_then(|c| givers::before(scene, part.start, c.verb.start));
        let first = out.len();
        in_turn(scene, index, part, subject, &acts, Some(force), out);
        out.iter_mut().skip(first).for_each(|t| t.assigned_by.clone_from(&by));
    }
}

/// Clauses by the sentence or `;`-part they stand in. One without a task of its own, or
/// said to the same bodies, goes with its neighbour.
fn by_sentence<'a>(scene: &Scene<'a>, span: Span, clauses: Vec<Clause<'a>>) -> Vec<(usize, Vec<Clause<'a>>)> {
    let starts = clauses::starts(scene, span);
    let mut groups: Vec<(usize, Vec<Clause<'a>>)> = Vec::new();
    for clause in clauses {
        let start = starts.iter().copied().rev().find(|&s| s <= clause.verb.start).unwrap_or(span.start);
        match groups.last_mut() {
            Some((first, group)) if *first == start || !clause.named || goes_with(scene, group, &clause, start) => group.push(clause),
            _ => groups.push((start, vec![clause])),
        }
    }
    groups
}

fn goes_with(scene: &Scene<'_>, group: &[Clause<'_>], clause: &Clause<'_>, start: usize) -> bool {
    let open = group.last().is_some_and(|c| !clauses::has_task(scene, c.task, start));
    open || group.iter().any(|c| names(&c.bodies) == names(&clause.bodies))
}

fn names(bodies: &[NamedBody]) -> Vec<&str> {
    bodies.iter().map(|b| b.name.as_str()).collect()
}

/// The task of a subject. What stands before its sentence is owed by those above.
fn owed<'a>(scene: &Scene<'a>, index: usize, span: Span, subject: Subject<'a>, above: &Above<'_>, out: &mut Vec<Task<'a>>) {
    let mut part = span;
    if let Some(actors) = above.actors.filter(|_| subject.start > span.start) {
        let before = Span::new(span.start, subject.start).trimmed(&scene.normal.hay.text);
        push(scene, index, before, actors.to_vec(), modality(scene, before, above.modality), None, &[], out);
        part = Span::new(subject.start, span.end);
    }
    let verb = subject.verb;
    let Some((at, clauses)) = assigns_later(scene, part, &subject) else {
        return in_turn(scene, index, part, subject, &[verb], above.modality, out);
    };
    let own = Span::new(part.start, at).trimmed(&scene.normal.hay.text);
    in_turn(scene, index, own, subject, &[verb], above.modality, out);
    assigned(scene, index, Span::new(at, part.end), clauses, out);
}

/// "Các Bộ tổ chức thực hiện. Giao Bộ Y tế theo dõi ...": where a later sentence assigns to
/// others than the subject, and its clauses.
fn assigns_later<'a>(scene: &Scene<'a>, part: Span, subject: &Subject<'a>) -> Option<(usize, Vec<Clause<'a>>)> {
    let starts = clauses::starts(scene, part).into_iter().filter(|&s| s > subject.verb);
    starts.filter(|&at| scene.of(Span::new(at, part.end)).starts_with(char::is_uppercase)).find_map(|at| {
        let rest = Span::new(at, part.end);
        let found: Vec<Clause<'a>> = clauses::find(scene, rest).into_iter().filter(|c| counts(scene, c, rest)).collect();
        let first = found.first().filter(|c| c.verb.start == at && c.named)?;
        (names(&first.bodies) != names(&subject.bodies) && !scene.is_issuer(&first.bodies)).then_some((at, found))
    })
}

/// A subject's task, cut where a later sentence has another subject that owes something.
/// `acts` are the places where what the first must do begins.
fn in_turn<'a>(
    scene: &Scene<'a>,
    index: usize,
    part: Span,
    first: Subject<'a>,
    acts: &[usize],
    force: Option<Modality>,
    out: &mut Vec<Task<'a>>,
) {
    let text = &scene.normal.hay.text;
    let (mut subject, mut start) = (first, part.start);
    let mut acts = acts.to_vec();
    let from = subject.verb;
    for at in clauses::starts(scene, part).into_iter().filter(|&s| s > from) {
        let Some(next) = subjects::later(scene, at, part.end) else { continue };
        if names(&next.bodies) == names(&subject.bodies) || scene.is_issuer(&next.bodies) {
            continue;
        }
        let own = Span::new(start, at).trimmed(text);
        let done = std::mem::replace(&mut subject, next);
        push(scene, index, own, done.bodies, modality(scene, own, force), done.rule, &acts, out);
        acts.push(subject.verb);
        start = at;
    }
    let own = Span::new(start, part.end).trimmed(text);
    push(scene, index, own, subject.bodies, modality(scene, own, force), subject.rule, &acts, out);
}

/// The passage's own ban, else the force of what assigns it.
fn modality(scene: &Scene<'_>, span: Span, force: Option<Modality>) -> Modality {
    if scene.at("ban", span.start, span.end).is_some() { Modality::Prohibition } else { force.unwrap_or(Modality::Order) }
}

#[expect(clippy::too_many_arguments, reason = "one task has so many parts")]
fn push<'a>(
    scene: &Scene<'a>,
    index: usize,
    span: Span,
    assignees: Vec<NamedBody>,
    modality: Modality,
    rule: Option<&'a str>,
    acts: &[usize],
    out: &mut Vec<Task<'a>>,
) {
    let coordinators = clauses::coordinators(scene, span, &assignees);
    let deadlines = deadline::find(&scene.normal.hay, span, scene.rules, scene.issued);
    let actions = actions::find(scene, span, acts, &deadlines);
    let amounts = amounts::find(scene, span);
    let reporting = reporting::find(scene, span, acts, &assignees);
    out.push(Task {
        passage: index,
        number: None,
        span,
        assignees,
        coordinators,
        members: Vec::new(),
        reporting,
        assigned_by: None,
        relayed: false,
        modality,
        actions,
        amounts,
        deadlines,
        rule,
    });
}

/// Times listed below a lead that says so are of the last task above the lead. Gives the
/// lead that is open behind this passage.
fn times<'a>(scene: &Scene<'a>, index: usize, open: Option<usize>, out: &mut [Task<'a>]) -> Option<usize> {
    let passages = scene.passages();
    let span = passages[index].span;
    if fields::leads_times(scene, span) {
        return Some(index);
    }
    let lead = open.filter(|&l| passages[l].number == passages[index].number)?;
    let found = fields::listed_time(scene, span);
    if let Some(task) = out.last_mut().filter(|t| t.passage < lead) {
        task.deadlines.extend(found);
    }
    Some(lead)
}

/// A time below several tasks of one number is each one's that has none.
fn share<'a>(out: &mut [Task<'a>], scene: &Scene<'a>, index: usize, time: &[Due<'a>]) {
    let passages = scene.passages();
    let number = passages[index].number.as_ref();
    if time.is_empty() || number.is_none() {
        return;
    }
    for i in (0..index).rev().take_while(|&i| passages[i].number.as_ref() == number && passages[i].item.is_some()) {
        if fields::read(scene, passages[i].span).is_some() {
            return;
        }
        for task in out.iter_mut().filter(|t| t.passage == i && t.deadlines.is_empty()) {
            task.deadlines.extend(time.iter().cloned());
        }
    }
}

/// Fills the fields of the task a field line belongs to; a passage that has only now
/// found who owes it becomes a task.
fn fill<'a>(out: &mut Vec<Task<'a>>, scene: &Scene<'a>, index: usize, field: Field<'a>) {
    if let Field::Several(fields) = field {
        return fields.into_iter().for_each(|f| fill(out, scene, index, f));
    }
    let Some(task) = task_above(scene, index) else { return };
    let at = match out.iter().position(|t| t.passage == task) {
        Some(at) => at,
        None => {
            let Field::Lead(bodies) = &field else { return };
            if bodies.is_empty() {
                return;
            }
            let span = scene.passages()[task].span;
            push(scene, task, span, Vec::new(), modality(scene, span, None), None, &[], out);
            out.len() - 1
        }
    };
    if let Field::Time(due) = &field {
        share(out, scene, task, due);
    }
    let task = &mut out[at];
    match field {
        Field::Lead(bodies) => extend(&mut task.assignees, bodies.into_iter()),
        Field::Partners(bodies) => extend(&mut task.coordinators, bodies.into_iter()),
        Field::Time(due) => task.deadlines.extend(due),
        Field::Several(_) => {}
    }
}

/// Adds bodies that the list does not name yet.
fn extend(list: &mut Vec<NamedBody>, bodies: impl Iterator<Item = NamedBody>) {
    for b in bodies {
        if !list.iter().any(|o| o.name == b.name) {
            list.push(b);
        }
    }
}

/// The nearest passage before a field line that is no field line.
fn task_above(scene: &Scene<'_>, index: usize) -> Option<usize> {
    let span = |i: usize| scene.passages()[i].span;
    (0..index).rev().find(|&i| !span(i).is_empty() && fields::read(scene, span(i)).is_none())
}
