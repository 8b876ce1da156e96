//! Finding documents: any depth, in a stable order, never out of the folder.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::bytes::{read_bytes, shown};
use super::content::{Content, Listed, ReadError, Root, Stamp};
use super::decode;
use super::ignore_file::{Rules, Seen};
use super::not_read::{NotRead, is_kept_out};
use crate::diagnostics::{Diagnostic, Unread, codes};
use crate::files::seam::{self, Step};
use crate::files::{SourceMap, Span};
use crate::phrase::{Phrase, say};
use crate::text::{fold, n_edits};
use crate::time::find_date;

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
    let Entries { walker, rules, seen, not_read } = entries(root, working_folder, skip)?;
    for entry in walker {
        match entry
            .map_err(|error| (error.depth(), error.path().map(Path::to_path_buf), io::Error::from(error)))
        {
            Ok(entry) if entry.file_type().is_dir() => {
                // The walk lists it next.
                if let Err(error) = seam::check(Step::List, entry.path()) {
                    content.diagnostics.push(unreadable(
                        entry.path(),
                        working_folder,
                        &error,
                        Unread::Folder,
                    ));
                }
                if kind(&entry.file_name().to_string_lossy()) == Some(Kind::Overrides) {
                    let (path, hint) =
                        (shown(entry.path(), working_folder), say!("source.skipped-folder.hint"));
                    content.diagnostics.push(skipped(
                        Some(Kind::Overrides),
                        path,
                        say!("source.skipped-folder"),
                        hint,
                    ));
                }
            }
            Ok(entry) => {
                if kind(&entry.file_name().to_string_lossy()).is_none() && entry.file_type().is_file() {
                    not_read.note_ending(entry.path());
                }
                visit(sources, content, root, working_folder, &entry);
            }
            Err((0, _, error)) => return Err(fail(error)),
            Err((_, path, error)) => {
                let path = path.unwrap_or_else(|| root.folder.clone());
                content.diagnostics.push(unreadable(&path, working_folder, &error, Unread::Folder));
            }
        }
    }
    let found = rules.findings(sources, &root.folder, &root.prefix, working_folder, &seen);
    content.diagnostics.extend(found);
    content.ignored.push(rules);
    let is_document = |name: &str| kind(name) == Some(Kind::Document);
    let (n, found) = not_read.findings(is_document, working_folder);
    content.n_not_read += n;
    content.diagnostics.extend(found);
    Ok(())
}

/// What the system did not give out.
fn unreadable(path: &Path, working_folder: &Path, error: &io::Error, what: Unread) -> Diagnostic {
    let message = match what {
        Unread::Folder => say!("source.unreadable-folder", error),
        Unread::File | Unread::Document => say!("source.unreadable-file", error),
    };
    Diagnostic::new(&codes::UNREADABLE, message)
        .in_file(shown(path, working_folder))
        .hint(say!("source.unreadable.hint"))
        .unread(what)
}

/// Adds to `found` the files below `root` that [`walk`] would read, and what it would stumble over.
pub(super) fn list(
    found: &mut Vec<Listed>,
    root: &Root,
    working_folder: &Path,
    skip: &[PathBuf],
) -> Result<(), ReadError> {
    for entry in entries(root, working_folder, skip)?.walker {
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

/// A walk, and what it is steered by.
struct Entries<I> {
    walker: I,
    rules: Arc<Rules>,
    seen: Seen,
    not_read: NotRead,
}

/// Everything below `root` that is content, in a stable order.
fn entries<'a>(
    root: &'a Root,
    working_folder: &Path,
    skip: &'a [PathBuf],
) -> Result<Entries<impl Iterator<Item = walkdir::Result<DirEntry>> + use<'a>>, ReadError> {
    let fail = |source| ReadError { path: shown(&root.folder, working_folder), source };
    if !std::fs::metadata(&root.folder).map_err(fail)?.is_dir() {
        return Err(fail(io::Error::new(io::ErrorKind::NotADirectory, "not a folder")));
    }
    let rules = Arc::new(Rules::read(&root.folder));
    let seen = Seen::default();
    let not_read = NotRead::default();
    let (ignored, notes, kept_out) = (Arc::clone(&rules), seen.clone(), not_read.clone());
    let wanted = move |it: &DirEntry| {
        let name = it.file_name().to_string_lossy();
        notes.note(&name, it.path(), it.depth());
        let is_hidden = it.depth() != 0 && is_kept_out(&name, it.file_type().is_dir());
        let is_output = skip.iter().any(|skip| skip == it.path());
        let is_ignored = ignored.matcher.matched(it.path(), it.file_type().is_dir()).is_ignore();
        if is_hidden && !is_output && !is_ignored {
            kept_out.note(it);
        }
        it.depth() == 0 || !(is_hidden || is_output || is_ignored)
    };
    let walker = WalkDir::new(&root.folder).follow_links(false).max_depth(MAX_DEPTH).sort_by_file_name();
    Ok(Entries { walker: walker.into_iter().filter_entry(wanted), rules, seen, not_read })
}

