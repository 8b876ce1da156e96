//! [`Document`] to incidents, runbooks and pages: reads the meaning out of one file's structure.
//!
//! One file per concept. Nothing is invented: what a document does not say stays empty, and what it says in a
//! way that can be read twice is a finding.

mod action_items;
mod action_lines;
mod classify;
mod draft;
mod echoes;
mod front_matter;
mod identity;
mod label_values;
mod labels;
mod lessons;
mod mentions;
mod milestones;
mod outline;
mod parts;
mod people;
mod signature;
mod stated;
mod summary;
#[cfg(test)]
mod tests;
mod timeline;

use std::collections::BTreeMap;
use std::ops::Range;

use globset::GlobSet;

use crate::config::Config;
use crate::diagnostics::{Checked, Diagnostic, codes};
use crate::files::{FileId, SourceMap, Span};
use crate::markdown::{self, Document};
use crate::model::{
    DocumentStatus, Field, How, Incident, Page, Runbook, RunbookPart, SectionKind, Visibility,
};
use crate::text::{fold, is_chinese};
use crate::yaml::{self, Node, Value};

pub(crate) use front_matter::extent as front_matter_extent;
pub(crate) use front_matter::{Head, head};
pub(crate) use mentions::candidates as id_candidates;

pub use crate::lexicon::words::DocumentKind;
use draft::Draft;
use front_matter::Origin;
pub(crate) use outline::{Outline, Section};

/// What one document turned out to be.
#[derive(Debug, Clone)]
pub enum Extracted {
    /// A postmortem.
    Incident(Box<Incident>),
    /// How to handle a kind of failure.
    Runbook(Box<Runbook>),
    /// Anything else worth reading.
    Page(Box<Page>),
}

/// What reading depends on besides the document.
#[derive(Debug)]
pub struct Settings<'a> {
    /// The site's configuration.
    pub config: &'a Config,
    /// What the config's globs say of a path.
    pub globs: &'a Globs,
    /// `overrides.yml`, by incident id or path.
    pub overrides: &'a Overrides,
    /// Whether internal parts are to be left out.
    pub hide_internal: bool,
}

/// The globs of the config, compiled.
#[derive(Debug, Default)]
pub struct Globs {
    rules: Vec<(GlobSet, usize, DocumentKind)>,
}

/// Front matter keys for documents that must not be touched, by incident id or by path.
#[derive(Debug, Default)]
pub struct Overrides {
    entries: BTreeMap<String, (FileId, Node)>,
}

impl Globs {
    /// Compiles the globs of `config`; a glob that cannot be read matches nothing.
    pub fn new(config: &Config) -> Self {
        let content = &config.content;
        let incident = DocumentKind::Incident(crate::model::IncidentKind::Incident);
        let kinds = [
            (&content.incidents, incident),
            (&content.runbooks, DocumentKind::Runbook),
            (&content.pages, DocumentKind::Page),
        ];
        let mut rules = Vec::new();
        for (globs, kind) in kinds {
            for glob in globs {
                let Ok(compiled) = globset::Glob::new(glob) else { continue };
                if let Ok(set) = globset::GlobSetBuilder::new().add(compiled).build() {
                    let literal =
                        glob.chars().filter(|c| !matches!(c, '*' | '?' | '[' | ']' | '{' | '}')).count();
                    rules.push((set, literal, kind));
                }
            }
        }
        Self { rules }
    }

    /// What the most specific matching glob says of `path`.
    fn kind(&self, path: &str) -> Option<DocumentKind> {
        let matching = self.rules.iter().filter(|(set, ..)| set.is_match(path));
        matching.max_by_key(|(_, literal, _)| *literal).map(|(.., kind)| *kind)
    }
}

