//! The JSON API: one document for `afterword export`, and the same parts as files of the site.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::input::Input;
use super::trends;
use super::v1::{self, ActionItemV1, CauseV1, DiagnosticV1, IncidentV1, RunbookV1, ServiceV1};
use crate::address::Route;
use crate::analysis::action_items::AGE_LABELS;
use crate::analysis::response_times::Measure;
use crate::analysis::stats::{Share, Summary};
use crate::diagnostics::Diagnostic;
use crate::files::OutputFile;
use crate::model::{ActionItem, Incident};

/// The version of every record.
pub const SCHEMA: &str = "afterword/v1";

/// The whole knowledge base as one object.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DocumentV1 {
    /// `afterword/v1`.
    pub schema: &'static str,
    /// The day that every number is computed for.
    pub as_of: String,
    /// Name, language, zone, address and audience.
    pub site: SiteV1,
    /// Ordered by date, then id.
    pub incidents: Vec<IncidentV1>,
    /// Ordered by title.
    pub runbooks: Vec<RunbookV1>,
    /// In the order of their incidents.
    pub action_items: Vec<ActionItemV1>,
    /// In the order of the taxonomy; only those that occur, and those above them.
    pub causes: Vec<CauseV1>,
    /// Ordered by name.
    pub services: Vec<ServiceV1>,
    /// What recurs, what is overdue, and how each quarter went.
    #[schemars(with = "super::schema::TrendsV1")]
    pub trends: Value,
    /// In order of place.
    pub diagnostics: Vec<DiagnosticV1>,
}

/// What a site is.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SiteV1 {
    /// Name.
    pub title: String,
    /// `en` or `zh-CN`.
    pub language: &'static str,
    /// IANA name.
    pub timezone: String,
    /// Ends in `/`; null where it is not known.
    pub base_url: Option<String>,
    /// `public` or `internal`.
    pub audience: &'static str,
}

/// The whole knowledge base as one object, ready to print.
pub fn document(input: &Input<'_>, diagnostics: &[Diagnostic]) -> DocumentV1 {
    DocumentV1 {
        schema: SCHEMA,
        as_of: input.analysis.settings.as_of.to_string(),
        site: SiteV1 {
            title: input.config.site.title.clone(),
            language: input.config.site.language.tag(),
            timezone: input.config.site.zone_name.clone(),
            base_url: Some(input.config.site.base_url.clone()).filter(|it| !it.is_empty()),
            audience: input.config.site.audience.as_str(),
        },
        incidents: incidents(input),
        runbooks: runbooks(input),
        action_items: action_items(input),
        causes: causes(input),
        services: services(input),
        trends: trends(input),
        diagnostics: diagnostics.iter().map(|it| v1::diagnostic(it, input.sources)).collect(),
    }
}

/// Every file below `api/v1/`.
pub fn files(input: &Input<'_>) -> Vec<OutputFile> {
    let as_of = input.analysis.settings.as_of.to_string();
    let head = |name: &str, list: Value| json!({ "schema": SCHEMA, "as_of": as_of, name: list });
    let mut trends = trends(input);
    if let Value::Object(trends) = &mut trends {
        trends.shift_insert(0, "schema".to_owned(), SCHEMA.into());
        trends.shift_insert(1, "as_of".to_owned(), as_of.clone().into());
    }
    let parts = [
        ("incidents.json", head("incidents", plain(&incidents(input)))),
        ("runbooks.json", head("runbooks", plain(&runbooks(input)))),
        ("action-items.json", head("action_items", plain(&action_items(input)))),
        ("causes.json", head("causes", plain(&causes(input)))),
        ("services.json", head("services", plain(&services(input)))),
        ("trends.json", trends),
    ];
    parts
        .into_iter()
        .map(|(name, value)| OutputFile::text(format!("api/v1/{name}"), format!("{value}\n")))
        .collect()
}

fn plain<T: Serialize>(value: &T) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

fn incidents(input: &Input<'_>) -> Vec<IncidentV1> {
    let incidents = input.knowledge_base.incidents.iter();
    incidents
        .map(|it| v1::incident(input.sources, it, input.analysis, Route::Incident(it.slug.clone()).address()))
        .collect()
}

fn runbooks(input: &Input<'_>) -> Vec<RunbookV1> {
    let runbooks = input.knowledge_base.runbooks.iter();
    runbooks.map(|it| v1::runbook(input.sources, it, Route::Runbook(it.slug.clone()).address())).collect()
}

/// Every action item, in the order of incidents.
pub fn action_items(input: &Input<'_>) -> Vec<ActionItemV1> {
    let rows: Vec<(&Incident, &ActionItem)> = input.knowledge_base.action_items().collect();
    action_item_rows(input, &rows)
}

/// The action items of `rows`, in their order.
pub fn action_item_rows(input: &Input<'_>, rows: &[(&Incident, &ActionItem)]) -> Vec<ActionItemV1> {
    let as_of = input.analysis.settings.as_of;
    rows.iter().map(|(incident, it)| v1::action_item(input.sources, incident, it, as_of)).collect()
}

