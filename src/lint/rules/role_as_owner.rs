//! AW321 `role-as-owner`: an action item that belongs to a role or a team, and so to nobody.

use crate::diagnostics::codes;
use crate::files::Span;
use crate::lint::vocabulary::VOCABULARY;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::{ActionItem, ActionStatus, Incident};
use crate::text::fold;

pub(super) static RULE: Rule = Rule { kind: &codes::ROLE_AS_OWNER, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, reading: &Reading<'_>) {
    for item in &incident.action_items {
        let settled = matches!(item.status, ActionStatus::Done | ActionStatus::Cancelled);
        let Some(owner) = item.owner.as_deref().filter(|it| !settled && is_role(it)) else { continue };
        let message = format!("`{owner}` is a role or a team, not a person");
        findings.report(cell(item, owner, reading), message, "name one person who will say when it is done");
    }
}

/// Whether a name is that of a role or a team: `@运维`, `SRE`, `支付团队`.
pub(crate) fn is_role(owner: &str) -> bool {
    let folded = fold(owner);
    let name = folded.trim_start_matches('@');
    let names_a_person = name.contains([',', '、', '/', '(', '&']);
    let ends_like_one = |it: &String| name.ends_with(it.as_str()) && it.len() < name.len();
    !names_a_person
        && (VOCABULARY.roles.iter().any(|it| it == name) || VOCABULARY.role_endings.iter().any(ends_like_one))
}

/// The owner within the row of `item`, else the row.
fn cell(item: &ActionItem, owner: &str, reading: &Reading<'_>) -> Span {
    let row = reading.source.text.get(item.span.start..item.span.end).unwrap_or_default();
    row.rfind(owner).map_or(item.span, |at| {
        let start = item.span.start + at;
        Span::new(item.span.file, start, start + owner.len())
    })
}

#[cfg(test)]
mod tests {
    use super::is_role;

    #[test]
    fn roles_and_teams_are_told_from_people() {
        for owner in ["@运维", "SRE", "@sre", "支付团队", "DBA 小组", "payments team", "On-call", "经理"]
        {
            assert!(is_role(owner), "{owner}");
        }
        for owner in ["@张三", "Dana Weber", "李四（运维）", "@dana, SRE", "安全感", "Devon"] {
            assert!(!is_role(owner), "{owner}");
        }
    }
}