impl Overrides {
    /// Reads every sidecar; the first entry for an id or path counts.
    pub fn read(sources: &SourceMap, files: &[FileId]) -> Checked<Self> {
        let mut diagnostics = Vec::new();
        let mut entries = BTreeMap::new();
        for &file in files {
            match yaml::parse(&sources.get(file).text) {
                Ok(Node { value: Value::Map(found), .. }) => {
                    for (key, value) in found {
                        if let Some(name) = key.scalar() {
                            entries.entry(name.to_owned()).or_insert((file, value.clone()));
                        }
                    }
                }
                Ok(Node { value: Value::Null, .. }) => {}
                Ok(tree) => {
                    let message =
                        format!("the file must map incidents to front matter keys, it is {}", tree.kind());
                    diagnostics.push(Diagnostic::new(&codes::WRONG_TYPE, message).at(Span::point(file, 0)));
                }
                Err(error) => {
                    let finding = Diagnostic::new(&codes::INVALID_FRONT_MATTER, error.message);
                    diagnostics.push(finding.at(Span::point(file, error.offset)));
                }
            }
        }
        Checked { value: Self { entries }, diagnostics }
    }

    /// Whether an entry stands for the document at `path`.
    pub(crate) fn speak_of(&self, path: &str) -> bool {
        self.entries.contains_key(path)
    }

    fn get(&self, name: &str) -> Option<&(FileId, Node)> {
        self.entries.get(name)
    }
}

/// Reads everything that stands in the document `file`.
pub fn document(sources: &SourceMap, file: FileId, settings: &Settings<'_>) -> Checked<Vec<Extracted>> {
    let mut diagnostics = Vec::new();
    let source = sources.get(file);
    let head = front_matter::read(sources, file, &settings.config.lexicon, &mut diagnostics);
    if head.is_broken && classify::is_of_another_tool(source) {
        let reason = "it is a template of another tool: its front matter is filled in by a program";
        return Checked { value: Vec::new(), diagnostics: vec![set_aside(reason, Span::point(file, 0))] };
    }
    if head.is_broken {
        // What cannot be read may say that the document is a draft, or internal: it stays inside.
        return Checked { value: Vec::new(), diagnostics };
    }
    let body = head.body_start..source.text.len();
    let (internal, mut found) = markdown::internal_ranges(&source.text, file, body.clone());
    diagnostics.append(&mut found);
    let hidden: &[Range<usize>] = if settings.hide_internal { &internal } else { &[] };
    let document = markdown::parse(&source.text, file, body.clone(), hidden);

    let mut draft = Draft::new(file, body, settings.config);
    if head.offset == 0 {
        draft.incident.source = Span::point(file, head.body_start);
    } else {
        draft.incident.source = Span::point(file, 0);
    }
    front_matter::fill(&mut draft, file, &head, &settings.config.severities);
    if let Some((file, node)) = settings.overrides.get(&source.path) {
        override_with(&mut draft, *file, node, settings);
    }
    let has_keys =
        head.tree.as_ref().is_some_and(|it| matches!(&it.value, Value::Map(entries) if !entries.is_empty()));
    let outline = Outline::new(&document, &settings.config.lexicon);
    let body = draft.incident.body.1.clone();
    if !has_keys && let Some((before, reports)) = parts::split(&outline, &body) {
        return several(sources, file, &before, &reports, hidden, settings, diagnostics);
    }
    let verdict = classify::classify(source, &draft, &outline, settings.globs.kind(&source.path), has_keys);
    let entry = match verdict {
        classify::Verdict::SetAside(reason) => {
            diagnostics.append(&mut draft.diagnostics);
            diagnostics.push(set_aside(reason, Span::point(file, body.start.min(source.text.len()))));
            return Checked { value: Vec::new(), diagnostics };
        }
        classify::Verdict::Kind(DocumentKind::Incident(kind)) => {
            draft.incident.kind = kind;
            if !draft.has(Field::Kind) {
                draft.read(Field::Kind, How::Derived, draft.incident.source);
            }
            incident(sources, &mut draft, &document, &outline, settings);
            Extracted::Incident(Box::new(draft.incident))
        }
        classify::Verdict::Kind(DocumentKind::Runbook) => {
            Extracted::Runbook(Box::new(runbook(source, &mut draft, &document, &outline)))
        }
        classify::Verdict::Kind(DocumentKind::Page) => {
            Extracted::Page(Box::new(page(source, &mut draft, &document, &outline)))
        }
    };
    diagnostics.append(&mut draft.diagnostics);
    Checked { value: vec![entry], diagnostics }
}

