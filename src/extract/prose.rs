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
use super::outline::{Outline, Section};
use crate::files::Span;
use crate::markdown::{Block, BlockKind, Inline};
use crate::model::{Field, How, Milestone, Provenance, SectionKind};
use crate::text::fold;
use crate::time::{
    Date, DurationReading, Instant, Moment, Precision, Resolved, find_date_in, lead_day, lead_moment_in,
    read_date_in, read_duration,
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
    let mut found: Vec<(Date, Span)> = Vec::new();
    for text in texts(outline) {
        for sentence in assertions::in_sentences(&text.text) {
            let start = sentence.as_ptr() as usize - text.text.as_ptr() as usize;
            let Some((date, range)) = find_date_in(sentence, draft.day_order) else { continue };
            let others = sentence[range.end..].trim();
            let is_alone = read_date_in(sentence, draft.day_order).is_some()
                || others.is_empty() && lead_day(sentence).is_some();
            let begins = assertions::of(sentence).iter().any(|it| it.milestone == Milestone::Started);
            if is_alone || begins || tells_of_failure(sentence) || is_day_of_event(&sentence[..range.start]) {
                found.push((date, text.span_of(start + range.start..start + range.end)));
            }
        }
    }
    if let [(date, span), others @ ..] = found.as_slice()
        && others.iter().all(|it| it.0 == *date)
    {
        draft.incident.date = Some(*date);
        draft.read(Field::Date, How::Sentence, *span);
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
    let is_usable = |it: &Found| {
        it.bound == Bound::At && it.moment.time.is_some() && it.moment.end.is_none() && !it.moment.approximate
    };
    let are_heads = all.iter().all(|it| is_usable(it) && heads_clause(&sentence[..it.start]));
    if all.len() < 2 || !are_heads || !assertions::is_certain(sentence) {
        return Vec::new();
    }
    let ends = all.iter().skip(1).map(|it| it.start).chain([sentence.len()]);
    let stated = all.iter().zip(ends).filter_map(|(it, end)| {
        let clause = sentence[it.end..end].trim_start_matches([',', '，', ' ']);
        let asserted = asserted(clause);
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
        } else if is_limit || NOT_AT.iter().any(|it| fold_ends_with(before, it)) {
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
                    let bound = Bound::of(&sentence[..start], &sentence[end..]);
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

/// Words of sentences that report a failure.
const FAILED: [&str; 48] = [
    "experienced",
    "encountered",
    "saw stale",
    "saw elevated",
    "saw increased",
    "received errors",
    "were affected",
    "were impacted",
    "was impacted",
    "were delayed",
    "was delayed",
    "was interrupted",
    "was slow",
    "were slow",
    "was late",
    "were late",
    "were interrupted",
    "was disrupted",
    "unavailable",
    "outage",
    "was down",
    "were down",
    "went down",
    "offline",
    "unreachable",
    "inaccessible",
    "degraded",
    "disruption",
    "returned errors",
    "saw errors",
    "experienced errors",
    "failed to",
    "unable to",
    "could not",
    "interruption",
    "downtime",
    "不可用",
    "中断",
    "宕机",
    "无法",
    "故障",
    "失败",
    "利用できな",
    "アクセスできな",
    "停止し",
    "ダウン",
    "障害",
    "エラー",
];

/// What makes such a sentence tell of planned work, or of a part.
const PLANNED_OR_PARTIAL: [&str; 12] = [
    "maintenance",
    "planned",
    "scheduled",
    "some ",
    "few ",
    "intermittent",
    "维护",
    "计划",
    "部分",
    "メンテナンス",
    "計画",
    "一部",
];

/// Whether a sentence with a range says what failed in it.
fn tells_of_failure(sentence: &str) -> bool {
    // `Customers may have experienced errors` is how reports say that they did.
    let folded =
        fold(sentence).replace("may have experienced", "experienced").replace("may have seen", "saw");
    // The end of a range is not a condition: `from 06:40 until 10:00`.
    let folded = folded.replace(" until ", " to ");
    let certain = assertions::is_certain(&folded.replace("could not", "").replace("unable to", ""))
        || ["不可用", "无法", "失败", "利用できな", "アクセスできな"].iter().any(|it| folded.contains(it))
            && !["预计", "计划", "可能", "如果", "予定"].iter().any(|it| folded.contains(it));
    certain
        && FAILED.iter().any(|it| folded.contains(it))
        && !PLANNED_OR_PARTIAL.iter().any(|it| folded.contains(it))
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

/// A duration in words or figures, inside a sentence.
const DURATION: &str = r"((?:(?:about|around|approximately|approx\.?|roughly|nearly|almost|~)\s*)?(?:\d+(?:\.\d+)?|an?|half an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|forty-five|fifty)[\s-]*(?:minutes?|mins?|hours?|hrs?|days?|h|m)(?:\s*(?:and|,)?\s*\d+\s*(?:minutes?|mins?|m))?)";

/// How sentences say how long it lasted; the duration is the first group.
static LENGTHS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let forms = [
        format!(
            r"(?i)\b(?:outage|incident|downtime|disruption|interruption|impact|effect|unavailability|degradation|issue)\s+(?:has |had )?(?:lasted|lasting|persisted|continued)\s+(?:for\s+)?(?:a total of\s+)?{DURATION}\b"
        ),
        format!(
            r"(?i)\b(?:caused|causing|resulted in|resulting in|led to|leading to|had|suffered)\s+(?:an?\s+)?(?:total of\s+)?{DURATION}[\s-]+(?:of\s+)?(?:total |full |complete )?(?:outage|downtime|disruption|interruption|unavailability)\b"
        ),
        format!(
            r"(?i)\b(?:down|unavailable|unusable|offline|unreachable|inaccessible)\s+for\s+(?:a total of\s+)?{DURATION}\b"
        ),
        r"(?:故障|影响|中断|事故|不可用|宕机|异常)(?:时长|时间)?(?:共|总共|一共|总计|一直)?(?:持续|历时|长达|达)(?:了|时间|时长)?[：:]?\s*((?:约|大约|近|将近)?\s*\d+(?:\.\d+)?\s*个?(?:分钟|小时|天)(?:\s*\d+\s*分钟?)?)".to_owned(),
        r"((?:約|およそ)?\s*\d+\s*(?:時間|分)(?:\s*\d+\s*分)?)間?(?:にわたり|にわたって|の間|ほど)、?[^。]{0,30}(?:停止|利用できな|アクセスできな|ダウン|障害)".to_owned(),
        // The same in further languages: what failed, a verb for lasting, and how long.
        format!(
            r"(?i)\b(?:ausfall|störung|unterbrechung|vorfall)\s+(?:hat\s+)?(?:dauerte|hielt)\s+(?:insgesamt\s+)?{FOREIGN}"
        ),
        format!(
            r"(?i)\b(?:interrupción|caída|incidente|incidencia|indisponibilidad|interrupção|indisponibilidade|queda|falha)\s+(?:ha\s+)?(?:duró|durado|durou|se prolongó)\s+(?:un total de\s+|um total de\s+|por\s+|durante\s+)?{FOREIGN}"
        ),
        format!(
            r"(?i)\b(?:panne|incident|interruption|coupure|indisponibilité)\s+(?:a\s+)?(?:duré|dura)\s+(?:au total\s+|pendant\s+)?{FOREIGN}"
        ),
        r"(?:障害|停止|影響|ダウン)(?:は|が)?(?:合計)?(?:で)?((?:約|およそ)?\s*\d+\s*(?:時間|分)(?:\s*\d+\s*分)?)間?(?:続いた|続きました|継続した|継続しました)".to_owned(),
        r"(?:장애|중단|영향)(?:는|은|가|이)?\s*(?:총\s*)?((?:약\s*)?\d+\s*(?:시간|분)(?:\s*\d+\s*분)?)(?:간|\s*동안)?\s*(?:지속|계속|이어)".to_owned(),
    ];
    forms.iter().filter_map(|it| Regex::new(it).ok()).collect()
});

/// A duration in figures with the units of German, Spanish, Portuguese and French.
const FOREIGN: &str = r"((?:(?:etwa|rund|ca\.?|unos|unas|cerca de|aproximadamente|environ|près de|~)\s*)?\d+(?:[.,]\d+)?\s*(?:minuten|stunden|minutos|horas|minutes|heures|minuto|hora|minute|heure|stunde|min|h)(?:\s*(?:und|y|e|et)\s*\d+\s*(?:minuten|minutos|minutes|min))?)";

/// How long the outage lasted, as a sentence says, and the place of these words in it.
fn length(sentence: &str) -> Option<(DurationReading, std::ops::Range<usize>)> {
    const OF_A_PART: [&str; 16] = [
        "some ",
        "each ",
        "per ",
        "intermittent",
        "every ",
        "部分",
        "每次",
        "一部",
        "maintenance",
        "jede",
        "wartung",
        "cada ",
        "mantenimiento",
        "manutenção",
        "chaque ",
        "일부",
    ];
    let found = LENGTHS.iter().find_map(|it| it.captures(sentence)?.get(1))?;
    let folded = fold(sentence);
    if OF_A_PART.iter().any(|it| folded.contains(it)) || !is_past(&folded) {
        return None;
    }
    let usable = |it: &DurationReading| matches!(it.precision, Precision::Exact | Precision::About);
    Some((read_duration(found.as_str().trim()).filter(usable)?, found.range()))
}

/// Whether a sentence tells what was, not what could be: `unavailable` denies nothing here.
fn is_past(folded: &str) -> bool {
    const OPEN: [&str; 24] = [
        "würde",
        "soll",
        "podría",
        "poderia",
        "pourrait",
        "prévu",
        "예정",
        "예상",
        "would",
        "could",
        "should",
        "might",
        "may ",
        "will ",
        "if ",
        "expected",
        "planned",
        "scheduled",
        "不会",
        "预计",
        "可能",
        "如果",
        "予定",
        "場合",
    ];
    !OPEN.iter().any(|it| folded.contains(it)) && !folded.ends_with('?')
}

#[cfg(test)]
mod tests {
    use super::length;

    fn minutes(text: &str) -> Option<i64> {
        length(text).map(|it| it.0.seconds / 60)
    }

    #[test]
    fn a_sentence_says_how_long_an_outage_lasted() {
        for (text, expected) in [
            ("The outage lasted 45 minutes.", 45),
            ("This effect lasted approximately nine hours before it ended by itself", 540),
            ("A wrong flag caused 40min of total outage", 40),
            ("The deploy resulted in a 20-minute outage of the shop", 20),
            ("Checkout was unavailable for about 1h 50m", 110),
            ("故障持续约 45 分钟，订单受影响", 45),
            ("服务不可用持续了 2 小时", 120),
            ("影响时长达 30 分钟", 30),
            ("約 25 分間にわたり、決済を利用できない状態が続いた", 25),
            ("1時間の間サービスが停止した", 60),
            ("Der Ausfall dauerte rund 45 Minuten", 45),
            ("La interrupción duró 1 hora y 5 minutos", 65),
            ("A indisponibilidade durou cerca de 45 minutos", 45),
            ("La panne a duré 45 minutes", 45),
            ("障害は45分間続いた", 45),
            ("장애는 약 45분간 지속되었다", 45),
        ] {
            assert_eq!(minutes(text), Some(expected), "{text}");
        }
        for text in [
            "The outage would have lasted 45 minutes",
            "Some users saw the site down for 5 minutes",
            "An outage lasting 2 hours is expected",
            "Each pod was unavailable for 2 minutes",
            "The meeting lasted 45 minutes",
            "The certificate was valid for 90 days",
            "Die Wartung dauerte 45 Minuten",
            "La reunión duró 45 minutos",
            "一部の障害は45分間続いた",
            "장애는 45분간 지속될 예정이다",
            "预计影响持续 30 分钟",
            "部分用户影响持续 30 分钟",
            "一部の利用者が 10 分間にわたりアクセスできない",
        ] {
            assert_eq!(minutes(text), None, "{text}");
        }
    }
}
