//! Sentences of the running text that state when a milestone was reached, or how long an outage lasted.
//!
//! `Service was restored at 15:10 UTC` is as good as a label. A sentence counts where all of this holds:
//!
//! 1. It is in a part about what happened: the summary, the impact, the detection, the resolution, or the text
//!    before the first section.
//! 2. It asserts one milestone, and holds one time. A range counts where the sentence says what failed in it.
//! 3. Its day is in the sentence, or the document states its day.
//! 4. No two sentences disagree, and the order of the milestones stays right.

use std::sync::LazyLock;

use regex::Regex;

use super::assertions;
use super::draft::Draft;
use super::failures::tells_of_failure;
use super::identity;
use super::lengths::{is_past, length};
use super::outline::{Outline, Section};
use crate::files::Span;
use crate::markdown::{Block, BlockKind, Inline};
use crate::model::{Field, How, Milestone, Provenance, SectionKind};
use crate::text::fold;
use crate::time::{
    Date, DurationReading, Instant, Moment, Resolved, find_date_in, lead_day, lead_moment_in, read_date_in,
};

/// A milestone that a sentence states.
struct Stated {
    milestone: Milestone,
    at: Instant,
    from: Provenance,
}

/// Reads the milestones and the duration that nothing else gives.
pub(super) fn read(draft: &mut Draft, outline: &Outline<'_>) {
    let mut stated: Vec<Stated> = Vec::new();
    let mut lengths: Vec<(DurationReading, Provenance)> = Vec::new();
    for text in texts(outline) {
        let mut day = None;
        for sentence in assertions::in_sentences(&text.text) {
            // Both are parts of the same text, so the sentence has a place in it.
            let start = sentence.as_ptr() as usize - text.text.as_ptr() as usize;
            let span = text.span_of(start..start + sentence.len());
            let from = Provenance::new(How::Sentence, span);
            let behind = &text.text[start + sentence.len()..];
            let is_taken_back = recovers_on(behind, draft);
            let found = milestones(draft, sentence, day, from).into_iter();
            day = find_date_in(sentence, draft.day_order).map(|it| it.0).or(day);
            day = day.or_else(|| day_without_year(sentence, draft));
            stated.extend(found.filter(|it| it.milestone != Milestone::Resolved || !is_taken_back));
            if let Some((length, range)) = length(sentence) {
                let span = text.span_of(start + range.start..start + range.end);
                lengths.push((length, Provenance::new(How::Sentence, span)));
            }
        }
    }
    take_milestones(draft, &stated);
    if let [(length, from), others @ ..] = lengths.as_slice()
        && others.iter().all(|it| it.0.seconds == length.seconds)
        && draft.incident.declared_duration.is_none()
        // A time to resolve may count from the detection; where both are one figure, it is how long it lasted.
        && draft.stated.get(Milestone::Resolved).is_none_or(|it| it.0 == length.seconds)
    {
        draft.incident.declared_duration = Some(length.seconds);
        draft.note(Field::Duration, *from);
    }
}

/// The day that the text states, where nothing else does: a line that is a day, or a sentence that says what failed on it.
pub(super) fn day(draft: &mut Draft, outline: &Outline<'_>) {
    if draft.incident.date.is_some() {
        return;
    }
    if let Some((date, span)) = stated_day(draft, outline) {
        draft.incident.date = Some(date);
        draft.read(Field::Date, How::Sentence, span);
    }
}

/// The day of an article is that of its publication where its text says on which day before it happened.
pub(super) fn day_of_article(draft: &mut Draft, outline: &Outline<'_>) {
    if let Some(published) = identity::published(draft)
        && let Some((date, span)) = stated_day(draft, outline)
        && identity::is_before(date, published)
    {
        draft.incident.date = Some(date);
        draft.date_with_time = None;
        draft.read(Field::Date, How::Sentence, span);
    }
}

