//! Units of text: what one promise, one label, one lesson and one name is, in the shapes that templates give them.
//!
//! Precision first: every list of action items is compared whole, so that a value which the document does not say
//! fails like one that is missing.

use serde_json::{Value, json};

use crate::support::Site;

/// A postmortem with the given end, under headings that make it one.
fn postmortem(end: &str) -> String {
    format!(
        "# Queue workers stopped\n\n**Date:** 2026-03-05\n**Severity:** SEV2\n\n## Summary\n\nJobs waited.\n\n\
         ## Impact\n\nMails were late.\n\n## Root cause\n\nA lease was never renewed.\n\n{end}\n"
    )
}

/// Task, owner, day and state of every action item of the only incident.
fn actions(text: &str) -> Vec<Value> {
    let site = Site::new().document("a.md", text);
    let export = site.export();
    assert_eq!(export["incidents"].as_array().unwrap().len(), 1, "{export:#}");
    let items = export["action_items"].as_array().unwrap().iter();
    items.map(|it| json!([it["task"], it["owner"], it["due"], it["status"]])).collect()
}

fn check(cases: &[(&str, Value)]) {
    for (end, expected) in cases {
        assert_eq!(&Value::from(actions(&postmortem(end))), expected, "{end}");
    }
}

#[test]
fn a_task_is_a_whole_item_with_what_is_said_around_it() {
    check(&[
        (
            "## Action items\n\n- [ ] on-call team — Add a limit to the queue\n- [ ] ops — Write the template —\n  due: 2026-04-01\n- [ ] \
             Security — Rotate the keys\n",
            json!([
                ["Add a limit to the queue", "on-call team", null, "open"],
                ["Write the template", "ops", "2026-04-01", "open"],
                ["Security — Rotate the keys", null, null, "open"],
            ]),
        ),
        (
            "## Action items\n\n- [ ] Page the owner when a lease is older\n  than its limit (owner: @mia, due: 2026-04-01,\n  \
             [JOB-7](https://git.example.org/q/issues/7))\n- [x] Renew leases twice as often\n  @ole 2026-03-10\n",
            json!([
                ["Page the owner when a lease is older than its limit", "@mia", "2026-04-01", "open"],
                ["Renew leases twice as often", "@ole", "2026-03-10", "done"],
            ]),
        ),
        (
            "## Follow-ups\n\n1. Write the runbook\n\n   Owner: Kim Berg\n   Due: 2026-04-05\n   Status: in progress\n2. ✅ \
             Alert on the age of the oldest job\n3. Ask the vendor about retries (see JOB-9, not urgent)\n",
            json!([
                ["Write the runbook", "Kim Berg", "2026-04-05", "in-progress"],
                ["Alert on the age of the oldest job", null, null, "done"],
                ["Ask the vendor about retries (see JOB-9, not urgent)", null, null, "unknown"],
            ]),
        ),
        (
            "## Next steps\n\n* TODO: Remove the old broker\n* Done: Move the queue to the new host\n* Split the worker pool (DONE)\n\
             * Document the lease — **Owner:** Ana — **Due:** end of June\n",
            json!([
                ["Remove the old broker", null, null, "open"],
                ["Move the queue to the new host", null, null, "done"],
                ["Split the worker pool", null, null, "done"],
                ["Document the lease", "Ana", null, "unknown"],
            ]),
        ),
        (
            "## 改进措施与责任人\n\n1. 为租约续期\n   增加告警（负责人：王岚，截止：2026-04-01）\n2. 补充手册\n   负责人：李木\n\
             3. 已完成：扩容队列\n",
            json!([
                ["为租约续期增加告警", "王岚", "2026-04-01", "unknown"],
                ["补充手册", "李木", null, "unknown"],
                ["扩容队列", null, null, "done"],
            ]),
        ),
        (
            "## アクションアイテム\n\n- [ ] リースの監視を追加する（担当：佐藤、期限：2026-04-10）\n- [x] 手順書を更新\n",
            json!([
                ["リースの監視を追加する", "佐藤", "2026-04-10", "open"],
                ["手順書を更新", null, null, "done"],
            ]),
        ),
        (
            "## Prevent Recurrence\n\n- 대기열의 지연에\n  경보를 추가한다\n- 임대를 두 번 갱신한다\n",
            json!([
                ["대기열의 지연에 경보를 추가한다", null, null, "unknown"],
                ["임대를 두 번 갱신한다", null, null, "unknown"],
            ]),
        ),
    ]);
}

