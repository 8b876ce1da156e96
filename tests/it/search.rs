//! `afterword search`: the earlier incident in a second.

use std::fs;

use serde_json::Value;

use crate::support::{Site, repository, run_in};

/// Ids of the hits on the sample, best first.
#[track_caller]
fn hits(query: &str) -> Vec<String> {
    let run = run_in(repository(), "2026-10-15", &["search", "--json", query]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let found: Value = serde_json::from_str(&run.stdout).unwrap();
    found["hits"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect()
}

/// The first hits are these, in any order.
#[track_caller]
fn check_first(query: &str, expected: &[&str]) {
    let mut found: Vec<String> = hits(query).into_iter().take(expected.len()).collect();
    found.sort();
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(found, expected, "{query}");
}

#[test]
fn chinese_words_are_found_without_spaces() {
    check_first(
        "连接池",
        &["INC-2025-0012", "INC-2026-0001", "INC-2026-0009", "INC-2025-0009", "connection-pool-exhaustion"],
    );
    check_first("超卖", &["INC-2025-0002"]);
    check_first("深翻页", &["INC-2025-0018"]);
}

#[test]
fn phrases_are_exact_runs() {
    check_first("\"connection pool\"", &["connection-pool-exhaustion"]);
    assert_eq!(hits("\"No space left on device\""), ["INC-2025-0013"]);
}

#[test]
fn an_error_message_finds_the_incident_that_had_it() {
    check_first("no key found for kid", &["INC-2025-0014"]);
    check_first("SYS_BUSY", &["INC-2024-0004"]);
    check_first("order_no", &["INC-2026-0014"]);
}

#[test]
fn filters_narrow_by_field() {
    check_first("cause:time/expiry service:api-gateway", &["INC-2026-0004", "INC-2025-0016"]);
    assert_eq!(
        hits("cause:config/value service:search-service kind:incident sort:date"),
        ["INC-2026-0002", "INC-2025-0017"]
    );
    check_first("severity:P0 after:2026-01-01", &["INC-2026-0009", "INC-2026-0003"]);
    assert_eq!(hits("kind:near-miss"), ["INC-2025-0005"]);
}

#[test]
fn an_id_finds_its_document_first_in_any_spelling() {
    for query in ["INC-2025-0012", "inc-2025-0012"] {
        assert_eq!(hits(query)[0], "INC-2025-0012", "{query}");
    }
}

#[test]
fn a_day_finds_what_happened_then_in_any_spelling() {
    for query in ["2026年5月14日", "14 May 2026", "May 14, 2026", "2026-05-14", "2026/5/14"] {
        assert_eq!(hits(query)[0], "INC-2026-0009", "{query}");
    }
    assert_eq!(hits("inc 2026 9")[0], "INC-2026-0009");
    check_first("2026年5月", &["INC-2026-0009"]);
}

/// Ids that a search in `site` finds.
#[track_caller]
fn hits_in(site: &Site, query: &str) -> Vec<String> {
    let run = site.run(&["search", "--json", "--no-cache", query]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let found: Value = serde_json::from_str(&run.stdout).unwrap();
    found["hits"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect()
}

/// A project with one incident whose summary is `text`, and one that has nothing to do with it.
fn two_incidents(text: &str) -> Site {
    let incident = |title: &str, text: &str| {
        format!("---\ntitle: {title}\nkind: incident\ndate: 2026-03-01\n---\n\n## Summary\n\n{text}\n")
    };
    Site::new()
        .file("content/incidents/a-1.md", &incident("First", text))
        .file("content/incidents/b-2.md", &incident("Second", "A printer was out of paper."))
}

#[test]
fn words_that_mean_the_same_find_each_other_in_both_languages() {
    let site = two_incidents("217 customers were charged twice.")
        .file("afterword.yaml", "synonyms:\n  - [SFP, Starfish Pay, 海星支付]\n");
    assert_eq!(hits_in(&site, "重复扣款").len(), 1);
    // Quotes ask for what is written, and a minus leaves out what is written.
    assert_eq!(hits_in(&site, "\"重复扣款\""), Vec::<String>::new());
    assert_eq!(hits_in(&site, "customers -重复扣款").len(), 1);
    let site = site.file(
        "content/incidents/c-3.md",
        "---\ntitle: Third\nkind: incident\ndate: 2026-03-02\n---\n\n## Summary\n\nThe SFP was slow.\n",
    );
    assert_eq!(hits_in(&site, "海星支付").len(), 1);
    assert_eq!(hits_in(&site, "starfish pay").len(), 1);
}

#[test]
fn a_list_of_synonyms_that_says_nothing_is_a_finding() {
    let site =
        two_incidents("Nothing.").file("afterword.yaml", "synonyms:\n  - [SFP]\n  - [MQ, 消息队列, M]\n");
    let run = site.run(&["check"]);
    let text = format!("{}{}", run.stdout, run.stderr);
    assert!(text.contains("fewer than two different words") && text.contains("`M` in `synonyms`"), "{text}");
}

#[test]
fn traditional_characters_find_simplified_ones_and_the_reverse() {
    let simplified = two_incidents("数据库连接池被占满，重试风暴。");
    let traditional = two_incidents("資料庫連接池被佔滿，重試風暴。");
    for query in ["連接池", "连接池", "重試風暴", "重试风暴"] {
        assert_eq!(hits_in(&simplified, query).len(), 1, "{query}");
        assert_eq!(hits_in(&traditional, query).len(), 1, "{query}");
    }
}

#[test]
fn people_and_levels_are_words() {
    assert!(hits("@liangbo").contains(&"INC-2026-0009".to_owned()));
    let found = hits("支付服务 P0");
    assert_eq!(found[0], "INC-2026-0009");
    assert!(found[..4].contains(&"INC-2024-0004".to_owned()), "{found:?}");
}

#[test]
fn the_terminal_shows_title_place_and_text() {
    let run = run_in(repository(), "2026-10-15", &["search", "OOMKilled"]);
    assert!(run.stdout.contains("INC-2025-0006") && run.stdout.contains("OOMKilled"), "{}", run.stdout);
}

/// Ids and reasons of what is like `target` in the sample, best first.
#[track_caller]
fn similar(target: &str) -> Vec<(String, String)> {
    let run = run_in(repository(), "2026-10-15", &["similar", "--json", target]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let found: Value = serde_json::from_str(&run.stdout).unwrap();
    let hit = |it: &Value| {
        assert!((0.0..=1.0).contains(&it["score"].as_f64().unwrap()), "{it}");
        let reasons = it["reasons"].as_array().unwrap().iter().map(|it| it.as_str().unwrap());
        (it["id"].as_str().unwrap().to_owned(), reasons.collect::<Vec<&str>>().join("; "))
    };
    found["hits"].as_array().unwrap().iter().map(hit).collect()
}

#[test]
fn an_incident_is_like_those_with_its_cause_and_service() {
    let found = similar("inc-2026-0009");
    let ids: Vec<&str> = found.iter().take(2).map(|it| it.0.as_str()).collect();
    assert!(ids.contains(&"INC-2026-0001") && ids.contains(&"INC-2025-0012"), "{found:?}");
    assert!(found.iter().all(|it| it.0 != "INC-2026-0009" && !it.1.is_empty()), "{found:?}");
}

#[test]
fn a_draft_outside_the_content_is_like_what_it_shares_causes_services_and_words_with() {
    let draft = Site::new().file(
        "draft.md",
        "---\ntitle: Checkout waits for connections\nkind: incident\ndate: 2026-10-01\nseverity: P1\n\
         services: [checkout]\ncauses: [connection pool]\n---\n\n## Summary\n\n\
         HikariPool-1 ran out of connections, as in INC-2025-0012.\n",
    );
    let found = similar(draft.path("draft.md").to_str().unwrap());
    let reasons = |id: &str| found.iter().find(|it| it.0 == id).map_or("", |it| it.1.as_str());
    assert!(reasons("INC-2025-0012").contains("named in the text"), "{found:?}");
    assert!(reasons("INC-2025-0009").contains("same cause capacity/pool"), "{found:?}");
    assert!(reasons("INC-2025-0009").contains("same service order-service"), "{found:?}");
}

#[test]
fn a_log_that_is_no_postmortem_is_like_what_shares_its_words() {
    let log = Site::new().file("log.txt", "ERROR panic: runtime error: index out of range [1] with length 1");
    let found = similar(log.path("log.txt").to_str().unwrap());
    assert_eq!(found[0].0, "INC-2026-0013", "{found:?}");
    assert_eq!(found[0].1, "same error line", "{found:?}");
}

#[test]
fn what_nobody_has_seen_is_no_answer() {
    let foreign = Site::new().file(
        "foreign.md",
        "# Tram 14 left the depot late\n\nThe gate of the depot was frozen, so that the first three trams of the \
         morning waited for the caretaker, who thawed it with warm water.\n",
    );
    let path = foreign.path("foreign.md");
    let run = run_in(repository(), "2026-10-15", &["similar", path.to_str().unwrap()]);
    assert_eq!((run.code, run.stdout.as_str()), (0, "no similar incident found\n"), "{}", run.stderr);
    let run = run_in(repository(), "2026-10-15", &["similar", "--json", path.to_str().unwrap()]);
    let found: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((&found["answer"], &found["hits"]), (&serde_json::json!("none"), &serde_json::json!([])));
}

#[test]
fn a_pasted_line_finds_the_incident_of_that_volume_with_its_line() {
    let report = |id: &str, day: &str, title: &str, text: &str| {
        format!("---\nid: {id}\nkind: incident\ndate: {day}\n---\n\n# {title}\n\n## Summary\n\n{text}\n")
    };
    let site = Site::new()
        .document(
            "a.md",
            &report("INC-1", "2026-01-02", "Ledger halted", "vol-0ab12cd could not be attached."),
        )
        .document(
            "b.md",
            &report("INC-2", "2026-02-02", "Search slow", "Queries waited for a merge of the index."),
        )
        .document(
            "c.md",
            &report("INC-3", "2026-03-02", "Mail late", "The queue of outgoing mail grew over night."),
        )
        .file("log.txt", "2026-04-02T10:00:01Z ERROR host-77 attach vol-0ab12cd: timeout");
    let run = site.run(&["similar", "--json", site.path("log.txt").to_str().unwrap()]);
    let found: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(
        (&found["answer"], &found["hits"][0]["id"]),
        (&serde_json::json!("likely"), &serde_json::json!("INC-1"))
    );
    assert_eq!(found["hits"][0]["reasons"][0], "same volume vol-0ab12cd", "{found}");
    assert_eq!(found["hits"][0]["lines"][0]["text"], "vol-0ab12cd could not be attached.", "{found}");
    assert_eq!(found["hits"].as_array().unwrap().len(), 1, "{found}");
}

#[test]
fn a_question_that_is_one_name_finds_the_incident_that_holds_it() {
    let report = |n: u32, text: &str| {
        format!(
            "---\nid: INC-{n}\nkind: incident\ndate: 2026-01-0{n}\n---\n\n# Boards dark at pier {n}\n\n## Summary\n\n\
             Passengers of pier-01 waited.\n{text}\n"
        )
    };
    let named =
        "The log of db-07.example.net had `LedgerPoolTimeout`, E4711 and /var/lib/wal; see nightly_rollup.";
    let mut site = Site::new();
    for n in 1..=6 {
        site = site.document(&format!("d{n}.md"), &report(n, if n == 2 { named } else { "" }));
    }
    let ask = |site: &Site, question: &str| {
        fs::write(site.path("log.txt"), question).unwrap();
        let run = site.run(&["similar", "--json", site.path("log.txt").to_str().unwrap()]);
        let found: Value = serde_json::from_str(&run.stdout).unwrap();
        found["hits"].as_array().unwrap().clone()
    };
    for question in [
        "ERROR LedgerPoolTimeout",
        "ledgerPoolTimeout",
        "E4711",
        "db-07",
        "/var/lib/wal",
        "job=nightly_rollup failed",
    ] {
        let hits = ask(&site, question);
        assert_eq!((hits.len(), &hits[0]["id"]), (1, &serde_json::json!("INC-2")), "{question}: {hits:?}");
        let line = hits[0]["lines"][0]["text"].as_str().unwrap();
        assert!(line.ends_with("see nightly_rollup."), "{question}: {line}");
    }
    // A name of nothing, a name that all of them hold, and a word that is no name.
    for question in ["ERROR NoSuchTimeout", "pier-01", "boards"] {
        assert_eq!(ask(&site, question), Vec::<Value>::new(), "{question}");
    }
}

#[test]
fn an_error_line_that_a_report_quotes_is_named_as_the_reason() {
    let report = |id: &str, day: &str, title: &str, text: &str| {
        format!("---\nid: {id}\nkind: incident\ndate: {day}\n---\n\n# {title}\n\n## Summary\n\n{text}\n")
    };
    let quoted = "The writer stopped with:\n\n```\nFATAL journal writer: no space left on device\n```";
    let site = Site::new()
        .document("a.md", &report("INC-1", "2026-01-02", "Ledger halted", quoted))
        .document("b.md", &report("INC-2", "2026-02-02", "Search slow", "Queries waited for a merge."))
        .document("c.md", &report("INC-3", "2026-03-02", "Mail late", "A queue grew over night."))
        .file("log.txt", "2026-04-02T10:00:01Z FATAL journal writer: no space left on device");
    let path = site.path("log.txt");
    let run = site.run(&["similar", "--json", path.to_str().unwrap()]);
    let found: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(found["hits"][0]["id"], "INC-1", "{found}");
    assert_eq!(found["hits"][0]["reasons"][0], "same error line", "{found}");
    let run = site.run(&["similar", "--lang", "zh-CN", path.to_str().unwrap()]);
    assert!(run.stdout.contains("同一行报错"), "{}", run.stdout);
}

#[test]
fn what_is_neither_a_file_nor_an_id_is_a_mistake_of_usage() {
    let run = run_in(repository(), "2026-10-15", &["similar", "INC-1999-0001"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{}", run.stderr);
    assert!(run.stderr.contains("no file or incident has the name `INC-1999-0001`"), "{}", run.stderr);
}

#[test]
fn the_terminal_says_what_a_misspelt_word_was_taken_for_and_why_nothing_was_looked_for() {
    for (query, said, meant) in [
        ("conection", "conection was not found; showing results for connection", "connection"),
        ("service:paymnt-service", "did you mean service:payment-service?", "service:payment-service"),
    ] {
        let run = run_in(repository(), "2026-10-15", &["search", query]);
        assert!(run.stderr.contains(said), "{}", run.stderr);
        let run = run_in(repository(), "2026-10-15", &["search", "--json", query]);
        let found: Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(found["suggestions"][0]["meant"], meant);
    }
    let run = run_in(repository(), "2026-10-15", &["search", "the"]);
    assert!(run.stderr.contains("add another word or a filter"), "{}", run.stderr);
}
