//! What programs read instead of pages: Markdown twins, `llms.txt`, the tools of `mcp`, skills.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use rmcp::ServiceExt as _;
use rmcp::model::CallToolRequestParams;
use serde_json::{Value, json};

use crate::support::{Site, repository, tree};

const POOL: &str = r#"---
id: INC-2026-0001
title: Ledger connection pool exhausted
date: 2026-01-08
severity: P1
services: [ledger-service]
causes: [capacity/pool]
mitigation: the job was stopped
runbooks: [ledger-pool]
action_items:
  - { id: A1, task: "Limit the pool | soon", owner: "@guning", due: 2026-02-01, status: open }
---
The reconciliation job kept 40 connections open, and callers waited for `LedgerPoolTimeout` on vol-0ab12cd.

::: internal
The customer was CANARYCUSTOMER.
:::

## Lessons learned

- A job may not share the pool of a request path.
"#;

const AGAIN: &str = r"---
id: INC-2026-0005
title: Ledger connection pool exhausted again
date: 2026-02-20
services: [ledger-service]
causes: [capacity/pool]
---
The reconciliation job kept 60 connections open, and callers waited for `LedgerPoolTimeout`.
";

const RUNBOOK: &str = "---\nkind: runbook\nid: ledger-pool\ntitle: Ledger pool is full\nservices: [ledger-service]\nupdated: 2026-01-05\n---\n## Steps\n\n1. Stop the reconciliation job.\n2. Watch `pool_size`.\n";

const SECRET: &str = "---\nid: INC-2026-0007\ntitle: CANARYTITLE leaked\ndate: 2026-02-02\nvisibility: internal\nservices: [ledger-service]\nowner: CANARYOWNER\naction_items:\n  - { id: A1, task: CANARYTASK, owner: '@canaryperson', due: 2026-02-03, status: open }\n---\nCANARYBODY with LedgerPoolTimeout.\n";

const DRAFT: &str =
    "---\nid: INC-2026-0008\ntitle: CANARYDRAFT\ndate: 2026-02-12\nstatus: draft\n---\nCANARYDRAFTBODY\n";

fn site() -> Site {
    Site::new()
        .file("afterword.yaml", "site: { title: Kb, base_url: 'https://kb.example.org/' }\n")
        .document("pool.md", POOL)
        .document("again.md", AGAIN)
        .document("runbook.md", RUNBOOK)
        .document("secret.md", SECRET)
        .document("draft.md", DRAFT)
        .document("mail.md", "---\nid: INC-2025-0031\ntitle: Mail templates lost their pictures\ndate: 2025-09-01\nservices: [mail-service]\n---\nA moved bucket made pictures answer 404.\n")
}

/// What the server answers to each message; notifications have no answer.
fn talk(folder: &Path, args: &[&str], messages: &[Value]) -> Vec<Value> {
    let as_of = if folder == repository() { "2026-10-15" } else { "2026-03-01" };
    let mut server = Command::new(env!("CARGO_BIN_EXE_afterword"))
        .args(["--as-of", as_of])
        .args(args)
        .current_dir(folder)
        .env_remove("SOURCE_DATE_EPOCH")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = server.stdin.take().unwrap();
    for it in messages {
        writeln!(input, "{it}").unwrap();
    }
    drop(input);
    let output = server.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().lines().map(|it| serde_json::from_str(it).unwrap()).collect()
}

/// The texts of the answers to calls of tools, in order.
fn call(folder: &Path, args: &[&str], calls: &[(&str, Value)]) -> Vec<String> {
    let message = |(nth, (name, arguments)): (usize, &(&str, Value))| json!({ "jsonrpc": "2.0", "id": nth, "method": "tools/call", "params": { "name": name, "arguments": arguments } });
    let messages: Vec<Value> = calls.iter().enumerate().map(message).collect();
    let answers = talk(folder, args, &messages);
    assert_eq!(answers.len(), calls.len());
    let text = |it: &Value| it["result"]["content"][0]["text"].as_str().unwrap_or_default().to_owned();
    answers.iter().map(text).collect()
}

