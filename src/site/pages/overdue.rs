//! `/trends/overdue/`: whether promises are kept, and which are not.

use serde::Serialize;

use crate::address::{List, Route};
use crate::analysis::action_items::AGE_LABELS;
use crate::analysis::policy::PolicyLine;
use crate::analysis::promises::Punctuality;
use crate::analysis::stats::MIN_SAMPLE;
use crate::analysis::{action_items, backlog};
use crate::model::{ActionItem, ActionStatus, Incident};
use crate::site::Page;
use crate::site::charts::{
    BacklogDrawing, Chart, SurvivalDrawing, backlog as backlog_chart, survival as survival_chart,
};
use crate::site::context::{Here, Link, Site};
use crate::site::frame::Head;
use crate::site::views::{
    Bar, Facet, OverdueNow, RegisterRow, bars, first, nothing_overdue, overdue_now, register, register_facets,
};

/// Most broken promises of one priority listed: the longest.
const MAX_BREACHES: usize = 10;

#[derive(Serialize)]
struct OverdueView {
    title: String,
    lead: String,
    unknown_state: Option<String>,
    now: OverdueNow,
    /// There is any action item at all.
    has_items: bool,
    backlog: Chart<BacklogDrawing>,
    survival: Chart<SurvivalDrawing>,
    left_out: Vec<String>,
    punctuality: String,
    by_age: Vec<Bar>,
    open_by_age: Vec<Bar>,
    policy: Vec<PolicyRow>,
    by_owner: Vec<OwnerLine>,
    by_team: Vec<Bar>,
    by_service: Vec<Bar>,
    facets: Vec<Facet>,
    rows: Vec<RegisterRow>,
    /// All of them in the list of action items, where there are more than a page holds.
    more: Option<Link>,
    /// What is said where none is overdue.
    nothing: String,
    definitions: Link,
}

#[derive(Serialize)]
struct OwnerLine {
    /// `None` for the line of items without one.
    owner: Option<String>,
    n: usize,
    oldest: String,
}

/// One priority of the policy.
#[derive(Serialize)]
struct PolicyRow {
    priority: String,
    within: String,
    kept: usize,
    late: usize,
    broken: usize,
    running: usize,
    planned_late: usize,
    not_known: usize,
    breaches: Vec<Breach>,
    more: Option<String>,
}

/// A promise that was not kept within what the site allows.
#[derive(Serialize)]
struct Breach {
    task: Link,
    incident: Link,
    owner: Option<String>,
    beyond: String,
}

/// The page of overdue action items.
pub(super) fn plan(site: &Site<'_>) -> Page {
    let here = site.at(Route::Overdue);
    let messages = here.messages();
    let analysis = site.analysis;
    let overdue = &analysis.overdue;
    let n = overdue.items.len();
    let items: Vec<_> = overdue
        .items
        .iter()
        .filter_map(|it| {
            let incident = site.incident(&it.incident)?;
            Some((incident, incident.action_items.iter().find(|item| item.id == it.id)?))
        })
        .collect();
    let age = |(label, n): (&&str, usize)| {
        (Link::text(messages.fill("overdue.age", &[("days", &label.replace('-', "–"))])), n)
    };
    let nobody = |key: &str, n: usize| (0 < n).then(|| (Link::text(messages.text(key)), n));
    let teams = overdue.by_team.iter().map(|(name, n)| (here.team(name), *n));
    let teams = teams.chain(nobody("overdue.of_no_team", overdue.without_team)).collect();
    let services = overdue.by_service.iter().map(|(name, n)| (here.service(name), *n));
    let services = services.chain(nobody("service.none", overdue.without_service)).collect();
    let unknown = overdue.unknown_state;
    let open_ages: Vec<_> = backlog::AGE_LABELS.iter().zip(analysis.backlog.by_age).map(age).collect();
    let rows = register(&here, items.iter().copied());
    let (rows, more) = first(&here, rows, List::Actions, "due", "overdue");
    let view = OverdueView {
        title: messages.text("overdue.title").to_owned(),
        lead: messages.count("overdue.lead", n),
        unknown_state: (0 < unknown).then(|| messages.count("overdue.unknown_state", unknown)),
        now: overdue_now(&here),
        has_items: site.knowledge_base.action_items().next().is_some(),
        backlog: backlog_chart(&here, &analysis.backlog),
        survival: survival_chart(&here, &analysis.time_to_close),
        left_out: left_out(&here),
        punctuality: punctuality(&here, &analysis.punctuality),
        by_age: bars(&here, AGE_LABELS.iter().zip(overdue.by_age).map(age).collect(), n),
        open_by_age: bars(&here, open_ages, analysis.backlog.recent.now),
        policy: analysis.policy.iter().map(|it| policy_row(&here, it)).collect(),
        by_owner: by_owner(&here, &items),
        by_team: bars(&here, teams, n),
        by_service: bars(&here, services, n),
        facets: if more.is_none() { register_facets(&here, rows.iter(), |_| None) } else { Vec::new() },
        rows,
        more,
        nothing: nothing_overdue(&here),
        definitions: here.link_into(messages.text("nav.definitions"), &Route::Definitions, "aw-overdue"),
    };
    let above = vec![here.link(messages.text("nav.trends"), &Route::Trends)];
    let head = Head::new(&view.title, &view.lead).below(above);
    here.page("page/overdue.html", head, &view)
}

