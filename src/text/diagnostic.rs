//! Findings as values. A stage returns them beside its result; only `report` has words for them.

use std::collections::BTreeMap;

use super::code::{Code, Severity};
use super::path::FilePath;
use super::place::{Edit, Place};
use super::span::Span;

/// One finding. Ordered by file, then by place, so that a sorted list reads like the files do.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Diagnostic {
    /// Where it is.
    pub place: Place,
    /// What it is.
    pub code: Code,
    /// The values that its words name.
    pub arguments: BTreeMap<&'static str, String>,
    /// The known word that was probably meant.
    pub suggestion: Option<String>,
    /// A library's own words, verbatim.
    pub note: Option<String>,
    /// Edits that mend it for certain, or nothing.
    pub fix: Vec<Edit>,
    /// Other places that it speaks of.
    pub related: Vec<Place>,
    /// How grave it is here, where that is not what its code says.
    set: Option<Severity>,
    /// The gate of a language has said so, and `--strict` has nothing to add.
    judged: bool,
}

impl Diagnostic {
    /// A finding at a place. `arguments` are those that its code declares.
    pub fn new<const N: usize>(
        code: Code,
        file: &FilePath,
        span: impl Into<Option<Span>>,
        arguments: [(&'static str, &str); N],
    ) -> Self {
        debug_assert!(
            arguments.len() == code.arguments().len()
                && arguments.iter().all(|(name, _)| code.arguments().contains(name)),
            "{} is given other arguments than it declares",
            code.name()
        );
        Self {
            place: Place { file: file.clone(), span: span.into() },
            code,
            arguments: arguments
                .into_iter()
                .map(|(name, value)| (name, value.to_owned()))
                .collect(),
            suggestion: None,
            note: None,
            fix: Vec::new(),
            related: Vec::new(),
            set: None,
            judged: false,
        }
    }

    /// Adds the nearest of the known words, if one is near.
    #[must_use]
    pub fn suggest<'a>(mut self, word: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        self.suggestion = nearest(word, known);
        self
    }

    /// Adds a library's own words.
    #[must_use]
    pub fn note(mut self, words: impl Into<String>) -> Self {
        self.note = Some(words.into());
        self
    }

    /// Adds another place that the finding speaks of.
    #[must_use]
    pub fn related(mut self, file: &FilePath, span: impl Into<Option<Span>>) -> Self {
        self.related.push(Place { file: file.clone(), span: span.into() });
        self
    }

    /// Makes a warning of it, where what it speaks of does no harm yet.
    #[must_use]
    pub fn mild(mut self) -> Self {
        self.set = Some(Severity::Warning);
        self
    }

    /// Sets how grave it is, whatever the command line says.
    #[must_use]
    pub fn judged(mut self, severity: Severity) -> Self {
        (self.set, self.judged) = (Some(severity), true);
        self
    }

    /// Whether `--strict` leaves it as it is.
    pub fn is_judged(&self) -> bool {
        self.judged
    }

    /// How grave it is.
    pub fn severity(&self) -> Severity {
        self.set.unwrap_or_else(|| self.code.severity())
    }
}

/// The known word that is nearest to `word`, if any is near enough to have been meant.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let known: Vec<&str> = known.into_iter().collect();
    similar::get_close_matches(word, &known, 1, 0.6).first().map(|found| (*found).to_owned())
}
