//! The gate of a language: which translations must be there and up to date before anything is
//! published, and how grave it is when they are not as they should be.

use jiff::civil::Date;

use super::pairs::Beside;
use super::terms::in_scope;
use super::touched::Touched;
use crate::parse::{Gate, Verdict};
use crate::site::Content;
use crate::text::{Code, Diagnostic, FilePath, Inputs, Spanned};
use crate::translate::{Footing, State};

/// Judges how pages stand. `today` is the day of the run.
pub(super) fn check_gates(
    inputs: &Inputs,
    content: &Content,
    footings: &[Footing],
    touched: &Touched<'_>,
    today: Date,
) -> Vec<Diagnostic> {
    let mut judge = Judge { inputs, touched, today, findings: Vec::new() };
    for (language, gate) in &content.config.gates {
        let own: Vec<&Footing> =
            footings.iter().filter(|footing| footing.language == *language).collect();
        for pattern in &gate.require {
            judge.required(&own, pattern);
        }
        judge.stale(&own, gate);
    }
    judge.findings
}

/// What only the file of the site can be blamed for.
fn settings() -> FilePath {
    FilePath::new("content/site.toml")
}

struct Judge<'a> {
    inputs: &'a Inputs,
    touched: &'a Touched<'a>,
    today: Date,
    findings: Vec<Diagnostic>,
}

impl Judge<'_> {
    fn required(&mut self, footings: &[&Footing], pattern: &Spanned<String>) {
        let patterns = [pattern.value.clone()];
        let mut is_met = false;
        for footing in footings.iter().filter(|footing| in_scope(&patterns, &footing.path)) {
            is_met = true;
            let is_open = !matches!(footing.state, State::Fresh | State::Orphan);
            if is_open && self.touched.has(footing) {
                self.page(footing, pattern);
            }
        }
        if !is_met {
            let arguments = [("pattern", pattern.value.as_str())];
            let finding = Diagnostic::new(Code::GateNothing, &settings(), pattern.span, arguments);
            self.findings.push(finding);
        }
    }

    /// Where a page is missing, whoever wrote its source has to hear of it. A page that two patterns
    /// ask for is told once.
    fn page(&mut self, footing: &Footing, pattern: &Spanned<String>) {
        let place = match footing.state {
            State::Missing => &footing.source,
            _ => &footing.file,
        };
        let arguments = [("page", footing.file.as_str()), ("state", footing.state.name())];
        let finding = Diagnostic::new(Code::GatePage, place, None, arguments);
        if !self.findings.iter().any(|known| known.arguments == finding.arguments) {
            self.findings.push(finding.related(&settings(), pattern.span));
        }
    }

    fn stale(&mut self, footings: &[&Footing], gate: &Gate) {
        let stale = || footings.iter().filter(|footing| footing.state == State::Stale);
        let is_touched = stale().any(|footing| self.touched.has(footing));
        let limit = gate.max_stale_pages.as_ref();
        if let Some(limit) = limit.filter(|limit| is_touched && stale().count() > limit.value) {
            let (count, most) = (stale().count().to_string(), limit.value.to_string());
            let arguments = [("count", count.as_str()), ("limit", most.as_str())];
            let finding = Diagnostic::new(Code::GateStalePages, &settings(), limit.span, arguments);
            self.findings.push(finding);
        }
        let Some(limit) = &gate.max_stale_age_days else { return };
        for footing in stale().filter(|footing| self.touched.has(footing)) {
            let days = self.age(footing).filter(|days| *days > limit.value);
            self.findings.extend(days.map(|days| {
                let (days, most) = (days.to_string(), limit.value.to_string());
                let page = footing.file.as_str();
                let arguments = [("page", page), ("days", days.as_str()), ("limit", most.as_str())];
                Diagnostic::new(Code::GateStaleAge, &footing.file, None, arguments)
                    .related(&settings(), limit.span)
            }));
        }
    }

    /// The days since the last commit of the source; nothing where the history does not say.
    fn age(&self, footing: &Footing) -> Option<usize> {
        let since = *self.inputs.dates.get(&footing.source)?;
        usize::try_from(since.until(self.today).ok()?.get_days()).ok()
    }
}

/// How many units of a translation have another address, code or id in their source now, where the
/// gate asks for it.
pub(super) fn mechanical(content: &Content, beside: &Beside<'_>) -> Option<Diagnostic> {
    let gate = content.config.gates.get(&beside.languages.1)?;
    gate.mechanical.filter(|verdict| *verdict != Verdict::Allow)?;
    let first = beside.after.get(*beside.mechanical.iter().min()?)?;
    let file = &beside.translation.file;
    let units = beside.mechanical.len().to_string();
    let arguments = [("page", file.as_str()), ("units", units.as_str())];
    Some(Diagnostic::new(Code::MechanicalChange, file, first.span, arguments))
}

/// Makes each finding as grave as the gate of its language says, and takes out what it allows.
pub(super) fn judged(content: &Content, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let verdict = |finding: &Diagnostic| {
        let (language, _) = content.place(&finding.place.file)?;
        let gate = content.config.gates.get(&language)?;
        match finding.code {
            code if code.is_of_parity() => gate.parity,
            Code::MissingTerm => gate.glossary,
            Code::TranslationWithoutSource => gate.orphans,
            Code::MechanicalChange => gate.mechanical,
            _ => None,
        }
    };
    let judge = |finding: Diagnostic| match verdict(&finding) {
        None => Some(finding),
        Some(Verdict::Allow) => None,
        Some(Verdict::Tell(severity)) => Some(finding.judged(severity)),
    };
    findings.into_iter().filter_map(judge).collect()
}
