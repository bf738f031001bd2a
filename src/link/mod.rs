//! Link [liên kết văn bản]: the records of a whole run in, the instruments behind them and
//! how they cite each other out.
//!
//! Each distinct instrument is one entry, whether it is itself a record of the run, or only
//! cited, or both. What two documents say of one number and cannot both be right about is
//! a contradiction, kept and told, never settled in silence. Of a record nothing is kept but
//! its identity and its citations, so memory grows with those and not with the texts. The
//! order of output depends on what the records say, not on the order they come in.
//!
//! ```
//! use vanban::link::Linker;
//! use vanban::rules::Rules;
//!
//! let rules = Rules::builtin().map_err(|faults| faults[0].to_string())?;
//! let mut linker = Linker::new(&rules);
//! linker.add(r#"{"source": {"path": "a.txt"}, "instruments": [{"id": "x", "type": "Nghị định",
//!   "number": "7/2031/NĐ-CP", "title": null, "date": null, "issuer": "Chính phủ"}],
//!   "citations": [{"instrument": 0, "relation": "basis"}]}"#).map_err(|e| e.to_string())?;
//! let graph = linker.finish();
//! assert_eq!(graph.instruments[0].id, "/akn/vn/act/nghi-dinh/chinh-phu/2031/7-2031-nd-cp");
//! assert_eq!((graph.citations[0].from, graph.citations[0].to), (1, 0));
//! # Ok::<(), String>(())
//! ```

mod bodies;
mod cluster;
mod dot;
mod entry;
mod graph;
mod graphml;
mod linker;
mod ndjson;
mod variant;

pub use dot::write_dot;
pub use graph::{Clash, ClashField, ClashValue, Edge, Graph, Node};
pub use graphml::write_graphml;
pub use linker::Linker;
pub use ndjson::write_ndjson;
