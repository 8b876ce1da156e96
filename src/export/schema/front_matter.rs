//! What authors may write between `---`: one property for each field of the model that front matter reads.
//!
//! The model's table of fields decides which there are and what kind of value each holds; this file has what editors
//! show about them. A field that is added there does not compile until it is explained here.

use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use crate::lexicon::words::Lexicon;
use crate::model::{Field, FieldKind, Milestone};

/// The fields of a runbook.
const OF_RUNBOOKS: [Field; 14] = [
    Field::Kind,
    Field::Id,
    Field::Title,
    Field::Status,
    Field::Services,
    Field::Causes,
    Field::Tags,
    Field::Updated,
    Field::NextReview,
    Field::Visibility,
    Field::Language,
    Field::Draft,
    Field::Aliases,
    Field::Summary,
];

/// Front matter of a postmortem. Every key is optional; Chinese names of the keys are read too.
pub(super) fn postmortem() -> Value {
    let words = Lexicon::built_in();
    object(Field::all().filter(|it| !words.field_aliases(*it).is_empty()))
}

/// Front matter of a runbook.
pub(super) fn runbook() -> Value {
    object(OF_RUNBOOKS.into_iter())
}

/// The schema of a mapping that may hold `fields`, with the definitions that they need.
fn object(fields: impl Iterator<Item = Field>) -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let mut properties = Map::new();
    for field in fields {
        properties.insert(field.name().to_owned(), property(&mut generator, field));
    }
    let mut definitions = generator.take_definitions(true);
    if properties.contains_key(Field::Timeline.name()) {
        definitions.insert("Milestones".to_owned(), milestones());
    }
    if properties.contains_key(Field::Impact.name()) {
        definitions.insert("Impact".to_owned(), impact(&mut SchemaGenerator::default()));
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": properties,
        "$defs": definitions,
    })
}

/// The schema of the value of `field`.
fn property(generator: &mut SchemaGenerator, field: Field) -> Value {
    let shape = match field.kind() {
        FieldKind::Text
        | FieldKind::Word
        | FieldKind::Day
        | FieldKind::Duration
        | FieldKind::Period
        | FieldKind::Zone => generator.subschema_for::<Option<String>>().to_value(),
        FieldKind::Texts => generator.subschema_for::<Option<Words>>().to_value(),
        FieldKind::Number => generator.subschema_for::<Option<Figure>>().to_value(),
        FieldKind::Instant => generator.subschema_for::<Option<Moment>>().to_value(),
        FieldKind::Flag => generator.subschema_for::<Option<bool>>().to_value(),
        FieldKind::Items => generator.subschema_for::<Option<Vec<ItemOrSentence>>>().to_value(),
        FieldKind::Mapping if field == Field::Timeline => {
            json!({ "anyOf": [{ "$ref": "#/$defs/Milestones" }, { "type": "null" }] })
        }
        FieldKind::Mapping if field == Field::Impact => {
            json!({ "anyOf": [{ "$ref": "#/$defs/Impact" }, { "type": "string" }, { "type": "null" }] })
        }
        FieldKind::Mapping => generator.subschema_for::<Option<BTreeMap<String, Option<Words>>>>().to_value(),
    };
    let (meaning, examples) = meaning(field);
    let mut property = shape;
    property["description"] = meaning.into();
    if !examples.is_empty() {
        property["examples"] = json!(examples);
    }
    property
}

/// Below `timeline`: when what happened.
fn milestones() -> Value {
    let property = |it: Milestone| {
        let property = json!({ "description": of_milestone(it), "type": ["string", "null"] });
        (it.as_str().to_owned(), property)
    };
    let properties: Map<String, Value> = Milestone::ALL.into_iter().map(property).collect();
    closed("When what happened.", &properties)
}

/// Below `impact`: who and what was hit.
fn impact(generator: &mut SchemaGenerator) -> Value {
    let below = Field::all().filter_map(|it| Some((it.path().strip_prefix("impact.")?.to_owned(), it)));
    let mut properties = Map::new();
    for (key, field) in below {
        let shape = match field.kind() {
            FieldKind::Number => json!({ "anyOf": [{ "$ref": "#/$defs/Figure" }, { "type": "null" }] }),
            _ => generator.subschema_for::<Option<String>>().to_value(),
        };
        let mut property = shape;
        property["description"] = meaning(field).0.into();
        properties.insert(key, property);
    }
    closed("Who and what was hit.", &properties)
}

