//! Pure functions of a knowledge base and a day: what recurs, what is overdue, how each quarter went.
//!
//! Every definition is the contract's; `docs/definitions.md` repeats them for readers.

pub mod action_items;
pub mod backlog;
pub mod causes;
pub mod completeness;
pub mod course;
pub mod decided;
pub mod downtime;
pub mod group;
pub mod kindred;
mod left_open;
pub mod likely;
pub mod likeness;
pub mod matrix;
pub mod outcome;
pub mod period;
pub mod policy;
pub mod precedents;
pub mod promises;
pub mod proposals;
pub mod quarters;
pub mod recurrence;
pub mod related;
pub mod response_times;
mod results;
pub mod review;
pub mod services;
mod settings;
pub mod stats;
pub mod time_to_close;
pub mod trackers;

use std::collections::BTreeMap;

use crate::model::KnowledgeBase;

pub use results::Analysis;
pub(crate) use settings::days_between;
pub use settings::{Settings, start_day};

/// Computes everything for the day in `settings`.
pub fn analyse(knowledge_base: &KnowledgeBase, settings: Settings) -> Analysis {
    let texts = likeness::Texts::new(knowledge_base, &settings);
    let found = recurrence::find(&texts, &knowledge_base.decisions, &settings);
    let likely = likely::find(&texts, &found.recurring, &knowledge_base.decisions);
    let outcomes = outcome::outcomes(knowledge_base, &found.recurring, &likely, &settings);
    Analysis { outcomes, ..compute(knowledge_base, settings, found, likely) }
}

/// The same for a command that lists action items: texts are not compared, so nothing is known of what came back, and of
/// no item whether it held.
pub fn of_action_items(knowledge_base: &KnowledgeBase, settings: Settings) -> Analysis {
    compute(knowledge_base, settings, recurrence::Found::default(), Vec::new())
}

fn compute(
    knowledge_base: &KnowledgeBase,
    settings: Settings,
    found: recurrence::Found,
    likely: Vec<likely::Pair>,
) -> Analysis {
    let recurrence::Found { recurring, same_category } = found;
    let kindred = kindred::find(knowledge_base, &settings);
    let overdue = action_items::overdue(knowledge_base, settings.as_of);
    let backlog = backlog::backlog(knowledge_base, settings.as_of);
    let time_to_close = time_to_close::time_to_close(knowledge_base, settings.as_of);
    let punctuality = promises::punctuality(knowledge_base, settings.as_of);
    let policy = policy::policy(knowledge_base, &settings);
    let quarters = quarters::summarise(knowledge_base, &settings, &recurring);
    let causes = causes::summarise(knowledge_base, settings.as_of);
    let services = services::summarise(knowledge_base, &settings);
    let related = related::find(knowledge_base);
    Analysis {
        settings,
        recurring,
        same_category,
        kindred,
        likely,
        outcomes: BTreeMap::new(),
        overdue,
        backlog,
        time_to_close,
        punctuality,
        policy,
        quarters,
        causes,
        services,
        related,
    }
}
