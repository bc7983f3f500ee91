//! A text and its translation, unit by unit: how a page is cut, what changed between two of its
//! versions, and which unit is the translation of which.

mod changes;
mod cut;
mod doubt;
mod flat;
mod sides;
mod unit;
mod words;

pub use changes::{Change, Step, changes};
pub use cut::cut;
pub use doubt::{partners, sides};
pub use sides::Row;
pub use unit::{Thing, ThingKind, Unit, UnitKind};
pub use words::{Run, wording};