/// A mapping with these keys and no others.
fn closed(description: &str, properties: &Map<String, Value>) -> Value {
    json!({
        "description": description,
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}

/// What `field` says, and examples of it.
fn meaning(field: Field) -> (&'static str, &'static [&'static str]) {
    match field {
        Field::Id => (
            "Stable id, for example INC-2026-0001; else from a label in the body, else from the file name.",
            &["INC-2026-1121-48150"],
        ),
        Field::Title => ("What happened, or what the runbook is for, in one line.", &[]),
        Field::Kind => {
            ("incident, near-miss, drill, maintenance, security-disclosure, runbook or page.", &[])
        }
        Field::Status => ("draft, in-review, reviewed or superseded.", &[]),
        Field::Date => ("Day of the incident, for example 2026-01-23.", &["2026-01-23"]),
        Field::Timezone => ("IANA zone, or an offset such as +08:00.", &["Asia/Shanghai", "+08:00"]),
        Field::Severity => ("On the site's scale, for example P0.", &["P1"]),
        Field::Services => ("Services that were hit, or that the runbook is for.", &[]),
        Field::Causes => ("Root-cause categories of the taxonomy, the primary one first.", &[]),
        Field::Triggers => ("What set it off.", &[]),
        Field::Factors => ("Which defence was missing.", &[]),
        Field::Tags => ("Keywords.", &[]),
        Field::Teams => ("Teams that own it.", &[]),
        Field::Authors => ("Who wrote the postmortem.", &[]),
        Field::Roles => ("Role to name, for example `incident_commander: \"@zhang\"`.", &[]),
        Field::Attendees => ("Who took part in the review.", &[]),
        Field::Approver => ("Who approved the document.", &[]),
        Field::Timeline => ("Milestones: RFC 3339, or HH:MM on `date` in `timezone`.", &[]),
        Field::Period => (
            "From when to when it lasted, for example `2026-01-23 14:32 ~ 15:10`.",
            &["2026-01-23 14:32 ~ 15:10"],
        ),
        Field::Duration => ("How long it lasted, for example `38m`.", &["38m", "1h 20m", "38分钟"]),
        Field::TimeToDetect => (
            "How long it took from the start until somebody noticed; places the milestones that nothing else gives.",
            &["8m", "8分钟"],
        ),
        Field::TimeToResolve => (
            "How long it took from the start until it was over; places the milestones that nothing else gives.",
            &["38m", "38分钟"],
        ),
        Field::Impact => ("Who and what was hit: figures, or a sentence.", &[]),
        Field::ImpactUsers => ("How many users were hit; another place for `impact.users`.", &[]),
        Field::ImpactUsersPercent => ("Share of users, 0 to 100.", &[]),
        Field::ImpactRequestsFailed => ("How many requests failed.", &[]),
        Field::ImpactRevenue => ("Lost revenue; another place for `impact.revenue`.", &[]),
        Field::ImpactCurrency => ("ISO 4217 code.", &[]),
        Field::ImpactSummary => ("The impact in words; another place for `impact.summary`.", &[]),
        Field::Detection => ("How it was noticed.", &["alert", "customer"]),
        Field::Mitigation => ("What stopped it.", &["rollback", "failover"]),
        Field::ActionItems => ("What was promised.", &[]),
        Field::Related => ("Ids of related incidents.", &[]),
        Field::RecurrenceOf => ("Ids of incidents that this one repeats.", &[]),
        Field::Runbooks => ("Ids of runbooks.", &[]),
        Field::Aliases => ("Addresses that lead to this page too.", &[]),
        Field::Draft => ("true for a document that is not to be published yet.", &[]),
        Field::Visibility => ("public or internal.", &[]),
        Field::Language => ("BCP 47 tag, for example zh-CN.", &["en", "zh-CN"]),
        Field::Published => ("Day of publication.", &["2026-01-24"]),
        Field::NextReview => ("Day on which it is looked at again.", &["2026-02-24"]),
        Field::Updated => ("Day on which the document was last brought up to date.", &[]),
        Field::Summary => ("One or two sentences for lists.", &[]),
        Field::Milestone(it) => (of_milestone(it), &[]),
    }
}

fn of_milestone(milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Introduced => "The change that carried the fault went live.",
        Milestone::Started => "Impact begins.",
        Milestone::Detected => "An alert or a person noticed.",
        Milestone::Acknowledged => "Somebody took it on.",
        Milestone::Diagnosed => "The mechanism was understood.",
        Milestone::Mitigated => "Impact stopped.",
        Milestone::Resolved => "Everything is as before.",
        Milestone::Verified => "Somebody has proved that.",
    }
}

/// One text, or several.
#[derive(Debug, JsonSchema)]
#[expect(dead_code, reason = "only the shape of the type is used")]
#[schemars(untagged)]
enum Words {
    One(String),
    Several(Vec<String>),
}

/// A number from 0 up, with `,` or `_` between its digits where it is text.
#[derive(Debug, JsonSchema)]
#[expect(dead_code, reason = "only the shape of the type is used")]
#[schemars(untagged)]
enum Figure {
    Number(#[schemars(range(min = 0))] f64),
    Text(#[schemars(regex(pattern = r"^[0-9][0-9_,]*(\.[0-9]+)?$"))] String),
}

/// A point in time; `resolved: true` speaks of the incident's state, and is not read as a time.
#[derive(Debug, JsonSchema)]
#[expect(dead_code, reason = "only the shape of the type is used")]
#[schemars(untagged)]
enum Moment {
    Text(String),
    Flag(bool),
}

/// An action item, or only its task.
#[derive(Debug, JsonSchema)]
#[expect(dead_code, reason = "only the shape of the type is used")]
#[schemars(untagged)]
enum ItemOrSentence {
    Item(Box<ActionItem>),
    Sentence(String),
}

/// What was promised.
#[derive(Debug, JsonSchema)]
#[expect(dead_code, reason = "only the shape of the type is used")]
#[schemars(deny_unknown_fields)]
struct ActionItem {
    /// For example A1.
    id: Option<String>,
    /// What is to be done.
    task: Option<String>,
    /// Another name of `task`.
    title: Option<String>,
    /// Another name of `task`.
    action: Option<String>,
    /// Another name of `task`.
    text: Option<String>,
    /// One person.
    owner: Option<String>,
    /// The team it belongs to.
    team: Option<String>,
    /// Day, for example 2026-01-30.
    due: Option<String>,
    /// For example P0.
    priority: Option<String>,
    /// open, in-progress, done or cancelled.
    status: Option<String>,
    /// Day on which it was done.
    closed: Option<String>,
    /// Address or key of the ticket.
    ticket: Option<String>,
    /// How one will know that it is done.
    acceptance: Option<String>,
    /// prevent, detect, mitigate or process.
    #[schemars(rename = "type")]
    action_type: Option<String>,
    /// immediate, short or long.
    horizon: Option<String>,
    /// A remark.
    note: Option<String>,
}
