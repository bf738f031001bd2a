//! Record [bản ghi]: what one document becomes. Data only; `emit` writes it.
//!
//! Every value read from the document carries its evidence (see [`Evidence`]). What is
//! absent is `null` or `[]`; what was inferred says so. Field meanings follow the
//! project's record specification; the order of fields is the order of output.

mod confidence;

pub use confidence::{Cause, Confidence, Level};

use crate::span::TextSpan;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The format a file turned out to have, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text.
    Txt,
    /// Markdown, read as plain text.
    Md,
    /// A web page.
    Html,
    /// Word 2007 and later.
    Docx,
    /// Word 97 to 2003.
    Doc,
    /// Rich Text Format.
    Rtf,
    /// OpenDocument text.
    Odt,
    /// PDF: text layer, scans, or both.
    Pdf,
    /// A picture of pages: PNG, JPEG, TIFF.
    Image,
}

/// Number of the record's shape. Adding a key leaves it, changing one raises it.
pub const SCHEMA: u32 = 1;

/// Where a value stands and which rule found it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// Code points into the document's text after NFC, half-open.
    pub span: TextSpan,
    /// 1-based page, where the source has pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Boxes on the page, one per printed line, where the source has positions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub boxes: Vec<PageBox>,
    /// Id of the rule that found it, as in `rules/`; absent where plain structure did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// How sure the recogniser was of the least certain letter, 0 to 100; absent where the
    /// words were not recognised here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ocr_confidence: Option<u8>,
}

/// A box in PDF points, origin at the top left corner of the page, y downwards.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PageBox {
    /// 1-based page.
    pub page: u32,
    /// Left edge.
    pub x0: f32,
    /// Upper edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Lower edge.
    pub y1: f32,
}

/// A value with its evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Found {
    /// The value.
    pub value: String,
    /// True where the value was concluded from elsewhere than its span.
    #[serde(default, skip_serializing_if = "is_false")]
    pub inferred: bool,
    /// How far it can be trusted.
    #[serde(flatten, default)]
    pub confidence: Confidence,
    /// Where it stands; absent where the value was inferred from the document as a whole.
    #[serde(flatten, default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
}

/// One document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// Number of this shape.
    pub schema: u32,
    /// The file.
    pub source: SourceInfo,
    /// [số, ký hiệu] `null` where none is printed at all.
    pub document_number: Option<DocumentNumber>,
    /// [ngày ban hành] EDTF; `null` where a part of it is printed and cannot be read.
    pub date: Option<Found>,
    /// What can be read of such a date, in EDTF with `X` for what cannot: `2024-03-XX`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partial_date: Option<Found>,
    /// [địa danh] As printed.
    pub place: Option<Found>,
    /// [cơ quan ban hành]
    pub issuer: Option<Issuer>,
    /// Further issuers of a joint document.
    pub co_issuers: Vec<Issuer>,
    /// [tên loại]
    pub document_type: Option<DocumentType>,
    /// [trích yếu]
    pub subject: Option<Found>,
    /// [độ khẩn] `KHẨN`, `THƯỢNG KHẨN`, `HỎA TỐC`.
    pub urgency: Option<Found>,
    /// [độ mật] `MẬT`, `TỐI MẬT`, `TUYỆT MẬT`.
    pub secrecy: Option<Found>,
    /// [người ký]
    pub signatories: Vec<Signatory>,
    /// [nơi nhận, kính gửi] In printed order.
    pub recipients: Vec<Recipient>,
    /// [văn bản viện dẫn] One per mention, in the order of the text.
    pub citations: Vec<Citation>,
    /// The distinct instruments behind the mentions.
    pub instruments: Vec<Instrument>,
    /// [nhiệm vụ được giao]
    pub obligations: Vec<Obligation>,
    /// [ý kiến chỉ đạo được dẫn lại] What others laid in other papers and the document only
    /// tells of; `assigned_by` is who laid it, `null` where the text does not say. None of them
    /// is an obligation of this document.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relayed: Vec<Obligation>,
    /// What was ambiguous, missing, repaired or inferred.
    pub warnings: Vec<Warning>,
    /// [văn bản gửi kèm] Further documents in the same file, each with a letterhead of its own:
    /// what a letter forwards, the certificate of a copy. Their spans point into this record's
    /// text; they have none of their own, and none attached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attached: Vec<Record>,
    /// The document's own text after NFC, on request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl Record {
    /// This record and those attached to it, one beside the other, each with the text that its
    /// spans point into where this one has it.
    #[must_use]
    pub fn split(mut self) -> Vec<Self> {
        let mut attached = std::mem::take(&mut self.attached);
        attached.iter_mut().for_each(|a| a.text.clone_from(&self.text));
        attached.insert(0, self);
        attached
    }
}

