//! What each key of the front matter means.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::action_items;
use super::values::{self, Origin};
use crate::diagnostics::{Diagnostic, codes};
use crate::extract::access::{self, Form, Statement};
use crate::extract::draft::{Draft, Zone};
use crate::files::Span;
use crate::lexicon::marks::{marks, plain};
use crate::lexicon::words::{DocumentKind, StatusWord, with_unit};
use crate::model::{DocumentStatus, Field, How, Milestone, Provenance, Severity, Visibility};
use crate::phrase::{self, Phrase, say};
use crate::text::did_you_mean;
use crate::time::{WrittenZone, read_date_in, read_duration, read_moment, read_written_zone};
use crate::yaml::{Node, Value};

/// Keys that must be read before others: a time without a day needs the day and the zone.
const FIRST: [Field; 2] = [Field::Timezone, Field::Date];

/// Fields below `impact`, where their keys are the ends of their paths.
const BELOW_IMPACT: [Field; 6] = [
    Field::ImpactUsers,
    Field::ImpactUsersPercent,
    Field::ImpactRequestsFailed,
    Field::ImpactRevenue,
    Field::ImpactCurrency,
    Field::ImpactSummary,
];

/// Reads every key of the mapping `tree` into `draft`, over what is there.
pub(in crate::extract) fn apply(draft: &mut Draft, tree: &Node, origin: Origin, severities: &[Severity]) {
    let Value::Map(entries) = &tree.value else { return };
    // A label of the body is looked at where it is written.
    if matches!(origin.how, How::FrontMatter | How::Sidecar) {
        let words = Arc::clone(&draft.words);
        draft.statements.extend(access::of_keys(tree, &words, |node| origin.span(node)));
    }
    let mut known: BTreeMap<Field, &str> = BTreeMap::new();
    let mut fields: Vec<(Field, &str, &Node)> = Vec::new();
    for (key, value) in entries {
        let Some(written) = key.scalar() else {
            let message = say!("read.key-not-text", found = key.kind());
            draft.report(Diagnostic::new(&codes::UNKNOWN_KEY, message).at(origin.span(key)));
            continue;
        };
        let Some(field) = draft.words.field(written) else {
            if !draft.words.is_ignored_key(written) {
                unknown_key(draft, written, origin.span(key));
            }
            continue;
        };
        // `resolved: true` speaks of the state of the incident, not of a point in time.
        if field.milestone().is_some() && matches!(value.value, Value::Bool(_)) {
            continue;
        }
        if let Some(earlier) = known.get(&field) {
            let message = say!("read.same-field", written, earlier = *earlier);
            draft.report(
                Diagnostic::new(&codes::KEY_SET_TWICE, message)
                    .at(origin.span(key))
                    .hint(say!("yaml.keep-one")),
            );
            // Of two statements about who may read, the narrower one counts.
            if matches!(field, Field::Visibility | Field::Draft | Field::Status) {
                fields.push((field, written, value));
            }
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
    let finding = Diagnostic::new(&codes::UNKNOWN_KEY, say!("yaml.unknown-key", key = written)).at(span);
    let near = did_you_mean(&crate::text::fold(written), draft.words.field_words());
    let hint = match near {
        Some(near) => say!("hint.did-you-mean", near),
        None => say!("read.remove-or-see-keys"),
    };
    draft.report(finding.hint(hint));
}

/// Reads `node`, which is written behind `key`, as the value of `field`.
pub(in crate::extract) fn set(
    draft: &mut Draft,
    field: Field,
    key: &str,
    node: &Node,
    origin: Origin,
    severities: &[Severity],
) {
    match field {
        Field::Timezone => timezone(draft, key, node, origin),
        Field::Date => date(draft, key, node, origin),
        Field::Id => text_field(draft, key, node, origin, |it, text| it.incident.id = text),
        Field::Title => text_field(draft, key, node, origin, |it, text| it.incident.title = text),
        Field::Summary => text_field(draft, key, node, origin, |it, text| it.incident.summary = Some(text)),
        Field::Language => text_field(draft, key, node, origin, |it, text| it.incident.language = text),
        Field::Detection => {
            text_field(draft, key, node, origin, |it, text| it.incident.detection = Some(text));
        }
        Field::Mitigation => {
            text_field(draft, key, node, origin, |it, text| it.incident.mitigation = Some(text));
        }
        Field::ImpactSummary => {
            text_field(draft, key, node, origin, |it, text| it.incident.impact.summary = Some(text));
        }
        Field::ImpactUsers => draft.incident.impact.users = values::number(draft, origin, key, node),
        Field::ImpactRevenue => draft.incident.impact.revenue = values::number(draft, origin, key, node),
        Field::Kind => kind(draft, key, node, origin),
        Field::Status => status(draft, key, node, origin),
        Field::Draft => draft_flag(draft, key, node, origin),
        Field::Severity => severity(draft, key, node, origin, severities),
        Field::Services => {
            let mut services = values::texts(draft, origin, key, node);
            services.retain(|it| !draft.words.is_none(it));
            draft.incident.services = services;
        }
        Field::Causes => causes(draft, key, node, origin),
        Field::Triggers => draft.incident.triggers = values::texts(draft, origin, key, node),
        Field::Factors => draft.incident.factors = values::texts(draft, origin, key, node),
        Field::Tags => draft.incident.tags = values::texts(draft, origin, key, node),
        Field::Teams => draft.incident.teams = values::texts(draft, origin, key, node),
        Field::Authors => draft.incident.authors = values::texts(draft, origin, key, node),
        Field::Attendees | Field::Approver => {
            let role = if field == Field::Approver { "approver" } else { "attendee" };
            let people = values::texts(draft, origin, key, node);
            draft.incident.roles.extend(people.into_iter().map(|it| (role.to_owned(), it)));
        }
        Field::Related => draft.incident.related = values::texts(draft, origin, key, node),
        Field::RecurrenceOf => draft.incident.recurrence_of = values::texts(draft, origin, key, node),
        Field::Aliases => draft.incident.aliases = values::texts(draft, origin, key, node),
        Field::Runbooks => draft.incident.runbooks = values::texts(draft, origin, key, node),
        Field::Roles => roles(draft, key, node, origin),
        Field::Timeline => timeline(draft, key, node, origin),
        Field::Impact => impact(draft, key, node, origin, severities),
        Field::Duration => duration(draft, key, node, origin),
        Field::TimeToDetect | Field::TimeToResolve => {
            let written = values::text(draft, origin, key, node).unwrap_or_default();
            let milestone =
                if field == Field::TimeToDetect { Milestone::Detected } else { Milestone::Resolved };
            draft.stated.set(milestone, &with_unit(key, &written), origin.provenance(node));
        }
        Field::Period => period(draft, key, node, origin),
        Field::Visibility => visibility(draft, node, origin),
        Field::Published => draft.incident.published = values::date(draft, origin, key, node),
        Field::NextReview => draft.incident.next_review = values::date(draft, origin, key, node),
        Field::Updated => draft.updated = values::date(draft, origin, key, node),
        Field::ActionItems => action_items::read(draft, key, node, origin),
        Field::ImpactUsersPercent => {
            let percent = values::number(draft, origin, key, node);
            draft.incident.impact.users_percent = percent.filter(|it| *it <= 100.0);
        }
        Field::ImpactRequestsFailed => {
            draft.incident.impact.requests_failed = values::number(draft, origin, key, node);
        }
        Field::ImpactCurrency => {
            text_field(draft, key, node, origin, |it, text| it.incident.impact.currency = Some(text));
        }
        Field::Milestone(it) => return milestone_field(draft, it, key, node, origin),
    }
    let is_phase = matches!(field, Field::TimeToDetect | Field::TimeToResolve);
    // How long a phase took is noted once it is known whether the milestones say so too.
    if node.value != Value::Null && !is_phase {
        draft.note(field, origin.provenance(node));
    }
}

/// Causes, but for the names of kinds of documents: `category: Postmortems` of a documentation tool names none.
fn causes(draft: &mut Draft, key: &str, node: &Node, origin: Origin) {
    let written = values::texts(draft, origin, key, node);
    let is_kind = |it: &String| {
        let plain = plain(it);
        marks().collections.is(&plain) || marks().report.is(&plain)
    };
    draft.incident.causes = written.into_iter().filter(|it| !is_kind(it)).collect();
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
        draft.incident.is_held_back = true;
        draft.note(Field::Status, origin.provenance(node));
    }
}

fn timezone(draft: &mut Draft, key: &str, node: &Node, origin: Origin) {
    let Some(written) = values::text(draft, origin, key, node) else { return };
    let read = read_written_zone(&written);
    if let Some(zone) = read.as_ref().and_then(WrittenZone::to_time_zone) {
        draft.zone = Zone { zone, assumed: false };
        return;
    }
    let message = match read {
        Some(WrittenZone::Unclear(_)) => say!("read.ambiguous-zone", written),
        _ => say!("read.unknown-zone", written),
    };
    let finding = Diagnostic::new(&codes::UNKNOWN_TIMEZONE, message).at(origin.span(node));
    draft.report(finding.hint(say!("read.zone-form")));
}

fn date(draft: &mut Draft, key: &str, node: &Node, origin: Origin) {
    let Some(written) = values::text(draft, origin, key, node) else { return };
    let Some(day) = read_date_in(&written, draft.day_order) else {
        values::date(draft, origin, key, node);
        return;
    };
    draft.incident.date = Some(day);
    values::loose_form(draft, origin, key, node, &written, &day.to_string());
    if written.contains(':') {
        let context = values::Context { zone: draft.zone.clone(), order: draft.day_order };
        draft.date_with_time =
            draft.take(values::place_instant(&written, origin.provenance(node), Some(day), &context));
    }
}

fn milestone_field(draft: &mut Draft, milestone: Milestone, key: &str, node: &Node, origin: Origin) {
    let Some(written) = values::text(draft, origin, key, node) else { return };
    if let Some(day) = read_date_in(&written, draft.day_order).filter(|_| !written.contains(':')) {
        // A day without a time says on which day it began, and nothing else.
        if milestone == Milestone::Started && draft.incident.date.is_none() {
            draft.incident.date = Some(day);
            draft.note(Field::Date, origin.provenance(node));
        }
        return;
    }
    if let Some((at, from)) = values::instant(draft, origin, key, node) {
        draft.incident.milestones.set(milestone, Some(at));
        draft.note(milestone, from);
    }
}

fn timeline(draft: &mut Draft, key: &str, node: &Node, origin: Origin) {
    match &node.value {
        Value::Map(entries) => {
            for (name, value) in entries {
                let written = name.scalar().unwrap_or_default();
                match draft.words.field(written).and_then(Field::milestone) {
                    Some(milestone) => milestone_field(draft, milestone, written, value, origin),
                    None => unknown_milestone(draft, written, origin.span(name)),
                }
            }
        }
        Value::Null => {}
        _ => values::wrong_type(draft, origin, key, node, &say!("read.milestone-mapping")),
    }
}

fn unknown_milestone(draft: &mut Draft, written: &str, span: Span) {
    let finding = Diagnostic::new(&codes::UNKNOWN_KEY, say!("read.unknown-milestone", written)).at(span);
    let all = Milestone::ALL.map(Milestone::as_str);
    draft.report(finding.hint(match did_you_mean(written, all) {
        Some(near) => say!("hint.did-you-mean", near),
        None => say!("read.known-milestones", known = phrase::Value::codes(all)),
    }));
}

fn kind(draft: &mut Draft, key: &str, node: &Node, origin: Origin) {
    let Some(written) = values::text(draft, origin, key, node) else { return };
    match draft.words.document_kind(&written) {
        Some(kind) => draft.kind = Some(kind),
        None => {
            let all = DocumentKind::ALL.map(DocumentKind::as_str);
            unknown_value(draft, key, &written, origin.span(node), all);
        }
    }
}

fn status(draft: &mut Draft, key: &str, node: &Node, origin: Origin) {
    if matches!(node.value, Value::Bool(_)) {
        return;
    }
    let listed = match &node.value {
        Value::List(items) => items.iter().filter_map(Node::scalar).collect::<Vec<&str>>().join(", "),
        _ => String::new(),
    };
    let written = match &node.value {
        Value::List(_) | Value::Map(_) => listed,
        _ => match values::text(draft, origin, key, node) {
            Some(written) => written,
            None => return,
        },
    };
    if matches!(node.value, Value::List(_) | Value::Map(_)) {
        values::wrong_type(draft, origin, key, node, &say!("yaml.text"));
    }
    let was_draft = draft.incident.status == Some(DocumentStatus::Draft);
    let words = Arc::clone(&draft.words);
    match access::status(&words, &written) {
        // `draft: true` counts, whatever else is said.
        access::Status::Known(StatusWord::Document(_)) if was_draft => {}
        access::Status::Known(StatusWord::Document(status)) => {
            draft.incident.status = Some(status);
            draft.incident.is_held_back |= status == DocumentStatus::Draft;
            values::loose_form(draft, origin, key, node, &written, status.as_str());
        }
        access::Status::Known(StatusWord::Incident) => {}
        access::Status::Unclear(limit) => {
            let span = origin.span(node);
            draft.statements.push(Statement {
                limit,
                form: Form::Unclear,
                span,
                written: format!("{key}: {written}"),
            });
        }
        access::Status::Unknown => {
            unknown_value(draft, key, &written, origin.span(node), words.document_status_words());
            // It may mean that nobody outside should read it.
            if !draft.has(Field::Visibility) {
                draft.incident.visibility = Visibility::Internal;
            }
        }
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
    let finding = Diagnostic::new(&codes::UNKNOWN_VALUE, say!("read.unknown-value", key, written)).at(span);
    draft.report(finding.hint(match did_you_mean(&crate::text::fold(written), all.iter().copied()) {
        Some(near) => say!("hint.did-you-mean", near),
        None if all.len() <= 8 => say!("yaml.write-one-of", known = phrase::Value::either_code(all)),
        None => say!("read.see-values"),
    }));
}

fn severity(draft: &mut Draft, key: &str, node: &Node, origin: Origin, severities: &[Severity]) {
    let Some(written) = values::text(draft, origin, key, node) else { return };
    if values::lists_severities(&written, severities) {
        return draft.report(values::lists_levels(key, &written).at(origin.span(node)));
    }
    draft.incident.severity = values::severity_id(&written, severities);
    if let Some(id) = draft.incident.severity.clone() {
        values::loose_form(draft, origin, key, node, &written, &id);
    }
    if draft.incident.severity.is_none() {
        draft.report(values::unknown_severity(&written, severities).at(origin.span(node)));
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
        _ => values::wrong_type(draft, origin, key, node, &say!("read.role-mapping")),
    }
}

fn impact(draft: &mut Draft, key: &str, node: &Node, origin: Origin, severities: &[Severity]) {
    let entries = match &node.value {
        Value::Map(entries) => entries,
        Value::Text(text) => {
            draft.incident.impact.summary = Some(text.trim().to_owned());
            draft.note(Field::ImpactSummary, origin.provenance(node));
            return;
        }
        Value::Null => return,
        _ => return values::wrong_type(draft, origin, key, node, &say!("read.mapping-or-sentence")),
    };
    for (name, value) in entries {
        let written = name.scalar().unwrap_or_default();
        match below_impact(written) {
            Some(field) => set(draft, field, written, value, origin, severities),
            None => unknown_impact(draft, written, origin.span(name)),
        }
    }
}

/// The field that `key` names below `impact`.
fn below_impact(key: &str) -> Option<Field> {
    BELOW_IMPACT.into_iter().find(|it| it.path().strip_prefix("impact.") == Some(key))
}

fn unknown_impact(draft: &mut Draft, key: &str, span: Span) {
    let keys = BELOW_IMPACT.map(|it| it.path().trim_start_matches("impact."));
    let finding = Diagnostic::new(&codes::UNKNOWN_KEY, say!("read.unknown-impact-key", key)).at(span);
    draft.report(finding.hint(match did_you_mean(key, keys) {
        Some(near) => say!("hint.did-you-mean", near),
        None => say!("read.known-keys", known = phrase::Value::codes(keys)),
    }));
}

fn duration(draft: &mut Draft, key: &str, node: &Node, origin: Origin) {
    let Some(written) = values::text(draft, origin, key, node) else { return };
    match read_duration(&with_unit(key, &written)) {
        Some(duration) => draft.incident.declared_duration = Some(duration.seconds),
        None => draft.report(
            Diagnostic::new(&codes::INVALID_DURATION, say!("read.invalid-duration", written))
                .at(origin.span(node))
                .hint(say!("read.duration-form")),
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
                draft.read(Field::Date, origin.how, span);
            }
            draft.duration_range = Some((range, Provenance::new(origin.how, span)));
        }
        None => draft.report(
            Diagnostic::new(&codes::INVALID_INSTANT, say!("read.invalid-period", written))
                .at(span)
                .hint(say!("read.period-form")),
        ),
    }
}

fn visibility(draft: &mut Draft, node: &Node, origin: Origin) {
    let (was_stated, was) = (draft.has(Field::Visibility), draft.incident.visibility);
    // Whatever is not clearly public stays inside.
    draft.incident.visibility = Visibility::Internal;
    let written = node.scalar().unwrap_or_default();
    let unclear = |message: Phrase| {
        Diagnostic::new(&codes::UNKNOWN_VISIBILITY, message)
            .at(origin.span(node))
            .hint(say!("read.visibilities"))
    };
    let stated = match crate::text::fold(written).as_str() {
        "public" | "公开" => Visibility::Public,
        "internal" | "内部" => Visibility::Internal,
        _ => {
            draft.report(unclear(say!("read.unknown-visibility", written)));
            return;
        }
    };
    if was_stated && was != stated {
        draft.report(unclear(say!("read.two-visibilities")));
        return;
    }
    draft.incident.visibility = stated;
}
