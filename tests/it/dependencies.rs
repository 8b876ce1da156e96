//! The crates that are in the program, with their licences: `THIRD-PARTY.md`, which says what `Cargo.lock` says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Where the list is.
const LIST: &str = "THIRD-PARTY.md";

/// The system whose program is listed; others need a few crates more to call their own.
const SYSTEM: &str = "x86_64-unknown-linux-gnu";

const HEAD: &str = "# What is in the program besides its own code

Afterword itself is licensed under MIT or Apache-2.0, at your option. A program built with every feature for Linux on x86-64 holds the crates below, each
under the licence that it names; other systems add those that call them (`windows-sys`, `objc2`, …). The texts of the licences are in the crates, at
`https://crates.io/crates/NAME/VERSION`. Grammars that color code come with `two-face`, from the collection of bat; its
`acknowledgement` module lists their authors. The list is written from `Cargo.lock` by `UPDATE_DOCS=1 cargo test --test it dependencies`, and a test
holds it to that.

| Crate | Version | Licence |
| --- | --- | --- |
";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What cargo reports about every crate for [`SYSTEM`].
fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .current_dir(root())
        .args(["metadata", "--locked", "--offline", "--all-features", "--format-version", "1"])
        .args(["--filter-platform", SYSTEM])
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo prints JSON")
}

/// Ids of the crates whose code is in the program: neither what only tests need, nor what only runs while compiling.
fn in_the_program(metadata: &Value) -> BTreeSet<&str> {
    let list = |value: &'static str, of: &'_ Value| of[value].as_array().cloned().unwrap_or_default();
    let runs_while_compiling: BTreeSet<String> = list("packages", metadata)
        .iter()
        .filter(|it| list("targets", it).iter().any(|it| it["kind"][0] == "proc-macro"))
        .map(|it| it["id"].as_str().unwrap_or_default().to_owned())
        .collect();
    let nodes: BTreeMap<&str, &Value> = metadata["resolve"]["nodes"]
        .as_array()
        .expect("nodes")
        .iter()
        .filter_map(|it| Some((it["id"].as_str()?, it)))
        .collect();
    let mut open = vec![metadata["resolve"]["root"].as_str().expect("root")];
    let mut found = BTreeSet::new();
    while let Some(id) = open.pop() {
        if runs_while_compiling.contains(id) || !found.insert(id) {
            continue;
        }
        for needed in nodes[id]["deps"].as_array().expect("deps") {
            let is_linked =
                needed["dep_kinds"].as_array().is_some_and(|it| it.iter().any(|it| it["kind"].is_null()));
            if is_linked {
                open.push(needed["pkg"].as_str().expect("pkg"));
            }
        }
    }
    found
}

fn list() -> String {
    let metadata = metadata();
    let needed = in_the_program(&metadata);
    let mut rows = BTreeSet::new();
    for package in metadata["packages"].as_array().expect("packages") {
        let text = |key: &str| package[key].as_str().unwrap_or_default();
        if !needed.contains(text("id")) || text("name") == env!("CARGO_PKG_NAME") {
            continue;
        }
        let licence = if text("license").is_empty() { text("license_file") } else { text("license") };
        assert!(!licence.is_empty(), "{} names no licence", text("name"));
        let licence = licence.replace('/', " OR ").replace("  ", " ");
        rows.insert(format!("| {} | {} | {licence} |\n", text("name"), text("version")));
    }
    assert!(100 < rows.len(), "only {} crates", rows.len());
    HEAD.to_owned() + &rows.into_iter().collect::<String>()
}

#[test]
fn the_licences_of_the_program_are_listed() {
    let path = root().join(LIST);
    let list = list();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &list).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    let (old, new): (BTreeSet<&str>, BTreeSet<&str>) = (written.lines().collect(), list.lines().collect());
    let missing: Vec<&&str> = new.difference(&old).collect();
    let stale: Vec<&&str> = old.difference(&new).collect();
    assert_eq!(
        written, list,
        "{LIST} is not what Cargo.lock says; missing {missing:?}, stale {stale:?}; write it by `UPDATE_DOCS=1 cargo test --test it dependencies`"
    );
}

/// What `deny.toml` allows is read by `cargo deny` alone; that it is asked at all is held here.
#[test]
fn the_one_test_command_asks_for_licences_and_sources() {
    let script = fs::read_to_string(root().join("tests/run")).unwrap();
    assert!(script.contains("cargo deny --log-level error check licenses bans sources"));
    for part in ["[licenses]", "[bans]", "[sources]", "[advisories]"] {
        assert!(fs::read_to_string(root().join("deny.toml")).unwrap().contains(part), "{part}");
    }
}
