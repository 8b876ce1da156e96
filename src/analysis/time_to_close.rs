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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::{FileId, Span};

    const AS_OF: Date = Date::constant(2026, 2, 1);

    /// Items of one incident of 2026-01-01 that were done on these days of January, those of `None` on an unknown day.
    fn done_on(days: &[Option<i8>]) -> KnowledgeBase {
        let item = |(nth, day): (usize, &Option<i8>)| ActionItem {
            status: ActionStatus::Done,
            closed: day.map(|it| Date::constant(2026, 1, it)),
            ..ActionItem::unread(format!("INC-1/A{nth}"), Span::point(FileId(0), 0))
        };
        let mut incident = Incident::unread(FileId(0), 0..0);
        incident.date = Some(Date::constant(2026, 1, 1));
        incident.action_items = days.iter().enumerate().map(item).collect();
        KnowledgeBase { incidents: vec![incident], ..KnowledgeBase::default() }
    }

    fn median(days: &[Option<i8>]) -> Option<i32> {
        time_to_close(&done_on(days), AS_OF).survival.median
    }

    #[test]
    fn whenever_undated_items_were_done_the_median_is_within_its_bounds() {
        let dated: [Option<i8>; 8] = [2, 3, 5, 9, 10, 14, 20, 28].map(Some);
        let found = time_to_close(&done_on(&[dated.as_slice(), &[None, None]].concat()), AS_OF);
        // By hand: ten items, so that half are done with the fifth. Of days since the first, at once 0 0 1 2 4, else 1 2 4 8 9.
        assert_eq!((found.undated, found.median_between), (2, Some((Some(4), Some(9)))));
        let mut reached = Vec::new();
        for one in 1..=31 {
            for other in 1..=31 {
                reached.extend(median(&[dated.as_slice(), &[Some(one), Some(other)]].concat()));
            }
        }
        assert_eq!(
            (reached.iter().min(), reached.iter().max(), reached.len()),
            (Some(&4), Some(&9), 31 * 31)
        );
    }

    #[test]
    fn few_undated_items_change_nothing_and_many_leave_nothing_to_tell() {
        let dated: Vec<Option<i8>> = (1..=20).map(Some).collect();
        let few = time_to_close(&done_on(&[dated.as_slice(), &[None]].concat()), AS_OF);
        assert_eq!((few.median_between, few.is_known()), (None, true));
        let half = time_to_close(&done_on(&[&dated[..3], &[None; 3]].concat()), AS_OF);
        assert!(half.is_known() && half.median_between.is_some());
        assert!(!time_to_close(&done_on(&[&dated[..3], &[None; 4]].concat()), AS_OF).is_known());
    }
}
