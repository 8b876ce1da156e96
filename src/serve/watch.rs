//! Waiting until somebody saves.
//!
//! Folders are watched rather than files: most editors write a new file and give it the name of the old one, which takes
//! the watch of a file with it.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

use notify::event::EventKind;
use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

/// How long nothing must happen after a change: editors write several files for one save.
const QUIET: Duration = Duration::from_millis(20);

/// How long a change waits at most.
const LONGEST: Duration = Duration::from_millis(50);

/// How often folders are compared where the system reports nothing.
const POLL: Duration = Duration::from_secs(1);

/// What of a folder matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// Everything below it.
    Everything,
    /// The configuration and what it names directly in it, and folders that come and go.
    Settings,
}

/// What is watched, by folder.
pub(super) type Folders = BTreeMap<PathBuf, Depth>;

/// A watch over folders.
pub(super) struct Watch {
    watcher: Option<Box<dyn Watcher + Send>>,
    is_polling: bool,
    folders: Arc<RwLock<Folders>>,
    /// Folders below the watched ones in which nothing matters.
    ignored: Arc<[PathBuf]>,
    changed: SyncSender<()>,
    changes: Receiver<()>,
}

impl Watch {
    /// Watches nothing yet.
    pub(super) fn new(ignored: &[PathBuf]) -> Self {
        let (changed, changes) = sync_channel(1);
        let (folders, ignored) = (Arc::default(), Arc::from(ignored));
        Self { watcher: None, is_polling: false, folders, ignored, changed, changes }
    }

    /// Watches `wanted` from here on; true where the system has just refused, and folders are compared instead.
    pub(super) fn follow(&mut self, mut wanted: Folders) -> bool {
        let deep: Vec<PathBuf> =
            wanted.iter().filter(|it| *it.1 == Depth::Everything).map(|it| it.0.clone()).collect();
        // A folder within one that is watched as a whole is watched already.
        wanted.retain(|path, _| path.is_dir() && !deep.iter().any(|it| it != path && path.starts_with(it)));
        if self.watcher.is_some() && self.folders() == wanted {
            return false;
        }
        if self.is_polling || self.watch(&wanted).is_err() {
            let is_new = !self.is_polling;
            self.is_polling = true;
            self.poll(&wanted);
            return is_new;
        }
        false
    }

    /// What is watched.
    pub(super) fn folders(&self) -> Folders {
        self.folders.read().map_or_else(|_| Folders::default(), |it| it.clone())
    }

    fn watch(&mut self, wanted: &Folders) -> notify::Result<()> {
        let known = self.folders();
        let config = Config::default().with_follow_symlinks(false);
        let mut watcher: Box<dyn Watcher + Send> = match self.watcher.take() {
            Some(watcher) => watcher,
            None => Box::new(RecommendedWatcher::new(self.handler(), config)?),
        };
        for (path, _) in known.iter().filter(|it| wanted.get(it.0) != Some(it.1)) {
            // A folder that is gone has no watch to take away.
            drop(watcher.unwatch(path));
        }
        for (path, depth) in wanted.iter().filter(|it| known.get(it.0) != Some(it.1)) {
            watcher.watch(path, depth.mode())?;
        }
        self.watcher = Some(watcher);
        self.note(wanted);
        Ok(())
    }

    fn poll(&mut self, wanted: &Folders) {
        let config = Config::default().with_follow_symlinks(false).with_poll_interval(POLL);
        let Ok(mut watcher) = PollWatcher::new(self.handler(), config) else { return };
        for (path, depth) in wanted {
            // A folder that has just gone comes back with the next change.
            drop(watcher.watch(path, depth.mode()));
        }
        self.watcher = Some(Box::new(watcher));
        self.note(wanted);
    }

    fn note(&self, wanted: &Folders) {
        if let Ok(mut folders) = self.folders.write() {
            folders.clone_from(wanted);
        }
    }

    /// What notes that something has changed; how much of it does not matter, as everything is read anew.
    fn handler(&self) -> impl Fn(notify::Result<Event>) + Send + 'static {
        let (folders, ignored) = (Arc::clone(&self.folders), Arc::clone(&self.ignored));
        let changed = self.changed.clone();
        move |event: notify::Result<Event>| {
            let matters = match event {
                Ok(event) if event.need_rescan() => true,
                Ok(event) if matches!(event.kind, EventKind::Access(_)) => false,
                Ok(event) => folders
                    .read()
                    .is_ok_and(|folders| event.paths.iter().any(|it| matters(it, &folders, &ignored))),
                // What was missed is not known.
                Err(_) => true,
            };
            if matters {
                // A full channel holds a change already.
                changed.try_send(()).ok();
            }
        }
    }

    /// Waits for a change, and for the end of what belongs to it.
    pub(super) fn wait(&self) -> Instant {
        // This end holds a sender too: the channel does not close.
        self.changes.recv().ok();
        let start = Instant::now();
        while start.elapsed() < LONGEST
            && self.changes.recv_timeout(QUIET.min(LONGEST.saturating_sub(start.elapsed()))).is_ok()
        {}
        start
    }
}

impl Depth {
    fn mode(self) -> RecursiveMode {
        match self {
            Self::Everything => RecursiveMode::Recursive,
            Self::Settings => RecursiveMode::NonRecursive,
        }
    }
}

