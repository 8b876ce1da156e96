//! JSON Schema (2020-12) of what is read and what is written.
//!
//! The shapes are those of the types; the words that stand for keys and values are those of the lexicon, so that a
//! word which is read is a word which the schema takes.

mod decisions;
mod front_matter;
mod property;
mod words;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, schema_for};
use serde_json::{Value, json};

use crate::config::file::{ConfigFile, ServicesFile, TaxonomyFile};
use crate::export::json::{DocumentV1, SCHEMA};
use decisions::DecisionsFile;
use property::property;

/// What a schema describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Front matter of a postmortem.
    Postmortem,
    /// Front matter of a runbook.
    Runbook,
    /// `afterword.yaml`.
    Config,
    /// `taxonomy.yaml`.
    Taxonomy,
    /// `services.yaml`.
    Services,
    /// `decisions.yml`.
    Decisions,
    /// The JSON API and `export --format json`.
    Api,
}

impl Subject {
    /// Every subject.
    pub const ALL: [Self; 7] = [
        Self::Postmortem,
        Self::Runbook,
        Self::Config,
        Self::Taxonomy,
        Self::Services,
        Self::Decisions,
        Self::Api,
    ];

    /// Name of its file, for example `postmortem.json`.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Postmortem => "postmortem.json",
            Self::Runbook => "runbook.json",
            Self::Config => "config.json",
            Self::Taxonomy => "taxonomy.json",
            Self::Services => "services.json",
            Self::Decisions => "decisions.json",
            Self::Api => "api.json",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Postmortem => "Front matter of a postmortem",
            Self::Runbook => "Front matter of a runbook",
            Self::Config => "afterword.yaml",
            Self::Taxonomy => "taxonomy.yaml",
            Self::Services => "services.yaml",
            Self::Decisions => "decisions.yml",
            Self::Api => "afterword/v1",
        }
    }
}

/// The schema of `subject`.
pub fn schema(subject: Subject) -> Value {
    let mut schema = match subject {
        Subject::Postmortem => front_matter::postmortem(),
        Subject::Runbook => front_matter::runbook(),
        Subject::Config => schema_for!(ConfigFile).to_value(),
        Subject::Taxonomy => schema_for!(TaxonomyFile).to_value(),
        Subject::Services => schema_for!(ServicesFile).to_value(),
        Subject::Decisions => schema_for!(DecisionsFile).to_value(),
        Subject::Api => written::<DocumentV1>(),
    };
    schema["title"] = subject.title().into();
    match subject {
        Subject::Postmortem | Subject::Runbook => words::front_matter(&mut schema),
        Subject::Config => config(&mut schema),
        Subject::Api => api(&mut schema),
        Subject::Taxonomy | Subject::Services | Subject::Decisions => {}
    }
    schema
}

/// The schema of `subject` as a file holds it.
pub fn schema_text(subject: Subject) -> String {
    format!("{:#}\n", schema(subject))
}

/// The schema of what is written: every key is there, and null where nothing is known.
fn written<T: JsonSchema>() -> Value {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>().to_value()
}

/// Settings that take one of a few words.
fn config(schema: &mut Value) {
    let choices = [
        ("Site", "language", json!(["en", "zh-CN"])),
        ("Site", "audience", json!(["internal", "public"])),
        ("Privacy", "people", json!(["names", null])),
    ];
    for (of, key, words) in choices {
        if let Some(property) = property(schema, Some(of), key) {
            property["enum"] = words;
        }
    }
    if let Some(month) = property(schema, Some("Calendar"), "fiscal_year_start") {
        month["minimum"] = 1.into();
        month["maximum"] = 12.into();
    }
}

/// Words and forms that a type of text does not say.
fn api(schema: &mut Value) {
    if let Some(version) = property(schema, None, "schema") {
        version["const"] = SCHEMA.into();
    }
    let states = json!(["draft", "in-review", "reviewed", "superseded", null]);
    let choices = [
        (
            "IncidentV1",
            "kind",
            json!(["incident", "near-miss", "drill", "maintenance", "security-disclosure"]),
        ),
        ("IncidentV1", "status", states),
        ("IncidentV1", "visibility", json!(["public", "internal"])),
        ("ActionItemV1", "status", json!(["open", "in-progress", "done", "cancelled", "unknown"])),
        ("ActionItemV1", "type", json!(["prevent", "detect", "mitigate", "process", null])),
        ("ActionItemV1", "horizon", json!(["immediate", "short", "long", null])),
        ("DiagnosticV1", "level", json!(["error", "warning", "info"])),
        ("SiteV1", "audience", json!(["public", "internal"])),
    ];
    for (of, key, words) in choices {
        if let Some(property) = property(schema, Some(of), key) {
            property["enum"] = words;
        }
    }
    if let Some(parts) = property(schema, Some("RunbookV1"), "parts") {
        parts["items"]["enum"] = json!(["symptoms", "causes", "steps", "solutions"]);
    }
    let days = [
        (None, "as_of"),
        (Some("IncidentV1"), "date"),
        (Some("IncidentV1"), "published"),
        (Some("IncidentV1"), "next_review"),
        (Some("ActionItemV1"), "due"),
        (Some("ActionItemV1"), "closed"),
        (Some("RunbookV1"), "updated"),
        (Some("RunbookV1"), "next_review"),
    ];
    for (of, key) in days {
        if let Some(property) = property(schema, of, key) {
            property["format"] = "date".into();
        }
    }
    for (of, key) in [("TimelineEventV1", "at"), ("TimelineEventV1", "end")] {
        if let Some(property) = property(schema, Some(of), key) {
            property["format"] = "date-time".into();
        }
    }
    if let Some(milestones) = property(schema, Some("IncidentV1"), "milestones") {
        milestones["additionalProperties"]["format"] = "date-time".into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::words::Lexicon;
    use crate::model::Field;

    #[test]
    fn every_key_of_the_schema_is_read() {
        for subject in [Subject::Postmortem, Subject::Runbook] {
            let schema = schema(subject);
            for key in schema["properties"].as_object().unwrap().keys() {
                assert_eq!(Lexicon::built_in().field(key).map(Field::name), Some(key.as_str()));
            }
        }
    }

    #[test]
    fn every_key_that_is_read_is_in_the_schema() {
        let schema = schema(Subject::Postmortem);
        for field in Field::all().filter(|it| !Lexicon::built_in().field_aliases(*it).is_empty()) {
            assert!(schema["properties"].get(field.name()).is_some(), "{field}");
        }
    }

    #[test]
    fn every_schema_names_its_dialect_and_every_property_says_what_it_is() {
        for subject in Subject::ALL {
            let schema = schema(subject);
            assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
            for (key, it) in schema["properties"].as_object().unwrap() {
                assert!(it.get("description").is_some(), "{}: {key}", subject.file_name());
            }
        }
    }
}