/// What a file is to us, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Document,
    Actions,
    Overrides,
    Decisions,
}

fn kind(name: &str) -> Option<Kind> {
    match name {
        "actions.yml" | "actions.yaml" => return Some(Kind::Actions),
        "overrides.yml" | "overrides.yaml" => return Some(Kind::Overrides),
        "decisions.yml" | "decisions.yaml" => return Some(Kind::Decisions),
        _ => {}
    }
    let Some((stem, extension)) = name.rsplit_once('.') else {
        return is_named_as_report(name).then_some(Kind::Document);
    };
    let is_markdown = ["md", "markdown"].iter().any(|it| extension.eq_ignore_ascii_case(it));
    (is_markdown && !stem.is_empty()).then_some(Kind::Document)
}

/// `2026-01-05-pool-exhausted`, `PM2026-009 - pool exhausted`: a name with a day or a number, and no ending, is that of a
/// report whose ending was forgotten.
fn is_named_as_report(name: &str) -> bool {
    let behind = name.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let n_letters = name.len() - behind.len();
    let number = behind.trim_start_matches('-');
    let is_numbered = (2..=10).contains(&n_letters)
        && number.bytes().take_while(u8::is_ascii_digit).count() >= 3
        && behind.len() - number.len() <= 1;
    !name.contains('.') && (is_numbered || find_date(name).is_some())
}

fn is_nameless(name: &str, kind: Kind) -> bool {
    kind == Kind::Document && !name.contains('.')
}

