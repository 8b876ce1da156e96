//! `afterword build`: what is published, and what never is.

use std::fs;

use crate::support::{Site, tree};

const INCIDENT: &str = "---\nid: INC-2026-0001\ntitle: Logins fail\ndate: 2026-01-10\nseverity: P1\nservices: [auth]\ncauses: [config/value]\n---\n\n## Timeline\n\nText.\n";

#[test]
fn a_folder_of_markdown_needs_no_configuration() {
    let site = Site::new().document("a.md", INCIDENT);
    let run = site.build();
    assert!(run.stderr.contains("1 incident"), "{}", run.stderr);
    for page in [
        "index.html",
        "404.html",
        "incidents/index.html",
        "incidents/inc-2026-0001/index.html",
        "causes/index.html",
        "causes/config/value/index.html",
        "services/auth/index.html",
        "severities/p1/index.html",
        "actions/index.html",
        "trends/index.html",
        "trends/recurring/index.html",
        "trends/overdue/index.html",
        "reviews/2026-q1/index.html",
        "reviews/2026/index.html",
        "runbooks/index.html",
        "api/v1/incidents.json",
        "api/v1/trends.json",
        "incidents.csv",
    ] {
        assert!(site.has_page(page), "{page}");
    }
}

#[test]
fn a_bad_file_never_stops_the_others() {
    let site = Site::new().document("a.md", INCIDENT);
    fs::write(site.path("content/b.md"), b"# caf\xE9\n").unwrap();
    let run = site.run(&["build"]);
    assert_eq!((run.code, run.codes()), (1, vec!["AW001".to_owned()]));
    assert!(run.stderr.contains("b.md:1"), "{}", run.stderr);
    assert!(site.has_page("incidents/inc-2026-0001/index.html"));
}

#[test]
fn strict_fails_on_a_warning() {
    let site = Site::new().document("a.md", &INCIDENT.replace("severity:", "severty:"));
    assert_eq!(site.run(&["build"]).code, 0);
    assert_eq!(site.run(&["build", "--strict"]).code, 1);
}

#[test]
fn two_builds_are_the_same_to_the_byte_with_any_number_of_threads() {
    let site = Site::new().document("a.md", INCIDENT).document("b.md", &INCIDENT.replace("0001", "0002"));
    let build = |output: &str, jobs: &str| {
        assert_eq!(site.run(&["build", "--output", output, "--jobs", jobs]).code, 0);
        tree(&site.path(output))
    };
    let one = build("one", "1");
    assert!(one == build("two", "2"));
    assert!(one == build("one", "2"));
}

#[test]
fn drafts_are_left_out_unless_asked_for() {
    let site = Site::new().document("a.md", INCIDENT).document(
        "b.md",
        "---\nid: INC-2026-0002\ntitle: DRAFTCANARY\nstatus: draft\nseverity: P1\n---\nDRAFTCANARY\n",
    );
    site.build();
    assert!(!everything(&site).contains("DRAFTCANARY"));
    assert_eq!(site.run(&["build", "--drafts"]).code, 0);
    assert!(everything(&site).contains("DRAFTCANARY"));
}

#[test]
fn a_public_build_holds_nothing_internal() {
    let site = Site::new()
        .document("a.md", &format!("{INCIDENT}\n::: internal\nBLOCKCANARY\n:::\n\nPublic again.\n"))
        .document("b.md", "---\nid: INC-2026-0002\ntitle: PAGECANARY\nvisibility: internal\nseverity: P1\n---\nPAGECANARY\n");
    assert_eq!(site.run(&["build", "--audience", "public"]).code, 0);
    let public = everything(&site);
    assert!(!public.contains("CANARY"));
    assert!(public.contains("Public again."));
    site.build();
    let internal = everything(&site);
    assert!(internal.contains("PAGECANARY") && internal.contains("BLOCKCANARY"));
}

#[test]
fn an_internal_block_that_is_never_closed_is_an_error_and_hides_the_rest() {
    let site = Site::new().document("a.md", &format!("{INCIDENT}\n::: internal\nBLOCKCANARY\n"));
    let run = site.run(&["build", "--audience", "public"]);
    assert_eq!((run.code, run.codes()), (1, vec!["AW702".to_owned()]));
    assert!(!site.has_page("index.html"), "a public build with an unclosed marker publishes nothing");
}

#[test]
fn an_unknown_visibility_stays_inside() {
    let site = Site::new().document("a.md", &INCIDENT.replace("severity: P1", "visibility: pubilc"));
    let run = site.run(&["build", "--audience", "public"]);
    assert_eq!((run.code, run.codes().contains(&"AW701".to_owned())), (1, true));
    assert!(!site.has_page("index.html"));
}

#[test]
fn braces_in_content_are_text() {
    let site = Site::new().document("a.md", &format!("{INCIDENT}\n{{{{ 7 * 7 }}}} and {{% if x %}}\n"));
    site.build();
    let page = site.page("incidents/inc-2026-0001/index.html");
    assert!(page.contains("{{ 7 * 7 }} and {% if x %}"), "{page}");
}

#[test]
fn the_ignore_file_and_hidden_names_keep_files_out() {
    let site = Site::new()
        .document("a.md", INCIDENT)
        .document("drafts/b.md", "IGNORECANARY")
        .document("_c.md", "IGNORECANARY")
        .document(".afterwordignore", "drafts/\n");
    site.build();
    assert!(!everything(&site).contains("IGNORECANARY"));
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_and_pipes_are_skipped_with_a_word() {
    let site = Site::new().document("a.md", INCIDENT).file("outside.md", "OUTSIDECANARY");
    std::os::unix::fs::symlink(site.path("outside.md"), site.path("content/x.md")).unwrap();
    let pipe = site.path("content/pipe.md");
    assert!(std::process::Command::new("mkfifo").arg(pipe).status().unwrap().success());
    let run = site.build();
    assert_eq!(run.codes(), ["AW002", "AW002"]);
    assert!(!everything(&site).contains("OUTSIDECANARY"));
}

/// Every byte of the built site, as text.
fn everything(site: &Site) -> String {
    let files = tree(&site.path("public"));
    files.iter().map(|(path, bytes)| format!("{path}\n{}\n", String::from_utf8_lossy(bytes))).collect()
}
