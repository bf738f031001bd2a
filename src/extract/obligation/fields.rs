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
    /// More than one of these: "(Chủ trì: Sở A; phối hợp: Sở B; thời gian: quý II)".
    Several(Vec<Field<'r>>),
}

/// Reads a passage as a field line.
pub(crate) fn read<'a>(scene: &Scene<'a>, span: Span) -> Option<Field<'a>> {
    let words = scene.of(span);
    let bracket = words.starts_with('(') && words.trim_end_matches(['.', ';', ' ', '/']).ends_with(')');
    let inner = if bracket { Span::new(span.start + 1, span.start + words.rfind(')')?) } else { span };
    let mut starts = vec![inner.start];
    let marks = scene.of(inner).match_indices(['.', ';']).map(|(i, _)| inner.start + i + 1);
    starts.extend(marks.filter(|&at| scene.at("field", at, inner.end).is_some()));
    let parts = starts.iter().enumerate().map(|(i, &at)| {
        let end = starts.get(i + 1).map_or(inner.end, |&next| next - 1);
        field(scene, Span::new(at, end).trimmed(&scene.normal.hay.text))
    });
    let mut fields: Vec<Field<'a>> = parts.collect::<Option<_>>()?;
    if fields.len() > 1 { Some(Field::Several(fields)) } else { fields.pop() }
}

/// Reads one field.
fn field<'a>(scene: &Scene<'a>, span: Span) -> Option<Field<'a>> {
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

/// The time that a line says in front of a task of its own: "Thời gian thực hiện: từ tháng
/// 6/2024, giao Sở A ..." is of the tasks above as well.
pub(crate) fn time_before_task<'a>(scene: &Scene<'a>, span: Span) -> Vec<Due<'a>> {
    let Some(label) = scene.set().at(&scene.normal.hay, span, "field").filter(|m| m.rule.gives("field") == Some("time")) else {
        return Vec::new();
    };
    let clauses = super::clauses::find(scene, span);
    let Some(clause) = clauses.first() else { return Vec::new() };
    let before = Span::new(label.span.end, clause.verb.start);
    deadline::find(&scene.normal.hay, before, scene.rules, scene.issued)
}

/// A lead that says that times follow: "Thời gian hoàn thành ... như sau:".
pub(crate) fn leads_times(scene: &Scene<'_>, span: Span) -> bool {
    scene.of(span).ends_with(':') && scene.at("time-lead", span.start, span.end).is_some()
}

/// The time of a line below such a lead: "Vùng ven biển: cuối năm 1983;".
pub(crate) fn listed_time<'a>(scene: &Scene<'a>, span: Span) -> Vec<Due<'a>> {
    let words = scene.of(span);
    let from = words.rfind(':').map_or(span.start, |i| span.start + i + 1);
    let found = deadline::stated(&scene.normal.hay, Span::new(from, span.end), scene.rules, scene.issued);
    found.into_iter().filter(Due::has_value).collect()
}

fn bodies(scene: &Scene<'_>, span: Span) -> Vec<NamedBody> {
    scene.list(span.start, scene.of(span).trim_end_matches(['.', ';', ' ', '/']))
}
