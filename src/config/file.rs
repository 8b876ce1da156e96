//! The format of `afterword.yaml`, `taxonomy.yaml` and `services.yaml`, as people write them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::lexicon_file::Lexicon;

/// `afterword.yaml`. Every key has a default.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ConfigFile {
    /// Name, language, address and audience.
    pub site: Site,
    /// Where documents are and what they are.
    pub content: Content,
    /// The severity scale, worst first; P0 to P4 where it is left out.
    pub severity: Vec<Severity>,
    /// File with the site's own taxonomy, beside the config.
    pub taxonomy: Option<String>,
    /// File with the service catalogue, beside the config.
    pub services: Option<String>,
    /// Fiscal year and working hours.
    pub calendar: Calendar,
    /// Rules for action items.
    pub actions: Actions,
    /// How trends are computed.
    pub trends: Trends,
    /// Target times beside those of the severities.
    pub targets: Vec<Target>,
    /// Limits of the search index.
    pub search: Search,
    /// Words that mean the same: a search for one of a list finds the others too.
    pub synonyms: Vec<Vec<String>>,
    /// Addresses of the repository and the tracker.
    pub links: Links,
    /// What is shown of people.
    pub privacy: Privacy,
    /// Which files that documents link to are published.
    pub attachments: Attachments,
    /// Levels of findings by code or name: `AW402: error`, `placeholder-left: off`.
    pub findings: std::collections::BTreeMap<String, FindingLevel>,
    /// What this team's acronyms mean: `MTTI: acknowledge`.
    pub labels: std::collections::BTreeMap<String, String>,
    /// Words that this team's documents use, beside the built-in ones.
    pub lexicon: Lexicon,
    /// Keys of other tools in front matter, and what each means here: `blast_radius: services`.
    pub fields: std::collections::BTreeMap<String, String>,
    /// Exports of trackers, which decide the states of action items that name a ticket.
    pub tickets: Vec<Tickets>,
}

/// An export of a tracker, committed to the repository.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tickets {
    /// File below the config.
    pub file: String,
    /// What made it.
    pub format: TicketFormat,
    /// Day on which it was made; that of its latest change where it is left out.
    #[serde(default)]
    pub exported: Option<String>,
    /// What the columns of a `csv` file are called.
    #[serde(default)]
    pub columns: Option<TicketColumns>,
}

/// What made an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TicketFormat {
    /// `gh issue list --state all --json number,state,stateReason,url,assignees,closedAt,updatedAt`.
    Github,
    /// JSON of GitLab's API, or the CSV of its list of issues.
    Gitlab,
    /// JSON of Jira's search, or the CSV of its list of issues.
    Jira,
    /// CSV of Linear.
    Linear,
    /// Any table, with `columns`.
    Csv,
}

/// Columns of a table of tickets.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TicketColumns {
    /// Key of the ticket.
    pub key: String,
    /// State, in the words of documents or of the lexicon.
    pub state: String,
    /// Address of the ticket.
    #[serde(default)]
    pub url: Option<String>,
    /// Who is to do it.
    #[serde(default)]
    pub owner: Option<String>,
    /// Day on which it was closed.
    #[serde(default)]
    pub closed: Option<String>,
    /// Day of its latest change.
    #[serde(default)]
    pub updated: Option<String>,
}

/// Name, language, address and audience.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Site {
    /// Shown on every page.
    pub title: Option<String>,
    /// Language of the interface: `en` or `zh-CN`; that of the documents where it is left out.
    pub language: Option<String>,
    /// Where the site will be published; empty where that is not known.
    pub base_url: String,
    /// IANA time zone of as-of days and quarters.
    pub timezone: String,
    /// Day that every number is computed for, where no command names one; today where it is left out.
    pub as_of: Option<String>,
    /// Theme name, or folder below the config.
    pub theme: String,
    /// Who reads this build: `public` or `internal`.
    pub audience: String,
}

