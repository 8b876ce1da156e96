//! Documents without front matter: labels, tables and timelines read as data.

use serde_json::{Value, json};

use crate::support::Site;

/// The shape that many Chinese teams write, in our own words.
const LABELS: &str = "\
# 事后总结 (Postmortem)

**故障 ID**: INC-2026-0042  
**日期：**2026-01-23  
**参会人**: @陈一, @林二

---

## 概述

### 一句话总结

网关限流阈值少写一个零，导致下单接口大面积超时。

### 关键指标

- **影响时长**: 38分钟（14:32 - 15:10）
- **受影响用户**: ~10万（全部用户）
- **财务损失**: 约 5万元（预估）
- **故障级别**: P0

## 时间线

| 时间  | 事件                     | 类型     |
| ----- | ------------------------ | -------- |
| 14:00 | 开始发布 v3.1            | 部署     |
| 14:30 | v3.1 发布完成            | 部署     |
| 14:32 | 网关告警：下单接口超时   | 检测     |
| 14:35 | 陈一确认故障             | 响应     |
| 14:42 | 发现阈值由 500 变成 50   | 根因定位 |
| 14:48 | 开始回滚                 | 修复     |
| 15:00 | 成功率回到 95%           | 恢复     |
| 15:10 | 全部指标正常             | 恢复     |
| 15:15 | 发送恢复通知             | 沟通     |

## Action Items

### 立即执行（1周内）

| 任务           | 责任人 | 截止日期   | 优先级 | 状态 |
| -------------- | ------ | ---------- | ------ | ---- |
| 阈值变更需评审 | @陈一  | 2026-01-25 | P0     | 🔄   |
| 补充限流监控   | @林二  | 2026-01-27 | P1     | ✅   |

### 长期优化（3个月内）

| 任务         | 责任人 | 截止日期   | 优先级 | 状态 |
| ------------ | ------ | ---------- | ------ | ---- |
| 引入配置中心 | @架构  | 2026-03-30 | P2     | 📋   |

---

**文档状态**: ✅ 已审核  
**发布日期**: 2026-01-24  
**下次审查**: 2026-02-05（检查进度）
";

#[test]
fn a_document_with_labels_alone_becomes_an_incident() {
    let site = Site::new()
        .file("afterword.yaml", "site: { timezone: Asia/Shanghai }\n")
        .document("gateway.md", LABELS);
    let incident = site.incident();
    assert_eq!(incident["id"], "INC-2026-0042");
    assert_eq!(incident["title"], "网关限流阈值少写一个零，导致下单接口大面积超时");
    assert_eq!(incident["date"], "2026-01-23");
    assert_eq!((&incident["severity"], &incident["status"]), (&json!("P0"), &json!("reviewed")));
    assert_eq!(
        (&incident["published"], &incident["next_review"]),
        (&json!("2026-01-24"), &json!("2026-02-05"))
    );
    assert_eq!(incident["impact"]["users"], 100_000.0);
    assert_eq!(
        (&incident["impact"]["revenue"], &incident["impact"]["currency"]),
        (&json!(50_000.0), &json!("CNY"))
    );
    assert_eq!(incident["language"], "zh-CN");
    assert_eq!(
        incident["provenance"]["severity"],
        json!({ "certainty": "stated", "how": "label", "line": 20 })
    );
    assert_eq!(incident["gaps"], json!(["services", "causes"]));
}

#[test]
fn milestones_come_from_the_range_and_the_typed_events() {
    let site = Site::new()
        .file("afterword.yaml", "site: { timezone: Asia/Shanghai }\n")
        .document("gateway.md", LABELS);
    let incident = site.incident();
    let at = |milestone: &str| incident["milestones"][milestone].as_str().map(|it| it[11..16].to_owned());
    let all = ["introduced", "started", "detected", "acknowledged", "diagnosed", "mitigated", "resolved"];
    assert_eq!(
        all.map(|it| at(it).unwrap()),
        ["14:30", "14:32", "14:32", "14:35", "14:42", "15:00", "15:10"].map(str::to_owned)
    );
    assert_eq!(
        incident["durations"],
        json!({ "detect": 0, "acknowledge": 180, "diagnose": 420, "mitigate": 1680, "fix": 1680, "verify": null, "resolve": 2280, "declared": 2280 })
    );
    assert_eq!(incident["timeline"].as_array().unwrap().len(), 9);
    assert_eq!(incident["timeline"][0]["at"], "2026-01-23T14:00:00+08:00");
    assert_eq!(incident["provenance"]["milestones.started"]["assumed_zone"], true);
}

