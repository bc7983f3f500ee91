//! A plan while it is made: the texts as they will be, file by file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::aliases::alias_edits;
use super::catalog::redirected;
use super::detour::Detour;
use super::plan::{Plan, Stop};
use super::relink::Hands;
use super::texts::{FORMS, Texts, site};
use crate::parse::Page;
use crate::site::Site;
use crate::text::{Code, Diagnostic, FileChange, FilePath, Inputs, Source};

/// What becomes of a file.
enum Fate {
    /// It gets this path and these bytes.
    Becomes(FilePath, Vec<u8>),
    Goes,
}

/// The earlier addresses that pages get, by file, and the addresses that the moved page has now.
#[derive(Default)]
pub(super) struct Earlier {
    pub(super) by_file: BTreeMap<FilePath, BTreeSet<String>>,
    pub(super) now: BTreeSet<String>,
}

pub(super) struct Draft<'a> {
    texts: &'a Texts<'a>,
    detour: &'a Detour,
    fates: BTreeMap<FilePath, Fate>,
    pages: BTreeMap<FilePath, Arc<Page>>,
    links: usize,
    linking: usize,
    by_hand: Vec<Diagnostic>,
}

impl<'a> Draft<'a> {
    /// Every text with its links as they have to be. The page of the detour goes where `place` says.
    pub(super) fn new(
        texts: &'a Texts<'a>,
        detour: &'a Detour,
        earlier: &Earlier,
        place: impl Fn(usize) -> Option<FilePath>,
    ) -> Self {
        let (fates, pages) = (BTreeMap::new(), BTreeMap::new());
        let (links, linking, by_hand) = (0, 0, Vec::new());
        let mut draft = Self { texts, detour, fates, pages, links, linking, by_hand };
        for page in texts.content.pages.values() {
            let home = texts.content.place(&page.file).filter(|(_, below)| *below == detour.from);
            match home.map(|(language, _)| place(language)) {
                None => draft.page(page, &page.file, earlier),
                Some(Some(to)) => draft.page(page, &to, earlier),
                Some(None) => {
                    draft.fates.insert(page.file.clone(), Fate::Goes);
                }
            }
        }
        draft.catalog();
        draft.bases(&place);
        draft
    }

    fn page(&mut self, page: &Arc<Page>, to: &FilePath, earlier: &Earlier) {
        let Some(source) = self.texts.inputs.files.get(&page.file) else { return };
        let add = earlier.by_file.get(&page.file);
        let head = add.map(|add| {
            let text = std::str::from_utf8(&source.bytes).ok()?;
            alias_edits(text, &page.front, add, &earlier.now)
        });
        let edits = head.clone().flatten().unwrap_or_default();
        let hands = Hands { content: &self.texts.content, detour: self.detour };
        let done = hands.relink(page, source, to, &edits);
        if head.is_some_and(|head| head.is_none() || done.headed == edits.is_empty()) {
            for tail in add.into_iter().flatten() {
                let at = done.page.front.title_span;
                let arguments = [("alias", tail.as_str())];
                self.by_hand.push(Diagnostic::new(Code::AliasByHand, to, at, arguments));
            }
        }
        self.links += done.links;
        self.linking += usize::from(done.links > 0);
        self.by_hand.extend(done.by_hand);
        if page.file != *to || *source.bytes != *done.bytes {
            self.fates.insert(page.file.clone(), Fate::Becomes(to.clone(), done.bytes));
        }
        self.pages.insert(to.clone(), Arc::new(done.page));
    }

    fn catalog(&mut self) {
        let content = &self.texts.content;
        let Some(source) = self.texts.inputs.get(FORMS) else { return };
        let done = redirected(source, &content.catalog, &content.config, self.detour);
        let Some((bytes, links, by_hand)) = done else { return };
        self.links += links;
        self.by_hand.extend(by_hand);
        if links > 0 {
            self.linking += 1;
            self.fates.insert(source.path.clone(), Fate::Becomes(source.path.clone(), bytes));
        }
    }

    /// The confirmed sources: those of the page go with it, and where one was the source's very
    /// bytes it stays that, since nothing that anybody translates has changed.
    fn bases(&mut self, place: &impl Fn(usize) -> Option<FilePath>) {
        for language in 0..self.texts.content.config.languages.len() {
            for (below, base) in self.texts.bases(language) {
                let is_moved = below == self.detour.from;
                let to = match place(language).filter(|_| is_moved) {
                    Some(to) => to
                        .below(&self.texts.content.config.folder(language))
                        .map(|below| self.texts.base(language, below)),
                    None if is_moved => None,
                    None => Some(base.path.clone()),
                };
                let bytes = self.confirmed(&below, base).unwrap_or_else(|| base.bytes.to_vec());
                let fate = match to {
                    None => Fate::Goes,
                    Some(to) if to == base.path && *bytes == *base.bytes => continue,
                    Some(to) => Fate::Becomes(to, bytes),
                };
                self.fates.insert(base.path.clone(), fate);
            }
        }
    }

