//! AW410 `targets-differ`: two promises for one thing, in one document or beside the site's own.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
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
    let mut earlier: BTreeMap<(&str, Milestone), Earlier<'_>> = BTreeMap::new();
    for it in &written {
        let other = match earlier.entry((it.severity.as_str(), it.promise.to)) {
            Entry::Occupied(mut place) => place.get_mut().unlike(it),
            Entry::Vacant(place) => {
                place.insert(Earlier { first: it, unlike_it: None });
                None
            }
        };
        let Some(measure) = Measure::between(it.promise).map(time_to) else { continue };
        let (severity, limit) = (&it.severity, Value::seconds(it.promise.limit));
        let own = limits(it, &config.severities, &config.targets).next();
        if let Some(own) = own.filter(|_| !is_set(it, &config.severities, &config.targets)) {
            let configured = Value::seconds(own);
            let message = say!("lint.targets-differ.config", measure, severity, limit, configured);
            found.push((it.span, message));
        }
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

/// The promises so far for one thing.
struct Earlier<'a> {
    first: &'a WrittenTarget,
    /// The first one with another limit than that.
    unlike_it: Option<&'a WrittenTarget>,
}

impl<'a> Earlier<'a> {
    /// The first one with another limit than `it`, which is then one of them.
    fn unlike(&mut self, it: &'a WrittenTarget) -> Option<&'a WrittenTarget> {
        if self.first.promise.limit == it.promise.limit {
            return self.unlike_it;
        }
        self.unlike_it.get_or_insert(it);
        Some(self.first)
    }
}

/// Steps of a plan whose time no row of the document's table gives.
fn steps(reading: &Reading<'_>, written: &[WrittenTarget]) -> Vec<(Span, Phrase)> {
    let mut found = Vec::new();
    let mut promised: BTreeMap<Milestone, (&WrittenTarget, BTreeSet<i64>)> = BTreeMap::new();
    for it in written {
        let (strictest, limits) = promised.entry(it.promise.to).or_insert_with(|| (it, BTreeSet::new()));
        if it.promise.limit < strictest.promise.limit {
            *strictest = it;
        }
        limits.insert(it.promise.limit);
    }
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
        let Some((strictest, limits)) = promised.get(&milestone) else { continue };
        if limits.contains(&limit.seconds) {
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
