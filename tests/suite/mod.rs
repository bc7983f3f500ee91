//! Suites of behaviour in Markdown: the files of a small site, and what must come out of it.
//!
//! A suite is a Markdown file; each `##` heading names a behaviour, and the fenced blocks under it
//! (four backticks, so that Markdown with code fits inside) are the case:
//!
//! - `file PATH` – a file of the site. `bom`, `eol=crlf|cr`, `encoding=shift_jis|euc-jp|utf-16le|…`
//!   and `final=no` (no line end at the end) change its bytes; with `escapes`, `\u{fdd0}` stands for
//!   that character; `from=PATH` puts a file of messages of the theme before the text, without those that it replaces.
//! - `remove` – files of the base site that this one lacks.
//! - `options`, `dates` – the command line's `base_url = …` and `print`; `check`, for what it asks of translations,
//!   with `gate = DAY` under `--strict` and `changed = PATH` for `--changed-since`; and days of last commits.
//! - `findings` – all findings of the run, in order; without the block there must be none.
//! - `fixed PATH` – that file after all fixes of the findings (which the findings call `fixable`).
//! - `output PATH` – fragments that occur in that file in this order; a line that begins with `!`
//!   occurs nowhere in it. `absent` – files that are not there. `same PATH PATH` – two pages with
//!   the same article.
//!
//! `UPDATE=1 cargo test --test fixtures` writes the findings anew, to be read by a person.

mod cases;
mod crawl;
mod findings;
mod run;

pub(crate) use cases::{Suite, joined};
pub(crate) use crawl::crawl;
pub(crate) use findings::codes;
pub(crate) use run::run;
