//! What in a document speaks for an incident, for a runbook, or against both.

use super::place::{Folder, Name};
use super::sign::{Sign, SignKind};
use crate::extract::draft::Draft;
use crate::extract::failures;
use crate::extract::labels;
use crate::extract::outline::Outline;
use crate::extract::report_id::report_id;
use crate::files::Span;
use crate::lexicon::marks::{Phrases, marks, place, plain};
use crate::markdown::{BlockKind, Inline};
use crate::model::{Field, Milestone, SectionKind};
use crate::time::{find_date, lead_moment};

/// Front matter keys that a postmortem has, with what each weighs.
const KEYS: [(Field, usize); 17] = [
    (Field::Severity, 3),
    (Field::Timeline, 3),
    (Field::ActionItems, 3),
    (Field::Duration, 3),
    (Field::RecurrenceOf, 3),
    (Field::Milestone(Milestone::Started), 3),
    (Field::Milestone(Milestone::Detected), 3),
    (Field::Milestone(Milestone::Resolved), 3),
    (Field::Impact, 3),
    (Field::ImpactSummary, 2),
    (Field::Triggers, 2),
    (Field::Detection, 2),
    (Field::Mitigation, 2),
    (Field::Services, 2),
    (Field::Factors, 1),
    (Field::Causes, 1),
    (Field::Date, 1),
];

/// Sections that a postmortem has.
const SECTIONS: [SectionKind; 8] = [
    SectionKind::Timeline,
    SectionKind::RootCause,
    SectionKind::Impact,
    SectionKind::ActionItems,
    SectionKind::Lessons,
    SectionKind::Resolution,
    SectionKind::WentWell,
    SectionKind::Factors,
];

/// Labels that a postmortem has, with what each weighs: few other documents have a severity or times of their own.
const LABELS: [(Field, usize); 11] = [
    (Field::Severity, 2),
    (Field::Duration, 2),
    (Field::Milestone(Milestone::Started), 2),
    (Field::Milestone(Milestone::Detected), 2),
    (Field::Milestone(Milestone::Resolved), 2),
    (Field::Milestone(Milestone::Mitigated), 1),
    (Field::Id, 1),
    (Field::ImpactUsers, 1),
    (Field::Services, 1),
    (Field::Causes, 1),
    (Field::Detection, 1),
];

/// Sections that a runbook has.
const STEPS: [SectionKind; 4] =
    [SectionKind::Symptoms, SectionKind::Steps, SectionKind::LikelyCauses, SectionKind::Solutions];

/// Headings that a runbook shares with a report: of what may be the cause, and of what helps.
const GENERAL: [&str; 7] = ["cause", "causes", "原因", "解决方案", "解决方法", "解決方案", "対処方法"];

/// Fewest lines or headings with a time that make a log of events.
const MIN_EVENTS: usize = 2;

/// Everything that was noticed, before it is weighed.
#[derive(Debug, Default)]
pub(super) struct Noticed {
    /// Signs of an incident.
    pub(super) incident: Vec<Sign>,
    /// Signs of a runbook.
    pub(super) runbook: Vec<Sign>,
    /// Why it is another kind of document, however much else speaks for an incident.
    pub(super) page: Option<Sign>,
    /// A day or a time of day is somewhere in it or in its name.
    pub(super) is_dated: bool,
    /// It has a log of events with times.
    pub(super) has_events: bool,
}

/// Looks at the place, the head, the title and the text.
pub(super) fn notice(
    draft: &Draft,
    title: &str,
    name: &Name,
    folder: &Folder,
    outline: &Outline<'_>,
) -> Noticed {
    let mut noticed = Noticed::default();
    of_place(&mut noticed, folder, name);
    of_head(&mut noticed, draft);
    of_title(&mut noticed, title, outline);
    of_sections(&mut noticed, outline);
    of_labels(&mut noticed, outline, is_title_of_report(title));
    of_events(&mut noticed, outline);
    of_runbook(&mut noticed, outline);
    // A number sets one report apart: `PM2022-005 - Incident response` tells of one.
    let is_numbered = report_id(title).is_some() || name.is_numbered;
    let text = of_text(&noticed, outline, is_title_of_report(title));
    let by_title = if is_numbered { None } else { page_by_title(title, text) };
    let by_name = || if text == Text::Report { None } else { page_by_name(name) };
    noticed.page = by_title.or_else(by_name).or_else(|| page_by_content(outline));
    noticed.is_dated = name.has_day || noticed.has_events || draft.has(Field::Date) || holds_day(outline);
    noticed
}