fn set_aside(reason: &str, at: Span) -> Diagnostic {
    Diagnostic::new(&codes::SET_ASIDE, format!("set aside: {reason}")).at(at)
}

/// The reports of a file that holds several; what stands before the first one is no report.
fn several(
    sources: &SourceMap,
    file: FileId,
    before: &Range<usize>,
    reports: &[Range<usize>],
    hidden: &[Range<usize>],
    settings: &Settings<'_>,
    mut diagnostics: Vec<Diagnostic>,
) -> Checked<Vec<Extracted>> {
    let text = &sources.get(file).text;
    if !text[before.clone()].trim().is_empty() {
        let reason = format!("what stands before the {} reports of this file", reports.len());
        diagnostics.push(set_aside(&reason, Span::point(file, before.start)));
    }
    let mut entries = Vec::new();
    for (nth, range) in reports.iter().enumerate() {
        let document = markdown::parse(text, file, range.clone(), hidden);
        let outline = Outline::new(&document, &settings.config.lexicon);
        let mut draft = Draft::new(file, range.clone(), settings.config);
        incident(sources, &mut draft, &document, &outline, settings);
        let is_numbered = draft.provenance(Field::Id).is_none_or(|it| it.how == How::FileName);
        if is_numbered {
            draft.incident.id = format!("{}-{}", draft.incident.id, nth + 1);
        }
        if draft.provenance(Field::Title).is_none_or(|it| it.how == How::FileName) {
            draft.incident.title = format!("{} ({})", draft.incident.title, nth + 1);
        }
        diagnostics.append(&mut draft.diagnostics);
        entries.push(Extracted::Incident(Box::new(draft.incident)));
    }
    Checked { value: entries, diagnostics }
}

fn incident(
    sources: &SourceMap,
    draft: &mut Draft,
    document: &Document,
    outline: &Outline<'_>,
    settings: &Settings<'_>,
) {
    let file = draft.incident.source.file;
    let source = sources.get(file);
    labels::read(draft, outline, settings.config);
    identity::read(draft, source, document, outline, settings.config.content.id_pattern.as_ref());
    // An override by id can only be found once the id is known.
    if let Some((file, node)) = settings.overrides.get(&draft.incident.id) {
        override_with(draft, *file, node, settings);
    }
    timeline::read(draft, document, outline);
    identity::date_of_timeline(draft);
    milestones::derive(draft);
    action_items::read(draft, outline);
    if draft.incident.summary.is_none()
        && let Some((text, how, span)) = summary::of(document, outline)
    {
        draft.incident.summary = Some(text);
        draft.read(Field::Summary, how, span);
    }
    draft.incident.echoes = echoes::read(source, outline, document);
    draft.incident.lessons = lessons::read(outline);
    draft.incident.signature =
        signature::read(source, &draft.incident.title, identity::stem(&source.path), outline);
    draft.incident.language = language(draft, source);
    if !draft.has(Field::Language) {
        draft.read(Field::Language, How::Derived, draft.incident.source);
    }
    if let Some(first) = draft.incident.timeline.first().map(|it| it.span) {
        draft.read(Field::Timeline, How::Timeline, first);
    }
    mentions::collect(&mut draft.incident.mentions, &mut draft.incident.links, source, document);
    plausible_dates(draft);
    let provenance = &draft.incident.provenance;
    draft.incident.suggested.drop_stated(|field| provenance.contains_key(&field));
}

fn runbook(
    source: &crate::files::SourceFile,
    draft: &mut Draft,
    document: &Document,
    outline: &Outline<'_>,
) -> Runbook {
    labels::read_updated(draft, outline);
    identity::read(draft, source, document, outline, None);
    let language = language(draft, source);
    let incident = &mut draft.incident;
    let (mut links, mut mentioned) = (Vec::new(), Vec::new());
    mentions::collect(&mut mentioned, &mut links, source, document);
    Runbook {
        id: if incident.provenance.contains_key(&Field::Id) {
            incident.id.clone()
        } else {
            identity::stem(&source.path).to_owned()
        },
        slug: String::new(),
        title: std::mem::take(&mut incident.title),
        services: std::mem::take(&mut incident.services),
        causes: std::mem::take(&mut incident.causes),
        tags: std::mem::take(&mut incident.tags),
        updated: draft.updated,
        next_review: incident.next_review,
        parts: runbook_parts(outline),
        checkboxes: document.n_checkboxes,
        used_by: Vec::new(),
        links,
        mentions: mentioned,
        aliases: std::mem::take(&mut incident.aliases),
        visibility: incident.visibility,
        draft: incident.status == Some(DocumentStatus::Draft),
        language,
        summary: incident.summary.take().or_else(|| Some(summary::of(document, outline)?.0)),
        body: incident.body.clone(),
        source: incident.source,
    }
}

