//! What authors do to a page in all languages at once: moving it and removing it, with every link
//! that leads to it. Plans from files to files; nothing is written here.

mod aliases;
mod catalog;
mod definitions;
mod detour;
mod draft;
mod plan;
mod relink;
mod remove;
mod rename;
mod spelling;
mod texts;

pub use plan::{Plan, Stop};
pub use remove::remove;
pub use rename::rename;
