//! Exports of incident tools become documents that say what the export says, and no more.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::support::Site;

fn export(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import").join(name)
}

/// What is read again of the documents that `name` was turned into.
fn imported(name: &str) -> (Site, Value) {
    let site = Site::new();
    let path = export(name);
    let run = site.run(&["import", path.to_str().unwrap(), "--into", "content"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let read = site.run(&["export"]);
    assert_eq!(read.code, 0, "{}", read.stderr);
    (site, serde_json::from_str(&read.stdout).unwrap())
}

#[test]
fn an_incident_of_incident_io_keeps_its_facts() {
    let (site, all) = imported("incident-io.json");
    let it = &all["incidents"][0];
    assert_eq!(it["id"], "INC-214");
    assert_eq!(
        (&it["title"], &it["date"]),
        (&json!("Parcel labels print without a barcode"), &json!("2026-04-02"))
    );
    assert_eq!((&it["services"], &it["visibility"]), (&json!(["label-service"]), &json!("internal")));
    assert_eq!(it["severity_raw"], "Major");
    assert_eq!(it["milestones"]["started"], "2026-04-02T07:55:00+00:00");
    assert_eq!(it["milestones"]["resolved"], "2026-04-02T09:30:00+00:00");
    // "Reported" and "Fixed" are that tool's words, not our milestones: they are lines of the timeline.
    assert_eq!((&it["milestones"]["detected"], &it["milestones"]["mitigated"]), (&Value::Null, &Value::Null));
    let items = all["action_items"].as_array().unwrap();
    let facts =
        |nth: usize| ["task", "owner", "status", "closed", "ticket"].map(|key| items[nth][key].clone());
    assert_eq!(
        facts(0),
        [
            json!("Pin the font package | and test it"),
            json!("Ines Moreau"),
            json!("open"),
            Value::Null,
            json!("https://tracker.example/LBL-31")
        ]
    );
    assert_eq!(facts(1)[2..4], [json!("done"), json!("2026-04-20")]);
    let text = fs::read_to_string(
        site.path("content/incidents/2026/inc-214-parcel-labels-print-without-a-barcode.md"),
    )
    .unwrap();
    for part in [
        "Incident Lead: Ines Moreau",
        "| 2026-04-02T08:20:11Z | Reported at |",
        "## How was it noticed?\n\nA depot called.",
        "Scanners refused 1,240 parcels.",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn a_report_of_firehydrant_keeps_its_facts() {
    let (site, all) = imported("firehydrant.json");
    let it = &all["incidents"][0];
    assert_eq!((&it["id"], &it["date"]), (&json!("INC-88"), &json!("2026-03-29")));
    assert_eq!(
        (&it["services"], &it["severity_raw"]),
        (&json!(["board-api", "board-display"]), &json!("SEV2"))
    );
    assert_eq!(it["milestones"]["detected"], "2026-03-29T05:12:00+00:00");
    assert_eq!(it["milestones"]["diagnosed"], Value::Null);
    let item = &all["action_items"][0];
    assert_eq!(
        (&item["status"], &item["due"], &item["owner"]),
        (&json!("in-progress"), &json!("2026-04-15"), &json!("Tomas Berg"))
    );
    let text =
        fs::read_to_string(site.path("content/incidents/2026/inc-88-timetable-board-shows-yesterday.md"))
            .unwrap();
    assert!(text.contains("## Root cause\n\nThe cache key held a local day"), "{text}");
    assert!(text.contains("### Staff") && !text.contains("What went badly"), "{text}");
}

#[test]
fn a_list_of_rootly_becomes_a_file_each_and_an_exercise_is_a_drill() {
    let (site, all) = imported("rootly.json");
    let kinds: Vec<&Value> = all["incidents"].as_array().unwrap().iter().map(|it| &it["kind"]).collect();
    assert_eq!(kinds, ["incident", "drill"]);
    assert_eq!(all["incidents"][0]["milestones"]["detected"], "2026-05-04T05:03:00+00:00");
    assert_eq!(all["incidents"][0]["milestones"]["mitigated"], Value::Null);
    let path = export("rootly.json");
    let again = site.run(&["import", path.to_str().unwrap(), "--into", "content", "--verbose"]);
    for part in [
        "wrote 0 documents",
        "2 files already exist",
        "1 incident without a title was left out",
        "`attributes.slug`",
    ] {
        assert!(again.stderr.contains(part), "{part}: {}", again.stderr);
    }
    let several = site.run(&["import", path.to_str().unwrap()]);
    assert_eq!(several.code, 2, "{}", several.stdout);
}

#[test]
fn an_incident_of_dispatch_keeps_its_facts() {
    let (_site, all) = imported("dispatch.json");
    let it = &all["incidents"][0];
    assert_eq!((&it["id"], &it["date"]), (&json!("dispatch-harbour-default-2026-014"), &json!("2026-06-01")));
    assert!(it["milestones"].as_object().unwrap().values().all(Value::is_null), "{}", it["milestones"]);
    assert_eq!(it["timeline"].as_array().unwrap().len(), 4);
    let item = &all["action_items"][0];
    assert_eq!(
        (&item["status"], &item["due"], &item["closed"]),
        (&json!("done"), &json!("2026-06-10"), &json!("2026-06-08"))
    );
}

#[test]
fn a_milestone_with_two_instants_is_not_decided_and_people_of_one_role_stay_together() {
    let export = json!({
        "name": "Belt stops", "number": 4, "started_at": "2026-01-02T10:00:00Z",
        "milestones": [
            { "type": "started", "occurred_at": "2026-01-02T10:00:00Z" },
            { "type": "resolved", "occurred_at": "2026-01-02T11:00:00Z" },
            { "type": "resolved", "occurred_at": "2026-01-02T12:30:00Z" },
        ],
        "role_assignments": [
            { "incident_role": { "name": "Scribe" }, "user": { "name": "Ana Lima" } },
            { "incident_role": { "name": "Scribe" }, "user": { "name": "Jo Park" } },
        ],
    });
    let site = Site::new().file("a.json", &export.to_string());
    let text = site.run(&["import", "a.json"]).stdout;
    assert!(text.contains("timeline:\n  started: 2026-01-02T10:00:00Z\n---"), "{text}");
    assert_eq!(text.matches("| resolved |").count(), 2, "{text}");
    assert!(text.contains("Scribe: Ana Lima, Jo Park"), "{text}");
}

#[test]
fn what_is_no_export_is_refused_with_a_way_to_go_on() {
    let site = Site::new().file("a.json", "{ \"title\": \"x\" }").file("b.json", "{");
    let unknown = site.run(&["import", "a.json"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.stderr.contains("--from") && unknown.stderr.contains("rootly"), "{}", unknown.stderr);
    let broken = site.run(&["import", "b.json"]);
    assert!(broken.code == 2 && broken.stderr.contains("line 1"), "{}", broken.stderr);
    assert_eq!(site.run(&["import", "a.json", "--from", "dispatch"]).code, 0);
    assert_eq!(site.run(&["import", "missing.json"]).code, 3);
}

#[test]
fn one_incident_is_printed_in_the_language_of_the_site() {
    let site = Site::new().file("afterword.yaml", "site: { language: zh-CN }\n");
    let run = site.run(&["import", export("dispatch.json").to_str().unwrap()]);
    assert!(
        run.stdout.contains("## 处置\n\nThe limit") && run.stdout.contains("| 时间 | 事件 |"),
        "{}",
        run.stdout
    );
}
