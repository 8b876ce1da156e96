//! The JSON API: one document for `afterword export`, and the same parts as files of the site.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::input::Input;
use super::v1::trends::{TrendsV1, trends};
use super::v1::{self, ActionItemV1, CauseV1, DiagnosticV1, IncidentV1, RunbookV1, ServiceV1};
use crate::address::Route;
use crate::diagnostics::Diagnostic;
use crate::files::OutputFile;
use crate::model::{ActionItem, Incident};

/// The version of every record.
pub const SCHEMA: &str = "afterword/v1";

/// `api/v1/trends.json`.
#[derive(Serialize)]
struct TrendsFile<'a> {
    schema: &'static str,
    as_of: &'a str,
    #[serde(flatten)]
    trends: &'a TrendsV1,
}

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
    pub trends: TrendsV1,
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
        trends: trends(input.analysis, input.knowledge_base, input.sources),
        diagnostics: diagnostics
            .iter()
            .map(|it| v1::diagnostic(it, input.sources, input.config.site.language))
            .collect(),
    }
}

/// Every file below `api/v1/`.
pub fn files(input: &Input<'_>) -> Vec<OutputFile> {
    let as_of = input.analysis.settings.as_of.to_string();
    let head = |name: &str, list: Value| json!({ "schema": SCHEMA, "as_of": as_of, name: list });
    let trends = trends(input.analysis, input.knowledge_base, input.sources);
    let trends = TrendsFile { schema: SCHEMA, as_of: &as_of, trends: &trends };
    let parts = [
        ("incidents.json", head("incidents", plain(&incidents(input)))),
        ("runbooks.json", head("runbooks", plain(&runbooks(input)))),
        ("action-items.json", head("action_items", plain(&action_items(input)))),
        ("causes.json", head("causes", plain(&causes(input)))),
        ("services.json", head("services", plain(&services(input)))),
        ("trends.json", plain(&trends)),
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
    rows.iter().map(|(incident, it)| v1::action_item(input.sources, incident, it, input.analysis)).collect()
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
