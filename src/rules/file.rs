//! The shape of a file in `rules/`, as TOML. One shape for all files, so that a clerk
//! learns it once; which tables a file uses is its own business.

use super::confidence::Judged;
use crate::record::Cause;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// One file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleFile {
    /// Number of this shape: 1.
    pub(crate) schema: Spanned<u32>,
    /// Named parts of patterns.
    #[serde(default)]
    pub(crate) piece: BTreeMap<Spanned<String>, Spanned<String>>,
    /// Patterns and phrases.
    #[serde(default)]
    pub(crate) rule: Vec<RuleEntry>,
    /// [tên loại] Types of document.
    #[serde(default, rename = "type")]
    pub(crate) kind: Vec<TypeEntry>,
    /// [cơ quan] Bodies with names of their own.
    #[serde(default)]
    pub(crate) body: Vec<BodyEntry>,
    /// Nouns that open the name of a body or post.
    #[serde(default)]
    pub(crate) head: Vec<HeadEntry>,
    /// [viết tắt] Abbreviations inside names.
    #[serde(default)]
    pub(crate) abbreviation: Vec<AbbreviationEntry>,
    /// [tỉnh, thành phố]
    #[serde(default)]
    pub(crate) province: Vec<ProvinceEntry>,
    /// [động từ] Verbs of tasks.
    #[serde(default)]
    pub(crate) verb: Vec<VerbEntry>,
    /// [cụm từ chỉ thời hạn] Deadline phrases by their value.
    #[serde(default)]
    pub(crate) deadline: Vec<DeadlineEntry>,
    /// [độ tin cậy] What makes values certain or doubtful.
    #[serde(default)]
    pub(crate) confidence: Vec<ConfidenceEntry>,
}

/// A pattern or a list of phrases, with its proof.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleEntry {
    /// Dotted, lower-case, stable; it stands in the output.
    pub(crate) id: Spanned<String>,
    /// What it is for.
    #[serde(default)]
    pub(crate) note: Option<Spanned<String>>,
    /// What the code does with a match.
    pub(crate) role: Spanned<String>,
    /// One of these must occur, or the pattern is not tried. Phrases need none.
    #[serde(default)]
    pub(crate) keywords: Vec<Spanned<String>>,
    /// Tried by the code at fixed places only (the start of a paragraph, a whole line), so
    /// that no keyword need open the gate.
    #[serde(default)]
    pub(crate) ungated: bool,
    /// A regular expression with `{pieces}`, in lower case unless `case = "exact"`.
    #[serde(default)]
    pub(crate) pattern: Option<Spanned<String>>,
    /// Plain words instead of a pattern.
    #[serde(default)]
    pub(crate) phrases: Vec<Spanned<String>>,
    /// `word` (default), `start`, `end` or `none`: which ends must fall between words.
    #[serde(default)]
    pub(crate) edges: Edges,
    /// `fold` (default) or `exact`.
    #[serde(default)]
    pub(crate) case: Case,
    /// Higher wins among equally long matches.
    #[serde(default)]
    pub(crate) priority: i32,
    /// Fixed values a match carries.
    #[serde(default)]
    pub(crate) gives: BTreeMap<String, String>,
    /// Texts it must match.
    #[serde(default)]
    pub(crate) example: Vec<Example>,
    /// Texts it must not match.
    #[serde(default, rename = "not")]
    pub(crate) not: Vec<Counterexample>,
}

/// Which ends of a match must fall between words. Judged in code; `\b` is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Edges {
    /// Both.
    #[default]
    Word,
    /// The first only.
    Start,
    /// The last only.
    End,
    /// Neither.
    None,
}

/// Which text a pattern runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Case {
    /// Lower case, one tone placement, look-alikes folded.
    #[default]
    Fold,
    /// As printed.
    Exact,
}

/// A text that must match, and what its groups must hold (as printed).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Example {
    /// The text.
    pub(crate) text: Spanned<String>,
    /// Group name to its words.
    #[serde(default)]
    pub(crate) want: BTreeMap<String, Spanned<String>>,
}

/// A text that must not match.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Counterexample {
    /// The text.
    pub(crate) text: Spanned<String>,
}

/// [tên loại văn bản] One type of document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TypeEntry {
    /// Official abbreviation, unique: `QĐ`.
    pub(crate) code: Spanned<String>,
    /// Full name: `Quyết định`.
    pub(crate) name: Spanned<String>,
    /// Further ways to write the name or the abbreviation in running text.
    #[serde(default)]
    pub(crate) variants: Vec<Spanned<String>>,
    /// Abbreviations that show the type inside a symbol, besides `code`.
    #[serde(default)]
    pub(crate) symbols: Vec<Spanned<String>>,
    /// Printed as a heading over the subject.
    #[serde(default)]
    pub(crate) heading: bool,
    /// Asks or reports upward and lays no task (tờ trình, báo cáo).
    #[serde(default)]
    pub(crate) submits: bool,
    /// Its addressees owe what a lead orders without a name (công điện).
    #[serde(default)]
    pub(crate) addressed: bool,
    /// Signed by several bodies together (thông tư liên tịch).
    #[serde(default)]
    pub(crate) joint: bool,
    /// Remark on the form or its source.
    #[serde(default)]
    pub(crate) note: Option<Spanned<String>>,
    /// A heading or a mention that must be read as this type.
    pub(crate) example: Spanned<String>,
    /// Words that must not.
    pub(crate) not: Spanned<String>,
}