/// Whether a change at `path` can change the site. In doubt it can: to build without need costs less than to miss a save.
fn matters(path: &Path, folders: &Folders, ignored: &[PathBuf]) -> bool {
    if ignored.iter().any(|it| path.starts_with(it)) {
        return false;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if name == ".afterwordignore" {
        return true;
    }
    let of_editors = [".swp", ".swx", ".swo", ".tmp", ".part"];
    if name.ends_with('~') || of_editors.iter().any(|it| name.ends_with(it)) {
        return false;
    }
    let around = folders.iter().filter(|it| path.starts_with(it.0)).max_by_key(|it| it.0.as_os_str().len());
    match around {
        // Systems that resolve links report other paths than were named.
        None => !name.starts_with('.'),
        Some((folder, depth)) => {
            let below = path.strip_prefix(folder).unwrap_or(path);
            let is_hidden =
                below.iter().any(|it| it.to_string_lossy().starts_with('.') || it == "node_modules");
            let ending = path.extension().and_then(OsStr::to_str);
            // The configuration and what it names: catalogues, and exports of trackers.
            let is_setting = matches!(ending, None | Some("yaml" | "yml" | "json" | "csv"));
            !is_hidden && (*depth == Depth::Everything || is_setting)
        }
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the tests make their own files")]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn only_changes_of_the_site_matter() {
        let folders = Folders::from([
            (PathBuf::from("/.home/kb"), Depth::Settings),
            (PathBuf::from("/.home/kb/content"), Depth::Everything),
        ]);
        let ignored = [PathBuf::from("/.home/kb/public")];
        let matters = |path: &str| matters(Path::new(path), &folders, &ignored);
        for path in [
            "/.home/kb/content/a.md",
            "/.home/kb/content/new/picture.png",
            "/.home/kb/content/.afterwordignore",
            "/.home/kb/afterword.yaml",
            "/.home/kb/services.yml",
            "/.home/kb/tickets.json",
            "/.home/kb/themes",
            "/elsewhere/a.md",
        ] {
            assert!(matters(path), "{path}");
        }
        for path in [
            "/.home/kb/content/.a.md.swp",
            "/.home/kb/content/a.md~",
            "/.home/kb/content/a.md.tmp",
            "/.home/kb/content/.git/index",
            "/.home/kb/content/node_modules/x/README.md",
            "/.home/kb/README.md",
            "/.home/kb/public/index.html",
            "/.home/kb/.git",
        ] {
            assert!(!matters(path), "{path}");
        }
    }

    /// Whether a change arrives within a generous time.
    fn is_seen(watch: &Watch) -> bool {
        watch.changes.recv_timeout(Duration::from_secs(20)).is_ok()
    }

    fn clear(watch: &Watch) {
        while watch.changes.recv_timeout(Duration::from_millis(100)).is_ok() {}
    }

    #[test]
    fn a_save_by_renaming_a_new_folder_and_a_deletion_are_seen() {
        let project = tempfile::tempdir().unwrap();
        let content = project.path().join("content");
        fs::create_dir(&content).unwrap();
        fs::write(content.join("a.md"), "a").unwrap();
        let mut watch = Watch::new(&[]);
        let folders = Folders::from([(content.clone(), Depth::Everything)]);
        assert!(!watch.follow(folders.clone()), "the system can watch");
        assert!(!watch.follow(folders));
        let steps: [&dyn Fn(); 5] = [
            &|| fs::write(content.join("a.md"), "b").unwrap(),
            &|| {
                fs::write(content.join(".a.md.tmp"), "c").unwrap();
                fs::rename(content.join(".a.md.tmp"), content.join("a.md")).unwrap();
            },
            &|| fs::create_dir_all(content.join("2026/deep")).unwrap(),
            &|| fs::write(content.join("2026/deep/b.md"), "d").unwrap(),
            &|| fs::remove_file(content.join("a.md")).unwrap(),
        ];
        for (nth, step) in steps.iter().enumerate() {
            step();
            assert!(is_seen(&watch), "step {nth}");
            clear(&watch);
        }
        fs::write(content.join(".a.md.swp"), "e").unwrap();
        assert!(watch.changes.recv_timeout(Duration::from_millis(300)).is_err());
    }

    #[test]
    fn without_help_of_the_system_folders_are_compared() {
        let project = tempfile::tempdir().unwrap();
        fs::write(project.path().join("a.md"), "a").unwrap();
        let mut watch = Watch::new(&[]);
        watch.poll(&Folders::from([(project.path().to_path_buf(), Depth::Everything)]));
        fs::write(project.path().join("b.md"), "b").unwrap();
        assert!(is_seen(&watch));
    }

    #[test]
    fn many_changes_at_once_wait_no_longer_than_one() {
        let watch = Watch::new(&[]);
        let changed = watch.changed.clone();
        let thread = std::thread::spawn(move || {
            for _ in 0..200 {
                changed.try_send(()).ok();
                std::thread::sleep(Duration::from_millis(5));
            }
        });
        let start = watch.wait();
        // A second of changes; the rest is for a busy machine.
        assert!(start.elapsed() < Duration::from_millis(700), "{:?}", start.elapsed());
        thread.join().unwrap();
    }
}
