//! Every document read, with what is known of the documents around it.
//!
//! 1. Each document is read on its own, in parallel.
//! 2. Where most documents of a folder are incidents, a page among them that follows the same template is one too: it
//!    is read once more, with its neighbours as a further sign.
//! 3. A report that is there in another language too is read once more, as a page.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::extract::{
    self, DocumentKind, Extracted, FolderDays, Globs, Overrides, Recognition, Settings, Surroundings, Taken,
};
use crate::files::{FileId, SourceMap};
use crate::model::Visibility;
use crate::source::Root;

use super::memory::{Key, Memory, Read};
use super::translations;

/// Everything that was read.
#[derive(Debug, Default)]
pub(super) struct ReadAll {
    /// Every entry, in the order of the documents.
    pub(super) entries: Vec<Extracted>,
    /// What each document was taken for.
    pub(super) recognitions: BTreeMap<FileId, Recognition>,
    /// What reading depends on beside the document.
    pub(super) surroundings: Surroundings,
    /// What was found on the way.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Fewest incidents of one template that say something about their neighbours.
const MIN_SIBLINGS: usize = 2;

/// Fewest headings that make two documents follow one template.
const MIN_SHARED_HEADINGS: usize = 2;

/// Reads everything in `documents`, with what overrides state about it; what `memory` has read from the same is not read again.
pub(super) fn read_all(
    sources: &SourceMap,
    documents: &[FileId],
    override_files: &[FileId],
    roots: &[Root],
    config: &Config,
    globs: &Globs,
    memory: &mut Memory,
) -> ReadAll {
    let overrides = Overrides::read(sources, override_files);
    let is_public = config.site.audience == Visibility::Public;
    let days = if is_public { FolderDays::default() } else { FolderDays::new(sources, documents) };
    let mut surroundings = Surroundings { root: root_name(roots), days, ..Surroundings::default() };
    let mut read = |some: &[FileId], surroundings: &Surroundings| {
        let settings =
            Settings { config, globs, overrides: &overrides.value, hide_internal: is_public, surroundings };
        let basis = memory.basis(sources, documents, config, surroundings);
        let basis = basis.filter(|_| override_files.is_empty());
        let one = |file: &FileId| -> (FileId, Option<Key>, Read) {
            let key = basis.as_ref().map(|it| it.key(sources, *file));
            if let Some(known) = key.and_then(|it| memory.recall(&it)) {
                return (*file, key, known.clone());
            }
            let checked = extract::read(sources, *file, &settings);
            (*file, key, (checked.value, checked.diagnostics))
        };
        let all: Vec<(FileId, Option<Key>, Read)> = some.par_iter().map(one).collect();
        for (_, key, read) in &all {
            if let Some(key) = key {
                memory.note(*key, read);
            }
        }
        all.into_iter().map(|(file, _, read)| (file, read)).collect::<BTreeMap<FileId, Read>>()
    };
    let mut all = read(documents, &surroundings);
    surroundings.siblings = siblings(sources, &all);
    surroundings.translations = translations::find(sources, &all);
    let is_read_anew =
        |path: &str| surroundings.siblings.contains_key(path) || surroundings.translations.contains_key(path);
    let again: Vec<FileId> =
        documents.iter().copied().filter(|it| is_read_anew(&sources.get(*it).path)).collect();
    all.extend(read(&again, &surroundings));

    let mut whole = ReadAll { surroundings, diagnostics: overrides.diagnostics, ..ReadAll::default() };
    for file in documents {
        let Some((reading, diagnostics)) = all.remove(file) else { continue };
        whole.entries.extend(reading.entries);
        whole.recognitions.insert(*file, reading.recognition);
        whole.diagnostics.extend(diagnostics);
    }
    let names = whole.entries.iter().map(|it| match it {
        Extracted::Incident(it) => it.id.as_str(),
        Extracted::Runbook(it) => it.id.as_str(),
        Extracted::Page(it) => it.slug.as_str(),
    });
    let paths = documents.iter().map(|it| sources.get(*it).path.as_str());
    let unused = overrides.value.unused(names.chain(paths));
    whole.diagnostics.extend(unused);
    whole
}

/// The name of the only content root: a repository that is called `postmortems` says what it holds.
fn root_name(roots: &[Root]) -> String {
    let [root] = roots else { return String::new() };
    let folder = root.folder.canonicalize().unwrap_or_else(|_| root.folder.clone());
    folder.file_name().map_or_else(String::new, |it| it.to_string_lossy().into_owned())
}

/// Pages that follow the template of incidents in their folder, by path, with how many those are.
fn siblings(sources: &SourceMap, all: &BTreeMap<FileId, Read>) -> BTreeMap<String, usize> {
    let mut incidents: BTreeMap<&str, Vec<BTreeSet<&str>>> = BTreeMap::new();
    let mut pages: Vec<(&str, &str, BTreeSet<&str>)> = Vec::new();
    for (file, (reading, _)) in all {
        let path = sources.get(*file).path.as_str();
        let folder = path.rsplit_once('/').map_or("", |it| it.0);
        let headings: BTreeSet<&str> = reading.headings.iter().map(String::as_str).collect();
        match reading.recognition.taken {
            Taken::As(DocumentKind::Incident(_)) => incidents.entry(folder).or_default().push(headings),
            // What is a page for a reason of its own stays one.
            Taken::As(DocumentKind::Page) if reading.recognition.signs.is_empty() => {
                pages.push((path, folder, headings));
            }
            _ => {}
        }
    }
    let mut found = BTreeMap::new();
    for (path, folder, headings) in &pages {
        let Some(reports) = incidents.get(folder) else { continue };
        let n_pages = pages.iter().filter(|it| it.1 == *folder).count();
        let is_alike = |it: &&BTreeSet<&str>| MIN_SHARED_HEADINGS <= it.intersection(headings).count();
        let n_alike = reports.iter().filter(is_alike).count();
        if MIN_SIBLINGS <= n_alike && n_pages <= reports.len() {
            found.insert((*path).to_owned(), n_alike);
        }
    }
    found
}
