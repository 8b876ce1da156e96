//! Sentences that say that there is nothing: only where something would have been found.

use serde::Serialize;

use crate::analysis::action_items::{is_tracked, without_closing_day, without_due};
use crate::analysis::recurrence::cannot_tell;
use crate::model::Incident;
use crate::site::context::Here;

/// What enough documents state for a number to mean something; a column of others would be zeros that nobody can know.
#[derive(Serialize)]
pub(in crate::site) struct Known {
    /// Most incidents could be found to repeat another one.
    returns: bool,
    /// Most action items state whether and when they were closed.
    closed: bool,
    /// There are action items, and most have a due date.
    overdue: bool,
}

impl Known {
    pub(in crate::site) fn of(here: &Here<'_>) -> Self {
        Self {
            returns: unknowable(here, here.site.knowledge_base.failures()).is_none(),
            closed: closed_unknown(here).is_none(),
            overdue: overdue_unknown(here).is_none(),
        }
    }
}

/// That no action item is overdue, or why that cannot be known.
pub(in crate::site) fn nothing_overdue(here: &Here<'_>) -> String {
    let known = || match undated(here).0 {
        0 => here.messages().text("home.nothing_overdue").to_owned(),
        _ => with_undated(here, "overdue.none_with_due"),
    };
    overdue_unknown(here).unwrap_or_else(known)
}

/// That no action item is due soon, and how many have no day to be due on.
pub(in crate::site) fn nothing_due(here: &Here<'_>) -> String {
    match undated(here).0 {
        0 => here.messages().text("home.nothing_due").to_owned(),
        _ => with_undated(here, "home.nothing_dated_due"),
    }
}

/// Why it cannot be known what is overdue: there are no action items, or most that are not done have no due date.
pub(in crate::site) fn overdue_unknown(here: &Here<'_>) -> Option<String> {
    if here.site.knowledge_base.action_items().next().is_none() {
        return Some(here.messages().text("progress.no_items").to_owned());
    }
    let (undated, all) = undated(here);
    (all < undated * 2).then(|| with_undated(here, "overdue.cannot_tell"))
}

/// Why it cannot be known how many action items were closed when: most state no status, or are done without a day.
pub(in crate::site) fn closed_unknown(here: &Here<'_>) -> Option<String> {
    let messages = here.messages();
    let items = here.site.knowledge_base.action_items().filter(|(incident, _)| is_tracked(incident));
    let (unknown, all) = without_closing_day(items.map(|it| it.1));
    let values = [unknown, all].map(|it| messages.integer(it));
    (all < unknown * 2)
        .then(|| messages.fill("actions.closed_unknown", &[("n", &values[0]), ("all", &values[1])]))
}

/// How many action items that are not done have no due date, and how many are not done.
fn undated(here: &Here<'_>) -> (usize, usize) {
    let items = here.site.knowledge_base.action_items().filter(|(incident, _)| is_tracked(incident));
    without_due(items.map(|it| it.1))
}

fn with_undated(here: &Here<'_>, key: &str) -> String {
    let messages = here.messages();
    let (undated, all) = undated(here);
    messages.fill(key, &[("n", &messages.integer(undated)), ("all", &messages.integer(all))])
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
