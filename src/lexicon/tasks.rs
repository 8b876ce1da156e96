//! How far a task is, and whether a text is one.

use super::forms::fold;
use super::words::{Lexicon, lookup};
use crate::model::ActionStatus;

/// Words of a state that say more than that the work is done: somebody looked whether it works.
const VERIFIED: [&str; 5] = ["verified", "已验证", "已验收", "验收通过", "検証済"];

/// What may follow the noun of a task in Japanese and Korean: `追加する`, `추가할 예정`.
const TASK_TAILS: [&str; 14] = [
    "する予定",
    "すること",
    "していく",
    "します",
    "する",
    "を行う",
    "を実施する",
    "予定",
    "할 예정",
    "합니다",
    "하기",
    "한다",
    "할 것",
    " 예정",
];

/// Nouns that say what to do at the end of a task in Japanese and Korean.
const TASK_NOUNS: [&str; 28] = [
    "追加",
    "導入",
    "実施",
    "検討",
    "見直",
    "修正",
    "改善",
    "作成",
    "整備",
    "設定",
    "強化",
    "自動化",
    "共有",
    "更新",
    "削除",
    "移行",
    "추가",
    "도입",
    "개선",
    "수정",
    "검토",
    "적용",
    "설정",
    "구축",
    "점검",
    "강화",
    "정비",
    "작성",
];

/// Whether `text`, which stands for a state, says that somebody looked whether the work does what it is for.
pub(crate) fn is_verified(text: &str) -> bool {
    let folded = fold(text);
    let words = folded.trim_start_matches(|c: char| !c.is_alphanumeric());
    VERIFIED.iter().any(|it| words.starts_with(it)) || folded.contains("and verified")
}

impl Lexicon {
    /// The state that `text` stands for, by its words or its mark.
    pub(crate) fn action_status(&self, text: &str) -> Option<ActionStatus> {
        let phrase = || {
            let folded = fold(&text.replace('_', " "));
            // `🔴 Not started`: the words count, the mark only where they say nothing.
            let words = folded.trim_start_matches(|c: char| !c.is_alphanumeric());
            self.leading_phrase(words).or_else(|| Some(self.state_mark(&fold(text))?.0))
        };
        self.state_word(text).or_else(phrase).or_else(|| share_done(text))
    }

    /// The state that `text` is the word or the mark for, and nothing else.
    pub(crate) fn state_word(&self, text: &str) -> Option<ActionStatus> {
        let spaced = || text.contains('_').then(|| lookup(&self.action_status, &text.replace('_', " ")))?;
        lookup(&self.action_status, text).or_else(spaced)
    }

    /// The state whose mark begins `text` as written, and how long the mark is: `✅ `, `:white_check_mark:`, `[x] `.
    pub(crate) fn state_mark(&self, text: &str) -> Option<(ActionStatus, usize)> {
        let is_mark = |word: &str| word.chars().next().is_some_and(|c| !c.is_alphanumeric());
        let begins = |word: &str| text.get(..word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word));
        // `✔️` begins with `✔`: the longest mark is the one.
        let marks = self.action_status.iter().filter(|(word, _)| is_mark(word) && begins(word));
        let (mark, state) = marks.max_by_key(|(word, _)| word.len())?;
        let behind = &text[mark.len()..];
        Some((*state, text.len() - behind.trim_start_matches('\u{FE0F}').len()))
    }

    /// The state whose word or words begin `text`, up to a sign or a blank: `done in #12`, `not started yet`.
    fn leading_phrase(&self, text: &str) -> Option<ActionStatus> {
        let is_end = |c: char| " (,;:[【.。、/!".contains(c);
        let ends = text.char_indices().filter(|it| is_end(it.1)).map(|it| it.0);
        let ends: Vec<usize> = ends.take(3).chain([text.len()]).collect();
        ends.iter().rev().find_map(|end| self.action_status.get(text[..*end].trim_end())).copied()
    }

    /// Whether `text` says what to do by its first word or, in Japanese and Korean, by its last: `再試行の上限を追加する`.
    pub(crate) fn says_what_to_do(&self, text: &str) -> bool {
        let ends = || {
            let bare = text.trim_end().trim_end_matches(['。', '.', '！']);
            let bare = TASK_TAILS.iter().find_map(|it| bare.strip_suffix(it)).unwrap_or(bare);
            TASK_NOUNS.iter().any(|it| bare.ends_with(it))
        };
        self.begins_with_action(text) || ends()
    }

    /// Whether `text` begins with a verb that says what to do: `Add an alert`, `增加告警`.
    pub(crate) fn begins_with_action(&self, text: &str) -> bool {
        let folded = fold(text);
        let first = folded.split(|c: char| !(c.is_alphanumeric() || c == '-')).find(|it| !it.is_empty());
        first.is_some_and(|it| self.action_verbs.contains(it))
            || self.action_verbs.iter().any(|it| !it.is_ascii() && folded.starts_with(it.as_str()))
    }

    /// Whether `text` begins with such a verb in the past: it says what was done.
    pub(crate) fn begins_with_past(&self, text: &str) -> bool {
        let folded = fold(text);
        let first = folded.split(|c: char| !c.is_alphanumeric()).find(|it| !it.is_empty());
        let Some(stem) = first.and_then(|it| it.strip_suffix("ed")) else { return false };
        // `planned`, `enhanced`, `verified`
        let single = stem.len().checked_sub(1).and_then(|at| stem.get(..at)).unwrap_or(stem);
        let with_y = stem.strip_suffix('i').map_or_else(String::new, |it| format!("{it}y"));
        [stem, single, &format!("{stem}e"), &with_y].iter().any(|it| self.action_verbs.contains(*it))
    }
}

/// `100%` is done, `40%` is under way, `0%` is open.
fn share_done(text: &str) -> Option<ActionStatus> {
    let share: u32 = fold(text).strip_suffix('%')?.trim().parse().ok()?;
    match share {
        0 => Some(ActionStatus::Open),
        1..100 => Some(ActionStatus::InProgress),
        100 => Some(ActionStatus::Done),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_read_however_a_tracker_writes_them() {
        use ActionStatus::{Cancelled, Done, InProgress, Open};
        let words = Lexicon::built_in();
        for (text, expected) in [
            ("✔ shipped", Done),
            ("Done!", Done),
            (":white_check_mark:", Done),
            ("完了（2026-05-07）", Done),
            ("TODO（継承）", Open),
            ("🔴 Not started", Open),
            ("IN_PROGRESS", InProgress),
            ("40%", InProgress),
            ("100%", Done),
            ("Deferred", Open),
            ("Won't do", Cancelled),
        ] {
            assert_eq!(words.action_status(text), Some(expected), "{text}");
        }
        for text in ["", "soon", "❌", "120%", "opening hours"] {
            assert_eq!(words.action_status(text), None, "{text}");
        }
    }

    #[test]
    fn a_verb_in_the_past_says_what_was_done() {
        let words = Lexicon::built_in();
        assert!(words.begins_with_action("Add an alert") && words.begins_with_action("增加告警"));
        assert!(!words.begins_with_action("Address of the pool"));
        for text in ["Enhanced the script", "Added an alert", "Planned it", "Verified the restore"] {
            assert!(words.begins_with_past(text), "{text}");
        }
        assert!(!words.begins_with_past("Feed the queue from two brokers"));
    }
}
