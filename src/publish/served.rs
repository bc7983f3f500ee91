//! What all hosts are told of a site, each in its own language.

use super::policy::policy;
use crate::build::Built;
use crate::text::{Base, Route};

/// For addresses with a hash in them: what is there never changes.
pub(super) const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// For all others: kept, and asked about each time, because pages name the hashed files of their own day.
pub(super) const ASKED: &str = "public, max-age=0, must-revalidate";
/// For what is not there.
pub(super) const NOT_AT_ALL: &str = "no-store";

/// What a build keeps beside the pages for itself. It is there where a server has the output of a build
/// as it lies.
pub(super) const OWN: &str = ".taiyaku/";

/// Where `publish` keeps earlier sites, beside the folder that it exchanges, which may lie below the root of
/// a server: as a pattern.
pub(super) const KEPT: &str = r"/\.[^/]+\.taiyaku-";

/// The files of the search whose names are hashes, as a pattern.
pub(super) const SHARDS: &str = r"/search/[0-9a-f]{16}\.bin$";

/// Headers of every answer, by name.
pub(super) const EVERYWHERE: [(&str, &str); 2] =
    [("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "strict-origin-when-cross-origin")];

/// The header of pages that holds the policy.
pub(super) const POLICY: &str = "Content-Security-Policy";

/// A site as a server sees it.
pub(super) struct Served<'a> {
    base: &'a Base,
    /// The codes of the languages, which are the first part of their addresses.
    pub(super) languages: Vec<&'a str>,
    /// The folder of the theme's files below the base; its name holds their hash.
    theme: &'a str,
    /// Earlier addresses, each with that of now.
    moved: &'a [(Route, Route)],
    /// The policy of the pages.
    pub(super) policy: String,
}

impl<'a> Served<'a> {
    pub(super) fn new(built: &'a Built) -> Self {
        let languages = &built.content.config.languages;
        Self {
            base: &built.base,
            languages: languages.iter().map(|language| language.code.as_str()).collect(),
            theme: &built.theme,
            moved: &built.moved,
            policy: policy(&built.output),
        }
    }

    /// The address of a place below the base, encoded.
    pub(super) fn address(&self, path: &str) -> String {
        self.base.href(&Route::new(path))
    }

    /// The same as servers compare it: decoded.
    pub(super) fn decoded(&self, path: &str) -> String {
        let base = percent_encoding::percent_decode_str(self.base.path()).decode_utf8_lossy();
        format!("{base}{path}")
    }

    /// The folder of the theme's files below the base.
    pub(super) fn theme_folder(&self) -> &'a str {
        self.theme
    }

    /// The address of the theme's files, a slash at its end.
    pub(super) fn theme(&self) -> String {
        self.address(self.theme)
    }

    /// The host's name, where the site is all of it.
    pub(super) fn domain(&self) -> Option<&'a str> {
        self.base.host().filter(|_| self.base.path() == "/")
    }

    /// Earlier addresses below the base, decoded, each with the address of now.
    pub(super) fn moved(&self) -> impl Iterator<Item = (&'a str, String)> + '_ {
        self.moved.iter().map(|(from, to)| (from.as_str(), self.base.href(to)))
    }
}
