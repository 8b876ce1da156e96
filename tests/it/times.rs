//! Times as teams write them: what is stated is read, what is only hinted at is not, and nothing is guessed.
//!
//! Every case lists all the milestones that its document states. One that is read beyond them fails the test.

use serde_json::Value;

use crate::support::Site;

/// The milestones in question, and the end of the case's line where one is not stated.
const MILESTONES: [&str; 3] = ["started", "detected", "resolved"];

/// A document and what it states.
struct Case {
    name: &'static str,
    text: &'static str,
    date: Option<&'static str>,
    /// Of [`MILESTONES`].
    at: [Option<&'static str>; 3],
    /// Minutes, as the document declares.
    declared: Option<i64>,
}

const CASES: &[Case] = &[
    Case {
        name: "an untyped list that asserts both ends",
        text: "# Search slow\n\n**Date:** 2026-03-05\n\n## Timeline\n\nAll times UTC.\n\n- 09:50 Release 12 is rolled out\n- 10:00 Outage begins\n- 10:06 Alert fires for the error rate\n- 10:20 Release 12 rolled back\n- 10:31 Service fully restored\n",
        date: Some("2026-03-05"),
        at: [
            Some("2026-03-05T10:00:00+00:00"),
            Some("2026-03-05T10:06:00+00:00"),
            Some("2026-03-05T10:31:00+00:00"),
        ],
        declared: None,
    },
    Case {
        name: "a list whose first and last lines say nothing of start and end",
        text: "# Importer stuck\n\n**Date:** 2026-03-05\n\n## Timeline\n\n- 09:00 The nightly import is slower than usual\n- 11:00 Lena raises the limit of the queue\n- 12:00 The team agrees to watch it\n",
        date: Some("2026-03-05"),
        at: [None, None, None],
        declared: None,
    },
    Case {
        name: "a table whose head has no word for events, and events that are nouns",
        text: "# Rapport d'incident : commandes\n\n**Date :** 2026-03-05\n\n## Timeline (UTC)\n\n| Heure | Action | Qui | Effet |\n| --- | --- | --- | --- |\n| 10:00 | Début de la panne | – | – |\n| 10:05 | Détection de l'erreur par la QA | QA | Test rouge |\n| 10:20 | Restauration de la sauvegarde | DBA | – |\n| 10:25 | Rétablissement du service | QA | Vert |\n",
        date: Some("2026-03-05"),
        at: [
            Some("2026-03-05T10:00:00+00:00"),
            Some("2026-03-05T10:05:00+00:00"),
            Some("2026-03-05T10:25:00+00:00"),
        ],
        declared: None,
    },
    Case {
        name: "hopes, conditions and denials",
        text: "# Mail queue\n\n**Date:** 2026-03-05\n\n## Timeline\n\n- 10:00 Outage begins\n- 10:10 Vendor expects service to be restored at 11:00\n- 10:30 If the restart works, service is restored\n- 11:00 Service not restored yet\n- 11:30 Waiting for the issue to be resolved\n",
        date: Some("2026-03-05"),
        at: [Some("2026-03-05T10:00:00+00:00"), None, None],
        declared: None,
    },
    Case {
        name: "restored, and then the fight goes on",
        text: "# Cache cold\n\n**Date:** 2026-03-05\n\n## Timeline\n\n- 10:00 Outage begins\n- 10:30 Service restored\n- 10:45 Errors return, second fix deployed\n",
        date: Some("2026-03-05"),
        at: [Some("2026-03-05T10:00:00+00:00"), None, None],
        declared: None,
    },
    Case {
        name: "an alert that is not the first to notice",
        text: "# Disk full\n\n**Date:** 2026-03-05\n\n## Timeline\n\n- 08:00 A customer complains about failing exports\n- 08:40 Alert fires\n- 09:10 Exports restored? Support asks for proof\n",
        date: Some("2026-03-05"),
        at: [None, Some("2026-03-05T08:00:00+00:00"), None],
        declared: None,
    },
    Case {
        name: "typed by the word that an event begins with",
        text: "# Token expired\n\n**Date:** 2026-03-05\n\n## Timeline (UTC+2)\n\n| Time | Event |\n| --- | --- |\n| 07:55 | **Started**: the token expires |\n| 08:05 | **Detected**: support sees failing logins |\n| 08:12 | Somebody looks for the owner of the token |\n| 08:40 | **Resolved**: a new token is in use |\n",
        date: Some("2026-03-05"),
        at: [
            Some("2026-03-05T07:55:00+02:00"),
            Some("2026-03-05T08:05:00+02:00"),
            Some("2026-03-05T08:40:00+02:00"),
        ],
        declared: None,
    },
    Case {
        name: "Japanese table with types in bold",
        text: "# 障害報告：検索が遅い\n\n| 項目 | 内容 |\n| --- | --- |\n| 重大度 | SEV-2 |\n| 発生日時 | 2026-02-03 09:10 (JST)（監視ログより） |\n| 復旧日時 | 2026-02-03 10:02 (JST) |\n| 影響時間 | 約 52 分 |\n\n## タイムライン\n\n| 時刻 (JST) | イベント |\n| --- | --- |\n| 2026-02-03 09:10 | **発生** — 索引の更新が止まる |\n| 2026-02-03 09:25 頃 | **検知** — 利用者から連絡 |\n| 2026-02-03 09:40 | **原因特定**: ディスク不足 |\n| 2026-02-03 10:02 | **復旧確認**: 検索が正常 |\n",
        date: Some("2026-02-03"),
        at: [
            Some("2026-02-03T09:10:00+09:00"),
            Some("2026-02-03T09:25:00+09:00"),
            Some("2026-02-03T10:02:00+09:00"),
        ],
        declared: Some(52),
    },
    Case {
        name: "Chinese sentences that assert",
        text: "# 故障复盘：下单失败\n\n**故障日期**：2026-03-05\n\n## 时间线（北京时间）\n\n- 14:00 发布 v3\n- 14:05 故障开始，下单接口大量报错\n- 14:08 收到告警：成功率低于 90%\n- 14:20 定位到根因，连接池配置写错\n- 14:35 回滚完成，服务恢复正常\n",
        date: Some("2026-03-05"),
        at: [
            Some("2026-03-05T14:05:00+08:00"),
            Some("2026-03-05T14:08:00+08:00"),
            Some("2026-03-05T14:35:00+08:00"),
        ],
        declared: None,
    },
    Case {
        name: "Chinese hopes and parts",
        text: "# 故障复盘：支付超时\n\n**故障日期**：2026-03-05\n\n## 时间线\n\n- 14:05 服务尚未恢复\n- 14:20 预计 14:40 恢复服务\n- 14:30 部分服务恢复\n- 14:50 等待供应商恢复正常\n",
        date: Some("2026-03-05"),
        at: [None, None, None],
        declared: None,
    },
    Case {
        name: "keys without a colon",
        text: "# Incident on 2026-01-12\n\n- **Key events**\n  - Fault occurs 2026-01-12 11:45\n  - First detected 2026-01-12 11:50\n  - Incident declared 2026-01-12 11:55\n  - Resolved 2026-01-12 12:07\n\n- **Time to resolve**: 0h 22m\n",
        date: Some("2026-01-12"),
        at: [
            Some("2026-01-12T11:45:00+00:00"),
            Some("2026-01-12T11:50:00+00:00"),
            Some("2026-01-12T12:07:00+00:00"),
        ],
        declared: None,
    },
    Case {
        name: "a status page, newest first",
        text: "---\nkind: incident\n---\n# Delayed webhooks\n\nMarch 3, 2026\n\n**Resolved** - This incident has been resolved.\nMar 3, 09:40 UTC\n\n**Monitoring** - A fix is in place.\nMar 3, 09:05 UTC\n\n**Investigating** - We look into delayed webhooks.\nMar 3, 08:10 UTC\n",
        date: Some("2026-03-03"),
        at: [None, None, Some("2026-03-03T09:40:00+00:00")],
        declared: None,
    },
    Case {
        name: "newest first, without days, over midnight",
        text: "# Batch jobs fail\n\n**Date:** 2026-03-05\n\n## Timeline\n\nAll times UTC.\n\n- 01:10 Service restored\n- 00:20 Pool enlarged\n- 23:50 Alert fired\n- 23:45 Outage begins\n",
        date: Some("2026-03-05"),
        at: [
            Some("2026-03-05T23:45:00+00:00"),
            Some("2026-03-05T23:50:00+00:00"),
            Some("2026-03-06T01:10:00+00:00"),
        ],
        declared: None,
    },
    Case {
        name: "a heading per time, with wrapped lines and two paragraphs",
        text: "# 2026-03-05, proxy down\n\n## Timeline\n\nAll times in CET\n\n### 2026-03-05 10:00\n\nThe proxy runs out of memory,\nand the site goes down.\n\n### 10:12\n\nUsers report that nothing\nloads.\n\n### 10:40\n\nNora enlarges the node.\n\nService is restored.\n\n## Action items\n\n- Add a limit\n",
        date: Some("2026-03-05"),
        at: [
            Some("2026-03-05T10:00:00+01:00"),
            Some("2026-03-05T10:12:00+01:00"),
            Some("2026-03-05T10:40:00+01:00"),
        ],
        declared: None,
    },
    Case {
        name: "the zone behind the first entry holds for the rest",
        text: "# Feed frozen\n\n**Date:** 2026-03-05\n\n## Timeline\n\n- 06:24 (UTC+08) Outage begins.\n- 06:30 Alert fired.\n- 07:30 Service restored.\n",
        date: Some("2026-03-05"),
        at: [
            Some("2026-03-05T06:24:00+08:00"),
            Some("2026-03-05T06:30:00+08:00"),
            Some("2026-03-05T07:30:00+08:00"),
        ],
        declared: None,
    },
    Case {
        name: "a table head that is a zone",
        text: "# Router reboot\n\n**Date:** 2026-07-05\n\n## Timeline\n\n| NZST | Event |\n| --- | --- |\n| 09:00 | Outage begins |\n| 09:30 | Service restored |\n",
        date: Some("2026-07-05"),
        at: [Some("2026-07-05T09:00:00+12:00"), None, Some("2026-07-05T09:30:00+12:00")],
        declared: None,
    },
    Case {
        name: "day first, as another day of the document shows",
        text: "# Licence server\n\n**Date:** 06-05-2026\n\n## Timeline\n\n- 06-05-2026 10:00 Outage begins\n- 06-05-2026 11:00 Service restored\n\n## Follow-up\n\nChecked again on 27-05-2026.\n",
        date: Some("2026-05-06"),
        at: [Some("2026-05-06T10:00:00+00:00"), None, Some("2026-05-06T11:00:00+00:00")],
        declared: None,
    },
    Case {
        name: "a day of publication after the whole timeline",
        text: "# 2026-04-20 Stalled ledger\n\n## Timeline (all times UTC)\n\n2026-03-02\n\n- 19:32 The ledger stalls\n- 19:38 Monitoring detected the stall\n- 19:42 Service restored\n",
        date: Some("2026-03-02"),
        at: [None, Some("2026-03-02T19:38:00+00:00"), Some("2026-03-02T19:42:00+00:00")],
        declared: None,
    },
    Case {
        name: "a duration with both ends, over days",
        text: "# Certificates expired\n\n**Duration:** 26 hours (2026-03-05 22:00 UTC - 2026-03-07 00:00 UTC)\n",
        date: None,
        at: [Some("2026-03-05T22:00:00+00:00"), None, Some("2026-03-07T00:00:00+00:00")],
        declared: Some(26 * 60),
    },
    Case {
        name: "a duration in words",
        text: "# Cart empty\n\n**Date:** 2026-03-05\n\n**Duration:** ~1h active (10:02 start → 11:05 recovery)\n",
        date: Some("2026-03-05"),
        at: [Some("2026-03-05T10:02:00+00:00"), None, Some("2026-03-05T11:05:00+00:00")],
        declared: Some(60),
    },
    Case {
        name: "downtime for so long, and nothing else",
        text: "# Wiki down\n\n**Date:** 2026-03-05\n\n**Impact duration:** Downtime for 30 hours\n",
        date: Some("2026-03-05"),
        at: [None, None, None],
        declared: Some(30 * 60),
    },
    Case {
        name: "German: a typed list and dotted days",
        text: "# Ausfall der Suche\n\n**Date:** 05.03.2026\n\n## Timeline\n\nAll times in CET.\n\n- 08:00 Started: der Index ist leer\n- 08:15 Detected: Meldung des Supports\n- 09:00 Der Index wird neu gebaut\n",
        date: Some("2026-03-05"),
        at: [Some("2026-03-05T08:00:00+01:00"), Some("2026-03-05T08:15:00+01:00"), None],
        declared: None,
    },
    Case {
        name: "Korean days and times in labels",
        text: "# 결제 장애\n\n- Severity: P1\n- Start time: 2026년 3월 5일 14:30 KST\n- End time: 2026년 3월 5일 15:10 KST\n\n## Timeline\n\n- 14:30 결제 오류 증가\n- 15:10 정상화\n",
        date: Some("2026-03-05"),
        at: [Some("2026-03-05T14:30:00+09:00"), None, Some("2026-03-05T15:10:00+09:00")],
        declared: None,
    },
    Case {
        name: "a drawn timeline",
        text: "# Queue blocked\n\n**Date:** 2026-03-05\n\n## Timeline\n\n```mermaid\ntimeline\n    title Queue\n    14:02 : Alert fired\n          : Lena takes it on\n    14:30 : Service restored\n```\n",
        date: Some("2026-03-05"),
        at: [None, Some("2026-03-05T14:02:00+00:00"), Some("2026-03-05T14:30:00+00:00")],
        declared: None,
    },
    Case {
        name: "a copy, a ticket and a name are resolved while users wait",
        text: "# Orders lost\n\n**Date:** 2026-03-05\n\n## Timeline\n\n- 10:00 Backup restored to a copy of the database\n- 10:20 Ticket resolved by the vendor\n- 10:40 The host name resolved to the old address\n",
        date: Some("2026-03-05"),
        at: [None, None, None],
        declared: None,
    },
    Case {
        name: "work that starts, a name that is resolved, and the zone of a meeting",
        text: "# Queue\n\n**Date:** 2026-03-05\n**Meeting:** 2026-03-12 15:00 CET\n\n## Timeline\n\n| Time | Description |\n| --- | --- |\n| 14:05 | Start: rolling restart of nodes |\n| 14:09 | Alert: the queue grows |\n| 15:30 | Resolved: host name of the queue |\n",
        date: Some("2026-03-05"),
        at: [None, Some("2026-03-05T14:09:00+00:00"), None],
        declared: None,
    },
    Case {
        name: "a Chinese table of steps",
        text: "# 故障复盘：下单失败\n\n**日期**：2026-03-05\n**级别**：P1\n\n## 时间线\n\n| 时间 | 事项 | 处理人 |\n| --- | --- | --- |\n| 14:05 | 开始发布 | 甲 |\n| 14:15 | 用户反馈下单失败 | 乙 |\n| 14:40 | 数据恢复完成 | 乙 |\n| 14:50 | 流量逐步恢复 | 乙 |\n| 15:00 | 业务全部恢复 | 甲 |\n",
        date: Some("2026-03-05"),
        at: [None, Some("2026-03-05T14:15:00+00:00"), Some("2026-03-05T15:00:00+00:00")],
        declared: None,
    },
    Case {
        name: "a beginning before the document's own day",
        text: "# Slow leak\n\n**Date:** 2026-03-05\n\n## Timeline\n\n- 2026-03-01 10:00 Outage begins in a test system\n- 2026-03-05 11:00 Pods restart one by one\n",
        date: Some("2026-03-05"),
        at: [None, None, None],
        declared: None,
    },
    Case {
        name: "sentences of the summary that state both ends",
        text: "# Search slow\n\n**Date:** 2026-03-05\n\nAll times are UTC.\n\n## Summary\n\nThe outage began at 10:00. Monitoring alerted at 10:06 UTC. Service was restored at 10:31, and\nthe team met in the afternoon.\n",
        date: Some("2026-03-05"),
        at: [
            Some("2026-03-05T10:00:00+00:00"),
            Some("2026-03-05T10:06:00+00:00"),
            Some("2026-03-05T10:31:00+00:00"),
        ],
        declared: None,
    },
    Case {
        name: "a range in a sentence that says what failed in it",
        text: "# Checkout\n\n**Date:** 2026-03-05\n\n## Impact\n\nFrom 14:02 to 15:10 UTC the checkout was unavailable for everybody.\n",
        date: Some("2026-03-05"),
        at: [Some("2026-03-05T14:02:00+00:00"), None, Some("2026-03-05T15:10:00+00:00")],
        declared: None,
    },
    Case {
        name: "Chinese sentences with their day",
        text: "# 下单失败\n\n**级别**：P1\n\n## 概述\n\n2026-03-05 14:02 服务中断，订单无法提交。2026-03-05 15:10 服务恢复正常。故障持续 68 分钟。\n",
        date: Some("2026-03-05"),
        at: [Some("2026-03-05T14:02:00+00:00"), None, Some("2026-03-05T15:10:00+00:00")],
        declared: Some(68),
    },
    Case {
        name: "sentences that plan, limit, doubt, or speak of something else",
        text: "# Search slow\n\n**Date:** 2026-03-05\n\n## Summary\n\nService will be restored at 15:10. Since 10:00 monitoring alerted again and again. Until 11:00 the service was restored twice. Backups were restored at 12:00. From 09:00 to 10:00 some users saw the site down for 5 minutes. The maintenance from 20:00 to 21:00 made the site unavailable. If it had lasted, the outage would have lasted 3 hours.\n",
        date: Some("2026-03-05"),
        at: [None, None, None],
        declared: None,
    },
    Case {
        name: "two sentences that disagree",
        text: "# Search slow\n\n**Date:** 2026-03-05\n\n## Summary\n\nService was restored at 10:31.\n\n## Resolution\n\nService was restored at 11:31.\n",
        date: Some("2026-03-05"),
        at: [None, None, None],
        declared: None,
    },
    Case {
        name: "a day and a length in the summary, and nowhere else",
        text: "# Mail went out twice\n\n## Summary\n\nOn 5 March 2026 the mail service went down. The outage lasted about two hours.\n\n## Root cause\n\nA full disk, known since 1 February 2026.\n",
        date: Some("2026-03-05"),
        at: [None, None, None],
        declared: Some(120),
    },
    Case {
        name: "a line that tells of the whole course has the time of its beginning",
        text: "# Queue\n\n**Date:** 2026-03-05\n\n## Timeline\n\n- 10:00 The queue stopped responding.\n- 10:04 Monitoring detected the stall. A restart of the broker resolved the issue.\n- 10:20 The team writes to customers.\n",
        date: Some("2026-03-05"),
        at: [Some("2026-03-05T10:00:00+00:00"), Some("2026-03-05T10:04:00+00:00"), None],
        declared: None,
    },
    Case {
        name: "what breaks after the first trouble is no beginning",
        text: "# Queue\n\n**Date:** 2026-03-05\n\n## Timeline\n\n- 09:50 Errors in the importer\n- 10:00 The gateway crashed\n- 10:31 Service restored\n",
        date: Some("2026-03-05"),
        at: [None, None, Some("2026-03-05T10:31:00+00:00")],
        declared: None,
    },
];

#[test]
fn what_a_document_states_is_read_and_nothing_more() {
    let mut faults = Vec::new();
    for (nth, case) in CASES.iter().enumerate() {
        let site = Site::new().document(&format!("case-{nth}.md"), &of_kind(case.text));
        let all = site.export();
        let Some(incident) = all["incidents"].as_array().and_then(|it| it.first()) else {
            faults.push(format!("{}: no incident", case.name));
            continue;
        };
        let mut expect = |what: &str, got: &Value, wanted: Value| {
            if *got != wanted {
                faults.push(format!("{}: {what} is {got}, not {wanted}", case.name));
            }
        };
        if case.date.is_some() {
            expect("date", &incident["date"], Value::from(case.date));
        }
        for (milestone, at) in MILESTONES.iter().zip(case.at) {
            expect(milestone, &incident["milestones"][milestone], Value::from(at));
        }
        let declared = case.declared.map(|it| it * 60);
        expect("declared", &incident["durations"]["declared"], Value::from(declared));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The document `text` as an incident: what a document is, other tests are about.
fn of_kind(text: &str) -> String {
    if text.starts_with("---") { text.to_owned() } else { format!("---\nkind: incident\n---\n{text}") }
}

/// The codes of the findings on the only document.
fn codes(text: &str) -> Vec<String> {
    let all = Site::new().document("a.md", &of_kind(text)).export();
    let found = all["diagnostics"].as_array().unwrap().iter();
    found.map(|it| it["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_zone_that_cannot_be_told_is_said() {
    for zone in ["All times in IST.", "All times in IZT.", "All times are local time."] {
        let text = format!(
            "# Queue\n\n**Date:** 2026-03-05\n\n## Timeline\n\n{zone}\n\n- 10:00 Outage begins\n- 11:00 Service restored\n"
        );
        assert!(codes(&text).contains(&"AW205".to_owned()), "{zone}");
    }
    let text = "# Queue\n\n**Date:** 2026-03-05\n\n## Timeline\n\nAll times in UTC.\n\n- 10:00 Outage begins\n- 11:00 Service restored\n";
    assert!(!codes(text).contains(&"AW205".to_owned()));
}

#[test]
fn the_zone_of_the_site_settles_a_name_that_it_uses() {
    let site = Site::new().file("afterword.yaml", "site: { timezone: Asia/Shanghai }\n").document(
        "a.md",
        "---\nkind: incident\n---\n# Edge\n\n**Date:** 2026-08-18\n\n## Timeline\n\nAll times CST.\n\n- 09:41 Outage begins\n- 11:05 Service restored\n",
    );
    let incident = site.incident();
    assert_eq!(incident["milestones"]["started"], "2026-08-18T09:41:00+08:00");
    assert_eq!(incident["provenance"]["milestones.started"]["assumed_zone"], Value::Null);
}

#[test]
fn days_in_two_readings_and_days_on_no_calendar_are_two_findings() {
    assert!(codes("# Outage\n\n**Date:** 01/07/2026\n\n## Impact\n\nSome.\n").contains(&"AW212".to_owned()));
    assert!(codes("# Outage\n\n**Date:** 2026-02-30\n\n## Impact\n\nSome.\n").contains(&"AW201".to_owned()));
}

#[test]
fn an_ambiguous_date_in_front_matter_is_an_error_unless_the_project_says_otherwise() {
    let level = |site: &Site| {
        let run = site.run(&["check", "--format", "json"]);
        let found: Vec<Value> = serde_json::from_str(&run.stdout).unwrap();
        let one = found.iter().find(|it| it["code"] == "AW212").expect("the date is reported");
        (run.code, one["level"].as_str().unwrap().to_owned())
    };
    let text = "---\nid: INC-2026-0001\ntitle: Gateway\ndate: 03/04/2026\n---\n\n## Impact\n\nSome.\n";
    assert_eq!(level(&Site::new().document("a.md", text)), (1, "error".to_owned()));
    let site =
        Site::new().file("afterword.yaml", "findings: { ambiguous-date: info }\n").document("a.md", text);
    assert_eq!(level(&site), (0, "info".to_owned()));
    let labelled = "# Gateway outage\n\n**Date:** 03/04/2026\n\n## Impact\n\nSome.\n";
    assert_eq!(level(&Site::new().document("a.md", labelled)), (0, "warning".to_owned()));
}

#[test]
fn between_a_stated_and_an_assumed_zone_no_duration_is_computed() {
    let text = "---\ntitle: Gateway\ndate: 2026-03-05\ntimeline:\n  started: 2026-03-05T10:00:00+08:00\n  resolved: 2026-03-05 12:00\n---\n\n## Impact\n\nSome.\n";
    let incident = Site::new().document("a.md", &of_kind(text)).incident();
    assert!(incident["milestones"]["resolved"].is_string());
    assert_eq!(incident["durations"]["resolve"], Value::Null);
}

#[test]
fn stated_phases_need_no_timeline() {
    let text = "# 故障复盘：网关\n\n**故障日期**：2026-03-05\n\n## 时间指标\n\n- 故障感知时间: 30m 不符合预期\n- 故障响应时间: 5m 符合预期\n";
    let incident = Site::new().document("a.md", &of_kind(text)).incident();
    assert_eq!(incident["durations"]["detect"], 1_800);
    assert_eq!(incident["durations"]["acknowledge"], 300);
    assert_eq!(incident["milestones"]["detected"], Value::Null);
}