fn causes(input: &Input<'_>) -> Vec<CauseV1> {
    let causes = input.knowledge_base.taxonomy.causes.iter();
    causes
        .filter(|it| input.analysis.causes.contains_key(&it.id))
        .map(|it| {
            v1::cause(
                it,
                input.analysis,
                input.addresses.cause(&it.id).map_or_else(String::new, Route::address),
            )
        })
        .collect()
}

fn services(input: &Input<'_>) -> Vec<ServiceV1> {
    let services = input.knowledge_base.services.iter();
    services.map(|it| v1::service(it, input.analysis, Route::Service(it.slug.clone()).address())).collect()
}

/// The contract's trends object.
fn trends(input: &Input<'_>) -> Value {
    let analysis = input.analysis;
    let recurring: Vec<Value> = analysis
        .recurring
        .iter()
        .map(|it| {
            json!({
                "cause": it.cause,
                "service": it.service,
                "incidents": it.incidents,
                "gaps_days": it.gaps_days,
                "while_open": it.while_open.iter().map(|it| json!({
                    "incident": it.incident,
                    "earlier": it.earlier,
                    "action_items": it.action_items,
                    "days_overdue": it.days_overdue,
                })).collect::<Vec<Value>>(),
                "after_done": it.after_done.iter().map(|it| json!({
                    "incident": it.incident,
                    "earlier": it.earlier,
                    "action_items": it.action_items,
                })).collect::<Vec<Value>>(),
                "not_known": it.not_known,
                "declared": it.declared,
                "direction": it.direction.as_str(),
            })
        })
        .collect();
    let by_age: serde_json::Map<String, Value> = AGE_LABELS
        .iter()
        .zip(analysis.overdue.by_age)
        .map(|(label, n)| ((*label).to_owned(), n.into()))
        .collect();
    let overdue = json!({
        "count": analysis.overdue.items.len(),
        "by_age": by_age,
        "by_owner": analysis.overdue.by_owner.iter()
            .map(|(owner, count, oldest)| json!({ "owner": owner, "count": count, "oldest_days": oldest }))
            .collect::<Vec<Value>>(),
        "by_service": analysis.overdue.by_service.iter()
            .map(|(service, count)| json!({ "service": service, "count": count }))
            .collect::<Vec<Value>>(),
        "by_team": analysis.overdue.by_team.iter()
            .map(|(team, count)| json!({ "team": team, "count": count }))
            .collect::<Vec<Value>>(),
        "unknown_state": analysis.overdue.unknown_state,
    });
    let quarters: Vec<Value> = analysis
        .quarters
        .iter()
        .map(|it| {
            let by_severity: serde_json::Map<String, Value> = it
                .by_severity
                .iter()
                .map(|(severity, n)| (severity.clone().unwrap_or_else(|| "unrated".to_owned()), (*n).into()))
                .collect();
            let mut record = json!({
                "quarter": it.quarter.to_string(),
                "incidents": it.incidents.len(),
                "by_severity": by_severity,
            });
            if let Value::Object(record) = &mut record {
                for measure in Measure::ALL {
                    let summary = it.response.get(&measure).copied().unwrap_or_default();
                    record.insert(measure.as_str().to_owned(), response(&summary));
                }
                let sla = it.compliance.iter().map(|it| {
                    json!({
                        "target": it.target,
                        "severity": it.severity,
                        "limit": it.limit,
                        "met": it.met,
                        "missed": it.missed,
                        "unmeasured": it.unmeasured,
                    })
                });
                record.insert("sla".to_owned(), sla.collect::<Vec<Value>>().into());
                record.insert("opened".to_owned(), it.opened.into());
                record.insert("closed".to_owned(), it.closed.into());
                record.insert("overdue_at_end".to_owned(), it.overdue_at_end.into());
                record.insert("recurrences".to_owned(), it.recurrences.len().into());
                record.insert("repeat_rate".to_owned(), share(&it.repeat_rate));
            }
            record
        })
        .collect();
    let mut trends = json!({ "recurring": recurring, "overdue": overdue, "quarters": quarters });
    if let Value::Object(trends) = &mut trends {
        let more = trends::keys(analysis, input.knowledge_base);
        trends.extend(more.into_iter().map(|(key, value)| (key.to_owned(), value)));
    }
    trends
}

pub(super) fn response(it: &Summary) -> Value {
    let spread = it.spread;
    json!({
        "n": it.n,
        "missing": it.missing,
        "p25": spread.map(|it| it.p25),
        "median": spread.map(|it| it.median),
        "p75": spread.map(|it| it.p75),
        "p90": spread.map(|it| it.p90),
        "mean": spread.map(|it| it.mean),
    })
}

pub(super) fn share(it: &Share) -> Value {
    // Six digits are far more than the interval is worth, and the same on every machine.
    let rounded = |it: Option<f64>| it.map(|it| (it * 1e6).round() / 1e6);
    json!({ "k": it.k, "n": it.n, "low": rounded(it.low), "high": rounded(it.high) })
}
