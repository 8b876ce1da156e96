//! What the last build to an output folder was made of, and what it said: where nothing has changed since, neither the
//! input nor the site, nothing is rendered again.
//!
//! It is a saving of time and never more: the record is in the user's cache folder, not in the site, for findings are
//! nobody else's business. It holds only for the very same input, program, words and output; where it is missing,
//! damaged or in doubt, the site is built as if there were none.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::build::theme_files;
use super::find::Cache;
use super::fingerprint::Fingerprint;
use super::project;
use super::request::Request;
use super::timings::Timings;
use crate::files::{OutputFile, SourceMap};
use crate::output::write_cache;
use crate::source;
use crate::time::Clock;

/// Folders of the cache, one in the other.
const FOLDERS: [&str; 2] = ["afterword", "builds"];
/// The only file of a record.
const NAME: &str = "build";
/// Files that lie in the project's root by mistake, which is a finding.
const MISPLACED: [&str; 4] = [".afterwordignore", "overrides.yml", "overrides.yaml", "decisions.yml"];

/// The place of the record of the last build to one output folder.
#[derive(Debug)]
pub struct LastBuild {
    home: PathBuf,
    /// Of the output folder.
    project: String,
    /// Of everything that a build is made of, and of how it speaks.
    state: String,
    /// The folder of the configuration, or what stands for it.
    pub project_root: PathBuf,
    /// The content folders.
    pub content: Vec<PathBuf>,
}

/// What a build made and said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// What [`crate::output::state_of`] gives for the site that it wrote.
    pub site: String,
    /// What it printed about the content, with the codes of colours.
    pub said: String,
    /// Pages of the site.
    pub n_pages: usize,
    /// Files of the site.
    pub n_files: usize,
    /// Findings by level.
    pub errors: usize,
    /// Findings by level.
    pub warnings: usize,
    /// Findings by level.
    pub infos: usize,
}

impl LastBuild {
    /// The place for builds of `request` to `output`; `words` is how they speak. `None` where something of the input
    /// cannot be read: the build will say what.
    pub fn find(request: &Request, output: &Path, words: &str, cache: &Cache) -> Option<Self> {
        let mut sources = SourceMap::default();
        let (config, project_root) = project::read_config(&mut sources, request).ok()?;
        let roots = project::roots(&sources, request, &config, &project_root).ok()?;
        let mut project = Fingerprint::default();
        project.path(output);

        let mut state = Fingerprint::default();
        state.bytes(env!("CARGO_PKG_VERSION").as_bytes()).bytes(words.as_bytes());
        state.stamp(cache.program.as_deref().and_then(source::stamp));
        // Two times of one day make the same site.
        let as_of = config.site.day(request.clock);
        let request = Request { clock: Clock::Day(as_of), timings: Timings::default(), ..request.clone() };
        state.bytes(format!("{request:?}").as_bytes());
        // The configuration, the taxonomy and the services are all that was read up to here.
        for (_, file) in sources.iter() {
            state.bytes(file.path.as_bytes()).bytes(file.text.as_bytes());
        }
        if let Some(path) = &request.overrides {
            state.bytes(
                &source::read_as_is(&request.working_folder.join(path), &request.working_folder).ok()?,
            );
        }
        state.path(&project_root);
        for name in MISPLACED {
            state.bytes(&[u8::from(source::stamp(&project_root.join(name)).is_some())]);
        }
        for (path, bytes) in theme_files(&config, &project_root, &request).ok()? {
            state.bytes(path.as_bytes()).bytes(&bytes);
        }
        for root in &roots {
            state.bytes(root.prefix.as_bytes()).path(&root.folder.canonicalize().ok()?);
            state.bytes(&source::fingerprint_of(&root.folder, &request.skip).ok()?);
        }
        Some(Self {
            home: cache.home.clone(),
            project: project.finish(),
            state: state.finish(),
            project_root,
            content: roots.into_iter().map(|it| it.folder).collect(),
        })
    }

    /// What the last build made and said, where it was made of the same.
    pub fn outcome(&self) -> Option<Outcome> {
        let folder = [FOLDERS[0], FOLDERS[1], &self.project, &self.state]
            .iter()
            .fold(self.home.clone(), |path, it| path.join(it));
        if !source::is_private_folder(&self.home, &folder) {
            return None;
        }
        let text = String::from_utf8(source::read_as_is(&folder.join(NAME), &folder).ok()?).ok()?;
        let (hash, record) = text.split_once('\n')?;
        (hash == blake3::hash(record.as_bytes()).to_hex().as_str())
            .then(|| serde_json::from_str(record).ok())?
    }

    /// Keeps `outcome` for the next build. Where that fails the next build is slow, and nothing else.
    pub fn keep(&self, outcome: &Outcome) {
        let Ok(record) = serde_json::to_string(outcome) else { return };
        let hash = blake3::hash(record.as_bytes()).to_hex();
        let file = OutputFile::text(NAME, format!("{hash}\n{record}"));
        drop(write_cache(&self.home, &[FOLDERS[0], FOLDERS[1], &self.project], &self.state, &[file]));
    }

    /// Whether both are places for a build of the very same input.
    pub fn is_of_the_same_input(&self, other: &Self) -> bool {
        (&self.project, &self.state) == (&other.project, &other.state)
    }
}
