//! Where the links of documents lead: to other documents, to places in them, to files beside them.

use std::collections::BTreeMap;

use super::commits;
use super::job::{Found, Job, Shared, UnknownName};
use super::place::Place;
use crate::address::{Route, percent_encoded};
use crate::diagnostics::{Diagnostic, codes};
use crate::extract::id_candidates;
use crate::files::OutputFile;
use crate::markdown::{LinkKind, LinkOutcome, LinkRequest, TextLink};
use crate::model::{KnowledgeBase, Visibility};
use crate::phrase::{Value, say};
use crate::privacy;
use crate::resolve::{document_path, file_names, reference_form};
use crate::source::{self, Attachment, AttachmentFault, AttachmentPolicy};
use crate::text::{Known, secrets, slug};

/// Every document by what `[[name]]` may call it: its id, the last part of its address, its title, or its file.
pub(super) fn names(
    knowledge_base: &KnowledgeBase,
    documents: &BTreeMap<String, Route>,
) -> BTreeMap<String, Route> {
    let mut names = BTreeMap::new();
    let mut add = |route: &Route, known_as: &[&String]| {
        for name in known_as {
            names.entry(reference_form(name)).or_insert_with(|| route.clone());
        }
    };
    for it in &knowledge_base.incidents {
        add(&Route::Incident(it.slug.clone()), &[&it.id, &it.slug, &it.title]);
    }
    for it in &knowledge_base.runbooks {
        add(&Route::Runbook(it.slug.clone()), &[&it.id, &it.slug, &it.title]);
    }
    for it in &knowledge_base.pages {
        add(&Route::Page(it.slug.clone()), &[&it.slug, &it.title]);
    }
    for (name, path) in file_names(documents.keys().map(String::as_str)) {
        names.entry(name).or_insert_with(|| documents[path].clone());
    }
    names
}

/// The findings about names that no document has.
pub(super) fn unknown_names(names: &BTreeMap<String, Route>, unknown: &[UnknownName]) -> Vec<Diagnostic> {
    if unknown.is_empty() {
        return Vec::new();
    }
    let known: Known = names.keys().map(String::as_str).collect();
    let finding = |it: &UnknownName| {
        let message = say!("link.unknown-name", target = it.target);
        let hint = match known.nearest(&it.name) {
            Some(known) => say!("link.did-you-mean-name", known),
            None => say!("link.unknown-name.hint"),
        };
        Diagnostic::new(&codes::UNKNOWN_REFERENCE, message).at(it.span).hint(hint)
    };
    unknown.iter().map(finding).collect()
}

