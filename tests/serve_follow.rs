//! The preview follows the disk: whatever happens there, and however it is written, what is served in
//! the end is what a clean build makes, and what is told is what that finds.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod amount;
mod edits;
mod preview;
mod sites;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use amount::amount;
use edits::{Edit, START, apply, edit};
use preview::{Preview, until};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use sites::site;
use taiyaku::build::{Memo, build};
use taiyaku::disk::{Dates, Known, load};
use taiyaku::render::THEME;
use taiyaku::report::{UiLang, Words};
use taiyaku::serve::Report;
use taiyaku::text::{Base, Inputs, Options, Route};

/// Steps of one sequence.
const STEPS: usize = 20;

/// How a program saves a file.
#[derive(Clone, Copy, Debug)]
enum Saved {
    InPlace,
    /// Beside it and over it, with what vim and others leave for a moment.
    Over,
    /// Cut short, and whole after a pause.
    InHalves,
    /// Written twice, first with something else.
    Twice,
}

/// What happens to the folder.
#[derive(Clone, Debug)]
enum Step {
    Edit(Edit, Saved),
    /// A folder gets another name.
    MoveFolder(Index, &'static str),
    DeleteFolder(Index),
    /// A file is as it was, and has a new time.
    Touch(Index),
    /// A file is saved again as it is.
    SaveAgain(Index),
    Pause(u64),
}

fn step() -> impl Strategy<Value = Step> {
    let saved = select(&[Saved::InPlace, Saved::Over, Saved::InHalves, Saved::Twice][..]);
    let names =
        select(&["content/en/h", "content/ja/g", "content/en/g", "static/files", "away"][..]);
    prop_oneof![
        14 => (edit(), saved).prop_map(|(edit, saved)| Step::Edit(edit, saved)),
        2 => (any::<Index>(), names).prop_map(|(from, to)| Step::MoveFolder(from, to)),
        1 => any::<Index>().prop_map(Step::DeleteFolder),
        1 => any::<Index>().prop_map(Step::Touch),
        1 => any::<Index>().prop_map(Step::SaveAgain),
        2 => (0_u64..40).prop_map(Step::Pause),
    ]
}

type Files = BTreeMap<String, Vec<u8>>;

/// The files of a folder that the theme has not.
fn own(inputs: &Inputs) -> Files {
    let of_theme = |path: &str, bytes: &[u8]| THEME.contains(&(path, bytes));
    let files = inputs.files.values().map(|file| (file.path.as_str(), &*file.bytes));
    let own = files.filter(|(path, bytes)| !of_theme(path, bytes));
    own.map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect()
}

/// A folder, and what lies in it.
struct Folder<'a> {
    root: &'a Path,
    files: Files,
}

impl Folder<'_> {
    /// Makes the folder hold these files.
    fn become_files(&mut self, files: Files, saved: Saved) {
        for path in self.files.keys().filter(|path| !files.contains_key(*path)) {
            fs::remove_file(self.root.join(path)).expect("removed");
        }
        for (path, bytes) in
            files.iter().filter(|(path, bytes)| self.files.get(*path) != Some(bytes))
        {
            let place = self.root.join(path);
            fs::create_dir_all(place.parent().expect("a folder")).expect("made");
            save(&place, bytes, saved);
        }
        self.files = files;
    }

    fn take(&mut self, step: &Step) {
        let any_file = |index: &Index, files: &Files| {
            let paths: Vec<&String> = files.keys().collect();
            (!paths.is_empty()).then(|| (*index.get(&paths)).clone())
        };
        let folders =
            ["content/en/g", "content/ja/g", "content/ja/_parts", "static/files", "content/en"];
        match step {
            Step::Edit(edit, saved) => {
                let mut inputs = site(self.files.iter().map(|_| ("", "")).take(0));
                for (path, bytes) in &self.files {
                    inputs.insert(path, bytes.as_slice());
                }
                apply(edit, &mut inputs);
                self.become_files(own(&inputs), *saved);
            }
            Step::MoveFolder(from, to) => {
                let from = *from.get(&folders);
                let (old, new) = (self.root.join(from), self.root.join(to));
                if !old.is_dir() || new.exists() || to.starts_with(from) {
                    return;
                }
                fs::create_dir_all(new.parent().expect("a folder")).expect("made");
                fs::rename(old, new).expect("moved");
                let moved = |path: String| match path.strip_prefix(&format!("{from}/")) {
                    Some(rest) => format!("{to}/{rest}"),
                    None => path,
                };
                let files = std::mem::take(&mut self.files).into_iter();
                self.files = files.map(|(path, bytes)| (moved(path), bytes)).collect();
            }
            Step::DeleteFolder(index) => {
                let gone = *index.get(&folders[..4]);
                let _ = fs::remove_dir_all(self.root.join(gone));
                self.files.retain(|path, _| !path.starts_with(&format!("{gone}/")));
            }
            Step::Touch(index) => {
                let Some(path) = any_file(index, &self.files) else { return };
                let file = File::options().write(true).open(self.root.join(path)).expect("there");
                file.set_modified(SystemTime::now()).expect("touched");
            }
            Step::SaveAgain(index) => {
                let Some(path) = any_file(index, &self.files) else { return };
                save(&self.root.join(&path), &self.files[&path], Saved::Over);
            }
            Step::Pause(time) => sleep(Duration::from_millis(*time)),
        }
    }
}

