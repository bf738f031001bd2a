//! Resolution [quy chiếu]: mentions in, what they mean out.

pub(crate) mod instruments;
