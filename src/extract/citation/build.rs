//! Building mentions: numbers and names of a paragraph, with all that stands round them.
//!
//! In: a paragraph. Out: its mentions in order, relations not yet settled.

use super::grammar::Grammar;
use super::kind::Front;
use super::laws::Name;
use super::numbers::Found;
use super::tail::{Form, Tail};
use super::{Mention, Parts, Place, kind, laws, numbers, pinpoint, tail};
use crate::record::Relation;
use crate::span::Span;
use crate::values::{edtf, number};

/// Adds the mentions of one paragraph.
pub(crate) fn paragraph(grammar: &Grammar<'_>, place: &Place<'_>, out: &mut Vec<Mention>) {
    let found = numbers::find(grammar, place.hay, place.paragraph);
    let names = laws::find(grammar, place);
    if found.is_empty() && names.is_empty() {
        return;
    }
    let from = out.len();
    let mut mentions: Vec<Mention> = Vec::new();
    let (mut n, mut l) = (0, 0);
    while n < found.len() || l < names.len() {
        let name_first = names.get(l).is_some_and(|x| found.get(n).is_none_or(|f| x.span.start < f.span.start));
        if name_first {
            let name = &names[l];
            l += 1;
            if mentions.last().is_some_and(|m: &Mention| m.span.end > name.span.start) {
                continue;
            }
            n += law(grammar, place, name, &found[n..], &mut mentions);
        } else {
            let f = &found[n];
            n += 1;
            if mentions.last().is_some_and(|m: &Mention| m.span.end > f.span.start) {
                continue;
            }
            if let Some(m) = numbered(grammar, place, f, mentions.last()) {
                mentions.push(m);
                more_numbers(grammar, place, &mut mentions);
            }
        }
    }
    mentions.retain(|m| !is_own(place, m));
    titles(grammar, place, &mut mentions);
    pins(grammar, place, &mut mentions);
    spread_issuers(place, &mut mentions);
    for i in 0..mentions.len() {
        let (head, rest) = mentions.split_at_mut(i);
        let Some(m) = rest.first_mut() else { break };
        complete(grammar, place, m);
        if let Some(before) = head.last() {
            follow(before, m);
        }
    }
    out.truncate(from);
    out.extend(mentions);
}

/// The document's own number is no citation.
fn is_own(place: &Place<'_>, m: &Mention) -> bool {
    match (&place.own.number, &m.number) {
        (Some(own), Some(n)) => number::key(own) == number::key(n),
        _ => false,
    }
}

/// A mention by number.
fn numbered(grammar: &Grammar<'_>, place: &Place<'_>, found: &Found, last: Option<&Mention>) -> Option<Mention> {
    let hay = place.hay;
    let front = kind::front(grammar, place, found, last)?;
    let dated = || grammar.after("citation.date-after", hay, found.span.end, place.paragraph.end).is_some();
    if found.weak && front.kind_span.is_none() && !front.shared && !front.labelled && !dated() {
        return None;
    }
    let value = number::normalise(hay.of(found.span), grammar.table("citation.symbol-marks"));
    let tail = tail::read(grammar, place, found.span.end, Form { years: false, joint: is_joint(grammar, &value) });
    let Front { kind, kind_span, start, issuer, shared, .. } = front;
    let mut m = mention(found.rule.clone(), Span::new(start, tail.reach), &tail);
    m.kind = kind;
    m.number = Some(value);
    m.shared = shared;
    m.parts.kind = kind_span;
    m.parts.number = Some(found.span);
    if let Some(span) = issuer.filter(|_| m.issuer.is_none())
        && let Some((at, name)) = place.bodies.leading(hay, span.start, span.end)
    {
        m.issuer = Some(place.bodies.qualify(&name, place.own));
        m.parts.issuer = Some(at);
    }
    Some(m)
}

/// True where the symbol says that several bodies issued it.
fn is_joint(grammar: &Grammar<'_>, value: &str) -> bool {
    numbers::symbol_parts(value).first().is_some_and(|p| grammar.value("citation.joint-letters", &crate::letters::slug(p)).is_some())
}

