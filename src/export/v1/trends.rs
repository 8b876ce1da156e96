//! What recurs, what is overdue and how each quarter went: the records, and how they are filled.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};

use super::recurrence::{self, LikelyV1, RecurringV1, SameCategoryV1, SuggestionV1};
use crate::analysis::backlog::{self, Backlog};
use crate::analysis::kindred::Kindred;
use crate::analysis::likeness::Tier;
use crate::analysis::matrix::{self, Matrix};
use crate::analysis::policy::PolicyLine;
use crate::analysis::promises::Punctuality;
use crate::analysis::quarters::QuarterSummary;
use crate::analysis::response_times::{Compliance, Measure};
use crate::analysis::stats::{Share, Step, Summary};
use crate::analysis::time_to_close::TimeToClose;
use crate::analysis::{Analysis, action_items};
use crate::files::SourceMap;
use crate::model::KnowledgeBase;

/// What recurs, what is overdue, and how each quarter went.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TrendsV1 {
    /// One record for each failure that came back: stated, or the same primary cause and service and texts alike.
    pub recurring: Vec<RecurringV1>,
    /// Pairs of which about eight in ten are recurrences (`docs/internals/likeness.md`); not counted.
    pub likely: Vec<LikelyV1>,
    /// Less certain pairs, of which about seven in ten are; not counted.
    pub possible: Vec<LikelyV1>,
    /// The same primary cause and service, but texts that are not alike; counted apart.
    #[serde(rename = "category")]
    pub same_category: Vec<SameCategoryV1>,
    /// Action items past their due date.
    pub overdue: OverdueV1,
    /// In order of time.
    pub quarters: Vec<QuarterV1>,
    /// Incidents on one service whose causes differ but are below one top-level cause; not counted.
    pub akin: Vec<AkinV1>,
    /// The pairs of `likely` in short.
    pub suggested: Vec<SuggestionV1>,
    /// The pile of open action items.
    pub backlog: BacklogV1,
    /// How long action items stay open.
    pub time_to_close: TimeToCloseV1,
    /// How many action items were done by their due date.
    pub on_time: OnTimeV1,
    /// How action items compare with what the site allows; one record per priority.
    pub policy: Vec<PolicyV1>,
    /// Top-level primary causes against services; pairs that occur.
    pub causes_by_service: Vec<PairV1>,
    /// Top-level primary causes against how incidents were noticed; pairs that occur.
    pub causes_by_detection: Vec<PairV1>,
}

/// Action items past their due date.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OverdueV1 {
    /// How many.
    pub count: usize,
    /// By days past the due date: `1-7`, `8-30`, `31-90`, `91+`.
    pub by_age: Counts,
    /// By owner.
    pub by_owner: Vec<OwnerV1>,
    /// By service.
    pub by_service: Vec<ServiceCountV1>,
    /// By team.
    pub by_team: Vec<TeamCountV1>,
    /// Part of `count`: items without a state.
    pub unknown_state: usize,
}

/// What one owner has overdue.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OwnerV1 {
    /// As written; null for items without an owner.
    pub owner: Option<String>,
    /// How many.
    pub count: usize,
    /// Most days past a due date.
    pub oldest_days: i32,
}

/// What one service has overdue.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ServiceCountV1 {
    /// Canonical name; null for items of incidents without a service.
    pub service: Option<String>,
    /// How many.
    pub count: usize,
}

/// What one team has overdue.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TeamCountV1 {
    /// Name.
    pub team: String,
    /// How many.
    pub count: usize,
}

/// One quarter.
#[derive(Debug, Serialize, JsonSchema)]
pub struct QuarterV1 {
    /// For example `2026-Q1`.
    #[schemars(regex(pattern = r"^[0-9]{4}-Q[1-4]$"))]
    pub quarter: String,
    /// How many failures.
    pub incidents: usize,
    /// By severity id; `unrated` for those without.
    pub by_severity: Counts,
    /// Started to detected, in seconds.
    pub detect: SpreadV1,
    /// Detected to acknowledged, in seconds.
    pub acknowledge: SpreadV1,
    /// Acknowledged to diagnosed, in seconds.
    pub diagnose: SpreadV1,
    /// Started to mitigated, in seconds.
    pub mitigate: SpreadV1,
    /// Diagnosed to resolved, in seconds.
    pub fix: SpreadV1,
    /// Resolved to verified, in seconds.
    pub verify: SpreadV1,
    /// Started to resolved, in seconds.
    pub resolve: SpreadV1,
    /// Promised times.
    pub sla: Vec<ComplianceV1>,
    /// Action items opened.
    pub opened: usize,
    /// Action items closed.
    pub closed: usize,
    /// Action items overdue on the last day.
    pub overdue_at_end: usize,
    /// Failures that continue a chain.
    pub recurrences: usize,
    /// Share of failures that continue a chain.
    pub repeat_rate: ShareV1,
}

