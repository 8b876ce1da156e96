//! `afterword report` and the pages of reviews: one quarter or year, the same numbers on both.

use serde_json::Value;

use crate::support::{Run, Site};

/// A failure of `2026-Q1` or earlier with everything a review asks for.
fn incident(id: &str, start: &str, minutes: &str, more: &str) -> String {
    format!(
        "---\nid: {id}\ntitle: Pool ran dry ({id})\nseverity: P1\nservices: [pay]\ncauses: [capacity/pool]\n\
         detection: alert\ntimezone: Asia/Shanghai\n\
         timeline: {{ started: {start}, detected: {start}, resolved: {minutes} }}\n{more}---\nText.\n\n\
         ## Lessons learned\n\n- Limits | need owners.\n- **Process**: roll back first.\n\n## Where we got lucky\n\n- It was *night*.\n"
    )
}

const CONFIG: &str = "site: { title: Ours, timezone: Asia/Shanghai, language: en }\n\
    calendar: { working_hours: { days: [mon-fri], from: \"09:00\", to: \"18:00\" }, holidays: [2026-01-01] }\n\
    actions: { policy: [ { priority: P0, due_within: 7d } ] }\n\
    severity: [ { id: P1, resolve: 1h } ]\n\
    targets: [ { name: repair, severity: [P1], clock: support, pairs: [ { from: detected, to: resolved, within: 30m } ] } ]\n";

/// Five failures in the first quarter of 2026, six in the one before; as-of 2026-04-15.
fn site() -> Site {
    let mut site = Site::new().file("afterword.yaml", CONFIG).on("2026-04-15");
    for day in 1..=6 {
        let id = format!("INC-2025-000{day}");
        let (start, end) = (format!("2025-11-0{day}T10:00+08:00"), format!("2025-11-0{day}T10:4{day}+08:00"));
        site = site.document(&format!("{id}.md"), &incident(&id, &start, &end, ""));
    }
    for day in 1..=5 {
        let id = format!("INC-2026-000{day}");
        // The fourth of January is a Sunday: no support hours.
        let (start, end) = (format!("2026-01-0{day}T17:30+08:00"), format!("2026-01-0{day}T18:3{day}+08:00"));
        let items = "action_items:\n  - { id: A1, task: Cap the pool, owner: \"@li\", due: 2026-01-20, priority: P0, status: open }\n";
        site = site
            .document(&format!("{id}.md"), &incident(&id, &start, &end, if day == 1 { items } else { "" }));
    }
    site.document(
        "near.md",
        "---\nid: INC-2026-0009\ntitle: Nearly\nkind: near-miss\ndate: 2026-02-01\n---\nText.\n",
    )
}

