//! How many states rest on which export of a tracker, and of which day.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::KnowledgeBase;

/// One export whose states are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedExport {
    /// As the configuration names it.
    pub name: String,
    /// The day it was made; `None` where that is not known.
    pub day: Option<Date>,
    /// Action items whose state it gave.
    pub n: usize,
}

/// The exports that action items have their states from, by name.
pub fn used_exports(knowledge_base: &KnowledgeBase) -> Vec<UsedExport> {
    let mut used: BTreeMap<&str, UsedExport> = BTreeMap::new();
    let tracked = knowledge_base.action_items().filter_map(|(_, it)| it.tracked.as_ref());
    for it in tracked.filter(|it| it.status.is_some()) {
        let new = || UsedExport { name: it.export.clone(), day: it.day, n: 0 };
        used.entry(&it.export).or_insert_with(new).n += 1;
    }
    used.into_values().collect()
}
