//! What is to be written: checked paths, in order.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::disk::Stamp;
use super::error::OutputError;
use super::path::fault_of_path;
use crate::phrase::say;

/// Every file of the new site by its path below the output folder.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) files: BTreeMap<String, Content>,
    /// Every folder that holds one of them.
    pub(super) folders: BTreeSet<String>,
}

/// Where the bytes of a file come from.
#[derive(Debug)]
pub(super) enum Content {
    /// A file to copy.
    Copy(PathBuf),
    /// They lie in a file of ours, which moves to its place.
    Staged(Staged),
    /// The old site has them already.
    Kept(Kept),
}

/// Bytes that were written beside the site as soon as they were known.
#[derive(Debug, Clone)]
pub(super) struct Staged {
    pub(super) file: PathBuf,
    pub(super) hash: blake3::Hash,
}

/// Bytes that the old site held when they were compared.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    pub(super) hash: blake3::Hash,
    pub(super) stamp: Stamp,
}

impl Plan {
    /// The plan of `files` and of copies of `attachments`.
    pub(super) fn new(
        files: impl Iterator<Item = (String, Content)>,
        attachments: Vec<(String, PathBuf)>,
    ) -> Result<Self, OutputError> {
        let attachments = attachments.into_iter().map(|(path, source)| (path, Content::Copy(source)));
        let mut plan = Self::default();
        for (path, content) in files.chain(attachments) {
            if let Some(reason) = fault_of_path(&path) {
                return Err(OutputError::InvalidPath { path, reason });
            }
            for (at, _) in path.match_indices('/') {
                plan.folders.insert(path[..at].to_owned());
            }
            if plan.files.contains_key(&path) {
                return Err(OutputError::InvalidPath { path, reason: say!("failure.path-twice") });
            }
            plan.files.insert(path, content);
        }
        if let Some(path) = plan.files.keys().find(|it| plan.folders.contains(*it)) {
            let reason = say!("failure.path-file-and-folder");
            return Err(OutputError::InvalidPath { path: path.clone(), reason });
        }
        Ok(plan)
    }
}