/// [cơ quan, tổ chức] A body with a name of its own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BodyEntry {
    /// Kebab-case, stable, unique: `bo-tai-chinh`.
    pub(crate) id: Spanned<String>,
    /// Full name in normal case.
    pub(crate) name: Spanned<String>,
    /// Abbreviations in running text: `BTC`, `VPCP`.
    #[serde(default)]
    pub(crate) abbreviations: Vec<Spanned<String>>,
    /// Its part in document symbols where that differs: `UBND`, `TTg`.
    #[serde(default)]
    pub(crate) symbols: Vec<Spanned<String>>,
    /// Other names and spellings.
    #[serde(default)]
    pub(crate) variants: Vec<Spanned<String>>,
    /// `central`, `ministry`, `agency`, `provincial`, `party`, `union`, ...
    #[serde(default)]
    pub(crate) level: String,
    /// First day it existed (EDTF), where that decides anything.
    #[serde(default)]
    pub(crate) from: Option<Spanned<String>>,
    /// Last day.
    #[serde(default)]
    pub(crate) until: Option<Spanned<String>>,
    /// What it is called in a city under the central government (thành phố trực thuộc trung
    /// ương), where an abbreviation stands for both: `TU`.
    #[serde(default)]
    pub(crate) in_city: Option<Spanned<String>>,
    /// Id of the body that took its work.
    #[serde(default)]
    pub(crate) successor: Option<Spanned<String>>,
    /// Words that must be read as this body.
    pub(crate) example: Spanned<String>,
    /// Words that must not.
    pub(crate) not: Spanned<String>,
}

/// A noun that opens the name of a body or post: `Sở`, `Phòng`, `Chủ tịch`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HeadEntry {
    /// The words in normal case.
    pub(crate) head: Spanned<String>,
    /// `body`, `post`, `group` or `unit`.
    pub(crate) kind: Spanned<String>,
    /// May be shared: "các sở: A, B và C".
    #[serde(default)]
    pub(crate) shared: bool,
    /// Names of any kind may follow it after a colon: "các bệnh viện: A, B và C".
    #[serde(default)]
    pub(crate) listed: bool,
    /// A passage that must be read as opening with this head.
    pub(crate) example: Spanned<String>,
    /// One that must not.
    pub(crate) not: Spanned<String>,
}

/// [viết tắt] An abbreviation and what it stands for inside a name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AbbreviationEntry {
    /// As printed: `UBND`.
    pub(crate) short: Spanned<String>,
    /// In full: `Ủy ban nhân dân`.
    pub(crate) long: Spanned<String>,
    /// Only after one of these words (`Sở`, `Bộ`); anywhere where empty.
    #[serde(default)]
    pub(crate) after: Vec<String>,
    /// A name that must be expanded, and its expansion after ` = `.
    pub(crate) example: Spanned<String>,
    /// A name that must stay as it is.
    pub(crate) not: Spanned<String>,
}

/// [tỉnh, thành phố trực thuộc trung ương]
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProvinceEntry {
    /// Name without kind: `Hà Tĩnh`.
    pub(crate) name: Spanned<String>,
    /// `tỉnh` or `thành phố`.
    pub(crate) kind: String,
    /// Other spellings.
    #[serde(default)]
    pub(crate) variants: Vec<Spanned<String>>,
    /// Statistical code before 1 July 2025.
    #[serde(default)]
    pub(crate) old_code: Option<Spanned<String>>,
    /// Last day of its own existence (EDTF), where it was merged.
    #[serde(default)]
    pub(crate) until: Option<Spanned<String>>,
    /// The province it is part of since.
    #[serde(default)]
    pub(crate) successor: Option<Spanned<String>>,
}

/// [động từ chỉ việc phải làm] A verb of tasks: `đôn đốc`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VerbEntry {
    /// The form that stands for all others, in small letters.
    pub(crate) verb: Spanned<String>,
    /// Other forms.
    #[serde(default)]
    pub(crate) variants: Vec<Spanned<String>>,
    /// A verb directly behind it says what is done: "tổ chức tập huấn".
    #[serde(default)]
    pub(crate) light: bool,
    /// Those it is done with follow, and behind them the act itself: "phối hợp với".
    #[serde(default)]
    pub(crate) with: bool,
    /// May go on with the assignee's acts behind what others are told to do.
    #[serde(default)]
    pub(crate) joins: bool,
    /// Counts at the start of a clause only, not behind a comma.
    #[serde(default)]
    pub(crate) first: bool,
    /// Is a noun behind a noun and a comma.
    #[serde(default)]
    pub(crate) noun: bool,
    /// Words in which it is the first verb.
    pub(crate) example: Spanned<String>,
    /// Words in which it is no verb.
    pub(crate) not: Spanned<String>,
}

/// [cụm từ chỉ thời hạn] Phrases that must be read as one value. They prove the rules of the
/// set `deadline.` and are none themselves.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeadlineEntry {
    /// EDTF, ISO 8601 or RRULE; several parted by spaces; `words` or `none`.
    pub(crate) value: Spanned<String>,
    /// Words of a task.
    pub(crate) phrases: Vec<Spanned<String>>,
}

/// [độ tin cậy] What makes values of one kind certain or doubtful.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConfidenceEntry {
    /// What is judged.
    pub(crate) value: Spanned<Judged>,
    /// Lists of causes; certain where every cause of one list was seen. An empty list asks
    /// for nothing.
    #[serde(default)]
    pub(crate) certain: Vec<Vec<Cause>>,
    /// Any of these, and it is likely at best.
    #[serde(default)]
    pub(crate) likely: Vec<Cause>,
    /// Any of these, and it is doubtful.
    #[serde(default)]
    pub(crate) doubtful: Vec<Cause>,
    /// Causes that make it certain; left out where nothing does.
    #[serde(default)]
    pub(crate) example: Option<Spanned<Vec<Cause>>>,
    /// Causes that do not.
    pub(crate) not: Spanned<Vec<Cause>>,
}
