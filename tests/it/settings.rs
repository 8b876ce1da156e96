//! Every key of the configuration has an effect: what the program prints or writes differs with it.
//!
//! The keys come from the schema, so that a key without a case here fails, and so does one that the reference leaves out.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use serde_json::Value;

use crate::support::{Site, repository, run_as_written, run_in, tree};

/// What is compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    /// What `export` prints.
    Export,
    /// What `check` prints, and how it ends.
    Check,
    /// Every file of the built site.
    Site,
    /// What `export` prints on a day that no argument names.
    Day,
}
use Look::{Check, Day, Export, Site as Built};

/// The key, what is compared, the configuration without it (or with another value), and with it.
type Case = (&'static str, Look, &'static str, &'static str);

/// Files with more than the configuration: the text of `services.yaml` and `taxonomy.yaml`, the same in every case.
const SERVICES: &str = "services:\n  - { name: cart, team: shop }\n  - { name: till }\n";

const TAXONOMY: &str = "cause:\n  - { id: capacity, label: { en: Not enough of it } }\n";

/// Target times of support hours, which `check` compares with the incident's.
macro_rules! hours {
    ($calendar:literal) => {
        concat!(
            "targets: [{ name: a, severity: [P0], resolve: 1m, clock: support }]\ncalendar: { working_hours: ",
            $calendar,
            " }\n"
        )
    };
}

macro_rules! target {
    ($target:literal) => {
        concat!("targets: [{ name: a, severity: [P0], ", $target, " }]\n")
    };
}

macro_rules! columns {
    ($columns:literal) => {
        concat!("tickets: [{ file: tickets.csv, format: csv, columns: { ", $columns, " } }]\n")
    };
}

const TICKETS: &str = "\
Issue key,Other key,Parent,Label,Status,Assignee,Resolved,Updated
OPS-12,OPS-14,OPS-90,later,Done,Kim Roe,2026-02-20,2026-02-21
";

macro_rules! words {
    ($list:literal) => {
        concat!("lexicon: { ", $list, " }\n")
    };
}

#[rustfmt::skip]
const CASES: &[Case] = &[
    ("site.title", Built, "", "site: { title: Night shift }\n"),
    ("site.language", Built, "", "site: { language: zh-CN }\n"),
    ("site.base_url", Built, "", "site: { base_url: \"https://kb.example.com/\" }\n"),
    ("site.timezone", Export, "", "site: { timezone: Asia/Shanghai }\n"),
    ("site.as_of", Day, "", "site: { as_of: 2026-03-01 }\n"),
    ("site.theme", Built, "", "site: { theme: ours }\n"),
    ("site.audience", Export, "", "site: { audience: public }\n"),
    ("content.roots", Export, "", "content: { roots: [content, more] }\n"),
    ("content.incidents", Export, "", "content: { incidents: [notes/*] }\n"),
    ("content.runbooks", Export, "", "content: { runbooks: [notes/*] }\n"),
    ("content.pages", Export, "", "content: { pages: [a.md] }\n"),
    ("content.id_pattern", Export, "", "content: { id_pattern: 'OUT\\d+' }\n"),
    ("severity[].id", Export, "severity: [{ id: P0 }]\n", "severity: [{ id: S0, aliases: [P0] }]\n"),
    ("severity[].label.en", Built, "severity: [{ id: P0 }]\n", "severity: [{ id: P0, label: { en: Very bad } }]\n"),
    ("severity[].label.zh-CN", Built, "site: { language: zh-CN }\nseverity: [{ id: P0 }]\n", "site: { language: zh-CN }\nseverity: [{ id: P0, label: { zh-CN: 天塌了 } }]\n"),
    ("severity[].aliases", Export, "severity: [{ id: P0 }, { id: P9 }]\n", "severity: [{ id: P0 }, { id: P9, aliases: [Red] }]\n"),
    ("severity[].respond", Check, "severity: [{ id: P0 }]\n", "severity: [{ id: P0, respond: 1m }]\n"),
    ("severity[].mitigate", Check, "severity: [{ id: P0 }]\n", "severity: [{ id: P0, mitigate: 1m }]\n"),
    ("severity[].resolve", Check, "severity: [{ id: P0 }]\n", "severity: [{ id: P0, resolve: 1m }]\n"),
    ("taxonomy", Export, "", "taxonomy: taxonomy.yaml\n"),
    ("services", Export, "", "services: services.yaml\n"),
    ("calendar.fiscal_year_start", Export, "", "calendar: { fiscal_year_start: 4 }\n"),
    ("calendar.working_hours", Check, target!("resolve: 1m"), hours!("09:00-18:00")),
    ("calendar.working_hours.days", Check, hours!("{ from: \"09:00\", to: \"18:00\" }"), hours!("{ days: [tue], from: \"09:00\", to: \"18:00\" }")),
    ("calendar.working_hours.from", Check, hours!("{ from: \"09:00\", to: \"18:00\" }"), hours!("{ from: \"09:10\", to: \"18:00\" }")),
    ("calendar.working_hours.to", Check, hours!("{ from: \"09:00\", to: \"18:00\" }"), hours!("{ from: \"09:00\", to: \"09:10\" }")),
    ("calendar.working_hours.timezone", Check, hours!("{ from: \"09:00\", to: \"17:10\" }"), hours!("{ from: \"09:00\", to: \"17:10\", timezone: Asia/Shanghai }")),
    ("calendar.holidays", Check, hours!("09:00-18:00"), hours!("09:00-18:00, holidays: [2026-01-12]")),
    ("calendar.workdays", Check, hours!("09:00-18:00, holidays: [2026-01-12]"), hours!("09:00-18:00, holidays: [2026-01-12], workdays: [2026-01-12]")),
    ("actions.policy[].priority", Check, "actions: { policy: [{ priority: P1, due_within: 7d }] }\n", "actions: { policy: [{ priority: P0, due_within: 7d }] }\n"),
    ("actions.policy[].due_within", Check, "actions: { policy: [{ priority: P0, due_within: 400d }] }\n", "actions: { policy: [{ priority: P0, due_within: 7d }] }\n"),
    ("trends.recurrence_window", Export, "", "trends: { recurrence_window: 3d }\n"),
    ("targets[].name", Check, target!("resolve: 1m"), "targets: [{ name: other, severity: [P0], resolve: 1m }]\n"),
    ("targets[].severity", Check, target!("resolve: 1m"), "targets: [{ name: a, severity: [P1], resolve: 1m }]\n"),
    ("targets[].detect", Check, "", target!("detect: 1m")),
    ("targets[].acknowledge", Check, "", target!("acknowledge: 1m")),
    ("targets[].diagnose", Check, "", target!("diagnose: 1m")),
    ("targets[].mitigate", Check, "", target!("mitigate: 1m")),
    ("targets[].fix", Check, "", target!("fix: 1m")),
    ("targets[].verify", Check, "", target!("verify: 1m")),
    ("targets[].resolve", Check, "", target!("resolve: 1m")),
    ("targets[].pairs[].from", Check, target!("pairs: [{ from: started, to: resolved, within: 1m }]"), target!("pairs: [{ from: detected, to: resolved, within: 1m }]")),
    ("targets[].pairs[].to", Check, target!("pairs: [{ from: started, to: resolved, within: 1m }]"), target!("pairs: [{ from: started, to: verified, within: 1m }]")),
    ("targets[].pairs[].within", Check, target!("pairs: [{ from: started, to: resolved, within: 1m }]"), target!("pairs: [{ from: started, to: resolved, within: 9d }]")),
    ("targets[].clock", Check, "calendar: { working_hours: 09:10-18:00 }\ntargets: [{ name: a, severity: [P0], resolve: 1m }]\n", "calendar: { working_hours: 09:10-18:00 }\ntargets: [{ name: a, severity: [P0], resolve: 1m, clock: support }]\n"),
    ("search.max_files", Built, "", "search: { max_files: 40 }\n"),
    ("links.edit_url", Built, "", "links: { edit_url: \"https://git.example.com/{path}\" }\n"),
    ("links.issue_url", Built, "", "links: { issue_url: \"https://tickets.example.com/{id}\" }\n"),
    ("links.commit_url", Built, "", "links: { commit_url: \"https://git.example.com/commit/{hash}\" }\n"),
    ("privacy.people", Export, "", "privacy: { people: hidden }\n"),
    ("privacy.pseudonym_key", Export, "privacy: { people: pseudonyms, pseudonym_key: one-long-secret-key }\n", "privacy: { people: pseudonyms, pseudonym_key: two-long-secret-key }\n"),
    ("privacy.owner_pages", Built, "", "privacy: { owner_pages: true }\n"),
    ("privacy.redact", Built, "", "privacy: { redact: true }\n"),
    ("attachments.extensions", Check, "", "attachments: { extensions: [drawio] }\n"),
    ("findings", Check, "", "findings: { unlisted-attachment: off }\n"),
    ("labels", Check, "", "labels: { MTTI: acknowledge }\n"),
    ("synonyms", Built, "", "synonyms: [[cart, trolley]]\n"),
    ("fields", Export, "", "fields: { \"Hvor ille\": severity }\n"),
    ("tickets[].file", Export, "", "tickets: [{ file: tickets.csv, format: jira }]\n"),
    ("tickets[].format", Check, "tickets: [{ file: tickets.csv, format: jira }]\n", "tickets: [{ file: tickets.csv, format: linear }]\n"),
    ("tickets[].exported", Export, "tickets: [{ file: tickets.csv, format: jira }]\n", "tickets: [{ file: tickets.csv, format: jira, exported: 2026-02-27 }]\n"),
    ("tickets[].columns.key", Export, columns!("key: Parent, state: Status"), columns!("key: Issue key, state: Status")),
    ("tickets[].columns.state", Export, columns!("key: Issue key, state: Label"), columns!("key: Issue key, state: Status")),
    ("tickets[].columns.url", Export, columns!("key: Parent, state: Status"), columns!("key: Parent, state: Status, url: Issue key")),
    ("tickets[].columns.owner", Export, columns!("key: Other key, state: Status"), columns!("key: Other key, state: Status, owner: Assignee")),
    ("tickets[].columns.closed", Export, columns!("key: Issue key, state: Status"), columns!("key: Issue key, state: Status, closed: Resolved")),
    ("tickets[].columns.updated", Export, columns!("key: Issue key, state: Status"), columns!("key: Issue key, state: Status, updated: Updated")),
    ("lexicon.labels", Export, "", words!("labels: { severity: [Hvor ille] }")),
    ("lexicon.headings", Export, "", words!("headings: { timeline: [Slik gikk det] }")),
    ("lexicon.columns", Export, "", words!("columns: { owner: [Hvem tar den] }")),
    ("lexicon.states", Export, "", words!("states: { done: [i boks] }")),
    ("lexicon.document_states", Export, "", words!("document_states: { draft: [Kladd] }")),
    ("lexicon.event_types", Export, "", words!("event_types: { alert: [pipelyd] }")),
    ("lexicon.events", Export, "", words!("events: { resolved: [alt virker igjen] }")),
    ("lexicon.folders", Export, "", words!("folders: { incident: [smell] }")),
    ("lexicon.roles", Check, "", words!("roles: [Nattskiftet]")),
    ("lexicon.exhortations", Check, "", words!("exhortations: [Vær mer våken]")),
    ("lexicon.wishes", Check, "", words!("wishes: [Bedre]")),
    ("lexicon.link_texts", Check, "", words!("link_texts: [hit]")),
    ("lexicon.updates", Check, "", words!("updates: [Beskjed til alle]")),
    ("lexicon.languages", Export, "", words!("languages: { nb: { labels: { severity: [Hvor ille] } } }")),
];

/// The same for the keys of `services.yaml`.
#[rustfmt::skip]
const OF_SERVICES: &[Case] = &[
    ("services[].name", Export, "services: [{ name: cart }]\n", "services: [{ name: trolley, aliases: [cart] }]\n"),
    ("services[].aliases", Export, "services: [{ name: shop }]\n", "services: [{ name: shop, aliases: [cart] }]\n"),
    ("services[].team", Export, "services: [{ name: cart }]\n", "services: [{ name: cart, team: shop }]\n"),
    ("services[].tier", Export, "services: [{ name: cart }]\n", "services: [{ name: cart, tier: 1 }]\n"),
    ("services[].depends_on", Built, "services: [{ name: cart }, { name: till }]\n", "services: [{ name: cart, depends_on: [till] }, { name: till }]\n"),
    ("services[].repository", Built, "services: [{ name: cart }]\n", "services: [{ name: cart, repository: \"https://git.example.com/cart\" }]\n"),
    ("services[].runbooks", Export, "services: [{ name: cart }]\n", "services: [{ name: cart, runbooks: [full-pool] }]\n"),
];

const DOCUMENTS: &[(&str, &str)] = &[
    (
        "a.md",
        "\
---
id: INC-2026-0001
title: Orders are refused
date: 2026-01-12
severity: P0
services: [cart]
causes: [capacity]
timeline:
  started: 2026-01-12 09:00
  detected: 2026-01-12 09:05
  acknowledged: 2026-01-12 09:12
  diagnosed: 2026-01-12 09:25
  mitigated: 2026-01-12 09:33
  resolved: 2026-01-12 09:47
  verified: 2026-01-12 09:59
action_items:
  - { task: Add an alert for the pool, owner: Lin Chen, due: 2026-04-01, priority: P0, status: open, ticket: OPS-12 }
---
Fixed by commit 3f2a9c1. See [the plan](plan.drawio) and [hit](https://example.com/plan).

## Metrics

- MTTI: 50m
",
    ),
    (
        "b.md",
        "---\nid: INC-2026-0002\ntitle: Orders are refused once more\ndate: 2026-02-12\nseverity: P0\nservices: [cart]\ncauses: [capacity]\n---\nAgain. The password: Tr0ub4dor3x\n",
    ),
    ("keys.md", "---\nid: INC-2026-0003\ntitle: Keys were lost\ndate: 2026-01-20\nseverity: Red\nvisibility: internal\n---\nLost.\n"),
    ("incidents/OUT7-mail.md", "---\ntitle: Mail is late\ndate: 2026-01-21\n---\nLate.\n"),
    ("notes/week.md", "# A week\n\nNothing of note.\n"),
    ("smell/kasse.md", "# Kassen var treg\n\nDen tok lang tid.\n"),
    ("runbooks/pool.md", "---\nkind: runbook\nid: full-pool\ntitle: The pool is full\n---\n## Steps\n\n1. Look.\n"),
    (
        "incidents/kurv.md",
        "\
# INC-2026-0008 Handlekurven svarte ikke

**Hvor ille:** P1
**Status:** Kladd
**Date:** 2026-01-23

## Slik gikk det

| Time | Event |
| --- | --- |
| 14:32 | Kassen sluttet å svare |
| 14:40 | Vakta våknet |

## Timeline

- 14:32 Kassen sluttet å svare
- 15:10 alt virker igjen

## Action items

| Task | Hvem tar den | Status |
| --- | --- | --- |
| Varsle når kassen er treg | Kari | i boks |
",
    ),
    (
        "incidents/natt.md",
        "\
---
id: INC-2026-0009
title: Natten var lang
date: 2026-01-24
status: reviewed
action_items:
  - { task: Add a check of the pool, owner: Nattskiftet, due: 2026-04-02 }
  - { task: Vær mer våken om natten, owner: Kari Dahl, due: 2026-04-02, ticket: OPS-13 }
  - { task: Add a bell to the night desk, due: 2026-04-02, ticket: OPS-14 }
  - { task: Bedre overvåking av kassen, owner: Kari Dahl, due: 2026-04-02 }
---
## Timeline

| Time | Event | Type |
| --- | --- | --- |
| 2026-01-24 10:00 | Release 4.2 goes out | deploy |
| 2026-01-24 10:02 | Vakta våknet | pipelyd |
| 2026-01-24 10:04 | Error rate alert | alert |
| 2026-01-24 10:14 | Beskjed til alle | other |
| 2026-01-24 10:24 | Beskjed til alle | other |
| 2026-01-24 10:40 | Rolled back | fix |
| 2026-01-24 10:44 | All clear | recovery |

## What went well

- Status updates were posted every 10 minutes
",
    ),
];

/// The project of every case.
fn site() -> Site {
    let mut site = Site::new()
        .file("services.yaml", SERVICES)
        .file("taxonomy.yaml", TAXONOMY)
        .file("more/c.md", "---\nid: INC-2026-0004\ntitle: More\ndate: 2026-01-30\n---\nMore.\n")
        .file("tickets.csv", TICKETS)
        .file("content/plan.drawio", "a drawing")
        .file("ours/templates/hook/footer.html", "<p>kept by the platform team</p>");
    for (path, text) in DOCUMENTS {
        site = site.document(path, text);
    }
    // More than one file of the search index has room for.
    for nth in 0..6 {
        site = site.document(&format!("notes/{nth}.md"), &format!("# Note {nth}\n\nText {nth}.\n"));
    }
    site
}

/// What the program makes of the project as it is.
fn seen(site: &Site, look: Look) -> String {
    let run = match look {
        Export => site.run(&["export"]),
        Check => site.run(&["check"]),
        Built => {
            drop(fs::remove_dir_all(site.path("public")));
            let run = site.run(&["build"]);
            assert_eq!(run.code, 0, "{}", run.stderr);
            let mut text = String::new();
            for (path, bytes) in tree(&site.path("public")) {
                writeln!(text, "{path}\n{}", String::from_utf8_lossy(&bytes)).unwrap();
            }
            return text;
        }
        Day => run_as_written(&site.path(""), &["export"], &[]),
    };
    assert!(matches!(look, Check) || run.code == 0, "{}", run.stderr);
    format!("{} {}", run.code, run.stdout)
}

/// Each case makes a difference to what is seen, with its texts at `path` of `site`.
#[track_caller]
fn differ(site: &Site, path: &str, cases: &[Case]) {
    let mut faults = Vec::new();
    let mut without: Vec<(Look, &str, String)> = Vec::new();
    for (key, look, before, after) in cases {
        let is_same = |it: &&(Look, &str, String)| it.0 == *look && it.1 == *before;
        if without.iter().find(is_same).is_none() {
            site.write(path, before);
            without.push((*look, before, seen(site, *look)));
        }
        site.write(path, after);
        let with = seen(site, *look);
        if without.iter().find(is_same).unwrap().2 == with {
            faults.push(*key);
        }
    }
    assert!(faults.is_empty(), "keys without an effect: {faults:?}");
}

#[test]
fn every_key_of_the_configuration_has_an_effect() {
    differ(&site(), "afterword.yaml", CASES);
}

#[test]
fn every_key_of_the_service_catalogue_has_an_effect() {
    let site = site().file("afterword.yaml", "services: services.yaml\n");
    differ(&site, "services.yaml", OF_SERVICES);
}

#[test]
fn every_key_of_the_schemas_has_a_case_and_is_in_the_reference() {
    for (subject, cases) in [("config", CASES), ("services", OF_SERVICES)] {
        let run = run_in(repository(), "2026-10-15", &["schema", subject]);
        let schema: Value = serde_json::from_str(&run.stdout).unwrap();
        let mut keys = BTreeSet::new();
        collect(&schema, &schema, "", &mut keys);
        let known: BTreeSet<String> = cases.iter().map(|it| it.0.to_owned()).collect();
        assert!(6 < keys.len());
        let missing: Vec<&String> = keys.difference(&known).collect();
        let unknown: Vec<&String> = known.difference(&keys).collect();
        assert!(missing.is_empty(), "{subject}: keys without a case: {missing:?}");
        assert!(unknown.is_empty(), "{subject}: cases without a key: {unknown:?}");
    }
    let reference = fs::read_to_string(repository().join("docs/reference/configuration.md")).unwrap();
    let missing: Vec<&str> = CASES
        .iter()
        .map(|it| it.0.split("[]").next().unwrap())
        .filter(|key| !is_in_reference(&reference, key))
        .collect();
    assert!(missing.is_empty(), "the reference leaves out {missing:?}");
}

/// Whether the reference names the key, in full or by its last part behind one of its group: `` `content.incidents`, `.runbooks` ``.
fn is_in_reference(reference: &str, key: &str) -> bool {
    let (group, last) = key.rsplit_once('.').unwrap_or(("", key));
    reference.contains(&format!("`{key}`"))
        || reference.contains(&format!("`.{last}`"))
        || (key.starts_with("lexicon.") && reference.contains(&format!("`{last}`")))
        || (!group.is_empty() && reference.contains(&format!("`{group}`")) && reference.contains(last))
}

/// The keys of `schema` that hold a value, as `targets[].pairs[].from`.
fn collect(schema: &Value, top: &Value, path: &str, keys: &mut BTreeSet<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.rsplit('/').next().unwrap();
        // A lexicon may hold lexicons by language; one level is enough.
        if path.starts_with("lexicon.") {
            keys.insert(path.to_owned());
        } else {
            collect(&top["$defs"][name], top, path, keys);
        }
        return;
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        for choice in choices.iter().filter(|it| it["type"] != "null") {
            collect(choice, top, path, keys);
        }
        return;
    }
    if let Some(properties) = schema["properties"].as_object() {
        for (key, value) in properties {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            collect(value, top, &path, keys);
        }
        return;
    }
    match &schema["items"] {
        items @ Value::Object(_) if items.get("$ref").is_some() => {
            collect(items, top, &format!("{path}[]"), keys);
        }
        _ => drop(keys.insert(path.to_owned())),
    }
}
