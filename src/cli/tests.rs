//! Disks that fail: each thing that a command asks of the disk fails once, and no command takes missing input for none.

#![expect(clippy::disallowed_methods, reason = "the tests make their own files")]

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser as _;
use tempfile::TempDir;

use super::args::{Args, Color};
use super::context::Context;
use super::dispatch;
use super::ui::Ui;
use crate::files::seam::{Step, with_fault};
use crate::i18n::Locale;

/// A project of some documents in some folders, with a sidecar, overrides and an attachment.
fn project(audience: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("afterword.yaml", &format!("site: {{ title: Kb, audience: {audience} }}\n"));
    for n in 1..=12 {
        let text = format!(
            "---\nid: INC-2026-{n:04}\ntitle: Pool {n} is full\ndate: 2026-01-{:02}\nseverity: P2\nservices: [pool]\n---\n\nText, see [the log](log.txt).\n\n## Action items\n\n| Action | Owner | Due | Status |\n|---|---|---|---|\n| Add an alert {n} | @li | 2026-02-01 | open |\n",
            n % 28 + 1
        );
        write(&format!("content/{}/{n}.md", n % 5), &text);
    }
    write("content/1/log.txt", "a log\n");
    write("content/actions.yml", "INC-2026-0001/A1: { status: done, closed: 2026-02-01 }\n");
    write("content/overrides.yml", "INC-2026-0002: { visibility: internal }\n");
    write(
        "content/decisions.yml",
        "pairs:\n  - { incidents: [INC-2026-0001, INC-2026-0003], decision: not-the-same }\n",
    );
    write("content/.afterwordignore", "*.tmp.md\n");
    folder
}

/// Runs a command in `folder`; its exit code.
fn run(folder: &Path, command: &[&str]) -> u8 {
    let root = folder.to_string_lossy().into_owned();
    let all =
        ["afterword", "--as-of", "2026-04-01", "--root", &root].into_iter().chain(command.iter().copied());
    let args = Args::try_parse_from(all).unwrap();
    let ui = Ui::new(Color::Never, true, false, Locale::English);
    let outcome = Context::new(args.global.clone()).and_then(|it| dispatch(&ui, &it, args.command));
    let code = outcome.unwrap_or_else(|failure| ExitCode::from(failure.exit_code()));
    (0..=3).find(|it| format!("{:?}", ExitCode::from(*it)) == format!("{code:?}")).unwrap()
}

#[test]
fn missing_input_is_not_empty_input() {
    let mut n_faults = 0;
    for audience in ["internal", "public"] {
        n_faults += faults_of(project(audience).path());
    }
    assert!(150 <= n_faults, "{n_faults}");
}

/// Lets every step of every command fail once; how many there were.
fn faults_of(folder: &Path) -> usize {
    let mut n_faults = 0;
    for command in [&["actions", "--overdue"][..], &["report", "2026Q1"], &["export"], &["check"]] {
        let (code, seen) = with_fault(folder, None, || run(folder, command));
        assert_eq!(code, 0, "{command:?}");
        for (step, kind) in [(Step::Read, ErrorKind::PermissionDenied), (Step::List, ErrorKind::Other)] {
            let n_steps = seen[step as usize];
            assert!(2 < n_steps, "{command:?} {step:?}: {n_steps}");
            for nth in 1..=n_steps {
                let (code, _) = with_fault(folder, Some((step, nth, kind)), || run(folder, command));
                assert_ne!(code, 0, "{command:?}: {step:?} {nth} of {n_steps}");
                assert!(
                    step != Step::List || code == 3,
                    "{command:?}: a folder is missing, and the exit code is {code}"
                );
                n_faults += 1;
            }
        }
    }
    n_faults
}

#[test]
fn a_site_with_documents_missing_is_never_written() {
    let project = project("public");
    let folder = project.path();
    let (code, seen) = with_fault(folder, None, || run(folder, &["build"]));
    assert_eq!(code, 0);
    let site = folder.join("public");
    let whole = files(&site);
    fs::remove_dir_all(&site).unwrap();
    let mut n_refused = 0;
    for step in [Step::Read, Step::List] {
        let n_steps = seen[step as usize];
        for nth in (1..=n_steps).step_by(1 + n_steps / 8) {
            let fault = Some((step, nth, ErrorKind::NotFound));
            let (code, _) = with_fault(folder, fault, || run(folder, &["build"]));
            // A look at what an earlier build left may fail: the build is then made as if there had been none.
            if code == 0 {
                assert!(files(&site) == whole, "{step:?} {nth}");
                fs::remove_dir_all(&site).unwrap();
            } else {
                assert!(!site.exists(), "{step:?} {nth}");
                n_refused += 1;
            }
        }
    }
    assert!(0 < n_refused);
}

/// Every file below `folder`, with its bytes.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = fs::read(&path).unwrap();
                found.push((path, bytes));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn one_broken_quote_does_not_make_late_work_go_away() {
    let project = project("public");
    let folder = project.path();
    let command = ["actions", "--overdue", "--fail-on-overdue"];
    assert_eq!(run(folder, &command), 1);
    fs::write(folder.join("content/1/1.md"), "---\nid: \"INC-2026-0001\ntitle: x\n---\nText.\n").unwrap();
    assert_eq!(run(folder, &["actions", "--overdue"]), 1, "what was not read is not nothing");
    fs::write(folder.join("content/actions.yml"), "INC-2026-0003/A1: { status: \"done }\n").unwrap();
    fs::remove_file(folder.join("content/1/1.md")).unwrap();
    assert_eq!(run(folder, &["actions", "--overdue"]), 1);
}
