//! Waiting for a change. What comes from the system means only "look again": what it tells of a file
//! says where to look first, and whether anything changed is seen by reading.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant, SystemTime};

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::history::signs;

/// After the last event, so long nothing more may come: editors save in several steps, which are
/// one or two milliseconds apart.
const QUIET: Duration = Duration::from_millis(10);
/// While events keep coming, a look is due all the same.
const PATIENCE: Duration = Duration::from_millis(300);
/// Where the system tells nothing, so often somebody looks.
const POLL: Duration = Duration::from_millis(500);
/// While git writes files the site is neither the old nor the new one. A lock that is older was
/// left behind.
const CHECKOUT: Duration = Duration::from_secs(10);

/// More files than this are not looked at one by one.
const FEW: usize = 32;

/// What the system told.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Hint {
    /// Something changed at these places.
    Changed(Vec<PathBuf>),
    /// It told not everything: the folders have to be watched anew.
    Lost,
}

/// How changes are learnt.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Watching {
    /// From the system.
    Events,
    /// By looking every half second, as was asked for.
    Looking,
    /// By looking every half second, since the system refused.
    Refused,
}

/// Where something may have changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Changed {
    /// At these places and nowhere else, as far as the system told.
    Places(BTreeSet<PathBuf>),
    /// Anywhere.
    Anywhere,
}

/// Why a wait ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Woken {
    /// Something may have changed.
    Changed(Changed),
    /// Nothing did for so long.
    Quiet,
}

/// Watches the folders of a site.
pub struct Watch {
    watching: Watching,
    /// Held for its events; `None` while nothing is watched.
    watcher: Option<RecommendedWatcher>,
    folders: BTreeSet<PathBuf>,
    hints: Receiver<Hint>,
    tell: Sender<Hint>,
    /// Git's lock, and the folder that changes with each commit.
    git: Option<(PathBuf, PathBuf)>,
}

impl Watch {
    /// Watches nothing yet. `poll`: never ask the system, as on drives of other machines, which
    /// tell nothing.
    pub fn new(root: &Path, poll: bool) -> Self {
        let (tell, hints) = mpsc::channel();
        let watching = if poll { Watching::Looking } else { Watching::Events };
        let (watcher, folders) = (None, BTreeSet::new());
        Self { watching, watcher, folders, hints, tell, git: signs(root) }
    }

    /// How changes are learnt.
    pub fn watching(&self) -> Watching {
        self.watching
    }

    /// Watches exactly these folders, each without those below it. Whether it did so already: if
    /// not, what was read may be older than the watch, and must be read again.
    ///
    /// A system's own watch over folders below each other misses what is made in a new one before
    /// it is watched; and a folder that was moved keeps its watch under its old name. So where the
    /// folders are others, the watch is a new one.
    pub fn cover(&mut self, folders: &BTreeSet<PathBuf>) -> bool {
        if self.watching != Watching::Events {
            return true;
        }
        if self.watcher.is_some() && self.folders == *folders {
            return true;
        }
        let logs = self.git.as_ref().map(|(_, logs)| logs).filter(|logs| logs.is_dir());
        match watcher(folders.iter().chain(logs), self.tell.clone()) {
            Ok(watcher) => {
                self.watcher = Some(watcher);
                self.folders.clone_from(folders);
            }
            Err(Failure::Vanished) => self.watcher = None,
            Err(Failure::Refused) => {
                self.watcher = None;
                self.watching = Watching::Refused;
            }
        }
        false
    }

    /// Waits until something may have changed and no more comes, or for `time`.
    pub fn wait(&mut self, time: Option<Duration>) -> Woken {
        let poll = (self.watcher.is_none()).then_some(POLL);
        let first = match (time, poll) {
            (Some(time), Some(poll)) => self.hints.recv_timeout(time.min(poll)),
            (Some(time), None) | (None, Some(time)) => self.hints.recv_timeout(time),
            (None, None) => self.hints.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        let Ok(first) = first else {
            let due = poll.is_some_and(|poll| time.is_none_or(|time| poll <= time));
            return if due { Woken::Changed(Changed::Anywhere) } else { Woken::Quiet };
        };
        let start = Instant::now();
        let mut changed = Changed::Places(BTreeSet::new());
        self.note(first, &mut changed);
        while start.elapsed() < PATIENCE || (self.is_locked() && start.elapsed() < CHECKOUT) {
            match self.hints.recv_timeout(QUIET) {
                Ok(hint) => self.note(hint, &mut changed),
                Err(_) if self.is_locked() => changed = Changed::Anywhere,
                Err(_) => break,
            }
        }
        // What else is waiting was told before now.
        while let Ok(hint) = self.hints.try_recv() {
            self.note(hint, &mut changed);
        }
        Woken::Changed(changed)
    }

    fn note(&mut self, hint: Hint, changed: &mut Changed) {
        match hint {
            Hint::Changed(places) => changed.note(places),
            Hint::Lost => {
                *changed = Changed::Anywhere;
                self.watcher = None;
            }
        }
    }

    /// Whether git is writing files.
    fn is_locked(&self) -> bool {
        let since = |path: &PathBuf| fs::metadata(path).ok()?.modified().ok();
        let since = self.git.as_ref().and_then(|(lock, _)| since(lock));
        let age = since.map(|since| SystemTime::now().duration_since(since).unwrap_or_default());
        age.is_some_and(|age| age < CHECKOUT)
    }
}

impl Changed {
    fn note(&mut self, more: Vec<PathBuf>) {
        if let Self::Places(places) = self {
            places.extend(more);
            if places.len() > FEW {
                *self = Self::Anywhere;
            }
        }
    }
}

/// Why folders are not watched.
enum Failure {
    /// One of them is gone again.
    Vanished,
    /// The system has no more to give, or never had.
    Refused,
}

fn watcher<'a>(
    folders: impl Iterator<Item = &'a PathBuf>,
    tell: Sender<Hint>,
) -> Result<RecommendedWatcher, Failure> {
    let watched: Vec<PathBuf> = folders.cloned().collect();
    let known: BTreeSet<PathBuf> = watched.iter().cloned().collect();
    let told = move |event: notify::Result<Event>| {
        // Nobody listens any more when the program ends.
        let _ = hint(event, &known).map(|hint| tell.send(hint));
    };
    let mut watcher = notify::recommended_watcher(told).map_err(|_| Failure::Refused)?;
    for folder in &watched {
        watcher.watch(folder, RecursiveMode::NonRecursive).map_err(|error| match error.kind {
            notify::ErrorKind::PathNotFound => Failure::Vanished,
            notify::ErrorKind::Io(error) if error.kind() == ErrorKind::NotFound => {
                Failure::Vanished
            }
            _ => Failure::Refused,
        })?;
    }
    Ok(watcher)
}

