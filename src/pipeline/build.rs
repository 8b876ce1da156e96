//! Knowledge base to every file of the site.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::aliases;
use super::bodies;
use super::error::LoadError;
use super::load::Loaded;
use super::lookup::{index, shards, shared_terms};
use super::project::config;
use super::request::Request;
use super::timings::Stage;
use crate::address::{Addresses, Route};
use crate::config::Config;
use crate::diagnostics::{self, Diagnostic};
use crate::export;
use crate::files::OutputFile;
use crate::i18n::Messages;
use crate::markdown::{self, Rendered};
use crate::output::OutputError;
use crate::phrase::{Phrase, say};
use crate::search::SearchError;
use crate::site::{self, BodyRow, RenderedBody, SiteInput, TocEntry};
use crate::source;
use crate::theme::{Theme, ThemeError};

/// The name of the theme in the program.
const BUILT_IN: &str = "default";

/// Every file of the site, and every finding.
#[derive(Debug)]
pub struct Built {
    /// Pages, data and static files; empty where they were given away one by one.
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
    /// A file could not be written.
    Output(OutputError),
}

impl BuildError {
    /// What went wrong.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Load(error) => error.phrase(),
            Self::Theme(error) => error.phrase(),
            Self::NoTheme(name) => say!("failure.no-theme", name),
            Self::Search(error) => error.phrase(),
            Self::Output(error) => error.phrase(),
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

impl From<OutputError> for BuildError {
    fn from(error: OutputError) -> Self {
        Self::Output(error)
    }
}

impl From<SearchError> for BuildError {
    fn from(error: SearchError) -> Self {
        Self::Search(error)
    }
}

/// Takes a file of the site, from any thread.
pub type Sink<'a> = &'a (dyn Fn(OutputFile) -> Result<(), BuildError> + Sync);

/// Builds every file of the site; all of them are in memory then, in order of path.
pub fn build(loaded: &Loaded, request: &Request) -> Result<Built, BuildError> {
    let files = Mutex::new(Vec::new());
    let take = |file| {
        files.lock().unwrap_or_else(PoisonError::into_inner).push(file);
        Ok(())
    };
    let mut built = build_into(loaded, request, &take)?;
    built.files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
    built.files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(built)
}

/// Builds every file of the site and gives each to `sink` as soon as it is there, in any order; none is in the result.
pub fn build_into(loaded: &Loaded, request: &Request, sink: Sink<'_>) -> Result<Built, BuildError> {
    let mut theme = theme(loaded, request)?;
    site::share(&mut theme, &loaded.knowledge_base.severities)?;
    let paths = Mutex::new(BTreeSet::new());
    let n_bytes = AtomicUsize::new(0);
    let out = |file: OutputFile| {
        n_bytes.fetch_add(file.bytes.len(), Ordering::Relaxed);
        paths.lock().unwrap_or_else(PoisonError::into_inner).insert(file.path.clone());
        sink(file)
    };
    let mut bodies = bodies::bodies(loaded, Some(theme.messages()));
    let end = |stage| request.timings.end(stage, || Some(n_bytes.swap(0, Ordering::Relaxed)));
    let of_bodies = || bodies.rendered.values().map(|it| it.html.len()).sum();
    request.timings.end(Stage::Bodies, || Some(of_bodies()));
    let index = index::index_of(loaded, &mut bodies)?;
    let related = shared_terms::with_shared_terms(&loaded.analysis.related, &loaded.knowledge_base, &index)?;
    shards::files(loaded, &index, theme.messages(), out)?;
    // With it go the texts of all documents.
    drop(index);
    end(Stage::Search);
    let shown = shown(std::mem::take(&mut bodies.rendered));
    let input = SiteInput {
        knowledge_base: &loaded.knowledge_base,
        analysis: &loaded.analysis,
        related: &related,
        config: &loaded.config,
        sources: &loaded.sources,
        bodies: &shown,
        theme: &theme,
        version: env!("CARGO_PKG_VERSION"),
    };
    let mut redirects = site::plan(input).render(&out)?;
    drop(shown);
    end(Stage::Pages);
    theme.static_files().par_iter().cloned().try_for_each(out)?;
    data(loaded, &theme, &out)?;
    bodies.files.into_par_iter().try_for_each(out)?;
    end(Stage::Data);
    let mut taken = paths.into_inner().unwrap_or_else(PoisonError::into_inner);
    let others = taken.iter().chain(bodies.attachments.iter().map(|it| &it.0)).cloned();
    bodies.diagnostics.extend(aliases::settle(loaded, others, &mut redirects));
    taken.extend(redirects.iter().map(|it| it.path.clone()));
    redirects.into_iter().try_for_each(sink)?;
    Ok(Built {
        files: Vec::new(),
        attachments: bodies.attachments,
        n_pages: taken.iter().filter(|it| it.ends_with(".html")).count(),
        idle_theme_parts: theme.idle_parts().to_vec(),
        diagnostics: all_findings(loaded, bodies.diagnostics),
    })
}

/// The knowledge base as data: records, tables and calendars.
fn data(loaded: &Loaded, theme: &Theme, out: Sink<'_>) -> Result<(), BuildError> {
    let addresses = Addresses::new(&loaded.knowledge_base);
    let data = loaded.input(&addresses);
    for part in export::PARTS {
        out(export::file(&data, part))?;
    }
    out(OutputFile::text(Route::IncidentTable.file(), export::incidents_csv(&data)))?;
    out(OutputFile::text(Route::ActionTable.file(), export::action_items_csv(&data)))?;
    export::calendars(&data, theme.messages()).into_iter().try_for_each(out)
}

/// The words of the interface, for what is printed rather than built.
pub fn messages(loaded: &Loaded, request: &Request) -> Result<Messages, BuildError> {
    theme(loaded, request).map(|it| it.messages().clone())
}

/// The documents as Markdown by their pages, as readers of the site see them: without internal parts, and cleaned.
pub fn texts(loaded: &Loaded, request: &Request) -> Result<BTreeMap<Route, String>, BuildError> {
    // Without the words of the interface nothing is rendered.
    let messages = messages(loaded, request)?;
    let rendered = bodies::bodies(loaded, Some(&messages)).rendered;
    Ok(rendered.into_iter().map(|(route, it)| (route, markdown::from_html(&it.html))).collect())
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
            let row =
                |it: &markdown::RenderedRow| BodyRow { place: it.place.clone(), tag: it.tag, end: it.end };
            let rows = it.rows.iter().map(row).collect();
            (route, RenderedBody { html: it.html, headings, rows })
        })
        .collect()
}

