//! From mentions to the record's citations.
//!
//! In: mentions, each with the index of its instrument. Out: what the record shows, with
//! every span in the document's own text.

use super::{Grammar, Mention, Pin};
use crate::letters::slug;
use crate::norm::Normal;
use crate::record::{Citation, CitationSpans, Confidence, Found, Pinpoint, Warning};
use crate::rules::Rules;

/// The citations of a record; `instruments` holds the index of each mention's instrument.
pub(crate) fn into_record(mentions: Vec<Mention>, instruments: &[usize], normal: &Normal) -> Vec<Citation> {
    mentions.into_iter().enumerate().map(|(i, m)| citation(m, instruments.get(i).copied().unwrap_or(0), normal)).collect()
}

fn citation(m: Mention, instrument: usize, normal: &Normal) -> Citation {
    let rule = Some(m.rule.as_str());
    let evidence = normal.evidence(m.span, rule);
    let date = m.date.map(|value| Found {
        value,
        inferred: false,
        confidence: Confidence::default(),
        evidence: m.parts.date.map(|s| normal.evidence(s, rule)),
    });
    let issuer = m.issuer.map(|value| Found {
        value,
        inferred: m.issuer_inferred,
        confidence: Confidence::default(),
        evidence: m.parts.issuer.filter(|_| !m.issuer_inferred).map(|s| normal.evidence(s, rule)),
    });
    Citation {
        kind: m.kind,
        number: m.number,
        title: m.title,
        date,
        issuer,
        pinpoints: m.pinpoints.into_iter().map(|p| pinpoint(p, normal)).collect(),
        relation: m.relation,
        instrument,
        spans: CitationSpans {
            kind: m.parts.kind.map(|s| normal.text_span(s)),
            number: m.parts.number.map(|s| normal.text_span(s)),
            title: m.parts.title.map(|s| normal.text_span(s)),
        },
        confidence: Confidence::default(),
        evidence,
    }
}

fn pinpoint(p: Pin, normal: &Normal) -> Pinpoint {
    Pinpoint {
        point: p.point,
        clause: p.clause,
        article: p.article,
        section: p.section,
        chapter: p.chapter,
        annex: p.annex,
        span: Some(normal.text_span(p.span)),
    }
}

/// What the reader should know: a printed type that the number's symbol contradicts
/// ("nghị định 7/2031/QĐ-TTg"). Both stay as printed.
pub(crate) fn warnings(mentions: &[Mention], normal: &Normal, rules: &Rules) -> Vec<Warning> {
    let grammar = Grammar::new(rules);
    mentions.iter().filter_map(|m| contradiction(&grammar, m, normal)).collect()
}

fn contradiction(grammar: &Grammar<'_>, m: &Mention, normal: &Normal) -> Option<Warning> {
    let (printed, number) = (m.kind.as_deref()?, m.number.as_deref()?);
    let first = super::numbers::symbol_parts(number).first().copied()?;
    let told = grammar.value("citation.type-letters", &slug(first))?;
    // Only among types whose symbol always names them.
    let sure = |kind: &str| grammar.value("citation.short-types", &slug(kind)).is_some();
    let wrong = sure(printed) && sure(told) && printed != told;
    wrong.then(|| Warning {
        code: "type_contradicts_number".to_owned(),
        message: format!("{printed} is printed before {number}, whose symbol is that of {told}"),
        span: Some(normal.text_span(m.span)),
        page: None,
        confidence: None,
    })
}
