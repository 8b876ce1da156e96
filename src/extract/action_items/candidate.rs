//! What may be an action item.

use crate::model::{ActionItem, How};

/// A candidate with what decides whether it is a promise.
pub(super) struct Found {
    pub(super) item: ActionItem,
    /// Table or list.
    pub(super) how: How,
    /// It says itself that it is one: a box, an owner, a day, a state.
    pub(super) is_marked: bool,
}

/// Whether an address is that of a ticket or a change, not of a document.
pub(super) fn is_ticket(target: &str) -> bool {
    target.starts_with("http")
        && ["/issues/", "/pull/", "/merge_requests/", "/browse/", "/tickets/", "/issue/"]
            .iter()
            .any(|it| target.contains(it))
}
