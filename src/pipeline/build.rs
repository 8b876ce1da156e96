//! Knowledge base to every file of the site, still in memory.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use super::aliases;
use super::bodies;
use super::error::LoadError;
use super::load::Loaded;
use super::lookup::{index, shards, shared_terms};
use super::project::config;
use super::request::Request;
use crate::address::{Addresses, Route};
use crate::diagnostics::{self, Diagnostic};
use crate::export;
use crate::files::OutputFile;
use crate::i18n::Messages;
use crate::markdown::{self, Rendered};
use crate::phrase::{Phrase, say};
use crate::search::SearchError;
use crate::site::{self, RenderedBody, SiteInput, TocEntry};
use crate::source;
use crate::theme::{Theme, ThemeError};

/// Every file of the site, and every finding.
#[derive(Debug)]
pub struct Built {
    /// Pages, data and static files.
    pub files: Vec<OutputFile>,
    /// Path in the output, and the file to copy there.
    pub attachments: Vec<(String, PathBuf)>,
    /// How many of the files are pages.
    pub n_pages: usize,
    /// Files and messages of the theme folder that replace nothing.
    pub idle_theme_parts: Vec<String>,
    /// Of loading and of building, in order of place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Why no site could be built.
#[derive(Debug)]
pub enum BuildError {
    /// The theme's folder could not be read.
    Load(LoadError),
    /// A template or a theme file is wrong.
    Theme(ThemeError),
    /// There is no such theme.
    NoTheme(String),
    /// The search index could not be made.
    Search(SearchError),
}

impl BuildError {
    /// What went wrong.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Load(error) => error.phrase(),
            Self::Theme(error) => error.phrase(),
            Self::NoTheme(name) => say!("failure.no-theme", name),
            Self::Search(error) => error.phrase(),
        }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.phrase().english())
    }
}

impl std::error::Error for BuildError {}

impl From<ThemeError> for BuildError {
    fn from(error: ThemeError) -> Self {
        Self::Theme(error)
    }
}

impl From<SearchError> for BuildError {
    fn from(error: SearchError) -> Self {
        Self::Search(error)
    }
}

/// Builds every file of the site.
pub fn build(loaded: &Loaded, request: &Request) -> Result<Built, BuildError> {
    let theme = theme(loaded, request)?;
    let mut bodies = bodies::bodies(loaded, Some(theme.messages()));
    let index = index::index_of(loaded, &mut bodies)?;
    let shown = shown(std::mem::take(&mut bodies.rendered));
    let mut analysis = loaded.analysis.clone();
    analysis.related =
        shared_terms::with_shared_terms(&loaded.analysis.related, &loaded.knowledge_base, &index)?;
    let input = SiteInput {
        knowledge_base: &loaded.knowledge_base,
        analysis: &analysis,
        config: &loaded.config,
        sources: &loaded.sources,
        bodies: &shown,
        theme: &theme,
        version: env!("CARGO_PKG_VERSION"),
    };
    let plan = site::plan(input);
    let redirects = plan.redirects();
    let mut files = plan.render()?;
    let n_pages = files.iter().filter(|it| it.path.ends_with(".html")).count();
    files.extend(theme.static_files().iter().cloned());
    let addresses = Addresses::new(&loaded.knowledge_base);
    let data = export::Input {
        sources: &loaded.sources,
        knowledge_base: &loaded.knowledge_base,
        analysis: &loaded.analysis,
        config: &loaded.config,
        addresses: &addresses,
    };
    files.extend(export::files(&data));
    files.push(OutputFile::text(Route::IncidentTable.file(), export::incidents_csv(&data)));
    files.push(OutputFile::text(Route::ActionTable.file(), export::action_items_csv(&data)));
    files.extend(export::calendars(&data, theme.messages()));
    files.extend(shards::files(loaded, &index, theme.messages())?);
    files.extend(bodies.files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let collisions = aliases::settle(loaded, &mut files, &bodies.attachments, &redirects);
    bodies.diagnostics.extend(collisions);
    let found = all_findings(loaded, bodies.diagnostics);
    Ok(Built {
        files,
        attachments: bodies.attachments,
        n_pages,
        idle_theme_parts: theme.idle_parts().to_vec(),
        diagnostics: found,
    })
}

/// The words of the interface, for what is printed rather than built.
pub fn messages(loaded: &Loaded, request: &Request) -> Result<Messages, BuildError> {
    theme(loaded, request).map(|it| it.messages().clone())
}

/// Everything that a build would find, without building; in order of place.
pub fn findings(loaded: &Loaded) -> Vec<Diagnostic> {
    // No word of the interface is in a finding.
    all_findings(loaded, bodies::bodies(loaded, None).diagnostics)
}

fn all_findings(loaded: &Loaded, of_bodies: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut policy = loaded.policy.clone();
    let mut found = loaded.diagnostics.clone();
    found.extend(policy.settle(of_bodies));
    found.extend(policy.about_remarks());
    diagnostics::sort(&mut found, &loaded.sources);
    found
}

/// What pages show of the rendered documents.
fn shown(rendered: BTreeMap<Route, Rendered>) -> site::Bodies {
    let entry = |it: &markdown::PageHeading| TocEntry {
        level: it.level,
        text: it.text.clone(),
        id: it.id.clone(),
        start: it.span.start,
    };
    rendered
        .into_iter()
        .map(|(route, it)| {
            let headings = it.headings.iter().map(entry).collect();
            (route, RenderedBody { html: it.html, headings })
        })
        .collect()
}

/// The theme that the config names: built in, or a folder below the project root.
pub(super) fn theme(loaded: &Loaded, request: &Request) -> Result<Theme, BuildError> {
    let name = loaded.config.site.theme.as_str();
    let locale = loaded.config.site.language;
    if name == "default" {
        return Ok(Theme::new(locale, Vec::new())?);
    }
    let places = [
        loaded.project_root.join("themes").join(name),
        loaded.project_root.join(name),
        request.working_folder.join(name),
    ];
    let folder =
        places.iter().find(|it| is_theme_folder(&loaded.project_root, &request.working_folder, name, it));
    let Some(folder) = folder else { return Err(BuildError::NoTheme(name.to_owned())) };
    let files = source::read_theme(folder, &request.working_folder)
        .map_err(|it| BuildError::Load(LoadError::Read(it)))?;
    Ok(Theme::new(locale, files)?)
}

/// Whether `folder` is there, and a name from the config does not lead out of the project.
fn is_theme_folder(root: &Path, working_folder: &Path, name: &str, folder: &Path) -> bool {
    let is_inside = !Path::new(name).components().any(|it| it == std::path::Component::ParentDir);
    folder.is_dir()
        && (is_inside || folder.starts_with(working_folder))
        && (folder.starts_with(root) || is_inside)
}

/// The folder of the theme that `request` means; `None` where it is built in, or not there.
pub fn theme_folder(request: &Request) -> Option<PathBuf> {
    let (config, root) = config(request).ok()?;
    let name = config.site.theme.as_str();
    let places = [root.join("themes").join(name), root.join(name), request.working_folder.join(name)];
    places
        .into_iter()
        .find(|it| name != "default" && is_theme_folder(&root, &request.working_folder, name, it))
}
