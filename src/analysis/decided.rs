//! What became of what people decided: whether the failure came back since, and what is still to be done.

use jiff::civil::Date;

use super::recurrence::Recurrence;
use super::settings::{Settings, start_day};
use crate::model::{ActionItem, Incident, KnowledgeBase, Verdict};

/// A decision on two incidents, and what happened after it.
#[derive(Debug, Clone)]
pub struct Decided<'a> {
    /// The incident that began first.
    pub earlier: &'a Incident,
    /// The other one.
    pub later: &'a Incident,
    /// Whether they are the same failure.
    pub verdict: Verdict,
    /// The day of the decision.
    pub day: Date,
    /// Incidents of the same failure that began after that day, earliest first.
    pub returns: Vec<&'a Incident>,
    /// What was promised after either of the two and is still to be done.
    pub open: Vec<&'a ActionItem>,
}

/// What was decided from the first to the last of `days`, in order of days; a decision without a day belongs to no period.
pub fn decided_in<'a>(
    knowledge_base: &'a KnowledgeBase,
    recurring: &[Recurrence],
    settings: &Settings,
    days: (Date, Date),
) -> Vec<Decided<'a>> {
    let one = |([one, other], verdict, day): (&[String; 2], Verdict, Date)| {
        let pair = [knowledge_base.incident(one)?, knowledge_base.incident(other)?];
        let key = |it: &Incident| (start_day(it, &settings.zone), it.noticed(), it.id.clone());
        let [earlier, later] = if key(pair[0]) <= key(pair[1]) { pair } else { [pair[1], pair[0]] };
        let (returns, open) = match verdict {
            Verdict::Confirmed => (
                returns(knowledge_base, recurring, settings, (earlier, later), day),
                pair.iter().flat_map(|it| &it.action_items).filter(|it| it.status.is_open()).collect(),
            ),
            Verdict::Rejected => (Vec::new(), Vec::new()),
        };
        Some(Decided { earlier, later, verdict, day, returns, open })
    };
    let decisions = knowledge_base.decisions.pairs().filter_map(|(pair, verdict, day, _)| {
        let day = day.filter(|it| days.0 <= *it && *it <= days.1)?;
        Some((pair, verdict, day))
    });
    let mut found: Vec<Decided<'_>> = decisions.filter_map(one).collect();
    found.sort_by(|a, b| (a.day, &a.earlier.id, &a.later.id).cmp(&(b.day, &b.earlier.id, &b.later.id)));
    found
}

/// Members of the chains of both incidents that began after `day`.
fn returns<'a>(
    knowledge_base: &'a KnowledgeBase,
    recurring: &[Recurrence],
    settings: &Settings,
    (earlier, later): (&Incident, &Incident),
    day: Date,
) -> Vec<&'a Incident> {
    let holds_both = |it: &&Recurrence| [earlier, later].iter().all(|one| it.incidents.contains(&one.id));
    let mut found: Vec<(Date, &Incident)> = recurring
        .iter()
        .filter(holds_both)
        .flat_map(|it| &it.incidents)
        .filter_map(|id| knowledge_base.incident(id))
        .filter_map(|it| Some((start_day(it, &settings.zone)?, it)))
        .filter(|it| day < it.0)
        .collect();
    found.sort_by(|a, b| (a.0, &a.1.id).cmp(&(b.0, &b.1.id)));
    found.dedup_by(|a, b| a.1.id == b.1.id);
    found.into_iter().map(|it| it.1).collect()
}
