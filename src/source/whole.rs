//! A content folder as a whole, to tell whether anything in it has changed since it was read last.

use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::bytes::read_bytes;
use super::content::Stamp;
use super::ignore_file;
use crate::files::seam::{self, Step};

/// Largest file of which the bytes are compared; of a larger one, an attachment, its size and times are.
const MAX_COMPARED: u64 = 1024 * 1024;

/// A hash over every name below `folder` and the bytes of every file that is a document or may be an attachment.
///
/// It is wider than what [`super::read_content`] reads: a link may lead to any file, and a finding may name a file that
/// is not read. What hidden folders hold is never read, so that they count by their names alone. An error where
/// something cannot be read: then nobody knows whether it has changed.
pub fn fingerprint_of(folder: &Path, skip: &[PathBuf]) -> io::Result<[u8; 32]> {
    let is_wanted = |it: &DirEntry| it.depth() == 0 || !skip.iter().any(|skip| skip == it.path());
    let mut walker =
        WalkDir::new(folder).follow_links(false).sort_by_file_name().into_iter().filter_entry(is_wanted);
    let mut entries = Vec::new();
    while let Some(entry) = walker.next() {
        let entry = entry?;
        if entry.file_type().is_dir() {
            seam::check(Step::List, entry.path())?;
            if 0 < entry.depth() && is_hidden(&entry) {
                walker.skip_current_dir();
            }
        }
        entries.push(entry);
    }
    let hashes: Vec<[u8; 32]> = entries.par_iter().map(hash_of).collect::<io::Result<_>>()?;
    let mut whole = blake3::Hasher::new();
    for hash in &hashes {
        whole.update(hash);
    }
    Ok(*whole.finalize().as_bytes())
}

/// Whether nothing is read from it, whatever links to it.
fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
        || entry.file_name().as_encoded_bytes().starts_with(b"_")
}

/// Whether it belongs to somebody's package, of which there may be a hundred thousand files: none is a document, and hardly
/// one is linked to.
fn is_of_others(entry: &DirEntry) -> bool {
    entry.path().components().any(|it| it.as_os_str() == "node_modules")
}

/// Where an entry is, what it is, and what is in it.
fn hash_of(entry: &DirEntry) -> io::Result<[u8; 32]> {
    let mut hasher = blake3::Hasher::new();
    let path = entry.path().as_os_str().as_encoded_bytes();
    hasher.update(&(path.len() as u64).to_le_bytes()).update(path);
    let kind = entry.file_type();
    if kind.is_symlink() {
        // A link is not followed, but what it leads to decides which finding there is.
        let is_folder = std::fs::metadata(entry.path()).is_ok_and(|it| it.is_dir());
        hasher.update(&[b'l', u8::from(is_folder)]);
    } else if kind.is_dir() {
        hasher.update(b"d");
    } else if !kind.is_file() {
        hasher.update(b"o");
    } else if is_hidden(entry) && entry.file_name() != ignore_file::NAME {
        hasher.update(b"h");
    } else {
        let metadata = entry.metadata()?;
        if MAX_COMPARED < metadata.len() || is_of_others(entry) {
            let stamp = Stamp::of(&metadata);
            hasher.update(b"s").update(&stamp.size.to_le_bytes());
            hasher.update(&stamp.modified.to_le_bytes()).update(&stamp.changed.to_le_bytes());
        } else {
            hasher.update(b"f").update(&read_bytes(entry.path())?);
        }
    }
    Ok(*hasher.finalize().as_bytes())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "the tests write what is compared")]

    use std::fs;

    use super::fingerprint_of;

    #[test]
    fn names_and_bytes_count_and_times_do_not() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let now = || fingerprint_of(folder.path(), &[at("public")]).unwrap();
        fs::write(at("a.md"), "one").unwrap();
        fs::create_dir(at("_drafts")).unwrap();
        fs::write(at("_drafts/b.md"), "two").unwrap();
        let first = now();
        // The same bytes again, elsewhere than in the content, and where nothing is read.
        fs::write(at("a.md"), "one").unwrap();
        fs::create_dir(at("public")).unwrap();
        fs::write(at("public/index.html"), "page").unwrap();
        fs::write(at("_drafts/b.md"), "three").unwrap();
        assert_eq!(now(), first);
        let mut seen = vec![first];
        let mut differs = |what: &str| {
            let hash = now();
            assert!(!seen.contains(&hash), "{what}");
            seen.push(hash);
        };
        fs::write(at("a.md"), "two").unwrap();
        differs("other bytes");
        fs::rename(at("a.md"), at("c.md")).unwrap();
        differs("another name");
        fs::write(at("picture.png"), "x").unwrap();
        differs("one more file");
        fs::write(at(".afterwordignore"), "x").unwrap();
        differs("an ignore file");
        fs::write(at(".afterwordignore"), "y").unwrap();
        differs("another ignore file");
        fs::write(at("large.zip"), vec![0; 1_048_577]).unwrap();
        differs("a large file");
        fs::write(at("large.zip"), vec![1; 1_048_577]).unwrap();
        differs("other bytes of a large file");
    }
}
