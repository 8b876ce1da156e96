//! What becomes of promises: the backlog, time to close, punctuality and policy; and related failures.

use std::fs;

use serde_json::{Value, json};

use crate::support::Site;

/// A document of 2026-01-05 with `items`, each the fields of one action item.
fn promises(id: &str, items: &[&str]) -> String {
    let item =
        |(idx, fields): (usize, &&str)| format!("  - {{ id: A{}, task: Fix it, {fields} }}\n", idx + 1);
    let items: String = items.iter().enumerate().map(item).collect();
    format!(
        "---\nid: {id}\ntitle: {id}\ndate: 2026-01-05\nservices: [pay]\naction_items:\n{items}---\nText.\n"
    )
}

/// The trends on `as_of` of one document with `items`.
fn trends(as_of: &str, items: &[&str]) -> Value {
    let site = Site::new().document("a.md", &promises("INC-2026-0001", items)).on(as_of);
    site.export()["trends"].clone()
}

fn failure(id: &str, date: &str, cause: &str, title: &str) -> String {
    format!("---\nid: {id}\ntitle: {title}\ndate: {date}\nservices: [pay]\ncauses: [{cause}]\n---\nText.\n")
}

#[test]
fn an_open_item_is_censored_on_the_as_of_day() {
    let found = &trends("2026-02-04", &["status: done, closed: 2026-01-15", "status: open"])["time_to_close"];
    assert_eq!((&found["n"], &found["closed"]), (&json!(2), &json!(1)));
    assert_eq!(found["steps"][0]["days"], 10);
    assert_eq!(found["steps"][0]["still_open"], 0.5);
    assert_eq!(found["median_days"], 10);
}

#[test]
fn what_was_closed_after_the_as_of_day_is_still_open_on_it() {
    let found = trends("2026-01-10", &["status: done, closed: 2026-01-15"]);
    assert_eq!(found["time_to_close"]["closed"], 0);
    assert_eq!(found["backlog"]["last_12_weeks"]["now"], 1);
}

#[test]
fn items_without_a_closing_day_or_a_state_are_left_out_and_counted() {
    let items =
        ["status: done", "status: cancelled", "due: 2026-01-20", "status: cancelled, closed: 2026-01-09"];
    let found = trends("2026-02-04", &items);
    let curve = &found["time_to_close"];
    assert_eq!((&curve["n"], &curve["closed"]), (&json!(1), &json!(0)), "the dated cancellation is censored");
    assert_eq!((&curve["undated"], &curve["unknown_state"]), (&json!(2), &json!(1)));
    assert_eq!(found["backlog"]["unknown_state"], 1);
    assert_eq!(found["backlog"]["undated"], 2);
}

#[test]
fn the_backlog_of_each_week_follows_from_what_was_promised_and_settled() {
    let items = [
        "status: done, closed: 2026-01-07",
        "status: done, closed: 2026-01-14",
        "status: open",
        "status: cancelled, closed: 2026-01-25",
    ];
    let found = &trends("2026-01-26", &items)["backlog"];
    let week = |monday: &str, opened: u64, settled: u64, open: u64| json!({ "monday": monday, "opened": opened, "settled": settled, "open": open });
    let expected = json!([
        week("2026-01-05", 4, 1, 3),
        week("2026-01-12", 0, 1, 2),
        week("2026-01-19", 0, 1, 1),
        week("2026-01-26", 0, 0, 1),
    ]);
    assert_eq!(found["weeks"], expected);
    assert_eq!(found["last_12_weeks"], json!({ "before": 0, "opened": 4, "settled": 3, "now": 1 }));
    assert_eq!(found["by_age"]["0-30"], 1);
}

#[test]
fn twelve_weeks_end_on_the_as_of_day() {
    let item = ["status: open"];
    assert_eq!(trends("2026-03-29", &item)["backlog"]["last_12_weeks"]["opened"], 1, "83 days later");
    let found = &trends("2026-03-30", &item)["backlog"]["last_12_weeks"];
    assert_eq!((&found["before"], &found["opened"]), (&json!(1), &json!(0)), "84 days later");
}

#[test]
fn on_time_is_asked_only_of_items_whose_due_date_has_passed() {
    let items = [
        "due: 2026-01-20, status: done, closed: 2026-01-20",
        "due: 2026-01-20, status: done, closed: 2026-01-21",
        "due: 2026-01-20, status: open",
        "due: 2026-01-20, status: done",
        "due: 2026-01-20",
        "due: 2026-01-20, status: cancelled",
        "due: 2026-02-01, status: done, closed: 2026-01-08",
        "status: open",
    ];
    let found = &trends("2026-02-01", &items)["on_time"];
    assert_eq!((&found["share"]["k"], &found["share"]["n"]), (&json!(1), &json!(3)));
    assert_eq!((&found["not_known"], &found["cancelled"]), (&json!(2), &json!(1)));
    assert_eq!((&found["running"], &found["undated"]), (&json!(1), &json!(1)));
}

