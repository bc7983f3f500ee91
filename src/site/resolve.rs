//! Where a link leads.

use super::map::{Entry, Site};
use crate::parse::{Dimensions, Status};
use crate::text::{FilePath, Link, Route};

/// Where a link leads.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Resolved {
    /// The address for `href` or `src`.
    pub href: String,
    /// The language there, where it is not that of the page.
    pub language: Option<usize>,
    /// How large the image there is shown; a page's bytes depend on it.
    pub image: Option<Dimensions>,
}

/// Why a link leads nowhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LinkProblem {
    /// There is no such page.
    NoPage,
    /// The page is a draft.
    Draft,
    /// The page has no such heading.
    NoAnchor {
        /// The anchor.
        anchor: String,
        /// The page's address.
        page: String,
        /// The ids that it has.
        known: Vec<String>,
    },
    /// There is no such file in `static/`.
    NoFile(String),
    /// A scheme that is not allowed.
    Unsafe,
    /// No form of address that the site knows.
    Form,
}

impl Site<'_> {
    /// Resolves a link that stands in `file`, shown as part of `entry`.
    pub fn resolve(
        &self,
        entry: &Entry<'_>,
        file: &FilePath,
        link: &Link,
    ) -> Result<Resolved, LinkProblem> {
        match link {
            Link::External(href) => {
                Ok(Resolved { href: href.clone(), language: None, image: None })
            }
            Link::Unsafe => Err(LinkProblem::Unsafe),
            Link::Other => Err(LinkProblem::Form),
            Link::Anchor(anchor) => self.to_entry(entry, entry, Some(anchor), true),
            Link::File { path, rest } => self.to_file(path, rest),
            Link::Page { path, anchor } => {
                let target = self.target(entry, file, path)?;
                self.to_entry(entry, target, anchor.as_deref(), false)
            }
        }
    }

    /// The address of a file of `static/`.
    pub fn to_file(&self, path: &str, rest: &str) -> Result<Resolved, LinkProblem> {
        let Some(file) = self.content.files.get(path) else {
            return Err(LinkProblem::NoFile(format!("/{path}")));
        };
        let href = format!("{}{rest}", self.base.href(&Route::new(path)));
        Ok(Resolved { href, language: None, image: file.image })
    }

    /// The entry that a relative path means for a reader of `entry`'s language.
    fn target(
        &self,
        entry: &Entry<'_>,
        file: &FilePath,
        path: &str,
    ) -> Result<&Entry<'_>, LinkProblem> {
        let missing = LinkProblem::NoPage;
        let target = FilePath::resolve(file.folder(), path).ok_or(missing.clone())?;
        let (language, target_path) = self.content.place(&target).ok_or(missing.clone())?;
        let home = self.content.place(file).map(|(language, _)| language);
        // A link inside its own language follows the reader; one to another language's folder is
        // meant as it stands.
        let first = if home == Some(language) { entry.language } else { language };
        let found = [first, language, self.content.config.source]
            .into_iter()
            .find_map(|language| self.by_path[language].get(&target_path));
        if let Some(index) = found {
            return Ok(&self.entries[*index]);
        }
        let page = self.content.page(&target);
        let is_draft = page.is_some_and(|page| page.front.status == Some(Status::Draft));
        Err(if is_draft { LinkProblem::Draft } else { missing })
    }

    fn to_entry(
        &self,
        from: &Entry<'_>,
        to: &Entry<'_>,
        anchor: Option<&str>,
        same_page: bool,
    ) -> Result<Resolved, LinkProblem> {
        let language = (to.written_in != from.written_in && to.written_in != from.language)
            .then_some(to.written_in);
        let Some(anchor) = anchor else {
            return Ok(Resolved { href: self.base.href(&to.route), language, image: None });
        };
        if !to.ids.contains(anchor) && !to.unread {
            return Err(LinkProblem::NoAnchor {
                anchor: anchor.to_owned(),
                page: self.base.href(&to.route),
                known: to.ids.iter().cloned().collect(),
            });
        }
        let whole = self.base.anchor(&to.route, anchor);
        let href = match whole.rfind('#') {
            Some(at) if same_page => whole[at..].to_owned(),
            _ => whole,
        };
        Ok(Resolved { href, language, image: None })
    }

    /// The entry of a path in a language.
    pub fn entry(&self, language: usize, path: &str) -> Option<&Entry<'_>> {
        self.by_path.get(language)?.get(path).map(|index| &self.entries[*index])
    }
}