/// What an event means. Opening and reading are events too, our own among them. A watched folder
/// that goes takes its watch with it, even if another of its name comes.
fn hint(event: notify::Result<Event>, watched: &BTreeSet<PathBuf>) -> Option<Hint> {
    let Ok(event) = event else { return Some(Hint::Lost) };
    let is_read = matches!(event.kind, EventKind::Access(_));
    let is_written = event.kind == EventKind::Access(AccessKind::Close(AccessMode::Write));
    if event.need_rescan() || is_gone(&event, watched) || (event.paths.is_empty() && !is_read) {
        return Some(Hint::Lost);
    }
    (is_written || !is_read).then_some(Hint::Changed(event.paths))
}

fn is_gone(event: &Event, watched: &BTreeSet<PathBuf>) -> bool {
    let goes = matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)));
    goes && event.paths.iter().any(|path| watched.contains(path))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::PathBuf;
    use std::time::Duration;

    use notify::event::{AccessKind, AccessMode, CreateKind, Flag, RemoveKind};
    use notify::{Event, EventKind};

    use super::{Changed, Hint, Watch, Woken, hint};

    fn woken(watch: &mut Watch, milliseconds: u64) -> bool {
        watch.wait(Some(Duration::from_millis(milliseconds))) != Woken::Quiet
    }

    #[test]
    fn reading_wakes_nobody_and_a_lost_event_is_told() {
        let watched = BTreeSet::from([PathBuf::from("/a")]);
        let hint = |event| hint(Ok(event), &watched);
        let event = |kind, path: &str| Event::new(kind).add_path(PathBuf::from(path));
        let close = |mode| EventKind::Access(AccessKind::Close(mode));
        let file = "/a/x.md";
        let changed = Some(Hint::Changed(vec![PathBuf::from(file)]));
        assert_eq!(hint(event(EventKind::Access(AccessKind::Read), file)), None);
        assert_eq!(hint(event(close(AccessMode::Read), file)), None);
        assert_eq!(hint(event(close(AccessMode::Write), file)), changed);
        assert_eq!(hint(event(EventKind::Create(CreateKind::Any), file)), changed);
        let lost = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(hint(lost), Some(Hint::Lost));
        let gone = EventKind::Remove(RemoveKind::Any);
        assert_eq!(hint(event(gone, "/a")), Some(Hint::Lost));
        assert_eq!(hint(event(gone, file)), changed);
    }

    #[test]
    fn folders_that_changed_are_watched_anew() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = |name: &str| folder.path().join(name);
        fs::create_dir(place("a")).expect("a folder");
        let mut watch = Watch::new(folder.path(), false);
        let both = BTreeSet::from([folder.path().to_owned(), place("a")]);
        assert!(!watch.cover(&both), "nothing was watched before");
        assert!(watch.cover(&both));
        fs::rename(place("a"), place("b")).expect("a move");
        assert!(woken(&mut watch, 5_000));
        assert!(!watch.cover(&both), "one is gone, so nothing is watched");
        let moved = BTreeSet::from([folder.path().to_owned(), place("b")]);
        assert!(!watch.cover(&moved));
        while woken(&mut watch, 50) {}
        fs::write(place("b").join("x"), "x").expect("a file");
        assert!(woken(&mut watch, 5_000));
        assert!(!woken(&mut watch, 50));
    }

    #[test]
    fn where_nothing_is_told_somebody_looks() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut watch = Watch::new(folder.path(), true);
        assert!(watch.cover(&BTreeSet::new()));
        assert!(!woken(&mut watch, 5));
        assert_eq!(watch.wait(None), Woken::Changed(Changed::Anywhere));
    }
}
