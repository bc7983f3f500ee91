//! A build: a pure function from files to files.

mod gather;
mod memo;
mod pipeline;

pub use memo::Memo;
pub use pipeline::{Built, build, build_with, parsed};
