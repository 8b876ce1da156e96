//! Finding documents: any depth, in a stable order, never out of the folder.

use std::io;
use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use walkdir::{DirEntry, WalkDir};

use super::bytes::{read_bytes, shown};
use super::content::{Content, Listed, ReadError, Root, Stamp};
use super::decode;
use crate::diagnostics::{Diagnostic, codes};
use crate::files::{SourceMap, Span};

/// Name of the ignore file.
const IGNORE_FILE: &str = ".afterwordignore";

/// Largest document that is read, in bytes.
const MAX_DOCUMENT_BYTES: u64 = 32 * 1024 * 1024;

/// Deepest folder that is looked into.
const MAX_DEPTH: usize = 64;

pub(super) fn walk(
    sources: &mut SourceMap,
    content: &mut Content,
    root: &Root,
    working_folder: &Path,
    skip: &[PathBuf],
) -> Result<(), ReadError> {
    let fail = |source| ReadError { path: shown(&root.folder, working_folder), source };
    for entry in entries(root, working_folder, skip)? {
        match entry {
            Ok(entry) => visit(sources, content, root, working_folder, &entry),
            Err(error) if error.depth() == 0 => return Err(fail(error.into())),
            Err(error) => {
                let path = error.path().unwrap_or(&root.folder).to_path_buf();
                let finding =
                    Diagnostic::new(&codes::FILE_SKIPPED, format!("skipped: {}", io::Error::from(error)));
                content.diagnostics.push(finding.in_file(shown(&path, working_folder)));
            }
        }
    }
    Ok(())
}

/// Adds to `found` the files below `root` that [`walk`] would read, and what it would stumble over.
pub(super) fn list(
    found: &mut Vec<Listed>,
    root: &Root,
    working_folder: &Path,
    skip: &[PathBuf],
) -> Result<(), ReadError> {
    for entry in entries(root, working_folder, skip)? {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => {
                if kind(&entry.file_name().to_string_lossy()).is_some() {
                    let stamp = entry.metadata().ok().map(|it| Stamp::of(&it));
                    found.push(Listed { path: entry.into_path(), stamp });
                }
            }
            Err(error) => {
                let path = error.path().unwrap_or(&root.folder).to_path_buf();
                found.push(Listed { path, stamp: None });
            }
        }
    }
    Ok(())
}

/// Everything below `root` that is content, in a stable order.
fn entries<'a>(
    root: &'a Root,
    working_folder: &Path,
    skip: &'a [PathBuf],
) -> Result<impl Iterator<Item = walkdir::Result<DirEntry>> + use<'a>, ReadError> {
    let fail = |source| ReadError { path: shown(&root.folder, working_folder), source };
    if !std::fs::metadata(&root.folder).map_err(fail)?.is_dir() {
        return Err(fail(io::Error::new(io::ErrorKind::NotADirectory, "not a folder")));
    }
    let ignored = ignore_rules(&root.folder);
    let wanted = move |it: &DirEntry| {
        let name = it.file_name().to_string_lossy();
        // Other people's documents: a dependency's README is no postmortem.
        let is_hidden = name.starts_with(['.', '_']) || name == "node_modules";
        let is_output = skip.iter().any(|skip| skip == it.path());
        let is_ignored = ignored.matched(it.path(), it.file_type().is_dir()).is_ignore();
        it.depth() == 0 || !(is_hidden || is_output || is_ignored)
    };
    let walker = WalkDir::new(&root.folder).follow_links(false).max_depth(MAX_DEPTH).sort_by_file_name();
    Ok(walker.into_iter().filter_entry(wanted))
}

/// What a file is to us, by its name.
enum Kind {
    Document,
    Actions,
    Overrides,
}

fn kind(name: &str) -> Option<Kind> {
    match name {
        "actions.yml" | "actions.yaml" => return Some(Kind::Actions),
        "overrides.yml" | "overrides.yaml" => return Some(Kind::Overrides),
        _ => {}
    }
    let (stem, extension) = name.rsplit_once('.')?;
    let is_markdown = ["md", "markdown"].iter().any(|it| extension.eq_ignore_ascii_case(it));
    (is_markdown && !stem.is_empty()).then_some(Kind::Document)
}

