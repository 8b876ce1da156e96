//! What a document is: an incident, a runbook, a page, or nothing to publish.

use super::draft::Draft;
use super::labels;
use super::outline::Outline;
use crate::files::SourceFile;
use crate::lexicon::words::DocumentKind;
use crate::markdown::{BlockKind, Inline};
use crate::model::{Field, IncidentKind, Milestone, SectionKind};
use crate::text::fold;
use crate::time::lead_moment;

/// What became of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is this.
    Kind(DocumentKind),
    /// It is left out; why, in words.
    SetAside(&'static str),
}

/// Front matter keys that only a postmortem has.
const INCIDENT_KEYS: [Field; 15] = [
    Field::Id,
    Field::Severity,
    Field::Services,
    Field::Causes,
    Field::ActionItems,
    Field::Impact,
    Field::Timeline,
    Field::RecurrenceOf,
    Field::Duration,
    Field::Milestone(Milestone::Started),
    Field::Milestone(Milestone::Detected),
    Field::Milestone(Milestone::Resolved),
    Field::Triggers,
    Field::Mitigation,
    Field::Detection,
];

/// Sections that only a postmortem has.
const INCIDENT_SECTIONS: [SectionKind; 8] = [
    SectionKind::Timeline,
    SectionKind::RootCause,
    SectionKind::Impact,
    SectionKind::ActionItems,
    SectionKind::Lessons,
    SectionKind::Resolution,
    SectionKind::WentWell,
    SectionKind::Factors,
];

/// Labels that only a postmortem has.
const INCIDENT_LABELS: [Field; 11] = [
    Field::Id,
    Field::Severity,
    Field::Duration,
    Field::Milestone(Milestone::Started),
    Field::Milestone(Milestone::Detected),
    Field::Milestone(Milestone::Resolved),
    Field::ImpactUsers,
    Field::Services,
    Field::Causes,
    Field::Milestone(Milestone::Mitigated),
    Field::Detection,
];

/// Decides what the document is: as its front matter says, else as the config says, else by what the body shows.
pub(super) fn classify(
    source: &SourceFile,
    draft: &Draft,
    outline: &Outline<'_>,
    by_path: Option<DocumentKind>,
    has_keys: bool,
) -> Verdict {
    if let Some(kind) = draft.kind.or(by_path) {
        return Verdict::Kind(kind);
    }
    if is_template(source, outline) {
        return Verdict::SetAside("it is a template: its fields hold placeholders");
    }
    if source.text.trim().is_empty() {
        return Verdict::SetAside("it is empty");
    }
    let incident = DocumentKind::Incident(IncidentKind::Incident);
    if has_keys && INCIDENT_KEYS.iter().filter(|it| draft.has(**it)).count() >= 1 {
        return Verdict::Kind(incident);
    }
    let name = fold(super::identity::stem(&source.path));
    if ["readme", "index", "contributing", "changelog", "license", "summary", "executive-summary"]
        .contains(&name.as_str())
    {
        return Verdict::Kind(DocumentKind::Page);
    }
    let title =
        outline.sections.iter().find(|it| 0 < it.level).map(|it| fold(it.heading)).unwrap_or_default();
    let (incident_score, runbook_score) = scores(outline, &title, &name);
    if 3 <= runbook_score && incident_score <= runbook_score {
        return Verdict::Kind(DocumentKind::Runbook);
    }
    if 3 <= incident_score {
        return Verdict::Kind(incident);
    }
    Verdict::Kind(DocumentKind::Page)
}

/// How much speaks for an incident and for a runbook.
fn scores(outline: &Outline<'_>, title: &str, name: &str) -> (usize, usize) {
    let sections = INCIDENT_SECTIONS.iter().filter(|it| outline.has(**it)).count();
    let labelled: Vec<Field> = outline
        .sections
        .iter()
        .flat_map(|section| section.blocks.iter())
        .flat_map(|block| labels::of_block(block, outline.words))
        .filter_map(|label| outline.words.field(&label.name))
        .collect();
    let labels = INCIDENT_LABELS.iter().filter(|it| labelled.contains(it)).count();
    let named = |words: &[&str]| words.iter().any(|it| title.contains(it) || name.contains(it));
    let title_says = usize::from(named(&[
        "postmortem",
        "post-mortem",
        "post mortem",
        "incident",
        "outage",
        "复盘",
        "故障报告",
        "事故",
        "尸检报告",
        "障害",
    ]));
    let incident = sections + labels + 2 * title_says + usize::from(has_timed_events(outline));

    let how_to =
        [SectionKind::Symptoms, SectionKind::Steps, SectionKind::LikelyCauses, SectionKind::Solutions];
    let sections = outline.sections.iter().filter(|it| it.own_meaning.is_some_and(|it| how_to.contains(&it)));
    let title_says = usize::from(named(&[
        "runbook",
        "playbook",
        "troubleshooting",
        "手册",
        "预案",
        "排障",
        "故障排除",
        "sop",
    ]));
    (incident, sections.count() + 3 * title_says)
}

/// Whether a timeline holds at least two lines that begin with a time: no other kind of document has that.
fn has_timed_events(outline: &Outline<'_>) -> bool {
    let blocks = outline.about(SectionKind::Timeline).flat_map(|it| it.blocks.iter());
    let starts_with_time = |text: &str| lead_moment(text).is_some_and(|it| it.moment.time.is_some());
    let timed = blocks.flat_map(|it| match &it.kind {
        BlockKind::Table(table) => table.rows.iter().filter_map(|it| it.cells.first()).collect(),
        _ => it.lines().iter().collect::<Vec<&Inline>>(),
    });
    2 <= timed.filter(|it| starts_with_time(&it.text)).count()
}

/// A template that another program fills in: `{{ … }}` in a folder or file that is named after templates.
pub(super) fn is_of_another_tool(source: &SourceFile) -> bool {
    let path = fold(&source.path);
    let named =
        ["archetypes/", "templates/", "template", "scaffolds/", "模板"].iter().any(|it| path.contains(it));
    named && (source.text.contains("{{") || source.text.contains("{%"))
}

/// A document whose fields are all still to be filled in.
fn is_template(source: &SourceFile, outline: &Outline<'_>) -> bool {
    let name = fold(super::identity::stem(&source.path));
    let named = ["template", "模板", "archetype", "テンプレート"].iter().any(|it| name.contains(it));
    let (mut filled, mut open) = (0_usize, 0_usize);
    for section in &outline.sections {
        for label in section.blocks.iter().flat_map(|it| labels::of_block(it, outline.words)) {
            if outline.words.field(&label.name).is_some() {
                if outline.words.is_placeholder(&label.value) || label.value.is_empty() {
                    open += 1;
                } else {
                    filled += 1;
                }
            }
        }
    }
    (named && filled <= open + 2) || (4 <= open && filled == 0)
}