#[test]
fn a_client_can_start_list_and_call_and_mistakes_are_answered() {
    let site = site();
    let answers = talk(
        &site.path(""),
        &["mcp"],
        &[
            json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
                "protocolVersion": "2025-03-26", "capabilities": {}, "clientInfo": { "name": "t", "version": "1" } } }),
            json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }),
            json!({ "jsonrpc": "2.0", "id": "two", "method": "tools/list" }),
            json!({ "jsonrpc": "2.0", "id": 3, "method": "ping" }),
            json!({ "jsonrpc": "2.0", "id": 4, "method": "resources/list" }),
            json!({ "jsonrpc": "2.0", "id": 5, "method": "tools/call", "params": { "name": "delete", "arguments": {} } }),
            json!({ "jsonrpc": "2.0", "id": 6, "method": "tools/call", "params": { "name": "search", "arguments": {} } }),
            json!([1]),
        ],
    );
    assert_eq!(answers.len(), 7, "{answers:#?}");
    assert_eq!(answers[0]["result"]["protocolVersion"], "2025-03-26");
    assert_eq!(answers[0]["result"]["serverInfo"]["name"], "afterword");
    assert_eq!(answers[1]["id"], "two");
    let tools = answers[1]["result"]["tools"].as_array().unwrap();
    let names: Vec<&str> = tools.iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert_eq!(
        names,
        ["seen_before", "search", "get_incident", "recurring", "overdue", "runbook_for", "review"]
    );
    for tool in tools {
        assert_eq!(tool["annotations"]["readOnlyHint"], true);
        assert!(jsonschema::validator_for(&tool["inputSchema"]).is_ok(), "{tool}");
    }
    assert_eq!(answers[2]["result"], json!({}));
    assert_eq!(answers[3]["error"]["code"], -32_601);
    assert_eq!(answers[4]["error"]["code"], -32_602);
    assert_eq!(answers[5]["result"]["isError"], true);
    assert_eq!(answers[6]["error"]["code"], -32_600);
}

/// The official client of the protocol starts the server, lists the tools, calls each, and ends it.
#[test]
fn the_official_client_lists_and_calls_every_tool() {
    let site = site();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let answers = runtime.block_on(async {
        let mut server = tokio::process::Command::new(env!("CARGO_BIN_EXE_afterword"))
            .args(["--as-of", "2026-03-01", "mcp"])
            .current_dir(site.path(""))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let client = ().serve((server.stdout.take().unwrap(), server.stdin.take().unwrap())).await.unwrap();
        assert_eq!(client.peer_info().unwrap().server_info.as_ref().unwrap().name, "afterword");
        let tools = client.list_all_tools().await.unwrap();
        let mut answers = Vec::new();
        for tool in tools {
            let arguments = match tool.name.as_ref() {
                "seen_before" => {
                    json!({ "text": "10:01 ERROR LedgerPoolTimeout while attaching vol-0ab12cd" })
                }
                "search" => json!({ "query": "reconciliation job" }),
                "get_incident" => json!({ "id": "INC-2026-0001" }),
                "runbook_for" => json!({ "target": "ledger-service" }),
                "review" => json!({ "base": "main" }),
                _ => json!({}),
            };
            let mut params = CallToolRequestParams::new(tool.name.clone());
            params.arguments = arguments.as_object().cloned();
            let result = client.call_tool(params).await.unwrap();
            let text = result.content.first().and_then(|it| it.as_text()).map(|it| it.text.clone());
            // There is no repository around the folder, and the client learns it.
            assert_eq!(result.is_error == Some(true), tool.name == "review", "{}: {text:?}", tool.name);
            answers.push((tool.name.into_owned(), text.unwrap()));
        }
        client.cancel().await.unwrap();
        assert!(server.wait().await.unwrap().success(), "the server ends with its input");
        answers
    });
    assert_eq!(answers.len(), 7);
    for (tool, text) in answers {
        let expected = if tool == "review" { "git" } else { "ledger" };
        assert!(text.to_lowercase().contains(expected), "{tool}: {text}");
    }
}

