//! taiyaku
pub mod build;
pub mod disk;
pub mod render;
pub mod text;
