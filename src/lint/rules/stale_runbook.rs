//! AW804 `stale-runbook`: a runbook that nobody has looked at for a year.

use std::sync::LazyLock;

use regex::Regex;

use crate::analysis::days_between;
use crate::diagnostics::codes;
use crate::files::Span;
use crate::lint::{Check, Findings, Reading, Rule, Subject};
use crate::model::Runbook;
use crate::phrase::say;
use crate::text::pattern;
use crate::time::{Date, find_date};

pub(super) static RULE: Rule = Rule { kind: &codes::STALE_RUNBOOK, check: Check::Document(check) };

/// A line in which a document says when it was last changed.
static UPDATED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:最后更新|最近更新|最后修订|更新日期|更新时间|last (?:updated|reviewed|modified))[^0-9\n]{0,12}(\d{4}[^\n]{4,})",
    )
});

fn check(findings: &mut Findings<'_>, reading: &Reading<'_>) {
    let Subject::Runbook(runbook) = reading.subject else { return };
    let written = updated(reading);
    let Some(updated) = runbook.updated.or(written.map(|it| it.0)) else { return };
    let as_of = findings.scope.analysis.settings.as_of;
    let age = days_between(updated, as_of);
    if Runbook::STALE_AFTER_DAYS < age {
        let message = say!("lint.stale-runbook", updated, days = age, as_of);
        let span = written.map_or(runbook.source, |it| it.1);
        findings.report(span, message, say!("lint.stale-runbook.hint"));
    }
}

/// The day that the text gives as that of its last change, and where.
pub(super) fn updated(reading: &Reading<'_>) -> Option<(Date, Span)> {
    let found = reading.lines().filter_map(|(_, line)| {
        let date = UPDATED.captures(&line.text)?.get(1)?;
        Some((find_date(date.as_str())?.0, line.span_of(date.range())))
    });
    found.last()
}
