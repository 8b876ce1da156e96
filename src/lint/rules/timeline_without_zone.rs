//! AW414 `timeline-without-zone`: people everywhere were hit, and nobody says whose clock the times are of.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::{Incident, SectionKind};
use crate::text::fold;

pub(super) static RULE: Rule = Rule { kind: &codes::TIMELINE_WITHOUT_ZONE, check: Check::Incident(check) };

/// What says that more than one part of the world was hit.
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
        let (number, _) = reading.source.line_column(line.span.start);
        let message = format!(
            "times without a zone, of an incident that was felt in many places (line {number}); read as {}",
            findings.scope.config.site.zone_name
        );
        findings.report(first.span, message, "state the zone once: `timezone:`, or `Timeline (UTC+8)`");
    }
}
