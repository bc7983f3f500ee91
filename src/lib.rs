//! taiyaku
pub mod build;
pub mod cli;
pub mod disk;
pub mod render;
pub mod report;
pub mod text;
