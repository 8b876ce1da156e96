//! Failures that came back, and whether their fix was still open when they did.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::stats::{self, Direction};
use super::{Settings, days_between, start_day};
use crate::model::{ActionItem, ActionStatus, Incident, KnowledgeBase};
use crate::time::Quarter;

/// Causes that say that nobody knows: two incidents do not recur because both are unexplained.
const NO_CAUSE: [&str; 2] = ["unknown", "false-positive"];

/// Incidents of one cause on one service, or that declare each other, in order of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurrence {
    /// The primary cause they share; `None` for a declared chain across causes.
    pub cause: Option<String>,
    /// The service they share; `None` for a declared chain across services.
    pub service: Option<String>,
    /// Ids, earliest first; at least two.
    pub incidents: Vec<String>,
    /// Days from each start to the next.
    pub gaps_days: Vec<i32>,
    /// Earlier action items that were still to be done when it came back.
    pub while_open: Vec<WhileOpen>,
    /// Returns after everything promised had been done.
    pub after_done: Vec<AfterDone>,
    /// Earlier action items of which nobody can know whether they were done by then.
    pub not_known: usize,
    /// A document says so itself.
    pub declared: bool,
    /// Whether it happens more or less often.
    pub direction: Direction,
}

/// It came back while action items of an earlier incident were open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhileOpen {
    /// The later incident.
    pub incident: String,
    /// The earlier one.
    pub earlier: String,
    /// Its items that were open or in progress.
    pub action_items: Vec<String>,
    /// Days each was overdue at that moment; `None` where it was not yet due, or has no due date.
    pub days_overdue: Vec<Option<i32>>,
}

/// It came back although all action items of the earlier incidents were done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AfterDone {
    /// The later incident.
    pub incident: String,
    /// An earlier one.
    pub earlier: String,
    /// Its items, all closed before.
    pub action_items: Vec<String>,
}

/// Finds every chain, the most telling first: most returns while a fix was open, then length, then the latest.
pub fn find(knowledge_base: &KnowledgeBase, settings: &Settings) -> Vec<Recurrence> {
    let starts: BTreeMap<&str, (Date, &Incident)> = knowledge_base
        .failures()
        .filter_map(|it| Some((it.id.as_str(), (start_day(it, &settings.zone)?, it))))
        .collect();
    let mut chains = same_cause_and_service(&starts, settings);
    let declared = declared_elsewhere(&starts, &chains);
    chains.extend(declared);

    let mut found: Vec<Recurrence> = chains.iter().map(|chain| describe(chain, &starts, settings)).collect();
    let latest = |it: &Recurrence| it.incidents.last().and_then(|id| starts.get(id.as_str())).map(|it| it.0);
    found.sort_by(|a, b| {
        let key = |it: &Recurrence| {
            (Reverse(it.returns_while_open()), Reverse(it.incidents.len()), Reverse(latest(it)))
        };
        (key(a), &a.cause, &a.service, &a.incidents).cmp(&(key(b), &b.cause, &b.service, &b.incidents))
    });
    found
}

/// Ids of incidents that continue a chain: every one but the first of each.
pub fn repeats(recurring: &[Recurrence]) -> BTreeSet<&str> {
    recurring.iter().flat_map(|it| it.incidents.iter().skip(1)).map(String::as_str).collect()
}

/// Whether the primary cause and a service of `incident` are known, so that it could be found to recur.
pub fn is_comparable(incident: &Incident) -> bool {
    incident.primary_cause().is_some_and(|it| !NO_CAUSE.contains(&it)) && !incident.services.is_empty()
}

impl Recurrence {
    /// How many of its incidents came while an action item of an earlier one was open.
    pub fn returns_while_open(&self) -> usize {
        self.while_open.iter().map(|it| it.incident.as_str()).collect::<BTreeSet<_>>().len()
    }
}

/// A chain before it is described.
struct Chain<'a> {
    cause: Option<&'a str>,
    service: Option<&'a str>,
    /// In order of time.
    members: Vec<&'a str>,
}

