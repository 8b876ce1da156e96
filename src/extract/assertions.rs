//! Whether a line of a timeline asserts that a milestone was reached: `Service was restored`, `故障恢复`.
//!
//! A phrase alone proves nothing: "waiting to be resolved" resolves nothing. A line asserts a milestone where all of
//! this holds:
//!
//! 1. A clause of it has the subject and the verb of the milestone: service comes back, an outage begins, an alert
//!    fires. The subject decides: a ticket is resolved and a backup is restored while users still wait.
//! 2. Nothing in its sentence makes it a plan, a guess or a condition, and nothing in the clause denies it or holds
//!    it for a part only.
//! 3. It is outside brackets, quotes and code, and nobody is merely cited for it.
//!
//! What does not pass is at most suggested. Missing one costs a gap; believing one that is wrong costs trust.

mod assertion;
mod cjk;
mod english;
mod others;

pub(super) use assertion::Assertion;

use crate::lexicon::forms::simplified;
use crate::text::{fold, is_cjk};

/// Longest sentence, in bytes, that may assert something: every word of a clause is compared with the others, and who
/// writes more in one breath pastes a log.
const MAX_SENTENCE: usize = 1_000;

/// The milestones that `text` asserts, each once, in order of appearance.
pub(super) fn of(text: &str) -> Vec<Assertion> {
    let bare = without_asides(text);
    let mut found: Vec<Assertion> = Vec::new();
    for sentence in sentences(&bare).filter(|it| it.len() <= MAX_SENTENCE) {
        let folded = fold(sentence);
        for assertion in of_sentence(&folded) {
            if found.iter().all(|it| it.milestone != assertion.milestone) {
                found.push(assertion);
            }
        }
    }
    found
}

fn of_sentence(folded: &str) -> Vec<Assertion> {
    let is_hangul = |it: char| ('\u{AC00}'..='\u{D7A3}').contains(&it);
    if folded.contains(is_hangul) {
        return others::of(folded);
    }
    if folded.contains(is_cjk) {
        let found = cjk::of(folded);
        if !found.is_empty() {
            return found;
        }
        let simple = simplified(folded.to_owned());
        return if simple == folded { found } else { cjk::of(&simple) };
    }
    let found = english::of(folded);
    if found.is_empty() { others::of(folded) } else { found }
}

/// Whether nothing makes `sentence` a plan, a guess, a condition or a denial.
pub(super) fn is_certain(sentence: &str) -> bool {
    let folded = fold(&without_asides(sentence));
    if folded.contains(is_cjk) { cjk::is_certain(&folded) } else { english::is_certain(&folded) }
}

/// Whether the folded `sentence` holds the hedge `may`, which is not the month.
pub(super) fn holds_may(sentence: &str) -> bool {
    english::holds_may(sentence)
}

/// The sentences of running text.
pub(super) fn in_sentences(text: &str) -> impl Iterator<Item = &str> {
    sentences(text)
}

/// Whether `text` says that there is trouble again, or that the fight goes on.
pub(super) fn fights(text: &str) -> bool {
    let folded = fold(&without_asides(text));
    english::fights(&folded) || cjk::fights(&folded)
}

/// Whether `text` says that somebody works on the failure, so that somebody has noticed it.
pub(super) fn responds(text: &str) -> bool {
    let folded = fold(&without_asides(text));
    english::responds(&folded) || cjk::responds(&folded)
}

/// Whether what `text` begins with is restored or resolved while users still wait: a backup, a ticket, a name.
pub(super) fn is_of_other(text: &str) -> bool {
    let folded = fold(&without_asides(text));
    english::is_of_other(&folded) || cjk::is_of_other(&folded)
}

