//! Milestones, durations and the timeline of an incident.

use serde::Serialize;

use super::response::{StepMark, step_marks};
use crate::analysis::response_times::{Measure, compliance, seconds};
use crate::model::{EventKind, Hours, Incident, Judgement};
use crate::site::context::{Here, Link, Time};
use crate::site::views::{ends, limit};
use crate::time::Instant;

/// Seconds between two entries of a timeline from which on a reader asks what happened meanwhile.
const LONG_GAP: i64 = 30 * 60;

/// One milestone that the document states.
#[derive(Serialize)]
pub(super) struct MilestoneRow {
    /// Set where a new day, or another offset, begins.
    day: Option<String>,
    name: String,
    /// The clock time.
    at: Time,
    /// The step that led here; `None` where it took no time or is not known.
    step: Option<StepMark>,
    /// It comes before an earlier milestone: the document contradicts itself.
    is_out_of_order: bool,
}

/// One duration between two milestones.
#[derive(Serialize)]
pub(super) struct DurationRow {
    name: String,
    ends: String,
    time: String,
    /// What the author says about it.
    judgement: Option<JudgementView>,
    promises: Vec<Promise>,
}

/// The author's own verdict.
#[derive(Serialize)]
struct JudgementView {
    text: String,
    is_met: bool,
}

/// What was promised for a duration, and whether it was kept.
#[derive(Serialize)]
struct Promise {
    text: String,
    is_met: bool,
}

/// One line of the timeline.
#[derive(Serialize)]
pub(super) struct EventRow {
    /// Set where a new day begins.
    day: Option<Time>,
    /// The clock time; `None` where the event cannot be placed.
    at: Option<Time>,
    end: Option<Time>,
    /// The time as the document has it, where the event cannot be placed.
    written: Option<String>,
    is_approximate: bool,
    /// Time since the entry before it, where both can be placed.
    pub(super) gap: Option<String>,
    /// Long enough to ask what happened meanwhile.
    pub(super) is_long_gap: bool,
    pub(super) kind: Option<String>,
    /// The same for style sheets: `alert`, `attempted-fix`.
    pub(super) kind_key: Option<&'static str>,
    text: Link,
}

/// The milestones that `incident` states, in order of kind.
pub(super) fn milestones(here: &Here<'_>, incident: &Incident) -> Vec<MilestoneRow> {
    let messages = here.messages();
    let steps = step_marks(here, incident);
    let mut latest = None;
    let mut last_day = None;
    let mut rows = Vec::new();
    for (milestone, at) in incident.milestones.stated() {
        let day = (at.date(), messages.offset(at));
        let is_new = last_day.as_ref() != Some(&day);
        rows.push(MilestoneRow {
            day: is_new.then(|| {
                messages.fill("format.remark", &[("text", &messages.date(day.0)), ("remark", &day.1)])
            }),
            name: messages.word("milestone", milestone.as_str()),
            at: here.clock(at),
            step: steps.iter().find(|it| it.to == milestone).cloned(),
            is_out_of_order: latest.is_some_and(|it| at < it),
        });
        latest = latest.max(Some(at));
        last_day = Some(day);
    }
    rows
}

/// The durations that can be computed or are stated, with what was promised for the incident's severity.
pub(super) fn durations(here: &Here<'_>, incident: &Incident) -> Vec<DurationRow> {
    let durations = incident.milestones.durations(None);
    let site = here.site;
    let settings = &site.analysis.settings;
    let promises = compliance(
        &[incident],
        &site.knowledge_base.severities,
        &settings.targets,
        settings.support_hours.as_ref(),
    );
    let promises_of = |measure: Measure| {
        let is_about = |target: &str| target.rsplit('/').next() == Some(measure.as_str());
        let promise = |it: &crate::analysis::response_times::Compliance| {
            let set = it.target.rsplit_once('/').map_or(String::new(), |(set, _)| format!("{set} "));
            Promise { text: format!("{set}{}", limit(here, it.limit, it.hours)), is_met: 0 < it.met }
        };
        promises.iter().filter(|it| is_about(&it.target)).map(promise).collect()
    };
    let row = |measure: Measure| {
        Some(DurationRow {
            name: here.messages().word("measure", measure.as_str()),
            ends: ends(here, measure),
            time: time(here, incident, measure, measure.of(&durations)?),
            judgement: incident
                .judgements
                .iter()
                .find(|it| it.phase == Some(measure.ends().1) && measure != Measure::Fix)
                .map(|it| JudgementView { text: judgement(here, it), is_met: it.is_met }),
            promises: promises_of(measure),
        })
    };
    Measure::ALL.into_iter().filter_map(row).collect()
}

/// The words of the document, as such.
pub(super) fn judgement(here: &Here<'_>, it: &Judgement) -> String {
    here.messages().fill("incident.judgement", &[("text", &it.text)])
}

/// Calendar time, with support hours beside it where the site names them; what is only stated is called so.
fn time(here: &Here<'_>, incident: &Incident, measure: Measure, calendar: i64) -> String {
    let messages = here.messages();
    let support = here.site.analysis.settings.support_hours.as_ref();
    let (from, to) = measure.ends();
    let time = messages.duration(calendar);
    if incident.milestones.as_stated(from, to).is_some() {
        return messages.fill("fact.duration_declared", &[("time", &time)]);
    }
    match seconds(incident, from, to, Hours::Support, support) {
        Some(it) => {
            messages.fill("incident.both_clocks", &[("time", &time), ("support", &messages.duration(it))])
        }
        None => time,
    }
}

/// The timeline in order of appearance.
pub(super) fn events(here: &Here<'_>, incident: &Incident) -> Vec<EventRow> {
    let mut last_day = None;
    let mut last: Option<Instant> = None;
    let mut rows = Vec::new();
    for event in &incident.timeline {
        let gap = event.at.zip(last).map(|(at, last)| at.seconds_since(last)).filter(|it| 0 < *it);
        last = event.end.or(event.at).or(last);
        let day = event.at.map(Instant::date).filter(|it| Some(*it) != last_day);
        last_day = day.or(last_day);
        let end_text = |end: Instant| match event.at {
            Some(at) if at.date() == end.date() => here.clock(end),
            _ => here.instant(end),
        };
        rows.push(EventRow {
            day: day.map(|it| here.date(it)),
            at: event.at.map(|it| here.clock(it)),
            end: event.end.map(end_text),
            written: event.at.is_none().then(|| event.written.clone()),
            is_approximate: event.approximate,
            gap: gap
                .map(|it| here.messages().fill("timeline.gap", &[("time", &here.messages().duration(it))])),
            is_long_gap: gap.is_some_and(|it| LONG_GAP <= it),
            kind_key: event.kind.map(EventKind::as_str),
            kind: event.kind.map(|it| here.messages().word("event", it.as_str())),
            text: Link::text(&event.text).in_language(here.lang(&incident.language)),
        });
    }
    rows
}
