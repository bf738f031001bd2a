//! Values [giá trị]: what a number, a date or a provision is, apart from where it stands.

pub(crate) mod date;
pub(crate) mod edtf;
pub(crate) mod number;
