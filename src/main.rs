//! Arguments in, exit code out.

use std::process::ExitCode;

/// A build is half made of small strings that come and go: with this 10 ms where the system's own
/// allocator takes 12, and 310 ms where that takes 385.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    taiyaku::cli::run(std::env::args_os())
}
