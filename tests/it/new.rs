//! New documents: templates that say nothing wrong before they are filled in, and everything afterwards.

use std::fs;

use serde_json::Value;

use crate::support::{Run, Site, run_in};

const TEMPLATES: [&str; 4] = ["full", "brief", "report", "runbook"];
const LANGUAGES: [&str; 2] = ["en", "zh-CN"];

/// What is the same in every example.
const KNOWN: [&str; 12] = [
    "--id",
    "INC-2026-0110-12345",
    "--date",
    "2026-01-10",
    "--severity",
    "P1",
    "--service",
    "auth-service",
    "--author",
    "@li",
    "--template",
    "full",
];

fn site() -> Site {
    Site::new().file("afterword.yaml", "site: { timezone: Asia/Shanghai }\n")
}

#[track_caller]
fn new(site: &Site, args: &[&str]) -> Run {
    let run = site.run(&[&["new"], args].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    run
}

/// The path that the command printed.
fn path(run: &Run) -> String {
    run.stdout.trim_end().to_owned()
}

#[test]
fn every_template_passes_a_strict_check_unedited() {
    for lang in LANGUAGES {
        let site = site();
        for template in TEMPLATES {
            new(&site, &["Logins fail: \"pool\" # 3 | 登录失败", "--template", template, "--lang", lang]);
        }
        let run = site.run(&["check", "--strict"]);
        assert_eq!(run.code, 0, "{lang}: {}{}", run.stdout, run.stderr);
        // A new document is a draft, which `check` reports for each.
        assert!(run.stderr.contains("checked 4 documents: 4 infos"), "{}", run.stderr);
        assert_eq!(run.stdout.matches("left out: a draft").count(), 4, "{}", run.stdout);
    }
}

#[test]
fn a_new_document_is_a_draft_that_no_build_shows() {
    let site = site();
    for template in TEMPLATES {
        new(&site, &["Logins fail", "--template", template]);
    }
    let exported = site.export();
    assert_eq!(exported["incidents"].as_array().map(Vec::len), Some(0));
    assert_eq!(exported["runbooks"].as_array().map(Vec::len), Some(0));
}

#[test]
fn guidance_is_on_no_page() {
    let site = site();
    for template in TEMPLATES {
        new(&site, &["Logins fail", "--template", template, "--id", &format!("a-{template}")]);
    }
    assert_eq!(site.run(&["build", "--drafts"]).code, 0);
    for page in [
        "incidents/a-full/index.html",
        "incidents/a-brief/index.html",
        "incidents/a-report/index.html",
        "runbooks/a-runbook/index.html",
    ] {
        let page = site.page(page);
        assert!(!page.contains("<!--") && !page.contains("&lt;!--") && !page.contains("@handle"));
    }
}

#[test]
fn every_template_filled_in_is_read_whole() {
    for lang in LANGUAGES {
        for template in TEMPLATES {
            let site = site();
            let known: Vec<&str> = KNOWN.iter().map(|it| if *it == "full" { template } else { it }).collect();
            let run = new(&site, &[&["登录失败 Logins fail", "--lang", lang], known.as_slice()].concat());
            let path = path(&run);
            let text = fs::read_to_string(site.path(&path)).unwrap();
            site.write(&path, &filled(template, lang, &text));
            let exported = site.export();
            if template == "runbook" {
                let runbook = &exported["runbooks"][0];
                for (key, value) in [
                    ("id", "INC-2026-0110-12345"),
                    ("title", "登录失败 Logins fail"),
                    ("updated", "2026-01-10"),
                ] {
                    assert_eq!(runbook[key], value, "{lang}");
                }
                assert_eq!(runbook["services"][0], "auth-service");
                assert_eq!(runbook["causes"][0], "capacity/pool");
                continue;
            }
            // The lists that the test leaves empty.
            let run = site.run(&["check", "--strict", "--ignore", "empty-section"]);
            assert_eq!(run.code, 0, "{template} {lang}: {}", run.stdout);
            incident_is_whole(&exported, template);
        }
    }
}

/// Every field that the template asks for.
#[track_caller]
fn incident_is_whole(exported: &Value, template: &str) {
    let incident = &exported["incidents"][0];
    assert_eq!(incident["gaps"], serde_json::json!([]), "{template}");
    assert_eq!(incident["title"], "登录失败 Logins fail");
    assert_eq!(incident["date"], "2026-01-10");
    assert_eq!(incident["severity"], "P1");
    assert_eq!(incident["services"][0], "auth-service");
    assert_eq!(incident["causes"][0], "capacity/pool");
    assert_eq!(incident["authors"][0], "@li");
    assert_eq!(incident["summary"], "Nobody could log in.");
    assert_eq!(incident["timeline"].as_array().map(Vec::len), Some(5));
    let at = |time: &str| Value::from(format!("2026-01-10T{time}:00+08:00"));
    let milestones = &incident["milestones"];
    for (key, time) in [
        ("introduced", "14:30"),
        ("started", "14:32"),
        ("detected", "14:33"),
        ("diagnosed", "14:50"),
        ("resolved", "15:10"),
    ] {
        assert_eq!(milestones[key], at(time), "{template}: {key}");
    }
    let item = &exported["action_items"][0];
    for (key, value) in
        [("task", "Alert on pool use"), ("owner", "@li"), ("due", "2026-03-30"), ("status", "open")]
    {
        assert_eq!(item[key], value, "{template}: {key}");
    }
    if template != "brief" {
        assert_eq!(item["priority"], "P2");
        assert_eq!(incident["impact"]["users"], 1200.0);
        assert_eq!(incident["detection"], "alert");
    }
    if template == "report" {
        assert_eq!(incident["durations"]["declared"], 2280);
    }
    if template == "full" {
        assert_eq!(item["acceptance"], "Fires in a minute");
        assert_eq!(milestones["acknowledged"], at("14:36"));
        assert_eq!(milestones["mitigated"], at("14:55"));
        assert_eq!(milestones["verified"], at("15:30"));
        assert_eq!(incident["impact"]["currency"], "CNY");
        assert_eq!(incident["roles"]["incident_commander"], "@wang");
        for (key, value) in
            [("triggers", "config-push"), ("factors", "testing"), ("tags", "pool"), ("teams", "identity")]
        {
            assert_eq!(incident[key][0], value);
        }
        assert_eq!(incident["mitigation"], "rollback");
        assert_eq!(incident["published"], "2026-01-12");
        assert_eq!(incident["next_review"], "2026-02-12");
    }
}

/// Values of the full template's front matter.
const FRONT_MATTER: [(&str, &str); 23] = [
    ("causes", "[capacity/pool]"),
    ("triggers", "[config-push]"),
    ("factors", "[testing]"),
    ("tags", "[pool]"),
    ("teams", "[identity]"),
    ("incident_commander", "\"@wang\""),
    ("scribe", "\"@zhao\""),
    ("introduced", "14:30"),
    ("started", "14:32"),
    ("detected", "14:33"),
    ("acknowledged", "14:36"),
    ("diagnosed", "14:50"),
    ("mitigated", "14:55"),
    ("resolved", "15:10"),
    ("verified", "15:30"),
    ("users", "1200"),
    ("users_percent", "12"),
    ("requests_failed", "4000"),
    ("revenue", "100"),
    ("currency", "CNY"),
    ("detection", "alert"),
    ("mitigation", "rollback"),
    ("published", "2026-01-12"),
];

/// Cells of the report's table of facts, after their label.
const FACTS: [(&str, &str); 8] = [
    ("Root cause category", "capacity/pool"),
    ("Duration", "38m"),
    ("Affected users", "1200"),
    ("Detected by", "alert"),
    ("根因分类", "capacity/pool"),
    ("持续时间", "38分钟"),
    ("受影响用户数", "1200"),
    ("发现方式", "alert"),
];

/// `text` as an author would leave it.
fn filled(template: &str, lang: &str, text: &str) -> String {
    let types = if lang == "en" {
        ["deploy", "impact", "alert", "root cause", "recovery"]
    } else {
        ["部署", "影响", "告警", "根因定位", "恢复"]
    };
    let state = if lang == "en" { "open" } else { "待办" };
    let mut out = Vec::new();
    let mut in_front_matter = false;
    let mut table = "";
    for line in text.lines() {
        if line == "---" {
            in_front_matter = !in_front_matter;
        }
        let key = line.trim_start().split(':').next().unwrap_or_default();
        let value = FRONT_MATTER.iter().chain(&[("next_review", "2026-02-12")]).find(|it| it.0 == key);
        let fact = FACTS.iter().find(|(label, _)| line == format!("| {label} | |"));
        if line.starts_with('|') && !line.starts_with("| ---") {
            table = line;
        }
        match (line, value, fact) {
            _ if in_front_matter && line.starts_with("status: draft") => {
                out.push("status: reviewed".to_owned());
            }
            _ if in_front_matter && line.starts_with("draft: true") => {}
            (_, Some((key, value)), _) if in_front_matter => {
                let indent = &line[..line.len() - line.trim_start().len()];
                out.push(format!("{indent}{key}: {value}"));
            }
            (_, _, Some((label, value))) => out.push(format!("| {label} | {value} |")),
            ("## Summary" | "## What happened" | "## 摘要" | "## 故障描述", ..) => {
                out.extend([line.to_owned(), String::new(), "Nobody could log in.".to_owned()]);
            }
            _ => out.push(line.to_owned()),
        }
        if !line.starts_with("| ---") {
            continue;
        }
        if table.starts_with("| Time ") || table.starts_with("| 时间 ") {
            let times = ["14:30", "14:32", "14:33", "14:50", "15:10"];
            out.extend(
                times
                    .iter()
                    .zip(types)
                    .map(|(time, kind)| format!("| {time} | Something new at {time} | {kind} |")),
            );
        } else if table.starts_with("| Task ") || table.starts_with("| 任务 ") {
            let cells = ["Alert on pool use", "@li", "2026-03-30", "P2", state, "Fires in a minute"];
            let cells: &[&str] = match template {
                "full" => &cells,
                "report" => &cells[..5],
                _ => &["Alert on pool use", "@li", "2026-03-30", state],
            };
            out.push(format!("| {} |", cells.join(" | ")));
        }
    }
    out.join("\n") + "\n"
}

#[test]
fn two_clones_give_two_ids_on_the_same_day_for_the_same_title() {
    let (one, other) = (site(), site());
    let (one, other) = (path(&new(&one, &["Logins fail"])), path(&new(&other, &["Logins fail"])));
    assert_ne!(one, other);
    for path in [one, other] {
        let number = path.strip_prefix("content/incidents/2026/INC-2026-0301-").unwrap();
        let number = number.strip_suffix("-logins-fail.md").unwrap();
        assert!(number.len() == 5 && number.chars().all(|c| c.is_ascii_digit()), "{path}");
    }
}

#[test]
fn an_id_that_was_made_up_here_is_recognised_where_it_is_mentioned() {
    let site = site();
    let path = path(&new(&site, &["Logins fail"]));
    let text = fs::read_to_string(site.path(&path)).unwrap();
    let id = text.lines().find_map(|it| it.strip_prefix("id: ")).unwrap();
    site.write(&path, &text.replace("status: draft", "status: reviewed"));
    site.write(
        "content/b.md",
        &format!("---\nid: INC-2026-0002\ntitle: Again\nseverity: P2\n---\nAs in {id}.\n"),
    );
    let exported = site.export();
    assert_eq!(
        exported["incidents"][1]["mentions"][0].as_str().or(exported["incidents"][0]["mentions"][0].as_str()),
        Some(id)
    );
}

#[test]
fn a_file_that_is_there_is_never_overwritten() {
    let site = site();
    let path = path(&new(&site, &["Logins fail", "--id", "INC-2026-0007"]));
    assert_eq!(path, "content/incidents/2026/INC-2026-0007-logins-fail.md");
    site.write(&path, "mine\n");
    let run = site.run(&["new", "Logins fail", "--id", "INC-2026-0007"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("already exists and was not changed"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(site.path(&path)).unwrap(), "mine\n");
}

#[test]
fn chinese_titles_give_file_names_that_people_can_read() {
    let run = new(&site(), &["支付回调重复，订单被扣两次", "--id", "INC-2026-0008"]);
    assert_eq!(path(&run), "content/incidents/2026/INC-2026-0008-支付回调重复-订单被扣两次.md");
}

#[test]
fn nothing_is_written_outside_the_content_folder() {
    for (title, id) in [("x", "../../x"), ("x", "a/b"), ("x", "-x"), (" \n ", "a")] {
        let site = site();
        let run = site.run(&["new", title, &format!("--id={id}")]);
        assert_eq!(run.code, 2, "{id}: {}", run.stderr);
        assert_eq!(fs::read_dir(site.path("content")).unwrap().count(), 0);
    }
    let run = new(&site(), &["../../../etc/passwd", "--template", "runbook"]);
    assert_eq!(path(&run), "content/runbooks/etc-passwd.md");
}

#[cfg(unix)]
#[test]
fn a_symlink_on_the_way_is_not_followed() {
    let site = site();
    let elsewhere = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), site.path("content/incidents")).unwrap();
    let run = site.run(&["new", "Logins fail"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("symlink"), "{}", run.stderr);
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}

#[test]
fn a_severity_off_the_scale_is_refused_and_an_alias_is_translated() {
    let site = site();
    let run = site.run(&["new", "x", "--severity", "P9"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("use `P0`, `P1`, `P2`, `P3` or `P4`"), "{}", run.stderr);
    assert!(new(&site, &["x", "--severity", "sev1", "--stdout"]).stdout.contains("\nseverity: P1\n"));
    assert!(!site.path("content/incidents").exists(), "--stdout writes nothing");
}

#[test]
fn the_language_is_the_sites_unless_one_is_asked_for() {
    let site = Site::new().file("afterword.yaml", "site: { language: zh-CN }\n");
    assert!(new(&site, &["x", "--stdout"]).stdout.contains("## 时间线"));
    assert!(new(&site, &["x", "--stdout", "--lang", "en"]).stdout.contains("## Timeline"));
}

#[test]
fn editors_are_led_to_the_schema_where_the_project_holds_one() {
    let site = site();
    assert!(!new(&site, &["x", "--stdout"]).stdout.contains("$schema"));
    assert_eq!(site.run(&["schema", "--write", ".afterword/schema"]).code, 0);
    let text = new(&site, &["x", "--stdout"]).stdout;
    assert_eq!(
        text.lines().nth(1),
        Some("# yaml-language-server: $schema=../../../.afterword/schema/postmortem.json")
    );
    let text = new(&site, &["x", "--stdout", "--template", "runbook"]).stdout;
    assert_eq!(
        text.lines().nth(1),
        Some("# yaml-language-server: $schema=../../.afterword/schema/runbook.json")
    );
}

#[test]
fn a_folder_without_a_project_gets_a_content_folder() {
    let folder = tempfile::tempdir().unwrap();
    let run = run_in(folder.path(), "2026-03-01", &["new", "Logins fail", "--id", "INC-2026-0001"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(folder.path().join("content/incidents/2026/INC-2026-0001-logins-fail.md").is_file());
}
