//! One document, from source to record: the only place that knows all rooms.

use super::Options;
use crate::extract::bodies::{Context, NamedBody};
use crate::extract::deadline::Issued;
use crate::extract::{certainty, citation, identification, issuer, obligation, recipients, signatories, signing};
use crate::letters;
use crate::norm::{Normal, normalise};
use crate::read::{Notice, Source};
use crate::record::{Citation, FilePart, Instrument, Issuer, PageText, Recipient, Record, Role, SCHEMA, SourceInfo, Warning};
use crate::resolve;
use crate::rules::Rules;
use crate::segment::{Zones, documents, segment};
use crate::span::Span;
use crate::weigh::weigh;
use std::ops::Range;

/// Makes the record of one file. It never fails: what is not found is absent, what is
/// doubtful is among the warnings. Where the file holds several documents, each with a
/// letterhead of its own, the first is the record and the others are attached to it.
///
/// `path` is what the record shall call the document.
#[must_use]
pub fn understand(source: Source, path: &str, rules: &Rules, options: &Options) -> Record {
    let info = SourceInfo {
        path: path.to_owned(),
        format: source.format,
        encoding: source.encoding.map(str::to_owned),
        pages: source.pages,
        ocr: source.ocr,
        page_sources: source.page_sources.clone(),
        part: None,
    };
    let warnings: Vec<Warning> = source.notices.iter().map(warning).collect();
    let normal = normalise(&source, rules);
    let parts = documents(&normal, rules);
    let several = if parts.len() > 1 { several(&normal, parts, &info, &warnings, &source.stamps, rules) } else { None };
    let mut record = several.unwrap_or_else(|| document(&normal, info, warnings, &source.stamps, rules));
    record.text = options.text.then(|| normal.document_text().to_owned());
    record
}

/// Several documents: the record of the first with the others attached.
fn several(
    normal: &Normal,
    parts: Vec<Range<usize>>,
    info: &SourceInfo,
    warnings: &[Warning],
    stamps: &[String],
    rules: &Rules,
) -> Option<Record> {
    let of = u32::try_from(parts.len()).ok()?;
    let excerpts = parts.into_iter().map(|lines| normal.excerpt(lines, rules));
    let parts: Vec<(FilePart, Normal)> = (1..=of).zip(excerpts).map(|(n, e)| (file_part(&e, n, of), e)).collect();
    let holds = |part: &FilePart, page: u32| part.pages.is_some_and(|[first, last]| (first..=last).contains(&page));
    // What is said of a page goes with the document that it belongs to, all else with the first.
    let owner = |w: &Warning| parts.iter().rfind(|(p, _)| w.page.is_some_and(|page| holds(p, page))).map_or(1, |(p, _)| p.ordinal);
    let mut records = parts.iter().map(|(part, excerpt)| {
        let warnings = warnings.iter().filter(|w| owner(w) == part.ordinal).cloned().collect();
        let mut info = SourceInfo { part: Some(*part), ..info.clone() };
        if part.ordinal == 1 {
            return document(excerpt, info, warnings, stamps, rules);
        }
        info.page_sources.retain(|p| holds(part, p.page));
        info.ocr &= info.page_sources.is_empty() || info.page_sources.iter().any(|p| p.from == PageText::Ocr);
        // Whose electronic signature a stamp is, cannot be told where several could have it.
        document(excerpt, info, warnings, &[], rules)
    });
    let mut record = records.next()?;
    record.attached = records.collect();
    Some(record)
}

/// Where a document stands in its file.
fn file_part(excerpt: &Normal, ordinal: u32, of: u32) -> FilePart {
    let lines = excerpt.lines.get(..excerpt.lines_of_text()).unwrap_or_default();
    let (first, last) = (lines.first().map_or(Span::default(), |l| l.span), lines.last().map_or(Span::default(), |l| l.span));
    let pages = excerpt.page_of(first).zip(excerpt.page_of(last)).map(|(a, b)| [a, b.max(a)]);
    FilePart { ordinal, of, span: excerpt.text_span(Span::new(first.start, last.end)), pages }
}

