//! Whether the pile of open action items grows: what was promised and settled, week by week.

use jiff::ToSpan;
use jiff::civil::Date;

use super::action_items::{is_tracked, opened};
use super::days_between;
use crate::model::{ActionStatus, KnowledgeBase};

/// Most weeks kept; earlier ones count in the first one's beginning.
const MAX_WEEKS: usize = 104;
/// Days that the sentence on growth looks back.
pub const RECENT_DAYS: i32 = 84;

/// The pile of open action items over time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Backlog {
    /// Weeks from Monday to Sunday, oldest first; the last one holds the as-of day and may be running.
    pub weeks: Vec<Week>,
    /// The last twelve weeks up to the as-of day.
    pub recent: Recent,
    /// How many of the open ones are that old, in days since the promise: 0–30, 31–90, 91–180, 181–365, 366 and more.
    pub by_age: [usize; 5],
    /// Items that count here.
    pub n: usize,
    /// Items of unknown state: excluded from every number here.
    pub unknown: usize,
    /// Items done or cancelled without a day, or of incidents without one: excluded from every number here.
    pub undated: usize,
}

/// One week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Week {
    /// Its Monday.
    pub monday: Date,
    /// Items planned in it.
    pub opened: usize,
    /// Items done or cancelled in it.
    pub settled: usize,
    /// Items open at its end, or on the as-of day.
    pub open: usize,
}

/// What became of the pile lately.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Recent {
    /// Items that were open [`RECENT_DAYS`] before the as-of day.
    pub before: usize,
    /// Items planned since then.
    pub opened: usize,
    /// Items done or cancelled since then.
    pub settled: usize,
    /// Items open on the as-of day.
    pub now: usize,
}

/// Labels of [`Backlog::by_age`], as in the JSON API.
pub const AGE_LABELS: [&str; 5] = ["0-30", "31-90", "91-180", "181-365", "366+"];

/// The pile on `as_of` and before.
pub fn backlog(knowledge_base: &KnowledgeBase, as_of: Date) -> Backlog {
    let mut found = Backlog::default();
    let mut spans: Vec<(Date, Option<Date>)> = Vec::new();
    for (incident, item) in knowledge_base.action_items().filter(|(incident, _)| is_tracked(incident)) {
        let settled = match (item.status, item.closed) {
            (ActionStatus::Unknown, _) => {
                found.unknown += 1;
                continue;
            }
            (ActionStatus::Open | ActionStatus::InProgress, _) => None,
            (ActionStatus::Done | ActionStatus::Cancelled, closed) => Some(closed),
        };
        let (Some(begin), Some(end)) = (opened(incident), settled.map_or(Some(None), |it| it.map(Some)))
        else {
            found.undated += 1;
            continue;
        };
        // An item settled before its postmortem was published came and went on that day.
        let begin = end.map_or(begin, |it: Date| it.min(begin));
        if begin <= as_of {
            spans.push((begin, end.filter(|it| *it <= as_of)));
        }
    }
    let open_on =
        |day: Date| spans.iter().filter(move |(begin, end)| *begin <= day && end.is_none_or(|it| day < it));
    for (begin, _) in open_on(as_of) {
        found.by_age[age_bucket(days_between(*begin, as_of))] += 1;
    }
    let since = as_of.checked_sub(RECENT_DAYS.days()).unwrap_or(as_of);
    found.recent = Recent {
        before: open_on(since).count(),
        opened: spans.iter().filter(|(begin, _)| since < *begin).count(),
        settled: spans.iter().filter(|(_, end)| end.is_some_and(|it| since < it)).count(),
        now: open_on(as_of).count(),
    };
    found.weeks = weeks(&spans, as_of);
    found.n = spans.len();
    found
}

impl Backlog {
    /// Whether most items have a state and a day: of fewer the pile would tell nothing of the rest.
    pub fn is_known(&self) -> bool {
        self.unknown + self.undated <= self.n
    }
}

fn weeks(spans: &[(Date, Option<Date>)], as_of: Date) -> Vec<Week> {
    let Some(first) = spans.iter().map(|it| it.0).min() else { return Vec::new() };
    let (first, last) = (monday(first), monday(as_of));
    let n_all = usize::try_from(days_between(first, last) / 7 + 1).unwrap_or(1);
    let n = n_all.min(MAX_WEEKS);
    let first =
        i64::try_from(n - 1).ok().and_then(|it| last.checked_sub((it * 7).days()).ok()).unwrap_or(first);
    // What began before the first week shown is already open when that week begins.
    let place = |day: Date| usize::try_from(days_between(first, day).div_euclid(7)).ok();
    let mut found: Vec<Week> = Vec::with_capacity(n);
    let mut monday = first;
    while monday <= last {
        found.push(Week { monday, opened: 0, settled: 0, open: 0 });
        let Ok(next) = monday.checked_add(7.days()) else { break };
        monday = next;
    }
    let mut open = 0;
    for (begin, end) in spans {
        match place(*begin).and_then(|it| found.get_mut(it)) {
            Some(week) => week.opened += 1,
            None => open += 1,
        }
        let Some(end) = end else { continue };
        match place(*end).and_then(|it| found.get_mut(it)) {
            Some(week) => week.settled += 1,
            None => open -= 1,
        }
    }
    for week in &mut found {
        open = (open + week.opened).saturating_sub(week.settled);
        week.open = open;
    }
    found
}

fn monday(day: Date) -> Date {
    day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).unwrap_or(day)
}

fn age_bucket(days: i32) -> usize {
    match days {
        ..=30 => 0,
        31..=90 => 1,
        91..=180 => 2,
        181..=365 => 3,
        _ => 4,
    }
}
