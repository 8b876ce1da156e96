//! Links between documents, both ways, and what they lead to.

use serde_json::json;

use crate::support::Site;

fn incident(id: &str, more: &str, body: &str) -> String {
    format!("---\nid: {id}\ntitle: About {id}\ndate: 2026-01-10\nseverity: P1\n{more}---\n{body}\n")
}

#[test]
fn a_known_id_in_a_text_becomes_a_link_and_a_link_back() {
    let site = Site::new()
        .document("a.md", &incident("INC-2026-0001", "", "见INC-2026-0002的复盘. In code: `INC-2026-0002`."))
        .document("b.md", &incident("INC-2026-0002", "", "Text."));
    let incidents = site.export()["incidents"].clone();
    assert_eq!(incidents[0]["mentions"], json!(["INC-2026-0002"]));
    assert_eq!(incidents[1]["mentioned_by"], json!(["INC-2026-0001"]));
    site.build();
    let page = site.page("incidents/inc-2026-0001/index.html");
    assert!(
        page.contains(r#"见<a class="mention" href="../inc-2026-0002/index.html">INC-2026-0002</a>的复盘"#),
        "{page}"
    );
    assert!(page.contains("<code>INC-2026-0002</code>"));
}

#[test]
fn links_to_markdown_files_lead_to_their_pages() {
    let site = Site::new()
        .document(
            "2026/a.md",
            &incident("INC-2026-0001", "", "See [the runbook](../runbooks/pool.md#steps) and [b](b.md)."),
        )
        .document("2026/b.md", &incident("INC-2026-0002", "", "Text."))
        .document("runbooks/pool.md", "---\nkind: runbook\ntitle: Pool\n---\n## Steps\n\nText.\n");
    site.build();
    let page = site.page("incidents/inc-2026-0001/index.html");
    assert!(page.contains(r#"href="../../runbooks/pool/index.html#steps""#), "{page}");
    assert!(page.contains(r#"href="../inc-2026-0002/index.html""#));
    let exported = site.export();
    assert_eq!(exported["incidents"][0]["runbooks"], json!(["pool"]));
    assert_eq!(exported["runbooks"][0]["used_by"], json!(["INC-2026-0001"]));
}

#[test]
fn a_link_that_leads_nowhere_is_named_and_its_text_stays() {
    let site = Site::new().document("a.md", &incident("INC-2026-0001", "", "See [the notes](notes.md)."));
    let run = site.build();
    assert_eq!(run.codes(), ["AW507"]);
    assert!(run.stderr.contains("a.md:7:5"), "{}", run.stderr);
    assert!(site.page("incidents/inc-2026-0001/index.html").contains("See the notes."));
}

#[test]
fn only_files_that_a_page_links_to_are_published() {
    let site = Site::new()
        .document(
            "a.md",
            &incident("INC-2026-0001", "", "![graph](img/graph.png) and [up](../../secret.txt)"),
        )
        .document("img/graph.png", "GIF89a hardly a picture")
        .document("img/other.png", "unreferenced")
        .file("secret.txt", "outside");
    let run = site.build();
    assert_eq!(run.codes(), ["AW507"]);
    let page = site.page("incidents/inc-2026-0001/index.html");
    let start = page.find("../../files/").unwrap();
    let address = &page[start + 6..start + page[start..].find('"').unwrap()];
    assert_eq!(site.page(address), "GIF89a hardly a picture");
    let all: Vec<String> = crate::support::tree(&site.path("public")).into_iter().map(|it| it.0).collect();
    assert_eq!(all.iter().filter(|it| it.starts_with("files/")).count(), 1, "{all:?}");
}

#[test]
fn declared_relations_go_both_ways_and_unknown_ones_are_named() {
    let site = Site::new()
        .document(
            "a.md",
            &incident("INC-2026-0001", "related: [INC-2026-0002, INC-2026-0001, INC-NOPE]\n", "Text."),
        )
        .document("b.md", &incident("INC-2026-0002", "", "Text."));
    let run = site.build();
    assert_eq!(run.codes(), ["AW502", "AW503"]);
    let exported = site.export();
    assert_eq!(exported["incidents"][1]["related"][0]["id"], "INC-2026-0001");
    assert_eq!(exported["incidents"][1]["related"][0]["reasons"], json!(["declared as related"]));
}

#[test]
fn two_documents_with_one_id_are_both_built() {
    let site = Site::new()
        .document("a.md", &incident("INC-2026-0001", "", "First."))
        .document("b.md", &incident("INC-2026-0001", "", "Second."));
    let run = site.run(&["build"]);
    assert_eq!((run.code, run.codes()), (1, vec!["AW501".to_owned()]));
    assert!(run.stderr.contains("b.md:2"), "{}", run.stderr);
    assert!(site.page("incidents/inc-2026-0001/index.html").contains("First."));
    assert!(site.page("incidents/inc-2026-0001-2/index.html").contains("Second."));
}

#[test]
fn files_of_one_name_in_several_folders_are_told_apart_by_their_folders() {
    let text = "# Database is down\n\n**Severity**: P1\n\n## Timeline\n\n- 10:00 alert\n\n## Root cause\n\nDisk full.\n";
    let site = Site::new()
        .document("2026-01-02-db/postmortem.md", text)
        .document("2026-03-04-net/postmortem.md", text)
        .document("redis/outage-of-may.md", text)
        .document("mail/outage-of-may.md", text)
        .document("runbooks/a/failover.md", "# Fail over a\n\n## Steps\n\n1. Look\n")
        .document("runbooks/b/failover.md", "# Fail over b\n\n## Steps\n\n1. Look\n")
        .document("notes.md", "# Notes\n\nText.\n")
        .document("2025/notes.md", "# Notes of 2025\n\nText.\n");
    let run = site.build();
    assert!(!run.codes().contains(&"AW501".to_owned()), "{}", run.stderr);
    let exported = site.export();
    let mut ids: Vec<&str> =
        exported["incidents"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["2026-01-02-db", "2026-03-04-net", "mail-outage-of-may", "redis-outage-of-may"]);
    for (page, title) in [
        ("runbooks/a-failover/index.html", "Fail over a"),
        ("runbooks/b-failover/index.html", "Fail over b"),
        ("pages/notes/index.html", "Notes"),
        ("pages/2025-notes/index.html", "Notes of 2025"),
    ] {
        assert!(site.page(page).contains(&format!("<title>{title} ")), "{page}: {}", site.page(page));
    }
}

#[test]
fn one_service_in_several_spellings_is_one_service() {
    let site = Site::new()
        .file("services.yaml", "services:\n  - { name: auth-service, aliases: [登录服务, auth] }\n")
        .file("afterword.yaml", "services: services.yaml\n")
        .document("a.md", &incident("INC-2026-0001", "services: [登录服务]\n", "Text."))
        .document("b.md", &incident("INC-2026-0002", "services: [AUTH, auth-servcie]\n", "Text."));
    let run = site.build();
    assert_eq!(run.codes(), ["AW510"]);
    assert!(run.stderr.contains("did you mean `auth-service`"), "{}", run.stderr);
    let services = site.export()["services"].clone();
    let auth = services.as_array().unwrap().iter().find(|it| it["name"] == "auth-service").unwrap();
    assert_eq!(auth["incidents"], json!(["INC-2026-0001", "INC-2026-0002"]));
}

#[test]
fn a_cause_that_is_on_no_taxonomy_is_a_category_of_its_own() {
    let site = Site::new()
        .document("a.md", &incident("INC-2026-0001", "causes: [cosmic rays]\n", "Text."))
        .document("b.md", &incident("INC-2026-0002", "causes: [Cosmic Rays, 连接池耗尽]\n", "Text."));
    let run = site.build();
    assert_eq!(run.codes(), ["AW505"], "one finding per cause");
    let exported = site.export();
    assert_eq!(exported["incidents"][1]["causes"], json!(["cosmic-rays", "capacity/pool"]));
    assert!(site.has_page("causes/cosmic-rays/index.html"));
}

#[test]
fn an_old_address_leads_to_the_page() {
    let site = Site::new().document("a.md", &incident("INC-2026-0001", "aliases: [/old/login/]\n", "Text."));
    site.build();
    assert!(site.page("old/login/index.html").contains("../../incidents/inc-2026-0001/index.html"));
}

#[test]
fn tickets_and_commits_lead_where_the_config_says() {
    let config =
        "links: { issue_url: 'https://tracker.example/{id}', commit_url: 'https://git.example/c/{hash}' }\n";
    let text = "---\nid: INC-2026-0001\ntitle: t\ndate: 2026-01-01\nseverity: P1\naction_items:\n  - { task: t, ticket: OPS-12, status: open }\n---\n\nReverted in commit 3f2a9c1; the request 3f2a9c2 was lost.\n";
    let site = Site::new().file("afterword.yaml", config).document("a.md", text);
    site.build();
    let page = site.page("incidents/inc-2026-0001/index.html");
    assert!(page.contains(r#"href="https://tracker.example/OPS-12""#), "{page}");
    assert!(page.contains(r#"href="https://git.example/c/3f2a9c1""#), "{page}");
    assert!(!page.contains("c/3f2a9c2"));
    let wrong = Site::new().file("afterword.yaml", "links: { commit_url: 'https://git.example/' }\n");
    let run = wrong.run(&["build"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("`commit_url` is `https://git.example/`, without a placeholder"),
        "{}",
        run.stderr
    );
}

#[test]
fn ids_in_file_names_look_as_the_config_says() {
    let site = |pattern: &str| {
        Site::new()
            .file("afterword.yaml", &format!("content: {{ id_pattern: '{pattern}' }}\n"))
            .document("OUT-12-logins.md", "---\nseverity: P1\ndate: 2026-01-01\n---\nText.\n")
            .document("b.md", "---\nid: X-1\nseverity: P1\n---\n\nSee OUT-12.\n")
    };
    let exported = site(r"OUT-\d+").export();
    assert_eq!(exported["incidents"][1]["id"], "OUT-12");
    assert_eq!(exported["incidents"][0]["mentions"][0], "OUT-12");
    let run = site("OUT-(").run(&["build"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("invalid regular expression in `id_pattern`"), "{}", run.stderr);
}

#[test]
fn links_without_an_ending_lead_where_site_generators_would_lead_them() {
    let document = |name: &str, links: &str| {
        format!("# Incident: {name}\n\n**Severity**: P2\n**Date**: 2026-01-05\n\n## Root cause\n\n{links}\n")
    };
    let site = Site::new()
        .document("source/incidents/2026-01-05-pool.md", &document("pool full", "A leak."))
        .document(
            "source/incidents/2026-01-06-cache.md",
            &document("cache gone", "As in [the pool](2026-01-05-pool)."),
        )
        .document(
            "source/incidents/index.md",
            "# All\n\n- [Pool](incidents/2026-01-05-pool)\n- [Gone](incidents/2026-01-09-gone)\n",
        );
    let run = site.run(&["check", "--format", "json"]);
    let found: Vec<serde_json::Value> = serde_json::from_str(&run.stdout).unwrap();
    let broken: Vec<&str> =
        found.iter().filter(|it| it["code"] == "AW507").map(|it| it["message"].as_str().unwrap()).collect();
    assert_eq!(broken.len(), 1, "{broken:?}");
    assert!(broken[0].contains("2026-01-09-gone"), "{broken:?}");
}

#[test]
fn a_name_that_is_not_known_is_reported_once_for_each_document() {
    let text = "---\nid: INC-2026-0001\ntitle: Pool\ndate: 2026-01-05\nseverity: P1\n---\n[[ADR-7]], [[ADR-7]] and [[ADR-8]].\n";
    let run = Site::new().document("a.md", text).run(&["check", "--format", "json"]);
    let found: Vec<serde_json::Value> = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(found.iter().filter(|it| it["code"] == "AW502").count(), 2, "{found:?}");
}
