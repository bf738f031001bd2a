//! Values [giá trị]: words read as what they mean. In: a printed number or date. Out: its
//! normal form, or nothing where it has none. No rule is known here.

pub(crate) mod edtf;
pub(crate) mod number;
