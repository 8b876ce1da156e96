//! Files and folders that are not read because of their names: none of them is left out in silence.

use serde_json::Value;

use crate::support::Site;

const INCIDENT: &str =
    "# Cache gone\n\n**Date**: 2026-01-05\n**Severity**: P1\n\n## Root cause\n\nEverything was evicted.\n";

fn site() -> Site {
    let numbered = |n: usize| INCIDENT.replace("Cache", &format!("Cache {n}"));
    Site::new()
        .document("_posts/2026-01-05-cache.md", &numbered(1))
        .document("_incidents/2026-01-06-cache.MD", &numbered(2))
        .document("plain.markdown", &numbered(3))
        .document("_TEMPLATE.md", INCIDENT)
        .document("_sidebar.md", INCIDENT)
        .document("_drafts/a.md", INCIDENT)
        .document("_drafts/b.md", INCIDENT)
        .document(".github/ISSUE_TEMPLATE/report.md", INCIDENT)
        .document(".git/notes.md", INCIDENT)
        .document("node_modules/pool/README.md", INCIDENT)
        .document("assets/app.css", "a {}")
        .document("_assets/app.css", "a {}")
        .document("one.mdx", INCIDENT)
        .document("two.mdx", INCIDENT)
        .document("2026-02-01-outage.html.md.erb", INCIDENT)
        .document("postmortem-cache.docx", "")
        .document("notes.txt", "")
}

#[test]
fn folders_that_other_generators_publish_are_read() {
    let exported = site().export();
    let mut titles: Vec<&str> =
        exported["incidents"].as_array().unwrap().iter().map(|it| it["title"].as_str().unwrap()).collect();
    titles.sort_unstable();
    assert_eq!(titles, ["Cache 1 gone", "Cache 2 gone", "Cache 3 gone"]);
}

#[test]
fn each_file_folder_and_ending_that_is_not_read_is_named_once() {
    let printed = site().run(&["check", "--select", "AW015", "--format", "json"]).stdout;
    let found: Value = serde_json::from_str(&printed).unwrap();
    let list = found.as_array().or_else(|| found["diagnostics"].as_array()).unwrap();
    let mut paths: Vec<&str> = list.iter().map(|it| it["path"].as_str().unwrap()).collect();
    paths.sort_unstable();
    assert_eq!(
        paths,
        [
            "content/.github",
            "content/2026-02-01-outage.html.md.erb",
            "content/_drafts",
            "content/_sidebar.md",
            "content/node_modules",
            "content/one.mdx",
            "content/postmortem-cache.docx",
        ]
    );
    let of = |path: &str| list.iter().find(|it| it["path"] == path).unwrap()["message"].as_str().unwrap();
    assert!(of("content/_drafts").contains("2 documents"), "{printed}");
    assert!(of("content/one.mdx").contains("2 files"), "{printed}");
}

#[test]
fn a_build_counts_them_and_inspect_names_them() {
    let site = site();
    let run = site.build();
    assert!(run.stderr.contains("9 files not read"), "{}", run.stderr);
    let printed = site.run(&["inspect", "content"]).stdout;
    assert!(printed.contains("content/_TEMPLATE.md\n  AW005 left out, it is a template"), "{printed}");
    let printed = site.run(&["inspect", "content/_sidebar.md"]).stdout;
    assert!(printed.contains("not read: names that begin with `_` are kept out"), "{printed}");
    let printed = site.run(&["inspect", "content", "--format", "json"]).stdout;
    let read: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(read["not_read"].as_array().unwrap().len(), 8, "{printed}");
}

#[test]
fn what_the_ignore_file_names_is_left_out_by_choice() {
    let site = Site::new()
        .document("a.md", INCIDENT)
        .document("_TEMPLATE.md", INCIDENT)
        .document("b.rst", INCIDENT)
        .document(".afterwordignore", "_TEMPLATE.md\n*.rst\n");
    let printed = site.run(&["check", "--select", "AW015", "--format", "json"]).stdout;
    assert_eq!(printed.trim(), "[]");
}

#[test]
fn a_report_named_by_day_or_number_is_read_without_an_ending_and_other_files_are_not() {
    let text =
        "# Post-mortem: keys expired\n\n## Impact\n\nThe login was down.\n\n## Root cause\n\nA date.\n";
    let site = Site::new()
        .document("2026-01/2026-01-05-keys-expired", text)
        .document("PM2026-009 - mail lost", &text.replace("keys expired", "mail lost"))
        .document("2026-01/2026-01-06-dump", "10:00 start\n10:05 # end\n")
        .document("2026-01/notes", text)
        .document(
            "a.md",
            "# Postmortem: other\n\n## Root cause\n\nSee [keys](2026-01/2026-01-05-keys-expired).\n",
        );
    let exported = site.export();
    let titles: Vec<&str> =
        exported["incidents"].as_array().unwrap().iter().map(|it| it["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["Post-mortem: mail lost", "Postmortem: other", "Post-mortem: keys expired"]);
    let other = exported["incidents"].as_array().unwrap()[1].clone();
    assert_eq!(other["mentions"][0], "2026-01-05-keys-expired", "{other}");
}
