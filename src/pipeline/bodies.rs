//! The documents as HTML and as plain text, with their links turned into addresses of the site.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::PathBuf;

use rayon::prelude::*;

use super::load::Loaded;
use crate::diagnostics::{Diagnostic, codes};
use crate::extract::id_candidates;
use crate::files::FileId;
use crate::i18n::Messages;
use crate::markdown::{
    self, CodeOutcome, CodeRequest, Highlighter, Labels, LinkKind, LinkOutcome, LinkRequest, Rendered,
    TextLink,
};
use crate::model::Visibility;
use crate::resolve::{document_path, reference_form};
use crate::site::{self, Route, percent_encoded};
use crate::source;
use crate::text::slug;

/// The rendered documents, and what they lead to.
#[derive(Debug)]
pub(super) struct Bodies {
    /// By the page that shows them.
    pub(super) rendered: BTreeMap<Route, Rendered>,
    /// Path in the output, and the file to copy there.
    pub(super) attachments: Vec<(String, PathBuf)>,
    /// Of links that lead nowhere, pictures that are not loaded, and HTML that was removed.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// A document to render.
struct Job<'a> {
    route: Route,
    title: &'a str,
    file: FileId,
    range: Range<usize>,
}

/// A rendered document, and the files to publish with it.
struct Done {
    route: Route,
    rendered: Rendered,
    attachments: Vec<(String, PathBuf)>,
}

/// What all documents share.
struct Shared<'a> {
    loaded: &'a Loaded,
    labels: Labels<'a>,
    /// Whether anybody will look at the HTML; findings do not need colors.
    is_shown: bool,
    /// Path of a document to its page.
    documents: BTreeMap<String, Route>,
    /// Folded id to page.
    ids: BTreeMap<String, Route>,
}

/// Renders every document of the knowledge base, in the words of `messages`; without them only for the findings.
pub(super) fn bodies(loaded: &Loaded, messages: Option<&Messages>) -> Bodies {
    let is_shown = messages.is_some();
    let labels = messages.map_or_else(Labels::default, labels);
    let knowledge_base = &loaded.knowledge_base;
    let mut ids = BTreeMap::new();
    for it in &knowledge_base.incidents {
        ids.insert(reference_form(&it.id), Route::Incident(it.slug.clone()));
    }
    let documents = site::documents(knowledge_base, &loaded.sources);
    let shared = Shared { loaded, labels, is_shown, documents, ids };
    let jobs = jobs(loaded);
    let done: Vec<Done> = jobs.par_iter().map(|job| shared.render(job)).collect();
    let mut bodies = Bodies { rendered: BTreeMap::new(), attachments: Vec::new(), diagnostics: Vec::new() };
    let mut attached = BTreeSet::new();
    for it in done {
        bodies.diagnostics.extend(it.rendered.diagnostics.iter().cloned());
        for (path, file) in it.attachments {
            if attached.insert(path.clone()) {
                bodies.attachments.push((path, file));
            }
        }
        bodies.rendered.insert(it.route, it.rendered);
    }
    bodies.attachments.sort();
    bodies
}

fn jobs(loaded: &Loaded) -> Vec<Job<'_>> {
    let knowledge_base = &loaded.knowledge_base;
    let incidents = knowledge_base.incidents.iter().map(|it| Job {
        route: Route::Incident(it.slug.clone()),
        title: &it.title,
        file: it.body.0,
        range: it.body.1.clone(),
    });
    let runbooks = knowledge_base.runbooks.iter().map(|it| Job {
        route: Route::Runbook(it.slug.clone()),
        title: &it.title,
        file: it.body.0,
        range: it.body.1.clone(),
    });
    let pages = knowledge_base.pages.iter().map(|it| Job {
        route: Route::Page(it.slug.clone()),
        title: &it.title,
        file: it.body.0,
        range: it.body.1.clone(),
    });
    incidents.chain(runbooks).chain(pages).collect()
}

/// The words of the interface that documents are rendered with.
fn labels(messages: &Messages) -> Labels<'_> {
    Labels {
        permalink: messages.text("document.permalink"),
        table: messages.text("document.table"),
        image: messages.text("document.image"),
        footnotes: messages.text("document.footnotes"),
        footnote_back: messages.text("document.footnote_back"),
        note: messages.text("document.note"),
        tip: messages.text("document.tip"),
        important: messages.text("document.important"),
        warning: messages.text("document.warning"),
        caution: messages.text("document.caution"),
    }
}

