//! Instruments [văn bản]: the distinct documents behind the mentions, each with a stable id.
//!
//! In: the mentions of a document. Out: instruments with merged attributes, and for each
//! mention its instrument. A mention that lacks an issuer gets the one its instrument is
//! known by, marked as inferred.
//!
//! The id is made by `naming`.

use super::naming::{self, Work};
use crate::extract::citation::Mention;
use crate::letters::slug;
use crate::record::Instrument;
use crate::values::number;

/// What is gathered of one instrument.
#[derive(Debug, Clone, Default)]
struct Gathered {
    kind: Option<String>,
    number: Option<String>,
    title: Option<String>,
    date: Option<String>,
    issuer: Option<String>,
}

/// Merges the mentions of a document; gives the instruments and each mention's index.
pub(crate) fn resolve(mentions: &mut [Mention]) -> (Vec<Instrument>, Vec<usize>) {
    let mut all: Vec<Gathered> = Vec::new();
    let mut of = vec![0; mentions.len()];
    // Full numbers first, so that a name or a short repeat finds them wherever it stands.
    for form in [Form::Numbered, Form::Dated, Form::Named, Form::Short] {
        for (i, m) in mentions.iter().enumerate().filter(|(_, m)| Form::of(m) == form) {
            of[i] = place(&mut all, m, form);
        }
    }
    let order = by_first_mention(&of, all.len());
    for (i, m) in mentions.iter_mut().enumerate() {
        if m.issuer.is_none()
            && let Some(g) = all.get(of[i]).filter(|g| g.issuer.is_some() && m.number.is_some())
        {
            m.issuer.clone_from(&g.issuer);
            m.issuer_inferred = true;
        }
        of[i] = order.get(of[i]).copied().unwrap_or(0);
    }
    let mut sorted: Vec<(usize, Gathered)> = all.into_iter().enumerate().map(|(i, g)| (order.get(i).copied().unwrap_or(0), g)).collect();
    sorted.sort_by_key(|&(i, _)| i);
    (sorted.into_iter().map(|(_, g)| instrument(g)).collect(), of)
}

/// How a mention tells its instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// By a full number.
    Numbered,
    /// By a name and a year: "Luật Đất đai năm 2024".
    Dated,
    /// By a name: "Luật Đất đai".
    Named,
    /// By a bare number, or number and year: "Nghị định số 30", "Thông tư 24/2020".
    Short,
}

impl Form {
    fn of(m: &Mention) -> Self {
        match m.number.as_deref() {
            None if m.date.is_some() => Self::Dated,
            None => Self::Named,
            Some(n) if n.contains(char::is_alphabetic) => Self::Numbered,
            Some(_) => Self::Short,
        }
    }
}

/// The instrument of a mention, a new one where none fits.
fn place(all: &mut Vec<Gathered>, m: &Mention, form: Form) -> usize {
    let found = match form {
        Form::Numbered => all.iter().position(|g| fits(g, m)),
        Form::Dated | Form::Named => named_before(all, m),
        Form::Short => all.iter().position(|g| short_fits(g, m)),
    };
    let index = found.unwrap_or_else(|| {
        all.push(Gathered::default());
        all.len() - 1
    });
    if let Some(g) = all.get_mut(index) {
        merge(g, m, form == Form::Short && found.is_some());
    }
    index
}

/// The law that a name means: the only one of that name and, where one is said, year.
fn named_before(all: &[Gathered], m: &Mention) -> Option<usize> {
    let title = m.title.as_deref()?;
    let year_of = |g: &Gathered| g.date.clone().or_else(|| number::parse(g.number.as_deref()?, None).year);
    let named = |g: &Gathered| g.title.as_deref().is_some_and(|t| same_words(t, title));
    let mut found = all.iter().enumerate().filter(|(_, g)| named(g) && dates_fit(year_of(g).as_deref(), m.date.as_deref()));
    let (index, _) = found.next()?;
    found.next().is_none().then_some(index)
}

/// A full number tells its type, so that a slip in the printed word parts nothing.
fn fits(g: &Gathered, m: &Mention) -> bool {
    let same = g.number.as_deref().zip(m.number.as_deref()).is_some_and(|(a, b)| number::key(a) == number::key(b));
    same && dates_and_issuers_fit(g, m)
}

/// A short number repeats a full one of its type, whose figures open alike.
fn short_fits(g: &Gathered, m: &Mention) -> bool {
    let (Some(full), Some(brief)) = (&g.number, &m.number) else { return false };
    let (full, brief) = (number::parse(full, None), number::parse(brief, None));
    let sequence = |n: &number::Number| n.sequence.as_deref().map(number::key);
    sequence(&full) == sequence(&brief)
        && agree(full.year.as_deref(), brief.year.as_deref(), |a, b| a == b)
        && agree(g.kind.as_deref(), m.kind.as_deref(), same_words)
        && dates_and_issuers_fit(g, m)
}

/// Two values agree where either is missing or `same` says so.
fn agree(a: Option<&str>, b: Option<&str>, same: impl Fn(&str, &str) -> bool) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => same(a, b),
        _ => true,
    }
}

fn same_words(a: &str, b: &str) -> bool {
    slug(a) == slug(b)
}

fn dates_and_issuers_fit(g: &Gathered, m: &Mention) -> bool {
    dates_fit(g.date.as_deref(), m.date.as_deref()) && agree(g.issuer.as_deref(), m.issuer.as_deref(), same_issuer)
}