/// The one day on which, as sentences say, something failed.
fn stated_day(draft: &Draft, outline: &Outline<'_>) -> Option<(Date, Span)> {
    let mut found: Vec<(Date, Span)> = Vec::new();
    for (nth, text) in texts(outline).enumerate() {
        for sentence in assertions::in_sentences(&text.text) {
            let start = sentence.as_ptr() as usize - text.text.as_ptr() as usize;
            let Some((date, range)) = find_date_in(sentence, draft.day_order) else { continue };
            let others = sentence[range.end..].trim();
            let is_alone = read_date_in(sentence, draft.day_order).is_some()
                || others.is_empty() && lead_day(sentence).is_some();
            let begins = assertions::of(sentence).iter().any(|it| it.milestone == Milestone::Started);
            let opens =
                nth == 0 && start == 0 && is_opening(&sentence[..range.start]) && is_past(&fold(sentence));
            if is_alone
                || begins
                || opens
                || tells_of_failure(sentence)
                || is_day_of_event(&sentence[..range.start])
            {
                found.push((date, text.span_of(start + range.start..start + range.end)));
            }
        }
    }
    let first = *found.first()?;
    found.iter().all(|it| it.0 == first.0).then_some(first)
}

/// Whether the first sentence of a report begins with its day: `On 12 March 2025, search was empty`.
fn is_opening(before: &str) -> bool {
    const WEEKDAYS: [&str; 7] =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let folded = fold(before);
    let words: Vec<&str> = folded.split([' ', ',']).filter(|it| !it.is_empty() && *it != "the").collect();
    match words.as_slice() {
        [] => true,
        ["on" | "于" | "在" | "am" | "el" | "le" | "em", rest @ ..] => {
            rest.iter().all(|it| WEEKDAYS.contains(it))
        }
        _ => false,
    }
}

/// `more about the outage on`, `a service event occurred on`: what comes behind is the day of it.
fn is_day_of_event(before: &str) -> bool {
    static EVENT: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"\b(?:outage|incident|service event|disruption|interruption|degradation|downtime)\s+(?:(?:that|which)\s+)?(?:(?:occurred|happened|began|started|took place|was)\s+)?(?:on|of)\s+(?:the\s+)?(?:\w{3,9},?\s+)?$",
        )
        .ok()
    });
    let folded = format!("{} ", fold(before));
    let is_planned = ["planned", "scheduled", "expected", "maintenance"].iter().any(|it| folded.contains(it));
    EVENT.as_ref().is_some_and(|it| it.is_match(&folded)) && !is_planned
}

/// The paragraphs and items that tell what happened.
fn texts<'o>(outline: &'o Outline<'_>) -> impl Iterator<Item = Inline> + 'o {
    use SectionKind::{Detection, Impact, Resolution, Summary};
    let tells = |it: &&Section<'_>| match it.meaning {
        Some(meaning) => matches!(meaning, Summary | Impact | Detection | Resolution),
        None => it.level <= 1,
    };
    let is_text = |it: &&&Block| !it.quoted && !it.footnote && !it.internal;
    outline
        .sections
        .iter()
        .filter(tells)
        .flat_map(move |section| section.blocks.iter().filter(is_text))
        .flat_map(|block| match &block.kind {
            BlockKind::Paragraph(lines) => in_labels(lines),
            BlockKind::ListItem(item) => in_labels(&item.lines),
            _ => Vec::new(),
        })
}

/// The lines as one text, cut before each line that is a label: neighbours of a label are not its sentence.
///
/// `**Reported by**: a user` is a value and tells nothing; a sentence behind a name tells what it says.
fn in_labels(lines: &[Inline]) -> Vec<Inline> {
    let is_label = |it: &Inline| {
        it.bold_lead().is_some_and(|bold| {
            bold.text.trim_end().ends_with([':', '：'])
                || it.text[it.after_lead()].trim_start().starts_with([':', '：'])
        })
    };
    let is_value = |it: &Inline| {
        let value = it.text[it.after_lead()].trim_matches([' ', ':', '：']);
        value.split_whitespace().count() <= MAX_VALUE_WORDS && !value.contains(['。', '，'])
    };
    let mut texts: Vec<Inline> = Vec::new();
    let mut from = 0;
    for at in 1..=lines.len() {
        if at == lines.len() || is_label(&lines[at]) {
            let group = &lines[from..at];
            let is_only_value = group.len() == 1 && is_label(&group[0]) && is_value(&group[0]);
            texts.extend(Inline::joined(group).filter(|_| !is_only_value));
            from = at;
        }
    }
    texts
}