#[test]
fn action_items_come_from_tables_under_any_heading_with_their_horizon() {
    let items = Site::new().document("gateway.md", LABELS).export()["action_items"].clone();
    let row = |idx: usize| {
        ["id", "task", "owner", "due", "priority", "status", "horizon"]
            .map(|key| items[idx][key].as_str().unwrap().to_owned())
    };
    assert_eq!(items.as_array().unwrap().len(), 3);
    assert_eq!(
        row(0),
        ["INC-2026-0042/A1", "阈值变更需评审", "@陈一", "2026-01-25", "P0", "in-progress", "immediate"]
            .map(str::to_owned)
    );
    assert_eq!(row(1)[5], "done");
    assert_eq!(row(2)[5..], ["open".to_owned(), "long".to_owned()]);
    assert_eq!(items[0]["overdue_days"], 35);
}

#[test]
fn bold_labels_with_the_colon_inside_render_bold() {
    let site = Site::new().document("gateway.md", LABELS);
    site.build();
    let page = site.page("incidents/inc-2026-0042/index.html");
    assert!(page.contains("<strong>日期：</strong>2026-01-23"), "{page}");
    assert!(!page.contains("**"), "no asterisks are left");
}

#[test]
fn an_english_document_with_tables_is_read_the_same_way() {
    let text = "\
# Checkout times out

| Field | Value |
| --- | --- |
| Incident ID | INC-2026-0043 |
| Date | 2026-02-03 |
| Severity | SEV-2 |
| Services | checkout, payments |
| Root cause | Connection pool |
| Duration | 1h 20m |

## Timeline

All times in UTC+8.

| Time | Event |
| --- | --- |
| 23:50 | Latency climbs |
| 00:10 | Pool is found exhausted |

## Action items

- [x] Raise the pool size (@dana, due 2026-02-10)
- [ ] Alert on pool use (@lee, due 2026-02-20)
";
    let site = Site::new().document("2026-02-03-checkout.md", text);
    let incident = site.incident();
    assert_eq!(incident["title"], "Checkout times out");
    assert_eq!((&incident["severity"], &incident["severity_raw"]), (&json!("P2"), &json!("SEV-2")));
    assert_eq!(incident["services"], json!(["checkout", "payments"]));
    assert_eq!(incident["causes"], json!(["capacity/pool"]));
    assert_eq!(incident["durations"]["declared"], 4800);
    assert_eq!(incident["timeline"][0]["at"], "2026-02-03T23:50:00+08:00");
    assert_eq!(incident["timeline"][1]["at"], "2026-02-04T00:10:00+08:00");
    let items = site.export()["action_items"].clone();
    let row = |idx: usize| {
        (
            items[idx]["task"].clone(),
            items[idx]["owner"].clone(),
            items[idx]["due"].clone(),
            items[idx]["status"].clone(),
        )
    };
    assert_eq!(row(0), (json!("Raise the pool size"), json!("@dana"), json!("2026-02-10"), json!("done")));
    assert_eq!(row(1), (json!("Alert on pool use"), json!("@lee"), json!("2026-02-20"), json!("open")));
}

#[test]
fn a_list_without_marks_is_of_unknown_state() {
    let text = "# A node died\n\n## Timeline\n\n- 10:00 UTC a node dies\n\n## Root cause\n\nA disk.\n\n## Action items\n\n- Replace the disk\n- Test failover\n";
    let site = Site::new().document("2026-02-03-node.md", text);
    let items = site.export()["action_items"].clone();
    assert_eq!(items.as_array().unwrap().len(), 2);
    assert_eq!(
        (&items[0]["status"], &items[0]["owner"], &items[0]["due"]),
        (&json!("unknown"), &Value::Null, &Value::Null)
    );
}