/// The file a record was made from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SourceInfo {
    /// Path as given on the command line, `-` for standard input.
    pub path: String,
    /// Format by content.
    pub format: Format,
    /// Encoding that was decoded, where the format does not settle it.
    pub encoding: Option<String>,
    /// Number of pages, where the format has them.
    pub pages: Option<u32>,
    /// True where some of the text was recognised from pictures.
    #[serde(default, skip_serializing_if = "is_false")]
    pub ocr: bool,
    /// Where the text of each page came from; empty where every page has a text layer that
    /// was taken as it stands, and where the format has no pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub page_sources: Vec<PageSource>,
    /// Which of the file's documents it is; absent where the file holds one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<FilePart>,
}

/// One of several documents in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FilePart {
    /// 1 for the document that the file begins with, 2 for the next.
    pub ordinal: u32,
    /// How many there are.
    pub of: u32,
    /// The stretch of the text that is this document, its annexes included.
    pub span: TextSpan,
    /// First and last page, where the file has pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<[u32; 2]>,
}

/// Where the text of one page came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PageSource {
    /// 1-based page.
    pub page: u32,
    /// From what it was read.
    pub from: PageText,
    /// Why from there.
    pub why: PageReason,
}

/// What the text of a page was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PageText {
    /// The text layer.
    Text,
    /// The picture of the page [nhận dạng ký tự].
    Ocr,
    /// Nothing: the page gave no text.
    None,
}

/// Why the text of a page was read from where it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PageReason {
    /// The text layer reads well.
    GoodTextLayer,
    /// The page has no text layer.
    NoTextLayer,
    /// The text layer holds no more than a stamp or a page number over a picture.
    StampOnly,
    /// The text layer is not Vietnamese: a scanner's layer in another language, or letters
    /// without meaning.
    BadTextLayer,
    /// The file is a picture.
    Picture,
    /// Nothing is printed on the page.
    Blank,
    /// What was recognised makes no words: a page upside down that could not be turned, a
    /// drawing, handwriting.
    Unreadable,
    /// The page has no usable text layer and nothing recognised it.
    NotRecognised,
}

/// [số, ký hiệu] The document's own number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentNumber {
    /// The whole number without the label; `null` where the running number is blank.
    pub value: Option<String>,
    /// The running number, a string: `03`, `30c`.
    pub sequence: Option<String>,
    /// The year, where the number bears one.
    pub year: Option<String>,
    /// The rest: `UBND-NL5`.
    pub symbol: Option<String>,
    /// How far it can be trusted.
    #[serde(flatten, default)]
    pub confidence: Confidence,
    /// Where it is printed.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// [cơ quan ban hành] The body whose document it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Issuer {
    /// Full name in normal case, abbreviations expanded.
    pub name: String,
    /// Stable id of the body.
    pub id: String,
    /// [cơ quan chủ quản] The body above it.
    pub parent: Option<String>,
    /// True where the name or a part of it stands elsewhere than at the span.
    #[serde(default, skip_serializing_if = "is_false")]
    pub inferred: bool,
    /// How far it can be trusted.
    #[serde(flatten, default)]
    pub confidence: Confidence,
    /// Where it is printed.
    #[serde(flatten, default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
}

/// [tên loại văn bản]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentType {
    /// Official abbreviation: `CV`, `QĐ`, `TTr`.
    pub code: String,
    /// Full name: `Quyết định`.
    pub name: String,
    /// True where no type is printed and the form shows it (a letter), or only the number does.
    #[serde(default, skip_serializing_if = "is_false")]
    pub inferred: bool,
    /// How far it can be trusted.
    #[serde(flatten, default)]
    pub confidence: Confidence,
    /// Where it is printed.
    #[serde(flatten, default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
}

