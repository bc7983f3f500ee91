//! A publication that is killed at any moment: what readers see is the site of before or that of after,
//! whole, and the next run goes on from there.

#![cfg(unix)]
#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod amount;
mod desk;
mod folders;
mod killed;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use amount::amount;
use desk::{CONFIG, git, put, run};
use folders::tree;
use taiyaku::disk::Published;
use taiyaku::render::{Emitted, Output};

/// A site in one of its states: each has pages that the others lack.
fn state(number: u32) -> Output {
    let mut files = BTreeMap::new();
    for page in 0..80 {
        let text = format!("<p>{number} {page}</html>").repeat(50);
        files.insert(format!("ja/common/{page}/index.html"), Emitted::new(text.into_bytes()));
        let own = format!("ja/of-{}/{page}/index.html", number % 3);
        files.insert(own, Emitted::new(b"own".to_vec()));
    }
    Output { files }
}

/// Publishes a state, or leads back where it is none.
fn publish(root: &Path, number: Option<u32>) {
    let published = Published::open(root, &root.join("www"), false).expect("free");
    match number {
        Some(number) => {
            let output = state(number);
            let changes = published.changes(&output).expect("compared");
            published.publish(&output, &changes).expect("published");
        }
        None => {
            let earlier = published.earlier().expect("read").expect("something earlier");
            let changes = published.changes(&earlier.1).expect("compared");
            published.roll_back(&earlier, &changes).expect("led back");
        }
    }
}

/// The process that the test kills; alone it does nothing.
#[test]
fn victim() {
    killed::work(|number, root| publish(root, number.parse().ok()));
}

/// Publishes in a process that is killed after a while; how long it worked if it came to its end.
fn publish_and_kill(root: &Path, number: Option<u32>, after: Duration) -> Option<Duration> {
    let what = number.map_or("back".to_owned(), |number| number.to_string());
    killed::work_and_kill(&what, root, after)
}

/// When a run is killed: at once, at points over what a whole one took, and the last one never, so that
/// both sites are seen however slow the machine has become since.
fn moment(longest: Duration, point: u32, points: u32) -> Duration {
    match point {
        0 => Duration::ZERO,
        point if point + 1 == points => Duration::from_secs(60),
        point => longest.mul_f64(f64::from(point) / f64::from(points) * 1.2),
    }
}

/// Which of the states the folder shows, whole, with what is others' in it.
#[track_caller]
fn seen(www: &Path, states: &[u32]) -> u32 {
    let there: BTreeMap<String, Vec<u8>> =
        tree(www).into_iter().map(|(path, found)| (path, found.bytes)).collect();
    assert_eq!(there.get("theirs.txt").map(Vec::as_slice), Some(b"theirs".as_slice()));
    let is_state = |number: &&u32| {
        let state = state(**number);
        there.len() == state.files.len() + 1
            && state
                .files
                .iter()
                .all(|(path, file)| there.get(path).is_some_and(|b| **b == *file.bytes))
    };
    *states.iter().find(is_state).expect("one whole site")
}

#[test]
fn a_folder_is_always_the_old_or_the_new_site() {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, www) = (folder.path(), folder.path().join("www"));
    publish(root, Some(0));
    put(&www, "theirs.txt", "theirs");
    publish(root, Some(1));
    let whole = (2..5).filter_map(|n| publish_and_kill(root, Some(n), Duration::from_secs(60)));
    let longest = whole.max().expect("a whole run");
    let (mut now, mut number, mut both) = (4, 4, [0, 0]);
    let points = amount(50, 400);
    for point in 0..points {
        // Each third one leads back to what was there before.
        let back = point % 3 == 2;
        let next = if back { None } else { Some(number + 1) };
        let after = moment(longest, point, points);
        let ended = publish_and_kill(root, next, after);
        let states: Vec<u32> = if back { (0..=number).collect() } else { vec![now, number + 1] };
        let then = seen(&www, &states);
        both[usize::from(then != now)] += 1;
        assert!(ended.is_none() || then != now || back, "a run that ended has published");
        number += 1;
        if !back && then != number {
            // The next run goes on where this one was killed.
            publish(root, Some(number));
            assert_eq!(seen(&www, &[number]), number);
        }
        now = seen(&www, &(0..=number).collect::<Vec<_>>());
    }
    assert!(both[0] > 0 && both[1] > 0, "{both:?}");
    publish(root, Some(number + 1));
    let shelf = fs::read_dir(root.join(".www.taiyaku-kept")).expect("a shelf");
    let names: Vec<String> =
        shelf.map(|entry| entry.expect("one").file_name().to_string_lossy().into_owned()).collect();
    let is_settled = |name: &String| name.ends_with(".manifest") || name.parse::<u32>().is_ok();
    assert!(names.iter().all(is_settled) && names.len() <= 7, "{names:?}");
}

