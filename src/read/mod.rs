//! Read: bytes in, [`Source`] out. The content decides the format, the file's name does not.

mod docx;
mod error;
mod gather;
mod html;
mod label;
mod limits;
mod source;

pub use crate::record::Format;
pub use error::ReadError;
pub use limits::Limits;
pub use source::{Line, Notice, Opening, Part, Rect, Source};
