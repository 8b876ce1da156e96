//! How often likely recurrences and answers to "have we seen this?" are right, on an invented labelled folder.

use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::support::{Site, repository};

/// What `calibrate.py` prints for `tests/fixtures/likeness`.
fn table() -> String {
    let output = Command::new("python3")
        .arg(repository().join("tests/fixtures/likeness/calibrate.py"))
        .args(["--bin", env!("CARGO_BIN_EXE_afterword")])
        .output()
        .expect("python3 runs the calibration");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The two numbers of a row such as `| likely | 9 of 10 |`.
#[track_caller]
fn row(table: &str, name: &str) -> (u32, u32) {
    let start = format!("| {name} | ");
    let cell = table.lines().find_map(|it| it.strip_prefix(&start)).unwrap().trim_end_matches(" |");
    let (right, of) = cell.split_once(" of ").unwrap();
    (right.parse().unwrap(), of.parse().unwrap())
}

#[test]
fn the_labelled_folder_gives_the_table_that_is_kept_beside_it() {
    let table = table();
    let kept = fs::read_to_string(repository().join("tests/fixtures/likeness/table.md")).unwrap();
    assert_eq!(table, kept);
    let (right, of) = row(&table, "likely");
    assert!(0 < of && 9 * of <= 10 * right, "{table}");
    let (found, of) = row(&table, "same failures found among recurred and likely");
    assert!(0 < of && 55 * of <= 100 * found, "{table}");
    let (five, of) = row(&table, "among the first five");
    assert_eq!((five, 0 < of), (of, true), "{table}");
    assert_eq!(row(&table, "foreign texts answered").0, 0, "{table}");
}

/// A short report, as many status pages have them.
fn note(title: &str, day: &str, text: &str) -> String {
    format!("# {title}\n\n**Severity**: P2\n**Date**: {day}\n\n{text}\n\n**Duration**: 20 minutes\n")
}

/// Pairs of a list of `trends` by the days of the incidents.
fn pairs(site: &Site, list: &str) -> Vec<[String; 2]> {
    let exported = site.export();
    let day = |id: &Value| {
        let all = exported["incidents"].as_array().unwrap();
        all.iter().find(|it| it["id"] == *id).unwrap()["date"].as_str().unwrap().to_owned()
    };
    let all = exported["trends"][list].as_array().unwrap();
    all.iter().map(|it| [day(&it["earlier"]), day(&it["later"])]).collect()
}

#[test]
fn one_title_within_a_month_is_shown_however_little_the_reports_say() {
    let reports = [
        (
            "a",
            "Outage on the pier",
            "2026-01-05",
            "Nobody on the pier could buy a return ticket because every printer jammed.",
        ),
        (
            "b",
            "Outage on the pier",
            "2026-01-25",
            "Lanterns along the pier went dark while keepers slept, and a fuse melted.",
        ),
        (
            "c",
            "Outage on the pier",
            "2026-03-20",
            "Clerks at the pier wrote receipts by hand; paper rolls arrived late.",
        ),
        (
            "d",
            "Incident on 2026-01-07",
            "2026-01-07",
            "A winch near the pier stood still until grease was found.",
        ),
        (
            "e",
            "Incident on 2026-01-09",
            "2026-01-09",
            "Passengers crowded the pier since gates locked themselves.",
        ),
        ("f", "Fog horn silent", "2026-02-01", "Ships waited outside because compressors leaked air."),
    ];
    let add = |site: Site, (name, title, day, text): (&str, &str, &str, &str)| {
        site.document(&format!("incidents/{name}.md"), &note(title, day, text))
    };
    let site = reports.into_iter().fold(Site::new(), add);
    assert_eq!(pairs(&site, "possible"), [["2026-01-05".to_owned(), "2026-01-25".to_owned()]]);
    assert!(pairs(&site, "likely").is_empty());
}

/// A report on a pool of a gate, long enough to be alike.
fn gate(id: &str, day: &str, more: &str) -> String {
    format!(
        "# Turnstile pool exhausted\n\n**Incident ID**: {id}\n**Severity**: P2\n**Date**: {day}\n\n## Summary\n\nThe turnstile pool of the north gate \
         was exhausted, visitors queued at the barrier and the ushers opened it by hand.\n\n## Root cause\n\nThe turnstile pool holds ten \
         slots and the barrier keeps them.{more}\n"
    )
}

#[test]
fn what_a_document_calls_another_failure_is_not_likely_however_alike_the_two_are() {
    let with = |more: &str| {
        Site::new()
            .document("incidents/a.md", &gate("INC-2026-0001", "2026-01-05", ""))
            .document("incidents/b.md", &gate("INC-2026-0002", "2026-01-25", more))
            .document("incidents/c.md", &note("Fog horn silent", "2026-02-01", "Ships waited outside."))
            .document("incidents/d.md", &note("Lanterns dark", "2026-02-03", "Keepers found a melted fuse."))
    };
    let pair = ["2026-01-05".to_owned(), "2026-01-25".to_owned()];
    let likely = with(" It looked like INC-2026-0001.");
    assert_eq!(pairs(&likely, "likely"), [pair]);
    for more in [
        " This is not a recurrence of INC-2026-0001.",
        " The message is that of INC-2026-0001, with a different root cause.",
        " 与 INC-2026-0001 的现象相同，但根因不同。",
    ] {
        let site = with(more);
        for list in ["likely", "possible"] {
            assert!(pairs(&site, list).is_empty(), "{more}");
        }
        assert_eq!(site.export()["trends"]["recurring"].as_array().map(Vec::len), Some(0), "{more}");
    }
}