/// "các Nghị định số 217, 212 và 206": bare numbers that go on under one type.
fn more_numbers(grammar: &Grammar<'_>, place: &Place<'_>, mentions: &mut Vec<Mention>) {
    let hay = place.hay;
    while let Some(last) = mentions.last().filter(|m| m.rule == "citation.short") {
        let hit = grammar.after("citation.more-numbers", hay, last.reach, place.paragraph.end);
        let Some(span) = hit.and_then(|h| h.group("so")) else { return };
        let stands = grammar.after("citation.short-alone", hay, span.end, place.paragraph.end).is_some();
        if !stands || last.parts.date.is_some() {
            return;
        }
        let mut next = last.clone();
        let tail = tail::read(grammar, place, span.end, Form::default());
        next.number = Some(number::normalise(hay.of(span), None));
        next.span = Span::new(span.start, tail.reach);
        next.reach = tail.reach;
        next.shared = true;
        next.date.clone_from(&tail.date);
        next.issuer.clone_from(&tail.issuer);
        next.parts = Parts { number: Some(span), date: tail.date_span, issuer: tail.issuer_span, ..Parts::default() };
        mentions.push(next);
    }
}

/// A law by name, with its number, date or years; gives how many of `numbers` it used.
fn law(grammar: &Grammar<'_>, place: &Place<'_>, name: &Name, found: &[Found], mentions: &mut Vec<Mention>) -> usize {
    let hay = place.hay;
    let mut at = name.span.end;
    let mut issuer = None;
    if let Some(h) = grammar.after("citation.law-issuer", hay, at, place.paragraph.end) {
        issuer = h.group("co_quan");
        at = h.span.end;
    }
    let mut used = found.iter().take_while(|f| f.span.start < at).count();
    let own = found.get(used).filter(|f| grammar.is("citation.law-number", hay, Span::new(at, f.span.start)));
    if let Some(f) = own {
        at = f.span.end;
        used += 1;
    }
    let tail = tail::read(grammar, place, at, Form { years: own.is_none(), joint: false });
    let mut m = mention("citation.law".to_owned(), Span::new(name.span.start, tail.reach), &tail);
    m.kind = Some(sentence_case(hay.of(name.kind)));
    m.title = Some(name.title.clone());
    m.parts.kind = Some(name.kind);
    m.parts.title = Some(name.span);
    if let Some(f) = own {
        m.number = Some(number::normalise(hay.of(f.span), grammar.table("citation.symbol-marks")));
        m.parts.number = Some(f.span);
    }
    if let Some(span) = issuer.filter(|_| m.issuer.is_none()) {
        m.issuer = Some(place.bodies.expand(hay.of(span)));
        m.parts.issuer = Some(span);
    }
    let year_only = m.date.as_ref().is_some_and(|d| d.len() == 4);
    mentions.push(m);
    if year_only {
        more_years(grammar, place, mentions);
    }
    used
}

/// "Luật Doanh nghiệp năm 2000, 2005, 2014": a mention for each year.
fn more_years(grammar: &Grammar<'_>, place: &Place<'_>, mentions: &mut Vec<Mention>) {
    while let Some(last) = mentions.last() {
        let hit = grammar.after("citation.more-years", place.hay, last.reach, place.paragraph.end);
        let Some((words, end)) = hit.and_then(|h| Some((h.group("nam")?, h.span.end))) else { return };
        let Some(year) = edtf::read(place.hay.folded_of(words)) else { return };
        let mut next = last.clone();
        next.span = Span::new(words.start, end);
        next.reach = end;
        next.date = Some(year);
        next.shared = true;
        next.parts.date = Some(words);
        mentions.push(next);
    }
}

/// A mention with what its tail says.
fn mention(rule: String, span: Span, tail: &Tail) -> Mention {
    Mention {
        span,
        kind: None,
        number: None,
        title: None,
        date: tail.date.clone(),
        issuer: tail.issuer.clone(),
        issuer_inferred: false,
        pinpoints: Vec::new(),
        relation: Relation::Mentions,
        rule,
        parts: Parts { date: tail.date_span, issuer: tail.issuer_span, ..Parts::default() },
        nested: false,
        shared: false,
        reach: tail.reach,
    }
}

