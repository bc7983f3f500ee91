//! How grave findings are together.

use serde::Serialize;

use super::words::{Value, Words};
use crate::text::{Diagnostic, Severity};

/// How many findings of each kind there are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Tally {
    /// These stop a build.
    pub errors: usize,
    /// These do not.
    pub warnings: usize,
}

impl Tally {
    /// Counts findings; under `strict` all of them are errors.
    pub fn of(findings: &[Diagnostic], strict: bool) -> Self {
        let is_error = |found: &&Diagnostic| severity(found, strict) == Severity::Error;
        let errors = findings.iter().filter(is_error).count();
        Self { errors, warnings: findings.len() - errors }
    }

    /// Both numbers in words.
    pub fn summary(self, words: &Words) -> String {
        let both = if self.errors > 0 && self.warnings > 0 { "yes" } else { "no" };
        let values = [
            ("errors", Value::Count(self.errors)),
            ("warnings", Value::Count(self.warnings)),
            ("both", Value::Text(both)),
        ];
        words.say("findings", &values)
    }
}

/// How grave a finding is: under `strict` a warning is an error, unless a gate has judged it.
pub fn severity(finding: &Diagnostic, strict: bool) -> Severity {
    if strict && !finding.is_judged() { Severity::Error } else { finding.severity() }
}
