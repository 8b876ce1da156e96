//! What a document is, and why: an incident, a runbook, a page, or nothing to publish.
//!
//! 1. What the document or the project says counts: `kind:`, or a pattern of the configuration.
//! 2. A template shows itself by what is not filled in ([`template`]); an empty file is nothing.
//! 3. Signs are collected and weighed ([`signs`]): the folder, the name, the title, keys, sections, labels, times.
//!    The folder weighs as much as three sections, so that a poor text among postmortems is one too; instructions,
//!    lists of incidents and documents about how incidents are handled are none, whatever they hold.
//! 4. What kind of event a report tells of is read from its text ([`event()`]).
//!
//! Every decision keeps its signs: `inspect` prints them, and `check` names the documents that were left out or taken
//! for pages although they show a sign.

mod event;
mod place;
mod sign;
mod signs;
mod template;

use std::collections::BTreeMap;

use super::draft::Draft;
use super::folder_days::FolderDays;
use super::outline::Outline;
use crate::diagnostics::codes;
use crate::files::SourceFile;
use crate::lexicon::marks::plain;
use crate::lexicon::words::DocumentKind;
use crate::model::{Field, How, IncidentKind};
use crate::phrase::{Phrase, say};
use place::Folder;

pub use sign::{Sign, SignKind};

/// What a document was taken for, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognition {
    /// What it was taken for.
    pub taken: Taken,
    /// What spoke for that, the strongest sign first.
    pub signs: Vec<Sign>,
    /// What spoke for an incident although it was taken for something else.
    pub against: Vec<Sign>,
}

/// What a document was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It is this.
    As(DocumentKind),
    /// It is left out.
    LeftOut(LeftOut),
}

/// Why a document is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// A form that is still to be filled in.
    Template,
    /// A form that another program fills in.
    ForeignTemplate,
    /// There is no text.
    Empty,
    /// Its front matter cannot be read, so it may be a draft or internal.
    Broken,
}

/// Weight at which a document is an incident, or a runbook.
const ENOUGH: usize = 3;

/// Fewest open values of a form without a title and a day.
const MIN_OPEN_VALUES: usize = 2;

/// What is known of the documents around one.
#[derive(Debug, Default)]
pub struct Surroundings {
    /// The name of the content root.
    pub root: String,
    /// Paths of documents whose neighbours of the same template are incidents, with how many.
    pub siblings: BTreeMap<String, usize>,
    /// Which of day and month they write first.
    pub days: FolderDays,
    /// Paths of documents that are the same report in another language, with the path of the report.
    pub translations: BTreeMap<String, String>,
}

/// What is to be recognised.
pub(super) struct Input<'a> {
    pub(super) source: &'a SourceFile,
    pub(super) draft: &'a Draft,
    pub(super) outline: &'a Outline<'a>,
    pub(super) by_path: Option<DocumentKind>,
    pub(super) surroundings: &'a Surroundings,
}

impl LeftOut {
    /// Why, in words: `it is a template …`.
    pub fn reason(self) -> Phrase {
        match self {
            Self::Template => say!("read.left-out-template"),
            Self::ForeignTemplate => say!("read.left-out-foreign-template"),
            Self::Empty => say!("read.left-out-empty"),
            Self::Broken => say!("read.left-out-broken"),
        }
    }
}

impl Recognition {
    fn new(taken: Taken, mut signs: Vec<Sign>) -> Self {
        signs.sort_by_key(|it| std::cmp::Reverse(it.weight));
        Self { taken, signs, against: Vec::new() }
    }

    fn against(mut self, signs: Vec<Sign>) -> Self {
        self.against = signs;
        self
    }

    /// A document that is left out before it is looked at.
    pub(super) fn left_out(reason: LeftOut) -> Self {
        Self::new(Taken::LeftOut(reason), Vec::new())
    }

    /// A file of several reports.
    pub(super) fn several(n_reports: usize) -> Self {
        let taken = Taken::As(DocumentKind::Incident(IncidentKind::Incident));
        Self::new(taken, vec![Sign::counted(SignKind::Reports(n_reports), ENOUGH)])
    }