/// Most words behind a label that are a value and not a sentence.
const MAX_VALUE_WORDS: usize = 4;

/// Whether the rest of a paragraph has a later time at which service comes back: the earlier one was of a part.
fn recovers_on(behind: &str, draft: &Draft) -> bool {
    const BACK: [&str; 7] = ["恢复", "復旧", "recover", "restor", "resolved", "back to normal", "fixed"];
    assertions::in_sentences(behind).any(|sentence| {
        let folded = fold(sentence);
        BACK.iter().any(|it| folded.contains(it))
            && moments(sentence, draft).iter().any(|it| it.moment.time.is_some())
    })
}

/// The day of the document, where a sentence names it without its year: the file is of the day that it tells of.
fn day_without_year(sentence: &str, draft: &Draft) -> Option<Date> {
    let day = draft.incident.date?;
    let named = moments(sentence, draft).into_iter().find_map(|it| it.moment.month_day)?;
    (named.in_year(day.year()) == Some(day)).then_some(day)
}

/// The milestones that one sentence states.
fn milestones(draft: &Draft, sentence: &str, day: Option<Date>, from: Provenance) -> Vec<Stated> {
    let all = moments(sentence, draft);
    let [only] = all.as_slice() else { return in_clauses(draft, sentence, day, &all, from) };
    let moment = &only.moment;
    if moment.time.is_none() || moment.approximate {
        return Vec::new();
    }
    let place = |moment: &Moment| placed(draft, sentence, day, moment);
    let stated = |milestone: Milestone, found: (Instant, bool)| at(draft, milestone, found, from);
    if let Some(end) = &moment.end {
        if !tells_of_failure(sentence) {
            return Vec::new();
        }
        let (Some(start), Some(mut last)) = (place(moment), place(end)) else { return Vec::new() };
        if last.0 < start.0 && end.date.is_none() {
            // `23:50 to 00:28` ends on the next day.
            last.0 = last.0.plus_seconds(86_400).unwrap_or(last.0);
        }
        return vec![stated(Milestone::Started, start), stated(Milestone::Resolved, last)];
    }
    let Some(found) = place(moment) else { return Vec::new() };
    match (only.bound, asserted(sentence).as_slice()) {
        (Bound::At, [milestone]) => vec![stated(*milestone, found)],
        // `By 17:21 the error rate had returned to normal`
        (Bound::By, [Milestone::Resolved]) => vec![stated(Milestone::Resolved, found)],
        (Bound::Until, _) if lasts(&sentence[..only.start]) => vec![stated(Milestone::Resolved, found)],
        (Bound::Since, []) if tells_of_trouble(sentence) => vec![stated(Milestone::Started, found)],
        _ => Vec::new(),
    }
}

/// `19:38 收到告警，19:55 定位，20:17 恢复`: a sentence whose times all head a clause states what each of them says.
fn in_clauses(
    draft: &Draft,
    sentence: &str,
    day: Option<Date>,
    all: &[Found],
    from: Provenance,
) -> Vec<Stated> {
    let is_usable = |it: &Found| it.bound == Bound::At && it.moment.time.is_some() && it.moment.end.is_none();
    let are_heads = all.iter().all(|it| is_usable(it) && heads_clause(&sentence[..it.start]));
    // What one clause denies, `300 笔支付失败`, is not denied of the others.
    if all.len() < 2 || !are_heads || !is_past(&fold(sentence)) {
        return Vec::new();
    }
    let ends = all.iter().skip(1).map(|it| it.start).chain([sentence.len()]);
    // `14:32 左右` states nothing, and what its clause says is not that of the others.
    let stated = all.iter().zip(ends).filter(|it| !it.0.moment.approximate).filter_map(|(it, end)| {
        let clause = sentence[it.end..end].trim_start_matches([',', '，', ' ']);
        // Behind the comma after it is what became of others: `15:10 恢复，约 300 笔支付失败`.
        let first = clause.split([',', '，']).next().unwrap_or(clause);
        let whole = asserted(clause);
        let asserted = if whole.len() == 1 { whole } else { asserted(first) };
        let [milestone] = asserted.as_slice() else { return None };
        Some(at(draft, *milestone, placed(draft, sentence, day, &it.moment)?, from))
    });
    stated.collect()
}

