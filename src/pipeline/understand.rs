//! One document, from source to record: the only place that knows all rooms.

use super::Options;
use crate::extract::{identification, issuer, recipients, signatories};
use crate::norm::normalise;
use crate::read::{Notice, Source};
use crate::record::{Record, SCHEMA, SourceInfo, Warning};
use crate::rules::{Context, Rules};
use crate::segment::segment;

/// Makes the record of one document. It never fails: what is not found is absent, what is
/// doubtful is among the warnings.
///
/// `path` is what the record shall call the document.
#[must_use]
pub fn understand(source: Source, path: &str, rules: &Rules, options: &Options) -> Record {
    let info =
        SourceInfo { path: path.to_owned(), format: source.format, encoding: source.encoding.map(str::to_owned), pages: source.pages };
    let mut warnings: Vec<Warning> = source.notices.iter().map(warning).collect();
    let normal = normalise(&source, rules);
    drop(source);
    let zones = segment(&normal, rules);
    let head = identification::read(&normal, &zones, rules, &mut warnings);
    let (issuer, co_issuers) = issuer::read(&normal, &zones, rules, head.number.as_ref());
    let context = Context { province: None };
    let recipients = recipients::read(&normal, &zones, rules, &context);
    Record {
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
        citations: Vec::new(),
        instruments: Vec::new(),
        obligations: Vec::new(),
        warnings,
        text: options.text.then(|| normal.document_text().to_owned()),
    }
}

/// What the reader noticed, as the record says it.
fn warning(notice: &Notice) -> Warning {
    Warning { code: notice.code.to_owned(), message: notice.message.clone(), span: None, page: notice.page.map(Into::into) }
}
