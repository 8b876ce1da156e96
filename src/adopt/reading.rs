//! What a document says, so that it can be compared with what it says under a new head.

use std::ops::Range;

use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::extract::{self, Extracted, Settings};
use crate::files::{FileId, SourceMap, Span};
use crate::model::{How, Incident, Link, Mention, ProvenanceMap};
use crate::resolve::{listed_cause, listed_service, listed_term};

/// A document as readers of a public site and of an internal one get it.
#[derive(Debug)]
pub(super) struct Readings {
    public: (Vec<Extracted>, Vec<Diagnostic>),
    internal: (Vec<Extracted>, Vec<Diagnostic>),
}

impl Readings {
    /// Reads `text`, which stands at `path`.
    pub(super) fn new(path: &str, text: &str, settings: &Settings<'_>) -> Self {
        let mut sources = SourceMap::default();
        let file = sources.add(path.to_owned(), text.to_owned());
        let read = |hide_internal: bool| {
            let settings = Settings {
                config: settings.config,
                globs: settings.globs,
                overrides: settings.overrides,
                hide_internal,
                surroundings: settings.surroundings,
            };
            let checked = extract::document(&sources, file, &settings);
            (checked.value, checked.diagnostics)
        };
        Self { public: read(true), internal: read(false) }
    }

    /// What stands in the document outside of its internal parts.
    pub(super) fn public(&self) -> &[Extracted] {
        &self.public.0
    }

    /// What was found on the way.
    pub(super) fn findings(&self) -> &[Diagnostic] {
        &self.public.1
    }

    /// Whether a value of the document comes from `overrides.yml`.
    pub(super) fn is_overridden(&self) -> bool {
        self.public.0.iter().any(|it| match it {
            Extracted::Incident(it) => it.provenance.values().any(|it| it.how == How::Sidecar),
            Extracted::Runbook(_) | Extracted::Page(_) => false,
        })
    }

    /// Whether both say the same of everything but places, and `after` gives rise to no finding that was not there.
    ///
    /// The rules for action items differ between a table and front matter, so `with_items` leaves findings out.
    pub(super) fn says_the_same_as(&self, after: &Self, config: &Config, with_items: bool) -> bool {
        let same = |a: &(Vec<Extracted>, Vec<Diagnostic>), b: &(Vec<Extracted>, Vec<Diagnostic>)| {
            content(&a.0, config) == content(&b.0, config) && (with_items || findings(&a.1) == findings(&b.1))
        };
        same(&self.public, &after.public) && same(&self.internal, &after.internal)
    }
}

/// Kind and message of every finding, ordered.
fn findings(all: &[Diagnostic]) -> Vec<(&'static str, &str)> {
    let mut found: Vec<_> = all.iter().map(|it| (it.kind.code, it.message.as_str())).collect();
    found.sort_unstable();
    found
}

/// Everything that is said, without where it stands.
fn content(read: &[Extracted], config: &Config) -> String {
    let texts = read.iter().map(|it| match it {
        Extracted::Incident(it) => format!("{:?}", placeless(it, config)),
        Extracted::Runbook(it) => {
            let mut it = it.clone();
            it.body = nowhere_body();
            it.source = nowhere();
            links(&mut it.links);
            mentions(&mut it.mentions);
            format!("{it:?}")
        }
        Extracted::Page(_) => "a page".to_owned(),
    });
    texts.collect::<Vec<String>>().join("\n")
}

fn placeless(it: &Incident, config: &Config) -> Incident {
    let taxonomy = &config.taxonomy;
    let mut it = it.clone();
    it.provenance = ProvenanceMap::new();
    it.body = nowhere_body();
    it.source = nowhere();
    links(&mut it.links);
    mentions(&mut it.mentions);
    it.timeline.iter_mut().for_each(|it| it.span = nowhere());
    it.action_items.iter_mut().for_each(|it| it.span = nowhere());
    renamed(&mut it.services, |word| listed_service(&config.services, word));
    renamed(&mut it.causes, |word| listed_cause(&taxonomy.causes, word));
    renamed(&mut it.triggers, |word| listed_term(&taxonomy.triggers, word));
    renamed(&mut it.factors, |word| listed_term(&taxonomy.factors, word));
    it.detection = it.detection.map(|word| listed_term(&taxonomy.detections, &word).unwrap_or(word));
    it.mitigation = it.mitigation.map(|word| listed_term(&taxonomy.mitigations, &word).unwrap_or(word));
    it
}

/// The names that `resolve` would put in, each once.
fn renamed(words: &mut Vec<String>, name: impl Fn(&str) -> Option<String>) {
    let mut names: Vec<String> = Vec::new();
    for word in words.drain(..) {
        let name = name(&word).unwrap_or(word);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    *words = names;
}

fn links(links: &mut [Link]) {
    for it in links.iter_mut() {
        it.span = nowhere();
    }
}

fn mentions(mentions: &mut [Mention]) {
    for it in mentions.iter_mut() {
        it.span = nowhere();
    }
}

fn nowhere() -> Span {
    Span::point(FileId(0), 0)
}

fn nowhere_body() -> (FileId, Range<usize>) {
    (FileId(0), 0..0)
}
