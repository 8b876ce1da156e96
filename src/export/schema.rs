//! JSON Schema (2020-12) of what is read and what is written.

use std::collections::BTreeMap;

use schemars::{JsonSchema, schema_for};
use serde::Deserialize;
use serde_json::Value;

use super::json::DocumentV1;
use crate::config::file::{ConfigFile, ServicesFile, TaxonomyFile};

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
    /// The JSON API and `export --format json`.
    Api,
}

/// The schema of `subject`.
pub fn schema(subject: Subject) -> Value {
    let schema = match subject {
        Subject::Postmortem => schema_for!(PostmortemFrontMatter),
        Subject::Runbook => schema_for!(RunbookFrontMatter),
        Subject::Config => schema_for!(ConfigFile),
        Subject::Taxonomy => schema_for!(TaxonomyFile),
        Subject::Services => schema_for!(ServicesFile),
        Subject::Api => schema_for!(DocumentV1),
    };
    schema.to_value()
}

/// One text, or several.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
#[expect(
    dead_code,
    reason = "describes what authors write; `extract` reads it with the place of every value"
)]
enum Words {
    One(String),
    Several(Vec<String>),
}

/// Front matter of a postmortem. Every key is optional; Chinese names of the keys are read too.
#[derive(Debug, Deserialize, JsonSchema)]
#[expect(
    dead_code,
    reason = "describes what authors write; `extract` reads it with the place of every value"
)]
struct PostmortemFrontMatter {
    /// Stable id, for example INC-2026-0001; else from a label in the body, else from the file name.
    id: Option<String>,
    /// What happened, in one line.
    title: Option<String>,
    /// incident, near-miss, drill, maintenance, runbook or page.
    kind: Option<String>,
    /// draft, in-review, reviewed or superseded.
    status: Option<String>,
    /// Day of the incident, for example 2026-01-23.
    date: Option<String>,
    /// IANA zone, or an offset such as +08:00.
    timezone: Option<String>,
    /// On the site's scale, for example P0.
    severity: Option<String>,
    /// Services that were hit.
    services: Option<Words>,
    /// Root-cause categories of the taxonomy, the primary one first.
    causes: Option<Words>,
    /// What set it off.
    triggers: Option<Words>,
    /// Which defence was missing.
    factors: Option<Words>,
    /// Keywords.
    tags: Option<Words>,
    /// Teams that own it.
    teams: Option<Words>,
    /// Who wrote the postmortem.
    authors: Option<Words>,
    /// Role to name, for example `incident_commander: "@zhang"`.
    roles: Option<BTreeMap<String, Words>>,
    /// Milestones: RFC 3339, or HH:MM on `date` in `timezone`.
    timeline: Option<Milestones>,
    /// Who and what was hit.
    impact: Option<Impact>,
    /// How it was noticed.
    detection: Option<String>,
    /// What stopped it.
    mitigation: Option<String>,
    /// How long it lasted, for example `38m`.
    duration: Option<String>,
    /// What was promised.
    action_items: Option<Vec<ActionItem>>,
    /// Ids of related incidents.
    related: Option<Words>,
    /// Ids of incidents that this one repeats.
    recurrence_of: Option<Words>,
    /// Addresses that lead to this page too.
    aliases: Option<Words>,
    /// true for a document that is not to be published yet.
    draft: Option<bool>,
    /// Ids of runbooks.
    runbooks: Option<Words>,
    /// public or internal.
    visibility: Option<String>,
    /// BCP 47 tag, for example zh-CN.
    language: Option<String>,
    /// Day of publication.
    published: Option<String>,
    /// Day on which it is looked at again.
    next_review: Option<String>,
    /// One or two sentences for lists.
    summary: Option<String>,
}

/// When what happened.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(
    dead_code,
    reason = "describes what authors write; `extract` reads it with the place of every value"
)]
struct Milestones {
    introduced: Option<String>,
    started: Option<String>,
    detected: Option<String>,
    acknowledged: Option<String>,
    diagnosed: Option<String>,
    mitigated: Option<String>,
    resolved: Option<String>,
    verified: Option<String>,
}

/// Who and what was hit.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(
    dead_code,
    reason = "describes what authors write; `extract` reads it with the place of every value"
)]
struct Impact {
    /// How many users.
    users: Option<f64>,
    /// Share of users, 0 to 100.
    users_percent: Option<f64>,
    /// How many requests failed.
    requests_failed: Option<f64>,
    /// Lost revenue.
    revenue: Option<f64>,
    /// ISO 4217 code.
    currency: Option<String>,
    /// In words.
    summary: Option<String>,
}

/// What was promised.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(
    dead_code,
    reason = "describes what authors write; `extract` reads it with the place of every value"
)]
struct ActionItem {
    /// For example A1.
    id: Option<String>,
    /// What is to be done.
    #[serde(alias = "title", alias = "action", alias = "text")]
    task: String,
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
    #[serde(rename = "type")]
    action_type: Option<String>,
    /// immediate, short or long.
    horizon: Option<String>,
    /// A remark.
    note: Option<String>,
}

/// Front matter of a runbook.
#[derive(Debug, Deserialize, JsonSchema)]
#[expect(
    dead_code,
    reason = "describes what authors write; `extract` reads it with the place of every value"
)]
struct RunbookFrontMatter {
    /// runbook.
    kind: Option<String>,
    /// Stable id, for example redis-failover.
    id: Option<String>,
    /// What it is for.
    title: Option<String>,
    /// Services it is for.
    services: Option<Words>,
    /// Causes it is for.
    causes: Option<Words>,
    /// Keywords.
    tags: Option<Words>,
    /// Day on which it was last brought up to date.
    updated: Option<String>,
    /// public or internal.
    visibility: Option<String>,
    /// BCP 47 tag.
    language: Option<String>,
    /// true for a document that is not to be published yet.
    draft: Option<bool>,
    /// Addresses that lead to this page too.
    aliases: Option<Words>,
    /// One or two sentences for lists.
    summary: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::words;

    #[test]
    fn every_key_of_the_schema_is_read() {
        for subject in [Subject::Postmortem, Subject::Runbook] {
            let schema = schema(subject);
            for key in schema["properties"].as_object().unwrap().keys() {
                assert!(words::field(key).is_some(), "{key}");
            }
        }
    }

    #[test]
    fn every_schema_names_its_dialect() {
        for subject in [Subject::Config, Subject::Api, Subject::Taxonomy, Subject::Services] {
            assert_eq!(schema(subject)["$schema"], "https://json-schema.org/draft/2020-12/schema");
        }
    }
}