type Starts<'a> = BTreeMap<&'a str, (Date, &'a Incident)>;

fn same_cause_and_service<'a>(starts: &Starts<'a>, settings: &Settings) -> Vec<Chain<'a>> {
    let mut groups: BTreeMap<(&str, &str), Vec<(Date, &'a Incident)>> = BTreeMap::new();
    for &(start, incident) in starts.values() {
        let Some(cause) = incident.primary_cause().filter(|it| !NO_CAUSE.contains(it)) else { continue };
        let services: BTreeSet<&str> = incident.services.iter().map(String::as_str).collect();
        for service in services {
            groups.entry((cause, service)).or_default().push((start, incident));
        }
    }
    let mut chains = Vec::new();
    for ((cause, service), mut members) in groups {
        members.sort_by_key(|(start, incident)| (*start, incident.started(), &incident.id));
        let mut run: Vec<(Date, &Incident)> = Vec::new();
        for (start, incident) in members {
            let joins = run.last().is_some_and(|(last, _)| {
                days_between(*last, start) <= settings.recurrence_window_days
                    || run.iter().any(|(_, earlier)| incident.recurrence_of.contains(&earlier.id))
            });
            if !joins {
                push_chain(&mut chains, cause, service, &run);
                run.clear();
            }
            run.push((start, incident));
        }
        push_chain(&mut chains, cause, service, &run);
    }
    chains
}

