//! A failure that came back: its incidents, the days between them, and the fix that was still open.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;

use serde::Serialize;

use super::badge::State;
use super::incident_row::IncidentRow;
use crate::address::Route;
use crate::analysis::recurrence::Recurrence;
use crate::analysis::stats::Direction;
use crate::model::{Incident, LessonKind};
use crate::site::charts::{ChainAxis, chain_axis};
use crate::site::context::{Here, Link, Return};
use crate::text::slug;

/// Most incidents of a chain on a card, which only introduces it.
const MAX_ON_CARD: usize = 4;
/// Most incidents of a chain that is shown in full.
const MAX_IN_FULL: usize = 12;
/// Most lessons of one incident; its own page has all of them.
const MAX_LESSONS: usize = 3;
/// Most open fixes listed for one return; their number is always given in full.
const MAX_FIXES: usize = 8;

/// A chain, or the part of it that a card shows.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct ChainView {
    anchor: String,
    cause: Link,
    service: Link,
    /// `3 incidents`.
    size: String,
    /// A document says so itself.
    is_declared: bool,
    /// A person decided so.
    is_decided: bool,
    /// At least one fix was open when it came back.
    was_open: bool,
    /// Its incidents by time; `None` on a card.
    axis: Option<ChainAxis>,
    /// `26 earlier incidents`, where the first ones are left out.
    earlier: Option<String>,
    steps: Vec<Step>,
    /// `2 later incidents`, where the last ones are left out.
    later: Option<String>,
    /// Items of which nobody can know whether they were done.
    not_known: Option<String>,
    direction: String,
    /// Where the chain is shown in full.
    more: Link,
}

/// One incident of a chain.
#[derive(Debug, Clone, Serialize)]
struct Step {
    #[serde(skip)]
    id: String,
    incident: IncidentRow,
    /// `41 days later`; `None` for the first one.
    gap: Option<String>,
    open: OpenFixes,
    /// Sentences on earlier incidents whose promises had all been kept.
    done: Vec<Vec<Link>>,
    /// What was learned, as the document has it; none on a card.
    lessons: Vec<Link>,
}

/// The action items that were still to be done when the failure came back, longest overdue first.
#[derive(Debug, Clone, Serialize)]
struct OpenFixes {
    n: usize,
    listed: Vec<OpenFix>,
    /// `and 12 more`
    more: Option<String>,
}

/// An action item that was still to be done when the failure came back.
#[derive(Debug, Clone, Serialize)]
struct OpenFix {
    id: Link,
    task: Link,
    owner: Option<String>,
    /// How late it was at that moment, in words.
    lateness: String,
    was_overdue: bool,
    /// Its state today.
    state: State,
    earlier: Link,
}

/// What the page of an incident shows about a chain it belongs to.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct Returns {
    title: String,
    sentences: Vec<Vec<Link>>,
    open: OpenFixes,
    more: Link,
}

impl ChainView {
    /// The whole of `chain` as seen from `here`.
    pub(in crate::site) fn new(here: &Here<'_>, chain: &Recurrence) -> Self {
        let n = chain.incidents.len();
        let mut whole = Self::part(here, chain, n.saturating_sub(MAX_IN_FULL)..n);
        whole.axis = chain_axis(here, chain, &whole.anchor);
        for step in &mut whole.steps {
            step.lessons = lessons(here, &step.id);
        }
        whole
    }

    /// The last incidents of `chain`.
    pub(in crate::site) fn card(here: &Here<'_>, chain: &Recurrence) -> Self {
        let n = chain.incidents.len();
        Self::part(here, chain, n.saturating_sub(MAX_ON_CARD)..n)
    }

    /// The last incidents of `chain` among `ids`, and the one before them.
    pub(in crate::site) fn card_of(here: &Here<'_>, chain: &Recurrence, ids: &BTreeSet<&str>) -> Self {
        let is_wanted = |it: &String| ids.contains(it.as_str());
        let end = chain.incidents.iter().rposition(is_wanted).map_or(chain.incidents.len(), |it| it + 1);
        let first = chain.incidents.iter().skip(1).position(is_wanted).unwrap_or_default();
        Self::part(here, chain, first.max(end.saturating_sub(MAX_ON_CARD))..end)
    }

