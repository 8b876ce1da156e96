//! What is on disk after a build, a failed build, and two at once.

use std::fs;

use crate::support::{Site, tree};

const INCIDENT: &str =
    "---\nid: INC-2026-0001\ntitle: Logins fail\ndate: 2026-01-10\nseverity: P1\n---\nText.\n";

#[test]
fn pages_of_deleted_documents_go_and_foreign_files_stay() {
    let site = Site::new().document("a.md", INCIDENT).document("b.md", &INCIDENT.replace("0001", "0002"));
    site.write("public/CNAME", "kb.example.com");
    site.write("public/.git/config", "[core]");
    site.build();
    assert!(site.has_page("incidents/inc-2026-0002/index.html"));
    fs::remove_file(site.path("content/b.md")).unwrap();
    site.build();
    assert!(!site.has_page("incidents/inc-2026-0002/index.html"));
    assert_eq!(site.page("CNAME"), "kb.example.com");
    assert_eq!(site.page(".git/config"), "[core]");
}

#[test]
fn a_build_that_fails_leaves_the_old_site() {
    let site = Site::new().document("a.md", INCIDENT);
    site.build();
    let before = tree(&site.path("public"));
    site.write("afterword.yaml", "site: { langauge: en }\n");
    let run = site.run(&["build"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("did you mean `language`"), "{}", run.stderr);
    assert!(before == tree(&site.path("public")));
}

#[test]
fn dangerous_outputs_are_refused_before_anything_is_written() {
    let site = Site::new().document("a.md", INCIDENT);
    let before = tree(&site.path("."));
    for output in [".", "content", "/", ".."] {
        let run = site.run(&["build", "--output", output]);
        assert_eq!(run.code, 2, "{output}: {}", run.stderr);
    }
    assert!(before == tree(&site.path(".")));
}

#[test]
fn a_folder_of_somebody_else_is_refused() {
    let site = Site::new().document("a.md", INCIDENT);
    site.write("public/thesis.txt", "mine");
    let before = tree(&site.path("public"));
    let run = site.run(&["build"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("thesis.txt"), "{}", run.stderr);
    assert!(before == tree(&site.path("public")));
    // What is put beside a site that is ours stays.
    fs::remove_file(site.path("public/thesis.txt")).unwrap();
    site.build();
    site.write("public/thesis.txt", "mine");
    site.build();
    assert_eq!(site.page("thesis.txt"), "mine");
}

#[test]
fn nothing_is_written_beside_the_output() {
    let site = Site::new().document("a.md", INCIDENT);
    site.build();
    site.build();
    let mut names: Vec<String> = fs::read_dir(site.path("."))
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["content", "public"]);
}
