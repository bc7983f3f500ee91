//! What `check` asks of translations beyond what every build asks, and what of all that was found is
//! told.

use rayon::prelude::*;

use super::allowed::without_allowed;
use super::baseline::without_known;
use super::gate::{check_gates, judged, mechanical};
use super::pairs::{beside, translations};
use super::parity::check_parity;
use super::said::Terms;
use super::touched::Touched;
use crate::site::Site;
use crate::text::{Diagnostic, Inputs, Scrutiny};
use crate::translate::{Drifts, footings};

/// What is told.
#[derive(Debug, Default)]
pub struct Told {
    /// The findings, in no order.
    pub findings: Vec<Diagnostic>,
    /// Lines of the baseline that no finding has any more.
    pub gone: Vec<String>,
}

/// Takes out of findings what is known and right as it is. Where that is asked for, translations are
/// held against their sources first, and the gates of their languages judge what is left.
pub fn told(
    inputs: &Inputs,
    site: &Site<'_>,
    drifts: &Drifts,
    mut findings: Vec<Diagnostic>,
) -> Told {
    let (content, asked) = (site.content, inputs.options.scrutiny.as_ref());
    if let Some(scrutiny) = asked {
        findings.extend(held(inputs, site, drifts, scrutiny));
    }
    let findings = without_allowed(content, drifts, findings, asked.is_some());
    let (findings, gone) = match asked {
        Some(scrutiny) if scrutiny.without_baseline => (findings, Vec::new()),
        _ => without_known(inputs, content, findings),
    };
    let Some(scrutiny) = asked else { return Told { findings, gone } };
    let touched = Touched(scrutiny.changed.as_ref());
    let footings = footings(inputs, content, drifts);
    let mut findings = touched.only(findings, &footings);
    findings.extend(touched.unconfirmed(inputs, content, drifts, &footings));
    if let Some(today) = scrutiny.gate {
        findings = judged(content, findings);
        findings.extend(check_gates(inputs, content, &footings, &touched, today));
    }
    Told { findings, gone }
}

/// Holds every translation against its source. Each is put beside it once, for all checks.
fn held(inputs: &Inputs, site: &Site<'_>, drifts: &Drifts, scrutiny: &Scrutiny) -> Vec<Diagnostic> {
    let terms = Terms::new(site.content);
    let all: Vec<Vec<Diagnostic>> = translations(site.content)
        .into_par_iter()
        .map(|pair| {
            let beside = beside(inputs, drifts, pair);
            let mut found = check_parity(inputs, site, &beside);
            found.extend(terms.check(&beside));
            found.extend(scrutiny.gate.and_then(|_| mechanical(site.content, &beside)));
            found
        })
        .collect();
    all.into_iter().flatten().collect()
}