    fn part(here: &Here<'_>, chain: &Recurrence, shown: Range<usize>) -> Self {
        let messages = here.messages();
        let anchor = chain_anchor(chain);
        let step = |idx: usize| {
            let id = &chain.incidents[idx];
            let gap = idx.checked_sub(1).and_then(|it| chain.gaps_days.get(it));
            Some(Step {
                id: id.clone(),
                incident: IncidentRow::new(here, here.site.incident(id)?),
                gap: gap.map(|it| days_later(here, *it)),
                open: open_fixes(here, chain, id),
                done: done(here, chain, id),
                lessons: Vec::new(),
            })
        };
        let left_out = |key: &str, n: usize| (0 < n).then(|| messages.count(key, n));
        let (cause, service) = chain_name(here, chain);
        Self {
            cause,
            service,
            size: messages.count("count.incidents", chain.incidents.len()),
            is_declared: chain.declared,
            is_decided: !chain.decided.is_empty(),
            axis: None,
            was_open: !chain.while_open.is_empty(),
            earlier: left_out("recurring.earlier", shown.start),
            later: left_out("recurring.later", chain.incidents.len() - shown.end),
            steps: shown.filter_map(step).collect(),
            not_known: left_out("recurring.not_known", chain.not_known),
            direction: direction(here, chain.direction),
            more: here.link_into(messages.text("recurring.more"), &Route::Recurring, &anchor),
            anchor,
        }
    }
}

/// What the page of `incident` shows about the chains it belongs to.
pub(in crate::site) fn returns(here: &Here<'_>, incident: &Incident) -> Vec<Returns> {
    here.site.chains_of(&incident.id).iter().map(|it| one_return(here, it, &incident.id)).collect()
}

/// The first lessons that the postmortem of `id` states.
fn lessons(here: &Here<'_>, id: &str) -> Vec<Link> {
    let Some(incident) = here.site.incident(id) else { return Vec::new() };
    let lang = here.lang(&incident.language);
    let learned = incident.lessons.iter().filter(|it| it.kind == LessonKind::Learned).take(MAX_LESSONS);
    learned.map(|it| Link::text(&it.text).in_language(lang.clone())).collect()
}

/// What a chain is called: the cause and the service that its incidents share. Where they share none, whether they state
/// several, or not all of them state one: "several causes" would claim what no document says.
pub(in crate::site) fn chain_name(here: &Here<'_>, chain: &Recurrence) -> (Link, Link) {
    let incidents = || chain.incidents.iter().filter_map(|id| here.site.incident(id));
    let unshared = |stated: BTreeSet<&str>, keys: [&str; 3]| {
        let [none, one, several] = keys;
        let key = match stated.len() {
            0 => none,
            1 => one,
            _ => several,
        };
        Link::text(here.messages().text(key))
    };
    let cause = match chain.cause.as_deref() {
        Some(it) => here.cause(it),
        None => unshared(
            incidents().filter_map(Incident::primary_cause).collect(),
            ["recurring.no_cause", "recurring.partly_causes", "recurring.mixed_causes"],
        ),
    };
    let service = match chain.service.as_deref() {
        Some(it) => here.service(it),
        None => unshared(
            incidents().flat_map(|it| &it.services).map(String::as_str).collect(),
            ["recurring.no_service", "recurring.partly_services", "recurring.mixed_services"],
        ),
    };
    (cause, service)
}

/// The id of the chain on the page of recurring failures.
pub(in crate::site) fn chain_anchor(chain: &Recurrence) -> String {
    let name =
        [chain.cause.as_deref(), chain.service.as_deref(), chain.incidents.first().map(String::as_str)];
    format!("aw-{}", slug(&name.into_iter().flatten().collect::<Vec<_>>().join(" ")))
}

/// What the numbers show about a change, in words.
pub(in crate::site) fn direction(here: &Here<'_>, direction: Direction) -> String {
    here.messages().word("direction", direction.as_str())
}

