//! The path, top to bottom.

use crate::render::Output;
use crate::text::{Diagnostic, Inputs};

/// What is kept between builds of one process.
#[derive(Debug, Default)]
pub struct Memo {}

/// A site and all that was found while making it.
#[derive(Clone, Debug, Default)]
pub struct Built {
    /// The files; complete only if no finding is an error.
    pub output: Output,
    /// Every finding of the run, sorted by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// Published pages, fallbacks not counted.
    pub pages: usize,
    /// Languages of the site.
    pub languages: usize,
    /// `site.toml` could not be read as a configuration at all (exit code 78).
    pub unusable: bool,
    /// There is no `base_url`: canonical addresses and the sitemap were left out.
    pub without_base_url: bool,
}

/// Builds the whole site. Pure: the same inputs give the same bytes and the same diagnostics.
pub fn build(_inputs: &Inputs, _memo: &mut Memo) -> Built {
    Built::default()
}
