//! Normalise [chuẩn hoá]: [`Source`](crate::read::Source) in, [`Normal`] out: NFC, single
//! spaces, wrapped lines joined, page numbers and running heads gone, footnotes set apart,
//! with a map back so that every span points into the text as read.

mod normal;

pub(crate) use normal::Normal;
