//! `afterword.yaml` and the files it names: defaults < file < flags.
//!
//! [`mod@file`] is the format people write, [`Config`] is what the rest of the program reads. The texts are read
//! by `source`; this module only gives them a meaning.

mod attachments;
mod calendar;
mod expectation;
pub mod file;
mod findings;
mod labels;
mod lexicon;
mod lexicon_file;
mod names;
mod origins;
mod parsing;
mod path;
mod place;
mod policy;
mod privacy;
mod services;
mod severity;
mod suggested;
mod taxonomy;
mod synonyms;
mod tickets;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;
use regex::Regex;

use crate::diagnostics::{Diagnostic, Level};
use crate::files::{FileId, SourceMap};
use crate::i18n::Locale;
use crate::lexicon::phrases::Vocabulary;
use crate::lexicon::words::Lexicon;
use crate::model::{Service, Severity, Target, Taxonomy, Visibility};
use crate::phrase::say;
use crate::time::{Clock, Date, SupportHours, zone_named};
pub use attachments::is_active;
pub use expectation::{Expectation, Expected};
pub use file::TicketFormat;
use file::{ConfigFile, ServicesFile, TaxonomyFile};
pub use findings::nearest_kind;
pub use origins::{Setting, settings};
pub use parsing::Parsed;
pub use path::ValuePath;
pub(crate) use place::Place;
pub use privacy::{PeopleShown, Privacy};
pub use suggested::{is_set, limits, target_lines};
pub use taxonomy::BUILT_IN as BUILT_IN_TAXONOMY;
pub use tickets::{TicketColumns, TicketExport};

/// Name of the configuration file; the folder that holds it is the project root.
pub const FILE_NAME: &str = "afterword.yaml";

/// As few files as the search index can be written to.
const MIN_SEARCH_FILES: u32 = 40;

/// Everything a site can set, with its defaults filled in.
#[derive(Debug, Clone)]
pub struct Config {
    /// Name, language, address and audience.
    pub site: Site,
    /// Where documents are and what they are.
    pub content: Content,
    /// The severity scale, worst first.
    pub severities: Vec<Severity>,
    /// The axes that incidents are sorted by.
    pub taxonomy: Taxonomy,
    /// The service catalogue.
    pub services: Vec<Service>,
    /// First month of the fiscal year, 1 to 12.
    pub fiscal_year_start: i8,
    /// When somebody is meant to be at work; `None` where only calendar time is measured.
    pub support_hours: Option<SupportHours>,
    /// Days within which an action item of a priority must be due.
    pub action_policy: Vec<(String, i32)>,
    /// Days between two incidents that still count as a recurrence.
    pub recurrence_window_days: i32,
    /// Target times beside those of the severities.
    pub targets: Vec<Target>,
    /// Addresses of the repository and the tracker, with `{path}`, `{id}` or `{hash}` in them.
    pub links: file::Links,
    /// What is shown of people.
    pub privacy: Privacy,
    /// Endings of attachments that are published beside the usual ones, in lower case.
    pub attachment_extensions: Vec<String>,
    /// Levels of findings by code, where they are not the usual ones; `None` for kinds that are off.
    pub findings: BTreeMap<&'static str, Option<Level>>,
    /// What this team's acronyms mean: `MTTI` is `acknowledge`.
    pub labels: BTreeMap<String, String>,
    /// Most files that the search index of the site may have.
    pub max_search_files: Option<u32>,
    /// Words that mean the same, beside those that come with the program.
    pub synonyms: Vec<Vec<String>>,
    /// Exports of trackers, in order.
    pub tickets: Vec<TicketExport>,
    /// Findings about the configuration itself: settings that can be used but are probably mistakes.
    pub doubts: Vec<Diagnostic>,
    /// What the content is meant to hold.
    pub expectations: Vec<Expectation>,
    /// What the words of documents mean.
    pub lexicon: Arc<Lexicon>,
    /// The words and commands that rules look for.
    pub(crate) phrases: Arc<Vocabulary>,
}

