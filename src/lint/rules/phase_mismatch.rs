//! AW404 `phase-mismatch`: a declared phase is not what the milestones give.

use crate::analysis::response_times::Measure;
use crate::diagnostics::codes;
use crate::lint::figures::clock;
use crate::lint::metrics::{self, Metric};
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::{Field, How, Incident, Milestone, TimelineEvent};
use crate::phrase::{Value, say};
use crate::text::fold;

pub(super) static RULE: Rule = Rule { kind: &codes::PHASE_MISMATCH, check: Check::Incident(check) };

/// From so many seconds on, a night may lie between the two ends.
const HALF_DAY: i64 = 12 * 3_600;

fn check(findings: &mut Findings<'_>, incident: &Incident, reading: &Reading<'_>) {
    let declared = metrics::declared(reading, &findings.scope.config.labels);
    // The whole text is looked through only where a figure could be wrong.
    if declared.is_empty() || counts_support_hours(reading) {
        return;
    }
    for metric in declared {
        let computed = metrics::computed(metric.phase, &incident.milestones);
        if computed.is_empty() || metrics::fits(&metric, &incident.milestones) {
            continue;
        }
        if computed.iter().any(|it| is_vague(incident, it.0) || is_vague(incident, it.1))
            || is_between_events(incident, &metric)
        {
            continue;
        }
        let (from, to) = usual_ends(metric.phase);
        let usual = computed.iter().find(|it| (it.0, it.1) == (from, to));
        let Some(&(from, to, seconds)) = usual.or(computed.last()) else { continue };
        // Over a night teams may count their hours of support only, and get less.
        if HALF_DAY <= seconds && metric.duration.seconds < seconds {
            continue;
        }
        let at = |it: Milestone| incident.milestones.get(it).map_or_else(String::new, |it| clock(it.local()));
        let message = say!(
            "lint.phase-mismatch",
            name = metric.name,
            declared = Value::seconds(metric.duration.seconds),
            from = from.as_str(),
            from_time = at(from),
            to = to.as_str(),
            to_time = at(to),
            computed = Value::seconds(seconds),
        );
        findings.report(metric.span, message, say!("lint.phase-mismatch.hint"));
    }
}

/// Whether the document says that its figures leave the night out: `7h (during support hours 10:00-17:00)`.
fn counts_support_hours(reading: &Reading<'_>) -> bool {
    const HOURS: [&str; 9] = [
        "support hours",
        "working hours",
        "business hours",
        "office hours",
        "工作时间内",
        "工作时间",
        "营业时间",
        "営業時間",
        "業務時間",
    ];
    let text = fold(reading.text());
    HOURS.iter().any(|it| text.contains(&format!("({it}")) || text.contains(&format!("during {it}")))
        || HOURS[4..]
            .iter()
            .any(|it| text.contains(&format!("（{it}")) || text.contains(&format!("（仅{it}")))
}

/// The two ends of the contract's definition.
fn usual_ends(phase: Measure) -> (Milestone, Milestone) {
    use Milestone::{Acknowledged, Detected, Diagnosed, Mitigated, Resolved, Started, Verified};
    match phase {
        Measure::Detect => (Started, Detected),
        Measure::Acknowledge => (Detected, Acknowledged),
        Measure::Diagnose => (Acknowledged, Diagnosed),
        Measure::Mitigate => (Started, Mitigated),
        Measure::Fix => (Diagnosed, Resolved),
        Measure::Verify => (Resolved, Verified),
        Measure::Resolve => (Started, Resolved),
    }
}

/// Whether two events of a timeline without types lie as far apart as `metric` says.
///
/// There the milestones are guesses: the document may count from another event, or to one.
fn is_between_events(incident: &Incident, metric: &Metric) -> bool {
    const NOTICED: [&str; 14] = [
        "alert", "detect", "discover", "notice", "aware", "report", "found", "observe", "告警", "报警",
        "发现", "感知", "观测", "反馈",
    ];
    let events: Vec<&TimelineEvent> = incident.timeline.iter().collect();
    if events.iter().any(|it| it.kind.is_some()) {
        return false;
    }
    let can_end = |it: &TimelineEvent| {
        let text = fold(&it.text);
        metric.phase != Measure::Detect || NOTICED.iter().any(|word| text.contains(word))
    };
    let ends = events.iter().enumerate().filter(|(_, it)| can_end(it));
    let mut pairs = ends.flat_map(|(idx, to)| events[..idx].iter().map(move |from| (from, to)));
    pairs.any(|(from, to)| {
        let (Some(from), Some(to)) = (from.at, to.end.or(to.at)) else { return false };
        (to.seconds_since(from) - metric.duration.seconds).abs() <= 60
    })
}

/// Whether the milestone was read off a timeline entry that says "about", or that only closed a ticket.
fn is_vague(incident: &Incident, milestone: Milestone) -> bool {
    let from = incident.provenance.get(&Field::Milestone(milestone)).filter(|it| it.how == How::Timeline);
    let event = from.and_then(|from| incident.timeline.iter().find(|it| it.span == from.span));
    event.is_some_and(|it| {
        let text = fold(&it.text);
        let only_closed = it.kind.is_none() && (text.contains("closed") || text.contains("关闭"));
        it.approximate || only_closed
    })
}
