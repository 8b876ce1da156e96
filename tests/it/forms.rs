//! Forms that public templates share, in documents invented for this: tables of two pairs, names behind signs, ends of
//! tasks, roles. Each form is beside one that looks like it and says something else.

use serde_json::{Value, json};

use crate::support::Site;

/// The only incident of `text`, in a folder of reports.
fn incident(text: &str) -> Value {
    knowledge(text)["incidents"][0].clone()
}

fn knowledge(text: &str) -> Value {
    Site::new().document("postmortems/a.md", text).export()
}

/// Task, owner and due day of every action item below `lines`.
fn tasks(lines: &str) -> Vec<[Value; 3]> {
    let text = format!(
        "# Mail late\n\n**Date:** 2026-03-05\n**Incident commander:** Noor Haddad\n\n## Action items\n\n{lines}\n"
    );
    let items = knowledge(&text)["action_items"].as_array().unwrap().clone();
    items.iter().map(|it| [it["task"].clone(), it["owner"].clone(), it["due"].clone()]).collect()
}

#[test]
fn a_table_of_two_pairs_in_a_row_gives_every_value() {
    let it = incident(
        "# 下单失败复盘\n\n| 故障编号 | F-2026-07 | 故障等级 | P1 |\n| --- | --- | --- | --- |\n| 发生时间 | 2026-03-05 14:02 | 恢复时间 | 2026-03-05 14:47 |\n| 影响服务 | 下单、支付 | 备注 | 无 |\n\n## 根因\n\n连接池太小。\n",
    );
    assert_eq!(it["id"], "F-2026-07");
    assert_eq!(it["severity"], "P1");
    assert_eq!(it["services"], json!(["下单", "支付"]));
    assert_eq!(it["milestones"]["started"], "2026-03-05T14:02:00+00:00");
    assert_eq!(it["durations"]["resolve"], 2700);
}

#[test]
fn a_table_with_a_head_is_no_table_of_pairs() {
    let it = incident(
        "# Mail late\n\n**Date:** 2026-03-05\n\n## Other incidents\n\n| Date | Severity | Service | Duration |\n|---|---|---|---|\n| 2026-01-01 | SEV1 | mail | 10 min |\n| 2026-01-02 | SEV2 | api | 20 min |\n\n## Root cause\n\nA limit.\n",
    );
    assert_eq!(it["severity"], Value::Null);
    assert_eq!(it["services"], json!([]));
    assert_eq!(it["durations"]["declared"], Value::Null);
}

#[test]
fn fields_of_other_tools_are_labels() {
    for labels in [
        ":Date: 2026-03-05\n:Severity: SEV2\n:Services: mail\n",
        "Date:: 2026-03-05\nSeverity:: SEV2\nServices:: mail\n",
        "■日付\n2026-03-05\n\n■重要度\nSEV2\n\n■影響サービス\nmail\n",
    ] {
        let it = incident(&format!("# Mail late\n\n{labels}\n## Summary\n\nMail was late.\n"));
        assert_eq!(it["date"], "2026-03-05", "{labels}");
        assert_eq!(it["severity"], "P2", "{labels}");
        assert_eq!(it["services"], json!(["mail"]), "{labels}");
    }
}

#[test]
fn detection_beside_a_time_is_when_and_beside_words_is_how() {
    let text = |value: &str| {
        format!("# Mail late\n\n**Date:** 2026-03-05\n**Detection:** {value}\n\n## Root cause\n\nA limit.\n")
    };
    let detected = |value: &str| incident(&text(value))["milestones"]["detected"].clone();
    assert_eq!(detected("2026-03-05 10:15 UTC"), "2026-03-05T10:15:00+00:00");
    assert_eq!(detected("10:15 UTC (by the alert)"), "2026-03-05T10:15:00+00:00");
    assert_eq!(detected("an alert"), Value::Null);
    assert_eq!(detected("10:15 alert, 10:20 call"), Value::Null);
    let when =
        incident("# Mail late\n\n**When:** 2026-03-05 10:00 – 2026-03-05 11:00 UTC\n\n## Root cause\n\nA.\n");
    assert_eq!(when["durations"]["resolve"], 3600);
}

#[test]
fn the_code_of_a_level_outweighs_the_word_beside_it() {
    let level = |value: &str| {
        incident(&format!("# Mail late\n\n**Severity:** {value}\n\n## Summary\n\nMail.\n"))["severity"]
            .clone()
    };
    for (value, expected) in [
        ("hoch (P2)", "P2"),
        ("三级（P3）", "P3"),
        ("~severity::2", "P2"),
        ("Severity 3 (minor)", "P3"),
        ("SEV2 (raised from SEV3)", "P2"),
        ("P1 (SEV2 at first)", "P1"),
        ("High", "P1"),
    ] {
        assert_eq!(level(value), expected, "{value}");
    }
}

