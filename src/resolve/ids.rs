//! One id and one address for every document.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Diagnostic, codes};
use crate::extract::report_id;
use crate::files::{SourceMap, Span};
use crate::model::{Field, How, Incident, KnowledgeBase, Page, Runbook};
use crate::phrase::say;
use crate::text::slug;

/// Reports ids and addresses that two documents share, and gives the later one a suffix; names that come from files alone
/// are set apart by their folders first.
pub(super) fn make_unique(
    sources: &SourceMap,
    knowledge_base: &mut KnowledgeBase,
    diagnostics: &mut Vec<Diagnostic>,
) {
    tell_apart(sources, &mut knowledge_base.incidents);
    tell_apart(sources, &mut knowledge_base.runbooks);
    tell_apart(sources, &mut knowledge_base.pages);
    let mut incidents = Taken::default();
    for it in &mut knowledge_base.incidents {
        let span = it.provenance.get(&Field::Id).map_or(it.source, |it| it.span);
        (it.id, it.slug) = incidents.claim(sources, &it.id, span, diagnostics);
        for item in &mut it.action_items {
            item.id = format!("{}/{}", it.id, item.id);
        }
        unique_action_ids(it.action_items.iter_mut().map(|it| &mut it.id));
    }
    let mut runbooks = Taken::default();
    for it in &mut knowledge_base.runbooks {
        (it.id, it.slug) = runbooks.claim(sources, &it.id, it.source, diagnostics);
    }
    let mut pages = Taken::default();
    for it in &mut knowledge_base.pages {
        (_, it.slug) = pages.claim(sources, &it.slug, it.source, diagnostics);
    }
}

/// A document that has a name.
trait Named {
    /// What others call it.
    fn name(&self) -> &str;
    fn rename(&mut self, name: String);
    /// Whether nobody gave it that name: it is its file's.
    fn is_named_by_file(&self) -> bool;
    /// Its place.
    fn source(&self) -> Span;
}

impl Named for Incident {
    fn name(&self) -> &str {
        &self.id
    }
    fn rename(&mut self, name: String) {
        self.id = name;
    }
    fn is_named_by_file(&self) -> bool {
        // Two files that are called `INC-0007` claim one number, whatever their folders.
        self.provenance.get(&Field::Id).is_some_and(|it| it.how == How::FileName)
            && report_id(&self.id).is_none()
    }
    fn source(&self) -> Span {
        self.source
    }
}

impl Named for Runbook {
    fn name(&self) -> &str {
        &self.id
    }
    fn rename(&mut self, name: String) {
        self.id = name;
    }
    fn is_named_by_file(&self) -> bool {
        self.is_named_by_file
    }
    fn source(&self) -> Span {
        self.source
    }
}

impl Named for Page {
    fn name(&self) -> &str {
        &self.slug
    }
    fn rename(&mut self, name: String) {
        self.slug = name;
    }
    fn is_named_by_file(&self) -> bool {
        true
    }
    fn source(&self) -> Span {
        self.source
    }
}

/// Puts their folders before the names of files that share one: `2026-01-02-db/report.md` and `2026-03-04-net/report.md`
/// are `2026-01-02-db-report` and `2026-03-04-net-report`. All of them get it, so that none depends on which was read
/// first; as many folders as tell them apart.
fn tell_apart<T: Named>(sources: &SourceMap, documents: &mut [T]) {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (nth, it) in documents.iter().enumerate() {
        groups.entry(slug(it.name())).or_default().push(nth);
    }
    let mut taken: BTreeSet<String> = groups.keys().cloned().collect();
    for (shared, group) in groups.into_iter().filter(|it| 1 < it.1.len()) {
        let by_file: Vec<usize> =
            group.iter().copied().filter(|it| documents[*it].is_named_by_file()).collect();
        if by_file.len() == group.len() {
            // A file in no folder may keep the name.
            taken.remove(&shared);
        }
        for depth in 1..=by_file.iter().map(|it| folders(sources, &documents[*it]).len()).max().unwrap_or(0) {
            let longer: Vec<String> =
                by_file.iter().map(|it| with_folders(sources, &documents[*it], depth)).collect();
            let slugs: BTreeSet<String> = longer.iter().map(|it| slug(it)).collect();
            if slugs.len() == longer.len() && slugs.is_disjoint(&taken) {
                for (nth, name) in by_file.into_iter().zip(longer) {
                    documents[nth].rename(name);
                }
                taken.extend(slugs);
                break;
            }
        }
        taken.insert(shared);
    }
}

/// The name of a document behind the `depth` folders that are nearest to it.
fn with_folders<T: Named>(sources: &SourceMap, document: &T, depth: usize) -> String {
    let folders = folders(sources, document);
    let near = &folders[folders.len().saturating_sub(depth)..];
    let parts: Vec<&str> = near.iter().copied().chain([document.name()]).collect();
    parts.join("-")
}

/// The folders of a document, without the one that gave it its name.
fn folders<'a, T: Named>(sources: &'a SourceMap, document: &T) -> Vec<&'a str> {
    let path = &sources.get(document.source().file).path;
    let mut folders: Vec<&str> = path.split('/').collect();
    folders.pop();
    folders.pop_if(|it| *it == document.name());
    folders
}

/// Ids and addresses that documents of one kind have taken.
#[derive(Default)]
struct Taken {
    /// Address to the id and place that took it.
    slugs: BTreeMap<String, (String, Span)>,
    ids: BTreeSet<String>,
}

impl Taken {
    fn claim(
        &mut self,
        sources: &SourceMap,
        id: &str,
        span: Span,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (String, String) {
        let wanted = slug(id);
        let Some((first_id, first)) = self.slugs.get(&wanted).cloned() else {
            self.slugs.insert(wanted.clone(), (id.to_owned(), span));
            self.ids.insert(id.to_owned());
            return (id.to_owned(), wanted);
        };
        let place = format!("{}:{}", sources.get(first.file).path, sources.line(first));
        let finding = if first_id == id {
            Diagnostic::new(&codes::DUPLICATE_ID, say!("id.duplicate", id = *id, place))
        } else {
            let message = say!("id.collision", id = *id, first_id, place);
            Diagnostic::new(&codes::ADDRESS_COLLISION, message)
        };
        diagnostics.push(finding.at(span).related(first).hint(say!("id.own")));
        let free = |number: &usize| {
            !self.slugs.contains_key(&format!("{wanted}-{number}"))
                && !self.ids.contains(&format!("{id}-{number}"))
        };
        let number = (2..usize::MAX).find(free).unwrap_or(2);
        let (id, wanted) = (format!("{id}-{number}"), format!("{wanted}-{number}"));
        self.slugs.insert(wanted.clone(), (id.clone(), span));
        self.ids.insert(id.clone());
        (id, wanted)
    }
}

/// Two action items with one id: the later one gets a suffix.
fn unique_action_ids<'a>(ids: impl Iterator<Item = &'a mut String>) {
    let mut taken = BTreeSet::new();
    for id in ids {
        let mut number = 2;
        let written = id.clone();
        while !taken.insert(id.clone()) {
            *id = format!("{written}-{number}");
            number += 1;
        }
    }
}
