//! The pages as files of a site, for people who look translations over without the program.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::desk::Desk;
use super::frame::{FOLDER, Frame, SCRIPT, STYLE};
use crate::build::Built;
use crate::render::Emitted;
use crate::report::{UiLang, Words};
use crate::text::Inputs;

/// All pages, by path below the output folder. Their words are in the language that the site is
/// written in, if the program speaks it: those of whoever builds would make other bytes elsewhere.
pub fn review_pages(inputs: Inputs, built: &Built) -> BTreeMap<String, Emitted> {
    let config = &built.content.config;
    let words = Words::new(UiLang::of(config.languages[config.source].code.as_str()));
    let frame = Frame { base: &built.base, words: &words, has_editor: false };
    let desk = Desk::new(inputs, Arc::clone(&built.content));
    let page = |route: String| {
        let html = desk.page(&route, frame)?;
        Some((format!("{FOLDER}{route}index.html"), Emitted::new(html.into_bytes())))
    };
    let mut files: BTreeMap<String, Emitted> =
        desk.routes().into_par_iter().filter_map(page).collect();
    for (name, text) in [("review.js", SCRIPT), ("review.css", STYLE)] {
        files.insert(format!("{FOLDER}{name}"), Emitted::new(text.as_bytes()));
    }
    files
}
