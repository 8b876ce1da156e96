//! The contract's definitions, each at its edges.

use serde_json::{Value, json};

use crate::support::Site;

/// A document with only what a definition needs.
fn incident(id: &str, date: &str, more: &str) -> String {
    format!(
        "---\nid: {id}\ntitle: {id}\ndate: {date}\nservices: [pay]\ncauses: [capacity/pool]\n{more}---\nText.\n"
    )
}

fn item(fields: &str) -> String {
    format!("action_items:\n  - {{ id: A1, task: Fix it, owner: \"@a\", {fields} }}\n")
}

/// The recurring chains of two incidents.
fn chains(first: (&str, &str), second: (&str, &str)) -> Vec<Value> {
    let exported = Site::new()
        .document("a.md", &incident("INC-2025-0001", first.0, first.1))
        .document("b.md", &incident("INC-2025-0002", second.0, second.1))
        .on("2026-12-31")
        .export();
    exported["trends"]["recurring"].as_array().unwrap().clone()
}

#[track_caller]
fn overdue_days(fields: &str, as_of: &str) -> Value {
    let site =
        Site::new().document("a.md", &incident("INC-2025-0001", "2026-01-01", &item(fields))).on(as_of);
    site.export()["action_items"][0]["overdue_days"].clone()
}

#[test]
fn an_item_is_overdue_from_the_day_after_its_due_date() {
    assert_eq!(overdue_days("due: 2026-01-30, status: open", "2026-01-30"), Value::Null);
    assert_eq!(overdue_days("due: 2026-01-30, status: open", "2026-01-31"), 1);
    assert_eq!(overdue_days("due: 2026-01-30, status: in-progress", "2026-03-02"), 31);
}

#[test]
fn an_item_of_unknown_state_with_a_due_date_can_be_overdue() {
    assert_eq!(overdue_days("due: 2026-01-30", "2026-02-01"), 2);
}

#[test]
fn settled_items_and_items_without_a_due_date_are_never_overdue() {
    assert_eq!(overdue_days("due: 2026-01-30, status: done", "2026-02-01"), Value::Null);
    assert_eq!(overdue_days("due: 2026-01-30, status: cancelled", "2026-02-01"), Value::Null);
    assert_eq!(overdue_days("status: open", "2026-02-01"), Value::Null);
}

#[test]
fn the_recurrence_window_is_inclusive() {
    let found = chains(("2025-01-01", ""), ("2026-01-01", ""));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["gaps_days"], json!([365]));
    assert_eq!(found[0]["cause"], "capacity/pool");
    assert_eq!(found[0]["service"], "pay");
    assert!(chains(("2025-01-01", ""), ("2026-01-02", "")).is_empty());
}

#[test]
fn near_misses_drills_and_maintenance_never_recur() {
    for kind in ["near-miss", "drill", "maintenance"] {
        assert!(chains(("2025-01-01", ""), ("2025-02-01", &format!("kind: {kind}\n"))).is_empty(), "{kind}");
    }
}

#[test]
fn only_the_primary_cause_makes_a_chain() {
    let site = Site::new().document("a.md", &incident("INC-2025-0001", "2025-01-01", "")).document(
        "b.md",
        &incident("INC-2025-0002", "2025-02-01", "")
            .replace("[capacity/pool]", "[config/value, capacity/pool]"),
    );
    assert_eq!(site.export()["trends"]["recurring"], json!([]));
}

#[test]
fn an_unknown_cause_never_recurs() {
    let unknown = |id: &str, date: &str| incident(id, date, "").replace("capacity/pool", "unknown");
    let site = Site::new()
        .document("a.md", &unknown("INC-2025-0001", "2025-01-01"))
        .document("b.md", &unknown("INC-2025-0002", "2025-02-01"));
    assert_eq!(site.export()["trends"]["recurring"], json!([]));
}

#[test]
fn a_declared_recurrence_needs_no_window_and_no_shared_cause() {
    let far = chains(("2020-01-01", ""), ("2026-01-01", "recurrence_of: [INC-2025-0001]\n"));
    assert_eq!((far.len(), &far[0]["declared"]), (1, &json!(true)));
    let site = Site::new().document("a.md", &incident("INC-2025-0001", "2025-01-01", "")).document(
        "b.md",
        &incident("INC-2025-0002", "2025-02-01", "recurrence_of: [INC-2025-0001]\n")
            .replace("capacity/pool", "config"),
    );
    let found = site.export()["trends"]["recurring"].clone();
    assert_eq!(found.as_array().unwrap().len(), 1);
    assert_eq!((&found[0]["cause"], &found[0]["service"]), (&Value::Null, &json!("pay")));
}

