//! Fixes that held, and what keeps that from being known.

use serde_json::{Value, json};

use crate::support::Site;

/// A failure with one action item that is done, closed on `closed` where that is a day.
fn failure(id: &str, day: &str, more: &str, closed: &str, text: &str) -> String {
    let closed = if closed.is_empty() { String::new() } else { format!(", closed: {closed}") };
    format!(
        "---\nid: {id}\ntitle: \"{text}\"\ndate: {day}\n{more}action_items:\n  - {{ task: Do something, status: done{closed} }}\n---\n\n## Root cause\n\n{text} once more.\n"
    )
}

fn outcomes(site: &Site) -> Vec<(String, Value)> {
    let exported = site.export();
    let items = exported["action_items"].as_array().unwrap().iter();
    items.map(|it| (it["incident"].as_str().unwrap().to_owned(), it["outcome"].clone())).collect()
}

fn cannot_tell(reason: &str) -> Value {
    json!({ "state": "cannot-tell", "days": null, "incident": null, "reason": reason })
}

#[test]
fn a_fix_has_held_only_where_a_return_would_have_been_found() {
    let pool = "causes: [config/value]\nservices: [auth]\n";
    let repeat = format!("{pool}recurrence_of: [INC-2026-0001]\n");
    let disk = "causes: [capacity]\nservices: [search]\n";
    let site = Site::new()
        .document(
            "a.md",
            &failure("INC-2026-0001", "2026-01-10", pool, "2026-01-15", "The pool of logins was too small"),
        )
        .document(
            "b.md",
            &failure(
                "INC-2026-0002",
                "2026-02-20",
                &repeat,
                "2026-02-25",
                "Logins failed for want of connections",
            ),
        )
        .document(
            "c.md",
            &failure("INC-2025-0003", "2025-12-01", disk, "2025-12-10", "A disk of the index ran full"),
        )
        .document(
            "d.md",
            &failure("INC-2025-0004", "2025-12-02", "", "2025-12-10", "Newsletters went out twice"),
        )
        .document(
            "e.md",
            &failure("INC-2025-0005", "2025-12-03", disk, "", "Certificates of the gateway expired"),
        );
    let expected = [
        ("INC-2025-0003", json!({ "state": "held", "days": 81, "incident": null, "reason": null })),
        ("INC-2025-0004", cannot_tell("not-comparable")),
        ("INC-2025-0005", cannot_tell("no-day")),
        (
            "INC-2026-0001",
            json!({ "state": "recurred", "days": 36, "incident": "INC-2026-0002", "reason": null }),
        ),
        ("INC-2026-0002", cannot_tell("too-soon")),
    ];
    let found = outcomes(&site);
    assert_eq!(found, expected.map(|(id, outcome)| (id.to_owned(), outcome)));
    site.build();
    assert!(
        site.page("incidents/inc-2026-0001/index.html").contains("recurred 36 days later: INC-2026-0002")
    );
    assert!(site.page("incidents/inc-2025-0003/index.html").contains("has held for 81 days"));
    assert!(!site.page("incidents/inc-2025-0004/index.html").contains("has held"));
}

#[test]
fn a_likely_return_leaves_it_open_until_somebody_decides() {
    let known = "causes: [capacity]\nservices: [ledger]\n";
    let other = "causes: [config/value]\nservices: [ledger]\n";
    let text = "The journal on volume vol-7731 grew without compaction";
    let site = Site::new()
        .document("a.md", &failure("INC-2025-0001", "2025-12-01", known, "2025-12-10", text))
        .document("b.md", &failure("INC-2026-0002", "2026-01-20", other, "", text))
        .document(
            "c.md",
            &failure("INC-2025-0003", "2025-12-03", "", "", "Certificates of the gateway expired"),
        );
    let of_first = |site: &Site| outcomes(site)[0].1.clone();
    assert_eq!(of_first(&site), cannot_tell("likely"));
    let pair = |word: &str| {
        format!("pairs:\n  - {{ incidents: [INC-2025-0001, INC-2026-0002], decision: {word} }}\n")
    };
    site.write("content/decisions.yml", &pair("same"));
    assert_eq!(of_first(&site)["state"], "recurred");
    site.write("content/decisions.yml", &pair("not-the-same"));
    assert_eq!(of_first(&site), json!({ "state": "held", "days": 81, "incident": null, "reason": null }));
}

#[test]
fn verified_is_more_than_done() {
    let site = Site::new().document(
        "a.md",
        "---\nid: INC-1\ntitle: Oven cold\ndate: 2026-01-10\naction_items:\n  - { task: Look at the valve, status: verified }\n---\n\n\
         ## Summary\n\nThe oven was cold.\n\n",
    );
    let site = site.document(
        "b.md",
        "---\nid: INC-2\ntitle: 面包炉停机\ndate: 2026-01-11\n---\n\n## 摘要\n\n面包炉停机一小时。\n\n## 改进措施\n\n\
         | 措施 | 负责人 | 状态 |\n| --- | --- | --- |\n| 更换阀门 | @李四 | 已验证 |\n| 增加告警 | @李四 | 已完成 |\n",
    );
    let exported = site.export();
    let items = exported["action_items"].as_array().unwrap().iter();
    let found: Vec<(&str, &str, bool)> = items
        .map(|it| {
            let text = |key: &str| it[key].as_str().unwrap();
            (text("id"), text("status"), it["verified"].as_bool().unwrap())
        })
        .collect();
    assert_eq!(found, [("INC-1/A1", "done", true), ("INC-2/A1", "done", true), ("INC-2/A2", "done", false)]);
    site.build();
    let of_second = site.page("incidents/inc-2/index.html");
    assert_eq!(of_second.matches("Verified").count(), 1, "{of_second}");
}

/// A chain that a document states is named by what its incidents state, and claims no causes that none states.
#[test]
fn a_chain_without_a_stated_cause_says_so() {
    let named = |first: &str, second: &str| {
        let again = format!("{second}recurrence_of: [INC-2026-0001]\n");
        let site = Site::new()
            .document("a.md", &failure("INC-2026-0001", "2026-01-10", first, "", "Logins failed"))
            .document("b.md", &failure("INC-2026-0002", "2026-02-20", &again, "", "Logins failed again"));
        site.build();
        let page = site.page("trends/recurring/index.html");
        let section = page.split_once("chain-section").expect("a chain").1;
        let heading = section.split_once("<h2").unwrap().1.split_once("</h2>").unwrap().0;
        heading.split_once('>').unwrap().1.to_owned()
    };
    let plain = |it: String| scraper::Html::parse_fragment(&it).root_element().text().collect::<String>();
    assert_eq!(plain(named("", "")), "Cause not stated in a service not stated");
    assert_eq!(
        plain(named("causes: [config/value]\nservices: [auth]\n", "services: [auth]\n")),
        "Cause not stated by all in auth"
    );
    assert_eq!(
        plain(named(
            "causes: [config/value]\nservices: [auth]\n",
            "causes: [capacity]\nservices: [search]\n"
        )),
        "Several causes in several services"
    );
}
