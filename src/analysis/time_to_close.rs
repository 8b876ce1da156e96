//! How long action items stay open, those that still are included.

use jiff::civil::Date;

use super::action_items::{is_tracked, opened};
use super::days_between;
use super::stats::{self, Observation, Survival};
use crate::model::{ActionItem, ActionStatus, Incident, KnowledgeBase};

/// One item in so many without a state or day makes the curve uncertain.
const MATTERS: usize = 10;

/// Days from the promise to the closing of action items, as a survival curve.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TimeToClose {
    /// The estimate over every item of which both its beginning and its state are known.
    pub survival: Survival,
    /// Where the median would be had all items of unknown state or day been done at once, and had they been done last;
    /// `None` where they are too few to matter.
    pub median_between: Option<(Option<i32>, Option<i32>)>,
    /// Items of unknown state: left out.
    pub unknown: usize,
    /// Done or cancelled on a day that nobody wrote down: left out.
    pub undated: usize,
    /// Items of incidents without any day: left out.
    pub unopened: usize,
}

/// The curve on `as_of`.
///
/// An open item is censored on `as_of`: all that is known is that it takes longer. A cancelled one is censored on the day
/// it was cancelled. An item closed before the postmortem was published took no day.
pub fn time_to_close(knowledge_base: &KnowledgeBase, as_of: Date) -> TimeToClose {
    let mut found = TimeToClose::default();
    let mut observations = Vec::new();
    let (mut at_once, mut at_last) = (Vec::new(), Vec::new());
    for (incident, item) in knowledge_base.action_items().filter(|(incident, _)| is_tracked(incident)) {
        match span(incident, item, as_of) {
            Ok(observation) => observations.extend(observation),
            Err(reason) => {
                match reason {
                    LeftOut::Unknown => found.unknown += 1,
                    LeftOut::Undated => found.undated += 1,
                    LeftOut::Unopened => found.unopened += 1,
                }
                if let Some(begin) = opened(incident).filter(|it| *it <= as_of) {
                    at_once.push(Observation { days: 0, ended: true });
                    let ended = item.status == ActionStatus::Done;
                    at_last.push(Observation { days: days_between(begin, as_of), ended });
                }
            }
        }
    }
    found.survival = stats::survival(&observations);
    let left_out = found.unknown + found.undated;
    if found.survival.n + left_out < left_out * MATTERS {
        let median =
            |more: Vec<Observation>| stats::survival(&[observations.as_slice(), &more].concat()).median;
        found.median_between = Some((median(at_once), median(at_last)));
    }
    found
}

impl TimeToClose {
    /// Whether most items have a state and a day: of fewer the curve would tell nothing of the rest.
    pub fn is_known(&self) -> bool {
        self.unknown + self.undated <= self.survival.n
    }
}

enum LeftOut {
    Unknown,
    Undated,
    Unopened,
}

/// How long `item` was looked at; `Ok(None)` where it begins after `as_of`.
fn span(incident: &Incident, item: &ActionItem, as_of: Date) -> Result<Option<Observation>, LeftOut> {
    let ended = match (item.status, item.closed) {
        (ActionStatus::Unknown, _) => return Err(LeftOut::Unknown),
        (ActionStatus::Open | ActionStatus::InProgress, _) => None,
        (ActionStatus::Done | ActionStatus::Cancelled, None) => return Err(LeftOut::Undated),
        (ActionStatus::Done | ActionStatus::Cancelled, Some(day)) => Some(day).filter(|it| *it <= as_of),
    };
    let begin = opened(incident).ok_or(LeftOut::Unopened)?;
    if as_of < begin && ended.is_none() {
        return Ok(None);
    }
    let days = days_between(begin, ended.unwrap_or(as_of)).max(0);
    Ok(Some(Observation { days, ended: ended.is_some() && item.status == ActionStatus::Done }))
}
