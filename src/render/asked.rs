//! Which languages' words a rendering asks for.
//!
//! A template may ask in any language (`t(key="…", lang=…)`), so which words reach a page's bytes
//! is known only once it is rendered. What was asked for is kept beside the page, and the page is
//! made again when one of those languages says something else.

use std::cell::RefCell;
use std::collections::BTreeSet;

thread_local! {
    /// The languages asked for on this thread inside `listen`. A function of the template engine
    /// gives its answer to the template alone and has no other way to leave a note.
    static ASKED: RefCell<Option<BTreeSet<String>>> = const { RefCell::new(None) };
}

/// Notes that the words of a language were asked for.
pub(super) fn note(code: &str) {
    ASKED.with_borrow_mut(|asked| {
        if let Some(asked) = asked.as_mut().filter(|asked| !asked.contains(code)) {
            asked.insert(code.to_owned());
        }
    });
}

/// Does work that stays on this thread, and gives the languages that it asked for.
pub(super) fn listen<T>(work: impl FnOnce() -> T) -> (T, BTreeSet<String>) {
    ASKED.set(Some(BTreeSet::new()));
    let made = work();
    (made, ASKED.take().unwrap_or_default())
}