fn push_chain<'a>(
    chains: &mut Vec<Chain<'a>>,
    cause: &'a str,
    service: &'a str,
    run: &[(Date, &'a Incident)],
) {
    if 2 <= run.len() {
        let members = run.iter().map(|(_, it)| it.id.as_str()).collect();
        chains.push(Chain { cause: Some(cause), service: Some(service), members });
    }
}

/// Chains that only the documents declare: incidents joined by `recurrence_of` that no chain above holds together.
fn declared_elsewhere<'a>(starts: &Starts<'a>, chains: &[Chain<'a>]) -> Vec<Chain<'a>> {
    let together =
        |a: &str, b: &str| chains.iter().any(|it| it.members.contains(&a) && it.members.contains(&b));
    let mut groups: Vec<BTreeSet<&str>> = Vec::new();
    for &(_, incident) in starts.values() {
        for earlier in &incident.recurrence_of {
            let Some((_, earlier)) = starts.get(earlier.as_str()) else { continue };
            if earlier.id == incident.id || together(&incident.id, &earlier.id) {
                continue;
            }
            let mut joined = BTreeSet::from([incident.id.as_str(), earlier.id.as_str()]);
            groups.retain(|group| {
                let touches = !group.is_disjoint(&joined);
                if touches {
                    joined.extend(group);
                }
                !touches
            });
            groups.push(joined);
        }
    }
    groups
        .into_iter()
        .map(|group| {
            let mut members: Vec<&(Date, &Incident)> = group.iter().filter_map(|id| starts.get(id)).collect();
            members.sort_by_key(|(start, incident)| (*start, incident.started(), &incident.id));
            let first = members.first().map(|it| it.1);
            let shared = |has: &dyn Fn(&Incident) -> bool| members.iter().all(|(_, it)| has(it));
            let cause = first
                .and_then(Incident::primary_cause)
                .filter(|cause| shared(&|it| it.primary_cause() == Some(cause)));
            let service = first
                .and_then(|it| {
                    it.services.iter().find(|service| shared(&|other| other.services.contains(service)))
                })
                .map(String::as_str);
            Chain { cause, service, members: members.iter().map(|(_, it)| it.id.as_str()).collect() }
        })
        .collect()
}

fn describe(chain: &Chain<'_>, starts: &Starts<'_>, settings: &Settings) -> Recurrence {
    let members: Vec<&(Date, &Incident)> = chain.members.iter().filter_map(|id| starts.get(id)).collect();
    let mut found = Recurrence {
        cause: chain.cause.map(str::to_owned),
        service: chain.service.map(str::to_owned),
        incidents: members.iter().map(|(_, it)| it.id.clone()).collect(),
        gaps_days: members.windows(2).map(|pair| days_between(pair[0].0, pair[1].0)).collect(),
        while_open: Vec::new(),
        after_done: Vec::new(),
        not_known: 0,
        declared: members
            .iter()
            .any(|(_, it)| it.recurrence_of.iter().any(|id| chain.members.contains(&id.as_str()))),
        direction: Direction::TooFew,
    };
    for (idx, (start, incident)) in members.iter().enumerate().skip(1) {
        look_back(&mut found, *start, incident, &members[..idx]);
    }
    found.direction = direction(&members, settings);
    found
}

/// What was left of the promises of `earlier` when `incident` began on `start`.
fn look_back(found: &mut Recurrence, start: Date, incident: &Incident, earlier: &[&(Date, &Incident)]) {
    let mut all_done = true;
    let mut done = Vec::new();
    for (_, before) in earlier {
        let mut open = Vec::new();
        let mut days_overdue = Vec::new();
        let mut closed = Vec::new();
        for item in &before.action_items {
            match state_on(item.status, item.closed, start) {
                Some(true) => {
                    open.push(item.id.clone());
                    days_overdue.push(item.due.map(|due| days_between(due, start)).filter(|it| 0 < *it));
                }
                Some(false) => closed.push(item.id.clone()),
                None => found.not_known += 1,
            }
        }
        all_done &= closed.len() == before.action_items.len();
        if !closed.is_empty() {
            done.push(AfterDone {
                incident: incident.id.clone(),
                earlier: before.id.clone(),
                action_items: closed,
            });
        }
        if !open.is_empty() {
            found.while_open.push(WhileOpen {
                incident: incident.id.clone(),
                earlier: before.id.clone(),
                action_items: open,
                days_overdue,
            });
        }
    }
    if all_done {
        found.after_done.append(&mut done);
    }
}

/// The action items of `earlier` that were still to be done when `later` began on `start`; `None` where there were none.
pub(super) fn left_open(start: Date, later: &Incident, earlier: &Incident) -> Option<WhileOpen> {
    let open: Vec<&ActionItem> = earlier
        .action_items
        .iter()
        .filter(|it| state_on(it.status, it.closed, start) == Some(true))
        .collect();
    (!open.is_empty()).then(|| WhileOpen {
        incident: later.id.clone(),
        earlier: earlier.id.clone(),
        action_items: open.iter().map(|it| it.id.clone()).collect(),
        days_overdue: open
            .iter()
            .map(|it| it.due.map(|due| days_between(due, start)).filter(|it| 0 < *it))
            .collect(),
    })
}

/// Whether an item was still to be done when the later incident began on `start`.
///
/// Documents give closing days, not times: an item closed on that very day, one done without a day,
/// a cancelled and an unknown one say nothing either way.
fn state_on(status: ActionStatus, closed: Option<Date>, start: Date) -> Option<bool> {
    match (status, closed) {
        (ActionStatus::Open | ActionStatus::InProgress, _) => Some(true),
        (ActionStatus::Done, Some(closed)) if start < closed => Some(true),
        (ActionStatus::Done, Some(closed)) if closed < start => Some(false),
        (ActionStatus::Done | ActionStatus::Cancelled | ActionStatus::Unknown, _) => None,
    }
}

/// The last two full quarters against the two before.
fn direction(members: &[&(Date, &Incident)], settings: &Settings) -> Direction {
    let current = Quarter::of(settings.as_of, settings.fiscal_year_start);
    let count = |quarters: [Quarter; 2]| {
        let inside = |day: Date| quarters.contains(&Quarter::of(day, settings.fiscal_year_start));
        members.iter().filter(|(start, _)| inside(*start)).count() as u64
    };
    let last = current.previous();
    let after = count([last, last.previous()]);
    let before = count([last.previous().previous(), last.previous().previous().previous()]);
    stats::direction(before, after)
}
