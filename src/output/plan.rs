//! What is to be written: checked paths, in order.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::error::OutputError;
use super::path::fault_of_path;
use crate::files::OutputFile;
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
    /// Here they are.
    Bytes(Vec<u8>),
    /// A file to copy.
    Copy(PathBuf),
}

impl Plan {
    pub(super) fn new(
        files: Vec<OutputFile>,
        attachments: Vec<(String, PathBuf)>,
    ) -> Result<Self, OutputError> {
        let files = files.into_iter().map(|it| (it.path, Content::Bytes(it.bytes)));
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
