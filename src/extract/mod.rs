//! Extract [trích xuất]: from a normalised text to values with their evidence.

pub(crate) mod bodies;
