//! Where something is in a file, and what would stand there instead.

use super::path::FilePath;
use super::span::Span;

/// A place in a file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Place {
    /// The file.
    pub file: FilePath,
    /// The bytes, or the whole file.
    pub span: Option<Span>,
}

/// Replaces the bytes of `span` by `text`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub text: String,
}
