//! The JSON API: one document for `afterword export`, and the same parts as files of the site.

use schemars::JsonSchema;
use serde::Serialize;

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
    /// So many pairs of `likely` and of `possible`, the first ones, are with their evidence; `afterword export` has all.
    with_evidence: usize,
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

/// Pairs of `likely` and of `possible`, the strongest first, whose evidence is in `trends.json`: of ten thousand incidents
/// the lines of every pair would be larger than all pages.
const WITH_EVIDENCE: usize = 200;

/// One file below `api/v1/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// `incidents.json`
    Incidents,
    /// `runbooks.json`
    Runbooks,
    /// `action-items.json`
    ActionItems,
    /// `causes.json`
    Causes,
    /// `services.json`
    Services,
    /// `trends.json`
    Trends,
}

/// Every file below `api/v1/`.
pub const PARTS: [Part; 6] =
    [Part::Incidents, Part::Runbooks, Part::ActionItems, Part::Causes, Part::Services, Part::Trends];

/// One file below `api/v1/`. They are made one by one: each may hold every incident.
pub fn file(input: &Input<'_>, part: Part) -> OutputFile {
    let as_of = input.analysis.settings.as_of.to_string();
    let (name, text) = match part {
        Part::Incidents => ("incidents", list(&as_of, "incidents", &incidents(input))),
        Part::Runbooks => ("runbooks", list(&as_of, "runbooks", &runbooks(input))),
        Part::ActionItems => ("action-items", list(&as_of, "action_items", &action_items(input))),
        Part::Causes => ("causes", list(&as_of, "causes", &causes(input))),
        Part::Services => ("services", list(&as_of, "services", &services(input))),
        Part::Trends => ("trends", trends_file(input, &as_of)),
    };
    OutputFile::text(format!("api/v1/{name}.json"), text)
}

/// `{"schema":…,"as_of":…,"incidents":[…]}`, written without a tree of values in between.
fn list<T: Serialize>(as_of: &str, key: &str, records: &[T]) -> String {
    format!(
        "{{\"schema\":{},\"as_of\":{},\"{key}\":{}}}\n",
        written(&SCHEMA),
        written(&as_of),
        written(&records)
    )
}

fn trends_file(input: &Input<'_>, as_of: &str) -> String {
    let mut trends = trends(input.analysis, input.knowledge_base, input.sources);
    for pairs in [&mut trends.likely, &mut trends.possible] {
        pairs.iter_mut().skip(WITH_EVIDENCE).for_each(|it| it.evidence.clear());
    }
    let with_evidence = WITH_EVIDENCE;
    written(&TrendsFile { schema: SCHEMA, as_of, with_evidence, trends: &trends }) + "\n"
}

fn written<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
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
