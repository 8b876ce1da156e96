//! What each key of the front matter means.

use std::collections::BTreeMap;

use super::action_items;
use super::values::{self, Origin};
use crate::diagnostics::{Diagnostic, codes};
use crate::extract::draft::{Draft, Zone};
use crate::files::Span;
use crate::lexicon::words::{self, StatusWord};
use crate::model::{DocumentStatus, Milestone, Provenance, Severity, Visibility};
use crate::text::did_you_mean;
use crate::time::{read_date, read_duration, read_moment, read_zone};
use crate::yaml::{Node, Value};

/// Keys that must be read before others: a time without a day needs the day and the zone.
const FIRST: [&str; 2] = ["timezone", "date"];

/// Keys below `impact`.
const IMPACT_KEYS: [&str; 6] =
    ["users", "users_percent", "requests_failed", "revenue", "currency", "summary"];

/// Reads every key of the mapping `tree` into `draft`, over what is there.
pub(in crate::extract) fn apply(draft: &mut Draft, tree: &Node, origin: Origin, severities: &[Severity]) {
    let Value::Map(entries) = &tree.value else { return };
    let mut known: BTreeMap<&'static str, &str> = BTreeMap::new();
    let mut fields: Vec<(&'static str, &str, &Node)> = Vec::new();
    for (key, value) in entries {
        let Some(written) = key.scalar() else {
            let finding = Diagnostic::new(
                &codes::UNKNOWN_KEY,
                format!("a key must be text, this one is {}", key.kind()),
            );
            draft.report(finding.at(origin.span(key)));
            continue;
        };
        let Some(field) = words::field(written) else {
            if !words::is_ignored_key(written) {
                unknown_key(draft, written, origin.span(key));
            }
            continue;
        };
        // `resolved: true` speaks of the state of the incident, not of a point in time.
        if Milestone::from_key(field).is_some() && matches!(value.value, Value::Bool(_)) {
            continue;
        }
        if let Some(earlier) = known.get(field) {
            let message = format!("`{written}` and `{earlier}` say the same; `{earlier}` counts");
            draft.report(
                Diagnostic::new(&codes::KEY_SET_TWICE, message)
                    .at(origin.span(key))
                    .hint("keep one of the two"),
            );
            continue;
        }
        known.insert(field, written);
        fields.push((field, written, value));
    }
    fields.sort_by_key(|(field, ..)| FIRST.iter().position(|it| it == field).unwrap_or(FIRST.len()));
    for (field, written, value) in fields {
        set(draft, field, written, value, origin, severities);
    }
}

fn unknown_key(draft: &mut Draft, written: &str, span: Span) {
    let finding = Diagnostic::new(&codes::UNKNOWN_KEY, format!("unknown key `{written}`")).at(span);
    let near = did_you_mean(&crate::text::fold(written), words::field_words());
    draft.report(match near {
        Some(near) => finding.hint(format!("did you mean `{near}`?")),
        None => finding.hint("remove it, or see `afterword schema postmortem` for the keys that are read"),
    });
}

fn set(draft: &mut Draft, field: &str, key: &str, node: &Node, origin: Origin, severities: &[Severity]) {
    if let Some(milestone) = Milestone::from_key(field) {
        return milestone_field(draft, milestone, key, node, origin);
    }
    let before = node.value != Value::Null;
    match field {
        "timezone" => timezone(draft, key, node, origin),
        "date" => date(draft, key, node, origin),
        "id" => text_field(draft, key, node, origin, |it, text| it.incident.id = text),
        "title" => text_field(draft, key, node, origin, |it, text| it.incident.title = text),
        "summary" => text_field(draft, key, node, origin, |it, text| it.incident.summary = Some(text)),
        "language" => text_field(draft, key, node, origin, |it, text| it.incident.language = text),
        "detection" => text_field(draft, key, node, origin, |it, text| it.incident.detection = Some(text)),
        "mitigation" => text_field(draft, key, node, origin, |it, text| it.incident.mitigation = Some(text)),
        "impact_summary" => {
            text_field(draft, key, node, origin, |it, text| it.incident.impact.summary = Some(text));
        }
        "impact_users" => draft.incident.impact.users = values::number(draft, origin, key, node),
        "impact_revenue" => draft.incident.impact.revenue = values::number(draft, origin, key, node),
        "kind" => kind(draft, key, node, origin),
        "status" => status(draft, key, node, origin),
        "draft" => draft_flag(draft, key, node, origin),
        "severity" => severity(draft, key, node, origin, severities),
        "services" => draft.incident.services = values::texts(draft, origin, key, node),
        "causes" => draft.incident.causes = values::texts(draft, origin, key, node),
        "triggers" => draft.incident.triggers = values::texts(draft, origin, key, node),
        "factors" => draft.incident.factors = values::texts(draft, origin, key, node),
        "tags" => draft.incident.tags = values::texts(draft, origin, key, node),
        "teams" => draft.incident.teams = values::texts(draft, origin, key, node),
        "authors" | "attendees" | "approver" => {
            let people = values::texts(draft, origin, key, node);
            if field == "authors" {
                draft.incident.authors = people;
            } else {
                let role = if field == "approver" { "approver" } else { "attendee" };
                draft.incident.provenance.entry(format!("roles.{role}")).or_insert(origin.provenance(node));
                draft.incident.roles.extend(people.into_iter().map(|it| (role.to_owned(), it)));
            }
        }
        "related" => draft.incident.related = values::texts(draft, origin, key, node),
        "recurrence_of" => draft.incident.recurrence_of = values::texts(draft, origin, key, node),
        "aliases" => draft.incident.aliases = values::texts(draft, origin, key, node),
        "runbooks" => draft.incident.runbooks = values::texts(draft, origin, key, node),
        "roles" => roles(draft, key, node, origin),
        "timeline" => timeline(draft, key, node, origin),
        "impact" => impact(draft, key, node, origin),
        "duration" => duration(draft, key, node, origin),
        "time_to_detect" | "time_to_resolve" => {
            let written = values::text(draft, origin, key, node).unwrap_or_default();
            draft.stated.set(field, &written, origin.provenance(node));
        }
        "period" => period(draft, key, node, origin),
        "visibility" => visibility(draft, node, origin),
        "published" => draft.incident.published = values::date(draft, origin, key, node),
        "next_review" => draft.incident.next_review = values::date(draft, origin, key, node),
        "updated" => draft.updated = values::date(draft, origin, key, node),
        "action_items" => action_items::read(draft, key, node, origin),
        _ => {}
    }
    if before {
        let place = match field {
            "impact_users" => "impact.users",
            "impact_revenue" => "impact.revenue",
            "impact_summary" => "impact.summary",
            other => other,
        };
        draft.incident.provenance.insert(place.to_owned(), origin.provenance(node));
    }
}

fn text_field(
    draft: &mut Draft,
    key: &str,
    node: &Node,
    origin: Origin,
    set: impl FnOnce(&mut Draft, String),
) {
    if let Some(text) = values::text(draft, origin, key, node) {
        set(draft, text);
    }
}

fn draft_flag(draft: &mut Draft, key: &str, node: &Node, origin: Origin) {
    if values::flag(draft, origin, key, node) {
        draft.incident.status = Some(DocumentStatus::Draft);
        draft.incident.provenance.insert("status".to_owned(), origin.provenance(node));
    }
}

fn timezone(draft: &mut Draft, key: &str, node: &Node, origin: Origin) {
    let Some(written) = values::text(draft, origin, key, node) else { return };
    match read_zone(&written).and_then(|it| it.to_time_zone()) {
        Some(zone) => draft.zone = Zone { zone, assumed: false },
        None => draft.report(
            Diagnostic::new(
                &codes::UNKNOWN_TIMEZONE,
                format!("`{written}` is no time zone, or one of several"),
            )
            .at(origin.span(node))
            .hint("write an IANA name such as `Asia/Shanghai`, or an offset such as `+08:00`"),
        ),
    }
}

fn date(draft: &mut Draft, key: &str, node: &Node, origin: Origin) {
    let Some(written) = values::text(draft, origin, key, node) else { return };
    let Some(day) = read_date(&written) else {
        values::date(draft, origin, key, node);
        return;
    };
    draft.incident.date = Some(day);
    values::loose_form(draft, origin, key, node, &written, &day.to_string());
    if written.contains(':') {
        let zone = draft.zone.clone();
        draft.date_with_time =
            values::place_instant(draft, key, &written, origin.provenance(node), Some(day), &zone);
    }
}

fn milestone_field(draft: &mut Draft, milestone: Milestone, key: &str, node: &Node, origin: Origin) {
    let Some(written) = values::text(draft, origin, key, node) else { return };
    if let Some(day) = read_date(&written).filter(|_| !written.contains(':')) {
        // A day without a time says on which day it began, and nothing else.
        if milestone == Milestone::Started && draft.incident.date.is_none() {
            draft.incident.date = Some(day);
            draft.incident.provenance.insert("date".to_owned(), origin.provenance(node));
        }
        return;
    }
    if let Some((at, from)) = values::instant(draft, origin, key, node) {
        draft.incident.milestones.set(milestone, Some(at));
        draft.incident.provenance.insert(format!("milestones.{}", milestone.as_str()), from);
    }
}

fn timeline(draft: &mut Draft, key: &str, node: &Node, origin: Origin) {
    match &node.value {
        Value::Map(entries) => {
            for (name, value) in entries {
                let written = name.scalar().unwrap_or_default();
                match words::field(written).and_then(Milestone::from_key) {
                    Some(milestone) => milestone_field(draft, milestone, written, value, origin),
                    None => unknown_milestone(draft, written, origin.span(name)),
                }
            }
        }
        Value::Null => {}
        _ => values::wrong_type(draft, origin, key, node, "a mapping of milestones to times"),
    }
}

fn unknown_milestone(draft: &mut Draft, written: &str, span: Span) {
    let finding = Diagnostic::new(&codes::UNKNOWN_KEY, format!("unknown milestone `{written}`")).at(span);
    let near = did_you_mean(written, Milestone::ALL.map(Milestone::as_str));
    draft.report(match near {
        Some(near) => finding.hint(format!("did you mean `{near}`?")),
        None => {
            finding.hint(format!("the milestones are {}", Milestone::ALL.map(Milestone::as_str).join(", ")))
        }
    });
}

fn kind(draft: &mut Draft, key: &str, node: &Node, origin: Origin) {
    let Some(written) = values::text(draft, origin, key, node) else { return };
    match words::document_kind(&written) {
        Some(kind) => draft.kind = Some(kind),
        None => {
            let all = ["incident", "near-miss", "drill", "maintenance", "runbook", "page"];
            unknown_value(draft, key, &written, origin.span(node), all);
        }
    }
}

fn status(draft: &mut Draft, key: &str, node: &Node, origin: Origin) {
    if matches!(node.value, Value::Bool(_)) {
        return;
    }
    let Some(written) = values::text(draft, origin, key, node) else { return };
    match words::document_status(&written) {
        // `draft: true` stands, whatever else is said.
        Some(StatusWord::Document(_)) if draft.incident.status == Some(DocumentStatus::Draft) => {}
        Some(StatusWord::Document(status)) => {
            draft.incident.status = Some(status);
            values::loose_form(draft, origin, key, node, &written, status.as_str());
        }
        Some(StatusWord::Incident) => {}
        None => unknown_value(draft, key, &written, origin.span(node), words::document_status_words()),
    }
}

fn unknown_value<'a>(
    draft: &mut Draft,
    key: &str,
    written: &str,
    span: Span,
    all: impl IntoIterator<Item = &'a str>,
) {
    let all: Vec<&str> = all.into_iter().collect();
    let finding =
        Diagnostic::new(&codes::UNKNOWN_VALUE, format!("`{written}` is no value of `{key}`")).at(span);
    draft.report(match did_you_mean(&crate::text::fold(written), all.iter().copied()) {
        Some(near) => finding.hint(format!("did you mean `{near}`?")),
        None if all.len() <= 8 => finding.hint(format!("write one of {}", all.join(", "))),
        None => finding.hint("see `afterword schema postmortem` for the values"),
    });
}

