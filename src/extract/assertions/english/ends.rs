//! English clauses about an end.

use super::words::{
    CAN_END, PARTS, SERVICE, TROUBLE, Words, is_bad_figure, is_partial, names, singular, subject,
};

/// Service is back: `Service restored`, `traffic returned to normal`, `fully recovered`, `all clear`.
pub(super) fn is_back(words: &[&str]) -> bool {
    const WHOLE: [&str; 16] = [
        "all clear",
        "everything clear",
        "all good again",
        "all green",
        "full recovery",
        "complete recovery",
        "full recovery confirmed",
        "full recovery achieved",
        "recovery complete",
        "recovery completed",
        "recovery confirmed",
        "confirmed working",
        "verified working",
        "confirmed fixed",
        "confirmed resolved",
        "verified resolved",
    ];
    if is_partial(words) {
        return false;
    }
    if WHOLE.contains(&words.join(" ").as_str())
        || ["working", "fixed"].iter().any(|it| is_confirmed(words, it))
    {
        return true;
    }
    (0..words.len()).any(|at| {
        let Some(length) = back_words(&words[at..]) else { return false };
        let (subject, behind) = (without_degree(subject(words, at)), &words[at + length..]);
        let behind =
            behind.strip_prefix(&["again"]).or_else(|| behind.strip_prefix(&["now"])).unwrap_or(behind);
        let of_all = subject.is_empty() && behind.is_empty();
        (of_all || names(subject, &SERVICE) || is_every_part(subject)) && is_for_all(behind)
    }) || (0..words.len()).any(|at| restores(words, at) || calms(words, at))
}

/// `Service is fully`: a subject without the words that say how much or since when.
fn without_degree<'a, 'b>(mut subject: &'b [&'a str]) -> &'b [&'a str] {
    while let [rest @ .., "fully" | "completely" | "finally" | "now"] = subject {
        subject = rest;
    }
    subject
}

/// `All nodes`: of a part that is back while others are not nobody says `all`.
fn is_every_part(subject: &[&str]) -> bool {
    subject.contains(&"all") && subject.last().is_some_and(|it| PARTS.contains(singular(it)))
}

/// `fix confirmed working`, `fix verified working`.
fn is_confirmed(words: &[&str], state: &str) -> bool {
    matches!(words, [.., "fix", "confirmed" | "verified", last] if *last == state)
}

/// `Restarting the pods restored service`
fn restores(words: &[&str], at: usize) -> bool {
    const NOT_ACTIVE: [&str; 5] = ["to", "was", "is", "were", "been"];
    let object = &words[at + 1..];
    let noun =
        object.iter().position(|it| !["the", "full", "normal", "all", "our"].contains(it)).unwrap_or(0);
    words[at] == "restored"
        && object.get(noun).is_some_and(|it| SERVICE.contains(singular(it)))
        && is_for_all(&object[noun + 1..])
        && !words[..at].iter().any(|it| NOT_ACTIVE.contains(it))
}

/// `Errors stop`, `error rate drops to zero`, `latency fell back to baseline`.
fn calms(words: &[&str], at: usize) -> bool {
    static STOP: Words = Words::new(
        "stop stops stopped cease ceases ceased subside subsides subsided disappear \
        disappears disappeared",
    );
    static FALL: Words =
        Words::new("drop drops dropped fall falls fell back down return returns returned decreased");
    static CALM: Words = Words::new("zero 0 0% baseline normal");
    let before = subject(words, at);
    let before = match before {
        [rest @ .., "drop" | "drops" | "dropped" | "fall" | "falls" | "fell" | "went"] => {
            subject(rest, rest.len())
        }
        _ => before,
    };
    match &words[at..] {
        [verb, "to", amount, ..] if FALL.contains(verb) => CALM.contains(amount) && is_bad_figure(before),
        [verb, behind @ ..] if STOP.contains(verb) => is_bad_figure(before) && behind.is_empty(),
        _ => false,
    }
}

/// How many words at the beginning of `words` say that something is back.
fn back_words(words: &[&str]) -> Option<usize> {
    const RUNS: [&[&str]; 33] = [
        &["back", "to", "normal"],
        &["back", "to", "baseline"],
        &["back", "to", "100%"],
        &["back", "at", "100%"],
        &["back", "in", "service"],
        &["back", "in", "operation"],
        &["back", "up"],
        &["back", "online"],
        &["back", "up-and-running"],
        &["up-and-running"],
        &["returned", "to", "normal"],
        &["returns", "to", "normal"],
        &["return", "to", "normal"],
        &["returned", "to", "100%"],
        &["recovered", "to", "100%"],
        &["recovered"],
        &["recovers"],
        &["restored"],
        &["resumed"],
        &["resumes"],
        &["operational"],
        &["working", "again"],
        &["working", "normally"],
        &["working", "correctly"],
        &["running", "normally"],
        &["functioning", "normally"],
        &["operating", "normally"],
        &["responding", "normally"],
        &["available", "again"],
        &["online", "again"],
        &["healthy", "again"],
        &["came", "back"],
        &["comes", "back"],
    ];
    static AGAIN: Words = Words::new("accessible reachable responsive functional responding stable");
    // `The site was back at 19:59 UTC`
    if let ["back"] = words {
        return Some(1);
    }
    if let ["back", "at", hour, ..] = words
        && hour.chars().all(|it| it.is_ascii_digit())
    {
        return Some(1);
    }
    if let [state, "again", ..] = words
        && AGAIN.contains(state)
    {
        return Some(2);
    }
    RUNS.iter().filter(|run| words.starts_with(run)).map(|run| run.len()).max()
}