impl Default for Site {
    fn default() -> Self {
        Self {
            title: None,
            language: None,
            base_url: String::new(),
            timezone: "UTC".to_owned(),
            as_of: None,
            theme: "default".to_owned(),
            audience: "internal".to_owned(),
        }
    }
}

/// Where documents are and what they are.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Content {
    /// Folders below the config.
    pub roots: Vec<String>,
    /// Globs of documents that are incidents.
    pub incidents: Vec<String>,
    /// Globs of documents that are runbooks.
    pub runbooks: Vec<String>,
    /// Globs of documents that are neither.
    pub pages: Vec<String>,
    /// What the id at the head of a file name looks like, as a regular expression: `OUT\d+`.
    pub id_pattern: Option<String>,
}

impl Default for Content {
    fn default() -> Self {
        Self {
            roots: vec!["content".to_owned()],
            incidents: Vec::new(),
            runbooks: Vec::new(),
            pages: Vec::new(),
            id_pattern: None,
        }
    }
}

/// A label in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Label {
    /// For readers of English.
    pub en: String,
    /// For readers of Chinese.
    #[serde(rename = "zh-CN")]
    pub zh: String,
}

/// One step of the severity scale.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Severity {
    /// For example `P0`.
    pub id: String,
    /// In both languages.
    #[serde(default)]
    pub label: Label,
    /// Other ways to write it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Time from detection until somebody has taken it on: `5m`.
    #[serde(default)]
    pub respond: Option<String>,
    /// Time from the start until impact is stopped.
    #[serde(default)]
    pub mitigate: Option<String>,
    /// Time from the start until service is restored.
    #[serde(default)]
    pub resolve: Option<String>,
}

/// Fiscal year and working hours.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Calendar {
    /// First month of the fiscal year, 1 to 12.
    pub fiscal_year_start: i8,
    /// When somebody is meant to be at work; without it only calendar time is measured.
    pub working_hours: Option<WorkingHours>,
    /// Days that are not worked: `2026-01-01`, or a run such as `2026-02-16..2026-02-22`.
    pub holidays: Vec<String>,
    /// Days that are worked although they are a weekend or a holiday.
    pub workdays: Vec<String>,
}

/// `09:00-18:00` from Monday to Friday, or days and hours in full.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum WorkingHours {
    /// Hours from Monday to Friday.
    Short(String),
    /// Days and hours.
    Full(WorkingDays),
}

/// Days and hours that are worked.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WorkingDays {
    /// `mon`, or a run such as `mon-fri`; Monday to Friday where it is left out.
    #[serde(default)]
    pub days: Vec<String>,
    /// For example `09:00`.
    pub from: String,
    /// For example `18:00`; `24:00` is the end of the day.
    pub to: String,
    /// IANA time zone of these hours; the site's where it is left out.
    #[serde(default)]
    pub timezone: Option<String>,
}

impl Default for Calendar {
    fn default() -> Self {
        Self { fiscal_year_start: 1, working_hours: None, holidays: Vec::new(), workdays: Vec::new() }
    }
}

/// Rules for action items.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Actions {
    /// How soon items of a priority must be due.
    pub policy: Vec<Policy>,
}

/// How soon items of one priority must be due.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// For example `P0`.
    pub priority: String,
    /// For example `14d`.
    pub due_within: String,
}

/// How trends are computed.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Trends {
    /// Time between two incidents that still counts as a recurrence.
    pub recurrence_window: String,
}

impl Default for Trends {
    fn default() -> Self {
        Self { recurrence_window: "365d".to_owned() }
    }
}

/// Target times for some severities.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Target {
    /// For example `1-5-10`.
    pub name: String,
    /// Ids of severities it holds for.
    pub severity: Vec<String>,
    /// From started to detected.
    pub detect: Option<String>,
    /// From detected to acknowledged.
    pub acknowledge: Option<String>,
    /// From acknowledged to diagnosed.
    pub diagnose: Option<String>,
    /// From started to mitigated.
    pub mitigate: Option<String>,
    /// From diagnosed to resolved.
    pub fix: Option<String>,
    /// From resolved to verified.
    pub verify: Option<String>,
    /// From started to resolved.
    pub resolve: Option<String>,
    /// Promises between any two milestones.
    pub pairs: Vec<Pair>,
    /// Whether the times are `calendar` time or `support` hours.
    pub clock: TargetClock,
}

