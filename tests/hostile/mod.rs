//! A site whose every field holds what somebody wants to get out of it.

mod payloads;
mod sinks;

pub(crate) use payloads::PAYLOADS;
pub(crate) use sinks::{SINKS, Sink, site_of};
