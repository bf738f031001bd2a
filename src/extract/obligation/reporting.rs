//! Lines of report [chế độ báo cáo]: to whom the assignee reports or submits, and through
//! whom. In: the passage of a task. Out: two lists of bodies. Those who hand on what they
//! get ("gửi Sở A để tổng hợp, báo cáo tỉnh") are ways, not ends. Nobody here owes the task.

use super::clauses;
use super::scene::Scene;
use crate::extract::bodies::NamedBody;
use crate::span::Span;

/// A body stands no further behind the verb, in bytes: the thing reported lies between.
const REACH: usize = 220;

/// To whom and through whom.
#[derive(Debug, Default, Clone)]
pub(crate) struct Reporting {
    /// Those who get the report in the end.
    pub(crate) to: Vec<NamedBody>,
    /// Those through whose hands it goes.
    pub(crate) via: Vec<NamedBody>,
}

/// Those a verb of report leads to.
struct Hit {
    /// The bodies' names.
    names: Span,
    bodies: Vec<NamedBody>,
    /// Where the verb begins.
    verb: usize,
}

/// Reads one passage, sentence by sentence.
/// `acts` are the places where what must be done begins: what stands before them in their
/// sentence is the issuer's.
pub(crate) fn find(scene: &Scene<'_>, span: Span, acts: &[usize], assignees: &[NamedBody]) -> Reporting {
    let mut out = Reporting::default();
    if !scene.has("report", span) {
        return out;
    }
    let starts = clauses::starts(scene, span);
    for (i, &start) in starts.iter().enumerate() {
        let end = starts.get(i + 1).copied().unwrap_or(span.end);
        let start = acts.iter().copied().find(|a| (start..end).contains(a)).unwrap_or(start);
        let sentence = Span::new(start, end);
        let hits = hits(scene, sentence);
        for (n, hit) in hits.iter().enumerate() {
            let next = hits.get(n + 1);
            let relayed = next.is_some_and(|next| scene.has("relay", Span::new(hit.names.end, next.names.start)));
            let before = n.checked_sub(1).and_then(|p| hits.get(p)).map_or(sentence.start, |p| p.names.end);
            extend(&mut out.via, &others(scene, Span::new(before, hit.verb)), assignees);
            let list = if relayed { &mut out.via } else { &mut out.to };
            extend(list, &hit.bodies, assignees);
            let end = next.map_or(sentence.end, |next| next.verb);
            // A remark in brackets may be read as part of the name.
            let from = hit.bodies.last().map_or(hit.names.end, |b| b.end.min(hit.names.end));
            extend(&mut out.via, &through(scene, Span::new(from, end)), assignees);
        }
    }
    out.via.retain(|v| !out.to.iter().any(|t| t.name == v.name));
    out
}

fn hits(scene: &Scene<'_>, sentence: Span) -> Vec<Hit> {
    let hay = &scene.normal.hay;
    let blocks = scene.set().find_role(hay, sentence, "report-block");
    let mut out: Vec<Hit> = Vec::new();
    for m in scene.set().find_role(hay, sentence, "report") {
        let blocked = blocks.iter().any(|b| b.span.overlaps(m.span));
        if blocked || out.last().is_some_and(|last| last.names.end > m.span.start) {
            continue;
        }
        let end = hay.text.floor_char_boundary(sentence.end.min(m.span.end + REACH));
        let Some((names, bodies)) = behind(scene, m.span.end, end) else { continue };
        out.push(Hit { names, bodies, verb: m.span.start });
    }
    out
}

/// The bodies right behind a verb, or behind a link in the same clause.
fn behind(scene: &Scene<'_>, at: usize, end: usize) -> Option<(Span, Vec<NamedBody>)> {
    let named = |found: &(Span, Vec<NamedBody>)| found.1.iter().all(|b| b.named);
    if let Some(found) = scene.bodies_at(at, end) {
        return Some(found).filter(named);
    }
    let rest = scene.of(Span::new(at, end));
    let clause = rest.find([';', ':', '(', '\n', ',']).map_or(end, |i| at + i);
    let links = scene.set().find_role(&scene.normal.hay, Span::new(at, clause), "report-link");
    links.iter().filter_map(|l| scene.bodies_at(l.span.end, end)).find(named)
}

/// Others that do the reporting: "nhập liệu để Bộ Y tế tổng hợp, báo cáo Thủ tướng".
fn others(scene: &Scene<'_>, span: Span) -> Vec<NamedBody> {
    let found = scene.set().find_role(&scene.normal.hay, span, "purpose");
    let last = found.last().and_then(|m| scene.bodies_at(m.span.end, span.end));
    last.map(|(_, bodies)| bodies).unwrap_or_default().into_iter().filter(|b| b.named).collect()
}

/// The bodies behind "qua".
fn through(scene: &Scene<'_>, span: Span) -> Vec<NamedBody> {
    let found = scene.set().find_role(&scene.normal.hay, span, "via");
    found.iter().filter_map(|m| scene.bodies_at(m.span.end, span.end)).flat_map(|(_, bodies)| bodies).filter(|b| b.named).collect()
}

fn extend(list: &mut Vec<NamedBody>, bodies: &[NamedBody], assignees: &[NamedBody]) {
    for b in bodies {
        if !list.iter().chain(assignees).any(|o| o.name == b.name) {
            list.push(b.clone());
        }
    }
}