fn of_place(noticed: &mut Noticed, folder: &Folder, name: &Name) {
    match folder {
        Folder::Incidents(it) => noticed.incident.push(Sign::new(SignKind::Folder, it, 3)),
        Folder::Perhaps(it) => noticed.incident.push(Sign::new(SignKind::Folder, it, 2)),
        Folder::Runbooks(it) => noticed.runbook.push(Sign::new(SignKind::Folder, it, 3)),
        Folder::Templates(_) | Folder::Process(_) | Folder::Unknown => {}
    }
    if let Some(word) = &name.report {
        noticed.incident.push(Sign::new(SignKind::FileName, word, 2));
    }
    if let Some(word) = &name.instructions {
        noticed.runbook.push(Sign::new(SignKind::FileName, word, 3));
    }
}

fn of_head(noticed: &mut Noticed, draft: &Draft) {
    for (key, weight) in KEYS {
        if let Some(from) = draft.incident.provenance.get(&key) {
            noticed.incident.push(Sign::new(SignKind::Key, key.name(), weight).at(from.span));
        }
    }
    // Other tools give every page an `id`; only one that numbers a report is a sign.
    let id = &draft.incident.id;
    if let Some(from) = draft.incident.provenance.get(&Field::Id)
        && (report_id(id).is_some() || id.chars().any(|c| c.is_ascii_digit()))
    {
        noticed.incident.push(Sign::new(SignKind::Key, "id", 3).at(from.span));
    }
}

fn of_title(noticed: &mut Noticed, title: &str, outline: &Outline<'_>) {
    let at = outline.sections.iter().find(|it| 0 < it.level).and_then(|it| it.span);
    let words = plain(title);
    let add = |signs: &mut Vec<Sign>, kind: SignKind, word: &str, weight: usize| {
        let sign = Sign::new(kind, word, weight);
        signs.push(at.map_or_else(|| sign.clone(), |it| sign.clone().at(it)));
    };
    if let Some(word) = marks().instructions.find(&words) {
        add(&mut noticed.runbook, SignKind::Title, word, 3);
    }
    if let Some(id) = report_id(title) {
        add(&mut noticed.incident, SignKind::Id, &id, 2);
    } else if let Some(word) = marks().report.find(&words) {
        // `Post-mortem: outage of the shop` over a text that tells what failed, and on which day, needs nothing else.
        let is_told = names_its_failure(title) && tells_of_failure(outline) && holds_day(outline);
        add(&mut noticed.incident, SignKind::Title, word, if is_told { 3 } else { 2 });
    } else if let Some(word) = marks().failure.find(&words) {
        add(&mut noticed.incident, SignKind::Title, word, 1);
    }
}

/// Whether a title calls the document a report, and says behind that what it reports.
fn names_its_failure(title: &str) -> bool {
    let behind = [": ", "：", " - ", " – ", " — "].iter().find_map(|it| Some(title.split_once(it)?.1));
    is_title_of_report(title) && behind.is_some_and(names_failure)
}

/// Whether a title says that something failed.
pub(super) fn names_failure(title: &str) -> bool {
    let words = plain(title);
    marks().failure.find(&words).is_some() || marks().harm.find(&words).is_some()
}

/// Whether a sentence of the text says that something failed.
pub(super) fn tells_of_failure(outline: &Outline<'_>) -> bool {
    let lines = outline.sections.iter().flat_map(|it| it.blocks.iter()).flat_map(|it| it.lines());
    lines.into_iter().any(|it| failures::tells_of_failure(&it.text) || it.text.contains(" failed"))
}

fn of_sections(noticed: &mut Noticed, outline: &Outline<'_>) {
    for meaning in SECTIONS {
        let first = outline.sections.iter().find(|it| it.own_meaning == Some(meaning));
        if let Some(section) = first {
            let sign = Sign::new(SignKind::Section, section.heading, 1);
            noticed.incident.push(section.span.map_or_else(|| sign.clone(), |it| sign.clone().at(it)));
        }
    }
}

