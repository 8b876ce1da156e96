//! Incidents and their parts with everything left out that a sample does not care for.

use jiff::civil::Date;
use jiff::tz::Offset;

use crate::files::{SourceMap, Span};
use crate::model::{
    ActionItem, ActionStatus, EventKind, Incident, Milestone, Signature, SignatureLine, TextPart,
    TimelineEvent,
};
use crate::text::{line_mark, terms};
use crate::time::Instant;

pub(super) fn incident(
    sources: &mut SourceMap,
    id: &str,
    title: &str,
    day: Date,
    severity: &str,
    service: &str,
    cause: &str,
) -> Incident {
    let text = format!("# {title}\n\n**severity**: {severity}\n");
    let file = sources.add(format!("{}/{}.md", day.year(), id.to_lowercase()), text);
    Incident {
        id: id.to_owned(),
        slug: id.to_lowercase(),
        title: title.to_owned(),
        date: Some(day),
        severity: Some(severity.to_owned()),
        severity_raw: Some(severity.to_owned()),
        services: vec![service.to_owned()],
        causes: vec![cause.to_owned()],
        language: "en".to_owned(),
        signature: signature(Span::point(file, 0), title, cause),
        ..Incident::unread(file, 0..0)
    }
}

/// Texts that speak of little else than their cause: the chains of the sample are of one cause.
fn signature(span: Span, title: &str, cause: &str) -> Signature {
    let terms_of_cause = terms(&format!("{cause} ").repeat(50));
    let line = SignatureLine { mark: line_mark(title), part: TextPart::Cause, span, terms: terms_of_cause };
    Signature { title: terms(title), lines: vec![line] }
}

pub(super) fn chinese(incident: &mut Incident, summary: &str) {
    incident.language = "zh-CN".to_owned();
    incident.summary = Some(summary.to_owned());
}

/// Milestones from `started` to `resolved` at minutes behind `start`, itself in minutes of the day.
pub(super) fn lasting(incident: &mut Incident, start: i64, minutes: [i64; 6]) {
    let reached = [
        Milestone::Started,
        Milestone::Detected,
        Milestone::Acknowledged,
        Milestone::Diagnosed,
        Milestone::Mitigated,
        Milestone::Resolved,
    ];
    for (milestone, minute) in reached.into_iter().zip(minutes) {
        let at = at(incident, start + minute);
        incident.milestones.set(milestone, Some(at));
    }
}

pub(super) fn at(incident: &Incident, minute: i64) -> Instant {
    let midnight = incident.date.unwrap().at(0, 0, 0, 0);
    let offset = Offset::from_hours(8).unwrap();
    Instant::from_offset(midnight, offset).unwrap().plus_seconds(minute * 60).unwrap()
}

pub(super) fn event(incident: &Incident, minute: i64, text: &str, kind: Option<EventKind>) -> TimelineEvent {
    TimelineEvent {
        at: Some(at(incident, minute)),
        written: format!("{:02}:{:02}", minute / 60, minute % 60),
        end: None,
        approximate: false,
        kind,
        text: text.to_owned(),
        span: incident.source,
    }
}

pub(super) fn item(
    incident: &Incident,
    id: &str,
    task: &str,
    owner: &str,
    due: Option<Date>,
    status: ActionStatus,
    closed: Option<Date>,
) -> ActionItem {
    ActionItem {
        task: task.to_owned(),
        owner: Some(owner.to_owned()).filter(|it| !it.is_empty()),
        due,
        status,
        closed,
        ..ActionItem::unread(format!("{}/{id}", incident.id), incident.source)
    }
}
