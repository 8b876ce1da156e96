//! A branch against its base: the new and changed documents, what the knowledge base knows about them, and the findings
//! that the base does not have.
//!
//! 1. The base is read like the present state: the files of a commit go to a folder of their own first (`Base`).
//! 2. Documents are compared by their texts, not by git: what is not committed yet counts too.
//! 3. Every incident in a new or changed document gets its precedents.
//! 4. Findings are compared as a baseline compares them: by file, kind and flagged text.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::build::findings;
use super::error::LoadError;
use super::load::{Loaded, load};
use super::lookup::similar_incidents::similar_to;
use super::project;
use super::request::Request;
use crate::address::Addresses;
use crate::analysis::likeness::Answer;
use crate::analysis::precedents::{self, Because, ChangedDocument, Precedent, Precedents, Sureness};
use crate::diagnostics::Diagnostic;
use crate::export::Reviewed;
use crate::lint::baseline::{Baseline, Comparison};
use crate::model::{Incident, IncidentKind};
use crate::output::{self, OutputError};
use crate::source::{self, RevisionError};

/// Similar incidents of one that is not counted as a failure, or has no day.
const MOST_SIMILAR: usize = 3;

/// What a branch is compared with.
#[derive(Debug, Clone)]
pub enum Base {
    /// A commit, tag or branch of the repository.
    Reference(String),
    /// A folder that holds the earlier state: the project, or the content folder where one is given.
    Folder(PathBuf),
}

/// What a branch means for the knowledge base.
#[derive(Debug)]
pub struct Branch {
    /// The present state.
    pub loaded: Loaded,
    /// The commit of the base; `None` for a folder.
    pub commit: Option<String>,
    /// New and changed documents, in order of path.
    pub documents: Vec<ChangedDocument>,
    /// Paths of documents that the base has and the present state has not, in order.
    pub removed: Vec<String>,
    /// Findings that the base does not have, in order of place.
    pub findings: Vec<Diagnostic>,
    /// How many findings both have.
    pub n_known: usize,
    /// How many findings only the base has.
    pub n_fixed: usize,
}

impl Branch {
    /// The branch as exports take it.
    pub fn reviewed<'a>(&'a self, addresses: &'a Addresses) -> Reviewed<'a> {
        Reviewed {
            input: self.loaded.input(addresses),
            commit: self.commit.as_deref(),
            documents: &self.documents,
            removed: &self.removed,
            findings: &self.findings,
            n_known: self.n_known,
            n_fixed: self.n_fixed,
        }
    }
}

/// Why a branch could not be compared.
#[derive(Debug)]
pub enum BranchError {
    /// One of the two states could not be loaded.
    Load(LoadError),
    /// The base could not be read from the repository.
    Revision(RevisionError),
    /// The base could not be written to a folder of its own.
    Output(OutputError),
}

impl From<LoadError> for BranchError {
    fn from(error: LoadError) -> Self {
        Self::Load(error)
    }
}

/// Compares the present state of `request` with `base`.
pub fn branch(request: &Request, base: &Base) -> Result<Branch, BranchError> {
    let loaded = load(request)?;
    let (before, commit) = match base {
        Base::Folder(folder) => (state(&moved(request, folder))?, None),
        Base::Reference(reference) => {
            let folder = project_folder(request);
            let roots = content_paths(request, &folder)?;
            let is_content = |path: &str| {
                roots
                    .iter()
                    .any(|it| it.is_empty() || path.strip_prefix(it).is_some_and(|it| it.starts_with('/')))
            };
            let revision =
                source::read_revision(&folder, reference, is_content).map_err(BranchError::Revision)?;
            let scratch = output::scratch(&revision.files).map_err(BranchError::Output)?;
            (state(&moved(request, scratch.path()))?, Some(revision.commit))
        }
    };
    let (documents, removed) = compared(&loaded, before.as_ref());
    let known = before.as_ref().map_or_else(Baseline::default, |it| Baseline::of(&findings(it), &it.sources));
    let Comparison { new, n_known, gone } = known.compare(findings(&loaded), &loaded.sources, |_| true);
    Ok(Branch { documents, removed, findings: new, n_known, n_fixed: gone.len(), loaded, commit })
}

/// The state that `request` finds; `None` where there was no content folder yet.
fn state(request: &Request) -> Result<Option<Loaded>, LoadError> {
    match load(request) {
        Ok(loaded) => Ok(Some(loaded)),
        Err(LoadError::NoContent(_)) => Ok(None),
        // A root that the configuration names but no commit had yet.
        Err(LoadError::Config { .. }) if !has_content(request) => Ok(None),
        Err(error) => Err(error),
    }
}

