//! Every kind of finding has an explanation whose examples are true: what it flags, and what it passes.

use std::path::Path;

use afterword::inside::diagnostics::codes;

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

/// The codes of warnings of one document.
fn codes_of(text: &str) -> Vec<String> {
    let run = Site::new().document("postmortems/a.md", text).run(&["check", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let list = found.as_array().or_else(|| found["diagnostics"].as_array()).unwrap();
    list.iter().map(|it| it["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn an_open_state_is_no_placeholder_and_steps_may_swap() {
    let actions = |state: &str| {
        format!(
            "---\ntitle: Queue\ndate: 2026-03-05\nseverity: P2\nstatus: reviewed\n---\n## Action items\n\n\
            | Task | Owner | Due | State |\n| --- | --- | --- | --- |\n| Add an alert for the queue | Kim Roe | 2026-04-01 | {state} |\n"
        )
    };
    for state in ["TODO", "To do", "未着手"] {
        assert!(!codes_of(&actions(state)).contains(&"AW601".to_owned()), "{state}");
    }
    let left = actions("TODO").replace("## Action items", "## Impact\n\nTODO\n\n## Action items");
    assert!(codes_of(&left).contains(&"AW601".to_owned()));

    let times = |declared: &str, mitigated: &str, resolved: &str| {
        format!(
            "---\ntitle: Queue\nseverity: P2\ntimeline:\n  started: 2026-03-05T10:00:00Z\n  acknowledged: 2026-03-05T{declared}:00Z\n  \
            mitigated: 2026-03-05T{mitigated}:00Z\n  resolved: 2026-03-05T{resolved}:00Z\n---\nText.\n"
        )
    };
    assert!(!codes_of(&times("10:20", "10:10", "10:30")).contains(&"AW401".to_owned()));
    assert!(codes_of(&times("10:20", "10:25", "09:30")).contains(&"AW401".to_owned()));
}

#[test]
fn figures_that_count_support_hours_are_not_computed_anew() {
    let report = |note: &str| {
        format!(
            "# Search\n\n**Severity:** P2\n\n## Metrics\n\n- **Time to detect**: 20m\n- **Time to resolve**: 2h{note}\n\n## Timeline\n\nAll times UTC.\n\n\
            - 2026-03-05 04:00 Impact: Outage begins\n- 2026-03-05 04:20 Detected: alert fires\n- 2026-03-05 12:00 Resolved: service restored\n"
        )
    };
    assert!(codes_of(&report("")).contains(&"AW404".to_owned()));
    assert!(!codes_of(&report(" (during support hours 10:00-17:00)")).contains(&"AW404".to_owned()));
}

#[test]
fn a_range_beside_a_line_and_a_day_of_two_digits_are_in_order() {
    let list = |lines: &str| {
        format!(
            "# Search\n\n**Severity:** P2\n**Date:** 2026-03-05\n\n## Timeline\n\nAll times UTC.\n\n{lines}"
        )
    };
    let beside = "- 10:00 Outage begins\n- 10:05 Alert fires\n- 10:20 Kim restarts the index\n- 10:15 - 10:40 The rollout goes on\n- 10:50 Service restored\n";
    assert!(!codes_of(&list(beside)).contains(&"AW415".to_owned()));
    assert!(codes_of(&list(&beside.replace(" - 10:40", ""))).contains(&"AW415".to_owned()));
    let night = "- 22:00 Outage begins\n- 23:10 Alert fires\n\n_06/03/26_\n\n- 07:05 Service restored\n";
    assert!(!codes_of(&list(night)).contains(&"AW416".to_owned()));
    assert!(codes_of(&list(&night.replace("_06/03/26_\n\n", ""))).contains(&"AW416".to_owned()));
}

#[test]
fn a_heading_over_links_says_nothing_of_who_may_read_the_document() {
    let text = "---\ntitle: Search\ndate: 2026-03-05\nseverity: P2\n---\n## Links\n\n### Internal documents\n\n- [Architecture](architecture.md)\n";
    assert!(!codes_of(text).contains(&"AW701".to_owned()));
    let marked = text.replace("- [Architecture](architecture.md)", "Not for customers.");
    assert!(
        codes_of(&marked.replace("### Internal documents", "### Internal document"))
            .contains(&"AW701".to_owned())
    );
}

#[test]
fn syntax_in_code_within_a_sentence_says_nothing_of_who_may_read_the_document() {
    let report = |line: &str| {
        format!("---\ntitle: Search\ndate: 2026-03-05\nseverity: P2\n---\n{line}\n\nIt was down.\n")
    };
    for line in [
        "- A private incident gets `visibility: internal`, a test becomes a drill.",
        "写完之后，把 `status: draft` 改成 `reviewed`。",
        "Somebody wrote `visibility=internal` into the wrong file.",
    ] {
        assert!(!codes_of(&report(line)).contains(&"AW701".to_owned()), "{line}");
    }
    // What may be meant for this document is not taken for a mention.
    for line in ["`visibility: internal only`", "`visibility`: internal only", "Visibility: `internal only`"]
    {
        assert!(codes_of(&report(line)).contains(&"AW701".to_owned()), "{line}");
    }
}
