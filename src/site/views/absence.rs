//! Sentences that say that there is nothing: only where something would have been found.

use crate::analysis::action_items::{is_tracked, without_due};
use crate::analysis::recurrence::cannot_tell;
use crate::model::Incident;
use crate::site::context::Here;

/// That no action item is overdue, or why that cannot be known.
pub(in crate::site) fn nothing_overdue(here: &Here<'_>) -> String {
    let messages = here.messages();
    let items = here.site.knowledge_base.action_items().filter(|(incident, _)| is_tracked(incident));
    let (undated, all) = without_due(items.map(|it| it.1));
    let values = [("n", messages.integer(undated)), ("all", messages.integer(all))];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, it)| (*name, it.as_str())).collect();
    if undated == 0 {
        messages.text("home.nothing_overdue").to_owned()
    } else if all < undated * 2 {
        messages.fill("overdue.cannot_tell", &values)
    } else {
        messages.fill("overdue.none_with_due", &values)
    }
}

/// That nothing recurred among `failures`, or why that cannot be known.
pub(in crate::site) fn nothing_recurred<'a>(
    here: &Here<'_>,
    failures: impl Iterator<Item = &'a Incident>,
) -> String {
    unknowable(here, failures).unwrap_or_else(|| here.messages().text("home.nothing_came_back").to_owned())
}

/// Why it cannot be known whether one of `failures` recurred; `None` where it can.
pub(in crate::site) fn unknowable<'a>(
    here: &Here<'_>,
    failures: impl Iterator<Item = &'a Incident>,
) -> Option<String> {
    let (unknown, n) = cannot_tell(failures)?;
    let messages = here.messages();
    let values = [unknown, n].map(|it| messages.integer(it));
    Some(messages.fill("home.cannot_tell", &[("unknown", &values[0]), ("n", &values[1])]))
}
