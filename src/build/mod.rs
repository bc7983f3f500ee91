//! A build: a pure function from files to files.

mod pipeline;

pub use pipeline::{Built, Memo, build};