/// One document, without its text.
fn document(normal: &Normal, source: SourceInfo, mut warnings: Vec<Warning>, stamps: &[String], rules: &Rules) -> Record {
    let mut zones = segment(normal, rules);
    if !zones.head.official && !letters::reads_as_vietnamese(&normal.hay.text) {
        warnings.push(not_vietnamese());
        // Capitals over a foreign letter are nobody's letterhead.
        zones.head.issuers.clear();
    }
    certainty::labels(normal, &zones.passages, &mut warnings);
    let mut head = identification::read(normal, &zones, rules, &mut warnings);
    let (issuer, co_issuers) = issuer::read(normal, &zones, rules, head.number.as_ref());
    signing::settle(&mut head.date, stamps, issuer.as_ref(), rules, &mut warnings);
    let province = issuer::province(issuer.as_ref(), head.place.as_ref().map(|p| p.value.as_str()), rules);
    let context = Context {
        province: province.as_deref(),
        issuer: issuer.as_ref().map(|i| i.name.as_str()),
        parent: issuer.as_ref().and_then(|i| i.parent.as_deref()),
        date: head.date.as_ref().map(|d| d.value.as_str()),
    };
    let recipients = recipients::read(normal, &zones, rules, &context);
    let (citations, instruments, cited) = citations(normal, &zones, rules, &head, &context, &mut warnings);
    let scene = obligation::Scene { cited, ..scene(normal, &zones, rules, &head, issuer.as_ref(), &co_issuers, &recipients) };
    let tasks = obligation::read(&scene);
    let by = issuer.as_ref().map(|i| i.name.as_str());
    let (obligations, relayed) = resolve::obligations::into_record(tasks, &zones.passages, &citations, normal, rules, &context, by);
    let signatories = signatories::read(normal, &zones, rules, &mut warnings);
    let (date, partial_date) = certainty::whole_or_partial(head.date, &warnings);
    let mut record = Record {
        schema: SCHEMA,
        source,
        document_number: head.number,
        date,
        partial_date,
        place: head.place,
        issuer,
        co_issuers,
        document_type: head.kind,
        subject: head.subject,
        urgency: head.urgency,
        secrecy: head.secrecy,
        signatories,
        recipients,
        citations,
        instruments,
        obligations,
        relayed,
        warnings,
        attached: Vec::new(),
        text: None,
    };
    weigh(&mut record, normal.recognised, rules);
    record
}

/// Mentions of other instruments, in the order of the text, the instruments behind them, and
/// where their names stand.
fn citations(
    normal: &Normal,
    zones: &Zones,
    rules: &Rules,
    head: &identification::Identification,
    context: &Context<'_>,
    warnings: &mut Vec<Warning>,
) -> (Vec<Citation>, Vec<Instrument>, Vec<obligation::CitedPaper>) {
    let own = citation::Own {
        number: head.number.as_ref().and_then(|n| n.value.clone().or_else(|| n.symbol.clone())),
        province: context.province.map(str::to_owned),
        type_code: head.kind.as_ref().map(|k| k.code.clone()),
    };
    let bodies = citation::KnownBodies {
        gazetteer: &rules.gazetteer,
        plain: citation::PlainBodies::new(citation::Grammar::new(rules)),
        context: *context,
    };
    let mut mentions = citation::find_with(&normal.hay, &zones.searched(), rules, &own, &bodies);
    let (instruments, of) = resolve::instruments::resolve(&mut mentions);
    warnings.extend(citation::warnings(&mentions, normal, rules));
    let paper =
        |m: &citation::Mention| obligation::CitedPaper { span: Span::new(m.span.start, m.span.end.max(m.reach)), issuer: m.issuer.clone() };
    let cited = mentions.iter().map(paper).collect();
    let mut citations = citation::into_record(mentions, &of, normal);
    citations.sort_by_key(|c| c.evidence.span);
    (citations, instruments, cited)
}

/// What is known before the obligations are read.
fn scene<'a>(
    normal: &'a Normal,
    zones: &'a Zones,
    rules: &'a Rules,
    head: &identification::Identification,
    issuer: Option<&Issuer>,
    co_issuers: &[Issuer],
    recipients: &[Recipient],
) -> obligation::Scene<'a> {
    let kind = head.kind.as_ref().and_then(|k| rules.types.of_code(&k.code));
    let date = head.date.as_ref().map_or("", |d| d.value.as_str());
    let issuers: Vec<&Issuer> = issuer.into_iter().chain(co_issuers).collect();
    obligation::Scene {
        normal,
        rules,
        zones,
        cited: Vec::new(),
        principals: issuers.iter().flat_map(|i| obligation::principals(i, rules)).collect(),
        asked: std::cell::RefCell::default(),
        letter: zones.head.kind.is_none() && zones.head.addressee.is_some(),
        telegram: kind.is_some_and(|k| k.addressed) && zones.head.addressee.is_some(),
        submits: kind.is_some_and(|k| k.submits),
        issuers: issuers.iter().map(|i| letters::key(&i.name)).collect(),
        addressees: recipients.iter().filter(|r| r.role == Role::Addressee).flat_map(|r| &r.bodies).map(NamedBody::of_record).collect(),
        issued: Issued { year: date.get(..4).and_then(|y| y.parse().ok()), month: date.get(5..7).and_then(|m| m.parse().ok()) },
    }
}

/// What a reader of the record must know first: most of it will be absent, and rightly.
fn not_vietnamese() -> Warning {
    let message = "the words are not Vietnamese, or have lost their marks; values are not to be expected".to_owned();
    Warning { code: "not_vietnamese".to_owned(), message, span: None, page: None, confidence: None }
}

/// What the reader noticed, as the record says it.
fn warning(notice: &Notice) -> Warning {
    Warning {
        code: notice.code.to_owned(),
        message: notice.message.clone(),
        span: None,
        page: notice.page.map(Into::into),
        confidence: None,
    }
}
