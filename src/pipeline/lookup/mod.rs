//! What is looked up by words: the index of the terminal and of the browser, and incidents that read alike.

pub(super) mod index;
mod named_thing;
pub(super) mod shards;
pub(super) mod shared_terms;
pub(super) mod similar_incidents;
