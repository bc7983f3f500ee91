//! What is kept of a published folder: beside `www`, the folder `.www.taiyaku-kept`.
//!
//! Each publication has a number, and a list of its files (`7.manifest`). The tree of the newest one is
//! the published folder itself; earlier ones stand on the shelf (`6`, `5`, …). While one is made its
//! tree is `7.making`, and when it is complete `7.new-1234`, where 1234 is the folder's own identity:
//! so whoever comes after a run that was killed sees whether the two folders have changed places.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::DiskError;
use super::manifest::{self, Entry};
use super::swap::identity;
use super::whole::{DRAFT, put_for_sure};

/// The names of a shelf.
#[derive(Debug)]
pub(super) struct Shelf(PathBuf);

/// What stands on it.
#[derive(Debug, Default)]
pub(super) struct Standing {
    /// Publications that have a list, the newest of which is the published folder.
    pub(super) lists: BTreeSet<u32>,
    /// Earlier ones whose trees are here.
    pub(super) trees: BTreeSet<u32>,
    /// The highest number that anything has.
    pub(super) highest: u32,
    /// Trees that were begun, or are to go, with their lists.
    rest: Vec<PathBuf>,
    /// Copies of earlier trees that were begun.
    copies: Vec<PathBuf>,
    /// Files on their way to their names.
    drafts: Vec<PathBuf>,
    /// A complete tree on its way to the published folder, or what came from there in exchange.
    moving: Option<Moving>,
}

#[derive(Debug)]
struct Moving {
    number: u32,
    place: PathBuf,
    /// It leads back to an earlier publication.
    back: bool,
    /// It is what came in exchange.
    swapped: bool,
}

impl Shelf {
    pub(super) fn new(place: PathBuf) -> Self {
        Self(place)
    }

    pub(super) fn place(&self) -> &Path {
        &self.0
    }

    pub(super) fn list(&self, number: u32) -> PathBuf {
        self.0.join(format!("{number}.manifest"))
    }

    /// Writes the list of a publication, for sure.
    pub(super) fn put_list(
        &self,
        number: u32,
        entries: &BTreeMap<String, Entry>,
    ) -> Result<(), DiskError> {
        let place = self.list(number);
        put_for_sure(&self.0, &place, manifest::list(entries).as_bytes())
            .map_err(DiskError::io(&place))
    }

    pub(super) fn tree(&self, number: u32) -> PathBuf {
        self.0.join(number.to_string())
    }

    /// A copy of an earlier tree, to be shown again.
    pub(super) fn copy(&self, number: u32) -> PathBuf {
        self.0.join(format!("{number}.copy"))
    }

    pub(super) fn making(&self, number: u32) -> PathBuf {
        self.0.join(format!("{number}.making"))
    }

    /// The list of compressed twins.
    pub(super) fn twins(&self) -> PathBuf {
        self.0.join("twins")
    }

    pub(super) fn gone(&self, number: u32) -> PathBuf {
        self.0.join(format!("{number}.gone"))
    }

    /// Gives a complete tree the name under which it changes places.
    pub(super) fn ready(&self, tree: &Path, number: u32, back: bool) -> io::Result<PathBuf> {
        let how = if back { "back" } else { "new" };
        let ready = self.0.join(format!("{number}.{how}-{}", identity(tree)?));
        fs::rename(tree, &ready)?;
        Ok(ready)
    }

    /// Looks at what is there. Nothing, where there is no shelf.
    pub(super) fn look(&self) -> io::Result<Standing> {
        let mut standing = Standing::default();
        let entries = match fs::read_dir(&self.0) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(standing),
            entries => entries?,
        };
        for entry in entries {
            let place = entry?.path();
            let name = place.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if name.starts_with(DRAFT) {
                standing.drafts.push(place);
                continue;
            }
            let (number, what) = name.split_once('.').unwrap_or((&name, ""));
            let Ok(number) = number.parse() else { continue };
            standing.highest = standing.highest.max(number);
            match what {
                "" => _ = standing.trees.insert(number),
                "manifest" => _ = standing.lists.insert(number),
                "making" | "gone" => standing.rest.push(place),
                "copy" => standing.copies.push(place),
                _ => {
                    let Some((how, own)) = what.split_once('-') else { continue };
                    let swapped = identity(&place)?.to_string() != own;
                    let back = how == "back";
                    standing.moving = Some(Moving { number, place, back, swapped });
                }
            }
        }
        Ok(standing)
    }

    /// Finishes what a run began that was killed, or takes it back.
    pub(super) fn settle(&self, published: &Path) -> io::Result<Standing> {
        let standing = self.look()?;
        if let Some(moving) = &standing.moving {
            self.settle_moving(moving, &standing, published)?;
        }
        for place in &standing.drafts {
            fs::remove_file(place)?;
        }
        for place in &standing.copies {
            fs::remove_dir_all(place)?;
        }
        for place in &standing.rest {
            // Whatever was to go, or was never complete, has no list.
            if let Some(number) = numbered(place) {
                forget(&self.list(number))?;
            }
            remove(place);
        }
        let standing = self.look()?;
        // One that was led back to is the published folder.
        if let Some(number) = standing.lists.last().and_then(|newest| standing.trees.get(newest)) {
            remove(&self.tree(*number));
        }
        self.look()
    }

    fn settle_moving(
        &self,
        moving: &Moving,
        standing: &Standing,
        published: &Path,
    ) -> io::Result<()> {
        let Moving { number, place, back, swapped } = moving;
        let newest = standing.lists.last().copied().unwrap_or_default();
        if fs::symlink_metadata(published).is_err() {
            fs::rename(place, published)?;
            return if *back { forget(&self.list(newest)) } else { Ok(()) };
        }
        match (*back, *swapped) {
            (false, true) => {
                let before = standing.lists.range(..number).next_back().copied();
                fs::rename(place, self.tree(before.unwrap_or_default()))
            }
            (false, false) => {
                forget(&self.list(*number))?;
                fs::remove_dir_all(place)
            }
            (true, true) => {
                forget(&self.list(newest))?;
                remove(place);
                Ok(())
            }
            (true, false) => fs::remove_dir_all(place),
        }
    }

    /// Takes a publication off the shelf. A run that is killed here leaves no half tree under a name
    /// that says it is whole.
    pub(super) fn drop(&self, number: u32) -> io::Result<()> {
        let gone = self.gone(number);
        fs::rename(self.tree(number), &gone)?;
        forget(&self.list(number))?;
        remove(&gone);
        Ok(())
    }
}

/// Removes a tree that nobody sees any more. One that somebody else has a part in costs space, and is no
/// reason to publish nothing.
pub(super) fn remove(tree: &Path) {
    let _ = fs::remove_dir_all(tree);
}

fn numbered(place: &Path) -> Option<u32> {
    place.file_stem()?.to_str()?.parse().ok()
}

/// Removes a file, if it is there.
pub(super) fn forget(list: &Path) -> io::Result<()> {
    match fs::remove_file(list) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
