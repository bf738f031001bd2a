//! Score [chấm điểm]: records in, answers written by hand in, how far they agree out: per
//! field precision, recall and F1, what differs in which document, and what one run found
//! that another had not.
//!
//! Values are compared as the record's specification says: case, placement of tones, dashes,
//! spaces and closing marks count nothing ([`Field`] says what more). Strict figures count
//! the same pairs, where the words are equal letter by letter. Nothing is read here but
//! answers and records; how a record is made is not known.
//!
//! ```
//! use vanban::rules::Rules;
//! use vanban::score::{Answer, Field, Records, score};
//!
//! let answer = r#"{"file": "thu.txt", "scored": ["recipients"],
//!   "recipients": [{"role": "addressee", "text": "Sở Y tế", "bodies": ["Sở Y tế"]}]}"#;
//! let record = r#"{"source": {"path": "thu/thu.txt"},
//!   "recipients": [{"role": "addressee", "text": "sở y tế;", "bodies": [{"name": "Sở Y tế"}]}]}"#;
//! let rules = Rules::builtin().map_err(|faults| faults[0].to_string())?;
//! let answers = [Answer::parse(answer).map_err(|e| e.to_string())?];
//! let records = Records::read(record.as_bytes(), &answers).map_err(|e| e.to_string())?;
//! let scores = score(&answers, &records, &rules);
//! let row = scores.rows().into_iter().find(|r| r.field == Field::Addressees).ok_or("no row")?;
//! assert_eq!((row.figures.f1, row.strict.f1), (1.0, 0.0));
//! # Ok::<(), String>(())
//! ```

mod against;
mod alike;
mod answer;
mod bag;
mod citations;
mod field;
mod identification;
mod levels;
mod mark;
mod obligations;
mod paper;
mod records;
mod scores;
mod shape;
mod sheet;
mod slip;

pub use against::{Change, FieldChange, Moved, changes, field_changes};
pub use answer::{Answer, AnswerFault, AnswersFault, answers};
pub use field::{Field, Group};
pub use levels::{LevelRow, Levels};
pub use mark::{Figures, Miss};
pub use paper::Said;
pub use records::{Records, RecordsFault};
pub use scores::{DocumentMiss, Row, Scores, Whole, score};
pub use shape::{
    AnswerShape, CitationShape, DeadlineShape, IssuerShape, NumberShape, ObligationShape, PinpointShape, RecipientShape, SignatoryShape,
};
