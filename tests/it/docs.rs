//! Reference pages that are made from the code, and fail here when they are stale.
//!
//! `UPDATE_DOCS=1 cargo test --test it docs` writes them anew.

use std::fmt::Write as _;
use std::fs;

use afterword::inside::diagnostics::codes;

use crate::support::repository;

#[test]
fn the_list_of_findings_is_the_codes() {
    let mut text = String::from(
        "# Findings\n\nEvery finding of `afterword check` and `afterword build`; `afterword explain CODE` prints the same. \
         [checking.md](checking.md) shows how to select, allow and fix them.\nMade from the code by a test; do not edit.\n\n\
         | Code | Name | Level | What it finds |\n| --- | --- | --- | --- |\n",
    );
    for kind in codes::ALL {
        let off = if kind.opt_in { ", off" } else { "" };
        writeln!(
            text,
            "| [{}](#{}-{}) | `{}` | {}{off} | {} |",
            kind.code,
            kind.code.to_lowercase(),
            kind.name,
            kind.name,
            kind.level.as_str(),
            kind.meaning.trim()
        )
        .unwrap();
    }
    for kind in codes::ALL {
        text.push('\n');
        text.push_str(&section(kind.explanation));
    }
    check("docs/reference/findings.md", &text);
}

/// An explanation one level down; `Flagged` and `Clean` are in every one, so they are not headings here.
fn section(explanation: &str) -> String {
    let mut text = String::new();
    let mut in_example = false;
    for line in explanation.lines() {
        in_example ^= line.starts_with("~~~");
        match line.strip_prefix("## ").filter(|_| !in_example) {
            Some(heading) => writeln!(text, "{heading}:").unwrap(),
            None if !in_example && line.starts_with("# ") => writeln!(text, "#{line}").unwrap(),
            None => writeln!(text, "{line}").unwrap(),
        }
    }
    text
}

#[track_caller]
fn check(path: &str, text: &str) {
    let file = repository().join(path);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text).unwrap();
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(written, text, "{path} is stale: UPDATE_DOCS=1 cargo test --test it docs");
}
