//! Resolve [liên kết]: what was found is tied together: tasks to their bodies and citations,
//! mentions to instruments.

pub(crate) mod instruments;
pub(crate) mod naming;
pub(crate) mod obligations;
