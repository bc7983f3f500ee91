//! What a translation begins with: the skeleton of a page, the first files of a language. Pure: the
//! files of a site in, new files out; `disk` writes them.

mod first;
mod head;
mod language;
mod messages;
mod page;
mod plurals;
mod settings;
mod skeleton;

pub use first::{FirstLanguage, first_files};
pub use language::{NewLanguage, add_language};
pub use page::{NewPage, Unfit, new_page};
