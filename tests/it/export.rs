//! `afterword export` in every format: the same records, for other programs.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::Site;

fn site() -> Site {
    Site::new().document(
        "a.md",
        r#"---
id: INC-2026-0001
title: "O'Brien's \"pool\"; DROP TABLE incidents; --\n.quit 连接池"
date: 2026-01-10
severity: P1
services: [auth, 支付]
causes: [capacity/pool]
timeline: { started: 2026-01-10T08:00+08:00, resolved: 2026-01-10T09:00+08:00 }
action_items:
  - { id: A1, task: "Alert's task", owner: "@li", due: 2026-01-20, status: open }
  - { id: A2, task: "Undated", status: open }
---

## Timeline

- 08:10 Pool is empty
"#,
    )
}

fn export(args: &[&str]) -> String {
    let run = site().run(&[&["--quiet", "export"], args].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.stdout
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|it| serde_json::from_str(it).unwrap_or_else(|error| panic!("{error}: {it}"))).collect()
}

#[test]
fn ndjson_holds_every_record_of_the_json_export() {
    let whole: Value = serde_json::from_str(&export(&[])).unwrap();
    let lines = lines(&export(&["--format", "ndjson"]));
    assert_eq!((&lines[0]["record"], &lines[0]["as_of"]), (&"site".into(), &whole["as_of"]));
    let mut by_kind: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for line in &lines {
        by_kind.entry(line["record"].as_str().unwrap()).or_default().push(line);
    }
    for (kind, list) in [
        ("incident", "incidents"),
        ("action_item", "action_items"),
        ("cause", "causes"),
        ("service", "services"),
    ] {
        let expected = whole[list].as_array().unwrap();
        assert_eq!(by_kind[kind].len(), expected.len(), "{kind}");
        for (line, record) in by_kind[kind].iter().zip(expected) {
            let mut line = (*line).clone();
            line.as_object_mut().unwrap().remove("record");
            assert_eq!(&line, record);
        }
    }
    assert_eq!(by_kind["quarter"].len(), whole["trends"]["quarters"].as_array().unwrap().len());
}

#[test]
fn tables_are_those_of_the_site() {
    let site = site();
    site.build();
    assert_eq!(export(&["--format", "csv"]), site.page("incidents.csv"));
    assert_eq!(export(&["--format", "csv", "--table", "action-items"]), site.page("actions.csv"));
}

#[test]
fn the_sql_script_closes_every_quote_and_every_statement() {
    let script = export(&["--format", "sqlite"]);
    let mut in_text = false;
    let mut statements = 0;
    for c in script.chars() {
        match c {
            '\'' => in_text = !in_text,
            ';' if !in_text => statements += 1,
            _ => {}
        }
    }
    assert!(!in_text && 40 < statements, "{statements}");
    assert!(script.starts_with("PRAGMA encoding") && script.ends_with("COMMIT;\n"));
    assert!(script.contains("INSERT INTO incident_services VALUES ('INC-2026-0001',1,'支付');"));
    assert!(script.contains("INSERT INTO incident_durations VALUES ('INC-2026-0001','resolve',3600);"));
    assert!(script.contains("O''Brien''s \"pool\"; DROP TABLE"));
    // Each row has as many values as its table has columns, counted outside of texts.
    let created = script.lines().find(|it| it.starts_with("CREATE TABLE action_items")).unwrap();
    let row = script.lines().find(|it| it.starts_with("INSERT INTO action_items")).unwrap();
    assert_eq!(
        created.matches(" TEXT").count() + created.matches(" INTEGER").count(),
        row.matches(',').count() + 1
    );
}

#[test]
fn quickwit_documents_are_flat_and_stamped() {
    let documents = lines(&export(&["--format", "quickwit"]));
    assert_eq!(documents.len(), 3);
    for document in &documents {
        assert!(document["timestamp"].is_i64());
        for (key, value) in document.as_object().unwrap() {
            let is_flat = match value {
                Value::Object(_) | Value::Null => false,
                Value::Array(list) => list.iter().all(Value::is_string),
                _ => true,
            };
            assert!(is_flat, "{key}: {value}");
        }
    }
    assert_eq!(documents[0]["timestamp"], 1_768_003_200, "2026-01-10T08:00+08:00");
    assert_eq!(documents[0]["seconds_resolve"], 3600);
    assert_eq!(documents[1]["timestamp"], 1_768_867_200, "2026-01-20");
    assert_eq!((&documents[2]["undated"], &documents[2]["timestamp"]), (&true.into(), &1_772_323_200.into()));
    let index = export(&["--format", "quickwit", "--index-config"]);
    assert!(index.contains("timestamp_field: timestamp"));
    for key in ["record", "id", "title", "severity", "services", "owner", "due", "timeline"] {
        assert!(index.contains(&format!("name: {key},")), "{key}");
    }
}

/// By hand: March 2026 has 31 days in UTC, 2,678,400 seconds; the two failures overlap by 30 minutes.
#[test]
fn time_in_incidents_is_counted_per_service_and_month_from_stated_times() {
    let incident = |id: &str, date: &str, service: &str, times: &str| {
        format!("---\nid: {id}\ntitle: {id}\ndate: {date}\nservices: [{service}]\n{times}---\nText.\n")
    };
    let times = |from: &str, to: &str| format!("timeline: {{ started: {from}, resolved: {to} }}\n");
    let site = Site::new()
        .document(
            "a.md",
            &incident(
                "INC-2026-0001",
                "2026-03-02",
                "pay",
                &times("2026-03-02T10:00:00Z", "2026-03-02T11:00:00Z"),
            ),
        )
        .document(
            "b.md",
            &incident(
                "INC-2026-0002",
                "2026-03-02",
                "pay",
                &times("2026-03-02T10:30:00Z", "2026-03-02T12:00:00Z"),
            ),
        )
        .document(
            "c.md",
            &incident(
                "INC-2026-0003",
                "2026-03-31",
                "mail",
                &times("2026-03-31T23:00:00Z", "2026-04-01T02:00:00Z"),
            ),
        )
        .document("d.md", &incident("INC-2026-0004", "2026-03-09", "mail", ""))
        .document("e.md", &incident("INC-2026-0005", "2026-03-09", "mail", "kind: drill\n"))
        .on("2026-04-10");
    let csv = site.run(&["export", "--format", "csv", "--table", "availability"]).stdout;
    let rows: Vec<&str> = csv.lines().skip(1).collect();
    assert_eq!(
        rows,
        [
            "mail,2026-03,2,1,3600,2678400,",
            "mail,2026-04,0,0,7200,864000,99.1667",
            "pay,2026-03,2,0,7200,2678400,99.7312"
        ]
    );
}