fn has_content(request: &Request) -> bool {
    let folder = request.content.as_ref().or(request.root.as_ref());
    folder.is_some_and(|it| request.working_folder.join(it).join("content").is_dir())
}

/// The folder that `request` is about: the content folder given, else the project's.
fn project_folder(request: &Request) -> PathBuf {
    match &request.content {
        Some(content) => request.working_folder.join(content),
        None => project::project_root(request),
    }
}

/// The content folders below `folder`, `/` between parts; empty for `folder` itself.
fn content_paths(request: &Request, folder: &Path) -> Result<Vec<String>, LoadError> {
    let roots = project::content_folders(request)?;
    let below = |it: &PathBuf| {
        it.strip_prefix(folder).map(|it| it.to_string_lossy().replace('\\', "/")).unwrap_or_default()
    };
    Ok(roots.iter().map(|it| below(it).trim_end_matches('/').to_owned()).collect())
}

/// The same request about the state in `folder`.
fn moved(request: &Request, folder: &Path) -> Request {
    let mut moved = request.clone();
    if request.content.is_some() {
        moved.content = Some(folder.to_path_buf());
        moved.config = project::config_path(request);
    } else {
        moved.root = Some(folder.to_path_buf());
        let name = request.config.as_ref().and_then(|it| it.file_name());
        // The configuration of the base counts for the base; one that it does not have yet is the present one.
        let own = name.map(|it| folder.join(it)).filter(|it| it.is_file());
        moved.config = own.or_else(|| request.config.as_ref().map(|it| request.working_folder.join(it)));
    }
    moved
}

/// New and changed documents, and paths of removed ones.
fn compared(loaded: &Loaded, before: Option<&Loaded>) -> (Vec<ChangedDocument>, Vec<String>) {
    let mut old: BTreeMap<&str, &str> = before.map(texts).unwrap_or_default();
    let mut documents = Vec::new();
    for &file in &loaded.content.documents {
        let source = loaded.sources.get(file);
        let was = old.remove(source.path.as_str());
        if was == Some(source.text.as_str()) || loaded.hidden.contains(&file) {
            continue;
        }
        let incidents = loaded.knowledge_base.incidents.iter().filter(|it| it.body.0 == file);
        let mut incidents: Vec<&Incident> = incidents.collect();
        incidents.sort_by_key(|it| it.source.start);
        documents.push(ChangedDocument {
            file,
            is_new: was.is_none(),
            incidents: incidents.into_iter().map(|it| (it.id.clone(), known_about(loaded, it))).collect(),
        });
    }
    let hidden = |path: &str| before.is_some_and(|it| is_hidden(it, path));
    let removed = old.keys().filter(|it| !hidden(it)).map(|it| (*it).to_owned()).collect();
    (documents, removed)
}

fn texts(loaded: &Loaded) -> BTreeMap<&str, &str> {
    loaded
        .content
        .documents
        .iter()
        .map(|it| loaded.sources.get(*it))
        .map(|it| (it.path.as_str(), it.text.as_str()))
        .collect()
}

fn is_hidden(loaded: &Loaded, path: &str) -> bool {
    loaded.hidden.iter().any(|it| loaded.sources.get(*it).path == path)
}

/// What the knowledge base knows about `incident`: by its recurrences, and by its text alone where it is not counted as a
/// failure or has no day.
pub fn known_about(loaded: &Loaded, incident: &Incident) -> Precedents {
    let mut found = precedents::precedents(&loaded.knowledge_base, &loaded.analysis, incident);
    let is_compared =
        incident.counts() && crate::analysis::start_day(incident, &loaded.analysis.settings.zone).is_some();
    let is_asked = matches!(incident.kind, IncidentKind::Incident | IncidentKind::NearMiss);
    if is_compared || !is_asked || !found.earlier.is_empty() {
        return found;
    }
    for it in similar_to(loaded, incident).into_iter().take(MOST_SIMILAR) {
        let Some(other) = loaded.knowledge_base.incident(&it.id) else { continue };
        let days = precedents::days(&loaded.analysis, other, incident);
        if days.is_some_and(|it| it < 0) {
            continue;
        }
        found.earlier.push(Precedent {
            id: it.id,
            sureness: match it.answer {
                Answer::Likely => Sureness::Likely,
                Answer::Perhaps => Sureness::Possible,
            },
            because: Because::Texts,
            days,
            likeness: Some(it.score),
            evidence: Vec::new(),
            while_open: None,
        });
    }
    found.earlier.sort_by_key(|it| it.sureness);
    found.runbooks = precedents::runbooks(&loaded.knowledge_base, incident, &found.earlier);
    found
}
