//! [`Document`] to incidents, runbooks and pages: reads the meaning out of one file's structure.
//!
//! One file per concept. Nothing is invented: what a document does not say stays empty, and what it says in a
//! way that can be read twice is a finding.
//!
//! One document, in order ([`document`]):
//!
//! 1. `front_matter` splits off the head between `---` or `+++`. A head that cannot be read may say that the document
//!    is a draft or internal, so such a document goes no further.
//! 2. [`markdown::parse`] gives the structure of the body, without what is marked as internal where that is to be left out.
//! 3. A `Draft` takes what front matter says, then what `overrides.yml` sets for the path. Whatever is read later fills
//!    only what is still empty; where it says something else, that is a finding.
//! 4. `outline` gives each section its meaning by the words of its heading; `parts` finds several reports in one file.
//! 5. `recognition` decides what the document is: incident, runbook, page, or nothing of ours.
//! 6. Of an incident, `labels` come first, because they hold the day and the zone that times need; then `identity` (id,
//!    title, date), the `timeline`, and the `milestones` that it reaches; then action items, summary, lessons, language, links.
//! 7. Each value is written together with where and how it was read. Days that cannot be are taken back at the end.

mod access;
mod action_items;
#[cfg(test)]
mod assertion_forms;
mod assertions;
mod draft;
mod echoes;
mod entry;
mod explanation;
mod failures;
mod folder_days;
mod foreign_tables;
mod front_matter;
mod identity;
mod key_moments;
mod label_tables;
mod label_values;
mod labels;
mod lengths;
mod lessons;
mod limits;
mod manual;
mod mentions;
mod milestones;
mod names;
mod outline;
mod overrides;
mod parts;
mod procedures;
mod prose;
mod people;
mod phases;
mod recognition;
mod report_id;
mod signature;
mod stated;
mod summary;
mod target_tables;
#[cfg(test)]
mod tests;
mod timeline;
mod title_severity;
mod unread;
mod zone;

use std::ops::Range;

use globset::GlobSet;

use crate::config::Config;
use crate::diagnostics::{Checked, Diagnostic, codes};
use crate::files::{FileId, SourceMap, Span};
use crate::markdown::{self, Document};
use crate::model::{DocumentStatus, Field, How, Incident, Page, Runbook, RunbookPart, Visibility};
use crate::phrase::{self, Phrase, say};
use crate::text;
use crate::yaml::Value;

pub(crate) use front_matter::extent as front_matter_extent;
pub(crate) use front_matter::{Head, head, no_date};
pub(crate) use mentions::candidates as id_candidates;
pub use overrides::Overrides;
pub(crate) use report_id::report_id;

pub use crate::lexicon::words::DocumentKind;
use draft::Draft;
pub use folder_days::FolderDays;
use front_matter::Origin;
pub(crate) use outline::{Outline, Section};
pub use recognition::{LeftOut, Recognition, Sign, Surroundings, Taken};
pub use signature::signature_of;
pub use target_tables::targets;
pub use unread::{Unread, UnreadKind, unread};

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
    /// What the config's globs set for a path.
    pub globs: &'a Globs,
    /// `overrides.yml`, by incident id or path.
    pub overrides: &'a Overrides,
    /// Whether internal parts are to be left out.
    pub hide_internal: bool,
    /// What is known of the documents around.
    pub surroundings: &'a Surroundings,
}

/// What became of one document.
#[derive(Debug, Clone)]
pub struct Reading {
    /// What it says, as one entry or several.
    pub entries: Vec<Extracted>,
    /// What it was taken for, and why.
    pub recognition: Recognition,
    /// Its headings in one form, so that documents of one template can be found.
    pub headings: Vec<String>,
}

/// The globs of the config, compiled.
#[derive(Debug, Default)]
pub struct Globs {
    rules: Vec<(GlobSet, usize, DocumentKind)>,
}

impl Settings<'_> {
    /// What the config sets for `path`: by its globs, else by the team's names of folders.
    fn kind(&self, path: &str) -> Option<DocumentKind> {
        self.globs.kind(path).or_else(|| self.config.lexicon.kind_of_folder(path))
    }
}

impl Globs {
    /// Compiles the globs of `config`, of which each was found to be one: see [`glob_fault`].
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
                let Ok(set) = compiled(glob) else { continue };
                let literal =
                    glob.chars().filter(|c| !matches!(c, '*' | '?' | '[' | ']' | '{' | '}')).count();
                rules.push((set, literal, kind));
            }
        }
        Self { rules }
    }

    /// The kind that the most specific matching glob gives to `path`.
    fn kind(&self, path: &str) -> Option<DocumentKind> {
        let matching = self.rules.iter().filter(|(set, ..)| set.is_match(path));
        matching.max_by_key(|(_, literal, _)| *literal).map(|(.., kind)| *kind)
    }
}

