//! Extract [trích xuất]: values out of zones, each with its evidence. An extractor is a
//! pure function of a text, its zones and the rules; none calls another's room.

pub(crate) mod bodies;
pub(crate) mod certainty;
pub(crate) mod citation;
pub(crate) mod deadline;
pub(crate) mod identification;
pub(crate) mod issuer;
pub(crate) mod obligation;
mod person;
pub(crate) mod recipients;
mod respelling;
pub(crate) mod signatories;
pub(crate) mod signing;
