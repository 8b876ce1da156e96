//! AW414 `timeline-without-zone`: many regions were affected, and the times have no zone.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::{Incident, SectionKind};
use crate::phrase::{Value, say};
use crate::text::fold;

pub(super) static RULE: Rule = Rule { kind: &codes::TIMELINE_WITHOUT_ZONE, check: Check::Incident(check) };

/// Words for more than one part of the world.
const WORLDWIDE: [&str; 9] = [
    "全球所有",
    "所有地区",
    "全球各",
    "全球用户",
    "海外用户",
    "worldwide",
    "all regions",
    "multiple regions",
    "users globally",
];

fn check(findings: &mut Findings<'_>, incident: &Incident, reading: &Reading<'_>) {
    let is_assumed =
        incident.provenance.iter().any(|(field, from)| field.milestone().is_some() && from.assumed_zone);
    let Some(first) = incident.timeline.first().filter(|it| is_assumed && it.at.is_some()) else { return };
    let mut impact = reading.lines().filter(|(section, _)| section.meaning == Some(SectionKind::Impact));
    let worldwide = impact.find(|(_, line)| {
        let text = fold(&line.text);
        WORLDWIDE.iter().any(|it| text.contains(it))
    });
    if let Some((_, line)) = worldwide {
        let line = Value::ordinal(reading.source.line_column(line.span.start).0);
        let zone = &findings.scope.config.site.zone_name;
        let message = say!("lint.timeline-without-zone", line, zone);
        findings.report(first.span, message, say!("lint.timeline-without-zone.hint"));
    }
}