#[test]
fn every_tool_answers_with_what_is_stated_and_says_what_is_not_known() {
    let site = site();
    let answers = call(
        &site.path(""),
        &["mcp"],
        &[
            ("seen_before", json!({ "text": "10:01 ERROR LedgerPoolTimeout while attaching vol-0ab12cd" })),
            ("seen_before", json!({ "text": "The oven in the kitchen went out and the soup is cold" })),
            ("search", json!({ "query": "reconciliation job" })),
            ("search", json!({ "query": "zeppelin" })),
            ("get_incident", json!({ "id": "inc-2026-0005" })),
            ("get_incident", json!({ "id": "INC-2026-0006" })),
            ("recurring", json!({ "service": "ledger-service" })),
            ("recurring", json!({ "service": "mail-service" })),
            ("overdue", json!({ "owner": "guning" })),
            ("overdue", json!({ "owner": "nobody" })),
            ("runbook_for", json!({ "target": "ledger-service" })),
            ("runbook_for", json!({ "target": "reconciliation job" })),
            ("runbook_for", json!({ "target": "badge readers" })),
        ],
    );
    let holds = |nth: usize, parts: &[&str]| {
        for part in parts {
            assert!(answers[nth].contains(part), "{nth} {part}: {}", answers[nth]);
        }
    };
    holds(
        0,
        &[
            "INC-2026-0001",
            "vol-0ab12cd",
            "stopped by: the job was stopped",
            "open: A1",
            "28 days overdue",
            "lesson: A job",
        ],
    );
    holds(1, &["No similar incident is known."]);
    holds(2, &["INC-2026-0001", "INC-2026-0005"]);
    assert!(
        answers[3].contains("Nothing matches") || answers[3].contains("not known here"),
        "{}",
        answers[3]
    );
    holds(
        4,
        &[
            "INC-2026-0005",
            "severity not stated",
            "same failure: INC-2026-0001",
            "runbook: Ledger pool is full",
            "kept 60 connections",
        ],
    );
    holds(5, &["No incident `INC-2026-0006` is known."]);
    holds(6, &["capacity/pool on ledger-service: 2 occurrences", "these were open: INC-2026-0001/A1"]);
    holds(7, &["No counted recurrence is known."]);
    holds(8, &["INC-2026-0001/A1", "28 days overdue"]);
    holds(9, &["No action item is overdue"]);
    holds(10, &["ledger-pool", "Stop the reconciliation job."]);
    holds(11, &["ledger-pool"]);
    holds(12, &["No runbook for `badge readers` is known."]);
}

#[test]
fn a_long_incident_is_given_page_by_page_and_no_answer_is_long() {
    let body: String =
        (0..900).map(|nth| format!("Paragraph {nth} 说明连接池的状态与处置过程。\n\n")).collect();
    let site = Site::new()
        .document("long.md", &format!("---\nid: INC-2026-0002\ntitle: Long\ndate: 2026-01-02\n---\n{body}"));
    let page = |n: usize| json!({ "id": "INC-2026-0002", "page": n });
    let calls: Vec<(&str, Value)> = (1..=30).map(|n| ("get_incident", page(n))).collect();
    let answers = call(&site.path(""), &["mcp"], &calls);
    // About four characters of Latin text to a token, and one of Chinese.
    let tokens = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 4 }).sum::<usize>() / 4;
    assert!(
        answers.iter().all(|it| tokens(it) <= 3_000),
        "{:?}",
        answers.iter().map(|it| tokens(it)).collect::<Vec<_>>()
    );
    let all = answers.concat();
    assert!((0..900).all(|nth| all.contains(&format!("Paragraph {nth} "))));
    assert!(answers[29].contains("The text has"), "{}", answers[29]);
}

#[test]
fn a_document_that_changed_meanwhile_is_read_anew() {
    let site = site();
    let mut server = Command::new(env!("CARGO_BIN_EXE_afterword"))
        .args(["--as-of", "2026-03-01", "mcp"])
        .current_dir(site.path(""))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = server.stdin.take().unwrap();
    let mut output = std::io::BufReader::new(server.stdout.take().unwrap());
    let mut ask = || {
        let message = json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/call",
            "params": { "name": "get_incident", "arguments": { "id": "INC-2026-0042" } } });
        writeln!(input, "{message}").unwrap();
        let mut line = String::new();
        std::io::BufRead::read_line(&mut output, &mut line).unwrap();
        line
    };
    assert!(ask().contains("is known"));
    site.write("content/new.md", "---\nid: INC-2026-0042\ntitle: Fresh\ndate: 2026-02-27\n---\nNew.\n");
    assert!(ask().contains("Fresh"));
    drop(input);
    server.wait().unwrap();
}