impl Shared<'_> {
    /// What becomes of a link or picture in the document at `path`.
    pub(super) fn link(
        &self,
        job: &Job<'_>,
        path: &str,
        request: &LinkRequest<'_>,
        found: &mut Found,
    ) -> LinkOutcome {
        match request.kind {
            LinkKind::Local => {}
            LinkKind::Named => return self.named(job, request, found),
            LinkKind::Fragment => {
                found.places.extend(place(&job.route, request));
                return LinkOutcome::Keep;
            }
            LinkKind::External | LinkKind::Contact => return LinkOutcome::Keep,
        }
        let target = document_path(path, &request.path);
        if let Some(route) = target.as_ref().and_then(|it| self.documents.get(it)) {
            return page(job, route, request, found);
        }
        if let Some(route) = self.without_ending(path, &request.path) {
            return page(job, route, request, found);
        }
        if is_content(target.as_deref().unwrap_or(&request.path)) || request.path.ends_with('/') {
            let message = say!("link.no-page", target = request.target);
            let hint = say!("link.no-page.hint");
            let finding = Diagnostic::new(&codes::BROKEN_LINK, message).at(request.span);
            found.diagnostics.push(finding.hint(hint));
            return LinkOutcome::Text;
        }
        match self.attachment(path, &request.path) {
            Ok((output, attachment)) => {
                let is_public = self.loaded.config.site.audience == Visibility::Public;
                if is_public && self.loaded.people.is_some() && !attachment.is_text {
                    found.diagnostics.push(privacy::unsearchable(request.target, request.span));
                }
                published(job, output, attachment, request, found)
            }
            Err(fault) => {
                let kind = match fault {
                    AttachmentFault::Active | AttachmentFault::Drawing(_) => &codes::ACTIVE_ATTACHMENT,
                    AttachmentFault::Unlisted(_) | AttachmentFault::Unlike(_) => &codes::UNLISTED_ATTACHMENT,
                    AttachmentFault::Metadata(_) => &codes::ATTACHMENT_METADATA,
                    AttachmentFault::HoldsSecret => &codes::SECRET,
                    AttachmentFault::Outside
                    | AttachmentFault::Symlink
                    | AttachmentFault::NotFound
                    | AttachmentFault::NotAFile
                    | AttachmentFault::TooLarge(_)
                    | AttachmentFault::Hidden
                    | AttachmentFault::NamesPeople => &codes::BROKEN_LINK,
                };
                let finding = Diagnostic::new(kind, fault.message(request.target)).at(request.span);
                found.diagnostics.push(finding.hint(fault.hint()));
                LinkOutcome::Text
            }
        }
    }

    /// The document that `target` means as site generators read it: without its ending, from the folder of `document` or
    /// from one above it.
    fn without_ending(&self, document: &str, target: &str) -> Option<&Route> {
        let last = target.trim_end_matches('/').rsplit('/').next()?;
        if last.is_empty() || last.contains('.') || target.starts_with('/') {
            return None;
        }
        let folders = document.match_indices('/').map(|it| &document[..=it.0]).rev().chain([""]);
        folders.map(|it| format!("{it}index.md")).find_map(|from| {
            let path = document_path(&from, target)?;
            ["{}.md", "{}.markdown", "{}/index.md"]
                .iter()
                .find_map(|form| self.documents.get(&form.replace("{}", &path)))
        })
    }

    /// What becomes of `[[name]]`.
    fn named(&self, job: &Job<'_>, request: &LinkRequest<'_>, found: &mut Found) -> LinkOutcome {
        let name = reference_form(&request.path);
        if let Some(route) = self.names.get(&name) {
            return page(job, route, request, found);
        }
        // A name that a document has in many places is one mistake.
        found.unknown_names.entry(request.target.to_owned()).or_insert_with(|| UnknownName {
            target: request.target.to_owned(),
            name,
            span: request.span,
        });
        LinkOutcome::Text
    }

    /// Where the file that a document links to is published, and where it lies.
    fn attachment(&self, document: &str, target: &str) -> Result<(String, Attachment), AttachmentFault> {
        let roots = &self.loaded.content.roots;
        let place = roots.iter().position(|it| document.starts_with(&it.prefix));
        let place = place.ok_or(AttachmentFault::NotFound)?;
        let root = &roots[place];
        let inside = document.strip_prefix(&root.prefix).unwrap_or(document);
        let policy = AttachmentPolicy {
            extensions: &self.loaded.config.attachment_extensions,
            is_public: self.loaded.config.site.audience == Visibility::Public,
        };
        let found = source::attachment(&root.folder, inside, target, policy)?;
        if self.loaded.content.is_ignored(place, &found.path) {
            return Err(AttachmentFault::Hidden);
        }
        if let Some(people) = self.loaded.people.as_ref().filter(|_| found.is_text) {
            // What cannot be read may name anybody.
            if found.holds(|text| people.are_named_in(text)).unwrap_or(true) {
                return Err(AttachmentFault::NamesPeople);
            }
        }
        if self.loaded.config.privacy.redact
            && found.is_text
            && found.holds(|text| secrets(text).next().is_some()).unwrap_or(true)
        {
            return Err(AttachmentFault::HoldsSecret);
        }
        let stem = found.path.rsplit_once('.').map_or(found.path.as_str(), |it| it.0);
        let fingerprint = crate::text::fingerprint(format!("{}{}", root.prefix, found.path).as_bytes());
        let name = stem.rsplit('/').next().unwrap_or(stem);
        let extension: Vec<String> = found.extension.split('.').map(slug).collect();
        Ok((format!("files/{fingerprint}-{}.{}", slug(name), extension.join(".")), found))
    }

    /// Ids of incidents and hashes of commits in `text`, with their addresses.
    pub(super) fn linkify(&self, job: &Job<'_>, text: &str) -> Vec<TextLink> {
        let mut found = self.incidents_in(job, text);
        if let Some(pattern) = &self.loaded.config.links.commit_url {
            // Ids are in order and apart: only the last one that begins before the hash ends can overlap it.
            let is_apart = |it: &TextLink| {
                let before = found.partition_point(|other| other.range.start < it.range.end);
                before.checked_sub(1).is_none_or(|idx| found[idx].range.end <= it.range.start)
            };
            let mut commits = commits::links(text, pattern);
            commits.retain(is_apart);
            found.extend(commits);
            found.sort_by_key(|it| it.range.start);
        }
        found
    }

    fn incidents_in(&self, job: &Job<'_>, text: &str) -> Vec<TextLink> {
        id_candidates(text)
            .filter_map(|(start, word)| {
                let route = self.ids.get(&reference_form(word)).filter(|it| **it != job.route)?;
                Some(TextLink { range: start..start + word.len(), url: route.relative_to(&job.route) })
            })
            .collect()
    }
}

/// Whether the file at `path` is a document, a sidecar or an ignore file: what of it may be shown is on pages.
fn is_content(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let Some((stem, ending)) = name.rsplit_once('.') else { return false };
    let is_sidecar = ["actions", "overrides"].contains(&stem) && ["yml", "yaml"].contains(&ending);
    is_sidecar || ["md", "markdown"].contains(&ending)
}

/// A link to a file that is published with the site.
fn published(
    job: &Job<'_>,
    output: String,
    attachment: Attachment,
    request: &LinkRequest<'_>,
    found: &mut Found,
) -> LinkOutcome {
    let address = Route::Asset(output.clone()).relative_to(&job.route);
    if !attachment.dropped.is_empty() {
        let parts = Value::codes(&attachment.dropped);
        let message = say!("drawing.changed", target = request.target, parts);
        let finding = Diagnostic::new(&codes::CHANGED_DRAWING, message).at(request.span);
        let hint = say!("drawing.changed.hint");
        found.diagnostics.push(finding.hint(hint));
    }
    match attachment.bytes {
        Some(bytes) => found.files.push(OutputFile { path: output, bytes }),
        None => found.attachments.push((output, attachment.file)),
    }
    match attachment.size.filter(|_| request.image) {
        Some((width, height)) => LinkOutcome::Picture { address, width, height },
        None => LinkOutcome::Replace(address),
    }
}

/// A link to the page of another document.
fn page(job: &Job<'_>, route: &Route, request: &LinkRequest<'_>, found: &mut Found) -> LinkOutcome {
    found.places.extend(place(route, request));
    let fragment =
        request.fragment.as_ref().map_or_else(String::new, |it| format!("#{}", percent_encoded(it)));
    LinkOutcome::Replace(format!("{}{fragment}", route.relative_to(&job.route)))
}

/// The place in `page` that `request` leads to, if it names one.
fn place(page: &Route, request: &LinkRequest<'_>) -> Option<Place> {
    let id = request.fragment.clone()?;
    Some(Place { page: page.clone(), id, target: request.target.to_owned(), span: request.span })
}
