//! `afterword.yaml` and the files it names: defaults < file < flags.
//!
//! [`mod@file`] is the format people write, [`Config`] is what the rest of the program reads. The texts are read
//! by `source`; this module only gives them a meaning.

mod attachments;
mod calendar;
pub mod file;
mod findings;
mod lexicon;
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
use crate::files::{FileId, SourceMap, Span};
use crate::i18n::Locale;
use crate::lexicon::phrases::Vocabulary;
use crate::lexicon::words::Lexicon;
use crate::model::{Hours, Service, Severity, Target, Taxonomy, Visibility};
use crate::time::{SupportHours, zone_named};
use crate::yaml::{self, YamlError};
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
    /// Where documents stand and what they are.
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
    /// Promised times beside those of the severities.
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
    /// Language of the interface.
    pub language: Locale,
    /// Where the site will stand, ending in `/`; empty where that is not known.
    pub base_url: String,
    /// The clock of as-of days and quarters.
    pub zone: TimeZone,
    /// IANA name of `zone`.
    pub zone_name: String,
    /// Theme name or folder.
    pub theme: String,
    /// Who reads this build.
    pub audience: Visibility,
}

/// Where documents stand and what they are.
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

/// Reads `afterword.yaml`.
pub fn parse(sources: &SourceMap, config: FileId) -> Result<ConfigFile, ConfigError> {
    if sources.get(config).text.trim().is_empty() {
        return Ok(ConfigFile::default());
    }
    read(sources, config)
}

/// Fills in defaults and the files that the config names.
///
/// `origin` is where faults of the config are reported; `None` where the site has no config file.
pub fn resolve(
    sources: &SourceMap,
    origin: Option<FileId>,
    file: ConfigFile,
    taxonomy: Option<FileId>,
    services: Option<FileId>,
) -> Result<Config, ConfigError> {
    let at = Place { sources, origin };
    let (lexicon, phrases) = lexicon::lexicon(&at)?;
    let site = site(&at, file.site)?;
    let severities = severity::scale(&at, file.severity)?;
    let taxonomy = match taxonomy {
        Some(id) => taxonomy::convert(read(sources, id)?),
        None => taxonomy::built_in(),
    };
    let services = match services {
        Some(id) => services::convert(read(sources, id)?),
        None => Vec::new(),
    };
    let policy = file.actions.policy.into_iter();
    let targets = file.targets.into_iter();
    if !(1..=12).contains(&file.calendar.fiscal_year_start) {
        return Err(at.error("fiscal_year_start", "`fiscal_year_start` must be a month, 1 to 12".to_owned()));
    }
    if file.search.max_files.is_some_and(|it| it < MIN_SEARCH_FILES) {
        return Err(at.error("max_files", format!("`max_files` must be {MIN_SEARCH_FILES} or more")));
    }
    let fiscal_year_start = file.calendar.fiscal_year_start;
    let support_hours = calendar::support_hours(&at, file.calendar, &site.zone)?;
    let targets: Vec<Target> = targets.map(|it| severity::target(&at, it)).collect::<Result<_, _>>()?;
    if support_hours.is_none() && targets.iter().any(|it| it.hours == Hours::Support) {
        let message = "`clock: support` needs `calendar.working_hours`, which this file does not name";
        return Err(at.error("clock", message.to_owned()));
    }
    Ok(Config {
        site,
        content: content(&at, file.content)?,
        severities,
        taxonomy,
        services,
        fiscal_year_start,
        support_hours,
        action_policy: policy
            .map(|it| Ok((it.priority, at.days("due_within", &it.due_within)?)))
            .collect::<Result<_, ConfigError>>()?,
        recurrence_window_days: at.days("recurrence_window", &file.trends.recurrence_window)?,
        targets,
        links: links(&at, file.links)?,
        privacy: privacy::privacy(&at, file.privacy)?,
        attachment_extensions: attachments::extensions(&at, file.attachments)?,
        findings: findings::levels(&at, &file.findings)?,
        labels: file.labels,
        max_search_files: file.search.max_files,
        lexicon,
        phrases,
    })
}

fn site(at: &Place<'_>, site: file::Site) -> Result<Site, ConfigError> {
    let language = Locale::from_tag(&site.language).ok_or_else(|| {
        at.error("language", format!("`{}` is no language of the interface: `en` or `zh-CN`", site.language))
    })?;
    let zone = zone_named(&site.timezone).ok_or_else(|| {
        at.error(
            "timezone",
            format!("`{}` is no time zone; write an IANA name such as `Asia/Shanghai`", site.timezone),
        )
    })?;
    let audience = match site.audience.as_str() {
        "public" => Visibility::Public,
        "internal" => Visibility::Internal,
        other => {
            return Err(at.error("audience", format!("`{other}` is no audience: `public` or `internal`")));
        }
    };
    let is_web = ["http://", "https://"].iter().any(|it| site.base_url.starts_with(it));
    if !site.base_url.is_empty() && (!is_web || site.base_url.contains(['"', '<', '>', ' ', '\n'])) {
        return Err(
            at.error("base_url", format!("`base_url` must begin with `https://`, not `{}`", site.base_url))
        );
    }
    let mut base_url = site.base_url;
    if !base_url.is_empty() && !base_url.ends_with('/') {
        base_url.push('/');
    }
    Ok(Site {
        title: site.title,
        language,
        base_url,
        zone,
        zone_name: site.timezone,
        theme: site.theme,
        audience,
    })
}

/// Addresses with a place for what they lead to.
fn links(at: &Place<'_>, links: file::Links) -> Result<file::Links, ConfigError> {
    let patterns = [
        ("edit_url", "{path}", &links.edit_url),
        ("issue_url", "{id}", &links.issue_url),
        ("commit_url", "{hash}", &links.commit_url),
    ];
    for (key, slot, pattern) in patterns {
        if let Some(pattern) = pattern.as_ref().filter(|it| !it.is_empty() && !it.contains(slot)) {
            return Err(at.error(key, format!("`{key}` is `{pattern}`, which has no place for `{slot}`")));
        }
    }
    Ok(links)
}

fn content(at: &Place<'_>, content: file::Content) -> Result<Content, ConfigError> {
    for root in &content.roots {
        if root.is_empty() || root.starts_with(['/', '\\']) || root.split(['/', '\\']).any(|it| it == "..") {
            return Err(at.error("roots", format!("content root `{root}` must be a folder below the config")));
        }
    }
    let pattern = content.id_pattern.map(|it| Regex::new(&format!("^(?:{it})")));
    let id_pattern = pattern.transpose().map_err(|error| {
        let reason = error.to_string().lines().last().unwrap_or_default().trim().to_owned();
        at.error("id_pattern", format!("`id_pattern` is no regular expression: {reason}"))
    })?;
    let id_pattern = id_pattern.map(IdPattern);
    Ok(Content {
        roots: content.roots,
        incidents: content.incidents,
        runbooks: content.runbooks,
        pages: content.pages,
        id_pattern,
    })
}

fn read<T: serde::de::DeserializeOwned>(sources: &SourceMap, id: FileId) -> Result<T, ConfigError> {
    yaml::read(&sources.get(id).text).map_err(|it| from_yaml(it, id))
}

fn from_yaml(error: YamlError, id: FileId) -> ConfigError {
    ConfigError {
        message: error.message.english(),
        span: Span::point(id, error.offset),
        hint: error.hint.map(|it| it.english()),
    }
}