/// `LUẬT` and `luật` -> `Luật`.
fn sentence_case(words: &str) -> String {
    let mut chars = words.chars();
    let first: String = chars.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    first + &chars.as_str().to_lowercase()
}

/// Titles, and which mentions stand inside one.
fn titles(grammar: &Grammar<'_>, place: &Place<'_>, mentions: &mut [Mention]) {
    let places: Vec<(Span, bool)> = mentions.iter().map(|m| (m.span, m.number.is_some())).collect();
    for m in mentions.iter_mut() {
        let named = m.rule == "citation.law";
        if named {
            continue;
        }
        let Some(start) = tail::title_start(grammar, place, m.reach) else { continue };
        let end = tail::title_end(grammar, place, start, &places);
        if end > start {
            let span = Span::new(start, end).trimmed(&place.hay.text);
            m.title = Some(place.hay.of(span).to_owned()).filter(|t| !t.is_empty());
            m.parts.title = Some(span);
        }
    }
    let spans: Vec<Span> = mentions.iter().filter(|m| m.rule != "citation.law").filter_map(|m| m.parts.title).collect();
    for m in mentions.iter_mut() {
        m.nested = spans.iter().any(|t| t.start <= m.span.start && m.span.start < t.end);
    }
}

/// Pinpoints before each mention, or behind it.
fn pins(grammar: &Grammar<'_>, place: &Place<'_>, mentions: &mut [Mention]) {
    let mut from = place.paragraph.start;
    for i in 0..mentions.len() {
        let next = mentions.get(i + 1).map(|n| n.span.start);
        let start = mentions[i].span.start;
        if let Some((_, pins)) = pinpoint::before(grammar, place, from, start) {
            mentions[i].pinpoints = pins;
        } else {
            mentions[i].pinpoints = pinpoint::after(grammar, place, mentions[i].reach, next);
        }
        from = mentions[i].reach;
    }
}

/// "số 12 ngày ... và số 15 ngày ... của Bộ X": one issuer for all that share a type, and
/// for two in a row whose symbols end alike ("12/QĐ-UBND và Chỉ thị số 15/CT-UBND của ...").
fn spread_issuers(place: &Place<'_>, mentions: &mut [Mention]) {
    for i in (1..mentions.len()).rev() {
        let (head, rest) = mentions.split_at_mut(i);
        let (Some(before), Some(this)) = (head.last_mut(), rest.first()) else { continue };
        let joined = this.shared || in_a_row(place, before, this);
        if joined && this.number.is_some() && before.issuer.is_none() {
            before.issuer.clone_from(&this.issuer);
        }
    }
}

/// Bytes between two mentions of one breath: " và toàn bộ ".
const BREATH: usize = 24;

/// Two mentions with hardly a word between them, and one hand in their symbols.
fn in_a_row(place: &Place<'_>, before: &Mention, this: &Mention) -> bool {
    let hand =
        |m: &Mention| m.number.as_deref().map(|n| numbers::symbol_parts(n).into_iter().skip(1).map(str::to_owned).collect::<Vec<_>>());
    let gap = place.hay.text.get(before.reach..this.opens());
    let near = gap.is_some_and(|g| g.len() <= BREATH && !g.contains(['.', ';', ':', '(', ')', '\n']));
    near && hand(before).is_some_and(|h| !h.is_empty() && hand(this) == Some(h))
}

/// "tại Tờ trình số 12 ngày ..., số 15 ngày ...": who is named before the first stands for all.
fn follow(before: &Mention, m: &mut Mention) {
    let ahead = before.parts.issuer.is_some_and(|s| s.end <= before.span.start);
    if m.shared && m.number.is_some() && m.issuer.is_none() && ahead {
        m.issuer.clone_from(&before.issuer);
        m.parts.issuer = before.parts.issuer;
        m.issuer_inferred = before.issuer_inferred;
    }
}