fn one_return(here: &Here<'_>, it: &Return<'_>, id: &str) -> Returns {
    let (chain, place) = (it.chain, it.place);
    let mut sentences = Vec::new();
    if let Some(before) = place.checked_sub(1) {
        let days = chain.gaps_days.get(before).copied().unwrap_or_default();
        sentences.push(here.sentence(
            "returns.came_back",
            &[
                ("days", &days_count(here, days)),
                ("place", &(place + 1).to_string()),
                ("size", &chain.incidents.len().to_string()),
            ],
            &[("earlier", here.incident_id(&chain.incidents[before]))],
        ));
        sentences.extend(done(here, chain, id));
    }
    if let Some(later) = chain.incidents.get(place + 1) {
        let days = chain.gaps_days.get(place).copied().unwrap_or_default();
        let values = [("days", days_count(here, days))];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, it)| (*name, it.as_str())).collect();
        sentences.push(here.sentence("returns.again", &values, &[("later", here.incident_id(later))]));
    }
    let title = if place == 0 { "returns.title_first" } else { "returns.title" };
    Returns {
        title: here.messages().text(title).to_owned(),
        sentences,
        open: open_fixes(here, chain, id),
        more: here.link_into(here.messages().text("recurring.more"), &Route::Recurring, &chain_anchor(chain)),
    }
}

fn open_fixes(here: &Here<'_>, chain: &Recurrence, id: &str) -> OpenFixes {
    let mut found: Vec<(Option<i32>, &str, &str)> = Vec::new();
    for open in here.site.return_in(chain, id).map_or(&[][..], |it| it.while_open) {
        let items = open.action_items.iter().zip(&open.days_overdue);
        found.extend(items.map(|(item, days)| (*days, open.earlier.as_str(), item.as_str())));
    }
    found.sort_by_key(|(days, _, item)| (Reverse(*days), *item));
    let n = found.len() + chain.not_named.get(id).copied().unwrap_or_default();
    let listed = found.into_iter().take(MAX_FIXES);
    OpenFixes {
        n,
        listed: listed.filter_map(|(days, earlier, item)| open_fix(here, earlier, item, days)).collect(),
        more: n
            .checked_sub(MAX_FIXES)
            .filter(|it| 0 < *it)
            .map(|it| here.messages().count("recurring.more_fixes", it)),
    }
}

fn open_fix(here: &Here<'_>, earlier_id: &str, item_id: &str, days: Option<i32>) -> Option<OpenFix> {
    let earlier = here.site.incident(earlier_id)?;
    let place = earlier.action_items.iter().position(|it| it.id == item_id)?;
    let item = &earlier.action_items[place];
    let anchor = here.site.action_anchor(earlier, place);
    let lateness = match days {
        Some(days) => here.messages().count("recurring.overdue_then", days.unsigned_abs() as usize),
        None if item.due.is_some() => here.messages().text("recurring.not_yet_due").to_owned(),
        None => here.messages().text("recurring.no_due_date").to_owned(),
    };
    Some(OpenFix {
        id: here.link_into(item.short_id(), &Route::Incident(earlier.slug.clone()), anchor),
        task: Link::text(&item.task).in_language(here.lang(&earlier.language)),
        owner: item.owner.clone(),
        lateness,
        was_overdue: days.is_some(),
        state: State::new(here, item.status),
        earlier: here.incident_id(earlier_id),
    })
}

fn done(here: &Here<'_>, chain: &Recurrence, id: &str) -> Vec<Vec<Link>> {
    let after = here.site.return_in(chain, id).map_or(&[][..], |it| it.after_done);
    after
        .iter()
        .map(|it| {
            let n = it.action_items.len().to_string();
            here.sentence("returns.after_done", &[("n", &n)], &[("earlier", here.incident_id(&it.earlier))])
        })
        .collect()
}

fn days_count(here: &Here<'_>, days: i32) -> String {
    here.messages().count("count.days", days.unsigned_abs() as usize)
}

fn days_later(here: &Here<'_>, days: i32) -> String {
    here.messages().count("recurring.days_later", days.unsigned_abs() as usize)
}
