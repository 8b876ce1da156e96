//! What the knowledge base knows about one incident: the earlier ones like it, what of their action items is still to be
//! done, and the runbooks for it.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::action_items::{is_tracked, overdue_days};
use super::likeness::{Evidence, Tier};
use super::recurrence::{Recurrence, WhileOpen};
use super::results::Analysis;
use super::settings::{days_between, start_day};
use crate::files::{FileId, Span};
use crate::model::{ActionItem, ActionStatus, Incident, KnowledgeBase, Lesson, LessonKind, Runbook};

/// A document that a branch adds or changes.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangedDocument {
    /// The document.
    pub file: FileId,
    /// Whether the base does not have it.
    pub is_new: bool,
    /// Ids of its incidents with what is known about each, in order of place.
    pub incidents: Vec<(String, Precedents)>,
}

/// What is known about an incident.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Precedents {
    /// Which occurrence of a counted recurrence it is; `None` where it is the first, or the only one.
    pub occurrence: Option<Occurrence>,
    /// Earlier incidents: the stated ones first, then the likely, then the possible ones.
    pub earlier: Vec<Precedent>,
    /// Ids of runbooks: its own, those of the earlier incidents, those of its services.
    pub runbooks: Vec<String>,
}

/// Which occurrence of a failure an incident is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// 2 for the first repeat.
    pub number: usize,
    /// Days from the first occurrence to this one.
    pub days: i32,
    /// The service that all share.
    pub service: Option<String>,
    /// The primary cause that all share.
    pub cause: Option<String>,
}

/// An earlier incident.
#[derive(Debug, Clone, PartialEq)]
pub struct Precedent {
    /// Its id.
    pub id: String,
    /// How sure it is that the failure is the same.
    pub sureness: Sureness,
    /// Why.
    pub because: Because,
    /// Days from its start to the start of the later one; `None` where one of the two has no day.
    pub days: Option<i32>,
    /// How alike the two texts are, 0 to 1; `None` where that did not decide.
    pub likeness: Option<f64>,
    /// The lines that make the two alike, `first` of the earlier one.
    pub evidence: Vec<Evidence>,
    /// What was still to be done when the later one began.
    pub while_open: Option<WhileOpen>,
}

/// How sure it is that two incidents are the same failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sureness {
    /// Documents or people say so, or cause and service are the same and the texts are alike: it is counted.
    Stated,
    /// Nine in ten are; not counted.
    Likely,
    /// Four to seven in ten are; not counted.
    Possible,
}

/// Why an incident is taken for the same failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// Front matter or a label says so.
    Declared,
    /// This sentence says so.
    Sentence(Span),
    /// A person decided so.
    Decided,
    /// Cause and service are the same, and the texts are alike.
    SameCauseAndService,
    /// Both belong to one chain of recurrences.
    SameChain,
    /// The texts are alike.
    Texts,
}

/// An action item that is still to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unfinished<'a> {
    /// The item.
    pub item: &'a ActionItem,
    /// Whole days past its due date, at least 1; `None` where it is on time or has none.
    pub days_overdue: Option<i32>,
}

impl Sureness {
    /// The word in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Likely => "likely",
            Self::Possible => "possible",
        }
    }
}

impl Because {
    /// The word in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Declared => "declared",
            Self::Sentence(_) => "sentence",
            Self::Decided => "decision",
            Self::SameCauseAndService => "same-cause-and-service",
            Self::SameChain => "same-chain",
            Self::Texts => "texts",
        }
    }
}

/// What is known about `incident`, which is part of `knowledge_base`.
pub fn precedents(knowledge_base: &KnowledgeBase, analysis: &Analysis, incident: &Incident) -> Precedents {
    let mut found = Precedents::default();
    let mut seen = BTreeSet::from([incident.id.as_str()]);
    for chain in analysis.recurring.iter().filter(|it| it.incidents.contains(&incident.id)) {
        let place = chain.incidents.iter().position(|it| *it == incident.id).unwrap_or_default();
        let occurrence = occurrence(chain, place);
        if found.occurrence.as_ref().map_or(0, |it| it.number) < occurrence.number && 0 < place {
            found.occurrence = Some(occurrence);
        }
        for (nth, id) in chain.incidents[..place].iter().enumerate() {
            if seen.insert(id) {
                found.earlier.push(stated(chain, incident, id, chain.gaps_days[nth..place].iter().sum()));
            }
        }
    }
    found.earlier.sort_by_key(|it| it.days);
    let pairs = analysis.likely.iter().filter(|it| it.later == incident.id);
    for pair in pairs {
        if seen.insert(&pair.earlier) {
            found.earlier.push(Precedent {
                id: pair.earlier.clone(),
                sureness: sureness(pair.tier),
                because: Because::Texts,
                days: Some(pair.gap_days),
                likeness: Some(pair.likeness),
                evidence: pair.evidence.clone(),
                while_open: pair.while_open.clone(),
            });
        }
    }
    found.earlier.sort_by_key(|it| it.sureness);
    found.runbooks = runbooks(knowledge_base, incident, &found.earlier);
    found
}

