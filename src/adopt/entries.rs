//! What was read in a body, as keys of the front matter in their usual order.

use crate::config::Config;
use crate::files::{FileId, Span};
use crate::model::{
    ActionItem, DocumentStatus, Evidence, Field, FieldKind, How, Incident, Milestone, Provenance, Runbook,
    SuggestedValue, Suggestion, Suggestions, Term,
};
use crate::resolve::{listed_cause, listed_service, listed_term};

/// One key and its value.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Whose value it is.
    pub(super) field: Field,
    /// The key at the margin, and the one below it: `timeline`, `started`.
    pub(super) key: (Field, Option<String>),
    /// What follows it.
    pub(super) value: Value,
    /// Where it was read, where that is known.
    pub(super) from: Option<Provenance>,
    /// What hints at it, where it is only suggested.
    pub(super) hint: Option<Evidence>,
}

/// What follows a key.
#[derive(Debug, Clone)]
pub(super) enum Value {
    /// One line.
    Text(String),
    /// A number.
    Number(f64),
    /// A list of lines.
    List(Vec<String>),
    /// Follow-ups.
    Items(Vec<ActionItem>),
}

/// What a document turned out to be.
#[derive(Debug, Clone, Copy)]
pub(super) enum Known<'a> {
    /// A postmortem.
    Incident(&'a Incident),
    /// How to handle a kind of failure.
    Runbook(&'a Runbook),
}

impl Entry {
    /// `timeline.started`.
    pub(super) fn name(&self) -> String {
        match &self.key {
            (key, Some(below)) => format!("{key}.{below}"),
            (key, None) => key.name().to_owned(),
        }
    }
}

/// The keys that `known` can be given; none of `fields`, which the front matter has already.
pub(super) fn of(known: Known<'_>, fields: &[Field], config: &Config, action_items: bool) -> Vec<Entry> {
    let mut entries = match known {
        Known::Incident(it) => incident(it, config, action_items),
        Known::Runbook(it) => runbook(it),
    };
    let has = |field: Field| fields.contains(&field);
    for entry in &mut entries {
        // A second `timeline:` is not allowed beside the first; a milestone alone is.
        if let (Field::Timeline, Some(milestone)) = &entry.key
            && has(Field::Timeline)
            && let Some(alone) = Milestone::from_key(milestone)
        {
            entry.key = (Field::Milestone(alone), None);
        }
    }
    entries.retain(|it| match &it.key {
        (Field::Impact, Some(_)) => !has(Field::Impact) && !has(it.field),
        (Field::Roles, Some(_)) => !has(Field::Roles) && !has(it.field),
        _ => !has(it.field),
    });
    entries
}

fn incident(it: &Incident, config: &Config, action_items: bool) -> Vec<Entry> {
    let mut list = Collected { incident: it, entries: Vec::new() };
    for field in Field::all().filter(|it| it.milestone().is_none()) {
        match field {
            Field::Roles => list.roles(),
            Field::Timeline => {
                for milestone in Milestone::ALL {
                    let key = (Field::Timeline, Some(milestone.as_str()));
                    list.add(key, milestone.into(), value_of(it, milestone.into(), config));
                }
            }
            Field::ActionItems if !action_items => {}
            _ => {
                let key = match field.path().strip_prefix("impact.") {
                    Some(below) => (Field::Impact, Some(below)),
                    None => (field, None),
                };
                list.add(key, field, value_of(it, field, config));
            }
        }
    }
    list.entries
}

/// The value of `field` as front matter holds it; `None` where there is none, or where none belongs there.
fn value_of(it: &Incident, field: Field, config: &Config) -> Option<Value> {
    let taxonomy = &config.taxonomy;
    match field {
        Field::Id => text(Some(&it.id)),
        Field::Title => text(Some(&it.title)),
        // In front matter `draft` would hold back what its state in the text does not.
        Field::Status if it.status == Some(DocumentStatus::Draft) && !it.is_held_back => None,
        Field::Status => Some(Value::Text(it.status?.as_str().to_owned())),
        Field::Date => day(it.date),
        Field::Severity => text(it.severity.as_ref()),
        Field::Services => list(named(&it.services, |word| listed_service(&config.services, word))),
        Field::Causes => list(named(&it.causes, |word| listed_cause(&taxonomy.causes, word))),
        Field::Triggers => list(named(&it.triggers, |word| listed_term(&taxonomy.triggers, word))),
        Field::Factors => list(named(&it.factors, |word| listed_term(&taxonomy.factors, word))),
        Field::Tags => list(it.tags.clone()),
        Field::Teams => list(it.teams.clone()),
        Field::Authors => list(it.authors.clone()),
        Field::Milestone(milestone) => {
            let at = it.milestones.get(milestone)?;
            // A zone that nobody states is not made one by adoption.
            let is_assumed = it.provenance.get(&field).is_some_and(|it| it.assumed_zone);
            Some(Value::Text(if is_assumed { at.local().to_string() } else { at.to_string() }))
        }
        Field::Duration => it.declared_duration.map(|it| Value::Text(duration(it))),
        Field::TimeToDetect => took(it, Milestone::Detected),
        Field::TimeToResolve => took(it, Milestone::Resolved),
        Field::ImpactUsers => it.impact.users.map(Value::Number),
        Field::ImpactUsersPercent => it.impact.users_percent.map(Value::Number),
        Field::ImpactRequestsFailed => it.impact.requests_failed.map(Value::Number),
        Field::ImpactRevenue => it.impact.revenue.map(Value::Number),
        Field::ImpactCurrency => text(it.impact.currency.as_ref()),
        Field::ImpactSummary => text(it.impact.summary.as_ref()),
        Field::Detection => term(it.detection.as_ref(), &taxonomy.detections),
        Field::Mitigation => term(it.mitigation.as_ref(), &taxonomy.mitigations),
        Field::ActionItems => (!it.action_items.is_empty()).then(|| Value::Items(it.action_items.clone())),
        Field::Related => list(it.related.clone()),
        Field::RecurrenceOf => list(it.recurrence_of.clone()),
        Field::Runbooks => list(it.runbooks.clone()),
        Field::Published => day(it.published),
        Field::NextReview => day(it.next_review),
        // Their parts are written, or they are of the document and not of the incident.
        Field::Roles
        | Field::Attendees
        | Field::Approver
        | Field::Timeline
        | Field::Period
        | Field::Impact => None,
        // How the document is published is not read from its body.
        Field::Kind
        | Field::Timezone
        | Field::Aliases
        | Field::Draft
        | Field::Visibility
        | Field::Language
        | Field::Updated
        | Field::Summary => None,
    }
}

fn text(text: Option<&String>) -> Option<Value> {
    text.filter(|it| !it.is_empty()).map(|it| Value::Text(it.clone()))
}

fn list(list: Vec<String>) -> Option<Value> {
    (!list.is_empty()).then_some(Value::List(list))
}

fn day(day: Option<jiff::civil::Date>) -> Option<Value> {
    day.map(|it| Value::Text(it.to_string()))
}

fn term(word: Option<&String>, listed: &[Term]) -> Option<Value> {
    word.map(|word| Value::Text(listed_term(listed, word).unwrap_or_else(|| word.clone())))
}

fn took(it: &Incident, milestone: Milestone) -> Option<Value> {
    let seconds = it.milestones.as_stated(Milestone::Started, milestone)?;
    Some(Value::Text(duration(seconds)))
}

/// The names that `resolve` would put in, each once.
fn named(words: &[String], id: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for word in words {
        let name = id(word).unwrap_or_else(|| word.clone());
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The best of `suggestions` for each field of `known` that nothing states and none of `fields` names, each under a key of
/// its own; its words are in `file`.
pub(super) fn suggested(
    known: Known<'_>,
    fields: &[Field],
    suggestions: &Suggestions,
    file: FileId,
) -> Vec<Entry> {
    let Known::Incident(incident) = known else { return Vec::new() };
    let open = suggestions
        .iter()
        .filter(|(field, _)| !fields.contains(field) && !incident.provenance.contains_key(field));
    let entry = |(field, suggestions): (Field, &[Suggestion])| {
        let best = suggestions.iter().find(|it| it.evidence.span.file == file)?;
        let value = match (&best.value, field.kind()) {
            (SuggestedValue::Text(text), FieldKind::Texts) => Value::List(vec![text.clone()]),
            (SuggestedValue::Text(text), _) => Value::Text(text.clone()),
            (SuggestedValue::Instant(at), _) => Value::Text(at.to_string()),
            (SuggestedValue::Day(day), _) => Value::Text(day.to_string()),
            (SuggestedValue::Seconds(seconds), _) => Value::Text(duration(*seconds)),
        };
        // The document is read by itself here, so that its file has another number.
        let span = Span { file: incident.source.file, ..best.evidence.span };
        let hint = Some(Evidence { span, text: best.evidence.text.clone() });
        Some(Entry { field, key: (field, None), value, from: None, hint })
    };
    open.filter_map(entry).collect()
}

/// A runbook's own words are few; `kind` keeps it one whatever its file is called.
fn runbook(it: &Runbook) -> Vec<Entry> {
    let text = |field: Field, text: String| Entry {
        field,
        key: (field, None),
        value: Value::Text(text),
        from: None,
        hint: None,
    };
    let mut entries = vec![text(Field::Title, it.title.clone()), text(Field::Kind, "runbook".to_owned())];
    entries.extend(it.updated.map(|it| text(Field::Updated, it.to_string())));
    entries
}

/// Keys of an incident while they are collected; only what its body says is taken.
struct Collected<'a> {
    incident: &'a Incident,
    entries: Vec<Entry>,
}

impl Collected<'_> {
    fn add(&mut self, key: (Field, Option<&str>), field: Field, value: Option<Value>) {
        let from = self.incident.provenance.get(&field).filter(|it| is_of_body(it.how));
        if let (Some(from), Some(value)) = (from, value) {
            let key = (key.0, key.1.map(str::to_owned));
            self.entries.push(Entry { field, key, value, from: Some(*from), hint: None });
        }
    }

    /// Every role with its people, in order of appearance.
    fn roles(&mut self) {
        let mut names: Vec<&str> = Vec::new();
        for (role, _) in &self.incident.roles {
            if !names.contains(&role.as_str()) {
                names.push(role);
            }
        }
        for name in names {
            let people = self.incident.roles.iter().filter(|it| it.0 == name).map(|it| it.1.clone());
            let people = Value::List(people.collect());
            let field = match name {
                "attendee" => Field::Attendees,
                "approver" => Field::Approver,
                _ => Field::Roles,
            };
            self.add((Field::Roles, Some(name)), field, Some(people));
        }
    }
}

/// What only the name of the file, another file or a computation says is not the body's.
fn is_of_body(how: How) -> bool {
    match how {
        How::Label | How::Heading | How::Table | How::Timeline | How::List | How::Sentence => true,
        How::FrontMatter | How::FileName | How::Git | How::Derived | How::Sidecar | How::Decision => false,
    }
}

/// `1h 20m`, which is read back as the same number of seconds.
fn duration(seconds: i64) -> String {
    let parts = [(seconds / 3_600, "h"), (seconds / 60 % 60, "m"), (seconds % 60, "s")];
    let parts: Vec<String> =
        parts.into_iter().filter(|(n, _)| 0 < *n).map(|(n, unit)| format!("{n}{unit}")).collect();
    if parts.is_empty() { "0s".to_owned() } else { parts.join(" ") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::duration;
    use crate::time::read_duration;

    proptest! {
        #[test]
        fn a_duration_is_read_back_as_it_was_written(seconds in 0_i64..10_000_000) {
            let read = read_duration(&duration(seconds)).map(|it| it.seconds);
            prop_assert_eq!(read, Some(seconds));
        }
    }
}
