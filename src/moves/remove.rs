//! `remove`: a page in all languages at once, and where its links lead instead.

use super::catalog::rows;
use super::detour::{Detour, mentions};
use super::draft::{Draft, Earlier};
use super::plan::{Plan, Stop};
use super::rename::placed;
use super::texts::{FORMS, Texts};
use crate::parse::is_part;
use crate::site::alias_path;
use crate::text::{Code, Diagnostic, FilePath, Inputs};

/// Plans to remove the page at `page` with its translations and what they were confirmed against.
/// What leads to it leads to `other` from now on, which gets its addresses; without such a page
/// there must be no link that would break.
pub fn remove(inputs: &Inputs, page: &FilePath, other: Option<&FilePath>) -> Result<Plan, Stop> {
    let texts = Texts::read(inputs)?;
    let (language, from) = placed(&texts, page)?;
    if from == "index.md" {
        return Err(Stop::FrontPage(page.clone()));
    }
    let Some(other) = other else {
        let detour = Detour { from, to: None, ids: None };
        let left = left(&texts, &detour);
        if !left.is_empty() {
            return Err(Stop::Findings(left));
        }
        return Draft::new(&texts, &detour, &Earlier::default(), |_| None).finish();
    };
    let (home, to) = placed(&texts, other)?;
    if home != language || to == from {
        return Err(Stop::BadPath(other.to_string()));
    }
    if is_part(&from) != is_part(&to) {
        return Err(Stop::PartOrPage(other.to_string()));
    }
    let (ids, earlier) = instead(&texts, &from, &to);
    let detour = Detour { from, to: Some(to), ids };
    Draft::new(&texts, &detour, &earlier, |_| None).finish()
}

/// What still leads to the page, from elsewhere.
fn left(texts: &Texts<'_>, detour: &Detour) -> Vec<Diagnostic> {
    let content = &texts.content;
    let mut left = Vec::new();
    for page in content.pages.values() {
        let home = content.place(&page.file);
        if home.is_some_and(|(_, below)| below == detour.from) {
            continue;
        }
        for mention in mentions(content, page, &page.file) {
            if detour.concerns(content, &mention.meaning).is_some() {
                let arguments = [("target", mention.written.value.as_str())];
                let span = mention.written.span;
                left.push(Diagnostic::new(Code::LinkToRemoved, &page.file, span, arguments));
            }
        }
    }
    for row in rows(&content.catalog, &content.config, detour) {
        let arguments = [("target", row.value.as_str())];
        let file = FilePath::new(FORMS);
        left.push(Diagnostic::new(Code::LinkToRemoved, &file, row.span, arguments));
    }
    left.sort();
    left
}

type Ids = Vec<std::collections::BTreeSet<String>>;

/// The ids of the other page in each language, and the addresses that it takes over.
fn instead(texts: &Texts<'_>, from: &str, to: &str) -> (Option<Ids>, Earlier) {
    if is_part(from) {
        return (None, Earlier::default());
    }
    let site = texts.site();
    let (mut ids, mut earlier) = (Vec::new(), Earlier::default());
    for (language, known) in texts.content.config.languages.iter().enumerate() {
        let other = site.entry(language, to);
        ids.push(other.map(|other| other.ids.clone()).unwrap_or_default());
        let (Some(old), Some(other)) = (site.entry(language, from), other) else { continue };
        let tail = old.route.as_str().strip_prefix(known.code.as_str());
        let tail = tail.map(|tail| tail.trim_start_matches('/').to_owned());
        let aliases = old.page.front.aliases.iter().filter_map(|alias| alias_path(&alias.value));
        let tails = earlier.by_file.entry(other.page.file.clone()).or_default();
        tails.extend(tail.into_iter().chain(aliases));
    }
    (Some(ids), earlier)
}
