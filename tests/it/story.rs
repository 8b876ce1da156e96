//! The page of an incident: the author's own lines with what is known about them, and nothing twice.

use crate::support::Site;

const TEXT: &str = "---
id: INC-2026-0001
title: Pool exhausted
date: 2026-01-05
severity: P1
services: [ledger]
action_items:
  - { id: A1, task: 'Alert on `p99` > 2 s', owner: li, due: 2026-02-01, status: open }
  - { id: A2, task: Write a runbook, owner: bo, due: 2026-02-01, status: done }
---
## Timeline

| Time | Event | Kind |
| --- | --- | --- |
| 10:00 | The pool is full | 部署 |
| 10:30 | Recovered | 恢复 |

## Action items

| ID | Task | Owner |
| --- | --- | --- |
| A1 | Alert on `p99` > 2 s | li |
";

#[test]
fn an_action_item_of_front_matter_and_text_is_shown_where_the_text_has_it() {
    let site = Site::new().document("a.md", TEXT);
    site.build();
    let html = site.page("incidents/inc-2026-0001/index.html");
    let (document, below) = html.split_once("</article>").unwrap();
    assert!(document.contains("id=\"aw-action-a1\""), "{document}");
    assert!(below.contains("id=\"aw-action-a2\"") && !below.contains("id=\"aw-action-a1\""), "{below}");
}

#[test]
fn what_is_known_about_a_line_is_apart_from_its_words() {
    let site = Site::new().document("a.md", TEXT);
    site.build();
    let twin = site.page("incidents/inc-2026-0001/index.md");
    let line = twin.lines().find(|it| it.contains("部署")).unwrap();
    assert!(line.contains("部署 Deploy"), "{line}");
}

#[test]
fn a_document_that_many_mention_names_some_of_them_and_counts_the_rest() {
    let mut site = Site::new().document("a.md", TEXT);
    for nr in 2..=40 {
        let text = format!(
            "---\nid: INC-2026-{nr:04}\ntitle: Failure {nr}\ndate: 2026-02-03\nseverity: P3\n---\nLike INC-2026-0001.\n"
        );
        site = site.document(&format!("{nr}.md"), &text);
    }
    site.build();
    let html = site.page("incidents/inc-2026-0001/index.html");
    assert_eq!(html.matches("Failure ").count(), 12, "{html}");
    assert!(html.contains("27 more mentions are in api/v1/incidents.json."), "{html}");
}