/// Whether a title begins with what the document is: `Informe de incidente — …`, `Rapport d'incident : …`. One word such
/// as `Incident` may head many other documents.
fn is_title_of_report(title: &str) -> bool {
    let words = plain(title);
    let found = marks().report.at_start(&words);
    found.is_some_and(|it| it.contains(' ') || !it.is_ascii() || it.starts_with("post"))
}

fn of_labels(noticed: &mut Noticed, outline: &Outline<'_>, is_report: bool) {
    let blocks = outline.sections.iter().flat_map(|it| it.blocks.iter());
    let labels: Vec<_> = blocks.flat_map(|it| labels::of_block(it, outline.words)).collect();
    for (field, weight) in LABELS {
        if let Some(label) = labels.iter().find(|it| outline.words.field(&it.name) == Some(field)) {
            noticed.incident.push(Sign::new(SignKind::Label, &label.name, weight).at(label.span));
        }
    }
    // Many documents have a day; one that also gives a root cause, or calls itself a report, tells of what happened on it.
    let of_day = labels.iter().find(|it| outline.words.field(&it.name) == Some(Field::Date));
    if (is_report || outline.has(SectionKind::RootCause))
        && let Some(label) = of_day
    {
        noticed.incident.push(Sign::new(SignKind::Label, &label.name, 1).at(label.span));
    }
}

/// A log of events: lines of a timeline, or anywhere, that begin with a time, or a heading for every time.
fn of_events(noticed: &mut Noticed, outline: &Outline<'_>) {
    let in_timeline = times(outline.about(SectionKind::Timeline).flat_map(|it| it.blocks.iter().copied()));
    let anywhere = times(outline.sections.iter().flat_map(|it| it.blocks.iter().copied()));
    let headings: Vec<Span> =
        outline.sections.iter().filter(|it| begins_with_time(it.heading)).filter_map(|it| it.span).collect();
    let log = if MIN_EVENTS <= in_timeline.len() {
        Some((in_timeline, 1))
    } else if MIN_EVENTS <= headings.len() {
        Some((headings, 2))
    } else if MIN_EVENTS < anywhere.len() {
        Some((anywhere, 1))
    } else {
        None
    };
    if let Some((spans, weight)) = log {
        noticed.incident.push(Sign::counted(SignKind::Events(spans.len()), weight).at(spans[0]));
        noticed.has_events = true;
    }
}

fn times<'a>(blocks: impl Iterator<Item = &'a crate::markdown::Block>) -> Vec<Span> {
    let lines = blocks.flat_map(|it| match &it.kind {
        BlockKind::Table(table) => table.rows.iter().filter_map(|it| it.cells.first()).collect(),
        _ => it.lines().iter().collect::<Vec<&Inline>>(),
    });
    lines.filter(|it| begins_with_time(&it.text)).map(|it| it.span).collect()
}

fn begins_with_time(text: &str) -> bool {
    lead_moment(text).is_some_and(|it| it.moment.time.is_some())
}

fn of_runbook(noticed: &mut Noticed, outline: &Outline<'_>) {
    let mut seen: Vec<SectionKind> = Vec::new();
    // Beside symptoms and steps of no day, plain causes are those to look for, and a solution is what to do next time.
    let is_of_fault = [SectionKind::Symptoms, SectionKind::Steps].iter().all(|it| outline.has(*it));
    let is_undated = is_of_fault && !holds_day(outline);
    let is_general = |heading: &str| GENERAL.contains(&plain(heading).as_str());
    for section in &outline.sections {
        let is_of_runbook =
            |it: &SectionKind| STEPS.contains(it) || is_undated && is_general(section.heading);
        let Some(meaning) = section.own_meaning.filter(is_of_runbook) else { continue };
        // A manual of many procedures has them all many times.
        let weight = usize::from(!seen.contains(&meaning));
        seen.push(meaning);
        if 0 < weight {
            let sign = Sign::new(SignKind::Section, section.heading, weight);
            noticed.runbook.push(section.span.map_or_else(|| sign.clone(), |it| sign.clone().at(it)));
        }
    }
    // The page of an alert: what it means, then what to do.
    let with = |phrases: &Phrases| outline.sections.iter().find(|it| phrases.is(&plain(it.heading)));
    if let (Some(meaning), Some(_)) = (with(&marks().alert_meaning), with(&marks().alert_response)) {
        let sign = Sign::new(SignKind::Section, meaning.heading, 4);
        noticed.runbook.push(meaning.span.map_or_else(|| sign.clone(), |it| sign.clone().at(it)));
    }
}

