//! Every kind of finding has an explanation whose examples are true: what it flags, and what it passes.

use std::path::Path;

use afterword::diagnostics::codes;

use crate::support::Site;

/// Kinds that concern a file system or the whole folder; their tests stand elsewhere.
const WITHOUT_EXAMPLE: &[&str] = &[
    "AW001", "AW002", "AW003", "AW004", "AW005", "AW006", "AW007", "AW101", "AW102", "AW103", "AW104",
    "AW105", "AW106", "AW107", "AW201", "AW202", "AW203", "AW204", "AW205", "AW206", "AW207", "AW208",
    "AW209", "AW210", "AW211", "AW212", "AW301", "AW302", "AW303", "AW304", "AW305", "AW402", "AW501",
    "AW502", "AW503", "AW504", "AW505", "AW506", "AW507", "AW508", "AW509", "AW510", "AW601", "AW701",
    "AW702", "AW703", "AW704", "AW705", "AW706",
];

/// One example: files with their paths below the project's root.
type Example = Vec<(String, String)>;

#[test]
fn every_example_of_an_explanation_is_true() {
    let mut faults = Vec::new();
    for kind in codes::ALL {
        let flagged = examples(kind.explanation, "## Flagged");
        let clean = examples(kind.explanation, "## Clean");
        if WITHOUT_EXAMPLE.contains(&kind.code) {
            continue;
        }
        if flagged.is_empty() || clean.is_empty() {
            faults.push(format!("{}: an example that is flagged or one that is clean is missing", kind.code));
        }
        for (nth, example) in flagged.iter().enumerate() {
            if !findings(example).contains(&kind.code.to_owned()) {
                faults.push(format!("{}: flagged example {} is not flagged", kind.code, nth + 1));
            }
        }
        for (nth, example) in clean.iter().enumerate() {
            if findings(example).contains(&kind.code.to_owned()) {
                faults.push(format!("{}: clean example {} is flagged", kind.code, nth + 1));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The codes of what `check` finds in `example`.
fn findings(example: &Example) -> Vec<String> {
    let mut site = Site::new().on("2026-10-15");
    for (path, text) in example {
        site = site.file(path, text);
    }
    let run = site.run(&["check", "--format", "json"]);
    let found: Vec<serde_json::Value> = serde_json::from_str(&run.stdout).unwrap_or_default();
    found.iter().map(|it| it["code"].as_str().unwrap_or_default().to_owned()).collect()
}

/// The examples below `heading`: fences of `~~~`, whose info string is the language and, beyond the first
/// document, a path; a fence without a path starts a new example.
fn examples(explanation: &str, heading: &str) -> Vec<Example> {
    let Some((_, part)) = explanation.split_once(&format!("\n{heading}\n")) else { return Vec::new() };
    let part = part.split("\n## ").next().unwrap_or_default();
    let mut examples: Vec<Example> = Vec::new();
    for fence in part.split("\n~~~").skip(1).step_by(2) {
        let (info, text) = fence.split_once('\n').unwrap_or((fence, ""));
        match info.split_once(' ') {
            Some((_, path)) => {
                let file = (path.to_owned(), format!("{text}\n"));
                match examples.last_mut() {
                    Some(example) => example.push(file),
                    None => examples.push(vec![file]),
                }
            }
            None => examples.push(vec![("content/incident.md".to_owned(), format!("{text}\n"))]),
        }
    }
    assert!(examples.iter().flatten().all(|(path, _)| !Path::new(path).is_absolute()));
    examples
}
