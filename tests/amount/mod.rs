//! How much is tried: little enough for every run, or what `tests/long` asks for.

/// The usual amount, or with `TAIYAKU_LONG` in the environment the long one.
pub(crate) fn amount<T>(usual: T, long: T) -> T {
    if std::env::var_os("TAIYAKU_LONG").is_some() { long } else { usual }
}
