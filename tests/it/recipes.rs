//! The recipes of the guide run as written: every shell part, and every `run` of a workflow, in a repository with a branch.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::{Site, repository};

/// What a recipe needs beside the program: it is called, writes what it was called with, and asks no network.
const STUB: &str = "#!/bin/sh\nprintf '%s\\n' \"$(basename \"$0\") $*\" >> \"$CALLS\"\n[ \"$1\" = issue ] && echo '[]'\nexit 0\n";

#[cfg(unix)]
fn workshop() -> Site {
    use std::os::unix::fs::PermissionsExt as _;
    let site = Site::new()
        .file("afterword.yaml", "tickets: [{ file: tickets/issues.json, format: github }]\n")
        .file("tickets/issues.json", "[]")
        .document(
            "a.md",
            "---\nid: INC-2026-0001\ntitle: Till stopped\ndate: 2026-01-10\nseverity: P2\nservices: [till]\ncauses: [capacity/pool]\n---\nThe pool of the till was full.\n",
        );
    let folder = site.path("");
    git(&folder, &["init", "--quiet", "--initial-branch=main"]);
    git(&folder, &["add", "--all"]);
    git(&folder, &["commit", "--quiet", "-m", "first"]);
    git(&folder, &["update-ref", "refs/remotes/origin/main", "main"]);
    git(&folder, &["switch", "--quiet", "--create", "postmortem"]);
    site.write(
        "content/b.md",
        "---\nid: INC-2026-0002\ntitle: Till stopped again\ndate: 2026-02-10\nseverity: P2\nservices: [till]\ncauses: [capacity/pool]\n---\nThe pool of the till was full.\n",
    );
    for name in ["gh", "curl"] {
        site.write(&format!("bin/{name}"), STUB);
        fs::set_permissions(site.path(&format!("bin/{name}")), fs::Permissions::from_mode(0o755)).unwrap();
    }
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_afterword"), site.path("bin/afterword")).unwrap();
    site
}

#[track_caller]
fn git(folder: &Path, args: &[&str]) {
    let names = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"];
    let run = Command::new("git").args(names).args(args).current_dir(folder).output().unwrap();
    assert!(run.status.success(), "{args:?}: {}", String::from_utf8_lossy(&run.stderr));
}

/// Runs `script` as a job does, and expects that to work.
#[track_caller]
fn run(site: &Site, script: &str) {
    let path = format!("{}:/usr/bin:/bin", site.path("bin").display());
    let output = Command::new("sh")
        .args(["-e", "-c", script])
        .current_dir(site.path(""))
        .env("PATH", path)
        .env("SOURCE_DATE_EPOCH", "1772323200")
        .env("GITHUB_BASE_REF", "main")
        .env("GITHUB_HEAD_REF", "postmortem")
        .env("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main")
        .env("GITHUB_STEP_SUMMARY", site.path("summary.md"))
        .env("CALLS", site.path("calls.txt"))
        .env("WEBHOOK", "https://chat.example.org/hook")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{script}\n{text}");
}

/// Every `run` and every line of a `script` below `value`, in order.
fn scripts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                match (key.as_str(), value) {
                    ("run", Value::String(script)) => found.push(script.clone()),
                    ("script", Value::Array(lines)) => {
                        found.extend(lines.iter().filter_map(|it| it.as_str().map(str::to_owned)));
                    }
                    _ => scripts(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|it| scripts(it, found)),
        _ => {}
    }
}

fn blocks<'a>(text: &'a str, language: &str) -> Vec<&'a str> {
    let fence = format!("```{language}\n");
    text.split(fence.as_str()).skip(1).filter_map(|it| it.split("```").next()).collect()
}

#[test]
#[cfg(unix)]
fn every_shell_part_of_the_recipes_runs_as_written() {
    for guide in ["docs/guide/pull-requests.md", "docs/guide/zh-CN/pull-requests.md"] {
        let text = fs::read_to_string(repository().join(guide)).unwrap();
        let mut all: Vec<String> = blocks(&text, "sh").into_iter().map(str::to_owned).collect();
        for block in blocks(&text, "yaml") {
            let value: Value =
                afterword::inside::yaml::read(block).unwrap_or_else(|error| panic!("{guide}: {error}"));
            scripts(&value, &mut all);
        }
        assert!(5 <= all.len(), "{guide}: {all:#?}");
        let site = workshop();
        for script in &all {
            run(&site, script);
        }
        let calls = fs::read_to_string(site.path("calls.txt")).unwrap();
        assert!(calls.contains("curl --fail"), "{calls}");
        let report = fs::read_to_string(site.path("gl-code-quality-report.json")).unwrap();
        assert!(report.contains("seen-before"), "{report}");
        assert!(site.has_page("index.html"));
    }
}

#[test]
#[cfg(unix)]
fn the_hooks_of_pre_commit_are_commands_that_work() {
    let text = fs::read_to_string(repository().join(".pre-commit-hooks.yaml")).unwrap();
    let hooks: Value = afterword::inside::yaml::read(&text).unwrap();
    let site = workshop();
    for hook in hooks.as_array().unwrap() {
        let entry = hook["entry"].as_str().unwrap();
        let files = if hook["pass_filenames"] == Value::Bool(false) { "" } else { " content/b.md" };
        run(&site, &format!("{entry}{files}"));
        assert_eq!(hook["language"], "system");
    }
}
