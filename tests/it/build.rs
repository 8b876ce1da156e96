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

/// Zone, locale, rights of new files, threads, the folder and the order in which files came into it: of two of each, the
/// site is the same, and so are the rights of its files.
#[cfg(unix)]
#[test]
fn the_surroundings_of_a_build_change_no_byte() {
    use std::os::unix::fs::PermissionsExt as _;

    let config = "site: { title: Kb, audience: public, base_url: 'https://kb.example.org/' }\n";
    let mut documents: Vec<(String, String)> = (1..9)
        .map(|nr| {
            let text = INCIDENT.replace("0001", &format!("000{nr}")).replace("01-10", &format!("01-1{nr}"));
            (format!("{}/第{nr}篇.md", nr % 3), text + "\n- 14:32 发布\n- 15:10 恢复\n\n[log](run.log)\n")
        })
        .collect();
    documents.push(("1/run.log".to_owned(), "10:00 error\n".to_owned()));
    let build = |zone: &str, locale: &str, umask: &str, jobs: &str, is_turned: bool| {
        let mut site = Site::new().file("afterword.yaml", config);
        let mut documents = documents.clone();
        if is_turned {
            documents.reverse();
        }
        for (path, text) in &documents {
            site = site.document(path, text);
        }
        let command = format!("umask {umask} && exec \"$0\" --as-of 2026-03-01 --quiet build --jobs {jobs}");
        let status = std::process::Command::new("sh")
            .args(["-c", &command, env!("CARGO_BIN_EXE_afterword")])
            .current_dir(site.path(""))
            .envs([("TZ", zone), ("LANG", locale), ("LC_ALL", locale), ("HOME", "/nowhere"), ("USER", zone)])
            .env_remove("SOURCE_DATE_EPOCH")
            .env_remove("AFTERWORD_LANG")
            .status()
            .unwrap();
        assert!(status.success(), "{zone}: {status}");
        let files = tree(&site.path("public"));
        assert!(60 < files.len(), "{}", files.len());
        let mode = |path: &str| fs::metadata(site.path("public").join(path)).unwrap().permissions().mode();
        files.into_iter().map(|(path, bytes)| (mode(&path), path, bytes)).collect::<Vec<_>>()
    };
    let one = build("Asia/Shanghai", "zh_CN.UTF-8", "022", "1", false);
    let other = build("America/Los_Angeles", "C", "077", "3", true);
    let names = |site: &[(u32, String, Vec<u8>)]| {
        site.iter().map(|it| format!("{:o} {}", it.0, it.1)).collect::<Vec<String>>()
    };
    assert_eq!(names(&one), names(&other));
    for (one, other) in one.iter().zip(&other) {
        assert!(one == other, "{} differs", one.1);
    }
}

#[test]
fn a_state_of_draft_in_the_text_marks_the_page_and_is_left_out_of_public_sites() {
    let text = "# Pool exhausted\n\n| Field | Value |\n| --- | --- |\n| Date | 2026-01-05 |\n| Severity | P1 |\n| Status | Draft |\n\n## Root cause\n\nSTATECANARY\n";
    let site = Site::new()
        .document("incidents/a.md", text)
        .document("incidents/b.md", &text.replace("# Pool", "---\ndraft: true\n---\n# Pool"));
    let run = site.build();
    assert!(run.stderr.contains("1 incident") && run.stderr.contains("1 draft"), "{}", run.stderr);
    let exported = site.export();
    assert_eq!(exported["incidents"].as_array().unwrap().len(), 1);
    assert_eq!(exported["incidents"][0]["status"], "draft");
    assert!(site.page("incidents/a/index.html").contains(">Draft<"));
    let run = site.run(&["build", "--audience", "public"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for (path, bytes) in tree(&site.path("public")) {
        assert!(!String::from_utf8_lossy(&bytes).contains("STATECANARY"), "{path}");
    }
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
