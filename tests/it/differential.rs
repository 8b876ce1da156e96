//! A public build with the internal documents and one without them are the same, byte for byte, and so is what every
//! command prints.

use std::fs;

use crate::support::{Run, Site, tree};

/// A project whose public documents name the internal ones in every way.
fn project(with_internal: bool) -> Site {
    let mut site = Site::new()
        .file("afterword.yaml", "site: { title: Kb, audience: public, base_url: 'https://kb.example.org/' }\n")
        .document(
            "2026/a.md",
            "---\nid: INC-2026-0001\ntitle: Pool is full\ndate: 2026-01-10\nseverity: P1\nservices: [auth]\ncauses: [capacity/pool]\nrelated: [INC-2026-0666]\nrecurrence_of: [INC-2026-0667]\nrunbooks: [hidden-runbook]\nunknwon: 1\naction_items:\n  - { id: A1, task: Add an alert, owner: '@li', due: 2026-02-01, status: open }\n---\n\nLike INC-2026-0666, see [it](hidden.md), [that](hidden.MD), [[INC-2026-0667]] and [all](../overrides.yml).\n\n## Timeline\n\n- 10:00 The alert fired\n- 10:30 Recovered\n",
        )
        .document(
            "2026/b.md",
            "---\nid: INC-2026-0002\ntitle: Pool is full again\ndate: 2026-02-10\nseverity: P2\nservices: [auth]\ncauses: [capacity/pool]\n---\n\nText.\n",
        )
        .document("runbook.md", "---\nkind: runbook\ntitle: Fill the pool\nservices: [auth]\n---\n\n## Steps\n\n1. Restart it\n");
    let of_internal = "INC-2026-0668: { visibility: internal, severity: P0 }\n";
    let overrides =
        format!("{}INC-2026-0002: {{ tags: [pool] }}\n", if with_internal { of_internal } else { "" });
    site = site.document("overrides.yml", &overrides).document(
        "actions.yml",
        "INC-2026-0666/A1: { status: done }\nINC-2026-0001/A1: { status: in-progress }\n",
    );
    if with_internal {
        let internal = "---\nid: INC-2026-0666\ntitle: Canary one\ndate: 2026-01-05\nseverity: P0\nservices: [auth, canary-service]\ncauses: [capacity/pool, canary-cause]\ntags: [canary-tag]\nteams: [canary-team]\nauthors: [Canary Author]\nvisibility: internal\naliases: [/canary/]\nunknwon: canary\nrelated: [INC-2026-0001, INC-NONE]\naction_items:\n  - { id: A1, task: canary task, owner: '@canary', due: 2026-01-20, status: open }\n---\n\ncanary text <!-- afterword: allow(AW402, canary) -->, password: hunter2hunter2\n\n- 10:00 canary\n";
        site = site
            .document("2026/hidden.md", internal)
            .document("2026/hidden.MD", &internal.replace("0666", "0669"))
            .document("x.md", &internal.replace("0666", "0667").replace("visibility: internal", "visibility: internal\ndraft: true"))
            .document("y.md", &internal.replace("0666", "0668").replace("visibility: internal\n", ""))
            .document("hidden-runbook.md", "---\nkind: runbook\nid: hidden-runbook\ntitle: Canary steps\nvisibility: internal\n---\n\n## Steps\n\n1. canary\n")
            .document("page.md", "---\nvisibility: internal\n---\n# Canary page\n\ncanary\n");
    }
    site
}

/// What a run says, without what differs from run to run.
fn said(run: &Run) -> String {
    let lines = run.stderr.lines().map(|it| match it.split_once(" in ") {
        Some((head, rest)) if head.starts_with("built ") => {
            format!("{head}{}", rest.split_once(" s:").map_or("", |it| it.1))
        }
        _ => it.to_owned(),
    });
    lines.collect::<Vec<String>>().join("\n")
}

#[test]
fn a_public_site_is_the_same_with_and_without_the_internal_documents() {
    let (with, without) = (project(true), project(false));
    let runs = [&with, &without].map(|it| it.run(&["build"]));
    assert_eq!(runs[0].code, runs[1].code, "{}", runs[0].stderr);
    assert_eq!(said(&runs[0]), said(&runs[1]));
    let trees = [&with, &without].map(|it| tree(&it.path("public")));
    let names = |nth: usize| trees[nth].iter().map(|it| it.0.as_str()).collect::<Vec<&str>>();
    assert_eq!(names(0), names(1));
    for (one, other) in trees[0].iter().zip(&trees[1]) {
        assert!(
            one == other,
            "{} differs:\n{}\n{}",
            one.0,
            String::from_utf8_lossy(&one.1),
            String::from_utf8_lossy(&other.1)
        );
    }
    for (path, bytes) in &trees[0] {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        assert!(!text.contains("canary"), "{path}");
    }
}

#[test]
fn every_command_prints_the_same_with_and_without_the_internal_documents() {
    let (with, without) = (project(true), project(false));
    let mut commands: Vec<Vec<&str>> = vec![
        vec!["check"],
        vec!["check", "--format", "json"],
        vec!["check", "--format", "sarif"],
        vec!["search", "pool", "--json"],
        vec!["search", "canary"],
        vec!["similar", "INC-2026-0001", "--json"],
        vec!["similar", "content/2026/b.md"],
        vec!["report", "2026Q1"],
        vec!["report", "2026Q1", "--format", "json"],
        vec!["actions", "--owner", "canary"],
    ];
    for format in ["table", "json", "csv", "markdown", "ics"] {
        commands.push(vec!["actions", "--format", format]);
    }
    for format in ["json", "ndjson", "csv", "sqlite", "quickwit"] {
        commands.push(vec!["export", "--format", format]);
    }
    for command in commands {
        let runs = [&with, &without].map(|it| it.run(&command));
        assert_eq!(runs[0].code, runs[1].code, "{command:?}: {}", runs[0].stderr);
        assert!(runs[0].stdout == runs[1].stdout, "{command:?}:\n{}\n{}", runs[0].stdout, runs[1].stdout);
        assert_eq!(said(&runs[0]), said(&runs[1]), "{command:?}");
        assert!(!runs[0].stdout.to_lowercase().contains("canary "), "{command:?}");
        let is_export = command[0] == "export";
        assert!(!is_export || !runs[0].stdout.contains("0666/A1"), "{command:?}");
    }
    // The difference is there where it may be seen.
    let internal = with.run(&["export", "--audience", "internal"]);
    assert!(internal.stdout.contains("canary-service"), "{}", internal.stderr);
    fs::remove_file(with.path("content/overrides.yml")).unwrap();
}