fn severity(draft: &mut Draft, key: &str, node: &Node, origin: Origin, severities: &[Severity]) {
    let Some(written) = values::text(draft, origin, key, node) else { return };
    draft.incident.severity = values::severity_id(&written, severities);
    if let Some(id) = draft.incident.severity.clone() {
        values::loose_form(draft, origin, key, node, &written, &id);
    }
    if draft.incident.severity.is_none() {
        let scale: Vec<&str> = severities.iter().map(|it| it.id.as_str()).collect();
        draft.report(
            Diagnostic::new(&codes::UNKNOWN_SEVERITY, format!("severity `{written}` is not on the scale"))
                .at(origin.span(node))
                .hint(format!("write one of {}, or add an alias to the config", scale.join(", "))),
        );
    }
    draft.incident.severity_raw = Some(written);
}

fn roles(draft: &mut Draft, key: &str, node: &Node, origin: Origin) {
    match &node.value {
        Value::Map(entries) => {
            for (role, people) in entries {
                let name = role.scalar().unwrap_or_default().to_owned();
                let people = values::texts(draft, origin, &name, people);
                draft.incident.roles.extend(people.into_iter().map(|it| (name.clone(), it)));
            }
        }
        Value::Null => {}
        _ => values::wrong_type(draft, origin, key, node, "a mapping of roles to names"),
    }
}

