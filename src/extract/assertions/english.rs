//! What English clauses assert.

mod begins;
mod ends;
mod notices;
mod words;

use super::assertion::Assertion;
use crate::model::Milestone;
use begins::{begins, breaks};
use ends::{is_back, is_ended, is_over};
use notices::is_noticed;
use words::{CAN_END, OTHER, PARTIAL, Words, cites, is_denied, is_partial, names, singular, subject, words};

/// A sentence with one of these tells a plan, a guess or a condition.
static HEDGES: Words = Words::new(
    "will would should could may might must shall can if unless until till whether expected expect \
    expects expecting planned plan plans scheduled waiting awaiting awaits wait pending eta appears \
    appear appeared seems seem seemed apparently likely possibly probably perhaps maybe hope hoping \
    hopefully believe believed believing assume assumed assuming suspect suspected potentially",
);

/// Runs of words that hedge like one of [`HEDGES`].
const HEDGE_RUNS: [&str; 9] = [
    "to be",
    "going to",
    "about to",
    "ready to",
    "in order to",
    "trying to",
    "try to",
    "tried to",
    "needs to",
];

/// A clause that begins with one of these gives the time of something else.
static SUBORDINATE: Words =
    Words::new("when once after before while since as because although though despite by");

/// Runs of words that are one word here: their parts mean something else.
const FIXED: [(&str, &str); 6] = [
    ("up and running", "up-and-running"),
    ("as expected", "normally"),
    ("as normal", "normally"),
    ("as usual", "normally"),
    ("to their normal", "to normal"),
    ("to its normal", "to normal"),
];

/// The milestones that the folded `sentence` asserts.
pub(super) fn of(sentence: &str) -> Vec<Assertion> {
    let sentence =
        FIXED.iter().fold(
            sentence.to_owned(),
            |it, (run, word)| {
                if it.contains(run) { it.replace(run, word) } else { it }
            },
        );
    if is_hedged(&sentence) {
        return Vec::new();
    }
    let whole = words(&sentence);
    let all: Vec<Vec<&str>> = clauses(&sentence).map(words).collect();
    // `Resolved - host name of the queue`: a word before what it is about is not a clause.
    let leads = |nth: usize, clause: &[&str]| nth == 0 && clause.len() == 1 && 1 < all.len();
    let clauses = all.iter().enumerate().filter(|(nth, clause)| !leads(*nth, clause));
    clauses.filter_map(|(nth, clause)| of_clause(clause, 0 < nth, &whole)).collect()
}

/// Whether nothing hedges or denies the folded `sentence`.
pub(super) fn is_certain(sentence: &str) -> bool {
    !is_hedged(sentence) && !is_denied(&words(sentence))
}

/// Whether a word of the folded `sentence` is `may`, and not the month.
pub(super) fn holds_may(sentence: &str) -> bool {
    let all = words(sentence);
    (0..all.len()).any(|at| all[at] == "may" && !is_month(&all, at))
}

/// Whether the word is the month in `May 5`, `5 May` and `5th of May`.
fn is_month(words: &[&str], at: usize) -> bool {
    let is_day = |it: Option<&&str>| it.is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit()));
    let before = words[..at].iter().rev().find(|it| **it != "of");
    words[at] == "may" && (is_day(words.get(at + 1)) || is_day(before))
}

fn is_hedged(sentence: &str) -> bool {
    let all = words(sentence);
    let padded = format!(" {} ", all.join(" "));
    sentence.ends_with('?')
        || all.iter().enumerate().any(|(at, word)| HEDGES.contains(word) && !is_month(&all, at))
        || HEDGE_RUNS.iter().any(|run| padded.contains(&format!(" {run} ")))
}

/// The clauses of a sentence: cut at commas, dashes and `and`, `but`.
///
/// Not at colons: `Resolved: host name of the queue` says what was resolved.
fn clauses(sentence: &str) -> impl Iterator<Item = &str> {
    const CUTS: [&str; 12] =
        [", ", " - ", " – ", " — ", " and ", " but ", " then ", " so that ", " which ", "; ", " -> ", " -- "];
    let mut rest = Some(sentence);
    std::iter::from_fn(move || {
        let text = rest?;
        // `The package is pushed <START OF OUTAGE>`: a mark in angles says it by itself.
        let mark = text.find(" <").filter(|at| text[at + 2..].starts_with(char::is_alphabetic));
        let cuts = CUTS.iter().filter_map(|it| Some((text.find(it)?, it.len())));
        let cut = cuts.chain(mark.map(|at| (at, 2))).min();
        match cut {
            Some((at, length)) => {
                rest = Some(&text[at + length..]);
                Some(&text[..at])
            }
            None => {
                rest = None;
                Some(text)
            }
        }
    })
}

fn of_clause(words: &[&str], follows: bool, sentence: &[&str]) -> Option<Assertion> {
    let first = words.first()?;
    if SUBORDINATE.contains(first) {
        return None;
    }
    let step = if is_denied(words) {
        None
    } else if is_ended(words, follows, sentence) {
        Some(Assertion::closing())
    } else {
        step(words)
    };
    // What users report may itself be a denial: `users report that they cannot log in`.
    step.or_else(|| is_noticed(words).then(|| Assertion::of(Milestone::Detected)))
}

