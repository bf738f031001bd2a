//! Papers [văn bản]: an answer or a record, reduced to what is compared. In: JSON of either
//! shape (a value as a string, or as an object with `value` or `name`). Out: words, each
//! with its place where one is given. What is missing or of another shape is absent.

use crate::record::Confidence;
use crate::span::TextSpan;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Words with their place in the document's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// As written.
    pub words: String,
    /// Code points into the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<TextSpan>,
    /// 1-based.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// How far the record trusts it; absent where it does not say.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
}

/// A printed entry.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) role: String,
    pub(super) text: Said,
    pub(super) bodies: Vec<Said>,
}

/// A mention.
#[derive(Debug, Clone, Default)]
pub(super) struct Cited {
    pub(super) number: Option<Said>,
    pub(super) title: Option<Said>,
    pub(super) kind: Option<Said>,
    pub(super) date: Option<Said>,
    pub(super) issuer: Option<Said>,
    pub(super) relation: Option<Said>,
    /// Point, clause and article, joined.
    pub(super) pinpoints: Vec<Said>,
}

/// A passage that lays a task on someone.
#[derive(Debug, Clone)]
pub(super) struct Duty {
    pub(super) text: Said,
    pub(super) number: Option<Said>,
    pub(super) modality: Option<Said>,
    pub(super) assignees: Vec<Said>,
    pub(super) coordinators: Vec<Said>,
    /// Normal forms.
    pub(super) deadlines: Vec<Said>,
}

/// One document as an answer or a record has it.
#[derive(Debug, Clone, Default)]
pub(super) struct Paper {
    pub(super) number: Option<Said>,
    pub(super) symbol: Option<Said>,
    pub(super) date: Option<Said>,
    pub(super) place: Option<Said>,
    pub(super) issuer: Option<Said>,
    pub(super) parent: Option<Said>,
    pub(super) kind: Option<Said>,
    pub(super) subject: Option<Said>,
    pub(super) names: Vec<Said>,
    pub(super) positions: Vec<Said>,
    pub(super) recipients: Vec<Entry>,
    pub(super) citations: Vec<Cited>,
    pub(super) obligations: Vec<Duty>,
    /// The document's text, where the record has it.
    pub(super) text: Option<String>,
}

impl Paper {
    /// Takes what is compared from `json`.
    pub(super) fn read(json: &Value) -> Self {
        let number = &json["document_number"];
        let issuer = &json["issuer"];
        let signatories = list(&json["signatories"]);
        Self {
            number: part(number, "value"),
            symbol: part(number, "symbol"),
            date: value(&json["date"]),
            place: value(&json["place"]),
            issuer: part(issuer, "name"),
            parent: part(issuer, "parent"),
            kind: part(&json["document_type"], "code").or_else(|| value(&json["document_type"])),
            subject: value(&json["subject"]),
            names: signatories.iter().filter_map(|s| part(s, "name")).collect(),
            positions: signatories.iter().filter_map(|s| part(s, "position")).collect(),
            recipients: list(&json["recipients"]).iter().map(entry).collect(),
            citations: list(&json["citations"]).iter().map(cited).collect(),
            obligations: list(&json["obligations"]).iter().map(duty).collect(),
            text: json["text"].as_str().map(str::to_owned),
        }
    }
}

fn list(json: &Value) -> &[Value] {
    json.as_array().map_or(&[], Vec::as_slice)
}

/// A string, or the `value` or `name` of an object, with the object's place.
fn value(json: &Value) -> Option<Said> {
    match json {
        Value::Object(o) => part(json, if o.contains_key("value") { "value" } else { "name" }),
        _ => words(json).map(|words| Said { words, span: None, page: None, confidence: None }),
    }
}

/// What `key` of an object says, at the object's own place.
fn part(json: &Value, key: &str) -> Option<Said> {
    words(&json[key]).map(|words| Said {
        words,
        span: span(&json["span"]),
        page: json["page"].as_u64().and_then(|p| u32::try_from(p).ok()),
        confidence: confidence(json),
    })
}

/// The words of a JSON value; none where it is empty.
fn words(json: &Value) -> Option<String> {
    let words = match json {
        Value::String(s) => s.clone(),
        Value::Number(n) => n.to_string(),
        _ => return None,
    };
    Some(words).filter(|w| !w.is_empty())
}

fn span(json: &Value) -> Option<TextSpan> {
    let at = |i: usize| json[i].as_u64().and_then(|n| u32::try_from(n).ok());
    Some(TextSpan(at(0)?, at(1)?))
}

fn bodies(json: &Value) -> Vec<Said> {
    list(json).iter().filter_map(value).collect()
}