fn compiled(glob: &str) -> Result<GlobSet, globset::Error> {
    globset::Glob::new(glob).and_then(|it| globset::GlobSetBuilder::new().add(it).build())
}

/// Why `glob` cannot be used; `None` where it can.
pub fn glob_fault(glob: &str) -> Option<Phrase> {
    compiled(glob).err().map(|it| fault_of_glob(it.kind()))
}

/// Whether `glob` matches one of `paths`.
pub fn matches_any<'a>(glob: &str, mut paths: impl Iterator<Item = &'a str>) -> bool {
    compiled(glob).is_ok_and(|set| paths.any(|it| set.is_match(it)))
}

fn fault_of_glob(kind: &globset::ErrorKind) -> Phrase {
    use globset::ErrorKind;
    match kind {
        ErrorKind::UnclosedClass => say!("read.glob-open-class"),
        ErrorKind::InvalidRange(first, last) => {
            say!("read.glob-range", first = *first, last = *last)
        }
        ErrorKind::UnopenedAlternates | ErrorKind::UnclosedAlternates => say!("read.glob-braces"),
        ErrorKind::DanglingEscape => say!("read.glob-escape"),
        // Older kinds, and what the engine below does not take.
        other => say!("read.glob-other", detail = other.to_string()),
    }
}

/// Reads everything in the document `file`.
pub fn document(sources: &SourceMap, file: FileId, settings: &Settings<'_>) -> Checked<Vec<Extracted>> {
    let Checked { value, diagnostics } = read(sources, file, settings);
    Checked { value: value.entries, diagnostics }
}

/// Reads the document `file`, and says what it was taken for.
pub fn read(sources: &SourceMap, file: FileId, settings: &Settings<'_>) -> Checked<Reading> {
    let mut diagnostics = Vec::new();
    let source = sources.get(file);
    let head = front_matter::read(sources, file, &settings.config.lexicon, &mut diagnostics);
    let left_out = |reason: LeftOut, diagnostics| {
        let recognition = Recognition::left_out(reason);
        Checked { value: Reading { entries: Vec::new(), recognition, headings: Vec::new() }, diagnostics }
    };
    if head.is_broken && recognition::is_of_another_tool(source) {
        let finding = set_aside(&LeftOut::ForeignTemplate.reason(), Span::point(file, 0));
        return left_out(LeftOut::ForeignTemplate, vec![finding]);
    }
    if head.is_broken {
        // What cannot be read may say that the document is a draft, or internal: it stays inside.
        return left_out(LeftOut::Broken, diagnostics);
    }
    let body = head.body_start..source.text.len();
    let whole = markdown::read(&source.text, file, body.clone(), settings.hide_internal);
    diagnostics.extend(whole.diagnostics);
    let (document, hidden) = (whole.document, whole.hidden.as_slice());

    let mut draft = Draft::new(file, body, settings.config);
    draft.day_order = settings.surroundings.days.order_of(source);
    draft.incident.source = Span::point(file, if head.offset == 0 { head.body_start } else { 0 });
    front_matter::fill(&mut draft, file, &head, &settings.config.severities);
    override_with(&mut draft, &source.path, settings);
    limits::apply(&mut draft);
    let has_keys =
        head.tree.as_ref().is_some_and(|it| matches!(&it.value, Value::Map(entries) if !entries.is_empty()));
    let outline = Outline::new(&document, &settings.config.lexicon);
    let headings = recognition::headings(&outline);
    let body = draft.incident.body.1.clone();
    // What a public site hides may say who must not read the rest.
    let whole = (!hidden.is_empty()).then(|| markdown::parse(&source.text, file, body.clone(), &[]));
    let whole = whole.as_ref().unwrap_or(&document);
    draft.statements.extend(access::of_whole(source, file, &head, whole, &settings.config.lexicon));
    if !has_keys && let Some((before, reports)) = parts::split(&outline, &body) {
        draft.settle();
        let several = several(sources, &draft, &before, &reports, hidden, settings, diagnostics);
        let recognition = Recognition::several(reports.len());
        let value = Reading { entries: several.value, recognition, headings };
        return Checked { value, diagnostics: several.diagnostics };
    }
    let by_path = settings.kind(&source.path);
    let surroundings = settings.surroundings;
    let input = recognition::Input { source, draft: &draft, outline: &outline, by_path, surroundings };
    let mut recognition = recognition::recognise(&input);
    let entries = match recognition.taken {
        Taken::LeftOut(reason) => {
            let at = Span::point(file, body.start.min(source.text.len()));
            draft.report(set_aside(&reason.reason(), at));
            Vec::new()
        }
        Taken::As(DocumentKind::Incident(kind)) => {
            draft.incident.kind = kind;
            incident(sources, &mut draft, &document, &outline, settings);
            event_kind(&mut draft, &mut recognition, source, &outline);
            foreign_tables::report(&mut draft, source, &document);
            draft.settle();
            vec![Extracted::Incident(Box::new(draft.incident))]
        }
        Taken::As(DocumentKind::Runbook) => {
            vec![Extracted::Runbook(Box::new(runbook(source, &mut draft, &document, &outline, settings)))]
        }
        Taken::As(DocumentKind::Page) => {
            if let Some(original) = settings.surroundings.translations.get(&source.path) {
                draft.report(translation(original, Span::point(file, body.start.min(source.text.len()))));
            }
            if recognition.is_doubtful() {
                let at = Span::point(file, body.start.min(source.text.len()));
                draft.report(taken_for_page(&recognition, at));
            }
            vec![Extracted::Page(Box::new(page(source, &mut draft, &document, &outline, settings)))]
        }
    };
    diagnostics.append(&mut draft.diagnostics);
    Checked { value: Reading { entries, recognition, headings }, diagnostics }
}

