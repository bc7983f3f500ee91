//! The site over all pages: addresses, languages, order, and where links lead.

mod addresses;
mod assemble;
mod content;
mod expand;
mod known;
mod map;
mod navigation;
mod origins;
mod resolve;
mod tree;

pub use addresses::{FEEDS, alias_path, route};
pub use assemble::assemble;
pub use content::{Content, StaticFile, ThemeFile};
pub use expand::{LeftOut, PageHeading, heading_ids, left_out};
pub use known::KnownSite;
pub use map::{Alias, Entry, Origin, Site, Standing, State, Version};
pub use resolve::{LinkProblem, Resolved};
pub use tree::{Navigation, Node};
