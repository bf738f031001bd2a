//! The graph in the language of Graphviz, `dot`. A node shows its number or title; records
//! of the run are drawn solid, what is only cited dashed, what is contradictory red.

use super::graph::{Graph, Node};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// Letters shown of a title.
const WIDTH: usize = 60;

/// Writes it.
///
/// # Errors
/// Those of the writer.
pub fn write_dot(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    let clashing: BTreeSet<&str> = graph.contradictions.iter().map(|c| c.instrument.as_str()).collect();
    writeln!(out, "digraph citations {{\n  rankdir=LR;\n  node [shape=box];")?;
    for node in &graph.instruments {
        let style = if node.records.is_empty() { "dashed" } else { "solid" };
        let colour = if clashing.contains(node.id.as_str()) { ", color=red" } else { "" };
        writeln!(out, "  {} [label={}, style={style}{colour}];", quoted(&node.id), quoted(&label(node)))?;
    }
    for edge in &graph.citations {
        let (Some(from), Some(to)) = (graph.instruments.get(edge.from), graph.instruments.get(edge.to)) else { continue };
        let (from, to, relation) = (quoted(&from.id), quoted(&to.id), quoted(edge.relation.name()));
        writeln!(out, "  {from} -> {to} [label={relation}, weight={}];", edge.mentions)?;
    }
    writeln!(out, "}}")
}

/// What a node shows: type and number, or title, or id; and the date.
fn label(node: &Node) -> String {
    let name = match (&node.kind, &node.number, &node.title) {
        (Some(kind), Some(number), _) => format!("{kind} {number}"),
        (None, Some(number), _) => number.clone(),
        (_, None, Some(title)) => title.chars().take(WIDTH).collect(),
        (_, None, None) => node.id.clone(),
    };
    let date = node.date.as_ref().map(|d| format!("\n{d}")).unwrap_or_default();
    name + &date
}

/// A string of the language.
fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace(char::is_control, " ");
    format!("\"{escaped}\"")
}
