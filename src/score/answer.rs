//! Answers [đáp án]: what a careful reader writes down for one document. In: JSON files. Out:
//! [`Answer`]s, checked: a misspelt key or name is a fault, not a value that is absent.

use super::field::{Field, Group, UNSCORED};
use super::paper::Paper;
use super::shape::AnswerShape;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// An answer, ready for scoring.
#[derive(Debug)]
pub struct Answer {
    /// Name of the document's file.
    pub file: String,
    /// Kind of file; empty where the answer says none.
    pub kind: String,
    groups: BTreeSet<Group>,
    unscored: Vec<String>,
    pub(super) paper: Paper,
}

/// Why an answer cannot be used.
#[derive(Debug, Error)]
pub enum AnswerFault {
    /// Not JSON, or not of the shape.
    #[error("{0}; `vanban schema --answer` prints the shape")]
    Json(#[from] serde_json::Error),
    /// `scored` or `unscored` names what is no group or field.
    #[error("{place} names `{name}`, which is none of: {known}")]
    Unknown {
        /// The key.
        place: &'static str,
        /// What it names.
        name: String,
        /// What it may name.
        known: String,
    },
    /// A list that counts is not there.
    #[error("`{0}` is missing; write it, [] where the document has none, or leave it out of what is scored")]
    Missing(&'static str),
}

/// Why the answers cannot be used: file and cause.
#[derive(Debug, Error)]
pub enum AnswersFault {
    /// One of them is at fault.
    #[error("{}: {fault}", path.display())]
    Answer {
        /// Its file.
        path: PathBuf,
        /// What is wrong.
        fault: AnswerFault,
    },
    /// One of them cannot be read.
    #[error("{}: {cause}", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// Two answers for one document.
    #[error("{} and {}: both answer for {file}; keep one", first.display(), second.display())]
    Twice {
        /// The document.
        file: String,
        /// One answer.
        first: PathBuf,
        /// The other.
        second: PathBuf,
    },
    /// The folder has none.
    #[error("{}: no answers; one file NAME.json per document is wanted", .0.display())]
    None(PathBuf),
}

impl Answer {
    /// Reads one answer.
    ///
    /// # Errors
    /// Where it is no JSON, of another shape, or names what is not there.
    pub fn parse(json: &str) -> Result<Self, AnswerFault> {
        let shape: AnswerShape = serde_json::from_str(json)?;
        let groups = groups(shape.scored.as_deref())?;
        for name in &shape.unscored {
            unscored(name)?;
        }
        let lists = [shape.signatories.is_some(), shape.recipients.is_some(), shape.citations.is_some(), shape.obligations.is_some()];
        for ((name, group), there) in UNSCORED.into_iter().zip(lists) {
            if !there && groups.contains(&group) && !shape.unscored.iter().any(|u| u == name) {
                return Err(AnswerFault::Missing(name));
            }
        }
        let paper = Paper::read(&serde_json::from_str(json)?);
        Ok(Self { file: shape.file, kind: shape.kind, groups, unscored: shape.unscored, paper })
    }

    /// True where a group counts.
    pub(super) fn scores(&self, group: Group) -> bool {
        self.groups.contains(&group) && (group == Group::Identification || !self.leaves_out(group.name()))
    }

    /// True where a field of that name does not count.
    pub(super) fn leaves_out(&self, name: &str) -> bool {
        self.unscored.iter().any(|u| u == name)
    }
}

/// The groups that count.
fn groups(named: Option<&[String]>) -> Result<BTreeSet<Group>, AnswerFault> {
    let known = || Group::all().map(Group::name).collect::<Vec<_>>().join(", ");
    let group =
        |name: &String| Group::named(name).ok_or_else(|| AnswerFault::Unknown { place: "scored", name: name.clone(), known: known() });
    match named {
        // As no list: an answer that scores nothing would say nothing.
        None | Some([]) => Ok(Group::all().collect()),
        Some(names) => names.iter().map(group).collect(),
    }
}

/// Refuses what cannot be left unscored.
fn unscored(name: &str) -> Result<(), AnswerFault> {
    let single = |f: &Field| f.group() == Group::Identification && *f < Field::Whole;
    let names: Vec<&str> = Field::all().filter(single).map(Field::name).chain(UNSCORED.map(|(n, _)| n)).collect();
    if names.contains(&name) {
        return Ok(());
    }
    Err(AnswerFault::Unknown { place: "unscored", name: name.to_owned(), known: names.join(", ") })
}

/// The answers of a folder, `*.json` sorted by name, or of one file.
///
/// # Errors
/// All faults found.
pub fn answers(path: &Path) -> Result<Vec<Answer>, Vec<AnswersFault>> {
    let files = files(path).map_err(|cause| vec![AnswersFault::Unreadable { path: path.to_owned(), cause }])?;
    if files.is_empty() {
        return Err(vec![AnswersFault::None(path.to_owned())]);
    }
    let (mut answers, mut faults) = (Vec::new(), Vec::new());
    let mut seen: BTreeMap<String, PathBuf> = BTreeMap::new();
    for path in files {
        match one(&path) {
            Ok(answer) => {
                if let Some(first) = seen.insert(answer.file.clone(), path.clone()) {
                    faults.push(AnswersFault::Twice { file: answer.file.clone(), first, second: path });
                }
                answers.push(answer);
            }
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(answers) } else { Err(faults) }
}

fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let hidden = |p: &Path| p.file_name().is_some_and(|n| n.as_encoded_bytes().starts_with(b"."));
    let mut files = fs::read_dir(path)?.map(|e| Ok(e?.path())).collect::<io::Result<Vec<_>>>()?;
    files.retain(|p| p.extension().is_some_and(|e| e == "json") && !hidden(p));
    files.sort();
    Ok(files)
}

fn one(path: &Path) -> Result<Answer, AnswersFault> {
    let json = fs::read_to_string(path).map_err(|cause| AnswersFault::Unreadable { path: path.to_owned(), cause })?;
    Answer::parse(&json).map_err(|fault| AnswersFault::Answer { path: path.to_owned(), fault })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(json: &str) -> String {
        Answer::parse(json).unwrap_err().to_string()
    }

    #[test]
    fn faults_name_the_place() {
        assert!(fault("{\n\"fiel\": 1}").starts_with("unknown field `fiel`, expected one of `file`, `kind`, "));
        assert!(
            fault(r#"{"file": "a", "scored": ["citation"]}"#).starts_with("scored names `citation`, which is none of: identification, ")
        );
        assert!(
            fault(r#"{"file": "a", "unscored": ["dates"]}"#).starts_with("unscored names `dates`, which is none of: document_number, ")
        );
        assert!(fault(r#"{"file": "a", "scored": ["recipients"]}"#).starts_with("`recipients` is missing;"));
        assert!(fault(r#"{"file": "a", "scored": ["recipients"], "recipients": [{"role": "x"}]}"#).starts_with("unknown variant `x`"));
    }

    #[test]
    fn what_is_left_out_need_not_be_there() {
        let answer = Answer::parse(r#"{"file": "a", "scored": ["identification", "citations"], "unscored": ["signatories", "citations"]}"#);
        let answer = answer.unwrap();
        assert!(answer.scores(Group::Identification) && !answer.scores(Group::Citations) && !answer.scores(Group::Recipients));
        assert!(answer.leaves_out("signatories") && !answer.leaves_out("date"));
    }
}