/// [người ký]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Signatory {
    /// `TM.`, `KT.`, `TL.`, `TUQ.`, `Q.` or `null`.
    pub authority: Option<String>,
    /// For whom: the words after the authority.
    pub on_behalf_of: Option<String>,
    /// [chức vụ] The signer's own post, as printed.
    pub position: Option<String>,
    /// [họ tên] `null` where unsigned.
    pub name: Option<String>,
    /// How far it can be trusted.
    #[serde(flatten, default)]
    pub confidence: Confidence,
    /// The block.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// Part a recipient plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// After "Kính gửi".
    Addressee,
    /// Under "Nơi nhận".
    Copy,
    /// "Lưu: ...".
    Archive,
}

/// [nơi nhận] One printed entry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Recipient {
    /// Its part.
    pub role: Role,
    /// The printed entry without bullet, closing mark and purpose.
    pub text: String,
    /// The bracketed note that says why, without brackets.
    pub purpose: Option<String>,
    /// What "Như trên" points at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refers_to: Option<String>,
    /// The bodies it names.
    pub bodies: Vec<Body>,
    /// How far it can be trusted.
    #[serde(flatten, default)]
    pub confidence: Confidence,
    /// Where it is printed.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// [cơ quan, tổ chức, chức danh] A body or post, as named and expanded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// As named, abbreviations expanded, shared heads distributed.
    pub name: String,
    /// Who that is: a stable id, province included where it is known.
    pub id: String,
    /// Of a group: its members, where the document lists them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Body>,
    /// How far it can be trusted.
    #[serde(flatten, default)]
    pub confidence: Confidence,
    /// Where it is named.
    #[serde(flatten, default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
}

/// How the document stands to the cited instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// "Căn cứ ...".
    Basis,
    /// "Thực hiện ...".
    Implements,
    /// "Sửa đổi, bổ sung ...".
    Amends,
    /// "Thay thế ...".
    Replaces,
    /// "Bãi bỏ ...".
    Repeals,
    /// "Phúc đáp ...", "Trả lời ...".
    RepliesTo,
    /// Anything else.
    Mentions,
}

impl Relation {
    /// As the record writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Basis => "basis",
            Self::Implements => "implements",
            Self::Amends => "amends",
            Self::Replaces => "replaces",
            Self::Repeals => "repeals",
            Self::RepliesTo => "replies_to",
            Self::Mentions => "mentions",
        }
    }
}

/// [viện dẫn] One mention of another instrument.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Citation {
    /// Full name of the type as printed: `Quyết định`, `Luật`, `Văn bản`.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Number in normal form; `null` if none is printed.
    pub number: Option<String>,
    /// What follows "về" / "ban hành", or a law's name.
    pub title: Option<String>,
    /// EDTF.
    pub date: Option<Found>,
    /// Who issued it.
    pub issuer: Option<Found>,
    /// [điểm, khoản, điều]
    pub pinpoints: Vec<Pinpoint>,
    /// How this document stands to it.
    pub relation: Relation,
    /// Index into `instruments`.
    pub instrument: usize,
    /// How far it can be trusted.
    #[serde(flatten, default)]
    pub confidence: Confidence,
    /// The whole mention.
    #[serde(flatten)]
    pub evidence: Evidence,
    /// Where its parts stand.
    pub spans: CitationSpans,
}

/// Evidence of a citation's own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct CitationSpans {
    /// The type's name.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<TextSpan>,
    /// The number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<TextSpan>,
    /// The title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<TextSpan>,
}

/// [điều, khoản, điểm] A place in a cited instrument.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Pinpoint {
    /// (điểm)
    pub point: Option<String>,
    /// (khoản)
    pub clause: Option<String>,
    /// (điều)
    pub article: Option<String>,
    /// (mục)
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// (chương)
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chapter: Option<String>,
    /// [phụ lục]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub annex: Option<String>,
    /// Where it stands.
    pub span: Option<TextSpan>,
}

/// [văn bản] A distinct instrument behind one or more mentions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Instrument {
    /// Stable id, the same in every document that cites it.
    pub id: String,
    /// Type.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Number.
    pub number: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// EDTF.
    pub date: Option<String>,
    /// Issuer.
    pub issuer: Option<String>,
}

