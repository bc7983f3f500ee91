//! From the site to bytes: views, templates, feeds, assets.

mod asked;
mod book;
mod code;
mod data;
mod directive;
mod extras;
mod faults;
mod feeds;
mod footnotes;
mod frame;
mod head;
mod highlight;
mod html;
mod kept;
mod lean;
mod link_notes;
mod links;
mod navigation;
mod output;
mod page;
mod reach;
mod sitemap;
mod size;
mod stale;
mod templates;
mod theme;
mod title;
mod view;
mod whole;
mod words;

pub use frame::{Environment, environment, environment_key, theme_folder};
pub use lean::published;
pub use output::{Emitted, Output};
pub use page::Rendered;
pub use theme::THEME;
pub use whole::{Finished, Kept, render};
