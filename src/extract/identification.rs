//! Identification [thông tin nhận dạng]: number, date, place, type, subject, urgency,
//! secrecy. In: the head. Out: the record's first fields, and warnings where the paper
//! leaves a blank.

use super::certainty;
use super::respelling::respell;
use crate::letters::one_stroke;
use crate::norm::Normal;
use crate::record::{Confidence, DocumentNumber, DocumentType, Found, Warning};
use crate::rules::Rules;
use crate::segment::{DateLine, Head, NumberLine, Trait, Zones};
use crate::span::Span;

/// The fields read from the head.
#[derive(Debug, Default)]
pub(crate) struct Identification {
    /// Number line.
    pub(crate) number: Option<DocumentNumber>,
    /// Date of issue.
    pub(crate) date: Option<Found>,
    /// Place of issue.
    pub(crate) place: Option<Found>,
    /// Type.
    pub(crate) kind: Option<DocumentType>,
    /// Subject.
    pub(crate) subject: Option<Found>,
    /// Stamp of urgency.
    pub(crate) urgency: Option<Found>,
    /// Stamp of secrecy.
    pub(crate) secrecy: Option<Found>,
}

/// Reads them.
pub(crate) fn read(normal: &Normal, zones: &Zones, rules: &Rules, warnings: &mut Vec<Warning>) -> Identification {
    let head = &zones.head;
    let number = head.number.as_ref().map(|n| number(normal, n, warnings));
    let date = head.date.as_ref().and_then(|d| date(normal, d, warnings));
    if let (Some(line), Some(_)) = (&head.date, date.as_ref().filter(|d| d.value.len() < 10)) {
        certainty::incomplete_date(normal, line, warnings);
    }
    Identification {
        kind: kind(normal, head, number.as_ref(), rules),
        number,
        date,
        place: head.date.as_ref().and_then(|d| Some(place(normal, d.place?, &d.rule, rules))),
        subject: head.subject.as_ref().map(|s| subject(normal, s)),
        urgency: head.urgency.as_ref().map(|s| words(normal, s)),
        secrecy: head.secrecy.as_ref().map(|s| words(normal, s)),
    }
}

fn found(normal: &Normal, span: Span, rule: Option<&str>) -> Found {
    let value = normal.hay.of(span).replace('\n', " ");
    // Misread words that the form prints on every paper were put right.
    let mended = || normal.printed(span).split_whitespace().ne(value.split_whitespace());
    Found { inferred: normal.recognised && mended(), value, confidence: Confidence::default(), evidence: Some(normal.evidence(span, rule)) }
}

/// As printed; the marks of a province that a recogniser misread are put right.
fn place(normal: &Normal, span: Span, rule: &str, rules: &Rules) -> Found {
    let place = found(normal, span, Some(rule));
    let right = if normal.recognised { rules.gazetteer.misread_place(&place.value) } else { None };
    match right {
        Some(value) => Found { value, inferred: true, ..place },
        None => place,
    }
}

/// As printed; what a recogniser misread is put right where the document says it again.
fn subject(normal: &Normal, t: &Trait) -> Found {
    let subject = words(normal, t);
    let right = if normal.recognised { respell(&subject.value, &normal.hay.text) } else { None };
    match right {
        Some(value) => Found { value, inferred: true, ..subject },
        None => subject,
    }
}

fn words(normal: &Normal, t: &Trait) -> Found {
    let mut found = found(normal, t.span, t.rule.as_deref());
    for more in &t.more {
        found.value.push(' ');
        found.value.push_str(&normal.hay.of(*more).replace('\n', " "));
    }
    found
}

/// No spaces, one dash, `Ð` and `Ɖ` as `Đ`.
pub(crate) fn number_form(words: &str) -> String {
    words
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '–' | '—' | '\u{2010}' | '\u{2011}' | '\u{2212}' => '-',
            c => one_stroke(c),
        })
        .collect()
}

fn number(normal: &Normal, line: &NumberLine, warnings: &mut Vec<Warning>) -> DocumentNumber {
    let form = |s: Span| number_form(normal.hay.of(s));
    let sequence = certainty::running_number(normal, line, warnings).map(|s| number_form(&s));
    let year = line.year.map(|y| form(y).trim_start_matches(['/', '-']).to_owned());
    let symbol = line.symbol.map(form);
    let value = sequence.as_ref().map(|s| {
        let mut v = s.clone();
        if let Some(y) = line.year {
            v.push_str(&form(y));
        }
        match (line.joint, &symbol) {
            (Some(j), Some(sy)) => v.push_str(&format!("{}{sy}", form(j))),
            (None, Some(sy)) => v.push_str(&format!(" {sy}")),
            _ => {}
        }
        v
    });
    DocumentNumber {
        value,
        sequence,
        year,
        symbol,
        confidence: Confidence::default(),
        evidence: normal.evidence(line.span, Some(&line.rule)),
    }
}

/// EDTF: what is blank is left out from the right.
fn date(normal: &Normal, line: &DateLine, warnings: &mut Vec<Warning>) -> Option<Found> {
    let figure = |s: Option<Span>| s.and_then(|s| normal.hay.of(s).trim().parse::<u32>().ok());
    let year = figure(line.year)?;
    let month = figure(certainty::day_or_month(normal, line.month, warnings)).filter(|m| (1..=12).contains(m));
    let day =
        figure(certainty::day_or_month(normal, line.day, warnings)).filter(|&d| month.is_some_and(|m| d >= 1 && d <= days_in(year, m)));
    let value = match (month, day) {
        (Some(m), Some(d)) => format!("{year:04}-{m:02}-{d:02}"),
        (Some(m), None) => format!("{year:04}-{m:02}"),
        _ => format!("{year:04}"),
    };
    Some(Found { value, inferred: false, confidence: Confidence::default(), evidence: Some(normal.evidence(line.span, Some(&line.rule))) })
}

const fn days_in(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

/// The printed heading; else what the symbol says; else a letter, which prints no type.
fn kind(normal: &Normal, head: &Head, number: Option<&DocumentNumber>, rules: &Rules) -> Option<DocumentType> {
    if let Some((span, code)) = &head.kind {
        let t = rules.types.of_code(code)?;
        return Some(DocumentType {
            code: t.code.clone(),
            name: t.name.clone(),
            inferred: false,
            confidence: Confidence::default(),
            evidence: Some(normal.evidence(*span, None)),
        });
    }
    let symbol = number.and_then(|n| Some((n.symbol.as_deref()?, &n.evidence)));
    let letter = head.addressee.is_some() || head.subject.as_ref().is_some_and(|s| s.rule.is_some());
    if let (Some((symbol, evidence)), false) = (symbol, letter) {
        let first = symbol.split(['-', '/']).next().unwrap_or_default();
        if let Some(t) = rules.types.of_symbol(first).filter(|_| symbol.len() > first.len()) {
            return Some(DocumentType {
                code: t.code.clone(),
                name: t.name.clone(),
                inferred: true,
                confidence: Confidence::default(),
                evidence: Some(evidence.clone()),
            });
        }
    }
    let t = rules.types.of_code("CV").filter(|_| letter)?;
    let evidence = head.addressee.as_ref().or(head.subject.as_ref()).map(|a| normal.evidence(a.span, a.rule.as_deref()));
    Some(DocumentType { code: t.code.clone(), name: t.name.clone(), inferred: true, confidence: Confidence::default(), evidence })
}
