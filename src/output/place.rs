//! Where a site may be written, and where it must not.

use std::ffi::OsString;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::error::OutputError;

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
    /// The walk of the content passes over the output folder, so that it may lie inside.
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

/// Checks that `site` may be used as the output folder; for a word of warning before a long build.
pub fn check_output(site: &Path, surroundings: &Surroundings) -> Result<(), OutputError> {
    Place::find(site, surroundings).map(|_| ())
}

impl Place {
    pub(super) fn find(site: &Path, surroundings: &Surroundings) -> Result<Self, OutputError> {
        let site = resolve(&surroundings.working_dir.join(site))?;
        let refuse = |reason: String, hint: &'static str| {
            Err(OutputError::Refused { path: site.clone(), reason, hint })
        };
        let (Some(parent), Some(name)) = (site.parent(), site.file_name()) else {
            return refuse("it is the root folder".to_owned(), CHOOSE);
        };
        // The hidden folder beside it carries its name and must not get too long.
        if 200 < name.len() {
            return refuse("its name is longer than 200 bytes".to_owned(), "choose a shorter name");
        }
        if let Some(part) = site.components().find_map(version_control) {
            return refuse(format!("it lies in `{part}`"), CHOOSE);
        }
        let known = |path: &Path| {
            let path = surroundings.working_dir.join(path);
            std::fs::canonicalize(&path).unwrap_or(path)
        };
        let protected = [
            (surroundings.home.as_deref(), "the home folder"),
            (Some(surroundings.project_root.as_path()), "the folder of the configuration"),
            (Some(surroundings.working_dir.as_path()), "the working folder"),
        ];
        let content = surroundings.content.iter().map(|it| (Some(it.as_path()), "the content folder"));
        for (path, what) in protected.into_iter().chain(content.clone()) {
            let Some(path) = path.map(known) else { continue };
            if path == site {
                return refuse(format!("it is {what}"), CHOOSE);
            }
            if path.starts_with(&site) {
                return refuse(format!("it holds {what}, `{}`", path.display()), CHOOSE);
            }
        }
        for path in content.filter_map(|it| it.0).map(known) {
            if !surroundings.content_skips_output && site.starts_with(&path) {
                return refuse(format!("it lies in the content folder, `{}`", path.display()), CHOOSE);
            }
        }
        match std::fs::symlink_metadata(&site) {
            Ok(it) if it.is_symlink() => {
                refuse("it is a symbolic link".to_owned(), "give the folder that the link points to")
            }
            Ok(it) if !it.is_dir() => refuse("it is a file".to_owned(), CHOOSE),
            Ok(_) if is_mount_point(&site, parent) => {
                refuse("another file system is mounted there".to_owned(), MOUNT)
            }
            Ok(_) => Ok(Self { parent: parent.to_owned(), name: name.to_owned(), site }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Ok(Self { parent: parent.to_owned(), name: name.to_owned(), site })
            }
            Err(error) => Err(OutputError::io("use", &site)(error)),
        }
    }
}

const CHOOSE: &str = "choose a folder of its own, such as `public`";

/// Said where the output folder is a mount: a folder cannot be exchanged across file systems.
pub(super) const MOUNT: &str = "choose a folder inside it, such as `site`";

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
                resolved = std::fs::canonicalize(&resolved).map_err(OutputError::io("use", &resolved))?;
            }
            Ok(_) => {
                let reason = format!("`{}` is a file", resolved.display());
                return Err(OutputError::Refused { path: path.to_owned(), reason, hint: CHOOSE });
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(OutputError::io("use", &resolved)(error)),
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
