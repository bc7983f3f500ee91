//! Translations looked over: each beside its source (対訳ビュー), and how all of them stand. Pages of our
//! own, for the preview and for `build --review`.

mod dashboard;
mod desk;
mod frame;
mod ids;
mod markup;
mod pieces;
mod rows;
mod written;

pub use desk::{Desk, compare_route};
pub use frame::{FOLDER, Frame, SCRIPT, STYLE};
pub use written::review_pages;
