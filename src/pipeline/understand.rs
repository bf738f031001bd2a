//! One document, from source to record: the only place that knows all rooms.

use super::Options;
use crate::extract::bodies::{Context, NamedBody};
use crate::extract::deadline::Issued;
use crate::extract::{citation, identification, issuer, obligation, recipients, signatories, signing};
use crate::letters;
use crate::norm::{Normal, normalise};
use crate::read::{Notice, Source};
use crate::record::{Citation, Instrument, Issuer, Recipient, Record, Role, SCHEMA, SourceInfo, Warning};
use crate::resolve;
use crate::rules::Rules;
use crate::segment::{Zones, segment};
use crate::weigh::weigh;

/// Makes the record of one document. It never fails: what is not found is absent, what is
/// doubtful is among the warnings.
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
    };
    let mut warnings: Vec<Warning> = source.notices.iter().map(warning).collect();
    let normal = normalise(&source, rules);
    let stamps = source.stamps;
    let mut zones = segment(&normal, rules);
    if !zones.head.official && !letters::reads_as_vietnamese(&normal.hay.text) {
        warnings.push(not_vietnamese());
        // Capitals over a foreign letter are nobody's letterhead.
        zones.head.issuers.clear();
    }
    let mut head = identification::read(&normal, &zones, rules, &mut warnings);
    let (issuer, co_issuers) = issuer::read(&normal, &zones, rules, head.number.as_ref());
    signing::settle(&mut head.date, &stamps, issuer.as_ref(), rules, &mut warnings);
    let province = issuer::province(issuer.as_ref(), head.place.as_ref().map(|p| p.value.as_str()), rules);
    let context = Context {
        province: province.as_deref(),
        issuer: issuer.as_ref().map(|i| i.name.as_str()),
        date: head.date.as_ref().map(|d| d.value.as_str()),
    };
    let recipients = recipients::read(&normal, &zones, rules, &context);
    let (citations, instruments) = citations(&normal, &zones, rules, &head, &context, &mut warnings);
    let scene = scene(&normal, &zones, rules, &head, issuer.as_ref(), &co_issuers, &recipients);
    let tasks = obligation::read(&scene);
    let by = issuer.as_ref().map(|i| i.name.as_str());
    let obligations = resolve::obligations::into_record(tasks, &zones.passages, &citations, &normal, rules, &context, by);
    let mut record = Record {
        schema: SCHEMA,
        source: info,
        document_number: head.number,
        date: head.date,
        place: head.place,
        issuer,
        co_issuers,
        document_type: head.kind,
        subject: head.subject,
        urgency: head.urgency,
        secrecy: head.secrecy,
        signatories: signatories::read(&normal, &zones),
        recipients,
        citations,
        instruments,
        obligations,
        warnings,
        text: options.text.then(|| normal.document_text().to_owned()),
    };
    weigh(&mut record, normal.recognised, rules);
    record
}

/// Mentions of other instruments, in the order of the text, and the instruments behind them.
fn citations(
    normal: &Normal,
    zones: &Zones,
    rules: &Rules,
    head: &identification::Identification,
    context: &Context<'_>,
    warnings: &mut Vec<Warning>,
) -> (Vec<Citation>, Vec<Instrument>) {
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
    let mut citations = citation::into_record(mentions, &of, normal);
    citations.sort_by_key(|c| c.evidence.span);
    (citations, instruments)
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
    obligation::Scene {
        normal,
        rules,
        zones,
        asked: std::cell::RefCell::default(),
        letter: zones.head.kind.is_none() && zones.head.addressee.is_some(),
        telegram: kind.is_some_and(|k| k.addressed) && zones.head.addressee.is_some(),
        submits: kind.is_some_and(|k| k.submits),
        issuers: issuer.into_iter().chain(co_issuers).map(|i| i.name.clone()).collect(),
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
