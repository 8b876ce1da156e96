//! Words by which an author judges a duration: `达标`, `SLA breached`.

/// Words behind a figure that was fast enough.
const MET: [&str; 27] = [
    "达标",
    "符合预期",
    "达到预期",
    "合格",
    "符合要求",
    "符合目标",
    "按时",
    "未超时",
    "在预期内",
    "在目标内",
    "目標達成",
    "達成",
    "基準内",
    "目標内",
    "met",
    "achieved",
    "within target",
    "within targets",
    "within sla",
    "within slo",
    "within goal",
    "on target",
    "on time",
    "as expected",
    "in time",
    "in sla",
    "in target",
];

/// Words behind a figure that was too slow.
const MISSED: [&str; 19] = [
    "超时",
    "超标",
    "超出预期",
    "超出目标",
    "未达成",
    "未達成",
    "未達",
    "目標未達",
    "基準超過",
    "missed",
    "breached",
    "exceeded",
    "violated",
    "unmet",
    "out of sla",
    "over target",
    "above target",
    "outside sla",
    "outside target",
];

/// What turns the word behind it round.
const NEGATIONS: [&str; 9] = ["没有", "没", "未能", "未", "不", "not", "never", "wasn't", "isn't"];

/// What may come between a figure and its verdict.
const FILLERS: [&str; 14] = [
    "target", "targets", "sla", "slo", "goal", "was", "were", "is", "the", "our", "目标", "预期", "要求",
    "均",
];

/// What separates a figure from its verdict.
const SEPARATORS: [char; 15] =
    [',', '，', ' ', '(', '（', '-', '–', '—', ':', '：', ';', '；', '/', '[', '、'];

/// A figure with the verdict behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Verdict<'a> {
    /// The text before it.
    pub(crate) figure: &'a str,
    /// As written.
    pub(crate) words: &'a str,
    /// Whether it was fast enough.
    pub(crate) is_met: bool,
}

/// The verdict that ends `text`, with nothing between it and a figure: `30m 不符合预期`, `12 min (SLA missed)`.
///
/// `45 minutes, the alert was missed` is none.
pub(crate) fn verdict(text: &str) -> Option<Verdict<'_>> {
    let whole = text.trim().trim_end_matches([',', '，', '。', '.', '!', ' ', ')', '）', ']', '✅', '❌']);
    let words = MET.iter().map(|it| (it, true)).chain(MISSED.iter().map(|it| (it, false)));
    let (word, is_positive) =
        words.filter(|(word, _)| without_word(whole, word).is_some()).max_by_key(|(word, _)| word.len())?;
    let before = without_word(whole, word)?;
    let negation = NEGATIONS.iter().find_map(|it| without_word(before.trim_end(), it));
    let head = negation.unwrap_or(before);
    let mut figure = head.trim_end_matches(SEPARATORS);
    let mut start = head.len();
    while let Some(rest) = FILLERS.iter().find_map(|it| without_word(figure, it)) {
        start = rest.len();
        figure = rest.trim_end_matches(SEPARATORS);
    }
    let is_figure =
        figure.contains(|c: char| c.is_numeric()) && !figure.contains([',', '，', ';', '；', '(', '（']);
    is_figure.then(|| Verdict {
        figure,
        words: whole[start..].trim_start_matches(SEPARATORS),
        is_met: is_positive != negation.is_some(),
    })
}

/// `text` without `word` at its end, where it is a word of its own.
fn without_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let at = text.len().checked_sub(word.len())?;
    let end = text.get(at..)?;
    let before = &text[..at];
    let is_inside = word.is_ascii() && before.ends_with(|c: char| c.is_ascii_alphanumeric());
    (end.eq_ignore_ascii_case(word) && !is_inside).then_some(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_behind_a_figure_is_read_with_its_words() {
        for (text, figure, words, is_met) in [
            ("30m 不符合预期", "30m", "不符合预期", false),
            ("5m 符合预期,", "5m", "符合预期", true),
            ("12 分钟（未达标）", "12 分钟", "未达标", false),
            ("12 min, target met", "12 min", "target met", true),
            ("1h (SLA was not met)", "1h", "SLA was not met", false),
            ("25 min — SLA breached ❌", "25 min", "SLA breached", false),
            ("8 minutes (within SLA)", "8 minutes", "within SLA", true),
            ("8 分钟，未超时", "8 分钟", "未超时", true),
            ("40 minutes: not within target", "40 minutes", "not within target", false),
        ] {
            assert_eq!(verdict(text), Some(Verdict { figure, words, is_met }), "{text}");
        }
    }

    #[test]
    fn words_that_judge_something_else_are_not_a_verdict() {
        for text in ["1h", "45 minutes, the alert was missed", "met", "the team met", "3 gourmet", "达标"] {
            assert_eq!(verdict(text), None, "{text}");
        }
    }
}
