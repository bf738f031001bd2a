//! Letters [chữ cái]: Vietnamese letters as such. Canonical composition, tone placement,
//! case, look-alikes. The only room that changes letters; everyone else asks it.

mod bare;
mod capital;
mod class;
mod compose;
mod figures;
mod fold;
mod labels;
mod language;
mod loose;
mod roman;
mod spelling;
mod stroke;
mod syllable;

pub(crate) use bare::bare;
pub(crate) use capital::capitalised;
pub(crate) use class::{base, is_alphabetic, is_alphanumeric, is_lowercase, is_uppercase};
pub(crate) use compose::compose;
pub(crate) use figures::figures;
pub(crate) use fold::{fold, key, slug, slug_of_folded};
pub(crate) use labels::Label;
pub(crate) use language::reads_as_vietnamese;
pub(crate) use loose::{is_of_word, loose, stripped};
pub(crate) use roman::roman;
pub(crate) use spelling::is_spelt;
pub(crate) use stroke::one_stroke;
pub(crate) use syllable::is_syllable;
