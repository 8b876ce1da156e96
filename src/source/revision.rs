//! The files of an earlier state of the repository, from the git program. Nothing is fetched: what the repository does not
//! have is an error.

use std::fmt;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::phrase::{Phrase, say};

/// A file that is neither content nor small is not needed to read documents.
const MAX_OTHER: u64 = 1_048_576;

/// Files of one commit.
#[derive(Debug)]
pub struct Revision {
    /// The commit, abbreviated.
    pub commit: String,
    /// Path below the folder, `/` between parts, and bytes.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Why an earlier state could not be read.
#[derive(Debug)]
pub enum RevisionError {
    /// The git program cannot be run.
    NoGit(String),
    /// The folder is not part of a repository.
    NoRepository,
    /// The repository does not have the commit.
    Unknown(String),
    /// Git ended with an error.
    Failed(String),
}

impl RevisionError {
    /// What went wrong.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::NoGit(reason) => say!("failure.no-git", reason),
            Self::NoRepository => say!("failure.no-repository"),
            Self::Unknown(reference) => say!("failure.unknown-revision", reference),
            Self::Failed(reason) => say!("failure.git", reason),
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> Phrase {
        match self {
            Self::Unknown(_) => say!("failure.unknown-revision-hint"),
            Self::NoGit(_) | Self::NoRepository | Self::Failed(_) => say!("failure.no-git-hint"),
        }
    }
}

impl fmt::Display for RevisionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.phrase().english())
    }
}

impl std::error::Error for RevisionError {}

/// The files below `folder` at the commit where the branch left `reference`: all of those that `is_content` holds for, and
/// small text files of settings.
///
/// In a shallow clone the commit where they parted may not be there; then it is `reference` itself.
pub fn read_revision(
    folder: &Path,
    reference: &str,
    is_content: impl Fn(&str) -> bool,
) -> Result<Revision, RevisionError> {
    git(folder, &["rev-parse", "--git-dir"], None).map_err(|it| match it {
        RevisionError::Failed(_) => RevisionError::NoRepository,
        other => other,
    })?;
    let named = format!("{reference}^{{commit}}");
    let base = git(folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &named], None)
        .map_err(|_| RevisionError::Unknown(reference.to_owned()))?;
    let base = text(&base);
    let parted = git(folder, &["merge-base", &base, "HEAD"], None).map(|it| text(&it));
    let commit = parted.ok().filter(|it| !it.is_empty()).unwrap_or(base);
    let listed = git(folder, &["ls-tree", "-r", "-l", "-z", &commit], None)?;
    let wanted: Vec<Blob> = listed
        .split(|it| *it == 0)
        .filter_map(Blob::read)
        .filter(|it| is_content(&it.path) || it.is_setting())
        .collect();
    let ids: String = wanted.iter().map(|it| format!("{}\n", it.id)).collect();
    let bytes = git(folder, &["cat-file", "--batch"], Some(ids.as_bytes()))?;
    let mut rest = bytes.as_slice();
    let mut files = Vec::with_capacity(wanted.len());
    for blob in wanted {
        let (content, after) =
            split_blob(rest).ok_or_else(|| RevisionError::Failed(format!("no object {}", blob.id)))?;
        files.push((blob.path, content.to_vec()));
        rest = after;
    }
    Ok(Revision { commit: commit.chars().take(12).collect(), files })
}

/// A regular file of a commit.
struct Blob {
    id: String,
    size: u64,
    path: String,
}

impl Blob {
    /// `<mode> blob <id> <size>\t<path>`; `None` for links and submodules, which are not read from disk either.
    fn read(line: &[u8]) -> Option<Self> {
        let line = std::str::from_utf8(line).ok()?;
        let (facts, path) = line.split_once('\t')?;
        let mut facts = facts.split_whitespace();
        let (mode, kind, id, size) = (facts.next()?, facts.next()?, facts.next()?, facts.next()?);
        let is_file = kind == "blob" && mode.starts_with("100");
        is_file.then(|| Self { id: id.to_owned(), size: size.parse().unwrap_or(0), path: path.to_owned() })
    }

    fn is_setting(&self) -> bool {
        let ending = self.path.rsplit_once('.').map_or("", |it| it.1);
        matches!(ending, "yaml" | "yml" | "csv" | "json") && self.size <= MAX_OTHER
    }
}

/// The content of the first object of `git cat-file --batch`, and what follows it.
fn split_blob(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|it| *it == b'\n')?;
    let head = std::str::from_utf8(&bytes[..end]).ok()?;
    let size: usize = head.rsplit_once(' ')?.1.parse().ok()?;
    let rest = &bytes[end + 1..];
    Some((rest.get(..size)?, rest.get(size + 1..).unwrap_or_default()))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

/// Runs git in `folder` with `input`, and gives what it printed.
fn git(folder: &Path, args: &[&str], input: Option<&[u8]>) -> Result<Vec<u8>, RevisionError> {
    let no_git = |error: std::io::Error| RevisionError::NoGit(error.to_string());
    let mut child = Command::new("git")
        .arg("-C")
        .arg(folder)
        // No object is fetched on the way, as a partial clone would.
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_TERMINAL_PROMPT", "0")
        .args(args)
        .stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() })
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(no_git)?;
    let stdin = child.stdin.take();
    // Git answers while it is still being asked: whoever only writes would wait for a full pipe.
    let output = std::thread::scope(|scope| {
        if let (Some(mut stdin), Some(input)) = (stdin, input) {
            scope.spawn(move || drop(stdin.write_all(input)));
        }
        child.wait_with_output()
    });
    let output = output.map_err(no_git)?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        let reason = text(&output.stderr);
        Err(RevisionError::Failed(reason.lines().next().unwrap_or_default().to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_are_split_by_their_sizes() {
        let (first, rest) = split_blob(b"aa blob 4\na\nb\n\nbb blob 0\n\n").unwrap();
        assert_eq!(first, b"a\nb\n");
        assert_eq!(split_blob(rest).unwrap(), (&b""[..], &b""[..]));
        assert_eq!(split_blob(b"cc missing\n"), None);
    }

    #[test]
    fn links_and_submodules_are_not_files() {
        assert_eq!(Blob::read(b"100644 blob aa 12\ta b.md").unwrap().path, "a b.md");
        assert!(Blob::read(b"120000 blob aa 12\tlink.md").is_none());
        assert!(Blob::read(b"160000 commit aa -\tmodule").is_none());
    }
}
