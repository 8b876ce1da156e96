//! Names that belong to a role or a team, and so to no one person.

use super::phrases::Vocabulary;
use crate::text::fold;

/// Whether a name is that of a role or a team: `@运维`, `SRE`, `支付团队`.
pub(crate) fn is_role(owner: &str, words: &Vocabulary) -> bool {
    let folded = fold(owner);
    let name = folded.trim_start_matches('@');
    let names_a_person = name.contains([',', '、', '/', '(', '&']);
    let ends_like_one = |it: &String| name.ends_with(it.as_str()) && it.len() < name.len();
    !names_a_person
        && (words.roles.iter().any(|it| it == name) || words.role_endings.iter().any(ends_like_one))
}

/// Whether a name can only be that of people who do something: `ops`, `on-call team`. `Security` and `backend` may be what
/// a task is about, too.
pub(crate) fn is_group(name: &str) -> bool {
    const GROUPS: [&str; 12] = [
        "ops",
        "devops",
        "sre",
        "sres",
        "dba",
        "dbas",
        "devs",
        "developers",
        "on-call",
        "oncall",
        "on call",
        "everyone",
    ];
    const ENDINGS: [&str; 6] = [" team", "-team", " squad", " engineers", "团队", "小组"];
    let folded = fold(name);
    let is_short = folded.split(' ').count() <= 3;
    is_short && (GROUPS.contains(&folded.as_str()) || ENDINGS.iter().any(|it| folded.ends_with(it)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_task_is_about_is_no_group() {
        for name in ["ops", "On-call team", "SRE", "支付团队"] {
            assert!(is_group(name), "{name}");
        }
        for name in ["Security", "Backend", "Alerts", "The plan of the on-call team", "Dana"] {
            assert!(!is_group(name), "{name}");
        }
    }

    #[test]
    fn roles_and_teams_are_told_from_people() {
        for owner in ["@运维", "SRE", "@sre", "支付团队", "DBA 小组", "payments team", "On-call", "经理"]
        {
            assert!(is_role(owner, &Vocabulary::built_in()), "{owner}");
        }
        for owner in ["@张三", "Dana Weber", "李四（运维）", "@dana, SRE", "安全感", "Devon"] {
            assert!(!is_role(owner, &Vocabulary::built_in()), "{owner}");
        }
    }
}
