//! What translators ask: what is missing, what is stale, what has changed since. A translation T is
//! compared with its source now (S1) through the source as it was when T was last confirmed (S0),
//! which lies at `content/<language>/.source/<same path>`.

mod accept;
mod carry;
mod compare;
mod drift;
mod hand;
mod since;
mod stale;
mod standing;

pub use accept::{Refused, accept, confirm};
pub use carry::{Carried, carry};
pub use compare::{Cell, Line, Written, compare};
pub use drift::{Drift, Drifts, KnownDrifts, base_of, drifts, read};
pub use hand::Hand;
pub use since::worked_on;
pub use stale::{StaleUnit, Texts, glossary_terms, stale_units};
pub use standing::{Footing, Standing, State, footings, standings};