/// What the words of a clause are asked.
type Says = fn(&[&str]) -> bool;

fn step(words: &[&str]) -> Option<Assertion> {
    if is_over(words) {
        return Some(Assertion::closing());
    }
    let steps: [(Milestone, Says); 5] = [
        (Milestone::Resolved, is_back),
        (Milestone::Started, begins),
        (Milestone::Acknowledged, is_taken_on),
        (Milestone::Diagnosed, is_diagnosed),
        (Milestone::Mitigated, is_mitigated),
    ];
    let found =
        steps.into_iter().find(|(_, says)| says(words)).map(|(milestone, _)| Assertion::of(milestone));
    found.or_else(|| breaks(words).then(|| Assertion::weak(Milestone::Started)))
}

/// Somebody takes it on: `Alert acknowledged`, `incident declared`.
fn is_taken_on(words: &[&str]) -> bool {
    const ACKNOWLEDGE: [&str; 5] = ["acknowledges", "acknowledged", "acks", "acked", "acknowledge"];
    if cites(words) {
        return false;
    }
    words.iter().any(|it| ACKNOWLEDGE.contains(it))
        || words.iter().enumerate().any(|(at, word)| {
            // `Incident declared as resolved` is its end.
            let is_end =
                words[at + 1..].iter().any(|it| ["resolved", "closed", "over", "mitigated"].contains(it));
            *word == "declared"
                && subject(words, at).last().is_some_and(|it| singular(it) == "incident")
                && !is_end
        })
}

/// The cause is known: `Root cause identified`, `identified the root cause`.
fn is_diagnosed(words: &[&str]) -> bool {
    const FIND: [&str; 6] = ["identified", "found", "determined", "confirmed", "located", "discovered"];
    let cause = words.windows(2).position(|it| it[0] == "root" && singular(it[1]) == "cause");
    let Some(cause) = cause else { return false };
    let verb = words.iter().position(|it| FIND.contains(it));
    verb.is_some_and(|verb| verb.abs_diff(cause) <= 5) && !words.iter().any(|it| PARTIAL.contains(it))
}

/// Impact is stopped: `Issue mitigated`, `workaround in place`.
fn is_mitigated(words: &[&str]) -> bool {
    if is_partial(words) {
        return false;
    }
    words.iter().enumerate().any(|(at, word)| match *word {
        "mitigated" => at == 0 || names(subject(words, at), &CAN_END),
        "mitigation" | "workaround" => {
            matches!(
                &words[at + 1..],
                ["applied" | "deployed", ..] | ["in", "place", ..] | ["is" | "was", "applied", ..]
            )
        }
        _ => false,
    })
}

/// Trouble again, or work that would not be needed if it were over.
pub(super) fn fights(text: &str) -> bool {
    static TROUBLED: Words = Words::new(
        "reopened reopens reopen reoccurs reoccurred recurs recurred recurring reappears \
        reappeared degraded down failing fails failed failure failures errors error outage crash crashes \
        crashed timeouts unavailable unstable unresponsive restart restarted restarting reboot rebooted \
        rollback failover escalated retry",
    );
    const MORE: [&str; 5] = ["second", "another", "third", "new", "further"];
    const FIXES: [&str; 6] = ["fix", "hotfix", "attempt", "patch", "outage", "wave"];
    // `Again` and `still` may speak of what works: only beside trouble are they a fight.
    static BESIDE: Words = Words::new(
        "fail failing failed down slow slower not unable cannot error errors issue issues problem problems affected \
        seeing degraded unavailable broken stuck unhealthy impacted missing wrong happens happening occurs \
        occurring starts started",
    );
    let is_goes_on = |sentence: &[&str]| {
        ["again", "still"].iter().any(|it| sentence.contains(it))
            && sentence.iter().any(|it| BESIDE.contains(it) || it.ends_with("n't"))
    };
    if text.split(['.', ';', '\n']).any(|it| is_goes_on(&words(it))) {
        return true;
    }
    let words = words(text);
    let is_over = ["no", "without", "zero", "cause", "causes", "caused", "past"];
    words.iter().enumerate().any(|(at, word)| {
        TROUBLED.contains(word) && !words[at.saturating_sub(3)..at].iter().any(|it| is_over.contains(it))
    }) || words.windows(2).any(|it| MORE.contains(&it[0]) && FIXES.contains(&it[1]))
        || words.windows(2).any(|it| it[0] == "rolled" && it[1] == "back")
}

/// Whether the first words of `text` name what is restored or resolved for itself.
pub(super) fn is_of_other(text: &str) -> bool {
    words(text).iter().take(5).any(|it| OTHER.contains(singular(it)))
}

/// Whether somebody works on it.
pub(super) fn responds(text: &str) -> bool {
    static WORK: Words = Words::new(
        "investigating investigates investigated investigate investigation debugging restarted restarts \
        rollback reverted reverts escalated escalates troubleshooting on-call oncall paged workaround hotfix \
        mitigation diagnosing responders",
    );
    words(text).iter().any(|it| WORK.contains(it))
}