/// What `key` says; an entry without it has no words.
fn text(json: &Value) -> Said {
    let none = || Said { words: String::new(), span: span(&json["span"]), page: None, confidence: confidence(json) };
    part(json, "text").unwrap_or_else(none)
}

fn confidence(json: &Value) -> Option<Confidence> {
    json.get("confidence").and_then(|_| Confidence::deserialize(json).ok())
}

fn entry(json: &Value) -> Entry {
    Entry { role: json["role"].as_str().unwrap_or_default().to_owned(), text: text(json), bodies: bodies(&json["bodies"]) }
}

fn cited(json: &Value) -> Cited {
    // A part stands where `spans` says, else the whole mention does.
    let own = |key: &str| part(json, key).map(|s| Said { span: span(&json["spans"][key]).or(s.span), ..s });
    // A value concluded from elsewhere has no place of its own.
    let apart = |key: &str| value(&json[key]);
    Cited {
        number: own("number"),
        title: own("title"),
        kind: own("type"),
        date: apart("date"),
        issuer: apart("issuer"),
        // The level of a mention is that of its number, type and title.
        relation: part(json, "relation").map(|s| Said { confidence: None, ..s }),
        pinpoints: list(&json["pinpoints"]).iter().map(pinpoint).collect(),
    }
}

fn pinpoint(json: &Value) -> Said {
    let one = |key: &str| format!("{key} {}", words(&json[key]).unwrap_or_default());
    Said { words: ["point", "clause", "article"].map(one).join(", "), span: span(&json["span"]), page: None, confidence: None }
}

fn duty(json: &Value) -> Duty {
    let due = |d: &Value| ["date", "duration", "recurrence"].iter().find_map(|k| part(d, k));
    Duty {
        text: text(json),
        number: part(json, "number"),
        modality: part(json, "modality"),
        assignees: bodies(&json["assignees"]),
        coordinators: bodies(&json["coordinators"]),
        deadlines: list(&json["deadlines"]).iter().filter_map(due).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn answers_and_records_are_read_alike() {
        let answer = json!({
            "document_number": {"value": "15/SYT", "symbol": "SYT"}, "date": "2024-03-02", "issuer": {"name": "Sở Y tế", "parent": null},
            "document_type": "CV", "subject": "", "recipients": [{"role": "copy", "text": "Lưu", "bodies": ["Sở Y tế"]}],
        });
        let record = json!({
            "document_number": {"value": "15/SYT", "symbol": "SYT", "span": [4, 10], "page": 1}, "date": {"value": "2024-03-02"},
            "issuer": {"name": "Sở Y tế", "id": "x", "parent": null}, "document_type": {"code": "CV", "name": "x"}, "subject": null,
            "recipients": [{"role": "copy", "text": "Lưu", "bodies": [{"name": "Sở Y tế", "id": "x"}], "span": [20, 23]}],
        });
        let (a, r) = (Paper::read(&answer), Paper::read(&record));
        let words = |s: &Option<Said>| s.as_ref().map(|s| s.words.clone());
        let values = |p: &Paper| [&p.number, &p.symbol, &p.date, &p.issuer, &p.kind].map(words);
        assert_eq!(values(&a), ["15/SYT", "SYT", "2024-03-02", "Sở Y tế", "CV"].map(|w| Some(w.to_owned())));
        assert_eq!(values(&a), values(&r));
        assert_eq!((&a.subject, &a.parent, &r.subject), (&None, &None, &None));
        assert_eq!(r.number.map(|n| (n.span, n.page)), Some((Some(TextSpan(4, 10)), Some(1))));
        assert_eq!((&a.recipients[0].bodies, r.recipients[0].text.span), (&r.recipients[0].bodies, Some(TextSpan(20, 23))));
    }

    #[test]
    fn parts_of_a_mention_have_their_own_places() {
        let c = cited(&json!({
            "number": "12/QĐ", "type": "Quyết định", "date": {"value": "2024", "span": [9, 12]}, "issuer": {"value": "Sở Y tế", "inferred": true},
            "pinpoints": [{"point": "a", "clause": null, "article": "5", "span": [0, 3]}], "span": [0, 30], "spans": {"number": [15, 20]},
        }));
        let at = |s: Option<Said>| s.and_then(|s| s.span);
        assert_eq!(
            (at(c.number), at(c.kind), at(c.date), at(c.issuer)),
            (Some(TextSpan(15, 20)), Some(TextSpan(0, 30)), Some(TextSpan(9, 12)), None)
        );
        assert_eq!(c.pinpoints[0].words, "point a, clause , article 5");
    }
}
