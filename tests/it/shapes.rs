//! Shapes in which people write the same fact: what states it is read in every one of them, and nothing else is.

use serde_json::{Value, json};

use crate::support::Site;

/// A postmortem with these lines below its title.
fn report(head: &str) -> String {
    format!(
        "# Picker robots stood still\n\n{head}\n\n## Summary\n\nNo parcel left the hall.\n\n## Impact\n\nParcels were late.\n\n\
         ## Root cause\n\nA lease was never renewed.\n"
    )
}

fn only_incident(text: &str) -> Value {
    let export = Site::new().document("a.md", text).export();
    let incidents = export["incidents"].as_array().unwrap();
    assert_eq!(incidents.len(), 1, "{text}\n{export:#}");
    incidents[0].clone()
}

/// Owner, day, closing day and state of the only action item.
fn only_action(line: &str) -> Value {
    let text = report("**Date:** 2026-03-05\n**Severity:** SEV2") + "\n## Action items\n\n" + line + "\n";
    let export = Site::new().document("a.md", &text).export();
    let items = export["action_items"].as_array().unwrap();
    assert_eq!(items.len(), 1, "{line}\n{items:#?}");
    let it = &items[0];
    json!([it["task"], it["owner"], it["due"], it["closed"], it["status"]])
}

#[test]
fn a_fact_is_read_in_every_shape_of_a_label() {
    for head in [
        "Date\n: 2026-03-05\n\nSeverity\n: SEV2\n\nServices affected\n: picker, belt",
        "- **Date** – 2026-03-05\n- **Severity** – SEV2\n- **Services** – picker, belt",
        "【日期】2026-03-05\n【级别】P2\n【影响服务】picker、belt",
        "**【日期】** 2026-03-05\n**【级别】** P2\n**【影响服务】** picker、belt",
        "**Date**\n2026-03-05\n\n**Severity**\n\nSEV2\n\n**Services:**<br>picker, belt",
        "Date: 2026-03-05 Severity: SEV2 Services: picker, belt",
        "| Field | Value | Note |\n|---|---|---|\n| Date | 2026-03-05 | Thursday |\n| Severity | SEV2 | SEV3 at first |\n| Services | picker, belt | |",
    ] {
        let incident = only_incident(&report(head));
        let read = json!([incident["date"], incident["severity"], incident["services"]]);
        assert_eq!(read, json!(["2026-03-05", "P2", ["picker", "belt"]]), "{head}");
    }
    // A sentence behind a dash is not the value of a label.
    let incident =
        only_incident(&report("**Date:** 2026-03-05\n**Severity:** SEV2\n\n**Impact** – all of the hall"));
    assert_eq!(incident["severity"], "P2");
}

