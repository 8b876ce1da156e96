//! Themes: templates and words replaced file by file.

use crate::support::Site;

const INCIDENT: &str =
    "---\nid: INC-2026-0001\ntitle: Logins fail\ndate: 2026-01-10\nseverity: P1\n---\nText.\n";

#[test]
fn one_file_of_a_theme_replaces_one_of_the_default() {
    let site = Site::new()
        .file("afterword.yaml", "site: { theme: ours }\n")
        .file("ours/templates/hook/footer.html", "<p>kept by the platform team</p>")
        .document("a.md", INCIDENT);
    site.build();
    let page = site.page("incidents/inc-2026-0001/index.html");
    assert!(page.contains("<p>kept by the platform team</p>") && page.contains("<h1"), "{page}");
}

#[test]
fn a_mistake_in_a_template_is_named_with_its_place_and_nothing_is_written() {
    let site = Site::new()
        .file("afterword.yaml", "site: { theme: ours }\n")
        .file("ours/templates/hook/footer.html", "<p>\n{{ nope }}</p>")
        .document("a.md", INCIDENT);
    let run = site.run(&["build"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("footer.html:2") && run.stderr.contains("nope"), "{}", run.stderr);
    assert!(!site.has_page("index.html"));
}

#[test]
fn the_interface_speaks_chinese_where_the_site_does() {
    let site = Site::new().file("afterword.yaml", "site: { language: zh-CN }\n").document("a.md", INCIDENT);
    site.build();
    assert!(site.page("index.html").contains("<html lang=\"zh-CN\""));
    assert!(site.page("actions/index.html").contains("改进项"));
}