    /// Whether it is a page that shows a sign of an incident: a folder or a name of reports, or nearly enough else.
    pub fn is_doubtful(&self) -> bool {
        let weight: usize = self.against.iter().map(|it| it.weight).sum();
        let is_index = self.signs.iter().any(|it| it.kind == SignKind::FileName && it.words == "index");
        self.taken == Taken::As(DocumentKind::Page) && !is_index && ENOUGH <= weight + 1
    }
}

/// Decides what the document is.
pub(super) fn recognise(input: &Input<'_>) -> Recognition {
    let Input { source, draft, outline, by_path, surroundings } = input;
    let incident = DocumentKind::Incident(IncidentKind::Incident);
    if let Some(original) = surroundings.translations.get(&source.path) {
        let sign = Sign::new(SignKind::Translation, original, ENOUGH);
        return Recognition::new(Taken::As(DocumentKind::Page), vec![sign]);
    }
    if let Some(kind) = draft.kind {
        let words = draft.incident.provenance.get(&Field::Kind).map(|it| it.span);
        let sign = Sign { span: words, ..Sign::new(SignKind::Stated, "kind", ENOUGH) };
        return Recognition::new(Taken::As(kind), vec![sign]);
    }
    if let Some(kind) = by_path {
        let sign = Sign::new(SignKind::Pattern, &source.path, ENOUGH);
        return Recognition::new(Taken::As(*kind), vec![sign]);
    }
    if source.text[draft.incident.body.1.clone()].trim().is_empty() && draft.incident.provenance.is_empty() {
        return Recognition::left_out(LeftOut::Empty);
    }
    let name = place::name(&source.path);
    let folder = place::folder(&source.path, &surroundings.root);
    let title = title(draft, outline);
    if let Some(signs) = template_signs(draft, &title, &name, &folder, outline) {
        return Recognition::new(Taken::LeftOut(LeftOut::Template), signs);
    }
    let mut noticed = signs::notice(draft, &title, &name, &folder, outline);
    if let Some(n) = surroundings.siblings.get(&source.path) {
        noticed.incident.push(Sign::counted(SignKind::Siblings(*n), ENOUGH));
    }
    let weight = |signs: &[Sign]| signs.iter().map(|it| it.weight).sum::<usize>();
    // The page of an alert has the level and the services of the alert.
    let of_alert = [Field::Severity.name(), Field::Services.name(), "id"];
    let is_among_runbooks = matches!(folder, Folder::Runbooks(_));
    let by_keys: usize = noticed
        .incident
        .iter()
        .filter(|it| {
            it.kind == SignKind::Key && !(is_among_runbooks && of_alert.contains(&it.words.as_str()))
        })
        .map(|it| it.weight)
        .sum();
    let by_text: usize = noticed
        .incident
        .iter()
        .filter(|it| it.kind != SignKind::Folder && !(is_among_runbooks && it.kind == SignKind::Key))
        .map(|it| it.weight)
        .sum();
    let runbook = weight(&noticed.runbook);
    if ENOUGH <= runbook && by_text <= runbook && !noticed.has_events && by_keys < ENOUGH {
        return Recognition::new(Taken::As(DocumentKind::Runbook), noticed.runbook).against(noticed.incident);
    }
    if let Some(page) = noticed.page.filter(|_| by_keys < ENOUGH) {
        return Recognition::new(Taken::As(DocumentKind::Page), vec![page]).against(noticed.incident);
    }
    // A folder alone is not enough: one day, word or heading of a report must be there. Nor are a name and a title that
    // say no more than what reports are called: `Postmortem integration`.
    let is_called = noticed.incident.iter().all(|it| matches!(it.kind, SignKind::FileName | SignKind::Title));
    let has_more = (0 < by_text
        && (!is_called || signs::names_failure(&title) || signs::tells_of_failure(outline)))
        || noticed.is_dated;
    if ENOUGH <= weight(&noticed.incident) && has_more {
        return Recognition::new(Taken::As(incident), noticed.incident);
    }
    Recognition::new(Taken::As(DocumentKind::Page), Vec::new()).against(noticed.incident)
}