#[test]
fn what_brackets_say_is_taken_only_where_all_of_it_is_understood() {
    check(&[(
        "## Action items\n\n- [x] Rotate the key (Completed: 2026-03-09)\n- [ ] Check the others (Due: March 12, 2026)\n\
         - [ ] Talk to @noor about the lease\n- [ ] Read it again (2026-03-20)\n- [ ] Add a limit by design\n\
         - [ ] Lower the target: 99.9% is enough\n- [ ] Update the docs link: https://docs.example.org/lease\n\
         - [ ] Buy hosts (won't fix)\n",
        json!([
            ["Rotate the key", null, null, "done"],
            ["Check the others", null, "2026-03-12", "open"],
            ["Talk to @noor about the lease", null, null, "open"],
            ["Read it again (2026-03-20)", null, null, "open"],
            ["Add a limit by design", null, null, "open"],
            ["Lower the target: 99.9% is enough", null, null, "open"],
            ["Update the docs link: https://docs.example.org/lease", null, null, "open"],
            ["Buy hosts", null, null, "cancelled"],
        ]),
    )]);
    let site = Site::new()
        .document("a.md", &postmortem("## Action items\n\n- [x] Rotate (Completed: 2026-03-09)\n"));
    assert_eq!(site.export()["action_items"][0]["closed"], "2026-03-09");
}

#[test]
fn a_container_keeps_its_meaning() {
    check(&[
        (
            "- **Review actions**:\n  - Add a runbook for leases\n  - Alert on late jobs (Done)\n- **Thanks**:\n  - The night shift\n",
            json!([
                ["Add a runbook for leases", null, null, "unknown"],
                ["Alert on late jobs", null, null, "done"],
            ]),
        ),
        (
            "## Action items\n\n- **Detection**:\n  - Alert on late jobs\n- **@mia**\n  - Renew leases twice as often\n- Prevention\n\
               \x20 - Cap the pool\n- Move the queue\n  - the new host has room\n  - Owner: Ole\n",
            json!([
                ["Alert on late jobs", null, null, "unknown"],
                ["Renew leases twice as often", "@mia", null, "unknown"],
                ["Cap the pool", null, null, "unknown"],
                ["Move the queue", "Ole", null, "unknown"],
            ]),
        ),
        (
            "## Action items\n\n1. [ ] Split the job\n   - [x] Measure it (@lee)\n   - [ ] Cut it in two (@dana, 2026-03-20)\n\
             2. ~~Buy a bigger host~~ (not pursued)\n",
            json!([
                ["Split the job", null, null, "open"],
                ["Measure it", "@lee", null, "done"],
                ["Cut it in two", "@dana", "2026-03-20", "open"],
                ["Buy a bigger host", null, null, "cancelled"],
            ]),
        ),
        (
            "## Action items\n\n### Cleanup\n\n- Delete the old queue\n\n### Completed\n\n- Restart workers on failure\n\n\
             **Short term**\n\n- Alert on late jobs\n",
            json!([
                ["Delete the old queue", null, null, "unknown"],
                ["Restart workers on failure", null, null, "done"],
                ["Alert on late jobs", null, null, "unknown"],
            ]),
        ),
        (
            "**Action Items**\n\n- Alert on late jobs\n\n**Participants**\n\n- Mia\n\n**Glossary**\n\n- Lease: a lock with an end\n",
            json!([["Alert on late jobs", null, null, "unknown"]]),
        ),
        (
            "Action Items\n- Alert on late jobs\n- Cap the pool\n",
            json!([["Alert on late jobs", null, null, "unknown"], ["Cap the pool", null, null, "unknown"],]),
        ),
    ]);
}

