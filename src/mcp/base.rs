//! The knowledge base that answers are made from, read anew when a file has changed.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::address::Route;
use crate::files::FileId;
use crate::pipeline::{self, LoadError, Loaded, Request};
use crate::search::{Index, SearchError};
use crate::source::{self, Stamp};

/// The knowledge base and what was made of it.
#[derive(Debug)]
pub struct Base {
    /// What is loaded, and for whom.
    pub(super) request: Request,
    /// The knowledge base as its audience sees it.
    pub(super) loaded: Loaded,
    /// The file of texts that agents give.
    pub(super) given: FileId,
    index: Option<Index>,
    texts: Option<BTreeMap<Route, String>>,
    stamps: Vec<(PathBuf, Option<Stamp>)>,
}

/// Why there is nothing to answer from.
#[derive(Debug)]
pub enum BaseError {
    /// The knowledge base could not be loaded.
    Load(LoadError),
    /// It is unclear what is internal.
    InDoubt(Box<Loaded>),
}

impl From<LoadError> for BaseError {
    fn from(error: LoadError) -> Self {
        Self::Load(error)
    }
}

impl Base {
    /// Loads what `request` names; nothing for the public where it is unclear what is internal.
    pub fn new(request: Request) -> Result<Self, BaseError> {
        let stamps = stamps(&request)?;
        let mut loaded = pipeline::load(&request)?;
        if loaded.is_in_doubt() {
            return Err(BaseError::InDoubt(Box::new(loaded)));
        }
        let given = loaded.sources.add("-".to_owned(), String::new());
        Ok(Self { request, loaded, given, index: None, texts: None, stamps })
    }

    /// How many incidents there are.
    pub fn n_incidents(&self) -> usize {
        self.loaded.knowledge_base.incidents.len()
    }

    /// Reads the documents anew where one has changed since.
    pub(super) fn refresh(&mut self) -> Result<(), String> {
        let stamps = stamps(&self.request).map_err(|it| it.phrase().english())?;
        if stamps == self.stamps {
            return Ok(());
        }
        match Self::new(self.request.clone()) {
            Ok(new) => {
                *self = new;
                Ok(())
            }
            Err(BaseError::Load(error)) => Err(error.phrase().english()),
            Err(BaseError::InDoubt(_)) => {
                Err("It is unclear which parts are internal, so nothing is shown.".to_owned())
            }
        }
    }

    /// The search index over what is loaded.
    pub(super) fn index(&mut self) -> Result<&Index, SearchError> {
        let index = match self.index.take() {
            Some(index) => index,
            None => pipeline::index(&self.loaded)?,
        };
        Ok(self.index.insert(index))
    }

    /// The documents as Markdown, without what this audience does not see, by their pages.
    pub(super) fn texts(&mut self) -> Result<&BTreeMap<Route, String>, String> {
        let texts = match self.texts.take() {
            Some(texts) => texts,
            None => pipeline::texts(&self.loaded, &self.request).map_err(|it| it.phrase().english())?,
        };
        Ok(self.texts.insert(texts))
    }
}

fn stamps(request: &Request) -> Result<Vec<(PathBuf, Option<Stamp>)>, LoadError> {
    let (roots, _) = pipeline::content_roots(request)?;
    let listed = source::list_content(&roots, &request.working_folder, &request.skip)?;
    let mut stamps: Vec<(PathBuf, Option<Stamp>)> =
        listed.into_iter().map(|it| (it.path, it.stamp)).collect();
    let config = pipeline::project_root(request).join(crate::config::FILE_NAME);
    let stamp = source::stamp(&config);
    stamps.push((config, stamp));
    Ok(stamps)
}
