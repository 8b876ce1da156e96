//! Reference pages that are made from the code, and fail here when they are stale.
//!
//! `UPDATE_DOCS=1 cargo test --test it docs` writes them anew.

use std::fmt::Write as _;
use std::fs;

use afterword::diagnostics::codes;

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

/// An explanation one level down; `Flagged` and `Clean` occur in every one, so they are not headings here.
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

#[test]
fn the_readme_shows_what_the_program_prints() {
    let readme = fs::read_to_string(repository().join("README.md")).unwrap();
    let mut examples = 0;
    for block in readme.split("```console\n").skip(1).filter_map(|it| it.split("```").next()) {
        let mut lines = block.lines();
        let command = lines.next().unwrap().strip_prefix("$ afterword ").unwrap();
        let words = shell_words(command);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let run = crate::support::run_in(repository(), "2026-10-15", &words);
        let expected: Vec<&str> = lines.collect();
        let shown: Vec<&str> = run.stdout.lines().take(expected.len()).collect();
        assert_eq!(shown, expected, "README: afterword {command}");
        examples += 1;
    }
    assert!(0 < examples);
}

/// Words of a command line, with double quotes inside single ones.
fn shell_words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for c in line.chars() {
        match (c, quote) {
            (_, Some(open)) if c == open => quote = None,
            ('\'' | '"', None) => quote = Some(c),
            (' ', None) => words.push(String::new()),
            _ => words.last_mut().unwrap().push(c),
        }
    }
    words
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
