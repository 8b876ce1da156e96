//! `afterword.yaml` and the files it names: defaults < file < flags.
//!
//! [`mod@file`] is the format people write, [`Config`] is what the rest of the program reads. The texts are read
//! by `source`; this module only gives them a meaning.

mod attachments;
mod calendar;
pub mod file;
mod findings;
mod lexicon;
mod parsing;
mod place;
mod privacy;
mod services;
mod severity;
mod taxonomy;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;
use regex::Regex;

use crate::diagnostics::Level;
use crate::files::{FileId, SourceMap};
use crate::i18n::Locale;
use crate::lexicon::phrases::Vocabulary;
use crate::lexicon::words::Lexicon;
use crate::model::{Hours, Service, Severity, Target, Taxonomy, Visibility};
use crate::phrase::say;
use crate::time::{Clock, Date, SupportHours, zone_named};
pub use attachments::is_active;
use file::ConfigFile;
pub use findings::nearest_kind;
pub use place::ConfigError;
pub(crate) use place::Place;
pub use privacy::{PeopleShown, Privacy};

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
pub fn parse(sources: &SourceMap, config: FileId) -> (ConfigFile, Vec<ConfigError>) {
    parsing::read(sources, config)
}

/// Fills in defaults and the files that the config names.
///
/// `origin` is where faults of the config are reported; `None` where the site has no config file. All faults are
/// reported, not the first alone.
pub fn resolve(
    sources: &SourceMap,
    origin: Option<FileId>,
    file: ConfigFile,
    taxonomy: Option<FileId>,
    services: Option<FileId>,
) -> Result<Config, Vec<ConfigError>> {
    let at = Place::new(sources, origin);
    check_limits(&at, &file);
    let (lexicon, phrases) = lexicon::lexicon(&at);
    let site = site(&at, file.site);
    let severities = severity::scale(&at, file.severity);
    let (taxonomy, of_taxonomy) = taxonomy.map(|it| parsing::read(sources, it)).unzip();
    let taxonomy = taxonomy.map_or_else(taxonomy::built_in, taxonomy::convert);
    let (services, of_services) = services.map(|it| parsing::read(sources, it)).unzip();
    let services = services.map_or_else(Vec::new, services::convert);
    let fiscal_year_start = file.calendar.fiscal_year_start;
    let site_zone = site.as_ref().map_or(TimeZone::UTC, |it| it.zone.clone());
    let names_hours = file.calendar.working_hours.is_some();
    let support_hours = at.keep(calendar::support_hours(&at, file.calendar, &site_zone)).flatten();
    let targets = at.keep_all(file.targets.into_iter().map(|it| severity::target(&at, it)));
    if !names_hours && targets.iter().any(|it| it.hours == Hours::Support) {
        let fault = at.error("clock", say!("failure.config-no-working-hours"));
        at.keep::<()>(Err(fault.hint(say!("failure.config-no-working-hours-hint"))));
    }
    let policy = file.actions.policy.into_iter();
    let action_policy =
        at.keep_all(policy.map(|it| Ok((it.priority, at.days("due_within", &it.due_within)?))));
    let recurrence_window = at.keep(at.days("recurrence_window", &file.trends.recurrence_window));
    let content = content(&at, file.content);
    let links = links(&at, file.links);
    let privacy = privacy::privacy(&at, file.privacy);
    let attachment_extensions = at.keep_all(attachments::extensions(&at, &file.attachments));
    let findings = findings::levels(&at, &file.findings);
    let mut faults = at.into_faults();
    faults.extend(of_taxonomy.into_iter().chain(of_services).flatten());
    let (Some(site), Some(privacy), Some(recurrence_window_days), true) =
        (site, privacy, recurrence_window, faults.is_empty())
    else {
        return Err(faults);
    };
    Ok(Config {
        site,
        content,
        severities,
        taxonomy,
        services,
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
        lexicon,
        phrases,
    })
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
        at.keep::<()>(Err(at.error("fiscal_year_start", message)));
    }
    if let Some(written) = file.search.max_files.filter(|it| *it < MIN_SEARCH_FILES) {
        let message = say!("failure.config-too-few-files", written, least = MIN_SEARCH_FILES);
        at.keep::<()>(Err(at.error("max_files", message)));
    }
}

/// `None` where one of the settings is wrong; all of them are looked at.
fn site(at: &Place<'_>, site: file::Site) -> Option<Site> {
    let language = site.language.as_deref().map(|written| {
        Locale::from_tag(written).ok_or_else(|| {
            at.error("language", say!("failure.config-language", written))
                .hint(say!("failure.config-language-hint"))
        })
    });
    let has_language = language.is_some();
    let language = at.keep(language.unwrap_or(Ok(Locale::English)));
    let as_of = site.as_of.as_deref().map(|written| {
        written.parse().map_err(|_| {
            at.error("as_of", say!("failure.config-as-of", written)).hint(say!("failure.day-form-hint"))
        })
    });
    let as_of = at.keep(as_of.transpose());
    let zone = at.keep(zone_named(&site.timezone).ok_or_else(|| {
        at.error("timezone", say!("failure.config-time-zone", written = &site.timezone))
            .hint(say!("failure.config-time-zone-hint"))
    }));
    let audience = match site.audience.as_str() {
        "public" => Ok(Visibility::Public),
        "internal" => Ok(Visibility::Internal),
        other => Err(at
            .error("audience", say!("failure.config-audience", written = other))
            .hint(say!("failure.config-audience-hint"))),
    };
    let audience = at.keep(audience);
    let is_web = ["http://", "https://"].iter().any(|it| site.base_url.starts_with(it));
    if !site.base_url.is_empty() && (!is_web || site.base_url.contains(['"', '<', '>', ' ', '\n'])) {
        let fault = at.error("base_url", say!("failure.config-base-url", written = &site.base_url));
        at.keep::<()>(Err(fault.hint(say!("failure.config-base-url-hint"))));
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
            let fault = at.error(key, say!("failure.config-address-without-place", key, written = pattern));
            at.keep::<()>(Err(fault.hint(say!("failure.config-address-without-place-hint", slot))));
        }
    }
    links
}

fn content(at: &Place<'_>, content: file::Content) -> Content {
    for root in &content.roots {
        if root.is_empty() || root.starts_with(['/', '\\']) || root.split(['/', '\\']).any(|it| it == "..") {
            let fault = at.error("roots", say!("failure.config-root-outside", written = root));
            at.keep::<()>(Err(fault.hint(say!("failure.config-root-outside-hint"))));
        }
    }
    let pattern = content.id_pattern.map(|it| Regex::new(&format!("^(?:{it})")));
    let id_pattern = pattern.transpose().map_err(|error| {
        let report = error.to_string().lines().last().unwrap_or_default().trim().to_owned();
        at.error("id_pattern", say!("failure.config-id-pattern", report))
    });
    Content {
        roots: content.roots,
        incidents: content.incidents,
        runbooks: content.runbooks,
        pages: content.pages,
        id_pattern: at.keep(id_pattern).flatten().map(IdPattern),
    }
}
