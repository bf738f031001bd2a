//! Lines below a task that say its unit, partners or time ("Đơn vị chủ trì: ...",
//! "Thời gian: ..."): they fill the task's fields and are none themselves.

use super::super::deadline::{self, Due};
use super::scene::Scene;
use crate::extract::bodies::NamedBody;
use crate::span::Span;

/// What a line says of the task above it.
#[derive(Debug)]
pub(crate) enum Field<'r> {
    /// Who leads.
    Lead(Vec<NamedBody>),
    /// Who helps.
    Partners(Vec<NamedBody>),
    /// By when.
    Time(Vec<Due<'r>>),
}

/// Reads a passage as a field line.
pub(crate) fn read<'a>(scene: &Scene<'a>, span: Span) -> Option<Field<'a>> {
    let label = scene.set().at(&scene.normal.hay, span, "field")?;
    let rest = Span::new(label.span.end, span.end).trimmed(&scene.normal.hay.text);
    match label.rule.gives("field")? {
        "lead" => Some(Field::Lead(bodies(scene, rest))),
        "partners" => Some(Field::Partners(bodies(scene, rest))),
        // A line that goes on with a task of its own is no field.
        "time" if super::clauses::find(scene, rest).is_empty() => {
            Some(Field::Time(deadline::stated(&scene.normal.hay, rest, scene.rules, scene.issued)))
        }
        _ => None,
    }
}

fn bodies(scene: &Scene<'_>, span: Span) -> Vec<NamedBody> {
    scene.list(span.start, scene.of(span).trim_end_matches(['.', ';', ' ', '/']))
}