/// Name, language, address and audience of a site.
#[derive(Debug, Clone)]
pub struct Site {
    /// Shown on every page.
    pub title: String,
    /// Whether the project states it.
    pub has_title: bool,
    /// Language of the interface.
    pub language: Locale,
    /// Whether the project states it; else the documents decide.
    pub has_language: bool,
    /// Where the site will be published, ending in `/`; empty where that is not known.
    pub base_url: String,
    /// The clock of as-of days and quarters.
    pub zone: TimeZone,
    /// IANA name of `zone`.
    pub zone_name: String,
    /// Day that every number is computed for, where no command names one.
    pub as_of: Option<Date>,
    /// Theme name or folder.
    pub theme: String,
    /// Who reads this build.
    pub audience: Visibility,
}

/// Where documents are and what they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// Folders below the project root.
    pub roots: Vec<String>,
    /// Globs of incidents, runbooks and pages below a content folder.
    pub incidents: Vec<String>,
    /// See `incidents`.
    pub runbooks: Vec<String>,
    /// See `incidents`.
    pub pages: Vec<String>,
    /// What the id at the head of a file name looks like, where it does not look as usual.
    pub id_pattern: Option<IdPattern>,
}

/// What ids look like; equal where it is written alike.
#[derive(Debug, Clone)]
pub struct IdPattern(Regex);

impl IdPattern {
    /// The id that `text` begins with.
    pub fn head<'a>(&self, text: &'a str) -> Option<&'a str> {
        self.0.find(text).map(|it| it.as_str()).filter(|it| !it.is_empty())
    }
}

impl PartialEq for IdPattern {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_str() == other.0.as_str()
    }
}

impl Eq for IdPattern {}

/// Reads `afterword.yaml`: what it sets, and every entry that cannot be read.
pub fn parse(sources: &SourceMap, config: FileId) -> Parsed<ConfigFile> {
    parsing::read(sources, config)
}

/// Fills in defaults and the files that the config names.
///
/// Where a value cannot be used, the error is everything that was found in the files, not the first fault alone.
pub fn resolve(
    sources: &SourceMap,
    config: Parsed<ConfigFile>,
    taxonomy: Option<FileId>,
    services: Option<FileId>,
    tickets: &[Option<FileId>],
) -> Result<Config, Vec<Diagnostic>> {
    let Parsed { value: file, written, faults } = config;
    let at = Place::new(sources, &written);
    for it in faults {
        at.fault(it);
    }
    check_limits(&at, &file);
    let (lexicon, phrases) = lexicon::lexicon(&at);
    let site = site(&at, file.site);
    let (severities, steps) = severity::scale(&at, file.severity);
    let fiscal_year_start = file.calendar.fiscal_year_start;
    let site_zone = site.as_ref().map_or(TimeZone::UTC, |it| it.zone.clone());
    let names_hours = file.calendar.working_hours.is_some();
    let support_hours = calendar::support_hours(&at, file.calendar, &site_zone);
    let targets = severity::targets(&at, file.targets, &steps, names_hours);
    let mut expectations = Vec::new();
    let action_policy = policy::policy(&at, file.actions.policy, &steps, &mut expectations);
    let window = ValuePath::of(["trends", "recurrence_window"]);
    let recurrence_window = at.keep(at.days(&window, &file.trends.recurrence_window));
    let content = content(&at, file.content, &mut expectations);
    let links = links(&at, file.links);
    let privacy = privacy::privacy(&at, file.privacy);
    let attachment_extensions = at.keep_all(attachments::extensions(&at, &file.attachments));
    let findings = findings::levels(&at, &file.findings);
    labels::check(&at, &file.labels);
    let synonyms = synonyms::groups(&at, file.synonyms);
    let tickets = tickets::tickets(&at, file.tickets, tickets);
    let mut doubts = at.into_findings();
    let taxonomy = taxonomy.map_or_else(taxonomy::built_in, |it| own_taxonomy(sources, it, &mut doubts));
    let services = services.map(|it| catalogue(sources, it, &mut doubts, &mut expectations));
    let is_usable = doubts.iter().all(|it| it.level != Level::Error);
    let (Some(site), Some(privacy), Some(recurrence_window_days), true) =
        (site, privacy, recurrence_window, is_usable)
    else {
        return Err(doubts);
    };
    Ok(Config {
        site,
        content,
        severities,
        taxonomy,
        services: services.unwrap_or_default(),
        fiscal_year_start,
        support_hours,
        action_policy,
        recurrence_window_days,
        targets,
        links,
        privacy,
        attachment_extensions,
        findings,
        labels: file.labels,
        max_search_files: file.search.max_files,
        synonyms,
        tickets,
        doubts,
        expectations,
        lexicon,
        phrases,
    })
}

