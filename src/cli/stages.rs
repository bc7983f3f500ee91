//! The stages of a run: how long each takes, and a sign of life where one takes long.

use std::io::{self, IsTerminal};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget};

use super::console::Console;
use crate::report::Value;

/// Work that takes less is not worth a moving sign.
const PATIENCE: Duration = Duration::from_millis(500);

/// The clock of a run. Its times are told and reach no file.
pub(super) struct Stages<'a> {
    console: &'a Console,
    start: Instant,
    times: Vec<(&'static str, Duration)>,
}

impl<'a> Stages<'a> {
    /// Starts the clock.
    pub(super) fn new(console: &'a Console) -> Self {
        Self { console, start: Instant::now(), times: Vec::new() }
    }

    /// Does the work of a stage; `name` is that of its message.
    pub(super) fn run<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let sign = Sign::soon(self.console.word(name));
        let value = work();
        drop(sign);
        self.times.push((name, start.elapsed()));
        value
    }

    /// All the time so far, in seconds.
    pub(super) fn seconds(&self) -> String {
        format!("{:.2}", self.start.elapsed().as_secs_f64())
    }

    /// Tells how long each stage took.
    pub(super) fn tell(&self) {
        for (name, time) in &self.times {
            let (stage, time) = (self.console.word(name), format!("{:.3}", time.as_secs_f64()));
            let values = [("stage", Value::Text(&stage)), ("seconds", Value::Text(&time))];
            self.console.line("timing", &values);
        }
    }
}

/// A sign of life on a terminal, which shows after a while and goes when this is dropped.
struct Sign(Option<(Sender<()>, JoinHandle<()>)>);

impl Sign {
    fn soon(text: String) -> Self {
        if !io::stderr().is_terminal() {
            return Self(None);
        }
        let (done, wait) = mpsc::channel();
        let thread = thread::spawn(move || {
            if wait.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            bar.set_message(text);
            bar.enable_steady_tick(Duration::from_millis(100));
            // Until the other end is dropped; nothing is ever sent.
            let _ = wait.recv();
            bar.finish_and_clear();
        });
        Self(Some((done, thread)))
    }
}

impl Drop for Sign {
    fn drop(&mut self) {
        if let Some((done, thread)) = self.0.take() {
            drop(done);
            // It must be off the screen before anything else is shown.
            let _ = thread.join();
        }
    }
}