#[test]
fn a_day_that_only_a_sentence_names_places_the_times() {
    let it = incident(
        "# Mail late\n\n## Summary\n\nOn 5 March 2026 mail was delayed from 10:00 until 11:30 UTC.\n\n## Timeline\n\nAll times UTC.\n\n- 10:00 – outage begins\n- 10:10 – alert fires\n- 11:30 – service restored\n",
    );
    assert_eq!(it["date"], "2026-03-05");
    assert_eq!(it["milestones"]["detected"], "2026-03-05T10:10:00+00:00");
    assert_eq!(it["milestones"]["resolved"], "2026-03-05T11:30:00+00:00");
    // The limit was set on another day: a day beside something else is not the day of the incident.
    let other = incident("# Mail late\n\n## Summary\n\nThe limit of 1 February 2026 was too low.\n");
    assert_eq!(other["date"], Value::Null);
}

#[test]
fn a_timeline_of_one_day_says_when_it_was() {
    let timeline = |second: &str| {
        incident(&format!("# Mail late\n\n## Timeline\n\n| Date | Event |\n|---|---|\n| 2026-03-05 | Tests fail |\n| {second} | Fix merged |\n"))["date"].clone()
    };
    assert_eq!(timeline("2026-03-05"), "2026-03-05");
    assert_eq!(timeline("2026-03-07"), Value::Null);
}

#[test]
fn ends_of_tasks_say_who_and_until_when_in_many_forms() {
    let found = tasks(
        "- Raise the limit (owner: Kim; due: Mar 20, 2026)\n- Alert on age — Owner Lee — Due 2026-03-21\n- Drill the failover - assigned to @bo, due by March 23rd, 2026\n- Delete the old queue → @cy, 24 Mar 2026\n- Ask legal about the notice | Dee | 2026-03-25 | open\n- 增加唯一索引——李木——2026-03-10——已完成\n- Noor to write the runbook by 2026-03-30\n- Split the queue (Eli, by 1 April 2026)\n",
    );
    let expected = [
        ["Raise the limit", "Kim", "2026-03-20"],
        ["Alert on age", "Lee", "2026-03-21"],
        ["Drill the failover", "@bo", "2026-03-23"],
        ["Delete the old queue", "@cy", "2026-03-24"],
        ["Ask legal about the notice", "Dee", "2026-03-25"],
        ["增加唯一索引", "李木", "2026-03-10"],
        ["write the runbook", "Noor", "2026-03-30"],
        ["Split the queue", "Eli", "2026-04-01"],
    ];
    assert_eq!(json!(found), json!(expected));
}

#[test]
fn what_only_looks_like_an_owner_stays_in_the_task() {
    let lines = [
        "Compare the pools — the old one — and the new one",
        "Move to the new cluster (Redis)",
        "Plan to drop the table",
        "Tell the people (see the list of 2026-03-01; the runbook",
        "Ask the vendor — they know — Monday",
    ];
    let list: String = lines.iter().map(|it| format!("- {it}\n")).collect();
    let expected: Vec<[Value; 3]> = lines.iter().map(|it| [json!(it), Value::Null, Value::Null]).collect();
    assert_eq!(tasks(&list), expected);
}

#[test]
fn people_in_roles_are_named_with_their_role() {
    let it = incident(
        "# Mail late\n\n**Date:** 2026-03-05\n**Incident commander:** Noor Haddad\n**Scribe:** Cy Tran\n\n## Summary\n\nMail.\n",
    );
    assert_eq!(it["roles"]["incident commander"], "Noor Haddad", "{}", it["roles"]);
    assert_eq!(it["roles"]["scribe"], "Cy Tran");
}

#[test]
fn signs_before_times_and_ages_before_them_are_no_obstacle() {
    let it = incident(
        "# Mail late\n\n**Date:** 2026-03-05\n\n## Timeline\n\n- 🔴 10:00 UTC – outage starts\n- 🟢 10:35 UTC – service restored\n",
    );
    assert_eq!(it["durations"]["resolve"], 2100);
    let page = incident(
        "# Elevated errors\n\n**Resolved**\nThis incident has been resolved.\nPosted 2 hours ago. Mar 05, 2026 - 16:20 UTC\n\n**Investigating**\nWe are investigating.\nPosted 4 hours ago. Mar 05, 2026 - 14:50 UTC\n",
    );
    assert_eq!(page["milestones"]["resolved"], "2026-03-05T16:20:00+00:00");
}

