//! What kind of event a line is about: by a type column, or by the word that it begins with.

use crate::extract::assertions;
use crate::lexicon::words::Lexicon;
use crate::model::{EventKind, Field, Milestone};
use crate::text::fold;

/// What the type of an event says.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Typing {
    pub(super) kind: Option<EventKind>,
    /// The milestone that it reached.
    pub(super) milestone: Option<Milestone>,
}

impl Typing {
    /// What a type column says.
    pub(super) fn of(kind: EventKind) -> Self {
        Self { kind: Some(kind), milestone: milestone_of(kind) }
    }
}

/// States of status pages that are news and no milestone.
pub(super) fn is_note(text: &str) -> bool {
    const NOTES: [&str; 8] = [
        "update",
        "investigating",
        "monitoring",
        "in progress",
        "scheduled",
        "verifying",
        "postmortem",
        "identified",
    ];
    NOTES.contains(&fold(text.trim_end_matches([':', '：', '-', ' '])).as_str())
}

/// Longest word that an event may begin with to be typed by it, in characters.
const MAX_LEAD: usize = 24;

/// `Detected: …`, `[Resolved] …`, `恢复：…`: the type that the event `text` begins with; `whole` is all of it.
pub(super) fn of_event(words: &Lexicon, text: &str, whole: &str) -> Option<Typing> {
    let text = text.trim_start_matches(['*', '_', ' ']);
    let word = if let Some(inside) = text.strip_prefix(['[', '【']) {
        &inside[..inside.find([']', '】'])?]
    } else {
        let ends = [": ", "：", " - ", " – ", " — ", "**", ":**"];
        let Some(end) = ends.iter().filter_map(|it| text.find(it)).min() else { return alone(words, text) };
        &text[..end]
    };
    let typing = named(words, word)?;
    // `Start: maintenance` begins no failure, `发现：根因是…` is not when somebody noticed.
    let is_other = match typing.milestone {
        Some(Milestone::Started) => {
            ["planned", "introduced"].iter().any(|it| words.event_says(it, whole))
                || assertions::responds(whole)
                || is_work(whole)
        }
        Some(Milestone::Resolved) => {
            words.event_says("planned", whole) || assertions::is_of_other(behind(text, word))
        }
        Some(Milestone::Detected) => ["根因", "原因", "root cause"].iter().any(|it| whole.contains(it)),
        _ => false,
    };
    Some(if is_other { Typing { milestone: None, ..typing } } else { typing })
}

/// States of an alert that is over.
const ALERT_OVER: [&str; 5] = ["inactive", "normal", "cleared", "alert inactive", "alert cleared"];

/// `Firing`, `Début`: an event that is the state of an alert, or one end of the incident, and nothing else.
///
/// `Reported` and `Closed` are states that tools set, whenever somebody pressed a button.
fn alone(words: &Lexicon, text: &str) -> Option<Typing> {
    let word = text.trim_end_matches(['.', '。', ' ']);
    let typing = named(words, word)?;
    let kind = words.event_kind(word);
    let is_end = kind.is_none() && matches!(typing.milestone, Some(Milestone::Started | Milestone::Resolved));
    // `Service restored` is a sentence: it ends nothing where the fight goes on.
    let is_state = kind == Some(EventKind::Alert)
        || kind == Some(EventKind::Recovery) && ALERT_OVER.contains(&fold(word).as_str());
    let is_of_tool = word.is_ascii() && (word.ends_with("ed") || word.contains(' '));
    (is_state || is_end && !is_of_tool).then_some(typing)
}

/// What follows the word that an event begins with.
fn behind<'t>(text: &'t str, word: &str) -> &'t str {
    text.find(word).map_or(text, |at| &text[at + word.len()..])
}

/// Whether an event tells of work that somebody set out to do.
fn is_work(text: &str) -> bool {
    const WORK: [&str; 12] = [
        "restart",
        "reboot",
        "release",
        "deploy",
        "rollout",
        "roll-out",
        "migration",
        "maintenance",
        "upgrade",
        "patching",
        "变更",
        "演练",
    ];
    let folded = fold(text);
    WORK.iter().any(|it| folded.contains(it))
}

/// The type that the word `text` names.
///
/// `Impact: 30 users` tells who was hit, and `Fix:` what was done: only words for a point in time count here.
pub(super) fn named(words: &Lexicon, text: &str) -> Option<Typing> {
    let word = text.trim().trim_matches(['*', '_', '[', ']', '【', '】']).trim_end_matches([':', '：', ' ']);
    if word.is_empty() || MAX_LEAD < word.chars().count() {
        return None;
    }
    let kind = words.event_kind(word).filter(|it| *it != EventKind::Impact);
    // `确认：…` and `Response: …` may speak of anything.
    let of_kind = kind.filter(|it| *it != EventKind::Respond).and_then(milestone_of);
    let milestone = words.field(word).and_then(Field::milestone).or(of_kind);
    let kind = kind.or_else(|| milestone.and_then(kind_of));
    kind.map(|kind| Typing { kind: Some(kind), milestone })
}

/// The milestone that an event of `kind` reaches; of several the first, of recovery the last.
fn milestone_of(kind: EventKind) -> Option<Milestone> {
    Some(match kind {
        EventKind::Impact => Milestone::Started,
        EventKind::Detect | EventKind::Alert => Milestone::Detected,
        EventKind::Respond => Milestone::Acknowledged,
        EventKind::CauseFound => Milestone::Diagnosed,
        EventKind::Recovery | EventKind::Close => Milestone::Resolved,
        EventKind::Deploy
        | EventKind::Diagnose
        | EventKind::AttemptedFix
        | EventKind::Decision
        | EventKind::Fix
        | EventKind::Communication => return None,
    })
}

fn kind_of(milestone: Milestone) -> Option<EventKind> {
    Some(match milestone {
        Milestone::Introduced => EventKind::Deploy,
        Milestone::Started => EventKind::Impact,
        Milestone::Detected => EventKind::Detect,
        Milestone::Acknowledged => EventKind::Respond,
        Milestone::Diagnosed => EventKind::CauseFound,
        Milestone::Mitigated => EventKind::Fix,
        Milestone::Resolved => EventKind::Recovery,
        Milestone::Verified => return None,
    })
}
