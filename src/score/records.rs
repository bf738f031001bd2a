//! Records to be scored [bản ghi]: NDJSON, an array or single objects in, each record under
//! the base name of its file out. Records of any program will do that have the fields scored.

use super::answer::Answer;
use super::paper::Paper;
use serde_json::{Deserializer, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};
use thiserror::Error;

/// Records by the base name of their file; only those that an answer asks for.
#[derive(Debug, Default)]
pub struct Records {
    papers: BTreeMap<String, Paper>,
    twice: BTreeSet<String>,
}

/// Why records cannot be scored. Figures over half a run would mislead, so the first fault
/// ends it.
#[derive(Debug, Error)]
pub enum RecordsFault {
    /// Not JSON.
    #[error("no JSON records: {0}")]
    Json(#[from] serde_json::Error),
    /// Cannot be read.
    #[error("{0}")]
    Unreadable(#[from] io::Error),
}

impl Records {
    /// Reads the records that `answers` ask for.
    ///
    /// # Errors
    /// Where something is no JSON or cannot be read.
    pub fn read(from: impl Read, answers: &[Answer]) -> Result<Self, RecordsFault> {
        let wanted: BTreeSet<&str> = answers.iter().map(|a| a.file.as_str()).collect();
        let mut records = Self::default();
        for json in Deserializer::from_reader(from).into_iter::<Value>() {
            let json = json.map_err(|e| if e.is_io() { RecordsFault::Unreadable(e.into()) } else { RecordsFault::Json(e) })?;
            match &json {
                Value::Array(list) => list.iter().for_each(|r| records.take(r, &wanted)),
                one => records.take(one, &wanted),
            }
        }
        Ok(records)
    }

    fn take(&mut self, json: &Value, wanted: &BTreeSet<&str>) {
        // An answer is about the document that a file begins with.
        if json["source"]["part"]["ordinal"].as_u64().is_some_and(|n| n > 1) {
            return;
        }
        let path = json["source"]["path"].as_str().filter(|p| !p.is_empty()).or_else(|| json["path"].as_str()).unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or_default();
        if wanted.contains(name) && self.papers.insert(name.to_owned(), Paper::read(json)).is_some() {
            self.twice.insert(name.to_owned());
        }
    }

    /// The record of a document.
    pub(super) fn of(&self, file: &str) -> Option<&Paper> {
        self.papers.get(file)
    }

    /// Documents with more than one record; the last of them counts.
    pub fn twice(&self) -> impl Iterator<Item = &str> {
        self.twice.iter().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_layout_of_records_is_read() {
        let answers = ["a.txt", "b.txt"]
            .map(|f| Answer::parse(&format!(r#"{{"file": "{f}", "scored": ["recipients"], "recipients": []}}"#)).unwrap());
        let names = |text: &str| Records::read(text.as_bytes(), &answers).unwrap().papers.into_keys().collect::<Vec<_>>();
        let (a, b) = (r#"{"source": {"path": "x/a.txt"}}"#, r#"{"path": "b.txt"}"#);
        assert_eq!(names(&format!("{a}\n{b}\n")), ["a.txt", "b.txt"]);
        assert_eq!(names(&format!("[{a},\n {b}]")), ["a.txt", "b.txt"]);
        assert_eq!(names(a), ["a.txt"]);
        assert_eq!(names(""), [] as [&str; 0]);
        let records = Records::read(format!("{a}\n{a}\n{{}}").as_bytes(), &answers).unwrap();
        assert_eq!(records.twice().collect::<Vec<_>>(), ["a.txt"]);
        let part = |n: u32| format!(r#"{{"source": {{"path": "a.txt", "part": {{"ordinal": {n}, "of": 2, "span": [0, 9]}}}}}}"#);
        let records = Records::read(format!("{}\n{}", part(1), part(2)).as_bytes(), &answers).unwrap();
        assert_eq!((records.papers.len(), records.twice().count()), (1, 0), "what is attached is not what the answer is about");
        let fault = Records::read(format!("{a}\n{{").as_bytes(), &answers).unwrap_err();
        assert_eq!(fault.to_string(), "no JSON records: EOF while parsing an object at line 2 column 1");
    }
}
