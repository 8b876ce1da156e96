//! What a manual states about how the team works: target times, the checklist of postmortems, tasks that come round.

use serde::Serialize;

use crate::analysis::response_times::Measure;
use crate::config::{is_set, target_lines};
use crate::model::{Asked, ChecklistItem, Field, Hours, Milestone, Runbook, SectionKind, WrittenTarget};
use crate::site::context::Here;
use crate::site::views::{SeverityBadge, ends, limit, severity};

/// What the page of a runbook shows of it.
#[derive(Serialize)]
pub(super) struct ManualView {
    targets: Vec<TargetRow>,
    /// What the configuration makes of the target times.
    targets_note: String,
    /// The lines that would set the target times; `None` where all of them are set.
    targets_lines: Option<String>,
    checklist: Vec<Group>,
    routines: Vec<RoutineView>,
}

#[derive(Serialize)]
struct TargetRow {
    severity: SeverityBadge,
    name: String,
    ends: String,
    limit: String,
}

#[derive(Serialize)]
struct Group {
    name: Option<String>,
    points: Vec<Point>,
}

#[derive(Serialize)]
struct Point {
    text: String,
    /// What of a postmortem answers it; `None` where only a person can tell.
    asks: Option<String>,
}

#[derive(Serialize)]
struct RoutineView {
    name: String,
    tasks: Vec<String>,
}

/// What `runbook` states; `None` where that is nothing.
pub(super) fn manual(here: &Here<'_>, runbook: &Runbook) -> Option<ManualView> {
    let manual = &runbook.manual;
    if manual.is_empty() {
        return None;
    }
    let knowledge_base = here.site.knowledge_base;
    let configured = &here.site.analysis.settings.targets;
    let are_set = manual.targets.iter().all(|it| is_set(it, &knowledge_base.severities, configured));
    let note = if are_set { "manual.targets_set" } else { "manual.targets_not_set" };
    let routines = manual.routines.iter().map(|it| RoutineView {
        name: here.messages().word("cadence", it.every.as_str()),
        tasks: it.tasks.iter().map(|it| it.text.clone()).collect(),
    });
    Some(ManualView {
        targets: manual.targets.iter().filter_map(|it| target(here, it)).collect(),
        targets_note: here.messages().text(note).to_owned(),
        targets_lines: (!are_set).then(|| target_lines(&runbook.title, &manual.targets)),
        checklist: groups(here, &manual.checklist),
        routines: routines.collect(),
    })
}

fn target(here: &Here<'_>, it: &WrittenTarget) -> Option<TargetRow> {
    let measure = Measure::between(it.promise)?;
    Some(TargetRow {
        severity: severity(here, Some(&it.severity)),
        name: here.messages().word("measure", measure.as_str()),
        ends: ends(here, measure),
        limit: limit(here, it.promise.limit, Hours::Calendar),
    })
}

/// The points of the checklist, those below one name together.
fn groups(here: &Here<'_>, checklist: &[ChecklistItem]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for it in checklist {
        let mut asks: Vec<String> = it.asks.iter().filter_map(|it| name(here, *it)).collect();
        asks.dedup();
        let asks = (!asks.is_empty()).then(|| asks.join(here.messages().text("format.list")));
        let point = Point { text: it.text.clone(), asks };
        match groups.last_mut().filter(|last| last.name == it.group) {
            Some(last) => last.points.push(point),
            None => groups.push(Group { name: it.group.clone(), points: vec![point] }),
        }
    }
    groups
}

/// What answers a point, in the words of the interface, where it has one for it.
fn name(here: &Here<'_>, asked: Asked) -> Option<String> {
    let messages = here.messages();
    match asked {
        Asked::Field(Field::Milestone(it)) => Some(messages.word("milestone", Milestone::as_str(it))),
        Asked::Field(it) => messages.get(&format!("fact.{}", it.name())).map(str::to_owned),
        Asked::Aspect(it) => Some(messages.word("aspect", it.as_str())),
        Asked::Section(it) => {
            SECTIONS.iter().find(|known| known.0 == it).map(|known| messages.text(known.1).to_owned())
        }
    }
}

/// Sections that a point can ask for, and their names.
const SECTIONS: [(SectionKind, &str); 6] = [
    (SectionKind::Summary, "manual.section.summary"),
    (SectionKind::RootCause, "manual.section.root_cause"),
    (SectionKind::Timeline, "manual.section.timeline"),
    (SectionKind::ActionItems, "manual.section.action_items"),
    (SectionKind::Lessons, "manual.section.lessons"),
    (SectionKind::Resolution, "manual.section.resolution"),
];
