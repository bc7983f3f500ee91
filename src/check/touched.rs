//! Which pages somebody worked on since a revision: those of which the source, the translation or the
//! confirmed source is another one than then.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::site::Content;
use crate::text::{Code, Diagnostic, FilePath, Inputs, Severity, Source};
use crate::translate::{Drifts, Footing, State, base_of, worked_on};

/// The files that are others than then, and what they were; `None` where nobody asked.
pub(super) struct Touched<'a>(pub(super) Option<&'a BTreeMap<FilePath, Option<Arc<[u8]>>>>);

impl Touched<'_> {
    /// Whether a translation is judged.
    pub(super) fn has(&self, footing: &Footing) -> bool {
        let Some(changed) = self.0 else { return true };
        let base = base_of(&footing.file);
        [Some(&footing.file), Some(&footing.source), base.as_ref()]
            .into_iter()
            .flatten()
            .any(|file| changed.contains_key(file))
    }

    /// Takes out the warnings of files that nobody touched. Errors stay: what was changed here may
    /// break what stands there.
    pub(super) fn only(&self, findings: Vec<Diagnostic>, footings: &[Footing]) -> Vec<Diagnostic> {
        let Some(changed) = self.0 else { return findings };
        let translations = footings.iter().filter(|footing| self.has(footing));
        let files: BTreeSet<&FilePath> =
            translations.map(|footing| &footing.file).chain(changed.keys()).collect();
        let is_judged = |finding: &Diagnostic| {
            finding.severity() == Severity::Error || files.contains(&finding.place.file)
        };
        findings.into_iter().filter(is_judged).collect()
    }

    /// Finds the translations that were worked on without anybody saying which source they are of now.
    pub(super) fn unconfirmed(
        &self,
        inputs: &Inputs,
        content: &Content,
        drifts: &Drifts,
        footings: &[Footing],
    ) -> Vec<Diagnostic> {
        let Some(changed) = self.0 else { return Vec::new() };
        let finding = |footing: &Footing| {
            let before = changed.get(&footing.file)?;
            let units = match footing.state {
                State::Unconfirmed => None,
                State::Stale => {
                    let drift = drifts.get(&footing.file)?;
                    let now = inputs.files.get(&footing.file)?;
                    let before = before.as_ref()?;
                    let before = Source::new(footing.file.clone(), Arc::clone(before));
                    let units = worked_on(drift, &before, now);
                    Some(units.into_iter().map(|key| format!("#{key}")).collect::<Vec<_>>())
                }
                _ => return None,
            };
            let units = units.map_or_else(|| "–".to_owned(), |units| units.join(", "));
            let page = footing.file.as_str();
            let place = content.pages.get(&footing.file)?.front.title_span;
            let arguments = [("page", page), ("units", units.as_str())];
            let finding = Diagnostic::new(Code::UnconfirmedWork, &footing.file, place, arguments);
            (!units.is_empty()).then_some(finding)
        };
        footings.iter().filter_map(finding).collect()
    }
}
