//! `tickets`: states of action items from committed exports of trackers.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::Site;

/// Items whose tickets are in every export below, in the spelling of each tracker, and the states that a person reads there.
const STATES: [(&str, &str); 5] =
    [("A1", "open"), ("A2", "done"), ("A3", "cancelled"), ("A4", "unknown"), ("A5", "in-progress")];

const GITHUB: &str = r#"[
  {"number": 11, "title": "Alert", "state": "OPEN", "stateReason": "", "url": "https://github.com/shop/till/issues/11",
   "assignees": [{"login": "guning", "name": "Gu Ning"}], "closedAt": null, "updatedAt": "2026-02-25T08:00:00Z"},
  {"number": 12, "title": "Limit", "state": "CLOSED", "stateReason": "COMPLETED", "url": "https://github.com/shop/till/issues/12",
   "assignees": [], "closedAt": "2026-02-20T08:00:00Z", "updatedAt": "2026-02-20T08:00:00Z"},
  {"number": 13, "title": "Drill", "state": "CLOSED", "stateReason": "NOT_PLANNED", "url": "https://github.com/shop/till/issues/13",
   "assignees": [], "closedAt": "2026-02-21T08:00:00Z", "updatedAt": "2026-02-21T08:00:00Z"}
]"#;

const GITLAB_JSON: &str = r#"[
  {"id": 901, "iid": 11, "title": "Alert", "state": "opened", "web_url": "https://gitlab.example.org/shop/till/-/issues/11",
   "assignees": [{"username": "guning"}], "closed_at": null, "updated_at": "2026-02-25T08:00:00.000Z"},
  {"id": 902, "iid": 12, "title": "Limit", "state": "closed", "web_url": "https://gitlab.example.org/shop/till/-/issues/12",
   "assignees": [], "closed_at": "2026-02-20T08:00:00.000Z", "updated_at": "2026-02-20T08:00:00.000Z"}
]"#;

const GITLAB_CSV: &str = "Title,Description,Issue ID,URL,State,Author,Author Username,Assignee,Assignee Username,Due Date,Created At (UTC),Updated At (UTC),Closed At (UTC)\n\
Alert,\"two\nlines\",11,https://gitlab.example.org/shop/till/-/issues/11,Open,Mei,mei,Gu Ning,guning,,2026-01-02 08:00:00,2026-02-25 08:00:00,\n\
Limit,,12,https://gitlab.example.org/shop/till/-/issues/12,Closed,Mei,mei,,,,2026-01-02 08:00:00,2026-02-20 08:00:00,2026-02-20 08:00:00\n";

const JIRA_JSON: &str = r#"{"startAt": 0, "total": 4, "issues": [
  {"key": "TILL-11", "fields": {"status": {"name": "Backlog", "statusCategory": {"key": "new"}}, "resolution": null,
    "assignee": {"displayName": "Gu Ning"}, "updated": "2026-02-25T08:00:00.000+0000"}},
  {"key": "TILL-12", "fields": {"status": {"name": "Shipped", "statusCategory": {"key": "done"}}, "resolution": {"name": "Done"},
    "resolutiondate": "2026-02-20T08:00:00.000+0000", "assignee": null, "updated": "2026-02-20T08:00:00.000+0000"}},
  {"key": "TILL-13", "fields": {"status": {"name": "Closed", "statusCategory": {"key": "done"}}, "resolution": {"name": "Won't Do"},
    "resolutiondate": "2026-02-21T08:00:00.000+0000", "updated": "2026-02-21T08:00:00.000+0000"}},
  {"key": "TILL-15", "fields": {"status": {"name": "Review", "statusCategory": {"key": "indeterminate"}}, "updated": "2026-02-21T08:00:00.000+0000"}}
]}"#;

const JIRA_CSV: &str = "Summary,Issue key,Issue id,Status,Status Category,Resolution,Assignee,Updated,Resolved\n\
Alert,TILL-11,1,Backlog,To Do,,Gu Ning,25/Feb/26 8:00 AM,\n\
Limit,TILL-12,2,Shipped,Done,Done,,20/Feb/26 8:00 AM,20/Feb/26 8:00 AM\n\
Drill,TILL-13,3,Closed,Done,Won't Do,,21/Feb/26 8:00 AM,21/Feb/26 8:00 AM\n\
Again,TILL-14,4,Closed,Done,Duplicate,,21/Feb/26 8:00 AM,21/Feb/26 8:00 AM\n\
Bell,TILL-15,5,Review,In Progress,,,21/Feb/26 8:00 AM,\n";

