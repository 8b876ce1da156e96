//! Every kind of finding has an explanation whose examples are true: what it flags, and what it passes.

use std::path::Path;

use afterword::diagnostics::codes;

use crate::support::Site;

/// Kinds that no text can show; their tests are elsewhere.
const WITHOUT_EXAMPLE: &[&str] = &[
    "AW001", // bytes that are not UTF-8 cannot be in an explanation
    "AW002", // needs a symlink or a file without rights
    "AW006", // needs more than 32 MiB
    "AW007", // ends the run before there are findings
    "AW020", // needs a disk that fails
    "AW022", // needs hundreds of values
];

/// One example: files with their paths below the project's root.
type Example = Vec<(String, String)>;

#[test]
fn every_example_of_an_explanation_is_true() {
    let mut faults = Vec::new();
    for kind in codes::ALL {
        if kind.explanation.lines().skip(1).all(|it| it.trim().is_empty() || it.starts_with('#')) {
            faults.push(format!("{}: nothing is explained", kind.code));
        }
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
    // A run that ends before it checks anything would pass every clean example.
    let found: Vec<serde_json::Value> = serde_json::from_str(&run.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}{}\n{example:?}", run.stdout, run.stderr));
    found.iter().map(|it| it["code"].as_str().unwrap_or_default().to_owned()).collect()
}

/// The examples below `heading`: fences of `~~~`, whose info string is the language and, beyond the first
/// document, a path; a fence without a path starts a new example.
fn examples(explanation: &str, heading: &str) -> Vec<Example> {
    let Some((_, part)) = explanation.split_once(&format!("\n{heading}\n")) else { return Vec::new() };
    // An example may have headings of its own.
    let part = part.split("\n## Clean\n").next().unwrap_or_default();
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
