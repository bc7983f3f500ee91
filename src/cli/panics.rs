//! Bugs of ours, caught at the edge: said plainly, with the place to report.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::{Mutex, PoisonError};

/// Where the last panic was. The hook, which alone knows, may run in any thread.
static PLACE: Mutex<Option<String>> = Mutex::new(None);

/// Runs a piece of work; where it panicked if it did. Panics print nothing by themselves, as some
/// are the parser's, which a build catches and tells as findings.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    panic::set_hook(Box::new(|info| {
        *PLACE.lock().unwrap_or_else(PoisonError::into_inner) = Some(describe(info));
    }));
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        PLACE.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default()
    })
}

fn describe(info: &PanicHookInfo<'_>) -> String {
    let mut text = format!("taiyaku {}: {info}", env!("CARGO_PKG_VERSION"));
    let backtrace = Backtrace::capture();
    if backtrace.status() == BacktraceStatus::Captured {
        text.push('\n');
        text.push_str(&backtrace.to_string());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::caught;

    fn fails() -> usize {
        panic!("no such {}", "page")
    }

    #[test]
    fn a_panic_in_any_thread_is_told_with_its_place() {
        let Err(place) = caught(|| rayon::join(|| 1, fails)) else {
            panic!("nothing was caught");
        };
        let _ = std::panic::take_hook();
        assert!(place.contains("no such page") && place.contains("panics.rs"), "{place}");
    }
}
