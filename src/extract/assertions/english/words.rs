//! The words of English clauses, and their places.

pub(super) use crate::text::WordList as Words;

/// What users have when service is back, in the singular.
pub(super) static SERVICE: Words = Words::new(
    "service site website system platform app application api portal product production traffic access \
    functionality operation availability connectivity everything login logon signin sign-in upload \
    download checkout payment order search delivery email mail message call request page dashboard \
    launch registry shop webshop connection performance latency throughput response time rate level metric customer user mirror behavior \
    behaviour component cluster environment feature function endpoint build pipeline",
);

/// What goes wrong, in the singular.
pub(super) static TROUBLE: Words = Words::new(
    "incident outage issue problem downtime impact disruption degradation fault failure interruption \
    error crash slowness unavailability breakage emergency attack ddos overload slowdown timeout exception \
    stall congestion deadlock starvation exhaustion corruption saturation 5xx",
);

/// Of trouble, what can be over; errors and crashes come and go.
pub(super) static CAN_END: Words = Words::new(
    "incident outage issue problem downtime impact disruption degradation interruption unavailability \
    emergency attack slowdown",
);

/// What is restored or resolved while users still wait.
pub(super) static OTHER: Words = Words::new(
    "backup snapshot copy replica dump database db table data file config configuration certificate cert \
    permission quota version record volume disk state setting node pod server instance ticket jira pr \
    bug task card story thread conflict dns domain hostname host ip address name dependency comment \
    review backlog",
);

/// What fails as a part of a service, in the singular.
pub(super) static PARTS: Words = Words::new(
    "node pod server instance database db cluster host endpoint queue consumer broker container replica job \
    query connection worker backend frontend cache gateway proxy scheduler deployment build pipeline network \
    chain region zone link webhook integration",
);

/// A clause with one of these speaks of a part, or of a moment.
pub(super) static PARTIAL: Words = Words::new(
    "partially partial partly mostly almost nearly some few most half briefly temporarily temporary \
    intermittently locally staging sandbox dev test being begins began starts started starting still yet \
    slowly gradually one",
);

/// Words for saying: a clause with one cites somebody.
static CITING: Words = Words::new(
    "says said say states stated claims claimed reports reported report reporting announces announced \
    posts posted tweets tweeted informs informed notifies notified communicates communicated emails \
    emailed told tells asks asked thinks thought suggests suggested saying responded",
);

/// Whether a clause tells what somebody said. Databases take writes: only somebody who writes `that …` says something.
pub(super) fn cites(words: &[&str]) -> bool {
    words.iter().any(|it| CITING.contains(it)) || words.windows(2).any(|it| *it == ["writes", "that"])
}

/// A clause with one of these denies what it says.
static DENIALS: Words =
    Words::new("not no never none nothing without neither nor cannot nobody unable fails");

/// Words between a subject and its verb or adjective.
static AUXILIARY: Words = Words::new(
    "is are was were has have had been be gets got now fully completely all finally again successfully \
    verified confirmed declared marked considered officially as",
);

/// The words of `text`, without the marks around them.
pub(super) fn words(text: &str) -> Vec<&str> {
    let in_word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '%' | '#');
    text.split(|c| !in_word(c))
        .map(|it| it.trim_matches(['-', '\'', '’']))
        .filter(|it| !it.is_empty())
        .collect()
}

/// The singular of a noun, as far as our lists need it.
pub(super) fn singular(word: &str) -> &str {
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    match word {
        "access" | "downtime" | "slowness" | "dns" | "ddos" => word,
        "deliveries" => "delivery",
        "latencies" => "latency",
        "queries" => "query",
        "crashes" => "crash",
        "searches" => "search",
        "launches" => "launch",
        _ => word.strip_suffix('s').unwrap_or(word),
    }
}

/// The words before `at`, without the words between a subject and its verb.
pub(super) fn subject<'a, 'b>(words: &'b [&'a str], at: usize) -> &'b [&'a str] {
    let mut end = at;
    while 0 < end && AUXILIARY.contains(words[end - 1]) {
        end -= 1;
    }
    &words[..end]
}

/// Whether the last words of a subject name one of `nouns`, and none of what is restored for itself.
pub(super) fn names(subject: &[&str], nouns: &Words) -> bool {
    let near = &subject[subject.len().saturating_sub(6)..];
    near.iter().any(|it| nouns.contains(singular(it)))
        && !subject.iter().any(|it| OTHER.contains(singular(it)))
}

/// Whether a subject is a figure that is high when things go wrong: `error rate`, `latency`, `timeouts`.
pub(super) fn is_bad_figure(subject: &[&str]) -> bool {
    const FIGURES: [&str; 4] = ["rate", "count", "ratio", "level"];
    match subject {
        [.., noun, figure] if FIGURES.contains(&singular(figure)) => {
            TROUBLE.contains(singular(noun)) || *noun == "latency"
        }
        [.., "response" | "load", time] if singular(time) == "time" => true,
        [.., noun] => {
            let noun = singular(noun);
            noun == "latency" || (TROUBLE.contains(noun) && !CAN_END.contains(noun))
        }
        [] => false,
    }
}

pub(super) fn is_denied(words: &[&str]) -> bool {
    words.iter().any(|it| DENIALS.contains(it) || it.ends_with("n't") || it.ends_with("n’t"))
}

/// Whether a clause speaks of a part, of a moment, or of what somebody said.
pub(super) fn is_partial(words: &[&str]) -> bool {
    let is_share = |it: &str| it.contains(['%', '#']) && it != "100%" && it != "0%";
    cites(words) || words.iter().any(|it| PARTIAL.contains(it) || is_share(it))
}
