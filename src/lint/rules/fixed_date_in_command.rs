//! AW803 `fixed-date-in-command`: a command of a runbook that names the day it was written for.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostics::codes;
use crate::files::Span;
use crate::lint::shown::code;
use crate::lint::{Check, Findings, Reading, Rule, Subject};
use crate::phrase::say;
use crate::text::pattern;

pub(super) static RULE: Rule = Rule { kind: &codes::FIXED_DATE_IN_COMMAND, check: Check::Document(check) };

/// A day within the name of a file or folder, in group 1.
static DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"/(?:[\w.-]*[_.-])?(20\d{2}[-_]?(?:0[1-9]|1[0-2])[-_]?(?:0[1-9]|[12]\d|3[01]))\.[a-z]")
});

const SHELLS: [&str; 5] = ["bash", "sh", "shell", "zsh", "console"];

fn check(findings: &mut Findings<'_>, reading: &Reading<'_>) {
    if !matches!(reading.subject, Subject::Runbook(_)) {
        return;
    }
    for code in code(reading).iter().filter(|it| SHELLS.contains(&it.block.language.as_str())) {
        for found in DAY.captures_iter(code.text).filter_map(|it| it.get(1)) {
            let start = code.range.start + found.start();
            let span = Span::new(reading.subject.body().0, start, start + found.len());
            let message = say!("lint.fixed-date-in-command", date = found.as_str());
            findings.report(span, message, say!("lint.fixed-date-in-command.hint"));
        }
    }
}
