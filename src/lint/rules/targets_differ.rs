//! AW410 `targets-differ`: two promises for one thing, in one document or beside the site's own.

use std::sync::LazyLock;

use regex::Regex;

use crate::analysis::response_times::Measure;
use crate::config::{is_set, limits};
use crate::diagnostics::codes;
use crate::extract::targets;
use crate::files::Span;
use crate::lint::metrics::time_to;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::markdown::BlockKind;
use crate::model::{Milestone, WrittenTarget};
use crate::phrase::{Phrase, Value, say};
use crate::text::{fold, pattern};
use crate::time::read_duration;

pub(super) static RULE: Rule = Rule { kind: &codes::TARGETS_DIFFER, check: Check::Document(check) };

/// Steps of a plan with their time: `恢复服务（30分钟内）`, `Restore service (within 30 minutes)`.
static STEP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:立即)?(响应|止损|恢复服务|恢复|解决|respond|mitigate|restore(?: service)?|resolve)\s*[（(]\s*((?:within )?[^（()）]{1,16}?)内?\s*[)）]",
    )
});

fn check(findings: &mut Findings<'_>, reading: &Reading<'_>) {
    let config = findings.scope.config;
    let written: Vec<WrittenTarget> = reading
        .document
        .blocks
        .iter()
        .filter_map(|it| if let BlockKind::Table(table) = &it.kind { Some(table) } else { None })
        .flat_map(|it| targets(it, &config.severities))
        .collect();
    let mut found: Vec<(Span, Phrase)> = Vec::new();
    for (nth, it) in written.iter().enumerate() {
        let Some(measure) = Measure::between(it.promise).map(time_to) else { continue };
        let (severity, limit) = (&it.severity, Value::seconds(it.promise.limit));
        let own = limits(it, &config.severities, &config.targets).next();
        if let Some(own) = own.filter(|_| !is_set(it, &config.severities, &config.targets)) {
            let configured = Value::seconds(own);
            let message = say!("lint.targets-differ.config", measure, severity, limit, configured);
            found.push((it.span, message));
        }
        let other = written[..nth].iter().find(|other| {
            let are_of_one = (&other.severity, other.promise.to) == (severity, it.promise.to);
            are_of_one && other.promise.limit != it.promise.limit
        });
        if let Some(other) = other {
            let line = Value::ordinal(reading.source.line_column(other.span.start).0);
            let other_limit = Value::seconds(other.promise.limit);
            let message = say!("lint.targets-differ.table", measure, severity, limit, line, other_limit);
            found.push((it.span, message));
        }
    }
    found.extend(steps(reading, &written));
    for (span, message) in found {
        findings.report(span, message, say!("lint.targets-differ.hint"));
    }
}

/// Steps of a plan whose time no row of the document's table gives.
fn steps(reading: &Reading<'_>, written: &[WrittenTarget]) -> Vec<(Span, Phrase)> {
    let mut found = Vec::new();
    for (_, line) in reading.lines() {
        let Some(step) = STEP.captures(&line.text) else { continue };
        let limit = step.get(2).map_or("", |it| it.as_str()).trim().trim_start_matches("within ");
        let Some(limit) = read_duration(limit) else { continue };
        let name = step.get(1).map_or("", |it| it.as_str());
        let milestone = match fold(name).as_str() {
            "响应" | "respond" => Milestone::Acknowledged,
            "止损" | "mitigate" => Milestone::Mitigated,
            _ => Milestone::Resolved,
        };
        let same: Vec<&WrittenTarget> = written.iter().filter(|it| it.promise.to == milestone).collect();
        let Some(strictest) = same.iter().min_by_key(|it| it.promise.limit) else { continue };
        if same.iter().any(|it| it.promise.limit == limit.seconds) {
            continue;
        }
        let message = say!(
            "lint.targets-differ.step",
            step = name,
            limit = Value::seconds(limit.seconds),
            line = Value::ordinal(reading.source.line_column(strictest.span.start).0),
            strictest = Value::seconds(strictest.promise.limit),
            severity = strictest.severity,
        );
        found.push((line.span, message));
    }
    found
}