/// Force of an obligation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    /// giao, yêu cầu, phải, có trách nhiệm.
    Order,
    /// đề nghị.
    Request,
    /// không được, nghiêm cấm.
    Prohibition,
}

/// [nhiệm vụ được giao] One passage that lays a task on someone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Obligation {
    /// Printed numbers down to the passage, joined by dots.
    pub number: Option<String>,
    /// 1-based ordinal among the unnumbered leaves under that number.
    pub item: Option<u32>,
    /// Where the heads above it stand, the outermost first, labels included.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heads: Vec<Place>,
    /// Who must act.
    pub assignees: Vec<Body>,
    /// With whom.
    pub coordinators: Vec<Body>,
    /// To whom they report or submit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reports_to: Vec<Body>,
    /// Through whom what they report goes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub via: Vec<Body>,
    /// Who lays it.
    pub assigned_by: Option<String>,
    /// Force.
    pub modality: Modality,
    /// The passage without its number or bullet, lines joined.
    pub text: String,
    /// What they must do, act by act, where known verbs say it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Action>,
    /// Sums of money and rates it names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amounts: Vec<Amount>,
    /// By when.
    pub deadlines: Vec<Deadline>,
    /// Indices of the citations inside the passage.
    pub citations: Vec<usize>,
    /// How far it can be trusted.
    #[serde(flatten, default)]
    pub confidence: Confidence,
    /// The passage.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// [việc phải làm] One act of a passage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Action {
    /// The verb in the form that stands for all its variants: `đôn đốc`.
    pub lemma: String,
    /// True where it is what must not be done.
    #[serde(default, skip_serializing_if = "is_false")]
    pub negated: bool,
    /// From the verb to the next act or the end of the clause.
    pub text: String,
    /// Where it stands.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// [số tiền, tỷ lệ] A sum of money or a rate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Amount {
    /// As printed.
    pub text: String,
    /// A decimal with multipliers worked in: `12500000000` for "12,5 tỷ đồng", `92.5`.
    pub value: String,
    /// Where a range ends: `10` in "từ 5% đến 10%".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// `%`, `‰`, or the code of a currency after ISO 4217: `VND`, `USD`.
    pub unit: String,
    /// Where it stands.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// What a deadline bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineKind {
    /// At the latest.
    By,
    /// Within a length of time from an event.
    Within,
    /// Again and again.
    Every,
    /// In the course of a period.
    During,
}

/// [thời hạn]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Deadline {
    /// As printed.
    pub text: String,
    /// EDTF; quarters as sub-years (`2022-34`), open intervals as `2024-06/..`.
    pub date: Option<String>,
    /// Hour of the day, where one is said: `17:00`, local time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// ISO 8601.
    pub duration: Option<String>,
    /// iCalendar RRULE.
    pub recurrence: Option<String>,
    /// What it bounds.
    pub kind: DeadlineKind,
    /// True where the year is not said and is the document's.
    #[serde(default, skip_serializing_if = "is_false")]
    pub inferred: bool,
    /// True where the days of `duration` are days of work [ngày làm việc], which ISO 8601 does not have.
    #[serde(default, skip_serializing_if = "is_false")]
    pub working_days: bool,
    /// The event it counts from, or back from: "kể từ ngày nhận đủ hồ sơ".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Words>,
    /// What is due then, where a passage sets several times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concerns: Option<Words>,
    /// How far it can be trusted.
    #[serde(flatten, default)]
    pub confidence: Confidence,
    /// Where it stands.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// Where words of the document stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// Where.
    pub span: TextSpan,
}

/// Words of the document and where they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Words {
    /// As printed, on one line.
    pub text: String,
    /// Where.
    pub span: TextSpan,
}

/// Something the user should know about this record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Warning {
    /// Stable code, snake_case.
    pub code: String,
    /// One sentence.
    pub message: String,
    /// Where, if anywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<TextSpan>,
    /// 1-based page, where one is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// How sure the recogniser was of the words, 0 to 100, where that is the matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<u8>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_false(b: &bool) -> bool {
    !*b
}
