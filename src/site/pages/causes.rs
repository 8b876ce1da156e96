//! `/causes/`: the tree of root causes with what each accounts for.

use serde::Serialize;

use crate::address::Route;
use crate::model::Cause;
use crate::site::Page;
use crate::site::context::{Here, Link, Site, Time};
use crate::site::frame::Head;

#[derive(Serialize)]
struct CausesView {
    title: String,
    lead: String,
    rows: Vec<CauseLine>,
    undetermined: usize,
    undetermined_share: String,
    /// Causes of the taxonomy that no incident names.
    unseen: Vec<Link>,
}

#[derive(Serialize)]
struct CauseLine {
    cause: Link,
    /// 0 for a top-level one.
    depth: usize,
    primary: usize,
    /// Share of all failures, as text.
    share: String,
    /// Length of its bar, 0 to 100.
    length: usize,
    incidents: usize,
    open: usize,
    overdue: usize,
    last: Option<Time>,
}

/// The tree of causes.
pub(super) fn plan(site: &Site<'_>) -> Page {
    let here = site.at(Route::Causes);
    let messages = here.messages();
    let failures = site.knowledge_base.failures().count();
    let undetermined = site.knowledge_base.failures().filter(|it| it.causes.is_empty()).count();
    let (seen, unseen): (Vec<&Cause>, Vec<&Cause>) =
        site.knowledge_base.taxonomy.causes.iter().partition(|it| site.analysis.causes.contains_key(&it.id));
    let view = CausesView {
        title: messages.text("nav.causes").to_owned(),
        lead: messages.text("causes.lead").to_owned(),
        rows: seen.into_iter().filter_map(|it| line(&here, it, failures)).collect(),
        undetermined,
        undetermined_share: messages.percent(crate::site::views::share(undetermined, failures)),
        unseen: unseen.into_iter().map(|it| here.cause(&it.id)).collect(),
    };
    let head = Head::new(&view.title, &view.lead);
    here.page("page/causes.html", head, &view)
}

fn line(here: &Here<'_>, cause: &Cause, failures: usize) -> Option<CauseLine> {
    let summary = here.site.analysis.causes.get(&cause.id)?;
    let last = summary.incidents.iter().rev().find_map(|id| here.site.incident(id)?.date);
    Some(CauseLine {
        cause: here.cause(&cause.id),
        depth: cause.id.matches('/').count().min(3),
        primary: summary.primary,
        share: here.messages().percent(crate::site::views::share(summary.primary, failures)),
        length: summary.primary * 100 / failures.max(1),
        incidents: summary.incidents.len(),
        open: summary.open_actions,
        overdue: summary.overdue,
        last: last.map(|it| here.date(it)),
    })
}
