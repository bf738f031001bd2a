//! `vanban`: Vietnamese administrative documents in, one JSON record each out.

mod extract;
mod letters;
mod norm;
pub mod read;
pub mod record;
mod resolve;
pub mod rules;
pub mod span;
mod values;
