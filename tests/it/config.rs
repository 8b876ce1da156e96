//! The configuration is checked for what it means: each fault is a finding at its value, in every format.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::support::{Site, repository, run_in};

/// An incident with an action item of priority P0, and a runbook.
fn site() -> Site {
    Site::new()
        .document(
            "a.md",
            "---\nid: INC-2026-0001\ntitle: Orders are refused\ndate: 2026-01-12\nseverity: P0\naction_items:\n  - { task: Add an alert, owner: lin, due: 2026-04-01, priority: P0, status: open }\n---\nThe pool was full.\n",
        )
        .document("runbooks/pool.md", "---\nkind: runbook\nid: full-pool\ntitle: The pool is full\n---\n## Steps\n\n1. Look.\n")
}

/// A wrong file: its path, what else the project has, and its text, in which each finding that is expected is marked with
/// its code: `window: «AW007:0d»`.
struct Case(&'static str, &'static [(&'static str, &'static str)], &'static str);

const SERVICES: &[(&str, &str)] = &[("afterword.yaml", "services: services.yaml\n")];
const TAXONOMY: &[(&str, &str)] = &[("afterword.yaml", "taxonomy: taxonomy.yaml\n")];

#[rustfmt::skip]
const CASES: &[Case] = &[
    Case("afterword.yaml", &[], "site: { title: language, language: «AW007:klingon» }\n"),
    Case("afterword.yaml", &[], "site:\n  timezone: «AW007:Mars/Olympus»\n"),
    Case("afterword.yaml", &[], "site: { audience: «AW007:everybody» }\n"),
    Case("afterword.yaml", &[], "site: { as_of: «AW007:2026-02-30» }\n"),
    Case("afterword.yaml", &[], "site: { base_url: «AW007:incidents.example» }\n"),
    Case("afterword.yaml", &[], "site: { «AW007:titel»: x }\n"),
    Case("afterword.yaml", &[], "privacy: { owner_pages: «AW007:perhaps» }\n"),
    Case("afterword.yaml", &[], "content: { roots: [content, «AW007:missing»] }\n"),
    Case("afterword.yaml", &[], "content: { roots: [content, «AW007:../other»] }\n"),
    Case("afterword.yaml", &[], "content:\n  incidents: [\"*.md\", «AW014:outages/**»]\n"),
    Case("afterword.yaml", &[], "content:\n  pages: [«AW014:notes/**»]\n"),
    Case("afterword.yaml", &[], "content:\n  runbooks:\n    - runbooks/**\n    - «AW007:b[c»\n"),
    Case("afterword.yaml", &[], "content: { id_pattern: «AW007:INC(» }\n"),
    Case("afterword.yaml", &[], "severity:\n  - { id: P0, respond: 5m }\n  - { id: P1, respond: «AW007:0m» }\n"),
    Case("afterword.yaml", &[], "severity:\n  - { id: P0 }\n  - { id: P1 }\n  - { id: «AW014:p0» }\n"),
    Case("afterword.yaml", &[], "severity:\n  - { id: P0, aliases: [down] }\n  - { id: P1, aliases: [slow, «AW014:Down»] }\n"),
    Case("afterword.yaml", &[], "targets:\n  - { name: a, severity: [P0, SEV1], detect: 1m }\n  - { name: b, severity: [P1, «AW207:P9»], detect: 1m }\n"),
    Case("afterword.yaml", &[], "targets:\n  - { name: a, severity: [P0], detect: 1m }\n  - { name: b, severity: [P0], detect: «AW007:-5m» }\n"),
    Case("afterword.yaml", &[], "targets:\n  - { name: a, severity: [P0], pairs: [{ from: detected, to: «AW007:resolvd», within: 4h }] }\n"),
    Case("afterword.yaml", &[], "targets:\n  - { name: a, severity: [P0], pairs: [{ from: resolved, to: «AW007:detected», within: 4h }] }\n"),
    Case("afterword.yaml", &[], "targets:\n  - { name: a, severity: [P0], detect: 1m, clock: «AW007:support» }\n"),
    Case("afterword.yaml", &[], "targets:\n  - { name: a, severity: [P0], detect: 1m }\n  - { name: «AW014:a», severity: [P1], detect: 1m }\n"),
    Case("afterword.yaml", &[], "targets:\n  - «AW014:name»: a\n    severity: [P0]\n"),
    Case("afterword.yaml", &[], "actions:\n  policy:\n    - { priority: P0, due_within: 14d }\n    - { priority: P1, due_within: «AW007:0d» }\n"),
    Case("afterword.yaml", &[], "actions:\n  policy:\n    - { priority: P0, due_within: «AW007:36h» }\n"),
    Case("afterword.yaml", &[], "actions:\n  policy:\n    - { priority: P0, due_within: 14d }\n    - { priority: «AW014:P0», due_within: 7d }\n"),
    Case("afterword.yaml", &[], "actions:\n  policy:\n    - { priority: P0, due_within: 14d }\n    - { priority: «AW014:P9», due_within: 7d }\n"),
    Case("afterword.yaml", &[], "trends:\n  recurrence_window: «AW007:0d»\n"),
    Case("afterword.yaml", &[], "labels: { MTTI: acknowledge, MTTF: «AW007:mending» }\n"),
    Case("afterword.yaml", &[], "labels: { MTTI: acknowledge, «AW014:Uptime»: fix }\n"),
    Case("afterword.yaml", &[], "findings: { AW402: off, «AW007:brokn-link»: off }\n"),
    Case("afterword.yaml", &[], "findings: { broken-link: off, AW402: «AW007:loud» }\n"),
    Case("afterword.yaml", &[], "findings: { AW402: info, AW701: «AW007:info» }\n"),
    Case("afterword.yaml", &[], "privacy: { people: «AW007:everyone» }\n"),
    Case("afterword.yaml", &[], "privacy: { people: pseudonyms, pseudonym_key: «AW007:short» }\n"),
    Case("afterword.yaml", &[], "attachments: { extensions: [drawio, «AW007:js»] }\n"),
    Case("afterword.yaml", &[], "calendar:\n  working_hours: 09:00-18:00\n  holidays: [2026-01-01, «AW007:2026-13-01»]\n"),
    Case("afterword.yaml", &[], "calendar:\n  working_hours: { from: \"09:00\", to: «AW007:8 o'clock» }\n"),
    Case("afterword.yaml", &[], "calendar:\n  working_hours: { days: [mon, «AW007:xyz»], from: \"09:00\", to: \"18:00\" }\n"),
    Case("afterword.yaml", &[], "calendar: { fiscal_year_start: «AW007:13» }\n"),
    Case("afterword.yaml", &[], "search: { max_files: «AW007:3» }\n"),
    Case("afterword.yaml", &[], "links: { edit_url: «AW007:https://git.example.com/edit» }\n"),
    Case("afterword.yaml", &[], "taxonomy: «AW007:nowhere.yaml»\n"),
    Case("services.yaml", SERVICES, "services:\n  - { name: cart }\n  - { name: «AW014:Cart» }\n"),
    Case("services.yaml", SERVICES, "services:\n  - { name: cart, aliases: [basket] }\n  - { name: till, aliases: [cash, «AW014:basket»] }\n"),
    Case("services.yaml", SERVICES, "services:\n  - { name: cart, aliases: [basket, basket-service, «AW014:basket»] }\n"),
    Case("services.yaml", SERVICES, "services:\n  - { name: cart, depends_on: [till, «AW510:tilll»] }\n  - { name: till }\n"),
    Case("services.yaml", SERVICES, "services:\n  - { name: cart, depends_on: [«AW014:cart»] }\n"),
    Case("services.yaml", SERVICES, "services:\n  - { name: cart, runbooks: [full-pool, «AW502:ful-pool»] }\n"),
    Case("services.yaml", SERVICES, "services:\n  - { name: cart, team: payments }\n  - { name: till, team: payments }\n  - { name: desk, team: «AW014:paymnets» }\n"),
    Case("services.yaml", SERVICES, "services:\n  - { name: cart }\n  - { name: «AW007:\"\"» }\n"),
    Case("taxonomy.yaml", TAXONOMY, "cause:\n  - { id: pool }\n  - { id: disk }\n  - { id: «AW014:pool» }\n"),
    Case("taxonomy.yaml", TAXONOMY, "cause:\n  - { id: pool, aliases: [full] }\n  - { id: disk, aliases: [«AW014:full»] }\n"),
    Case("taxonomy.yaml", TAXONOMY, "cause:\n  - id: pool\n    children: [{ id: pool/size }, { id: «AW007:size» }]\n"),
    Case("content/overrides.yml", &[], "INC-2026-0001: { severity: P1 }\n«AW021:INC-2026-0009»: { severity: P1 }\n"),
];

#[test]
fn a_wrong_setting_is_one_finding_at_its_value() {
    assert!(20 < CASES.len());
    let mut messages = BTreeSet::new();
    for Case(path, others, marked) in CASES {
        let (text, expected) = unmarked(marked);
        let mut site = site().file(path, &text);
        for (path, text) in *others {
            site = site.file(path, text);
        }
        let run = site.run(&["check", "--format", "json"]);
        let found = of_settings(&run.stdout);
        let places: Vec<(String, usize, usize)> = found.iter().map(place).collect();
        assert_eq!(places, expected, "{text}\n{}\n{}", run.stdout, run.stderr);
        for it in &found {
            assert!(path.ends_with(it["path"].as_str().unwrap()), "{it}");
            let is_error = it["level"] == "error";
            // What is only doubtful does not keep the site from being built.
            let stops = is_error && *path != "content/overrides.yml";
            assert_eq!(run.code, if stops { 2 } else { i32::from(is_error) }, "{text}\n{}", run.stderr);
            assert_eq!(it["code"] == "AW007", stops, "{it}");
            messages.insert(it["values"]["message"].as_str().unwrap().to_owned());
        }
    }
    assert!(35 < messages.len(), "each kind of mistake has its own message: {messages:?}");
}

/// The text without its marks, and the code, line and column of each.
fn unmarked(marked: &str) -> (String, Vec<(String, usize, usize)>) {
    let (mut text, mut expected) = (String::new(), Vec::new());
    for (nth, part) in marked.split('«').enumerate() {
        if nth == 0 {
            text.push_str(part);
            continue;
        }
        let (code, rest) = part.split_once(':').unwrap();
        let line = text.matches('\n').count() + 1;
        let column = text.rsplit('\n').next().unwrap().chars().count() + 1;
        expected.push((code.to_owned(), line, column));
        text.push_str(&rest.replacen('»', "", 1));
    }
    (text, expected)
}

/// The findings that are about settings and not about documents.
fn of_settings(json: &str) -> Vec<Value> {
    let all: Vec<Value> = serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"));
    let is_setting =
        |it: &Value| it["path"].as_str().is_some_and(|it| !it.ends_with(".md") && it != "content");
    all.into_iter().filter(is_setting).collect()
}

fn place(finding: &Value) -> (String, usize, usize) {
    let number = |key: &str| usize::try_from(finding[key].as_u64().unwrap()).unwrap();
    (finding["code"].as_str().unwrap().to_owned(), number("line"), number("column"))
}

/// Four faults, one of them of form, and a doubt.
const FOUR_FAULTS: &str = "\
site: { language: «AW007:klingon» }
trends: { recurrence_window: «AW007:0d» }
targets:
  - { name: a, severity: [«AW207:P9»], detect: 1m }
  - { name: b, severity: [P0], detect: «AW007:soon» }
«AW007:extra»: 1
";

#[test]
fn all_faults_of_a_file_are_listed_in_every_format() {
    let (text, expected) = unmarked(FOUR_FAULTS);
    let site = site().file("afterword.yaml", &text);
    let json = site.run(&["check", "--format", "json"]);
    assert_eq!(of_settings(&json.stdout).iter().map(place).collect::<Vec<_>>(), expected);
    let human = site.run(&["check"]);
    let github = site.run(&["check", "--format", "github"]);
    let sarif = site.run(&["check", "--format", "sarif"]);
    assert_eq!([json.code, human.code, github.code, sarif.code], [2; 4]);
    assert_eq!(github.stdout.lines().count(), expected.len(), "{}", github.stdout);
    let sarif: Value = serde_json::from_str(&sarif.stdout).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), expected.len());
    for ((code, line, column), result) in expected.iter().zip(results) {
        assert!(human.stderr.contains(&format!("afterword.yaml:{line}:{column}")), "{}", human.stderr);
        let level = if code == "AW007" { "error" } else { "warning" };
        assert!(human.stderr.contains(&format!("{level}[{code}]")), "{}", human.stderr);
        let command = format!("::{level} file=afterword.yaml,line={line},");
        let is_here = |it: &str| it.starts_with(&command) && it.contains(&format!(",col={column},"));
        assert!(github.stdout.lines().any(is_here), "{command} {column}: {}", github.stdout);
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert_eq!(result["ruleId"], code.as_str());
        assert_eq!((&region["startLine"], &region["startColumn"]), (&(*line).into(), &(*column).into()));
    }
}

