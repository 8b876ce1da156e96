//! A review as one JSON object: the numbers that its page shows.

use serde_json::{Value, json};

use super::json::SCHEMA;
use super::v1::trends::{share, spread};
use crate::analysis::Analysis;
use crate::analysis::decided::Decided;
use crate::analysis::review::{Change, Part, Review};
use crate::model::{Field, Verdict};

/// `review` with its schema and as-of day; times are whole seconds, what is not known is null.
pub fn review(review: &Review<'_>, analysis: &Analysis) -> Value {
    let (first, last) = review.period.days();
    let ids = |it: &[&crate::model::Incident]| it.iter().map(|it| it.id.clone()).collect::<Vec<String>>();
    let parts = |key: &str, parts: &[Part<'_>]| parts.iter().map(|it| part(key, it)).collect::<Vec<Value>>();
    json!({
        "schema": SCHEMA,
        "as_of": analysis.settings.as_of.to_string(),
        "review": {
            "period": review.name.to_string(),
            "first_day": first.to_string(),
            "last_day": last.to_string(),
            "running": review.period.is_running(),
            "before": review.before.as_ref().map(|it| it.0.to_string()),
            "incidents": ids(&review.incidents),
            "near_misses": ids(&review.near_misses),
            "others": ids(&review.others),
            "changes": review.changes.iter().map(change).collect::<Vec<Value>>(),
            "by_severity": parts(Field::Severity.name(), &review.severities),
            "recurring": review.chains.iter().map(|it| json!({
                "cause": it.cause,
                "service": it.service,
                "incidents": it.incidents,
                "recurrences": it.incidents.iter().skip(1).filter(|id| {
                    review.incidents.iter().any(|it| it.id == **id)
                }).collect::<Vec<&String>>(),
            })).collect::<Vec<Value>>(),
            "decided": review.decided.iter().map(decided).collect::<Vec<Value>>(),
            "repeat_rate": share(&review.repeat_rate),
            "opened": review.period.opened(),
            "closed": review.period.closed(),
            "overdue_at_end": review.period.overdue_at_end(),
            "overdue": review.overdue.iter().map(|it| it.1.id.clone()).collect::<Vec<String>>(),
            "policy_breaches": review.breaches.iter().map(|it| json!({
                "action_item": it.item.id,
                "priority": it.item.priority,
                "limit": it.limit.to_string(),
                "days_beyond": it.days,
            })).collect::<Vec<Value>>(),
            "causes": parts("cause", &review.causes),
            "services": parts("service", &review.services),
            "detections": parts("detection", &review.detections),
            "response": review.response.iter().map(measure).collect::<Vec<Value>>(),
            "targets": review.compliance.iter().map(|it| json!({
                "target": it.target,
                (Field::Severity.name()): it.severity,
                "from": it.promise.from.as_str(),
                "to": it.promise.to.as_str(),
                "clock": it.hours.as_str(),
                "limit": it.limit,
                "met": it.met,
                "missed": it.missed,
                "unmeasured": it.unmeasured,
            })).collect::<Vec<Value>>(),
            "lessons": review.lessons.iter().map(|(incident, it)| json!({
                "incident": incident.id,
                "kind": it.kind.as_str(),
                "layer": it.layer.map(crate::model::Layer::as_str),
                "text": it.text,
            })).collect::<Vec<Value>>(),
            "gaps": review.gaps.iter().map(|(kind, n, before)| json!({
                "gap": kind, "n": n, "before": before,
            })).collect::<Vec<Value>>(),
            "complete": review.n_complete,
        },
    })
}

fn decided(it: &Decided<'_>) -> Value {
    json!({
        "earlier": it.earlier.id,
        "later": it.later.id,
        "day": it.day.to_string(),
        "same": it.verdict == Verdict::Confirmed,
        "returns": it.returns.iter().map(|it| it.id.as_str()).collect::<Vec<&str>>(),
        "open_action_items": it.open.iter().map(|it| it.id.as_str()).collect::<Vec<&str>>(),
    })
}

fn part(key: &str, part: &Part<'_>) -> Value {
    json!({
        key: part.key,
        "share": share(&part.share),
        "before": part.before.as_ref().map(share),
        "difference": part.difference(),
    })
}

fn measure(it: &crate::analysis::review::Response<'_>) -> Value {
    let (from, to) = it.measure.ends();
    let values =
        it.values.iter().map(|(incident, seconds)| json!({ "incident": incident.id, "seconds": seconds }));
    json!({
        "measure": it.measure.as_str(),
        "from": from.as_str(),
        "to": to.as_str(),
        "clock": it.hours.as_str(),
        "values": values.collect::<Vec<Value>>(),
        "summary": spread(&it.summary),
        "before": it.before.as_ref().map(spread),
    })
}

fn change(change: &Change<'_>) -> Value {
    match change {
        Change::Incidents { now, before, direction } => {
            json!({ "what": "incidents", "now": now, "before": before, "direction": direction.as_str() })
        }
        Change::Repeats { now, before } => {
            json!({ "what": "repeats", "now": share(now), "before": share(before) })
        }
        Change::Resolve { now, before } => {
            json!({ "what": "resolve", "clock": "calendar", "now": spread(now), "before": spread(before) })
        }
        Change::Targets { now, before } => {
            json!({ "what": "targets", "now": share(now), "before": share(before) })
        }
        Change::Actions { opened, closed, overdue, overdue_before } => json!({
            "what": "actions",
            "opened": opened,
            "closed": closed,
            "overdue": overdue,
            "overdue_before": overdue_before,
        }),
        Change::Cause { cause, now, before } => {
            json!({ "what": "cause", "cause": cause, "now": share(now), "before": share(before) })
        }
    }
}
