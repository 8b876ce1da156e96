//! The knowledge base as an SQL script: `afterword export --format sqlite | sqlite3 kb.db`.
//!
//! A script rather than a database file, because `SQLite` is C and a script is text that a repository can keep. Names
//! that are listed are in tables of their own, so that they can be joined and counted.

use serde::Serialize;
use serde_json::Value;

use super::json::DocumentV1;
use crate::model::Field;

/// A table, its columns, and how each is declared.
type Columns = &'static [(&'static str, &'static str)];

const META: Columns = &[("key", "TEXT PRIMARY KEY"), ("value", "TEXT")];
const INCIDENTS: Columns = &[
    ("id", "TEXT NOT NULL"),
    ("url", "TEXT NOT NULL"),
    ("title", "TEXT NOT NULL"),
    ("kind", "TEXT NOT NULL"),
    ("status", "TEXT"),
    ("date", "TEXT"),
    (Field::Severity.name(), "TEXT"),
    ("detection", "TEXT"),
    ("mitigation", "TEXT"),
    ("language", "TEXT"),
    ("visibility", "TEXT NOT NULL"),
    ("published", "TEXT"),
    ("next_review", "TEXT"),
    ("summary", "TEXT"),
];
const MILESTONES: Columns =
    &[("incident", "TEXT NOT NULL"), ("milestone", "TEXT NOT NULL"), ("at", "TEXT NOT NULL")];
const DURATIONS: Columns =
    &[("incident", "TEXT NOT NULL"), ("measure", "TEXT NOT NULL"), ("seconds", "INTEGER NOT NULL")];
const EVENTS: Columns = &[
    ("incident", "TEXT NOT NULL"),
    ("position", "INTEGER NOT NULL"),
    ("at", "TEXT"),
    ("kind", "TEXT"),
    ("text", "TEXT NOT NULL"),
];
const NAMES: Columns =
    &[("incident", "TEXT NOT NULL"), ("position", "INTEGER NOT NULL"), ("name", "TEXT NOT NULL")];
const ACTION_ITEMS: Columns = &[
    ("id", "TEXT NOT NULL"),
    ("incident", "TEXT NOT NULL"),
    ("task", "TEXT NOT NULL"),
    ("owner", "TEXT"),
    ("team", "TEXT"),
    ("priority", "TEXT"),
    ("status", "TEXT NOT NULL"),
    ("due", "TEXT"),
    ("closed", "TEXT"),
    ("overdue_days", "INTEGER"),
    ("ticket", "TEXT"),
    ("acceptance", "TEXT"),
    ("type", "TEXT"),
    ("horizon", "TEXT"),
    ("note", "TEXT"),
];
const CAUSES: Columns = &[
    ("id", "TEXT NOT NULL"),
    ("parent", "TEXT"),
    ("url", "TEXT"),
    ("label_en", "TEXT"),
    ("label_zh", "TEXT"),
];
const SERVICES: Columns = &[("name", "TEXT NOT NULL"), ("team", "TEXT"), ("tier", "TEXT"), ("url", "TEXT")];
const RUNBOOKS: Columns =
    &[("id", "TEXT NOT NULL"), ("title", "TEXT NOT NULL"), ("url", "TEXT"), ("updated", "TEXT")];

/// Lists of an incident, and the table of each.
const LISTS: [(&str, &str); 8] = [
    ("services", "incident_services"),
    ("causes", "incident_causes"),
    ("triggers", "incident_triggers"),
    ("factors", "incident_factors"),
    ("tags", "incident_tags"),
    ("teams", "incident_teams"),
    ("authors", "incident_authors"),
    ("recurrence_of", "incident_recurrence_of"),
];

