//! A site whose files come one by one, from several threads: each is on disk as soon as it is known.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::disk::stamp;
use super::error::{Action, OutputError};
use super::interrupt::Interrupt;
use super::lock::Lock;
use super::path::fault_of_path;
use super::place::{Place, Surroundings};
use super::plan::{Content, Kept, Plan, Staged};
use super::publish::{Published, holds, publish, write_file};
use super::recover::recover;
use super::swap::Method;
use super::work::Work;
use crate::files::OutputFile;
use crate::phrase::say;

/// Files in one folder of those that wait for their place.
const PER_FOLDER: usize = 1000;
/// Folders that are filled at once: two threads that make files in one folder wait for each other.
const AT_ONCE: usize = 8;

/// A new site that grows beside the old one. Dropped before it is published, it leaves everything as it was.
#[derive(Debug)]
pub struct Staging {
    place: Place,
    /// `None` once it was handed over.
    work: Option<Work>,
    contents: Mutex<BTreeMap<String, Content>>,
    n_staged: AtomicUsize,
    leftover: Option<PathBuf>,
    interrupt: Interrupt,
    // The last to go.
    _lock: Lock,
}

impl Staging {
    /// Begins a new site for the folder `site`; no other build can until this one has ended.
    pub fn begin(site: &Path, surroundings: &Surroundings) -> Result<Self, OutputError> {
        let place = Place::find(site, surroundings)?;
        create_parents(&place)?;
        let lock = Lock::take(&place)?;
        let leftover = recover(&place)?;
        let interrupt = Interrupt::watch();
        let work = Work::create(&place)?;
        let staging = Self {
            place,
            work: Some(work),
            contents: Mutex::default(),
            n_staged: AtomicUsize::new(0),
            leftover,
            interrupt,
            _lock: lock,
        };
        staging.make_folder("")?;
        Ok(staging)
    }

    /// Adds a file.
    ///
    /// What the old site holds already is not written. Whether anything is in the way of its path is found out at the end.
    pub fn add(&self, file: OutputFile) -> Result<(), OutputError> {
        self.interrupt.check()?;
        let OutputFile { path, bytes } = file;
        if let Some(reason) = fault_of_path(&path) {
            return Err(OutputError::InvalidPath { path, reason });
        }
        let hash = blake3::hash(&bytes);
        let old = self.place.site.join(&path);
        // The stamp comes first: what changes in between is noticed when it is compared at the end.
        let kept = std::fs::symlink_metadata(&old).ok().map(|it| stamp(&it)).filter(|_| holds(&old, &bytes));
        let content = match kept {
            Some(stamp) => Content::Kept(Kept { hash, stamp }),
            None => Content::Staged(Staged { file: self.stage(&path, &bytes)?, hash }),
        };
        let mut contents = self.contents.lock().unwrap_or_else(PoisonError::into_inner);
        if contents.contains_key(&path) {
            return Err(OutputError::InvalidPath { path, reason: say!("failure.path-twice") });
        }
        contents.insert(path, content);
        Ok(())
    }

    /// Puts the new site in the place of the old one, with copies of `attachments`; after an error the old one is as it was.
    ///
    /// Each attachment is its path below the output folder and the file to copy.
    pub fn publish(self, attachments: Vec<(String, PathBuf)>) -> Result<Published, OutputError> {
        self.publish_by(Method::here(), attachments)
    }

    /// The same with another way to let two folders change places.
    pub(super) fn publish_by(
        mut self,
        method: Method,
        attachments: Vec<(String, PathBuf)>,
    ) -> Result<Published, OutputError> {
        let contents =
            std::mem::take(&mut self.contents).into_inner().unwrap_or_else(PoisonError::into_inner);
        let plan = Plan::new(contents.into_iter(), attachments)?;
        // It is there until now.
        let Some(work) = self.work.take() else { return Err(OutputError::Interrupted) };
        let published = publish(work, &self.place, &plan, method, &self.interrupt)?;
        Ok(Published { leftover: published.leftover.or_else(|| self.leftover.take()), ..published })
    }

    /// Writes the bytes of the file at `path` to a name of their own.
    fn stage(&self, path: &str, bytes: &[u8]) -> Result<PathBuf, OutputError> {
        let n = self.n_staged.fetch_add(1, Ordering::Relaxed);
        let folder = (n / (PER_FOLDER * AT_ONCE) * AT_ONCE + n % AT_ONCE).to_string();
        let staged = self.work.as_ref().map_or_else(PathBuf::new, |it| it.staged.join(&folder));
        if !staged.is_dir() {
            self.make_folder(&folder)?;
        }
        let file = staged.join(n.to_string());
        write_file(&file, bytes).map_err(OutputError::io(Action::Write, &self.place.site.join(path)))?;
        Ok(file)
    }

    /// Makes a folder for files that wait; another thread may be faster.
    fn make_folder(&self, name: &str) -> Result<(), OutputError> {
        let Some(work) = &self.work else { return Ok(()) };
        let folder = work.staged.join(name);
        match std::fs::create_dir(&folder) {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
                Err(OutputError::io(Action::Create, &folder)(error))
            }
            _ => Ok(()),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "this module writes")]
fn create_parents(place: &Place) -> Result<(), OutputError> {
    std::fs::create_dir_all(&place.parent).map_err(OutputError::io(Action::Create, &place.parent))
}

impl Drop for Staging {
    fn drop(&mut self) {
        // While the lock is held: the field below goes after this.
        if let Some(work) = &self.work {
            work.remove();
        }
    }
}