/// `text` without what is in brackets, in quotes and in code: an aside, a citation, a name.
fn without_asides(text: &str) -> String {
    const PAIRS: [(char, char); 10] = [
        ('(', ')'),
        ('（', '）'),
        ('[', ']'),
        ('【', '】'),
        ('「', '」'),
        ('『', '』'),
        ('“', '”'),
        ('"', '"'),
        ('`', '`'),
        ('《', '》'),
    ];
    if !text.contains(|c: char| PAIRS.iter().any(|(open, _)| *open == c)) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut closing: Option<char> = None;
    let mut aside_start = 0;
    for (at, c) in text.char_indices() {
        match closing {
            Some(it) if c == it => {
                closing = None;
                out.push(' ');
            }
            Some(_) => {}
            None => match PAIRS.iter().find(|(open, _)| *open == c) {
                Some((_, close)) => {
                    closing = Some(*close);
                    aside_start = at + c.len_utf8();
                }
                None => out.push(c),
            },
        }
    }
    if closing.is_some() {
        // An aside that never ends is none.
        out.push_str(&text[aside_start..]);
    }
    out
}

/// The sentences of `text`.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let trimmed = rest.trim_start();
        if trimmed.is_empty() {
            return None;
        }
        let end = sentence_end(trimmed);
        let (sentence, behind) = trimmed.split_at(end);
        rest = behind;
        Some(sentence.trim_end_matches(['.', '。', '!', '！', ';', '；', ' ', '\n']))
    })
    .filter(|it| !it.is_empty())
}

/// The byte behind the first sentence of `text`; `v1.2`, `example.org` and the `Nov.` of `Nov. 13` do not end one.
fn sentence_end(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|it| it.1);
        let ends = match c {
            '。' | '！' | '；' | '？' | '\n' => true,
            '.' if is_short_month(&text[..at]) => false,
            '.' | '!' | ';' | '?' => next.is_none_or(char::is_whitespace),
            _ => false,
        };
        if ends {
            return at + c.len_utf8();
        }
    }
    text.len()
}

