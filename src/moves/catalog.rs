//! The rows of the form index that open a page which is elsewhere now.

use super::detour::Detour;
use super::texts::FORMS;
use crate::parse::{Catalog, Config, FormTarget, parse_catalog};
use crate::text::{Code, Diagnostic, Edit, FilePath, Source, Spanned, mend, nfc};

/// The rows that open the page that is left, in languages that the site has.
pub(super) fn rows<'a>(
    catalog: &'a Catalog,
    config: &Config,
    detour: &Detour,
) -> Vec<&'a Spanned<String>> {
    let editions = catalog.forms.iter().flat_map(|form| &form.editions);
    let of_site = editions.filter(|edition| config.language(&edition.lang.value).is_some());
    let pages = of_site.filter_map(|edition| match &edition.target {
        Some(FormTarget::Page(page)) => Some(page),
        _ => None,
    });
    pages.filter(|page| nfc(&page.value) == detour.from).collect()
}

/// The form index with its rows led to the new path, how many those are, and what is to be done by
/// hand.
pub(super) fn redirected(
    source: &Source,
    catalog: &Catalog,
    config: &Config,
    detour: &Detour,
) -> Option<(Vec<u8>, usize, Vec<Diagnostic>)> {
    let to = detour.to.as_ref()?;
    let text = std::str::from_utf8(&source.bytes).ok()?;
    let edits: Vec<Edit> = rows(catalog, config, detour)
        .into_iter()
        .filter_map(|row| {
            let raw = text.get(row.span.start..row.span.end)?;
            let quote = raw.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let inner = raw.strip_prefix(quote)?.strip_suffix(quote)?;
            let is_plain = inner == row.value && !to.contains(['"', '\'', '\\']);
            is_plain.then(|| Edit { span: row.span, text: format!("{quote}{to}{quote}") })
        })
        .collect();
    let (bytes, made) = mend(&source.bytes, edits.iter().map(std::slice::from_ref));
    let after = parse_catalog(&Source::new(source.path.clone(), bytes.clone()));
    let by_hand = rows(&after.value, config, detour).into_iter().map(|row| {
        let arguments = [("target", row.value.as_str()), ("meant", to.as_str())];
        Diagnostic::new(Code::LinkByHand, &FilePath::new(FORMS), row.span, arguments)
    });
    Some((bytes, made, by_hand.collect()))
}