const LINEAR: &str = "ID,Team,Title,Status,Assignee,Created,Updated,Started,Completed,Canceled\n\
TILL-11,Till,Alert,Backlog,gu.ning@example.org,2026-01-02T08:00:00.000Z,2026-02-25T08:00:00.000Z,,,\n\
TILL-12,Till,Limit,Shipped,,2026-01-02T08:00:00.000Z,2026-02-20T08:00:00.000Z,2026-02-01T08:00:00.000Z,2026-02-20T08:00:00.000Z,\n\
TILL-13,Till,Drill,Canceled,,2026-01-02T08:00:00.000Z,2026-02-21T08:00:00.000Z,,,2026-02-21T08:00:00.000Z\n\
TILL-15,Till,Bell,Review,,2026-01-02T08:00:00.000Z,2026-02-21T08:00:00.000Z,2026-02-01T08:00:00.000Z,,\n";

const TABLE: &str = "编号;状态;负责人;完成日;更新\nTILL-11;待办;Gu Ning;;2026-02-25\nTILL-12;已完成;;2026-02-20;2026-02-20\nTILL-13;已取消;;2026-02-21;2026-02-21\nTILL-15;进行中;;;2026-02-21\n";

/// A report whose items name tickets by `name` of their number; the fourth names one that no export has a state for.
fn document(name: impl Fn(u32) -> String) -> String {
    let item = |nth: u32| {
        format!(
            "  - {{ id: A{nth}, task: \"Step {nth} of the plan\", due: 2026-02-01, ticket: '{}' }}\n",
            name(10 + nth)
        )
    };
    let items: String = (1..=5).map(item).collect();
    format!(
        "---\nid: INC-2026-0001\ntitle: Till stopped\ndate: 2026-01-10\nseverity: P2\naction_items:\n{items}---\nText.\n"
    )
}

fn site(config: &str, file: &str, export: &str, name: impl Fn(u32) -> String) -> Site {
    Site::new()
        .file("afterword.yaml", &format!("tickets:\n  - {{ file: {file}, {config} }}\n"))
        .file(file, export)
        .document("a.md", &document(name))
}

fn items(site: &Site) -> BTreeMap<String, Value> {
    let exported = site.export();
    let items = exported["action_items"].as_array().unwrap();
    let id = |it: &Value| it["id"].as_str().unwrap().trim_start_matches("INC-2026-0001/").to_owned();
    items.iter().map(|it| (id(it), it.clone())).collect()
}

/// The states that the items have, against the table of the head; `unknown` for those that the export does not have.
#[track_caller]
fn check(site: &Site, absent: &[&str]) {
    let items = items(site);
    for (id, expected) in STATES {
        let expected = if absent.contains(&id) { "unknown" } else { expected };
        assert_eq!(items[id]["status"], expected, "{id}: {}", items[id]);
        let is_tracked = !absent.contains(&id) && expected != "unknown";
        assert_eq!(
            items[id]["tracker"].is_null() || items[id]["tracker"]["status"].is_null(),
            !is_tracked,
            "{id}"
        );
    }
    assert_eq!(items["A2"]["closed"], "2026-02-20");
    assert_eq!(items["A1"]["tracker"]["as_of"], "2026-02-25");
    assert!(items["A1"]["owner"].is_string(), "{}", items["A1"]);
    assert_eq!(items["A1"]["overdue_days"], 28);
    assert_eq!(items["A2"]["overdue_days"], Value::Null);
}

#[test]
fn six_formats_give_the_states_that_a_person_reads_in_them_and_unknown_keys_stay_unknown() {
    let github = |n: u32| format!("https://github.com/shop/till/issues/{n}");
    check(&site("format: github", "tickets/issues.json", GITHUB, github), &["A4", "A5"]);
    check(&site("format: github", "issues.json", GITHUB, |n| format!("#{n}")), &["A4", "A5"]);
    check(&site("format: github", "issues.json", GITHUB, |n| format!("shop/till#{n}")), &["A4", "A5"]);
    let gitlab = |n: u32| format!("https://gitlab.example.org/shop/till/-/issues/{n}");
    check(&site("format: gitlab", "issues.json", GITLAB_JSON, gitlab), &["A3", "A4", "A5"]);
    check(&site("format: gitlab", "issues.csv", GITLAB_CSV, gitlab), &["A3", "A4", "A5"]);
    let jira = |n: u32| format!("https://jira.example.org/browse/TILL-{n}");
    check(&site("format: jira", "issues.json", JIRA_JSON, jira), &["A4"]);
    // A duplicate is neither done nor given up.
    check(&site("format: jira", "issues.csv", JIRA_CSV, |n| format!("TILL-{n}")), &[]);
    let linear = |n: u32| format!("https://linear.app/shop/issue/TILL-{n}/step");
    check(&site("format: linear", "issues.csv", LINEAR, linear), &["A4"]);
    let columns =
        "format: csv, columns: { key: 编号, state: 状态, owner: 负责人, closed: 完成日, updated: 更新 }";
    check(&site(columns, "issues.csv", TABLE, |n| format!("till-{n}")), &["A4"]);
}

