//! All checks, in one list.

use super::{
    directives, forms, images, languages, links, messages, names, readings, routes, terms,
};
use crate::site::Site;
use crate::text::{Diagnostic, FilePath, Inputs};

/// Runs every check that needs more than one file. What one file tells alone was found when it
/// was parsed.
pub fn check(inputs: &Inputs, site: &Site<'_>) -> Vec<Diagnostic> {
    let config = FilePath::new("content/site.toml");
    let catalog = FilePath::new("content/forms.toml");
    let glossary = FilePath::new("content/glossary.toml");
    let content = site.content;
    let mut findings = names::check_names(inputs.files.keys());
    findings.extend(languages::check_folders(content, &config, inputs.files.keys()));
    findings.extend(languages::check_pages(site, &config));
    findings.extend(routes::check_routes(site, &inputs.options));
    findings.extend(links::check_links(site));
    findings.extend(directives::check_directives(content));
    findings.extend(forms::check_forms(site, &catalog));
    findings.extend(readings::check_readings(site, &catalog, &glossary));
    findings.extend(terms::check_terms(content, &glossary));
    findings.extend(messages::check_messages(content, &config));
    findings.extend(images::check_images(inputs));
    findings
}