/// Whether nothing but a word or two is between the last comma and a time.
fn heads_clause(before: &str) -> bool {
    const WORDS: [&str; 12] = [
        "",
        "at",
        "and at",
        "and",
        "then at",
        "then",
        "finally at",
        "finally",
        "于",
        "在",
        "我们于",
        "随后于",
    ];
    let clause = before.rsplit([',', '，', ';', '；', '、']).next().unwrap_or(before);
    WORDS.contains(&fold(clause).as_str())
}

/// The milestones of interest that `text` asserts.
fn asserted(text: &str) -> Vec<Milestone> {
    let all = assertions::of(text).into_iter().map(|it| it.milestone);
    all.filter(|it| matches!(it, Milestone::Started | Milestone::Detected | Milestone::Resolved)).collect()
}

fn at(draft: &Draft, milestone: Milestone, found: (Instant, bool), from: Provenance) -> Stated {
    let from = Provenance { assumed_zone: draft.zone.assumed && !found.1, ..from };
    Stated { milestone, at: found.0, from }
}

/// `The incident lasted until`: what comes behind is its end.
fn lasts(before: &str) -> bool {
    static LASTS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"\b(?:outage|incident|disruption|interruption|impact|errors?|issues?|problems?|downtime|degradation)\b[^.;]{0,60}\b(?:lasted|continued|persisted)\b[^.;,]{0,24}\b(?:until|till)\s*$",
        )
        .ok()
    });
    let folded = fold(before);
    LASTS.as_ref().is_some_and(|it| it.is_match(&folded)) && is_past(&folded)
}

/// `19:31 起，部分用户无法登录`: what failed from then on.
fn tells_of_trouble(sentence: &str) -> bool {
    const FAILED: [&str; 9] =
        ["无法", "异常", "报错", "失败", "中断", "不可用", "超时", "缓慢", "利用できな"];
    const OTHER: [&str; 9] = ["预计", "计划", "可能", "如果", "维护", "升级", "将", "予定", "メンテナンス"];
    FAILED.iter().any(|it| sentence.contains(it)) && !OTHER.iter().any(|it| sentence.contains(it))
}

/// Words before a time that make it the end or the limit of something else: `Since 07:30 monitoring detects …`.
const NOT_AT: [&str; 7] = ["since ", "before ", "after ", "by ", "自从", "直到", "直至"];

/// The same in further languages, as whole words.
const NOT_AT_WORDS: [&str; 46] = [
    "seit",
    "vor",
    "nach",
    "bis",
    "ab",
    "desde",
    "desde las",
    "antes de las",
    "después de las",
    "tras las",
    "hasta",
    "hasta las",
    "desde as",
    "antes das",
    "depois das",
    "após as",
    "até",
    "até as",
    "até às",
    "depuis",
    "avant",
    "après",
    "dès",
    "jusqu'à",
    "dalle",
    "prima delle",
    "dopo le",
    "fino alle",
    "sinds",
    "voor",
    "na",
    "tot",
    "siden",
    "før",
    "etter",
    "til",
    "sedan",
    "före",
    "efter",
    "с",
    "до",
    "после",
    "od",
    "przed",
    "po",
    "trước",
];

/// Of these, the words that open a range.
const RANGE_OPENERS: [&str; 8] = ["desde", "desde las", "desde as", "dalle", "depuis", "ab", "с", "od"];

/// Whether `text` ends with the whole word, or words, `word`.
fn ends_with_word(text: &str, word: &str) -> bool {
    let folded = fold(text);
    folded.strip_suffix(word).is_some_and(|it| it.is_empty() || it.ends_with(|c: char| !c.is_alphanumeric()))
}

/// How a sentence uses a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    /// It happened then.
    At,
    /// `By 17:21`, at the head of the sentence.
    By,
    /// `until 17:21`
    Until,
    /// `19:31 起`
    Since,
    /// The limit of something else.
    Other,
}

impl Bound {
    fn of(before: &str, behind: &str) -> Self {
        let is_limit =
            ["以来", "之前", "之后", "以前", "以后", "まで", "以降"].iter().any(|it| behind.starts_with(it));
        if ["until ", "till "].iter().any(|it| fold_ends_with(before, it)) {
            Self::Until
        } else if fold(before) == "by" {
            Self::By
        } else if is_limit
            || NOT_AT.iter().any(|it| fold_ends_with(before, it))
            || NOT_AT_WORDS.iter().any(|it| ends_with_word(before, it))
        {
            Self::Other
        } else if behind.trim_start().starts_with('起') {
            Self::Since
        } else {
            Self::At
        }
    }
}

