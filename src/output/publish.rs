//! The steps of writing a site, in order.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::disk::stamp;
use super::error::{Action, OutputError};
use super::foreign::OldSite;
use super::interrupt::Interrupt;
use super::manifest::{self, Manifest};
use super::place::Place;
use super::plan::{Content, Kept, Plan};
use super::swap::{Method, swap};
use super::sweep::{Sweep, sweep};
use super::work::Work;
use crate::files::seam::{self, Step};

/// What became of a site on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Files that are new or have changed.
    pub written: usize,
    /// Files that stay as they were.
    pub unchanged: usize,
    /// Files of an earlier build that are gone now.
    pub removed: usize,
    /// The output folder, absolute.
    pub dir: PathBuf,
    /// A hidden folder that could not be cleared away; the next build tries again.
    pub leftover: Option<PathBuf>,
}

/// Puts the site of `plan` in its place, by way of the hidden folder `work`, which is gone afterwards.
///
/// Afterwards the folder holds these files, what others had put there, and nothing else: pages of an earlier build that are
/// not in the plan are gone. Equal input gives equal bytes and equal rights (0644, folders 0755), whatever the umask. After
/// an error the folder is as it was. Only while the lock is held.
pub(super) fn publish(
    work: Work,
    place: &Place,
    plan: &Plan,
    method: Method,
    interrupt: &Interrupt,
) -> Result<Published, OutputError> {
    let compared = OldSite::scan(&place.site).and_then(|mut old| {
        old.settle(&place.site, plan, |path| {
            plan.files.get(path).is_some_and(|it| it.is_at(&place.site.join(path)))
        })?;
        let (unchanged, known) = compare(&place.site, plan, &old)?;
        Ok((old, unchanged, known))
    });
    let (old, unchanged, known) = compared.inspect_err(|_| work.remove())?;
    let is_stale = |path: &&String| !plan.files.contains_key(*path);
    let mut published = Published {
        written: plan.files.len() - unchanged.len(),
        unchanged: unchanged.len(),
        removed: old.ours.iter().filter(is_stale).count(),
        dir: place.site.clone(),
        leftover: None,
    };
    if published.written == 0 && published.removed == 0 && old.exists && known == old.manifest {
        work.remove();
        return Ok(published);
    }
    let built = grow(&work.tree, &place.site, plan, &unchanged, known, interrupt).and_then(|new_manifest| {
        old.carry_over(&place.site, &work.tree)?;
        keep_rights(&place.site, &work.tree, old.exists)?;
        make_durable(&work.tree, plan.files.keys().filter(|it| !unchanged.contains(*it)))?;
        interrupt.check()?;
        Ok((new_manifest, swap(place, &work, method)?))
    });
    let (new_manifest, old_site) = built.inspect_err(|_| work.remove())?;
    let _ = File::open(&place.parent).and_then(|it| it.sync_all());
    // From here on the new site is in place; what fails now only leaves something for the next build to clear away.
    let swept =
        old_site.map_or(Ok(()), |it| sweep(&it, &place.site, &old.manifest, &new_manifest, Sweep::AfterSwap));
    match swept {
        Ok(()) => work.remove(),
        Err(_) => published.leftover = Some(work.dir),
    }
    Ok(published)
}

/// The paths whose files are already in `site` as they are to be, and the hashes of all files that are known.
fn compare(site: &Path, plan: &Plan, old: &OldSite) -> Result<(BTreeSet<String>, Manifest), OutputError> {
    let mut unchanged = BTreeSet::new();
    let mut known = Manifest::default();
    for (path, content) in &plan.files {
        let old_path = site.join(path);
        let may_stay = old.ours.contains(path) && has_plain_rights(&old_path);
        match content {
            Content::Copy(_) if !may_stay => {}
            Content::Copy(source) => {
                let bytes = read_attachment(source)?;
                if holds(&old_path, &bytes) {
                    known.hashes.insert(path.clone(), blake3::hash(&bytes));
                    unchanged.insert(path.clone());
                }
            }
            // It was compared when it was written.
            Content::Staged(it) => {
                known.hashes.insert(path.clone(), it.hash);
            }
            Content::Kept(it) => {
                known.hashes.insert(path.clone(), it.hash);
                if may_stay && it.is_at(&old_path) {
                    unchanged.insert(path.clone());
                }
            }
        }
    }
    Ok((unchanged, known))
}

/// Makes the whole new site in `tree`, what belongs to others apart, and returns its list of files.
pub(super) fn grow(
    tree: &Path,
    site: &Path,
    plan: &Plan,
    unchanged: &BTreeSet<String>,
    known: Manifest,
    interrupt: &Interrupt,
) -> Result<Manifest, OutputError> {
    let mut list = known;
    for folder in &plan.folders {
        let path = tree.join(folder);
        seam::check(Step::Write, &path)
            .and_then(|()| std::fs::create_dir(&path))
            .and_then(|()| set_rights(&path, 0o755))
            .map_err(OutputError::io(Action::Create, &site.join(folder)))?;
    }
    for (path, content) in &plan.files {
        interrupt.check()?;
        let to = tree.join(path);
        // A second name for the same file: nobody has written to it since, and we never write to a file again.
        if unchanged.contains(path) && std::fs::hard_link(site.join(path), &to).is_ok() {
            continue;
        }
        let write =
            |bytes: &[u8]| write_file(&to, bytes).map_err(OutputError::io(Action::Write, &site.join(path)));
        match content {
            Content::Copy(source) => {
                let bytes = read_attachment(source)?;
                list.hashes.insert(path.clone(), blake3::hash(&bytes));
                write(&bytes)?;
            }
            Content::Staged(it) => seam::check(Step::Write, &to)
                .and_then(|()| std::fs::rename(&it.file, &to))
                .map_err(OutputError::io(Action::Write, &site.join(path)))?,
            Content::Kept(it) => write(&it.bytes(&site.join(path))?)?,
        }
    }
    let name = tree.join(manifest::NAME);
    write_file(&name, list.to_text().as_bytes())
        .map_err(OutputError::io(Action::Write, &site.join(manifest::NAME)))?;
    Ok(list)
}