#[test]
fn settings_that_mean_something_are_no_findings() {
    let run = run_in(repository(), "2026-10-15", &["check", "--format", "json"]);
    assert!(of_settings(&run.stdout).is_empty(), "{}", run.stdout);
    let built_in = fs::read_to_string(repository().join("src/config/taxonomy.yaml")).unwrap();
    let config = "\
taxonomy: taxonomy.yaml
services: services.yaml
content: { roots: [content], incidents: [\"*.md\"], runbooks: [runbooks/*] }
severity: [{ id: P0, respond: 5m }, { id: P1, aliases: [high] }, { id: P2 }]
targets: [{ name: a, severity: [high], detect: 1m }, { name: b, severity: [P0, P2], pairs: [{ from: detected, to: resolved, within: 4h }] }]
actions: { policy: [{ priority: P0, due_within: 2w }, { priority: P1, due_within: 60d }] }
labels: { MTTI: acknowledge, MTTF: fix }
findings: { AW402: off, broken-link: error }
calendar: { working_hours: 09:00-18:00, holidays: [2026-01-01..2026-01-03], workdays: [2026-01-04] }
";
    let services = "\
services:
  - { name: cart, aliases: [basket, Basket], team: data-1, depends_on: [TILL], runbooks: [full-pool, The pool is full] }
  - { name: till, team: data-1, depends_on: [basket] }
  - { name: desk, team: data-2 }
";
    let site = site()
        .file("afterword.yaml", config)
        .file("services.yaml", services)
        .file("taxonomy.yaml", &built_in);
    let run = site.run(&["check", "--format", "json"]);
    assert!(of_settings(&run.stdout).is_empty() && run.code == 0, "{}{}", run.stdout, run.stderr);
    // A name of the catalogue may be written in any of its ways.
    site.build();
    for (own, other) in [("cart", "till"), ("till", "cart")] {
        let page = site.page(&format!("services/{own}/index.html"));
        assert!(page.contains(&format!("../{other}/")), "{page}");
    }
}

#[test]
fn what_an_audience_does_not_see_is_there_all_the_same() {
    let site = site()
        .document(
            "runbooks/keys.md",
            "---\nkind: runbook\nid: keys\ntitle: Keys\nvisibility: internal\n---\n## Steps\n\n1. Look.\n",
        )
        .document(
            "runbooks/new.md",
            "---\nkind: runbook\nid: new\ntitle: New\nstatus: draft\n---\n## Steps\n\n1. Look.\n",
        )
        .file("afterword.yaml", "services: services.yaml\ncontent: { runbooks: [runbooks/keys.md] }\n")
        .file("services.yaml", "services:\n  - { name: cart, runbooks: [keys, new] }\n");
    for args in [&["build"][..], &["build", "--audience", "public"]] {
        let run = site.run(args);
        assert!(run.code == 0 && !run.stderr.contains(".yaml"), "{}", run.stderr);
    }
    // Of another folder nothing is expected.
    let run = site.file("other/b.md", "# Text\n").run(&["check", "other", "--format", "json"]);
    assert!(of_settings(&run.stdout).iter().all(|it| it["path"] == "other"), "{}", run.stdout);
}

#[test]
fn a_taxonomy_may_add_to_the_built_in_one() {
    let site = Site::new()
        .file("afterword.yaml", "taxonomy: taxonomy.yaml\n")
        .file(
            "taxonomy.yaml",
            "extends: default\ncause:\n  - id: capacity\n    children:\n      - { id: capacity/tokens, label: { en: Token budget }, aliases: [out of tokens] }\n",
        )
        .document("a.md", "---\nid: INC-2026-0001\ntitle: A\ndate: 2026-01-02\ncauses: [out of tokens]\n---\nA.\n")
        .document("b.md", "---\nid: INC-2026-0002\ntitle: B\ndate: 2026-01-03\ncauses: [capacity/pool]\n---\nB.\n");
    let exported = site.export();
    let causes: Vec<&str> = exported["incidents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["causes"][0].as_str().unwrap())
        .collect();
    assert_eq!(causes, ["capacity/tokens", "capacity/pool"]);
    let found = site.run(&["taxonomy", "--search", "token"]).stdout;
    assert!(found.contains("capacity/tokens  Token budget · Token budget  (out of tokens)"), "{found}");
    let parent = site.run(&["taxonomy", "--json", "--search", "capacity"]).stdout;
    let all: Vec<Value> = serde_json::from_str(&parent).unwrap();
    let capacity = all.iter().find(|it| it["id"] == "capacity").unwrap();
    assert!(!capacity["label"]["zh-CN"].as_str().unwrap().eq("capacity"), "{capacity}");
}

#[test]
fn the_built_in_taxonomy_is_written_once_and_reads_the_same() {
    let site = Site::new();
    let listed = site.run(&["taxonomy"]).stdout;
    assert!(100 < listed.lines().count());
    assert_eq!(site.run(&["taxonomy", "--write", "taxonomy.yaml"]).code, 0);
    site.write("afterword.yaml", "taxonomy: taxonomy.yaml\n");
    assert_eq!(site.run(&["taxonomy"]).stdout, listed);
    assert_eq!(site.run(&["taxonomy", "--write", "taxonomy.yaml"]).code, 2);
}

#[test]
fn an_ejected_theme_builds_the_same_site() {
    let site = Site::new().document("a.md", "---\nid: INC-2026-0001\ntitle: A\ndate: 2026-01-02\n---\nA.\n");
    // Files of a theme folder are published as they are, under names of their own.
    let page =
        || regex::Regex::new("-[0-9a-f]{8}").unwrap().replace_all(&site.page("index.html"), "").into_owned();
    site.build();
    let before = page();
    assert_eq!(site.run(&["theme", "eject", "ours"]).code, 0);
    site.write("afterword.yaml", "site: { theme: ours }\n");
    site.build();
    assert_eq!(page(), before);
    site.write("ours/templates/base.html", "changed");
    site.run(&["theme", "eject", "ours"]);
    assert_eq!(fs::read_to_string(site.path("ours/templates/base.html")).unwrap(), "changed");
    assert_eq!(site.run(&["theme", "eject", "other", "--only", "nothing/"]).code, 2);
}
