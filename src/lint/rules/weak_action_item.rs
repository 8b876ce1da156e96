//! AW322 `weak-action-item`: an action item that nobody can tick off: "be more careful", `加强监控`.

use crate::diagnostics::codes;
use crate::lexicon::phrases::{Vocabulary, holds_any};
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::{ActionItem, ActionStatus, Incident};
use crate::phrase::say;
use crate::text::fold;

pub(super) static RULE: Rule = Rule { kind: &codes::WEAK_ACTION_ITEM, check: Check::Incident(check) };

/// A wish of more characters than this is more than "it should be better".
const MAX_WISH: usize = 48;

fn check(findings: &mut Findings<'_>, incident: &Incident, reading: &Reading<'_>) {
    for item in &incident.action_items {
        let settled = matches!(item.status, ActionStatus::Done | ActionStatus::Cancelled);
        if settled || !is_weak(item, reading.phrases) {
            continue;
        }
        let message = say!("lint.weak-action-item", task = item.task);
        findings.report(item.span, message, say!("lint.weak-action-item.hint"));
    }
}

fn is_weak(item: &ActionItem, words: &Vocabulary) -> bool {
    let task = fold(&item.task);
    let task = task.trim_end_matches(['.', '。', ';', '!']);
    if item.acceptance.is_some()
        || task.contains(|c: char| c.is_ascii_digit() || c == '`')
        || task.contains("://")
    {
        return false;
    }
    // `加强学习，提高意识`: several wishes are as weak as one.
    let mut clauses = task.split([',', '、']).map(str::trim).filter(|it| !it.is_empty()).peekable();
    if task.contains([',', '、']) && clauses.peek().is_some() && clauses.all(|it| is_weak_clause(it, words))
    {
        return true;
    }
    is_weak_clause(task, words)
}

fn is_weak_clause(task: &str, words: &Vocabulary) -> bool {
    let exhortations = &words.exhortations;
    if exhortations.after_beginning(task).is_some()
        || exhortations.endings.iter().any(|it| task.ends_with(it.as_str()))
    {
        return true;
    }
    let wishes = &words.wishes;
    wishes.after_beginning(task).is_some_and(|rest| {
        let goes_on = rest.contains(['(', ':', '"', '“', '「', ',']) || holds_any(rest, &wishes.continued);
        !goes_on && task.chars().count() <= MAX_WISH
    })
}

#[cfg(test)]
mod tests {
    use super::is_weak;
    use crate::files::{FileId, Span};
    use crate::lexicon::phrases::Vocabulary;
    use crate::model::{ActionItem, ActionStatus};

    fn item(task: &str) -> ActionItem {
        let unread = ActionItem::unread("A1".to_owned(), Span::point(FileId(0), 0));
        ActionItem { task: task.to_owned(), status: ActionStatus::Open, ..unread }
    }

    #[test]
    fn wishes_are_distinguished_from_work() {
        for task in [
            "加强监控",
            "遵守操作规范",
            "严格遵守发布规范，做好检查",
            "提高责任心",
            "加强巡检，提升响应速度",
            "Be more careful with deploys",
            "Improve monitoring.",
            "Better governance of namespaces",
        ] {
            assert!(is_weak(&item(task), &Vocabulary::built_in()), "{task}");
        }
        for task in [
            "提升登录接口测试覆盖率到 80%",
            "加强连接池监控（使用率超过阈值时告警）",
            "Improve the alert so that it fires within a minute",
            "Enhance the pipeline with a synthetic check",
            "Betterment plan for the pool",
            "完善 Runbook（增加常见问题排查）",
        ] {
            assert!(!is_weak(&item(task), &Vocabulary::built_in()), "{task}");
        }
    }

    #[test]
    fn acceptance_criteria_make_a_wish_checkable() {
        let mut wish = item("Improve monitoring");
        wish.acceptance = Some("an alert fires in the next drill".to_owned());
        assert!(!is_weak(&wish, &Vocabulary::built_in()));
    }
}
