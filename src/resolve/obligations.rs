//! Obligations as the record has them: passages numbered, bodies identified, citations
//! inside each passage pointed at.

use crate::extract::bodies::{Context, NamedBody};
use crate::extract::obligation::{Action as Act, Amount as Sum, Task};
use crate::letters::key;
use crate::norm::Normal;
use crate::record::{Action, Amount, Body, Citation, Confidence, Deadline, Obligation, Place, Words};
use crate::rules::Rules;
use crate::segment::Passage;
use crate::span::Span;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Turns tasks into obligations, and apart from them those that the document only tells of.
/// `by` is who lays them where the text does not say.
pub(crate) fn into_record(
    tasks: Vec<Task<'_>>,
    passages: &[Passage],
    citations: &[Citation],
    normal: &Normal,
    rules: &Rules,
    context: &Context<'_>,
    by: Option<&str>,
) -> (Vec<Obligation>, Vec<Obligation>) {
    // The same bodies owe most of a document's tasks.
    let known: RefCell<BTreeMap<String, String>> = RefCell::default();
    let id = |name: &str| {
        if let Some(id) = known.borrow().get(name) {
            return id.clone();
        }
        let id = rules.gazetteer.id(name, context);
        known.borrow_mut().insert(name.to_owned(), id.clone());
        id
    };
    let made = tasks.into_iter().map(|t| {
        let passage = &passages[t.passage];
        let evidence = normal.evidence(t.span, t.rule);
        let inside = |c: &(usize, &Citation)| evidence.span.0 <= c.1.evidence.span.0 && c.1.evidence.span.1 <= evidence.span.1;
        let members = t.members;
        let alone = |b: NamedBody| {
            let right = if normal.recognised { rules.gazetteer.mended(&b.name) } else { None };
            let name = right.unwrap_or(b.name);
            let printed = normal.hay.of(Span::new(b.start, b.end));
            let name = rules.gazetteer.in_city(&name, printed, context).unwrap_or(name);
            Body {
                id: id(&name),
                evidence: (b.end > b.start).then(|| normal.evidence(Span::new(b.start, b.end), None)),
                name,
                members: Vec::new(),
                confidence: Confidence::default(),
            }
        };
        let body = |b: NamedBody| {
            let listed = members.iter().find(|(name, _)| *name == b.name).map(|(_, m)| m.clone()).unwrap_or_default();
            Body { members: listed.into_iter().map(alone).collect(), ..alone(b) }
        };
        let relayed = t.relayed;
        let obligation = Obligation {
            item: passage.item.filter(|_| t.number.is_none()),
            number: t.number.or_else(|| passage.number.clone()),
            heads: passage.above.iter().map(|&a| Place { span: normal.text_span(whole(&passages[a])) }).collect(),
            assignees: t.assignees.into_iter().map(body).collect(),
            coordinators: t.coordinators.into_iter().map(body).collect(),
            reports_to: t.reporting.to.into_iter().map(body).collect(),
            via: t.reporting.via.into_iter().map(body).collect(),
            assigned_by: t.assigned_by.map(|name| giver(name, by)).or_else(|| by.filter(|_| !t.relayed).map(str::to_owned)),
            modality: t.modality,
            text: normal.as_read(t.span),
            actions: t.actions.into_iter().map(|a| action(a, normal)).collect(),
            amounts: t.amounts.into_iter().map(|a| amount(a, normal)).collect(),
            deadlines: t.deadlines.into_iter().map(|d| deadline(d, normal)).collect(),
            citations: citations.iter().enumerate().filter(inside).map(|(i, _)| i).collect(),
            confidence: Confidence::default(),
            evidence,
        };
        (relayed, obligation)
    });
    let (told, own): (Vec<_>, Vec<_>) = made.partition(|(relayed, _)| *relayed);
    let plain = |list: Vec<(bool, Obligation)>| list.into_iter().map(|(_, o)| o).collect();
    (plain(own), plain(told))
}

/// Who lays a task, as named; the issuer by its full name.
fn giver(name: String, issuer: Option<&str>) -> String {
    let own = issuer.filter(|i| key(i).starts_with(&key(&name)));
    own.map_or(name, str::to_owned)
}

/// A passage with its label.
fn whole(passage: &Passage) -> Span {
    Span::new(passage.label.as_ref().map_or(passage.span.start, |l| l.span.start.min(passage.span.start)), passage.span.end)
}

fn action(act: Act, normal: &Normal) -> Action {
    Action { lemma: act.lemma, negated: act.negated, text: normal.as_read(act.span), evidence: normal.evidence(act.span, None) }
}

fn amount(found: Sum<'_>, normal: &Normal) -> Amount {
    Amount {
        text: normal.as_read(found.span),
        value: found.value,
        to: found.to,
        unit: found.unit,
        evidence: normal.evidence(found.span, Some(found.rule)),
    }
}

fn deadline(due: crate::extract::deadline::Due<'_>, normal: &Normal) -> Deadline {
    let words = |span: Span| Words { text: normal.as_read(span), span: normal.text_span(span) };
    Deadline {
        inferred: due.inferred,
        working_days: due.working_days,
        from: due.from.map(words),
        concerns: due.concerns.map(words),
        text: normal.as_read(due.span),
        date: due.date,
        time: due.time,
        duration: due.duration,
        recurrence: due.recurrence,
        kind: due.kind,
        confidence: Confidence::default(),
        evidence: normal.evidence(due.span, due.rule),
    }
}