/// What is still to be done of `incident`, what is longest overdue first.
pub fn unfinished(incident: &Incident, as_of: jiff::civil::Date) -> Vec<Unfinished<'_>> {
    let is_open = |it: &&ActionItem| {
        is_tracked(incident) && !matches!(it.status, ActionStatus::Done | ActionStatus::Cancelled)
    };
    let mut found: Vec<Unfinished<'_>> = incident
        .action_items
        .iter()
        .filter(is_open)
        .map(|item| Unfinished { item, days_overdue: overdue_days(item, as_of) })
        .collect();
    found.sort_by_key(|it| Reverse(it.days_overdue));
    found
}

/// The lesson of `incident` that helps most: what was learned, else what went wrong; `None` where it states neither.
pub fn lesson(incident: &Incident) -> Option<&Lesson> {
    let of = |kind: LessonKind| incident.lessons.iter().find(move |it| it.kind == kind);
    of(LessonKind::Learned).or_else(|| of(LessonKind::WentWrong))
}

/// Days between the starts of two incidents; `None` where one of them has no day.
pub fn days(analysis: &Analysis, earlier: &Incident, later: &Incident) -> Option<i32> {
    let zone = &analysis.settings.zone;
    Some(days_between(start_day(earlier, zone)?, start_day(later, zone)?))
}

/// Ids of the runbooks for `incident`, without repetition: its own, those of `earlier`, those of its services, and the
/// manuals one of whose procedures fits it.
pub fn runbooks(knowledge_base: &KnowledgeBase, incident: &Incident, earlier: &[Precedent]) -> Vec<String> {
    let of_earlier =
        earlier.iter().filter_map(|it| knowledge_base.incident(&it.id)).flat_map(|it| it.runbooks.iter());
    let of_services = incident
        .services
        .iter()
        .filter_map(|it| knowledge_base.service(it))
        .flat_map(|it| it.runbooks.iter());
    let fits = |it: &&Runbook| {
        it.procedures.iter().any(|it| it.incidents.contains(&incident.id))
            || it.causes.iter().any(|it| incident.causes.contains(it))
    };
    let by_cause = knowledge_base.runbooks.iter().filter(fits).map(|it| &it.id);
    let mut seen = BTreeSet::new();
    let all = incident.runbooks.iter().chain(of_earlier).chain(of_services).chain(by_cause);
    all.filter(|it| knowledge_base.runbook(it).is_some() && seen.insert(it.as_str())).cloned().collect()
}

fn sureness(tier: Tier) -> Sureness {
    match tier {
        Tier::Likely => Sureness::Likely,
        Tier::Possible | Tier::Faint => Sureness::Possible,
    }
}

fn occurrence(chain: &Recurrence, place: usize) -> Occurrence {
    Occurrence {
        number: place + 1,
        days: chain.gaps_days[..place].iter().sum(),
        service: chain.service.clone(),
        cause: chain.cause.clone(),
    }
}

fn stated(chain: &Recurrence, incident: &Incident, earlier: &str, days: i32) -> Precedent {
    let joins = |one: &str, other: &str| {
        (one == incident.id && other == earlier) || (one == earlier && other == incident.id)
    };
    let sentence = chain.statements.iter().find(|it| joins(&it.incident, &it.other));
    let because = if incident.recurrence_of.iter().any(|it| it == earlier) {
        Because::Declared
    } else if let Some(it) = sentence {
        Because::Sentence(it.span)
    } else if chain.decided.iter().any(|it| joins(&it.earlier, &it.later)) {
        Because::Decided
    } else if chain.cause.is_some() && chain.service.is_some() {
        Because::SameCauseAndService
    } else {
        Because::SameChain
    };
    let open = |it: &&WhileOpen| it.incident == incident.id && it.earlier == earlier;
    Precedent {
        id: earlier.to_owned(),
        sureness: Sureness::Stated,
        because,
        days: Some(days),
        likeness: None,
        evidence: Vec::new(),
        while_open: chain.while_open.iter().find(open).cloned(),
    }
}
