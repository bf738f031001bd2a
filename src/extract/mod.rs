//! Extract [bóc tách]: parts of a document in, values with their evidence out.

pub(crate) mod deadline;