/// Date and issuer from the words before, issuer from the symbol.
fn complete(grammar: &Grammar<'_>, place: &Place<'_>, m: &mut Mention) {
    let symbol = m.number.as_deref().and_then(|n| issuer_of_symbol(grammar, place.bodies, n));
    if m.issuer.is_none() && m.number.is_some() {
        ahead(grammar, place, m, symbol.as_deref());
    }
    if m.issuer.is_none()
        && let Some(name) = symbol
    {
        m.issuer = Some(name);
        m.issuer_inferred = true;
    }
}

/// "Ngày 5/6/2030, Sở X có", "đề nghị của Sở X tại": date and issuer before the type.
fn ahead(grammar: &Grammar<'_>, place: &Place<'_>, m: &mut Mention, symbol: Option<&str>) {
    let hay = place.hay;
    let start = m.span.start;
    let from = kind::floor(&hay.folded, place.paragraph.start.max(start.saturating_sub(220)));
    let Some(link) = grammar.before("citation.issuer-link", hay, from, start) else { return };
    let end = link.span.start;
    let acts = link.group("lam").is_some();
    let lead = if link.group("noi").is_some() { None } else { Some(if acts { "citation.issuer-opens" } else { "citation.issuer-word" }) };
    if let Some((span, name)) = body_that_ends(grammar, place, from, end, lead) {
        // The symbol decides: of several bodies named it tells the one, and it contradicts a wrong one.
        let fits = symbol.is_none_or(|s| crate::letters::fold(&name).ends_with(&crate::letters::fold(s)));
        if fits {
            m.issuer = Some(place.bodies.qualify(&name, place.own));
            m.parts.issuer = Some(span);
        }
    }
    if acts
        && m.date.is_none()
        && let Some(hit) = grammar.before("citation.date-before", hay, from, start)
        && let Some(words) = hit.group("ngay")
    {
        m.date = edtf::read(hay.folded_of(words));
        m.parts.date = m.date.is_some().then_some(words);
    }
}

/// The longest body whose name ends at `end`: at the head of a clause where it acts, after
/// "đề nghị của" and the like where its word is cited, anywhere where no `lead` is asked.
fn body_that_ends(grammar: &Grammar<'_>, place: &Place<'_>, from: usize, end: usize, lead: Option<&str>) -> Option<(Span, String)> {
    let hay = place.hay;
    let window = hay.text.get(from..end)?;
    let mut at = from;
    for word in window.split(' ') {
        let start = at;
        at += word.len() + 1;
        if !word.starts_with(char::is_uppercase) {
            continue;
        }
        let placed = start == place.paragraph.start || lead.is_none_or(|l| grammar.before(l, hay, from, start).is_some());
        if !placed {
            continue;
        }
        if let Some((span, name)) = place.bodies.leading(hay, start, end)
            && hay.text.get(span.end..end).is_some_and(|gap| gap.trim_matches([' ', ',']).is_empty())
        {
            return Some((span, name));
        }
    }
    None
}

/// The issuer that a symbol names beyond doubt.
pub(crate) fn issuer_of_symbol(grammar: &Grammar<'_>, bodies: &dyn super::Bodies, value: &str) -> Option<String> {
    let table = grammar.table("citation.symbol-issuer")?;
    let parts = numbers::symbol_parts(value);
    let typed =
        parts.first().is_some_and(|p| parts.len() > 1 && grammar.value("citation.type-letters", &crate::letters::slug(p)).is_some());
    let lone = parts.len() == 1;
    let part = if typed { parts.get(1)? } else { parts.first()? };
    let joint = typed && parts.len() > 2 && parts.get(2).is_some_and(|p| table.contains_key(&p.to_uppercase()));
    let upper = part.to_uppercase();
    let (letters, term) = match upper.trim_end_matches(|c: char| c.is_ascii_digit()) {
        l if l.len() == upper.len() => (upper.as_str(), false),
        l => (l, true),
    };
    let dated = number::parse(value, None).year.is_some();
    if joint || (lone && !(term && dated)) {
        return None;
    }
    bodies.of_symbol(letters).filter(|_| term == letters.ends_with("QH") || !term)
}