#[test]
fn the_day_of_the_export_is_beside_every_number_that_rests_on_it() {
    let site = site("format: linear", "issues.csv", LINEAR, |n| format!("TILL-{n}"));
    site.build();
    for page in [
        "index.html",
        "actions/index.html",
        "trends/overdue/index.html",
        "incidents/inc-2026-0001/index.html",
    ] {
        assert!(site.page(page).contains("4 states from issues.csv, 25 Feb 2026"), "{page}");
    }
    assert!(site.page("actions/index.html").contains("tracker, 25 Feb 2026"));
    let run = site.run(&["actions"]);
    assert!(run.stderr.contains("4 states from issues.csv of 2026-02-25"), "{}", run.stderr);
    assert!(
        site.run(&["actions", "--format", "markdown"])
            .stdout
            .contains("4 states from issues.csv, 25 Feb 2026")
    );
    assert!(site.run(&["check"]).stdout.find("AW327").is_none());
    let late = site.on("2026-04-01");
    assert!(late.run(&["check"]).stdout.contains("AW327"), "{}", late.run(&["check"]).stdout);
}

#[test]
fn a_difference_is_a_finding_and_the_sidecar_has_the_last_word() {
    let open =
        document(|n| format!("TILL-{n}")).replace("ticket: 'TILL-12'", "status: open, ticket: 'TILL-12'");
    let site = site("format: linear", "issues.csv", LINEAR, |n| format!("TILL-{n}"));
    site.write("content/a.md", &open);
    let found = site.run(&["check", "--select", "AW325,AW326"]).stdout;
    assert!(
        found.contains(
            "`Step 2 of the plan` is open here and done in ticket TILL-12 (issues.csv, 2026-02-25)"
        ),
        "{found}"
    );
    assert!(found.contains("ticket `TILL-14` is not in the export"), "{found}");
    assert_eq!(found.matches("AW325").count(), 1, "{found}");
    site.write("content/actions.yml", "INC-2026-0001/A2: { status: in-progress }\n");
    assert_eq!(items(&site)["A2"]["status"], "in-progress");
    assert!(items(&site)["A2"]["tracker"].is_null());
}

#[test]
fn states_are_written_to_the_sidecar_once_and_what_is_there_stays() {
    let site = site("format: linear", "issues.csv", LINEAR, |n| format!("TILL-{n}"));
    let kept = "# ours\nINC-2026-0001/A1: { status: done, closed: 2026-02-28 }";
    site.write("content/actions.yml", kept);
    let run = site.run(&["actions", "--write-sidecar"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let read = || std::fs::read_to_string(site.path("content/actions.yml")).unwrap();
    let written = read();
    assert!(
        written
            .starts_with(&format!("{kept}\nINC-2026-0001/A2: {{ status: done, closed: 2026-02-20, note: ")),
        "{written}"
    );
    assert_eq!(written.lines().count(), 5, "{written}");
    site.run(&["actions", "--write-sidecar"]);
    assert_eq!(read(), written);
    site.write("afterword.yaml", "site: { title: Kb }\n");
    assert_eq!(items(&site)["A2"]["status"], "done");
    assert_eq!(items(&site)["A1"]["closed"], "2026-02-28");
}

#[test]
fn an_export_that_cannot_be_read_is_an_error_and_changes_nothing() {
    for (config, file, text, reason) in [
        ("format: github", "i.json", "{", "not valid as an export of format github"),
        ("format: jira", "i.csv", "Key,State\nTILL-12,Done\n", "has no column `Issue key`, `Status`"),
        ("format: csv", "i.csv", "Key,State\nTILL-12,Done\n", "format `csv` needs `columns`"),
        ("format: github, exported: soon", "i.json", "[]", "invalid day `soon`"),
        ("format: github, columns: { key: a, state: b }", "i.json", "[]", "has columns of its own"),
    ] {
        let site = site(config, file, text, |n| format!("TILL-{n}"));
        let run = site.run(&["check"]);
        let printed = format!("{}{}", run.stdout, run.stderr);
        assert!(run.code != 0 && printed.contains(reason), "{config}: {run:?}");
    }
    let missing = Site::new()
        .file("afterword.yaml", "tickets: [{ file: none.json, format: github }]\n")
        .document("a.md", &document(|n| format!("#{n}")));
    assert_eq!(missing.run(&["check"]).code, 2);
    let outside = Site::new().file("afterword.yaml", "tickets: [{ file: ../x.json, format: github }]\n");
    assert!(outside.run(&["check"]).stderr.contains("not below the configuration"));
}

#[test]
fn where_people_are_hidden_no_owner_comes_from_a_tracker() {
    let site = site("format: jira", "issues.csv", JIRA_CSV, |n| format!("TILL-{n}"));
    assert_eq!(items(&site)["A1"]["owner"], "Gu Ning");
    let config = std::fs::read_to_string(site.path("afterword.yaml")).unwrap();
    site.write("afterword.yaml", &format!("{config}privacy: {{ people: hidden }}\n"));
    assert!(!site.run(&["export"]).stdout.contains("Gu Ning"));
}
