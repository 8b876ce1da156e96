//! What was read in a body, as keys of the front matter in their usual order.

use crate::config::Config;
use crate::model::{
    ActionItem, Evidence, Field, FieldKind, How, Incident, Milestone, Provenance, Runbook, SuggestedValue,
    Suggestion,
};
use crate::resolve::{listed_cause, listed_service, listed_term};

/// One key and its value.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Whose value it is.
    pub(super) field: Field,
    /// The key at the margin, and the one below it: `timeline`, `started`.
    pub(super) key: (Field, Option<String>),
    /// What stands behind it.
    pub(super) value: Value,
    /// Where it was read, where that is known.
    pub(super) from: Option<Provenance>,
    /// What hints at it, where it is only suggested.
    pub(super) hint: Option<Evidence>,
}

/// What stands behind a key.
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
        // A second `timeline:` cannot stand beside the first; a milestone may stand alone.
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
    let taxonomy = &config.taxonomy;
    let named = |words: &[String], id: &dyn Fn(&str) -> Option<String>| {
        let mut names: Vec<String> = Vec::new();
        for word in words {
            let name = id(word).unwrap_or_else(|| word.clone());
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    };
    let cause = |word: &str| listed_cause(&taxonomy.causes, word);
    let trigger = |word: &str| listed_term(&taxonomy.triggers, word);
    let factor = |word: &str| listed_term(&taxonomy.factors, word);
    let service = |word: &str| listed_service(&config.services, word);
    let detection = |word: &String| listed_term(&taxonomy.detections, word).unwrap_or_else(|| word.clone());
    let mitigation = |word: &String| listed_term(&taxonomy.mitigations, word).unwrap_or_else(|| word.clone());

    let mut list = Collected { incident: it, entries: Vec::new() };
    list.text(Field::Id, Some(it.id.clone()));
    list.text(Field::Title, Some(it.title.clone()));
    list.text(Field::Status, it.status.map(|it| it.as_str().to_owned()));
    list.text(Field::Date, it.date.map(|it| it.to_string()));
    list.text(Field::Severity, it.severity.clone());
    list.list(Field::Services, named(&it.services, &service));
    list.list(Field::Causes, named(&it.causes, &cause));
    list.list(Field::Triggers, named(&it.triggers, &trigger));
    list.list(Field::Factors, named(&it.factors, &factor));
    list.list(Field::Tags, it.tags.clone());
    list.list(Field::Teams, it.teams.clone());
    list.list(Field::Authors, it.authors.clone());
    list.roles();
    for (milestone, at) in it.milestones.stated() {
        let key = (Field::Timeline, Some(milestone.as_str()));
        // A zone that nobody states is not made one by adoption.
        let from = it.provenance.get(&Field::Milestone(milestone));
        let is_assumed = from.is_some_and(|it| it.assumed_zone);
        let written = if is_assumed { at.local().to_string() } else { at.to_string() };
        list.add(key, Field::Milestone(milestone), Value::Text(written));
    }
    if let Some(seconds) = it.declared_duration {
        list.add((Field::Duration, None), Field::Duration, Value::Text(duration(seconds)));
    }
    let impact = &it.impact;
    let numbers = [
        (Field::ImpactUsers, impact.users),
        (Field::ImpactUsersPercent, impact.users_percent),
        (Field::ImpactRequestsFailed, impact.requests_failed),
        (Field::ImpactRevenue, impact.revenue),
    ];
    for (field, number) in numbers {
        if let Some(number) = number {
            list.below_impact(field, Value::Number(number));
        }
    }
    for (field, text) in [(Field::ImpactCurrency, &impact.currency), (Field::ImpactSummary, &impact.summary)]
    {
        if let Some(text) = text {
            list.below_impact(field, Value::Text(text.clone()));
        }
    }
    list.text(Field::Detection, it.detection.as_ref().map(detection));
    list.text(Field::Mitigation, it.mitigation.as_ref().map(mitigation));
    if action_items && !it.action_items.is_empty() {
        list.add((Field::ActionItems, None), Field::ActionItems, Value::Items(it.action_items.clone()));
    }
    list.list(Field::Related, it.related.clone());
    list.list(Field::RecurrenceOf, it.recurrence_of.clone());
    list.list(Field::Runbooks, it.runbooks.clone());
    list.text(Field::Published, it.published.map(|it| it.to_string()));
    list.text(Field::NextReview, it.next_review.map(|it| it.to_string()));
    list.entries
}

/// The best suggestion for each field of `known` that nothing states and none of `fields` names, each under a key of
/// its own.
pub(super) fn suggested(known: Known<'_>, fields: &[Field]) -> Vec<Entry> {
    let Known::Incident(incident) = known else { return Vec::new() };
    let open = incident
        .suggested
        .iter()
        .filter(|(field, _)| !fields.contains(field) && !incident.provenance.contains_key(field));
    let entry = |(field, suggestions): (Field, &[Suggestion])| {
        let best = suggestions.first()?;
        let value = match (&best.value, field.kind()) {
            (SuggestedValue::Text(text), FieldKind::Texts) => Value::List(vec![text.clone()]),
            (SuggestedValue::Text(text), _) => Value::Text(text.clone()),
            (SuggestedValue::Instant(at), _) => Value::Text(at.to_string()),
            (SuggestedValue::Day(day), _) => Value::Text(day.to_string()),
            (SuggestedValue::Seconds(seconds), _) => Value::Text(duration(*seconds)),
        };
        let hint = Some(best.evidence.clone());
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
    fn add(&mut self, key: (Field, Option<&str>), field: Field, value: Value) {
        let from = self.incident.provenance.get(&field).filter(|it| is_of_body(it.how));
        if let Some(from) = from {
            let key = (key.0, key.1.map(str::to_owned));
            self.entries.push(Entry { field, key, value, from: Some(*from), hint: None });
        }
    }

    fn below_impact(&mut self, field: Field, value: Value) {
        let key = field.path().strip_prefix("impact.");
        self.add((Field::Impact, key), field, value);
    }

    fn text(&mut self, field: Field, text: Option<String>) {
        if let Some(text) = text.filter(|it| !it.is_empty()) {
            self.add((field, None), field, Value::Text(text));
        }
    }

    fn list(&mut self, field: Field, list: Vec<String>) {
        if !list.is_empty() {
            self.add((field, None), field, Value::List(list));
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
            self.add((Field::Roles, Some(name)), field, people);
        }
    }
}

/// What only the name of the file, another file or a computation says is not the body's.
fn is_of_body(how: How) -> bool {
    match how {
        How::Label | How::Heading | How::Table | How::Timeline | How::List => true,
        How::FrontMatter | How::FileName | How::Git | How::Derived | How::Sidecar => false,
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
