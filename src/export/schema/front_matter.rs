//! What authors may write between `---`; `extract` reads it with the place of every value.
#![expect(dead_code, reason = "only the shape of these types is used")]

use std::collections::BTreeMap;

use schemars::JsonSchema;

/// One text, or several.
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
enum Words {
    One(String),
    Several(Vec<String>),
}

/// A number from 0 up, with `,` or `_` between its digits where it is text.
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
enum Figure {
    Number(#[schemars(range(min = 0))] f64),
    Text(#[schemars(regex(pattern = r"^[0-9][0-9_,]*(\.[0-9]+)?$"))] String),
}

/// A point in time; `resolved: true` speaks of the incident's state, and is passed over.
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
enum Moment {
    Text(String),
    Flag(bool),
}

/// Who and what was hit: figures, or a sentence.
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
enum ImpactOrSentence {
    Figures(Impact),
    Sentence(String),
}

/// An action item, or only its task.
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
enum ItemOrSentence {
    Item(Box<ActionItem>),
    Sentence(String),
}

/// Front matter of a postmortem. Every key is optional; Chinese names of the keys are read too.
#[derive(Debug, JsonSchema)]
pub(super) struct Postmortem {
    /// Stable id, for example INC-2026-0001; else from a label in the body, else from the file name.
    #[schemars(extend("examples" = ["INC-2026-1121-48150"]))]
    id: Option<String>,
    /// What happened, in one line.
    title: Option<String>,
    /// incident, near-miss, drill, maintenance, runbook or page.
    kind: Option<String>,
    /// draft, in-review, reviewed or superseded.
    status: Option<String>,
    /// Day of the incident, for example 2026-01-23.
    #[schemars(extend("examples" = ["2026-01-23"]))]
    date: Option<String>,
    /// IANA zone, or an offset such as +08:00.
    #[schemars(extend("examples" = ["Asia/Shanghai", "+08:00"]))]
    timezone: Option<String>,
    /// On the site's scale, for example P0.
    #[schemars(extend("examples" = ["P1"]))]
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
    roles: Option<BTreeMap<String, Option<Words>>>,
    /// Milestones: RFC 3339, or HH:MM on `date` in `timezone`.
    timeline: Option<Milestones>,
    /// Who and what was hit.
    impact: Option<ImpactOrSentence>,
    /// How it was noticed.
    #[schemars(extend("examples" = ["alert", "customer"]))]
    detection: Option<String>,
    /// What stopped it.
    #[schemars(extend("examples" = ["rollback", "failover"]))]
    mitigation: Option<String>,
    /// How long it lasted, for example `38m`.
    #[schemars(extend("examples" = ["38m", "1h 20m", "38分钟"]))]
    duration: Option<String>,
    /// How long it took from the start until somebody noticed; places the milestones that nothing else gives.
    #[schemars(extend("examples" = ["8m", "8分钟"]))]
    time_to_detect: Option<String>,
    /// How long it took from the start until it was over; places the milestones that nothing else gives.
    #[schemars(extend("examples" = ["38m", "38分钟"]))]
    time_to_resolve: Option<String>,
    /// From when to when it lasted, for example `2026-01-23 14:32 ~ 15:10`.
    #[schemars(extend("examples" = ["2026-01-23 14:32 ~ 15:10"]))]
    period: Option<String>,
    /// What was promised.
    action_items: Option<Vec<ItemOrSentence>>,
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
    #[schemars(extend("examples" = ["en", "zh-CN"]))]
    language: Option<String>,
    /// Day of publication.
    #[schemars(extend("examples" = ["2026-01-24"]))]
    published: Option<String>,
    /// Day on which it is looked at again.
    #[schemars(extend("examples" = ["2026-02-24"]))]
    next_review: Option<String>,
    /// Day on which the document was last brought up to date.
    updated: Option<String>,
    /// One or two sentences for lists.
    summary: Option<String>,
    /// Who took part in the review.
    attendees: Option<Words>,
    /// Who approved the document.
    approver: Option<Words>,
    /// Users that were hit; another place for `impact.users`.
    impact_users: Option<Figure>,
    /// In words; another place for `impact.summary`.
    impact_summary: Option<String>,
    /// Lost revenue; another place for `impact.revenue`.
    impact_revenue: Option<Figure>,
    /// The change that carried the fault went live; another place for `timeline.introduced`.
    introduced: Option<Moment>,
    /// Impact begins; another place for `timeline.started`.
    started: Option<Moment>,
    /// An alert or a person noticed; another place for `timeline.detected`.
    detected: Option<Moment>,
    /// Somebody took it on; another place for `timeline.acknowledged`.
    acknowledged: Option<Moment>,
    /// The mechanism was understood; another place for `timeline.diagnosed`.
    diagnosed: Option<Moment>,
    /// Impact stopped; another place for `timeline.mitigated`.
    mitigated: Option<Moment>,
    /// Everything is as before; another place for `timeline.resolved`.
    resolved: Option<Moment>,
    /// Somebody has proved that; another place for `timeline.verified`.
    verified: Option<Moment>,
}

/// When what happened.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Milestones {
    /// The change that carried the fault went live.
    introduced: Option<String>,
    /// Impact begins.
    started: Option<String>,
    /// An alert or a person noticed.
    detected: Option<String>,
    /// Somebody took it on.
    acknowledged: Option<String>,
    /// The mechanism was understood.
    diagnosed: Option<String>,
    /// Impact stopped.
    mitigated: Option<String>,
    /// Everything is as before.
    resolved: Option<String>,
    /// Somebody has proved that.
    verified: Option<String>,
}

/// Who and what was hit.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Impact {
    /// How many users.
    users: Option<Figure>,
    /// Share of users, 0 to 100.
    users_percent: Option<Figure>,
    /// How many requests failed.
    requests_failed: Option<Figure>,
    /// Lost revenue.
    revenue: Option<Figure>,
    /// ISO 4217 code.
    currency: Option<String>,
    /// In words.
    summary: Option<String>,
}

/// What was promised.
#[derive(Debug, JsonSchema)]
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

/// Front matter of a runbook.
#[derive(Debug, JsonSchema)]
pub(super) struct Runbook {
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
