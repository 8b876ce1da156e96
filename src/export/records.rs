//! The records of `afterword/v1` one by one: a line each, a row each, or flat for a log search.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::json::{DocumentV1, SCHEMA};

/// One record a line, each with its `record` (`incident`, `action_item`, …); the first line is about the whole.
///
/// The other keys are those of `export --format json`.
pub fn ndjson(document: &DocumentV1) -> String {
    let mut out = Lines::default();
    out.add(json!({ "record": "site", "schema": SCHEMA, "as_of": document.as_of }), &document.site);
    out.all("incident", &document.incidents);
    out.all("action_item", &document.action_items);
    out.all("runbook", &document.runbooks);
    out.all("cause", &document.causes);
    out.all("service", &document.services);
    out.all("recurrence", &document.trends.recurring);
    out.all("quarter", &document.trends.quarters);
    out.all("diagnostic", &document.diagnostics);
    out.text
}

/// Documents for a Quickwit index of [`quickwit_index`]: incidents and action items, a line each, without nested records.
///
/// `timestamp` is the day the incident began, or the item was due, as seconds since 1970 in UTC; what has no day
/// cannot be placed in an index by time and gets the as-of day, with `undated` set.
pub fn quickwit(document: &DocumentV1) -> String {
    let mut out = Lines::default();
    for it in &document.incidents {
        let mut flat = flat(it);
        for (group, values) in [("milestone", plain(&it.milestones)), ("seconds", plain(&it.durations))] {
            for (key, value) in values.as_object().into_iter().flatten().filter(|it| !it.1.is_null()) {
                flat.insert(format!("{group}_{key}"), value.clone());
            }
        }
        let events = it.timeline.iter().map(|it| it.text.as_str());
        flat.insert("timeline".to_owned(), events.collect::<Vec<&str>>().join("\n").into());
        let started = it.milestones.get("started").cloned().flatten();
        let day = started.or_else(|| it.date.clone());
        out.add(stamped("incident", day.as_deref(), &document.as_of), &flat);
    }
    for it in &document.action_items {
        out.add(stamped("action_item", it.due.as_deref(), &document.as_of), &flat(it));
    }
    out.text
}

/// The index that [`quickwit`]'s documents go into: its configuration, as `quickwit index create` reads it.
pub fn quickwit_index() -> &'static str {
    include_str!("quickwit.yaml")
}

/// The keys of a record that hold text, numbers or lists of text; what is not known is left out.
fn flat<T: Serialize>(record: &T) -> Map<String, Value> {
    let Value::Object(record) = plain(record) else { return Map::new() };
    let is_flat = |it: &Value| match it {
        Value::Null | Value::Object(_) => false,
        Value::Array(list) => list.iter().all(Value::is_string),
        _ => true,
    };
    record.into_iter().filter(|(_, value)| is_flat(value)).collect()
}

fn stamped(record: &str, day: Option<&str>, as_of: &str) -> Value {
    let at = day.and_then(seconds);
    json!({
        "record": record,
        "timestamp": at.or_else(|| seconds(as_of)),
        "undated": at.is_none(),
    })
}

/// Seconds since 1970 of an instant, or of the beginning of a day in UTC.
fn seconds(written: &str) -> Option<i64> {
    let instant = written.parse::<jiff::Timestamp>().ok();
    instant.map(jiff::Timestamp::as_second).or_else(|| {
        let day: jiff::civil::Date = written.parse().ok()?;
        jiff::tz::Offset::UTC.to_timestamp(day.at(0, 0, 0, 0)).ok().map(jiff::Timestamp::as_second)
    })
}

fn plain<T: Serialize>(record: &T) -> Value {
    serde_json::to_value(record).unwrap_or_default()
}

/// Lines of JSON.
#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    /// A line for each of `records`, which are of the kind `record`.
    fn all<T: Serialize>(&mut self, record: &str, records: impl IntoIterator<Item = T>) {
        for it in records {
            self.add(json!({ "record": record }), &it);
        }
    }

    /// A line with the keys of `head`, and behind them those of `record`.
    fn add<T: Serialize>(&mut self, mut head: Value, record: &T) {
        if let (Value::Object(head), Value::Object(record)) = (&mut head, plain(record)) {
            head.extend(record);
        }
        self.text.push_str(&head.to_string());
        self.text.push('\n');
    }
}
