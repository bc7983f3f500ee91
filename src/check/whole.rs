//! All checks, in one list.

use rayon::prelude::*;

use super::links::{Sound, check_links};
use super::terms::{KnownWords, check_glossary, check_words};
use super::{
    directives, drafts, forms, images, languages, messages, names, readings, routes, urls,
};
use crate::site::Site;
use crate::text::{Diagnostic, FilePath, Fingerprint, Inputs};

/// What was found last time, and where nothing was.
#[derive(Debug, Default)]
pub struct KnownFindings {
    /// Of the content that was checked.
    key: Fingerprint,
    /// Findings that no text has a part in.
    outside: Vec<Diagnostic>,
    sound: Sound,
    words: KnownWords,
}

/// Runs every check that needs more than one file. What one file tells alone was found when it
/// was parsed. While only texts change, only those are looked at again (22 ms of 2,000 pages).
pub fn check(inputs: &Inputs, site: &Site<'_>, known: &mut KnownFindings) -> Vec<Diagnostic> {
    let content = site.content;
    if known.key != content.key {
        let outside = outside(inputs, site);
        *known = KnownFindings { key: content.key, outside, ..KnownFindings::default() };
    }
    let mut findings = known.outside.clone();
    findings.extend(check_links(site, &mut known.sound));
    findings.extend(directives::check_directives(content));
    findings.extend(drafts::check_drafts(content));
    findings.extend(check_words(content, &mut known.words));
    findings
}

/// What depends on nothing that only a page itself shows.
fn outside(inputs: &Inputs, site: &Site<'_>) -> Vec<Diagnostic> {
    let config = &FilePath::new("content/site.toml");
    let catalog = &FilePath::new("content/forms.toml");
    let glossary = &FilePath::new("content/glossary.toml");
    let content = site.content;
    let checks: [&(dyn Fn() -> Vec<Diagnostic> + Sync); 10] = [
        &|| names::check_names(inputs.files.keys()),
        &|| routes::check_routes(site, &inputs.options),
        &|| urls::check_urls(inputs, site),
        &|| languages::check_folders(content, config, inputs.files.keys()),
        &|| languages::check_pages(site, config),
        &|| forms::check_forms(site, catalog),
        &|| readings::check_readings(site, catalog, glossary),
        &|| check_glossary(content, glossary),
        &|| messages::check_messages(content, config),
        &|| images::check_images(inputs),
    ];
    checks.par_iter().flat_map_iter(|check| check()).collect()
}