/// Whether the words behind `restored` leave it whole: `for customer X` and `in one region` do not.
fn is_for_all(behind: &[&str]) -> bool {
    let everybody = ["all", "everyone", "everybody", "users", "customers"];
    match behind.first() {
        Some(&"for") => behind.iter().any(|it| everybody.contains(it)),
        Some(&("in" | "on" | "from" | "to" | "except")) => {
            behind.get(1).is_some_and(|it| ["full", "all", "normal"].contains(it))
        }
        _ => !behind.contains(&"except"),
    }
}

/// The incident is over: `Incident resolved`, `outage ends`, `the issue is fixed`, `the problem went away`.
pub(super) fn is_over(words: &[&str]) -> bool {
    static VERBS: Words = Words::new(
        "resolved over ended ends fixed closed solved cleared gone disappears disappeared subsides subsided",
    );
    if is_partial(words) {
        return false;
    }
    if matches!(words, ["resolved"] | ["end", "of", ..]) {
        return words.len() == 1 || words[2..].iter().all(|it| ["the"].contains(it) || CAN_END.contains(it));
    }
    words.iter().enumerate().any(|(at, word)| {
        let subject = subject(words, at);
        let is_short = subject.len() <= 6;
        // Issues are closed and fixed in trackers.
        let may_close = |noun: &&str| match *word {
            "closed" | "cleared" => ["incident", "outage", "emergency"].contains(&singular(noun)),
            "gone" | "over" | "ended" | "ends" => {
                CAN_END.contains(singular(noun)) && singular(noun) != "issue"
            }
            _ => CAN_END.contains(singular(noun)),
        };
        let goes_away = ["goes", "went"].contains(word) && words.get(at + 1) == Some(&"away");
        (VERBS.contains(word) || goes_away)
            && is_short
            && subject.last().is_some_and(may_close)
            && names(subject, &CAN_END)
            && words.get(at + 1) != Some(&"to")
    })
}

/// Something ends it: `Rollback resolved the issue`, `…, bringing the outage to an end`.
///
/// What only merges or prepares a fix ends nothing, so a sentence about code does not count.
pub(super) fn is_ended(words: &[&str], follows: bool, sentence: &[&str]) -> bool {
    static CODE: Words =
        Words::new("pr prs pull merge merged merges commit committed branch patch ticket draft");
    static END: Words = Words::new("resolved resolves fixed fixes solved solves ended ends");
    static ENDING: Words = Words::new("resolving fixing ending solving");
    static HOW: Words = Words::new("by with completely entirely permanently immediately everywhere globally");
    if is_partial(words) || sentence.iter().any(|it| CODE.contains(it)) {
        return false;
    }
    if let ["bringing" | "brings" | "brought", .., "to", "an", "end"] = words {
        return words.iter().any(|it| CAN_END.contains(singular(it)));
    }
    words.iter().enumerate().any(|(at, verb)| {
        let is_active = END.contains(verb)
            && words[..at]
                .last()
                .is_none_or(|it| !["is", "are", "was", "were", "been", "be", "to"].contains(it));
        let is_ending = ENDING.contains(verb) && follows && at == 0;
        let is_relative = words[..at].contains(&"that");
        let Some(noun) = object(&words[at + 1..]) else { return false };
        let behind = &words[at + 2 + noun..];
        let is_whole =
            behind.first().is_none_or(|it| HOW.contains(it)) || behind.starts_with(&["for", "all"]);
        (is_active || is_ending) && !is_relative && is_whole
    })
}

/// The place of the noun of an object that is trouble: `the underlying issue`; articles and one adjective before it.
fn object(words: &[&str]) -> Option<usize> {
    let is_article = |it: &str| ["the", "this", "our", "all"].contains(&it);
    let noun = words.iter().take(3).position(|it| CAN_END.contains(singular(it)))?;
    let has_article = words.first().is_some_and(|it| is_article(it));
    // `fixes issue 12` is about a tracker.
    (has_article && !words[..noun].iter().any(|it| TROUBLE.contains(it))).then_some(noun)
}