fn json(site: &Site, period: &str) -> Value {
    let run = site.run(&["report", period, "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str::<Value>(&run.stdout).unwrap()["review"].clone()
}

#[track_caller]
fn refused(run: &Run, words: &str) {
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{}", run.stderr);
    assert!(run.stderr.contains(words), "{}", run.stderr);
}

#[test]
fn the_last_full_quarter_is_printed_as_markdown() {
    let run = site().run(&["report"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn a_quarter_is_read_in_every_form_and_a_year_too() {
    let site = site();
    let expected = site.run(&["report", "2026-Q1"]).stdout;
    for form in ["2026Q1", "2026-q1"] {
        assert_eq!(site.run(&["report", form]).stdout, expected, "{form}");
    }
    let year = site.run(&["report", "2025"]).stdout;
    assert!(year.starts_with("# Review of 2025\n"), "{year}");
}

#[test]
fn the_page_and_the_report_say_the_same() {
    let site = site();
    site.build();
    let page = site.page("reviews/2026-q1/index.html");
    let review = json(&site, "2026Q1");
    let share = &review["repeat_rate"];
    let rate = format!("Repeat rate: {} of {} incidents", share["k"], share["n"]);
    let report = site.run(&["report", "2026Q1"]).stdout;
    for words in [rate.as_str(), "5 incidents began, 6 in 2025-Q4: no evidence of a change.", "Cap the pool"]
    {
        assert!(page.contains(words), "{words}");
        assert!(report.contains(words), "{words}");
    }
    assert_eq!(review["incidents"].as_array().unwrap().len(), 5);
    assert_eq!(review["near_misses"], serde_json::json!(["INC-2026-0009"]));
}

#[test]
fn links_of_a_report_lead_to_the_site_where_its_address_is_known() {
    let site = site();
    assert!(!site.run(&["report"]).stdout.contains("]("));
    let config = CONFIG.replace("title: Ours", "title: Ours, base_url: \"https://kb.example.com/x\"");
    site.write("afterword.yaml", &config);
    let report = site.run(&["report"]).stdout;
    assert!(report.contains("(https://kb.example.com/x/incidents/inc-2026-0001/)"), "{report}");
    assert!(!report.contains("(../") && !report.contains("(incidents/"), "{report}");
}

#[test]
fn a_report_is_in_the_language_of_the_site() {
    let site = site();
    site.write("afterword.yaml", &CONFIG.replace("language: en", "language: zh-CN"));
    let report = site.run(&["report"]).stdout;
    for words in ["# 2026-Q1 回顾", "## 议程：黄金三问", "支持时段", "自然时间"] {
        assert!(report.contains(words), "{words}: {report}");
    }
}

#[test]
fn a_quarter_that_is_none_or_has_nothing_is_answered_with_help() {
    let site = site();
    refused(&site.run(&["report", "last"]), "invalid quarter or year `last`");
    refused(&site.run(&["report", "2019Q4"]), "reports exist from 2025-Q4 to 2026-Q2");
    refused(&site.run(&["report", "2019"]), "reports exist from 2025 to 2026");
    refused(&Site::new().run(&["report"]), "no incident has a date");
    let running = site.run(&["report", "2026Q2"]);
    assert_eq!(running.code, 0, "{}", running.stderr);
    assert!(running.stderr.contains("no incident began in 2026-Q2"), "{}", running.stderr);
}

#[test]
fn the_fiscal_year_decides_what_a_quarter_is() {
    let site = site();
    site.write("afterword.yaml", &CONFIG.replace("calendar: { ", "calendar: { fiscal_year_start: 4, "));
    // The fiscal year 2026 ends in March: January lies in its fourth quarter.
    let review = json(&site, "2026Q4");
    assert_eq!((&review["first_day"], &review["last_day"]), (&"2026-01-01".into(), &"2026-03-31".into()));
    assert_eq!(review["incidents"].as_array().unwrap().len(), 5);
    site.build();
    assert!(site.has_page("reviews/2026-q4/index.html") && site.has_page("reviews/2026/index.html"));
}

#[test]
fn times_are_told_on_both_clocks_and_targets_on_the_one_they_name() {
    let review = json(&site(), "2026Q1");
    let resolve = |clock: &str| {
        let rows = review["response"].as_array().unwrap();
        rows.iter().find(|it| it["measure"] == "resolve" && it["clock"] == clock).unwrap()["values"].clone()
    };
    let seconds = |values: Value| -> Vec<i64> {
        values.as_array().unwrap().iter().map(|it| it["seconds"].as_i64().unwrap()).collect()
    };
    assert_eq!(seconds(resolve("calendar")), [3660, 3720, 3780, 3840, 3900]);
    // A holiday, a Saturday and a Sunday without support hours; half an hour on Friday and on Monday.
    assert_eq!(seconds(resolve("support")), [0, 0, 0, 1800, 1800]);
    let targets = review["targets"].as_array().unwrap();
    let target = |name: &str| targets.iter().find(|it| it["target"] == name).unwrap();
    let repair = target("repair/detected-resolved");
    assert_eq!((&repair["clock"], &repair["met"]), (&"support".into(), &5.into()));
    assert_eq!((&target("resolve")["clock"], &target("resolve")["missed"]), (&"calendar".into(), &5.into()));
}

#[test]
fn an_item_beyond_the_policy_of_its_priority_is_named() {
    let review = json(&site(), "2026Q1");
    let breach = &review["policy_breaches"][0];
    assert_eq!(
        (&breach["action_item"], &breach["limit"]),
        (&"INC-2026-0001/A1".into(), &"2026-01-08".into())
    );
    assert_eq!(breach["days_beyond"], 97);
}

#[test]
fn reviews_and_trends_agree_on_what_is_beyond_the_policy() {
    let items = "action_items:\n  - { id: A1, task: Cap it, priority: P0, status: open }\n  \
                 - { id: A2, task: Test it, priority: P0, status: done, closed: 2026-01-10 }\n";
    let (start, end) = ("2026-01-02T10:00+08:00", "2026-01-02T11:00+08:00");
    let site = Site::new()
        .file("afterword.yaml", CONFIG)
        .on("2026-04-15")
        .document("a.md", &incident("INC-2026-0001", start, end, items));
    let review = json(&site, "2026Q1");
    let breaches: Vec<(&Value, &Value)> = review["policy_breaches"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (&it["action_item"], &it["days_beyond"]))
        .collect();
    assert_eq!(
        breaches,
        [(&"INC-2026-0001/A1".into(), &96.into()), (&"INC-2026-0001/A2".into(), &1.into())],
        "an item without a due date is beyond the policy once the time is over"
    );
    let trends = &site.export()["trends"]["policy"][0];
    assert_eq!((&trends["broken"], &trends["late"]), (&1.into(), &1.into()));
    assert_eq!(trends["breaches"][0]["days_beyond"], 96);
}

#[test]
fn lessons_carry_their_kind_and_layer() {
    let review = json(&site(), "2026Q1");
    let first = &review["lessons"][0];
    assert_eq!((&first["kind"], &first["text"]), (&"learned".into(), &"Limits | need owners.".into()));
    let second = &review["lessons"][1];
    assert_eq!((&second["layer"], &second["text"]), (&"process".into(), &"roll back first.".into()));
    assert_eq!(review["lessons"][2]["kind"], "lucky");
}

#[test]
fn three_incidents_are_too_few_to_say_anything() {
    let mut site = Site::new().on("2026-04-15");
    for day in 1..=3 {
        let id = format!("INC-2026-000{day}");
        let (start, end) = (format!("2026-01-0{day}T10:00+08:00"), format!("2026-01-0{day}T11:00+08:00"));
        site = site.document(&format!("{id}.md"), &incident(&id, &start, &end, ""));
    }
    site.build();
    for path in ["reviews/2026-q1", "causes/capacity/pool", "services/pay", "severities/p1"] {
        let page = site.page(&format!("{path}/index.html"));
        assert!(page.contains("Too few to say"), "{path}");
        assert!(!page.contains("dots-median"), "{path}");
    }
    let report = site.run(&["report"]).stdout;
    assert!(report.contains("No full earlier period is recorded"), "{report}");
    assert!(report.contains("Repeat rate: too few to say."), "{report}");
    assert!(!report.contains('%') || !report.contains("% |"), "{report}");
}

#[test]
fn nothing_at_all_still_makes_pages_that_help() {
    let site = Site::new().document("readme.md", "# Read me\n\nText.\n");
    let run = site.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for (path, words) in [
        ("reviews/", "No dated incidents yet."),
        ("lessons/", "headings such as"),
        ("gaps/", "0 of 0"),
        ("definitions/", "Repeat rate"),
    ] {
        assert!(site.page(&format!("{path}index.html")).contains(words), "{path}");
    }
}

#[test]
fn an_incident_of_the_same_week_of_an_earlier_year_is_remembered() {
    let site = Site::new()
        .on("2026-01-15")
        .document("a.md", &incident("INC-2025-0001", "2025-01-13T10:00+08:00", "2025-01-13T11:00+08:00", ""));
    site.build();
    let home = site.page("index.html");
    assert!(home.contains("This week in earlier years") && home.contains("1 year ago"), "{home}");
    let later = site.on("2026-02-15");
    later.build();
    assert!(!later.page("index.html").contains("This week in earlier years"));
}

/// Instants at the edges of days, quarters and years of Shanghai, in leap years and on days when clocks elsewhere change.
const EDGES: [&str; 10] = [
    "2023-12-31T15:59:59Z",
    "2023-12-31T16:00:00Z",
    "2024-02-29T12:00:00+08:00",
    "2024-03-31T01:30:00+01:00",
    "2024-03-31T23:59:59+08:00",
    "2024-04-01T00:00:00+08:00",
    "2024-10-27T02:30:00+02:00",
    "2024-12-31T23:59:59+08:00",
    "2025-01-01T00:00:00+08:00",
    "2025-06-30T23:00:00-05:00",
];

#[test]
fn every_incident_is_counted_once_whatever_month_the_fiscal_year_begins_in() {
    let mut site = Site::new().on("2025-09-15");
    for (nth, start) in EDGES.iter().enumerate() {
        // It lasts a week, into the next quarter: it counts where it began.
        let text = format!(
            "---\nid: INC-2024-00{nth:02}\ntitle: t\nservices: [pay]\ntimeline: {{ started: {start}, resolved: 2025-08-01T00:00:00Z }}\n---\nText.\n"
        );
        site = site.document(&format!("{nth}.md"), &text);
    }
    for month in 1..=12 {
        let config =
            format!("site: {{ timezone: Asia/Shanghai }}\ncalendar: {{ fiscal_year_start: {month} }}\n");
        site.write("afterword.yaml", &config);
        let exported = site.export();
        let quarters = exported["trends"]["quarters"].as_array().unwrap();
        let total: u64 = quarters.iter().map(|it| it["incidents"].as_u64().unwrap()).sum();
        assert_eq!(total, 10, "month {month}");
        let mut years = std::collections::BTreeSet::new();
        for quarter in quarters {
            let name = quarter["quarter"].as_str().unwrap();
            years.insert(name[..4].to_owned());
        }
        let of_years: usize =
            years.iter().map(|it| json(&site, it)["incidents"].as_array().unwrap().len()).sum();
        assert_eq!(of_years, 10, "month {month}");
    }
}

#[test]
fn a_review_reads_back_what_was_decided_in_its_time_and_what_became_of_it() {
    let start = "2026-03-05T17:30+08:00";
    let again =
        incident("INC-2026-0010", start, "2026-03-05T18:31+08:00", "recurrence_of: [INC-2026-0001]\n");
    let decisions = "pairs:\n  - { incidents: [INC-2026-0001, INC-2025-0001], decision: same, day: 2026-02-10 }\n  \
        - { incidents: [INC-2025-0002, INC-2026-0002], decision: not-the-same, day: 2026-02-11 }\n  \
        - { incidents: [INC-2025-0003, INC-2026-0003], decision: same, day: 2025-12-30 }\n  \
        - { incidents: [INC-2025-0004, INC-2026-0004], decision: same }\n";
    let site = site().document("again.md", &again).document("decisions.yml", decisions);
    let decided = &json(&site, "2026Q1")["decided"];
    assert_eq!(
        *decided,
        serde_json::json!([
            {
                "earlier": "INC-2025-0001", "later": "INC-2026-0001", "day": "2026-02-10", "same": true,
                "returns": ["INC-2026-0010"], "open_action_items": ["INC-2026-0001/A1"],
            },
            {
                "earlier": "INC-2025-0002", "later": "INC-2026-0002", "day": "2026-02-11", "same": false,
                "returns": [], "open_action_items": [],
            },
        ])
    );
    assert_eq!(json(&site, "2025Q4")["decided"][0]["earlier"], "INC-2025-0003");
    let text = site.run(&["report", "2026Q1"]).stdout;
    for words in [
        "## Decided in this period",
        "are the same failure.",
        "Since then it came back 1 time, last in",
        "1 action item of the two is still to be done.",
        "are different failures.",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    site.build();
    assert!(site.page("reviews/2026-q1/index.html").contains("Decided in this period"));
}