fn impact(draft: &mut Draft, key: &str, node: &Node, origin: Origin) {
    let entries = match &node.value {
        Value::Map(entries) => entries,
        Value::Text(text) => {
            draft.incident.impact.summary = Some(text.trim().to_owned());
            draft.incident.provenance.insert("impact.summary".to_owned(), origin.provenance(node));
            return;
        }
        Value::Null => return,
        _ => return values::wrong_type(draft, origin, key, node, "a mapping or a sentence"),
    };
    for (name, value) in entries {
        let written = name.scalar().unwrap_or_default();
        if IMPACT_KEYS.contains(&written) && value.value != Value::Null {
            draft.incident.provenance.insert(format!("impact.{written}"), origin.provenance(value));
        }
        match written {
            "users" => draft.incident.impact.users = values::number(draft, origin, written, value),
            "users_percent" => {
                let percent = values::number(draft, origin, written, value);
                draft.incident.impact.users_percent = percent.filter(|it| *it <= 100.0);
            }
            "requests_failed" => {
                draft.incident.impact.requests_failed = values::number(draft, origin, written, value);
            }
            "revenue" => draft.incident.impact.revenue = values::number(draft, origin, written, value),
            "currency" => draft.incident.impact.currency = values::text(draft, origin, written, value),
            "summary" => draft.incident.impact.summary = values::text(draft, origin, written, value),
            other => {
                let finding =
                    Diagnostic::new(&codes::UNKNOWN_KEY, format!("unknown key `{other}` in `impact`"));
                let finding = finding.at(origin.span(name));
                draft.report(match did_you_mean(other, IMPACT_KEYS) {
                    Some(near) => finding.hint(format!("did you mean `{near}`?")),
                    None => finding.hint(format!("the keys are {}", IMPACT_KEYS.join(", "))),
                });
            }
        }
    }
}