#[test]
fn every_page_has_a_twin_with_its_facts_and_leads_to_it() {
    let site = site();
    site.build();
    let twin = site.page("incidents/inc-2026-0001/index.md");
    let (head, body) = twin.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
    let facts: std::collections::BTreeMap<String, Value> =
        afterword::inside::yaml::read(&format!("{head}\n")).unwrap();
    assert_eq!(facts["id"], "INC-2026-0001");
    assert_eq!(facts["services"], json!(["ledger-service"]));
    assert_eq!(facts["overdue_action_items"], 1);
    assert_eq!(facts["url"], "https://kb.example.org/incidents/inc-2026-0001/");
    assert!(!facts.contains_key("started"), "{facts:?}");
    assert!(body.contains("# Ledger connection pool exhausted"), "{body}");
    assert!(body.contains("callers waited for `LedgerPoolTimeout` on vol-0ab12cd."), "{body}");
    assert_eq!(facts["index"], "https://kb.example.org/llms.txt");
    assert!(body.contains("(https://kb.example.org/services/ledger-service/)"), "{body}");
    assert!(!body.contains("](../") && !body.contains("[#](#"), "{body}");
    assert!(body.contains("| State | Task |") || body.contains("Limit the pool \\| soon"), "{body}");
    let mut n = 0;
    for (path, bytes) in tree(&site.path("public")) {
        if !path.ends_with("index.html") || path.starts_with("search/") {
            continue;
        }
        let html = String::from_utf8(bytes).unwrap();
        assert!(html.contains("<link rel=\"alternate\" type=\"text/markdown\" href=\"index.md\">"), "{path}");
        assert!(html.contains("/llms.txt</p>"), "{path}: programs find the list of pages");
        let twin = site.page(&path.replace("index.html", "index.md"));
        assert!(twin.starts_with("---\ntitle: "), "{path}: {twin}");
        assert!(
            !twin.contains("<div") && !twin.contains("<script src") && !twin.contains("<svg"),
            "{path}: {twin}"
        );
        n += 1;
    }
    assert!(15 < n);
}

#[test]
fn llms_txt_leads_to_twins_that_are_there_and_its_parts_hold_every_document() {
    let site = site();
    site.build();
    let index = site.page("llms.txt");
    assert!(index.starts_with("# Kb\n\n> 4 incidents and 1 runbook, as of 1 Mar 2026."), "{index}");
    let links: Vec<&str> = index.split("](").skip(1).map(|it| it.split(')').next().unwrap()).collect();
    assert!(10 < links.len());
    for it in links {
        let path = it.strip_prefix("https://kb.example.org/").unwrap();
        assert!(site.has_page(path), "{path}");
    }
    for path in ["services/ledger-service", "tags"] {
        assert!(index.contains(&format!("](https://kb.example.org/{path}/index.md)")), "{path}: {index}");
    }
    let full = site.page("llms-full.txt");
    for part in ["LedgerPoolTimeout", "Stop the reconciliation job.", "A moved bucket"] {
        assert!(full.contains(part), "{part}");
    }
}

/// By hand: a line of a tag has about 60 bytes, so that 20,000 bytes end within the tags and before the severities.
#[test]
fn llms_txt_stays_short_and_says_what_it_leaves_out() {
    let mut site = Site::new();
    for nr in 0..6 {
        let tags: Vec<String> = (0..100).map(|nth| format!("a-tag-with-the-number-{nr}-{nth}")).collect();
        let head = format!(
            "---\nid: INC-2026-000{nr}\ntitle: T\ndate: 2026-01-02\ntags: [{}]\n---\n",
            tags.join(", ")
        );
        site = site.document(&format!("{nr}.md"), &head);
    }
    site.build();
    let index = site.page("llms.txt");
    assert!(index.len() < 30_000, "{}", index.len());
    let n_tags = index.matches("](tags/").count();
    let left_out: usize =
        index.split(" more pages").next().unwrap().rsplit(' ').next().unwrap().parse().unwrap();
    let pages = tree(&site.path("public"));
    let n_pages = pages.iter().filter(|it| it.0.starts_with("tags/") && it.0.ends_with("index.md")).count();
    assert_eq!((n_tags + left_out, 0 < left_out), (n_pages, true), "{n_tags} and {left_out}");
}

#[test]
fn long_full_texts_are_in_parts_that_lose_nothing() {
    let mut site = Site::new();
    for nth in 0..12 {
        let body = format!("Word{nth} ").repeat(5_000);
        site = site.document(
            &format!("{nth}.md"),
            &format!("---\nid: INC-2026-00{nth:02}\ntitle: T{nth}\ndate: 2026-01-02\n---\n{body}\n"),
        );
    }
    site.build();
    let mut all = String::new();
    for (path, bytes) in tree(&site.path("public")) {
        if path.starts_with("llms-full") {
            assert!(bytes.len() < 200_000, "{path}: {}", bytes.len());
            all.push_str(&String::from_utf8(bytes).unwrap());
        }
    }
    assert!((0..12).all(|nth| all.contains(&format!("Word{nth} Word{nth}"))));
    assert!(site.has_page("llms-full-2.txt"));
}

