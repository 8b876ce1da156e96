//! Front matter: every key, and every way to get one wrong.

use serde_json::json;

use crate::support::Site;

const FULL: &str = r#"---
id: INC-2026-0001
title: Logins fail after a pool was resized
kind: incident
status: reviewed
date: 2026-01-23
timezone: Asia/Shanghai
severity: SEV-1
services: [auth-service]
causes: [config/value]
triggers: [config-push]
factors: [review, testing]
tags: [database]
teams: [identity]
authors: ["@zhang"]
roles: { incident_commander: "@li" }
timeline:
  introduced: 2026-01-23T14:30+08:00
  started: 2026-01-23T14:32+08:00
  detected: "14:33"
  acknowledged: "14:36"
  diagnosed: "14:42"
  mitigated: "15:00"
  resolved: "15:10"
  verified: "15:20"
impact: { users: 100000, users_percent: 80, revenue: 50000, currency: CNY, summary: "No new logins" }
detection: alert
mitigation: rollback
action_items:
  - { id: A1, task: "Review pool changes", owner: "@li", team: identity, due: 2026-01-26, priority: P0, status: open, ticket: "https://tracker.example.com/1", acceptance: "a second pair of eyes on every change", type: prevent }
  - { task: "Alert on pool use", owner: "@wang", due: 2026-02-10, status: done, closed: 2026-02-01 }
visibility: public
language: en
published: 2026-01-24
next_review: 2026-02-05
---

## Summary

Nobody could log in for 38 minutes.
"#;

#[test]
fn every_key_of_the_contract_is_read() {
    let site = Site::new().document("login.md", FULL);
    let incident = site.incident();
    assert_eq!(incident["id"], "INC-2026-0001");
    assert_eq!(incident["url"], "incidents/inc-2026-0001/");
    assert_eq!((&incident["severity"], &incident["severity_raw"]), (&json!("P1"), &json!("SEV-1")));
    assert_eq!(incident["causes"], json!(["config/value"]));
    assert_eq!(incident["roles"], json!({ "incident_commander": "@li" }));
    assert_eq!(
        incident["durations"],
        json!({ "detect": 60, "acknowledge": 180, "diagnose": 360, "mitigate": 1680, "fix": 1680, "verify": 600, "resolve": 2280, "declared": null })
    );
    assert_eq!(incident["milestones"]["detected"], "2026-01-23T14:33:00+08:00");
    assert_eq!(
        incident["provenance"]["severity"],
        json!({ "certainty": "stated", "how": "front-matter", "line": 8 })
    );
    assert_eq!(incident["impact"]["users"], 100_000.0);
    let items = site.export()["action_items"].clone();
    assert_eq!((&items[0]["id"], &items[1]["id"]), (&json!("INC-2026-0001/A1"), &json!("INC-2026-0001/A2")));
    assert_eq!((&items[0]["type"], &items[0]["overdue_days"]), (&json!("prevent"), &json!(34)));
    assert_eq!(site.run(&["check"]).stdout, "");
}

#[test]
fn chinese_keys_mean_the_same() {
    let text = "---\n编号: INC-2026-0002\n标题: 登录失败\n日期: 2026年1月23日\n故障级别: 二级\n影响服务: [登录服务]\n根因分类: 连接池耗尽\n---\n正文。\n";
    let incident = Site::new().document("a.md", text).incident();
    assert_eq!(incident["id"], "INC-2026-0002");
    assert_eq!(incident["date"], "2026-01-23");
    assert_eq!(incident["severity"], "P1");
    assert_eq!(incident["services"], json!(["登录服务"]));
    assert_eq!(incident["causes"], json!(["capacity/pool"]));
    assert_eq!(incident["language"], "zh-CN");
}

#[test]
fn toml_between_pluses_is_read_too() {
    let text = "+++\nid = \"INC-2026-0003\"\ndate = 2026-01-23\nservices = [\"pay\"]\n+++\nText.\n";
    let incident = Site::new().document("a.md", text).incident();
    assert_eq!((&incident["id"], &incident["date"]), (&json!("INC-2026-0003"), &json!("2026-01-23")));
}

#[test]
fn a_body_that_follows_a_rule_is_no_front_matter() {
    let site = Site::new().document("a.md", "# A page\n\ntext\n\n---\nid: INC-2026-0009\n---\n");
    assert_eq!(site.export()["incidents"], json!([]));
}

/// What `check` prints for one faulty document.
fn findings(front_matter: &str) -> String {
    let text = format!("---\n{front_matter}---\n\nText.\n");
    let run = Site::new().document("a.md", &text).run(&["check"]);
    run.stdout
}

