//! Segment [bố cục]: which lines play which part. In: [`Normal`](crate::norm::Normal).
//! Out: [`Zones`]: head, addressees, body outline, footer, annexes, footnotes. No value is
//! read here; `extract` does. And where a file holds several documents, the lines of each.

mod addressees;
mod anchors;
mod footer;
mod head;
mod heading;
mod outline;
mod series;
mod several;
mod signature;
mod stretch;
mod zones;

pub(crate) use head::{DateLine, Head, NumberLine, Trait};
pub(crate) use outline::Passage;
pub(crate) use several::documents;
pub(crate) use signature::SignatureBlock;
pub(crate) use stretch::{Zone, ZoneKind};
pub(crate) use zones::{Zones, segment};
