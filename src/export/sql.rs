//! The knowledge base as an SQL script: `afterword export --format sqlite | sqlite3 kb.db`, or as the database that it makes.
//!
//! Names that are listed are in tables of their own, so that they can be joined and counted. What a review asks is answered
//! by views (`review.sql`), with the numbers of the site.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::input::Input;
use super::json::DocumentV1;
use super::v1::RecurringV1;
use crate::model::Field;

/// Views for the questions of a review. Their numbers must equal those of the site; `tests/it/database.rs` compares them.
const REVIEW: &str = include_str!("review.sql");

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
    // Whether trends count it, and the quarter in which they do.
    ("counted", "INTEGER NOT NULL"),
    ("quarter", "TEXT"),
];
const QUARTERS: Columns = &[
    ("quarter", "TEXT PRIMARY KEY"),
    ("first_day", "TEXT NOT NULL"),
    ("last_day", "TEXT NOT NULL"),
    ("running", "INTEGER NOT NULL"),
];
const RECURRENCES: Columns = &[("chain", "INTEGER PRIMARY KEY"), ("cause", "TEXT"), ("service", "TEXT")];
const RECURRENCE_INCIDENTS: Columns =
    &[("chain", "INTEGER NOT NULL"), ("position", "INTEGER NOT NULL"), ("incident", "TEXT NOT NULL")];
const RECURRED_WHILE_OPEN: Columns = &[
    ("chain", "INTEGER NOT NULL"),
    ("incident", "TEXT NOT NULL"),
    ("earlier", "TEXT NOT NULL"),
    ("action_item", "TEXT NOT NULL"),
    ("days_overdue", "INTEGER"),
];
const LIKELY: Columns = &[
    ("earlier", "TEXT NOT NULL"),
    ("later", "TEXT NOT NULL"),
    ("certainty", "TEXT NOT NULL"),
    ("likeness", "REAL NOT NULL"),
    ("gap_days", "INTEGER NOT NULL"),
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

/// The script: tables, rows and views, in one transaction.
pub fn sqlite(input: &Input<'_>, document: &DocumentV1) -> String {
    let mut script = Script::default();
    script.text.push_str("PRAGMA encoding = 'UTF-8';\nBEGIN;\n");
    script.table("meta", META);
    for (key, value) in [("schema", document.schema), ("as_of", document.as_of.as_str())] {
        script.row("meta", &[key.into(), value.into()]);
    }
    script.quarters(input);
    script.incidents(input, document);
    script.table("action_items", ACTION_ITEMS);
    for it in &document.action_items {
        script.record("action_items", ACTION_ITEMS, &plain(it));
    }
    script.recurrences(document);
    script.registers(document);
    script.text.push_str(REVIEW);
    script.text.push_str("COMMIT;\n");
    script.text
}

/// The database that `script` makes, as the bytes of its file.
///
/// # Errors
///
/// Where `SQLite` refuses a statement, which is a fault of the script.
#[cfg(feature = "sqlite")]
pub fn database(script: &str) -> rusqlite::Result<Vec<u8>> {
    let mut connection = rusqlite::Connection::open_in_memory()?;
    connection.execute_batch(script)?;
    Ok(connection.serialize("main")?.to_vec())
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
    fn quarters(&mut self, input: &Input<'_>) {
        self.table("quarters", QUARTERS);
        for it in &input.analysis.quarters {
            let (first, last) = it.days;
            let days = [it.quarter.to_string(), first.to_string(), last.to_string()].map(Value::from);
            self.row("quarters", &[&days[..], &[it.running.into()]].concat());
        }
    }

    /// Incidents, and what each of them lists.
    fn incidents(&mut self, input: &Input<'_>, document: &DocumentV1) {
        self.table("incidents", INCIDENTS);
        self.table("incident_milestones", MILESTONES);
        self.table("incident_durations", DURATIONS);
        self.table("timeline_events", EVENTS);
        for (_, table) in LISTS {
            self.table(table, NAMES);
        }
        let quarters: BTreeMap<&str, String> = (input.analysis.quarters.iter())
            .flat_map(|quarter| quarter.incidents.iter().map(|it| (it.as_str(), quarter.quarter.to_string())))
            .collect();
        for (it, incident) in document.incidents.iter().zip(&input.knowledge_base.incidents) {
            let mut record = plain(it);
            record["counted"] = incident.counts().into();
            record["quarter"] = plain(&quarters.get(it.id.as_str()));
            self.record("incidents", INCIDENTS, &record);
            for (table, key) in [("incident_milestones", "milestones"), ("incident_durations", "durations")] {
                for (name, value) in
                    record[key].as_object().into_iter().flatten().filter(|it| !it.1.is_null())
                {
                    self.row(table, &[it.id.as_str().into(), name.as_str().into(), value.clone()]);
                }
            }
            for (position, event) in it.timeline.iter().enumerate() {
                let event = plain(event);
                let row = [&event["at"], &event["kind"], &event["text"]].map(Clone::clone);
                self.row("timeline_events", &[&[it.id.as_str().into(), position.into()][..], &row].concat());
            }
            for (key, table) in LISTS {
                for (position, name) in record[key].as_array().into_iter().flatten().enumerate() {
                    self.row(table, &[it.id.as_str().into(), position.into(), name.clone()]);
                }
            }
        }
    }

    /// What comes back: the chains that are counted, and the pairs that only look like it.
    fn recurrences(&mut self, document: &DocumentV1) {
        self.table("recurrences", RECURRENCES);
        self.table("recurrence_incidents", RECURRENCE_INCIDENTS);
        self.table("recurred_while_open", RECURRED_WHILE_OPEN);
        for (chain, it) in document.trends.recurring.iter().enumerate() {
            self.recurrence(chain + 1, it);
        }
        self.table("likely_recurrences", LIKELY);
        for (certainty, pairs) in
            [("likely", &document.trends.likely), ("possible", &document.trends.possible)]
        {
            for it in pairs {
                let record = plain(it);
                let row = [&record["earlier"], &record["later"], &certainty.into(), &record["likeness"]];
                let row: Vec<Value> = row.into_iter().chain([&record["gap_days"]]).cloned().collect();
                self.row("likely_recurrences", &row);
            }
        }
    }

    fn recurrence(&mut self, chain: usize, it: &RecurringV1) {
        self.row("recurrences", &[chain.into(), plain(&it.cause), plain(&it.service)]);
        for (position, incident) in it.incidents.iter().enumerate() {
            let row = [chain.into(), position.into(), incident.as_str().into()];
            self.row("recurrence_incidents", &row);
        }
        for open in &it.while_open {
            for (action_item, days) in open.action_items.iter().zip(&open.days_overdue) {
                let names = [&open.incident, &open.earlier, action_item].map(|it| Value::from(it.as_str()));
                self.row("recurred_while_open", &[&[chain.into()][..], &names, &[plain(days)]].concat());
            }
        }
    }

    /// What incidents are sorted by, and the manuals.
    fn registers(&mut self, document: &DocumentV1) {
        self.table("causes", CAUSES);
        for it in &document.causes {
            let label = |text: &str| Value::from(text);
            let row =
                [label(&it.id), plain(&it.parent), label(&it.url), label(&it.label.en), label(&it.label.zh)];
            self.row("causes", &row);
        }
        self.table("services", SERVICES);
        for it in &document.services {
            self.record("services", SERVICES, &plain(it));
        }
        self.table("runbooks", RUNBOOKS);
        for it in &document.runbooks {
            self.record("runbooks", RUNBOOKS, &plain(it));
        }
    }

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