#[test]
fn action_items_stand_in_lines_paragraphs_headings_and_tables_too() {
    check(&[
        (
            "## Lessons Learned and Future Improvements\n\nAdd tests for leases that end early.\nMore alarms for late jobs.\n\
             Keep a second worker on another host.\n",
            json!([
                ["Add tests for leases that end early.", null, null, "unknown"],
                ["More alarms for late jobs.", null, null, "unknown"],
                ["Keep a second worker on another host.", null, null, "unknown"],
            ]),
        ),
        (
            "## Action items\n\n### Worker\n\nLimit the memory of a worker. (https://git.example.org/q/issues/8)\n\n### Process\n\n\
             We talked about this for a long time and found that nobody had read the alert.\n",
            json!([[
                "Limit the memory of a worker. (https://git.example.org/q/issues/8)",
                null,
                null,
                "unknown"
            ]]),
        ),
        (
            "## Action items\n\n### 1. Alert on late jobs\n\n**Owner:** Mia\n**Due:** 2026-04-01\n\nThe limit is ten minutes.\n\n\
             ### 2. Cap the pool\n\nHalf of the hosts is enough.\n",
            json!([
                ["Alert on late jobs", "Mia", "2026-04-01", "unknown"],
                ["Cap the pool", null, null, "unknown"],
            ]),
        ),
        (
            "## Was noch zu tun ist\n\n| # | Task | Owner | Due | Status |\n|---|---|---|---|---|\n| 1 | Alarm bei Verzug | @uwe | \
             2026-04-01 | ⏳ Pending |\n| 2 | Pool begrenzen | TBD | – | 100% |\n",
            json!([
                ["Alarm bei Verzug", "@uwe", "2026-04-01", "open"],
                ["Pool begrenzen", null, null, "done"],
            ]),
        ),
        (
            "## Action items\n\n| Follow up | Who | By when |\n|---|---|---|\n| **Short term** | | |\n| Alert on<br>late jobs | Mia \
             and Ole | 2026-04-01 |\n| Cap the `a | b` pool | Lee | 2026-04-02 |\n",
            json!([["Alert on late jobs", "Mia and Ole", "2026-04-01", "unknown"]]),
        ),
        (
            "## 后续行动\n\n1、为队列增加告警（责任人：张三，截止：2026-04-01）\n2、限制连接池\n",
            json!([
                ["为队列增加告警", "张三", "2026-04-01", "unknown"],
                ["限制连接池", null, null, "unknown"],
            ]),
        ),
    ]);
}

#[test]
fn one_promise_is_one_action_item() {
    check(&[
        (
            "## Preventive measures\n\n- Alert on late jobs\n- Use two hosts for every queue\n\n## Action items\n\n\
             | Task | Owner | Due |\n|---|---|---|\n| Alert on late jobs | Mia | 2026-04-01 |\n",
            json!([["Alert on late jobs", "Mia", "2026-04-01", "unknown"]]),
        ),
        (
            "## Action items\n\n- Alert on the age of the oldest job\n- [ ] Alert on the age of the oldest job (@mia)\n",
            json!([["Alert on the age of the oldest job", "@mia", null, "open"]]),
        ),
        (
            "## Prevention\n\n### Action Items\n\n- [x] Renew leases early\n\n### Tool improvements\n\n- Enhanced the script\n\
             - Two people look at every change\n",
            json!([["Renew leases early", null, null, "done"]]),
        ),
        (
            "## Action items\n\n> Every action item needs an owner and a day.\n\n- **Prevent**: keeps it from happening again\n\
             - **Detect**: shows it sooner\n- **Mitigate**: makes it hurt less\n",
            json!([]),
        ),
        ("## Action items\n\nNone at this time.\n\n- No action items\n- TBD\n- <task>\n", json!([])),
        (
            "## Timeline & Actions\n\n- 10:00 Outage begins.\n- 10:09 Service restored.\n- [ ] Alert on late jobs (@mia)\n",
            json!([["Alert on late jobs", "@mia", null, "open"]]),
        ),
        (
            "## Lessons learned and action items\n\n- Leases end while a job still runs\n- The alert was too quiet to wake \
             anybody\n- [ ] Alert on late jobs\n",
            json!([["Alert on late jobs", null, null, "open"]]),
        ),
    ]);
}

#[test]
fn a_value_goes_on_to_the_end_of_its_paragraph_unless_the_next_line_is_a_label() {
    let site = Site::new().document(
        "a.md",
        "# Queue stuck\n\n**Date:** 2026-03-05\n**Severity:** SEV2\n**Services:** mailer (only the\nqueue), billing\nand search\n\
         **Impact:** Mails were late for the whole\nmorning.\nIncident commander: Bo\n\n## Summary\n\nJobs waited.\n\n\
         ## Root cause\n\nA lease.\n",
    );
    let incident = site.incident();
    assert_eq!(incident["services"], json!(["mailer", "billing", "search"]));
    assert_eq!(incident["impact"]["summary"], "Mails were late for the whole morning.");
    assert_eq!(incident["severity_raw"], "SEV2");
}

