//! Extraction [trích xuất]: normalised text in, what it says out, each value with its span.

pub(crate) mod citation;
