//! Whether promises were kept: action items closed by their due date.

use jiff::civil::Date;

use super::action_items::is_tracked;
use super::stats::{self, Share};
use crate::model::{ActionStatus, KnowledgeBase};

/// How many action items were done by their due date, among those whose due date has passed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Punctuality {
    /// Done by the due date, out of all whose outcome is known.
    pub on_time: Share,
    /// Due date passed, but unknown whether or when it was done: excluded from every share.
    pub not_known: usize,
    /// Cancelled: excluded from every share.
    pub cancelled: usize,
    /// The due date is not over yet: excluded from every share.
    pub running: usize,
    /// No due date: excluded from every share.
    pub undated: usize,
}

/// Counts what was done on time by `as_of`.
pub fn punctuality(knowledge_base: &KnowledgeBase, as_of: Date) -> Punctuality {
    let (mut k, mut n) = (0, 0);
    let (mut not_known, mut cancelled, mut running, mut undated) = (0, 0, 0, 0);
    for (_, item) in knowledge_base.action_items().filter(|(incident, _)| is_tracked(incident)) {
        let Some(due) = item.due else {
            undated += 1;
            continue;
        };
        if item.status == ActionStatus::Cancelled {
            cancelled += 1;
        } else if as_of <= due {
            running += 1;
        } else {
            match (item.status, item.closed) {
                (ActionStatus::Done, Some(closed)) => {
                    n += 1;
                    k += u64::from(closed <= due);
                }
                (ActionStatus::Open | ActionStatus::InProgress, _) => n += 1,
                _ => not_known += 1,
            }
        }
    }
    Punctuality { on_time: stats::share(k, n), not_known, cancelled, running, undated }
}
