//! Fixes that held: what happened after an action item was done.
//!
//! That nothing came back is claimed only where a return would have been found.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::likely::Pair;
use super::likeness::Tier;
use super::recurrence::{Recurrence, is_comparable};
use super::settings::{Settings, days_between, start_day};
use crate::model::{ActionItem, ActionStatus, Incident, KnowledgeBase};

/// Days after which it is worth saying that a fix has held.
const MIN_DAYS: i32 = 30;

/// What happened after an action item was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The failure has not come back since, for so many days up to the as-of day.
    Held {
        /// At least [`MIN_DAYS`].
        days: i32,
    },
    /// The failure came back so many days after the item was done; the first time.
    Recurred {
        /// At least 1.
        days: i32,
        /// Id of the incident that came back.
        incident: String,
    },
    /// Nobody can know, or not yet.
    CannotTell(Unknown),
}

/// Why nobody can know whether a fix has held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unknown {
    /// The day on which it was done is not stated.
    NoDay,
    /// It was done less than a month ago.
    TooSoon,
    /// A later incident is likely the same failure, and nobody has decided.
    Likely,
    /// The incident states no cause or no service, so that a return would not be found.
    NotComparable,
}

impl Outcome {
    /// The word in the JSON API.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Held { .. } => "held",
            Self::Recurred { .. } => "recurred",
            Self::CannotTell(_) => "cannot-tell",
        }
    }
}

impl Unknown {
    /// Every reason.
    pub const ALL: [Self; 4] = [Self::NoDay, Self::TooSoon, Self::Likely, Self::NotComparable];

    /// The word in the JSON API and in message keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoDay => "no-day",
            Self::TooSoon => "too-soon",
            Self::Likely => "likely",
            Self::NotComparable => "not-comparable",
        }
    }
}

/// The outcome of every action item of a failure that is done, by its id.
pub(super) fn outcomes(
    knowledge_base: &KnowledgeBase,
    recurring: &[Recurrence],
    likely: &[Pair],
    settings: &Settings,
) -> BTreeMap<String, Outcome> {
    let starts: BTreeMap<&str, Date> = knowledge_base
        .failures()
        .filter_map(|it| Some((it.id.as_str(), start_day(it, &settings.zone)?)))
        .collect();
    // The incidents of a chain are in order of time, and those of one incident behind it are the end of that list.
    let chains: Vec<Vec<(Date, &str)>> = recurring.iter().map(|it| dated(&starts, &it.incidents)).collect();
    let mut returns: Returns<'_> = BTreeMap::new();
    for chain in &chains {
        for (place, (_, id)) in chain.iter().enumerate() {
            returns.entry(id).or_default().push(&chain[place + 1..]);
        }
    }
    let mut likely_returns: BTreeMap<&str, Vec<(Date, &str)>> = BTreeMap::new();
    for pair in likely.iter().filter(|it| it.tier == Tier::Likely) {
        likely_returns.entry(&pair.earlier).or_default().extend(dated(&starts, [&pair.later]));
    }
    for it in likely_returns.values_mut() {
        it.sort_unstable();
    }
    let perhaps: Returns<'_> = likely_returns.iter().map(|(id, it)| (*id, vec![it.as_slice()])).collect();
    let done = knowledge_base.failures().flat_map(|incident| {
        let done = incident.action_items.iter().filter(|it| it.status == ActionStatus::Done);
        done.map(move |item| (incident, item))
    });
    done.map(|(incident, item)| {
        (item.id.clone(), outcome(incident, item, &returns, &perhaps, settings.as_of))
    })
    .collect()
}

/// Lists of later incidents with their days, each in order of day, by id of the earlier one.
type Returns<'a> = BTreeMap<&'a str, Vec<&'a [(Date, &'a str)]>>;

fn dated<'a>(
    starts: &BTreeMap<&'a str, Date>,
    ids: impl IntoIterator<Item = &'a String>,
) -> Vec<(Date, &'a str)> {
    ids.into_iter().filter_map(|id| Some((*starts.get(id.as_str())?, id.as_str()))).collect()
}

fn outcome(
    incident: &Incident,
    item: &ActionItem,
    returns: &Returns<'_>,
    perhaps: &Returns<'_>,
    as_of: Date,
) -> Outcome {
    let Some(closed) = item.closed else { return Outcome::CannotTell(Unknown::NoDay) };
    // Documents give closing days, not times: what began on that very day says nothing either way.
    let first = |all: &Returns<'_>| {
        let lists = all.get(incident.id.as_str()).into_iter().flatten();
        let after = lists.filter_map(|list| {
            let after = &list[list.partition_point(|it| it.0 <= closed)..];
            let day = after.first()?.0;
            after.iter().take_while(|it| it.0 == day).min()
        });
        after.filter(|it| it.0 <= as_of).min().map(|it| (it.0, it.1.to_owned()))
    };
    if let Some((day, incident)) = first(returns) {
        return Outcome::Recurred { days: days_between(closed, day), incident };
    }
    let days = days_between(closed, as_of);
    if first(perhaps).is_some() {
        Outcome::CannotTell(Unknown::Likely)
    } else if !is_comparable(incident) {
        Outcome::CannotTell(Unknown::NotComparable)
    } else if days < MIN_DAYS {
        Outcome::CannotTell(Unknown::TooSoon)
    } else {
        Outcome::Held { days }
    }
}
