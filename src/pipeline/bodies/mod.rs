//! The documents as HTML and as plain text, with their links turned into addresses of the site.

mod code;
mod commits;
mod job;
mod links;
mod place;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use rayon::prelude::*;

use crate::address::{self, Route};
use crate::diagnostics::Diagnostic;
use crate::files::OutputFile;
use crate::i18n::Messages;
use crate::markdown::{self, CodeRequest, Highlighter, Labels, LinkRequest, Rendered};
use crate::model::Visibility;
use crate::pipeline::load::Loaded;
use crate::resolve::reference_form;
use job::{Found, Job, Shared};
use place::Places;

/// The rendered documents, and what they lead to.
#[derive(Debug)]
pub(in crate::pipeline) struct Bodies {
    /// By the page that shows them.
    pub(in crate::pipeline) rendered: BTreeMap<Route, Rendered>,
    /// Path in the output, and the file to copy there.
    pub(in crate::pipeline) attachments: Vec<(String, PathBuf)>,
    /// Attachments that are written anew.
    pub(in crate::pipeline) files: Vec<OutputFile>,
    /// Of links that lead nowhere, pictures that are not loaded, and HTML that was removed.
    pub(in crate::pipeline) diagnostics: Vec<Diagnostic>,
}

/// A rendered document.
struct Done {
    route: Route,
    rendered: Rendered,
    found: Found,
}

/// Renders every document of the knowledge base, in the words of `messages`; without them only for texts and findings.
pub(in crate::pipeline) fn bodies(loaded: &Loaded, messages: Option<&Messages>) -> Bodies {
    let knowledge_base = &loaded.knowledge_base;
    let mut ids = BTreeMap::new();
    for it in &knowledge_base.incidents {
        ids.insert(reference_form(&it.id), Route::Incident(it.slug.clone()));
    }
    let documents = address::documents(knowledge_base, &loaded.sources);
    let names = links::names(knowledge_base, &documents);
    let shared = Shared {
        loaded,
        labels: messages.map_or_else(Labels::default, labels),
        messages,
        documents,
        ids,
        names,
    };
    let jobs = jobs(loaded);
    let done: Vec<Done> = jobs.par_iter().map(|job| shared.render(job)).collect();
    let mut bodies = Bodies {
        rendered: BTreeMap::new(),
        attachments: Vec::new(),
        files: Vec::new(),
        diagnostics: Vec::new(),
    };
    let mut written = BTreeSet::new();
    let (mut places, mut names) = (Vec::new(), Vec::new());
    for it in done {
        bodies.diagnostics.extend(it.rendered.diagnostics.iter().cloned());
        bodies.diagnostics.extend(it.found.diagnostics);
        bodies.attachments.extend(it.found.attachments.into_iter().filter(|it| written.insert(it.0.clone())));
        bodies.files.extend(it.found.files.into_iter().filter(|it| written.insert(it.path.clone())));
        places.extend(it.found.places);
        names.extend(it.found.unknown_names.into_values());
        bodies.rendered.insert(it.route, it.rendered);
    }
    bodies.attachments.sort();
    bodies.diagnostics.extend(links::unknown_names(&shared.names, &names));
    let mut known = Places::of(&bodies.rendered);
    let findings: Vec<Diagnostic> = places.iter().filter_map(|it| known.finding(it)).collect();
    bodies.diagnostics.extend(findings);
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
        let is_public = self.loaded.config.site.audience == Visibility::Public;
        let internal = || markdown::internal_ranges(&source.text, job.file, job.range.clone()).0;
        let hide = if is_public { internal() } else { Vec::new() };
        let found = RefCell::new(Found::default());
        let highlighter = RefCell::new(Highlighter::default());
        let link = |request: &LinkRequest<'_>| self.link(job, &source.path, request, &mut found.borrow_mut());
        let linkify = |text: &str| self.linkify(job, text);
        let code = |request: &CodeRequest<'_>| {
            self.code(job, request, &mut highlighter.borrow_mut(), &mut found.borrow_mut())
        };
        let options = markdown::Options {
            title: Some(job.title),
            hide: &hide,
            // A postmortem's boxes say what was done; a runbook's are there to be ticked.
            tickable: matches!(job.route, Route::Runbook(_)),
            labels: self.labels,
            link: &link,
            linkify: &linkify,
            code: &code,
            ..markdown::Options::default()
        };
        let mut rendered = markdown::html(&source.text, job.file, job.range.clone(), &options);
        if self.messages.is_none() {
            // The HTML of ten thousand documents is a hundred megabytes that nobody needs here.
            rendered.html = String::new();
        }
        Done { route: job.route.clone(), rendered, found: found.into_inner() }
    }
}