impl Content {
    /// Whether the file at `path` holds just this.
    fn is_at(&self, path: &Path) -> bool {
        match self {
            Self::Copy(source) => read_attachment(source).is_ok_and(|bytes| holds(path, &bytes)),
            Self::Staged(it) => has_hash(path, it.hash),
            Self::Kept(it) => has_hash(path, it.hash),
        }
    }
}

impl Kept {
    /// Whether the file at `path` is as it was when it was compared.
    fn is_at(&self, path: &Path) -> bool {
        std::fs::symlink_metadata(path).is_ok_and(|it| stamp(&it) == self.stamp)
    }

    /// The bytes of the file at `path`, which somebody else may have changed since.
    fn bytes(&self, path: &Path) -> Result<Vec<u8>, OutputError> {
        let bytes = read_attachment(path)?;
        if blake3::hash(&bytes) == self.hash {
            return Ok(bytes);
        }
        Err(OutputError::io(Action::Read, path)(io::ErrorKind::ResourceBusy.into()))
    }
}

/// Whether the regular file at `path` holds the bytes with this hash.
fn has_hash(path: &Path, hash: blake3::Hash) -> bool {
    read_attachment(path).is_ok_and(|it| blake3::hash(&it) == hash)
}

/// Whether the regular file at `path` holds `bytes` and nothing else.
#[expect(clippy::disallowed_methods, reason = "the old site is compared with the new one here only")]
pub(super) fn holds(path: &Path, bytes: &[u8]) -> bool {
    let length = u64::try_from(bytes.len()).ok();
    std::fs::symlink_metadata(path).is_ok_and(|it| it.is_file() && Some(it.len()) == length)
        && std::fs::read(path).is_ok_and(|it| it == bytes)
}

/// Writes a file that does not exist yet, readable by all whatever the umask.
pub(super) fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    seam::check(Step::Write, path)?;
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    set_file_rights(&file)
}

/// The bytes of the regular file at `source`; a link or pipe put there since it was listed is an error.
fn read_attachment(source: &Path) -> Result<Vec<u8>, OutputError> {
    let read = || OutputError::io(Action::Read, source);
    seam::check(Step::Read, source).map_err(read())?;
    let mut options = OpenOptions::new();
    options.read(true);
    refuse_links(&mut options);
    let mut file = options.open(source).map_err(read())?;
    if !file.metadata().map_err(read())?.is_file() {
        return Err(read()(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file")));
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(read())?;
    Ok(bytes)
}

#[cfg(unix)]
fn refuse_links(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
    options.custom_flags(flags.bits().cast_signed());
}

#[cfg(not(unix))]
fn refuse_links(_options: &mut OpenOptions) {}

#[cfg(unix)]
fn set_rights(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, PermissionsExt::from_mode(mode))
}

#[cfg(not(unix))]
fn set_rights(_path: &Path, _mode: u32) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn set_file_rights(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(PermissionsExt::from_mode(0o644))
}

#[cfg(not(unix))]
fn set_file_rights(_file: &File) -> io::Result<()> {
    Ok(())
}

/// Whether the file has the rights that it would be written with, and no second name elsewhere.
#[cfg(unix)]
fn has_plain_rights(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::symlink_metadata(path).is_ok_and(|it| it.mode() & 0o7777 == 0o644 && it.nlink() == 1)
}

#[cfg(not(unix))]
fn has_plain_rights(_path: &Path) -> bool {
    true
}

/// The new site has the rights of the old one, else 0755.
fn keep_rights(site: &Path, tree: &Path, site_exists: bool) -> Result<(), OutputError> {
    let kept = if site_exists {
        std::fs::metadata(site).and_then(|it| std::fs::set_permissions(tree, it.permissions()))
    } else {
        set_rights(tree, 0o755)
    };
    kept.map_err(OutputError::io(Action::Write, site))
}

/// Puts the list of files, and every file that was written, on the disk before the new site takes its place: after a
/// loss of power it is whole.
///
/// Few files one by one; many at once with everything else that waits for the disk, which is cheaper from there on.
fn make_durable<'a>(tree: &Path, written: impl Iterator<Item = &'a String>) -> Result<(), OutputError> {
    let failed = || OutputError::io(Action::Write, tree);
    let list = tree.join(manifest::NAME);
    seam::check(Step::Write, &list).map_err(failed())?;
    let written: Vec<&String> = written.collect();
    if MAX_SYNCED < written.len() && sync_all(tree).is_ok() {
        return Ok(());
    }
    let sync = |path: &Path| File::open(path).and_then(|it| it.sync_data());
    for path in written {
        sync(&tree.join(path)).map_err(failed())?;
    }
    File::open(&list).and_then(|it| it.sync_all()).map_err(failed())
}

/// Most files that are synced one by one.
const MAX_SYNCED: usize = 64;

/// Everything that waits for the disk which `tree` is on.
#[cfg(target_os = "linux")]
fn sync_all(tree: &Path) -> io::Result<()> {
    rustix::fs::syncfs(File::open(tree)?).map_err(io::Error::from)
}

#[cfg(not(target_os = "linux"))]
fn sync_all(_tree: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