#[test]
fn every_fault_is_named_with_its_place_and_its_mend() {
    let all = [
        "id: INC-1\nseverty: P1\nservices: [pay]\n",
        "id: INC-1\ntitle: a\nid: INC-2\n",
        "id: INC-1\ntitle: Redis: pool\n",
        "id: INC-1\nservices: { a: b }\n",
        "id: INC-1\ndate: 2026-02-30\n",
        "id: INC-1\ndate: 01/02/2026\n",
        "id: INC-1\ndate: 1 Feb\n",
        "id: INC-1\ndate: soon\n",
        "id: INC-1\ntimezone: CST\n",
        "id: INC-1\ntimezone: Mars/Olympus\n",
        "id: INC-1\nstarted: 14:30\n",
        "id: INC-1\ndate: 2026-01-05\nstarted: 14:30 IST\n",
        "id: INC-1\nstarted: 2026-02-30 14:30\n",
        "id: INC-1\nsummary: *later\n",
        "id: INC-1\nseverity: SEV-9\n",
        "id: INC-1\nstatus: reviewd\n",
        "id: INC-1\nowner: @alice\n",
        "id: INC-1\nservices: [pay, 1.10]\n",
        "id: INC-2026-XXXX\nseverity: P1\n",
        "id: INC-1\nvisibility: secret\n",
        "id: INC-1\ntimeline: { strated: 2026-01-01T10:00Z }\n",
        "id: INC-1\naction_items:\n  - { task: a, due: soon, state: open }\n",
        "id：INC-1\n",
    ];
    insta::assert_snapshot!(all.map(findings).join("\n").trim_end());
}

#[test]
fn an_unclosed_front_matter_is_an_error_and_the_page_is_built_from_the_rest() {
    let site = Site::new()
        .document("a.md", "---\nid: INC-1\ntitle: t\n\n## Timeline\n\nText\n")
        .document("b.md", "---\nid: INC-2026-0001\nseverity: P1\n---\nText.\n");
    let run = site.run(&["build"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.codes(), ["AW105"]);
    assert!(site.has_page("incidents/inc-2026-0001/index.html"));
}

#[test]
fn a_sidecar_closes_an_action_item_without_rewriting_history() {
    let site = Site::new()
        .document("login.md", FULL)
        .document("actions.yml", "INC-2026-0001/A1: { status: done, closed: 2026-02-20, note: shipped }\nINC-2026-0001/A7: { status: done }\n");
    let item = site.export()["action_items"][0].clone();
    assert_eq!(
        (&item["status"], &item["closed"], &item["note"]),
        (&json!("done"), &json!("2026-02-20"), &json!("shipped"))
    );
    assert_eq!(site.run(&["build"]).codes(), ["AW304"]);
}

#[test]
fn an_override_speaks_for_a_document_that_must_not_be_touched() {
    let site = Site::new()
        .document("login.md", FULL)
        .document("overrides.yml", "INC-2026-0001: { severity: P0, causes: [capacity/pool] }\n");
    let incident = site.incident();
    assert_eq!((&incident["severity"], &incident["causes"]), (&json!("P0"), &json!(["capacity/pool"])));
    assert_eq!(
        incident["provenance"]["severity"],
        json!({ "certainty": "stated", "how": "sidecar", "line": 1, "path": "overrides.yml" })
    );
}

#[test]
fn toml_is_limited_as_yaml_is_and_its_keys_have_their_place() {
    let keys: String = (0..9_000).map(|it| format!("key{it} = 1\n")).collect();
    let site = Site::new().document("a.md", &format!("+++\ntitle = \"Pool\"\n{keys}+++\nText.\n"));
    let run = site.run(&["check"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("too much TOML"), "{}{}", run.stdout, run.stderr);

    let text = "+++\ntitle = \"Pool\"\ntitled = 1\n\"odd key\" = 2\n[impact]\nusres = 3\n+++\nText.\n";
    let site = Site::new().document("a.md", text);
    let found: Vec<serde_json::Value> =
        serde_json::from_str(&site.run(&["check", "--format", "json"]).stdout).unwrap();
    let unknown: Vec<(u64, &str)> = found
        .iter()
        .filter(|it| it["code"] == "AW102")
        .map(|it| (it["line"].as_u64().unwrap(), it["message"].as_str().unwrap()))
        .collect();
    assert_eq!(unknown.iter().map(|it| it.0).collect::<Vec<_>>(), [3, 4, 6], "{found:#?}");
}
