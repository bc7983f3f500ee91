//! taiyaku
pub mod build;
pub mod check;
pub mod disk;
pub mod parse;
pub mod render;
pub mod search;
pub mod site;
pub mod text;