/// The first section of each part that readers look for, by what its heading says.
fn runbook_parts(outline: &Outline<'_>) -> Vec<(RunbookPart, Span)> {
    let mut parts: Vec<(RunbookPart, Span)> = Vec::new();
    for section in &outline.sections {
        let part = match section.own_meaning {
            Some(SectionKind::Symptoms | SectionKind::Detection) => RunbookPart::Symptoms,
            Some(SectionKind::LikelyCauses | SectionKind::RootCause | SectionKind::Factors) => {
                RunbookPart::Causes
            }
            Some(SectionKind::Steps) => RunbookPart::Steps,
            Some(SectionKind::Solutions | SectionKind::Resolution) => RunbookPart::Solutions,
            _ => continue,
        };
        if let Some(span) = section.span.filter(|_| parts.iter().all(|it| it.0 != part)) {
            parts.push((part, span));
        }
    }
    parts
}

fn page(
    source: &crate::files::SourceFile,
    draft: &mut Draft,
    document: &Document,
    outline: &Outline<'_>,
) -> Page {
    identity::read(draft, source, document, outline, None);
    let language = language(draft, source);
    let incident = &mut draft.incident;
    let (mut links, mut mentioned) = (Vec::new(), Vec::new());
    mentions::collect(&mut mentioned, &mut links, source, document);
    Page {
        slug: identity::stem(&source.path).to_owned(),
        title: std::mem::take(&mut incident.title),
        links,
        mentions: mentioned,
        aliases: std::mem::take(&mut incident.aliases),
        visibility: incident.visibility,
        draft: incident.status == Some(DocumentStatus::Draft),
        language,
        summary: incident.summary.take().or_else(|| Some(summary::of(document, outline)?.0)),
        body: incident.body.clone(),
        source: incident.source,
    }
}

fn override_with(draft: &mut Draft, file: FileId, node: &Node, settings: &Settings<'_>) {
    let origin = Origin { file, offset: 0, how: How::Sidecar };
    front_matter::apply(draft, node, origin, &settings.config.severities);
}

/// The language that the document names, else the one its title and text are written in.
fn language(draft: &Draft, source: &crate::files::SourceFile) -> String {
    let stated = &draft.incident.language;
    if !stated.is_empty() {
        return match fold(stated).as_str() {
            "zh" | "chinese" | "中文" | "zh_cn" | "zh-hans" => "zh-CN".to_owned(),
            "english" => "en".to_owned(),
            _ if stated.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') => stated.clone(),
            _ => "en".to_owned(),
        };
    }
    let text = &source.text[draft.incident.body.1.clone()];
    let sample_end = text.char_indices().nth(4_000).map_or(text.len(), |(at, _)| at);
    if is_chinese(&text[..sample_end]) { "zh-CN".to_owned() } else { "en".to_owned() }
}

/// A date in the far past or the future is most often a slip.
fn plausible_dates(draft: &mut Draft) {
    let Some(date) = draft.incident.date else { return };
    let span = draft.provenance(Field::Date).map_or(draft.incident.source, |it| it.span);
    if date.year() < 1990 {
        let message = format!("the incident's date, {date}, lies far in the past");
        draft.report(Diagnostic::new(&codes::IMPLAUSIBLE_DATE, message).at(span).hint("check the year"));
    }
}

/// Whether a document may be published to `audience`.
pub fn is_visible(visibility: Visibility, audience: Visibility) -> bool {
    visibility == Visibility::Public || audience == Visibility::Internal
}
