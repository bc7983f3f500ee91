//! A site whose every field holds what somebody wants to get out of it.

mod payloads;
mod sinks;
mod variations;

pub(crate) use sinks::{SINKS, Sink, site_of};
pub(crate) use variations::payloads;