/// The taxonomy that the project brings, in the place of the built-in one.
fn own_taxonomy(sources: &SourceMap, id: FileId, found: &mut Vec<Diagnostic>) -> Taxonomy {
    let Parsed { value, written, faults } = parsing::read::<TaxonomyFile>(sources, id);
    let at = Place::new(sources, &written);
    for it in faults {
        at.fault(it);
    }
    taxonomy::check(&at, &value);
    found.extend(at.into_findings());
    taxonomy::convert(taxonomy::extended(value))
}

/// The service catalogue of the project.
fn catalogue(
    sources: &SourceMap,
    id: FileId,
    found: &mut Vec<Diagnostic>,
    expectations: &mut Vec<Expectation>,
) -> Vec<Service> {
    let Parsed { value, written, faults } = parsing::read::<ServicesFile>(sources, id);
    let at = Place::new(sources, &written);
    for it in faults {
        at.fault(it);
    }
    let (services, expected) = services::convert(&at, value);
    expectations.extend(expected);
    found.extend(at.into_findings());
    services
}

impl Site {
    /// The day that every number is computed for: what a command names, else what the project states, else today.
    pub fn day(&self, clock: Clock) -> Date {
        match (clock, self.as_of) {
            (Clock::Today, Some(day)) => day,
            (clock, _) => clock.day(&self.zone),
        }
    }
}

/// Numbers that mean something within limits only.
fn check_limits(at: &Place<'_>, file: &ConfigFile) {
    let month = file.calendar.fiscal_year_start;
    if !(1..=12).contains(&month) {
        let message = say!("failure.config-month", written = month.to_string());
        at.fault(at.error(&ValuePath::of(["calendar", "fiscal_year_start"]), message));
    }
    if let Some(written) = file.search.max_files.filter(|it| *it < MIN_SEARCH_FILES) {
        let message = say!("failure.config-too-few-files", written, least = MIN_SEARCH_FILES);
        at.fault(at.error(&ValuePath::of(["search", "max_files"]), message));
    }
}

