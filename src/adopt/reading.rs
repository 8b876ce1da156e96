//! What is read in a document, so that it can be compared with what is read in it under a new head.

use std::sync::LazyLock;

use regex::Regex;

use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::extract::{self, Extracted, Settings};
use crate::files::{SourceMap, Span};
use crate::model::{Field, How, Incident, ProvenanceMap};
use crate::phrase::Phrase;
use crate::resolve::{listed_cause, listed_service, listed_term};

/// A document as readers of a public site and of an internal one get it.
#[derive(Debug)]
pub(super) struct Readings {
    /// The one text that was read.
    sources: SourceMap,
    public: (Vec<Extracted>, Vec<Diagnostic>),
    internal: (Vec<Extracted>, Vec<Diagnostic>),
}

impl Readings {
    /// Reads `text`, the document at `path`.
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
        let (public, internal) = (read(true), read(false));
        Self { sources, public, internal }
    }

    /// What the document holds outside of its internal parts.
    pub(super) fn public(&self) -> &[Extracted] {
        &self.public.0
    }

    /// The line of `span`, from 1.
    pub(super) fn line(&self, span: Span) -> usize {
        self.sources.line(span)
    }

    /// What was found on the way.
    pub(super) fn findings(&self) -> &[Diagnostic] {
        &self.public.1
    }

    /// Whether front matter states `field` of the one incident.
    pub(super) fn states(&self, field: Field) -> bool {
        let is_stated =
            |it: &Incident| it.provenance.get(&field).is_some_and(|it| it.how == How::FrontMatter);
        matches!(self.public(), [Extracted::Incident(it)] if is_stated(it))
    }

    /// Whether nothing was found on the way that `earlier` did not find too.
    pub(super) fn has_no_more_findings(&self, earlier: &Self) -> bool {
        let known = findings(earlier.findings());
        findings(self.findings()).iter().all(|it| known.contains(it))
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
fn findings(all: &[Diagnostic]) -> Vec<(&'static str, &Phrase)> {
    let mut found: Vec<_> = all.iter().map(|it| (it.kind.code, &it.message)).collect();
    found.sort_unstable();
    found
}

/// A place as it is written in the debug form of a value: a span, or a file with a range of its bytes.
static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    let span = r"Span \{ file: FileId\(\d+\), start: \d+, end: \d+ \}";
    let body = r"\(FileId\(\d+\), \d+\.\.\d+\)";
    Regex::new(&format!("{span}|{body}")).expect("a pattern that a unit test uses")
});

/// Everything that is said, without where it is.
///
/// Places are taken out by their type, wherever a value holds one: a list of the fields that hold places would
/// miss the next one, and then no document with such a field could ever be adopted.
fn content(read: &[Extracted], config: &Config) -> String {
    let texts = read.iter().map(|it| match it {
        Extracted::Incident(it) => format!("{:?}", named(it, config)),
        Extracted::Runbook(it) => format!("{it:?}"),
        Extracted::Page(_) => "a page".to_owned(),
    });
    let all = texts.collect::<Vec<String>>().join("\n");
    PLACE.replace_all(&all, "somewhere").into_owned()
}

/// The incident with the names that `resolve` would put in, and without where its values were read.
fn named(it: &Incident, config: &Config) -> Incident {
    let taxonomy = &config.taxonomy;
    let mut it = it.clone();
    it.provenance = ProvenanceMap::new();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;
    use crate::extract::{Globs, Overrides, Surroundings};

    const REPORT: &str = "# Login failed\n\n**Severity**: P1\n**Date**: 2026-01-23\n\nSee [it](b.md) and INC-2026-0009.\n\n## Timeline\n\n- 14:32 Outage began\n- 15:10 Service was restored\n\n## Action items\n\n| Task | Owner | Due |\n|---|---|---|\n| Add an alert | @dana | 2026-02-01 |\n\n## Lessons learned\n\n- Roll back first.\n";
    const RUNBOOK: &str = "# Runbook: pool\n\n## Symptoms\n\nSlow.\n\n## Steps\n\n1. Look at [it](a.md).\n";

    fn content_of(text: &str) -> String {
        let sources = SourceMap::default();
        let config = config::resolve(&sources, config::Parsed::default(), None, None, &[]).unwrap();
        let settings = Settings {
            config: &config,
            globs: &Globs::default(),
            overrides: &Overrides::default(),
            hide_internal: false,
            surroundings: &Surroundings::default(),
        };
        content(Readings::new("a.md", text, &settings).public(), &config)
    }

    #[test]
    fn what_is_said_does_not_depend_on_where() {
        for (text, part) in [(REPORT, "Roll back first."), (RUNBOOK, "Symptoms")] {
            let here = content_of(text);
            assert!(here.contains(part) && here.contains("somewhere"), "{here}");
            assert!(!here.contains("Span {") && !here.contains("FileId"), "{here}");
            assert_eq!(content_of(&format!("---\n---\n\n{text}")), here);
        }
    }

    #[test]
    fn what_is_said_otherwise_differs() {
        assert_ne!(content_of(REPORT), content_of(&REPORT.replace("first", "last")));
        assert_ne!(content_of(RUNBOOK), content_of(&RUNBOOK.replace("## Symptoms", "## Likely causes")));
    }
}
