//! AW408 `finished-in-part`: an event is called complete, and beside it is a share below 100 %.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostics::codes;
use crate::lint::figures::percentages;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::Incident;
use crate::phrase::say;
use crate::text::{fold, pattern};

pub(super) static RULE: Rule = Rule { kind: &codes::FINISHED_IN_PART, check: Check::Incident(check) };

/// What is called complete: a change to machines, never a rate of success.
static COMPLETE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:回滚|部署|发布|升级|扩容|更新|切换|重启)(?:已经|已)?(?:全部)?(?:完成|完毕)|\b(?:rollback|rollout|roll-back|deploy(?:ment)?|upgrade|update|restart)s? (?:is |was |has )?(?:now )?(?:complete|completed|finished|done)\b",
    )
});

/// What the share is of, behind the `%`: machines that were changed.
static MACHINES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\s*(?:的)?\s*(?:of )?(?:the |all |our )?(?:pods?|nodes?|instances?|hosts?|servers?|machines?|replicas?|实例|节点|机器|主机|副本|服务器)",
    )
});

fn check(findings: &mut Findings<'_>, incident: &Incident, _: &Reading<'_>) {
    for event in &incident.timeline {
        let text = fold(&event.text);
        let share =
            percentages(&text).into_iter().find(|it| it.value < 100.0 && MACHINES.is_match(&text[it.end..]));
        let Some(share) = share.filter(|_| COMPLETE.is_match(&text)) else { continue };
        let message = say!("lint.finished-in-part", written = event.written, share = share.value);
        findings.report(event.span, message, say!("lint.finished-in-part.hint"));
    }
}
