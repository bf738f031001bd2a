//! Relayed orders [ý kiến chỉ đạo được dẫn lại]: what another body laid on someone in another
//! paper, which the document only tells of: "Tại Công điện số 12/CĐ-TTg, Thủ tướng Chính phủ
//! yêu cầu ...", "Nghị quyết số 10/NQ-HĐND giao ...". In: a clause that assigns. Out: who laid
//! it, where it is not the document.
//!
//! A body that writes for another (an office for its committee) passes on nothing: what that
//! one lays is laid by the document.

use super::clauses::{self, Clause};
use super::givers;
use super::scene::Scene;
use crate::extract::bodies::{Kind, NamedBody};
use crate::letters::key;
use crate::record::Issuer;
use crate::rules::{Rules, Set};
use crate::span::Span;

/// Who laid a relayed order, by name; nobody where the paper that lays it has no issuer named.
type Giver = Option<String>;

/// A task that the document only tells of.
#[derive(Debug)]
pub(super) struct PassedOn<'r> {
    /// From the start of its clause to the next clause.
    pub(super) span: Span,
    /// The verb and those it is said to.
    pub(super) clause: Clause<'r>,
    /// Who laid it.
    pub(super) by: Giver,
}

/// The clauses of a passage that lay a task, and those that tell of one laid elsewhere. What
/// stands behind the latter without a giver of its own goes with it, up to the end of the
/// sentence.
pub(super) fn split<'a>(scene: &Scene<'a>, span: Span, clauses: Vec<Clause<'a>>) -> (Vec<Clause<'a>>, Vec<PassedOn<'a>>) {
    let starts = clauses::starts(scene, span);
    let start_of = |verb: usize| starts.iter().copied().rev().find(|&s| s <= verb).unwrap_or(span.start);
    let (mut own, mut told): (Vec<Clause<'a>>, Vec<(Clause<'a>, Giver)>) = (Vec::new(), Vec::new());
    let mut open: Option<(usize, Giver)> = None;
    for clause in clauses {
        let from = start_of(clause.verb.start);
        let goes_on = |(last, by): &(usize, Giver)| continues(scene, *last, from, &clause).then(|| (by.clone(), true));
        let found = source(scene, from, &clause).or_else(|| open.as_ref().and_then(goes_on));
        open = found.clone().filter(|(_, main)| *main).map(|(by, _)| (clause.task, by));
        match found {
            Some((by, _)) => told.push((clause, by)),
            None => own.push(clause),
        }
    }
    let giver = |c: &Clause<'_>| givers::body_before(scene, span.start, c.verb.start).map_or(c.verb.start, |g| g.start);
    let verbs: Vec<usize> = told.iter().map(|(c, _)| c.verb.start).chain(own.iter().map(giver)).collect();
    let part = |verb: usize| {
        let next = starts.iter().copied().find(|&s| s > verb).unwrap_or(span.end);
        let to = verbs.iter().copied().filter(|&at| at > verb && at < next).min().unwrap_or(next);
        Span::new(start_of(verb), to).trimmed(&scene.normal.hay.text)
    };
    let told = told.into_iter().map(|(clause, by)| PassedOn { span: part(clause.verb.start), clause, by }).collect();
    (own, told)
}

/// In the sentence of a relayed task that ends behind `last`, and nobody else lays it.
fn continues(scene: &Scene<'_>, last: usize, from: usize, clause: &Clause<'_>) -> bool {
    let verb = clause.verb.start;
    !scene.of(Span::new(last, verb)).contains(". ") && givers::body_before(scene, last.max(from), verb).is_none()
}

/// Where a clause only tells of what was laid elsewhere: who laid it, and whether it is the
/// main clause of its sentence, which begins at `from`. "Thực hiện Quyết định số 11/QĐ-UBND
/// giao Sở Y tế ..., đề nghị các bệnh viện ..." has its main clause yet to come.
fn source(scene: &Scene<'_>, from: usize, clause: &Clause<'_>) -> Option<(Giver, bool)> {
    let verb = clause.verb.start;
    let cited = || scene.cited.iter().filter(|c| c.span.start >= from && c.span.end <= verb);
    if let Some(paper) = cited().next_back().filter(|c| leads_to(scene, c.span.end, verb)) {
        return Some((paper.issuer.clone(), paper.span.start == from));
    }
    let giver = givers::body_before(scene, from, verb)?;
    let told = cited().any(|c| c.span.end <= giver.start) || scene.at("source", from, giver.start).is_some();
    (told && !is_own(scene, &giver)).then_some((Some(giver.name), true))
}

/// Nothing but a link stands between a paper's name and the verb: the paper lays the task.
fn leads_to(scene: &Scene<'_>, paper: usize, verb: usize) -> bool {
    let between = Span::new(paper, verb).trimmed(&scene.normal.hay.text);
    between.is_empty() || scene.at("relay-link", between.start, between.end) == Some(between)
}

/// The issuer, a part or head of it, or the one that an office writes for.
fn is_own(scene: &Scene<'_>, giver: &NamedBody) -> bool {
    let name = key(&giver.name);
    if giver.kind == Kind::Post && !name.contains(' ') || scene.is_issuer(std::slice::from_ref(giver)) {
        return true;
    }
    let ends = || std::iter::once(0).chain(name.match_indices(' ').map(|(i, _)| i + 1)).filter_map(|i| name.get(i..));
    let begins = |whole: &str, part: &str| whole.strip_prefix(part).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    scene.principals.iter().any(|p| begins(&name, p) || ends().any(|end| begins(p, end)))
}

/// Keys of those in whose name an issuer writes: itself, and the committee of an office.
pub(crate) fn principals(issuer: &Issuer, rules: &Rules) -> Vec<String> {
    let hay = rules.prepare(issuer.name.clone());
    let office = rules.set(Set::Obligation).at(&hay, hay.whole(), "office").map(|m| m.span.end);
    let above = office.map(|end| key(hay.text.get(end..).unwrap_or_default())).into_iter();
    let parent = issuer.parent.iter().filter(|_| office.is_some()).map(|p| key(p));
    let all = std::iter::once(key(&issuer.name)).chain(above).chain(parent);
    all.map(|k| k.trim().to_owned()).filter(|k| !k.is_empty()).collect()
}