/// Whether `text` ends in a month that is written short: the day follows the period.
fn is_short_month(text: &str) -> bool {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"];
    let word = text.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    MONTHS.iter().any(|it| word.eq_ignore_ascii_case(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_month_ends_no_sentence() {
        let all = |text| in_sentences(text).collect::<Vec<_>>();
        assert_eq!(
            all("On Nov. 13, 2017 it broke. We fixed it."),
            ["On Nov. 13, 2017 it broke", "We fixed it"]
        );
        assert_eq!(all("Monday, Sept. 18th, 2017"), ["Monday, Sept. 18th, 2017"]);
        assert_eq!(all("Version 1.2 is out. See example.org."), ["Version 1.2 is out", "See example.org"]);
    }

    #[test]
    fn waves_begin_and_reports_are_handed_in() {
        assert_eq!(said("First wave of signup requests begins"), ["started"]);
        assert_eq!(said("Second wave of signup requests begins"), Vec::<&str>::new());
        assert_eq!(said("A bug bounty report on the open port was submitted."), ["detected"]);
        assert_eq!(said("The incident report was submitted."), Vec::<&str>::new());
    }

    fn said(text: &str) -> Vec<&'static str> {
        of(text).into_iter().map(|it| it.milestone.as_str()).collect()
    }

    #[test]
    fn service_that_is_back_is_asserted() {
        for text in [
            "Service restored.",
            "Service was restored at 15:10",
            "All services have been fully restored.",
            "Redeploy by hand, service restored.",
            "fix deployed, uploads restored.",
            "Rollback finished. Traffic is back to normal.",
            "Error rates returned to normal",
            "Restarting the pods restored service.",
            "The site came back online",
            "Incident resolved",
            "Issue resolved and permanently fixed",
            "The outage is over.",
            "Outage ended",
            "rows removed, all clear.",
            "Resolved",
            "Fully recovered.",
            "Confirm that the problem is resolved.",
            "服务恢复",
            "回滚完成，服务恢复正常",
            "故障恢复。",
            "所有接口已恢复",
            "サービス復旧",
            "サービスが復旧した",
            "障害が解消しました",
        ] {
            assert_eq!(said(text), ["resolved"], "{text}");
        }
    }

    #[test]
    fn what_only_sounds_like_it_is_not() {
        for text in [
            "Merge conflicts are waiting to be resolved.",
            "It will be resolved by the vendor, they say.",
            "Fix deployed, but users are not back to normal yet.",
            "Service must be restored before Monday.",
            "If the restart works, service is restored.",
            "We restart until the service is restored.",
            "Service should be restored.",
            "Full recovery is expected at noon.",
            "Waiting for confirmation (service restored?)",
            "Backup restored to the replica.",
            "Database copy restored.",
            "Ticket resolved by support.",
            "The host name resolved to 10.0.0.3.",
            "Service partially restored.",
            "Service restored for some users.",
            "Service restored in one region.",
            "The service is being restored.",
            "Vendor says the issue is resolved.",
            "Service appears to be restored.",
            "Believing the issue to be resolved, work resumes.",
            "Posted \"service restored\" on the status page by mistake.",
            "After service was restored, the team met.",
            "Is the service restored?",
            "尚未恢复服务",
            "预计 15:00 服务恢复",
            "等待服务恢复",
            "如果重启成功，服务恢复",
            "重启节点直到服务恢复正常",
            "部分服务恢复",
            "从备份恢复数据",
            "服务未恢复",
            "讨论问题解决方案",
            "サービス復旧の見込み",
            "復旧待ち",
            "復旧していない",
        ] {
            assert!(!said(text).contains(&"resolved"), "{text}");
        }
    }

    #[test]
    fn beginnings_are_asserted_by_trouble_or_by_service_that_goes() {
        for text in [
            "Outage begins.",
            "Container begins to crash; outage begins.",
            "Start of incident. The last two nodes are cordoned.",
            "Problem starts",
            "Site goes down",
            "The API became unavailable",
            "The service stopped responding",
            "故障开始",
            "服务中断",
            "障害発生",
        ] {
            assert_eq!(said(text), ["started"], "{text}");
        }
        for text in [
            "Investigation starts",
            "Maintenance started",
            "Deployment begins",
            "We hear that the booking system is down.",
            "The outage would begin at noon",
            "No outage began",
            "用户反馈服务中断",
        ] {
            assert!(!said(text).contains(&"started"), "{text}");
        }
    }

    #[test]
    fn somebody_or_something_that_notices_is_asserted() {
        for text in [
            "Alert fired.",
            "Alert fires",
            "CloudWatch alert detects a high count of errors",
            "Monitor detected the outage.",
            "users report failing uploads.",
            "A customer reported slow pages",
            "First noticed that the page gave an error",
            "On-call engineer was paged",
            "收到告警",
            "告警触发：下单接口超时",
            "用户反馈无法登录",
            "アラートが発報",
        ] {
            assert_eq!(said(text), ["detected"], "{text}");
        }
        for text in [
            "No alert fired.",
            "Alert should have fired",
            "Alerts were silenced",
            "The alert did not fire",
            "没有收到告警",
            "告警未触发",
        ] {
            assert!(said(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn the_steps_between_are_asserted_in_so_many_words() {
        assert_eq!(said("Root cause identified"), ["diagnosed"]);
        assert_eq!(said("Identified the root cause"), ["diagnosed"]);
        assert_eq!(said("根因定位：连接池"), ["diagnosed"]);
        assert_eq!(said("On-call engineer acknowledges the alert"), ["acknowledged"]);
        assert_eq!(said("Incident declared"), ["acknowledged"]);
        assert_eq!(said("Issue mitigated by hand"), ["mitigated"]);
        assert_eq!(said("Root cause not identified"), [""; 0]);
    }

    #[test]
    fn trouble_that_comes_again_is_a_fight() {
        for text in
            ["Errors return", "Second fix deployed.", "still failing", "Incident reopened", "再次报错"]
        {
            assert!(fights(text), "{text}");
        }
        for text in ["Post-mortem written", "Permanent fix planned", "Status page updated", "发布公告"] {
            assert!(!fights(text), "{text}");
        }
    }

    #[test]
    fn an_aside_without_an_end_is_no_aside() {
        assert_eq!(without_asides("a (b) c"), "a   c");
        assert_eq!(without_asides("a (b c"), "a b c");
    }
}