/// A site in a repository, a bare one that it is published to, and one in which nothing is killed.
fn begin(folder: &Path) {
    let root = folder.join("site");
    put(&root, "content/site.toml", CONFIG);
    put(&root, "content/en/index.md", "---\ntitle: Home\n---\n\nText.\n");
    git(folder, &["init", "-q", "-b", "main", "site"]);
    for bare in ["remote.git", "other.git"] {
        git(folder, &["init", "-q", "--bare", "-b", "main", bare]);
    }
    git(&root, &["remote", "add", "origin", "../remote.git"]);
}

/// Publishes to the branch in a process that is killed after a while. What it started goes on, in a group
/// that is given.
fn push_and_kill(root: &Path, after: Duration) -> u32 {
    let mut publish = Command::new(env!("CARGO_BIN_EXE_taiyaku"));
    publish.current_dir(root).args(["publish", "--to", "git:pages"]);
    publish.stdout(Stdio::null()).stderr(Stdio::null());
    std::os::unix::process::CommandExt::process_group(&mut publish, 0);
    let mut victim = publish.spawn().expect("started");
    let start = Instant::now();
    while start.elapsed() < after && victim.try_wait().expect("asked").is_none() {
        std::thread::sleep(Duration::from_micros(200));
    }
    let _ = victim.kill();
    victim.wait().expect("gone");
    victim.id()
}

/// Waits until what a group has begun has come to its end. Those that ended and that nobody has asked
/// about are in the list of processes for a while.
fn wait_for_end(group: u32) {
    let is_at_work = |stat: &str| {
        let mut words = stat.rsplit_once(')').unwrap_or_default().1.split_whitespace();
        words.next() != Some("Z") && words.nth(1) == Some(&group.to_string())
    };
    let Ok(_) = fs::read_dir("/proc") else {
        // Elsewhere it is given more time than it takes.
        return std::thread::sleep(Duration::from_secs(1));
    };
    let start = Instant::now();
    let all = || fs::read_dir("/proc").expect("processes").flatten();
    while all()
        .any(|one| fs::read_to_string(one.path().join("stat")).is_ok_and(|stat| is_at_work(&stat)))
    {
        assert!(start.elapsed() < Duration::from_secs(60), "git does not end");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_branch_is_always_the_old_or_the_new_site() {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, remote) = (folder.path().join("site"), folder.path().join("remote.git"));
    begin(folder.path());
    let write = |number: u32| {
        put(&root, "content/ja/index.md", &format!("---\ntitle: 表紙{number}\n---\n\n本文。\n"));
        git(&root, &["add", "-A"]);
        git(&root, &["commit", "-q", "--allow-empty", "-m", "texts"]);
    };
    let ask = |arguments: &[&str]| {
        let done = Command::new("git").arg("-C").arg(&remote).args(arguments).output();
        String::from_utf8(done.expect("git").stdout).expect("text").trim().to_owned()
    };
    let publish = |remote: &str| {
        let start = Instant::now();
        let (code, _, err) = run(&root, &["publish", "--to", "git:pages", "--remote", remote]);
        assert_eq!(code, 0, "{err}");
        start.elapsed()
    };
    // The trees of the two states, from the repository in which nothing is killed.
    let trees = [0, 1].map(|number| {
        write(number);
        publish("../other.git");
        let other = folder.path().join("other.git");
        let done =
            Command::new("git").arg("-C").arg(&other).args(["rev-parse", "pages^{tree}"]).output();
        String::from_utf8(done.expect("git").stdout).expect("text").trim().to_owned()
    });
    assert_ne!(trees[0], trees[1]);
    let longest = publish("origin");
    let there = || ask(&["rev-parse", "pages^{tree}"]);
    let (points, mut both) = (amount(50, 200), [0, 0]);
    for point in 0..points {
        let old = there();
        let new = &trees[usize::from(old == trees[0])];
        write(u32::from(*new == trees[1]));
        let after = moment(longest, point, points);
        let group = push_and_kill(&root, after);
        let then = there();
        assert!(then == old || then == *new, "neither the old nor the new site");
        // What git has begun it ends by itself.
        wait_for_end(group);
        let then = there();
        assert!(then == old || then == *new, "neither the old nor the new site");
        both[usize::from(then == *new)] += 1;
        if point % 10 == 9 {
            assert_eq!(ask(&["fsck", "--connectivity-only", "--no-dangling"]), "");
            publish("origin");
            assert_eq!(there(), *new);
        }
    }
    assert!(both[0] > 0 && both[1] > 0, "{both:?}");
}
