//! From the site to bytes: views, templates, feeds, assets.

mod output;

pub use output::{Emitted, Output};
