//! Who lays a task [người giao nhiệm vụ]: the body or post in front of the verb that lays it, in
//! the passage or in the lead that opens the tasks. In: verbs as found. Out: its name as
//! printed; nothing where nobody stands there, and the issuer lays it.

use super::scene::Scene;
use crate::extract::bodies::{Kind, NamedBody};
use crate::span::Span;

/// Adverbs may stand between who lays a task and the verb, in so many bytes.
const ADVERBS: usize = 24;

/// So many bytes in front of a verb are looked at.
const REACH: usize = 240;

/// The name of the one in front of the verb at `verb`, in the words from `from` on.
pub(super) fn before(scene: &Scene<'_>, from: usize, verb: usize) -> Option<String> {
    body_before(scene, from, verb).map(|b| b.name)
}

/// The one in front of the verb at `verb`, in the words from `from` on.
pub(super) fn body_before(scene: &Scene<'_>, from: usize, verb: usize) -> Option<NamedBody> {
    let text = &scene.normal.hay.text;
    let from = from.max(text.ceil_char_boundary(verb.saturating_sub(REACH)));
    let words = text.get(from..verb)?;
    let marks = words.match_indices([',', '.', ';', ':']).map(|(i, m)| from + i + m.len());
    let mut starts: Vec<usize> = std::iter::once(from).chain(marks).collect();
    starts.reverse();
    starts.into_iter().find_map(|at| {
        let (named, bodies) = scene.bodies_at(at, verb)?;
        let rest = Span::new(named.end, verb).trimmed(text);
        let adverbs = rest.len() <= ADVERBS && !scene.of(rest).contains([',', ';', '.', ':', '(']);
        let [only] = bodies.as_slice() else { return None };
        (adverbs && only.named && only.kind != Kind::Group && only.end == named.end).then(|| only.clone())
    })
}

/// The one that the lead of the document's tasks names: "Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:".
pub(super) fn of_lead(scene: &Scene<'_>) -> Option<String> {
    let leads = scene.passages().iter().filter(|p| p.label.is_none() && p.above.is_empty() && scene.of(p.span).ends_with(':'));
    leads.into_iter().find_map(|lead| {
        let verbs = |role| scene.set().find_role(&scene.normal.hay, lead.span, role);
        let mut verbs: Vec<usize> = verbs("assign").iter().chain(&verbs("concludes")).map(|m| m.span.start).collect();
        verbs.sort_unstable();
        verbs.into_iter().find_map(|verb| before(scene, lead.span.start, verb))
    })
}
