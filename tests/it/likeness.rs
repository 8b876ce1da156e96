//! How often likely recurrences and answers to "have we seen this?" are right, on an invented labelled folder.

use std::fs;
use std::process::Command;

use crate::support::repository;

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
