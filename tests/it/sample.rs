//! The knowledge base that ships: every page leads somewhere, and the trends say what happened.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use scraper::{Html, Selector};
use serde_json::{Value, json};

use crate::support::{Site, repository, run_in, tree};

/// The day from which the sample is looked at.
const AS_OF: &str = "2026-10-15";

/// The built sample: relative path and bytes.
static SITE: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| build(AS_OF));

fn build(as_of: &str) -> Vec<(String, Vec<u8>)> {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("site");
    let run = run_in(repository(), as_of, &["build", "--output", output.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let files = tree(&output);
    let n_pages = files.iter().filter(|it| it.0.ends_with(".html")).count();
    assert!(100 < n_pages, "{n_pages} pages");
    files
}

fn file(path: &str) -> String {
    let (_, bytes) = SITE.iter().find(|it| it.0 == path).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(bytes.clone()).unwrap()
}

fn trends() -> Value {
    serde_json::from_str(&file("api/v1/trends.json")).unwrap()
}

#[test]
fn every_document_is_a_page_or_has_a_reason() {
    let run = run_in(repository(), AS_OF, &["--quiet", "export"]);
    let exported: Value = serde_json::from_str(&run.stdout).unwrap();
    let incidents = exported["incidents"].as_array().unwrap();
    assert_eq!(incidents.len(), 39, "40 documents, one of them a draft");
    assert_eq!(exported["runbooks"].as_array().unwrap().len(), 6);
    let languages = |tag: &str| incidents.iter().filter(|it| it["language"] == tag).count();
    assert_eq!((languages("en"), languages("zh-CN")), (20, 19));
    for record in incidents.iter().chain(exported["runbooks"].as_array().unwrap()) {
        let url = record["url"].as_str().unwrap();
        assert!(file(&format!("{url}index.html")).contains("<h1"), "{url}");
    }
}

#[test]
fn no_internal_link_is_broken() {
    let paths: BTreeSet<&str> = SITE.iter().map(|it| it.0.as_str()).collect();
    let links = Selector::parse("[href], [src]").unwrap();
    let mut broken = Vec::new();
    let mut n_links = 0;
    for (path, bytes) in SITE.iter().filter(|it| it.0.ends_with(".html") && it.0 != "404.html") {
        let html = Html::parse_document(std::str::from_utf8(bytes).unwrap());
        for element in html.select(&links) {
            let target = element.attr("href").or(element.attr("src")).unwrap();
            if target.contains("://") || target.starts_with("mailto:") || target.starts_with("data:") {
                continue;
            }
            n_links += 1;
            let (file, fragment) = target.split_once('#').unwrap_or((target, ""));
            let wanted =
                if file.is_empty() { path.clone() } else { joined(path, file.split('?').next().unwrap()) };
            let is_there = paths.contains(wanted.as_str());
            let has_place = fragment.is_empty() || (is_there && has_id(&wanted, fragment));
            if !is_there || !has_place {
                broken.push(format!("{path}: {target}"));
            }
        }
    }
    assert!(broken.is_empty(), "{} broken:\n{}", broken.len(), broken[..broken.len().min(20)].join("\n"));
    assert!(1_000 < n_links, "{n_links} links were looked at");
}

/// `target` seen from the folder of `path`.
fn joined(path: &str, target: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn has_id(path: &str, fragment: &str) -> bool {
    let wanted: String = percent_decoded(fragment);
    file(path).contains(&format!("id=\"{wanted}\""))
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some(&first) = rest.first() {
        if first == b'%' {
            bytes.push(u8::from_str_radix(std::str::from_utf8(&rest[1..3]).unwrap(), 16).unwrap());
            rest = &rest[3..];
        } else {
            bytes.push(first);
            rest = &rest[1..];
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn every_page_is_valid_html_with_headings_in_order_and_unique_ids() {
    for (path, bytes) in SITE.iter().filter(|it| it.0.ends_with(".html")) {
        assert_is_valid(path, std::str::from_utf8(bytes).unwrap());
    }
}

#[test]
fn every_page_of_the_chinese_site_is_valid_html_too() {
    let folder = tempfile::tempdir().unwrap();
    let config = fs::read_to_string(repository().join("afterword.yaml")).unwrap();
    let config = config.replace("language: en", "language: zh-CN");
    fs::write(folder.path().join("afterword.yaml"), config).unwrap();
    fs::copy(repository().join("services.yaml"), folder.path().join("services.yaml")).unwrap();
    let (config, output) = (folder.path().join("afterword.yaml"), folder.path().join("site"));
    let (config, output) = (config.to_str().unwrap(), output.to_str().unwrap());
    let run = run_in(repository(), AS_OF, &["--config", config, "build", "content", "--output", output]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let pages: Vec<_> = tree(Path::new(output)).into_iter().filter(|it| it.0.ends_with(".html")).collect();
    let n_english = SITE.iter().filter(|it| it.0.ends_with(".html")).count();
    assert_eq!(pages.len(), n_english);
    for (path, bytes) in &pages {
        let html = std::str::from_utf8(bytes).unwrap();
        assert!(html.contains("<html lang=\"zh-CN\"") || path.starts_with("old/"), "{path}");
        assert_is_valid(path, html);
    }
}

fn assert_is_valid(path: &str, html: &str) {
    let html = Html::parse_document(html);
    let all = |selector: &str| -> Vec<scraper::ElementRef<'_>> {
        html.select(&Selector::parse(selector).unwrap()).collect()
    };
    assert_eq!(html.errors, Vec::<String>::new(), "{path}");
    let ids: Vec<&str> = all("[id]").iter().filter_map(|it| it.attr("id")).collect();
    let unique: BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len(), "{path} repeats an id");
    if !path.starts_with("old/") && !all("main").is_empty() {
        let levels: Vec<u32> = all("main :is(h1, h2, h3, h4, h5, h6)")
            .iter()
            .filter_map(|it| it.value().name()[1..].parse().ok())
            .collect();
        assert_eq!(levels.first(), Some(&1), "{path}");
        assert_eq!(levels.iter().filter(|it| **it == 1).count(), 1, "{path}");
        let skips = levels.windows(2).find(|it| it[0] + 1 < it[1]);
        assert_eq!(skips, None, "{path} skips a level of headings");
    }
    assert_eq!(all("style, script:not([src]), [style]").len(), 0, "{path} holds inline script or style");
}

#[test]
fn the_three_recurrences_are_named_with_their_open_fixes() {
    let recurring = trends()["recurring"].clone();
    let chains: Vec<(&str, &str)> = recurring
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["cause"].as_str().unwrap(), it["service"].as_str().unwrap()))
        .collect();
    assert_eq!(
        chains,
        [
            ("capacity/pool", "payment-service"),
            ("config/value", "search-service"),
            ("time/expiry", "api-gateway")
        ]
    );
    assert_eq!(recurring[0]["incidents"], json!(["INC-2025-0012", "INC-2026-0001", "INC-2026-0009"]));
    assert_eq!(recurring[0]["gaps_days"], json!([168, 126]));
    assert_eq!(
        recurring[0]["while_open"][0],
        json!({ "incident": "INC-2026-0001", "earlier": "INC-2025-0012", "action_items": ["INC-2025-0012/A2"], "days_overdue": [111] })
    );
    assert_eq!(recurring[1]["declared"], true);
    assert_eq!(recurring[1]["while_open"][0]["days_overdue"], json!([null]));
    assert_eq!(recurring[2]["after_done"][0]["incident"], "INC-2026-0004");
    assert_eq!(recurring[2]["while_open"], json!([]));
}

#[test]
fn overdue_items_are_counted_by_age() {
    let overdue = trends()["overdue"].clone();
    assert_eq!(overdue["count"], 20);
    assert_eq!(overdue["by_age"], json!({ "1-7": 2, "8-30": 3, "31-90": 4, "91+": 11 }));
    assert_eq!(overdue["unknown_state"], 3);
}

#[test]
fn only_what_depends_on_the_day_differs_on_another_day() {
    let other = build("2026-10-16");
    let paths = |site: &[(String, Vec<u8>)]| site.iter().map(|it| it.0.clone()).collect::<Vec<String>>();
    assert_eq!(paths(&SITE), paths(&other));
    let differing: Vec<&str> =
        SITE.iter().zip(&other).filter(|(a, b)| a.1 != b.1).map(|(a, _)| a.0.as_str()).collect();
    for path in ["pages/how-we-write-postmortems/index.html", "search/index.html", "404.html"] {
        assert!(!differing.contains(&path), "{path}");
    }
    assert!(differing.contains(&"trends/overdue/index.html"));
}

#[test]
fn the_front_matter_and_the_body_of_the_sample_agree() {
    let run = run_in(repository(), AS_OF, &["check", "--format", "json"]);
    let findings: Value = serde_json::from_str(&run.stdout).unwrap();
    assert!(!findings.as_array().unwrap().is_empty(), "the sample is checked: its items are overdue");
    let disagreements: Vec<&Value> =
        findings.as_array().unwrap().iter().filter(|it| it["name"] == "disagreement").collect();
    assert!(disagreements.is_empty(), "{disagreements:#?}");
}

#[test]
fn what_the_bodies_say_agrees_with_the_front_matter() {
    let run = run_in(repository(), AS_OF, &["--quiet", "export"]);
    let declared: Value = serde_json::from_str(&run.stdout).unwrap();
    let stripped = Site::new().on(AS_OF);
    for name in ["afterword.yaml", "services.yaml"] {
        stripped.write(name, &fs::read_to_string(repository().join(name)).unwrap());
    }
    let mut n_documents = 0;
    for (path, bytes) in tree(&repository().join("content/incidents")) {
        let text = String::from_utf8(bytes).unwrap();
        let body = text.splitn(3, "---\n").nth(2).unwrap_or(&text);
        stripped.write(&format!("content/incidents/{path}"), body);
        n_documents += 1;
    }
    let read = stripped.export();
    let by_path = |exported: &Value| -> BTreeMap<String, Value> {
        let incidents = exported["incidents"].as_array().unwrap().iter();
        incidents.map(|it| (it["source"]["path"].as_str().unwrap().to_owned(), it.clone())).collect()
    };
    let (declared, read) = (by_path(&declared), by_path(&read));
    assert!(30 < n_documents && 30 < read.len());
    let mut faults = Vec::new();
    let mut n_values = 0;
    for (path, body) in &read {
        let Some(front) = declared.get(path) else { continue };
        for key in ["title", "date", "severity", "services", "milestones", "durations"] {
            let (stated, found) = (&front[key], &body[key]);
            let pairs: Vec<(String, &Value, &Value)> = match (stated.as_object(), found.as_object()) {
                (Some(stated), Some(found)) => {
                    stated.iter().map(|(name, it)| (format!("{key}.{name}"), it, &found[name])).collect()
                }
                _ => vec![(key.to_owned(), stated, found)],
            };
            for (name, stated, found) in pairs {
                let is_said = !found.is_null() && *found != Value::Array(Vec::new());
                let is_name_of_file = body["provenance"][&name]["how"] == "file-name";
                if is_said && !is_name_of_file && !stated.is_null() {
                    n_values += 1;
                    if stated != found {
                        faults.push(format!("{path}: {name} is {stated}, the body says {found}"));
                    }
                }
            }
        }
    }
    assert!(60 < n_values, "{n_values} values");
    assert!(faults.is_empty(), "{} of {n_values}\n{}", faults.len(), faults.join("\n"));
}
