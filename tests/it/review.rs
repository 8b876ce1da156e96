//! `review`: what the new and changed documents of a branch mean for the knowledge base.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::{Run, Site};

const EARLIER: &str = r#"---
id: INC-2025-0012
title: Ledger connection pool exhausted
date: 2025-05-04
severity: P1
services: [ledger-service]
causes: [capacity/pool]
status: reviewed
runbooks: [ledger-pool]
action_items:
  - { id: A1, task: "Limit the pool", owner: "@guning", due: 2025-06-01, status: open }
  - { id: A2, task: "Alert on waiting callers", owner: "@mei", due: 2025-06-01, status: done, closed: 2025-05-30 }
---

The reconciliation job kept 40 connections of the ledger pool open and new callers waited for `LedgerPoolTimeout`.

## Lessons learned

- A job may not share the pool of a request path.
"#;

const LATER: &str = r"---
id: INC-2026-0003
title: Ledger connection pool exhausted again
date: 2026-02-20
severity: P1
services: [ledger-service]
causes: [capacity/pool]
status: in-review
---

The reconciliation job kept 60 connections of the ledger pool open, and new callers waited for `LedgerPoolTimeout`.
";

const OTHER: &str = r"---
id: INC-2025-0031
title: Mail templates lost their pictures
date: 2025-09-01
severity: P3
services: [mail-service]
causes: [config/value]
status: reviewed
---

A moved bucket made every picture of the templates answer 404.
";

const RUNBOOK: &str = "---\nkind: runbook\nid: ledger-pool\ntitle: Ledger pool is full\nservices: [ledger-service]\nupdated: 2026-01-05\n---\n\n## Steps\n\n1. Stop the job.\n";

/// A repository with two reports and a runbook on `main`.
fn repository() -> Site {
    let site = Site::new()
        .file("afterword.yaml", "site: { title: Kb, base_url: 'https://kb.example.org/' }\n")
        .document("earlier.md", EARLIER)
        .document("other.md", OTHER)
        .document("runbook.md", RUNBOOK);
    git(&site.path(""), &["init", "--quiet", "--initial-branch=main"]);
    commit(&site, "first");
    site
}

#[track_caller]
fn git(folder: &Path, args: &[&str]) {
    let names = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"];
    let run = Command::new("git").args(names).args(args).current_dir(folder).output().unwrap();
    assert!(run.status.success(), "{args:?}: {}", String::from_utf8_lossy(&run.stderr));
}

#[track_caller]
fn commit(site: &Site, subject: &str) {
    git(&site.path(""), &["add", "--all"]);
    git(&site.path(""), &["commit", "--quiet", "-m", subject]);
}

#[track_caller]
fn record(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"))
}