    /// The new bytes of the source, if the old ones are those that were confirmed.
    fn confirmed(&self, below: &str, base: &Source) -> Option<Vec<u8>> {
        let source = self.texts.page(self.texts.source_of(below), below)?;
        match self.fates.get(&source.file) {
            Some(Fate::Becomes(_, bytes)) if source.hash == base.hash => Some(bytes.clone()),
            _ => None,
        }
    }

    /// The plan, unless an address would belong to two pages that did not share it before.
    pub(super) fn finish(self) -> Result<Plan, Stop> {
        let content = self.texts.with(self.pages);
        let (before, after) = (self.texts.site(), site(&content));
        let (old, new) = (Claims::of(&before), Claims::of(&after));
        let taken = new.twice.iter().find(|(route, _)| !old.twice.contains_key(*route));
        if let Some((route, both)) = taken {
            // The one that was there before.
            let known = both.iter().find(|file| self.texts.content.pages.contains_key(*file));
            let file = known.unwrap_or(&both[0]).clone();
            return Err(Stop::AddressTaken { address: route.clone(), file });
        }
        let led = |owner: &(usize, String)| match &self.detour.to {
            Some(to) if owner.1 == self.detour.from => (owner.0, to.clone()),
            _ => owner.clone(),
        };
        let is_lost = |(route, owner): &(&String, &(usize, String))| {
            new.owners.get(*route) != Some(&led(owner))
        };
        let lost = old.owners.iter().filter(is_lost).map(|(route, _)| route.clone()).collect();
        let inputs = self.texts.inputs;
        let mut plan = Plan {
            changes: Vec::new(),
            moved: Vec::new(),
            removed: Vec::new(),
            links: self.links,
            linking: self.linking,
            by_hand: self.by_hand,
            lost,
            after: Inputs { findings: Vec::new(), ..inputs.clone() },
        };
        for (path, fate) in self.fates {
            let Some(source) = inputs.files.get(&path) else { continue };
            plan.add(source, fate);
        }
        plan.by_hand.sort();
        plan.changes.sort_by_key(|change| match change {
            FileChange::Create { .. } => 0,
            FileChange::Replace { .. } => 1,
            FileChange::Delete { .. } => 2,
        });
        Ok(plan)
    }
}

impl Plan {
    fn add(&mut self, source: &Source, fate: Fate) {
        let (path, read) = (source.path.clone(), source.hash);
        let Fate::Becomes(to, bytes) = fate else {
            self.after.files.remove(&path);
            self.removed.push(path.clone());
            self.changes.push(FileChange::Delete { path, read });
            return;
        };
        if to == path {
            self.after.insert(path.as_str(), bytes.clone());
            self.changes.push(FileChange::Replace { path, read, bytes });
            return;
        }
        self.after.files.remove(&path);
        self.after.insert(to.as_str(), bytes.clone());
        self.moved.push((path.clone(), to.clone()));
        self.changes.push(FileChange::Create { path: to, like: Some(path.clone()), bytes });
        self.changes.push(FileChange::Delete { path, read });
    }
}

/// Which page has which address; as disks do that ignore case.
struct Claims {
    /// By address: the language and the path below its folder.
    owners: BTreeMap<String, (usize, String)>,
    /// Addresses that a second page claims, and both.
    twice: BTreeMap<String, [FilePath; 2]>,
}

impl Claims {
    fn of(site: &Site<'_>) -> Self {
        let mut claims = Self { owners: BTreeMap::new(), twice: BTreeMap::new() };
        let mut files: BTreeMap<String, FilePath> = BTreeMap::new();
        let (own, fallbacks): (Vec<_>, Vec<_>) =
            site.entries.iter().partition(|entry| !entry.is_fallback());
        let pages = own.into_iter().chain(fallbacks).map(|entry| (&entry.route, entry));
        let aliases = site.aliases.iter().map(|alias| (&alias.route, &site.entries[alias.entry]));
        for (at, (route, entry)) in pages.chain(aliases).enumerate() {
            let key = route.as_str().to_lowercase();
            let owner = (entry.language, entry.path.clone());
            let is_alias = at >= site.entries.len();
            match claims.owners.get(&key) {
                // An alias at its own page's address is a fault too.
                Some(known) if *known != owner || is_alias => {
                    let own = entry.page.file.clone();
                    let first = files.get(&key).unwrap_or(&own).clone();
                    claims.twice.insert(key, [first, own]);
                }
                Some(_) => {}
                None => {
                    claims.owners.insert(key.clone(), owner);
                    files.insert(key, entry.page.file.clone());
                }
            }
        }
        claims
    }
}