#[test]
fn keys_have_one_form_and_may_name_their_unit() {
    let fm = |keys: &str| {
        format!("---\ntitle: Robots stood still\ndate: 2026-03-05\n{keys}---\n\n## Summary\n\nText.\n")
    };
    let incident = only_incident(&fm("duration_minutes: 45\nroot_cause_category: config/value\n"));
    assert_eq!(
        (&incident["durations"]["declared"], &incident["causes"]),
        (&json!(2_700), &json!(["config/value"]))
    );
    let incident = only_incident(&fm("Incident-Duration: 1.5 hours\nROOT-CAUSE-CATEGORY: config/value\n"));
    assert_eq!(
        (&incident["durations"]["declared"], &incident["causes"]),
        (&json!(5_400), &json!(["config/value"]))
    );
    // A figure without a unit is no duration, and a unit of another field is no key.
    let export =
        Site::new().document("a.md", &fm("severity: P1\nduration: 45\npriority_minutes: 3\n")).export();
    assert_eq!(export["incidents"][0]["durations"]["declared"], Value::Null);
    assert!(
        export["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .any(|it| it["message"].as_str().unwrap().contains("priority_minutes"))
    );
}

#[test]
fn a_day_and_a_root_cause_make_a_report() {
    let text = "# Robots stood still\n\n**Date:** 2026-03-05\n\n## Impact\n\nParcels.\n\n## Root cause\n\nA lease.\n";
    assert_eq!(only_incident(text)["date"], "2026-03-05");
    let plan = "# Move to the new hall\n\n**Date:** 2026-03-05\n\n## Impact\n\nNone.\n\n## Timeline\n\nThree months.\n";
    assert_eq!(Site::new().document("a.md", plan).export()["incidents"], json!([]));
}

#[test]
fn reports_of_one_file_may_be_short_with_a_head_of_their_own() {
    let one = |title: &str, day: &str, level: &str| {
        format!(
            "# {title}\n\n**Date:** {day}\n**Severity:** {level}\n\n## Summary\n\nText.\n\n## Root cause\n\nA lease.\n\n"
        )
    };
    let text = one("Robots stood still", "2026-03-05", "SEV2") + &one("Belt too slow", "2026-03-09", "SEV1");
    let export = Site::new().document("log.md", &text).export();
    let incidents = export["incidents"].as_array().unwrap();
    let read: Vec<Value> = incidents.iter().map(|it| json!([it["date"], it["severity"]])).collect();
    assert_eq!(read.len(), 2, "{read:?}");
    assert!(
        read.contains(&json!(["2026-03-05", "P2"])) && read.contains(&json!(["2026-03-09", "P1"])),
        "{read:?}"
    );
}

#[test]
fn action_items_close_on_the_day_that_they_name() {
    for (line, expected) in [
        ("- [x] Renew leases, closed 2026-03-08", json!(["Renew leases", null, null, "2026-03-08", "done"])),
        ("- [ ] Renew leases, due 2026-04-08", json!(["Renew leases", null, "2026-04-08", null, "open"])),
        ("- [x] 调高上限（已于 2026-03-06 完成）", json!(["调高上限", null, null, "2026-03-06", "done"])),
        ("- [x] 调高上限（完成时间：2026-03-06）", json!(["调高上限", null, null, "2026-03-06", "done"])),
        ("- [ ] 调高上限（完成时间：2026-04-06）", json!(["调高上限", null, "2026-04-06", null, "open"])),
        (
            "- [ ] Renew leases (Mia Berg, 2026-04-05)",
            json!(["Renew leases", "Mia Berg", "2026-04-05", null, "open"]),
        ),
        ("- [ ] 调高上限（王岚，2026-04-05）", json!(["调高上限", "王岚", "2026-04-05", null, "open"])),
        // A phase is nobody.
        (
            "- [ ] Renew leases (Phase 2, 2026-04-05)",
            json!(["Renew leases (Phase 2, 2026-04-05)", null, null, null, "open"]),
        ),
        (
            "- Renew leases — Mia Berg — due 2026-04-05",
            json!(["Renew leases", "Mia Berg", "2026-04-05", null, "unknown"]),
        ),
        (
            "- Renew leases – @mia – 2026-04-05",
            json!(["Renew leases", "@mia", "2026-04-05", null, "unknown"]),
        ),
        ("- Renew leases – 2026-04-05", json!(["Renew leases – 2026-04-05", null, null, null, "unknown"])),
        ("- 调高上限（@mia 4月15日前完成）", json!(["调高上限", "@mia", "2026-04-15", null, "unknown"])),
        (
            "- 调高上限，由王岚负责，2026年4月15日前完成",
            json!(["调高上限", "王岚", "2026-04-15", null, "unknown"]),
        ),
        (
            "- 上限を上げる（担当：田中　期限：2026-04-05）",
            json!(["上限を上げる", "田中", "2026-04-05", null, "unknown"]),
        ),
        ("- [ ] Renew leases\n- [ ] <task> (<owner>)", json!(["Renew leases", null, null, null, "open"])),
        ("- **@mia** Renew leases", json!(["Renew leases", "@mia", null, null, "unknown"])),
        ("- **Owner: @mia** — Renew leases", json!(["Renew leases", "@mia", null, null, "unknown"])),
        ("- @mia said that leases end", json!(["@mia said that leases end", null, null, null, "unknown"])),
        ("- 已完成 调高上限", json!(["调高上限", null, null, null, "done"])),
        ("- ~~Buy a robot~~ won't fix", json!(["Buy a robot won't fix", null, null, null, "cancelled"])),
    ] {
        assert_eq!(only_action(line), expected, "{line}");
    }
}

#[test]
fn days_are_read_as_other_languages_write_them() {
    for day in ["5 de março de 2026", "2026. 3. 5.", "5. März 2026", "1er mars 2026"] {
        let expected = if day.starts_with("1er") { "2026-03-01" } else { "2026-03-05" };
        assert_eq!(
            only_incident(&report(&format!("**Date:** {day}\n**Severity:** SEV2")))["date"],
            expected,
            "{day}"
        );
    }
}

#[test]
fn an_id_in_brackets_is_no_part_of_the_title() {
    let text =
        report("**Date:** 2026-03-05\n**Severity:** SEV2").replace("# Picker", "# [INC-2026-0099] Picker");
    let incident = only_incident(&text);
    assert_eq!(
        (&incident["id"], &incident["title"]),
        (&json!("INC-2026-0099"), &json!("Picker robots stood still"))
    );
}

#[test]
fn times_of_a_timeline_may_have_a_dot() {
    let head = "**Date:** 2026-03-05\n**Severity:** SEV2\n\n## Timeline (UTC)\n\n- 14.05 – Outage begins\n- 15.20 – Service restored\n- .001 后缀没有时间";
    let incident = only_incident(&report(head));
    assert_eq!(incident["durations"]["resolve"], 4_500);
    for table in [
        "| | |\n|---|---|\n| 14:05 | Outage begins |\n| 15:20 | Service restored |",
        "| Date | Time | Event |\n|---|---|---|\n| 2026-03-05 | 14:05 | Outage begins |\n| 2026-03-05 | 15:20 | Service restored |",
    ] {
        for heading in ["Timeline", "（二）时间线", "故障处理时间线"] {
            let head = format!("**Date:** 2026-03-05\n**Severity:** SEV2\n\n## {heading}\n\n{table}");
            assert_eq!(only_incident(&report(&head))["durations"]["resolve"], 4_500, "{head}");
        }
    }
    let head = "**Date:** 2026-03-05\n**Severity:** SEV2\n\n## Notes\n\n- 22.04 – the old system\n- 20.10 – the older one";
    assert_eq!(only_incident(&report(head))["timeline"], json!([]));
}

#[test]
fn one_person_is_counted_once_whatever_the_spelling() {
    let text = report("**Date:** 2026-03-05\n**Severity:** SEV2")
        + "\n## Action items\n\n| Action | Owner | Due | Status |\n|---|---|---|---|\n| Renew leases | @mia | 2026-04-01 | open |\n\
           | Page the owner | Mia | 2026-04-02 | open |\n| Drill it | @mia | 2026-04-03 | open |\n";
    let export = Site::new().on("2026-11-30").document("a.md", &text).export();
    let owners = &export["trends"]["overdue"]["by_owner"];
    assert_eq!(owners.as_array().unwrap().len(), 1, "{owners:#}");
    assert_eq!((&owners[0]["owner"], &owners[0]["count"]), (&json!("@mia"), &json!(3)));
}

#[test]
fn a_fault_with_symptoms_causes_and_steps_is_a_runbook() {
    let text = "# Robot stands still\n\n## 症状\n\n包裹不动。\n\n## 原因\n\n租约过期。\n\n## 排查步骤\n\n1. 查看租约。\n\n## 解决方案\n\n重启。\n";
    let export = Site::new().document("robot.md", text).export();
    assert_eq!((&export["incidents"], export["runbooks"].as_array().unwrap().len()), (&json!([]), 1));
    // A report tells of one cause, and of what was done.
    let text = "# Incident: robots stood still\n\n## Symptoms\n\nNo parcel moved.\n\n## Investigation\n\nThe lease was old.\n\n\
                ## Root cause\n\nA lease.\n\n## Resolution\n\nA restart.\n";
    let export = Site::new().document("robot.md", text).export();
    assert_eq!((export["incidents"].as_array().unwrap().len(), &export["runbooks"]), (1, &json!([])));
}