#[test]
fn names_are_split_outside_brackets_and_a_clause_is_no_service() {
    let site = Site::new().document(
        "a.md",
        "# 队列积压\n\n| 字段 | 内容 |\n| --- | --- |\n| 日期 | 2026-03-05 |\n| 级别 | P0 / P1 / P2 |\n| 影响服务 | 邮件（仅队列）<br>账单 → 检索 |\n\n\
         **参会人**：@张三、李四\n\n## 摘要\n\n任务积压。\n\n## 根本原因\n\n租约未续。\n\n## 会议记录\n\n**参会人**：张三（IC）、李四（开发）、王五\n",
    );
    let incident = site.incident();
    assert_eq!(incident["services"], json!(["邮件", "账单", "检索"]));
    assert_eq!(incident["severity"], Value::Null);
    assert_eq!(incident["roles"], json!({ "IC": "@张三", "开发": "李四", "attendee": "王五" }));

    let site = Site::new().document(
        "a.md",
        &postmortem("")
            .replace("SEV2", "SEV2\n**Services:** every job that talked to the old broker was late"),
    );
    assert_eq!(site.incident()["services"], json!([]));
}

#[test]
fn nested_lessons_are_lessons_each_behind_the_words_above_it() {
    let end = "## What could have gone better\n\n1. **Alerts**:\n   - The age of jobs\n     was not watched\n   - Nobody was paged\n\
               2. The runbook was old\n";
    let site = Site::new().document("a.md", &postmortem(end));
    site.build();
    let page = site.page("lessons/index.html");
    for text in ["Alerts: The age of jobs was not watched", "Alerts: Nobody was paged", "The runbook was old"]
    {
        assert!(page.contains(text), "{text}");
    }
}

#[test]
fn causes_and_impact_under_names_of_their_own_are_structure() {
    let site = Site::new().document(
        "a.md",
        "# 队列积压\n\n**日期**：2026-03-05\n\n## 影响\n\n### 用户侧\n\n- 邮件延迟两小时\n\n### 服务侧\n\n无\n\n## 根本原因\n\n### 直接原因\n\n\
         租约没有续期。\n\n### 触发条件\n\n流量翻倍。\n\n### 根因分析（5 Whys）\n\n1. **为什么邮件延迟？**  \n   → 任务没有执行\n\
         2. **为什么任务没有执行？**  \n   → 租约过期  \n   → 没有告警\n\n**根本原因**:\n\n- **流程层面**: 缺少评审\n\n\
         ## 其他风险点\n\n- 备用队列用同一份配置\n\n## 改进措施\n\n- [ ] 增加告警\n",
    );
    let explanation = &site.incident()["explanation"];
    assert_eq!(
        explanation["whys"],
        json!([
            { "question": "为什么邮件延迟？", "answers": ["任务没有执行"], "line": 27 },
            { "question": "为什么任务没有执行？", "answers": ["租约过期", "没有告警"], "line": 29 },
        ])
    );
    let passages = explanation["passages"].as_array().unwrap().iter();
    let passages: Vec<Value> = passages.map(|it| json!([it["aspect"], it["layer"], it["text"]])).collect();
    assert_eq!(
        Value::from(passages),
        json!([
            ["users", null, "邮件延迟两小时"],
            ["direct-cause", null, "租约没有续期。"],
            ["trigger", null, "流量翻倍。"],
            ["root-cause", "process", "缺少评审"],
            ["risks", null, "备用队列用同一份配置"],
        ])
    );
    site.build();

    // Of prose without names of its own, the section says what it is about and nothing more.
    let site = Site::new().document("a.md", &postmortem(""));
    let passages = site.incident()["explanation"]["passages"].clone();
    assert_eq!(passages.as_array().map(Vec::len), Some(1), "{passages}");
    assert_eq!(passages[0]["aspect"], "root-cause");
}

#[test]
fn what_is_said_behind_a_due_day_is_kept() {
    let site = Site::new().document(
        "a.md",
        "---\nid: INC-2026-0001\ntitle: Pool\ndate: 2026-01-05\nseverity: P1\n---\n## Action items\n\n\
         - [ ] Extend the lease. **Owner: mia, Due: 2026-05-14** (needs a decision of all)\n\
         - [ ] 定期演習 — 四半期ごと。**担当: 佐藤、期限: 2026-05-30 初回、以降は四半期**\n\
         - [ ] Alert on late jobs (owner: lee, due: 2026-05-14 Thu)\n",
    );
    let exported = site.export();
    let items = exported["action_items"].as_array().unwrap();
    let notes: Vec<&Value> = items.iter().map(|it| &it["note"]).collect();
    assert_eq!(notes[..2], [&json!("(needs a decision of all)"), &json!("初回、以降は四半期")], "{items:?}");
    assert!(items[2].get("note").is_none_or(Value::is_null), "{items:?}");
    assert_eq!(items[1]["due"], "2026-05-30");
}
