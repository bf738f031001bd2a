//! Task tables [bảng phân công nhiệm vụ]: a table whose head names a column for the task
//! and one for who owes it ("STT | Nội dung | Đơn vị chủ trì | Thời hạn") yields a task a
//! row. Other tables are left to the passages.

use super::super::deadline;
use super::Task;
use super::actions;
use super::amounts;
use super::reporting;
use super::scene::Scene;
use crate::extract::bodies::NamedBody;
use crate::read::Part;
use crate::record::Modality;
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Ordinal,
    Task,
    Lead,
    Partners,
    Time,
}

/// Passages of one row by column.
type Row = BTreeMap<u32, Vec<usize>>;

/// Adds the tasks of all task tables; gives the passages they are made of.
pub(super) fn read<'a>(scene: &Scene<'a>, out: &mut Vec<Task<'a>>) -> BTreeSet<usize> {
    let mut tables: BTreeMap<u32, BTreeMap<u32, Row>> = BTreeMap::new();
    for (i, p) in scene.passages().iter().enumerate() {
        if let Part::Cell { table, row, column } = p.part {
            tables.entry(table).or_default().entry(row).or_default().entry(column).or_default().push(i);
        }
    }
    let mut taken = BTreeSet::new();
    for rows in tables.into_values() {
        let Some((head, columns)) = rows.iter().find_map(|(&n, row)| columns(scene, row).map(|c| (n, c))) else { continue };
        taken.extend(rows.values().flat_map(BTreeMap::values).flatten().copied());
        for row in rows.range(head + 1..).map(|(_, r)| r) {
            out.extend(task(scene, row, &columns));
        }
    }
    taken
}

/// The columns of a head row; `None` where it names no task and no one who owes it.
fn columns(scene: &Scene<'_>, row: &Row) -> Option<BTreeMap<u32, Column>> {
    let mut found = BTreeMap::new();
    for (&column, cell) in row {
        let span = whole(scene, cell)?;
        let Some(m) = scene.set().at(&scene.normal.hay, span, "column") else { continue };
        let kind = match m.rule.gives("column")? {
            "ordinal" => Column::Ordinal,
            "task" => Column::Task,
            "lead" => Column::Lead,
            "partners" => Column::Partners,
            "time" => Column::Time,
            _ => continue,
        };
        found.insert(column, kind);
    }
    let has = |k: Column| found.values().any(|&c| c == k);
    (has(Column::Task) && has(Column::Lead)).then_some(found)
}

/// From the first to the last paragraph of a cell.
fn whole(scene: &Scene<'_>, cell: &[usize]) -> Option<Span> {
    let start = scene.passages()[*cell.first()?].span.start;
    let end = scene.passages()[*cell.last()?].span.end;
    Some(Span::new(start, end).trimmed(&scene.normal.hay.text))
}

/// One row. A row without a task or without anyone who owes it is none.
fn task<'a>(scene: &Scene<'a>, row: &Row, columns: &BTreeMap<u32, Column>) -> Option<Task<'a>> {
    let cell = |kind: Column| row.iter().filter(move |(c, _)| columns.get(c) == Some(&kind)).map(|(_, p)| p);
    let passage = *cell(Column::Task).next()?.first()?;
    let span = cell(Column::Task).next().and_then(|p| whole(scene, p)).filter(|s| !s.is_empty())?;
    let bodies = |kind: Column| -> Vec<NamedBody> {
        cell(kind)
            .filter_map(|p| whole(scene, p))
            .flat_map(|s| scene.list(s.start, scene.of(s).trim_end_matches(['.', ';', ' '])))
            .collect()
    };
    let assignees = bodies(Column::Lead);
    if assignees.is_empty() {
        return None;
    }
    let mut deadlines = deadline::find(&scene.normal.hay, span, scene.rules, scene.issued);
    let actions = actions::find(scene, span, &[], &deadlines);
    for s in cell(Column::Time).filter_map(|p| whole(scene, p)) {
        deadlines.extend(deadline::stated(&scene.normal.hay, s, scene.rules, scene.issued));
    }
    let ordinal = cell(Column::Ordinal)
        .filter_map(|p| whole(scene, p))
        .map(|s| scene.of(s).trim_end_matches(['.', ')']).to_owned())
        .find(|n| !n.is_empty());
    let above = scene.passages()[passage].number.clone();
    let number = match (above, ordinal) {
        (Some(above), Some(own)) => Some(format!("{above}.{own}")),
        (above, own) => above.or(own),
    };
    Some(Task {
        passage,
        number,
        span,
        members: Vec::new(),
        reporting: reporting::find(scene, span, &[], &assignees),
        assignees,
        coordinators: bodies(Column::Partners),
        assigned_by: None,
        relayed: false,
        modality: Modality::Order,
        actions,
        amounts: amounts::find(scene, span),
        deadlines,
        rule: None,
    })
}