#[test]
fn nothing_inside_a_code_fence_is_read() {
    let text = "# How to write one\n\nLike this:\n\n```markdown\n# INC-2026-0001\n\n**Severity**: P0\n\n## Timeline\n\n| Time | Event |\n| --- | --- |\n| 10:00 | a |\n```\n";
    let exported = Site::new().document("guide.md", text).export();
    assert_eq!(exported["incidents"], json!([]));
}

#[test]
fn a_template_is_set_aside_with_a_reason() {
    let text = "# Postmortem template\n\n**Incident ID**: INC-YYYY-NNN\n**Date**: TBD\n**Severity**: <severity>\n**Duration**: TBD\n\n## Timeline\n";
    let site = Site::new().document("postmortem-template.md", text);
    assert_eq!(site.export()["incidents"], json!([]));
    assert!(site.run(&["check"]).stdout.contains("it is a template"));
}

#[test]
fn a_placeholder_is_no_value() {
    let text = LABELS.replace("INC-2026-0042", "INC-2026-XXXX");
    let site = Site::new().document("gateway.md", &text);
    assert_eq!(site.incident()["id"], "gateway");
    let run = site.run(&["check"]);
    assert!(run.stdout.contains("AW209"), "{}", run.stdout);
}

/// A list of events that does not say which of them began it; the last lines say how long it took.
const STATS: &str = "\
# Mail queue stuck

## Timeline

All times in UTC.

| Time             | Event                                  |
| ---------------- | -------------------------------------- |
| 2026-02-03 06:00 | Nightly import begins                  |
| 2026-02-03 06:05 | Import writes to the mail queue        |
| 2026-02-03 06:45 | First mails are missing                |
| 2026-02-03 06:52 | A second worker is added               |
| 2026-02-03 07:00 | Queue drains                           |
| 2026-02-03 07:30 | Import ends                            |

## Stats

- Category: Queue
- Time to detection: 40 minutes
- Time to recovery: 55 minutes
";

#[test]
fn stated_phases_say_which_events_are_meant() {
    let incident = Site::new().document("a.md", STATS).incident();
    let milestones = &incident["milestones"];
    assert_eq!(milestones["started"], "2026-02-03T06:05:00+00:00");
    assert_eq!(milestones["detected"], "2026-02-03T06:45:00+00:00");
    assert_eq!(milestones["resolved"], "2026-02-03T07:00:00+00:00");
    assert_eq!(
        (&incident["durations"]["detect"], &incident["durations"]["resolve"]),
        (&json!(2400), &json!(3300))
    );
    assert_eq!(
        incident["provenance"]["milestones.started"],
        json!({ "certainty": "stated", "how": "timeline", "line": 10 })
    );
}

#[test]
fn a_stated_phase_that_no_event_fits_gives_no_milestone_and_counts_itself() {
    for (detection, recovery, detect) in
        [("41 minutes", "58 minutes", json!(2460)), ("N/A", "?", Value::Null)]
    {
        let text = STATS.replace("40 minutes", detection).replace("55 minutes", recovery);
        let site = Site::new().document("a.md", &text);
        let incident = site.incident();
        assert_eq!(
            incident["milestones"]["detected"],
            Value::Null,
            "{detection}: what nobody says is not made up"
        );
        assert_eq!(incident["durations"]["detect"], detect);
        let is_stated = detect != Value::Null;
        assert_eq!(incident["provenance"].get("durations.detect").is_some(), is_stated);
        site.build();
        let page = site.page("incidents/a/index.html");
        assert_eq!(page.contains("41 min as stated"), is_stated, "{page}");
    }
}

#[test]
fn a_stated_phase_counts_over_events_whose_words_only_sound_like_milestones() {
    let told = STATS
        .replace("First mails are missing", "Alert triggered")
        .replace("40 minutes", "31 minutes")
        .replace("55 minutes", "3 h");
    let incident = Site::new().document("a.md", &told).incident();
    assert_eq!(incident["milestones"]["detected"], "2026-02-03T06:45:00+00:00");
    assert_eq!(incident["durations"]["detect"], 31 * 60);
    let written = format!(
        "---\ntimeline:\n  started: 2026-02-03T06:05:00Z\n  detected: 2026-02-03T06:45:00Z\n---\n{told}"
    );
    let incident = Site::new().document("a.md", &written).incident();
    assert_eq!(incident["durations"]["detect"], 40 * 60);
}
