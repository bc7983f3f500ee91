//! What is kept between two builds of one process.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::check::KnownFindings;
use crate::parse::{Dimensions, Messages, Page, Template};
use crate::render::{Environment, Kept};
use crate::search::KnownIndex;
use crate::site::KnownSite;
use crate::text::{FilePath, Fingerprint, Outcome, Phrases};
use crate::translate::KnownDrifts;

/// Parsed files by path, each with the hash of the bytes that it was parsed from.
pub(super) type Parsed<T> = BTreeMap<FilePath, (Fingerprint, Arc<Outcome<Arc<T>>>)>;

/// Values of the last build, findings among them. A build takes over what still has the same key
/// and forgets the rest, so the memo never grows beyond one site.
#[derive(Debug, Default)]
pub struct Memo {
    pub(super) pages: Parsed<Page>,
    pub(super) templates: Parsed<Template>,
    pub(super) messages: Parsed<Messages>,
    pub(super) images: Parsed<Option<Dimensions>>,
    pub(super) phrases: Arc<Phrases>,
    pub(super) site: KnownSite,
    pub(super) checked: KnownFindings,
    pub(super) drifts: KnownDrifts,
    pub(super) environment: Option<Arc<Environment>>,
    pub(super) rendered: Kept,
    pub(super) index: KnownIndex,
    /// Pages that the last build parsed.
    pub parsed: usize,
    /// Texts that the last build wrote.
    pub written: usize,
    /// Pages that the last build rendered.
    pub fresh: usize,
    /// Pages that the last build cut into terms for the search.
    pub indexed: usize,
}
