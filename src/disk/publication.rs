//! A folder that readers are served from: it is exchanged whole, and the last three trees are kept.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::error::{DiskError, Refusal};
use super::lock::beside;
use super::manifest::{self, Entry, Record, is_safe};
use super::others;
use super::rights;
use super::shelf::{self, Shelf, forget};
use super::stage::is_mounted;
use super::swap::put_in_place;
use super::target::Target;
use super::twins::KnownTwins;
use super::whole;
use crate::render::{Emitted, Output};
use crate::text::Fingerprint;

/// Earlier trees that are kept.
const KEPT: usize = 3;

/// A folder that readers are served from, locked for as long as this lives.
#[derive(Debug)]
pub struct Published {
    target: Target,
    shelf: Shelf,
    /// The number of what is there; none where nothing of ours is.
    newest: Option<u32>,
    /// A number that nothing on the shelf has had.
    next: u32,
    /// The files of ours that are there.
    listed: BTreeMap<String, Entry>,
}

/// What a publication does to the place it goes to. Paths are in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that were not there.
    pub new: Vec<String>,
    /// Files with other bytes.
    pub changed: Vec<String>,
    /// Files of ours that are no longer part of the site.
    pub deleted: Vec<String>,
    /// Files of others, and of ours that somebody has edited: they stay.
    pub kept: Vec<String>,
    /// The size of what is new or changed.
    pub bytes: u64,
}

impl Changes {
    /// Whether readers would see no difference.
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty() && self.deleted.is_empty()
    }

    /// Says how large what is new or changed is.
    pub fn weigh(&mut self, output: &Output) {
        let written = self.new.iter().chain(&self.changed);
        let files = written.filter_map(|path| output.files.get(path));
        self.bytes = files.map(|file| file.bytes.len() as u64).sum();
    }
}

impl Published {
    /// Takes hold of the folder, and finishes what a run began there that was killed. `adopt` accepts a
    /// folder with files that we did not write; they stay.
    pub fn open(root: &Path, folder: &Path, adopt: bool) -> Result<Self, DiskError> {
        let target = Target::take(root, folder, adopt)?;
        if target.folder().exists() && is_mounted(target.folder()) {
            return Err(DiskError::refused(target.folder(), Refusal::Mounted));
        }
        let shelf = Shelf::new(beside(target.folder(), "kept"));
        let standing = shelf.settle(target.folder()).map_err(DiskError::io(shelf.place()))?;
        let newest = standing.lists.last().copied();
        let listed = match newest {
            Some(number) => manifest::listed(&shelf.list(number))?,
            None => {
                target.standing()?;
                // A build may have written here before anything was published.
                Record::read(target.folder())?.manifest
            }
        };
        Ok(Self { target, shelf, newest, next: standing.highest + 1, listed })
    }

    /// The twins of the last publication.
    pub fn known_twins(&self) -> KnownTwins {
        KnownTwins::of(self.target.folder(), self.shelf.twins())
    }

    /// Compares what is there with what is to be there.
    pub fn changes(&self, output: &Output) -> Result<Changes, DiskError> {
        let mut changes = Changes::default();
        let mut there = Vec::new();
        for path in others::files(self.target.folder())? {
            let Some(path) = path.to_str().map(|path| path.replace('\\', "/")) else {
                changes.kept.push(path.to_string_lossy().into_owned());
                continue;
            };
            match output.files.get(&path) {
                Some(file) if self.holds(&path, Entry::of(file)) => {}
                Some(_) => changes.changed.push(path.clone()),
                None if self.listed.get(&path).is_some_and(|entry| self.holds(&path, *entry)) => {
                    changes.deleted.push(path.clone());
                }
                None => changes.kept.push(path.clone()),
            }
            there.push(path);
        }
        there.sort_unstable();
        for paths in [&mut changes.changed, &mut changes.deleted, &mut changes.kept] {
            paths.sort_unstable();
        }
        let is_new = |path: &&String| there.binary_search(path).is_err();
        changes.new = output.files.keys().filter(is_new).cloned().collect();
        changes.weigh(output);
        self.check_way(&changes, output)?;
        Ok(changes)
    }

    /// Puts the site there in one step, beside what is others'.
    pub fn publish(&self, output: &Output, changes: &Changes) -> Result<(), DiskError> {
        self.put_shelf()?;
        let ready = self.stage(self.next, false, output, changes)?;
        let aside = self.shelf.tree(self.newest.unwrap_or_default());
        put_in_place(&ready, self.target.folder(), &aside)
            .map_err(DiskError::io(self.target.folder()))?;
        // Readers have the new site; what of the old ones cannot go now goes another time.
        let _ = self.prune();
        Ok(())
    }

