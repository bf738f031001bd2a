//! Shapes [mẫu đáp án]: an answer as it is written in JSON. Data only: `vanban schema
//! --answer` prints it, and an answer that has another shape is refused with its line.

use crate::record::{Modality, Relation, Role};
use schemars::JsonSchema;
use serde::Deserialize;

/// An answer as it is written: one JSON object, one file per document. Fields mean what they
/// mean in the record, values stand without their evidence. What the document does not say
/// is `null` or `[]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Answer")]
pub struct AnswerShape {
    /// Name of the document's file, without folders.
    pub file: String,
    /// A word for the kind of file, for `--kind`.
    #[serde(default)]
    pub kind: String,
    /// Groups that count: identification, recipients, citations, obligations; all where it is missing.
    #[serde(default)]
    pub scored: Option<Vec<String>>,
    /// Single fields of the identification, or signatories, that do not count.
    #[serde(default)]
    pub unscored: Vec<String>,
    /// For people: doubts and decisions.
    #[serde(default)]
    pub notes: Vec<String>,
    /// [số, ký hiệu]
    #[serde(default)]
    pub document_number: Option<NumberShape>,
    /// [ngày ban hành] EDTF.
    #[serde(default)]
    pub date: Option<String>,
    /// [địa danh]
    #[serde(default)]
    pub place: Option<String>,
    /// [cơ quan ban hành]
    #[serde(default)]
    pub issuer: Option<IssuerShape>,
    /// Not scored.
    #[serde(default)]
    pub co_issuers: Vec<String>,
    /// [tên loại] The abbreviation.
    #[serde(default)]
    pub document_type: Option<String>,
    /// [trích yếu]
    #[serde(default)]
    pub subject: Option<String>,
    /// Not scored.
    #[serde(default)]
    pub urgency: Option<String>,
    /// Not scored.
    #[serde(default)]
    pub secrecy: Option<String>,
    /// [người ký] Needed where the identification counts.
    #[serde(default)]
    pub signatories: Option<Vec<SignatoryShape>>,
    /// [nơi nhận] Needed where they count.
    #[serde(default)]
    pub recipients: Option<Vec<RecipientShape>>,
    /// [viện dẫn] One per mention; needed where they count.
    #[serde(default)]
    pub citations: Option<Vec<CitationShape>>,
    /// [nhiệm vụ] Needed where they count.
    #[serde(default)]
    pub obligations: Option<Vec<ObligationShape>>,
}

/// [số, ký hiệu]
#[derive(Debug, Deserialize, JsonSchema)]
pub struct NumberShape {
    /// The whole number; `null` where the running number is blank.
    pub value: Option<String>,
    /// The rest after running number and year.
    pub symbol: Option<String>,
}

/// [cơ quan ban hành]
#[derive(Debug, Deserialize, JsonSchema)]
pub struct IssuerShape {
    /// Full name.
    pub name: Option<String>,
    /// [cơ quan chủ quản]
    pub parent: Option<String>,
}

/// [người ký]
#[derive(Debug, Deserialize, JsonSchema)]
pub struct SignatoryShape {
    /// [chức vụ]
    pub position: Option<String>,
    /// [họ tên]
    pub name: Option<String>,
}

/// [nơi nhận]
#[derive(Debug, Deserialize, JsonSchema)]
pub struct RecipientShape {
    /// addressee, copy or archive.
    pub role: Role,
    /// The printed entry.
    pub text: String,
    /// Bodies it names; `Phòng A | Phòng B` allows either.
    pub bodies: Vec<String>,
}

/// [viện dẫn]
#[derive(Debug, Deserialize, JsonSchema)]
pub struct CitationShape {
    /// Full name of the type.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Its number.
    pub number: Option<String>,
    /// Its title; counts where there is no number.
    pub title: Option<String>,
    /// EDTF.
    pub date: Option<String>,
    /// Scored where the answer has one.
    pub issuer: Option<String>,
    /// [điểm, khoản, điều]
    #[serde(default)]
    pub pinpoints: Vec<PinpointShape>,
    /// How the document stands to it.
    pub relation: Option<Relation>,
}

/// [điểm, khoản, điều]
#[derive(Debug, Deserialize, JsonSchema)]
pub struct PinpointShape {
    /// (điểm)
    pub point: Option<String>,
    /// (khoản)
    pub clause: Option<String>,
    /// (điều)
    pub article: Option<String>,
}

/// [nhiệm vụ]
#[derive(Debug, Deserialize, JsonSchema)]
pub struct ObligationShape {
    /// The passage.
    pub text: String,
    /// Printed numbers down to it.
    pub number: Option<String>,
    /// Who must act; `Phòng A | Phòng B` allows either.
    pub assignees: Vec<String>,
    /// With whom.
    #[serde(default)]
    pub coordinators: Vec<String>,
    /// Force.
    pub modality: Option<Modality>,
    /// By when.
    #[serde(default)]
    pub deadlines: Vec<DeadlineShape>,
}

/// [thời hạn] One without any normal form is not scored.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct DeadlineShape {
    /// EDTF.
    pub date: Option<String>,
    /// ISO 8601.
    pub duration: Option<String>,
    /// iCalendar RRULE.
    pub recurrence: Option<String>,
}
