//! What English clauses assert.

use super::assertion::Assertion;
use crate::model::Milestone;

/// Words, with spaces between them.
struct Words(&'static str);

impl Words {
    fn contains(&self, word: &&str) -> bool {
        self.0.split_ascii_whitespace().any(|it| it == *word)
    }
}

/// What users have when service is back, in the singular.
const SERVICE: Words = Words(
    "service site website system platform app application api portal product production traffic access \
    functionality operation availability connectivity everything login logon signin sign-in upload \
    download checkout payment order search delivery email mail message call request page dashboard \
    launch performance latency throughput response time rate level metric customer user mirror behavior \
    behaviour",
);

/// What goes wrong, in the singular.
const TROUBLE: Words = Words(
    "incident outage issue problem downtime impact disruption degradation fault failure interruption \
    error crash slowness unavailability breakage emergency",
);

/// Of trouble, what can be over; errors and crashes come and go.
const CAN_END: Words = Words(
    "incident outage issue problem downtime impact disruption degradation interruption unavailability \
    emergency",
);

/// What is restored or resolved while users still wait.
const OTHER: Words = Words(
    "backup snapshot copy replica dump database db table data file config configuration certificate cert \
    permission quota version record volume disk state setting node pod server instance ticket jira pr \
    bug task card story thread conflict dns domain hostname host ip address name dependency comment \
    review backlog",
);

/// A sentence with one of these tells a plan, a guess or a condition.
const HEDGES: Words = Words(
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

/// A clause with one of these denies what it says.
const DENIALS: Words = Words("not no never none nothing without neither nor cannot nobody unable fails");

/// A clause with one of these speaks of a part, or of a moment.
const PARTIAL: Words = Words(
    "partially partial partly mostly almost nearly some few most half briefly temporarily temporary \
    intermittently locally staging sandbox dev test being begins began starts started starting still yet \
    slowly gradually one",
);

/// Words for saying: a clause with one cites somebody.
const CITING: Words = Words(
    "says said say states stated claims claimed reports reported report reporting announces announced \
    posts posted tweets tweeted informs informed notifies notified communicates communicated emails \
    emailed told tells asks asked thinks thought suggests suggested writes saying responded",
);

/// A clause that begins with one of these gives the time of something else.
const SUBORDINATE: Words = Words("when once after before while since as because although though despite by");

/// What stands between a subject and what is said of it.
const AUXILIARY: Words = Words(
    "is are was were has have had been be gets got now fully completely all finally again successfully \
    verified confirmed declared marked considered officially as",
);

/// The milestones that the folded `sentence` asserts.
pub(super) fn of(sentence: &str) -> Vec<Assertion> {
    if is_hedged(sentence) {
        return Vec::new();
    }
    let all: Vec<Vec<&str>> = clauses(sentence).map(words).collect();
    // `Resolved - host name of the queue`: a word before what it is about is no clause.
    let leads = |nth: usize, clause: &[&str]| nth == 0 && clause.len() == 1 && 1 < all.len();
    let whole = all.iter().enumerate().filter(|(nth, clause)| !leads(*nth, clause));
    whole.filter_map(|(_, clause)| of_clause(clause)).collect()
}

fn is_hedged(sentence: &str) -> bool {
    let all = words(sentence);
    let padded = format!(" {} ", all.join(" "));
    sentence.ends_with('?')
        || all.iter().any(|word| HEDGES.contains(word))
        || HEDGE_RUNS.iter().any(|run| padded.contains(&format!(" {run} ")))
}

/// The clauses of a sentence: cut at commas, dashes and `and`, `but`.
///
/// Not at colons: `Resolved: host name of the queue` says what was resolved.
fn clauses(sentence: &str) -> impl Iterator<Item = &str> {
    const CUTS: [&str; 11] =
        [", ", " - ", " – ", " — ", " and ", " but ", " then ", " so that ", " which ", "; ", " -> "];
    let mut rest = Some(sentence);
    std::iter::from_fn(move || {
        let text = rest?;
        let cut = CUTS.iter().filter_map(|it| Some((text.find(it)?, it.len()))).min();
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

fn words(text: &str) -> Vec<&str> {
    let in_word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '%' | '#');
    text.split(|c| !in_word(c))
        .map(|it| it.trim_matches(['-', '\'', '’']))
        .filter(|it| !it.is_empty())
        .collect()
}

/// The singular of a noun, as far as our lists need it.
fn singular(word: &str) -> &str {
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    match word {
        "access" | "downtime" | "slowness" | "dns" => word,
        "deliveries" => "delivery",
        "latencies" => "latency",
        "crashes" => "crash",
        "searches" => "search",
        "launches" => "launch",
        _ => word.strip_suffix('s').unwrap_or(word),
    }
}

fn of_clause(words: &[&str]) -> Option<Assertion> {
    let first = words.first()?;
    if SUBORDINATE.contains(first) {
        return None;
    }
    let step = if is_denied(words) { None } else { step(words) };
    // What users report may itself be a denial: `users report that they cannot log in`.
    step.or_else(|| is_noticed(words).then(|| Assertion::of(Milestone::Detected)))
}

fn is_denied(words: &[&str]) -> bool {
    words.iter().any(|it| DENIALS.contains(it) || it.ends_with("n't") || it.ends_with("n’t"))
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
    steps.into_iter().find(|(_, says)| says(words)).map(|(milestone, _)| Assertion::of(milestone))
}

/// The words before `at`, without what stands between a subject and its verb.
fn subject<'a, 'b>(words: &'b [&'a str], at: usize) -> &'b [&'a str] {
    let mut end = at;
    while 0 < end && AUXILIARY.contains(&words[end - 1]) {
        end -= 1;
    }
    &words[..end]
}

/// Whether the last words of a subject name one of `nouns`, and none of what is restored for itself.
fn names(subject: &[&str], nouns: &Words) -> bool {
    let near = &subject[subject.len().saturating_sub(6)..];
    near.iter().any(|it| nouns.contains(&singular(it)))
        && !subject.iter().any(|it| OTHER.contains(&singular(it)))
}

fn is_partial(words: &[&str]) -> bool {
    words.iter().any(|it| PARTIAL.contains(it) || CITING.contains(it) || it.contains(['%', '#']))
}

/// Service is back: `Service restored`, `traffic returned to normal`, `fully recovered`, `all clear`.
fn is_back(words: &[&str]) -> bool {
    if is_partial(words) {
        return false;
    }
    let whole = words.join(" ");
    if ["all clear", "everything clear", "all good again", "full recovery", "complete recovery"]
        .contains(&whole.as_str())
    {
        return true;
    }
    (0..words.len()).any(|at| {
        let Some(length) = back_words(&words[at..]) else { return false };
        let (subject, behind) = (subject(words, at), &words[at + length..]);
        let of_all = subject.is_empty() && behind.is_empty();
        (of_all || names(subject, &SERVICE)) && is_for_all(behind)
    }) || words.windows(2).enumerate().any(|(at, pair)| {
        // `Restarting the pods restored service`
        let object = &words[at + 1..];
        let noun =
            object.iter().position(|it| !["the", "full", "normal", "all", "our"].contains(it)).unwrap_or(0);
        pair[0] == "restored"
            && object.get(noun).is_some_and(|it| SERVICE.contains(&singular(it)))
            && is_for_all(&object[noun + 1..])
            && !words[..at].iter().any(|it| ["to", "was", "is", "were", "been"].contains(it))
    })
}

/// How many words at the beginning of `words` say that something is back.
fn back_words(words: &[&str]) -> Option<usize> {
    const RUNS: [&[&str]; 19] = [
        &["back", "to", "normal"],
        &["back", "in", "service"],
        &["back", "in", "operation"],
        &["back", "up"],
        &["back", "online"],
        &["returned", "to", "normal"],
        &["returns", "to", "normal"],
        &["return", "to", "normal"],
        &["recovered"],
        &["recovers"],
        &["restored"],
        &["operational"],
        &["working", "again"],
        &["working", "normally"],
        &["available", "again"],
        &["online", "again"],
        &["healthy", "again"],
        &["came", "back"],
        &["comes", "back"],
    ];
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

/// The incident is over: `Incident resolved`, `outage ends`, `the issue is fixed`.
fn is_over(words: &[&str]) -> bool {
    const VERBS: [&str; 9] =
        ["resolved", "over", "ended", "ends", "fixed", "closed", "solved", "cleared", "gone"];
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
                CAN_END.contains(&singular(noun)) && singular(noun) != "issue"
            }
            _ => CAN_END.contains(&singular(noun)),
        };
        VERBS.contains(word)
            && is_short
            && subject.last().is_some_and(may_close)
            && names(subject, &CAN_END)
            && words.get(at + 1) != Some(&"to")
    })
}

