//! Groups with members [nhóm cơ quan]: who belongs to a group that the document itself lists
//! ("các đơn vị nêu trên", "... (sau đây gọi chung là các đơn vị)"). In: the bodies of a
//! task. Out: the members of those that are such groups. What only a reader from the office
//! would know ("các sở, ngành") has none.

use super::scene::Scene;
use crate::extract::bodies::NamedBody;
use crate::letters::key;
use crate::span::Span;
use std::collections::BTreeMap;

/// The list that a definition sums up is no longer, in bytes.
const LIST: usize = 400;

/// Groups by the key of their name.
pub(super) type Defined = BTreeMap<String, Vec<NamedBody>>;

/// The groups that the document defines: "Sở A, Sở B (sau đây gọi là các sở)".
pub(super) fn defined(scene: &Scene<'_>) -> Defined {
    let mut out = Defined::new();
    for passage in scene.passages() {
        for m in scene.set().find_role(&scene.normal.hay, passage.span, "defines") {
            let words = scene.of(Span::new(m.span.end, passage.span.end));
            let Some(close) = words.find(')') else { continue };
            let name = words[..close].trim_matches([' ', '"', '“', '”', ':']);
            let before = scene.of(Span::new(passage.span.start, m.span.start)).trim_end();
            let Some(list) = before.strip_suffix('(').map(|b| passage.span.start + b.trim_end().len()) else { continue };
            let members = ending_at(scene, passage.span.start, list);
            if members.len() > 1 && !name.is_empty() {
                out.insert(key(name), members);
            }
        }
    }
    out
}

/// The longest list of bodies that ends right at `end`.
fn ending_at(scene: &Scene<'_>, start: usize, end: usize) -> Vec<NamedBody> {
    let from = scene.normal.hay.text.ceil_char_boundary(start.max(end.saturating_sub(LIST)));
    let words = scene.of(Span::new(from, end));
    let starts = std::iter::once(0).chain(words.match_indices([' ', '\n']).map(|(i, _)| i + 1));
    let ends = |at: usize| scene.bodies_at(from + at, end).filter(|(named, _)| named.end == end);
    starts.filter_map(ends).map(|(_, bodies)| bodies).next().unwrap_or_default()
}

/// The members of those bodies that are groups the document lists, with the groups' names.
pub(super) fn members(scene: &Scene<'_>, defined: &Defined, bodies: &[NamedBody]) -> Vec<(String, Vec<NamedBody>)> {
    let of = |b: &NamedBody| {
        let known = defined.get(&key(&b.name)).cloned();
        known.or_else(|| named_above(scene, b)).map(|members| (b.name.clone(), members))
    };
    bodies.iter().filter_map(of).collect()
}

/// "các đơn vị nêu trên" in a letter to several: its addressees.
fn named_above(scene: &Scene<'_>, body: &NamedBody) -> Option<Vec<NamedBody>> {
    let plural = body.end > body.start && scene.at("plural", body.start, body.end).is_some();
    if !scene.letter || scene.addressees.len() < 2 || !plural || !body.group() {
        return None;
    }
    let end = scene.normal.hay.text.floor_char_boundary(scene.normal.hay.text.len().min(body.end + 40));
    let inside = scene.set().find_role(&scene.normal.hay, Span::new(body.start, body.end), "named-above");
    let says = inside.iter().any(|m| m.span.end == body.end) || scene.at("named-above", body.end, end).is_some();
    says.then(|| scene.addressees.clone())
}
