//! Where a site may be written, and where it must not.

use std::ffi::OsString;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::error::{Action, OutputError};
use crate::phrase::{Phrase, say};

/// What lies around the output folder and must not be hurt.
#[derive(Debug, Clone)]
pub struct Surroundings {
    /// The folder that relative paths start from.
    pub working_dir: PathBuf,
    /// The user's home folder, where it is known.
    pub home: Option<PathBuf>,
    /// The folder of the configuration file, or what stands for it.
    pub project_root: PathBuf,
    /// The content folders; relative ones start from the working folder, as all paths here.
    pub content: Vec<PathBuf>,
    /// The walk of the content skips the output folder, so that it may lie inside.
    pub content_skips_output: bool,
}

/// A checked output folder.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// Absolute, without links and dots.
    pub(super) site: PathBuf,
    /// The folder that holds it; may not exist yet.
    pub(super) parent: PathBuf,
    /// Its name in `parent`.
    pub(super) name: OsString,
}

/// Checks that `site` may be used as the output folder, before a long build.
pub fn check_output(site: &Path, surroundings: &Surroundings) -> Result<(), OutputError> {
    Place::find(site, surroundings).map(|_| ())
}

impl Place {
    pub(super) fn find(site: &Path, surroundings: &Surroundings) -> Result<Self, OutputError> {
        let site = resolve(&surroundings.working_dir.join(site))?;
        let refuse =
            |reason: Phrase, hint: Phrase| Err(OutputError::Refused { path: site.clone(), reason, hint });
        let (Some(parent), Some(name)) = (site.parent(), site.file_name()) else {
            return refuse(say!("failure.output-root"), choose());
        };
        // The hidden folder beside it carries its name and must not get too long.
        if 200 < name.len() {
            return refuse(say!("failure.output-long-name"), say!("failure.output-long-name-hint"));
        }
        if let Some(part) = site.components().find_map(version_control) {
            return refuse(say!("failure.output-in-repository", folder = part), choose());
        }
        let known = |path: &Path| {
            let path = surroundings.working_dir.join(path);
            std::fs::canonicalize(&path).unwrap_or(path)
        };
        let protected = [
            (surroundings.home.as_deref(), Protected::Home),
            (Some(surroundings.project_root.as_path()), Protected::Project),
            (Some(surroundings.working_dir.as_path()), Protected::Working),
        ];
        let content = surroundings.content.iter().map(|it| (Some(it.as_path()), Protected::Content));
        for (path, what) in protected.into_iter().chain(content.clone()) {
            let Some(path) = path.map(known) else { continue };
            if path == site {
                return refuse(what.is_it(), choose());
            }
            if path.starts_with(&site) {
                return refuse(what.is_inside(&path), choose());
            }
        }
        for path in content.filter_map(|it| it.0).map(known) {
            if !surroundings.content_skips_output && site.starts_with(&path) {
                return refuse(say!("failure.output-in-content", path = path.display()), choose());
            }
        }
        match std::fs::symlink_metadata(&site) {
            Ok(it) if it.is_symlink() => {
                refuse(say!("failure.output-link"), say!("failure.output-link-hint"))
            }
            Ok(it) if !it.is_dir() => refuse(say!("failure.output-file"), choose()),
            Ok(_) if is_mount_point(&site, parent) => refuse(say!("failure.output-mount"), choose_inside()),
            Ok(_) => Ok(Self { parent: parent.to_owned(), name: name.to_owned(), site }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Ok(Self { parent: parent.to_owned(), name: name.to_owned(), site })
            }
            Err(error) => Err(OutputError::io(Action::Use, &site)(error)),
        }
    }
}

/// A folder that a site must not take the place of.
#[derive(Debug, Clone, Copy)]
enum Protected {
    Home,
    Project,
    Working,
    Content,
}

impl Protected {
    /// The output folder is this folder.
    fn is_it(self) -> Phrase {
        match self {
            Self::Home => say!("failure.output-is-home"),
            Self::Project => say!("failure.output-is-project"),
            Self::Working => say!("failure.output-is-working-folder"),
            Self::Content => say!("failure.output-is-content"),
        }
    }

    /// The output folder holds this folder, which is at `path`.
    fn is_inside(self, path: &Path) -> Phrase {
        let path = path.display();
        match self {
            Self::Home => say!("failure.output-holds-home", path),
            Self::Project => say!("failure.output-holds-project", path),
            Self::Working => say!("failure.output-holds-working-folder", path),
            Self::Content => say!("failure.output-holds-content", path),
        }
    }
}

fn choose() -> Phrase {
    say!("failure.output-choose-hint")
}

/// The hint where the output folder is a mount: a folder cannot be exchanged across file systems.
pub(super) fn choose_inside() -> Phrase {
    say!("failure.output-mount-hint")
}

/// `path` without links, `.` and `..`; the last part is not followed when it is a link.
fn resolve(path: &Path) -> Result<PathBuf, OutputError> {
    let mut resolved = PathBuf::new();
    let mut components = path.components().peekable();
    while let Some(component) = components.next() {
        match component {
            Component::ParentDir => {
                resolved.pop();
            }
            Component::CurDir => {}
            _ => resolved.push(component),
        }
        if components.peek().is_none() {
            break;
        }
        match std::fs::metadata(&resolved) {
            Ok(it) if it.is_dir() => {
                resolved =
                    std::fs::canonicalize(&resolved).map_err(OutputError::io(Action::Use, &resolved))?;
            }
            Ok(_) => {
                let reason = say!("failure.output-below-file", path = resolved.display());
                return Err(OutputError::Refused { path: path.to_owned(), reason, hint: choose() });
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(OutputError::io(Action::Use, &resolved)(error)),
        }
    }
    Ok(resolved)
}

/// The name of a version control folder.
fn version_control(component: Component<'_>) -> Option<&'static str> {
    let Component::Normal(name) = component else { return None };
    [".git", ".hg", ".svn", ".jj"].into_iter().find(|it| name.eq_ignore_ascii_case(it))
}

/// Whether another file system, or another part of the same one, is mounted at the folder `path` in `parent`.
#[cfg(unix)]
pub(super) fn is_mount_point(path: &Path, parent: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path| std::fs::symlink_metadata(path).map(|it| it.dev()).ok();
    device(path) != device(parent) || is_mount_root(path)
}

#[cfg(not(unix))]
pub(super) fn is_mount_point(_path: &Path, _parent: &Path) -> bool {
    false
}

/// Whether the kernel says so; the device alone does not tell a part of the same file system.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn is_mount_root(path: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    statx(CWD, path, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::BASIC_STATS)
        .is_ok_and(|it| it.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
fn is_mount_root(_path: &Path) -> bool {
    false
}
