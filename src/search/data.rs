//! What directives show of the site's data, as sections of the page that they stand on.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::section::{Section, anchor};
use crate::parse::{Directive, Edition, Form, SiteData, Term};
use crate::site::Site;

/// A section for each form or term that a directive shows.
pub(super) fn data_sections(
    site: &Site<'_>,
    language: usize,
    directive: &Directive,
) -> Vec<Section> {
    let template = site.content.template(&format!("directives/{}.html", directive.name.value));
    let declaration = template.and_then(|template| template.declaration.as_ref());
    match declaration.and_then(|declaration| declaration.data) {
        Some(SiteData::Forms) => forms(site),
        Some(SiteData::Glossary) => glossary(site, language),
        _ => Vec::new(),
    }
}

/// Each row of the form index; it leads to the index with a query that leaves the row.
fn forms(site: &Site<'_>) -> Vec<Section> {
    let forms = site.content.catalog.forms.iter();
    let rows =
        forms.flat_map(|form| form.editions.iter().map(move |edition| row(site, form, edition)));
    rows.collect()
}

fn row(site: &Site<'_>, form: &Form, edition: &Edition) -> Section {
    let query = utf8_percent_encode(&edition.title, NON_ALPHANUMERIC);
    let mut section = Section::new(format!("?q={query}"), &edition.title);
    section.line(&edition.file_name);
    section.unseen(edition.reading.as_deref().unwrap_or_default());
    let also = form.also.iter().chain(&edition.also).map(String::as_str);
    also.chain(site.language_names(&edition.lang.value)).for_each(|name| section.unseen(name));
    section
}

fn glossary(site: &Site<'_>, language: usize) -> Vec<Section> {
    let reader = site.content.config.languages[language].code.as_str();
    site.content.glossary.terms.iter().filter_map(|term| term_section(term, reader)).collect()
}

/// The template of the glossary gives each term the id `term-…`.
fn term_section(term: &Term, reader: &str) -> Option<Section> {
    let own = term.words.get_key_value(reader).or_else(|| term.words.first_key_value());
    let (code, own) = own?;
    let mut section = Section::new(anchor(&format!("term-{}", term.id.value)), &own.preferred);
    section.unseen(own.reading.as_deref().unwrap_or_default());
    let others = term.words.iter().filter(|(other, _)| *other != code);
    others.clone().for_each(|(_, words)| section.line(&words.preferred));
    section.line(own.note.as_ref().or(term.note.as_ref()).map_or("", String::as_str));
    for (_, words) in std::iter::once((code, own)).chain(others) {
        words.forms.iter().for_each(|form| section.line(form));
        words.forbidden.iter().for_each(|form| section.line(&form.value));
    }
    Some(section)
}
