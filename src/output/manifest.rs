//! The list of files that Afterword wrote, kept in the output folder.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use super::error::{Action, OutputError};
use super::path::fault_of_path;
use crate::phrase::say;

pub(super) use super::path::MANIFEST_NAME as NAME;

/// First line; another number for another format.
const FIRST_LINE: &str = "afterword manifest 1";

/// Path below the output folder and BLAKE3 hash of every file that was written, the list itself apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Manifest {
    pub(super) hashes: BTreeMap<String, blake3::Hash>,
}

impl Manifest {
    /// The list in `site`; `None` where there is none. A damaged list is an error: without it, pages of ours
    /// cannot be distinguished from files of others.
    #[expect(clippy::disallowed_methods, reason = "the list is written and read here only")]
    pub(super) fn read(site: &Path) -> Result<Option<Self>, OutputError> {
        let path = site.join(NAME);
        match std::fs::symlink_metadata(&path) {
            // A link or folder of that name is somebody else's, and will be found in the way.
            Ok(it) if !it.is_file() => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Ok(_) | Err(_) => {}
        }
        let bytes = std::fs::read(&path).map_err(OutputError::io(Action::Read, &path))?;
        match std::str::from_utf8(&bytes).ok().and_then(Self::parse) {
            Some(it) => Ok(Some(it)),
            None => Err(OutputError::Refused {
                path: site.to_owned(),
                reason: say!("failure.output-manifest", file = NAME),
                hint: say!("failure.output-manifest-hint"),
            }),
        }
    }

    /// `None` where one line is not as it was written, or the last one is missing.
    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        if lines.next() != Some(FIRST_LINE) {
            return None;
        }
        let mut hashes = BTreeMap::new();
        for line in lines {
            if let Some(count) = line.strip_prefix("files ") {
                return (count.parse() == Ok(hashes.len())).then_some(Self { hashes });
            }
            let (hash, path) = line.split_once("  ")?;
            if fault_of_path(path).is_some() {
                return None;
            }
            hashes.insert(path.to_owned(), blake3::Hash::from_hex(hash).ok()?);
        }
        None
    }

    /// The list as a file: one line for each path, in order of bytes, and their number to show a cut.
    pub(super) fn to_text(&self) -> String {
        let mut text = format!("{FIRST_LINE}\n");
        for (path, hash) in &self.hashes {
            text.extend([hash.to_hex().as_str(), "  ", path, "\n"]);
        }
        text + &format!("files {}\n", self.hashes.len())
    }

    /// Whether a file that was written lies in the folder `path`.
    pub(super) fn has_below(&self, path: &str) -> bool {
        let start = format!("{path}/");
        self.hashes.range(start.clone()..).next().is_some_and(|(it, _)| it.starts_with(&start))
    }
}
