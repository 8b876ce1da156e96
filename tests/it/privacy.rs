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
        .document("brix/graph.png", "GIF89a no name in here\n")
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
    // `similar` has something to say only where there is another incident.
    let again = INCIDENT.replace("INC-2026-0001", "INC-2026-0002").replace("2026-01-1", "2026-02-1");
    let site = site(KEY, "en").document("brix/2026-again.md", &again);
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
}

#[test]
fn owners_have_pages_only_where_the_site_asks_for_them() {
    let page = "owners/brix/index.html";
    let without = site("{}", "en");
    without.build();
    assert!(!without.has_page(page));
    let with = site("{ owner_pages: true }", "en");
    with.build();
    assert!(with.page(page).contains("1 action item to do"));
    assert!(with.page("actions/index.html").contains(r#"href="../owners/brix/index.html""#));
}

#[test]
fn authors_see_their_own_words_in_check() {
    let run = site(KEY, "en").run(&["check", "--format", "json"]);
    assert!(!run.stdout.contains("person-"), "{}", run.stdout);
}

/// People whom documents without front matter state, in every place and form.
const STATED: [&str; 30] = [
    "Quillon",
    "Okonjo",
    "Petrakis",
    "Vasquez",
    "Lindqvist",
    "Oyelaran",
    "Brzezinski",
    "Tanizaki",
    "Moreau",
    "Haddad",
    "Kowalczyk",
    "Ferreira",
    "Nakashima",
    "Delacroix",
    "Abernathy",
    "Castellanos",
    "Dubrovnik",
    "Eisenhardt",
    "Fitzwilliam",
    "Garibaldi",
    "zofia.kral",
    "nnamdi_o",
    "欧阳明月",
    "司徒小雨",
    "上官文静",
    "诸葛长空",
    "慕容青山",
    "José",
    "Zoë",
    "Márquez",
];

const LABELS: &str = "# Checkout refuses orders\n\n\
    **Severity**: P1\n**Date**: 2026-01-10\n**Incident Commander**: Mara Quillon\n**Scribe:** Ify Okonjo (remote)\n\
    **Authors**: Nikos Petrakis, Lucia Vasquez & Sven Lindqvist\n**On-call**: Tunde Oyelaran\n\n\
    > **Comms lead**: Ewa Brz&#101;zinski\n\n\
    Brzezinski called **Tani**zaki; Tunde Oye<b>laran</b> and MOREAU looked on. See [notes](https://wiki.example/Hadd%61d).\n\n\
    ## Attendees\n\n- Junko Tanizaki – database\n- Claire Moreau (network)\n- @zofia.kral\n* Rami Haddad\n\n\
    ## Timeline\n\n| Time | Event |\n|---|---|\n| 10:00 | zofia.kral restarts the pool, Okonjo agrees |\n\n\
    ## Action items\n\n- [ ] Limit the pool (owner: Jan Kowalczyk, due: 2026-02-01)\n- [ ] Add an alert, Owner: Ana Ferreira\n\
    - [ ] Ask Kowalczyk for the limits, assigned to: Ken Nakashima\n";

const TABLES: &str = "# Login is slow\n\n| Field | Value |\n|---|---|\n| Severity | P2 |\n| Date | 2026-01-12 |\n\
    | Incident lead | Aline Delacroix |\n| Responders | Ruth Abernathy, Luis Castellanos |\n\n\
    | Task | Assignee |\n|---|---|\n| Warm the cache | Ivo Dubrovnik |\n| Read the log | @nnamdi_o |\n\n\
    Reported by: Greta Eisenhardt; reviewed by a friend. Reviewers: Hugo Fitzwilliam and Carla Garibaldi.\n\n\
    Participants:\n\n- Jose\u{301} Ruiz\n- Zoe\u{308} Ito\n- Rosa M&aacute;rquez\n\n\
    José, Zoë and Ma\u{301}rquez said so; nnamdi_o and Delacroix too.\n";

const CHINESE: &str = "# 登录超时\n\n**故障级别**：P2\n**日期**：2026-01-14\n**负责人**：欧阳明月、司徒小雨（运维）\n\
    **值班人员**：上官**文静**\n\n## 参会人员\n\n- 诸葛长空\n- 慕容青山（网络）\n\n## 经过\n\n\
    由欧阳**明月**回滚，司徒&#23567;雨确认，诸葛长空、上官文静与慕容青山在场。\n";

#[test]
fn everybody_whom_a_document_without_front_matter_states_is_hidden() {
    for audience in ["internal", "public"] {
        let config = format!("site: {{ audience: {audience} }}\nprivacy: {{ people: hidden }}\n");
        let site = Site::new()
            .file("afterword.yaml", &config)
            .document("labels.md", LABELS)
            .document("tables.md", TABLES)
            .document("chinese.md", CHINESE);
        let run = site.run(&["build"]);
        assert!(run.code <= 1, "{}", run.stderr);
        let mut made = vec![("messages".to_owned(), run.stderr)];
        for (path, bytes) in tree(&site.path("public")) {
            made.push((path, String::from_utf8_lossy(&bytes).into_owned()));
        }
        assert!(30 < made.len());
        for format in ["json", "ndjson", "csv", "sqlite", "quickwit"] {
            made.push((format.to_owned(), site.run(&["export", "--format", format]).stdout));
        }
        made.push(("report".to_owned(), site.run(&["report"]).stdout));
        made.push(("search".to_owned(), site.run(&["search", "pool", "--json"]).stdout));
        let mut readable = std::collections::BTreeSet::new();
        for (whence, text) in &made {
            let folded = text.to_lowercase();
            for name in STATED {
                if folded.contains(&name.to_lowercase()) {
                    readable.insert(format!("{name} in {whence}"));
                }
            }
        }
        assert!(readable.is_empty(), "{audience}: {readable:#?}");
        assert!(site.page("index.html").contains("Checkout refuses orders"), "the site is there");
    }
}

#[test]
fn a_public_build_lists_what_it_is_not_sure_of() {
    let text = "# Login is slow\n\n**Severity**: P2\n**Date**: 2026-01-12\n\nAsk @zofia or rami@x.example. `@Override` is code.\n\n![Graph](graph.png)\n";
    let run = |audience: &str| {
        let config = format!("site: {{ audience: {audience} }}\nprivacy: {{ people: hidden }}\n");
        let site = Site::new().file("afterword.yaml", &config).document("a.md", text);
        let site = site
            .document("graph.png", "GIF89a\u{1}\0\u{1}\0\0\0\0,\0\0\0\0\u{1}\0\u{1}\0\0\u{2}\u{2}D\u{1}\0;");
        site.run(&["build"]).stderr
    };
    let public = run("public");
    assert!(public.contains("AW733") && public.contains("`@zofia`, `rami@x.example`"), "{public}");
    assert!(
        public.contains("`graph.png` cannot be searched for names") && !public.contains("Override"),
        "{public}"
    );
    assert!(!run("internal").contains("AW733"));
}

#[test]
fn pictures_on_a_public_site_say_no_more_than_they_show() {
    let picture =
        "GIF89a\u{1}\0\u{1}\0\0\0\0!\u{1}\u{8}/home/an\0,\0\0\0\0\u{1}\0\u{1}\0\0\u{2}\u{2}D\u{1}\0;";
    let files = |audience: &str| -> Vec<String> {
        let site = Site::new()
            .file("afterword.yaml", &format!("site: {{ audience: {audience} }}\n"))
            .document(
                "a.md",
                "# Login is slow\n\n**Severity**: P2\n\n![Graph](graph.gif) [logs](logs.zip) [more](a.log)\n",
            )
            .document("graph.gif", picture)
            .document("a.log", "10:00 error\n")
            .document("logs.zip", "PK hardly an archive");
        site.run(&["build"]);
        let found = tree(&site.path("public")).into_iter().filter(|it| it.0.starts_with("files/"));
        found
            .map(|it| format!("{} {}", it.0.split_once('-').unwrap().1, String::from_utf8_lossy(&it.1)))
            .collect()
    };
    let of = |all: &[String], name: &str| all.iter().any(|it| it.starts_with(name));
    let (internal, public) = (files("internal"), files("public"));
    assert!(internal.iter().any(|it| it.contains("/home/an")) && of(&internal, "logs.zip"), "{internal:?}");
    assert!(!public.iter().any(|it| it.contains("/home/an")) && of(&public, "graph.gif"), "{public:?}");
    assert!(!of(&public, "logs.zip") && of(&public, "a.log.txt"), "{public:?}");
}
