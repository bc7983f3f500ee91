//! From a site to its readers: what hosts and servers read beside the pages, and the way there.

mod azure;
mod branch;
mod caddy;
mod commit;
mod git;
mod hosts;
mod lost;
mod nginx;
mod policy;
mod rules;
mod served;

pub use branch::{Branch, Caution, Ready};
pub use git::GitFault;
pub use hosts::{HostFiles, Limits, host_files};
pub use lost::lost;
