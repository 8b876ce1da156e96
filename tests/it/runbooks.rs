//! Runbooks: their parts, their boxes, their age, and a mark beside every command that does harm.

use crate::support::Site;

const RUNBOOK: &str = "---\nkind: runbook\nid: pool\ntitle: Pool exhausted\nupdated: 2025-11-29\n---\n\
    ## Symptoms\n\nTimeouts.\n\n## Likely causes\n\nA leak.\n\n## Steps\n\n- [ ] Look at the pool\n- [x] Ask\n\n\
    ```bash\nredis-cli INFO\nredis-cli FLUSHALL\nkubectl delete pod api-0\n```\n\n## Solutions\n\nRestart.\n";

fn built(runbook: &str, day: &str, config: &str) -> String {
    let site = Site::new().on(day).file("afterword.yaml", config).document("pool.md", runbook);
    site.run(&["build"]);
    site.page("runbooks/pool/index.html")
}

#[test]
fn the_parts_that_readers_look_for_are_one_click_away() {
    let page = built(RUNBOOK, "2026-01-01", "");
    for (id, word) in [
        ("symptoms", "Symptoms"),
        ("likely-causes", "Causes"),
        ("steps", "Steps"),
        ("solutions", "Solutions"),
    ] {
        assert!(page.contains(&format!("<li><a href=\"#{id}\">{word}</a></li>")), "{page}");
    }
    let chinese = "---\nkind: runbook\nid: pool\n---\n# 连接池手册\n\n## 故障现象\n\n超时。\n\n## 常见原因\n\n泄漏。\n\n## 排查步骤\n\n1. 看监控\n\n## 解决方案\n\n重启。\n";
    let page = built(chinese, "2026-01-01", "site: { language: zh-CN }\n");
    for (id, word) in
        [("故障现象", "症状"), ("常见原因", "原因"), ("排查步骤", "步骤"), ("解决方案", "解决方案")]
    {
        assert!(page.contains(&format!("<li><a href=\"#{id}\">{word}</a></li>")), "{page}");
    }
}

#[test]
fn programs_read_its_parts_and_when_somebody_promised_to_look_again() {
    let runbook = RUNBOOK.replace("updated: 2025-11-29\n", "updated: 2025-11-29\nnext_review: 2026-05-01\n");
    let exported = Site::new().document("pool.md", &runbook).export();
    let runbook = &exported["runbooks"][0];
    assert_eq!(runbook["next_review"], "2026-05-01");
    assert_eq!(runbook["parts"], serde_json::json!(["symptoms", "causes", "steps", "solutions"]));
}

#[test]
fn what_the_text_begins_with_is_not_said_above_it_too() {
    let page = |body: &str| {
        let runbook = format!("---\nkind: runbook\nid: pool\ntitle: Pool\n---\n{body}\n");
        built(&runbook, "2026-01-01", "")
    };
    let first = page("For the **pool** of `orders`.\n\n## Steps\n\nText.\n");
    assert!(!first.contains("<p class=\"lead\""), "{first}");
    let later = page("## Summary\n\nFor the pool of orders.\n\n## Steps\n\nText.\n");
    assert!(later.contains("<p class=\"lead\" lang=\"en\">For the pool of orders.</p>"), "{later}");
}

#[test]
fn boxes_can_be_ticked_without_a_script() {
    let page = built(RUNBOOK, "2026-01-01", "");
    assert!(page.contains("<label><input type=\"checkbox\"> Look at the pool</label>"), "{page}");
    assert!(page.contains("<label><input type=\"checkbox\" checked> Ask</label>"));
}

#[test]
fn harmful_commands_are_marked_in_words_and_on_their_line() {
    let page = built(RUNBOOK, "2026-01-01", "");
    assert!(
        page.contains(
            "<li class=\"destroys\"><strong>Destroys data:</strong> line 2 <code>redis-cli FLUSHALL</code> deletes every key</li>"
        ),
        "{page}"
    );
    assert!(page.contains("<li><strong>Caution:</strong> line 3 <code>kubectl delete pod api-0</code>"));
    assert_eq!(page.matches("<span class=\"danger-line destroys\">").count(), 1);
    assert_eq!(page.matches("<span class=\"danger-line\">").count(), 1);
    let page = built(RUNBOOK, "2026-01-01", "site: { language: zh-CN }\n");
    assert!(
        page.contains("<strong>会毁掉数据：</strong> 第 2 行 <code>redis-cli FLUSHALL</code> 删除所有键")
    );
}

#[test]
fn commands_of_a_postmortem_are_history_and_carry_no_mark() {
    let document = "---\nid: INC-2026-0001\ntitle: Cache gone\ndate: 2026-01-10\nseverity: P1\n---\n```bash\nredis-cli FLUSHALL\n```\n";
    let site = Site::new().document("a.md", document);
    site.build();
    assert!(!site.page("incidents/inc-2026-0001/index.html").contains("danger"));
}

#[test]
fn a_runbook_that_nobody_looked_at_says_so() {
    let is_stale = |runbook: &str, day: &str| built(runbook, day, "").contains("class=\"notice stale\"");
    assert!(!is_stale(RUNBOOK, "2026-11-29"));
    assert!(is_stale(RUNBOOK, "2026-11-30"));
    let reviewed = RUNBOOK.replace("updated: 2025-11-29", "updated: 2025-11-29\nnext_review: 2026-02-01");
    assert!(!is_stale(&reviewed, "2026-02-01"));
    let page = built(&reviewed, "2026-02-03", "");
    assert!(page.contains("Its review is 2 days overdue."), "{page}");
    let updated_since = reviewed.replace("updated: 2025-11-29", "updated: 2026-02-01");
    assert!(!is_stale(&updated_since, "2026-02-03"));
}

/// A manual with two procedures, one of which an incident shares its cause with.
const MANUAL: &str = "# 排障手册\n\n## 数据库\n\n### 连接问题\n\n**症状表现:**\n\n- 登录接口报错\n\n**常见原因:**\n\n- 连接池耗尽\n\n**排查步骤:**\n\n1. 看连接数\n\n### 查询缓慢\n\n**排查步骤:**\n\n1. 看慢查询\n\n**解决方案:**\n\n1. 加索引\n";

#[test]
fn a_manual_is_many_procedures_each_with_the_incidents_of_its_cause() {
    let incident =
        "---\nid: INC-2026-0001\ntitle: Pool\ndate: 2026-01-05\nseverity: P1\ncauses: [capacity/pool]\n---\n";
    let site = Site::new().document("manual.md", MANUAL).document("a.md", incident);
    let exported = site.export();
    let procedures = exported["runbooks"][0]["procedures"].as_array().unwrap();
    let named: Vec<&str> = procedures.iter().map(|it| it["title"].as_str().unwrap()).collect();
    assert_eq!(named, ["连接问题", "查询缓慢"]);
    assert_eq!(procedures[0]["parts"], serde_json::json!(["symptoms", "causes", "steps"]));
    assert_eq!(procedures[0]["causes"], serde_json::json!(["capacity/pool"]));
    assert_eq!(procedures[0]["incidents"], serde_json::json!(["INC-2026-0001"]));
    assert_eq!(procedures[1]["incidents"], serde_json::json!([]));
    site.build();
    let page = site.page("runbooks/manual/index.html");
    assert!(page.contains("<a href=\"#连接问题\" lang=\"zh-CN\">连接问题</a>"), "{page}");
    assert!(page.contains("Procedures, and incidents with the same cause or symptom"), "{page}");
}
