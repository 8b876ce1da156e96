//! The command line: exit codes, words, and what other programs read.

use std::process::{Command, Stdio};

use crate::support::{Site, run_as_written, run_in};

const INCIDENT: &str = "---\nid: INC-2026-0001\ntitle: Logins fail\ndate: 2026-01-10\nseverity: P1\nservices: [auth]\ncauses: [config/value]\naction_items:\n  - { task: Review pool changes, owner: \"@li\", team: identity, due: 2026-01-26, priority: P0, status: open }\n  - { task: 监控连接池, owner: \"@王\", due: 2026-03-05, status: in-progress }\n---\nText.\n";

fn site() -> Site {
    Site::new().document("a.md", INCIDENT)
}

#[test]
fn help_lists_the_commands_that_work() {
    insta::assert_snapshot!(site().run(&["--help"]).stdout);
}

#[test]
fn exit_codes_tell_findings_usage_and_failure_apart() {
    assert_eq!(site().run(&["check"]).code, 0);
    assert_eq!(
        Site::new()
            .document("a.md", &INCIDENT.replace("date: 2026-01-10", "date: 2026-02-30"))
            .run(&["check"])
            .code,
        1
    );
    assert_eq!(site().run(&["bild"]).code, 2);
    assert_eq!(site().run(&["build", "nowhere"]).code, 2);
    assert_eq!(site().run(&["build", "--config", "nowhere.yaml"]).code, 3);
}

#[test]
fn a_slip_in_a_command_is_answered_with_a_guess() {
    let run = site().run(&["bild"]);
    assert!(run.stderr.contains("build"), "{}", run.stderr);
}

#[test]
fn quiet_says_nothing_when_all_is_well() {
    let run = site().run(&["--quiet", "build"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
}

#[test]
fn a_build_ends_with_where_the_site_is_and_how_to_open_it() {
    let run = site().build();
    let lines: Vec<&str> = run.stderr.lines().collect();
    let [.., built, last] = lines.as_slice() else { panic!("{}", run.stderr) };
    assert!(built.starts_with("built ") && built.ends_with(": public"), "{built}");
    assert_eq!(*last, "open public/index.html in a browser");
}

#[test]
fn the_epoch_of_the_environment_is_the_as_of_day() {
    let site = site();
    let run = |epoch: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_afterword"))
            .args(["--quiet", "export"])
            .current_dir(site.path("."))
            .env("SOURCE_DATE_EPOCH", epoch)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        (
            output.status.code().unwrap(),
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    assert!(run("1772467200").1.contains("\"as_of\": \"2026-03-02\""));
    let (code, _, stderr) = run("soon");
    assert_eq!(code, 2);
    assert!(stderr.contains("SOURCE_DATE_EPOCH"), "{stderr}");
}

#[test]
fn action_items_are_listed_late_ones_first() {
    insta::assert_snapshot!(site().run(&["actions"]).stdout, @r"
    Item              Due         Status                  Owner  Task
    INC-2026-0001/A1  2026-01-26  open (34 days overdue)  @li    Review pool changes
    INC-2026-0001/A2  2026-03-05  in progress             @王    监控连接池
    ");
    assert_eq!(site().run(&["actions", "--overdue"]).stdout.lines().count(), 2);
    assert_eq!(site().run(&["actions", "--due-within", "7d"]).stdout.lines().count(), 2);
    assert_eq!(site().run(&["actions", "--owner", "王"]).stdout.lines().count(), 2);
    assert_eq!(site().run(&["actions", "--team", "identity"]).stdout.lines().count(), 2);
    assert_eq!(site().run(&["actions", "--fail-on-overdue"]).code, 1);
}

#[test]
fn schemas_are_printed_for_editors_and_programs() {
    for subject in ["postmortem", "runbook", "config", "api"] {
        let run = site().run(&["schema", subject]);
        let schema: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{subject}");
    }
}

#[test]
fn findings_for_programs_are_json() {
    let site = Site::new().document("a.md", &INCIDENT.replace("severity", "severty"));
    let run = site.run(&["check", "--format", "json"]);
    let findings: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(findings[0]["code"], "AW102");
    assert_eq!(findings[0]["name"], "unknown-key");
    assert_eq!((findings[0]["path"].as_str(), findings[0]["line"].as_u64()), (Some("a.md"), Some(5)));
}

#[test]
fn a_content_folder_elsewhere_needs_no_project() {
    let site = site();
    let elsewhere = tempfile::tempdir().unwrap();
    let run = run_in(elsewhere.path(), "2026-03-01", &["build", site.path("content").to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(elsewhere.path().join("public/index.html").exists());
}

#[test]
fn nothing_that_a_terminal_would_act_on_is_printed() {
    let site = Site::new()
        .document("a.md", "---\nid: INC-1\ntitle: \"\\e]0;pwned\\a\"\nseverity: \"\\e[2J\"\n---\nText.\n");
    for command in [&["build"][..], &["check"], &["actions"]] {
        let run = site.run(command);
        assert!(!run.stderr.contains('\u{1b}') && !run.stdout.contains('\u{1b}'));
    }
}

#[test]
fn the_version_is_one_line_and_verbose_names_what_a_report_needs() {
    let site = site();
    let short = run_as_written(&site.path(""), &["--version"], &[]).stdout;
    assert_eq!(short, format!("afterword {}\n", env!("CARGO_PKG_VERSION")));
    for args in [["--version", "--verbose"], ["--verbose", "--version"]] {
        let long = run_as_written(&site.path(""), &args, &[]).stdout;
        assert!(long.starts_with(&short) && long.lines().count() == 4, "{long}");
        assert!(long.contains("features: highlight, mermaid") || !cfg!(feature = "mermaid"), "{long}");
        assert!(long.contains("afterword/v1"), "{long}");
    }
}
