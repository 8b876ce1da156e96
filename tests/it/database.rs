//! `afterword export --format sqlite --output kb.db`: a database whose views answer what the site answers.
#![cfg(feature = "sqlite")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use rusqlite::Connection;
use rusqlite::types::Value as Cell;
use serde_json::Value;

use crate::support::{Site, repository};

/// The rows of `query`.
fn rows(database: &Connection, query: &str) -> Vec<Vec<Cell>> {
    let mut statement = database.prepare(query).unwrap();
    let n = statement.column_count();
    let rows = statement.query_map([], |row| (0..n).map(|idx| row.get(idx)).collect()).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

fn text(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Text(it) => Some(it),
        Cell::Null => None,
        other => panic!("{other:?}"),
    }
}

fn number(cell: &Cell) -> i64 {
    match cell {
        Cell::Integer(it) => *it,
        other => panic!("{other:?}"),
    }
}

fn len(n: usize) -> i64 {
    i64::try_from(n).unwrap()
}

fn n(value: &Value) -> i64 {
    value.as_i64().unwrap_or_else(|| panic!("{value}"))
}

/// The sample of the repository as a database, and the same as JSON.
fn sample() -> (Connection, Value) {
    let site = Site::new().on("2026-10-15");
    let content = repository().join("content");
    let config = repository().join("afterword.yaml");
    let run = |more: &[&str]| {
        let config = ["--config", config.to_str().unwrap(), "--quiet"];
        let run = site.run(&[&config[..], &["export", content.to_str().unwrap()], more].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.stdout
    };
    let json = serde_json::from_str(&run(&[])).unwrap();
    assert_eq!(run(&["--format", "sqlite", "--output", "kb.db"]), "", "nothing but the file");
    (Connection::open(site.path("kb.db")).unwrap(), json)
}

#[test]
fn the_views_of_a_review_say_what_the_site_says() {
    let (database, json) = sample();
    let trends = &json["trends"];
    let quarters = trends["quarters"].as_array().unwrap();
    assert!(4 < quarters.len(), "the sample has {} quarters", quarters.len());

    let failures = rows(&database, "SELECT quarter, failures FROM review_failures_by_quarter");
    let failures: Vec<(&str, i64)> =
        failures.iter().map(|it| (text(&it[0]).unwrap(), number(&it[1]))).collect();
    let expected: Vec<(&str, i64)> =
        quarters.iter().map(|it| (it["quarter"].as_str().unwrap(), n(&it["incidents"]))).collect();
    assert_eq!(failures, expected);

    let severities = rows(&database, "SELECT * FROM review_failures_by_severity WHERE quarter IS NOT NULL");
    let severities: BTreeSet<(&str, &str, i64)> =
        severities.iter().map(|it| (text(&it[0]).unwrap(), text(&it[1]).unwrap(), number(&it[2]))).collect();
    let expected: BTreeSet<(&str, &str, i64)> = quarters
        .iter()
        .flat_map(|quarter| {
            let counts = quarter["by_severity"].as_object().unwrap().iter();
            counts
                .map(|(severity, count)| (quarter["quarter"].as_str().unwrap(), severity.as_str(), n(count)))
        })
        .filter(|it| it.2 != 0)
        .collect();
    assert_eq!(severities, expected);

    let mut n_times = 0;
    for row in
        rows(&database, "SELECT quarter, measure, n, not_stated, median_seconds FROM review_response_times")
    {
        let quarter = quarters.iter().find(|it| it["quarter"] == text(&row[0]).unwrap()).unwrap();
        // The site shows how long the steps of the response took, not how long the incident lasted for others.
        let Some(spread) = quarter.get(text(&row[1]).unwrap()) else { continue };
        let found = [&row[2], &row[3]].map(number);
        assert_eq!(found, [n(&spread["n"]), n(&spread["missing"])], "{row:?}: {spread}");
        if let Some(median) = spread["median"].as_i64() {
            assert_eq!(number(&row[4]), median, "{row:?}: {spread}");
            n_times += 1;
        }
    }
    assert!(4 < n_times, "{n_times} medians are compared");
}

#[test]
fn the_views_name_what_comes_back_and_what_is_overdue() {
    let (database, json) = sample();
    let trends = &json["trends"];
    let overdue = rows(&database, "SELECT id, overdue_days FROM review_overdue");
    assert_eq!(len(overdue.len()), n(&trends["overdue"]["count"]));
    let items: BTreeMap<&str, i64> = (json["action_items"].as_array().unwrap().iter())
        .filter_map(|it| Some((it["id"].as_str()?, it["overdue_days"].as_i64()?)))
        .collect();
    let overdue: BTreeMap<&str, i64> =
        overdue.iter().map(|it| (text(&it[0]).unwrap(), number(&it[1]))).collect();
    assert_eq!(overdue, items);

    let owners = rows(&database, "SELECT owner, overdue, oldest_days FROM review_overdue_by_owner");
    let owners: BTreeSet<_> =
        owners.iter().map(|it| (text(&it[0]), number(&it[1]), number(&it[2]))).collect();
    let expected: BTreeSet<_> = (trends["overdue"]["by_owner"].as_array().unwrap().iter())
        .map(|it| (it["owner"].as_str(), n(&it["count"]), n(&it["oldest_days"])))
        .collect();
    assert_eq!(owners, expected);

    let chains =
        rows(&database, "SELECT service, cause, incidents, while_open FROM review_recurring ORDER BY chain");
    let chains: Vec<_> =
        chains.iter().map(|it| (text(&it[0]), text(&it[1]), number(&it[2]), number(&it[3]))).collect();
    let expected: Vec<_> = (trends["recurring"].as_array().unwrap().iter())
        .map(|it| {
            let open = it["while_open"].as_array().unwrap().iter();
            let open: BTreeSet<_> = open.map(|it| it["incident"].as_str()).collect();
            let n_incidents = len(it["incidents"].as_array().unwrap().len());
            (it["service"].as_str(), it["cause"].as_str(), n_incidents, len(open.len()))
        })
        .collect();
    assert_eq!(chains, expected);
    assert!(chains.iter().any(|it| it.3 != 0), "one failure of the sample came back while its fix was open");

    let open =
        rows(&database, "SELECT incident, action_item, days_overdue, task FROM review_recurred_while_open");
    let n_open: usize = (trends["recurring"].as_array().unwrap().iter())
        .flat_map(|it| it["while_open"].as_array().unwrap())
        .map(|it| it["action_items"].as_array().unwrap().len())
        .sum();
    assert_eq!(open.len(), n_open);
    assert!(open.iter().all(|it| text(&it[3]).is_some()));
}

#[test]
fn every_failure_is_in_the_counts_of_services_and_causes() {
    let (database, json) = sample();
    let services =
        rows(&database, "SELECT service, sum(failures) FROM review_failures_by_service GROUP BY service");
    let counted = (json["incidents"].as_array().unwrap().iter())
        .filter(|it| it["kind"] == "incident" && it["status"] != "superseded");
    let mut expected: BTreeMap<&str, i64> = BTreeMap::new();
    for service in counted.flat_map(|it| it["services"].as_array().unwrap()) {
        *expected.entry(service.as_str().unwrap()).or_default() += 1;
    }
    assert!(!expected.is_empty());
    let found: BTreeMap<&str, i64> =
        services.iter().filter_map(|it| Some((text(&it[0])?, number(&it[1])))).collect();
    assert_eq!(found, expected);
    let stated = rows(&database, "SELECT fact, not_stated, failures FROM review_not_stated");
    let total = rows(&database, "SELECT count(*) FROM incidents WHERE counted");
    assert!(stated.iter().all(|it| it[2] == total[0][0] && number(&it[1]) <= number(&it[2])));
    let causes = rows(&database, "SELECT sum(failures) FROM review_failures_by_cause WHERE cause IS NULL");
    let without = stated.iter().find(|it| text(&it[0]) == Some("cause")).unwrap();
    assert_eq!(matches!(causes[0][0], Cell::Null), number(&without[1]) == 0);
    let likely = rows(&database, "SELECT count(*) FROM likely_recurrences WHERE certainty = 'likely'");
    assert_eq!(number(&likely[0][0]), len(json["trends"]["likely"].as_array().unwrap().len()));
}

#[test]
fn only_a_database_is_replaced_by_a_database() {
    let site = Site::new().document("a.md", "---\ndate: 2026-01-10\nseverity: P1\n---\n\n# Pool is empty\n");
    let export = ["--quiet", "export", "--format", "sqlite", "--output", "kb.db"];
    fs::write(site.path("kb.db"), "my notes").unwrap();
    let run = site.run(&export);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("exists and is not an SQLite database"), "{}", run.stderr);
    assert_eq!(fs::read(site.path("kb.db")).unwrap(), b"my notes");
    fs::remove_file(site.path("kb.db")).unwrap();
    for _ in 0..2 {
        let run = site.run(&export);
        assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    }
    let first = fs::read(site.path("kb.db")).unwrap();
    site.run(&export);
    assert_eq!(fs::read(site.path("kb.db")).unwrap(), first, "the same content is the same file");
    let database = Connection::open(site.path("kb.db")).unwrap();
    assert_eq!(rows(&database, "PRAGMA integrity_check"), [[Cell::Text("ok".to_owned())]]);
    let script = site.run(&["--quiet", "export", "--format", "sqlite"]).stdout;
    let from_script = Connection::open_in_memory().unwrap();
    from_script.execute_batch(&script).unwrap();
    let titles = "SELECT title FROM incidents";
    assert_eq!(rows(&database, titles), rows(&from_script, titles));
}
