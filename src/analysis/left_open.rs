//! What was still to be done when a failure came back.
//!
//! Every open item of every earlier incident counts. The records name the latest incidents only: of a failure that came
//! back thousands of times they would otherwise be millions.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::settings::days_between;
use crate::model::{ActionItem, ActionStatus, Incident};

/// Most earlier incidents that are named for one return.
const MOST_NAMED: usize = 20;

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

/// What was left of earlier promises at each incident of a run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct LeftOpen {
    /// In order of the later incident, then of the earlier one.
    pub(super) while_open: Vec<WhileOpen>,
    /// Returns after everything promised had been done, in the same order.
    pub(super) after_done: Vec<AfterDone>,
    /// How often nobody can know whether an item was done by then.
    pub(super) not_known: usize,
    /// Open items that no record names, by id of the later incident.
    pub(super) not_named: BTreeMap<String, usize>,
}

/// A failure and the day it began.
type Member<'a> = (Date, &'a Incident);

/// Looks back from every incident of `members`, which are in order of time, to those before it.
pub(super) fn look_back(members: &[Member<'_>]) -> LeftOpen {
    let Counts { open, not_known } = Counts::of(members);
    let mut found = LeftOpen { not_known: not_known.iter().sum(), ..LeftOpen::default() };
    // Earlier incidents that may have open items, and those that promised anything; in order of time.
    let (mut may_be_open, mut promised): (Vec<Member<'_>>, Vec<Member<'_>>) = (Vec::new(), Vec::new());
    for (place, (start, incident)) in members.iter().enumerate() {
        if 0 < open[place] {
            let records = named(&mut may_be_open, *start, incident);
            let n: usize = records.iter().map(|it| it.action_items.len()).sum();
            if n < open[place] {
                found.not_named.insert(incident.id.clone(), open[place] - n);
            }
            found.while_open.extend(records);
        } else if not_known[place] == 0 {
            let latest = &promised[promised.len().saturating_sub(MOST_NAMED)..];
            let known = latest.iter().filter(|it| is_known(it.1, *start));
            found.after_done.extend(known.map(|(_, earlier)| AfterDone {
                incident: incident.id.clone(),
                earlier: earlier.id.clone(),
                action_items: earlier.action_items.iter().map(|it| it.id.clone()).collect(),
            }));
        }
        if !incident.action_items.is_empty() {
            may_be_open.push((*start, incident));
            promised.push((*start, incident));
        }
    }
    found
}

/// The action items of `earlier` that were still to be done when `later` began on `start`; `None` where there were none.
pub(super) fn left_open(start: Date, later: &Incident, earlier: &Incident) -> Option<WhileOpen> {
    if !is_known(earlier, start) {
        return None;
    }
    let is_open = |it: &&ActionItem| state_on(it.status, it.closed, start) == Some(true);
    let open: Vec<&ActionItem> = earlier.action_items.iter().filter(is_open).collect();
    let overdue = |it: &&ActionItem| it.due.map(|due| days_between(due, start)).filter(|it| 0 < *it);
    (!open.is_empty()).then(|| WhileOpen {
        incident: later.id.clone(),
        earlier: earlier.id.clone(),
        action_items: open.iter().map(|it| it.id.clone()).collect(),
        days_overdue: open.iter().map(overdue).collect(),
    })
}

/// The latest of `earlier` with open items, in order of time. Days only go on, so that one with none is never asked again.
fn named(earlier: &mut Vec<Member<'_>>, start: Date, later: &Incident) -> Vec<WhileOpen> {
    let mut records = Vec::new();
    let mut place = earlier.len();
    while 0 < place && records.len() < MOST_NAMED {
        place -= 1;
        match left_open(start, later, earlier[place].1) {
            Some(record) => records.push(record),
            None if is_known(earlier[place].1, start) => drop(earlier.remove(place)),
            None => {}
        }
    }
    records.reverse();
    records
}

/// How many items of earlier incidents were open, and of how many nobody can know, at each incident of a run.
struct Counts {
    open: Vec<usize>,
    not_known: Vec<usize>,
}

impl Counts {
    /// Every item is in one state over a range of later incidents, so that its ends are all that is noted.
    fn of(members: &[Member<'_>]) -> Self {
        let end = members.len();
        let mut open = Ranges::new(end);
        let mut not_known = Ranges::new(end);
        for (place, (_, incident)) in members.iter().enumerate() {
            let later = match incident.noticed() {
                Some(noticed) => members.partition_point(|it| it.0 < noticed.date()).max(place + 1),
                None => place + 1,
            };
            for item in &incident.action_items {
                match (item.status, item.closed) {
                    (ActionStatus::Open | ActionStatus::InProgress, _) => open.add(later, end),
                    (ActionStatus::Done, Some(closed)) => {
                        let first_not_before = members.partition_point(|it| it.0 < closed).max(later);
                        let first_after = members.partition_point(|it| it.0 <= closed).max(later);
                        open.add(later, first_not_before);
                        not_known.add(first_not_before, first_after);
                    }
                    (ActionStatus::Done | ActionStatus::Cancelled | ActionStatus::Unknown, _) => {
                        not_known.add(later, end);
                    }
                }
            }
        }
        Self { open: open.sums(), not_known: not_known.sums() }
    }
}

/// How many ranges begin and end at each place.
struct Ranges {
    begin: Vec<usize>,
    end: Vec<usize>,
}

impl Ranges {
    fn new(n: usize) -> Self {
        Self { begin: vec![0; n + 1], end: vec![0; n + 1] }
    }

    fn add(&mut self, begin: usize, end: usize) {
        if begin < end {
            self.begin[begin] += 1;
            self.end[end] += 1;
        }
    }

    /// How many ranges hold each place.
    fn sums(&self) -> Vec<usize> {
        let running = self.begin.iter().zip(&self.end).scan(0, |n, (begin, end)| {
            *n = *n + begin - end;
            Some(*n)
        });
        running.collect()
    }
}

/// Whether anybody knew of `incident` on `day`: one that went on for days unseen had no action items yet.
fn is_known(incident: &Incident, day: Date) -> bool {
    incident.noticed().is_none_or(|it| it.date() <= day)
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

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;
    use jiff::tz::Offset;
    use proptest::prelude::*;

    use super::*;
    use crate::files::{FileId, Span};
    use crate::model::Milestone;
    use crate::time::Instant;

    fn item(id: String, status: ActionStatus, closed: Option<Date>) -> ActionItem {
        ActionItem { status, closed, ..ActionItem::unread(id, Span::point(FileId(0), 0)) }
    }

    fn incident(id: String, action_items: Vec<ActionItem>) -> Incident {
        Incident { id, action_items, ..Incident::unread(FileId(0), 0..0) }
    }

    /// Action items by state and the day on which each was closed.
    type Items = Vec<(ActionStatus, Option<i64>)>;

    /// An incident on each of `days`, with items that were closed so many days after the first of all.
    fn incidents(days: &[i64], items: &[Items]) -> Vec<(Date, Incident)> {
        let day = |n: i64| Date::constant(2020, 1, 1).checked_add(n.days()).unwrap();
        let one = |(n, (start, items)): (usize, (&i64, &Items))| {
            let id = format!("INC-{n:05}");
            let items = items.iter().enumerate();
            let items = items
                .map(|(nth, (status, closed))| item(format!("{id}/A{nth}"), *status, closed.map(day)))
                .collect();
            (day(*start), incident(id, items))
        };
        days.iter().zip(items).enumerate().map(one).collect()
    }

    fn look(incidents: &[(Date, Incident)]) -> LeftOpen {
        look_back(&incidents.iter().map(|it| (it.0, &it.1)).collect::<Vec<Member<'_>>>())
    }

    /// Open and unknown items at each incident, by looking at every pair.
    fn by_pairs(incidents: &[(Date, Incident)], place: usize) -> (usize, usize) {
        let earlier = incidents[..place].iter().flat_map(|it| &it.1.action_items);
        let states: Vec<Option<bool>> =
            earlier.map(|it| state_on(it.status, it.closed, incidents[place].0)).collect();
        let count = |wanted: Option<bool>| states.iter().filter(|it| **it == wanted).count();
        (count(Some(true)), count(None))
    }

    proptest! {
        #[test]
        fn every_item_of_every_earlier_incident_counts(
            given in prop::collection::vec(
                (0_i64..3, prop::collection::vec((prop::sample::select(ActionStatus::ALL.to_vec()), prop::option::of(0_i64..60)), 0..4)),
                0..60,
            ),
        ) {
            let days: Vec<i64> = given.iter().scan(0, |day, it| { *day += it.0; Some(*day) }).collect();
            let items: Vec<_> = given.into_iter().map(|it| it.1).collect();
            let incidents = incidents(&days, &items);
            let found = look(&incidents);
            let mut not_known = 0;
            for (place, (_, incident)) in incidents.iter().enumerate() {
                let (open, unknown) = by_pairs(&incidents, place);
                not_known += unknown;
                let own = found.while_open.iter().filter(|it| it.incident == incident.id);
                let named: usize = own.clone().map(|it| it.action_items.len()).sum();
                prop_assert_eq!(named + found.not_named.get(&incident.id).copied().unwrap_or_default(), open);
                prop_assert!(own.count() <= MOST_NAMED);
                let done = found.after_done.iter().filter(|it| it.incident == incident.id).count();
                let promised = incidents[..place].iter().filter(|it| !it.1.action_items.is_empty()).count();
                prop_assert_eq!(done, if open + unknown == 0 { promised.min(MOST_NAMED) } else { 0 });
            }
            prop_assert_eq!(found.not_known, not_known);
        }
    }

    #[test]
    fn what_nobody_had_noticed_yet_left_nothing_open() {
        let mut incidents =
            incidents(&[0, 2, 9], &[vec![(ActionStatus::Open, None)], Vec::new(), Vec::new()]);
        let noticed = Instant::from_offset(Date::constant(2020, 1, 6).at(10, 0, 0, 0), Offset::UTC);
        incidents[0].1.milestones.set(Milestone::Detected, noticed);
        let found = look(&incidents);
        let returns: Vec<&str> = found.while_open.iter().map(|it| it.incident.as_str()).collect();
        assert_eq!((returns, found.after_done), (vec!["INC-00002"], Vec::new()));
    }

    #[test]
    fn the_latest_earlier_incidents_are_named_in_order_of_time() {
        let incidents = incidents(&[0, 1, 2, 9], &vec![vec![(ActionStatus::Open, None)]; 4]);
        let found = look(&incidents);
        let named: Vec<(&str, &str)> =
            found.while_open.iter().map(|it| (it.incident.as_str(), it.earlier.as_str())).collect();
        let expected = [(1, 0), (2, 0), (2, 1), (3, 0), (3, 1), (3, 2)]
            .map(|(a, b)| (format!("INC-{a:05}"), format!("INC-{b:05}")));
        let expected: Vec<(&str, &str)> = expected.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(named, expected);
    }

    #[test]
    fn four_times_as_many_returns_leave_about_four_times_as_many_records() {
        let records = |n: i64| {
            let days: Vec<i64> = (0..n).collect();
            let found = look(&incidents(&days, &vec![vec![(ActionStatus::Open, None)]; days.len()]));
            let not_named: usize = found.not_named.values().sum();
            let n = days.len();
            assert_eq!(found.while_open.len() + not_named, n * (n - 1) / 2, "every pair counts");
            found.while_open.len()
        };
        let (few, many) = (records(500), records(2000));
        assert!(many < few * 5, "{few} records, then {many}");
    }
}