/// The theme that the config names: built in, or a folder below the project root.
pub(super) fn theme(loaded: &Loaded, request: &Request) -> Result<Theme, BuildError> {
    let files = theme_files(&loaded.config, &loaded.project_root, request)?;
    Ok(Theme::new(loaded.config.site.language, files)?)
}

/// What the theme that `config` names replaces of the default one, which has nothing to replace.
pub(super) fn theme_files(
    config: &Config,
    project_root: &Path,
    request: &Request,
) -> Result<Vec<(String, Vec<u8>)>, BuildError> {
    let name = config.site.theme.as_str();
    if name == BUILT_IN {
        return Ok(Vec::new());
    }
    let Some(folder) = folder_of_theme(name, project_root, request) else {
        return Err(BuildError::NoTheme(name.to_owned()));
    };
    source::read_theme(&folder, &request.working_folder).map_err(|it| BuildError::Load(LoadError::Read(it)))
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
    let (config, project_root) = config(request).ok()?;
    let name = config.site.theme.as_str();
    if name == BUILT_IN { None } else { folder_of_theme(name, &project_root, request) }
}

fn folder_of_theme(name: &str, project_root: &Path, request: &Request) -> Option<PathBuf> {
    let places =
        [project_root.join("themes").join(name), project_root.join(name), request.working_folder.join(name)];
    places.into_iter().find(|it| is_theme_folder(project_root, &request.working_folder, name, it))
}