/// A distribution of durations, in seconds; null below five values.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SpreadV1 {
    /// How many are known.
    pub n: usize,
    /// How many are not.
    pub missing: usize,
    /// First quartile.
    pub p25: Option<i64>,
    /// Median.
    pub median: Option<i64>,
    /// Third quartile.
    pub p75: Option<i64>,
    /// Ninth decile.
    pub p90: Option<i64>,
    /// Arithmetic mean.
    pub mean: Option<i64>,
}

/// How often a promised time was kept.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ComplianceV1 {
    /// What was promised.
    pub target: String,
    /// Id on the site's scale.
    pub severity: String,
    /// The promise, in seconds.
    pub limit: i64,
    /// How often it was kept.
    pub met: usize,
    /// How often it was not.
    pub missed: usize,
    /// How often that is not known.
    pub unmeasured: usize,
}

/// A share with its exact 95 % interval.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ShareV1 {
    /// How many of `n`.
    pub k: u64,
    /// How many could be.
    pub n: u64,
    /// Lower end, 0 to 1; null without any.
    pub low: Option<f64>,
    /// Upper end, 0 to 1; null without any.
    pub high: Option<f64>,
}

/// Incidents on one service whose causes are below one.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AkinV1 {
    /// The top-level cause above all of them.
    pub ancestor: String,
    /// Canonical name.
    pub service: String,
    /// Ids, in order of time.
    pub incidents: Vec<String>,
    /// Their primary causes, at least two.
    pub causes: Vec<CauseCountV1>,
    /// Days between one start and the next.
    pub gaps_days: Vec<i32>,
}

/// How often a cause occurs.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CauseCountV1 {
    /// Taxonomy id.
    pub cause: String,
    /// How often.
    pub count: usize,
}

/// The pile of open action items.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BacklogV1 {
    /// Up to 104 weeks, oldest first; the last one may be running.
    pub weeks: Vec<WeekV1>,
    /// The 84 days up to the as-of day.
    pub last_12_weeks: RecentV1,
    /// Open items by days since the promise: `0-30`, `31-90`, `91-180`, `181-365`, `366+`.
    pub by_age: Counts,
    /// Items of unknown state, in no other number here.
    pub unknown_state: usize,
    /// Items without the days that would be needed, in no other number here.
    pub undated: usize,
}

/// One week.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WeekV1 {
    /// Its first day.
    pub monday: String,
    /// Items planned in it.
    pub opened: usize,
    /// Items done or cancelled in it.
    pub settled: usize,
    /// Items open at its end.
    pub open: usize,
}

/// What became of the pile lately.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RecentV1 {
    /// Items open before.
    pub before: usize,
    /// Items planned since.
    pub opened: usize,
    /// Items done or cancelled since.
    pub settled: usize,
    /// Items open on the as-of day.
    pub now: usize,
}

/// Days from promise to closing, after Kaplan and Meier.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TimeToCloseV1 {
    /// How many items the curve rests on.
    pub n: usize,
    /// How many of them were closed.
    pub closed: usize,
    /// First day by which half were closed; null where more than half stay open.
    pub median_days: Option<i32>,
    /// Lower end of its 95 % interval.
    pub median_low: Option<i32>,
    /// Upper end; null where the data do not reach that far.
    pub median_high: Option<i32>,
    /// One record per day on which an item was closed.
    pub steps: Vec<StepV1>,
    /// Left out: items of unknown state.
    pub unknown_state: usize,
    /// Left out: items done or cancelled on an unknown day.
    pub undated: usize,
    /// Left out: items of incidents without a day.
    pub unopened: usize,
}

/// One day of the curve.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StepV1 {
    /// Days since the promise.
    pub days: i32,
    /// Items open until then.
    pub at_risk: usize,
    /// Items closed then.
    pub closed: usize,
    /// Share open beyond that day, 0 to 1.
    pub still_open: f64,
    /// Lower end of the 95 % band.
    pub low: Option<f64>,
    /// Upper end of the 95 % band.
    pub high: Option<f64>,
}

/// Action items whose due date has passed.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OnTimeV1 {
    /// Done by the due date, out of those whose outcome is known.
    pub share: ShareV1,
    /// Outcome unknown.
    pub not_known: usize,
    /// Cancelled.
    pub cancelled: usize,
    /// Due date not over.
    pub running: usize,
    /// No due date.
    pub undated: usize,
}

