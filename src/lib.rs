//! taiyaku (対訳): a static site generator for documents that live in more than one language.
//!
//! # The path
//! ```text
//! folder ─disk─► Inputs ─parse each─► Page… ─outlines─► Site ─┬─check──────► findings ─► report
//!                                      │                      ├─view each──► View… ─render─► Output ─► disk
//!                                   memo: hash of file         │           memo: hash of View    ▲
//!                                                              └─terms each─► index ────────────┘
//!                                                                          memo: hash of text
//! ```
//! A build is a pure function from files to files. Each file is parsed alone; the outlines of all
//! pages make the [`site::Site`] (addresses, pairs of translations, order); each page is finished
//! alone, from a View that holds everything its bytes depend on. So a rebuild with the
//! [`build::Memo`] of last time is the same function, and gives the same bytes: that is all that
//! `serve` does when a file has changed.
//!
//! # The rooms, from top to bottom
//! | room | what happens there |
//! |---|---|
//! | `main.rs` | arguments in, exit code out |
//! | [`cli`] | one file a command; the only place that prints |
//! | [`serve`] | the preview: the last good site from memory, and every change in the open tabs |
//! | [`publish`] | what hosts and servers read beside the pages, and the way to them |
//! | [`review`] | translations beside their sources, and how all stand: pages for those who look them over |
//! | [`disk`] | reads a site, writes only what changed; the only place that touches files |
//! | [`report`] | findings for people and machines, in Japanese and English |
//! | [`build`] | the path, top to bottom, and the memo |
//! | [`render`] | Views, templates, HTML, feeds, sitemap, assets |
//! | [`search`] | the index that the browser searches |
//! | [`check`] | one file for each promise: links, languages, terms, translations beside their sources … |
//! | [`scaffold`] | what a translation begins with: skeletons of pages, a language's first files |
//! | [`moves`] | a page moved or removed in all languages at once, with all that leads to it |
//! | [`exchange`] | translations in the hands of other programs: PO, out and in |
//! | [`translate`] | what is missing or stale, what changed since, and confirming it |
//! | [`site`] | pages at addresses, pairs of translations, navigation, where links lead |
//! | [`align`] | a text and its translation, unit by unit: what changed, what stands for what |
//! | [`parse`] | one file at a time: configuration, pages, catalogs, messages, templates |
//! | [`text`] | what all stand on: files as values, places, findings, addresses, languages, folding |
//!
//! # The laws (kept by `tests/house.rs`)
//! 1. Imports only go down that list.
//! 2. A type lives in the room that makes it and is complete when it is made.
//! 3. A `mod.rs` is a door: nothing happens in it, and nobody in the room imports from it.
//! 4. Files have at most 400 lines and functions at most 60.
//! 5. Files are touched only in `disk`, the network only in `serve` and `publish`, and only `cli` prints.
//! 6. What is wrong is a value that a stage returns: a [`text::Diagnostic`] with bytes for a place.
//! 7. Whatever reaches bytes is ordered, and no clock is read.

pub mod align;
pub mod build;
pub mod check;
pub mod cli;
pub mod disk;
pub mod exchange;
pub mod moves;
pub mod parse;
pub mod publish;
pub mod render;
pub mod report;
pub mod review;
pub mod scaffold;
pub mod search;
pub mod serve;
pub mod site;
pub mod text;
pub mod translate;
