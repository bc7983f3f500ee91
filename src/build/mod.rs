//! A build: a pure function from files to files.

mod gather;
mod memo;
mod pipeline;

pub use gather::gather;
pub use memo::Memo;
pub use pipeline::{Built, build, build_with};