/// A time in a sentence.
struct Found {
    start: usize,
    end: usize,
    moment: Moment,
    bound: Bound,
}

/// Every time of day in a sentence; a range is one.
fn moments(sentence: &str, draft: &Draft) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while let Some(digit) = sentence[at..].find(|it: char| it.is_ascii_digit()).map(|it| at + it) {
        let before = sentence[..digit].chars().next_back();
        let stands_alone = before.is_none_or(|it| {
            it.is_whitespace() || "（(，,、：~约約から".contains(it) || 0x2E80 < u32::from(it)
        });
        // A range may begin with its word.
        let lead = ["from ", "between "].iter().find(|it| fold_ends_with(&sentence[..digit], it));
        let start = digit - lead.map_or(0, |it| it.len());
        let lead = lead_moment_in(&sentence[start..], draft.day_order).filter(|_| stands_alone);
        at = match lead {
            Some(lead) => {
                let end = start + lead.written.end;
                if lead.moment.time.is_some() {
                    let before = &sentence[..start];
                    // `с 14:02 до 14:47`: the word opens the range.
                    let opens = lead.moment.end.is_some()
                        && RANGE_OPENERS.iter().any(|it| ends_with_word(before, it));
                    let bound = if opens { Bound::At } else { Bound::of(before, &sentence[end..]) };
                    // A time that says something else makes the sentence one of two times.
                    let moment = if bound == Bound::Other { Moment::default() } else { lead.moment };
                    found.push(Found { start, end, moment, bound });
                }
                end.max(digit + 1)
            }
            None => sentence[digit..]
                .find(|it: char| !it.is_alphanumeric())
                .map_or(sentence.len(), |it| digit + it),
        };
    }
    found
}

/// Whether `text` ends with the lower-case word `word`, in any case.
fn fold_ends_with(text: &str, word: &str) -> bool {
    text.len()
        .checked_sub(word.len())
        .and_then(|at| text.get(at..))
        .is_some_and(|it| it.eq_ignore_ascii_case(word))
}

/// `moment` on the time line, and whether its own zone is written; `day_before` is the last day named above it.
fn placed(
    draft: &Draft,
    sentence: &str,
    day_before: Option<Date>,
    moment: &Moment,
) -> Option<(Instant, bool)> {
    let time = moment.time.as_ref()?;
    let year = draft.incident.date.map(Date::year);
    let month_day = moment.month_day.and_then(|it| it.in_year(year?));
    let of_sentence = find_date_in(sentence, draft.day_order).map(|it| it.0);
    // The day of a file may be the day it was written.
    let is_stated = draft.provenance(Field::Date).is_some_and(|it| it.how != How::FileName);
    let of_document = draft.incident.date.filter(|_| is_stated);
    let day = moment.date.or(month_day).or(of_sentence).or(of_document).or(day_before)?;
    Some((time.on(day, &draft.zone.zone).map(Resolved::instant)?, time.zone.is_some()))
}

/// Takes what no other sentence contradicts, where the order of the milestones stays right.
fn take_milestones(draft: &mut Draft, stated: &[Stated]) {
    for milestone in [Milestone::Started, Milestone::Detected, Milestone::Resolved] {
        let mut of = stated.iter().filter(|it| it.milestone == milestone);
        let Some(first) = of.next() else { continue };
        let is_only = of.all(|it| it.at.timestamp() == first.at.timestamp());
        if !is_only || draft.incident.milestones.get(milestone).is_some() {
            continue;
        }
        let is_in_order = draft
            .incident
            .milestones
            .stated()
            .all(|(other, at)| if other < milestone { at <= first.at } else { first.at <= at });
        let takes_time = milestone != Milestone::Resolved
            || draft.incident.milestones.get(Milestone::Started).is_none_or(|it| it < first.at);
        if is_in_order && takes_time {
            draft.propose_milestone(milestone, first.at, first.from);
        }
    }
}
