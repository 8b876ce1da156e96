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
        let milestone = path.strip_prefix("milestones.").unwrap_or_else(|| panic!("{path}"));
        assert_eq!(incident["milestones"][milestone], Value::Null, "{path} is a fact too");
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
    let (_, section) = page.split_once("id=\"aw-suggested\"").unwrap();
    assert!(
        section.split("</section>").next().unwrap().contains("alert fired for slow answers"),
        "{section}"
    );
    let (facts, _) = page.split_once("class=\"with-toc\"").unwrap();
    assert!(!facts.contains("14:20") && !facts.contains("15:10"), "a guess among the facts");
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
    assert_eq!(site.incident()["suggested"], json!({}));
}
