//! The shape of `trends`, which `json` writes key by key.
#![expect(dead_code, reason = "only the shape of these types is used")]

use std::collections::BTreeMap;

use schemars::JsonSchema;

/// What recurs, what is overdue, and how each quarter went.
#[derive(Debug, JsonSchema)]
pub(in crate::export) struct TrendsV1 {
    /// One record for each pair of primary cause and service that came back.
    recurring: Vec<RecurringV1>,
    /// Action items past their due date.
    overdue: OverdueV1,
    /// In order of time.
    quarters: Vec<QuarterV1>,
}

/// A failure that came back.
#[derive(Debug, JsonSchema)]
struct RecurringV1 {
    /// Taxonomy id; null in a declared chain without a common one.
    cause: Option<String>,
    /// Canonical name; null in a declared chain without a common one.
    service: Option<String>,
    /// Ids, in order of time.
    incidents: Vec<String>,
    /// Days between one start and the next.
    gaps_days: Vec<i64>,
    /// Incidents that happened while an action item of an earlier one was open.
    while_open: Vec<WhileOpenV1>,
    /// Incidents that happened after every action item of an earlier one was done.
    after_done: Vec<AfterDoneV1>,
    /// Whether a document says that it repeats another.
    declared: bool,
    /// `rising`, `falling`, `no-evidence` or `too-few`.
    direction: String,
}

/// An incident that happened while the fix for an earlier one was open.
#[derive(Debug, JsonSchema)]
struct WhileOpenV1 {
    /// Id of the later incident.
    incident: String,
    /// Id of the earlier one.
    earlier: String,
    /// Ids of the action items that were open.
    action_items: Vec<String>,
    /// For each of them, days past its due date then; null where it was not due yet.
    days_overdue: Vec<Option<i64>>,
}

/// An incident that happened although everything promised had been done.
#[derive(Debug, JsonSchema)]
struct AfterDoneV1 {
    /// Id of the later incident.
    incident: String,
    /// Id of the earlier one.
    earlier: String,
    /// Ids of the action items that were done.
    action_items: Vec<String>,
}

/// Action items past their due date.
#[derive(Debug, JsonSchema)]
struct OverdueV1 {
    /// How many.
    count: u64,
    /// By days past the due date: `1-7`, `8-30`, `31-90`, `91+`.
    by_age: BTreeMap<String, u64>,
    /// By owner.
    by_owner: Vec<OwnerV1>,
    /// By service.
    by_service: Vec<ServiceCountV1>,
    /// Part of `count`: items without a state.
    unknown_state: u64,
}

/// What one owner has overdue.
#[derive(Debug, JsonSchema)]
struct OwnerV1 {
    /// As written; null for items without an owner.
    owner: Option<String>,
    /// How many.
    count: u64,
    /// Most days past a due date.
    oldest_days: i64,
}

/// What one service has overdue.
#[derive(Debug, JsonSchema)]
struct ServiceCountV1 {
    /// Canonical name; null for items of incidents without a service.
    service: Option<String>,
    /// How many.
    count: u64,
}

/// One quarter.
#[derive(Debug, JsonSchema)]
struct QuarterV1 {
    /// For example `2026-Q1`.
    #[schemars(regex(pattern = r"^[0-9]{4}-Q[1-4]$"))]
    quarter: String,
    /// How many failures.
    incidents: u64,
    /// By severity id; `unrated` for those without.
    by_severity: BTreeMap<String, u64>,
    /// Started to resolved, in seconds.
    resolve: SpreadV1,
    /// Promised times.
    sla: Vec<ComplianceV1>,
    /// Action items opened.
    opened: u64,
    /// Action items closed.
    closed: u64,
    /// Action items overdue on the last day.
    overdue_at_end: u64,
    /// Failures that continue a chain.
    recurrences: u64,
    /// Share of failures that continue a chain.
    repeat_rate: ShareV1,
}

/// A distribution of durations, in seconds; null below five values.
#[derive(Debug, JsonSchema)]
struct SpreadV1 {
    /// How many are known.
    n: u64,
    /// How many are not.
    missing: u64,
    /// First quartile.
    p25: Option<f64>,
    /// Median.
    median: Option<f64>,
    /// Third quartile.
    p75: Option<f64>,
    /// Ninth decile.
    p90: Option<f64>,
    /// Arithmetic mean.
    mean: Option<f64>,
}

/// How often a promised time was kept.
#[derive(Debug, JsonSchema)]
struct ComplianceV1 {
    /// What was promised.
    target: String,
    /// Id on the site's scale.
    severity: Option<String>,
    /// How often it was kept.
    met: u64,
    /// How often it was not.
    missed: u64,
    /// How often that is not known.
    unmeasured: u64,
}

/// A share with its exact 95 % interval.
#[derive(Debug, JsonSchema)]
struct ShareV1 {
    /// How many of `n`.
    k: u64,
    /// How many could be.
    n: u64,
    /// Lower end, 0 to 1; null without any.
    low: Option<f64>,
    /// Upper end, 0 to 1; null without any.
    high: Option<f64>,
}
