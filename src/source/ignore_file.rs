//! `.afterwordignore`: what in a content folder is not content.
//!
//! It may be all that keeps a folder from being published, so that every line which cannot do what it was written for
//! is a finding.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::bytes::{read_bytes, shown};
use super::decode;
use crate::diagnostics::{Diagnostic, Kind, Unread, codes};
use crate::files::{SourceMap, Span};
use crate::phrase::{Phrase, say};
use crate::text::{Known, fold, n_edits};

/// Name of the ignore file.
pub(super) const NAME: &str = ".afterwordignore";

/// The rules of one content folder.
#[derive(Debug)]
pub(super) struct Rules {
    pub(super) matcher: Gitignore,
    /// The text, once more, for findings; empty without a file.
    text: String,
    /// What is wrong with the file as a whole.
    fault: Option<Phrase>,
    /// Lines that are not patterns, with the reason.
    bad_lines: Vec<(usize, String)>,
}

/// What a walk notes about names for [`Rules::findings`].
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    names: Rc<RefCell<BTreeSet<String>>>,
    strays: Rc<RefCell<Vec<PathBuf>>>,
}

impl Seen {
    /// Notes the file or folder `name` at `path`; `depth` 1 is directly in the content folder.
    pub(super) fn note(&self, name: &str, path: &Path, depth: usize) {
        if is_like_ignore_file(name) && !(depth == 1 && name == NAME) {
            self.strays.borrow_mut().push(path.to_path_buf());
        }
        if !self.names.borrow().contains(name) {
            self.names.borrow_mut().insert(name.to_owned());
        }
    }
}

/// Whether `name` is, or was meant to be, that of an ignore file.
fn is_like_ignore_file(name: &str) -> bool {
    let folded = fold(name);
    let plain = folded.trim_start_matches('.').trim_end_matches(".txt").trim_end_matches(".md");
    let plain: String = plain.chars().filter(char::is_ascii_alphanumeric).collect();
    plain == "afterwordignore" || (folded.starts_with('.') && n_edits(&plain, "afterwordignore") <= 2)
}

impl Rules {
    /// Reads the ignore file of `folder`.
    pub(super) fn read(folder: &Path) -> Self {
        let file = folder.join(NAME);
        let mut rules =
            Self { matcher: Gitignore::empty(), text: String::new(), fault: None, bad_lines: Vec::new() };
        match std::fs::symlink_metadata(&file) {
            Ok(it) if it.is_file() => {}
            Ok(it) if it.is_symlink() => return rules.faulty(say!("ignore.symlink")),
            Ok(_) => return rules.faulty(say!("ignore.not-regular")),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return rules,
            Err(error) => return rules.faulty(say!("source.io", error)),
        }
        let text = match read_bytes(&file).map(|it| decode::decode(&it)) {
            Ok(Ok(text)) => text,
            Ok(Err(fault)) => return rules.faulty(fault.message),
            Err(error) => return rules.faulty(say!("source.io", error)),
        };
        let mut builder = GitignoreBuilder::new(folder);
        for (idx, line) in text.lines().enumerate() {
            if let Err(error) = builder.add_line(None, line) {
                rules.bad_lines.push((idx + 1, error.to_string()));
            }
        }
        match builder.build() {
            Ok(matcher) => rules.matcher = matcher,
            Err(error) => rules.fault = Some(say!("ignore.unusable", reason = error.to_string())),
        }
        rules.text = text;
        rules
    }

    /// Whether the file at `path`, below the content folder, is not content.
    pub(super) fn hides(&self, path: &str) -> bool {
        self.matcher.matched_path_or_any_parents(path, false).is_ignore()
    }

    fn faulty(mut self, reason: Phrase) -> Self {
        self.fault = Some(reason);
        self
    }

