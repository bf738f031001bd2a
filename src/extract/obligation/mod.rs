//! Obligations [nhiệm vụ được giao]: the passages that lay a task on someone. In: the
//! outline, the addressees, the rules. Out: one [`Task`] per passage, or per body where one
//! passage lays tasks on several in turn.
//!
//! Who owes a task is said in the passage, in the heads above it, or is the addressee.
//! Where nothing says it, there is no task here.

mod actions;
mod amounts;
mod clauses;
mod fields;
mod givers;
mod groups;
mod heads;
mod quotation;
mod relayed;
mod reporting;
mod scene;
mod subjects;
mod tables;
mod tasks;

pub(crate) use actions::Action;
pub(crate) use amounts::Amount;
pub(crate) use relayed::principals;
pub(crate) use reporting::Reporting;
pub(crate) use scene::{CitedPaper, Scene};
pub(crate) use tasks::read;

use super::deadline::Due;
use crate::extract::bodies::NamedBody;
use crate::record::Modality;
use crate::span::Span;

/// One task as found.
#[derive(Debug)]
pub(crate) struct Task<'r> {
    /// Index of its passage.
    pub(crate) passage: usize,
    /// Its number, where a table's row has one of its own.
    pub(crate) number: Option<String>,
    /// The words of the task.
    pub(crate) span: Span,
    /// Who must act.
    pub(crate) assignees: Vec<NamedBody>,
    /// With whom.
    pub(crate) coordinators: Vec<NamedBody>,
    /// Members of those groups among them that the document lists, by the group's name.
    pub(crate) members: Vec<(String, Vec<NamedBody>)>,
    /// To whom and through whom they report.
    pub(crate) reporting: Reporting,
    /// Who lays it, where the passage or its lead names a body.
    pub(crate) assigned_by: Option<String>,
    /// Another laid it elsewhere; the document only tells of it.
    pub(crate) relayed: bool,
    /// Force.
    pub(crate) modality: Modality,
    /// What they must do.
    pub(crate) actions: Vec<Action>,
    /// Sums and rates.
    pub(crate) amounts: Vec<Amount<'r>>,
    /// By when.
    pub(crate) deadlines: Vec<Due<'r>>,
    /// Id of the rule that made it a task.
    pub(crate) rule: Option<&'r str>,
}
