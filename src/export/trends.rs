//! What a quarterly review asks beyond overdue items and quarters: the rest of the contract's trends object.

use serde_json::{Map, Value, json};

use super::json::share;
use crate::analysis::backlog::{AGE_LABELS, Backlog};
use crate::analysis::matrix::{self, Matrix};
use crate::analysis::policy::PolicyLine;
use crate::analysis::time_to_close::TimeToClose;
use crate::analysis::{Analysis, kindred, suggested};
use crate::model::KnowledgeBase;

/// The keys that stand behind `recurring`, `overdue` and `quarters`.
pub(super) fn keys(analysis: &Analysis, knowledge_base: &KnowledgeBase) -> Vec<(&'static str, Value)> {
    let punctuality = &analysis.punctuality;
    vec![
        ("akin", analysis.kindred.iter().map(akin).collect()),
        ("suggested", analysis.suggested.iter().map(suggestion).collect()),
        ("backlog", backlog(&analysis.backlog)),
        ("time_to_close", time_to_close(&analysis.time_to_close)),
        (
            "on_time",
            json!({
                "share": share(&punctuality.on_time),
                "not_known": punctuality.not_known,
                "cancelled": punctuality.cancelled,
                "running": punctuality.running,
                "undated": punctuality.undated,
            }),
        ),
        ("policy", analysis.policy.iter().map(policy).collect()),
        ("causes_by_service", table(&matrix::by_service(knowledge_base))),
        ("causes_by_detection", table(&matrix::by_detection(knowledge_base))),
    ]
}

/// Six digits are far more than an interval is worth, and the same on every machine.
fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

fn akin(it: &kindred::Kindred) -> Value {
    let causes = it.causes.iter().map(|(cause, n)| json!({ "cause": cause, "count": n }));
    json!({
        "ancestor": it.ancestor,
        "service": it.service,
        "incidents": it.incidents,
        "causes": causes.collect::<Vec<Value>>(),
        "gaps_days": it.gaps_days,
    })
}

fn suggestion(it: &suggested::Suggestion) -> Value {
    json!({ "earlier": it.earlier, "later": it.later, "score": it.score, "words": it.words })
}

fn backlog(it: &Backlog) -> Value {
    let ages = AGE_LABELS.iter().zip(it.by_age).map(|(label, n)| ((*label).to_owned(), n.into()));
    let weeks = it.weeks.iter().map(|it| {
        json!({ "monday": it.monday.to_string(), "opened": it.opened, "settled": it.settled, "open": it.open })
    });
    json!({
        "weeks": weeks.collect::<Vec<Value>>(),
        "last_12_weeks": {
            "before": it.recent.before,
            "opened": it.recent.opened,
            "settled": it.recent.settled,
            "now": it.recent.now,
        },
        "by_age": ages.collect::<Map<String, Value>>(),
        "unknown_state": it.unknown,
        "undated": it.undated,
    })
}

fn time_to_close(it: &TimeToClose) -> Value {
    let curve = &it.survival;
    let steps = curve.steps.iter().map(|it| {
        json!({
            "days": it.days,
            "at_risk": it.at_risk,
            "closed": it.ended,
            "still_open": rounded(it.survival),
            "low": it.band.map(|it| rounded(it.0)),
            "high": it.band.map(|it| rounded(it.1)),
        })
    });
    json!({
        "n": curve.n,
        "closed": curve.n_ended,
        "median_days": curve.median,
        "median_low": curve.median_low,
        "median_high": curve.median_high,
        "steps": steps.collect::<Vec<Value>>(),
        "unknown_state": it.unknown,
        "undated": it.undated,
        "unopened": it.unopened,
    })
}

fn policy(it: &PolicyLine) -> Value {
    let breaches = it.breaches.iter().map(|(id, _, days)| json!({ "action_item": id, "days_beyond": days }));
    json!({
        "priority": it.priority,
        "due_within_days": it.due_within,
        "kept": it.kept,
        "late": it.late,
        "broken": it.broken,
        "running": it.running,
        "planned_late": it.planned_late,
        "not_known": it.not_known,
        "breaches": breaches.collect::<Vec<Value>>(),
    })
}

fn table(it: &Matrix) -> Value {
    let cells = it.rows.iter().zip(&it.counts).flat_map(|((cause, _), counts)| {
        let counted = it.columns.iter().zip(counts).filter(|(_, n)| 0 < **n);
        counted.map(move |((other, _), n)| json!({ "cause": cause, "other": other, "count": n }))
    });
    cells.collect()
}