    /// What of the file has no effect, once everything in the folder has been seen.
    pub(super) fn findings(
        &self,
        sources: &mut SourceMap,
        folder: &Path,
        prefix: &str,
        working_folder: &Path,
        seen: &Seen,
    ) -> Vec<Diagnostic> {
        let shown_path = shown(&folder.join(NAME), working_folder);
        let mut found = Vec::new();
        if let Some(reason) = &self.fault {
            let message = say!("ignore.no-effect", reason);
            found.push(
                Diagnostic::new(&codes::NO_EFFECT, message)
                    .in_file(shown_path.clone())
                    .hint(say!("ignore.no-effect.hint"))
                    .unread(Unread::Document),
            );
        }
        for stray in seen.strays.borrow().iter() {
            let message = say!("ignore.misplaced", name = NAME);
            let finding = Diagnostic::new(&codes::NO_EFFECT, message).in_file(shown(stray, working_folder));
            found.push(finding.hint(say!("hint.move-lines", path = shown_path)));
        }
        let mut lines: Vec<(usize, Phrase, Phrase)> = self
            .bad_lines
            .iter()
            .map(|(line, reason)| {
                (*line, say!("ignore.invalid-pattern", reason), say!("ignore.invalid-pattern.hint"))
            })
            .collect();
        let names = seen.names.borrow();
        let names = Names::of(&names);
        lines.extend(self.text.lines().enumerate().filter_map(|(idx, line)| {
            let (written, near) = names.misspelt(line)?;
            let message = say!("ignore.matches-nothing", written);
            Some((idx + 1, message, say!("hint.did-you-mean", near)))
        }));
        if !lines.is_empty() {
            let id = sources.add_shown(format!("{prefix}{NAME}"), shown_path, self.text.clone());
            for (line, message, hint) in lines {
                let range = sources.get(id).line_range(line);
                let at = Span::new(id, range.start, range.end);
                found.push(Diagnostic::new(&codes::NO_EFFECT, message).at(at).hint(hint));
            }
        }
        found
    }
}

/// What files and folders are called.
struct Names<'a> {
    all: &'a BTreeSet<String>,
    /// The first name of each that is written alike.
    folded: BTreeMap<String, &'a str>,
    known: Known,
}

impl<'a> Names<'a> {
    fn of(names: &'a BTreeSet<String>) -> Self {
        let mut folded = BTreeMap::new();
        for name in names {
            folded.entry(fold(name)).or_insert(name.as_str());
        }
        Self { all: names, folded, known: names.iter().map(String::as_str).collect() }
    }

    /// A part of a pattern without wildcards that nothing here is called, and what is called nearly so.
    fn misspelt(&self, line: &str) -> Option<(String, String)> {
        let pattern = line.trim();
        if pattern.is_empty() || pattern.starts_with(['#', '!']) || pattern.contains(['*', '?', '[', '\\']) {
            return None;
        }
        pattern.split('/').filter(|it| !it.is_empty() && *it != ".").find_map(|part| {
            if self.all.contains(part) {
                return None;
            }
            let same = self.folded.get(&fold(part)).copied();
            let near = same.or_else(|| self.known.nearest(part))?;
            Some((part.to_owned(), near.to_owned()))
        })
    }
}

/// An ignore, overrides or decisions file at `folder`, the project's root, where it has no effect.
pub(super) fn misplaced(folder: &Path, working_folder: &Path) -> Vec<Diagnostic> {
    let names = [
        (NAME, &codes::NO_EFFECT),
        ("overrides.yml", &codes::NO_EFFECT),
        ("overrides.yaml", &codes::NO_EFFECT),
        ("decisions.yml", &codes::DECISION_WITHOUT_EFFECT),
    ];
    let is_there = |it: &(&str, &'static Kind)| std::fs::symlink_metadata(folder.join(it.0)).is_ok();
    names
        .into_iter()
        .filter(is_there)
        .map(|(name, kind)| {
            let message = say!("source.misplaced", name);
            Diagnostic::new(kind, message)
                .in_file(shown(&folder.join(name), working_folder))
                .hint(say!("source.misplaced.hint"))
        })
        .collect()
}
