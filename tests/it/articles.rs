//! Articles, forms of trackers and documents that are called like reports: what they state, and what they do not.
//! Invented documents; each form is beside one that looks like it and says something else.

use serde_json::{Value, json};

use crate::support::Site;

fn export(path: &str, text: &str) -> Value {
    Site::new().document(path, text).export()
}

fn incident(text: &str) -> Value {
    export("postmortems/a.md", text)["incidents"][0].clone()
}

fn n_incidents(path: &str, text: &str) -> usize {
    export(path, text)["incidents"].as_array().unwrap().len()
}

#[test]
fn an_article_has_the_day_that_its_title_or_text_states() {
    let by_title = incident(
        "---\ntitle: 'Postmortem of the outage on 17th June 2025'\ndate: 2025-07-02 15:00:00\nauthors: [lena]\n---\n## What happened\n\nThe queue stopped.\n",
    );
    assert_eq!(by_title["date"], "2025-06-17");
    assert_eq!(by_title["milestones"]["started"], Value::Null, "the time is that of the publication");
    let by_text = incident(
        "---\ntitle: Why the registry was down\ndate: 2025-05-07\ntags: [postmortem]\n---\nOn Monday, May 5, 2025 our registry could not be reached.\n\n## Timeline\n\n- 10:00 It stopped\n- 10:40 It was back\n",
    );
    assert_eq!(by_text["date"], "2025-05-05");
    let of_may = incident(
        "---\ntitle: Why the registry was down\ndate: 2025-05-09\n---\nOn 5 May 2025 users may have been unable to log in.\n\n## Timeline\n\n- 10:00 It stopped\n",
    );
    assert_eq!(of_may["date"], "2025-05-09", "a guess states no day");
    // The day at the head of a report is its own, and what a sentence names may be where it came from.
    let report = incident(
        "---\nid: INC-2025-0007\ntitle: Registry down\ndate: 2025-05-07 15:00:00\nseverity: P1\n---\nOn Monday, May 5, 2025 a change made the registry unreachable two days later.\n",
    );
    assert_eq!(report["date"], "2025-05-07");
}

#[test]
fn a_timeline_may_have_its_day_in_the_head_of_its_table() {
    let it = incident(
        "## Summary\n\nBatches were late.\n\n## Timeline\n\n| Timeline 20.04.2025 | Event |\n|---|---|\n| 11:28 | The team was made aware of the problem |\n| 19:33 | PROBLEM FIXED - processing resumes |\n",
    );
    assert_eq!(it["date"], "2025-04-20");
    assert_eq!(it["milestones"]["detected"], "2025-04-20T11:28:00+00:00");
    assert_eq!(it["milestones"]["resolved"], "2025-04-20T19:33:00+00:00");
}

#[test]
fn the_zone_of_a_labelled_length_holds_for_the_timeline() {
    let it = incident(
        "# Bot silent\n\n- **Date**: 2025-06-11\n- **Duration**: ~6 hours (07:05 UTC → 13:30 UTC)\n\n## Timeline\n\n| Time | Event |\n|---|---|\n| 07:05 | First alert fired |\n| 13:30 | Service restored |\n",
    );
    assert_eq!(it["provenance"]["started"].get("assumed_zone"), None, "{it}");
    assert_eq!(it["provenance"]["detected"].get("assumed_zone"), None, "{it}");
}

#[test]
fn services_end_with_the_sentence_that_names_them() {
    let it = incident(
        "# Bot silent\n\n**Date**: 2025-06-11\n**Services affected**: Chat bot (mentions, etc. in rooms). Mail agent, Cron jobs, and others were not affected.\n\n## Root cause\n\nAn address moved.\n",
    );
    assert_eq!(it["services"], json!(["Chat bot"]));
}

#[test]
fn a_name_and_a_title_alone_make_no_report() {
    let text = "# Postmortem integration\n\nReviews run through the lifecycle of issues.\n\n## How it works\n\n1. A merged request creates an issue.\n2. Somebody applies the label.\n";
    assert_eq!(n_incidents("docs/postmortem.md", text), 0);
    let text = "# Contest | Post-mortem\n\nThere were problems before the contest.\n\n## Tokens\n\nOur script failed twice.\n";
    assert_eq!(n_incidents("POSTMORTEM.md", text), 1);
}

#[test]
fn commands_of_site_generators_are_no_placeholders() {
    let text = "---\ntitle: Short downtime\ndate: 2025-07-23 10:35:00\nresolved: true\nresolvedWhen: 2025-07-23 10:38:00\nseverity: down\nsection: issue\n---\n\nOur servers are down. {{< track \"2025-07-23 10:35:00\" >}}\n\n*Fixed* - They are back. {{< track \"2025-07-23 10:38:00\" >}}\n";
    assert_eq!(n_incidents("content/issues/a.md", text), 1);
}

#[test]
fn a_remark_behind_a_state_leaves_it_a_state() {
    let text = |state: &str| {
        format!(
            "# Post-mortem: data lost\n\n**Date:** 2025-01-22\n\n## Root cause\n\nA wrong target.\n\n**Document status:** {state}\n"
        )
    };
    assert_eq!(incident(&text("Draft - pending review of the team"))["status"], "draft");
    assert_eq!(incident(&text("草稿（待评审）"))["status"], "draft");
    assert_eq!(n_incidents("postmortems/a.md", &text("Draft - do not publish")), 0);
}

#[test]
fn action_items_are_read_from_forms_of_trackers() {
    let text = "# Search slow\n\n**Date**: 2025-11-19\n\n## Corrective actions\n\n\
        - [ ] Document the slow log - @ana.lima (due 2025-12-06)\n- [In progress, owner: Data team] Move the index\n\n\
        <details><summary>Review</summary>\n\n1. What went well?\n   - The log named the job\n2. What can be improved?\n   - Access\n\n</details>\n\n\
        ## Actions Items\n\n| # | Owner | Priority | Due |\n|---|---|---|---|\n| 1 | SRE | Add a validator to the flag push | 2025-06-05 |\n";
    let exported = export("postmortems/a.md", text);
    let items: Vec<[&Value; 3]> = exported["action_items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| [&it["task"], &it["owner"], &it["due"]])
        .collect();
    assert_eq!(
        json!(items),
        json!([
            ["Document the slow log", "@ana.lima", "2025-12-06"],
            ["Move the index", "Data team", null],
            ["Add a validator to the flag push", "SRE", "2025-06-05"],
        ])
    );
}

#[test]
fn shortened_units_and_ends_are_read() {
    let it = incident(
        "# Nachbereitung: Ausfall der Kassen\n\n- **Datum:** 14.01.2025\n- **Dauer:** 1 Std. 45 Min.\n\n## Ursache\n\nEin Switch.\n",
    );
    assert_eq!(it["durations"]["declared"], 6300);
    let it = incident(
        "# 短信故障报告\n\n**故障级别**：二级\n**故障开始**：2025年7月9日 9:40\n**故障结束**：2025年7月9日 10:25\n\n## 原因\n\n证书到期。\n",
    );
    assert_eq!(it["milestones"]["resolved"], "2025-07-09T10:25:00+00:00");
}
