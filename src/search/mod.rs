//! What makes text findable.

mod fold;

pub use fold::fold;
