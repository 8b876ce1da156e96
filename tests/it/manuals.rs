//! What manuals state about how a team works: target times, the checklist of a postmortem, tasks that come round; and
//! what authors say about how fast they were.

use serde_json::json;

use crate::support::Site;

const MANUAL: &str = "---\nkind: runbook\nid: handbook\n---\n# 值班手册\n\n## 故障分级\n\n| 故障级别 | 影响范围 | 响应时间 | 恢复时限 |\n\
    |---|---|---|---|\n| P0 - 严重 | 全站 | 5分钟 | 2小时 |\n| P1 - 高 | 核心功能 | 15分钟 | 4小时 |\n\n\
    ## 日常工作\n\n**每日巡检:**\n\n- [ ] 看告警\n- [ ] 看备份\n\n**每月维护:**\n- [ ] 演练切换\n\n\
    ## 复盘流程\n\n**复盘检查清单:**\n\n1. **基本信息**\n   - [ ] 故障级别判定\n   - [ ] 故障持续时间\n\n2. **原因**\n   - [ ] 直接原因\n   - [ ] 团队氛围\n";

const INCIDENT: &str = "---\nid: INC-2026-0001\ntitle: 支付不可用\ndate: 2026-01-05\nseverity: P1\n---\n\
    - 故障响应时间: 30m 不符合预期\n- 故障恢复时间: 50m 达标\n";

const ENGLISH: &str = "site: { language: en }\n";

fn site() -> Site {
    Site::new().file("afterword.yaml", ENGLISH).document("handbook.md", MANUAL).document("a.md", INCIDENT)
}

/// The messages of the findings of a kind, where it is on.
fn found(site: &Site, code: &str, args: &[&str]) -> Vec<String> {
    let run = site.run(&[&["check", "--format", "json"], args].concat());
    let all: Vec<serde_json::Value> = serde_json::from_str(&run.stdout).unwrap();
    let own = all.iter().filter(|it| it["code"] == code);
    own.map(|it| format!("{} {}", it["message"].as_str().unwrap(), it["hint"])).collect()
}