fn visit(
    sources: &mut SourceMap,
    content: &mut Content,
    root: &Root,
    working_folder: &Path,
    entry: &DirEntry,
) {
    let name = entry.file_name().to_string_lossy();
    let shown_path = shown(entry.path(), working_folder);
    let mut skipped = |why: &str, hint: &str| {
        let finding = Diagnostic::new(&codes::FILE_SKIPPED, format!("skipped: {why}"));
        content.diagnostics.push(finding.in_file(shown_path.clone()).hint(hint));
    };
    if entry.path_is_symlink() {
        let is_folder = std::fs::metadata(entry.path()).is_ok_and(|it| it.is_dir());
        if is_folder || kind(&name).is_some() {
            skipped("a symlink is not followed, it may lead outside the folder", "put the file itself here");
        }
        return;
    }
    let Some(kind) = kind(&name) else { return };
    if entry.file_type().is_dir() {
        return;
    }
    if !entry.file_type().is_file() {
        skipped("not a regular file", "remove it, or put a text file here");
        return;
    }
    match entry.metadata().map(|it| it.len()) {
        Ok(size) if MAX_DOCUMENT_BYTES < size => {
            let message = format!("the file is too large: {size} bytes, {MAX_DOCUMENT_BYTES} are read");
            let finding = Diagnostic::new(&codes::FILE_TOO_LARGE, message).in_file(shown_path);
            content.diagnostics.push(finding.hint("move logs and data out of the document"));
            return;
        }
        Ok(_) => {}
        Err(error) => return skipped(&io::Error::from(error).to_string(), "make it readable"),
    }
    let bytes = match read_bytes(entry.path()) {
        Ok(bytes) => bytes,
        Err(error) => return skipped(&error.to_string(), "make it readable"),
    };
    let relative = entry.path().strip_prefix(&root.folder).unwrap_or(entry.path());
    let path = format!("{}{}", root.prefix, relative.to_string_lossy().replace('\\', "/"));
    let original = String::from_utf8(bytes.clone()).unwrap_or_default();
    match decode::decode(bytes) {
        Ok(text) => {
            let id = sources.add_shown(path, shown_path, text);
            let text = &sources.get(id).text;
            content.diagnostics.extend(decode::invisible(&original, id, text));
            match kind {
                Kind::Document => content.documents.push(id),
                Kind::Actions => content.action_sidecars.push(id),
                Kind::Overrides => content.override_sidecars.push(id),
            }
        }
        Err(fault) => {
            // The text cannot be shown, but the finding wants a line to point to.
            let id = sources.add_shown(path, shown_path, "\n".repeat(fault.line.saturating_sub(1)));
            let at = sources.get(id).text.len();
            let finding = Diagnostic::new(&codes::NOT_UTF8, fault.message).at(Span::point(id, at));
            content.diagnostics.push(finding.hint(fault.hint));
        }
    }
}

fn ignore_rules(folder: &Path) -> Gitignore {
    let mut builder = GitignoreBuilder::new(folder);
    let file = folder.join(IGNORE_FILE);
    if std::fs::symlink_metadata(&file).is_ok_and(|it| it.is_file()) {
        // A line that is no pattern is left out; the others hold.
        drop(builder.add(file));
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

pub(super) fn walk_theme(folder: &Path, working_folder: &Path) -> Result<Vec<(String, Vec<u8>)>, ReadError> {
    let mut files = Vec::new();
    let visible = |it: &DirEntry| it.depth() == 0 || !it.file_name().to_string_lossy().starts_with('.');
    let walker = WalkDir::new(folder).follow_links(false).max_depth(MAX_DEPTH).sort_by_file_name();
    for entry in walker.into_iter().filter_entry(visible) {
        let fail = |path: &Path, source| ReadError { path: shown(path, working_folder), source };
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_path_buf();
                return Err(fail(&path, error.into()));
            }
        };
        if !entry.file_type().is_file() {
            continue;
        }
        let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let bytes = read_bytes(entry.path()).map_err(|it| fail(entry.path(), it))?;
        files.push((relative.to_string_lossy().replace('\\', "/"), bytes));
    }
    Ok(files)
}