/// Trouble begins, or service goes: `Outage begins`, `start of impact`, `the site went down`.
fn begins(words: &[&str]) -> bool {
    const BEGIN: [&str; 8] =
        ["begin", "begins", "began", "start", "starts", "started", "commences", "commenced"];
    // Errors occur all the time.
    const OCCUR: [&str; 2] = ["occurs", "occurred"];
    const GO: [&str; 7] = ["goes", "went", "go", "becomes", "became", "turns", "turned"];
    const GONE: [&str; 7] =
        ["down", "offline", "unavailable", "unreachable", "unresponsive", "inaccessible", "dark"];
    const DO: [&str; 6] = ["responding", "working", "serving", "functioning", "loading", "answering"];
    if words.iter().any(|it| CITING.contains(it) || *it == "that") {
        return false;
    }
    let trouble = |noun: &&str| TROUBLE.contains(&singular(noun));
    if let [start, "of", rest @ ..] = words
        && ["start", "beginning", "onset"].contains(start)
    {
        return rest.iter().find(|it| **it != "the").is_some_and(trouble);
    }
    words.windows(2).enumerate().any(|(at, pair)| match pair {
        [noun, verb] if BEGIN.contains(verb) => trouble(noun) && !words[..at].contains(&"of"),
        [noun, verb] if OCCUR.contains(verb) => CAN_END.contains(&singular(noun)) || *noun == "fault",
        [verb, what] if GO.contains(verb) && GONE.contains(what) => names(&words[..at], &SERVICE),
        ["stops" | "stopped", what] if DO.contains(what) => names(&words[..at], &SERVICE),
        ["starts" | "started" | "begins" | "began", "degrading" | "failing"] => names(&words[..at], &SERVICE),
        _ => false,
    })
}

