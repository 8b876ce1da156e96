//! `privacy.people`: no name in any byte of what is made, and no site at all where that is not certain.

use crate::support::{Run, Site, tree};

const NAMES: [&str; 9] =
    ["zhangwei", "Zhangwei", "周敏", "%E5%91%A8%E6%95%8F", "Quillon", "quillon", "brix", "Brix", "吴桐"];

const INCIDENT: &str = r#"---
id: INC-2026-0001
title: Quillon's change to the pool
date: 2026-01-10
published: 2026-01-11
severity: P1
services: [auth]
teams: [platform]
authors: ["Mara Quillon <m.quillon@corp.example>", 周敏]
roles: { incident_commander: "@zhangwei" }
action_items:
  - { id: A1, task: "Ask @zhangwei for the limits", owner: "@brix", due: 2026-01-20, status: open }
  - { id: A2, task: "给周敏演示", owner: "周敏、@brix", due: 2026-02-20, status: open }
  - { id: A3, task: "Team's own", owner: SRE, due: 2026-02-20, status: open }
---

**参会人**: 吴桐, @zhangwei

## Timeline

| Time | Event |
| --- | --- |
| 10:00 | Zhangwei pages brix，周敏确认 |
| 10:20 | 由吴桐回滚 `git revert --author=brix` |

See [the notes](notes-quillon.md), [the log](log.txt), [the graph](graph.png), [her wiki](https://wiki.example/%E5%91%A8%E6%95%8F) and
https://git.example/zhangwei/pool. <span title="brix">x</span>

```
ERROR login of zhangwei failed (user_brix)
```
"#;

fn site(privacy: &str, language: &str) -> Site {
    let config = format!(
        "site: {{ title: Kb, language: {language}, base_url: 'https://kb.example.org/' }}\nprivacy: {privacy}\n"
    );
    Site::new()
        .file("afterword.yaml", &config)
        .document("brix/2026-quillon.md", INCIDENT)
        .document("brix/notes-quillon.md", "# Notes of Mara Quillon\n\nBy @brix.\n")
        .document("brix/log.txt", "zhangwei logged in\n")
        .document("brix/graph.png", "no name in here\n")
        .document("actions.yml", "INC-2026-0001/A2: { status: in-progress, note: 周敏 said so }\n")
}

const KEY: &str = "{ people: pseudonyms, pseudonym_key: 'correct horse battery' }";

#[track_caller]
fn check_no_name(text: &str, whence: &str) {
    for name in NAMES {
        let place = text.find(name).map(|at| text[..at].chars().count());
        let around = place.map(|at| text.chars().skip(at.saturating_sub(60)).take(120).collect::<String>());
        assert!(around.is_none(), "`{name}` in {whence}: {}", around.unwrap_or_default());
    }
}

#[test]
fn no_name_is_in_any_byte_of_the_output_folder() {
    for (privacy, language) in [("{ people: hidden }", "en"), ("{ people: hidden }", "zh-CN"), (KEY, "en")] {
        let site = site(privacy, language);
        let run = site.run(&["build"]);
        assert!(run.code <= 1, "{}", run.stderr);
        check_no_name(&run.stderr, "the messages of the build");
        let files = tree(&site.path("public"));
        assert!(30 < files.len());
        for (path, bytes) in &files {
            check_no_name(path, "a path");
            check_no_name(&String::from_utf8_lossy(bytes), path);
        }
        assert!(site.page("incidents/inc-2026-0001/index.html").contains("SRE"), "a role is nobody's name");
    }
}

#[test]
fn no_name_is_printed() {
    let site = site(KEY, "en");
    let mut commands =
        vec![vec!["search", "pool"], vec!["search", "zhangwei", "--json"], vec!["similar", "INC-2026-0001"]];
    for format in ["table", "json", "csv", "markdown", "ics"] {
        commands.push(vec!["actions", "--format", format]);
    }
    for format in ["json", "ndjson", "csv", "sqlite", "quickwit"] {
        commands.push(vec!["export", "--format", format]);
    }
    for command in commands {
        let run = site.run(&command);
        assert_eq!(run.code, 0, "{command:?}: {}", run.stderr);
        assert!(!run.stdout.is_empty(), "{command:?} prints something");
        let shown = run.stdout.replace("zhangwei\",", "");
        check_no_name(if command[0] == "search" { &shown } else { &run.stdout }, &command.join(" "));
    }
}

#[test]
fn a_pseudonym_is_stable_and_joins_what_one_person_does() {
    let owners = |site: &Site| -> Vec<String> {
        let exported = site.export();
        let items = exported["action_items"].as_array().unwrap();
        items.iter().map(|it| it["owner"].as_str().unwrap().to_owned()).collect()
    };
    let first = owners(&site(KEY, "en"));
    assert_eq!(first, owners(&site(KEY, "zh-CN")), "whatever the language");
    assert!(first[0].starts_with("@person-") && first[2] == "SRE", "{first:?}");
    assert!(first[1].contains(first[0].trim_start_matches('@')), "{first:?}");
    let other = KEY.replace("correct horse", "another horse");
    assert_ne!(first[0], owners(&site(&other, "en"))[0]);
}

#[test]
fn numbers_are_those_of_the_site_with_names() {
    let with_names = site("{ people: names }", "en").export();
    for privacy in ["{ people: hidden }", KEY] {
        let without = site(privacy, "en").export();
        assert_eq!(with_names["trends"]["quarters"], without["trends"]["quarters"]);
        assert_eq!(with_names["trends"]["overdue"]["count"], without["trends"]["overdue"]["count"]);
        assert_eq!(with_names["incidents"][0]["milestones"], without["incidents"][0]["milestones"]);
    }
}

#[test]
fn a_setting_that_is_not_clear_builds_nothing() {
    let refused = |privacy: &str| -> Run {
        let site = site(privacy, "en");
        let run = site.run(&["build"]);
        assert_eq!(run.code, 2, "{privacy}: {}", run.stderr);
        assert!(!site.has_page("index.html"), "{privacy}");
        run
    };
    assert!(refused("{ people: pseudonym }").stderr.contains("`names`, `pseudonyms` or `hidden`"));
    assert!(refused("{ people: pseudonyms }").stderr.contains("AFTERWORD_PSEUDONYM_KEY"));
    assert!(refused("{ people: pseudonyms, pseudonym_key: short }").stderr.contains("16 characters"));
    refused("{ people: hidden, owner_pages: true }");
    refused("{ poeple: hidden }");
    refused("{ redact: true }");
}

#[test]
fn owners_have_pages_only_where_the_site_asks_for_them() {
    let page = "owners/brix/index.html";
    let without = site("{}", "en");
    without.build();
    assert!(!without.has_page(page));
    let with = site("{ owner_pages: true }", "en");
    with.build();
    assert!(with.page(page).contains("1 thing left to do"));
    assert!(with.page("actions/index.html").contains(r#"href="../owners/brix/index.html""#));
}

#[test]
fn authors_see_their_own_words_in_check() {
    let run = site(KEY, "en").run(&["check", "--format", "json"]);
    assert!(!run.stdout.contains("person-"), "{}", run.stdout);
}
