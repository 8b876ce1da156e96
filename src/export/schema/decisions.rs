//! `decisions.yml` as types: what an editor offers for it. The program reads it by itself, entry by entry.

use schemars::JsonSchema;

/// What people decided about incidents.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "only its shape is looked at")]
pub(super) struct DecisionsFile {
    /// Whether two incidents are the same failure.
    #[schemars(default)]
    pairs: Option<Vec<PairEntry>>,
    /// Whether a value of an incident is right.
    #[schemars(default)]
    values: Option<Vec<ValueEntry>>,
}

/// A decision on two incidents.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "only its shape is looked at")]
struct PairEntry {
    /// Their ids, in any order.
    incidents: [String; 2],
    /// Whether they are the same failure.
    decision: PairWord,
    /// The day of the decision.
    #[schemars(default)]
    day: Option<String>,
    /// Who decided.
    #[schemars(default)]
    by: Option<String>,
    /// The reason.
    #[schemars(default)]
    why: Option<String>,
}

/// A decision on a value.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "only its shape is looked at")]
struct ValueEntry {
    /// Id of the incident.
    incident: String,
    /// Which field.
    field: FieldWord,
    /// An id of the taxonomy, the name of a service, or a kind.
    value: String,
    /// Whether the value is right.
    decision: ValueWord,
    /// The day of the decision.
    #[schemars(default)]
    day: Option<String>,
    /// Who decided.
    #[schemars(default)]
    by: Option<String>,
    /// The reason.
    #[schemars(default)]
    why: Option<String>,
}

/// What is decided on a pair.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
#[expect(dead_code, reason = "only its shape is looked at")]
enum PairWord {
    /// They are one failure: the later one repeats the earlier one.
    Same,
    /// They are not, and nobody is asked again.
    NotTheSame,
}

/// What is decided on a value.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
#[expect(dead_code, reason = "only its shape is looked at")]
enum ValueWord {
    /// It counts as stated.
    Confirmed,
    /// It is not proposed again.
    Rejected,
}

/// A field that can be decided.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
#[expect(dead_code, reason = "only its shape is looked at")]
enum FieldWord {
    /// What kind of event: incident, near-miss, drill or maintenance.
    Kind,
    /// What was hit.
    Services,
    /// Root causes.
    Causes,
    /// What set it off.
    Triggers,
    /// How it was noticed.
    Detection,
    /// What stopped it.
    Mitigation,
}
