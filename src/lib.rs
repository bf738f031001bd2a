//! `vanban`: Vietnamese administrative documents [văn bản hành chính] in, one record each out.
//!
//! A document is read ([`read`]), understood by rules ([`rules`], [`pipeline`]) and becomes
//! a [`record::Record`], in which every value carries its evidence: the span of the words
//! it was taken from and the rule that took it. What is absent is `null`, never guessed.
//!
//! ```
//! use vanban::pipeline::{Options, understand};
//! use vanban::read::{Limits, read};
//! use vanban::rules::Rules;
//!
//! let rules = Rules::builtin().map_err(|faults| faults[0].to_string())?;
//! let letter = "Số: 15/UBND-VX\nKính gửi: Sở Y tế";
//! let source = read("thu.txt", letter.as_bytes(), None, &Limits::default()).map_err(|e| e.to_string())?;
//! let record = understand(source, "thu.txt", &rules, &Options { text: true });
//! assert_eq!(record.source.path, "thu.txt");
//! assert_eq!(record.text.as_deref(), Some(letter));
//! # Ok::<(), String>(())
//! ```
//!
//! Many files at once go through [`pipeline::run`]; [`emit`] writes what comes out.

pub mod emit;
mod extract;
mod letters;
pub mod link;
mod norm;
pub mod pipeline;
pub mod read;
pub mod record;
mod resolve;
pub mod rules;
pub mod score;
mod segment;
pub mod span;
mod values;
mod weigh;