/// A promise between any two milestones.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// The earlier milestone: `detected`.
    pub from: String,
    /// The later milestone: `resolved`.
    pub to: String,
    /// For example `4h`.
    pub within: String,
}

/// What the times of a set of targets are counted in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TargetClock {
    /// Every hour counts.
    #[default]
    Calendar,
    /// Only the hours of `calendar.working_hours` count.
    Support,
}

/// Limits of the search index.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Search {
    /// Most files the browser index may have, 40 or more; one file then holds the texts of several documents.
    pub max_files: Option<u32>,
}

/// Addresses of the repository and the tracker.
#[expect(clippy::struct_field_names, reason = "they are the keys that people write")]
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Links {
    /// Where a document is edited; `{path}` stands for its path.
    pub edit_url: Option<String>,
    /// Where a ticket is; `{id}` stands for its key.
    pub issue_url: Option<String>,
    /// Where a commit that a text names is; `{hash}` stands for it.
    pub commit_url: Option<String>,
}

/// What is shown of people.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Privacy {
    /// `names`, `pseudonyms` or `hidden`.
    pub people: Option<String>,
    /// Secret from which pseudonyms are made.
    pub pseudonym_key: Option<String>,
    /// Whether every owner has a page.
    pub owner_pages: bool,
    /// Whether secrets are blacked out.
    pub redact: bool,
}

/// Which files that documents link to are published.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Attachments {
    /// Endings that are published as they are, beside pictures, PDF, text, tables and (on internal sites) archives: `drawio`, `pcap`.
    pub extensions: Vec<String>,
}

/// How much a kind of finding matters to a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FindingLevel {
    /// Not reported.
    Off,
    /// Worth knowing.
    Info,
    /// Should be fixed.
    Warning,
    /// Must be fixed: `check` and `build` end with exit code 1.
    Error,
}

/// `taxonomy.yaml`: six axes.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TaxonomyFile {
    /// What it adds to; without it the file is the whole taxonomy.
    pub extends: Option<Extended>,
    /// The mechanisms that fail, as a tree.
    pub cause: Vec<Term>,
    /// What sets it off.
    pub trigger: Vec<Term>,
    /// Which defence was missing.
    pub factor: Vec<Term>,
    /// Which kind of harm.
    pub impact: Vec<Term>,
    /// How it is noticed.
    pub detection: Vec<Term>,
    /// What stops it.
    pub mitigation: Vec<Term>,
}

/// A taxonomy that another adds to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Extended {
    /// The one that comes with the program.
    Default,
}

/// One entry of a taxonomy axis.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Stable; a child's begins with its parent's: `capacity/pool`.
    pub id: String,
    /// In both languages.
    #[serde(default)]
    pub label: Label,
    /// Other ways to write it, both languages.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Entries below it; causes only.
    #[serde(default)]
    pub children: Vec<Term>,
}

/// `services.yaml`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ServicesFile {
    /// The catalogue.
    pub services: Vec<Service>,
}

/// One service of the catalogue.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Canonical name.
    pub name: String,
    /// Other ways to write it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The team that owns it.
    #[serde(default)]
    pub team: Option<String>,
    /// How much depends on it.
    #[serde(default)]
    pub tier: Option<Tier>,
    /// Services it needs.
    #[serde(default)]
    pub depends_on: Vec<String>,
    /// Where its code lives.
    #[serde(default)]
    pub repository: Option<String>,
    /// Ids of runbooks.
    #[serde(default)]
    pub runbooks: Vec<String>,
}

/// `tier: 1` and `tier: critical` are both usual.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Tier {
    /// A number.
    Number(u8),
    /// A word.
    Word(String),
}