/// Equal as far as both are known: a year fits each of its days.
fn dates_fit(a: Option<&str>, b: Option<&str>) -> bool {
    agree(a, b, |a, b| a.starts_with(b) || b.starts_with(a))
}

/// A body and its head are one issuer: "Bộ Tài chính", "Bộ trưởng Bộ Tài chính".
fn same_issuer(a: &str, b: &str) -> bool {
    let (a, b) = (slug(a), slug(b));
    a.ends_with(&b) || b.ends_with(&a) || a.starts_with(&b) || b.starts_with(&a)
}

/// Adds what a mention says and the instrument lacks.
fn merge(g: &mut Gathered, m: &Mention, repeat: bool) {
    let keep = |have: &mut Option<String>, new: &Option<String>| {
        if have.is_none() {
            have.clone_from(new);
        }
    };
    keep(&mut g.kind, &m.kind);
    if !repeat {
        keep(&mut g.number, &m.number);
    }
    keep(&mut g.title, &m.title);
    keep(&mut g.date, &m.date);
    if g.date.as_ref().map(String::len) < m.date.as_ref().map(String::len) {
        g.date.clone_from(&m.date);
    }
    keep(&mut g.issuer, &m.issuer);
}

/// New index of each instrument, so that they stand in the order of their first mention.
fn by_first_mention(of: &[usize], count: usize) -> Vec<usize> {
    let mut order = vec![usize::MAX; count];
    let mut next = 0;
    for &i in of {
        if let Some(place) = order.get_mut(i).filter(|p| **p == usize::MAX) {
            *place = next;
            next += 1;
        }
    }
    order
}

fn instrument(g: Gathered) -> Instrument {
    Instrument { id: id(&g), kind: g.kind, number: g.number, title: g.title, date: g.date, issuer: g.issuer }
}

/// The id; see `naming`.
fn id(g: &Gathered) -> String {
    let Gathered { kind, number, title, date, issuer } = g;
    naming::id(&Work {
        kind: kind.as_deref(),
        number: number.as_deref(),
        title: title.as_deref(),
        date: date.as_deref(),
        issuer: issuer.as_deref(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::citation::{Grammar, Own, PlainBodies, Zone, ZoneKind, find_with};
    use crate::rules::Rules;

    fn resolved(text: &str) -> (Vec<Instrument>, Vec<usize>, Vec<Mention>) {
        let rules = Rules::builtin().unwrap();
        let hay = rules.prepare(text.to_owned());
        let zone = Zone { span: hay.whole(), kind: ZoneKind::Body };
        let bodies = PlainBodies::new(Grammar::new(&rules));
        let mut mentions = find_with(&hay, &[zone], &rules, &Own::default(), &bodies);
        let (instruments, of) = resolve(&mut mentions);
        (instruments, of, mentions)
    }

    #[test]
    fn repeats_and_short_repeats_are_one_instrument() {
        let (instruments, of, mentions) =
            resolved("Nghị định số 77/2031/NĐ-CP ngày 5/3/2031 của Chính phủ; theo Nghị định số 77 và Nghị định số 78/2031/NĐ-CP");
        assert_eq!(of, [0, 0, 1]);
        assert_eq!(instruments[0].id, "/akn/vn/act/nghi-dinh/chinh-phu/2031-03-05/77-2031-nd-cp");
        assert_eq!(instruments[1].id, "/akn/vn/act/nghi-dinh/chinh-phu/2031/78-2031-nd-cp");
        assert_eq!((mentions[1].issuer.as_deref(), mentions[1].issuer_inferred), (Some("Chính phủ"), true));
        assert_eq!(mentions[1].date, None);
    }

    #[test]
    fn one_number_of_two_provinces_is_two_instruments() {
        let (instruments, of, _) = resolved(
            "Quyết định số 12/QĐ-UBND ngày 5/3/2031 của Ủy ban nhân dân tỉnh Hà Tĩnh và Quyết định số 12/QĐ-UBND ngày 5/3/2031 của Ủy ban nhân dân tỉnh Nghệ An",
        );
        assert_eq!((instruments.len(), of), (2, vec![0, 1]));
    }

    #[test]
    fn a_name_is_the_numbered_law_of_its_year() {
        let (instruments, of, _) = resolved("Luật Xuất bản năm 2004; Luật Xuất bản số 19/2012/QH13; Luật Xuất bản năm 2012");
        assert_eq!(of, [0, 1, 1]);
        assert_eq!((instruments[1].number.as_deref(), instruments[1].title.as_deref()), (Some("19/2012/QH13"), Some("Luật Xuất bản")));
        let (_, of, _) = resolved("Luật Xuất bản; Luật Xuất bản số 19/2012/QH13");
        assert_eq!(of, [0, 0]);
        // Two laws of one name: which is meant is not said.
        let (_, of, _) = resolved("Luật Xuất bản số 19/2012/QH13 thay thế Luật Xuất bản số 30/2004/QH11; theo Luật Xuất bản");
        assert_eq!(of, [0, 1, 2]);
    }

    #[test]
    fn laws_merge_by_name_unless_their_years_differ() {
        let (instruments, of, _) = resolved("Luật Báo chí; luật báo chí; Luật Xuất bản năm 2004; Luật Xuất bản năm 2012");
        assert_eq!(of, [0, 0, 1, 2]);
        assert_eq!(instruments[1].id, "/akn/vn/act/luat/-/2004/luat-xuat-ban");
    }
}
