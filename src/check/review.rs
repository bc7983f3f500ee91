//! What `check` asks of translations beyond what every build asks.

use rayon::prelude::*;

use super::pairs::{beside, translations};
use super::parity::check_parity;
use super::said::Terms;
use crate::site::Site;
use crate::text::{Diagnostic, Inputs};
use crate::translate::Drifts;

/// Holds every translation against its source. Each is put beside it once, for all checks.
pub fn review(inputs: &Inputs, site: &Site<'_>, drifts: &Drifts) -> Vec<Diagnostic> {
    let terms = Terms::new(site.content);
    let all: Vec<Vec<Diagnostic>> = translations(site.content)
        .into_par_iter()
        .map(|pair| {
            let beside = beside(inputs, drifts, pair);
            let mut found = check_parity(inputs, site, &beside);
            found.extend(terms.check(&beside));
            found
        })
        .collect();
    all.into_iter().flatten().collect()
}