#[test]
fn the_policy_counts_from_the_day_of_the_incident() {
    let items = [
        "priority: P0, status: done, closed: 2026-01-19",
        "priority: p0, status: done, closed: 2026-01-20",
        "priority: P0, status: open, due: 2026-01-19",
        "priority: P0, status: open, due: 2026-03-01",
        "priority: P0, status: done",
        "priority: P1, status: open",
    ];
    let site = |as_of: &str| {
        let policy = "actions:\n  policy:\n    - { priority: P0, due_within: 14d }\n";
        let site = Site::new().file("afterword.yaml", policy);
        site.document("a.md", &promises("INC-2026-0001", &items)).on(as_of).export()["trends"]["policy"]
            .clone()
    };
    let found = site("2026-01-20");
    assert_eq!(found.as_array().unwrap().len(), 1);
    let line = &found[0];
    let counts = ["kept", "late", "broken", "running", "planned_late", "not_known"].map(|it| &line[it]);
    assert_eq!(counts, [1, 1, 2, 0, 1, 1].map(|it| json!(it)).each_ref());
    assert_eq!(line["breaches"][0], json!({ "action_item": "INC-2026-0001/A3", "days_beyond": 1 }));
    assert_eq!(site("2026-01-19")[0]["broken"], 0, "the last allowed day is in time");
}

#[test]
fn different_causes_below_one_are_akin_and_in_no_count() {
    let site = Site::new()
        .document("a.md", &failure("INC-2026-0001", "2026-01-05", "capacity/pool", "One"))
        .document("b.md", &failure("INC-2026-0002", "2026-02-05", "capacity/disk", "Two"));
    let trends = &site.export()["trends"];
    assert_eq!(trends["recurring"], json!([]));
    let akin = &trends["akin"][0];
    assert_eq!((&akin["ancestor"], &akin["service"]), (&json!("capacity"), &json!("pay")));
    assert_eq!(
        (&akin["incidents"], &akin["gaps_days"]),
        (&json!(["INC-2026-0001", "INC-2026-0002"]), &json!([31]))
    );
    assert_eq!(trends["quarters"][0]["repeat_rate"]["k"], 0);
}

#[test]
fn one_cause_alone_is_not_akin_to_itself() {
    let site = Site::new()
        .document("a.md", &failure("INC-2026-0001", "2026-01-05", "capacity/pool", "One"))
        .document("b.md", &failure("INC-2026-0002", "2026-02-05", "capacity/pool", "Two"));
    assert_eq!(site.export()["trends"]["akin"], json!([]));
}

/// A site with one failure of 2024.
fn stale_quota_file() -> Site {
    let title = "Stale quota file halts the exporter fleet";
    Site::new().document("a.md", &failure("INC-2024-0001", "2024-01-05", "config/value", title))
}

#[test]
fn texts_that_share_rare_words_are_suggested_and_in_no_count() {
    let site = stale_quota_file()
        .document(
            "b.md",
            &failure(
                "INC-2026-0002",
                "2026-02-05",
                "time/clock",
                "Exporter fleet halts on a stale quota file",
            ),
        )
        .document("c.md", &failure("INC-2026-0003", "2026-02-06", "data/cache", "Night batch writes twice"));
    let trends = &site.export()["trends"];
    let found = trends["suggested"].as_array().unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(
        (&found[0]["earlier"], &found[0]["later"]),
        (&json!("INC-2024-0001"), &json!("INC-2026-0002"))
    );
    assert_eq!(trends["recurring"], json!([]));
}

#[test]
fn what_a_document_declares_is_not_suggested() {
    let later =
        failure("INC-2026-0002", "2026-02-05", "time/clock", "Exporter fleet halts on a stale quota file")
            .replace("services", "recurrence_of: [INC-2024-0001]\nservices");
    let site = stale_quota_file().document("b.md", &later);
    assert_eq!(site.export()["trends"]["suggested"], json!([]));
}

#[test]
fn pages_of_an_empty_site_say_what_they_will_show() {
    let site = Site::new().document("notes.md", "# Notes\n\nNothing happened yet.\n");
    site.build();
    let page = |path: &str| fs::read_to_string(site.path("public").join(path).join("index.html")).unwrap();
    assert!(page("trends").contains("No dated incidents yet."));
    assert!(page("trends/overdue").contains("No postmortem lists an action item yet."));
    assert!(page("trends/recurring").contains("No dated incidents yet."));
    assert!(!page("trends").contains("<svg class=\"drawing"));
}

#[test]
fn three_incidents_are_too_few_to_draw() {
    let site = (1..=3).fold(Site::new(), |site, n| {
        let text =
            failure(&format!("INC-2026-000{n}"), &format!("2026-02-0{n}"), "config/value", "Wrong value");
        site.document(&format!("{n}.md"), &text)
    });
    site.build();
    let page = fs::read_to_string(site.path("public/trends/index.html")).unwrap();
    assert!(!page.contains("<svg class=\"drawing") && !page.contains("<svg class=\"calendar"));
    assert!(!page.contains("class=\"num heat-5\""));
    assert!(4 <= page.matches("too few").count(), "every part says so in words");
}