impl Shared<'_> {
    fn render(&self, job: &Job<'_>) -> Done {
        let source = self.loaded.sources.get(job.file);
        let (internal, _) = markdown::internal_ranges(&source.text, job.file, job.range.clone());
        let is_public = self.loaded.config.site.audience == Visibility::Public;
        let found = std::cell::RefCell::new((Vec::new(), Vec::new()));
        let link = |request: &LinkRequest<'_>| {
            let mut found = found.borrow_mut();
            let (attachments, diagnostics) = &mut *found;
            self.link(job, &source.path, request, attachments, diagnostics)
        };
        let linkify = |text: &str| self.linkify(job, text);
        let highlighter = std::cell::RefCell::new(Highlighter::default());
        let code = |request: &CodeRequest<'_>| self.code(&mut highlighter.borrow_mut(), request);
        let options = markdown::Options {
            title: Some(job.title),
            hide: if is_public { &internal } else { &[] },
            labels: self.labels,
            link: &link,
            linkify: &linkify,
            code: &code,
            ..markdown::Options::default()
        };
        let mut rendered = markdown::html(&source.text, job.file, job.range.clone(), &options);
        let (attachments, diagnostics) = found.into_inner();
        rendered.diagnostics.extend(diagnostics);
        Done { route: job.route.clone(), rendered, attachments }
    }

    /// What is shown for a block of code.
    fn code(&self, highlighter: &mut Highlighter, request: &CodeRequest<'_>) -> CodeOutcome {
        if !self.is_shown {
            return CodeOutcome::Plain;
        }
        let (lines, is_colored) = highlighter.lines(request.language, request.source);
        if !is_colored {
            return CodeOutcome::Plain;
        }
        CodeOutcome::Source { before: String::new(), html: lines.join("\n") + "\n" }
    }

    fn link(
        &self,
        job: &Job<'_>,
        path: &str,
        request: &LinkRequest<'_>,
        attachments: &mut Vec<(String, PathBuf)>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> LinkOutcome {
        if request.kind != LinkKind::Local {
            return LinkOutcome::Keep;
        }
        let fragment =
            request.fragment.as_ref().map_or_else(String::new, |it| format!("#{}", percent_encoded(it)));
        let target = document_path(path, &request.path);
        if let Some(route) = target.as_ref().and_then(|it| self.documents.get(it)) {
            return LinkOutcome::Replace(format!("{}{fragment}", route.relative_to(&job.route)));
        }
        let broken = |message: String, hint: &str| {
            Diagnostic::new(&codes::BROKEN_LINK, message).at(request.span).hint(hint)
        };
        let is_markdown = request.path.ends_with(".md") || request.path.ends_with(".markdown");
        if is_markdown || request.path.ends_with('/') {
            let message =
                format!("the link to `{}` leads to no page of this site: not found", request.target);
            diagnostics
                .push(broken(message, "correct the path, or remove the link; its text is shown without it"));
            return LinkOutcome::Text;
        }
        match self.attachment(path, &request.path) {
            Ok((output, file)) => {
                let address = Route::Asset(output.clone()).relative_to(&job.route);
                attachments.push((output, file));
                LinkOutcome::Replace(address)
            }
            Err(fault) => {
                let kind = match fault {
                    source::AttachmentFault::Active => &codes::ACTIVE_ATTACHMENT,
                    _ => &codes::BROKEN_LINK,
                };
                let message = fault.message(request.target);
                diagnostics.push(
                    Diagnostic::new(kind, message).at(request.span).hint("put the file beside the document"),
                );
                LinkOutcome::Text
            }
        }
    }

    /// Where the file that a document links to is published, and where it lies.
    fn attachment(&self, document: &str, target: &str) -> Result<(String, PathBuf), source::AttachmentFault> {
        let roots = &self.loaded.content.roots;
        let root = roots
            .iter()
            .find(|it| document.starts_with(&it.prefix))
            .ok_or(source::AttachmentFault::NotFound)?;
        let inside = document.strip_prefix(&root.prefix).unwrap_or(document);
        let found = source::attachment(&root.folder, inside, target)?;
        let (stem, extension) = found.path.rsplit_once('.').unwrap_or((&found.path, "bin"));
        let fingerprint = crate::text::fingerprint(format!("{}{}", root.prefix, found.path).as_bytes());
        let name = stem.rsplit('/').next().unwrap_or(stem);
        Ok((format!("files/{fingerprint}-{}.{}", slug(name), slug(extension)), found.file))
    }

    /// Ids of incidents in `text`, with the addresses of their pages.
    fn linkify(&self, job: &Job<'_>, text: &str) -> Vec<TextLink> {
        id_candidates(text)
            .filter_map(|(start, word)| {
                let route = self.ids.get(&reference_form(word)).filter(|it| **it != job.route)?;
                Some(TextLink { range: start..start + word.len(), url: route.relative_to(&job.route) })
            })
            .collect()
    }
}