/// The kind of event, where the report's text says that it was no failure; with the words that say so.
pub(super) fn event(
    draft: &Draft,
    source: &SourceFile,
    outline: &Outline<'_>,
) -> Option<(IncidentKind, Vec<Sign>)> {
    let name = super::identity::stem(&source.path);
    let title = title(draft, outline);
    let found = event::kind(&title, name, draft.incident.severity_raw.as_deref(), outline)?;
    // What had a length, or was fought by the minute, was no weakness that nobody used.
    let has_clock = draft.entries.iter().filter(|it| it.event.at.is_some()).count() > 1;
    let was_fought = draft.incident.duration().is_some() || has_clock;
    if found.kind == IncidentKind::Disclosure && was_fought {
        return None;
    }
    Some((found.kind, found.words.iter().map(|it| Sign::new(SignKind::Text, it, 1)).collect()))
}

/// The title as the document has it: of the front matter, else the first heading.
fn title(draft: &Draft, outline: &Outline<'_>) -> String {
    if !draft.incident.title.is_empty() {
        return draft.incident.title.clone();
    }
    // `# Title:` over the title is a label.
    let is_title = |it: &&super::outline::Section<'_>| {
        (1..=3).contains(&it.level)
            && !it.heading.is_empty()
            && outline.words.field(it.heading) != Some(Field::Title)
    };
    let heading = outline.sections.iter().find(is_title);
    heading.map(|it| it.heading.to_owned()).unwrap_or_default()
}

/// The headings of a document in one form, without numbers and times.
pub(super) fn headings(outline: &Outline<'_>) -> Vec<String> {
    let headings =
        outline.sections.iter().filter(|it| 2 <= it.level && it.level <= 6).map(|it| plain(it.heading));
    let bare = headings.map(|it| it.trim_matches(|c: char| c.is_ascii_digit() || c == ' ').to_owned());
    bare.filter(|it| !it.is_empty()).collect()
}

/// What shows that the document is a template; `None` where it is none.
fn template_signs(
    draft: &Draft,
    title: &str,
    name: &place::Name,
    folder: &Folder,
    outline: &Outline<'_>,
) -> Option<Vec<Sign>> {
    let called = match folder {
        Folder::Templates(it) => Some(Sign::new(SignKind::Folder, it, 1)),
        _ => None,
    };
    let called = called
        .or_else(|| name.template.as_ref().map(|it| Sign::new(SignKind::FileName, it, 1)))
        .or_else(|| template::is_title(title).then(|| Sign::new(SignKind::Title, title, 1)));
    // Nobody finishes a report and leaves its title open.
    // `Postmortem: <name>` ends with its colon: the name is read as a tag.
    let is_untitled = !title.is_empty()
        && (draft.words.is_placeholder(title)
            || template::is_mask(title)
            || title.trim_end().ends_with([':', '：']));
    // Nobody writes id, title and day at the head of a form: such a document is filled in, whatever its text looks like.
    let is_at_head = |field| draft.provenance(field).is_some_and(|it| it.how == How::FrontMatter);
    // A key with a placeholder is at the head, too, and says nothing.
    let says =
        !draft.incident.id.is_empty() && !draft.incident.title.is_empty() && draft.incident.date.is_some();
    if called.is_none() && says && [Field::Id, Field::Title, Field::Date].into_iter().all(is_at_head) {
        return None;
    }
    let is_open =
        || template::is_declared(outline) || template::is_mask(title) || template::is_undated(outline);
    if called.is_some() && is_open() {
        return Some(called.into_iter().collect());
    }
    let mut filling = template::filling(outline);
    filling.open += draft.diagnostics.iter().filter(|it| it.kind == &codes::PLACEHOLDER).count();
    // However much such a form tells its writer: it has no title and no day, and waits for values.
    let is_blank = is_untitled && draft.incident.date.is_none() && MIN_OPEN_VALUES <= filling.open;
    if !is_blank && !filling.is_template(called.is_some() || is_untitled) {
        return None;
    }
    let open = filling.examples.iter().map(|it| Sign::new(SignKind::Placeholder, it, 1));
    Some(called.into_iter().chain(open).collect())
}

/// A template that another program fills in: `{{ … }}` in a folder or file that is named after templates.
pub(super) fn is_of_another_tool(source: &SourceFile) -> bool {
    let named = matches!(place::folder(&source.path, ""), Folder::Templates(_))
        || place::name(&source.path).template.is_some();
    named && (source.text.contains("{{") || source.text.contains("{%"))
}