/// One priority of the policy.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PolicyV1 {
    /// As the config writes it.
    pub priority: String,
    /// Days from the incident's day.
    pub due_within_days: i32,
    /// Done by then.
    pub kept: usize,
    /// Done later.
    pub late: usize,
    /// Not done, and the time is over.
    pub broken: usize,
    /// Not done, and there is time.
    pub running: usize,
    /// Of the last two, due later than allowed or without a due date.
    pub planned_late: usize,
    /// Unknown whether or when it was done.
    pub not_known: usize,
    /// The items of `broken`, longest first.
    pub breaches: Vec<BreachV1>,
}

/// An item that is not done although the time is over.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BreachV1 {
    /// Id of the action item.
    pub action_item: String,
    /// Days beyond what is allowed.
    pub days_beyond: i32,
}

/// How often two properties meet.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PairV1 {
    /// Top-level cause; null where none was determined.
    pub cause: Option<String>,
    /// The service, or how it was noticed; null where none is stated.
    pub other: Option<String>,
    /// How many failures.
    pub count: usize,
}

/// Counts by name, in an order of their own.
#[derive(Debug)]
pub struct Counts(Vec<(String, usize)>);

impl Counts {
    fn new<'a>(labels: &[&str], counts: impl IntoIterator<Item = &'a usize>) -> Self {
        Self(labels.iter().map(|it| (*it).to_owned()).zip(counts.into_iter().copied()).collect())
    }
}

impl Serialize for Counts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, n)| (name, n)))
    }
}

impl JsonSchema for Counts {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        std::collections::BTreeMap::<String, usize>::schema_name()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        std::collections::BTreeMap::<String, usize>::json_schema(generator)
    }
}

/// The trends of the knowledge base.
pub(in crate::export) fn trends(
    analysis: &Analysis,
    knowledge_base: &KnowledgeBase,
    sources: &SourceMap,
) -> TrendsV1 {
    let pairs_of = |tier: Tier| analysis.likely.iter().filter(move |it| it.tier == tier);
    TrendsV1 {
        recurring: analysis.recurring.iter().map(|it| recurrence::recurring(it, sources)).collect(),
        likely: pairs_of(Tier::Likely).map(|it| recurrence::likely(it, sources)).collect(),
        possible: pairs_of(Tier::Possible).map(|it| recurrence::likely(it, sources)).collect(),
        same_category: analysis.same_category.iter().map(recurrence::same_category).collect(),
        overdue: overdue(&analysis.overdue),
        quarters: analysis.quarters.iter().map(quarter).collect(),
        akin: analysis.kindred.iter().map(akin).collect(),
        suggested: pairs_of(Tier::Likely).map(|it| recurrence::suggestion(it, sources)).collect(),
        backlog: backlog(&analysis.backlog),
        time_to_close: time_to_close(&analysis.time_to_close),
        on_time: on_time(&analysis.punctuality),
        policy: analysis.policy.iter().map(policy).collect(),
        causes_by_service: pairs(&matrix::by_service(knowledge_base)),
        causes_by_detection: pairs(&matrix::by_detection(knowledge_base)),
    }
}

fn overdue(it: &action_items::Overdue) -> OverdueV1 {
    let owner = |(owner, count, oldest_days): &(String, usize, i32)| OwnerV1 {
        owner: Some(owner.clone()),
        count: *count,
        oldest_days: *oldest_days,
    };
    let service =
        |(service, count): &(String, usize)| ServiceCountV1 { service: Some(service.clone()), count: *count };
    OverdueV1 {
        count: it.items.len(),
        by_age: Counts::new(&action_items::AGE_LABELS, &it.by_age),
        by_owner: it.by_owner.iter().map(owner).collect(),
        by_service: it.by_service.iter().map(service).collect(),
        by_team: it
            .by_team
            .iter()
            .map(|(team, count)| TeamCountV1 { team: team.clone(), count: *count })
            .collect(),
        unknown_state: it.unknown_state,
    }
}

