//! What lies in a content folder and is not read because of its name: said once for each file, folder and ending.
//!
//! Names that begin with `.` or `_` are kept out, as site generators do. `_posts` and folders such as `_incidents` are
//! the exception: generators publish them, and reports are what they hold.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use walkdir::{DirEntry, WalkDir};

use super::bytes::shown;
use crate::diagnostics::{Diagnostic, codes};
use crate::lexicon::marks::{marks, plain};
use crate::phrase::{Phrase, say};

/// Folders of version control: they hold no documents, and many files.
const OF_VERSION_CONTROL: [&str; 4] = [".git", ".hg", ".svn", ".jj"];

/// The folder of other people's packages: a dependency's README is not a postmortem.
const PACKAGES: &str = "node_modules";

/// Most entries of a folder that is not read that are looked at to count its documents.
const MAX_COUNTED: usize = 10_000;

/// Endings of texts in other languages than Markdown, or of Markdown that another program fills in.
const OTHER_TEXTS: [&str; 14] = [
    "mdx",
    "mdown",
    "mkd",
    "mkdn",
    "mdwn",
    "rmd",
    "qmd",
    "rst",
    "adoc",
    "asciidoc",
    "org",
    "textile",
    "wiki",
    "mediawiki",
];

/// Endings of files that may be a report or a picture of one: only their names can tell.
const DOCUMENTS: [&str; 8] = ["txt", "text", "doc", "docx", "odt", "rtf", "html", "pdf"];

/// What a walk noticed.
#[derive(Debug, Clone, Default)]
pub(super) struct NotRead {
    hidden: Rc<RefCell<Vec<(PathBuf, bool)>>>,
    endings: Rc<RefCell<BTreeMap<String, Vec<PathBuf>>>>,
}

/// Whether a name keeps its file or folder out.
pub(super) fn is_kept_out(name: &str, is_folder: bool) -> bool {
    match name.strip_prefix('_') {
        Some(rest) if is_folder => !is_of_reports(rest),
        Some(_) => true,
        None => name.starts_with('.') || name == PACKAGES,
    }
}

/// Whether a folder `_name` is one that generators publish as reports: `_posts`, `_incidents`.
fn is_of_reports(name: &str) -> bool {
    let (words, folders) = (plain(name), &marks().folders);
    let is_named = folders.incident.find(&words).is_some()
        || folders.incident_perhaps.is(&words)
        || folders.runbook.find(&words).is_some();
    words == "posts" || (is_named && folders.template.find(&words).is_none())
}

impl NotRead {
    /// Notes a file or folder that is kept out by its name.
    pub(super) fn note(&self, entry: &DirEntry) {
        self.hidden.borrow_mut().push((entry.path().to_path_buf(), entry.file_type().is_dir()));
    }

    /// Notes the file at `path`, which is neither a document nor a sidecar.
    pub(super) fn note_ending(&self, path: &Path) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        if let Some(ending) = ending(&name) {
            self.endings.borrow_mut().entry(ending.to_owned()).or_default().push(path.to_path_buf());
        }
    }

    /// A finding for each file and folder, and one for each ending; and how many documents that are in all.
    pub(super) fn findings(
        &self,
        is_document: impl Fn(&str) -> bool,
        working_folder: &Path,
    ) -> (usize, Vec<Diagnostic>) {
        let mut found = Vec::new();
        let mut n_all = 0;
        let finding = |path: &Path, message: Phrase, hint: Phrase| {
            Diagnostic::new(&codes::NOT_READ, message).in_file(shown(path, working_folder)).hint(hint)
        };
        for (path, is_folder) in self.hidden.borrow().iter() {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let mark: String = name.chars().take(1).collect();
            if OF_VERSION_CONTROL.contains(&name.as_ref()) || !is_folder && !is_document(&name) {
                continue;
            }
            // What is called a template is left out like any other.
            if !*is_folder && marks().template.find(&plain(stem_of(&name))).is_some() {
                let message = say!("source.template-not-read", mark);
                let finding = Diagnostic::new(&codes::SET_ASIDE, message);
                found.push(finding.in_file(shown(path, working_folder)));
                continue;
            }
            let n = if *is_folder { count(path, &is_document) } else { 1 };
            if n == 0 {
                continue;
            }
            n_all += n;
            let message = match *is_folder {
                true if name == PACKAGES => say!("source.packages-not-read", n),
                true => say!("source.folder-not-read", n, mark),
                false => say!("source.name-not-read", mark),
            };
            found.push(finding(path, message, say!("source.name-not-read.hint")));
        }
        for (ending, paths) in self.endings.borrow().iter() {
            let Some(first) = paths.first() else { continue };
            n_all += paths.len();
            let message = say!("source.ending-not-read", n = paths.len(), ending);
            found.push(finding(first, message, say!("source.ending-not-read.hint")));
        }
        (n_all, found)
    }
}

/// The ending of a name, in small letters, of a text that could be a report: `.rst`, `.md.erb`.
fn ending(name: &str) -> Option<&str> {
    let (stem, last) = name.rsplit_once('.')?;
    if stem.is_empty() || stem.starts_with('.') {
        return None;
    }
    // `report.md.erb`, `report.md.bak`
    let inner = stem.rfind('.').filter(|at| matches!(&stem[at + 1..], "md" | "markdown"));
    if let Some(at) = inner.filter(|at| 0 < *at) {
        return Some(&name[at + 1..]);
    }
    let words = plain(stem);
    let is_named = || marks().report.find(&words).is_some() && marks().template.find(&words).is_none();
    (OTHER_TEXTS.contains(&last) || DOCUMENTS.contains(&last) && is_named()).then_some(last)
}

fn stem_of(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |it| it.0)
}

/// How many documents a folder holds, as far as it is looked through.
fn count(folder: &Path, is_document: &impl Fn(&str) -> bool) -> usize {
    let entries = WalkDir::new(folder).follow_links(false).into_iter().take(MAX_COUNTED);
    let files = entries.filter_map(Result::ok).filter(|it| it.file_type().is_file());
    files.filter(|it| is_document(&it.file_name().to_string_lossy())).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_that_generators_publish_are_read_and_others_are_kept_out() {
        for name in ["_posts", "_incidents", "_post-mortems", "_runbooks", "_复盘", "posts", "incidents"] {
            assert!(!is_kept_out(name, true), "{name}");
        }
        for name in
            ["_drafts", "_site", "_includes", "_incident-templates", ".github", "node_modules", "_data"]
        {
            assert!(is_kept_out(name, true), "{name}");
        }
        assert!(is_kept_out("_incidents.md", false) && is_kept_out("_posts", false));
    }

    #[test]
    fn endings_of_texts_that_could_be_reports_are_noticed() {
        for (name, expected) in [
            ("outage.mdx", Some("mdx")),
            ("notes.rst", Some("rst")),
            ("2024-01-02-outage.html.md.erb", Some("md.erb")),
            ("pool.md.bak", Some("md.bak")),
            ("postmortem-2024-01-02.docx", Some("docx")),
            ("incident-report.txt", Some("txt")),
            ("robots.txt", None),
            ("graph.png", None),
            ("incident.png", None),
            ("incident-template.docx", None),
            (".md.swp", None),
        ] {
            assert_eq!(ending(name), expected, "{name}");
        }
    }
}
