//! Stated and suggested: a guess is shown as one, and is not a fact anywhere.

use std::fs;

use serde_json::{Value, json};

use crate::support::Site;

const HINTS: &str = "\
# Checkout slow

**Severity**: P1
**Date**: 2026-01-23
**Services**: checkout

## Timeline

- 14:20 alert fired for slow answers, perhaps of another shop
- 14:32 looking at the pool
- 15:10 pool doubled, fixed

## Root cause

A pool.

## Lessons learned

- Watch the pool.
";

#[test]
fn what_is_only_suggested_is_beside_the_facts_with_its_evidence() {
    let incident = Site::new().document("incidents/slow.md", HINTS).incident();
    let suggested = incident["suggested"].as_object().unwrap();
    assert!(!suggested.is_empty(), "nothing is suggested");
    for (path, all) in suggested {
        match path.strip_prefix("milestones.") {
            Some(milestone) => {
                assert_eq!(incident["milestones"][milestone], Value::Null, "{path} is a fact too");
            }
            None => assert_eq!(incident[path], json!([]), "{path} is a fact too"),
        }
        assert_eq!(incident["provenance"][path]["certainty"], "suggested");
        for it in all.as_array().unwrap() {
            let evidence = &it["evidence"];
            let line = usize::try_from(evidence["line"].as_u64().unwrap()).unwrap();
            let words = evidence["text"].as_str().unwrap();
            assert!(HINTS.lines().nth(line - 1).unwrap().contains(words), "{it}");
            assert_eq!(evidence["path"], "incidents/slow.md");
            assert!((0.0..=1.0).contains(&it["score"].as_f64().unwrap()), "{it}");
        }
    }
    assert_eq!(incident["provenance"]["severity"]["certainty"], "stated");
    let durations = incident["durations"].as_object().unwrap();
    assert!(durations.values().all(|it| *it == Value::Null), "{durations:?}");
}

#[test]
fn the_page_shows_a_suggestion_as_one() {
    let site = Site::new().document("incidents/slow.md", HINTS);
    site.build();
    let page = site.page("incidents/slow/index.html");
    let (before, section) = page.split_once("id=\"aw-suggested\"").unwrap();
    assert!(
        section.split("</section>").next().unwrap().contains("alert fired for slow answers"),
        "{section}"
    );
    let (facts, rest) = before.split_once("<article class=\"document\"").unwrap();
    let (_, behind) = rest.split_once("</article>").unwrap();
    for part in [facts, behind] {
        assert!(!part.contains("14:20") && !part.contains("15:10"), "a guess among the facts");
    }
}