    /// The number of what the last publication replaced, and what of it was ours; none where nothing is
    /// kept.
    pub fn earlier(&self) -> Result<Option<(u32, Output)>, DiskError> {
        let standing = self.shelf.look().map_err(DiskError::io(self.shelf.place()))?;
        let Some(number) = standing.trees.last().copied() else { return Ok(None) };
        let tree = self.shelf.tree(number);
        let mut files = BTreeMap::new();
        for path in manifest::listed(&self.shelf.list(number))?.into_keys() {
            let place = tree.join(&path);
            let bytes = fs::read(&place).map_err(DiskError::io(&place))?;
            files.insert(path, Emitted::new(bytes));
        }
        Ok(Some((number, Output { files })))
    }

    /// Puts an earlier publication there again, in one step, and forgets the one that is there. What is
    /// others' stays as it is now.
    pub fn roll_back(
        &self,
        (number, output): &(u32, Output),
        changes: &Changes,
    ) -> Result<(), DiskError> {
        let (shelf, newest) = (&self.shelf, self.newest.unwrap_or_default());
        let ready = self.stage(*number, true, output, changes)?;
        let gone = shelf.gone(newest);
        put_in_place(&ready, self.target.folder(), &gone)
            .map_err(DiskError::io(self.target.folder()))?;
        forget(&shelf.list(newest)).map_err(DiskError::io(shelf.place()))?;
        shelf::remove(&gone);
        shelf::remove(&shelf.tree(*number));
        Ok(())
    }

    fn holds(&self, path: &str, entry: Entry) -> bool {
        let place = self.target.folder().join(path);
        let found = fs::symlink_metadata(&place);
        found.is_ok_and(|found| found.is_file() && found.len() == entry.size)
            && fs::read(&place).is_ok_and(|bytes| Fingerprint::of(&bytes) == entry.hash)
    }

    /// No file of others may stand where the site needs a folder, or the reverse.
    fn check_way(&self, changes: &Changes, output: &Output) -> Result<(), DiskError> {
        if let Some(path) = changes.kept.iter().find(|path| output.is_blocked_by(path)) {
            return Err(DiskError::refused(&self.target.folder().join(path), Refusal::InTheWay));
        }
        match output.files.keys().find(|path| !is_safe(path)) {
            Some(path) => {
                let place = self.target.folder().join(path);
                Err(DiskError::refused(&place, Refusal::UnsafePath))
            }
            None => Ok(()),
        }
    }

    /// Makes the shelf, with a list of what is there before the first publication of all.
    fn put_shelf(&self) -> Result<(), DiskError> {
        let shelf = self.shelf.place();
        fs::create_dir_all(shelf).map_err(|_| DiskError::refused(shelf, Refusal::NoShelf))?;
        if self.newest.is_none() && !others::files(self.target.folder())?.is_empty() {
            self.shelf.put_list(0, &self.listed)?;
        }
        Ok(())
    }

    /// Writes a whole tree on the shelf: the site, and the files of others as they are. One that leads
    /// back has its list already.
    fn stage(
        &self,
        number: u32,
        back: bool,
        output: &Output,
        changes: &Changes,
    ) -> Result<PathBuf, DiskError> {
        let tree = if back { self.shelf.copy(number) } else { self.shelf.making(number) };
        fs::create_dir(&tree).map_err(DiskError::io(&tree))?;
        if !back {
            self.shelf.put_list(number, &manifest::entries(output))?;
        }
        output.files.par_iter().try_for_each(|(path, file)| {
            let place = tree.join(path);
            whole::create(&place, &file.bytes).map_err(DiskError::io(&place))
        })?;
        let folder = self.target.folder();
        rights::for_readers(&tree, folder).map_err(DiskError::io(&tree))?;
        let is_ours = |path: &str| {
            output.files.contains_key(path)
                || changes.deleted.binary_search_by(|gone| gone.as_str().cmp(path)).is_ok()
        };
        others::bring_along(folder, &tree, &is_ours)?;
        on_disk(&tree)
            .and_then(|()| self.shelf.ready(&tree, number, back))
            .map_err(DiskError::io(&tree))
    }

    /// Takes off the shelf what is more than is kept.
    fn prune(&self) -> io::Result<()> {
        let trees = self.shelf.look()?.trees;
        let over = trees.len().saturating_sub(KEPT);
        trees.iter().take(over).try_for_each(|number| self.shelf.drop(*number))
    }
}

/// A tree that is about to be shown has to outlive a loss of power.
#[cfg(target_os = "linux")]
fn on_disk(tree: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(fs::File::open(tree)?)?)
}

#[cfg(not(target_os = "linux"))]
fn on_disk(tree: &Path) -> io::Result<()> {
    sync_folder(tree)
}
