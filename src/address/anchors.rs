//! The ids of the lines of a page that others link to.

use std::collections::BTreeSet;

use crate::model::{ActionItem, Incident};
use crate::text::slug;

/// The ids that the lines of the incident's action items have on its page, in order.
///
/// Authors number items as they like, so that two can come out alike; the later one then gets its place.
pub(crate) fn action_anchors(incident: &Incident) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let anchor = |(idx, item): (usize, &ActionItem)| {
        let plain = format!("aw-action-{}", slug(item.short_id()));
        if taken.insert(plain.clone()) { plain } else { format!("{plain}--{}", idx + 1) }
    };
    incident.action_items.iter().enumerate().map(anchor).collect()
}