/// The kind of event in the text, unless it is stated: planned work, near misses and exercises are not failures.
fn event_kind(
    draft: &mut Draft,
    recognition: &mut Recognition,
    source: &crate::files::SourceFile,
    outline: &Outline<'_>,
) {
    if draft.has(Field::Kind) {
        return;
    }
    draft.read(Field::Kind, How::Derived, draft.incident.source);
    let Some((kind, signs)) = recognition::event(draft, source, outline) else { return };
    draft.incident.kind = kind;
    recognition.taken = Taken::As(DocumentKind::Incident(kind));
    let words = phrase::Value::list(signs.iter().map(|it| say!("yaml.quoted", words = it.words)));
    let message = say!("read.not-a-failure", kind = kind.as_str(), words);
    let hint = say!("read.kind-of-failure");
    recognition.signs.extend(signs);
    draft.report(Diagnostic::new(&codes::NOT_A_FAILURE, message).at(draft.incident.source).hint(hint));
}

/// A page that shows a sign of an incident is named, so that no report disappears in silence.
fn taken_for_page(recognition: &Recognition, at: Span) -> Diagnostic {
    let signs = phrase::Value::list(recognition.against.iter().map(Sign::describe));
    let message = match recognition.signs.first() {
        Some(sign) => say!("read.page-because", reason = sign.describe(), signs),
        None => say!("read.page-too-few-signs", signs),
    };
    Diagnostic::new(&codes::TAKEN_FOR_PAGE, message).at(at).hint(say!("read.kind-or-page"))
}

/// A report that is there in another language too is counted once.
fn translation(original: &str, at: Span) -> Diagnostic {
    Diagnostic::new(&codes::TRANSLATION, say!("read.translation", original))
        .at(at)
        .hint(say!("read.translation-hint"))
}

fn set_aside(reason: &Phrase, at: Span) -> Diagnostic {
    Diagnostic::new(&codes::SET_ASIDE, say!("read.left-out", reason)).at(at)
}