/// `None` where one of the settings is wrong; all of them are looked at.
fn site(at: &Place<'_>, site: file::Site) -> Option<Site> {
    let path = |key: &str| ValuePath::of(["site", key]);
    let language = site.language.as_deref().map(|written| {
        Locale::from_tag(written).ok_or_else(|| {
            at.error(&path("language"), say!("failure.config-language", written))
                .hint(say!("failure.config-language-hint"))
        })
    });
    let has_language = language.is_some();
    let language = at.keep(language.unwrap_or(Ok(Locale::English)));
    let as_of = site.as_of.as_deref().map(|written| {
        written.parse().map_err(|_| {
            at.error(&path("as_of"), say!("failure.config-as-of", written))
                .hint(say!("failure.day-form-hint"))
        })
    });
    let as_of = at.keep(as_of.transpose());
    let zone = at.keep(zone_named(&site.timezone).ok_or_else(|| {
        at.error(&path("timezone"), say!("failure.config-time-zone", written = &site.timezone))
            .hint(say!("failure.config-time-zone-hint"))
    }));
    let audience = match site.audience.as_str() {
        "public" => Ok(Visibility::Public),
        "internal" => Ok(Visibility::Internal),
        other => Err(at
            .error(&path("audience"), say!("failure.config-audience", written = other))
            .hint(say!("failure.config-audience-hint"))),
    };
    let audience = at.keep(audience);
    let is_web = ["http://", "https://"].iter().any(|it| site.base_url.starts_with(it));
    if !site.base_url.is_empty() && (!is_web || site.base_url.contains(['"', '<', '>', ' ', '\n'])) {
        let message = say!("failure.config-base-url", written = &site.base_url);
        at.fault(at.error(&path("base_url"), message).hint(say!("failure.config-base-url-hint")));
    }
    let mut base_url = site.base_url;
    if !base_url.is_empty() && !base_url.ends_with('/') {
        base_url.push('/');
    }
    Some(Site {
        has_title: site.title.is_some(),
        title: site.title.unwrap_or_else(|| "Incidents".to_owned()),
        has_language,
        language: language?,
        base_url,
        zone: zone?,
        zone_name: site.timezone,
        as_of: as_of?,
        theme: site.theme,
        audience: audience?,
    })
}

/// Addresses with a place for what they lead to.
fn links(at: &Place<'_>, links: file::Links) -> file::Links {
    let patterns = [
        ("edit_url", "{path}", &links.edit_url),
        ("issue_url", "{id}", &links.issue_url),
        ("commit_url", "{hash}", &links.commit_url),
    ];
    for (key, slot, pattern) in patterns {
        if let Some(pattern) = pattern.as_ref().filter(|it| !it.is_empty() && !it.contains(slot)) {
            let message = say!("failure.config-address-without-place", key, written = pattern);
            let fault = at.error(&ValuePath::of(["links", key]), message);
            at.fault(fault.hint(say!("failure.config-address-without-place-hint", slot)));
        }
    }
    links
}

fn content(at: &Place<'_>, content: file::Content, expectations: &mut Vec<Expectation>) -> Content {
    let path = |key: &str| ValuePath::of(["content", key]);
    for (nth, root) in content.roots.iter().enumerate() {
        if root.is_empty() || root.starts_with(['/', '\\']) || root.split(['/', '\\']).any(|it| it == "..") {
            let message = say!("failure.config-root-outside", written = root);
            let fault = at.error(&path("roots").item(nth), message);
            at.fault(fault.hint(say!("failure.config-root-outside-hint")));
        }
    }
    let pattern = content.id_pattern.map(|it| Regex::new(&format!("^(?:{it})")));
    let id_pattern = pattern.transpose().map_err(|error| {
        let report = error.to_string().lines().last().unwrap_or_default().trim().to_owned();
        at.error(&path("id_pattern"), say!("failure.config-id-pattern", report))
    });
    // The folders that are read by default are not written anywhere.
    let states_roots = at.written.get("content").is_some_and(|it| it.get("roots").is_some());
    for (key, what, names) in [
        ("roots", Expected::Root, &content.roots),
        ("incidents", Expected::Document, &content.incidents),
        ("runbooks", Expected::Document, &content.runbooks),
        ("pages", Expected::Document, &content.pages),
    ] {
        let names = names.iter().enumerate().filter(|_| what != Expected::Root || states_roots);
        expectations.extend(names.map(|(nth, name)| Expectation {
            what,
            name: name.clone(),
            span: at.written.span(&path(key).item(nth)),
        }));
    }
    Content {
        roots: content.roots,
        incidents: content.incidents,
        runbooks: content.runbooks,
        pages: content.pages,
        id_pattern: at.keep(id_pattern).flatten().map(IdPattern),
    }
}
