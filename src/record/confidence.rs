//! Confidence [độ tin cậy]: how far a value can be trusted, and why. Data only; `weigh`
//! judges, by the table in `rules/confidence.toml`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How far a value can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Every proof that its kind asks for was seen, and nothing speaks against it.
    Certain,
    /// Found as the rules say, but a proof is missing.
    #[default]
    Likely,
    /// Something speaks against it: look at the paper.
    Doubtful,
}

/// What speaks for a value, or against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// Its label or form was seen: "Số:", "Kính gửi", a law's number.
    Labelled,
    /// Day, month and year are there; post and name are there.
    Complete,
    /// A part of it is blank or unreadable.
    Incomplete,
    /// The type and the type's letters in the number are one.
    TypeAgrees,
    /// They are not.
    TypeContradicts,
    /// The year in the number is that of the date.
    YearAgrees,
    /// It is not.
    YearContradicts,
    /// The issuer is the one whose letters the number bears.
    IssuerAgrees,
    /// It is another.
    IssuerContradicts,
    /// The one who signs, signs for the issuer.
    SignatureAgrees,
    /// The gazetteer knows the body that the name names or begins with.
    Known,
    /// It knows the noun that opens the name, and not the body.
    Formed,
    /// It knows neither.
    Unknown,
    /// An abbreviation that nothing spells out is left in it.
    Abbreviated,
    /// The same instrument is named with the same date elsewhere in the document.
    Repeated,
    /// It is named with another date elsewhere in the document.
    Disputed,
    /// It has a number of its own.
    Numbered,
    /// It has a date.
    Dated,
    /// A cited instrument younger than the document, a time limit that was over before it.
    OutOfTime,
    /// Its body is named in the passage itself.
    Named,
    /// Its body is named in a head above the passage.
    Headed,
    /// Its body is the addressee, whom the passage does not name.
    Addressed,
    /// Concluded from elsewhere than its own words.
    Inferred,
    /// Read by a recogniser, here or before.
    Recognised,
    /// Read by a recogniser that was not sure of it.
    Unsure,
    /// The words of the document are not Vietnamese, or have lost their marks.
    Foreign,
}

/// How far a value can be trusted, and why.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Confidence {
    /// The level.
    #[serde(rename = "confidence", default)]
    pub level: Level,
    /// What was seen for and against it, in a fixed order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub causes: Vec<Cause>,
}