/// Whether a file without an ending is Markdown: it begins with a heading and has another. Dumps, logs and lists are named
/// by their day, too.
fn is_like_markdown(bytes: &[u8]) -> bool {
    let Ok(text) = decode::decode(bytes) else { return false };
    let is_heading = |line: &str| line.trim_start_matches('#').starts_with(' ') && line.starts_with('#');
    let mut lines = text.lines().map(str::trim_end).filter(|it| !it.is_empty());
    lines.next().is_some_and(is_heading) && lines.any(is_heading)
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
    let kind = kind(&name);
    if entry.path_is_symlink() {
        let is_folder = std::fs::metadata(entry.path()).is_ok_and(|it| it.is_dir());
        if is_folder || kind.is_some() {
            let why = say!("source.skipped-symlink");
            content.diagnostics.push(skipped(kind, shown_path, why, say!("source.skipped-symlink.hint")));
        }
        return;
    }
    let Some(kind) = kind else {
        if is_like_overrides(&name) {
            let message = say!("source.like-overrides");
            let finding = Diagnostic::new(&codes::NO_EFFECT, message).in_file(shown_path);
            content.diagnostics.push(finding.hint(say!("source.like-overrides.hint")));
        }
        return;
    };
    if kind == Kind::Decisions
        && let Some(finding) = misplaced_decisions(content, root, working_folder, entry)
    {
        content.diagnostics.push(finding);
        return;
    }
    if !entry.file_type().is_file() {
        let hint = say!("source.skipped-not-regular.hint");
        content.diagnostics.push(skipped(Some(kind), shown_path, say!("source.skipped-not-regular"), hint));
        return;
    }
    let read = entry.metadata().map_err(io::Error::from).and_then(|it| {
        if MAX_DOCUMENT_BYTES < it.len() { Ok(Err(it.len())) } else { read_bytes(entry.path()).map(Ok) }
    });
    let bytes = match read {
        Ok(Ok(bytes)) if is_nameless(&name, kind) && !is_like_markdown(&bytes) => return,
        Ok(Ok(bytes)) => bytes,
        Ok(Err(size)) => {
            let message = say!("source.too-large", size, limit = MAX_DOCUMENT_BYTES);
            let finding = Diagnostic::new(&codes::FILE_TOO_LARGE, message).in_file(shown_path);
            let finding = finding.hint(say!("source.too-large.hint"));
            content.diagnostics.push(without_effect(kind, finding.unread(Unread::Document)));
            return;
        }
        Err(error) => {
            content.diagnostics.push(unreadable(entry.path(), working_folder, &error, Unread::File));
            return;
        }
    };
    let relative = entry.path().strip_prefix(&root.folder).unwrap_or(entry.path());
    let path = format!("{}{}", root.prefix, relative.to_string_lossy().replace('\\', "/"));
    match decode::decode(&bytes) {
        Ok(text) => {
            let id = sources.add_shown(path, shown_path, text);
            let text = &sources.get(id).text;
            let original = std::str::from_utf8(&bytes).unwrap_or_default();
            content.diagnostics.extend(decode::invisible(original, id, text));
            match kind {
                Kind::Document => content.documents.push(id),
                Kind::Actions => content.action_sidecars.push(id),
                Kind::Overrides => content.override_sidecars.push(id),
                Kind::Decisions => content.decision_files.push(id),
            }
        }
        Err(fault) => {
            // The text cannot be shown, but the finding wants a line to point to.
            let id = sources.add_shown(path, shown_path, "\n".repeat(fault.line.saturating_sub(1)));
            let at = sources.get(id).text.len();
            let finding = Diagnostic::new(&codes::NOT_UTF8, fault.message).at(Span::point(id, at));
            let finding = finding.hint(fault.hint).unread(Unread::Document);
            content.diagnostics.push(without_effect(kind, finding));
        }
    }
}

/// The finding about decisions that are not read: one file in one place, so that there is one to write to.
fn misplaced_decisions(
    content: &Content,
    root: &Root,
    working_folder: &Path,
    entry: &DirEntry,
) -> Option<Diagnostic> {
    let first = content.roots.first()?;
    if entry.depth() == 1 && root.folder == first.folder && entry.file_name() == "decisions.yml" {
        return None;
    }
    let home = shown(&first.folder.join("decisions.yml"), working_folder);
    let message = say!("decision.elsewhere", path = home);
    let finding = Diagnostic::new(&codes::DECISION_WITHOUT_EFFECT, message);
    Some(finding.in_file(shown(entry.path(), working_folder)).hint(say!("hint.move-lines", path = home)))
}

/// A file that is not read, whatever is in it.
fn skipped(kind: Option<Kind>, shown_path: String, message: Phrase, hint: Phrase) -> Diagnostic {
    let finding = Diagnostic::new(&codes::FILE_SKIPPED, message).in_file(shown_path).hint(hint);
    match kind {
        // What it closes stays open in every count, and what it confirms is not counted.
        Some(kind @ (Kind::Actions | Kind::Decisions)) => {
            without_effect(kind, finding.unread(Unread::Document))
        }
        Some(kind) => without_effect(kind, finding),
        None => finding,
    }
}

/// A finding about overrides that are not applied: they may be all that keeps a document inside.
fn without_effect(kind: Kind, mut finding: Diagnostic) -> Diagnostic {
    if kind == Kind::Overrides {
        finding.kind = &codes::NO_EFFECT;
        finding.level = codes::NO_EFFECT.level;
        finding.message = say!("source.overrides-no-effect", reason = finding.message);
        finding.unread = finding.unread.or(Some(Unread::Document));
    }
    finding
}

/// Whether a file that is not read was meant as overrides: `override.yml`, `Overrides.yaml`, `overrides.yml.txt`.
fn is_like_overrides(name: &str) -> bool {
    let folded = fold(name);
    let mut parts = folded.split('.');
    let stem = parts.next().unwrap_or_default();
    let is_data = parts.any(|it| matches!(it, "yml" | "yaml" | "json" | "toml" | "txt"));
    is_data && n_edits(stem, "overrides") <= 2
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