#[test]
fn programs_read_what_a_manual_states() {
    let exported = site().export();
    let manual = &exported["runbooks"][0]["manual"];
    let targets: Vec<_> = manual["targets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| json!([it["severity"], it["from"], it["to"], it["limit"], it["source"]["line"]]))
        .collect();
    assert_eq!(
        json!(targets),
        json!([
            ["P0", "detected", "acknowledged", 300, 11],
            ["P0", "started", "resolved", 7_200, 11],
            ["P1", "detected", "acknowledged", 900, 12],
            ["P1", "started", "resolved", 14_400, 12],
        ])
    );
    let routines: Vec<_> =
        manual["routines"].as_array().unwrap().iter().map(|it| json!([it["every"], it["tasks"]])).collect();
    assert_eq!(json!(routines), json!([["daily", ["看告警", "看备份"]], ["monthly", ["演练切换"]]]));
    let points: Vec<_> = manual["checklist"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| json!([it["group"], it["text"], !it["asks"].as_array().unwrap().is_empty()]))
        .collect();
    assert_eq!(
        json!(points),
        json!([
            ["基本信息", "故障级别判定", true],
            ["基本信息", "故障持续时间", true],
            ["原因", "直接原因", true],
            ["原因", "团队氛围", false],
        ])
    );
}

#[test]
fn the_page_of_a_manual_shows_its_targets_checklist_and_recurring_tasks() {
    let site = site();
    site.build();
    let page = site.page("runbooks/handbook/index.html");
    for text in [
        "<h2 id=\"aw-targets\">Target times in this runbook</h2>",
        "incidents are compared only with what is set there",
        "acknowledge: 15m",
        "<h2 id=\"aw-checklist\">Postmortem checklist</h2>",
        "团队氛围",
        "<h3>Daily</h3>",
        "<li>看备份</li>",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
}

#[test]
fn a_manual_in_english_is_read_the_same_way() {
    let manual = "---\nkind: runbook\nid: handbook\n---\n# On-call handbook\n\n## SLA\n\n| Severity | Time to respond | Target resolution | Update every |\n|---|---|---|---|\n\
        | SEV1 | < 15 min | within 4 hours | 30 minutes |\n| SEV2 | 1 business day | 24h | 2 hours |\n\n### Weekly checks\n\n- Look at disk use\n- Restore a backup\n\n\
        ### Daily backup fails\n\n- Restart the job\n\n## Postmortem checklist\n\n- [ ] Timeline is complete\n- [ ] Root cause identified\n\n## Deploy checklist\n\n- [ ] Tests pass\n";
    let exported = Site::new().document("handbook.md", manual).export();
    let manual = &exported["runbooks"][0]["manual"];
    let targets: Vec<_> = manual["targets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| json!([it["severity"], it["to"], it["limit"]]))
        .collect();
    // What counts working days needs the team's calendar.
    assert_eq!(
        json!(targets),
        json!([["P1", "acknowledged", 900], ["P1", "resolved", 14_400], ["P2", "resolved", 86_400]])
    );
    assert_eq!(manual["routines"].as_array().unwrap().len(), 1, "{manual}");
    assert_eq!(manual["routines"][0]["tasks"], json!(["Look at disk use", "Restore a backup"]));
    assert_eq!(manual["checklist"].as_array().unwrap().len(), 2, "{manual}");
}

#[test]
fn target_times_of_a_manual_count_once_the_configuration_sets_them() {
    let site = site();
    let codes = |site: &Site| (!found(site, "AW409", &[]).is_empty(), !found(site, "AW410", &[]).is_empty());
    assert_eq!(codes(&site), (false, false));
    // The lines that `inspect` prints are the ones to add.
    let printed = site.run(&["inspect", "content/handbook.md"]).stdout;
    let lines = &printed[printed.find("targets:\n").unwrap()..];
    let lines: String = lines
        .lines()
        .enumerate()
        .take_while(|(nth, it)| *nth == 0 || it.starts_with("  "))
        .map(|(_, it)| format!("{it}\n"))
        .collect();
    let lines = format!("{ENGLISH}{lines}");
    site.write("afterword.yaml", &lines);
    assert_eq!(codes(&site), (true, false), "{lines}");
    site.build();
    let page = site.page("runbooks/handbook/index.html");
    assert!(page.contains("All of them are set in afterword.yaml"), "{page}");
    assert!(!page.contains("Lines for afterword.yaml"));
    // Another limit in the configuration is a contradiction.
    site.write("afterword.yaml", &lines.replace("acknowledge: 15m", "acknowledge: 40m"));
    assert_eq!(codes(&site), (false, true), "{lines}");
}

#[test]
fn the_checklist_of_a_manual_names_what_a_postmortem_leaves_open_where_a_team_asks_for_it() {
    let site = site();
    assert_eq!(found(&site, "AW610", &[]), [""; 0]);
    let found = found(&site, "AW610", &["--select", "AW610"]).join("\n");
    assert!(found.contains("直接原因"), "{found}");
    assert!(!found.contains("团队氛围") && !found.contains("故障级别判定"), "{found}");
    assert!(found.contains("handbook.md"), "{found}");
}

#[test]
fn an_authors_own_verdict_is_beside_the_duration() {
    let site = site();
    let incident = site.incident();
    assert_eq!(incident["durations"]["acknowledge"], 1_800);
    let judgements: Vec<_> = incident["judgements"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| json!([it["duration"], it["met"], it["text"]]))
        .collect();
    assert_eq!(json!(judgements), json!([["acknowledge", false, "不符合预期"], ["resolve", true, "达标"]]));
    site.build();
    let page = site.page("incidents/inc-2026-0001/index.html");
    assert!(
        page.contains("<span class=\"promise promise-missed\">“不符合预期” in the document</span>"),
        "{page}"
    );
    let english = "# Checkout down\n\n**Date**: 2026-01-05\n**Severity**: P1\n**Duration**: 45 minutes (SLA breached)\n\n## Root cause\n\nA leak.\n";
    let site = Site::new().file("afterword.yaml", ENGLISH).document("b.md", english);
    let incident = site.incident();
    assert_eq!(incident["durations"]["declared"], 2_700);
    assert_eq!(incident["judgements"][0]["text"], "SLA breached");
    site.build();
    let slug = incident["slug"].as_str().unwrap();
    assert!(site.page(&format!("incidents/{slug}/index.html")).contains("“SLA breached” in the document"));
}
