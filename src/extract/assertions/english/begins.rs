//! English clauses about a beginning.

use super::words::{CAN_END, PARTS, SERVICE, TROUBLE, Words, cites, is_bad_figure, names, singular, subject};

static BEGIN: Words = Words::new("begin begins began start starts started commences commenced");

/// What too much of something comes in.
static WAVES: Words = Words::new("wave storm flood surge spike burst");

/// Errors occur all the time; what can end occurs once.
const OCCUR: [&str; 2] = ["occurs", "occurred"];

static GO: Words = Words::new("goes went go becomes became turns turned");

static GONE: Words = Words::new("down offline unavailable unreachable unresponsive inaccessible dark");

static DO: Words =
    Words::new("responding working serving functioning loading answering accepting processing");

/// What a part does when it breaks.
static BREAK: Words = Words::new("crashed crashes stalled stalls hung hangs froze freezes");

/// What something begins to do when it breaks.
static FAIL: Words = Words::new(
    "fail failing degrade degrading crash crashing hang hanging stall stalling time timing error erroring \
    crashlooping crash-looping crash-loop crashloop looping misbehave misbehaving",
);

/// What bad figures do.
static RISE: Words = Words::new(
    "rises rose rise rising increases increased increase increasing climbs climbed climb climbing spikes \
    spiked spike spiking jumps jumped surges surged soars soared",
);

/// What good figures do.
static FALL: Words = Words::new("drop dropping fall falling decline declining plummet plummeting");

/// What somebody who meets errors begins to do with them.
static MEET: Words = Words::new(
    "return returning throw throwing serve serving see seeing experience experiencing get getting emit \
    emitting encounter encountering receive receiving log logging",
);

/// What the first of is the beginning.
static FIRST: Words = Words::new("occurrence occurence failure error timeout crash impact symptom sign");

/// The first of these is heard of, not begun.
static HEARD: Words = Words::new("report alert alarm page ticket notification complaint message call budget");

/// Who works on it, and sees it begin at most.
static WORKERS: Words = Words::new("we i engineer team developer oncall on-call sre support");

/// Trouble begins, or service goes: `Outage begins`, `start of impact`, `the site went down`.
pub(super) fn begins(words: &[&str]) -> bool {
    if cites(words) || words.contains(&"that") {
        return false;
    }
    let trouble = |noun: &&str| TROUBLE.contains(singular(noun));
    if let [start, "of", rest @ ..] = words
        && ["start", "beginning", "onset"].contains(start)
    {
        return rest.iter().find(|it| **it != "the").is_some_and(trouble);
    }
    // `First wave of requests begins`
    if let ["first" | "initial", wave, "of", rest @ ..] = words
        && WAVES.contains(wave)
        && rest.iter().any(|it| BEGIN.contains(it))
    {
        return true;
    }
    words.windows(2).enumerate().any(|(at, pair)| match pair {
        [noun, verb] if BEGIN.contains(verb) && trouble(noun) => !words[..at].contains(&"of"),
        [noun, verb] if OCCUR.contains(verb) => CAN_END.contains(singular(noun)) || *noun == "fault",
        [verb, what] => is_lost(verb, what) && names(&words[..at], &SERVICE),
        _ => false,
    })
}

/// Something breaks, or begins to fail: that is the beginning where no trouble was before.
pub(super) fn breaks(words: &[&str]) -> bool {
    if is_first(words) {
        return true;
    }
    !cites(words)
        && !words.contains(&"that")
        && (0..words.len()).any(|at| begins_to_fail(words, at) || breaks_at(words, at))
}

/// `went down`, `stopped responding`.
fn is_lost(verb: &&str, what: &&str) -> bool {
    GO.contains(verb) && GONE.contains(what) || ["stops", "stopped"].contains(verb) && DO.contains(what)
}

/// `First errors`, `Initial occurrence of …`, but not `First error report`.
fn is_first(words: &[&str]) -> bool {
    let ["first" | "initial", rest @ ..] = words else { return false };
    let Some(at) = rest.iter().take(3).position(|it| FIRST.contains(singular(it))) else { return false };
    let is_heard = |it: &&str| HEARD.contains(singular(it)) || ["fixed", "resolved"].contains(it);
    !rest.iter().take(at + 3).any(is_heard)
}

/// `requests start failing`, `latency began to climb`, `users start seeing errors`.
fn begins_to_fail(words: &[&str], at: usize) -> bool {
    if !BEGIN.contains(words[at]) {
        return false;
    }
    let before = subject(words, at);
    let mut behind = &words[at + 1..];
    if let ["to", rest @ ..] = behind {
        behind = rest;
    }
    let Some((verb, object)) = behind.split_first() else { return false };
    if FAIL.contains(verb) {
        // `time out`, but not `time the queries`.
        return is_hit(before) && (!verb.starts_with("tim") || object.first() == Some(&"out"));
    }
    if RISE.contains(verb) {
        return is_bad_figure(before);
    }
    if FALL.contains(verb) {
        let is_bad = before
            .iter()
            .any(|it| TROUBLE.contains(singular(it)) || ["latency", "time"].contains(&singular(it)));
        return is_hit(before) && !is_bad;
    }
    let is_error = |it: &&str| {
        TROUBLE.contains(singular(it)) || ["500", "502", "503", "504", "500s", "503s"].contains(it)
    };
    let by_worker = before.iter().any(|it| WORKERS.contains(singular(it)));
    MEET.contains(verb) && !by_worker && !before.is_empty() && object.iter().take(4).any(is_error)
}

/// `The API crashed`, `error rate spikes`, `traffic drops to zero`, `the database ran out of connections`.
fn breaks_at(words: &[&str], at: usize) -> bool {
    const ZERO: [&str; 4] = ["zero", "0", "0%", "nothing"];
    let before = subject(words, at);
    match &words[at..] {
        ["drops" | "dropped" | "falls" | "fell" | "drop" | "fall", "to", amount, ..] => {
            ZERO.contains(amount) && is_hit(before) && !before.iter().any(|it| TROUBLE.contains(singular(it)))
        }
        ["ran" | "runs", "out", "of", ..] => is_hit(before),
        [verb, what, ..] if is_lost(verb, what) => is_hit(before),
        [verb, ..] if BREAK.contains(verb) => is_hit(&before[before.len().saturating_sub(2)..]),
        [verb, ..] if RISE.contains(verb) => is_bad_figure(before),
        _ => false,
    }
}

/// Whether a subject is what users have, or a part of it; not where it is only tried out.
fn is_hit(subject: &[&str]) -> bool {
    let near = &subject[subject.len().saturating_sub(6)..];
    let is_trial = ["staging", "sandbox", "dev", "test", "tests", "canary", "backup", "backups"];
    near.iter().any(|it| SERVICE.contains(singular(it)) || PARTS.contains(singular(it)))
        && !subject.iter().any(|it| is_trial.contains(it))
}
