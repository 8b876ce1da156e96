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
    /// Incidents on one service whose causes differ but stand below one; in no count.
    akin: Vec<AkinV1>,
    /// Incidents that read alike; in no count.
    suggested: Vec<SuggestionV1>,
    /// The pile of open action items.
    backlog: BacklogV1,
    /// How long action items stay open.
    time_to_close: TimeToCloseV1,
    /// How many action items were done by their due date.
    on_time: OnTimeV1,
    /// How action items stand against what the site allows; one record per priority.
    policy: Vec<PolicyV1>,
    /// Top-level primary causes against services; pairs that occur.
    causes_by_service: Vec<PairV1>,
    /// Top-level primary causes against how incidents were noticed; pairs that occur.
    causes_by_detection: Vec<PairV1>,
}

/// Incidents on one service whose causes are akin.
#[derive(Debug, JsonSchema)]
struct AkinV1 {
    /// The top-level cause above all of them.
    ancestor: String,
    /// Canonical name.
    service: String,
    /// Ids, in order of time.
    incidents: Vec<String>,
    /// Their primary causes, at least two.
    causes: Vec<CauseCountV1>,
    /// Days between one start and the next.
    gaps_days: Vec<i64>,
}

/// How often a cause occurs.
#[derive(Debug, JsonSchema)]
struct CauseCountV1 {
    /// Taxonomy id.
    cause: String,
    /// How often.
    count: u64,
}

/// Two incidents that read alike.
#[derive(Debug, JsonSchema)]
struct SuggestionV1 {
    /// Id.
    earlier: String,
    /// Id.
    later: String,
    /// Likeness, 0 to 1.
    score: f64,
    /// Words they share, rarest first.
    words: Vec<String>,
}

/// The pile of open action items.
#[derive(Debug, JsonSchema)]
struct BacklogV1 {
    /// Up to 104 weeks, oldest first; the last one may be running.
    weeks: Vec<WeekV1>,
    /// The 84 days up to the as-of day.
    last_12_weeks: RecentV1,
    /// Open items by days since the promise: `0-30`, `31-90`, `91-180`, `181-365`, `366+`.
    by_age: BTreeMap<String, u64>,
    /// Items of unknown state, in no other number here.
    unknown_state: u64,
    /// Items without the days that would be needed, in no other number here.
    undated: u64,
}

/// One week.
#[derive(Debug, JsonSchema)]
struct WeekV1 {
    /// Its first day.
    monday: String,
    /// Items promised in it.
    opened: u64,
    /// Items done or cancelled in it.
    settled: u64,
    /// Items open at its end.
    open: u64,
}

/// What became of the pile lately.
#[derive(Debug, JsonSchema)]
struct RecentV1 {
    /// Items open before.
    before: u64,
    /// Items promised since.
    opened: u64,
    /// Items done or cancelled since.
    settled: u64,
    /// Items open on the as-of day.
    now: u64,
}

/// Days from promise to closing, after Kaplan and Meier.
#[derive(Debug, JsonSchema)]
struct TimeToCloseV1 {
    /// How many items the curve rests on.
    n: u64,
    /// How many of them were closed.
    closed: u64,
    /// First day by which half were closed; null where more than half stay open.
    median_days: Option<i64>,
    /// Lower end of its 95 % interval.
    median_low: Option<i64>,
    /// Upper end; null where the data do not reach that far.
    median_high: Option<i64>,
    /// One record per day on which an item was closed.
    steps: Vec<StepV1>,
    /// Left out: items of unknown state.
    unknown_state: u64,
    /// Left out: items done or cancelled on an unknown day.
    undated: u64,
    /// Left out: items of incidents without a day.
    unopened: u64,
}

/// One day of the curve.
#[derive(Debug, JsonSchema)]
struct StepV1 {
    /// Days since the promise.
    days: i64,
    /// Items open until then.
    at_risk: u64,
    /// Items closed then.
    closed: u64,
    /// Share open beyond that day, 0 to 1.
    still_open: f64,
    /// Lower end of the 95 % band.
    low: Option<f64>,
    /// Upper end of the 95 % band.
    high: Option<f64>,
}

/// Action items whose due date has passed.
#[derive(Debug, JsonSchema)]
struct OnTimeV1 {
    /// Done by the due date, out of those whose outcome is known.
    share: ShareV1,
    /// Outcome unknown.
    not_known: u64,
    /// Cancelled.
    cancelled: u64,
    /// Due date not over.
    running: u64,
    /// No due date.
    undated: u64,
}

/// One priority of the policy.
#[derive(Debug, JsonSchema)]
struct PolicyV1 {
    /// As the config writes it.
    priority: String,
    /// Days from the incident's day.
    due_within_days: i64,
    /// Done by then.
    kept: u64,
    /// Done later.
    late: u64,
    /// Not done, and the time is over.
    broken: u64,
    /// Not done, and there is time.
    running: u64,
    /// Of the last two, due later than allowed or without a due date.
    planned_late: u64,
    /// Unknown whether or when it was done.
    not_known: u64,
    /// The items of `broken`, longest first.
    breaches: Vec<BreachV1>,
}

/// An item that is not done although the time is over.
#[derive(Debug, JsonSchema)]
struct BreachV1 {
    /// Id of the action item.
    action_item: String,
    /// Days beyond what is allowed.
    days_beyond: i64,
}

/// How often two properties meet.
#[derive(Debug, JsonSchema)]
struct PairV1 {
    /// Top-level cause; null where none was determined.
    cause: Option<String>,
    /// The service, or how it was noticed; null where none is stated.
    other: Option<String>,
    /// How many failures.
    count: u64,
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
    /// By team.
    by_team: Vec<TeamCountV1>,
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

/// What one team has overdue.
#[derive(Debug, JsonSchema)]
struct TeamCountV1 {
    /// Name.
    team: String,
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
