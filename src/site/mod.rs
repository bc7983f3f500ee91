//! The site over all pages: addresses, languages, order, and where links lead.

mod assemble;
mod content;
mod expand;
mod navigation;
mod resolve;

pub use assemble::{Alias, Entry, Site, assemble};
pub use content::{Content, StaticFile};
pub use expand::{INCLUDE_DEPTH, INCLUDES, PageHeading};
pub use navigation::{Navigation, Node};
pub use resolve::{LinkProblem, Resolved};