/// What the text itself shows, whatever the name and the title are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Text {
    /// It has the sections of a report and the facts of one incident: a word of its name or title that other kinds of
    /// documents have too (`Onboarding mails sent twice`, `digest.md`) says what failed.
    Report,
    /// It has a fact of one incident, which no list of incidents has.
    OfOne,
    /// Less.
    Poor,
}

fn of_text(noticed: &Noticed, outline: &Outline<'_>, is_report: bool) -> Text {
    let signs = &noticed.incident;
    let is_of_text = |it: &&Sign| {
        matches!(it.kind, SignKind::Section | SignKind::Label | SignKind::Events(_) | SignKind::Key)
    };
    let weight: usize = signs.iter().filter(is_of_text).map(|it| it.weight).sum();
    let sections = signs.iter().filter(|it| it.kind == SignKind::Section).count();
    // Minutes and proposals have tasks, an impact and times of day; few have a level or a length of their own, or tell
    // by the clock what had a root cause.
    let has_fact = signs.iter().any(|it| matches!(it.kind, SignKind::Label | SignKind::Key) && 1 < it.weight);
    let is_told = noticed.has_events && outline.has(SectionKind::RootCause);
    // `Incident report: …` over a `README.md` is as good as one more section, and over three of them needs no fact.
    let is_titled = is_report && 2 < sections && outline.has(SectionKind::RootCause);
    if is_titled || ENOUGH_TEXT <= weight + usize::from(is_report) && 1 < sections && (has_fact || is_told) {
        Text::Report
    } else if has_fact && 0 < sections {
        Text::OfOne
    } else {
        Text::Poor
    }
}

/// Weight at which a text is a report whatever its name says.
const ENOUGH_TEXT: usize = 5;

/// `Incident response process`, `How to write a postmortem`, `复盘流程`: about incidents, not one of them.
fn page_by_title(title: &str, text: Text) -> Option<Sign> {
    let outside = title.split(['(', '（']).next().unwrap_or(title);
    // Behind a colon or a dash is what it is about: `Postmortem: payment process stopped`.
    let head = outside.split([':', '：', '—', '–']).next().unwrap_or(outside);
    let words = plain(head);
    let page = |word: &str| Some(Sign::new(SignKind::Title, word, 0));
    let is_list = marks().collections.is(&words) || marks().collections_alone.is(&plain(outside));
    if is_list && text == Text::Poor {
        return page(&words);
    }
    // `Onboarding`, `Sprint 12` and nothing else: that is what the document is.
    let unnumbered: Vec<&str> =
        words.split(' ').filter(|it| !it.contains(|c: char| c.is_ascii_digit())).collect();
    let is_only_that = marks().other.is(&unnumbered.join(" "));
    if let Some(word) = marks().other.find(&words).filter(|_| text != Text::Report || is_only_that) {
        return page(word);
    }
    if let Some(word) = marks().teaching.at_start(&words).filter(|_| marks().report.find(&words).is_some()) {
        return page(word);
    }
    let report = marks().report.find(&words).or_else(|| marks().subjects.find(&words));
    let is_about_incidents = report.is_some() || marks().folders.incident.find(&words).is_some();
    if let Some(noun) = marks().handling.at_start(&words).filter(|_| is_about_incidents) {
        // `Guía de incidentes`, `Процесс работы с инцидентами` put the noun first.
        let mut behind = words[noun.len()..].split_whitespace();
        let joins = ["de", "do", "da", "di", "del", "des", "du", "d'", "för", "til", "по", "для", "работы"];
        if behind.next().is_some_and(|it| joins.contains(&it) || it.starts_with("d'")) {
            return page(noun);
        }
    }
    let report = report?;
    let behind = &words[place(&words, report)? + report.len()..];
    // `Incident checklists for common failures` are checklists.
    let behind = behind.split_once(" for ").map_or(behind, |it| it.0);
    let noun = marks().handling.at_end(behind)?;
    // `Incident response process`, but not `Incident: the refund process`.
    (behind.split(' ').count() <= MAX_WORDS_BETWEEN).then(|| page(noun))?
}

/// Most words from a report word to the noun that makes it another thing.
const MAX_WORDS_BETWEEN: usize = 5;

