//! What every stage returns.

use super::diagnostic::Diagnostic;

/// What a stage made, and what it found on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome<T> {
    /// As good as it could be made.
    pub value: T,
    /// In the order in which they were found.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Outcome<T> {
    /// A value and its findings.
    pub fn new(value: T, diagnostics: Vec<Diagnostic>) -> Self {
        Self { value, diagnostics }
    }

    /// Hands the findings over and gives the value.
    pub fn unpack(self, findings: &mut Vec<Diagnostic>) -> T {
        findings.extend(self.diagnostics);
        self.value
    }
}
