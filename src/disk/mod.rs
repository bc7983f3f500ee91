//! The only place that touches files: it reads a site into [`Inputs`](crate::text::Inputs) and
//! writes an [`Output`](crate::render::Output), changing only what differs.

mod again;
mod changed;
mod error;
mod exchange;
mod history;
mod journal;
mod known;
mod load;
mod lock;
mod manifest;
mod mend;
mod others;
mod plan;
mod publication;
mod rights;
mod shelf;
mod stage;
mod step;
mod swap;
mod target;
mod tree;
mod twins;
mod update;
mod watch;
mod whole;
mod write;

pub use again::read_again;
pub use changed::changed_since;
pub use error::{DiskError, Refusal};
pub use exchange::{fetch, is_free, is_there, put};
pub use history::{GIT_SURROUNDINGS, dates, revision};
pub use journal::is_interrupted;
pub use known::Known;
pub use load::{Dates, expect_site, load};
pub use mend::{Mended, replace};
pub use publication::{Changes, Published};
pub use step::Hold;
pub use target::Target;
pub use twins::{KnownTwins, Precompressed};
pub use update::Written;
pub use watch::{Changed, Watch, Watching, Woken};
pub use write::write;