fn page_by_name(name: &Name) -> Option<Sign> {
    if name.is_index {
        return Some(Sign::new(SignKind::FileName, "index", 0));
    }
    name.other.as_ref().map(|it| Sign::new(SignKind::FileName, it, 0))
}

/// A list of other documents, or a digest of several incidents.
fn page_by_content(outline: &Outline<'_>) -> Option<Sign> {
    let mut ids: Vec<String> = outline.sections.iter().filter_map(|it| report_id(it.heading)).collect();
    ids.sort_unstable();
    ids.dedup();
    if MIN_LISTED <= ids.len() {
        return Some(Sign::counted(SignKind::Digest(ids.len()), 0));
    }
    let blocks: Vec<_> = outline.sections.iter().flat_map(|it| it.blocks.iter()).collect();
    if let Some(rows) = blocks.iter().find_map(|it| rows_of_log(it, outline)) {
        return Some(Sign::counted(SignKind::Digest(rows), 0));
    }
    let (mut listed, mut others) = (0_usize, 0_usize);
    for block in blocks {
        let lines: Vec<&Inline> = match &block.kind {
            BlockKind::Table(table) => table.rows.iter().flat_map(|it| it.cells.iter()).collect(),
            _ => block.lines().iter().collect(),
        };
        if lines.is_empty() {
            continue;
        }
        let leads_to_document = |it: &&Inline| it.links().iter().any(|link| is_document(&link.target));
        let is_list = matches!(block.kind, BlockKind::ListItem(_) | BlockKind::Table(_));
        let n_links = lines.iter().filter(|it| leads_to_document(it)).count();
        if is_list && 0 < n_links {
            listed += n_links;
        } else {
            others += lines.len();
        }
    }
    (MIN_LISTED <= listed && others <= listed).then(|| Sign::counted(SignKind::Links(listed), 0))
}

/// How many incidents a table lists, one in each row: with a column of their days, which differ, and one of their
/// levels, lengths or ends. Beside sections of a report it is not a list of them.
fn rows_of_log(block: &crate::markdown::Block, outline: &Outline<'_>) -> Option<usize> {
    let BlockKind::Table(table) = &block.kind else { return None };
    let fields: Vec<Option<Field>> = table.header.iter().map(|it| outline.words.field(&it.text)).collect();
    let is_day = |it: &Option<Field>| matches!(it, Some(Field::Date | Field::Milestone(Milestone::Started)));
    let is_fact = |it: &Option<Field>| {
        matches!(it, Some(Field::Severity | Field::Duration | Field::Milestone(Milestone::Resolved)))
    };
    let day = fields.iter().position(is_day).filter(|_| fields.iter().any(is_fact))?;
    let mut days: Vec<_> =
        table.rows.iter().filter_map(|it| Some(find_date(&it.cells.get(day)?.text)?.0)).collect();
    days.sort_unstable();
    days.dedup();
    let is_report = SECTIONS.iter().any(|it| outline.has(*it));
    (MIN_ROWS <= days.len() && table.rows.len() <= days.len() * 2 && !is_report).then_some(table.rows.len())
}

/// Fewest days that differ in a table of incidents.
const MIN_ROWS: usize = 2;

/// Fewest documents or incidents that make a list.
const MIN_LISTED: usize = 3;

/// Whether a link leads to another document of the folder.
fn is_document(target: &str) -> bool {
    let is_elsewhere =
        target.contains("://") || target.starts_with(['#', '/']) || target.starts_with("mailto:");
    let path = target.split('#').next().unwrap_or(target);
    let ending = path.rsplit_once('.').map_or("", |it| it.1);
    !is_elsewhere && !path.is_empty() && matches!(ending, "md" | "markdown" | "html" | "")
        || !is_elsewhere && !ending.is_empty() && ending.contains('/')
}

/// Whether a day is written in a heading, a line or a cell.
fn holds_day(outline: &Outline<'_>) -> bool {
    outline.sections.iter().any(|section| {
        find_date(section.heading).is_some()
            || section.blocks.iter().any(|block| match &block.kind {
                BlockKind::Table(table) => {
                    let cells = table.header.iter().chain(table.rows.iter().flat_map(|it| it.cells.iter()));
                    cells.into_iter().any(|it| find_date(&it.text).is_some())
                }
                _ => block.lines().iter().any(|it| find_date(&it.text).is_some()),
            })
    })
}
