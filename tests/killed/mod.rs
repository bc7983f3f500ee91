//! A process of this program's own that is killed while it works. The test program runs itself: its test
//! `victim` does the work, if it is told which.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Tells `victim` that it is the process to be killed: what it does, and where.
const VICTIM: &str = "TAIYAKU_TEST_VICTIM";

/// Does the work in the process that is to be killed; in any other it does nothing.
pub(crate) fn work(work: impl FnOnce(&str, &Path)) {
    let Ok(told) = std::env::var(VICTIM) else { return };
    let (what, root) = told.split_once(' ').expect("what, and where");
    // Straight to the pipe: the test harness keeps what is printed.
    std::io::stdout().write_all(b"ready\n").expect("told");
    work(what, Path::new(root));
}

/// Works in a process of its own, which is killed when it has worked for a while; how long it worked if
/// it came to its end.
pub(crate) fn work_and_kill(what: &str, root: &Path, after: Duration) -> Option<Duration> {
    let mut victim = Command::new(std::env::current_exe().expect("this program"))
        .args(["victim", "--exact", "--test-threads=1"])
        .env(VICTIM, format!("{what} {}", root.display()))
        .stdout(Stdio::piped())
        .spawn()
        .expect("started");
    let mut lines = BufReader::new(victim.stdout.take().expect("piped")).lines();
    assert!(lines.any(|line| line.is_ok_and(|line| line.ends_with("ready"))));
    let start = Instant::now();
    let mut ended = None;
    while ended.is_none() && start.elapsed() < after {
        std::thread::sleep(Duration::from_micros(100));
        ended = victim.try_wait().expect("asked").map(|_| start.elapsed());
    }
    // Its own id; a process that has ended is not there to be killed.
    let _ = victim.kill();
    victim.wait().expect("gone");
    ended
}
