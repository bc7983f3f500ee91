//! The index that the browser searches: made with the site, read piece by piece, no server behind it.

mod bits;
mod compress;
mod data;
mod directory;
mod files;
mod index;
mod merge;
mod section;
mod sections;
mod shards;
mod synonyms;
mod terms;
mod texts;
mod tokens;

pub use index::{Index, KnownIndex, search_index};
