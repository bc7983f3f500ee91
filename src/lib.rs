//! taiyaku
pub mod build;
pub mod render;
pub mod text;