/// The reports of a file that holds several; what comes before the first one is not a report.
fn several(
    sources: &SourceMap,
    of_file: &Draft,
    before: &Range<usize>,
    reports: &[Range<usize>],
    hidden: &[Range<usize>],
    settings: &Settings<'_>,
    mut diagnostics: Vec<Diagnostic>,
) -> Checked<Vec<Extracted>> {
    let file = of_file.incident.source.file;
    let text = &sources.get(file).text;
    diagnostics.extend(of_file.diagnostics.iter().cloned());
    if !text[before.clone()].trim().is_empty() {
        let reason = say!("read.text-before-reports", n = reports.len());
        diagnostics.push(set_aside(&reason, Span::point(file, before.start)));
    }
    let mut entries = Vec::new();
    for (nth, range) in reports.iter().enumerate() {
        let document = markdown::parse(text, file, range.clone(), hidden);
        let outline = Outline::new(&document, &settings.config.lexicon);
        let mut draft = Draft::new(file, range.clone(), settings.config);
        draft.day_order = settings.surroundings.days.order_of(sources.get(file));
        // Who may read one report of a file may read the others.
        draft.incident.visibility = of_file.incident.visibility;
        draft.incident.status = of_file.incident.status;
        incident(sources, &mut draft, &document, &outline, settings);
        let is_numbered = draft.provenance(Field::Id).is_none_or(|it| it.how == How::FileName);
        if is_numbered {
            draft.incident.id = format!("{}-{}", draft.incident.id, nth + 1);
            let id = draft.incident.id.clone();
            override_with(&mut draft, &id, settings);
        }
        if draft.provenance(Field::Title).is_none_or(|it| it.how == How::FileName) {
            draft.incident.title = format!("{} ({})", draft.incident.title, nth + 1);
        }
        draft.settle();
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
    draft.day_order = settings.surroundings.days.order_of(source);
    zone::settle(draft, outline);
    labels::read(draft, outline, settings.config);
    identity::read(draft, source, document, outline, settings.config.content.id_pattern.as_ref());
    // An override by id can only be found once the id is known.
    let id = draft.incident.id.clone();
    override_with(draft, &id, settings);
    title_severity::read(draft, settings.config);
    prose::day_of_article(draft, outline);
    timeline::read(draft, document, outline, &source.text);
    milestones::day_of_timeline(draft, &source.path);
    milestones::only_day(draft, outline);
    // Times of a day that only a sentence names can be placed once it is known.
    if draft.incident.date.is_none() && draft.entries.iter().any(|it| it.event.at.is_none()) {
        prose::day(draft, outline);
        if draft.incident.date.is_some() {
            timeline::place_again(draft, document, outline, &source.text);
        }
    }
    milestones::derive(draft, outline);
    action_items::read(draft, outline);
    if draft.incident.summary.is_none()
        && let Some((text, how, span)) = summary::of(outline)
    {
        draft.incident.summary = Some(text);
        draft.read(Field::Summary, how, span);
    }
    draft.incident.echoes = echoes::read(source, outline, document);
    draft.incident.lessons = lessons::read(outline);
    draft.incident.explanation = explanation::read(outline);
    draft.incident.signature =
        signature::read(source, &draft.incident.title, identity::stem(&source.path), outline);
    draft.incident.language = language(draft, outline);
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
    limits::apply(draft);
}

fn runbook(
    source: &crate::files::SourceFile,
    draft: &mut Draft,
    document: &Document,
    outline: &Outline<'_>,
    settings: &Settings<'_>,
) -> Runbook {
    labels::read_updated(draft, outline);
    identity::read(draft, source, document, outline, None);
    override_by_name(draft, source, settings);
    let language = language(draft, outline);
    mentions::collect(&mut draft.incident.mentions, &mut draft.incident.links, source, document);
    limits::apply(draft);
    let incident = &mut draft.incident;
    Runbook {
        is_named_by_file: incident.provenance.get(&Field::Id).is_none_or(|it| it.how == How::FileName),
        id: incident.id.clone(),
        slug: String::new(),
        title: std::mem::take(&mut incident.title),
        services: std::mem::take(&mut incident.services),
        causes: std::mem::take(&mut incident.causes),
        tags: std::mem::take(&mut incident.tags),
        updated: draft.updated,
        next_review: incident.next_review,
        parts: runbook_parts(outline),
        procedures: procedures::procedures(outline),
        manual: manual::read(document, outline.words, &settings.config.severities),
        checkboxes: document.n_checkboxes,
        used_by: Vec::new(),
        links: std::mem::take(&mut incident.links),
        mentions: std::mem::take(&mut incident.mentions),
        aliases: std::mem::take(&mut incident.aliases),
        visibility: incident.visibility,
        draft: incident.status == Some(DocumentStatus::Draft),
        is_held_back: incident.is_held_back,
        language,
        summary: incident.summary.take().or_else(|| Some(summary::of(outline)?.0)),
        body: incident.body.clone(),
        source: incident.source,
    }
}

/// The first section of each part that readers look for, by what its heading says.
fn runbook_parts(outline: &Outline<'_>) -> Vec<(RunbookPart, Span)> {
    let mut parts: Vec<(RunbookPart, Span)> = Vec::new();
    for section in &outline.sections {
        let Some(part) = procedures::part(section.own_meaning) else { continue };
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
    settings: &Settings<'_>,
) -> Page {
    identity::read(draft, source, document, outline, None);
    override_by_name(draft, source, settings);
    let language = language(draft, outline);
    mentions::collect(&mut draft.incident.mentions, &mut draft.incident.links, source, document);
    limits::apply(draft);
    let incident = &mut draft.incident;
    Page {
        slug: identity::stem(&source.path).to_owned(),
        title: std::mem::take(&mut incident.title),
        links: std::mem::take(&mut incident.links),
        mentions: std::mem::take(&mut incident.mentions),
        aliases: std::mem::take(&mut incident.aliases),
        visibility: incident.visibility,
        draft: incident.status == Some(DocumentStatus::Draft),
        is_held_back: incident.is_held_back,
        language,
        translation_of: settings.surroundings.translations.get(&source.path).cloned(),
        summary: incident.summary.take().or_else(|| Some(summary::of(outline)?.0)),
        body: incident.body.clone(),
        source: incident.source,
    }
}

/// Puts what the overrides set for `name`, an id or a path, over what the document says.
fn override_with(draft: &mut Draft, name: &str, settings: &Settings<'_>) {
    for (file, node) in settings.overrides.of(name) {
        let origin = Origin { file, offset: 0, how: How::Sidecar };
        front_matter::apply(draft, node, origin, &settings.config.severities);
    }
}

/// The same for a runbook or page, which is named by its id or by its file; then who may read it is settled.
fn override_by_name(draft: &mut Draft, source: &crate::files::SourceFile, settings: &Settings<'_>) {
    let (id, stem) = (draft.incident.id.clone(), identity::stem(&source.path).to_owned());
    override_with(draft, &id, settings);
    if stem != id {
        override_with(draft, &stem, settings);
    }
    draft.settle();
}

/// The language that the document names, else the one its text is written in; empty where neither says.
fn language(draft: &Draft, outline: &Outline<'_>) -> String {
    let stated = &draft.incident.language;
    if !stated.is_empty() {
        return match text::fold(stated).as_str() {
            "zh" | "chinese" | "中文" | "简体中文" | "zh_cn" | "zh-hans" => "zh-CN".to_owned(),
            "繁體中文" | "繁体中文" | "zh_tw" | "zh-tw" | "zh_hant" => "zh-Hant".to_owned(),
            "english" => "en".to_owned(),
            "japanese" | "日本語" => "ja".to_owned(),
            "korean" | "한국어" => "ko".to_owned(),
            _ if stated.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') => stated.clone(),
            _ => String::new(),
        };
    }
    // Headings come from the template, which may be in another language than the text.
    let blocks = outline.sections.iter().flat_map(|it| it.blocks.iter());
    let sample = sample(blocks.flat_map(|it| lines_of(it)));
    let told = text::language(&sample).or_else(|| {
        let headings = sample_of_headings(draft, outline);
        text::language(&format!("{headings}\n{sample}"))
    });
    told.unwrap_or_default().to_owned()
}

fn sample_of_headings(draft: &Draft, outline: &Outline<'_>) -> String {
    let headings = outline.sections.iter().map(|it| it.heading);
    sample([draft.incident.title.as_str()].into_iter().chain(headings))
}

/// The lines of a block, and the cells of a table.
fn lines_of(block: &markdown::Block) -> Vec<&str> {
    match &block.kind {
        markdown::BlockKind::Table(table) => {
            table.rows.iter().flat_map(|it| it.cells.iter()).map(|it| it.text.as_str()).collect()
        }
        _ => block.lines().iter().map(|it| it.text.as_str()).collect(),
    }
}

/// Bytes of a text from which its language is recognised.
const SAMPLE_BYTES: usize = 8_000;

fn sample<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let mut sample = String::new();
    for line in lines {
        if SAMPLE_BYTES < sample.len() {
            break;
        }
        sample.push_str(line);
        sample.push('\n');
    }
    sample
}

/// A date in the far past or the future is most often a slip.
fn plausible_dates(draft: &mut Draft) {
    let Some(date) = draft.incident.date else { return };
    let span = draft.provenance(Field::Date).map_or(draft.incident.source, |it| it.span);
    if date.year() < 1990 {
        let finding = Diagnostic::new(&codes::IMPLAUSIBLE_DATE, say!("read.implausible-date", date)).at(span);
        draft.report(finding.hint(say!("read.check-year")));
    }
}

/// Whether a document may be published to `audience`.
pub fn is_visible(visibility: Visibility, audience: Visibility) -> bool {
    visibility == Visibility::Public || audience == Visibility::Internal
}
