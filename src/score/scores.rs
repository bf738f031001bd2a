//! Scores [kết quả chấm]: all documents together. In: answers and records. Out: figures per
//! field, shares of documents wholly right, and what differs where.

use super::alike::Alike;
use super::answer::Answer;
use super::field::{Field, Group};
use super::levels::{LevelRow, Levels};
use super::mark::{Counts, Figures, Miss};
use super::paper::Said;
use super::records::Records;
use super::sheet::{Sheet, mark};
use crate::rules::Rules;
use crate::span::TextSpan;
use regex::Regex;
use serde::Serialize;
use std::collections::BTreeMap;

/// How records agree with answers.
#[derive(Debug, Default)]
pub struct Scores {
    /// Documents that have an answer.
    pub documents: u32,
    /// Those without a record: everything of theirs is missed.
    pub without_record: u32,
    pub(super) sheets: Vec<(String, Sheet)>,
}

/// The figures of one field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    /// The field.
    pub field: Field,
    /// As the specification compares.
    pub figures: Figures,
    /// Letter by letter.
    pub strict: Figures,
}

/// Documents in which nothing is missed and nothing wrong.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Whole {
    /// Documents in which something of it counts.
    pub documents: u32,
    /// Those wholly right.
    pub right: u32,
    /// Their share; 1 where there are no documents.
    pub share: f64,
}

/// What differs in one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentMiss {
    /// Name of the document's file.
    pub document: String,
    /// What differs.
    #[serde(flatten)]
    pub miss: Miss,
}

/// Scores the records of all documents that have an answer.
#[must_use]
pub fn score(answers: &[Answer], records: &Records, rules: &Rules) -> Scores {
    let alike = Alike::new(rules);
    let mut scores = Scores::default();
    for answer in answers {
        scores.documents += 1;
        let got = records.of(&answer.file);
        scores.without_record += u32::from(got.is_none());
        let none = super::paper::Paper::default();
        let got = got.unwrap_or(&none);
        let mut sheet = mark(answer, got, &alike);
        if let Some(text) = &got.text {
            place(&mut sheet, text);
        }
        scores.sheets.push((answer.file.clone(), sheet));
    }
    scores
}

/// Looks up in the text where the words stand that were wanted.
fn place(sheet: &mut Sheet, text: &str) {
    let misses = sheet.marks.values_mut().flat_map(|m| &mut m.misses);
    for said in misses.flat_map(|m| &mut m.want).filter(|s| s.span.is_none()) {
        said.span = stands(&said.words, text);
    }
}

/// Where `words` stand in `text` first, line breaks being spaces.
fn stands(words: &str, text: &str) -> Option<TextSpan> {
    let words: Vec<String> = words.split_whitespace().map(regex::escape).collect();
    let found = Regex::new(&words.join(r"\s+")).ok()?.find(text).filter(|m| !m.is_empty())?;
    let points = |end: usize| text.get(..end).and_then(|t| u32::try_from(t.chars().count()).ok());
    Some(TextSpan(points(found.start())?, points(found.end())?))
}

impl Scores {
    /// Figures of every field that counted anywhere, in the order of the table.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        let mut counts: BTreeMap<Field, Counts> = BTreeMap::new();
        for (field, mark) in self.sheets.iter().flat_map(|(_, s)| &s.marks) {
            *counts.entry(*field).or_default() += mark.counts;
        }
        counts.into_iter().map(|(field, c)| Row { field, figures: c.figures(), strict: c.strict() }).collect()
    }

    /// How often values of each level were right, for every field whose values have one.
    #[must_use]
    pub fn levels(&self) -> Vec<LevelRow> {
        let mut levels: BTreeMap<Field, Levels> = BTreeMap::new();
        for (field, mark) in self.sheets.iter().flat_map(|(_, s)| &s.marks) {
            *levels.entry(*field).or_default() += mark.levels;
        }
        levels.into_iter().flat_map(|(field, levels)| levels.rows(field)).collect()
    }

    /// Documents with every field of a group right; of all groups for `None`.
    #[must_use]
    pub fn whole(&self, group: Option<Group>) -> Whole {
        let (mut documents, mut right) = (0, 0);
        for (_, sheet) in &self.sheets {
            let mut marks = sheet.marks.iter().filter(|(f, _)| group.is_none_or(|g| f.group() == g)).peekable();
            if marks.peek().is_some() {
                documents += 1;
                right += u32::from(marks.all(|(_, m)| m.counts.is_whole()));
            }
        }
        let share = if documents == 0 { 1.0 } else { f64::from(right) / f64::from(documents) };
        Whole { documents, right, share }
    }

    /// What differs in one field, in the order of the answers.
    #[must_use]
    pub fn misses(&self, field: Field) -> Vec<DocumentMiss> {
        let of = |(document, sheet): &(String, Sheet)| {
            let misses = sheet.marks.get(&field).map(|m| m.misses.clone()).unwrap_or_default();
            misses.into_iter().map(|miss| DocumentMiss { document: document.clone(), miss }).collect::<Vec<_>>()
        };
        self.sheets.iter().flat_map(of).collect()
    }
}

impl Said {
    /// Its place as a person reads it; empty where it has none.
    #[must_use]
    pub fn place(&self) -> String {
        match (self.span, self.page) {
            (Some(s), Some(p)) => format!("[{}, {}) page {p}", s.0, s.1),
            (Some(s), None) => format!("[{}, {})", s.0, s.1),
            (None, Some(p)) => format!("page {p}"),
            (None, None) => String::new(),
        }
    }
}
