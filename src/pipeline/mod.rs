//! Pipeline [quy trình]: a [`Source`] in, its [`Record`] out, by norm, segment, extract and
//! resolve in turn; and the same over many files at once ([`run`]).
//!
//! `understand` is a pure function of its arguments: no clock, no environment, no files.

mod batch;

pub use batch::{Failure, Input, Outcome, run};

use crate::letters::compose;
use crate::read::{Notice, Source};
use crate::record::{Record, SCHEMA, SourceInfo, Warning};
use crate::rules::Rules;

/// What a record shall hold besides the values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// The document's own text, which the spans point into.
    pub text: bool,
}

/// Makes the record of one document. It never fails: what is not found is absent, what is
/// doubtful is among the warnings.
///
/// `path` is what the record shall call the document.
#[must_use]
pub fn understand(source: Source, path: &str, _rules: &Rules, options: &Options) -> Record {
    let info =
        SourceInfo { path: path.to_owned(), format: source.format, encoding: source.encoding.map(str::to_owned), pages: source.pages };
    let mut record = blank(info);
    record.warnings = source.notices.iter().map(warning).collect();
    record.text = options.text.then(|| compose(&source.text).into_owned());
    record
}

/// A record in which nothing was found.
const fn blank(source: SourceInfo) -> Record {
    Record {
        schema: SCHEMA,
        source,
        document_number: None,
        date: None,
        place: None,
        issuer: None,
        co_issuers: Vec::new(),
        document_type: None,
        subject: None,
        urgency: None,
        secrecy: None,
        signatories: Vec::new(),
        recipients: Vec::new(),
        citations: Vec::new(),
        instruments: Vec::new(),
        obligations: Vec::new(),
        warnings: Vec::new(),
        text: None,
    }
}

/// What the reader noticed, as the record says it.
fn warning(notice: &Notice) -> Warning {
    Warning { code: notice.code.to_owned(), message: notice.message.clone(), span: None, page: notice.page.map(Into::into) }
}
