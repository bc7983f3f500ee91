//! When each file was last changed, by the repository's own account: one pass over `git log`.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use crate::text::FilePath;

/// The day of the last commit of each file under `content/`, in the zone of whoever committed it.
///
/// Empty without git, outside of a repository, and in a shallow clone, whose oldest commit seems to
/// have written everything: no date is better than a wrong one.
pub fn dates<'a>(
    root: &Path,
    files: impl Iterator<Item = &'a FilePath>,
) -> BTreeMap<FilePath, Date> {
    if answer(root, &["rev-parse", "--is-shallow-repository"]).as_deref() != Some(b"false\n") {
        return BTreeMap::new();
    }
    let mut wanted = tracked(root, files);
    let Ok(mut log) = git(root, LOG).stdout(Stdio::piped()).spawn() else {
        return BTreeMap::new();
    };
    let (dates, stopped) = read_log(&mut log, &mut wanted);
    if stopped {
        // Every file has its date, so the older history need not be walked. Killing it is what
        // makes it stop; it only reads.
        let _ = log.kill();
    }
    let finished = log.wait().is_ok_and(|status| status.success());
    if finished || stopped { dates } else { BTreeMap::new() }
}

/// Commits newest first, each as a NUL-ended date followed by the NUL-ended names of its files.
/// Whatever a user's configuration could change in that is set.
const LOG: &[&str] = &[
    "-c",
    "log.showRoot=true",
    "-c",
    "log.showSignature=false",
    "log",
    "-z",
    "--format=%cI",
    "--name-only",
    "--no-renames",
    "--no-color",
    "--relative",
    "--",
    "content",
];

/// Reads the log until each wanted file has its date; whether that was before the log's end.
fn read_log(
    log: &mut Child,
    wanted: &mut BTreeMap<String, &FilePath>,
) -> (BTreeMap<FilePath, Date>, bool) {
    let mut dates = BTreeMap::new();
    let mut date = None;
    let Some(output) = log.stdout.take() else { return (dates, false) };
    for record in BufReader::new(output).split(0) {
        if wanted.is_empty() {
            return (dates, true);
        }
        let Ok(record) = record else { break };
        let record = record.strip_prefix(b"\n").unwrap_or(&record);
        // Names are relative to ROOT, so they begin with the folder, and a date cannot.
        if !record.starts_with(b"content/") {
            date = day(record);
        } else if let Some((path, date)) = wanted.remove(&composed(record)).zip(date) {
            dates.insert(path.clone(), date);
        }
    }
    (dates, false)
}

/// The civil date at the front of `2026-11-22T21:56:24+09:00`, which is that of the zone behind it.
fn day(record: &[u8]) -> Option<Date> {
    std::str::from_utf8(record.get(..10)?).ok()?.parse().ok()
}

/// The given files that the repository knows, by their composed names. A file that was never
/// committed has no date, and waiting for it would mean to read the whole history.
fn tracked<'a>(
    root: &Path,
    files: impl Iterator<Item = &'a FilePath>,
) -> BTreeMap<String, &'a FilePath> {
    let index = answer(root, &["ls-files", "-z", "--", "content"]).unwrap_or_default();
    let mut present: BTreeMap<_, _> =
        files.map(|path| (composed(path.as_str().as_bytes()), path)).collect();
    index
        .split(|byte| *byte == 0)
        .filter_map(|name| present.remove_entry(&composed(name)))
        .collect()
}

/// macOS may hand out decomposed names where the repository has composed ones.
pub(super) fn composed(name: &[u8]) -> String {
    String::from_utf8_lossy(name).nfc().collect()
}

pub(super) fn answer(root: &Path, arguments: &[&str]) -> Option<Vec<u8>> {
    let answer = git(root, arguments).output().ok()?;
    answer.status.success().then_some(answer.stdout)
}

/// The bytes of files as they were in a revision; those that were not there are left out. Nothing
/// where there is no such revision, or no git.
pub fn revision<'a>(
    root: &Path,
    name: &str,
    files: impl Iterator<Item = &'a FilePath>,
) -> Option<BTreeMap<FilePath, Vec<u8>>> {
    let commit = commit(root, name)?;
    let shown = files.filter_map(|file| {
        let object = format!("{commit}:./{file}");
        Some((file.clone(), answer(root, &["cat-file", "blob", &object])?))
    });
    Some(shown.collect())
}

/// The commit that a name stands for. Whatever the name is, it is a revision and no option.
pub(super) fn commit(root: &Path, name: &str) -> Option<String> {
    let asked = format!("{name}^{{commit}}");
    let commit = answer(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &asked])?;
    Some(String::from_utf8(commit).ok()?.trim().to_owned())
}

/// Where the repository of a folder keeps the lock that is there while git writes files, and the
/// folder that changes with each commit.
pub(super) fn signs(root: &Path) -> Option<(PathBuf, PathBuf)> {
    let asked = ["rev-parse", "--git-path", "index.lock", "--git-path", "logs"];
    let answer = String::from_utf8(answer(root, &asked)?).ok()?;
    let (lock, logs) = answer.trim_end().split_once('\n')?;
    Some((root.join(lock), root.join(logs)))
}

/// What a hook of another repository, running us, would have git take for that of ROOT.
pub const GIT_SURROUNDINGS: [&str; 7] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_NAMESPACE",
];

/// A git that only reads: it takes no lock, fetches nothing, asks nothing, and looks for the
/// repository of ROOT even when a hook of another one runs us.
fn git(root: &Path, arguments: &[&str]) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(root).args(arguments);
    for variable in GIT_SURROUNDINGS {
        git.env_remove(variable);
    }
    git.env("GIT_OPTIONAL_LOCKS", "0").env("GIT_NO_LAZY_FETCH", "1");
    git.env("GIT_TERMINAL_PROMPT", "0").env("GIT_LITERAL_PATHSPECS", "1");
    git.stdin(Stdio::null()).stderr(Stdio::null());
    git
}
