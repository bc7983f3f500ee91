//! Translations in the hands of other programs: out, one entry for each unit, and in again. Entries know
//! nothing of a file format; PO is the first, in a file of its own.

mod entry;
mod incoming;
mod marks;
mod outgoing;
mod pending;
mod po;
mod words;

pub use entry::{Entry, Texts};
pub use incoming::{Taken, take_in};
pub use outgoing::{Outgoing, entries};
pub use pending::pending;
pub use po::po;
