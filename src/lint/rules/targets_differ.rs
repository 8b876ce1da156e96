//! AW410 `targets-differ`: two promises for one thing, in one document or beside the site's own.

use std::sync::LazyLock;

use regex::Regex;

use crate::analysis::response_times::Measure;
use crate::diagnostics::codes;
use crate::files::Span;
use crate::lint::metrics::time_to;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::markdown::{BlockKind, Table};
use crate::model::Severity;
use crate::phrase::{Phrase, Value, say};
use crate::text::{fold, pattern};
use crate::time::read_duration;

pub(super) static RULE: Rule = Rule { kind: &codes::TARGETS_DIFFER, check: Check::Document(check) };

/// One promise of a table, by severity.
struct Promise {
    severity: String,
    measure: Measure,
    seconds: i64,
    span: Span,
}

/// Heads of columns that hold promises.
const COLUMNS: [(&str, Measure); 14] = [
    ("响应时间", Measure::Acknowledge),
    ("响应时限", Measure::Acknowledge),
    ("response time", Measure::Acknowledge),
    ("respond within", Measure::Acknowledge),
    ("time to acknowledge", Measure::Acknowledge),
    ("止损时间", Measure::Mitigate),
    ("mitigate within", Measure::Mitigate),
    ("time to mitigate", Measure::Mitigate),
    ("解决时间", Measure::Resolve),
    ("恢复时间", Measure::Resolve),
    ("修复时间", Measure::Resolve),
    ("resolution time", Measure::Resolve),
    ("resolve within", Measure::Resolve),
    ("time to resolve", Measure::Resolve),
];

/// Steps of a plan with their time: `恢复服务（30分钟内）`, `Restore service (within 30 minutes)`.
static STEP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:立即)?(响应|止损|恢复服务|恢复|解决|respond|mitigate|restore(?: service)?|resolve)\s*[（(]\s*((?:within )?[^（()）]{1,16}?)内?\s*[)）]",
    )
});

fn check(findings: &mut Findings<'_>, reading: &Reading<'_>) {
    let severities = &findings.scope.knowledge_base.severities;
    let promises: Vec<Promise> = reading
        .document
        .blocks
        .iter()
        .filter_map(|it| if let BlockKind::Table(table) = &it.kind { Some(table) } else { None })
        .flat_map(|it| promises(it, severities))
        .collect();
    let mut found: Vec<(Span, Phrase)> = Vec::new();
    for (nth, it) in promises.iter().enumerate() {
        let own =
            severities.iter().find(|known| known.id == it.severity).and_then(|known| match it.measure {
                Measure::Acknowledge => known.respond,
                Measure::Mitigate => known.mitigate,
                _ => known.resolve,
            });
        let (severity, measure, limit) = (&it.severity, time_to(it.measure), Value::seconds(it.seconds));
        if let Some(own) = own.filter(|own| *own != it.seconds) {
            let configured = Value::seconds(own);
            let message = say!("lint.targets-differ.config", measure, severity, limit, configured);
            found.push((it.span, message));
        }
        let other = promises[..nth].iter().find(|other| {
            (&other.severity, other.measure) == (severity, it.measure) && other.seconds != it.seconds
        });
        if let Some(other) = other {
            let line = Value::ordinal(reading.source.line_column(other.span.start).0);
            let other_limit = Value::seconds(other.seconds);
            let message = say!("lint.targets-differ.table", measure, severity, limit, line, other_limit);
            found.push((it.span, message));
        }
    }
    found.extend(steps(reading, &promises));
    for (span, message) in found {
        findings.report(span, message, say!("lint.targets-differ.hint"));
    }
}

/// The promises of a table with a column of severities.
fn promises(table: &Table, severities: &[Severity]) -> Vec<Promise> {
    let heads: Vec<String> = table.header.iter().map(|it| fold(&it.text)).collect();
    let columns: Vec<(usize, Measure)> = heads
        .iter()
        .enumerate()
        .filter_map(|(idx, head)| {
            let (_, measure) = COLUMNS.iter().find(|(name, _)| head.starts_with(name))?;
            Some((idx, *measure))
        })
        .collect();
    // A single row is an incident's own figures.
    if columns.is_empty() || table.rows.len() < 2 {
        return Vec::new();
    }
    let mut found = Vec::new();
    for row in &table.rows {
        let Some(severity) = row.cells.first().and_then(|it| severity_of(&it.text, severities)) else {
            continue;
        };
        for (idx, measure) in &columns {
            let Some(cell) = row.cells.get(*idx) else { continue };
            let Some(duration) = read_duration(&cell.text) else { continue };
            let severity = severity.to_owned();
            found.push(Promise { severity, measure: *measure, seconds: duration.seconds, span: cell.span });
        }
    }
    found
}

/// The severity that a cell such as `P0 - 严重` names.
fn severity_of<'a>(cell: &str, severities: &'a [Severity]) -> Option<&'a str> {
    let folded = fold(cell);
    let first = folded.split([' ', '(', ',', ':', '/']).next().unwrap_or(&folded);
    let is_named = |it: &&Severity| {
        std::iter::once(&it.id)
            .chain(&it.aliases)
            .map(|name| fold(name))
            .any(|name| name == folded || name == first)
    };
    severities.iter().find(is_named).map(|it| it.id.as_str())
}

/// Steps of a plan whose time no row of the document's table gives.
fn steps(reading: &Reading<'_>, promises: &[Promise]) -> Vec<(Span, Phrase)> {
    let mut found = Vec::new();
    for (_, line) in reading.lines() {
        let Some(step) = STEP.captures(&line.text) else { continue };
        let limit = step.get(2).map_or("", |it| it.as_str()).trim().trim_start_matches("within ");
        let Some(limit) = read_duration(limit) else { continue };
        let name = step.get(1).map_or("", |it| it.as_str());
        let measure = match fold(name).as_str() {
            "响应" | "respond" => Measure::Acknowledge,
            "止损" | "mitigate" => Measure::Mitigate,
            _ => Measure::Resolve,
        };
        let same: Vec<&Promise> = promises.iter().filter(|it| it.measure == measure).collect();
        let Some(strictest) = same.iter().min_by_key(|it| it.seconds) else { continue };
        if same.iter().any(|it| it.seconds == limit.seconds) {
            continue;
        }
        let message = say!(
            "lint.targets-differ.step",
            step = name,
            limit = Value::seconds(limit.seconds),
            line = Value::ordinal(reading.source.line_column(strictest.span.start).0),
            strictest = Value::seconds(strictest.seconds),
            severity = strictest.severity,
        );
        found.push((line.span, message));
    }
    found
}
