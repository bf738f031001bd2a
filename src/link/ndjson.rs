//! The graph as NDJSON: one line that sums up, then one per instrument, per citation and per
//! contradiction. Every line says in `line` what it is.

use super::graph::{Clash, Graph, Node};
use crate::record::Relation;
use serde::Serialize;
use std::io::{self, Write};

/// Number of the shape of these lines.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
#[serde(tag = "line", rename_all = "snake_case")]
enum Line<'a> {
    Graph { schema: u32, records: u32, instruments: usize, citations: usize, contradictions: usize },
    Instrument(&'a Node),
    Citation { from: &'a str, to: &'a str, relation: Relation, mentions: u32 },
    Contradiction(&'a Clash),
}

/// Writes it.
///
/// # Errors
/// Those of the writer.
pub fn write_ndjson(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    let mut line = |line: &Line<'_>| -> io::Result<()> {
        let mut text = serde_json::to_vec(line)?;
        text.push(b'\n');
        out.write_all(&text)
    };
    let Graph { records, instruments, citations, contradictions } = graph;
    line(&Line::Graph {
        schema: SCHEMA,
        records: *records,
        instruments: instruments.len(),
        citations: citations.len(),
        contradictions: contradictions.len(),
    })?;
    instruments.iter().try_for_each(|node| line(&Line::Instrument(node)))?;
    for edge in citations {
        if let (Some(from), Some(to)) = (instruments.get(edge.from), instruments.get(edge.to)) {
            line(&Line::Citation { from: &from.id, to: &to.id, relation: edge.relation, mentions: edge.mentions })?;
        }
    }
    contradictions.iter().try_for_each(|clash| line(&Line::Contradiction(clash)))
}