fn save(place: &Path, bytes: &[u8], saved: Saved) {
    let beside = |name: &str| place.with_file_name(name);
    match saved {
        Saved::InPlace => fs::write(place, bytes).expect("written"),
        Saved::Over => {
            fs::write(beside("4913"), "").expect("written");
            fs::remove_file(beside("4913")).expect("removed");
            let name = place.file_name().expect("a name").to_string_lossy().into_owned();
            let swap = beside(&format!(".{name}.swp"));
            fs::write(&swap, bytes).expect("written");
            fs::rename(swap, place).expect("renamed");
        }
        Saved::InHalves => {
            let mut file = File::create(place).expect("made");
            file.write_all(&bytes[..bytes.len() / 2]).expect("written");
            sleep(Duration::from_millis(15));
            file.write_all(&bytes[bytes.len() / 2..]).expect("written");
        }
        Saved::Twice => {
            fs::write(place, "---\ntitle: For a moment\n---\n").expect("written");
            fs::write(place, bytes).expect("written");
        }
    }
}

/// How what is served differs from a clean build, if it does.
fn difference(root: &Path, preview: &Preview) -> Option<String> {
    let options = Options { drafts: true, ..Options::default() };
    let facts = preview.facts("/");
    let told = &facts["report"];
    let Ok(inputs) = load(root, THEME, options, Dates::FromGit, &mut Known::default()) else {
        return (told["errors"] == 0).then(|| "no site, and no error".to_owned());
    };
    let built = build(&inputs, &mut Memo::default());
    let report = Report::new(&inputs, &built, &Words::new(UiLang::En), false);
    let errors = report.errors;
    let expected = serde_json::to_value(report).expect("JSON");
    if *told != expected {
        return Some(format!("told {told:#}\nclean {expected:#}"));
    }
    if errors > 0 {
        let status = preview.get(built.base.path()).status;
        return (status == 0 || (500..600).contains(&status) && status != 503)
            .then(|| format!("status {status} while there are errors"));
    }
    built.output.files.iter().find_map(|(path, file)| {
        let answer = preview.raw(&address(&built.base, path));
        let same =
            answer.body == *file.bytes && (answer.status == 200 || path.ends_with("404.html"));
        (!same).then(|| format!("{path}: {} {}", answer.status, answer.text()))
    })
}

fn address(base: &Base, path: &str) -> String {
    let page =
        path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    base.href(&Route::new(page.unwrap_or(path)))
}

#[track_caller]
fn converges(root: &Path, preview: &Preview) {
    let last = RefCell::new(String::new());
    let start = SystemTime::now();
    loop {
        let Some(found) = difference(root, preview) else { return };
        last.replace(found);
        let waited = start.elapsed().unwrap_or_default();
        assert!(waited < preview::PATIENCE, "still different: {}", last.borrow());
        sleep(Duration::from_millis(40));
    }
}

#[test]
fn in_the_end_a_clean_build_is_served() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let mut at = Folder { root, files: Files::new() };
    at.become_files(own(&site(START.iter().copied())), Saved::InPlace);
    let preview = Preview::start(root, &[]);
    let steps = proptest::collection::vec(step(), STEPS);
    let (at, whole) = (RefCell::new(at), RefCell::new(0));
    let config = ProptestConfig {
        cases: amount(30, 1_000),
        max_shrink_iters: 0,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let outcome = proptest::test_runner::TestRunner::new(config).run(&steps, |steps| {
        let mut at = at.borrow_mut();
        for (number, step) in steps.iter().enumerate() {
            at.take(step);
            if number == STEPS / 2 {
                converges(root, &preview);
            }
        }
        converges(root, &preview);
        *whole.borrow_mut() += usize::from(preview.facts("/")["report"]["errors"] == 0);
        // Back to what is sound, so that the next one does not begin in ruins.
        at.become_files(own(&site(START.iter().copied())), Saved::Over);
        converges(root, &preview);
        Ok(())
    });
    outcome.expect("what is served");
    assert!(*whole.borrow() > 2, "only {} of the sites were whole", whole.borrow());
    assert!(!root.join("public").exists(), "nothing is written");
}