#[test]
fn a_full_text_that_ends_before_the_oldest_incident_says_so() {
    let mut site = Site::new();
    for nth in 0..125 {
        let head = format!("---\nid: INC-2026-0{nth:03}\ntitle: T{nth}\ndate: 2026-01-02\n---\n");
        site = site.document(&format!("{nth}.md"), &format!("{head}Word{nth} failed.\n"));
    }
    site.build();
    let full: String = tree(&site.path("public"))
        .into_iter()
        .filter(|(path, _)| path.starts_with("llms-full"))
        .map(|(_, bytes)| String::from_utf8(bytes).unwrap())
        .collect();
    assert!(full.contains("the latest 120 of 125 incidents"), "{}", &full[..400]);
    assert!(full.contains("Word124 failed") && !full.contains("Word2 failed"));
    assert!(site.page("incidents/inc-2026-0002/index.md").contains("Word2 failed"));
}

#[test]
fn skills_have_a_name_a_use_and_their_evidence() {
    let site = site();
    let run = site.run(&["export", "--format", "skills", "-o", "skills"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let skills = tree(&site.path("skills"));
    let names: BTreeSet<&str> = skills.iter().map(|it| it.0.split('/').next().unwrap()).collect();
    assert_eq!(names, BTreeSet::from(["failure-capacity-pool-ledger-service", "runbook-ledger-pool"]));
    for (path, bytes) in &skills {
        let text = std::str::from_utf8(bytes).unwrap();
        let head = text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap().0;
        let facts: std::collections::BTreeMap<String, String> =
            afterword::inside::yaml::read(&format!("{head}\n")).unwrap();
        assert_eq!(format!("{}/SKILL.md", facts["name"]), *path);
        assert!(facts["name"].len() <= 64 && facts["description"].chars().count() <= 1_024);
        assert!(text.contains("## Incidents") && text.contains("INC-2026-0001"), "{text}");
    }
    let runbook = String::from_utf8(skills[1].1.clone()).unwrap();
    assert!(runbook.contains("1. Stop the reconciliation job."), "{runbook}");
    assert_eq!(site.run(&["export", "--format", "skills"]).code, 2);
    assert_eq!(site.run(&["export", "-o", "x"]).code, 2);
}

#[test]
fn nothing_internal_is_in_what_programs_read_of_a_public_site() {
    let site = site();
    let hidden = ["CANARY", "canaryperson", "INC-2026-0007", "INC-2026-0008"];
    assert_eq!(site.run(&["--audience", "public", "build"]).code, 0);
    assert_eq!(site.run(&["--audience", "public", "export", "--format", "skills", "-o", "skills"]).code, 0);
    for folder in ["public", "skills"] {
        for (path, bytes) in tree(&site.path(folder)) {
            let text = String::from_utf8_lossy(&bytes);
            assert!(!hidden.iter().any(|it| text.contains(it)), "{folder}/{path}");
        }
    }
    let answers = call(
        &site.path(""),
        &["--audience", "public", "mcp"],
        &[
            ("seen_before", json!({ "text": "CANARYBODY with LedgerPoolTimeout" , "limit": 20 })),
            ("search", json!({ "query": "LedgerPoolTimeout" })),
            ("get_incident", json!({ "id": "INC-2026-0001" })),
            ("get_incident", json!({ "id": "INC-2026-0005" })),
            ("recurring", json!({})),
            ("overdue", json!({ "limit": 20 })),
            ("runbook_for", json!({ "target": "ledger-service" })),
        ],
    );
    for (nth, it) in answers.iter().enumerate() {
        assert!(!it.is_empty() && !hidden.iter().any(|word| it.contains(word)), "{nth}: {it}");
    }
    // The same questions of the team itself are answered with it.
    let internal = call(&site.path(""), &["mcp"], &[("get_incident", json!({ "id": "INC-2026-0007" }))]);
    assert!(internal[0].contains("CANARYBODY"), "{}", internal[0]);
}

#[test]
fn the_sample_answers_what_its_documents_state() {
    let ask = |name: &str, arguments: Value| (name.to_owned(), arguments);
    let known = [
        (ask("seen_before", json!({ "text": "支付 连接池 120/120 耗尽" })), "INC-2026-0009"),
        (ask("search", json!({ "query": "cause:capacity/pool service:payment-service" })), "INC-2026-0001"),
        (ask("get_incident", json!({ "id": "INC-2026-0009" })), "INC-2026-0001"),
        (ask("recurring", json!({ "service": "payment-service" })), "INC-2026-0009"),
        (ask("overdue", json!({ "team": "payments" })), "INC-2026-0001/A3"),
    ];
    for ((name, arguments), expected) in known {
        let message = json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": { "name": name, "arguments": arguments } });
        let answers = talk(repository(), &["mcp"], &[message]);
        let text = answers[0]["result"]["content"][0]["text"].as_str().unwrap();
        assert!(text.contains(expected), "{name}: {text}");
    }
}