/// How many each owner is late with and by how much at most; those of nobody come last.
fn by_owner(here: &Here<'_>, items: &[(&Incident, &ActionItem)]) -> Vec<OwnerLine> {
    let line = |owner: Option<&String>, n: usize, oldest: i32| OwnerLine {
        owner: owner.cloned(),
        n,
        oldest: here.messages().count("count.days", oldest.unsigned_abs() as usize),
    };
    let owned =
        here.site.analysis.overdue.by_owner.iter().map(|(owner, n, oldest)| line(Some(owner), *n, *oldest));
    let of_nobody = items.iter().filter(|(_, item)| item.owner.is_none());
    let days = of_nobody.filter_map(|(_, item)| action_items::overdue_days(item, here.site.as_of()));
    let days: Vec<i32> = days.collect();
    let unowned = days.iter().max().map(|oldest| line(None, days.len(), *oldest));
    owned.chain(unowned).collect()
}

/// What the curves above leave out, each with its number.
fn left_out(here: &Here<'_>) -> Vec<String> {
    let site = here.site;
    let tracked = || site.knowledge_base.action_items().filter(|(it, _)| action_items::is_tracked(it));
    let all = tracked().count();
    let unknown = tracked().filter(|(_, item)| item.status == ActionStatus::Unknown).count();
    let undated = site.analysis.time_to_close.undated;
    let unopened = site.analysis.time_to_close.unopened;
    let messages = here.messages();
    let of_all = [("n", messages.integer(unknown)), ("all", messages.integer(all))];
    let of_all: Vec<(&str, &str)> = of_all.iter().map(|(name, it)| (*name, it.as_str())).collect();
    let of_all = messages.fill("overdue.unknown_share", &of_all);
    let share = messages.percent(crate::site::views::share(unknown, all));
    let unknown = match (0 < unknown, MIN_SAMPLE <= all) {
        (false, _) => None,
        (true, false) => Some(of_all),
        (true, true) => {
            Some(messages.fill("format.remark", &[("text", of_all.as_str()), ("remark", &share)]))
        }
    };
    let counted = |key, n: usize| (0 < n).then(|| messages.count(key, n));
    let reasons = [unknown, counted("overdue.undated", undated), counted("overdue.unopened", unopened)];
    reasons.into_iter().flatten().collect()
}

fn punctuality(here: &Here<'_>, it: &Punctuality) -> String {
    let messages = here.messages();
    let share = it.on_time;
    let text = |it: u64| messages.integer(usize::try_from(it).unwrap_or(usize::MAX));
    let (k, n) = (text(share.k), text(share.n));
    let not_known = messages.integer(it.not_known);
    let mut values = vec![("k", k.as_str()), ("n", &n), ("not_known", &not_known)];
    let (low, high) = match (share.low, share.high) {
        (Some(low), Some(high)) if MIN_SAMPLE as u64 <= share.n => {
            (messages.percent(low), messages.percent(high))
        }
        _ => return messages.fill("overdue.on_time_too_few", &values),
    };
    values.extend([("low", low.as_str()), ("high", &high)]);
    messages.fill("overdue.on_time", &values)
}

fn policy_row(here: &Here<'_>, it: &PolicyLine) -> PolicyRow {
    let messages = here.messages();
    let breach = |(id, incident, days): &(String, String, i32)| {
        let incident = here.site.incident(incident)?;
        let item = incident.action_items.iter().find(|item| item.id == *id)?;
        Some(Breach {
            task: Link::text(&item.task).in_language(here.lang(&incident.language)),
            incident: here.incident_id(&incident.id),
            owner: item.owner.clone(),
            beyond: messages.count("overdue.beyond", days.unsigned_abs() as usize),
        })
    };
    let more = it.breaches.len().saturating_sub(MAX_BREACHES);
    PolicyRow {
        priority: it.priority.clone(),
        within: messages.count("count.days", it.due_within.unsigned_abs() as usize),
        kept: it.kept,
        late: it.late,
        broken: it.broken,
        running: it.running,
        planned_late: it.planned_late,
        not_known: it.not_known,
        breaches: it.breaches.iter().take(MAX_BREACHES).filter_map(breach).collect(),
        more: (0 < more).then(|| messages.count("recurring.more_fixes", more)),
    }
}
