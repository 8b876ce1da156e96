//! Which incidents read alike: the one core behind likely recurrences, related incidents and "have we seen this?".
//!
//! 1. [`Collection`] learns from all failures which lines are template and how rare each term is (`vectors.rs`).
//! 2. A text becomes a [`Vector`]: its terms, weighed by the part they are in and by their rarity as a share of the
//!    collection, never by an absolute number of holders.
//! 3. Two vectors are as alike as the cosine of the angle between them, 0 to 1; what is left of it without the strongest
//!    common term says whether more than one name is the same.
//! 4. Only documents that share rare terms are compared (`neighbours.rs`), so that the cost grows with the number of
//!    documents and not with its square.
//! 5. What the pair shows beside the words (a link with a word of recurrence, the same title within a month, each the
//!    other's nearest, their distance in time) decides with the likeness how sure it is (`tiers.rs`).
//! 6. The lines that made the pair alike are its evidence (`evidence.rs`).
//! 7. A text from outside is looked up the same way, a few lines of a log line by line (`seen.rs`); what is not alike
//!    enough is not an answer.
//!
//! The weights and thresholds were measured on labelled collections; `docs/internals/likeness.md` has the table.

mod evidence;
mod neighbours;
mod seen;
mod texts;
mod tiers;
mod vectors;

pub use evidence::{Evidence, Places, evidence};
pub use neighbours::{Neighbour, neighbours};
pub use seen::{Seen, seen};
pub use texts::Texts;
pub use tiers::{Answer, Compared, LEAST_ANSWER, Sign, Tier, is_alike, is_statement, tier};
pub use vectors::{Collection, Vector};
