//! `adopt`: front matter from what was read in the body, and nothing else changed.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use serde_json::Value;

use crate::support::{Run, Site, repository, tree};

const REPORT: &str = "\
# 下单超时

**故障 ID**: INC-2026-0042
**日期：**2026-01-23
**故障级别**: P0（严重）
**影响时长**: 38分钟（14:32 - 15:10）
**受影响用户**: ~10万（全部用户）
**影响服务**: gateway, \"order: new\"
**审核人**: @林二

## 根因

限流阈值少写一个零。
";

#[test]
fn the_default_is_a_diff_and_changes_nothing() {
    let site = Site::new().document("a.md", REPORT);
    let run = site.run(&["adopt", "content"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let expected = "\
--- a/content/a.md
+++ b/content/a.md
@@ -1,3 +1,19 @@
+---
+id: INC-2026-0042
+title: 下单超时
+date: 2026-01-23
+severity: P0
+services: [gateway, \"\\\"order: new\\\"\"]
+roles:
+  approver: [\"@林二\"]
+timeline:
+  started: 2026-01-23T14:32:00 # 时区为推定
+  resolved: 2026-01-23T15:10:00 # 时区为推定
+duration: 38m
+impact:
+  users: 100000
+---
+
 # 下单超时
 
 **故障 ID**: INC-2026-0042
";
    assert_eq!(run.stdout, expected);
    assert_eq!(read(&site, "a.md"), REPORT);
}

#[test]
fn writing_keeps_the_body_and_a_second_run_changes_nothing() {
    let site = Site::new().document("a.md", REPORT);
    let before = comparable(site.export());
    let run = adopt(&site);
    assert!(run.stderr.contains("adopted 1 of 1 document ("), "{}", run.stderr);
    let written = read(&site, "a.md");
    assert!(written.starts_with("---\n") && written.ends_with(REPORT));
    assert_eq!(comparable(site.export()), before);
    adopt(&site);
    assert_eq!(read(&site, "a.md"), written);
}

#[test]
fn keys_comments_and_quotes_that_are_there_stay() {
    let head = "---\n# ours\ntitle: 'A title' # kept\nseverity:\ntimeline:\n  started: 14:32\n---\n";
    let site = Site::new().document("a.md", &format!("{head}{REPORT}"));
    adopt(&site);
    let written = read(&site, "a.md");
    assert!(written.starts_with(head.trim_end_matches("---\n")), "{written}");
    assert_eq!(written.matches("severity:").count(), 1, "{written}");
    assert!(written.contains("\nresolved: 2026-01-23T15:10:00 # 时区为推定\n"), "{written}");
}

#[test]
fn explained_lines_name_the_line_in_the_new_file() {
    let site = Site::new().file("afterword.yaml", "site: { language: en }\n").document("a.md", REPORT);
    let run = site.run(&["adopt", "--write", "--explain", "content/a.md"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let written = read(&site, "a.md");
    let line = written.lines().find_map(|it| it.strip_prefix("severity: P0 # read from line ")).unwrap();
    let line: usize = line.parse().unwrap();
    assert!(written.lines().nth(line - 1).unwrap().contains("故障级别"), "{written}");
}

#[test]
fn line_ends_and_a_byte_order_mark_stay() {
    let body = format!("\u{FEFF}{}", REPORT.trim_end().replace('\n', "\r\n"));
    let site = Site::new().document("a.md", &body);
    adopt(&site);
    let written = read(&site, "a.md");
    assert!(written.starts_with("\u{FEFF}---\r\nid: INC-2026-0042\r\n"), "{written:?}");
    assert!(written.ends_with(body.trim_start_matches('\u{FEFF}')));
    assert!(!written.replace("\r\n", "").contains('\n'));
}

#[test]
fn what_cannot_be_adopted_says_why() {
    let site = Site::new()
        .document("page.md", "# A page\n\nWords.\n")
        .document("toml.md", &format!("+++\ntitle = 'x'\n+++\n{REPORT}"))
        .document("flow.md", &format!("---\n{{ title: x }}\n---\n{REPORT}"));
    fs::write(site.path("content/latin.md"), b"# caf\xE9\n").unwrap();
    let before = tree(&site.path("content"));
    let run = site.run(&["adopt", "--write", "content"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    for words in [
        "page.md: skipped: it is a page",
        "toml.md: skipped: the front matter is TOML",
        "flow.md: skipped",
        "not UTF-8",
    ] {
        assert!(run.stderr.contains(words), "{words}: {}", run.stderr);
    }
    assert_eq!(tree(&site.path("content")), before);
}

#[test]
fn nothing_leaves_an_internal_block() {
    let text = "# Outage\n\n**Severity**: P1\n\n::: internal\n\n**Date**: 2026-01-23\n\n**Revenue loss**: 5000\n\n:::\n\n## Root cause\n\nA typo.\n";
    let site = Site::new().document("incident-a.md", text);
    adopt(&site);
    let written = read(&site, "incident-a.md");
    let head = written.strip_suffix(text).unwrap();
    assert!(head.contains("severity: P1"), "{head}");
    assert!(!head.contains("2026-01-23") && !head.contains("5000"), "{head}");
}

#[test]
fn action_items_are_written_on_request_only() {
    let text = format!(
        "{REPORT}\n## 改进项\n\n| 任务 | 责任人 | 截止日期 | 状态 |\n|---|---|---|---|\n| 校验阈值: 上线前 | @陈一 | 2026-02-01 | 🔄 |\n"
    );
    let site = Site::new().document("a.md", &text);
    assert!(!site.run(&["adopt", "content"]).stdout.contains("action_items"));
    let before = comparable(site.export());
    let run = site.run(&["adopt", "--write", "--action-items", "content"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        read(&site, "a.md").contains("action_items:\n  - id: A1\n    task: \"校验阈值: 上线前\"\n"),
        "{}",
        read(&site, "a.md")
    );
    assert_eq!(comparable(site.export())["action_items"], before["action_items"]);
}

#[test]
fn the_sample_without_its_front_matter_says_the_same_after_adoption() {
    let site = Site::new();
    for (name, bytes) in tree(&repository().join("content")) {
        let text = String::from_utf8(bytes).unwrap();
        let body = match text.strip_prefix("---\n").and_then(|it| it.split_once("\n---\n")) {
            Some((_, body)) => body.to_owned(),
            None => text,
        };
        site.write(&format!("content/{name}"), &body);
    }
    for name in ["afterword.yaml", "services.yaml"] {
        fs::copy(repository().join(name), site.path(name)).unwrap();
    }
    let before = comparable(site.export());
    let n_incidents = before["incidents"].as_array().unwrap().len();
    let outcomes = outcomes(&site, &["adopt", "--write", "--format", "json", "content"]);
    // Without their front matter a few documents are pages, and one is a template.
    let of_incidents = |it: &&Value| {
        !it["reason"].as_str().is_some_and(|it| it.contains("a page") || it.contains("a template"))
    };
    let n_adopted = outcomes.iter().filter(|it| it["outcome"] == "adopted").count();
    let n_documents = outcomes.iter().filter(of_incidents).count();
    assert!(30 < n_incidents && n_incidents <= n_documents, "{n_incidents} of {n_documents}");
    assert!(n_documents * 95 <= n_adopted * 100, "adopted {n_adopted} of {n_documents}: {outcomes:#?}");
    let after = comparable(site.export());
    assert_eq!(after["incidents"], before["incidents"]);
    assert_eq!(after, before);
    let again = self::outcomes(&site, &["adopt", "--write", "--format", "json", "content"]);
    assert!(again.iter().all(|it| it["outcome"] != "adopted"), "{again:#?}");
}

#[test]
fn lessons_and_the_parts_of_a_runbook_are_no_obstacle() {
    let report = format!("{REPORT}\n## 经验教训\n\n- 先回滚，再排查。\n- 阈值要有人复核。\n");
    let runbook = "# Runbook: pool\n\nLast updated: 2026-01-04\n\n## Symptoms\n\nSlow answers.\n\n## Steps\n\n1. Restart.\n";
    let site = Site::new().document("a.md", &report).document("runbook-pool.md", runbook);
    let outcomes = outcomes(&site, &["adopt", "--write", "--format", "json", "content"]);
    let adopted: Vec<&Value> = outcomes.iter().filter(|it| it["outcome"] == "adopted").collect();
    assert_eq!(adopted.len(), 2, "{outcomes:#?}");
    assert!(read(&site, "a.md").starts_with("---\nid: INC-2026-0042\n"), "{}", read(&site, "a.md"));
    assert!(
        read(&site, "runbook-pool.md").contains("\nkind: runbook\n"),
        "{}",
        read(&site, "runbook-pool.md")
    );
}

#[test]
fn explained_lines_are_those_of_their_own_document() {
    let other = "# Another\n\nMany\n\nlines\n\nbefore.\n\n**Severity**: P2\n\n**Date**: 2026-01-02\n\n## Timeline\n\n- 09:00 x\n";
    let site = Site::new().document("a.md", REPORT).document("incident-b.md", other);
    let run = site.run(&["adopt", "--write", "--explain", "content"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let mut n_explained = 0;
    for (name, label) in [("a.md", "故障级别"), ("incident-b.md", "Severity")] {
        let written = read(&site, name);
        let explained = written.lines().find(|it| it.starts_with("severity: ")).unwrap();
        let line: usize = explained.rsplit(' ').next().unwrap().parse().unwrap();
        assert!(written.lines().nth(line - 1).unwrap().contains(label), "{name}: {written}");
        n_explained += 1;
    }
    assert_eq!(n_explained, 2);
}

#[track_caller]
fn outcomes(site: &Site, args: &[&str]) -> Vec<Value> {
    let run = site.run(args);
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

/// One label line, or none, per field: what teams write, and what they should not.
fn document() -> impl Strategy<Value = String> {
    let line = |name: &'static str, values: &'static [&'static str]| {
        prop::option::of(prop::sample::select(values))
            .prop_map(move |it| it.map(|it| format!("**{name}**: {it}\n")))
    };
    let lines = (
        line("Severity", &["P1", "SEV-2 (major)", "huge", "P0（严重）", "TBD"]),
        line("Date", &["2026-01-23", "January 5th, 2026", "01/02/2026", "2026-01-23 14:32 UTC"]),
        line("Started", &["14:32", "2026-01-23 14:30 +0800", "23:55", "2026-01-24"]),
        line("Resolved", &["15:10", "2026-01-24T00:20:00Z", "soon"]),
        line("Duration", &["38 minutes", "1h 5m (14:32 - 15:37)", "约 2 小时", "a while"]),
        line("Affected services", &["checkout, pay: new", "支付、订单", "yes", "1.10", "[x]"]),
        line("Root cause", &["config/value", "Config", "a sentence that is none"]),
        line("Author", &["@dana, @li", "- nobody", "李四"]),
        line("Financial loss", &["约 5万元", "1,200", "none"]),
        line("Reviewed by", &["@boss", "a # b"]),
        line("Status", &["approved", "resolved", "草稿"]),
        line("Detection", &["alert", "a customer: by mail", "\"quoted\""]),
    );
    let timeline = prop::sample::subsequence(
        vec![
            "- 14:20 deployed",
            "- 14:32 errors rise",
            "- 23:50 alert fired",
            "- 00:10 Issue resolved",
            "- 2026-01-25 03:00 all well again",
        ],
        0..=5,
    );
    (lines, timeline).prop_map(|(it, timeline)| {
        let lines = [it.0, it.1, it.2, it.3, it.4, it.5, it.6, it.7, it.8, it.9, it.10, it.11];
        let head: String = lines.into_iter().flatten().collect::<Vec<String>>().join("\n");
        format!(
            "# Outage of: the \"shop\"\n\n{head}\n## Timeline\n\n{}\n\n## Root cause\n\nA typo.\n",
            timeline.join("\n")
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn adoption_never_changes_what_a_document_says(texts in prop::collection::vec(document(), 6)) {
        let site = Site::new();
        for (nth, text) in texts.iter().enumerate() {
            site.write(&format!("content/incident-{nth}.md"), text);
        }
        let before = comparable(site.export());
        adopt(&site);
        prop_assert_eq!(comparable(site.export()), before);
        let once = tree(&site.path("content"));
        prop_assert!(once.iter().any(|(_, bytes)| bytes.starts_with(b"---\n")), "nothing was adopted");
        for ((_, bytes), text) in once.iter().zip(&texts) {
            prop_assert!(bytes.ends_with(text.as_bytes()));
        }
        adopt(&site);
        prop_assert_eq!(tree(&site.path("content")), once);
    }
}

#[track_caller]
fn adopt(site: &Site) -> Run {
    let run = site.run(&["adopt", "--write", "content"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    run
}

fn read(site: &Site, name: &str) -> String {
    fs::read_to_string(site.path("content").join(Path::new(name))).unwrap()
}

/// An export without the places of things, which a new head moves.
fn comparable(mut exported: Value) -> Value {
    drop_places(&mut exported);
    if let Some(findings) = exported["diagnostics"].as_array_mut() {
        findings.sort_by_key(Value::to_string);
    }
    exported
}

fn drop_places(value: &mut Value) {
    match value {
        Value::Object(map) => {
            for key in ["provenance", "source", "line", "column", "end_line", "end_column"] {
                map.shift_remove(key);
            }
            map.values_mut().for_each(drop_places);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_places),
        _ => {}
    }
}