fn quarter(it: &QuarterSummary) -> QuarterV1 {
    let measure = |measure| spread(&it.response.get(&measure).copied().unwrap_or_default());
    let by_severity = it.by_severity.iter();
    QuarterV1 {
        quarter: it.quarter.to_string(),
        incidents: it.incidents.len(),
        by_severity: Counts(
            by_severity.map(|(id, n)| (id.clone().unwrap_or_else(|| "unrated".to_owned()), *n)).collect(),
        ),
        detect: measure(Measure::Detect),
        acknowledge: measure(Measure::Acknowledge),
        diagnose: measure(Measure::Diagnose),
        mitigate: measure(Measure::Mitigate),
        fix: measure(Measure::Fix),
        verify: measure(Measure::Verify),
        resolve: measure(Measure::Resolve),
        sla: it.compliance.iter().map(compliance).collect(),
        opened: it.opened,
        closed: it.closed,
        overdue_at_end: it.overdue_at_end,
        recurrences: it.recurrences.len(),
        repeat_rate: share(&it.repeat_rate),
    }
}

fn compliance(it: &Compliance) -> ComplianceV1 {
    ComplianceV1 {
        target: it.target.clone(),
        severity: it.severity.clone(),
        limit: it.limit,
        met: it.met,
        missed: it.missed,
        unmeasured: it.unmeasured,
    }
}

/// A distribution of durations.
pub(in crate::export) fn spread(it: &Summary) -> SpreadV1 {
    SpreadV1 {
        n: it.n,
        missing: it.missing,
        p25: it.spread.map(|it| it.p25),
        median: it.spread.map(|it| it.median),
        p75: it.spread.map(|it| it.p75),
        p90: it.spread.map(|it| it.p90),
        mean: it.spread.map(|it| it.mean),
    }
}

/// A share with its interval.
pub(in crate::export) fn share(it: &Share) -> ShareV1 {
    ShareV1 { k: it.k, n: it.n, low: it.low.map(rounded), high: it.high.map(rounded) }
}

/// Six digits are far more than an interval is worth, and the same on every machine.
fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

fn akin(it: &Kindred) -> AkinV1 {
    AkinV1 {
        ancestor: it.ancestor.clone(),
        service: it.service.clone(),
        incidents: it.incidents.clone(),
        causes: it.causes.iter().map(|(cause, n)| CauseCountV1 { cause: cause.clone(), count: *n }).collect(),
        gaps_days: it.gaps_days.clone(),
    }
}

fn backlog(it: &Backlog) -> BacklogV1 {
    let week = |it: &backlog::Week| WeekV1 {
        monday: it.monday.to_string(),
        opened: it.opened,
        settled: it.settled,
        open: it.open,
    };
    BacklogV1 {
        weeks: it.weeks.iter().map(week).collect(),
        last_12_weeks: RecentV1 {
            before: it.recent.before,
            opened: it.recent.opened,
            settled: it.recent.settled,
            now: it.recent.now,
        },
        by_age: Counts::new(&backlog::AGE_LABELS, &it.by_age),
        unknown_state: it.unknown,
        undated: it.undated,
    }
}

fn time_to_close(it: &TimeToClose) -> TimeToCloseV1 {
    let curve = &it.survival;
    TimeToCloseV1 {
        n: curve.n,
        closed: curve.n_ended,
        median_days: curve.median,
        median_low: curve.median_low,
        median_high: curve.median_high,
        steps: curve.steps.iter().map(step).collect(),
        unknown_state: it.unknown,
        undated: it.undated,
        unopened: it.unopened,
    }
}

fn step(it: &Step) -> StepV1 {
    StepV1 {
        days: it.days,
        at_risk: it.at_risk,
        closed: it.ended,
        still_open: rounded(it.survival),
        low: it.band.map(|it| rounded(it.0)),
        high: it.band.map(|it| rounded(it.1)),
    }
}

fn on_time(it: &Punctuality) -> OnTimeV1 {
    OnTimeV1 {
        share: share(&it.on_time),
        not_known: it.not_known,
        cancelled: it.cancelled,
        running: it.running,
        undated: it.undated,
    }
}

fn policy(it: &PolicyLine) -> PolicyV1 {
    let breach =
        |(id, _, days): &(String, String, i32)| BreachV1 { action_item: id.clone(), days_beyond: *days };
    PolicyV1 {
        priority: it.priority.clone(),
        due_within_days: it.due_within,
        kept: it.kept,
        late: it.late,
        broken: it.broken,
        running: it.running,
        planned_late: it.planned_late,
        not_known: it.not_known,
        breaches: it.breaches.iter().map(breach).collect(),
    }
}

fn pairs(it: &Matrix) -> Vec<PairV1> {
    let cells = it.rows.iter().zip(&it.counts).flat_map(|((cause, _), counts)| {
        let counted = it.columns.iter().zip(counts).filter(|(_, n)| 0 < **n);
        counted.map(move |((other, _), n)| PairV1 { cause: cause.clone(), other: other.clone(), count: *n })
    });
    cells.collect()
}
