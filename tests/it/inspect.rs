//! `afterword inspect`: why a document is what it is, how each value was read, and what no word knows.

use serde_json::Value;

use crate::support::Site;

const REPORT: &str = "# Disk full\n\n**Severity:** SEV2\n**Date:** 2026-01-05\n**Kesto:** 2 tuntia\n\n## Root cause\n\nLogs were kept for ever.\n\n## Mitä opimme\n\n- Roter logger.\n";

fn site() -> Site {
    Site::new()
        .document("postmortems/a.md", REPORT)
        .document("postmortems/b.md", &REPORT.replace("Disk", "Log disk"))
        .document("postmortems/process.md", "# Postmortem process\n\nWrite within five days.\n")
}

#[test]
fn a_person_sees_why_a_document_is_an_incident_and_where_each_value_stands() {
    let printed = site().run(&["inspect", "content/postmortems/a.md"]).stdout;
    let lines: Vec<String> =
        printed.lines().map(|it| it.split_whitespace().collect::<Vec<&str>>().join(" ")).collect();
    assert_eq!(lines[0], "content/postmortems/a.md");
    assert!(lines[1].starts_with("read as: incident, because of the folder `postmortems`, "), "{printed}");
    assert!(lines[1].contains("the label `Severity` (line 3)"), "{printed}");
    for expected in [
        "severity P2 stated · label line 3: **Severity:** SEV2",
        "date 2026-01-05 stated · label line 4: **Date:** 2026-01-05",
    ] {
        assert!(lines.iter().any(|it| it == expected), "{expected}: {printed}");
    }
    let open = lines.iter().find(|it| it.starts_with("Not stated: ")).unwrap();
    assert!(open.contains("duration") && open.contains("services") && !open.contains("severity"), "{open}");
    assert!(!printed.contains("b.md"), "{printed}");
}

#[test]
fn a_page_shows_what_spoke_for_an_incident() {
    let printed = site().run(&["inspect", "content/postmortems/process.md"]).stdout;
    assert!(printed.contains("read as: page, because of `process` in the title"), "{printed}");
    assert!(printed.contains("despite the folder `postmortems`"), "{printed}");
    assert!(printed.contains("AW010"), "{printed}");
}

#[test]
fn programs_read_the_same() {
    let printed = site().run(&["inspect", "content/postmortems", "--format", "json"]).stdout;
    let read: Value = serde_json::from_str(&printed).unwrap();
    let documents = read["documents"].as_array().unwrap();
    assert_eq!(documents.len(), 3);
    let values = documents[0]["incidents"][0]["values"].as_array().unwrap();
    let severity = values.iter().find(|it| it["field"] == "severity").unwrap();
    assert_eq!(
        (&severity["value"], &severity["certainty"], &severity["from"]["line"], &severity["from"]["how"]),
        (&"P2".into(), &"stated".into(), &3.into(), &"label".into())
    );
}

#[test]
fn words_that_nobody_knows_are_counted_with_the_entries_to_add() {
    let printed = site().run(&["inspect", "--unread"]).stdout;
    assert!(printed.contains("2  Kesto  (content/postmortems/a.md:5)"), "{printed}");
    assert!(printed.contains("2  Mitä opimme  (content/postmortems/a.md:11)"), "{printed}");
    assert!(printed.contains("lexicon:\n  labels:\n    FIELD: [\"Kesto\"]\n"), "{printed}");
    let known = Site::new()
        .document("a.md", "---\ntitle: A\nseverity: P1\ndate: 2026-01-05\n---\n## Impact\n\nNone.\n");
    assert_eq!(known.run(&["inspect", "--unread"]).stdout, "every label, heading and column is known\n");
}

#[test]
fn a_path_that_is_not_there_is_an_error() {
    assert_eq!(site().run(&["inspect", "content/nothing.md"]).code, 2);
}

#[test]
fn a_folder_beside_the_content_of_its_project_is_inspected_too() {
    let site = site().file("afterword.yaml", "site:\n  title: Kb\n").file("archive/old.md", REPORT);
    let printed = site.run(&["inspect", "archive"]);
    assert!(printed.stdout.starts_with("archive/old.md\n"), "{}", printed.stdout);
    assert!(printed.stderr.contains("inspected 1 document"), "{}", printed.stderr);
}
