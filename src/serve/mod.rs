//! The preview: the last good site, from memory, to the tabs of its author. Nothing here reads a
//! file; what it adds to a page is added while serving.

mod answer;
mod desk;
mod doors;
mod editor;
mod guard;
mod live;
mod lookup;
mod page;
mod preview;
mod server;

pub use std::net::IpAddr;

pub use editor::Editor;
pub use preview::{Preview, Report};
pub use server::{Server, Settings};
