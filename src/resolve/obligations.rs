//! Obligations as the record has them: passages numbered, bodies identified, citations
//! inside each passage pointed at.

use crate::extract::bodies::{Context, NamedBody};
use crate::extract::obligation::Task;
use crate::norm::Normal;
use crate::record::{Body, Citation, Confidence, Deadline, Obligation};
use crate::rules::Rules;
use crate::segment::Passage;
use crate::span::Span;

/// Turns tasks into obligations. `by` is who lays them where the text does not say.
pub(crate) fn into_record(
    tasks: Vec<Task<'_>>,
    passages: &[Passage],
    citations: &[Citation],
    normal: &Normal,
    rules: &Rules,
    context: &Context<'_>,
    by: Option<&str>,
) -> Vec<Obligation> {
    tasks
        .into_iter()
        .map(|t| {
            let passage = &passages[t.passage];
            let evidence = normal.evidence(t.span, t.rule);
            let inside = |c: &(usize, &Citation)| evidence.span.0 <= c.1.evidence.span.0 && c.1.evidence.span.1 <= evidence.span.1;
            let body = |b: NamedBody| Body {
                id: rules.gazetteer.id(&b.name, context),
                evidence: (b.end > b.start).then(|| normal.evidence(Span::new(b.start, b.end), None)),
                name: b.name,
                confidence: Confidence::default(),
            };
            Obligation {
                item: passage.item.filter(|_| t.number.is_none()),
                number: t.number.or_else(|| passage.number.clone()),
                assignees: t.assignees.into_iter().map(body).collect(),
                coordinators: t.coordinators.into_iter().map(body).collect(),
                assigned_by: t.assigned_by.map(|b| rules.gazetteer.qualify(&b, context)).or_else(|| by.map(str::to_owned)),
                modality: t.modality,
                text: normal.hay.of(t.span).replace('\n', " "),
                deadlines: t.deadlines.into_iter().map(|d| deadline(d, normal)).collect(),
                citations: citations.iter().enumerate().filter(inside).map(|(i, _)| i).collect(),
                confidence: Confidence::default(),
                evidence,
            }
        })
        .collect()
}

fn deadline(due: crate::extract::deadline::Due<'_>, normal: &Normal) -> Deadline {
    Deadline {
        text: normal.hay.of(due.span).replace('\n', " "),
        date: due.date,
        duration: due.duration,
        recurrence: due.recurrence,
        kind: due.kind,
        confidence: Confidence::default(),
        evidence: normal.evidence(due.span, due.rule),
    }
}
