//! From a site to its readers: what hosts and servers read beside the pages, and the way there.

mod azure;
mod caddy;
mod hosts;
mod nginx;
mod policy;
mod rules;
mod served;

pub use hosts::{HostFiles, host_files};