#[test]
fn a_list_of_incidents_and_a_form_are_no_incidents() {
    let built = |path: &str, text: &str| {
        let site = Site::new().document(path, text);
        site.export()["incidents"].as_array().unwrap().len()
    };
    let log = "# Incident log 2026\n\n| Date | Service | Severity | Summary |\n|---|---|---|---|\n| 2026-03-05 | mail | SEV2 | Queue full |\n| 2026-03-09 | api | SEV3 | Bad deploy |\n";
    assert_eq!(built("incident-log.md", log), 0);
    let form = "# Incident Title\n\n## Date\n\ndate\n\n## Summary\n\nWhat the reader needs to know at once.\n\n## Trigger\n\n## Resolution\n\n## Lessons Learned\n\n### What went well\n\n### What went wrong\n\n### Where we got lucky\n\n## Timeline\n\n| Time | Event |\n|---|---|\n| 18:14 | |\n";
    assert_eq!(built("postmortems/template.md", form), 0);
    assert_eq!(built("postmortems/2026-03-05-mail.md", form), 1);
    let meeting = "# Review meeting 10 March 2026\n\nAttendees: Ana, Bo\n\n- looked at INC-1\n";
    assert_eq!(built("postmortems/2026-03-10.md", meeting), 0);
    let report = "# Informe de incidente — fallo del portal\n\n**Fecha:** 2026-03-05\n\n## Qué falló\n\nEl portal no respondía.\n";
    assert_eq!(built("docs/informe-42.md", report), 1);
}

#[test]
fn headings_of_what_follows_are_of_action_items() {
    for heading in
        ["Hardening followups", "Remediation and follow-up steps", "后续", "Monitoring improvements"]
    {
        let text = format!(
            "# Mail late\n\n**Date:** 2026-03-05\n\n## {heading}\n\n- Add an alert on the age of the queue\n"
        );
        let items = knowledge(&text)["action_items"].as_array().unwrap().len();
        assert_eq!(items, 1, "{heading}");
    }
    let done = "# Mail late\n\n**Date:** 2026-03-05\n\n## Remediation steps\n\n- Restarted the queue\n";
    assert_eq!(knowledge(done)["action_items"], json!([]));
}

#[test]
fn a_report_in_a_folder_of_its_day_is_of_that_day() {
    let text = "# Queue system incident report\n\n- **Severity:** SEV2\n\n## Summary\n\nJobs were delayed.\n\n## Root cause\n\nA limit.\n";
    let site = Site::new().document("2025/02/05/README.md", text).document("2025/03/09/README.md", text);
    let exported = site.export();
    let incidents = exported["incidents"].as_array().unwrap();
    let mut days: Vec<&str> = incidents.iter().filter_map(|it| it["date"].as_str()).collect();
    days.sort_unstable();
    assert_eq!(days, ["2025-02-05", "2025-03-09"]);
    assert_ne!(incidents[0]["id"], incidents[1]["id"]);
    // A folder of a year alone holds an index.
    let index = Site::new().document("postmortems/2025/README.md", text);
    assert_eq!(index.export()["incidents"], json!([]));
}

#[test]
fn a_length_before_its_explanation_counts_and_a_time_of_day_is_none() {
    let text = |labels: &str| {
        format!("# Mail late\n\n**Date:** 2026-03-05\n{labels}\n\n## Root cause\n\nA limit.\n")
    };
    let declared =
        |value: &str| incident(&text(&format!("**Duration:** {value}")))["durations"]["declared"].clone();
    assert_eq!(declared("Approximately 9 minutes during planned migration"), 540);
    assert_eq!(declared("~30 minutes, most of it spent on the logs"), 1800);
    assert_eq!(declared("30 minutes, then 2 hours more"), Value::Null);
    let it = incident(&text("**Detected:** 10:15, by the alert"));
    assert_eq!(it["milestones"]["detected"], "2026-03-05T10:15:00+00:00");
    let both = incident(&text(
        "**Incident start:** 2026-03-05 10:00 UTC\n**Incident end / mitigated:** 2026-03-05 11:00 UTC",
    ));
    assert_eq!(both["durations"]["resolve"], 3600);
}

#[test]
fn a_zone_behind_one_moment_of_a_cause_is_not_that_of_the_document() {
    let it = incident(
        "# 事故报告：库表丢失\n\n| 项目 | 内容 |\n|---|---|\n| 发生时间 | 2026-03-05 11:13（北京时间） |\n| 恢复时间 | 2026-03-05 11:48 |\n\n## 根因分析\n\n容器于 03:13（UTC）重建，文件时间戳均为 11:13。\n",
    );
    assert_eq!(it["milestones"]["resolved"], "2026-03-05T11:48:00+08:00");
}

#[test]
fn a_time_to_resolve_from_the_detection_does_not_hide_how_long_it_lasted() {
    let text = |time: &str| {
        format!(
            "# Disk full\n\n| Field | Value |\n| --- | --- |\n| Date | 2026-03-05 |\n| Outage | 16:00–16:32 UTC (in part) |\n\n## Impact\n\n- The shop was down for ~30 min after the restart.\n- **Time to resolve**: {time} from detection to full restore, in four steps.\n"
        )
    };
    assert_eq!(incident(&text("~30 min"))["durations"]["declared"], 1800);
    // Two figures: which of them is how long it lasted is not said.
    assert_eq!(incident(&text("~20 min"))["durations"]["declared"], Value::Null);
}
