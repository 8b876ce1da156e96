//! From a query to what it finds, by way of an index that an earlier search left on disk.
//!
//! The cache is never more than a saving of time: it is read only where everything that the index is made of
//! is as it was, and where it is missing or damaged the index is built anew. Its folder is named by that
//! state, so that a folder that is found is the right one.

use std::path::PathBuf;

use super::error::LoadError;
use super::fingerprint::Fingerprint;
use super::load::{Loaded, load};
use super::project;
use super::request::Request;
use crate::config::Config;
use crate::files::{OutputFile, SourceMap};
use crate::output::write_cache;
use crate::search::{Calendar, FORMAT, Hits, Index, Options, Query, SearchError};
use crate::source;
use crate::time::Date;

/// Where an index is kept between two searches, and what a build was made of between two builds.
#[derive(Debug, Clone)]
pub struct Cache {
    /// The user's folder for caches, absolute.
    pub home: PathBuf,
    /// This program: another one, even of the same version, may split texts into other words.
    pub program: Option<PathBuf>,
}

/// What a search found.
#[derive(Debug)]
pub struct Found {
    /// The hits.
    pub hits: Hits,
    /// The index, where the next search would be faster with it.
    pub unsaved: Option<Unsaved>,
    /// What was read for it; `None` where an index was there already, which is only kept of a whole reading.
    pub loaded: Option<Box<Loaded>>,
}

/// An index that is not in the cache yet.
#[derive(Debug)]
pub struct Unsaved {
    index: Index,
    home: PathBuf,
    key: Key,
}

/// Why nothing could be searched.
#[derive(Debug)]
pub enum FindError {
    /// The knowledge base could not be read.
    Load(LoadError),
    /// The index could not be built.
    Search(SearchError),
    /// It is not clear what is internal.
    InDoubt(Box<Loaded>),
}

impl From<LoadError> for FindError {
    fn from(error: LoadError) -> Self {
        Self::Load(error)
    }
}

impl From<SearchError> for FindError {
    fn from(error: SearchError) -> Self {
        Self::Search(error)
    }
}

/// Which folder of the cache is whose.
#[derive(Debug)]
struct Key {
    /// Of the content folders and the configuration file: the knowledge base.
    project: String,
    /// Of everything that the index is made of.
    state: String,
}

/// Folders of the cache, one in the other.
const FOLDERS: [&str; 2] = ["afterword", "search"];

/// Searches the knowledge base of `request` for the query that `query` makes of its calendar.
pub fn find(
    request: &Request,
    cache: Option<&Cache>,
    options: Options,
    query: impl Fn(Calendar) -> Query,
) -> Result<Found, FindError> {
    let mut place = None;
    if let Some(cache) = cache {
        let (key, calendar) = key(request, cache)?;
        let folder = FOLDERS.iter().fold(cache.home.clone(), |path, it| path.join(it));
        let folder = folder.join(&key.project).join(&key.state);
        if source::is_private_folder(&cache.home, &folder)
            && let Ok(index) = Index::open(&folder)
            && let Ok(hits) = index.search(&query(calendar), options)
        {
            return Ok(Found { hits, unsaved: None, loaded: None });
        }
        place = Some((cache.home.clone(), key));
    }
    let loaded = load(request)?;
    if loaded.is_in_doubt() {
        return Err(FindError::InDoubt(Box::new(loaded)));
    }
    let index = super::lookup::index::index(&loaded)?;
    let settings = &loaded.analysis.settings;
    let calendar = Calendar { as_of: settings.as_of, fiscal_year_start: settings.fiscal_year_start };
    let hits = index.search(&query(calendar), options)?;
    let is_whole = loaded.unread().next().is_none();
    let unsaved = place.filter(|_| is_whole).map(|(home, key)| Unsaved { index, home, key });
    Ok(Found { hits, unsaved, loaded: Some(Box::new(loaded)) })
}

impl Unsaved {
    /// Keeps the index for the next search. Where that fails the next search is slow, and nothing else.
    pub fn save(&self) {
        let Ok(files) = self.index.files() else { return };
        drop(self.write(&files));
    }

    fn write(&self, files: &[OutputFile]) -> Result<(), crate::output::OutputError> {
        write_cache(&self.home, &[FOLDERS[0], FOLDERS[1], &self.key.project], &self.key.state, files)
    }
}

/// Looks at everything that the index is made of without reading documents.
fn key(request: &Request, cache: &Cache) -> Result<(Key, Calendar), LoadError> {
    let mut sources = SourceMap::default();
    let (config, project_root) = project::read_config(&mut sources, request)?;
    let as_of = config.site.day(request.clock);
    let roots = project::roots(&sources, request, &config, &project_root)?;

    let mut project = Fingerprint::default();
    project.path(&project::config_path(request).unwrap_or_default());
    let mut state = Fingerprint::default();
    state.bytes(env!("CARGO_PKG_VERSION").as_bytes()).bytes(&FORMAT.to_le_bytes());
    state.stamp(cache.program.as_deref().and_then(source::stamp));
    of_settings(&mut state, request, &config, as_of);
    // The configuration, the taxonomy and the services are all that was read up to here.
    for (_, file) in sources.iter() {
        state.bytes(file.path.as_bytes()).bytes(file.text.as_bytes());
    }
    for root in &roots {
        let folder = root.folder.canonicalize().unwrap_or_else(|_| root.folder.clone());
        project.path(&folder);
        state.bytes(root.prefix.as_bytes()).path(&folder);
    }
    if let Some(path) = &request.overrides {
        state.path(path).stamp(source::stamp(&request.working_folder.join(path)));
    }
    for it in source::list_content(&roots, &request.working_folder, &request.skip)? {
        state.path(&it.path).stamp(it.stamp);
    }
    let key = Key { project: project.finish(), state: state.finish() };
    Ok((key, Calendar { as_of, fiscal_year_start: config.fiscal_year_start }))
}

/// What the index depends on beside files.
fn of_settings(state: &mut Fingerprint, request: &Request, config: &Config, as_of: Date) {
    state.bytes(config.site.audience.as_str().as_bytes());
    state.bytes(as_of.to_string().as_bytes());
    state.bytes(&[u8::from(request.drafts)]);
    state.bytes(format!("{:?}", config.privacy).as_bytes());
    state.bytes(request.base_url.as_deref().unwrap_or_default().as_bytes());
}
