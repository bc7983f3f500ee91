//! One file at a time: configuration, pages, catalogs, messages and templates, read with places.

mod allow;
mod attributes;
mod breaks;
mod catalog;
mod code;
mod comments;
mod config;
mod confusable;
mod data;
mod declaration;
mod decode;
mod definitions;
mod dialect;
mod directives;
mod document;
mod emphasis;
mod events;
mod front_matter;
mod full_width;
mod full_width_data;
mod gate;
mod glossary;
mod grammars;
mod image;
mod inlines;
mod markdown;
mod messages;
mod outline;
mod page;
mod po;
mod prose;
mod quotes;
mod schema;
mod spacing;
mod tables;
mod toml;
mod traps;
mod words;
mod yaml;

pub use allow::Allow;
pub use catalog::{Catalog, Edition, Form, FormKind, FormTarget, parse_catalog};
pub use comments::{TODO, TODO_COMMENT, comments, is_comment, is_draft_mark, without_comments};
pub use config::{Config, Fallback, Language, LanguageNames, parse_config};
pub use data::{Entry, Kind, Node};
pub use declaration::{Body, Declaration, MessageUse, SiteData, Template, parse_template};
pub use decode::{Encoding, convert, encoding};
pub use dialect::{Dialect, read_markdown};
pub use document::{
    Address, Attribute, Block, BlockKind, CodeBlock, Directive, Heading, Inline, InlineKind, Item,
    Quote, Table, plain_text,
};
pub use events::{Events, ReadMarkdown};
pub use front_matter::{FrontMatter, Status, WrittenHead, find_head, quoted};
pub use gate::{Gate, Verdict};
pub use glossary::{Glossary, Term, TermWords, parse_glossary};
pub use grammars::grammars;
pub use image::{Dimensions, is_image, parse_image};
pub use messages::{Message, Messages, parse_messages};
pub use outline::{CodeUse, DirectiveUse, INCLUDE, LinkUse, Outline, OutlineItem, is_link};
pub use page::{Page, is_part, parse_page};
pub use po::{PoEntry, parse_po};
pub use prose::{Run, RunKind, each_run};
pub use schema::SCHEMAS;