fn duration(draft: &mut Draft, key: &str, node: &Node, origin: Origin) {
    let Some(written) = values::text(draft, origin, key, node) else { return };
    match read_duration(&written) {
        Some(duration) => draft.incident.declared_duration = Some(duration.seconds),
        None => draft.report(
            Diagnostic::new(
                &codes::INVALID_DURATION,
                format!("`{key}` is `{written}`, which is no usable duration"),
            )
            .at(origin.span(node))
            .hint("write it as `1h 20m`"),
        ),
    }
}

/// `2026-01-23 14:32 ~ 15:10`: when it began and when it was over.
fn period(draft: &mut Draft, key: &str, node: &Node, origin: Origin) {
    let Some(written) = values::text(draft, origin, key, node) else { return };
    let span = origin.span(node);
    let range = read_moment(&written).filter(|it| it.time.is_some() && it.end.is_some());
    match range {
        Some(range) => {
            if let Some(date) = range.date.filter(|_| draft.incident.date.is_none()) {
                draft.incident.date = Some(date);
                draft.read("date", origin.how, span);
            }
            draft.duration_range = Some((range, Provenance::new(origin.how, span)));
        }
        None => draft.report(
            Diagnostic::new(
                &codes::INVALID_INSTANT,
                format!("`{key}` is `{written}`, which is no range of times"),
            )
            .at(span)
            .hint("write it as `2026-01-23 14:32 ~ 15:10`"),
        ),
    }
}

fn visibility(draft: &mut Draft, node: &Node, origin: Origin) {
    // Whatever is not clearly public stays inside.
    draft.incident.visibility = Visibility::Internal;
    let written = node.scalar().unwrap_or_default();
    match crate::text::fold(written).as_str() {
        "public" | "公开" => draft.incident.visibility = Visibility::Public,
        "internal" | "内部" => {}
        _ => draft.report(
            Diagnostic::new(
                &codes::UNKNOWN_VISIBILITY,
                format!("the visibility is `{written}`: neither public nor internal"),
            )
            .at(origin.span(node))
            .hint("write `public` or `internal`; until then it counts as internal"),
        ),
    }
}
