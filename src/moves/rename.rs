//! `rename`: a page to another path, in all languages at once.

use super::detour::Detour;
use super::draft::{Draft, Earlier};
use super::plan::{Plan, Stop};
use super::texts::Texts;
use crate::parse::is_part;
use crate::site::route;
use crate::text::{FilePath, Inputs};

/// Plans to move the page at `old` to `new`, both in the folder of one language, and with it its
/// translations and what they were confirmed against. Every link that leads to it leads to the new
/// path, and its published addresses become aliases.
pub fn rename(inputs: &Inputs, old: &FilePath, new: &FilePath) -> Result<Plan, Stop> {
    let texts = Texts::read(inputs)?;
    let (from, to) = paths(&texts, old, new)?;
    let languages = 0..texts.content.config.languages.len();
    if let Some(there) = languages.clone().find_map(|language| texts.anything_at(language, &to)) {
        return Err(Stop::Exists(there.clone()));
    }
    let earlier = if is_part(&from) { Earlier::default() } else { earlier(&texts, &from, &to) };
    let detour = Detour { from, to: Some(to.clone()), ids: None };
    Draft::new(&texts, &detour, &earlier, |language| Some(texts.file(language, &to))).finish()
}

/// Both paths below the folder of their language.
fn paths(texts: &Texts<'_>, old: &FilePath, new: &FilePath) -> Result<(String, String), Stop> {
    let (language, from) = placed(texts, old)?;
    let bad = || Stop::BadPath(new.to_string());
    let (home, to) = texts.content.place(new).filter(|(_, to)| is_path(to)).ok_or_else(bad)?;
    if home != language {
        return Err(bad());
    }
    if is_part(&from) != is_part(&to) {
        return Err(Stop::PartOrPage(new.to_string()));
    }
    if from == "index.md" {
        return Err(Stop::FrontPage(old.clone()));
    }
    Ok((from, to))
}

/// The language and path of a page that is there.
pub(super) fn placed(texts: &Texts<'_>, file: &FilePath) -> Result<(usize, String), Stop> {
    texts
        .content
        .place(file)
        .filter(|(language, below)| texts.page(*language, below).is_some())
        .ok_or_else(|| Stop::NoPage(file.to_string()))
}

/// Whether a site would see a page there.
fn is_path(below: &str) -> bool {
    let is_seen = |name: &str| !name.is_empty() && !name.starts_with('.') && !name.ends_with('~');
    below.ends_with(".md") && below.split('/').all(is_seen) && !below.ends_with("/.md")
}

/// The addresses that the page leaves, each in the version that has it; where another version
/// stands in, in that one.
fn earlier(texts: &Texts<'_>, from: &str, to: &str) -> Earlier {
    let site = texts.site();
    let mut earlier = Earlier::default();
    for (language, known) in texts.content.config.languages.iter().enumerate() {
        let Some(entry) = site.entry(language, from) else { continue };
        let code = known.code.as_str();
        let slug = entry.front.slug.as_ref().filter(|_| !entry.is_fallback());
        let new = route(code, to, slug.map(|slug| slug.value.as_str()));
        let tail = |route: &crate::text::Route| {
            route.as_str().strip_prefix(code).map(|tail| tail.trim_start_matches('/').to_owned())
        };
        earlier.now.extend(tail(&new));
        if new != entry.route {
            let file = entry.page.file.clone();
            earlier.by_file.entry(file).or_default().extend(tail(&entry.route));
        }
    }
    earlier
}
