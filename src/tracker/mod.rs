//! Exports of trackers, committed beside the content: the states of tickets without a network.
//!
//! 1. The configuration names files and their formats; `read` takes each as rows of text or as JSON.
//! 2. A format (`github`, `gitlab`, `jira`, `linear`, `columns`) makes tickets of them, and never guesses a state.
//! 3. `Tickets` finds the ticket that an action item names: by address, by key, or by number where only one has it.

mod columns;
mod day;
mod github;
mod gitlab;
mod jira;
mod linear;
mod lookup;
mod read;
mod table;
mod ticket;

pub use lookup::Tickets;
pub use read::read;
pub use ticket::{Export, Ticket};