/// The script: tables and rows, in one transaction.
pub fn sqlite(document: &DocumentV1) -> String {
    let mut script = Script::default();
    script.text.push_str("PRAGMA encoding = 'UTF-8';\nBEGIN;\n");
    script.table("meta", META);
    for (key, value) in [("schema", document.schema), ("as_of", document.as_of.as_str())] {
        script.row("meta", &[key.into(), value.into()]);
    }
    script.table("incidents", INCIDENTS);
    script.table("incident_milestones", MILESTONES);
    script.table("incident_durations", DURATIONS);
    script.table("timeline_events", EVENTS);
    for (_, table) in LISTS {
        script.table(table, NAMES);
    }
    for it in &document.incidents {
        let record = plain(it);
        script.record("incidents", INCIDENTS, &record);
        for (table, key) in [("incident_milestones", "milestones"), ("incident_durations", "durations")] {
            for (name, value) in record[key].as_object().into_iter().flatten().filter(|it| !it.1.is_null()) {
                script.row(table, &[it.id.as_str().into(), name.as_str().into(), value.clone()]);
            }
        }
        for (position, event) in it.timeline.iter().enumerate() {
            let event = plain(event);
            let row = [&event["at"], &event["kind"], &event["text"]].map(Clone::clone);
            script.row("timeline_events", &[&[it.id.as_str().into(), position.into()][..], &row].concat());
        }
        for (key, table) in LISTS {
            for (position, name) in record[key].as_array().into_iter().flatten().enumerate() {
                script.row(table, &[it.id.as_str().into(), position.into(), name.clone()]);
            }
        }
    }
    script.table("action_items", ACTION_ITEMS);
    for it in &document.action_items {
        script.record("action_items", ACTION_ITEMS, &plain(it));
    }
    script.table("causes", CAUSES);
    for it in &document.causes {
        let label = |text: &str| Value::from(text);
        let row =
            [label(&it.id), plain(&it.parent), label(&it.url), label(&it.label.en), label(&it.label.zh)];
        script.row("causes", &row);
    }
    script.table("services", SERVICES);
    for it in &document.services {
        script.record("services", SERVICES, &plain(it));
    }
    script.table("runbooks", RUNBOOKS);
    for it in &document.runbooks {
        script.record("runbooks", RUNBOOKS, &plain(it));
    }
    script.text.push_str("COMMIT;\n");
    script.text
}

fn plain<T: Serialize>(record: &T) -> Value {
    serde_json::to_value(record).unwrap_or_default()
}

/// Statements, one a line.
#[derive(Default)]
struct Script {
    text: String,
}

impl Script {
    fn table(&mut self, name: &str, columns: Columns) {
        let columns: Vec<String> = columns.iter().map(|(name, kind)| format!("\"{name}\" {kind}")).collect();
        self.text.push_str(&format!(
            "DROP TABLE IF EXISTS {name};\nCREATE TABLE {name} ({});\n",
            columns.join(", ")
        ));
    }

    /// The row of `record`, whose keys are the table's columns.
    fn record(&mut self, table: &str, columns: Columns, record: &Value) {
        let row: Vec<Value> = columns.iter().map(|(name, _)| record[*name].clone()).collect();
        self.row(table, &row);
    }

    fn row(&mut self, table: &str, row: &[Value]) {
        let row: Vec<String> = row.iter().map(literal).collect();
        self.text.push_str(&format!("INSERT INTO {table} VALUES ({});\n", row.join(",")));
    }
}

/// A value as `SQLite` writes it. A text with a NUL byte would end there; a line that begins with a dot is not taken
/// as a command of the shell, because it is inside a statement.
fn literal(value: &Value) -> String {
    match value {
        Value::Null => "NULL".to_owned(),
        Value::Bool(it) => i32::from(*it).to_string(),
        Value::Number(it) => it.to_string(),
        Value::String(it) => format!("'{}'", it.replace('\0', "").replace('\'', "''")),
        Value::Array(_) | Value::Object(_) => literal(&Value::String(value.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_leaves_its_quotes() {
        assert_eq!(literal(&"a'); DROP TABLE incidents; --".into()), "'a''); DROP TABLE incidents; --'");
        assert_eq!(literal(&"\0".into()), "''");
        assert_eq!(literal(&Value::Null), "NULL");
        assert_eq!(literal(&12.5.into()), "12.5");
    }
}
