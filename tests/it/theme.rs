//! Themes: templates and words replaced file by file.

use std::fs;

use crate::support::{Run, Site, repository, tree};

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

/// A project with the theme in `tests/fixtures/themes/plain`.
fn with_plain_theme() -> Site {
    let site = Site::new().file("afterword.yaml", "site: { theme: plain }\n").document("a.md", INCIDENT);
    for (path, bytes) in tree(&repository().join("tests/fixtures/themes/plain")) {
        site.write(&format!("plain/{path}"), std::str::from_utf8(&bytes).unwrap());
    }
    site
}

#[test]
fn a_theme_of_its_own_needs_a_few_files() {
    let site = with_plain_theme();
    site.build();
    let pages = tree(&site.path("public"));
    let pages = pages.iter().filter(|it| it.0.ends_with(".html"));
    let mut kinds = 0;
    for (path, bytes) in pages {
        let text = std::str::from_utf8(bytes).unwrap();
        if text.contains("http-equiv=\"refresh\"") {
            continue;
        }
        assert!(text.contains("<body class=\"plain kind-"), "{path}: the theme's own base");
        assert!(text.contains("alt=\"Start\""), "{path}: the theme's own word");
        assert!(text.contains("Kept by the platform team"), "{path}: the theme's own hook and message");
        assert!(!text.contains("site-header"), "{path}: nothing of the default base");
        kinds += 1;
    }
    assert!(10 < kinds, "{kinds}");
    let page = site.page("incidents/inc-2026-0001/index.html");
    assert!(page.contains("class=\"facts\""), "pages and partials are the default's: {page}");
    let image = page.split("src=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(image.starts_with("../../assets/mark-"), "{image}");
    let mark = site.path("public/incidents/inc-2026-0001").join(image);
    assert!(fs::read_to_string(mark).unwrap().starts_with("<svg"));
    let sheet = page.split("href=\"").find(|it| it.contains(".css")).unwrap().split('"').next().unwrap();
    let sheet = fs::read_to_string(site.path("public/incidents/inc-2026-0001").join(sheet)).unwrap();
    assert!(sheet.contains("body.plain") && !sheet.contains("--late: light-dark"), "its own tokens");
    assert!(sheet.contains(".badge"), "the default's components");
}

/// Builds with the plain theme and one file of it changed.
fn with_changed(path: &str, text: &str) -> Run {
    let site = with_plain_theme();
    site.write(&format!("plain/{path}"), text);
    let run = site.run(&["build"]);
    assert!(!site.has_page("index.html"));
    run
}

#[test]
fn a_theme_for_another_context_is_refused() {
    let run = with_changed("theme.yaml", "name: plain\nversion: 0.1.0\ncontext: 2\n");
    assert_eq!(run.code, 2);
    let place = "theme.yaml:3:1: the theme is written for version 2 of the template context";
    assert!(run.stderr.contains(place), "{}", run.stderr);
}

#[test]
fn a_name_that_is_not_there_is_told_with_those_that_are() {
    let run = with_changed(
        "templates/page/incident.html",
        "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ view.titel }}</h1>\n{% endblock main %}\n",
    );
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("templates/page/incident.html:3:13"), "{}", run.stderr);
    assert!(
        run.stderr.contains("`titel` is not defined. Available fields: ") && run.stderr.contains("title"),
        "{}",
        run.stderr
    );
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

#[test]
fn scripts_of_a_theme_are_published_as_they_are_written() {
    let words = fs::read_to_string(repository().join("src/search/browser/core/words.js")).unwrap();
    let written =
        format!("{words}\n/* ours */\nconst readBox = (box) => box.value  +  box.closest('form').words;\n");
    let button = "/* ours */\n(function () {\n  'use strict';\n  const box = { value: 1 };\n})();\n";
    let site = Site::new()
        .file("afterword.yaml", "site: { theme: ours }\n")
        .file("ours/static/search/core/words.js", &written)
        .file("ours/static/js/copy.js", button)
        .document("a.md", INCIDENT);
    site.build();
    let scripts: Vec<String> = tree(&site.path("public/assets"))
        .into_iter()
        .filter(|it| it.0.ends_with(".js"))
        .map(|it| String::from_utf8(it.1).unwrap())
        .collect();
    assert!(scripts.iter().any(|it| it.contains(&written)), "the bytes of the search's source");
    assert!(scripts.iter().any(|it| it.contains(button)), "the bytes of the page's script");
}

#[test]
fn scripts_of_the_default_theme_lose_comments_and_blanks_only() {
    let site = Site::new().document("a.md", INCIDENT);
    site.build();
    let assets = tree(&site.path("public/assets"));
    let published = |start: &str| -> String {
        let found = assets.iter().find(|it| it.0.starts_with(start) && it.0.ends_with(".js")).unwrap();
        String::from_utf8(found.1.clone()).unwrap()
    };
    let words = |text: &str| -> Vec<String> {
        let split = text.split(|it: char| !(it.is_alphanumeric() || it == '_' || it == '$'));
        split.filter(|it| !it.is_empty()).map(str::to_owned).collect()
    };
    let log = published("search-log-");
    let source = fs::read_to_string(repository().join("src/search/browser/log/words.js")).unwrap();
    let code: String = source
        .lines()
        .filter(|it| !["/*", "*", "//"].iter().any(|mark| it.trim_start().starts_with(mark)))
        .map(|it| it.split(" // ").next().unwrap_or(it).to_owned() + "\n")
        .collect();
    let names = words(&code);
    assert!(20 < names.len());
    let published = words(&log);
    let missing: Vec<&String> = names.iter().filter(|it| !published.contains(it)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