#[test]
fn it_came_back_while_an_item_was_open() {
    for (fields, days) in [
        ("due: 2025-01-20, status: open", json!([12])),
        ("due: 2025-01-20, status: in-progress", json!([12])),
        ("due: 2025-02-01, status: open", json!([null])),
        ("status: open", json!([null])),
        ("due: 2025-01-20, status: done, closed: 2025-02-02", json!([12])),
    ] {
        let found = chains(("2025-01-01", &item(fields)), ("2025-02-01", ""));
        let open = &found[0]["while_open"];
        assert_eq!(open[0]["incident"], "INC-2025-0002", "{fields}");
        assert_eq!(open[0]["earlier"], "INC-2025-0001", "{fields}");
        assert_eq!(open[0]["action_items"], json!(["INC-2025-0001/A1"]), "{fields}");
        assert_eq!(open[0]["days_overdue"], days, "{fields}");
        assert_eq!(found[0]["after_done"], json!([]), "{fields}");
    }
}

#[test]
fn it_came_back_although_everything_was_done() {
    let found = chains(("2025-01-01", &item("status: done, closed: 2025-01-31")), ("2025-02-01", ""));
    assert_eq!(found[0]["while_open"], json!([]));
    assert_eq!(found[0]["after_done"][0]["incident"], "INC-2025-0002");
    assert_eq!(found[0]["after_done"][0]["action_items"], json!(["INC-2025-0001/A1"]));
}

#[test]
fn what_nobody_can_know_is_counted_apart() {
    for fields in ["status: done", "status: cancelled", "due: 2025-01-20", "status: done, closed: 2025-02-01"]
    {
        let found = chains(("2025-01-01", &item(fields)), ("2025-02-01", ""));
        assert_eq!(found[0]["while_open"], json!([]), "{fields}");
        assert_eq!(found[0]["after_done"], json!([]), "{fields}");
        assert_eq!(found[0]["not_known"], 1, "{fields}");
    }
}

#[test]
fn an_incident_without_items_is_no_evidence_that_all_were_done() {
    let found = chains(("2025-01-01", ""), ("2025-02-01", ""));
    assert_eq!((&found[0]["after_done"], &found[0]["not_known"]), (&json!([]), &json!(0)));
}

#[test]
fn durations_cross_a_change_of_the_clocks_in_real_seconds() {
    let text = "---\nid: INC-2026-0001\ntitle: t\ndate: 2026-03-29\ntimezone: Europe/Berlin\ntimeline: { started: \"01:30\", resolved: \"03:30\" }\n---\nText.\n";
    let incident = Site::new().document("a.md", text).incident();
    assert_eq!(incident["durations"]["resolve"], 3600);
    assert_eq!(incident["milestones"]["started"], "2026-03-29T01:30:00+01:00");
    assert_eq!(incident["milestones"]["resolved"], "2026-03-29T03:30:00+02:00");
}

#[test]
fn an_incident_belongs_to_the_quarter_in_which_it_began_on_the_sites_clocks() {
    let text = "---\nid: INC-2026-0001\ntitle: t\nservices: [pay]\ntimeline: { started: 2026-03-31T20:00:00Z }\n---\nText.\n";
    let quarter = |zone: &str| {
        let site = Site::new()
            .file("afterword.yaml", &format!("site: {{ timezone: {zone} }}\n"))
            .document("a.md", text)
            .on("2026-05-01");
        let quarters = site.export()["trends"]["quarters"].as_array().unwrap().clone();
        quarters.iter().find(|it| it["incidents"] == 1).unwrap()["quarter"].clone()
    };
    assert_eq!(quarter("UTC"), "2026-Q1");
    assert_eq!(quarter("Asia/Shanghai"), "2026-Q2");
}

#[test]
fn quarters_say_nothing_from_four_measurements() {
    let mut site = Site::new().on("2026-03-31");
    for number in 1..=5 {
        let exported_before = (number == 5).then(|| site.export());
        let text = incident(
            &format!("INC-2026-000{number}"),
            "2026-01-10",
            &format!("timeline: {{ started: \"10:00\", resolved: \"1{number}:00\" }}\n"),
        );
        site = site
            .document(&format!("{number}.md"), &text.replace("capacity/pool", &format!("cause-{number}")));
        if let Some(before) = exported_before {
            assert_eq!(before["trends"]["quarters"][0]["resolve"]["median"], Value::Null);
        }
    }
    let resolve = site.export()["trends"]["quarters"][0]["resolve"].clone();
    assert_eq!(
        (&resolve["n"], &resolve["median"], &resolve["missing"]),
        (&json!(5), &json!(3 * 3600), &json!(0))
    );
}