#[test]
fn adopt_writes_a_suggestion_only_when_asked_and_says_so() {
    let site = Site::new().document("incidents/slow.md", HINTS);
    let plain = site.run(&["adopt", "content"]).stdout;
    assert!(plain.contains("+severity: P1") && !plain.contains("suggested"), "{plain}");
    let run = site.run(&["adopt", "--write", "--suggested", "content"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let written = fs::read_to_string(site.path("content/incidents/slow.md")).unwrap();
    let guesses: Vec<&str> = written.lines().filter(|it| it.contains(" # suggested by line ")).collect();
    assert!(!guesses.is_empty(), "{written}");
    for guess in guesses {
        let (line, words) = guess.split_once(" # suggested by line ").unwrap().1.split_once(": ").unwrap();
        let line: usize = line.parse().unwrap();
        assert!(written.lines().nth(line - 1).unwrap().contains(words.trim_end_matches('…')), "{guess}");
    }
    let left = site.incident()["suggested"].clone();
    // A guess that needs the whole collection is not of one document, and so not written into it.
    assert!(left.as_object().unwrap().keys().all(|it| it == "causes"), "{left}");
}

/// A report without front matter.
fn report(title: &str, day: &str, cause: &str) -> String {
    format!(
        "# {title}\n\n**Severity**: P2\n**Date**: {day}\n\n## Summary\n\nPeople had to wait.\n\n## Root cause\n\n{cause}\n\n\
         ## Action items\n\n- [ ] Think about it\n"
    )
}

/// Values that are suggested for a field of each incident, by id.
fn proposed(site: &Site, field: &str) -> Vec<(String, Vec<String>)> {
    let exported = site.export();
    let of = |it: &Value| {
        let all = it["suggested"][field].as_array().cloned().unwrap_or_default();
        let values = all.iter().map(|it| it["value"].as_str().unwrap().to_owned()).collect();
        (it["title"].as_str().unwrap().to_owned(), values)
    };
    exported["incidents"].as_array().unwrap().iter().map(of).collect()
}

#[test]
fn causes_are_proposed_with_the_line_that_names_them_and_are_in_no_count() {
    let site = Site::new()
        .document(
            "incidents/a.md",
            &report("Gate closed", "2026-01-02", "The certificate of the gate had expired."),
        )
        .document("incidents/b.md", &report("Orders lost", "2026-02-02", "连接池被误改为 10，很快打满。"))
        .document("incidents/c.md", &report("Night job late", "2026-03-02", "二つの処理がデッドロックした。"))
        .document("incidents/d.md", &report("Tea cold", "2026-04-02", "Nobody was there."));
    let found = proposed(&site, "causes");
    let first = |title: &str| {
        let of = found.iter().find(|it| it.0 == title).unwrap();
        of.1.first().cloned().unwrap_or_default()
    };
    assert_eq!(first("Gate closed"), "time/expiry", "{found:?}");
    let orders = &found.iter().find(|it| it.0 == "Orders lost").unwrap().1;
    assert!(["capacity/pool", "config/value"].iter().all(|it| orders.iter().any(|id| id == it)), "{found:?}");
    assert_eq!(first("Night job late"), "code/concurrency", "{found:?}");
    assert_eq!(first("Tea cold"), "", "{found:?}");
    assert!(found.iter().all(|it| it.1.len() <= 3), "{found:?}");
    let exported = site.export();
    assert!(exported["incidents"].as_array().unwrap().iter().all(|it| it["causes"] == json!([])));
    let line = &exported["incidents"][0]["suggested"]["causes"][0]["evidence"];
    assert_eq!(line["text"], "The certificate of the gate had expired.", "{line}");
}

#[test]
fn a_service_that_others_state_is_proposed_where_the_title_names_it() {
    let stated = report("Gate closed", "2026-01-02", "Rust.")
        .replace("**Date**", "**Services**: turnstile-api\n**Date**");
    let site = Site::new()
        .document("incidents/a.md", &stated)
        .document("incidents/b.md", &report("Turnstile API slow again", "2026-02-02", "More rust."))
        .document("incidents/c.md", &report("All doors locked", "2026-03-02", "A key broke."));
    let found = proposed(&site, "services");
    let of = |title: &str| found.iter().find(|it| it.0 == title).unwrap().1.clone();
    assert_eq!(of("Turnstile API slow again"), ["turnstile-api"]);
    assert_eq!((of("Gate closed"), of("All doors locked")), (Vec::<String>::new(), Vec::new()));
}

#[test]
fn a_service_is_proposed_by_how_the_collection_writes_its_name_and_by_what_the_title_is_about() {
    let with = |title: &str, day: &str, summary: &str, cause: &str| {
        report(title, day, cause).replace("People had to wait.", summary)
    };
    let site = Site::new()
        .document(
            "incidents/a.md",
            &with(
                "Harbourmaster outage",
                "2026-01-02",
                "Nobody could reach Harbourmaster. The Harbourmaster pages were empty.",
                "A disk of the Harbourmaster was full.",
            ),
        )
        .document(
            "incidents/b.md",
            &with(
                "Tickets rejected for an hour",
                "2026-02-02",
                "The Harbourmaster answered slowly, and Harbourmaster tickets were rejected.",
                "A query of the Harbourmaster waited for a lock.",
            ),
        )
        .document(
            "incidents/c.md",
            &with(
                "Positions not sent to Beacon",
                "2026-03-02",
                "Positions did not arrive at Beacon. The copies of Beacon were old.",
                "A key for Beacon was wrong.",
            ),
        )
        .document(
            "incidents/d.md",
            &with(
                "Berth planners slow",
                "2026-04-02",
                "Plans were late.",
                "The `berth-planner` had no memory. A second `berth-planner` did not start.",
            ),
        );
    let found = proposed(&site, "services");
    let of = |title: &str| found.iter().find(|it| it.0 == title).unwrap().1.clone();
    assert_eq!(of("Harbourmaster outage"), ["Harbourmaster"]);
    assert_eq!(of("Tickets rejected for an hour"), ["Harbourmaster"], "it is in the text only");
    assert_eq!(of("Positions not sent to Beacon"), Vec::<String>::new(), "it only took part");
    assert_eq!(of("Berth planners slow"), ["berth-planner"], "two words are one name");
    let exported = site.export();
    let second = exported["incidents"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["title"] == "Tickets rejected for an hour");
    let line = &second.unwrap()["suggested"]["services"][0]["evidence"]["text"];
    assert!(line.as_str().unwrap().starts_with("The Harbourmaster answered slowly"), "{line}");
}

#[test]
fn a_bare_category_is_a_guess_at_the_cause_and_one_of_causes_is_a_statement() {
    let with = |label: &str| {
        let text = report("Gate closed", "2026-01-02", "Rust.")
            .replace("**Date**", &format!("**{label}**: Kubernetes\n**Date**"));
        Site::new().document("incidents/a.md", &text).incident()
    };
    let guessed = with("Category");
    assert_eq!(
        (&guessed["causes"], &guessed["suggested"]["causes"][0]["value"]),
        (&json!([]), &json!("infra/platform"))
    );
    assert_eq!(with("Root cause category")["causes"], json!(["infra/platform"]));
}

#[test]
fn what_watches_a_system_and_a_proxy_of_something_else_are_not_the_service() {
    let site = Site::new()
        .document("incidents/a.md", &report("Kafka metrics missing from the board", "2026-01-02", "Rust."))
        .document("incidents/b.md", &report("Pier bridge load testing proxy was open", "2026-02-02", "Rust."))
        .document("incidents/c.md", &report("Kafka down", "2026-03-02", "Rust."))
        .document("incidents/d.md", &report("kubectl logs unavailable", "2026-04-02", "Rust."));
    let found = proposed(&site, "services");
    let of = |title: &str| found.iter().find(|it| it.0 == title).unwrap().1.clone();
    assert_eq!(of("Kafka metrics missing from the board"), Vec::<String>::new());
    assert_eq!(of("Pier bridge load testing proxy was open"), Vec::<String>::new());
    assert_eq!(of("kubectl logs unavailable"), Vec::<String>::new());
    assert_eq!(of("Kafka down"), ["Kafka"]);
}

#[test]
fn a_phrase_about_a_service_is_the_service_that_other_documents_state_by_itself() {
    let with = |title: &str, day: &str, services: &str| {
        format!("---\nservices: [{services}]\n---\n\n{}", report(title, day, "Rust."))
    };
    let site = Site::new()
        .document(
            "incidents/a.md",
            &with("Gate one", "2026-01-02", "repo.pier.org, ldap.pier.org, mail-sender, nothing"),
        )
        .document(
            "incidents/b.md",
            &with("Gate two", "2026-02-02", "login repo.pier.org (UI), ldap, web.pier.org (from the cache)"),
        )
        .document("incidents/c.md", &with("Gate three", "2026-03-02", "web.pier.org/files, mail-sender Push"))
        .document(
            "incidents/d.md",
            &with("Gate four", "2026-04-02", "mirror of repo.pier.org, web.pier.org"),
        );
    let exported = site.export();
    let of = |title: &str| {
        let all = exported["incidents"].as_array().unwrap();
        all.iter().find(|it| it["title"] == title).unwrap()["services"].clone()
    };
    assert_eq!(of("Gate one"), json!(["repo.pier.org", "ldap.pier.org", "mail-sender"]));
    assert_eq!(of("Gate two"), json!(["repo.pier.org", "ldap.pier.org", "web.pier.org"]));
    assert_eq!(of("Gate three"), json!(["web.pier.org", "mail-sender"]));
    assert_eq!(of("Gate four"), json!(["mirror of repo.pier.org", "web.pier.org"]));
}
