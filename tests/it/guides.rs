//! README and docs: commands print what is shown, links lead somewhere, and both languages reach the same site.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::support::{repository, run_as_written, tree};

/// 2026-03-01 in seconds, so that no guide depends on the day on which it is run.
const DAY: &str = "1772323200";

/// Every page of documentation.
fn pages() -> Vec<PathBuf> {
    let root = repository();
    let top = fs::read_dir(root).unwrap().map(|it| it.unwrap().path());
    let mut found: Vec<PathBuf> = top.filter(|it| is_markdown(it)).collect();
    let docs = root.join("docs");
    found.extend(tree(&docs).into_iter().map(|(name, _)| docs.join(name)).filter(|it| is_markdown(it)));
    found.sort();
    found
}

fn is_markdown(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == "md")
}

#[test]
fn commands_print_what_the_documentation_shows() {
    let mut examples = 0;
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        for block in blocks(&text, "console") {
            let mut lines = block.lines();
            let command = lines.next().unwrap().strip_prefix("$ afterword ").unwrap();
            let words = shell_words(command);
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let run = run_as_written(repository(), &words, &[]);
            let expected: Vec<&str> = lines.collect();
            let shown: Vec<&str> = run.stdout.lines().take(expected.len()).collect();
            assert!(!expected.is_empty(), "{}: afterword {command} shows nothing", page.display());
            assert_eq!(shown, expected, "{}: afterword {command}", page.display());
            examples += 1;
        }
    }
    assert!(4 <= examples, "search and actions, in both languages");
}

#[test]
fn the_readme_counts_the_sample() {
    let n = tree(&repository().join("content/incidents")).len();
    for (page, words) in
        [("README.md", format!("{n} postmortems")), ("README.zh-CN.md", format!("{n} 篇复盘"))]
    {
        let text = fs::read_to_string(repository().join(page)).unwrap();
        assert!(text.contains(&words), "{page} does not say `{words}`");
    }
}

#[test]
fn every_link_of_the_documentation_leads_to_a_file() {
    let mut links = 0;
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        for target in targets(&text) {
            let path = target.split('#').next().unwrap_or_default();
            if path.is_empty() || path.contains("://") {
                continue;
            }
            let file = page.parent().unwrap().join(path);
            assert!(file.exists(), "{}: no file {path}", page.display());
            links += 1;
        }
    }
    assert!(50 < links, "{links}");
}

#[test]
fn every_guide_is_there_in_both_languages_and_links_the_other_one() {
    let folder = repository().join("docs/guide");
    let mut guides = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if !is_markdown(&path) {
            continue;
        }
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let english = fs::read_to_string(&path).unwrap();
        let chinese = fs::read_to_string(folder.join("zh-CN").join(&name))
            .unwrap_or_else(|error| panic!("{name} has no Chinese page: {error}"));
        assert!(english.contains(&format!("](zh-CN/{name})")), "{name} does not link its Chinese page");
        assert!(chinese.contains(&format!("](../{name})")), "{name} does not link its English page");
        guides += 1;
    }
    let chinese = fs::read_dir(folder.join("zh-CN")).unwrap().count();
    assert_eq!(chinese, guides);
}

#[test]
fn the_first_site_is_the_same_in_both_languages() {
    let english = follow("docs/guide/first-site.md");
    let chinese = follow("docs/guide/zh-CN/first-site.md");
    assert_eq!(english.get("incidents"), Some(&4), "the list, two examples and the draft: {english:?}");
    assert_eq!(english, chinese);
}

#[test]
fn the_theme_of_the_guide_builds_in_both_languages() {
    let english = follow("docs/guide/theming.md");
    assert!(english.contains_key("incidents"), "{english:?}");
    assert_eq!(english, follow("docs/guide/zh-CN/theming.md"));
}

/// Every command that the documentation shows has options and values that the program knows: `--help` behind them is only
/// reached where all words before it can be read.
#[test]
fn every_command_of_the_documentation_can_be_read() {
    let mut commands = 0;
    let mut wrong = Vec::new();
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        let mut is_code = false;
        for line in text.lines() {
            let is_fence = line.trim_start().starts_with("```");
            is_code ^= is_fence;
            if is_fence || !(is_code || line.starts_with("    ")) {
                continue;
            }
            for command in line.split(['|', '>', ';']).filter_map(command_of) {
                let mut words = shell_words(command);
                words.retain(|it| !it.is_empty());
                words.push("--help".to_owned());
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                let run = run_as_written(repository(), &words, &[]);
                commands += 1;
                if run.code != 0 {
                    wrong.push(format!("{}: afterword {command}\n{}", page.display(), run.stderr));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(40 < commands, "{commands}");
}

/// The words behind `afterword` in a line of a shell, without its comment.
fn command_of(line: &str) -> Option<&str> {
    let line = line.trim().trim_start_matches("$ ").trim_start_matches("- run: ");
    let command = line.strip_prefix("afterword ")?.split(" #").next()?.trim();
    // A line that goes on, and words that are left to the reader.
    let is_whole = !command.ends_with('\\') && !command.contains(['…', '$', '[', '<']);
    is_whole.then_some(command)
}

/// Runs every command of the guide's `sh` blocks in order; how many pages the site has below each of its folders.
fn follow(guide: &str) -> BTreeMap<String, usize> {
    let text = fs::read_to_string(repository().join(guide)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut here = folder.path().to_path_buf();
    for line in blocks(&text, "sh").into_iter().flat_map(str::lines) {
        let line = line.split(" #").next().unwrap_or_default().trim_end();
        if let Some(inner) = line.strip_prefix("cd ") {
            here = here.join(inner);
            continue;
        }
        let command = line.strip_prefix("afterword ").unwrap_or_else(|| panic!("{guide}: {line}"));
        let words = shell_words(command);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        if words.first() == Some(&"serve") {
            preview(guide, &here);
            continue;
        }
        let run = run_as_written(&here, &words, &[("SOURCE_DATE_EPOCH", Path::new(DAY))]);
        assert_eq!(run.code, 0, "{guide}: {line}\n{}{}", run.stdout, run.stderr);
    }
    let mut pages = BTreeMap::new();
    for (name, _) in tree(&here.join("public")) {
        if let Some((place, _)) = name.strip_suffix("index.html").and_then(|it| it.split_once('/')) {
            *pages.entry(place.to_owned()).or_insert(0) += 1;
        }
    }
    pages
}

/// Starts the preview, which ends only when somebody ends it, and waits for its address.
fn preview(guide: &str, here: &Path) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_afterword"))
        .args(["serve", "--port", "0"])
        .current_dir(here)
        .env("SOURCE_DATE_EPOCH", DAY)
        .env("AFTERWORD_LANG", "en")
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let said = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
    let is_there = said.into_iter().any(|it| it.starts_with("preview: http://localhost:"));
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(is_there, "{guide}: there is no preview");
}

/// The fenced blocks of `text` in that language.
fn blocks<'a>(text: &'a str, language: &str) -> Vec<&'a str> {
    let fence = format!("```{language}\n");
    text.split(fence.as_str()).skip(1).filter_map(|it| it.split("```").next()).collect()
}

/// The targets of links and pictures, without those in code.
fn targets(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut is_code = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") || line.starts_with("~~~") {
            is_code = !is_code;
        }
        if is_code || line.starts_with("    ") {
            continue;
        }
        // Every second piece between backticks is code.
        for prose in line.split('`').step_by(2) {
            let after = prose.split("](").skip(1);
            found.extend(after.filter_map(|it| it.split_once(')')).map(|it| it.0));
        }
    }
    found
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
