//! English clauses about somebody or something that notices.

use super::words::{TROUBLE, Words, is_denied, singular, subject};

/// What rings, in the singular.
static ALARMS: Words = Words::new(
    "alert alarm monitor monitoring pager pagerduty opsgenie probe check watchdog healthcheck warning \
    pingdom datadog sentry grafana prometheus alertmanager cloudwatch stackdriver nagios zabbix newrelic \
    uptimerobot statuscake",
);

/// What an alarm does.
static RINGS: Words = Words::new(
    "fires fired fire triggers triggered trigger raised received detects detected pages paged sends sent \
    reports reported notices noticed notifies notified flags flagged posts posted trips tripped",
);

/// What somebody does with an alarm, before its name.
static RECEIVES: Words = Words::new("receives received receive gets got get");

/// Who notices, in the singular.
static PEOPLE: Words = Words::new(
    "we user customer client member developer engineer team support somebody someone employee operator \
    colleague reporter",
);

/// Whose reports are the first that is heard of a weakness.
static REPORTERS: Words =
    Words::new("bug bounty bugcrowd hackerone vulnerability security researcher user customer abuse support");

/// Who is paged.
static PAGED: Words = Words::new("engineer on-call oncall team sre eoc responder");

/// Who hears of trouble and does not report it.
static AUDIENCE: Words =
    Words::new("user customer client stakeholder management leadership public community");

/// What people do.
static NOTICE: Words = Words::new(
    "notices noticed notice reports reported report complains complained complain discovers discovered \
    detects detected spotted observe observes observed",
);

/// An alarm with one of these woke nobody.
static CANCELS: Words = Words::new("silenced ignored missed muted resolved cleared false suppressed closed");

/// Who speaks of a fix or of good news has not noticed a failure.
static GOOD: Words = Words::new("fixed fine recovered restored back normal operational successful");

/// What is wrong with something.
static WRONG: Words = Words::new(
    "down failing failed unavailable slow unreachable unresponsive broken stuck elevated increased high \
    missing spike drop",
);

/// Somebody or something notices: an alert fires, users report, `first noticed`.
pub(super) fn is_noticed(words: &[&str]) -> bool {
    if words.iter().any(|it| CANCELS.contains(it) || GOOD.contains(it)) {
        return false;
    }
    if is_first(words) || is_of_reports(words) || is_alert_alone(words) {
        return true;
    }
    words.iter().enumerate().take_while(|(at, _)| !is_denied(&words[..*at])).any(|(at, verb)| {
        let before = &words[at.saturating_sub(4)..at];
        let is = |nouns: &Words| before.iter().any(|it| nouns.contains(singular(it)));
        let paged = *verb == "paged" && (is(&PAGED) || at == 0);
        let told = ["reported", "noticed", "spotted", "discovered", "observed", "detected"].contains(verb)
            && subject(words, at).last().is_some_and(is_wrong_noun);
        let to_others = words[at + 1..].iter().any(|it| AUDIENCE.contains(singular(it)));
        let rings = RINGS.contains(verb) && !to_others && (is(&ALARMS) || is_of_alarm(words, at));
        // `The shop being down was detected by a colleague`
        let passive = ["detected", "noticed", "discovered", "spotted", "reported"].contains(verb)
            && at.checked_sub(1).is_some_and(|it| ["was", "were"].contains(&words[it]))
            && words[..at].iter().any(|it| WRONG.contains(it));
        // `A bug bounty report detailing … was submitted`
        let handed_in = ["submitted", "filed"].contains(verb)
            && at.checked_sub(1).is_some_and(|it| words[it] == "was")
            && words[..at].windows(2).any(|it| REPORTERS.contains(it[0]) && it[1] == "report");
        told || passive
            || handed_in
            || rings
            || (NOTICE.contains(verb) && is(&PEOPLE))
            || paged
            || is_aware(words, at)
            || is_alerted(words, at)
            || receives(words, at)
            || (*verb == "raised" || *verb == "opened") && is(&PEOPLE) && is_request(&words[at + 1..])
            || sees(words, at)
    })
}

/// `Monitoring of the whole chain detected …`: the alarm heads the clause.
fn is_of_alarm(words: &[&str], at: usize) -> bool {
    let head = &words[..at.min(3)];
    // A person in between does it: `Alert reached Bo who sent …`.
    at <= 9
        && head.iter().any(|it| ALARMS.contains(singular(it)))
        && words[..at].contains(&"of")
        && !words[..at].iter().any(|it| ["who", "and", "to"].contains(it))
}

fn is_wrong_noun(noun: &&str) -> bool {
    let noun = singular(noun);
    TROUBLE.contains(noun) || ["latency", "anomaly", "spike"].contains(&noun)
}

