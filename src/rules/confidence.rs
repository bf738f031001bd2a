//! Confidence [độ tin cậy]: which causes make a value certain, which make it doubtful. In:
//! `[[confidence]]`. Out: a level for a list of causes.

use super::file::ConfidenceEntry;
use crate::record::{Cause, Level};
use serde::Deserialize;

/// What is judged by an entry of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Judged {
    /// [số, ký hiệu]
    DocumentNumber,
    /// [ngày ban hành]
    Date,
    /// [địa danh]
    Place,
    /// [cơ quan ban hành]
    Issuer,
    /// [tên loại]
    DocumentType,
    /// [trích yếu]
    Subject,
    /// [độ khẩn, độ mật]
    Stamp,
    /// [người ký]
    Signatory,
    /// [nơi nhận] A printed entry.
    Recipient,
    /// A body in an entry.
    RecipientBody,
    /// [viện dẫn]
    Citation,
    /// Its date.
    CitationDate,
    /// Its issuer.
    CitationIssuer,
    /// [nhiệm vụ] A passage.
    Obligation,
    /// A body that owes it or takes part.
    ObligationBody,
    /// [thời hạn]
    Deadline,
}

impl Judged {
    /// All of them; each has an entry.
    pub(crate) const ALL: [Self; 16] = [
        Self::DocumentNumber,
        Self::Date,
        Self::Place,
        Self::Issuer,
        Self::DocumentType,
        Self::Subject,
        Self::Stamp,
        Self::Signatory,
        Self::Recipient,
        Self::RecipientBody,
        Self::Citation,
        Self::CitationDate,
        Self::CitationIssuer,
        Self::Obligation,
        Self::ObligationBody,
        Self::Deadline,
    ];
}

/// The entries in force, by what they judge.
#[derive(Debug, Default)]
pub(crate) struct Confidences {
    entries: Vec<ConfidenceEntry>,
}

impl Confidences {
    /// Of two entries for one kind of value the later holds.
    pub(crate) fn new(entries: Vec<ConfidenceEntry>) -> Self {
        Self { entries }
    }

    /// The level of a value of this kind with these causes.
    pub(crate) fn level(&self, judged: Judged, causes: &[Cause]) -> Level {
        self.entries.iter().find(|e| *e.value.get_ref() == judged).map_or(Level::Doubtful, |e| level(e, causes))
    }
}

/// Doubts first, then proofs; what is neither doubted nor proven is likely.
pub(crate) fn level(entry: &ConfidenceEntry, causes: &[Cause]) -> Level {
    let seen = |c: &Cause| causes.contains(c);
    if entry.doubtful.iter().any(seen) {
        Level::Doubtful
    } else if !entry.likely.iter().any(seen) && entry.certain.iter().any(|all| all.iter().all(seen)) {
        Level::Certain
    } else {
        Level::Likely
    }
}