#[test]
fn where_the_system_tells_nothing_the_preview_follows_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut at = Folder { root: folder.path(), files: Files::new() };
    at.become_files(own(&site(START.iter().copied())), Saved::InPlace);
    let preview = Preview::start(folder.path(), &["--poll"]);
    save(
        &folder.path().join("content/ja/b.md"),
        "---\ntitle: 戊\n---\n".as_bytes(),
        Saved::InPlace,
    );
    converges(folder.path(), &preview);
    assert!(preview.raw("/ja/b/").text().contains('戊'));
}

#[cfg(target_os = "linux")]
#[test]
fn without_watches_the_preview_says_so_and_follows() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut at = Folder { root: folder.path(), files: Files::new() };
    at.become_files(own(&site(START.iter().copied())), Saved::InPlace);
    // In a namespace of its own, where nobody may watch anything.
    let mut command = std::process::Command::new("unshare");
    let script = "echo 0 > /proc/sys/user/max_inotify_instances && exec \"$0\" \"$@\"";
    command.args(["-Ur", "sh", "-c", script, env!("CARGO_BIN_EXE_taiyaku")]);
    let preview = Preview::spawn(command, folder.path(), &[]);
    let told = preview.said().iter().filter(|line| line.contains("every half second")).count();
    assert_eq!(told, 1, "{:?}", preview.said());
    save(&folder.path().join("content/ja/b.md"), "---\ntitle: 戊\n---\n".as_bytes(), Saved::Over);
    converges(folder.path(), &preview);
    assert!(preview.raw("/ja/b/").text().contains('戊'));
}

/// A quarter of a second after a change everything is read. What goes again in that moment is as it was
/// at the last time that everything was read, and all the same not what is shown.
#[test]
fn what_comes_and_goes_is_gone() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    for (path, text) in START {
        let place = root.join(path);
        fs::create_dir_all(place.parent().expect("a folder")).expect("made");
        fs::write(place, text).expect("written");
    }
    let preview = Preview::start(root, &[]);
    let new = root.join("content/en/new.md");
    for after in (0..12).map(|step| Duration::from_millis(244 + 2 * step)) {
        fs::write(&new, "---\ntitle: New\n---\n\nNew.\n").expect("written");
        until("the page", || (preview.raw("/en/new/").status == 200).then_some(()));
        sleep(after);
        fs::remove_file(&new).expect("removed");
        until("no page", || (preview.raw("/en/new/").status == 404).then_some(()));
        sleep(Duration::from_millis(300));
    }
}

#[test]
fn what_changes_nothing_makes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut at = Folder { root: folder.path(), files: Files::new() };
    at.become_files(own(&site(START.iter().copied())), Saved::InPlace);
    let preview = Preview::start(folder.path(), &[]);
    let builds = preview.builds();
    let place = folder.path().join("content/ja/b.md");
    let bytes = fs::read(&place).expect("there");
    for saved in [Saved::InPlace, Saved::Over] {
        save(&place, &bytes, saved);
        sleep(Duration::from_millis(400));
    }
    assert_eq!(preview.builds(), builds, "{:?}", preview.said());
    save(&place, "---\ntitle: 己\n---\n".as_bytes(), Saved::InPlace);
    until("the change", || preview.raw("/ja/b/").text().contains('己').then_some(()));
}

#[test]
fn a_checkout_of_many_files_is_one_change() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let git = |arguments: &[&str]| {
        let mut git = std::process::Command::new("git");
        git.arg("-C")
            .arg(root)
            .args(["-c", "user.name=A", "-c", "user.email=a@b.c"])
            .args(arguments);
        assert!(git.output().expect("git").status.success(), "{arguments:?}");
    };
    let mut at = Folder { root, files: Files::new() };
    at.become_files(own(&site(START.iter().copied())), Saved::InPlace);
    git(&["init", "-q", "-b", "few"]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "few"]);
    git(&["checkout", "-q", "-b", "many"]);
    for number in 0..10_000 {
        let place = root.join(format!("static/data/{}/{number}.bin", number / 100));
        fs::create_dir_all(place.parent().expect("a folder")).expect("made");
        fs::write(place, number.to_string()).expect("written");
    }
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "many"]);
    git(&["checkout", "-q", "few"]);
    let preview = Preview::start(root, &[]);
    let before = preview.builds();
    git(&["checkout", "-q", "many"]);
    until("the last file", || (preview.raw("/data/99/9999.bin").status == 200).then_some(()));
    converges(root, &preview);
    let builds = preview.builds() - before;
    assert!(builds <= 1, "{builds} builds: {:?}", preview.said());
}
