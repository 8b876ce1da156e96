//! Text without meaning: folding, slugs, likeness. Knows nothing of incidents.

mod fold;
mod slug;
mod suggest;

pub use fold::{fold, is_chinese, is_cjk};
pub use slug::slug;
pub use suggest::did_you_mean;
