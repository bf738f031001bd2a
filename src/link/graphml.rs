//! The graph as GraphML, for tools that draw and measure graphs. Instruments are nodes,
//! citations directed edges; contradictions are told at their node.

use super::graph::{Graph, Node};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The namespace of GraphML.
const NAMESPACE: &str = "http://graphml.graphdrawing.org/xmlns";

/// What nodes and edges carry: key, for what, name, type.
const KEYS: [(&str, &str, &str, &str); 10] = [
    ("type", "node", "type", "string"),
    ("number", "node", "number", "string"),
    ("title", "node", "title", "string"),
    ("date", "node", "date", "string"),
    ("issuer", "node", "issuer", "string"),
    ("records", "node", "records", "int"),
    ("cited_by", "node", "cited_by", "int"),
    ("contradictions", "node", "contradictions", "string"),
    ("relation", "edge", "relation", "string"),
    ("mentions", "edge", "mentions", "int"),
];

/// Writes it.
///
/// # Errors
/// Those of the writer.
pub fn write_graphml(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    let mut clashes: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for clash in &graph.contradictions {
        clashes.entry(&clash.instrument).or_default().push(clash.to_string());
    }
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("graphml").with_attribute(("xmlns", NAMESPACE)).write_inner_content(|xml| {
        for (id, of, name, kind) in KEYS {
            let attributes = [("id", id), ("for", of), ("attr.name", name), ("attr.type", kind)];
            xml.create_element("key").with_attributes(attributes).write_empty()?;
        }
        let attributes = [("id", "citations"), ("edgedefault", "directed")];
        xml.create_element("graph").with_attributes(attributes).write_inner_content(|xml| {
            graph.instruments.iter().try_for_each(|n| node(n, clashes.get(n.id.as_str()), xml))?;
            edges(graph, xml)
        })?;
        Ok(())
    })?;
    xml.into_inner().write_all(b"\n")
}

fn node<W: Write>(node: &Node, clashes: Option<&Vec<String>>, xml: &mut Writer<W>) -> io::Result<()> {
    xml.create_element("node").with_attribute(("id", &*legal(&node.id))).write_inner_content(|xml| {
        let values =
            [("type", &node.kind), ("number", &node.number), ("title", &node.title), ("date", &node.date), ("issuer", &node.issuer)];
        for (key, value) in values {
            value.iter().try_for_each(|v| data(key, v, xml))?;
        }
        data("records", &node.records.len().to_string(), xml)?;
        data("cited_by", &node.cited_by.to_string(), xml)?;
        clashes.map_or(Ok(()), |c| data("contradictions", &c.join("; "), xml))
    })?;
    Ok(())
}

fn edges<W: Write>(graph: &Graph, xml: &mut Writer<W>) -> io::Result<()> {
    for edge in &graph.citations {
        let (Some(from), Some(to)) = (graph.instruments.get(edge.from), graph.instruments.get(edge.to)) else { continue };
        let ends = [("source", &*legal(&from.id)), ("target", &*legal(&to.id))];
        xml.create_element("edge").with_attributes(ends).write_inner_content(|xml| {
            data("relation", edge.relation.name(), xml)?;
            data("mentions", &edge.mentions.to_string(), xml)
        })?;
    }
    Ok(())
}

fn data<W: Write>(key: &str, value: &str, xml: &mut Writer<W>) -> io::Result<()> {
    xml.create_element("data").with_attribute(("key", key)).write_text_content(BytesText::new(&legal(value)))?;
    Ok(())
}

/// Without the characters that XML 1.0 cannot hold.
fn legal(text: &str) -> Cow<'_, str> {
    let bad = |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if text.contains(bad) { Cow::Owned(text.replace(bad, " ")) } else { Cow::Borrowed(text) }
}
