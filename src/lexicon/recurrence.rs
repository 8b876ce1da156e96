//! Words that say that an incident happened before.

use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use super::words::bare;
use crate::text::{Needles, fold};
use crate::yaml;

/// How strongly a sentence speaks of recurrence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wording {
    /// It is the same failure again.
    Same,
    /// It may be.
    Like,
    /// It is another one.
    Different,
}

/// The words of the file, ready to be looked for.
#[derive(Debug)]
struct Phrases {
    same: Needles,
    like: Needles,
    different: Needles,
    not: Needles,
    headings: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
struct Words {
    same: Vec<String>,
    like: Vec<String>,
    different: Vec<String>,
    not: Vec<String>,
    headings: Vec<String>,
}

static WORDS: LazyLock<Phrases> = LazyLock::new(|| {
    // A unit test reads the same text, so that a slip in it cannot reach a user.
    let read: Words = yaml::read(include_str!("recurrence.yaml")).unwrap_or_default();
    let folded = |words: Vec<String>| -> Vec<String> { words.iter().map(|it| fold(it)).collect() };
    let needles = |words| Needles::new(folded(words).iter().map(String::as_str));
    Phrases {
        same: needles(read.same),
        like: needles(read.like),
        different: needles(read.different),
        not: needles(read.not),
        headings: folded(read.headings),
    }
});

/// What `sentence` states about recurrence; `None` where it states nothing, or speaks of it in another way.
pub(crate) fn wording(sentence: &str) -> Option<Wording> {
    let folded = fold(&unquoted(sentence));
    let holds = |words: &Needles| words.occur_in(&folded, |_, at| is_whole(&folded, at));
    if holds(&WORDS.different) {
        Some(Wording::Different)
    } else if holds(&WORDS.not) {
        None
    } else if holds(&WORDS.same) {
        Some(Wording::Same)
    } else {
        holds(&WORDS.like).then_some(Wording::Like)
    }
}

/// `sentence` without what it quotes: who writes that 「同一原因」 was a wrong guess speaks of the words.
fn unquoted(sentence: &str) -> String {
    let opening = |text: &str| {
        text.char_indices().find_map(|(at, c)| match c {
            '「' => Some((at, '」')),
            '『' => Some((at, '』')),
            '“' => Some((at, '”')),
            _ => None,
        })
    };
    let mut found = String::new();
    let mut rest = sentence;
    while let Some((at, close)) = opening(rest) {
        // A quotation that goes on beyond the sentence is read.
        let Some(end) = rest[at..].find(close) else { break };
        found.push_str(&rest[..at]);
        found.push(' ');
        rest = &rest[at + end + close.len_utf8()..];
    }
    found.push_str(rest);
    found
}

/// Whether the section below `heading` speaks of earlier occurrences.
pub(crate) fn is_heading(heading: &str) -> bool {
    WORDS.headings.contains(&bare(heading))
}

/// A title without a mark such as `(Second Occurrence)` or `（第三次）`; `None` where it has none.
pub(crate) fn without_occurrence(title: &str) -> Option<String> {
    let (open, close) = [('(', ')'), ('（', '）'), ('[', ']'), ('【', '】')]
        .into_iter()
        .find_map(|(open, close)| Some((title.rfind(open)?, title.rfind(close)?)))?;
    let mark = title.get(open..close)?;
    let mark = mark.trim_start_matches(['(', '（', '[', '【']);
    let is_mark =
        matches!(wording(mark), Some(Wording::Same)) || fold(mark).ends_with("occurrence") || is_nth(mark);
    let close_end = close + title[close..].chars().next().map_or(0, char::len_utf8);
    is_mark.then(|| format!("{}{}", &title[..open], &title[close_end..]).trim().to_owned())
}

/// `第三次`, `2回目`: but the first time is not a recurrence.
fn is_nth(mark: &str) -> bool {
    let folded = fold(mark);
    let number = folded.strip_prefix('第').and_then(|it| it.strip_suffix('次'));
    let number = number.or_else(|| folded.strip_suffix("回目")).or_else(|| folded.strip_suffix("度目"));
    number.is_some_and(|it| !it.is_empty() && !matches!(it, "1" | "一") && it.chars().count() <= 2)
}

/// Whether what is at `at` in `text` is there as whole words; CJK phrases are anywhere.
fn is_whole(text: &str, at: Range<usize>) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric();
    let (before, behind) = (&text[..at.start], &text[at.end..]);
    let phrase = &text[at];
    let begins = !phrase.starts_with(is_letter) || !before.ends_with(is_letter);
    begins && (!phrase.ends_with(is_letter) || !behind.starts_with(is_letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_words_can_be_read() {
        let words: Words = yaml::read(include_str!("recurrence.yaml")).expect("the words are valid YAML");
        for list in [words.same, words.like, words.different, words.not, words.headings] {
            assert!(!list.is_empty());
        }
    }

    #[test]
    fn sentences_speak_of_recurrence_or_deny_it() {
        for it in [
            "This is a recurrence of INC-7",
            "与 INC-7 相同根因",
            "INC-7 の再発です",
            "「接続が切れる」という INC-7 の再発です",
            "It happened again, see INC-7",
        ] {
            assert_eq!(wording(it), Some(Wording::Same), "{it}");
        }
        for it in ["A similar incident: INC-7", "此前的 INC-7", "INC-7 と同様"] {
            assert_eq!(wording(it), Some(Wording::Like), "{it}");
        }
        for it in [
            "This is not a recurrence of INC-7",
            "INC-7 の再発ではない",
            "INC-7 と同じエラー文言だが別根本原因である",
            "现象与 INC-7 相同，但根因不同",
            "Same message as INC-7, different root cause",
        ] {
            assert_eq!(wording(it), Some(Wording::Different), "{it}");
        }
        for it in [
            "INC-7 の再発と誤認しやすい",
            "At first mistaken for a recurrence of INC-7",
            "To prevent recurrence, see INC-7",
            "INC-7 was larger",
            "INC-7 を読んでいたので「同一原因」という短絡を避けられた",
            "INC-7 的记录提醒我们，告警相同不等于“同一故障”",
        ] {
            assert_eq!(wording(it), None, "{it}");
        }
    }

    #[test]
    fn titles_lose_their_mark_of_occurrence() {
        assert_eq!(without_occurrence("Disk full (Second Occurrence)").as_deref(), Some("Disk full"));
        assert_eq!(without_occurrence("连接池耗尽（第三次）").as_deref(), Some("连接池耗尽"));
        assert_eq!(without_occurrence("Disk full (payment-db)"), None);
        assert_eq!(without_occurrence("连接池耗尽（第一次）"), None);
    }
}
