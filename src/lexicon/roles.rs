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

#[cfg(test)]
mod tests {
    use super::*;

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