/// `First alert`, `First customer report`, `First noticed`.
fn is_first(words: &[&str]) -> bool {
    static HEARD: Words = Words::new("alert alarm report complaint page notification");
    static ISSUED: Words = Words::new("published written sent drafted acknowledged");
    match words {
        ["first" | "initially", verb, ..] if NOTICE.contains(verb) => {
            // `First report published`
            !words.iter().any(|it| ISSUED.contains(it))
        }
        ["first" | "initial", rest @ ..] => {
            rest.iter().take(3).any(|it| HEARD.contains(singular(it)))
                && !rest.iter().any(|it| ISSUED.contains(it))
        }
        _ => false,
    }
}

/// `PagerDuty alert for slow queries`, `Automated warning from the cloud provider`: an alert that nobody handles.
fn is_alert_alone(words: &[&str]) -> bool {
    static ABOUT: Words = Words::new("from for about regarding indicating that on");
    static LINKS: Words = Words::new("a an the at to of with into after before from by our this no");
    const ENDINGS: [&str; 11] = ["", "e", "s", "es", "ed", "ing", "ped", "ping", "ting", "ten", "ers"];
    // Stems of what people do with alerts.
    const HANDLED: [&str; 27] = [
        "add",
        "creat",
        "tun",
        "silenc",
        "acknowledg",
        "investigat",
        "check",
        "clos",
        "resolv",
        "clear",
        "fix",
        "updat",
        "review",
        "configur",
        "set",
        "enabl",
        "disabl",
        "mut",
        "ignor",
        "need",
        "look",
        "writ",
        "improv",
        "adjust",
        "discuss",
        "miss",
        "stop",
    ];
    let Some(at) = words.iter().take(4).position(|it| ["alert", "alarm", "warning"].contains(&singular(it)))
    else {
        return false;
    };
    let is_alert = singular(words[at]) != "warning" || words[..at].contains(&"automated");
    let is_noun = !words[..at].iter().any(|it| LINKS.contains(it))
        && words.get(at + 1).is_none_or(|it| ABOUT.contains(it));
    // `Alert` alone is not a sentence.
    let says = 1 < words.len();
    // Whole forms: `addresses` and `checkout` are not things that people do with alerts.
    let is_form = |word: &str, stem: &str| word.strip_prefix(stem).is_some_and(|it| ENDINGS.contains(&it));
    let is_handled = words.iter().any(|word| HANDLED.iter().any(|it| is_form(word, it)));
    is_alert && is_noun && says && !is_handled && !is_denied(words)
}

/// `Reports of errors`, `User reports of slow pages`.
fn is_of_reports(words: &[&str]) -> bool {
    let is_of = |it: &[&str]| it[0] == "reports" && ["of", "that", "about"].contains(&it[1]);
    words.windows(2).take(4).position(is_of).is_some_and(|at| !is_denied(&words[..at]))
}

/// `We became aware of`, `the team was made aware`.
fn is_aware(words: &[&str], at: usize) -> bool {
    words.get(at + 1) == Some(&"aware")
        && ["became", "become", "becomes", "made"].contains(&words[at])
        && !words[..at].iter().any(|it| AUDIENCE.contains(singular(it)))
}

/// `Monitoring alerted`, `on-call was alerted`, but not `customers were alerted`.
fn is_alerted(words: &[&str], at: usize) -> bool {
    let is_verb = words[at] == "alerted" || words[at] == "alerts" && words.get(at + 1) == Some(&"on-call");
    let is_passive =
        words[..at].last().is_some_and(|it| ["is", "are", "was", "were", "been", "get", "got"].contains(it));
    let audience = words[..at].iter().any(|it| AUDIENCE.contains(singular(it)));
    let object = words[at + 1..].iter().take(3).any(|it| AUDIENCE.contains(singular(it)));
    is_verb && 0 < at && !(is_passive && audience) && !object
}

/// `Two customers raised support requests`, `a user opened an issue`.
fn is_request(object: &[&str]) -> bool {
    static REQUESTS: Words = Words::new("request ticket issue case concern complaint");
    object.iter().take(3).any(|it| REQUESTS.contains(singular(it)))
}

/// `We received an alert`, `on-call gets the page`, `support received a complaint`.
fn receives(words: &[&str], at: usize) -> bool {
    static HEARD: Words = Words::new("alert alarm page warning complaint");
    RECEIVES.contains(words[at])
        && words[at + 1..].iter().take(4).any(|it| HEARD.contains(singular(it)))
        && !words[..at].iter().any(|it| AUDIENCE.contains(singular(it)))
}

/// `Noticed elevated error rates`, `Noticed that the site is down`; only as the first words.
fn sees(words: &[&str], at: usize) -> bool {
    at == 0
        && ["noticed", "noticing", "observed", "spotted"].contains(&words[at])
        && words.iter().any(|it| WRONG.contains(it) || TROUBLE.contains(singular(it)))
}