#[test]
fn a_new_postmortem_names_the_earlier_one_with_what_is_overdue_its_lesson_and_the_runbook() {
    let site = repository();
    git(&site.path(""), &["switch", "--quiet", "--create", "postmortem"]);
    site.write("content/later.md", LATER);
    commit(&site, "second");
    let run = site.run(&["review", "--base", "main"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for part in [
        "INC-2026-0003  Ledger connection pool exhausted again  (new)",
        "occurrence 2 in ledger-service within 292 days",
        "same failure: INC-2025-0012 Ledger connection pool exhausted, 292 days earlier",
        "same cause and service, similar text",
        "A1 273 days overdue, owner @guning: Limit the pool",
        "lesson: A job may not share the pool of a request path.",
        "runbook: Ledger pool is full (runbook.md)",
    ] {
        assert!(run.stdout.contains(part), "{part}: {}", run.stdout);
    }
    // What is done is not to be done, and what is not like it is not named.
    assert!(
        !run.stdout.contains("Alert on waiting") && !run.stdout.contains("INC-2025-0031"),
        "{}",
        run.stdout
    );
    let chinese = site.run(&["--lang", "zh-CN", "review", "--base", "main"]);
    assert!(chinese.stdout.contains("292 天内在 ledger-service 第 2 次发生"), "{}", chinese.stdout);
}

#[test]
fn what_the_branch_did_not_touch_is_not_reported_and_what_main_got_since_is_not_the_branchs() {
    let site = repository();
    git(&site.path(""), &["switch", "--quiet", "--create", "postmortem"]);
    site.write("content/other.md", &OTHER.replace("answer 404", "answer 404 for a day"));
    commit(&site, "second");
    git(&site.path(""), &["switch", "--quiet", "main"]);
    site.write("content/third.md", &OTHER.replace("0031", "0040"));
    commit(&site, "third");
    git(&site.path(""), &["switch", "--quiet", "postmortem"]);
    let record = record(&site.run(&["review", "--base", "main", "--format", "json"]));
    assert_eq!(record["schema"], "afterword/review/v1");
    assert_eq!(record["documents"].as_array().unwrap().len(), 1);
    assert_eq!(record["documents"][0]["state"], "changed");
    assert_eq!(record["documents"][0]["incidents"][0]["id"], "INC-2025-0031");
    assert_eq!(record["documents"][0]["incidents"][0]["earlier"], Value::Array(Vec::new()));
    assert_eq!(record["removed"], Value::Array(Vec::new()));
}

#[test]
fn only_findings_that_the_base_does_not_have_count_and_decide_the_exit_code() {
    let site = repository();
    site.write("content/other.md", &OTHER.replace("severity", "severty"));
    commit(&site, "an old finding");
    // Not committed yet, and still a part of what is reviewed.
    site.write("content/later.md", &LATER.replace("status:", "stats:"));
    site.write("content/earlier.md", &EARLIER.replace("A job may", "A job must"));
    std::fs::remove_file(site.path("content/runbook.md")).unwrap();
    let run = site.run(&["review", "--base", "main", "--format", "json"]);
    let record = record(&run);
    let codes: Vec<&str> =
        record["findings"].as_array().unwrap().iter().map(|it| it["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"AW102"), "{codes:?}");
    assert!(record["findings"].as_array().unwrap().iter().all(|it| it["path"] != "other.md"), "{record}");
    assert!(0 < record["known_findings"].as_u64().unwrap());
    assert_eq!(record["removed"], serde_json::json!(["runbook.md"]));
    assert_eq!(site.run(&["review", "--base", "main", "--strict"]).code, 1);
    assert_eq!(site.run(&["review", "--base", "main", "--exit-zero"]).code, 0);
}

#[test]
fn each_format_is_read_by_its_reader() {
    let site = repository();
    site.write("content/later.md", LATER);
    let run = |format: &str| site.run(&["review", "--base", "main", "--format", format]).stdout;
    let markdown = run("markdown");
    assert!(markdown.starts_with("<!-- afterword review -->\n### Review of the branch\n"), "{markdown}");
    let link = "- same failure: [INC-2025-0012](https://kb.example.org/incidents/inc-2025-0012/) Ledger";
    assert!(markdown.contains(link), "{markdown}");
    assert!(markdown.contains("\n  - A1 273 days overdue, owner @guning: Limit the pool\n"), "{markdown}");
    let github = run("github");
    let first = github.lines().next().unwrap();
    assert!(first.starts_with("::warning file=content/later.md,line=1"), "{first}");
    assert!(first.contains("title=Earlier incidents like INC-2026-0003::occurrence 2"), "{first}");
    let issues: Vec<Value> = serde_json::from_str(&run("gitlab")).unwrap();
    assert_eq!(issues[0]["check_name"], "seen-before");
    assert_eq!(issues[0]["location"]["path"], "content/later.md");
    let keys: std::collections::BTreeSet<&str> =
        issues.iter().map(|it| it["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(keys.len(), issues.len());
}

#[test]
fn a_folder_can_be_the_base_and_a_wrong_base_is_explained() {
    let before = repository();
    let site = repository();
    site.write("content/later.md", LATER);
    let folder = before.path("");
    let run = site.run(&["review", "--base-dir", folder.to_str().unwrap()]);
    assert!(run.stdout.contains("same failure: INC-2025-0012"), "{run:?}");
    let content = before.path("content");
    let run = site.run(&["review", "content", "--base-dir", content.to_str().unwrap()]);
    assert!(run.stdout.contains("same failure: INC-2025-0012"), "{run:?}");

    let run = site.run(&["review", "--base", "no-such-branch"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("no commit or branch `no-such-branch`"), "{}", run.stderr);
    assert!(run.stderr.contains("git fetch"), "{}", run.stderr);
    assert_eq!(site.run(&["review"]).code, 2);
    // A name that git would take for an option is a name.
    assert_eq!(site.run(&["review", "--base=--output=x"]).code, 2);
    let run = Site::new().document("later.md", LATER).run(&["review", "--base", "main"]);
    assert!(run.code == 2 && run.stderr.contains("not in a git repository"), "{run:?}");
}

#[test]
fn an_incident_without_a_day_is_compared_by_its_text_and_nothing_known_is_said() {
    let site = repository();
    site.write("content/later.md", &LATER.replace("date: 2026-02-20\n", ""));
    let run = site.run(&["review", "--base", "main"]);
    assert!(run.stdout.contains("INC-2025-0012") && run.stdout.contains("number of days unknown"), "{run:?}");
    site.write(
        "content/later.md",
        "---\nid: INC-2026-0009\ntitle: Badge readers\ndate: 2026-02-01\n---\nDoors did not open.\n",
    );
    let run = site.run(&["review", "--base", "main"]);
    assert!(run.stdout.contains("no earlier incident like it is known"), "{run:?}");
}

#[test]
fn a_public_review_names_nothing_internal() {
    let site = repository();
    site.write("content/earlier.md", &EARLIER.replace("status: reviewed", "visibility: internal"));
    commit(&site, "hide");
    site.write("content/later.md", LATER);
    site.write(
        "content/secret.md",
        &OTHER.replace("status: reviewed", "visibility: internal").replace("0031", "0077"),
    );
    for format in ["human", "markdown", "github", "gitlab", "json"] {
        let run = site.run(&["--audience", "public", "review", "--base", "main", "--format", format]);
        for hidden in ["2025-0012", "guning", "secret.md", "0077"] {
            assert!(!run.stdout.contains(hidden), "{format}: {hidden}: {}", run.stdout);
        }
        assert!(run.stdout.contains("INC-2026-0003") || format == "github" || format == "gitlab", "{run:?}");
    }
}