/// What rings, in the singular.
const ALARMS: Words =
    Words("alert alarm monitor monitoring pager pagerduty probe check watchdog healthcheck");

/// What an alarm does.
const RINGS: Words =
    Words("fires fired fire triggers triggered trigger raised received detects detected pages paged");

/// Who notices, in the singular.
const PEOPLE: Words = Words(
    "we user customer client member developer engineer team support somebody someone employee operator \
    colleague reporter",
);

/// What people do.
const NOTICE: Words = Words(
    "notices noticed notice reports reported report complains complained complain discovers discovered \
    detects detected spotted",
);

/// An alarm with one of these woke nobody.
const CANCELS: Words = Words("silenced ignored missed muted resolved cleared false suppressed");

/// Who speaks of a fix or of good news has not noticed a failure.
const GOOD: Words = Words("fixed fine recovered restored back normal operational successful");

/// Somebody or something notices: an alert fires, users report, `first noticed`.
fn is_noticed(words: &[&str]) -> bool {
    if words.iter().any(|it| CANCELS.contains(it) || GOOD.contains(it)) {
        return false;
    }
    if let ["first", verb, ..] = words
        && (NOTICE.contains(verb) || *verb == "observed")
    {
        return true;
    }
    words.iter().enumerate().take_while(|(at, _)| !is_denied(&words[..*at])).any(|(at, verb)| {
        let before = &words[at.saturating_sub(4)..at];
        let is = |nouns: &Words| before.iter().any(|it| nouns.contains(&singular(it)));
        let paged = *verb == "paged" && (is(&Words("engineer on-call oncall team sre")) || at == 0);
        let told = ["reported", "noticed", "spotted", "discovered"].contains(verb)
            && subject(words, at).last().is_some_and(|it| TROUBLE.contains(&singular(it)));
        told || (RINGS.contains(verb) && is(&ALARMS)) || (NOTICE.contains(verb) && is(&PEOPLE)) || paged
    })
}

/// Somebody takes it on: `Alert acknowledged`, `incident declared`.
fn is_taken_on(words: &[&str]) -> bool {
    const ACKNOWLEDGE: [&str; 5] = ["acknowledges", "acknowledged", "acks", "acked", "acknowledge"];
    if words.iter().any(|it| CITING.contains(it)) {
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
    const TROUBLED: Words = Words(
        "again still reopened reopens reopen reoccurs reoccurred recurs recurred recurring reappears \
        reappeared degraded down failing fails failed failure failures errors error outage crash crashes \
        crashed timeouts unavailable unstable unresponsive restart restarted restarting reboot rebooted \
        rollback failover escalated retry",
    );
    const MORE: [&str; 5] = ["second", "another", "third", "new", "further"];
    const FIXES: [&str; 6] = ["fix", "hotfix", "attempt", "patch", "outage", "wave"];
    let words = words(text);
    let is_over = ["no", "without", "zero", "cause", "causes", "caused", "past"];
    words.iter().enumerate().any(|(at, word)| {
        TROUBLED.contains(word) && !words[at.saturating_sub(3)..at].iter().any(|it| is_over.contains(it))
    }) || words.windows(2).any(|it| MORE.contains(&it[0]) && FIXES.contains(&it[1]))
        || words.windows(2).any(|it| it[0] == "rolled" && it[1] == "back")
}

/// Whether the first words of `text` name what is restored or resolved for itself.
pub(super) fn is_of_other(text: &str) -> bool {
    words(text).iter().take(5).any(|it| OTHER.contains(&singular(it)))
}

/// Whether somebody works on it.
pub(super) fn responds(text: &str) -> bool {
    const WORK: Words = Words(
        "investigating investigates investigated investigate investigation debugging restarted restarts \
        rollback reverted reverts escalated escalates troubleshooting on-call oncall paged workaround hotfix \
        mitigation diagnosing responders",
    );
    words(text).iter().any(|it| WORK.contains(it))
}
