//! Tree [cây nhiệm vụ]: the obligations under the heads they stand below. In: a record with
//! its text. Out: the outline down to each passage, and at each leaf who must do what, with
//! whom, to whom it is reported, by when, and which rule says so.

use super::{Ink, Page};
use std::io::{self, Write};
use vanban::record::{Body, Deadline, Evidence, Modality, Obligation, Place, Record};
use vanban::span::TextSpan;

/// Columns of words shown in one line.
const WIDTH: usize = 100;

/// Prints all of a record's `obligations`; heads that several share are printed once.
pub(super) fn show(record: &Record, obligations: &[Obligation], page: &Page<'_>, ink: &Ink, out: &mut impl Write) -> io::Result<()> {
    let text: Vec<char> = record.text.as_deref().unwrap_or_default().chars().collect();
    let mut open: Vec<Place> = Vec::new();
    for o in obligations {
        let shared = open.iter().zip(&o.heads).take_while(|(a, b)| a == b).count();
        for (depth, head) in o.heads.iter().enumerate().skip(shared) {
            writeln!(out, "{}{}", indent(depth), ink.heading(&words(&text, head.span)))?;
        }
        open.clone_from(&o.heads);
        leaf(o, open.len(), page, ink, out)?;
    }
    Ok(())
}

fn indent(depth: usize) -> String {
    "  ".repeat(depth + 1)
}

/// One obligation.
fn leaf(o: &Obligation, depth: usize, page: &Page<'_>, ink: &Ink, out: &mut impl Write) -> io::Result<()> {
    let label = match (&o.number, o.item) {
        (Some(n), Some(i)) => format!("{n}, item {i}"),
        (Some(n), None) => n.clone(),
        (None, Some(i)) => format!("item {i}"),
        (None, None) => "-".to_owned(),
    };
    let line = ink.note(&format!("[line {}]", page.line_of(o.evidence.span.0)));
    writeln!(out, "{}{label}: {}  {line}", indent(depth), ink.value(&short(&o.text)))?;
    for (name, value, rule) in facts(o) {
        let rule = rule.map_or_else(String::new, |r| format!("  {}", ink.note(&format!("[rule {r}]"))));
        writeln!(out, "{}{name:<9} {value}{rule}", indent(depth + 1))?;
    }
    Ok(())
}

/// What is known of an obligation: name, value, rule.
fn facts(o: &Obligation) -> Vec<(&'static str, String, Option<String>)> {
    let force = match o.modality {
        Modality::Order => "order",
        Modality::Request => "request",
        Modality::Prohibition => "prohibition",
    };
    let who = if o.assignees.is_empty() { "nobody named".to_owned() } else { names(&o.assignees) };
    let mut out = vec![("who", format!("{who} ({force})"), o.evidence.rule.clone())];
    out.extend(o.actions.iter().map(|a| {
        let not = if a.negated { "not: " } else { "" };
        ("what", format!("{not}{}: {}", a.lemma, short(&a.text)), None)
    }));
    for (name, bodies) in [("with", &o.coordinators), ("to", &o.reports_to), ("via", &o.via)] {
        if !bodies.is_empty() {
            out.push((name, names(bodies), None));
        }
    }
    out.extend(o.assigned_by.iter().map(|by| ("laid by", by.clone(), None)));
    out.extend(o.deadlines.iter().map(|d| ("when", time(d), rule(&d.evidence))));
    out.extend(o.amounts.iter().map(|a| {
        let to = a.to.as_ref().map_or_else(String::new, |t| format!(" to {t}"));
        ("amount", format!("{}{to} {}: {}", a.value, a.unit, a.text), rule(&a.evidence))
    }));
    out
}

fn rule(evidence: &Evidence) -> Option<String> {
    evidence.rule.clone()
}

/// A deadline with what it counts from and what it concerns.
fn time(d: &Deadline) -> String {
    let value = [&d.date, &d.duration, &d.recurrence].into_iter().flatten().next().map_or("as printed", String::as_str);
    let hour = d.time.as_ref().map_or_else(String::new, |t| format!(" {t}"));
    let mut out = format!("{value}{hour}: {}", d.text);
    for (is, words) in [(d.working_days, "working days"), (d.inferred, "year inferred")] {
        if is {
            out.push_str(", ");
            out.push_str(words);
        }
    }
    if let Some(concerns) = &d.concerns {
        out.push_str(", for: ");
        out.push_str(&short(&concerns.text));
    }
    out
}

/// Names of bodies, groups with their members.
fn names(bodies: &[Body]) -> String {
    let one = |b: &Body| {
        let members: Vec<&str> = b.members.iter().map(|m| m.name.as_str()).collect();
        if members.is_empty() { b.name.clone() } else { format!("{} = {}", b.name, members.join(" + ")) }
    };
    bodies.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// The words of a span on one line, shortened.
fn words(text: &[char], span: TextSpan) -> String {
    let at = |n: u32| usize::try_from(n).unwrap_or(usize::MAX).min(text.len());
    let found: String = text[at(span.0)..at(span.1).max(at(span.0))].iter().collect();
    short(&found.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The first words of a long text.
fn short(text: &str) -> String {
    match text.char_indices().nth(WIDTH) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}...", text[..text[..end].rfind(' ').unwrap_or(end)].trim_end_matches([',', ';', ' '])),
    }
}
